"""Digits of a text that are no figures: dates, years, symbols, references, list marks, phone numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """What digits that are no figure stand for."""

    SYMBOL = "số, ký hiệu văn bản"
    DATE = "ngày"
    MONTH = "tháng"
    YEAR = "năm"
    PERIOD = "giai đoạn"
    REFERENCE = "viện dẫn"
    LIST_MARK = "số thứ tự mục"
    ORDINAL = "thứ tự"
    PHONE = "điện thoại"
    NAME = "tên gọi"


@dataclass(frozen=True, slots=True)
class Mark:
    """Digits that are no figure, by their place in the text."""

    start: int
    end: int
    text: str
    kind: MarkKind


_YEAR = r"(?:19[0-9]{2}|20[0-9]{2})"
_DASH = r"[ ]*[-–—][ ]*"
_NO_DIGIT_BEFORE = r"(?<![0-9.,])"
_ENDS = r"(?![0-9]|[.,][0-9])"

# «37/2020/QĐ-UBND», «06-NQ/TU», «771/QĐ-TTg»: a slash or a hyphen, then capitals; matched with case.
_UPPER = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper())
_SYMBOL = re.compile(
    rf"{_NO_DIGIT_BEFORE}[0-9]+[a-z]?(?:/{_YEAR})?[-/–](?=[{_UPPER}])[^\W\d]+[0-9]*(?:[-/–&.][^\W\d_]+[0-9]*)*"
)
# Kinds of documents and programmes whose name holds a number: «Đề án 500», «Chỉ thị số 05».
_NAMED = (
    "nghị quyết|nghị định|quyết định|chỉ thị|thông tư|thông tri|kết luận|quy định|quy chế|hướng dẫn|kế hoạch|"
    "chương trình|đề án|dự án|công văn|công điện|báo cáo|thông báo|tờ trình|luật|pháp lệnh|sắc lệnh|văn bản|"
    "biểu|mẫu|phụ lục|bảng|quốc lộ|tỉnh lộ|đường tỉnh|tổ công tác|tổ|nhà|đường|tiêu chí|tiểu dự án|đội|"
    "chi bộ|tiểu ban|lô|gói thầu|hợp đồng|khu vực|trường|cụm|nhiệm vụ|mục tiêu"
)
# Names in which the number may follow without «số»; «kế hoạch 120 ha» is a figure, so no plans.
_NAMED_BARE = (
    "nghị quyết|nghị định|chỉ thị|đề án|thông tư|kết luận|quốc lộ|tỉnh lộ|"
    "(?<!đại )(?<!phát )(?<!tiêu )biểu|phụ lục"
)
_ARTICLES = "điều|(?<!tài )khoản|(?<!tại )điểm|(?<!thanh )chương|tiểu mục"
_PARTS = "(?<!danh )(?<!hạng )(?<!chuyên )mục|(?<!một )(?<!từng )phần|hình"
_CLASSES = "mức độ|cấp độ|mũi|loại|hạng|lớp|khối|cấp|khu vực|nhóm|vùng|tầng|bước"
_QUARTERS = (
    "quận|phường|thôn|(?<!nhật )(?<!văn )(?<!cơ )(?<!thị )bản|ấp|xóm|khu|tiểu khu|khu phố|tổ dân phố|tổ"
)
_NUMBERS = r"[0-9]{1,3}(?:(?:[ ]?,[ ]?|[ ]và[ ]|[ ]?[-–][ ]?)[0-9]{1,3}\b(?![.,][0-9]|[ ]?%))*"

_PHONE = r"(?<![0-9.,/])0(?:[0-9]{9,10}|[0-9]{2,3}[. ][0-9]{3,4}[. ][0-9]{3,4})(?![0-9])"
_CALL = r"(?:điện thoại|đt|sđt|số máy|hotline|fax|tel)[ :.]*\(?\+?[0-9][0-9 .()-]{6,}[0-9]"
_NO_FIGURE_AFTER = r"(?![0-9]|[.,][0-9]|[ ]?%)"
_GLUED = r"[0-9]+(?:[.,][0-9]+)*(?:ha|tấn|tạ|kg|km|người|hộ)\b"  # «xã Bình116ha»: a blank is missing
_NO_DAY = r"(?<!ngắn )(?<!dài )(?<!mỗi )(?<!hằng )(?<!hàng )"  # «cây công nghiệp ngắn ngày 15 ha»
_OF_YEAR = rf"(?:[ ]*/[ ]*{_YEAR}|[ ]+năm[ ]+{_YEAR})?"

_PATTERNS: tuple[tuple[MarkKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (MarkKind.NAME, r"\b[12] buổi/ngày\b"),
        (
            MarkKind.NAME,
            r"\btừ [0-9]{1,2}(?: tháng)? đến (?=(?:dưới |hết |đủ |tròn )?[0-9]{1,2}(?: tháng)? tuổi\b)",
        ),
        (MarkKind.NAME, r"\[[0-9]{1,3}\]|\b0?1 cửa(?: liên thông)?\b|\b24/7\b"),
        (MarkKind.NAME, rf"\btrung ương [0-9]{{1,2}}\b{_NO_FIGURE_AFTER}(?! (?:tỷ|triệu|nghìn|đồng)\b)"),
        (MarkKind.PHONE, _CALL),
        (MarkKind.PHONE, _PHONE),
        (MarkKind.DATE, rf"{_NO_DIGIT_BEFORE}[0-3]?[0-9][/.-][01]?[0-9][/.-]{_YEAR}(?![0-9])"),
        (MarkKind.DATE, rf"\bngày[ ]+[0-9]{{1,2}}[ ]+tháng[ ]+[0-9]{{1,2}}(?:[ ]+năm[ ]+{_YEAR})?"),
        (MarkKind.DATE, rf"\b(?:ngày|lễ|dịp)[ ]+[0-3]?[0-9]/[01]?[0-9](?!/){_NO_FIGURE_AFTER}"),
        (MarkKind.DATE, rf"{_NO_DAY}\bngày[ ]+[0-3]?[0-9]{_NO_FIGURE_AFTER}"),
        # «đến 31/12»: no part is larger than its whole
        (
            MarkKind.DATE,
            rf"\b(?:đến|hết|trước|từ)[ ]+(?:1[3-9]|2[0-9]|3[01])/(?:0?[1-9]|1[0-2])(?!/){_NO_FIGURE_AFTER}",
        ),
        (
            MarkKind.MONTH,
            rf"(?<!mỗi )(?<!hằng )(?<!hàng )(?<!từng )\btháng[ ]+[01]?[0-9]{_OF_YEAR}{_NO_FIGURE_AFTER}",
        ),
        (MarkKind.MONTH, rf"(?<![0-9.,/])[01]?[0-9]/{_YEAR}(?![0-9]|[.,/][0-9])"),
        (MarkKind.MONTH, rf"\bquý[ ]+(?:[ivx]+|[1-4])(?:[ ]*/[ ]*{_YEAR})?"),
        (MarkKind.PERIOD, rf"(?<![0-9.,/]){_YEAR}{_DASH}{_YEAR}{_ENDS}"),
        (MarkKind.PERIOD, rf"{_NO_DIGIT_BEFORE}[0-9]{{1,2}}[ ]tháng[ ](?:đầu|cuối)[ ]năm(?:[ ]{_YEAR})?"),
        (MarkKind.PERIOD, rf"{_NO_DIGIT_BEFORE}(?:[2-9]|1[01])[ ]tháng(?=[ ](?:là|đạt|ước|thực hiện)\b)"),
        (
            MarkKind.YEAR,
            rf"\b(?:năm|niên độ|khóa|khoá)[ ]+{_YEAR}(?:(?:[ ]?[,/][ ]?|[ ]và[ ]){_YEAR}\b)*{_ENDS}",
        ),
        (MarkKind.REFERENCE, rf"\b(?:{_NAMED})[ ]+số[ ]*:?[ ]*[0-9]{{1,5}}{_ENDS}"),
        (MarkKind.REFERENCE, rf"\b(?:{_ARTICLES})[ ]+{_NUMBERS}{_ENDS}(?![ ]?%)"),
        (MarkKind.REFERENCE, rf"\btại điểm[ ]+{_NUMBERS}(?=[ ,]+(?:khoản|mục|phần|điều)\b)"),
        (MarkKind.REFERENCE, rf"\b(?:{_PARTS})[ ]+[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}}{_ENDS}(?![ ]?%)"),
        (
            MarkKind.ORDINAL,
            rf"\b(?:thứ|lần|khóa|khoá|top|đợt)[ ]+[0-9]{{1,2}}(?:/[0-9]{{1,3}})?{_ENDS}(?![ ]?%)",
        ),
        (MarkKind.NAME, rf"[^\W\d_](?!{_GLUED})[-–]?[0-9]+[\w.]*"),
        (MarkKind.NAME, r"(?<![0-9.,/])[2-6](?:g|d)\b(?!/)"),  # «4G», «3D»
    )
)

# Names unless something counted follows: «tổ 3», but «tổ 3 người»; «kết luận 05», but «kết luận 05 vụ».
_UNLESS_COUNTED: tuple[tuple[MarkKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern + rf"{_ENDS}(?![ ]?[%/])"))
    for kind, pattern in (
        (MarkKind.NAME, rf"(?<!số )\b(?:{_CLASSES})[ ]+[1-9](?:[ ]?(?:,|và|[-–])[ ]?[1-9])*"),
        (MarkKind.NAME, rf"(?<!số )\b(?:{_QUARTERS})[ ]+[1-9][0-9]?"),
        (MarkKind.REFERENCE, rf"\b(?:{_NAMED_BARE})[ ]+{_NUMBERS}"),
        (MarkKind.REFERENCE, rf"\b(?:{_PARTS})[ ]+{_NUMBERS}"),
        (MarkKind.YEAR, rf"(?<![0-9.,/]){_YEAR}(?![.,/][0-9])"),
    )
)

# «295 văn bản (nghị quyết 14, quyết định 63)»: kinds with their counts, no names
_LISTED_DOCUMENTS = re.compile(r"[0-9][ ](?:loại[ ])?văn bản[^.;:()]{0,40}(?:\(|:|gồm)[^.()]*")

_LIST_MARK = re.compile(
    r"[ \t]*(?:[-+*•][ ]*)?(?:\([0-9]{1,2}\)[-.]?|[0-9]{1,2}\)|[0-9]{1,2}\.(?=\s|$|[^\W\d])"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2})+\.(?![0-9])|[0-9]{1,2}(?:\.[0-9]{1,2})+"
    rf"(?=\s+[“\"*]*[{_UPPER}]))"
)


def find_marks(text: str, lowered: str, is_counted: Callable[[int], bool]) -> list[Mark]:
    """Return what is no figure, in order, without overlaps; `is_counted(end)` tells a counted noun after."""
    found = [*_list_mark(text), *_inline_marks(text), *_symbols(text), *_by_words(text, lowered)]
    found += _unless_counted(text, lowered, is_counted)
    found += _numbered_labels(text, lowered)
    return _without_overlaps(found)


def _list_mark(text: str) -> Iterator[Mark]:
    match = _LIST_MARK.match(text)
    if match and any(char.isdigit() for char in match.group()):
        yield Mark(match.start(), match.end(), match.group(), MarkKind.LIST_MARK)


_INLINE_MARK = re.compile(r"(?<=[:;,.][ ])\([1-9][0-9]?\)(?=[ ]?[^\W\d])")


def _inline_marks(text: str) -> Iterator[Mark]:
    """`… gồm: (1) tuyên truyền; (2) kiểm tra`: the second proves that the first is no figure."""
    found = list(_INLINE_MARK.finditer(text))
    if [match.group() for match in found[:2]] == ["(1)", "(2)"]:
        for match in found:
            yield Mark(match.start(), match.end(), match.group(), MarkKind.ORDINAL)


_FIRST_LABEL = re.compile(r"(?:\(|[,;:][ ])(?P<label>(?:[^\W\d]+[ ]){1,3}0?)1(?=[ ]?[^\W\d]|[ ]?:)")


def _numbered_labels(text: str, lowered: str) -> Iterator[Mark]:
    """`(đoàn 1 kiểm tra 12 trường, đoàn 2 …, đoàn 3 …)`: the second proves that the first counts nothing."""
    for first in _FIRST_LABEL.finditer(lowered):
        places = [(first.end() - 1, first.end())]
        while found := re.compile(
            rf"[,;:][ ](?:và[ ])?{first['label']}(?P<ordinal>{len(places) + 1})(?=[ ]?[^\W\d]|[ ]?:)"
        ).search(lowered, places[-1][1]):
            places.append(found.span("ordinal"))
        if len(places) > 1:
            yield from (Mark(start, end, text[start:end], MarkKind.ORDINAL) for start, end in places)


def _symbols(text: str) -> Iterator[Mark]:
    for match in _SYMBOL.finditer(text):
        yield Mark(match.start(), match.end(), match.group(), MarkKind.SYMBOL)


def _by_words(text: str, lowered: str) -> Iterator[Mark]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(lowered):
            yield Mark(match.start(), match.end(), text[match.start() : match.end()], kind)


def _unless_counted(text: str, lowered: str, is_counted: Callable[[int], bool]) -> Iterator[Mark]:
    lists = [found.span() for found in _LISTED_DOCUMENTS.finditer(lowered)]
    for kind, pattern in _UNLESS_COUNTED:
        for match in pattern.finditer(lowered):
            is_listed = any(start < match.start() < end for start, end in lists)
            if not is_listed and not is_counted(match.end()):
                yield Mark(match.start(), match.end(), text[match.start() : match.end()], kind)


def _without_overlaps(marks: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
        elif mark.end > kept[-1].end:
            last = kept.pop()
            kept.append(Mark(last.start, mark.end, last.text + mark.text[last.end - mark.start :], last.kind))
    return kept
