"""The figures of a table: its grid with head, rows and readings, and what is known of each value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from reportgen.audit.tables.cell_values import CellValue, Kind, Number
from reportgen.audit.tables.grid import Grid, GridCell, read_grid, split_at_heads
from reportgen.audit.tables.head import Says, TableHead, read_head
from reportgen.audit.tables.rows import RowHead, TableRows, read_rows
from reportgen.model.word_document import Table
from reportgen.vietnamese import Ratio

# Quantities that are measured or summed from finer ones, so that even a whole number may be rounded.
MEASURED = re.compile(
    r"triệu|tỷ|tỉ đồng|nghìn|ngàn|trđ|\bđồng\b|\bha\b|tấn|tạ|\bkg\b|\bkm|\bm2|\bm3|m²|m³|kwh|\bmw\b"
    r"|sản lượng|diện tích"
    r"|giá trị|vốn|kinh phí|dự toán|thu ngân sách|chi ngân sách|usd"
)


@dataclass(frozen=True)
class TableFigures:
    """A table ready for checking; `caption` is the text above it, `exact` the unrounded values found."""

    number: int
    caption: str
    grid: Grid
    head: TableHead
    rows: TableRows
    columns: tuple[int, ...]
    exact: dict[tuple[int, int], Fraction] = field(default_factory=dict)
    """Unrounded values of cells that were computed from others, in the unit printed."""
    _ratios: dict[int, tuple[Ratio | None, ...]] = field(default_factory=dict)

    def value(self, row: int, column: int) -> CellValue:
        """Return the reading of a cell."""
        return self.rows.value(row, column)

    def shown(self, row: int, column: int) -> Number | None:
        """Return the single number of a cell, or None."""
        return self.rows.value(row, column).number

    def note_exact(self, row: int, column: int, value: Fraction | None) -> None:
        """Keep the unrounded value of a cell that was computed from others; None forgets it."""
        self._ratios.pop(column, None)
        if value is None:
            self.exact.pop((row, column), None)
        else:
            self.exact[row, column] = value

    def ratios(self, column: int) -> tuple[Ratio | None, ...]:
        """Return a column's values by body row, unrounded where known, as numerators and denominators."""
        if column not in self._ratios:
            self._ratios[column] = tuple(self._ratio(row.row, column) for row in self.body)
        return self._ratios[column]

    def _ratio(self, row: int, column: int) -> Ratio | None:
        exact = self.exact.get((row, column))
        if exact is not None:
            return exact.numerator, exact.denominator
        number = self.shown(row, column)
        return (number.scaled, 10**number.decimals) if number else None

    def cell(self, row: int, column: int) -> GridCell:
        """Return the cell as it stands in the document."""
        return self.grid.rows[row][column]

    def half_step(self, row: int, column: int, number: Number) -> Fraction:
        """Return how far the true value may be from the printed one: 0 for counts."""
        if number.decimals == 0 and not self.is_measured(row, column):
            return Fraction(0)
        return number.half_step

    def is_measured(self, row: int, column: int) -> bool:
        """Say whether a whole number may be a rounded measure: money, area, weight."""
        if column in self._measured_columns:
            return True
        unit = self.rows.unit_column
        return unit is not None and bool(MEASURED.search(self.grid.rows[row][unit].text.lower()))

    @cached_property
    def _measured_columns(self) -> frozenset[int]:
        heads = enumerate(self.head.columns)
        return frozenset(at for at, head in heads if MEASURED.search(f"{head.words} {self.caption}".lower()))

    def is_count_column(self, column: int) -> bool:
        """Say whether nearly all numbers of a column are whole and none is a percent."""
        numbers = [value for row in self.body if (value := self.value(row.row, column)).number]
        whole = sum(1 for value in numbers if value.number and not value.number.decimals)
        says_rate = Says.PERCENT in self.head.columns[column].says
        return bool(numbers) and whole * 10 >= len(numbers) * 8 and not says_rate

    @cached_property
    def body(self) -> tuple[RowHead, ...]:
        """Rows that hold figures, totals included."""
        return tuple(row for row in self.rows.heads if not row.is_label)

    @cached_property
    def totals(self) -> tuple[RowHead, ...]:
        """Total rows."""
        return tuple(row for row in self.body if row.is_total)


def read_figures(table: Table, number: int, caption: str) -> list[TableFigures]:
    """Return the figures of a table; several when tables stand one right under the other in one grid."""
    found = (figures_of(grid, number, caption) for grid in split_at_heads(read_grid(table)))
    return [figures for figures in found if figures is not None]


def figures_of(grid: Grid, number: int, caption: str) -> TableFigures | None:
    """Return the figures of a grid, or None when it only lays out text."""
    if grid.width < 2 or len(grid.rows) < 2:
        return None
    head = read_head(grid)
    rows = read_rows(grid, head)
    columns = tuple(column for column in range(grid.width) if _has_figures(rows, column))
    if not columns or head.rows >= len(grid.rows):
        return None
    return TableFigures(number, caption, grid, head, rows, columns)


def _has_figures(rows: TableRows, column: int) -> bool:
    kinds = [value.kind for (_, at), value in rows.values.items() if at == column]
    figures = sum(1 for kind in kinds if kind in (Kind.NUMBER, Kind.RANGE))
    words = sum(1 for kind in kinds if kind is Kind.WORDS)
    return figures > 0 and figures >= words
