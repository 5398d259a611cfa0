"""The data-entry grid of one report: the programme's form with the unit's figures in it."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reportgen.consolidate import printable
from reportgen.model.entry_form import EntryKind, EntryList, EntryRow, EntrySection
from reportgen.model.office.reports import CellView, GridRow, GridSection, ListColumn, ListView
from reportgen.model.unit_values import FigureKey, UnitValues
from reportgen.service.office.opened import OpenedCycle
from reportgen.service.office.unit_document import (
    Cell,
    Typed,
    UnitDocument,
    cell_id,
    machine_text,
    vietnamese_text,
)

NOT_A_NUMBER = "không phải số: sửa lại ô này"


def count_cells(opened: OpenedCycle, document: UnitDocument, made: UnitValues | None) -> tuple[int, int]:
    """Return how many cells people type, and how many of them say nothing yet."""
    if made is None:
        said = list(map(document.cells.get, opened.typed_cells))
        return len(said), len([each for each in said if each is None or (type(each) is str and not each)])
    shown = printable(made, opened.loaded.slots)
    typed = [cell for cell in opened.typed_cells if cell not in shown.summed]
    return len(typed), sum(shown.number(cell[:2], cell[2]) is None for cell in typed)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The sections of a grid, and what the cells said that they were laid out for."""

    said: Mapping[Cell, object]
    last: Mapping[FigureKey, str]
    """How the figures of last period print beside them."""
    sections: tuple[GridSection, ...]

    @classmethod
    def nothing(cls) -> LaidOut:
        """Return what stands before the first grid of a unit."""
        return cls({}, {}, ())


class Grid:
    """Lays out the figures of a unit; those of a parent are mostly made of its children's.

    `before` is the grid as it was laid out last time: rows that say the same are taken from there.
    """

    def __init__(
        self,
        opened: OpenedCycle,
        document: UnitDocument,
        made: UnitValues | None,
        before: LaidOut,
    ) -> None:
        self._opened, self._document = opened, document
        last = opened.last.of(document.code) if opened.last.has_any else {}
        self._last = {key: vietnamese_text(number) for key, number in last.items()}
        self._before = before if before.last == self._last else LaidOut.nothing()
        self._said = document.exactly()
        self._changed = _differing(self._before.said, self._said)
        """The cells of the unit's own that do not say what they said before."""
        self._made = printable(made, opened.loaded.slots) if made is not None else None

    def sections(self) -> LaidOut:
        """Return all groups with their rows."""
        entries = self._opened.form.sections
        before: tuple[GridSection | None, ...] = self._before.sections or (None,) * len(entries)
        return LaidOut(self._said, self._last, tuple(map(self._section, entries, before)))

    def lists(self) -> tuple[ListView, ...]:
        """Return all lists with their rows."""
        return tuple(map(self._list, self._opened.form.lists))

    def _section(self, entry: EntrySection, before: GridSection | None) -> GridSection:
        if before is None:
            return GridSection(entry.key, entry.label, tuple(map(self._row, entry.rows)))
        if self._made is None and not any(cell[0] == entry.key for cell in self._changed):
            return before
        rows = tuple(map(self._row, entry.rows, before.rows))
        is_same = all(map(operator.is_, rows, before.rows))
        return before if is_same else GridSection(entry.key, entry.label, rows)

    def _row(self, row: EntryRow, before: GridRow | None = None) -> GridRow:
        if before is not None:
            cells = {year: self._cell(row, year, cell) for year, cell in before.cells.items()}
            if all(map(operator.is_, cells.values(), before.cells.values())):
                return before
        else:
            cells = {year: self._cell(row, year) for year in sorted((*row.fields, *row.shared))}
        return GridRow(
            row.group,
            row.key,
            row.label,
            row.measure_unit,
            row.depth,
            row.is_total,
            cells,
            self._last.get((row.group, row.member), ""),
            row.target,
            row.decimals,
            row.kind is EntryKind.COUNT,
        )

    def _cell(self, row: EntryRow, year: int, before: CellView | None = None) -> CellView:
        cell = row.group, row.member, year
        if year in row.shared:
            return before or _view(cell, row.shared[year], is_shared=True)
        if self._made is not None:
            made = plain(self._made.number(cell[:2], year))
            return _same(before, _view(cell, made, is_summed=cell in self._made.summed))
        value = self._document.cells.get(cell)
        is_text = isinstance(value, str)
        if before is not None and before.raw == (machine_text(value) or "") and bool(before.note) is is_text:
            return before
        return _view(cell, value, note=NOT_A_NUMBER if is_text else "")

    def _list(self, entry: EntryList) -> ListView:
        columns = tuple(
            ListColumn(each.key, each.label, each.measure_unit, each.is_number) for each in entry.columns
        )
        own = self._document.lists.get(entry.key)
        made = self._made.lists.get(entry.key) if self._made is not None else None
        rows = made if made is not None else own if own is not None else entry.rows
        plain = tuple(dict(row) for row in rows if isinstance(row, Mapping)) if rows else ()
        return ListView(entry.key, entry.label, columns, plain, is_summed=made is not None)


def _differing(before: Mapping[Cell, object], now: Mapping[Cell, object]) -> set[Cell]:
    return {cell for cell, _ in before.items() ^ now.items()}


def _view(cell: Cell, value: Typed, *, note: str = "", **is_made: bool) -> CellView:
    raw, shown = machine_text(value) or "", vietnamese_text(value)
    return CellView(cell_id(cell), cell[2], raw, shown, note=note, **is_made)


def _same(before: CellView | None, now: CellView) -> CellView:
    """Return the cell of before when nothing about it is new."""
    return before if before == now and before is not None else now


def plain(number: int | Decimal | Fraction | None) -> int | Decimal | None:
    """Return a number that has an end; a mean of children may have none."""
    if isinstance(number, Fraction):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return number
