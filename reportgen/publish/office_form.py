"""Fill an office's own workbook by its defined names, keeping everything else as the office drew it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from reportgen.errors import Finding, InputRefused, Where
from reportgen.model.annex_sheet import AnnexCell, AnnexRow, AnnexSheet
from reportgen.model.figure import RATE
from reportgen.publish.annex_writer import cell_value
from reportgen.publish.office_package import as_excel_writes
from reportgen.publish.sheet_rows import insert_rows
from reportgen.publish.workbook_style import FIXED_DATE, decimal_of, number_format
from reportgen.vietnamese import suggest

ONE_AREA = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!\[\],]+))!(\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)"
)
WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,8}")
LOST_PARTS = {
    "xl/drawings/drawing": "hình vẽ, ảnh, biểu đồ hoặc hộp chữ",
    "xl/ctrlProps/": "nút bấm, ô đánh dấu",
    "xl/activeX/": "nút điều khiển ActiveX",
    "xl/vbaProject": "macro",
}
"""Parts that openpyxl would drop without a word."""
MEND_NAME = "trong Excel chọn Công thức (Formulas) > Trình quản lý tên (Name Manager)"
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a name points: the first cell, and the area as named."""

    sheet: Worksheet
    row: int
    column: int
    last_row: int
    last_column: int


def fill_office_form(template: bytes, sheet: AnnexSheet, name: str) -> bytes:
    """Return the office's workbook with its named cells and row blocks filled; the bytes never vary.

    The template must have passed the gate for workbooks; `name` is its file name for messages. Raises
    InputRefused with every name that is missing, double, or no single place of this workbook.
    """
    cells, blocks = sheet.form_cells or {}, sheet.form_rows or {}
    findings = _lost_parts(template, name)
    book = openpyxl.load_workbook(io.BytesIO(template), rich_text=True)
    names = FormNames(book, name)
    targets = {key: names.target(key, is_block=key in blocks) for key in (*cells, *blocks)}
    findings += names.findings
    if findings:
        raise InputRefused(findings)
    places = {key: target for key, target in targets.items() if target is not None}
    for key, cell in cells.items():
        _write(places[key].sheet, places[key].row, places[key].column, cell)
    # From the bottom up, so that inserted rows move no block that is still to be filled.
    for key in sorted(blocks, key=lambda key: places[key].row, reverse=True):
        _fill_block(places[key], blocks[key])
    return _saved(book)


def _lost_parts(template: bytes, name: str) -> list[Finding]:
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        parts = package.namelist()
    return [
        Finding(
            "office-form-content",
            f"biểu mẫu có {what}; điền tự động sẽ làm mất",
            Where(name),
            "bỏ phần này khỏi biểu mẫu, hoặc thay bằng ô bình thường",
        )
        for start, what in LOST_PARTS.items()
        if any(part.startswith(start) for part in parts)
    ]


class FormNames:
    """The defined names of a form; what is wrong with those asked for is collected in `findings`."""

    def __init__(self, book: Workbook, file: str) -> None:
        self.book, self.file = book, file
        self.findings: list[Finding] = []
        scopes = [book.defined_names, *(sheet.defined_names for sheet in book.worksheets)]
        self._texts: dict[str, list[str]] = {}
        for scope in scopes:
            for name, defined in scope.items():  # Excel takes no account of capitals in names
                self._texts.setdefault(name.casefold(), []).append(str(defined.attr_text or ""))

    def target(self, name: str, *, is_block: bool) -> Target | None:
        """Return where a name points; None, and a finding, when that is no one place of this workbook."""
        texts = self._texts.get(name.casefold(), [])
        if len(texts) != 1:
            self._refuse(
                name, "missing-name" if not texts else "double-name", self._count_problem(name, len(texts))
            )
            return None
        found = ONE_AREA.fullmatch(texts[0].strip())
        title = (found[1] or found[2]).replace("''", "'") if found else ""
        if found is None or title not in self.book.sheetnames:
            problem = f"tên ô “{name}” trỏ tới “{texts[0]}”, không phải một ô của biểu mẫu này"
            self._refuse(name, "name-elsewhere", problem)
            return None
        target = _target(self.book[title], found[3])
        if not is_block and not _is_one_cell(target):
            problem = f"tên ô “{name}” trỏ tới cả vùng {found[3]}, cần một ô"
            self._refuse(name, "name-area", problem)
            return None
        return target

    def _count_problem(self, name: str, count: int) -> str:
        if count:
            return f"biểu mẫu có {count} tên ô “{name}”"
        return f"biểu mẫu không có tên ô “{name}”{suggest(name, self._texts)}"

    def _refuse(self, name: str, rule: str, problem: str) -> None:
        self.findings.append(Finding(rule, problem, Where(self.file), MEND_NAME, quote=name))


