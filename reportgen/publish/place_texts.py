"""Where inputs stand, as the tie-out shows it to people and to machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from reportgen.errors import Where
from reportgen.model.source import FixedPlaces, Places
from reportgen.publish.list_sheet import lines_in
from reportgen.publish.sheet_cells import in_xml
from reportgen.publish.tie_out_json import place_json
from reportgen.publish.tie_out_values import file_name
from reportgen.publish.tie_out_workbook import FIGURE_COLUMNS

SOURCES = FIGURE_COLUMNS[6]
MOST_LINES, MOST_FIXED = 1_000, 64
BETWEEN = b"\0"
"""What no place holds."""

MOST_DIGITS = 9
"""No line has so many columns that it takes more."""


class PlaceTexts(NamedTuple):
    """Places as JSON and as XML, and how many lines of a cell each takes."""

    json: list[bytes]
    xml: list[bytes]
    lines: list[int]

    def put(self, numbers: Sequence[int], texts: Iterable[tuple[bytes, bytes, int]]) -> None:
        """Set the texts of places, given their numbers."""
        for number, (json, xml, lines) in zip(numbers, texts, strict=True):
            self.json[number], self.xml[number], self.lines[number] = json, xml, lines


def place_texts(places: Places) -> PlaceTexts:
    """Return the texts of places, by file name alone; a unit has nearly all in one line of a file."""
    fixed = _fixed_texts(places.fixed)
    texts = PlaceTexts(fixed.json.copy(), fixed.xml.copy(), fixed.lines.copy())
    for line, (numbers, columns) in places.in_file.items():
        texts.put(numbers, _in_line(places.file, line).texts(columns))
    for number, place in places.own.items():
        texts.put([number], [_texts_of(place)])
    return texts


@lru_cache(maxsize=MOST_FIXED)
def _fixed_texts(fixed: FixedPlaces) -> PlaceTexts:
    """Return those of places that units have in common, and what the others take the place of."""
    texts = [(b"", b"", 0) if place is None else _texts_of(place) for place in fixed.places]
    return PlaceTexts(
        [json for json, _, _ in texts], [xml for _, xml, _ in texts], [high for _, _, high in texts]
    )


@lru_cache(maxsize=MOST_LINES)
def _texts_of(place: Where) -> tuple[bytes, bytes, int]:
    here = replace(place, file=file_name(place.file))
    shown = str(here)
    return place_json(here).encode(), in_xml(shown).encode(), lines_in(SOURCES, shown)


class _InLine(NamedTuple):
    """The texts of places in a line up to the column; how many lines of a cell they take, by its digits."""

    json: bytes
    """A format with a gap for the column, as is the next one."""
    xml: bytes
    lines: Sequence[int]

    def texts(self, columns: Sequence[int]) -> Iterator[tuple[bytes, bytes, int]]:
        """Return the texts of places in the line, made at one stroke."""
        json, xml = (self._filled(form, columns) for form in (self.json, self.xml))
        digits = map(len, map(str, columns))
        return zip(json, xml, map(self.lines.__getitem__, digits), strict=True)

    @staticmethod
    def _filled(form: bytes, columns: Sequence[int]) -> list[bytes]:
        return (BETWEEN.join([form] * len(columns)) % tuple(columns)).split(BETWEEN)


@lru_cache(maxsize=MOST_LINES)
def _in_line(file: str, line: int) -> _InLine:
    place = Where(file_name(file), line, 1)
    json, shown = place_json(place), in_xml(str(place)).removesuffix("1")
    head, shown = (text.replace("%", "%%") for text in (json[: json.rindex(":") + 1], shown))
    return _InLine(head.encode() + b"%d}", shown.encode() + b"%d", _lines_of(place.file, len(str(line))))


@lru_cache(maxsize=MOST_LINES)
def _lines_of(file: str, digits: int) -> list[int]:
    """Return how many lines of a cell places take in a line of so many digits, by those of the column."""
    line = 10 ** (digits - 1)
    places = [Where(file, line, 10**more) for more in range(MOST_DIGITS)]
    return [0, *[lines_in(SOURCES, str(place)) for place in places]]
