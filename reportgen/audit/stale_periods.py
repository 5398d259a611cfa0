"""Periods that do not belong: title, closing, heading or sentence left over from another report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportgen.audit.cited import own_date
from reportgen.audit.own_period import Named, Stated, as_text, following, stated_periods
from reportgen.audit.passages import Passage, read_passages
from reportgen.audit.periods import Kind, Period, read_periods
from reportgen.audit.section_numbers import Sign, read_number
from reportgen.audit.stale_dates import stale_captions, stale_dates
from reportgen.audit.stale_sentences import stale_in_sentences
from reportgen.audit.tables.audit import read_tables
from reportgen.audit.tables.head import Says
from reportgen.errors import Finding, Severity
from reportgen.model.checking import Checked, NotEvaluated
from reportgen.model.word_document import WordDocument, where

RULE = "stale-period"
COMPARES = re.compile(
    r"so với|cùng kỳ|năm trước|so cùng|từ năm|giai đoạn|đến năm|thời kỳ|kế hoạch số|số \d", re.IGNORECASE
)
# What a report rightly tells of an earlier period.
REVIEWS = re.compile(
    r"kiến nghị|quyết toán|xếp loại|chuyển nguồn|chuyển tiếp|khắc phục|tồn đọng|kết luận|kiểm điểm|nghị quyết"
    r"|quyết định|khen thưởng",
    re.IGNORECASE,
)
TELLS_RESULTS = re.compile(
    r"^\W*(?:[ivx\d]+(?:\.\d+)*\s*[.\-)]+\s*)?(?:bảng|biểu|kết quả|tình hình|thực hiện|công tác)",
    re.IGNORECASE,
)
LABELLED = re.compile(r"\s*(?:bảng|biểu|phụ lục)\s*(?:số\s*)?[\dIVX]+\s*[.:-]", re.IGNORECASE)
LAST_PARTS = re.compile(r"học kỳ", re.IGNORECASE)
ATTACHED = re.compile(r"\s*\(?\s*kèm theo", re.IGNORECASE)
LONGEST_HEADING = 200
MAIN = (Sign.ROMAN, Sign.UPPER, Sign.PART)


def audit_periods(document: WordDocument) -> Checked:
    """Compare the periods of title, opening, closing, headings, captions and sentences with one another."""
    passages = read_passages(document)
    stated = stated_periods(passages)
    dates = list(stale_dates([passage for passage in passages if not passage.is_in_table]))
    if not stated or not any(each.year for each in stated[0].results):
        reason = "báo cáo không nêu kỳ của mình nên không biết năm nào là năm cũ"
        dates += stale_captions([passage for passage in passages if not passage.is_in_table])
        return Checked(tuple(dates), (NotEvaluated(RULE, reason),))
    own, mistaken = _own(passages, stated)
    findings = [_finding(each, own.results[0], "Tên báo cáo", own.named[:1]) for each in mistaken]
    findings += dates
    for other in stated:
        if other is not own and not (mistaken and other is stated[0]):
            findings += _of_statement(other, own)
    told = {id(named.passage) for each in stated for named in each.named}
    rest = [each for each in passages if id(each) not in told and not each.is_in_table]
    right = 0
    for found in _headings(rest, own):
        findings += found
        right += not found
    year = own.results[0].year
    if own.results[0].kind.is_calendar:
        sentences = [each for each in rest if not _is_heading(each)]
        findings += stale_in_sentences(sentences, own) if not own.is_plan else ()
        findings += _tables(document, year)
    return Checked(findings=tuple(findings), passed={RULE: right + len(stated) - 1})


# --- which period is the report's own ----------------------------------------------------------------


def _own(passages: Sequence[Passage], stated: list[Stated]) -> tuple[Stated, list[Named]]:
    """Return the statement to believe, and the periods of the title that all others contradict."""
    first, others = stated[0], stated[1:]
    period = first.results[0]
    witnesses = [each.results[0] for each in others]
    witnesses += [each.period for each in _result_headings(passages, first)]
    witnesses = [each for each in witnesses if each.year and _is_comparable(each, period)]
    against = [each for each in witnesses if not _fits(each, first.results)]
    likely = not against or _is_likely(passages, against[0]) > _is_likely(passages, period)
    if others and witnesses and len(against) == len(witnesses) and (len(against) > 1 or likely) and against:
        believed = next((each for each in others if not _fits(each.results[0], first.results)), None)
        if believed is not None:
            return believed, [each for each in first.named if each.period in first.results[:1]]
    return first, []


def _result_headings(passages: Sequence[Passage], title: Stated) -> Iterator[Named]:
    own = {id(named.passage) for named in title.named}
    for passage in passages:
        if id(passage) not in own and _is_main(passage) and TELLS_RESULTS.match(passage.text):
            periods = [each for each in read_periods(passage.text) if not each.is_plan]
            yield from (Named(passage, each) for each in periods[:1] if each.kind is not Kind.SPAN)


def _is_likely(passages: Sequence[Passage], period: Period) -> bool:
    """Say whether a report of a period bears the document's date: of that year, or of early next year."""
    line = own_date(passages)
    if line is None:
        return False
    return period.last == line.year or (period.last == line.year - 1 and (line.month or 1) <= 3)


