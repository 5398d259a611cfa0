"""The sheet `ghi_de`: one override a row, what is printed, who decided it and why."""

from __future__ import annotations

from reportgen.load.workbook_cells import Absent, Cell
from reportgen.load.workbook_data import PlainData
from reportgen.load.workbook_groups import check_headed
from reportgen.load.workbook_sheet import Headed, Sheet
from reportgen.model.figures_sheet import (
    IGNORED_HEADINGS,
    OVERRIDE_COLUMNS,
    OVERRIDE_NUMBERS,
    OVERRIDES,
    normal,
)
from reportgen.vietnamese import suggest

KEYS = {normal(heading): key for key, heading in OVERRIDE_COLUMNS.items()}


def read_overrides(sheet: Sheet, data: PlainData) -> None:
    """Read the rows of the sheet into the list `ghi_de`; empty rows say nothing."""
    first = OVERRIDE_COLUMNS["so"]
    header = sheet.find_header(first)
    if header is None:
        message = f"trang tính ghi đè phải có cột “{first}”"
        sheet.cells.refuse("wrong-sheet", message, sheet.top, "sửa dòng tiêu đề cột")
        return
    columns = _columns(sheet, header)
    sheet.check_data_area(header)
    for number in range(header.last + 1, sheet.rows + 1):
        if filled := sheet.filled(number):
            check_headed(sheet, header, filled)
            _read_line(sheet, [cell for cell in filled if cell.column in columns], columns, data)


def _columns(sheet: Sheet, header: Headed) -> dict[int, str]:
    columns: dict[int, str] = {}
    for column, text in header.texts.items():
        key, cell = KEYS.get(normal(text)), sheet.cell(header.first, column)
        if key in columns.values():
            sheet.cells.refuse("duplicate-column", f"cột “{text}” bị lặp", cell, "xóa một cột")
        elif key is not None:
            columns[column] = key
        elif normal(text) not in IGNORED_HEADINGS:
            message = f"không hiểu cột “{text}”{suggest(text, OVERRIDE_COLUMNS.values())}"
            sheet.cells.refuse("unknown-column", message, cell, "xóa cột này, hoặc sửa tên cột")
    return columns


def _read_line(sheet: Sheet, filled: list[Cell], columns: dict[int, str], data: PlainData) -> None:
    if not filled:  # only its ordinal was typed in advance
        return
    cells = sheet.cells
    line: dict[str, object] = {}
    path = data.append((OVERRIDES,), line, cells.where(filled[0]))
    for cell in filled:
        key = columns[cell.column]  # type: ignore[index]  # the stubs allow None
        value = cells.number(cell) if key in OVERRIDE_NUMBERS else cells.text(cell)
        if not isinstance(value, Absent):
            line[key] = value
            data.note((*path, key), cells.where(cell))
