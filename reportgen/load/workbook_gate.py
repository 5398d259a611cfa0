"""The door for workbooks: what is refused of a zip package before any library opens it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from reportgen.archive import OLE_START, ArchiveRefused, Bounds, Trouble, hides_declarations, unpack
from reportgen.errors import Finding, Where

BOUNDS = Bounds(parts=500, unpacked=40_000_000, ratio=200)
MAX_SPANNED = 50_000
"""Most cells that merged areas and links may span: the reader makes an object for each."""

WORKBOOK_PART = "xl/workbook.xml"
SAVE_AS_XLSX = "mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (*.xlsx), không đặt mật khẩu"
BREAK_LINKS = "trong Excel chọn Dữ liệu (Data) > Sửa liên kết (Edit Links) > Ngắt liên kết (Break Link)"
SPAN_TAG = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*>")
SPAN = re.compile(rb"""\sref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?["']""")
HAS_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def gate(raw: bytes, file: str) -> list[Finding]:
    """Return why the bytes may not be opened as a workbook; nothing when they may."""
    problem = _problem(raw)
    return [Finding(problem[0], problem[1], Where(file), problem[2])] if problem else []


Problem = tuple[str, str, str] | None


def _problem(raw: bytes) -> Problem:
    if raw.startswith(OLE_START):
        return "not-xlsx", "tệp là .xls đời cũ, hoặc có mật khẩu", SAVE_AS_XLSX
    try:
        parts = unpack(raw, BOUNDS)
    except ArchiveRefused as refused:
        return _archive_problem(refused)
    return _content_problem(parts)


def _archive_problem(refused: ArchiveRefused) -> Problem:
    if refused.trouble is Trouble.TOO_MANY_PARTS:
        message = f"tệp có {refused.amount} phần, quá mức {BOUNDS.parts}"
        return "workbook-too-big", message, SAVE_AS_XLSX
    if refused.trouble is Trouble.TOO_BIG:
        message = f"tệp giải nén thành {refused.amount // 1_000_000} MB, lớn bất thường"
        return "workbook-too-big", message, "chép riêng các ô số liệu sang tệp mới"
    return "not-xlsx", "tệp không phải tệp .xlsx, hoặc đã hỏng", SAVE_AS_XLSX


def _content_problem(parts: list[tuple[str, bytes]]) -> Problem:
    names = [name for name, _ in parts]
    if WORKBOOK_PART not in names:
        return "not-xlsx", "tệp không phải bảng tính Excel", SAVE_AS_XLSX
    if any(name.startswith("xl/externalLinks/") for name in names):
        return "external-link", "tệp lấy số từ tệp Excel khác", BREAK_LINKS
    contents = (content for name, content in parts if name.endswith((".xml", ".rels")))
    return next(filter(None, map(_part_problem, contents)), None)


def _part_problem(content: bytes) -> Problem:
    if hides_declarations(content):
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
