"""How many months, quarters, weeks or days a mean of a month or a day may divide by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.outline import Outline
from reportgen.audit.own_period import title_of
from reportgen.audit.passages import Passage

_MONTHS = re.compile(r"\b(?P<count>[0-9]{1,2}|hai|ba|bốn|sáu|tám|chín)\s+tháng\b")
_SPELLED = {"hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "tám": 8, "chín": 9}
_QUARTER = re.compile(r"\bquý\s+(?:i{1,3}|iv|[1-4])\b")
_YEARS = re.compile(r"\b(?:năm|cả năm|trong năm|năm học)\b")
_SPAN = re.compile(r"\b(?P<first>20[0-9]{2})\s*[-–]\s*(?P<last>20[0-9]{2})\b")
_COUNTED = re.compile(r"\b(?P<count>[0-9]{1,3}|hai|ba|bốn|sáu|tám|chín)\s+(?P<unit>năm|quý|tuần|ngày)\b")
_OF_MONTH = {"quý": Fraction(1, 3), "tuần": Fraction(13, 3), "ngày": Fraction(61, 2)}
DAYS = {12: (365, 366), 6: (181, 182), 9: (273, 274), 3: (90, 91, 92)}


def title_months(outline: Outline) -> int:
    """Return how many months the report is about, as its title says; 0 when it does not tell."""
    title = " ".join(line.lowered for line in title_of(outline.passages))
    up_to = _UP_TO_QUARTER.search(title)
    if _LONGER.search(title):
        return 0
    if up_to:
        return 3 * QUARTERS.index(up_to["quarter"]) + 3
    if re.search(r"\bvà\s+(?:cả\s+)?năm\s+20[0-9]{2}\b", title):
        return 12
    return next(iter(_months(title)), 0) or (12 if re.search(r"\bnăm\s+20[0-9]{2}\b", title) else 0)


QUARTERS = ("i", "ii", "iii", "iv")
_UP_TO_QUARTER = re.compile(r"\bđến\s+(?:hết\s+)?quý\s+(?P<quarter>i{1,3}|iv)\b")
_LONGER = re.compile(r"\b(?:giai đoạn|nhiệm kỳ|năm học|nghị quyết số|đề án số|vụ)\b")


def _months(text: str) -> Iterator[int]:
    for found in _MONTHS.finditer(text):
        yield _SPELLED.get(found["count"]) or int(found["count"])
    if _QUARTER.search(text):
        yield 3


def told_spans(passage: Passage, sentence: tuple[int, int], unit: str) -> list[Fraction]:
    """Return the counts of a unit of time that a sentence tells, the nearest last."""
    text = passage.lowered[slice(*sentence)]
    found = [
        Fraction(_SPELLED.get(each["count"]) or int(each["count"]))
        for each in _COUNTED.finditer(text)
        if each["unit"] == unit
    ]
    for each in _SPAN.finditer(text):
        years = int(each["last"]) - int(each["first"]) + 1
        if 0 < years < 30:
            found += _of_months(12 * years, unit)
    return [n for n in (*found, *(n for m in _months(text) for n in _of_months(m, unit))) if n > 0]


def _of_months(months: int, unit: str) -> list[Fraction]:
    if unit == "tháng":
        return [Fraction(months)]
    if unit == "năm":
        return [Fraction(months, 12)] if months % 12 == 0 else []
    if unit == "ngày" and months in DAYS:
        return [Fraction(days) for days in DAYS[months]]
    factor = _OF_MONTH.get(unit)
    return [months * factor] if factor else []


def spans_of_report(months: int, unit: str) -> list[Fraction]:
    """Return how many of a unit of time the report's own period has."""
    return _of_months(months, unit) if months else []


def possible_spans(passage: Passage, unit: str) -> list[Fraction]:
    """Return what a mean may divide by when nothing is told: the paragraph's periods, and the usual ones."""
    told = told_spans(passage, (0, len(passage.lowered)), unit)
    return [*told, *(n for months in (12, 6, 9, 3, 60) for n in _of_months(months, unit))]
