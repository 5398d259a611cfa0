"""The lines above the header of a group or list: its code, name, unit, and what it is the sum of."""

from __future__ import annotations

from reportgen.load.workbook_cells import Absent, Cell
from reportgen.load.workbook_data import PlainData
from reportgen.load.workbook_sheet import Headed, Sheet
from reportgen.model.figures_input import RESERVED
from reportgen.model.figures_sheet import BLOCK, GROUP_KEY, LIST_KEY, normal
from reportgen.vietnamese import suggest

LABELS = {normal(label): key for label, key in BLOCK.items()}
KEY_LABELS = {normal(GROUP_KEY), normal(LIST_KEY)}
NAME_LISTS = frozenset({"gom", "can_bang_100"})


def read_block(sheet: Sheet, header: Headed, data: PlainData) -> tuple[str, ...] | None:
    """Store what the lines above the header say; return the path of the group, None when it has no place."""
    lines = [filled for row in range(1, header.first) if (filled := sheet.filled(row))]
    path = _open_group(sheet, lines, data)
    for label, *values in lines:
        name = normal(label.value)
        if path is None or name in KEY_LABELS or not values:
            continue  # a line of one cell is a title
        if name not in LABELS:
            message = f"không hiểu dòng “{label.value}”{suggest(str(label.value), BLOCK)}"
            sheet.cells.refuse("unknown-line", message, label, "xóa dòng này, hoặc sửa tên dòng")
            continue
        key, cell = LABELS[name], values[0]
        value = sheet.cells.names(cell) if key in NAME_LISTS else sheet.cells.text(cell)
        if not isinstance(value, Absent):
            data.put((*path, key), value, sheet.cells.where(cell), sheet.cells.where(label))
    return path


def _open_group(sheet: Sheet, lines: list[list[Cell]], data: PlainData) -> tuple[str, ...] | None:
    cells = sheet.cells
    given = [(line[0], line[1:]) for line in lines if normal(line[0].value) in KEY_LABELS]
    cell, key = sheet.top, sheet.title
    if given and given[0][1]:
        cell = given[0][1][0]
        text = cells.text(cell)
        key = "" if isinstance(text, Absent) else text
    if key in RESERVED:
        cells.refuse("wrong-name", f"“{key}” không dùng làm mã nhóm được", cell, "đổi mã nhóm")
        return None
    if data.has((key,)):
        first = data.spots[(key,)].cell
        place = f"{first.sheet}!{first.cell}" if first else ""
        cells.refuse("duplicate-key", f"mã nhóm “{key}” bị lặp; đã có ở {place}", cell, "đổi mã của một nhóm")
        return None
    data.open((key,), cells.where(cell))
    return (key,)
