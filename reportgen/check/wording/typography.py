"""Blanks, punctuation, dashes, quotation marks, tone marks and hidden characters (TYP-08..13)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.check.wording.slip import GREAT, SMALL, Slips, Span, one_slip, without_addresses
from reportgen.errors import Severity

LETTER = r"[^\W\d_]"
# Each begins with the sign itself: a text is searched many times as fast for that as for what stands before.
BLANK_BEFORE_SIGN = re.compile(rf" (?<=[\w)”\"%] ) *(?=(?:[,;!?)]|[.:](?![.:…/]))(?:\s|$|{LETTER}))")
SIGN_WITHOUT_BLANK = re.compile(
    rf"[,;:](?<={LETTER}{LETTER}.)(?={LETTER}{LETTER})|\.(?<=[{SMALL}]{{2}}.)(?=[{GREAT}][{SMALL}]+\s)"
)
BLANK_INSIDE_BRACKET = re.compile(rf"\( +(?={LETTER}|\d)")
DOUBLE_BLANK = re.compile(r" (?<=\S ) +(?=\S)")
TO_FILL_IN = re.compile(r"[.…_]{3,}|(?:ngày|tháng|năm|số)\s{2,}(?![\s\d])", re.IGNORECASE)
TAB_INSIDE = re.compile(r"(?<=[^\W\d_]{2}) *\t[\t ]*(?=\w)")
SYMBOL_WITH_DASH = re.compile(r"\b\d{1,5}(?:/\d{4})?[/–—-][A-ZĐ][A-ZĐa-zđ]*(?:[–—/-][A-ZĐƯ][\w&]*)+")
LONG_DASH = re.compile(r"[–—]")
STRAIGHT, CURLY = re.compile(r'"'), re.compile(r"[“”]")
HIDDEN = re.compile("[\u200b-\u200f\ufeff\u00ad\u2060]+")
DASH_LINE = re.compile(r"\s*[-–—]{4,}\s*")
# Only syllables in small letters count, and Ủy, which no name has: a name keeps the spelling of its bearer.
ON_FIRST = re.compile(
    rf"(?<![{SMALL}{GREAT}])(?:Ủy|[{SMALL}]{{0,3}}(?:[òóỏõọ][ae]|(?<!q)[ùúủũụ]y))(?![{SMALL}{GREAT}])"
)
ON_SECOND = re.compile(
    rf"(?<![{SMALL}{GREAT}])(?:Uỷ|[{SMALL}]{{0,3}}(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ]))(?![{SMALL}{GREAT}])"
)


def punctuation(texts: Sequence[str]) -> Slips:
    """Yield blanks before a sign or inside a bracket, and signs without a blank after them (TYP-08)."""
    for pattern, message in (
        (BLANK_BEFORE_SIGN, "có dấu cách thừa trước dấu câu: “{}”"),
        (SIGN_WITHOUT_BLANK, "thiếu dấu cách sau dấu câu: “{}”"),
        (BLANK_INSIDE_BRACKET, "có dấu cách thừa sau dấu ngoặc: “{}”"),
    ):
        yield from one_slip("TYP-08", texts, _widened(pattern, texts), message.format)


def blanks(texts: Sequence[str]) -> Slips:
    """Yield several blanks in a row and tabs inside a text, but not in places to fill in (TYP-09)."""
    double = [
        place for place in _widened(DOUBLE_BLANK, texts) if not TO_FILL_IN.search(_around(texts, place))
    ]
    yield from one_slip("TYP-09", texts, double, "có nhiều dấu cách liền nhau: “{}”".format, _single_blanks)
    tabs = _widened(TAB_INSIDE, texts)
    yield from one_slip("TYP-09", texts, tabs, "có dấu tab giữa dòng: “{}”".format, _single_blanks)


def _single_blanks(quote: str) -> str:
    return " ".join(quote.split())


def dash_line(texts: Sequence[str]) -> Slips:
    """Yield a line of dashes typed for a rule, which is right in Party documents only (MIX-09)."""
    places = [(line, 0, len(text)) for line, text in enumerate(texts) if DASH_LINE.fullmatch(text)]
    message = "dòng “{}” gõ bằng dấu gạch là cách trình bày của văn bản Đảng"
    yield from one_slip("MIX-09", texts, places, message.format, lambda _: "đường kẻ nét liền")


def tone_marks(texts: Sequence[str]) -> Slips:
    """Yield the rarer of two ways of placing tone marks (hòa, hoà) in one document (TYP-10)."""
    first, second = _each(ON_FIRST, texts), _each(ON_SECOND, texts)
    if first and second:
        odd, usual = (first, second) if len(first) < len(second) else (second, first)
        line, start, end = usual[0]
        count = f"{len(odd)} chỗ so với {len(usual)}"
        message = f"“{{}}” đặt dấu thanh khác các chỗ khác (như “{texts[line][start:end]}”): {count}"
        yield from one_slip("TYP-10", texts, odd, message.format)


def dashes_in_symbols(texts: Sequence[str]) -> Slips:
    """Yield symbols of documents typed with a long dash instead of a hyphen (TYP-11)."""
    places = [
        (line, start, end)
        for line, start, end in _each(SYMBOL_WITH_DASH, texts)
        if LONG_DASH.search(texts[line], start, end)
    ]
    yield from one_slip(
        "TYP-11", texts, places, "ký hiệu “{}” dùng gạch dài".format, lambda quote: LONG_DASH.sub("-", quote)
    )


def quotation_marks(texts: Sequence[str]) -> Slips:
    """Yield the rarer of straight and curly quotation marks in one document (TYP-12)."""
    straight, curly = _each(STRAIGHT, texts), _each(CURLY, texts)
    if straight and curly:
        odd, usual = (curly, '"…"') if len(curly) < len(straight) else (straight, "“…”")
        message = "dấu ngoặc kép thẳng và cong dùng lẫn trong văn bản, chỗ này là {}"
        yield from one_slip("TYP-12", texts, odd, message.format, lambda _: usual, Severity.INFO)


def hidden_characters(texts: Sequence[str]) -> Slips:
    """Yield characters that no reader sees: zero-width blanks, soft hyphens (TYP-13)."""
    yield from one_slip(
        "TYP-13", texts, _each(HIDDEN, texts), lambda quote: f"có ký tự ẩn U+{ord(quote[0]):04X}"
    )


def _each(pattern: re.Pattern[str], texts: Sequence[str]) -> list[Span]:
    return [
        (line, *found.span())
        for line, text in enumerate(texts)
        for found in pattern.finditer(without_addresses(text))
    ]


def _around(texts: Sequence[str], place: Span, width: int = 12) -> str:
    line, start, end = place
    return texts[line][max(0, start - width) : end + width]


LONGEST_WORD = 40


def _widened(pattern: re.Pattern[str], texts: Sequence[str]) -> list[Span]:
    """Widen each place to the words on both sides, so that the quote can be found by eye."""
    wide = []
    for line, start, end in _each(pattern, texts):
        before = texts[line][max(0, start - LONGEST_WORD) : start].split() or [""]
        after = texts[line][end : end + LONGEST_WORD].split() or [""]
        wide.append((line, start - len(before[-1]), end + len(after[0])))
    return wide
