"""Citations of other documents and of their articles, anywhere in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from reportgen.check.wording.slip import SMALL, Slip, Slips, Span, blanks_alike, one_slip
from reportgen.errors import Severity

KIND = (
    "Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|Quyết định|Kế hoạch|Báo cáo|Công văn|Chỉ thị|Thông báo|"
    "Kết luận|Hướng dẫn|Quy định|Chương trình|Tờ trình"
)
SYMBOL = r"\d{1,5}(?:/\d{4})?[/-][A-ZĐ][A-ZĐa-zđ]*(?:[-/][A-ZĐƯ][\w&.]*\w|[-/][A-ZĐƯ])*"
CITATION = re.compile(rf"(?P<kind>{KIND})\s+(?P<so>số\s*:?\s*)?(?P<symbol>{SYMBOL})")
STATE_SYMBOL = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ]")
REST_OF_SENTENCE = re.compile(r"[^.;”\"]*")
DATE_OR_ISSUER = re.compile(r"^\s*,?\s*(?:ngày|tháng|năm)\b|\bcủa\b|\bdo\b|\bngày\s+\d")
COMMA_BEFORE_DATE = re.compile(rf"(?P<symbol>{SYMBOL})(?P<comma>\s*,\s*)ngày\s+\d")
NO_COMMA_BEFORE_DATE = re.compile(rf"(?P<symbol>{SYMBOL})\s+ngày(?=\s+\d)")
MID_SENTENCE = rf"(?<=[{SMALL},] )"
LAWS = "Luật|Bộ luật|Nghị định|Thông tư|Nghị quyết|Quyết định|Quy định|Điều lệ|Hiến pháp"
LEVELS = (
    (re.compile(MID_SENTENCE + r"Khoản(?= \d+[a-zđ]?,? (?:và \d+ )?[ĐđMm])"), "khoản"),
    (re.compile(MID_SENTENCE + r"Điểm(?= [a-zđ],? [Kk]hoản)"), "điểm"),
    (re.compile(rf"(?<=[{SMALL},\d] )điều(?= \d+[a-zđ]?,? (?:của )?(?:{LAWS}))"), "Điều"),
)


def missing_word_number(texts: Sequence[str]) -> Slips:
    """Yield citations without the word `số` between type and symbol, one slip a document (ND30-CC-05)."""
    places: dict[str, list[Span]] = {}
    for line, text in enumerate(texts):
        for found in CITATION.finditer(blanks_alike(text)):
            if not found["so"]:
                places.setdefault(found[0], []).append((line, *found.span()))
    for where in places.values():
        yield from one_slip("ND30-CC-05", texts, where, "“{}” thiếu chữ “số”".format, _with_word_number)


def _with_word_number(quote: str) -> str:
    kind, _, symbol = quote.rpartition(" ")
    return f"{kind} số {symbol}"


def first_citations(texts: Sequence[str], known: frozenset[str] = frozenset()) -> Slips:
    """Yield the first citation of a document that names neither its date nor its issuer (ND30-CC-04).

    `known` are symbols cited before these texts: in the trích yếu, the căn cứ, or the document's own.
    """
    seen = set(known)
    for line, text in enumerate(texts):
        text = blanks_alike(text)
        for found in CITATION.finditer(text):
            if found["symbol"] in seen:
                continue
            seen.add(found["symbol"])
            rest = REST_OF_SENTENCE.match(text, found.end())
            if rest and not DATE_OR_ISSUER.search(rest[0][:120]):
                message = f"lần đầu viện dẫn “{found[0]}” mà không ghi ngày và cơ quan ban hành"
                yield Slip("ND30-CC-04", message, f"{found[0]} ngày … của … về …", line, *found.span())


def cited_symbols(texts: Sequence[str]) -> frozenset[str]:
    """Return the symbols of all documents cited in the texts."""
    return frozenset(found["symbol"] for text in texts for found in CITATION.finditer(blanks_alike(text)))


def levels_of_articles(texts: Sequence[str]) -> Slips:
    """Yield `Khoản`, `Điểm` with a capital inside a sentence, `điều` of a named law without (ND30-CC-06)."""
    for pattern, proper in LEVELS:
        places = [
            (line, *found.span())
            for line, text in enumerate(texts)
            for found in pattern.finditer(blanks_alike(text))
        ]
        message = f"“{{}}” trong viện dẫn phải viết là “{proper}”"
        yield from one_slip("ND30-CC-06", texts, places, message.format, partial(_always, proper))


def _always(proper: str, quote: str) -> str:
    return proper


def state_comma_before_date(texts: Sequence[str]) -> Slips:
    """Yield one slip for all State documents cited with a comma before the date (MIX-14)."""
    places = [
        (line, *found.span("comma"))
        for line, text in enumerate(texts)
        for found in COMMA_BEFORE_DATE.finditer(blanks_alike(text))
        if STATE_SYMBOL.match(found["symbol"])
    ]
    if places:
        (line, start, end), *others = places
        quote = texts[line][max(0, start - 20) : end + 7].strip()
        message = f"“{quote}…”: dấu phẩy trước “ngày” là cách viết của văn bản Đảng"
        yield Slip("MIX-14", message, "số … ngày …", line, start, end, Severity.INFO, tuple(others))


def party_comma_before_date(texts: Sequence[str]) -> Slips:
    """Yield one slip for all Party documents cited without a comma before the date (DG-CC-02)."""
    places = [
        (line, *found.span())
        for line, text in enumerate(texts)
        for found in NO_COMMA_BEFORE_DATE.finditer(blanks_alike(text))
        if not STATE_SYMBOL.match(found["symbol"])
    ]
    if places:
        (line, start, end), *others = places
        message = f"“{texts[line][start:end]}…”: thiếu dấu phẩy trước “ngày”"
        yield Slip("DG-CC-02", message, "số …, ngày …", line, start, end, Severity.INFO, tuple(others))
