"""An annex sheet as all units of one shape have it, with gaps for what only one of them can say.

The sheet is written once by the same hand as any other, but for its heading, which may name the unit, the
values of its figures and the heights of its rows: these are left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reportgen.model.annex_sheet import AnnexRow
from reportgen.model.definition import AnnexTable
from reportgen.model.figure import COUNT, TABLE, Figure, NumberStyle
from reportgen.model.slots import Measured
from reportgen.publish.annex_expressions import IS_RANGE
from reportgen.publish.annex_formulas import AnnexFormulas
from reportgen.publish.annex_grid import Spot
from reportgen.publish.annex_head import POINTS_PER_PIXEL, TABLE_SIZE, column_widths, lines_in, points_of
from reportgen.publish.annex_writer import AnnexWriter, heading_texts
from reportgen.publish.excel_terms import NotLive, formula
from reportgen.publish.sheet_cells import GAP, height_of, in_xml
from reportgen.publish.text_width import digits_in_line
from reportgen.publish.unit_figures import measured
from reportgen.publish.workbook_frame import Layout

ENDLESS = 100_000
"""A helper cell is of no height: it is not printed."""


class Hole(NamedTuple):
    """A cell for a figure."""

    figure_id: str
    asking: Measured | None
    """How to ask for it where it is not printed."""
    style: NumberStyle
    formula: str
    """As XML; empty for a number as typed."""
    before: bytes
    """What stands before its number."""
    width: int
    room: int
    """So many signs before the decimals surely stand in one line."""


class Cell(NamedTuple):
    """Where a figure stands: in which piece of a sheet and which row of its table."""

    hole: Hole
    place: int
    row: int


class Row(NamedTuple):
    """A row of the table: which piece says how high it is, and how many lines its texts take."""

    place: int
    lines: int


class SheetPlan(NamedTuple):
    """A worksheet with gaps for texts above the table, for heights of rows and for numbers.

    In a gap for a height stands the usual one, and before one for a number what stands there when it is one.
    """

    table: AnnexTable
    widths: Sequence[int]
    heading: tuple[bool, ...]
    """Which of the lines above the table there are."""
    layout: Layout
    last_row: int
    dimension: str
    pieces: list[bytes]
    """The XML, and at odd places the gaps."""
    rows: tuple[Row, ...]
    cells: tuple[Cell, ...]
    wanted: tuple[tuple[str, bool, int], ...]
    """Of each cell the figure, whether a formula stands there, and for how many signs there is room."""
    text_count: int


@lru_cache(maxsize=1000)
def height_in_lines(lines: int) -> bytes:
    """Return the height of a row of the table as XML."""
    return height_of(points_of(lines)).encode()


class AnnexPlanner(AnnexWriter):
    """Writes a worksheet with gaps; `styles` are those of its columns."""

    styles: Sequence[NumberStyle]

    def plan(self, styles: Sequence[NumberStyle]) -> SheetPlan | None:
        """Return the plan of an annex with a table; None when what it holds depends on the unit."""
        table = self.sheet.annex.table
        assert table is not None, "only tables are planned"
        self.styles, self.is_possible = styles, True
        self._holes: dict[int, dict[int, Hole]] = {}
        self._lines: dict[int, int] = {}
        self.widths = column_widths(table, landscape=self.sheet.annex.landscape)
        sheet = self.table(table, self.heading(self.widths), self.widths)
        if not self.is_possible or self.comments:
            return None
        heading = tuple(map(bool, heading_texts(self.sheet)))
        pieces = self.cells.xml().replace(GAP, GAP * 2).encode().split(GAP.encode())
        rows, cells = self._opened(pieces, 1 + 4 * sum(heading))
        wanted = tuple([(hole.figure_id, bool(hole.formula), hole.room) for hole, _, _ in cells])
        frame = sheet.layout, sheet.last_row, sheet.dimension
        return SheetPlan(
            table, self.widths, heading, *frame, pieces, rows, cells, wanted, self.cells.text_count
        )

    def _opened(self, pieces: list[bytes], place: int) -> tuple[tuple[Row, ...], tuple[Cell, ...]]:
        """Return where rows and cells have their gaps from a place on; put there what is usual."""
        rows, cells = list[Row](), list[Cell]()
        for number, (row, lines) in enumerate(sorted(self._lines.items())):
            rows.append(Row(place, lines))
            pieces[place] = height_in_lines(lines)
            for _, hole in sorted(self._holes.get(row, {}).items()):
                place += 2
                cells.append(Cell(hole, place, number))
                pieces[place - 1] += hole.before
            place += 2
        return tuple(rows), tuple(cells)

    def _line_above(self, row: int, text: str, look: int, widths: Sequence[int]) -> None:
        self.cells.gap(row, 0, look)
        self.cells.open_height(row)
        self._cover(row, 0, row, len(widths) - 1, look)

    def _height(self, row: int, line: AnnexRow, widths: Sequence[int]) -> None:
        cells = zip(line.cells, widths, strict=True)
        texts = [lines_in(cell.text, width) for cell, width in cells if cell.figure is None]
        self._lines[row] = max(texts, default=1)
        self.cells.open_height(row)

    def _live(self, formulas: AnnexFormulas, figure: Figure, spot: Spot, text: str, look: int) -> None:
        is_cell = spot.column < len(self.styles)
        style = self.styles[spot.column] if is_cell else TABLE
        width = self.widths[spot.column] if is_cell else ENDLESS
        live = self._formula(formulas, figure, spot)
        self._holes.setdefault(spot.row, {})[spot.column] = Hole(
            figure.id,
            measured(figure),
            style,
            live,
            f"><f>{live}</f><v>".encode() if live else b"><v>",
            width,
            _room(figure, style, width),
        )
        self.cells.gap(spot.row, spot.column, look)

    def _formula(self, formulas: AnnexFormulas, figure: Figure, spot: Spot) -> str:
        try:
            term = formulas.term(figure, spot)
            return in_xml(formula(term, self.missing).removeprefix("=")) if term is not None else ""
        except NotLive as reason:
            self.is_possible &= str(reason) == IS_RANGE  # shown as a text; a number would need a remark
            return ""


def _room(figure: Figure, style: NumberStyle, width: int) -> int:
    """Return how many signs before the decimals surely stand in one line of a cell."""
    decimals = figure.decimals if style.decimals is None else style.decimals
    behind = 0 if figure.kind is COUNT or not decimals else 1 + decimals
    return digits_in_line(width * POINTS_PER_PIXEL, TABLE_SIZE) - 1 - behind