def _target(sheet: Worksheet, area: str) -> Target:
    """Return an area of a sheet; a single cell inside a merged area stands for the whole of it."""
    left, top, right, bottom = (int(bound or 0) for bound in range_boundaries(area.replace("$", "")))
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= top <= merged.max_row and merged.min_col <= left <= merged.max_col:
            top, left = merged.min_row, merged.min_col
            bottom, right = max(bottom, merged.max_row), max(right, merged.max_col)
    return Target(sheet, top, left, bottom, right)


def _is_one_cell(target: Target) -> bool:
    return len(list(_free_cells(target.sheet, target.row, target.column, target.last_column))) == 1 and all(
        isinstance(target.sheet.cell(row, target.column), MergedCell)
        for row in range(target.row + 1, target.last_row + 1)
    )


def _free_cells(sheet: Worksheet, row: int, first: int, last: int) -> Iterator[int]:
    """Columns of the cells of a row that can hold a value: of a merged area only the first."""
    return (
        column for column in range(first, last + 1) if not isinstance(sheet.cell(row, column), MergedCell)
    )


# --- row blocks ------------------------------------------------------------------------------------


def _fill_block(target: Target, rows: Sequence[AnnexRow]) -> None:
    sheet = target.sheet
    columns = _block_columns(target, max((len(row.cells) for row in rows), default=0))
    drawn = _drawn_rows(target, columns)
    if len(rows) > drawn:
        # Before the last drawn row if there are several, so that sums over the block grow with it.
        at = target.row + max(1, drawn - 1)
        insert_rows(sheet, at, len(rows) - drawn, style_row=target.row)
    for number, row in enumerate(rows, target.row):
        for column, cell in zip(columns, row.cells, strict=False):
            _write(sheet, number, column, cell)


def _block_columns(target: Target, count: int) -> list[int]:
    """Return the columns that the expressions of a block go to; merged cells count as one."""
    columns: list[int] = []
    column = target.column
    while len(columns) < count:
        if not isinstance(target.sheet.cell(target.row, column), MergedCell):
            columns.append(column)
        column += 1
    return columns


def _drawn_rows(target: Target, columns: Sequence[int]) -> int:
    """How many rows the office drew: the first one, and those below it that are empty and framed alike."""
    sheet = target.sheet
    models = [sheet.cell(target.row, column) for column in columns]
    row = target.row + 1
    while row <= sheet.max_row and any(map(_has_frame, models)):
        cells = [sheet.cell(row, column) for column in columns]
        if any(cell.value is not None for cell in cells):
            break
        if list(map(_has_frame, cells)) != list(map(_has_frame, models)):
            break
        row += 1
    return row - target.row


def _has_frame(cell: Cell | MergedCell) -> bool:
    return any(getattr(getattr(cell.border, side), "style", None) for side in ("left", "right", "bottom"))


# --- cells and saving ------------------------------------------------------------------------------


def _write(sheet: Worksheet, row: int, column: int, cell: AnnexCell) -> None:
    """Write a number as a number and a text as a text, never as a formula."""
    at = sheet.cell(row, column)
    assert isinstance(at, Cell), "targets are the first cells of merged areas"
    value = _value(cell, at)
    at.value = value
    if isinstance(value, str):
        at.data_type = "s"  # openpyxl would store a text that begins with = as a formula


def _value(cell: AnnexCell, at: Cell) -> Decimal | int | str | None:
    figure, is_text_cell = cell.figure, at.number_format == "@"
    if figure is None:
        is_number = WHOLE_NUMBER.fullmatch(cell.text) and not is_text_cell
        return int(cell.text) if is_number else cell.text or None
    figure = figure.as_printed()
    value = cell_value(figure, cell.text)
    if isinstance(value, str) or is_text_cell:
        return cell.text
    if figure.kind is RATE and "%" in at.number_format:  # Excel itself multiplies by 100 there
        return decimal_of(figure.pairs[0])
    if at.number_format == "General" and figure.decimals:
        at.number_format = number_format(figure.decimals)
    return value


def _saved(book: Workbook) -> bytes:
    """Save with fixed dates: openpyxl would write the time of saving into the file and into its zip."""
    book.properties.modified = FIXED_DATE
    buffer, result = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED, allowZip64=True) as package:
        ExcelWriter(book, package).save()
    with zipfile.ZipFile(buffer) as package:
        parts = as_excel_writes({member: package.read(member) for member in package.namelist()})
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as final:
        for name, content in parts.items():
            final.writestr(zipfile.ZipInfo(name, ZIP_DATE), content, compress_type=zipfile.ZIP_DEFLATED)
    return result.getvalue()
