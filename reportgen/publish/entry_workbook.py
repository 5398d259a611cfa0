"""The data-entry workbook of a form: yellow cells to type into, all else locked without a password.

Where a unit's own texts go stand marks (`entry_copies.py`). How cells are found again in what comes back:
`reportgen.model.entry_form`, docs/bieu-nhap.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from reportgen.model.entry_form import (
    CHECK,
    GUIDE_SHEET,
    LABEL,
    LAST,
    MAP_SHEET,
    MARK,
    NOTE,
    ORDINAL,
    SHEET,
    SUBTOTAL,
    TARGET,
    UNIT,
    UNIT_CODE,
    UNIT_CODE_NAME,
    UNIT_NAME_NAME,
    EntryField,
    EntryForm,
    EntryKind,
    EntryRow,
    EntrySection,
    Number,
    year_heading,
)
from reportgen.model.figures_sheet import GUIDE, normal
from reportgen.publish.entry_checks import EntryChecks, typed_test
from reportgen.publish.entry_guide import guide
from reportgen.publish.entry_list import write_list
from reportgen.publish.entry_style import EntryStyle, footer
from reportgen.publish.text_width import lines_needed
from reportgen.publish.workbook_style import make_workbook, set_up_page, sheet_names
from reportgen.vietnamese import roman

FIRST_YEAR = 3
WIDTHS = {ORDINAL: 5, LABEL: 46, UNIT: 11, LAST: 11, TARGET: 13, NOTE: 18, CHECK: 30}
YEAR_WIDTH = 11
HEADER_POINTS = 24
LIST_PREFIX = "Bảng "
HEAD_ROWS = 5
HEADER = HEAD_ROWS
"""Row of the headings, from 0."""
COUNT_INPUT = "Số nguyên từ 0 trở lên. Chưa có số liệu: để trống hoặc gõ … ; không có: gõ 0."
VALUE_INPUT = (
    "Số, phần thập phân gõ sau dấu phẩy của máy. Chưa có số liệu: để trống hoặc gõ … ; không có: gõ 0."
)
COUNT_ERROR = "Chỉ gõ số nguyên từ 0 trở lên, ví dụ 12. Không gõ chữ, đơn vị tính. Chưa có số liệu thì gõ …"
VALUE_ERROR = "Chỉ gõ số, ví dụ 36,83. Không gõ chữ, đơn vị tính. Chưa có số liệu thì gõ …"
MARKS = {key: f"\ue000{key}\ue001" for key in ("code", "name", "line", "foot")}
"""What stands for the texts of a unit; no text of a user may hold these characters."""
PIXELS_PER_WIDTH, POINTS_PER_PIXEL = 7, 0.75
TEXT_SIZE, LINE_POINTS, PADDING_POINTS = 11, 14.5, 3.0


def entry_template(form: EntryForm, *, has_last: bool) -> tuple[bytes, dict[tuple[str, str], str]]:
    """Return the .xlsx with marks for the unit's texts, and the cells for its figures of the last period.

    These cells are blank, known by group and member.
    """
    last_cells: dict[tuple[str, str], str] = {}

    def write(book: Any) -> None:
        writer = _EntryWriter(book, form, has_last=has_last)
        writer.write()
        last_cells.update(writer.last_cells)

    return make_workbook(f"Biểu nhập số liệu: {MARKS['name']}", write), last_cells


class _EntryWriter:
    def __init__(self, book: Any, form: EntryForm, *, has_last: bool) -> None:
        self.book, self.form, self.has_last = book, form, has_last
        self.style = EntryStyle(book)
        rest = [LAST, TARGET, NOTE, CHECK] if has_last else [TARGET, NOTE, CHECK]
        self.headings = [ORDINAL, LABEL, UNIT, *map(year_heading, form.years), *rest]
        self.columns = {heading: column for column, heading in enumerate(self.headings)}
        self.rows: dict[tuple[str, str], int] = {}
        self.inputs: dict[EntryKind, list[tuple[int, int]]] = {kind: [] for kind in EntryKind}
        self.places: list[tuple[str, EntryField]] = []
        self.last_cells: dict[tuple[str, str], str] = {}

    def write(self) -> None:
        """Write the sheets: figures, lists, guide, and the hidden one that says whose form it is."""
        self.sheet = self.book.add_worksheet(SHEET)
        self._page(self.sheet)
        self._head()
        self._place_rows()
        row = HEADER + 1
        for number, section in enumerate(self.form.sections, start=1):
            row = self._section(section, number, row)
        self._validate()
        self.sheet.print_area(0, 0, row - 1, len(self.headings) - 1)
        for each, name in zip(self.form.lists, self._list_sheets(), strict=True):
            worksheet = self.book.add_worksheet(name)
            self._page(worksheet)
            write_list(self.book, worksheet, each, self.style, self._title_lines(each.label))
        self._guide()
        self._hidden()

    def _list_sheets(self) -> list[str]:
        taken = [SHEET, GUIDE_SHEET, MAP_SHEET]
        labels = (
            f"{LIST_PREFIX}{each.label}" if _is_guide(each.label) else each.label for each in self.form.lists
        )
        return sheet_names([*taken, *labels])[len(taken) :]

    def _page(self, sheet: Any) -> None:
        set_up_page(sheet, landscape=True)
        sheet.set_footer(footer(MARKS["foot"]))
        sheet.hide_gridlines(2)

    # --- head ----------------------------------------------------------------------------------------

    def _title_lines(self, title: str) -> list[str]:
        return [title, MARKS["line"], self.form.period_text]

    def _head(self) -> None:
        sheet, style = self.sheet, self.style
        title, unit, period = self._title_lines(self.form.title)
        sheet.write_string(0, 0, "BIỂU NHẬP SỐ LIỆU", style.look("small"))
        sheet.write_string(1, 0, title, style.look("title"))
        sheet.write_string(2, 0, unit, style.look("unit"))
        sheet.write_string(3, 0, period, style.look("plain"))
        sheet.write_string(2, FIRST_YEAR, UNIT_CODE, style.look("plain"))
        sheet.write_string(2, FIRST_YEAR + 1, MARKS["code"], style.look("unit"))
        self._name(UNIT_CODE_NAME, SHEET, 2, FIRST_YEAR + 1)
        self._name(UNIT_NAME_NAME, SHEET, 2, 0)
        sheet.write_string(4, 0, "Chỉ gõ vào ô vàng. Cách ghi: xem trang Hướng dẫn.", style.look("plain"))
        sheet.set_row(HEADER, HEADER_POINTS)
        for heading, column in self.columns.items():
            sheet.write_string(HEADER, column, heading, style.look("heading"))
            sheet.set_column(column, column, WIDTHS.get(heading, YEAR_WIDTH))
        sheet.freeze_panes(HEADER + 1, 2)
        sheet.repeat_rows(HEADER)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _name(self, name: str, sheet: str, row: int, column: int) -> None:
        at = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        self.book.define_name(name, f"='{sheet}'!{at}")

    # --- rows ----------------------------------------------------------------------------------------

    def _place_rows(self) -> None:
        """Give every row its place first: a check may speak of a row below."""
        row = HEADER + 1
        for section in self.form.sections:
            row += 1
            for each in section.rows:
                self.rows[each.group, each.member] = row
                row += 2 if each.parts else 1
        self.checks = EntryChecks(self.form, self._address, self._last_cell, self._labels())

    def _labels(self) -> dict[tuple[str, str], str]:
        rows = (row for section in self.form.sections for row in section.rows)
        return {(row.group, row.key): row.label for row in rows}

    def _address(self, group: str, member: str, year: int) -> str | None:
        row, column = self.rows.get((group, member)), self.columns.get(year_heading(year))
        return None if row is None or column is None else str(xl_rowcol_to_cell(row, column))

    def _last_cell(self, row: EntryRow) -> str | None:
        if not self.has_last:
            return None
        return str(xl_rowcol_to_cell(self.rows[row.group, row.member], self.columns[LAST]))

    def _section(self, section: EntrySection, number: int, row: int) -> int:
        look = self.style.look("section")
        self.sheet.write_string(row, 0, roman(number), look)
        self.sheet.write_string(row, 1, section.label, look)
        for column in range(2, len(self.headings)):
            self.sheet.write_blank(row, column, None, look)
        row, ordinal = row + 1, 0
        for each in section.rows:
            ordinal += each.depth == 0 and not each.is_total
            self._row(each, row, str(ordinal) if each.depth == 0 and not each.is_total else "")
            row += 1
            if each.parts:
                self._subtotal(each, row)
                row += 1
        return row

    def _row(self, each: EntryRow, row: int, ordinal: str) -> None:
        sheet, style = self.sheet, self.style
        sheet.set_row(row, _height({LABEL: each.label, UNIT: each.measure_unit, TARGET: each.target}))
        sheet.write_string(row, 0, ordinal, style.look("ordinal"))
        sheet.write_string(row, 1, each.label, style.label(each.depth, is_total=each.is_total))
        sheet.write_string(row, 2, each.measure_unit, style.look("centre"))
        for year in self.form.years:
            self._figure(each, year, row, self.columns[year_heading(year)])
        if last := self._last_cell(each):
            self.last_cells[each.group, each.member] = last
            sheet.write_blank(row, self.columns[LAST], None, style.given(each.kind, each.decimals))
        sheet.write_string(row, self.columns[TARGET], each.target, style.look("centre"))
        sheet.write_blank(row, self.columns[NOTE], None, style.look("note"))
        check = self.checks.formula(each) if each.fields else '=""'
        sheet.write_formula(row, self.columns[CHECK], check, style.look("check"), "")

    def _figure(self, each: EntryRow, year: int, row: int, column: int) -> None:
        field = each.fields.get(year)
        if field is None:
            self._locked(each, row, column, each.shared.get(year))
            return
        self.sheet.write_blank(row, column, None, self.style.input(each.kind, each.decimals))
        self._name(field.cell_name, SHEET, row, column)
        self.inputs[each.kind].append((row, column))
        self.places.append((xl_rowcol_to_cell(row, column), field))

    def _locked(self, each: EntryRow, row: int, column: int, number: Number) -> None:
        if number is None:
            self.sheet.write_blank(row, column, None, self.style.look("locked"))
        else:
            self.sheet.write_number(row, column, number, self.style.given(each.kind, each.decimals))

    def _subtotal(self, each: EntryRow, row: int) -> None:
        """Write a locked row that adds up the parts, under the total that a person types."""
        sheet, look = self.sheet, self.style.look("subtotal")
        for column in range(len(self.headings)):
            sheet.write_blank(row, column, None, look)
        sheet.write_string(row, 1, SUBTOTAL, self.style.label(1, is_total=False))
        for year in self.form.years:
            cells = [self._address(each.group, part, year) for part in each.parts]
            if year in each.fields and None not in cells:
                joined = ",".join(cell for cell in cells if cell)
                formula = f'=IF(COUNT({joined})=0,"",SUM({joined}))'
                sheet.write_formula(row, self.columns[year_heading(year)], formula, look, "")

    def _validate(self) -> None:
        for kind, cells in self.inputs.items():
            if cells:
                is_count = kind is EntryKind.COUNT
                message, error = (COUNT_INPUT, COUNT_ERROR) if is_count else (VALUE_INPUT, VALUE_ERROR)
                self.sheet.data_validation(*cells[0], *cells[0], _validation(kind, cells, message, error))

    # --- other sheets --------------------------------------------------------------------------------

    def _guide(self) -> None:
        sheet = self.book.add_worksheet(GUIDE_SHEET)
        set_up_page(sheet, landscape=True)
        sheet.set_column(0, 0, 4)
        sheet.set_column(1, 1, 120)
        sheet.hide_gridlines(2)
        for row, (mark, text, look) in enumerate(guide(self.form, has_last=self.has_last)):
            sheet.write_string(row, 0, mark, self.style.look("plain"))
            sheet.write_string(row, 1, text, self.style.look(look))
        sheet.protect()

    def _hidden(self) -> None:
        """Whose form this is, and where each figure stood when it was made."""
        sheet = self.book.add_worksheet(MAP_SHEET)
        sheet.very_hidden()
        sheet.protect()
        for row, line in enumerate(_identity(self.form, self.places)):
            sheet.write_row(row, 0, line)


def _is_guide(label: str) -> bool:
    """Whether a sheet of this name would be taken for one that nobody reads."""
    return normal(label).startswith(GUIDE)


def _height(texts: dict[str, str]) -> float:
    """Return points for a row that shows its texts whole: nobody fits heights to what we write in them."""
    widths = {heading: WIDTHS[heading] * PIXELS_PER_WIDTH * POINTS_PER_PIXEL for heading in texts}
    lines = max(lines_needed(text, widths[heading], TEXT_SIZE) for heading, text in texts.items())
    return lines * LINE_POINTS + PADDING_POINTS


def _identity(form: EntryForm, places: list[tuple[str, EntryField]]) -> Iterator[list[Any]]:
    yield [MARK, "1"]
    yield ["chuong_trinh", form.programme]
    yield ["phien_ban", str(form.version)]
    yield ["ky", form.period]
    yield ["khung", form.digest]
    yield ["don_vi", MARKS["code"]]
    yield ["ten", MARKS["name"]]
    for cell, field in places:
        yield [f"{SHEET}!{cell}", field.id, str(field.period)]


def _validation(kind: EntryKind, cells: list[tuple[int, int]], message: str, error: str) -> dict[str, Any]:
    """Return one rule for all cells of a kind: runs of rows, its formula told for the first cell."""
    runs = list(_runs(cells))
    return {
        "validate": "custom",
        "value": f"={typed_test(xl_rowcol_to_cell(*cells[0]), kind)}",
        "input_title": "Số lượng" if kind is EntryKind.COUNT else "Số đo",
        "input_message": message,
        "error_title": "Chưa đúng",
        "error_message": error,
        "other_cells": runs,
    }


def _runs(cells: list[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield areas of cells that stand under one another, column by column."""
    start = previous = None
    for column, row in sorted((column, row) for row, column in cells):
        if start is None or previous != (column, row - 1):
            if start is not None and previous is not None:
                yield [start[1], start[0], previous[1], previous[0]]
            start = (column, row)
        previous = (column, row)
    if start is not None and previous is not None:
        yield [start[1], start[0], previous[1], previous[0]]
