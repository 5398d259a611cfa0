"""Documents that a text names: type, number and symbol, date, issuer; and the document's own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.audit.passages import Passage

TYPES = (
    "nghị quyết liên tịch|nghị quyết|nghị định|quyết định|quy định|quy chế|chỉ thị|thông tư liên tịch"
    "|thông tư|thông tri|kết luận|hướng dẫn|kế hoạch|chương trình|đề án|dự án|công văn|công điện"
    "|báo cáo|thông báo|tờ trình|pháp lệnh"
)
# What may stand in a symbol for each type; empty where practice differs too much.
ABBREVIATIONS: dict[str, set[str]] = {
    "nghị quyết": {"NQ"},
    "nghị định": {"NĐ"},
    "quyết định": {"QĐ"},
    "quy định": {"QĐ", "QYĐ", "QC"},
    "chỉ thị": {"CT"},
    "thông tư": {"TT"},
    "kết luận": {"KL"},
    "hướng dẫn": {"HD"},
    "kế hoạch": {"KH"},
    "chương trình": {"CTR", "CT", "CTHĐ", "CTRHĐ"},
    "đề án": {"ĐA"},
    "báo cáo": {"BC"},
    "thông báo": {"TB"},
    "tờ trình": {"TTR", "TTRLN"},
}
_DAY = (
    r"(?:ngày\s+)?(?P<day>\d{1,2})\s*(?:/|-|\.|\s+tháng\s+)\s*(?P<month>\d{1,2})"
    r"\s*(?:/|-|\.|\s+năm\s+)\s*(?P<year>(?:19|20)\d\d)(?!\d)"
)
DATE = re.compile(_DAY, re.IGNORECASE)
_SYMBOL = r"(?P<symbol>\d+[a-z]?(?:/(?:19|20)\d\d)?\s?[-/–]\s?[A-ZĐ][^\W\d_]*\d*(?:[-/–&.][^\W\d_]+\d*)*)"
CITATION = re.compile(
    rf"\b(?P<type>{TYPES})\s+(?:số\s*:?\s*)?{_SYMBOL}(?:\s*,?\s*{_DAY})?(?=(?:\s*,?\s+của\s+(?P<issuer>[^,;.()“”\"]{{3,60}}))?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as one place of the text names it; no date when none is given or it is impossible."""

    passage: Passage
    start: int
    end: int
    type: str
    symbol: str
    date: dt.date | None
    date_text: str
    issuer: str
    date_start: int = 0
    date_end: int = 0
    symbol_start: int = 0
    symbol_end: int = 0

    @property
    def number(self) -> str:
        """The number without padding."""
        found = re.match(r"0*(\d+)", self.symbol)
        return found[1] if found else ""

    @property
    def letters(self) -> str:
        """The symbol behind the number."""
        return re.sub(r"^\d+[a-z]?(?:/(?:19|20)\d\d)?\s?[-/–]\s?", "", self.symbol)

    @property
    def printed_year(self) -> int | None:
        """The year inside the symbol: 37/2020/QĐ-UBND."""
        found = re.match(r"\d+[a-z]?/((?:19|20)\d\d)", self.symbol)
        return int(found[1]) if found else None


def to_date(found: re.Match[str]) -> dt.date | None:
    """Return the date of a match of DATE or CITATION; None when there is none or no such day."""
    if not found["day"]:
        return None
    try:
        return dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def read_citations(passages: Sequence[Passage]) -> Iterator[Citation]:
    """Yield every document named by type and symbol."""
    for passage in passages:
        for found in CITATION.finditer(passage.text):
            if not found["symbol"][:1].isdigit() or not re.search(r"[-/–]\s?[A-ZĐ]", found["symbol"]):
                continue
            date_at = (found.start("day"), found.end("year")) if found["day"] else (0, 0)
            yield Citation(
                passage,
                found.start(),
                found.end("year") if found["day"] else found.end("symbol"),
                found["type"].lower(),
                found["symbol"].replace(" ", ""),
                to_date(found),
                passage.text[slice(*date_at)],
                (found["issuer"] or "").strip(),
                *date_at,
                *found.span("symbol"),
            )


OWN_NUMBER = re.compile(
    r"^\s*Số\s*:?\s*(?P<number>\d*)\s*(?P<join>[-/])\s*(?P<letters>[A-ZĐ][^\W\d_]*(?:[-/][^\W\d_]+)*)"
)
PLACE_AND_DATE = re.compile(
    r"^[^,\d]{2,40},\s*ngày\s*(?P<day>\d{0,2})[\s.…]*tháng\s*(?P<month>\d{0,2})[\s.…]*năm\s*(?P<year>(?:19|20)\d\d)"
)
CAPTION = re.compile(
    r"^\s*\(?\s*(?:(?:bảng|biểu|phụ lục|số liệu|danh sách)\b[^.;()]{0,50}\s)?(?:ban hành\s+)?kèm theo\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OwnDate:
    """The date line of a document: a day of None stands for a blank in a draft."""

    passage: Passage
    day: int | None
    month: int | None
    year: int

    @property
    def latest(self) -> dt.date:
        """The last day that the date line allows."""
        month = self.month or 12
        if self.day and self.month:
            try:
                return dt.date(self.year, month, self.day)
            except ValueError:
                pass
        following = dt.date(self.year + month // 12, month % 12 + 1, 1)
        return following - dt.timedelta(days=1)


def own_date(passages: Sequence[Passage]) -> OwnDate | None:
    """Return the date line of the letterhead, if there is one among the first lines."""
    for passage in passages[:30]:
        found = PLACE_AND_DATE.match(passage.text.strip())
        if found:
            return OwnDate(passage, _int(found["day"]), _int(found["month"]), int(found["year"]))
    return None


def _int(text: str) -> int | None:
    return int(text) if text.strip() else None


def own_symbol(passages: Sequence[Passage]) -> tuple[Passage, re.Match[str]] | None:
    """Return the line «Số …» of the letterhead."""
    for passage in passages[:30]:
        for line in re.finditer(r"[^\n]+", passage.text):
            found = OWN_NUMBER.match(line[0])
            if found:
                return passage, found
    return None


def captions(passages: Sequence[Passage]) -> list[Citation]:
    """Return how the captions of annexes name the document that they go with."""
    lines = [passage for passage in passages if CAPTION.match(passage.text) and len(passage.text) < 250]
    return list(read_citations(lines))


def latest_date(passages: Sequence[Passage]) -> dt.date | None:
    """Return the date of the document, from its letterhead or, failing that, from its annex captions."""
    own = own_date(passages)
    if own is not None:
        return own.latest
    dates = sorted(caption.date for caption in captions(passages) if caption.date)
    return dates[-1] if dates else None
