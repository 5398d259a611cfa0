"""A sheet of indicators: lines about the group, a header, then one indicator a row."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.load.workbook_block import read_block
from reportgen.load.workbook_cells import Absent, Cell
from reportgen.load.workbook_data import PlainData
from reportgen.load.workbook_sheet import Headed, Sheet
from reportgen.model.figures_input import CURRENT
from reportgen.model.figures_sheet import (
    BY_PERIOD,
    COLUMNS,
    IGNORED_HEADINGS,
    KEY_HEADING,
    NO_WORDS,
    TOTAL,
    Heading,
    normal,
    read_heading,
)
from reportgen.vietnamese import suggest

PERCENT = "%"
YES_COLUMNS = frozenset({"co_tt", "kiem_nhiem"})


@dataclass(frozen=True, slots=True)
class Group:
    """What reading a row needs to know about its sheet."""

    sheet: Sheet
    header: Headed
    path: tuple[str, ...]
    columns: dict[int, Heading]
    measure_unit: str

    def column_of(self, key: str) -> int | None:
        """Return the first column that holds `key`."""
        return next((column for column, heading in self.columns.items() if heading.key == key), None)


def read_group(sheet: Sheet, data: PlainData) -> None:
    """Read the sheet into the group that it names."""
    header = sheet.find_header(KEY_HEADING)
    assert header is not None
    path = read_block(sheet, header, data)
    columns = _read_columns(sheet, header)
    sheet.check_data_area(header)
    if path is None:
        return
    group = Group(sheet, header, path, columns, data.text((*path, "don_vi_tinh")))
    for number in range(header.last + 1, sheet.rows + 1):
        if filled := sheet.filled(number):
            check_headed(sheet, header, filled)
            _read_row(group, number, filled, data)


def check_headed(sheet: Sheet, header: Headed, filled: list[Cell]) -> None:
    """Refuse cells of a row that no heading explains."""
    for cell in filled:
        if cell.column not in header.texts:
            sheet.cells.refuse(
                "unknown-column", "ô nằm ở cột không có tiêu đề", cell, "xóa ô, hoặc ghi tiêu đề cột"
            )


def _read_columns(sheet: Sheet, header: Headed) -> dict[int, Heading]:
    columns: dict[int, Heading] = {}
    for column, text in header.texts.items():
        if normal(text) in IGNORED_HEADINGS:
            continue
        heading, cell = read_heading(text), sheet.cell(header.first, column)
        if heading is None:
            message = f"không hiểu cột “{text}”{suggest(text, COLUMNS.values())}"
            sheet.cells.refuse(
                "unknown-column", message, cell, "các cột dùng được: " + ", ".join(COLUMNS.values())
            )
        elif heading.key == "muc_tieu" and not heading.period:
            sheet.cells.refuse(
                "unknown-column", f"cột “{text}” thiếu năm", cell, "ghi năm, ví dụ Mục tiêu 2025"
            )
        elif heading in columns.values():
            sheet.cells.refuse("duplicate-column", f"cột “{text}” bị lặp", cell, "bỏ hoặc đổi tên một cột")
        else:
            columns[column] = heading
    return columns


def _read_row(group: Group, number: int, filled: list[Cell], data: PlainData) -> None:
    cells = group.sheet.cells
    key = group.sheet.cell(number, group.column_of("ma") or 1)
    name = cells.text(key)
    if isinstance(name, Absent):
        message = f"hàng {number} có nội dung mà không có mã ở cột “{KEY_HEADING}”"
        cells.refuse("code-missing", message, filled[0], "ghi mã của chỉ tiêu, hoặc xóa hàng")
        return
    path = (*group.path, TOTAL) if name == TOTAL else (*group.path, "chi_tieu", name)
    if data.has(path):
        first = data.spots[path].key_cell
        message = f"mã “{name}” bị lặp; đã có ở ô {first.cell if first else ''}"
        cells.refuse("duplicate-key", message, key, "bỏ hoặc đổi mã của một hàng")
        return
    data.open(path, cells.where(key))
    for column, heading in group.columns.items():
        cell = group.sheet.cell(number, column)
        if heading.key != "ma" and not cells.is_empty(cell):
            _read_cell(group, path, heading, cell, data)


def _read_cell(group: Group, path: tuple[str, ...], heading: Heading, cell: Cell, data: PlainData) -> None:
    cells = group.sheet.cells
    if path[-1] == TOTAL and path == (*group.path, TOTAL):
        if heading.key in ("nhan", "don_vi_tinh"):
            return
        if heading.key != "so_luong":
            message = f"dòng {TOTAL} chỉ có số lượng, không có {COLUMNS[heading.key].lower()}"
            cells.refuse("wrong-cell", message, cell, "xóa ô này")
            return
        place: tuple[str, ...] = (*path, heading.period or str(CURRENT))
    else:
        place = (*path, heading.key, *_by_period(heading))
    if heading.key == "muc_tieu" and normal(cell.value) in NO_WORDS:  # named, but none was set
        data.open(place[:-1], cells.where(cell))
        return
    value = _value(group, heading, cell)
    if not isinstance(value, Absent):
        data.put(place, value, cells.where(cell), data.spots[path].key_cell)


def _by_period(heading: Heading) -> tuple[str, ...]:
    if heading.key not in BY_PERIOD:
        return ()
    return tuple(filter(None, (heading.target, heading.period or str(CURRENT))))


def _value(group: Group, heading: Heading, cell: Cell) -> object:
    cells = group.sheet.cells
    if heading.key in ("so_luong", "mau_so", "so_le"):
        return cells.number(cell)
    if heading.key == "gia_tri":
        return cells.number(cell, percent=_unit(group, cell) == PERCENT, as_shown=True)
    if heading.key == "muc_tieu":
        return cells.target(cell)
    if heading.key in YES_COLUMNS:
        return cells.yes(cell)
    return cells.names(cell) if heading.key == "gom" else cells.text(cell)


def _unit(group: Group, cell: Cell) -> str:
    column = group.column_of("don_vi_tinh")
    own = group.sheet.cell(cell.row or 1, column).value if column else None
    return str(own or group.measure_unit).strip()
