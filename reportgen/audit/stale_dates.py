"""Days and months of a title or a cut-off, left over from the same day or month of another year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.audit.cited import DATE
from reportgen.audit.own_period import as_text
from reportgen.audit.passages import Passage
from reportgen.audit.periods import Kind, read_periods
from reportgen.errors import Finding, Severity

_UP_TO = re.compile(r"\b(?:đến|tới|tại|thời điểm|hết)\s*(?:hết\s+)?(?:ngày\s+)?$", re.IGNORECASE)
_COMPARES = re.compile(
    r"so với|cùng kỳ|cùng thời điểm|năm trước|tăng|giảm|từ ngày|từ năm|giai đoạn|kèm theo|đính kèm"
    r"|quyết toán|kết luận|kiểm toán|thanh tra",
    re.IGNORECASE,
)
FEWEST_TIMES = 2
Day = tuple[int, int, int]


def stale_dates(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Report `đến 30/9/2023` where all other sentences are of 30/9/2024."""
    named = [(passage, found) for passage in passages for found in _days(passage)]
    times = Counter(_day(found) for _, found in named)
    for passage, found in named:
        day, month, named_year = _day(found)
        year = named_year + 1
        own = times[day, month, year]
        is_odd = times[day, month, named_year] == 1
        needed = 1 if _has_year(passage, year) else FEWEST_TIMES
        if is_odd and own >= needed and not _is_compared(passage, found.start("day")):
            span = (found.start("day"), found.end("year"))
            yield _found(passage, span, f"{found['day']}/{found['month']}/{year}")


_PARTS = (Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.MONTHS)
LONGEST_TITLE = 200


def stale_captions(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Report a title of `tháng 11/2020` where the document else tells of `tháng 11/2021`."""
    named = [(p, period) for p in passages for period in read_periods(p.text) if period.kind in _PARTS]
    times = Counter((period.kind, period.number, period.year) for _, period in named)
    years = Counter(period.year for _, period in named)
    for passage, period in named:
        following = times[period.kind, period.number, period.year + 1]
        is_odd = period.year > 0 and years[period.year] == 1 and years[period.year + 1] > FEWEST_TIMES
        if is_odd and following and _is_title(passage):
            expected = as_text(replace(period, year=period.year + 1))
            yield _found(passage, (period.start, period.end), expected)


def _is_title(passage: Passage) -> bool:
    text = passage.text.strip()
    return len(text) <= LONGEST_TITLE and text[-1:] not in ".;:" and not _COMPARES.search(text)


def _days(passage: Passage) -> Iterator[re.Match[str]]:
    """Yield the days up to which something is told."""
    for found in DATE.finditer(passage.text):
        if _UP_TO.search(passage.text, max(0, found.start() - 24), found.start()):
            yield found


def _day(found: re.Match[str]) -> Day:
    return int(found["day"]), int(found["month"]), int(found["year"])


def _has_year(passage: Passage, year: int) -> bool:
    return re.search(rf"năm\s+{year}\b", passage.lowered) is not None


def _is_compared(passage: Passage, position: int) -> bool:
    start, end = passage.sentence_of(position)
    return bool(_COMPARES.search(passage.text[start:end]))


def _found(passage: Passage, span: tuple[int, int], expected: str) -> Finding:
    return Finding(
        rule="stale-period",
        message=f"Nêu “{passage.text[slice(*span)]}”, nơi khác nêu {expected}: có thể còn sót từ báo cáo cũ",
        where=passage.where(*span),
        remedy=f"Nếu đúng là kỳ này thì sửa thành {expected}",
        quote=passage.quote(*span),
        expected=expected,
        severity=Severity.WARNING,
    )
