"""A sheet of a list: a header of field codes, lines about the fields, then one item a row."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.load.workbook_block import read_block
from reportgen.load.workbook_cells import Absent, Cell, CellReader
from reportgen.load.workbook_data import PlainData
from reportgen.load.workbook_groups import PERCENT, check_headed
from reportgen.load.workbook_sheet import Headed, Sheet
from reportgen.model.figures_sheet import FIELD_HEADING, FIELD_ROWS, NOT_YET_WORDS, normal
from reportgen.vietnamese import parse_number, suggest

FIELD_LABELS = {normal(label): key for label, key in FIELD_ROWS.items()}


@dataclass(slots=True)
class Fields:
    """The columns of a list: which column names the lines, the code of each field, its unit if it has one."""

    label_column: int
    codes: dict[int, str]
    units: dict[int, str] = field(default_factory=dict)

    def note(self, column: int, key: str, value: object) -> None:
        """Take note of a unit or a number of decimals: either makes a field numeric."""
        if key == "don_vi_tinh":
            self.units[column] = str(value)
        elif key == "so_le":
            self.units.setdefault(column, "")


def read_list(sheet: Sheet, data: PlainData) -> None:
    """Read the sheet into the list that it names."""
    header = sheet.find_header(FIELD_HEADING)
    if header is None:
        message = f"trang tính của danh sách phải có dòng “{FIELD_HEADING}” ghi mã các cột"
        sheet.cells.refuse("wrong-sheet", message, sheet.top, f"thêm dòng “{FIELD_HEADING}”")
        return
    path = read_block(sheet, header, data)
    sheet.check_data_area(header)
    if path is None:
        return
    data.put((*path, "danh_sach"), [], sheet.cells.where(sheet.cell(header.first, 1)))
    fields = _read_header(sheet, header)
    items = []
    for number in range(header.last + 1, sheet.rows + 1):
        if filled := sheet.filled(number):
            check_headed(sheet, header, filled)
            if not _read_field_line(sheet, number, fields, path, data):
                items.append(number)
    for number in items:  # after all lines about fields, which tell how to read the items
        _read_item(sheet, number, fields, (*path, "danh_sach"), data)


def _read_header(sheet: Sheet, header: Headed) -> Fields:
    wanted = normal(FIELD_HEADING)
    label_column = next(column for column, text in header.texts.items() if normal(text) == wanted)
    codes: dict[int, str] = {}
    for column, text in header.texts.items():
        if column == label_column:
            continue
        if text in codes.values():
            cell = sheet.cell(header.first, column)
            sheet.cells.refuse("duplicate-column", f"cột “{text}” bị lặp", cell, "bỏ hoặc đổi mã một cột")
        else:
            codes[column] = text
    return Fields(label_column, codes)


def _read_field_line(
    sheet: Sheet, number: int, fields: Fields, path: tuple[str, ...], data: PlainData
) -> bool:
    """Read a line about the fields; False when the row is an item of the list."""
    label = sheet.cell(number, fields.label_column)
    if sheet.cells.is_empty(label) or not isinstance(label.value, str) or label.value.strip().isdigit():
        return False
    key = FIELD_LABELS.get(normal(label.value))
    if key is None:
        message = f"không hiểu dòng “{label.value}”{suggest(label.value, FIELD_ROWS)}"
        sheet.cells.refuse("unknown-line", message, label, "để trống cột này ở các hàng của danh sách")
        return True
    for column, code in fields.codes.items():
        cell = sheet.cell(number, column)
        if not sheet.cells.is_empty(cell):
            value = _about_field(sheet.cells, cell, key)
            if not isinstance(value, Absent):
                data.put((*path, "truong", code, key), value, sheet.cells.where(cell))
                fields.note(column, key, value)
    return True


def _about_field(cells: CellReader, cell: Cell, key: str) -> object:
    if key == "cong":
        return cells.yes(cell)
    return cells.number(cell) if key == "so_le" else cells.text(cell)


def _read_item(sheet: Sheet, number: int, fields: Fields, path: tuple[str, ...], data: PlainData) -> None:
    cells = sheet.cells
    filled = {column: sheet.cell(number, column) for column in fields.codes}
    filled = {column: cell for column, cell in filled.items() if not cells.is_empty(cell)}
    if not filled:  # only its ordinal was typed in advance
        return
    item: dict[str, object] = {}
    item_path = data.append(path, item, cells.where(next(iter(filled.values()))))
    for column, cell in filled.items():
        value = _field(cells, cell, fields.units.get(column))
        if not isinstance(value, Absent):
            item[fields.codes[column]] = value
            data.note((*item_path, fields.codes[column]), cells.where(cell))


def _field(cells: CellReader, cell: Cell, unit: str | None) -> object:
    """Return a number where the field has a unit or decimals; else the number or text that stands there."""
    if unit is not None or cell.data_type == "n":
        return cells.number(cell, percent=unit == PERCENT, as_shown=True)
    text = cells.text(cell)
    if isinstance(text, Absent):
        return text
    if text.casefold() in NOT_YET_WORDS:
        return None
    if isinstance(cell.value, str) and parse_number(text) is not None:
        cells.tell("understood", f"“{text}” là chữ, giữ nguyên là chữ", cell)
    return text
