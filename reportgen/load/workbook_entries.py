"""The sheets `ky`, `thong_tin` and `van_ban`: one entry a row, `Mã | Nội dung | Giá trị`."""

from __future__ import annotations

from reportgen.load.workbook_cells import ABSENT, Absent, Cell
from reportgen.load.workbook_data import PlainData
from reportgen.load.workbook_sheet import Headed, Sheet
from reportgen.model.figures_sheet import (
    CONTENT_HEADING,
    FACTS,
    IGNORED_HEADINGS,
    KEY_HEADING,
    LIST_ENTRIES,
    PERIODS,
    VALUE_HEADING,
    normal,
)

READ = {normal(KEY_HEADING), normal(VALUE_HEADING)}
NOT_READ = {normal(CONTENT_HEADING), *IGNORED_HEADINGS}


def read_entries(sheet: Sheet, section: str, data: PlainData) -> None:
    """Read the entries of a sheet into `section` of the data."""
    header = sheet.find_header(KEY_HEADING)
    columns = _columns(sheet, header) if header else {}
    if header is None or set(columns) != READ:
        message = f"trang tính phải có hai cột “{KEY_HEADING}” và “{VALUE_HEADING}”"
        sheet.cells.refuse("wrong-sheet", message, sheet.top, "sửa dòng tiêu đề cột")
        return
    sheet.check_data_area(header)
    data.open((section,), sheet.cells.where(sheet.top))
    for row in range(header.last + 1, sheet.rows + 1):
        key, value = (sheet.cell(row, columns[normal(name)]) for name in (KEY_HEADING, VALUE_HEADING))
        if not sheet.cells.is_empty(value):
            _read_entry(sheet, section, key, value, data)


def _columns(sheet: Sheet, header: Headed) -> dict[str, int]:
    columns = {}
    for column, text in header.texts.items():
        if normal(text) in READ:
            columns[normal(text)] = column
        elif normal(text) not in NOT_READ:
            cell = sheet.cell(header.first, column)
            sheet.cells.refuse(
                "unknown-column", f"không hiểu cột “{text}”", cell, "xóa cột này, hoặc sửa tên cột"
            )
    return columns


def _read_entry(sheet: Sheet, section: str, key: Cell, cell: Cell, data: PlainData) -> None:
    cells = sheet.cells
    name = cells.text(key)
    if isinstance(name, Absent):
        cells.refuse(
            "code-missing", f"có giá trị mà không có mã ở cột “{KEY_HEADING}”", cell, "ghi mã, hoặc xóa ô"
        )
        return
    path = (section, *name.split(".")) if section not in (PERIODS, FACTS) else (section, name)
    value = cells.number(cell) if section == PERIODS else cells.whole_or_text(cell)
    if value is ABSENT:
        return
    if name in LIST_ENTRIES:
        data.append(path, value, cells.where(cell))
    elif data.has(path):
        first = data.spots[path].key_cell
        cells.refuse(
            "duplicate-key", f"mã “{name}” bị lặp; đã có ở ô {first and first.cell}", key, "xóa một hàng"
        )
    elif _is_blocked(path, data):
        cells.refuse("duplicate-key", f"mã “{name}” trùng với mã khác", key, "sửa lại mã")
    else:
        data.put(path, value, cells.where(cell), cells.where(key))


def _is_blocked(path: tuple[str, ...], data: PlainData) -> bool:
    """Whether a value, not a mapping, stands where this path has to pass."""
    target: object = data.value
    for part in path[:-1]:
        if not isinstance(target, dict):
            return True
        target = target.get(part, {})
    return not isinstance(target, dict)
