"""Values said in a row: `năm 2021, 2022 lần lượt là 186,4; 214,9 tỷ đồng`, `lần lượt gấp 1,2 và 1,7 lần`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportgen.audit.not_figures import MarkKind
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.pairs_by_time import are_kin
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.then_and_now import LONGEST_LABEL
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, exactly, finely, judge, show
from reportgen.audit.words import EARLIER, FALLS, PLANNED, RISES

CHANGED = "change"
MULTIPLE = "multiple-of-base"
AGAINST = "percent-of-base"
_BETWEEN = re.compile(r"\s*(?:[,;]|,?\s*\bvà\b)\s*(?:và\s+)?")
_IN_TURN = re.compile(r"\b(?:lần lượt|tương ứng)\b")
_YEARS = re.compile(r"(?:19|20)[0-9]{2}")
_SAYS = re.compile(
    rf"\b(?:(?P<times>gấp|bằng)|(?P<up>{RISES})|(?P<down>{FALLS})|(?P<reached>đạt|bằng))\s+"
    r"(?:(?:thêm|khoảng|là|lần lượt|tương ứng|gấp)\s+)*$"
)
_AGAINST_YEAR = re.compile(r"[^;,.()0-9]{0,30}\bnăm\s+(?P<year>(?:19|20)[0-9]{2})\b")
LONGEST = 12  # values in a row


@dataclass(frozen=True, slots=True)
class Row:
    """Values in a row with the words before the first; all have the unit of the last."""

    places: tuple[int, ...]
    numbers: tuple[Number, ...]
    label: str
    start: int


def series(outline: Outline) -> Iterator[Outcome]:
    """Verify changes and multiples of values said in a row, one by one, and between the years of a row."""
    for _, passage in outline:
        if passage.is_in_table or len(passage.figures) < 3:
            continue
        rows = list(_rows(passage))
        if rows:
            yield from _in_turn(passage, rows)
            yield from _between_years(passage, rows)


def _rows(passage: Passage) -> Iterator[Row]:
    at = 0
    while at < len(passage.figures):
        end = at + 1
        while end < len(passage.figures) and end - at < LONGEST and _goes_on(passage, end):
            end += 1
        if end - at > 1 and all(passage.figures[place].is_plain for place in range(at, end)):
            yield _row(passage, tuple(range(at, end)))
        at = end


def _goes_on(passage: Passage, place: int) -> bool:
    gap = passage.between(place - 1, place)
    one, other = passage.figures[place - 1].number.unit, passage.figures[place].number.unit
    return bool(_BETWEEN.fullmatch(gap)) and (one.text in ("", other.text))


def _row(passage: Passage, places: tuple[int, ...]) -> Row:
    start = passage.figures[places[0]].start
    unit = passage.figures[places[-1]].number.unit
    numbers = tuple(replace(passage.figures[place].number, unit=unit) for place in places)
    opening = max(start - LONGEST_LABEL, 0)
    return Row(places, numbers, passage.lowered[opening:start], start)


def _in_turn(passage: Passage, rows: list[Row]) -> Iterator[Statement]:
    """`… lần lượt đạt A và B; so với năm 2020 (tương ứng C và D) lần lượt gấp 1,2 lần và 1,7 lần`."""
    for index, row in enumerate(rows):
        said = _SAYS.search(passage.before(row.places[0]))
        before = [other for other in rows[:index] if len(other.places) == len(row.places)][-2:]
        if said is None or len(before) != 2 or not are_kin(before[0].numbers[-1], before[1].numbers[-1]):
            continue
        if not all(_IN_TURN.search(other.label) for other in (row, before[0])):
            continue
        bases = [other for other in before if _is_base(passage, other)]
        if len(bases) != 1:
            continue
        nows = next(other for other in before if other is not bases[0])
        for place, (now, base) in zip(
            row.places, zip(nows.numbers, bases[0].numbers, strict=True), strict=True
        ):
            yield from _judged(passage, place, said, now, base)


def _is_base(passage: Passage, row: Row) -> bool:
    label = passage.before(row.places[0])
    return bool(EARLIER.search(label) or PLANNED.search(label))


def _between_years(passage: Passage, rows: list[Row]) -> Iterator[Statement]:
    """`Riêng năm 2024 tăng 15,5% so với năm 2023 và gấp 1,49 lần năm 2021`."""
    values: dict[int, Number] = {}
    for row in rows:
        years = _years_of(passage, row)
        if len(years) == len(row.places):
            values = dict(zip(years, row.numbers, strict=True))
    if len(values) < 2:
        return
    for index, figure in enumerate(passage.figures):
        said = _SAYS.search(passage.before(index))
        told = _AGAINST_YEAR.match(passage.lowered, figure.unit_end)
        if said is None or told is None or not figure.is_plain or figure.number.bound is not Bound.EXACT:
            continue
        start = passage.sentence_of(figure.start)[0]
        years = [int(year) for year in _YEARS.findall(passage.lowered[start : figure.start])]
        base = values.get(int(told["year"]))
        now = values.get(years[0]) if years else None
        if base and now and base is not now and now.start < start:
            yield from _judged(passage, index, said, now, base)


def _years_of(passage: Passage, row: Row) -> list[int]:
    """Return the years listed right before a row."""
    opening = passage.sentence_of(row.start)[0]
    marks = [m for m in passage.marks if m.kind is MarkKind.YEAR and opening <= m.start < row.start]
    years = [int(year) for mark in marks for year in _YEARS.findall(mark.text)]
    return years if _IN_TURN.search(row.label) else []


def _judged(
    passage: Passage, place: int, said: re.Match[str], now: Number, base: Number
) -> Iterator[Statement]:
    printed = passage.figures[place].number
    told = _exact(printed, said, now, base)
    if told is None:
        return
    rule, exact = told
    verdict, expected = judge(printed, exact), show(exact.best, printed)
    message = say_computed(printed.text, f"{now.text} so với {base.text}", expected, verdict)
    remedy = say_remedy(printed.text, expected, verdict)
    yield Statement(rule, passage, printed.start, printed.end, verdict, message, expected, remedy)


def _exact(printed: Number, said: re.Match[str], now: Number, base: Number) -> tuple[str, Estimate] | None:
    """Return the rule and what should be printed; None when the words say nothing of these values."""
    one, other = finely(now, base)
    quotient = one.over(other)
    if quotient is None:
        return None
    if printed.unit.noun == "lần":
        return MULTIPLE, quotient
    if printed.unit.measure is Measure.PERCENT:
        if said["times"] or said["reached"]:
            return AGAINST, quotient.times(100)
        moved = quotient.times(100) - exactly(100)
        return CHANGED, moved if said["up"] else exactly(0) - moved
    if said["times"] or said["reached"] or not are_kin(printed, now):
        return None
    return CHANGED, one - other if said["up"] else other - one