# --- one period against the report's -----------------------------------------------------------------


def _is_comparable(one: Period, other: Period) -> bool:
    return one.kind is other.kind or (one.kind.is_calendar and other.kind.is_calendar)


def _fits(period: Period, pool: Iterable[Period]) -> bool:
    """Say whether a period is one of a pool; one of another kind needs only the year; unlike ones do."""
    comparable = [each for each in pool if _is_comparable(each, period)]
    alike = [each for each in comparable if each.kind is period.kind]
    if alike:
        return any(period.is_same(each) for each in alike)
    years = {each.year for each in comparable}
    return not comparable or period.year in years | {0} or 0 in years


def _nearest(period: Period, pool: Sequence[Period]) -> Period:
    alike = [each for each in pool if each.kind is period.kind] or list(pool)
    return min(alike, key=lambda each: (abs(each.year - period.year), each.number != period.number))


def _pool(period: Period, own: Stated) -> list[Period]:
    """Return the periods that a heading or closing may name where it names this one."""
    if not period.is_plan:
        before = [replace(each, year=each.year - 1, last=each.last - 1) for each in own.plans if own.is_plan]
        return [*own.results, *own.plans, *before]
    if own.plans:
        return list(own.plans)
    next_ones = [following(each) for each in own.results]
    is_in_parts = any(LAST_PARTS.search(named.passage.text) for named in own.named)
    if own.results[0].kind is Kind.YEAR or own.results[0].kind is not period.kind or is_in_parts:
        next_ones += own.results
    return next_ones


def _of_statement(stated: Stated, own: Stated) -> Iterator[Finding]:
    place = stated.place.capitalize()
    for index, each in enumerate(stated.named):
        pool = _pool(each.period, own)
        in_turn = _in_turn(stated, own, index)
        if in_turn is not None and not each.printed.is_same(in_turn):
            yield _finding(each, in_turn, place, own.named[:1])
        elif in_turn is None and not _is_compared(each) and not _fits(each.printed, pool):
            yield _finding(each, _nearest(each.period, pool), place, own.named[:1])


def _in_turn(stated: Stated, own: Stated, index: int) -> Period | None:
    """Return the period that the title names in the same place, when both name like kinds in one order."""
    kinds = [named.period.kind for named in stated.named]
    if kinds == [named.period.kind for named in own.named]:
        return own.named[index].period
    return None


# --- headings and captions ---------------------------------------------------------------------------


def _headings(passages: Sequence[Passage], own: Stated) -> Iterator[list[Finding]]:
    """Yield the findings of each heading and caption that names a period."""
    headings = [each for each in passages if _is_heading(each)]
    named = [Named(passage, period) for passage in headings for period in read_periods(passage.text)]
    planned = [at for at, each in enumerate(named) if each.period.is_plan]
    is_planned = any(own.plans and _fits(named[at].period, own.plans) for at in planned)
    below = {id(passage): passages[at + 1 : at + 4] for at, passage in enumerate(passages)}
    for at, each in enumerate(named):
        if _opens_with_last_year(each, own, named[at + 1 :]):
            continue
        yield list(
            _of_heading(
                each, own, below[id(each.passage)], is_only_plan=not is_planned and [at] == planned[-1:]
            )
        )


def _opens_with_last_year(each: Named, own: Stated, later: Sequence[Named]) -> bool:
    """Whether a report of a school year that begins looks back: `A. Kết quả năm học 2023 - 2024`, `B. …`."""
    period = each.period
    is_school_year = period.kind is Kind.SCHOOL_YEAR and period.year == own.results[0].year - 1
    return is_school_year and any(
        other.period.is_same(own.results[0]) for other in later if _is_main(other.passage)
    )


