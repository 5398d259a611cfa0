"""Where inputs stand, as the tie-out shows it to people and to machines."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from reportgen.errors import Where
from reportgen.model.source import LinePlace
from reportgen.publish.list_sheet import lines_in
from reportgen.publish.sheet_cells import in_xml
from reportgen.publish.tie_out_json import place_json
from reportgen.publish.tie_out_values import file_name
from reportgen.publish.tie_out_workbook import FIGURE_COLUMNS

SOURCES = FIGURE_COLUMNS[6]
MOST_LINES = 1_000


PlaceTexts = tuple[bytes, bytes, int]
"""A place as JSON and as XML, and how many lines of a cell that takes."""


def place_texts(place: Where | LinePlace) -> PlaceTexts:
    """Return the texts of a place, by file name alone; a unit has nearly all in one line of a file."""
    if isinstance(place, Where):
        return _texts_of(place)
    file, line, column = place
    number = b"%d" % column
    json, xml, lines = _before_column(file, line, len(number))
    return b"%b%b}" % (json, number), xml + number, lines


@lru_cache(maxsize=MOST_LINES)
def _texts_of(place: Where) -> PlaceTexts:
    here = replace(place, file=file_name(place.file))
    shown = str(here)
    return place_json(here).encode(), in_xml(shown).encode(), lines_in(SOURCES, shown)


@lru_cache(maxsize=MOST_LINES)
def _before_column(file: str, line: int, digits: int) -> PlaceTexts:
    """Return the texts up to a column of so many digits."""
    place = Where(file_name(file), line, 10 ** (digits - 1))
    json, shown = place_json(place), str(place)
    before = in_xml(shown).removesuffix(str(place.column))
    return json[: json.rindex(":") + 1].encode(), before.encode(), lines_in(SOURCES, shown)
