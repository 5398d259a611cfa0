"""Sentences left over from another report: results of another year, comparisons, duties in past years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.audit.own_period import Stated
from reportgen.audit.passages import Passage
from reportgen.audit.periods import Kind, read_periods
from reportgen.errors import Finding, Severity
from reportgen.model.word_document import Area

_YEAR = r"(?:19|20)\d\d"
COMPARES = re.compile(
    r"so với|cùng kỳ|năm trước|so cùng|tăng|giảm|từ năm|giai đoạn|đến năm|thời kỳ|kế hoạch số|số \d"
    r"|đến nay|hiện nay|hiện còn|trước đây|năm nay|kỳ này|\b(?:cao|thấp|nhiều|ít|lớn|nhỏ) hơn|\bgấp\b",
    re.IGNORECASE,
)
SAME_TIME = re.compile(rf"cùng kỳ\s+(?:của\s+)?năm\s+(?P<year>{_YEAR})(?!\d)", re.IGNORECASE)
IN_YEAR = re.compile(rf"(?:trong\s+)?năm\s+(?P<year>{_YEAR})\s*,", re.IGNORECASE)
DUTY = re.compile(
    rf"\b(?:phấn đấu|mục tiêu|dự kiến|sẽ)\b[^.;]{{0,80}}?\b(?:trong|hết|cuối|đến)\s+"
    rf"(?:hết\s+|cuối\s+)?năm\s+(?P<year>{_YEAR})(?!\d|\s*[-–])",
    re.IGNORECASE,
)
PAPERS = re.compile(r"kế hoạch|chỉ tiêu|nghị quyết|quyết định|đề án|chương trình|mục tiêu của", re.IGNORECASE)
PLANS = re.compile(r"phương hướng|nhiệm vụ|kế hoạch|giải pháp|mục tiêu|dự kiến|trọng tâm", re.IGNORECASE)
RESULTS = re.compile(r"kết quả|tình hình|đánh giá|thực hiện", re.IGNORECASE)


@dataclass(frozen=True)
class _Stale:
    """The sentences of a report of one year."""

    passages: Sequence[Passage]
    own: Stated

    @cached_property
    def year(self) -> int:
        """The year of the report."""
        return self.own.results[0].year

    @cached_property
    def same_times(self) -> Counter[int]:
        """How often each year is the one to compare with."""
        found = (SAME_TIME.findall(passage.text) for passage in self.passages)
        return Counter(int(year) for years in found for year in years)

    @cached_property
    def in_years(self) -> Counter[int]:
        """How often each year opens a sentence."""
        return Counter(int(found["year"]) for passage in self.passages for found in _opening_years(passage))


def stale_in_sentences(passages: Sequence[Passage], own: Stated) -> Iterator[Finding]:
    """Yield a finding for each sentence that names a year which cannot be meant."""
    stale = _Stale(passages, own)
    for passage in passages:
        if not re.search(_YEAR, passage.text):
            continue
        yield from _parts_of_year(passage, stale)
        yield from _same_times(passage, stale)
        yield from _opening(passage, stale)
        if _is_of_plans(passage):
            yield from _duties(passage, stale)


def _parts_of_year(passage: Passage, stale: _Stale) -> Iterator[Finding]:
    """Report «trong 6 tháng đầu năm 2023» in a report of the first half of 2024."""
    kinds = {period.kind for period in (*stale.own.results, *stale.own.plans)} - {
        Kind.YEAR,
        Kind.SPAN,
        Kind.CROP_YEAR,
    }
    for period in read_periods(passage.text) if kinds and not _is_note(passage) else ():
        is_old = period.kind in kinds and 0 < period.year < stale.year
        if is_old and not _is_compared(passage, period.start):
            yield _finding(passage, (period.start, period.end), stale.year)


def _is_note(passage: Passage) -> bool:
    """Whether it is a footnote, which may tell what the text compares with."""
    return passage.pieces[0].place.area is not Area.BODY


def _same_times(passage: Passage, stale: _Stale) -> Iterator[Finding]:
    """Report a comparison with the report's own year, or with one other than all others are made with."""
    expected = stale.year - 1
    for found in SAME_TIME.finditer(passage.text):
        year = int(found["year"])
        is_odd = year < expected and stale.same_times[year] == 1 and stale.same_times[expected] >= 2
        is_odd = is_odd and not _compares_twice(passage, found.start())
        if (year == stale.year and not _is_of_plans(passage) and not _later(passage, year)) or is_odd:
            yield _finding(passage, found.span(), expected)


def _compares_twice(passage: Passage, position: int) -> bool:
    """`gấp 4,5 lần cùng kỳ nhưng mới bằng 60,2% cùng kỳ năm 2019`: a year further back is meant."""
    start, end = passage.sentence_of(position)
    return len(re.findall(r"cùng kỳ|năm trước", passage.lowered[start:end])) > 1


def _later(passage: Passage, year: int) -> bool:
    return any(int(found) > year for found in re.findall(_YEAR, passage.text))


def _opening_years(passage: Passage) -> Iterator[re.Match[str]]:
    for start, _ in passage.sentences:
        lead = re.compile(r"\s*[-+*•]?\s*").match(passage.text, start)
        found = IN_YEAR.match(passage.text, lead.end() if lead else start)
        if found:
            yield found


def _opening(passage: Passage, stale: _Stale) -> Iterator[Finding]:
    """Report «Trong năm 2023, …» where the other sentences that begin so name the report's year."""
    for found in _opening_years(passage):
        year = int(found["year"])
        is_odd = year < stale.year and stale.in_years[year] == 1 and stale.in_years[stale.year] >= 2
        headed = any(str(year) in heading for heading in passage.headings)
        has_figures = any(figure.start > found.end() for figure in passage.figures)
        if is_odd and has_figures and not headed and not _tells_of_times(passage, year):
            yield _finding(passage, found.span(), stale.year)


def _tells_of_times(passage: Passage, year: int) -> bool:
    """Say whether a paragraph sets one time against another."""
    years = {int(found) for found in re.findall(_YEAR, passage.text)}
    return bool(COMPARES.search(passage.text)) or years != {year}


def _is_of_plans(passage: Passage) -> bool:
    heading = passage.headings[0] if passage.headings else ""
    return bool(PLANS.search(heading)) and not RESULTS.search(heading)


def _duties(passage: Passage, stale: _Stale) -> Iterator[Finding]:
    """Report aims for a year that is over."""
    for found in DUTY.finditer(passage.text):
        start = found.start("year")
        if int(found["year"]) < stale.year and not PAPERS.search(found[0]):
            yield _finding(passage, (start, found.end("year")), stale.year + 1)


def _is_compared(passage: Passage, position: int) -> bool:
    start, end = passage.sentence_of(position)
    sentence = passage.text[start:end]
    years = set(re.findall(_YEAR, sentence))
    return bool(COMPARES.search(sentence)) or len(years) > 1


def _finding(passage: Passage, span: tuple[int, int], expected: int) -> Finding:
    quote = passage.quote(*span)
    return Finding(
        rule="stale-period",
        message=f"Câu nêu “{quote.strip(' ,')}”, ở đây chờ đợi năm {expected}: có thể còn sót từ báo cáo cũ",
        where=passage.where(*span),
        remedy=f"Nếu đúng là kỳ này thì sửa thành năm {expected}",
        quote=quote,
        expected=f"năm {expected}",
        severity=Severity.WARNING,
    )
