"""A sheet as a grid of cells: its header, what its headings say, what may not be hidden or merged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.load.workbook_cells import Cell, CellReader
from reportgen.model.figures_sheet import IGNORED_HEADINGS, normal

MAX_ROWS, MAX_COLUMNS = 5_000, 200
UNHIDE = "bỏ ẩn (Unhide) rồi kiểm tra lại số liệu"


@dataclass(frozen=True, slots=True)
class Headed:
    """The rows of a header and the text over each column."""

    first: int
    last: int
    texts: dict[int, str]


class Sheet:
    """One worksheet, its merged headings resolved."""

    def __init__(self, worksheet: Worksheet, cells: CellReader) -> None:
        self.worksheet, self.cells = worksheet, cells
        self.rows = min(worksheet.max_row, MAX_ROWS)
        self.columns = min(worksheet.max_column, MAX_COLUMNS)
        self._spanned = _spanned(worksheet)

    @property
    def title(self) -> str:
        """The name on the sheet's tab."""
        return str(self.worksheet.title)

    @property
    def top(self) -> Cell:
        """The first cell, which stands for the sheet in findings."""
        return self.cell(1, 1)

    @property
    def is_too_big(self) -> bool:
        """Whether cells lie beyond what is read."""
        return self.worksheet.max_row > MAX_ROWS or self.worksheet.max_column > MAX_COLUMNS

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell by numbers that count from 1."""
        return self.worksheet.cell(row, column)

    def filled(self, row: int) -> list[Cell]:
        """Return the cells of a row in which something stands."""
        cells = (self.cell(row, column) for column in range(1, self.columns + 1))
        return [cell for cell in cells if not self.cells.is_empty(cell)]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the sheet."""
        return not any(self.filled(row) for row in range(1, self.rows + 1))

    def find_header(self, heading: str) -> Headed | None:
        """Return the first row that begins with the heading, and the rows its merged cell reaches down to.

        An ordinal column may stand before it.
        """
        wanted = normal(heading)
        for row in range(1, self.rows + 1):
            cells = [cell for cell in self.filled(row) if normal(cell.value) not in IGNORED_HEADINGS]
            if cells and normal(cells[0].value) == wanted:
                last = self._reach(cells[0])
                return Headed(row, last, dict(self._headings(row, last)))
        return None

    def _reach(self, cell: Cell) -> int:
        for area in self.worksheet.merged_cells.ranges:
            if cell.coordinate in area:
                return int(area.max_row)
        return int(cell.row)  # type: ignore[arg-type]  # the stubs allow None

    def _headings(self, first: int, last: int) -> Iterator[tuple[int, str]]:
        """Yield column and text, the texts of stacked headings joined: `Số lượng` over `2023`."""
        for column in range(1, self.columns + 1):
            stacked = (
                self._spanned.get((row, column)) or self.cell(row, column) for row in range(first, last + 1)
            )
            values = (cell.value for cell in dict.fromkeys(stacked) if not self.cells.is_empty(cell))
            if text := " ".join(str(value).strip() for value in values):
                yield column, text

    def check_data_area(self, header: Headed) -> None:
        """Refuse hidden rows and columns that hold something, and merged cells, under the header."""
        hidden_columns = _hidden_columns(self.worksheet)
        for row in range(header.last + 1, self.rows + 1):
            filled = self.filled(row)
            if filled and self.worksheet.row_dimensions[row].hidden:
                self.cells.refuse("hidden-cells", f"hàng {row} bị ẩn nhưng có nội dung", filled[0], UNHIDE)
            for cell in filled:
                if cell.column in hidden_columns and cell.column in header.texts:
                    message = f"cột {get_column_letter(cell.column)} bị ẩn nhưng có nội dung"
                    self.cells.refuse("hidden-cells", message, cell, UNHIDE)
        for area in self.worksheet.merged_cells.ranges:
            if area.max_row > header.last and area.min_col <= self.columns and area.min_row <= self.rows:
                cell = self.cell(area.min_row, area.min_col)
                self.cells.refuse("merged-cells", f"ô gộp {area.coord} trong vùng số liệu", cell, "bỏ gộp ô")


def _spanned(worksheet: Worksheet) -> dict[tuple[int, int], Cell]:
    """Return for each cell of a merged area the cell that holds its value."""
    return {
        (row, column): worksheet.cell(area.min_row, area.min_col)
        for area in worksheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }


def _hidden_columns(worksheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for dimension in worksheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            hidden.update(range(dimension.min, min(dimension.max, MAX_COLUMNS) + 1))
    return hidden
