"""Where inputs stand, as the tie-out shows it to people and to machines."""

from __future__ import annotations

from collections.abc import Sequence
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

MOST_DIGITS = 9
"""No line has so many columns that it takes more."""


class PlaceTexts(NamedTuple):
    """Places as JSON and as XML, and how many lines of a cell each takes."""

    json: list[bytes]
    xml: list[bytes]
    lines: list[int]


def place_texts(places: Places) -> PlaceTexts:
    """Return the texts of places, by file name alone; a unit has nearly all in one line of a file."""
    fixed = _fixed_texts(places.fixed)
    json, xml, lines = fixed.json.copy(), fixed.xml.copy(), fixed.lines.copy()
    known: dict[int, _InLine] = {}
    for number, place in places.own.items():
        json[number], xml[number], lines[number] = _texts_of(place)
    for number, line, column in places.in_file:
        found = known.get(line)
        if found is None:
            found = known[line] = _in_line(places.file, line)
        before, shown_before, high = found
        shown = b"%d" % column
        json[number], xml[number], lines[number] = (
            before + shown + b"}",
            shown_before + shown,
            high[len(shown)],
        )
    return PlaceTexts(json, xml, lines)


@lru_cache(maxsize=MOST_FIXED)
def _fixed_texts(fixed: FixedPlaces) -> PlaceTexts:
    """Return those of places that units have in common, and what the others take the place of."""
    texts = [(b"", b"", 0) if place is None else _texts_of(place) for place in fixed.places]
    return PlaceTexts(*([each[part] for each in texts] for part in range(3)))  # type: ignore[arg-type]


@lru_cache(maxsize=MOST_LINES)
def _texts_of(place: Where) -> tuple[bytes, bytes, int]:
    here = replace(place, file=file_name(place.file))
    shown = str(here)
    return place_json(here).encode(), in_xml(shown).encode(), lines_in(SOURCES, shown)


class _InLine(NamedTuple):
    """The texts of places in a line up to the column; how many lines of a cell they take, by its digits."""

    json: bytes
    xml: bytes
    lines: Sequence[int]


@lru_cache(maxsize=MOST_LINES)
def _in_line(file: str, line: int) -> _InLine:
    place = Where(file_name(file), line, 1)
    json, shown = place_json(place), str(place).removesuffix("1")
    lines = [lines_in(SOURCES, shown + "0" * digits) for digits in range(1, MOST_DIGITS + 1)]
    return _InLine(json[: json.rindex(":") + 1].encode(), in_xml(shown).encode(), [0, *lines])
