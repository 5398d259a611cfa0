"""The door for workbooks: what is refused of a zip package before any library opens it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from reportgen.errors import Finding, Where

MAX_PARTS = 500
MAX_UNPACKED = 40_000_000
MAX_RATIO = 200
MAX_SPANNED = 50_000
"""Most cells that merged areas and links may span: the reader makes an object for each."""

WORKBOOK_PART = "xl/workbook.xml"
OLE_START = b"\xd0\xcf\x11\xe0"
SAVE_AS_XLSX = "mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (*.xlsx), không đặt mật khẩu"
BREAK_LINKS = "trong Excel chọn Dữ liệu (Data) > Sửa liên kết (Edit Links) > Ngắt liên kết (Break Link)"
DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
SPAN_TAG = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*>")
SPAN = re.compile(rb"""\sref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?["']""")
HAS_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def gate(raw: bytes, file: str) -> list[Finding]:
    """Return why the bytes may not be opened as a workbook; nothing when they may."""
    where = Where(file)
    if raw.startswith(OLE_START):
        return [Finding("not-xlsx", "tệp là .xls đời cũ, hoặc có mật khẩu", where, SAVE_AS_XLSX)]
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            problem = _size_problem(package, len(raw)) or _content_problem(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        return [Finding("not-xlsx", "tệp không phải tệp .xlsx, hoặc đã hỏng", where, SAVE_AS_XLSX)]
    return [Finding(problem[0], problem[1], where, problem[2])] if problem else []


Problem = tuple[str, str, str] | None


def _size_problem(package: zipfile.ZipFile, packed: int) -> Problem:
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        return "workbook-too-big", f"tệp có {len(parts)} phần, quá mức {MAX_PARTS}", SAVE_AS_XLSX
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * packed:
        message = f"tệp giải nén thành {unpacked // 1_000_000} MB, lớn bất thường"
        return "workbook-too-big", message, "chép riêng các ô số liệu sang tệp mới"
    return None


def _content_problem(package: zipfile.ZipFile) -> Problem:
    if WORKBOOK_PART not in package.namelist():
        return "not-xlsx", "tệp không phải bảng tính Excel", SAVE_AS_XLSX
    for part in package.infolist():
        if part.filename.startswith("xl/externalLinks/"):
            return "external-link", "tệp lấy số từ tệp Excel khác", BREAK_LINKS
        content = package.read(part)  # all of them: what cannot be unpacked must not pass
        if part.filename.endswith((".xml", ".rels")) and (problem := _part_problem(content)):
            return problem
    return None


def _part_problem(content: bytes) -> Problem:
    # A UTF-16 part would hide its declarations from the search.
    if b"\0" in content or DECLARATIONS.search(content):
        return "not-xlsx", "tệp có khai báo không được phép (DTD)", SAVE_AS_XLSX
    if sum(_spanned(content)) > MAX_SPANNED:
        return "workbook-too-big", "tệp có vùng ô gộp hoặc liên kết quá lớn", "bỏ gộp ô, bỏ liên kết"
    return None


def _spanned(content: bytes) -> Iterator[int]:
    for tag in SPAN_TAG.finditer(content):
        found = SPAN.search(tag[0])
        if found is None:  # written in a way no program writes
            yield MAX_SPANNED + 1
        elif found[3] is not None:
            yield (_column(found[3]) - _column(found[1]) + 1) * (int(found[4]) - int(found[2]) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def has_formulas(raw: bytes) -> bool:
    """Return whether any sheet of a gated workbook holds a formula."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        sheets = (part for part in package.namelist() if part.startswith("xl/worksheets/"))
        return any(HAS_FORMULA.search(package.read(part)) for part in sheets)
