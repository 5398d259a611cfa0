"""The filled cells of a sheet: only those that are there, however far away someone once clicked."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from reportgen.load.workbook_cells import Cell


class Grid:
    """The cells of a sheet that hold a value or a comment, by row and column."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.rows: dict[int, dict[int, Cell]] = {}
        # The public ways of walking a sheet make a cell for every place up to the last one.
        for (row, column), cell in sorted(sheet._cells.items(), key=lambda item: item[0]):
            if cell.value is not None or cell.comment is not None:
                self.rows.setdefault(row, {})[column] = cell
        self.last_column = max((column for cells in self.rows.values() for column in cells), default=0)

    @property
    def title(self) -> str:
        """The name on the sheet's tab."""
        return str(self.sheet.title)

    def cells(self, first_row: int = 1) -> Iterator[Cell]:
        """Yield the filled cells from a row on, row by row."""
        for row, cells in self.rows.items():
            if row >= first_row:
                yield from cells.values()

    def value(self, row: int, column: int) -> object:
        """Return what stands at a place; None when nothing does."""
        cell = self.rows.get(row, {}).get(column)
        return None if cell is None else cell.value
