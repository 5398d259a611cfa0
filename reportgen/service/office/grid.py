"""The data-entry grid of one report: the programme's form with the unit's figures in it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from reportgen.consolidate import printable
from reportgen.model.entry_form import EntryKind, EntryList, EntryRow
from reportgen.model.office.reports import CellView, GridRow, GridSection, ListColumn, ListView
from reportgen.model.unit_values import UnitValues
from reportgen.service.office.opened import OpenedCycle
from reportgen.service.office.unit_document import UnitDocument, cell_id, machine_text, vietnamese_text

NOT_A_NUMBER = "không phải số: sửa lại ô này"


def count_cells(opened: OpenedCycle, document: UnitDocument, made: UnitValues | None) -> tuple[int, int]:
    """Return how many cells people type, and how many of them say nothing yet."""
    shown = printable(made, opened.loaded.slots) if made is not None else None
    summed = shown.summed if shown is not None else frozenset()
    cells = [
        (row.group, row.member, year)
        for section in opened.form.sections
        for row in section.rows
        for year in row.fields
        if year not in row.shared
    ]
    typed = [cell for cell in cells if cell not in summed]
    if shown is None:
        return len(typed), sum(document.cells.get(cell) in (None, "") for cell in typed)
    return len(typed), sum(shown.number(cell[:2], cell[2]) is None for cell in typed)


class Grid:
    """Lays out the figures of a unit; those of a parent are mostly made of its children's."""

    def __init__(self, opened: OpenedCycle, document: UnitDocument, made: UnitValues | None) -> None:
        self._opened, self._document = opened, document
        self._made = printable(made, opened.loaded.slots) if made is not None else None
        self._last: Mapping[Any, Any] = opened.last.of(document.code) if opened.last.has_any else {}

    def sections(self) -> tuple[GridSection, ...]:
        """Return all groups with their rows."""
        return tuple(
            GridSection(each.key, each.label, tuple(map(self._row, each.rows)))
            for each in self._opened.form.sections
        )

    def lists(self) -> tuple[ListView, ...]:
        """Return all lists with their rows."""
        return tuple(map(self._list, self._opened.form.lists))

    def _row(self, row: EntryRow) -> GridRow:
        cells = {year: self._cell(row, year) for year in sorted((*row.fields, *row.shared))}
        last = self._last.get((row.group, row.member))
        return GridRow(
            row.group,
            row.key,
            row.label,
            row.measure_unit,
            row.depth,
            row.is_total,
            cells,
            vietnamese_text(last),
            row.target,
            row.decimals,
            row.kind is EntryKind.COUNT,
        )

    def _cell(self, row: EntryRow, year: int) -> CellView:
        name = cell_id((row.group, row.member, year))
        if year in row.shared:
            given = row.shared[year]
            return CellView(name, year, machine_text(given) or "", vietnamese_text(given), is_shared=True)
        if self._made is not None:
            made = plain(self._made.number((row.group, row.member), year))
            is_summed = (row.group, row.member, year) in self._made.summed
            return CellView(name, year, machine_text(made) or "", vietnamese_text(made), is_summed=is_summed)
        value = self._document.cells.get((row.group, row.member, year))
        note = NOT_A_NUMBER if isinstance(value, str) else ""
        return CellView(name, year, machine_text(value) or "", vietnamese_text(value), note=note)

    def _list(self, entry: EntryList) -> ListView:
        columns = tuple(
            ListColumn(each.key, each.label, each.measure_unit, each.is_number) for each in entry.columns
        )
        own = self._document.lists.get(entry.key)
        made = self._made.lists.get(entry.key) if self._made is not None else None
        rows = made if made is not None else own if own is not None else entry.rows
        plain = tuple(dict(row) for row in rows if isinstance(row, Mapping)) if rows else ()
        return ListView(entry.key, entry.label, columns, plain, is_summed=made is not None)


def plain(number: int | Decimal | Fraction | None) -> int | Decimal | None:
    """Return a number that has an end; a mean of children may have none."""
    if isinstance(number, Fraction):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return number
