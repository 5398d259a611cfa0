"""The units of a programme from the first sheet of a workbook that has a column `Mã`."""

from __future__ import annotations

import hashlib
import re

from reportgen.errors import Finding, Where
from reportgen.load.delimited import TextCell
from reportgen.load.roster import FACT, HEADINGS, roster_reading
from reportgen.load.workbook import open_workbook
from reportgen.load.workbook_cells import Absent, Cell, CellReader
from reportgen.load.workbook_sheet import Headed, Sheet
from reportgen.load.yaml_json import Reading
from reportgen.model.figures_sheet import KEY_HEADING, normal
from reportgen.vietnamese import suggest

ALL_ZEROS = re.compile("0{2,40}")
"""A number format that shows the zeros in front of a code."""
HEADS = (KEY_HEADING, "Mã đơn vị", "ma")


def read_roster_workbook(raw: bytes, file: str) -> Reading:
    """Read a roster with one unit a row.

    Raises InputRefused when the package cannot be opened safely.
    """
    book, cells = open_workbook(raw, file), CellReader(file)
    digest = hashlib.sha256(raw).hexdigest()
    for worksheet in book.worksheets:
        sheet = Sheet(worksheet, cells)
        header = next(filter(None, map(sheet.find_header, HEADS)), None)
        if header is not None:
            columns = _columns(sheet, header)
            rows = [_row(sheet, number, columns) for number in range(header.last + 1, sheet.rows + 1)]
            return roster_reading(rows, file, digest, cells.findings)
    message = f"không có trang tính nào có cột “{KEY_HEADING}”"
    remedy = "ghi dòng tiêu đề: Mã, Tên, Cấp, Cấp trên, Từ ngày, Đến ngày"
    return Reading(
        None,
        roster_reading((), file, digest, []).source,
        (Finding("wrong-sheet", message, Where(file), remedy),),
        is_sound=False,
    )


def _columns(sheet: Sheet, header: Headed) -> dict[int, str]:
    columns: dict[int, str] = {}
    for column, text in header.texts.items():
        name = normal(text)
        key = HEADINGS.get(name) or (text.strip() if FACT.fullmatch(text.strip()) else "")
        cell = sheet.cell(header.first, column)
        if key in columns.values():
            sheet.cells.refuse("duplicate-column", f"cột “{text}” bị lặp", cell, "bỏ một cột")
        elif key:
            columns[column] = key
        elif name not in ("tt", "stt", "số tt"):
            message = f"không có cột “{text}”{suggest(name, HEADINGS)}"
            sheet.cells.refuse(
                "unknown-column", message, cell, "các cột: Mã, Tên, Cấp, Cấp trên, Từ ngày, Đến ngày"
            )
    return columns


def _row(sheet: Sheet, number: int, columns: dict[int, str]) -> dict[str, TextCell]:
    row: dict[str, TextCell] = {}
    for column, key in columns.items():
        cell = sheet.cell(number, column)
        text = "" if sheet.cells.is_empty(cell) else _text(sheet.cells, cell)
        if text and not isinstance(text, Absent):
            row[key] = TextCell(text, sheet.cells.where(cell))
    return row


def _text(cells: CellReader, cell: Cell) -> str | Absent:
    """Return what a cell shows: a code kept as a number may show zeros in front."""
    if isinstance(cell.value, int) and ALL_ZEROS.fullmatch(str(cell.number_format)):
        return str(cell.value).zfill(len(str(cell.number_format)))
    return cells.text(cell)
