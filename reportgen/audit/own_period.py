"""The report's own period as its title, its opening and its closing state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.audit.cited import own_date
from reportgen.audit.passages import Passage
from reportgen.audit.periods import Kind, Period, read_periods
from reportgen.audit.section_numbers import read_number

TITLE = re.compile(r"\s*báo cáo\b(?!\s+số)", re.IGNORECASE)
CLOSING = re.compile(
    r"trên đây,?\s+là\s+(?:nội dung\s+|toàn bộ\s+|một số\s+)?(?:bản\s+)?(?:báo cáo|kết quả|tình hình)",
    re.IGNORECASE,
)
CLOSING_ENDS = re.compile(
    r"\b(?:đề nghị|kính|trân trọng|xin|để|nhằm|gửi|rất mong)\b|[.](?:\s|$)", re.IGNORECASE
)
OPENING = re.compile(
    r"báo cáo(?!\s+số)[^.]{0,300}?(?:như sau|với (?:những|các) nội dung(?: chủ yếu| chính)?)\s*[:.]?\s*$",
    re.IGNORECASE,
)
MOST_HEAD = 40
MOST_TITLE_LINES = 4
MOST_OPENING = 8
"""Passages after the title among which the opening stands."""


@dataclass(frozen=True, slots=True)
class Named:
    """A period where it stands."""

    passage: Passage
    period: Period

    @property
    def printed(self) -> Period:
        """The period without a year that its own words leave out."""
        words = self.passage.text[self.period.start : self.period.end]
        is_told = str(self.period.year) in words
        return self.period if is_told else replace(self.period, year=0, last=0)


@dataclass(frozen=True, slots=True)
class Stated:
    """Where a report states its own period, and which periods it names there, in order."""

    place: str
    named: tuple[Named, ...]

    @property
    def results(self) -> tuple[Period, ...]:
        """The periods of results; those of plans when only plans are named."""
        periods = tuple(each.period for each in self.named)
        return tuple(each for each in periods if not each.is_plan) or periods

    @property
    def is_plan(self) -> bool:
        """Whether only plans are named."""
        return all(each.period.is_plan for each in self.named)

    @property
    def plans(self) -> tuple[Period, ...]:
        """The periods of plans."""
        return tuple(each.period for each in self.named if each.period.is_plan)


def title_of(passages: Sequence[Passage]) -> list[Passage]:
    """Return the lines of the title: «BÁO CÁO» and what follows it, before the text begins."""
    for index, passage in enumerate(passages[:MOST_HEAD]):
        text = passage.text.strip()
        if not TITLE.match(text) or len(text) > 300 or text.endswith((":", ";")):
            continue
        if text.isupper() or text.lower() == "báo cáo":
            return [passage, *_lines_after(passages, index)]
    return []


def _lines_after(passages: Sequence[Passage], index: int) -> list[Passage]:
    found: list[Passage] = []
    for line in passages[index + 1 : index + MOST_TITLE_LINES]:
        text = line.text.strip()
        is_heading = text.isupper() and bool(found) and not found[-1].text.strip().isupper()
        if line.is_in_table or is_heading or read_number(text) or text.endswith((".", ";", ":")):
            break
        if _is_text(text):
            break
        found.append(line)
    return found


def _is_text(text: str) -> bool:
    return re.match(r"(?:thực hiện|căn cứ|kính gửi|theo)\b.*\bsố\b", text, re.IGNORECASE) is not None


def stated_periods(passages: Sequence[Passage]) -> list[Stated]:
    """Return what title, opening and closing state, each at most once, those without a period left out."""
    title = title_of(passages)
    found = (
        Stated("tên báo cáo", tuple(_of_title(title))),
        Stated("câu mở đầu", tuple(_of_opening(passages, title))),
        Stated("câu kết", tuple(_of_closing(passages))),
    )
    return _dated([stated for stated in found if stated.named], passages)


def _dated(stated: list[Stated], passages: Sequence[Passage]) -> list[Stated]:
    """Give the first statement its year from the others, or from the date line, when it names none."""
    if not stated or any(each.period.year for each in stated[0].named):
        return stated
    years = [each.period.year for other in stated[1:] for each in other.named if each.period.year]
    line = own_date(passages)
    year = years[0] if years else line.year if line else 0
    named = (Named(each.passage, replace(each.period, year=year, last=year)) for each in stated[0].named)
    return [Stated(stated[0].place, tuple(named)), *stated[1:]]


def _of_title(title: list[Passage]) -> Iterator[Named]:
    """Read the lines of a title as one text, so that a second line may go on with plans."""
    periods = read_periods(" ".join(passage.text for passage in title))
    at = 0
    for passage in title:
        end = at + len(passage.text)
        for period in periods:
            if at <= period.start < end:
                yield Named(passage, moved(period, -at))
        at = end + 1


def _of_opening(passages: Sequence[Passage], title: list[Passage]) -> Iterator[Named]:
    start = passages.index(title[-1]) + 1 if title else 0
    for passage in passages[start : start + MOST_OPENING]:
        found = None if passage.is_in_table else OPENING.search(passage.text)
        if found:
            last = found.start() + found[0].lower().rindex("báo cáo")
            yield from _between(passage, last, len(passage.text))
            return


def _of_closing(passages: Sequence[Passage]) -> Iterator[Named]:
    for passage in reversed(passages):
        found = None if passage.is_in_table else CLOSING.search(passage.text)
        if found:
            ends = CLOSING_ENDS.search(passage.text, found.end())
            yield from _between(passage, found.end(), ends.start() if ends else len(passage.text))
            return


def _between(passage: Passage, start: int, end: int) -> Iterator[Named]:
    for period in read_periods(passage.text[start:end]):
        yield Named(passage, moved(period, start))


def moved(period: Period, by: int) -> Period:
    """Return a period that stands so many characters further on."""
    return replace(period, start=period.start + by, end=period.end + by)


MONTHS_OF_YEAR = 12


def following(period: Period) -> Period:
    """Return the period after a given one: the second half, the next quarter, month, year, or its rest."""
    if period.kind is Kind.MONTHS and period.number < MONTHS_OF_YEAR:
        return replace(period, number=MONTHS_OF_YEAR - period.number)  # «3 tháng cuối năm» after nine
    most = {Kind.HALF: 2, Kind.QUARTER: 4, Kind.MONTH: 12}.get(period.kind)
    if most is not None and period.number < most:
        return replace(period, number=period.number + 1)
    number = 1 if most is not None else period.number
    year = period.year + 1 if period.year else 0
    return replace(period, number=number, year=year, last=period.last + 1)


def as_text(period: Period) -> str:
    """Return a period in words."""
    of_year = f" năm {period.year}" if period.year else ""
    match period.kind:
        case Kind.HALF:
            return f"6 tháng {'đầu' if period.number == 1 else 'cuối'}" + (of_year or " năm")
        case Kind.QUARTER:
            return f"quý {('I', 'II', 'III', 'IV')[period.number - 1]}{of_year}"
        case Kind.MONTHS:
            return f"{period.number} tháng{of_year}"
        case Kind.MONTH:
            return f"tháng {period.number}{of_year}"
        case Kind.SCHOOL_YEAR:
            return f"năm học {period.year} - {period.last}"
        case Kind.CROP_YEAR:
            return f"vụ {period.year} - {period.last}"
        case Kind.SPAN:
            return f"{period.year} - {period.last}"
        case _:
            return of_year.strip()
