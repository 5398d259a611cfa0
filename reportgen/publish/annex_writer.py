"""Write one annex as a worksheet: the look of the paper form, live formulas, and our values in them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from reportgen.model.annex_sheet import AnnexCell, AnnexRow, AnnexSheet, RowLook
from reportgen.model.definition import AnnexTable, Column, ColumnKind
from reportgen.model.figure import TABLE, Figure
from reportgen.model.override import as_computed
from reportgen.model.traces import Traces
from reportgen.model.wording import Trace
from reportgen.publish.annex_formulas import AnnexFormulas
from reportgen.publish.annex_grid import AnnexGrid, Spot
from reportgen.publish.annex_head import (
    HEADING_SIZE,
    TABLE_SIZE,
    body_height,
    column_widths,
    head_cells,
    head_heights,
    heading_height,
    usable_pixels,
)
from reportgen.publish.excel_terms import NotLive, formula
from reportgen.publish.sheet_cells import SheetCells, Texts
from reportgen.publish.workbook_frame import Area, Comment, Layout, Looks, Sheet
from reportgen.publish.workbook_style import FONT, cell_numbers, decimal_of, number_format

HELPER_TITLE = "Số dùng để tính (không in)"
HELPER_WIDTH = 110
ONLY_TEXT = "Phụ lục này chỉ có lời văn, xem tệp Word."
ALIGN = {"trai": "left", "giua": "center", "phai": "right"}
LEFT_KINDS = (ColumnKind.LABEL, ColumnKind.NOTE)
HELPER_SIZE = 10
CELL_LOOK = {
    "font_name": FONT,
    "font_size": TABLE_SIZE,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
}
Wanted = dict[str, Any]


class Written(NamedTuple):
    """What goes into a cell: a number or a text, its formula if it has one, and a remark."""

    value: Decimal | str
    formula: str | None = None
    comment: str = ""


class AnnexWriter:
    """Writes one worksheet."""

    def __init__(
        self,
        sheet: AnnexSheet,
        name: str,
        names: Mapping[str, Any],
        missing: str,
        traces: Traces,
        looks: Looks,
        texts: Texts,
    ) -> None:
        self.sheet, self.name, self.names, self.missing = sheet, name, names, missing
        self.traces, self.looks, self.cells = traces, looks, SheetCells(texts)
        self.merged: list[Area] = []
        self.comments: list[Comment] = []
        self._numbers: dict[tuple[Any, ...], int] = {}

    def write(self) -> Sheet:
        """Write the heading, and the table if there is one."""
        landscape, table = self.sheet.annex.landscape, self.sheet.annex.table
        if table is None:
            pixels = round(usable_pixels(landscape=landscape))
            row = self.heading([pixels])
            self.cells.text(row, 0, ONLY_TEXT, self.look(italic=True, border=0))
            return self._sheet((pixels,), row)
        widths = column_widths(table, landscape=landscape)
        return self.table(table, self.heading(widths), widths)

    def table(self, table: AnnexTable, top: int, widths: Sequence[int]) -> Sheet:
        """Write the table from row `top` on."""
        first = self._head(table, top, widths)
        helpers = self._body(table, first, widths)
        pixels_of_all = (*widths, *([0, *[HELPER_WIDTH] * helpers] if helpers else ()))
        last = max(first, first + len(self.sheet.rows) - 1)
        return self._sheet(pixels_of_all, last, repeated=(top, first - 1), printed_columns=len(widths))

    def _sheet(self, pixels: tuple[int, ...], last: int, **more: Any) -> Sheet:
        layout = Layout(
            self.name,
            landscape=self.sheet.annex.landscape,
            pixels=pixels,
            merged=tuple(self.merged),
            shows_grid=False,
            comments=tuple(self.comments),
            heights=tuple(self.cells.heights.items()) if self.comments else (),
            **more,
        )
        return Sheet.of(layout, self.cells, last)

    def look(self, **wanted: Any) -> int:
        """Return the number of a cell format."""
        key = tuple(wanted.items())
        if key not in self._numbers:
            self._numbers[key] = self.looks.number({**CELL_LOOK, **wanted})
        return self._numbers[key]

    # --- heading and head --------------------------------------------------------------------------

    def heading(self, widths: Sequence[int]) -> int:
        """Label, title and caption above the table; return the row after them."""
        sheet = self.sheet
        after = sheet.annex.label_after
        label: Wanted = {"bold": True, "align": "right" if after else "center"}
        rest: list[Wanted] = [{"bold": True}, {"italic": True}]
        looks = [*rest, label] if after else [label, *rest]
        shown = [(text, look) for text, look in zip(heading_texts(sheet), looks, strict=True) if text]
        for row, (text, look) in enumerate(shown):
            shape = self.look(border=0, font_size=HEADING_SIZE, **look)
            self._line_above(row, text, shape, widths)
        return len(shown) if after else len(shown) + 1

    def _line_above(self, row: int, text: str, look: int, widths: Sequence[int]) -> None:
        self._area(row, 0, row, len(widths) - 1, text, look)
        self.cells.height(row, heading_height(text, widths))

    def _head(self, table: AnnexTable, top: int, widths: Sequence[int]) -> int:
        """Headings and the row of column numbers; return the first row of the body."""
        look = self.look(bold=True)
        for cell in head_cells(table):
            self._area(top + cell.top, cell.left, top + cell.bottom, cell.right, cell.title, look)
        for row, height in enumerate(head_heights(table, widths), top):
            self.cells.height(row, height)
        first = top + table.depth
        if table.column_numbers:
            for column in range(len(widths)):
                self.cells.number(first, column, column + 1, self.look(italic=True))
        return first + table.column_numbers

    def _area(self, top: int, left: int, bottom: int, right: int, text: str, look: int) -> None:
        self.cells.text(top, left, text, look)
        self._cover(top, left, bottom, right, look)

    def _cover(self, top: int, left: int, bottom: int, right: int, look: int) -> None:
        """Make one cell of an area whose first is written already."""
        if (top, left) != (bottom, right):
            self.merged.append((top, left, bottom, right))
            covered = itertools.product(range(top, bottom + 1), range(left, right + 1))
            for row, column in itertools.islice(covered, 1, None):
                self.cells.blank(row, column, look)

    # --- body --------------------------------------------------------------------------------------

    def _body(self, table: AnnexTable, first: int, widths: Sequence[int]) -> int:
        leaves = table.leaves()
        grid = AnnexGrid.of_rows(self.sheet.rows, first, len(leaves), self.traces)
        formulas = AnnexFormulas(grid, self.names)
        for row, line in enumerate(self.sheet.rows, first):
            self._height(row, line, widths)
            for column, (cell, leaf) in enumerate(zip(line.cells, leaves, strict=True)):
                self._cell(formulas, Spot(row, column), cell, leaf, line)
        return self._helpers(formulas, first)

    def _height(self, row: int, line: AnnexRow, widths: Sequence[int]) -> None:
        self.cells.height(row, body_height([cell.text for cell in line.cells], widths))

    def _cell(
        self, formulas: AnnexFormulas, spot: Spot, cell: AnnexCell, column: Column, line: AnnexRow
    ) -> None:
        align = ALIGN.get(column.align or "") or ("left" if column.kind in LEFT_KINDS else "center")
        look: Wanted = {
            "align": align,
            "bold": line.look is RowLook.TOTAL,
            "italic": line.look is RowLook.SUB,
        }
        figure = cell.figure
        if figure is None:
            self._put(spot, Written(_text(cell.text, column, line)), self.look(**look))
            return
        decimals = figure.decimals if column.decimals is None else column.decimals
        shown = self.look(num_format=number_format(decimals), **look)
        if figure.override is not None:
            self._put(spot, _overridden(figure, column.decimals, cell.text), shown)
        elif figure.adjusted is not None and figure.gap is None:
            self._put(spot, _adjusted(figure, decimals), shown)
        else:
            self._live(formulas, figure, spot, cell.text, shown)

    def _live(self, formulas: AnnexFormulas, figure: Figure, spot: Spot, text: str, look: int) -> None:
        """Write a number with its formula."""
        self._put(spot, self._written(formulas, figure, spot, text), look)

    def _written(self, formulas: AnnexFormulas, figure: Figure, spot: Spot, text: str) -> Written:
        value = cell_value(figure, text)
        try:
            term = formulas.term(figure, spot)
            return Written(value, formula(term, self.missing) if term is not None else None)
        except NotLive as reason:
            return Written(value, comment=_why_constant(self.traces.of(figure), str(reason)))

    def _put(self, spot: Spot, written: Written, look: int) -> None:
        row, column, value = spot.row, spot.column, written.value
        if written.formula is not None:
            self.cells.formula(row, column, written.formula.removeprefix("="), look, value)
        elif isinstance(value, Decimal):
            self.cells.number(row, column, value, look)
        elif value:
            self.cells.text(row, column, value, look)
        else:
            self.cells.blank(row, column, look)
        if written.comment and isinstance(value, Decimal):
            self.comments.append(Comment(row, column, written.comment))

    def _helpers(self, formulas: AnnexFormulas, first: int) -> int:
        """Write operands that the table does not show right of what is printed; return how many columns."""
        grid, plain = formulas.grid, {"font_size": HELPER_SIZE, "font_color": "#595959"}
        done = 0
        while done < len(grid.helpers):  # the formula of a helper may ask for helpers of its own
            spot, figure = list(grid.helpers.items())[done]
            done += 1
            look = self.look(num_format=number_format(figure.decimals), **plain)
            self._live(formulas, figure, spot, figure.text(TABLE), look)
        for column, heading in enumerate(grid.headings, grid.first_helper):
            self.cells.text(first - 1, column, heading, self.look(italic=True, **plain))
        if grid.headings:
            title = self.look(italic=True, border=0, align="left", text_wrap=False, **plain)
            self.cells.text(max(0, first - 2), grid.first_helper, HELPER_TITLE, title)
        return len(grid.headings)


def heading_texts(sheet: AnnexSheet) -> tuple[str, str, str]:
    """Return label, title and caption in the order in which they stand above the table."""
    if sheet.annex.label_after:
        return sheet.heading, sheet.caption, sheet.label
    return sheet.label, sheet.heading, sheet.caption


def cell_value(figure: Figure, text: str) -> Decimal | str:
    """Return the number of a cell; for a gap or a range, which are no numbers, the text that Word shows."""
    numbers = cell_numbers(figure)
    return text if figure.gap is not None or len(numbers) != 1 else decimal_of(numbers[0])


def _text(text: str, column: Column, line: AnnexRow) -> Decimal | str:
    if column.kind is ColumnKind.ORDINAL and text.isdecimal():
        return Decimal(text)
    return f"- {text}" if line.look is RowLook.SUB and column.kind is ColumnKind.LABEL else text


def _adjusted(figure: Figure, decimals: int) -> Written:
    assert figure.adjusted is not None
    value = Decimal(figure.adjusted.percent(figure.id, decimals)).scaleb(-decimals)
    exact = str(decimal_of(cell_numbers(figure)[0])).replace(".", ",")
    note = f"Số đã điều chỉnh để các tỷ lệ cộng đúng 100 (phần dư lớn nhất); trước điều chỉnh: {exact}."
    return Written(value, comment=note)


def _overridden(figure: Figure, decimals: int | None, text: str) -> Written:
    assert figure.override is not None
    computed = as_computed(figure).text(TABLE)
    note = f"Số ghi đè; giá trị tính được: {computed}; {figure.override.decisions}."
    return Written(cell_value(figure.as_printed(decimals), text), comment=note)


def _why_constant(trace: Trace, reason: str) -> str:
    return f"Số do chương trình tính: {trace.formula}. Ô này không có công thức: {reason}."
