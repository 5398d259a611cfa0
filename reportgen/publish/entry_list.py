"""The sheet of a list in a data-entry workbook: one item a row, rows to spare."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from reportgen.model.entry_form import CODE_FIELD, ORDINAL, EntryColumn, EntryKind, EntryList, Row
from reportgen.publish.entry_checks import typed_test
from reportgen.publish.entry_style import EntryStyle

HEADER = 4
SPARE_ROWS, FEWEST_ROWS = 10, 20
ORDINAL_WIDTH, NUMBER_WIDTH, CODE_WIDTH, TEXT_WIDTH = 5, 16, 18, 40
NUMBER_INPUT = "Số, không kèm đơn vị tính. Chưa có số liệu: gõ … ; không có: gõ 0."
NUMBER_ERROR = "Chỉ gõ số, ví dụ 36,83. Không gõ chữ, đơn vị tính. Chưa có số liệu thì gõ …"


def write_list(book: Any, sheet: Any, each: EntryList, style: EntryStyle, lines: Sequence[str]) -> None:
    """Write the list: lines above, headings, the rows that every unit has, and blank ones."""
    for row, (line, look) in enumerate(zip(lines, ("title", "unit", "plain"), strict=True)):
        sheet.write_string(row, 0, line, style.look(look))
    _headings(sheet, each, style)
    first, last = HEADER + 1, HEADER + max(FEWEST_ROWS, len(each.rows) + SPARE_ROWS)
    for number in range(last - first + 1):
        given = each.rows[number] if number < len(each.rows) else {}
        _row(sheet, each, given, first + number, number + 1, style)
    for column, described in enumerate(each.columns, start=1):
        area = xl_range_abs(first, column, last, column)
        book.define_name(each.column_name(described), f"='{sheet.name.replace(chr(39), chr(39) * 2)}'!{area}")
        if described.is_number:
            _validate(sheet, first, last, column)
    sheet.freeze_panes(HEADER + 1, 1)
    sheet.repeat_rows(HEADER)
    sheet.print_area(0, 0, last, len(each.columns))
    allowed = {"format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True}
    sheet.protect("", allowed)


def heading_of(column: EntryColumn) -> str:
    """Return the heading of a list's column, its unit in brackets."""
    return f"{column.label} ({column.measure_unit})" if column.measure_unit else column.label


def _headings(sheet: Any, each: EntryList, style: EntryStyle) -> None:
    sheet.write_string(HEADER, 0, ORDINAL, style.look("heading"))
    sheet.set_column(0, 0, ORDINAL_WIDTH)
    for column, described in enumerate(each.columns, start=1):
        sheet.write_string(HEADER, column, heading_of(described), style.look("heading"))
        width = NUMBER_WIDTH if described.is_number else TEXT_WIDTH
        sheet.set_column(column, column, CODE_WIDTH if described.key == CODE_FIELD else width)


def _row(sheet: Any, each: EntryList, given: Row, row: int, number: int, style: EntryStyle) -> None:
    """Write an item; what the skeleton gives is locked, its own code at least."""
    sheet.write_number(row, 0, number, style.look("ordinal"))
    for column, described in enumerate(each.columns, start=1):
        value = given.get(described.key)
        if isinstance(value, int | Decimal):
            sheet.write_number(row, column, value, style.given(EntryKind.VALUE, None))
        elif value is not None:
            sheet.write_string(row, column, str(value), style.look("locked"))
        elif described.is_number:
            sheet.write_blank(row, column, None, style.input(EntryKind.VALUE, None))
        else:
            sheet.write_blank(row, column, None, style.look("text_input"))


def _validate(sheet: Any, first: int, last: int, column: int) -> None:
    rule = {
        "validate": "custom",
        "value": f"={typed_test(xl_rowcol_to_cell(first, column), EntryKind.VALUE)}",
        "input_title": "Số",
        "input_message": NUMBER_INPUT,
        "error_title": "Chưa đúng",
        "error_message": NUMBER_ERROR,
    }
    sheet.data_validation(first, column, last, column, rule)
