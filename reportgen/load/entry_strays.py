"""Figures outside the cells of a form, and what people wrote beside them: none gets lost unseen."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.errors import Finding, Severity, Where
from reportgen.load.entry_labels import LabelledTable
from reportgen.load.entry_places import EntryPlaces
from reportgen.load.workbook_cells import Cell
from reportgen.model.entry_form import NOTE, EntryForm
from reportgen.model.entry_reading import Remark
from reportgen.vietnamese import nfc, parse_number

REMEDY = "chuyển số vào đúng ô vàng của biểu; số không thuộc biểu thì xóa, hoặc ghi bằng lời ở cột Ghi chú"
LONGEST_REMARK = 500
Spot = tuple[str, int, int]
"""Sheet, row, column."""


def spot_of(cell: Cell) -> Spot:
    """Return what a cell is known by."""
    return str(cell.parent.title), int(cell.row or 0), int(cell.column or 0)


def strays(places: EntryPlaces, file: str, read: set[Spot], list_sheets: set[str]) -> Iterator[Finding]:
    """Yield a warning for each sheet with figures that are not the form's; `read` are cells already read."""
    tables = {table.grid.title: _Known(table, places.form, read) for table in places.tables}
    for grid in places.grids:
        if grid.title in list_sheets:
            continue
        known = tables.get(grid.title)
        cells = grid.cells(known.first_row if known else 1)
        numbers = (cell for cell in cells if _is_number(cell) and spot_of(cell) not in read)
        found = [cell for cell in numbers if known is None or not known.explains(cell)]
        if found:
            yield _finding(found, file)


def _finding(found: list[Cell], file: str) -> Finding:
    first, *others = (Where(file, sheet=str(cell.parent.title), cell=cell.coordinate) for cell in found)
    values = ", ".join(str(cell.value)[:20] for cell in found[:3]) + (", …" if len(found) > 3 else "")
    message = f"có {len(found)} ô số không thuộc biểu ({values}), không đọc"
    return Finding(
        "figure-outside-form", message, first, REMEDY, severity=Severity.WARNING, also=tuple(others)
    )


class _Known:
    """The numbers that the form itself shows on a sheet: ordinals, last period, figures of all units."""

    def __init__(self, table: LabelledTable, form: EntryForm, read: set[Spot]) -> None:
        self.table, self.first_row = table, table.header + 1
        self.keys = {row: key for key, rows in table.rows.items() for row in rows}
        self.rows = table.known_rows | {row for title, row, _ in read if title == table.grid.title}
        self.years = {column: year for year, columns in table.years.items() for column in columns}
        rows = (row for section in form.sections for row in section.rows)
        self.shared = {(row.group, row.member): row.shared for row in rows}

    def explains(self, cell: Cell) -> bool:
        """Whether the number is the form's own."""
        row, column = int(cell.row or 0), int(cell.column or 0)
        if column < self.table.label_column:
            return True
        if row not in self.rows or column in self.table.headings:
            return row in self.rows
        key, year = self.keys.get(row), self.years.get(column)
        if key is None or year is None:
            return False
        return self.shared[key].get(year) == cell.value


def _is_number(cell: Cell) -> bool:
    value = cell.value
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and cell.data_type != "f" and parse_number(nfc(value)) is not None


def remarks(places: EntryPlaces, file: str) -> Iterator[Remark]:
    """Yield what stands in the notes column and in comments, with the label of its row."""
    for table in places.tables:
        note = table.column_of(NOTE)
        for cell in table.grid.cells(table.header + 1):
            if text := _remark(cell, note):
                label = str(table.grid.value(int(cell.row or 0), table.label_column) or "")
                where = Where(file, sheet=table.grid.title, cell=cell.coordinate)
                yield Remark(label, text[:LONGEST_REMARK], where)


def _remark(cell: Cell, note: int | None) -> str:
    """Return what is written in a cell of the notes column, or as a comment on any cell."""
    own = str(cell.value).strip() if cell.column == note and cell.value is not None else ""
    comment = cell.comment.text.strip() if cell.comment is not None else ""
    return nfc("; ".join(filter(None, (own, comment)))) if own or comment else ""
