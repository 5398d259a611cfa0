"""Figures from a workbook: the same plain data as the YAML file gives, with a cell for every value.

How the sheets are laid out: docs/tep-xlsx-so-lieu.md, and `reportgen.model.figures_sheet`.
"""

from __future__ import annotations

import hashlib
import io
import warnings
import zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from reportgen.errors import Finding, InputRefused, Where
from reportgen.load.workbook_cells import CellReader
from reportgen.load.workbook_data import PlainData
from reportgen.load.workbook_entries import read_entries
from reportgen.load.workbook_gate import SAVE_AS_XLSX, gate, has_formulas
from reportgen.load.workbook_groups import read_group
from reportgen.load.workbook_lists import read_list
from reportgen.load.workbook_overrides import read_overrides
from reportgen.load.workbook_sheet import UNHIDE, Sheet
from reportgen.load.yaml_json import Reading
from reportgen.model.figures_sheet import (
    ENTRY_SHEETS,
    FIELD_HEADING,
    GUIDE,
    KEY_HEADING,
    LIST_KEY,
    OVERRIDE_SHEETS,
    normal,
)
from reportgen.model.source import Source

# What openpyxl raises, besides its own exception, on packages whose parts are not what they should be.
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    SyntaxError,  # what both XML parsers raise
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    OSError,  # no workbook part; the bytes are in memory, so the disk has no part in it
)


def read_workbook(raw: bytes, file: str) -> Reading:
    """Read the figures of a workbook; notes on what was understood are among the findings, as info.

    Raises InputRefused when the package cannot be opened safely.
    """
    book = open_workbook(raw, file)
    cells = CellReader(file, _uncached(raw, file, book))
    data = PlainData()
    for worksheet in book.worksheets:
        _read_sheet(Sheet(worksheet, cells), data)
    source = Source(file, "", data.spots, hashlib.sha256(raw).hexdigest())
    return Reading(data.value, source, tuple(cells.findings))


def open_workbook(raw: bytes, file: str, *, results: bool = True) -> Workbook:
    """Open a workbook for the results of its formulas, or for the formulas themselves.

    Raises InputRefused when the package is broken or not safe to open.
    """
    if problems := gate(raw, file):
        raise InputRefused(problems)
    try:
        with warnings.catch_warnings():
            # openpyxl warns about drawings and extensions that it does not keep: none of them holds figures
            warnings.simplefilter("ignore", UserWarning)
            return load_workbook(io.BytesIO(raw), data_only=results)
    except BROKEN:
        finding = Finding("not-xlsx", "tệp .xlsx hỏng, không mở được", Where(file), SAVE_AS_XLSX)
        raise InputRefused([finding]) from None


def _uncached(raw: bytes, file: str, book: Workbook) -> frozenset[tuple[str, str]]:
    """Return sheet and cell of formulas whose result is not in the file."""
    if not has_formulas(raw):
        return frozenset()
    formulas = open_workbook(raw, file, results=False)
    return frozenset(
        (worksheet.title, cell.coordinate)
        for worksheet in formulas.worksheets
        for row in worksheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and book[worksheet.title][cell.coordinate].value is None
    )


def _read_sheet(sheet: Sheet, data: PlainData) -> None:
    name = normal(sheet.title)
    if name.startswith(GUIDE) or sheet.is_empty:
        return
    if sheet.worksheet.sheet_state != "visible":
        sheet.cells.refuse("hidden-cells", "trang tính bị ẩn nhưng có nội dung", sheet.top, UNHIDE)
    elif sheet.is_too_big:
        message = "trang tính có ô ở quá xa (quá 5000 hàng hoặc 200 cột)"
        sheet.cells.refuse("workbook-too-big", message, sheet.top, "xóa các hàng, cột thừa")
    elif name in ENTRY_SHEETS:
        read_entries(sheet, ENTRY_SHEETS[name], data)
    elif name in OVERRIDE_SHEETS:
        read_overrides(sheet, data)
    elif sheet.find_header(LIST_KEY) or sheet.find_header(FIELD_HEADING):
        read_list(sheet, data)
    elif sheet.find_header(KEY_HEADING):
        read_group(sheet, data)
    else:
        message = f"không hiểu trang tính “{sheet.title}”: không có cột “{KEY_HEADING}”"
        remedy = f"thêm cột “{KEY_HEADING}”, hoặc đổi tên trang thành “Hướng dẫn …” nếu không phải số liệu"
        sheet.cells.refuse("unknown-sheet", message, sheet.top, remedy)
