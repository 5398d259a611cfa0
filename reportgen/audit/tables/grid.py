"""A table as a plain grid: one cell per row and grid column, merged cells repeated where they reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportgen.model.word_document import Cell, Paragraph, Place, Table, paragraphs


@dataclass(frozen=True, slots=True)
class GridCell:
    """What stands at one row and column of a grid; `is_own` only where a merged cell begins."""

    text: str
    row: int
    column: int
    place: Place
    paragraph: str = ""
    is_own: bool = True
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, row by row, all rows equally long; `place` is that of the table."""

    place: Place
    rows: tuple[tuple[GridCell, ...], ...]
    header_rows: int

    @property
    def width(self) -> int:
        """How many grid columns the table has."""
        return len(self.rows[0]) if self.rows else 0

    def column(self, column: int, first_row: int = 0) -> Iterator[GridCell]:
        """Yield the cells of a column from a row on."""
        return (row[column] for row in self.rows[first_row:])


def read_grid(table: Table) -> Grid:
    """Return the grid of a table; rows that are too short are filled with blanks."""
    taken: dict[tuple[int, int], GridCell] = {}
    for row_index, row in enumerate(table.rows):
        for cell in row.cells:
            _spread(taken, cell, row_index, table.place)
    width = 1 + max((column for _, column in taken), default=-1)
    rows = tuple(
        tuple(
            taken.get((row, column), GridCell("", row, column, table.place, is_own=False))
            for column in range(width)
        )
        for row in range(len(table.rows))
    )
    return Grid(table.place, rows, _leading_headers(table))


HEAD_AGAIN = re.compile(r"(?:s?tt|số tt|số thứ tự)\.?", re.IGNORECASE)


def split_at_heads(grid: Grid) -> list[Grid]:
    """Return the tables of a grid in which a further head begins; a repeated one does not count."""
    starts = [0]
    for row in range(2, len(grid.rows)):
        first = grid.rows[row][0] if grid.rows[row] else None
        if first and first.is_own and HEAD_AGAIN.fullmatch(first.text.strip()):
            starts.append(row)
    if len(starts) == 1:
        return [grid]
    parts = [grid.rows[start:end] for start, end in zip(starts, [*starts[1:], len(grid.rows)], strict=True)]
    if all(_texts(part[0]) == _texts(parts[0][0]) for part in parts):
        return [grid]
    return [Grid(grid.place, tuple(_renumbered(part)), 0) for part in parts]


def _texts(row: tuple[GridCell, ...]) -> list[str]:
    return [cell.text for cell in row]


def _renumbered(rows: tuple[tuple[GridCell, ...], ...]) -> Iterator[tuple[GridCell, ...]]:
    for number, row in enumerate(rows):
        yield tuple(replace(cell, row=number) for cell in row)


def _leading_headers(table: Table) -> int:
    count = 0
    for row in table.rows:
        if not row.is_header:
            break
        count += 1
    return count


def _spread(taken: dict[tuple[int, int], GridCell], cell: Cell, row: int, fallback: Place) -> None:
    first = _telling_paragraph(cell)
    place = first.place if first else fallback
    text = " ".join(" ".join(p.printed.split()) for p in paragraphs(cell.blocks) if p.printed.strip())
    typed = first.text if first else ""
    left = cell.column - 1
    for down in range(max(1, cell.rows)):
        for right in range(max(1, cell.span)):
            is_own = down == 0 and right == 0
            at = (row + down, left + right)
            taken.setdefault(at, GridCell(text, *at, place, typed, is_own, cell.span > 1))


def _telling_paragraph(cell: Cell) -> Paragraph | None:
    found = list(paragraphs(cell.blocks))
    return next((p for p in found if p.printed.strip()), found[0] if found else None)
