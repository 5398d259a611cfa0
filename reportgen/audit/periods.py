"""Periods that a text names: years, halves, quarters, months, school years, spans; planned or of results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from reportgen.audit.section_numbers import ROMANS


class Kind(Enum):
    """What a period is."""

    YEAR = auto()
    HALF = auto()
    QUARTER = auto()
    MONTHS = auto()
    MONTH = auto()
    SCHOOL_YEAR = auto()
    CROP_YEAR = auto()
    SPAN = auto()

    @property
    def is_calendar(self) -> bool:
        """Whether it is a calendar year or lies within one."""
        return self not in (Kind.SCHOOL_YEAR, Kind.CROP_YEAR, Kind.SPAN)


@dataclass(frozen=True, slots=True)
class Period:
    """A period named in a text: `number` tells which half, quarter or month; `last` the year it ends in.

    The year is 0 when the text leaves it out («quý III»).
    """

    kind: Kind
    number: int
    year: int
    last: int
    is_plan: bool
    start: int
    end: int

    def is_same(self, other: Period) -> bool:
        """Whether both name one period, as far as both tell."""
        years = {self.year, other.year} - {0}
        same = (self.kind, self.number) == (other.kind, other.number)
        return same and len(years) < 2 and (self.last == other.last or self.kind is not Kind.SPAN)


_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = rf"(?:\s*(?:[,/-]|của)?\s*(?:năm\s*)?(?P<{{}}>{_YEAR})(?!\d|\s*[-–]\s*{_YEAR}))?"
PERIOD = re.compile(
    rf"(?P<date>\bngày\s+\d{{1,2}}\s*(?:tháng|/|-|\.)\s*\d{{1,2}}\s*(?:năm|/|-|\.)\s*{_YEAR})"
    rf"|\bnăm\s+học\s+(?P<school>{_YEAR})\s*[-–/]\s*(?P<school_end>{_YEAR})"
    r"|\b(?:niên\s+vụ|vụ\s+(?:đông(?:\s*[-–]?\s*xuân)?|mía|ép))"
    rf"\s+(?P<crop>{_YEAR})\s*[-–/]\s*(?P<crop_end>{_YEAR})(?!\d)"
    r"|\b(?:giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ|năm)"
    rf"\s+(?P<span>{_YEAR})\s*[-–]\s*(?P<span_end>{_YEAR})(?!\d)"
    rf"|\b(?:6|06|sáu)\s+tháng\s+(?P<half>đầu|cuối)(?:\s+năm)?{_OF_YEAR.format('half_year')}"
    rf"|\bquý\s+(?P<quarter>iv|i{{1,3}}|0?[1-4])\b{_OF_YEAR.format('quarter_year')}"
    rf"|\b(?P<months>0?[2-9]|1[01]|ba|chín)\s+tháng(?:\s+(?:đầu|cuối))?(?:\s+năm)?\s*[,/]?\s*(?P<months_year>{_YEAR})"
    rf"|\b(?P<nine>0?[39]|ba|chín)\s+tháng\s+(?:(?:đầu|cuối)\s+)?năm\b"
    rf"|\btháng\s+(?P<month>\d{{1,2}})\b(?!\s*/\s*\d{{1,2}}/){_OF_YEAR.format('month_year')}"
    rf"|\bnăm\s+(?P<year>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
HORIZON = re.compile(r"(?:đến|định hướng|từ|tầm nhìn|giai đoạn|hết|trước|sau)\s*$", re.IGNORECASE)
WORDS_OF_NUMBERS = {"ba": 3, "sáu": 6, "chín": 9}
# Where a new member of a title begins, and what it may begin with.
_MEMBER = r"(?:^|[;,:.\n(]|\bvà\b|(?<=\s)[-–](?=\s))\s*(?:một số\s+|các\s+|báo cáo\s+|[ivx\d]+\s*[.\-)]+\s*)?"
SURE_PLAN = re.compile(
    rf"{_MEMBER}(?:phương hướng|định hướng|dự kiến|phấn đấu|nhiệm vụ trọng tâm|nhiệm vụ chủ yếu|trọng tâm"
    r"|chương trình công tác|phương án|dự báo)",
    re.IGNORECASE,
)
PLAN = re.compile(
    rf"{_MEMBER}(?:nhiệm vụ|kế hoạch|giải pháp|mục tiêu|dự toán|chương trình)(?!\s+(?:được|đã)\s)",
    re.IGNORECASE,
)
RESULT = re.compile(
    rf"{_MEMBER}(?:kết quả|tình hình|đánh giá|tổng kết|sơ kết|thực hiện|công tác|kiểm điểm)",
    re.IGNORECASE,
)


def read_periods(text: str) -> list[Period]:
    """Return the periods of a text; a year left out is that of the next: «quý I và quý II năm 2025»."""
    found: list[Period] = []
    for period in reversed(list(_read(text))):
        found.insert(0, period if period.year or not found else _with_year_of(period, found[0]))
    return found


def _with_year_of(period: Period, following: Period) -> Period:
    if not following.year:
        return period
    if period.kind is not following.kind:
        return _in_year_of_plan(period, following)
    # «quý IV và quý I năm 2025», but «9 tháng đầu năm, 3 tháng cuối năm 2025»
    is_before = period.kind is not Kind.MONTHS and period.number > following.number
    year = following.year - is_before
    return replace(period, year=year, last=year)


_PARTS = (Kind.HALF, Kind.QUARTER, Kind.MONTHS)


def _in_year_of_plan(period: Period, plan: Period) -> Period:
    """`kết quả 9 tháng đầu năm, nhiệm vụ quý IV năm 2024`: the rest of a year is planned."""
    is_rest = plan.is_plan and not period.is_plan and plan.kind in _PARTS and plan.number > 1
    if not is_rest or period.kind not in _PARTS:
        return period
    return replace(period, year=plan.year, last=plan.year)


def _read(text: str) -> Iterator[Period]:
    at, is_plan = 0, False
    for found in PERIOD.finditer(text):
        if found["date"] or HORIZON.search(text, max(0, found.start() - 12), found.start()):
            continue
        is_plan = _is_plan(text[at : found.start()], was_plan=is_plan)
        kind, number, year, last = _told(found)
        yield Period(kind, number, year, last, is_plan, *found.span())
        at = found.end()


def _is_plan(before: str, *, was_plan: bool) -> bool:
    """Say whether a period is one of plans, by the member of the title that leads to it."""
    sure, plan, result = (_last(pattern, before) for pattern in (SURE_PLAN, PLAN, RESULT))
    if sure > result:
        return True
    if plan < 0 and result < 0:
        return was_plan
    # «kết quả thực hiện các mục tiêu, nhiệm vụ năm 2024» speaks of results, «…; nhiệm vụ năm 2025» does not
    return plan > result and (result < 0 or ";" in before[result + 1 : plan + 1])


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _told(found: re.Match[str]) -> tuple[Kind, int, int, int]:
    """Return kind, number, first and last year of a match of PERIOD."""
    if found["school"]:
        return Kind.SCHOOL_YEAR, 0, int(found["school"]), int(found["school_end"])
    if found["crop"]:
        return Kind.CROP_YEAR, 0, int(found["crop"]), int(found["crop_end"])
    if found["span"]:
        return Kind.SPAN, 0, int(found["span"]), int(found["span_end"])
    kind, number, year = _within_year(found)
    return kind, number, year, year


def _within_year(found: re.Match[str]) -> tuple[Kind, int, int]:
    if found["half"]:
        return Kind.HALF, 1 if found["half"].lower() == "đầu" else 2, int(found["half_year"] or 0)
    if found["quarter"]:
        return Kind.QUARTER, _number(found["quarter"]), int(found["quarter_year"] or 0)
    if found["month"]:
        return Kind.MONTH, int(found["month"]), int(found["month_year"] or 0)
    if found["months"] or found["nine"]:
        return Kind.MONTHS, _number(found["months"] or found["nine"]), int(found["months_year"] or 0)
    return Kind.YEAR, 0, int(found["year"])


def _number(text: str) -> int:
    lower = text.lower()
    return WORDS_OF_NUMBERS.get(lower) or ROMANS.get(text.upper()) or int(lower)
