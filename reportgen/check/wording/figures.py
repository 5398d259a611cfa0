"""How figures are written: decimal comma, dots between thousands, percent, units, ranges (TYP-01..06)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reportgen.check.wording.slip import BLOT, Slips, Span, one_slip, without_addresses
from reportgen.errors import Severity

# What only looks like a figure, besides addresses: symbols of documents, dates, telephone numbers, versions,
# accounts, and numbers of sections, criteria and the like.
NO_FIGURES = re.compile(
    r"""(?x)
    (?i:(?=[\d+pvitqwscmhkđbn])) (?:  # none begins otherwise; that is told at once
    \b\d{1,5}(?:/\d{4})?(?:[/-][A-ZĐ][\w&.]*)+
    | \b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b | \b\d{1,2}/\d{4}\b
    | (?<![\w.,])(?:\+84|0)\d{1,3}(?:[\s.-]?\d{3,4}){2,3}(?![\d,]) | \b1[89]00[\s.]?\d{4,6}\b
    | (?i:phiên[ ]bản|version|ver\.?|\bv|iso(?:/iec)?|tcvn|qcvn|ip|windows)[ ]?(?:số[ ])?\d[\d.:/-]*
    | (?i:tài[ ]khoản|số[ ]định[ ]danh|cccd|cmnd|mã[ ]số(?:[ ]thuế)?|mst|hộ[ ]chiếu)[^\d,.;]{0,15}\d[\d.\s-]*
    | (?i:mục|khoản|điều|điểm|tiêu[ ]chí|chỉ[ ]tiêu|phần|chương|bảng|biểu|hình|phụ[ ]lục|nội[ ]dung|quốc[ ]lộ)
      (?:[ ]số)?[ ]\d+(?:\.\d+)*(?:(?:,|[ ]và)?[ ]\d+(?:\.\d+)+)*(?![%])
    )"""
)
UNITS = "tỷ|tỉ|triệu|nghìn|ngàn|ha|km²|km2|km|m²|m2|m³|m3|tấn|tạ|kg|lít|điểm phần trăm|lần|đồng|USD"
COUNTED = (
    "đồng|người|hộ|nhân khẩu|khẩu|lượt|hồ sơ|cuộc|văn bản|đồng chí|đảng viên|học sinh|cán bộ|công chức|"
    "trường hợp|vụ|ca|doanh nghiệp|đại biểu|hội viên|đoàn viên|con|cây|chiếc|suất|liều|thuê bao|lao động|"
    "giáo viên|bệnh nhân"
)
NO_DIGIT_BEFORE = r"(?<![\d.,/–-])"
DECIMAL_POINT = re.compile(rf"{NO_DIGIT_BEFORE}\d+\.\d{{1,2}}(?=\s?%|\s(?:{UNITS})\b)")
# 79,885 may be a decimal number: a single group of three digits needs something that is only counted.
COMMA_GROUPS = re.compile(
    rf"(?<![\d.,])(?:\d{{1,3}}(?:,\d{{3}}){{2,}}(?![.,]?\d)|[1-9]\d{{0,2}},\d{{3}}(?=\s(?:{COUNTED})\b))"
)
GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![.]?\d)")
UNGROUPED = re.compile(rf"(?<![\w.,/–-])[1-9]\d{{4,}}(?=(?:,\d+)?\s(?:{UNITS}|{COUNTED})\b)")
LOOSE_PERCENT = re.compile(r"(?<![\d.,])\d[\d.,]* +%")
GLUED_UNITS = "km²|km2|km|ha|kg|tấn|tạ|tỷ|tỉ|triệu|nghìn|đồng|cm|mm|m²|m2|m³|m3|m|lít"
GLUED_UNIT = re.compile(rf"(?<![\w.,/-])\d+(?:[.,]\d+)*(?:{GLUED_UNITS})(?![\w²³/])")
CLOSE_RANGE = re.compile(r"(?<![\w/.-])(?:19|20)\d\d-(?:19|20)\d\d(?![\w/-])")
SPACED_RANGE = re.compile(r"(?<![\w/.-])(?:19|20)\d\d\s[-–]\s(?:19|20)\d\d(?![\w/-])")


@lru_cache(maxsize=4096)
def without_no_figures(text: str) -> str:
    """Return the text with all that only looks like a figure blanked out; the length stays."""
    return NO_FIGURES.sub(lambda match: BLOT * len(match.group()), without_addresses(text))


def decimal_points(texts: Sequence[str]) -> Slips:
    """Yield decimals with a point before a percent sign or a unit (TYP-01)."""
    yield from one_slip(
        "TYP-01",
        texts,
        _each(DECIMAL_POINT, texts),
        "số thập phân “{}” dùng dấu chấm".format,
        lambda quote: quote.replace(".", ","),
    )


def comma_groups(texts: Sequence[str]) -> Slips:
    """Yield thousands parted by commas (TYP-02)."""
    yield from one_slip(
        "TYP-02",
        texts,
        _each(COMMA_GROUPS, texts),
        "số “{}” tách hàng nghìn bằng dấu phẩy".format,
        lambda quote: quote.replace(",", "."),
    )


def ungrouped(texts: Sequence[str]) -> Slips:
    """Yield figures from 10.000 on without dots in a document whose other figures have them (TYP-03)."""
    if next(_each(GROUPED, texts), None):
        yield from one_slip(
            "TYP-03",
            texts,
            _each(UNGROUPED, texts),
            "số “{}” không tách hàng nghìn, trong khi các số khác có tách".format,
            lambda quote: f"{int(quote):,}".replace(",", "."),
        )


def loose_percents(texts: Sequence[str]) -> Slips:
    """Yield percent signs with a blank before them (TYP-04)."""
    yield from one_slip(
        "TYP-04",
        texts,
        _each(LOOSE_PERCENT, texts),
        "“{}” có dấu cách trước dấu %".format,
        lambda quote: "".join(quote.split()),
    )


def glued_units(texts: Sequence[str]) -> Slips:
    """Yield units without a blank before them (TYP-05)."""
    yield from one_slip(
        "TYP-05",
        texts,
        _each(GLUED_UNIT, texts),
        "“{}” viết liền số với đơn vị".format,
        lambda quote: re.sub(r"(?<=\d)(?=[^\W\d])", " ", quote, count=1),
    )


def ranges_of_years(texts: Sequence[str]) -> Slips:
    """Yield the rarer of `2021-2025` and `2021 - 2025` in one document (TYP-06)."""
    close, spaced = list(_each(CLOSE_RANGE, texts)), list(_each(SPACED_RANGE, texts))
    if close and spaced:
        odd, usual = (spaced, "-") if len(spaced) < len(close) else (close, " - ")
        yield from one_slip(
            "TYP-06",
            texts,
            odd,
            "khoảng năm “{}” viết khác các chỗ khác trong văn bản".format,
            lambda quote: re.sub(r"\s?[-–]\s?", usual, quote),
            Severity.INFO,
        )


def _each(pattern: re.Pattern[str], texts: Sequence[str]) -> Iterator[Span]:
    for line, text in enumerate(texts):
        for found in pattern.finditer(without_no_figures(text)):
            yield line, *found.span()
