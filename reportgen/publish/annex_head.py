"""The head of an annex table: the cells its column tree makes, the widths of columns, the heights of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model.definition import AnnexTable, Column
from reportgen.publish.text_width import lines_needed

PIXELS_PER_MM = 96 / 25.4
A4_MM = (210, 297)
SIDE_MARGINS_MM = 45
POINTS_PER_PIXEL = 0.75
HEADING_SIZE, TABLE_SIZE = 14, 12
LINE_HEIGHT = 1.25
"""In sizes of the letters, with room to spare: nobody fits the height of rows to what we write in them."""
CELL_PADDING_POINTS = 4


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A heading and the area it spans, rows and columns counted from 0 inside the head."""

    title: str
    top: int
    left: int
    bottom: int
    right: int


def head_cells(table: AnnexTable) -> list[HeadCell]:
    """Return all headings, groups above their columns; a column spans down to the last row."""
    return list(_lay(table.columns, 0, 0, table.depth - 1))


def _lay(columns: Sequence[Column], top: int, left: int, lowest: int) -> Iterator[HeadCell]:
    for column in columns:
        right = left + len(list(column.leaves())) - 1
        yield HeadCell(column.title, top, left, top if column.columns else lowest, right)
        yield from _lay(column.columns, top + 1, left, lowest)
        left = right + 1


def usable_pixels(*, landscape: bool) -> float:
    """Return the width between the margins of the page."""
    return (A4_MM[landscape] - SIDE_MARGINS_MM) * PIXELS_PER_MM


def column_widths(table: AnnexTable, *, landscape: bool) -> list[int]:
    """Return pixels for each column, in proportion as in Word."""
    leaves = table.leaves()
    whole = sum(column.width for column in leaves)
    return [round(usable_pixels(landscape=landscape) * column.width / whole) for column in leaves]


def head_heights(table: AnnexTable, widths: Sequence[int]) -> list[float]:
    """Return points for each head row, so that every heading shows whole."""
    lines = [1] * table.depth
    for cell in sorted(head_cells(table), key=lambda cell: cell.bottom - cell.top):
        rows = range(cell.top, cell.bottom + 1)
        width = sum(widths[cell.left : cell.right + 1])
        needed = lines_needed(cell.title, width * POINTS_PER_PIXEL, TABLE_SIZE)
        lines[cell.bottom] += max(0, needed - sum(lines[row] for row in rows))
    return [count * LINE_HEIGHT * TABLE_SIZE + CELL_PADDING_POINTS for count in lines]


def body_height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Return points for a body row that shows its texts whole."""
    return points_of(max(lines_in(text, width) for text, width in zip(texts, widths, strict=True)))


def lines_in(text: str, width: int) -> int:
    """Return how many lines a text takes in a body cell of so many pixels."""
    return lines_needed(text, width * POINTS_PER_PIXEL, TABLE_SIZE)


def points_of(lines: int) -> float:
    """Return the height of a body row that shows so many lines."""
    return lines * LINE_HEIGHT * TABLE_SIZE + CELL_PADDING_POINTS


def heading_height(text: str, widths: Sequence[int]) -> float:
    """Return points for a line above the table, which spans all columns."""
    return lines_needed(text, sum(widths) * POINTS_PER_PIXEL, HEADING_SIZE) * LINE_HEIGHT * HEADING_SIZE
