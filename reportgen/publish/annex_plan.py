"""An annex sheet as all units of one shape have it, with gaps for what only one of them can say.

The sheet is written once by the same hand as any other, but for the values of its figures and the heights of
its rows: these are left open. Its heading, which may name the unit, is not in the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportgen.model.annex_sheet import AnnexRow
from reportgen.model.definition import AnnexTable
from reportgen.model.figure import TABLE, Figure, NumberStyle
from reportgen.model.slots import Measured
from reportgen.publish.annex_expressions import IS_RANGE
from reportgen.publish.annex_formulas import AnnexFormulas
from reportgen.publish.annex_grid import Spot
from reportgen.publish.annex_head import column_widths, lines_in
from reportgen.publish.annex_writer import AnnexWriter
from reportgen.publish.excel_terms import NotLive, formula
from reportgen.publish.sheet_cells import GAP, SheetCells, in_xml
from reportgen.publish.unit_figures import measured
from reportgen.publish.workbook_frame import Layout

ENDLESS = 1_000
"""A helper cell is of no height: it is not printed."""


class Hole(NamedTuple):
    """A cell for a figure."""

    figure_id: str
    asking: Measured | None
    """How to ask for it where it is not printed."""
    style: NumberStyle
    formula: str
    """As XML; empty for a number as typed."""
    width: int


class RowPlan(NamedTuple):
    """A row of the table: its cells for figures from left to right, and how high its texts are."""

    lines: int
    holes: tuple[Hole, ...]


class SheetPlan(NamedTuple):
    """A worksheet without its heading; it has a gap for the height of each row, and for each of its holes."""

    table: AnnexTable
    top: int
    """How many rows the heading takes."""
    layout: Layout
    last_row: int
    dimension: str
    pieces: tuple[str, ...]
    """The XML, and at odd places the gaps."""
    rows: tuple[RowPlan, ...]
    text_count: int


class AnnexPlanner(AnnexWriter):
    """Writes a worksheet with gaps; `styles` are those of its columns."""

    styles: Sequence[NumberStyle]

    def plan(self, styles: Sequence[NumberStyle]) -> SheetPlan | None:
        """Return the plan of an annex with a table; None when what it holds depends on the unit."""
        table, heading = self.sheet.annex.table, SheetCells({})
        assert table is not None, "only tables are planned"
        self.styles, self.is_possible = styles, True
        self._holes: dict[int, dict[int, Hole]] = {}
        self._lines: dict[int, int] = {}
        body, self.cells = self.cells, heading
        self.widths = column_widths(table, landscape=self.sheet.annex.landscape)
        top = self.heading(self.widths)
        self.cells = body
        sheet = self.table(table, top, self.widths)
        if not self.is_possible or self.comments:
            return None
        return SheetPlan(
            table,
            top,
            sheet.layout,
            sheet.last_row,
            f"A1:{sheet.dimension.rpartition(':')[2]}",
            tuple(sheet.rows.replace(GAP, GAP * 2).split(GAP)),
            tuple([self._row(row) for row in sorted(self._lines)]),
            body.text_count,
        )

    def _row(self, row: int) -> RowPlan:
        holes = self._holes.get(row, {})
        return RowPlan(self._lines[row], tuple([holes[column] for column in sorted(holes)]))

    def _height(self, row: int, line: AnnexRow, widths: Sequence[int]) -> None:
        cells = zip(line.cells, widths, strict=True)
        texts = [lines_in(cell.text, width) for cell, width in cells if cell.figure is None]
        self._lines[row] = max(texts, default=1)
        self.cells.open_height(row)

    def _live(self, formulas: AnnexFormulas, figure: Figure, spot: Spot, text: str, look: int) -> None:
        is_cell = spot.column < len(self.styles)
        style = self.styles[spot.column] if is_cell else TABLE
        width = self.widths[spot.column] if is_cell else ENDLESS
        self._holes.setdefault(spot.row, {})[spot.column] = Hole(
            figure.id,
            measured(figure),
            style,
            self._formula(formulas, figure, spot),
            width,
        )
        self.cells.gap(spot.row, spot.column, look)

    def _formula(self, formulas: AnnexFormulas, figure: Figure, spot: Spot) -> str:
        try:
            term = formulas.term(figure, spot)
            return in_xml(formula(term, self.missing).removeprefix("=")) if term is not None else ""
        except NotLive as reason:
            self.is_possible &= str(reason) == IS_RANGE  # shown as a text; a number would need a remark
            return ""
