"""The numerals that people typed, as the tie-outs of units that share a plan show them: most are the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pydantic_core import to_json

from reportgen.model.form import Form
from reportgen.model.tie_out import TypedEntry, TypedText
from reportgen.publish.list_sheet import ListBlock, ListLine, lines_in
from reportgen.publish.place_names import PlaceNames
from reportgen.publish.sheet_cells import entry as cell_entry
from reportgen.publish.tie_out_json import typed_json
from reportgen.publish.tie_out_values import ordinal_columns, typed_in_data, typed_in_definition
from reportgen.publish.tie_out_workbook import TYPED_COLUMNS, typed_line

MOST_KNOWN = 2_000
TEXTS = TYPED_COLUMNS[1]


class TypedLine(NamedTuple):
    """A typed text with its place: a line of the JSON, and one of the workbook, whatever its number."""

    json: bytes
    row: ListLine

    @classmethod
    def of(cls, entry: TypedEntry) -> TypedLine:
        """Return what is shown of an entry."""
        return cls(typed_json(entry), typed_line(0, entry))

    def with_text(self, text: str) -> TypedLine:
        """Return what is shown of a text at the place of this line, which has none."""
        kinds, numbers, entries, lines = self.row
        return TypedLine(
            self.json.replace(b'""', to_json(text), 1),
            ListLine(
                kinds,
                numbers,
                entries.replace(NO_TEXT, cell_entry(text).encode(), 1),
                max(lines, lines_in(TEXTS, text)),
            ),
        )


NO_TEXT = cell_entry("").encode()


def typed_block(typed: Sequence[TypedLine]) -> ListBlock:
    """Return the rows of these lines, numbered."""
    rows = [line.row for line in typed]
    kinds, numbers = (rows[0].kinds, [range(1, len(rows) + 1)]) if rows else ("", [])
    return ListBlock(kinds, numbers, b"".join([row.entries for row in rows]), [row.lines for row in rows])


class PlannedTyped:
    """Makes these lines for units whose places have the same names; threads may share it.

    Texts come from the units' data, where names and dates recur; those met last are kept.
    """

    def __init__(self, form: Form, names: PlaceNames) -> None:
        self._form, self._names = form, names
        self._labels, self._ordinals = {*names.labels.values()}, ordinal_columns(form)
        every = range(len(form.typed_if_printed))
        made = [TypedLine.of(entry) for entry in typed_in_definition(form, every, names)]
        self._always, self._if_printed = made[: len(form.typed)], made[len(form.typed) :]
        self._known: dict[TypedText, list[TypedLine]] = {}
        """What is shown of a text: labels and ordinals are no data, and are not."""
        self._places: dict[int, list[TypedLine]] = {}
        """What is shown of an empty text, by site."""

    def lines(self, texts: Sequence[TypedText], printed: Sequence[int]) -> list[TypedLine]:
        """Return the lines of a unit: texts of its data, and which numerals under a condition it printed."""
        lines, known = [*self._always, *[self._if_printed[index] for index in printed]], self._known
        for text in texts:
            shown = known.get(text)
            lines += self._shown(text) if shown is None else shown
        return lines

    def _shown(self, typed: TypedText) -> list[TypedLine]:
        if len(self._known) >= MOST_KNOWN:
            self._known = {}
        text, site = typed
        places = self._at(site) if text not in self._labels else []
        shown = self._known[typed] = [place.with_text(text) for place in places]
        return shown

    def _at(self, site: int) -> list[TypedLine]:
        found = self._places.get(site)
        if found is None:
            texts = [TypedText("", site)]
            entries = typed_in_data(self._form, texts, self._names, labels=(), ordinals=self._ordinals)
            found = self._places[site] = [TypedLine.of(entry) for entry in entries]
        return found