def _of_heading(
    each: Named, own: Stated, below: Sequence[Passage], *, is_only_plan: bool
) -> Iterator[Finding]:
    period, pool = each.printed, _pool(each.period, own)
    if _fits(period, pool) or period.kind is Kind.SPAN or _is_compared(each):
        return
    latest = max(known.year for known in (*own.results, *own.plans))
    if period.year > latest and (period.is_plan or not _tells_results(each)) and period.year <= latest + 1:
        return
    if period.is_plan and not is_only_plan and _fits(period, own.results):
        return  # «I. MỤC TIÊU, NHIỆM VỤ NĂM 2024» before the results of that year
    if not period.is_plan and not _tells_of_now(each, below, own):
        return
    yield _finding(each, _nearest(period, pool), "Tiêu đề", own.named[:1])


def _tells_results(each: Named) -> bool:
    return bool(TELLS_RESULTS.match(each.passage.text))


def _tells_of_now(each: Named, below: Sequence[Passage], own: Stated) -> bool:
    """Say whether a heading that names another period should be of the report's own."""
    text = each.passage.text
    if REVIEWS.search(text) or (not _is_main(each.passage) and not _tells_results(each)):
        return False
    told = " ".join(passage.text for passage in below if not _is_heading(passage))
    years = {str(each.period.year), str(own.results[0].year)}
    return years & set(re.findall(r"(?:năm|kỳ)\s+((?:19|20)\d\d)", told)) != {str(each.period.year)}


def _is_heading(passage: Passage) -> bool:
    text = passage.text.strip()
    if passage.is_in_table or len(text) > LONGEST_HEADING or ATTACHED.match(text):
        return False
    if LABELLED.match(text):
        return not text.endswith((".", ";"))
    return text.isupper() or (read_number(text) is not None and not text.endswith((".", ";")))


def _is_main(passage: Passage) -> bool:
    text = passage.text.strip()
    if not _is_heading(passage):
        return False
    number = read_number(text)
    return text.isupper() or (number is not None and number[0] in MAIN)


def _is_compared(each: Named) -> bool:
    """Say whether the period is one to compare with, or part of the name of a paper."""
    start, end = each.passage.sentence_of(each.period.start)
    clause = each.passage.text[start:end]
    before = each.passage.text[max(start, each.period.start - 40) : each.period.start]
    years = set(re.findall(r"(?:19|20)\d\d", clause))
    return bool(COMPARES.search(before)) or len(years) > (
        2 if each.period.kind in (Kind.SCHOOL_YEAR, Kind.CROP_YEAR) else 1
    )


def _finding(each: Named, expected: Period, place: str, also: Sequence[Named] = ()) -> Finding:
    period, passage = each.period, each.passage
    quote, wanted = passage.quote(period.start, period.end), as_text(expected)
    return Finding(
        rule=RULE,
        message=(
            f"{place} nêu “{quote.strip()}” trong khi báo cáo là của {wanted}: có thể còn sót từ báo cáo cũ"
        ),
        where=passage.where(period.start, period.end),
        remedy=f"Nếu đúng là kỳ này thì sửa thành {wanted}",
        quote=quote,
        expected=wanted,
        severity=Severity.WARNING,
        also=tuple(one.passage.where(one.period.start, one.period.end) for one in also),
    )


def _tables(document: WordDocument, year: int) -> Iterator[Finding]:
    """Report a table whose title names the report's year while its columns name only other years."""
    for figures in read_tables(document):
        lines = [line for line in figures.caption.split("\n") if not ATTACHED.match(line)]
        titled = {period.year for line in lines[-2:] for period in read_periods(line)}
        named = {int(found) for head in figures.head.columns for found in head.years}
        is_beside_change = len(named) == 1 and any(Says.CHANGE in head.says for head in figures.head.columns)
        if titled == {year} and named and max(named) < year and not is_beside_change:
            cell = next(c for row in figures.grid.rows for c in row if str(max(named)) in c.paragraph)
            start = cell.paragraph.index(str(max(named)))
            yield Finding(
                rule=RULE,
                message=f"Đầu bảng chỉ nêu năm {max(named)} trong khi bảng là của năm {year}",
                where=where(document.file, cell.place, start, start + 4),
                remedy=f"Nếu đúng là kỳ này thì sửa thành {year}",
                quote=str(max(named)),
                expected=str(year),
                severity=Severity.WARNING,
            )
