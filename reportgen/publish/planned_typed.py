"""The numerals that people typed, as the tie-outs of units that share a plan show them: most are the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportgen.model.form import Form
from reportgen.model.tie_out import TypedEntry, TypedText
from reportgen.publish.list_sheet import ListBlock, ListLine
from reportgen.publish.place_names import PlaceNames
from reportgen.publish.tie_out_json import typed_json
from reportgen.publish.tie_out_values import ordinal_columns, typed_in_data, typed_in_definition
from reportgen.publish.tie_out_workbook import typed_line

MOST_KNOWN = 2_000


class TypedLine(NamedTuple):
    """A typed text with its place: a line of the JSON, and one of the workbook, whatever its number."""

    json: bytes
    row: ListLine

    @classmethod
    def of(cls, entry: TypedEntry) -> TypedLine:
        """Return what is shown of an entry."""
        return cls(typed_json(entry), typed_line(0, entry))


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

    def lines(self, texts: Sequence[TypedText], printed: Sequence[int]) -> list[TypedLine]:
        """Return the lines of a unit: texts of its data, and which numerals under a condition it printed."""
        lines, known = [*self._always, *[self._if_printed[index] for index in printed]], self._known
        for text in texts:
            shown = known.get(text)
            lines += self._shown(text) if shown is None else shown
        return lines

    def _shown(self, text: TypedText) -> list[TypedLine]:
        if len(self._known) >= MOST_KNOWN:
            self._known = {}
        labels, ordinals = self._labels, self._ordinals
        entries = typed_in_data(self._form, [text], self._names, labels=labels, ordinals=ordinals)
        shown = self._known[text] = [TypedLine.of(entry) for entry in entries]
        return shown
