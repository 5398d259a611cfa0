"""Publish the annexes as one workbook: the look of the paper form, live formulas, and our values in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from reportgen.model.annex_sheet import AnnexCell, AnnexRow, AnnexSheet, RowLook
from reportgen.model.definition import AnnexTable, Column, ColumnKind
from reportgen.model.figure import TABLE, Figure
from reportgen.model.override import as_computed
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
from reportgen.publish.workbook_style import (
    FONT,
    cell_numbers,
    decimal_of,
    make_workbook,
    number_format,
    set_up_page,
    sheet_names,
)

HELPER_TITLE = "Số dùng để tính (không in)"
HELPER_WIDTH = 110
ONLY_TEXT = "Phụ lục này chỉ có lời văn, xem tệp Word."
ALIGN = {"trai": "left", "giua": "center", "phai": "right"}
LEFT_KINDS = (ColumnKind.LABEL, ColumnKind.NOTE)
HELPER_SIZE = 10
COMMENT = {"author": "reportgen", "x_scale": 2}
Look = dict[str, Any]


class Written(NamedTuple):
    """What goes into a cell: a number or a text, its formula if it has one, and a remark."""

    value: Decimal | str
    formula: str | None = None
    comment: str = ""


def annex_workbook(
    sheets: Sequence[AnnexSheet], names: Mapping[str, Any] | None = None, *, missing: str = TABLE.missing
) -> bytes:
    """Return the .xlsx with one worksheet per annex; the same annexes give the same bytes.

    `names` is `Figures.names`, which formulas of derived columns may need; `missing` is the sign for a number
    that is not there yet.
    """

    def write(book: Any) -> None:
        for sheet, name in zip(sheets, sheet_names(sheet.label for sheet in sheets), strict=True):
            AnnexWriter(book, book.add_worksheet(name), sheet, names or {}, missing).write()

    return make_workbook("Phụ lục", write)


class AnnexWriter:
    """Writes one worksheet."""

    def __init__(
        self, book: Any, worksheet: Any, sheet: AnnexSheet, names: Mapping[str, Any], missing: str
    ) -> None:
        self.book, self.worksheet, self.sheet = book, worksheet, sheet
        self.names, self.missing = names, missing
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self) -> None:
        """Write the page, the heading, and the table if there is one."""
        landscape, table = self.sheet.annex.landscape, self.sheet.annex.table
        set_up_page(self.worksheet, landscape=landscape)
        self.worksheet.hide_gridlines(2)
        if table is None:
            pixels = round(usable_pixels(landscape=landscape))
            self.worksheet.set_column_pixels(0, 0, pixels)
            row = self._heading([pixels])
            self.worksheet.write_string(row, 0, ONLY_TEXT, self.look(italic=True, border=0))
            return
        widths = column_widths(table, landscape=landscape)
        for column, width in enumerate(widths):
            self.worksheet.set_column_pixels(column, column, width)
        top = self._heading(widths)
        first = self._head(table, top, widths)
        self._body(table, first, widths)
        self.worksheet.repeat_rows(top, first - 1)
        self.worksheet.print_area(0, 0, max(first, first + len(self.sheet.rows) - 1), len(widths) - 1)

    def look(self, **wanted: Any) -> Any:
        """Return a cell format, made once per worksheet."""
        look = {
            "font_name": FONT,
            "font_size": TABLE_SIZE,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
            "border": 1,
            **wanted,
        }
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    # --- heading and head --------------------------------------------------------------------------

    def _heading(self, widths: Sequence[int]) -> int:
        """Label, title and caption above the table; return the row after them."""
        sheet = self.sheet
        after = sheet.annex.label_after
        label: tuple[str, Look] = (sheet.label, {"bold": True, "align": "right" if after else "center"})
        rest: list[tuple[str, Look]] = [(sheet.heading, {"bold": True}), (sheet.caption, {"italic": True})]
        lines = [*rest, label] if after else [label, *rest]
        shown = [(text, look) for text, look in lines if text]
        for row, (text, look) in enumerate(shown):
            shape = self.look(border=0, font_size=HEADING_SIZE, **look)
            self._area(row, 0, row, len(widths) - 1, text, shape)
            self.worksheet.set_row(row, heading_height(text, widths))
        return len(shown) if after else len(shown) + 1

    def _head(self, table: AnnexTable, top: int, widths: Sequence[int]) -> int:
        """Headings and the row of column numbers; return the first row of the body."""
        look = self.look(bold=True)
        for cell in head_cells(table):
            self._area(top + cell.top, cell.left, top + cell.bottom, cell.right, cell.title, look)
        for row, height in enumerate(head_heights(table, widths), top):
            self.worksheet.set_row(row, height)
        first = top + table.depth
        if table.column_numbers:
            for column in range(len(widths)):
                self.worksheet.write_number(first, column, column + 1, self.look(italic=True))
        return first + table.column_numbers

    def _area(self, top: int, left: int, bottom: int, right: int, text: str, look: Any) -> None:
        if (top, left) == (bottom, right):
            self.worksheet.write_string(top, left, text, look)
        else:
            self.worksheet.merge_range(top, left, bottom, right, "", look)
            self.worksheet.write_string(top, left, text, look)

    # --- body --------------------------------------------------------------------------------------

    def _body(self, table: AnnexTable, first: int, widths: Sequence[int]) -> None:
        leaves = table.leaves()
        grid = AnnexGrid.of_rows(self.sheet.rows, first, len(leaves))
        formulas = AnnexFormulas(grid, self.names)
        for row, line in enumerate(self.sheet.rows, first):
            self.worksheet.set_row(row, body_height([cell.text for cell in line.cells], widths))
            for column, (cell, leaf) in enumerate(zip(line.cells, leaves, strict=True)):
                self._cell(formulas, Spot(row, column), cell, leaf, line)
        self._helpers(formulas, first)

    def _cell(
        self, formulas: AnnexFormulas, spot: Spot, cell: AnnexCell, column: Column, line: AnnexRow
    ) -> None:
        align = ALIGN.get(column.align or "", "left" if column.kind in LEFT_KINDS else "center")
        look: Look = {"align": align, "bold": line.look is RowLook.TOTAL, "italic": line.look is RowLook.SUB}
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
            self._put(spot, self._written(formulas, figure, spot, cell.text), shown)

    def _written(self, formulas: AnnexFormulas, figure: Figure, spot: Spot, text: str) -> Written:
        value = cell_value(figure, text)
        try:
            term = formulas.term(figure, spot)
            return Written(value, formula(term, self.missing) if term is not None else None)
        except NotLive as reason:
            return Written(value, comment=_why_constant(figure, str(reason)))

    def _put(self, spot: Spot, written: Written, look: Any) -> None:
        at, sheet, value = (spot.row, spot.column), self.worksheet, written.value
        if written.formula is not None:
            sheet.write_formula(*at, written.formula, look, value)
        elif isinstance(value, Decimal):
            sheet.write_number(*at, value, look)
        elif value:
            sheet.write_string(*at, value, look)
        else:
            sheet.write_blank(*at, None, look)
        if written.comment and isinstance(value, Decimal):
            sheet.write_comment(*at, written.comment, COMMENT)

    def _helpers(self, formulas: AnnexFormulas, first: int) -> None:
        """Operands that the table does not show, right of what is printed."""
        grid, plain = formulas.grid, {"font_size": HELPER_SIZE, "font_color": "#595959"}
        done = 0
        while done < len(grid.helpers):  # the formula of a helper may ask for helpers of its own
            spot, figure = list(grid.helpers.items())[done]
            done += 1
            look = self.look(num_format=number_format(figure.decimals), **plain)
            self._put(spot, self._written(formulas, figure, spot, figure.text(TABLE)), look)
        for number, heading in enumerate(grid.headings):
            column = grid.first_helper + number
            self.worksheet.set_column_pixels(column, column, HELPER_WIDTH)
            self.worksheet.write_string(first - 1, column, heading, self.look(italic=True, **plain))
        if grid.headings:
            title = self.look(italic=True, border=0, align="left", text_wrap=False, **plain)
            self.worksheet.write_string(max(0, first - 2), grid.first_helper, HELPER_TITLE, title)


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


def _why_constant(figure: Figure, reason: str) -> str:
    assert figure.origin is not None
    computed = figure.origin.trace(figure).formula
    return f"Số do chương trình tính: {computed}. Ô này không có công thức: {reason}."
