"""Tables: their grid, rows and borders; the content of cells is read by whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from reportgen.check.package import w
from reportgen.check.word.blocks import children
from reportgen.check.word.properties import is_on, value_of, whole
from reportgen.check.word.styles import EMPTY, Style, Styles

SIDES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")
PADDING = 108
NOTHING = frozenset(("", "nil", "none"))
WIDEST_SPAN = 63
"""Word's own limit of columns; a wider span is a mistake or an attack."""


class RawCell(NamedTuple):
    """A cell of the grid with its element; `is_continued` when it belongs to the one above."""

    element: etree._Element
    column: int
    span: int
    is_continued: bool
    rows: int = 1


class RawRow(NamedTuple):
    """A row with its cells."""

    cells: tuple[RawCell, ...]
    is_header: bool
    may_split: bool


def rows_of(table: etree._Element) -> list[RawRow]:
    """Return the rows; cells merged downwards are counted in the uppermost one and left out below."""
    rows = [_row(element) for element in children(table, w("tr"))]
    heights: dict[tuple[int, int], int] = {}
    for number in range(len(rows) - 1, -1, -1):
        for cell in rows[number].cells:
            below = heights.get((number + 1, cell.column), 0)
            heights[number, cell.column] = below + 1 if cell.is_continued else 0
    return [
        row._replace(
            cells=tuple(
                cell._replace(rows=1 + heights.get((number + 1, cell.column), 0))
                for cell in row.cells
                if not cell.is_continued
            ),
        )
        for number, row in enumerate(rows)
    ]


def widths_of(table: etree._Element) -> tuple[int, ...]:
    """Return the widths of the grid's columns in twips."""
    grid = table.find(w("tblGrid"))
    return () if grid is None else tuple(whole(column.get(w("w"))) for column in grid.iterfind(w("gridCol")))


def padding_of(table: etree._Element, styles: Styles) -> tuple[int, int]:
    """Return the padding of cells, left and right, in twips."""
    found = {"left": PADDING, "right": PADDING}
    for properties in _levels(table, styles):
        for margin in properties.iterfind(f"{w('tblCellMar')}/*"):
            side = {w("left"): "left", w("start"): "left", w("right"): "right", w("end"): "right"}.get(
                margin.tag
            )
            if side:
                found[side] = whole(margin.get(w("w")))
    return found["left"], found["right"]


def has_borders(table: etree._Element, styles: Styles) -> bool:
    """Tell whether lines between or around the cells are printed; a line below one cell does not count."""
    sides: dict[str, bool] = {}
    for properties in _levels(table, styles):
        for border in properties.iterfind(f"{w('tblBorders')}/*"):
            sides[border.tag] = value_of(border) not in NOTHING
    if any(sides.values()):
        return not _cells_are_bare(table)
    drawn = [cell for cell in table.iterfind(f"{w('tr')}/{w('tc')}") if _count_borders(cell) > 1]
    return len(drawn) > 1


def cell_lines(cell: etree._Element) -> tuple[bool, bool]:
    """Tell whether a cell itself draws a line above and below its content, without being boxed."""
    sides = {
        border.tag
        for border in cell.iterfind(f"{w('tcPr')}/{w('tcBorders')}/*")
        if value_of(border) not in NOTHING
    }
    is_boxed = bool(sides & {w("left"), w("right"), w("start"), w("end")})
    return (w("top") in sides and not is_boxed), (w("bottom") in sides and not is_boxed)


def first_row_style(table: etree._Element, styles: Styles) -> tuple[Style, Style]:
    """Return the table's style for its text, and the one of its first row."""
    style_id = _style_id(table, styles)
    whole_table = styles.style(style_id) if style_id else EMPTY
    return whole_table, styles.first_row(style_id) if _marks_first_row(table) else whole_table


def _marks_first_row(table: etree._Element) -> bool:
    look = table.find(f"{w('tblPr')}/{w('tblLook')}")
    if look is None:
        return False
    marked = look.get(w("firstRow"))
    if marked is not None:
        return marked in ("1", "true", "on")
    try:
        return bool(int(value_of(look) or "0", 16) & 0x20)
    except ValueError:
        return False


def _style_id(table: etree._Element, styles: Styles) -> str:
    element = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    return styles.default_table if element is None else value_of(element)


def _levels(table: etree._Element, styles: Styles) -> Iterator[etree._Element]:
    """Yield the table properties of its styles and its own, the nearest last."""
    for style in reversed(list(styles.chain(_style_id(table, styles)))):
        yield from style.iterfind(w("tblPr"))
    yield from table.iterfind(w("tblPr"))


def _row(element: etree._Element) -> RawRow:
    properties = element.find(w("trPr"))
    column, cells = 1 + _number(properties, "gridBefore", 0), []
    for cell in children(element, w("tc")):
        cell_properties = cell.find(w("tcPr"))
        span = _number(cell_properties, "gridSpan", 1)
        merge = None if cell_properties is None else cell_properties.find(w("vMerge"))
        cells.append(RawCell(cell, column, span, merge is not None and value_of(merge) != "restart"))
        column += span
    split = None if properties is None else properties.find(w("cantSplit"))
    header = None if properties is None else properties.find(w("tblHeader"))
    return RawRow(
        tuple(cells),
        is_header=header is not None and is_on(header),
        may_split=split is None or not is_on(split),
    )


def _number(properties: etree._Element | None, name: str, default: int) -> int:
    element = None if properties is None else properties.find(w(name))
    return default if element is None else max(0, min(whole(value_of(element), default), WIDEST_SPAN))


def _cells_are_bare(table: etree._Element) -> bool:
    """Tell whether each cell says for itself that it has no borders, whatever the table says."""
    cells = table.findall(f"{w('tr')}/{w('tc')}")
    declared = [cell.find(f"{w('tcPr')}/{w('tcBorders')}") for cell in cells]
    return bool(cells) and all(
        borders is not None and len(borders) >= 4 and all(value_of(side) in NOTHING for side in borders)
        for borders in declared
    )


def _count_borders(cell: etree._Element) -> int:
    borders = cell.iterfind(f"{w('tcPr')}/{w('tcBorders')}/*")
    return sum(value_of(border) not in NOTHING for border in borders)
