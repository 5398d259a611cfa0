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


PlaceTexts = tuple[bytes, bytes, int]
"""A place as JSON and as XML, and how many lines of a cell that takes."""
NOWHERE: PlaceTexts = b"", b"", 0


def place_texts(places: Places) -> list[PlaceTexts]:
    """Return the texts of places, by file name alone; a unit has nearly all in one line of a file."""
    texts, known = list(_fixed_texts(places.fixed)), dict[int, _InLine]()
    for number, place in places.own.items():
        texts[number] = _texts_of(place)
    for number, line, column in places.in_file:
        found = known.get(line)
        if found is None:
            found = known[line] = _in_line(places.file, line)
        json, xml, lines = found
        shown = str(column).encode()
        texts[number] = json + shown + b"}", xml + shown, lines[len(shown)]
    return texts


@lru_cache(maxsize=MOST_FIXED)
def _fixed_texts(fixed: FixedPlaces) -> list[PlaceTexts]:
    return [NOWHERE if place is None else _texts_of(place) for place in fixed.places]


@lru_cache(maxsize=MOST_LINES)
def _texts_of(place: Where) -> PlaceTexts:
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
    places = [Where(file_name(file), line, 10**digits) for digits in range(MOST_DIGITS)]
    json, shown = place_json(places[0]), in_xml(str(places[0])).removesuffix("1")
    lines = [lines_in(SOURCES, str(place)) for place in places]
    return _InLine(json[: json.rindex(":") + 1].encode(), shown.encode(), [0, *lines])
