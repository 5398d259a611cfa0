"""Changes beside the ratio of both values: `giảm 06 vụ (24/30 vụ)`, `15/12 cuộc, vượt 03 cuộc`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.pairs_by_time import are_kin
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.told_changes import RULE, abs_of, exact_of, fits, told_statement, wrong_way
from reportgen.audit.told_reading import COMPARED_ABOVE, Told
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, judge, show
from reportgen.audit.words import AGAINST_EARLIER, CHANGE, EARLIER, RANKS

_OPENS = re.compile(rf"(?P<then>[^;()]*(?:{EARLIER.pattern})[^;()]*)?\s*\([^;()0-9]{{0,20}}")
_CLOSES = re.compile(r"\s*(?:[^\W\d]+\s*){0,3}?(?:\)|so với|;|,)")
_OF_PLAN = re.compile(r"\b(?:vượt|thiếu|hụt)(?:\s+(?:là|khoảng|được))?\s*$")
FEWEST_DIGITS = 2  # of a percentage that tells the way by itself


@dataclass(frozen=True, slots=True)
class Ratioed:
    """A change, the value of now of its ratio, and whether words say that the ratio compares."""

    told: Told
    now: Number
    is_sure: bool


def ratio_changes(outline: Outline) -> Iterator[Outcome]:
    """Verify each change that a ratio next to it tells."""
    for _, passage in outline:
        for index in range(len(passage.figures)):
            change = _read(passage, index)
            if change:
                yield from _judged(change)


def _read(passage: Passage, index: int) -> Ratioed | None:
    figure, way = passage.figures[index], CHANGE.search(passage.before(index))
    is_change = way and figure.is_plain and figure.number.bound is Bound.EXACT and figure.number.value > 0
    if way is None or not is_change or figure.unit.measure is Measure.POINTS:
        return None
    if RANKS.match(passage.rest(index)):
        return None
    return _after(passage, index, way) or _before(passage, index, way)


def _ratio(passage: Passage, index: int, place: int, way: re.Match[str], *, is_sure: bool) -> Ratioed | None:
    figure, printed = passage.figures[place], passage.figures[index].number
    if len(figure.top) != 1 or len(figure.bottom) != 1 or figure.is_pair:
        return None
    now, base = figure.numbers
    if now.is_percent or not (printed.is_percent or are_kin(base, printed)):
        return None
    return Ratioed(Told(passage, index, bool(way["up"]), frozenset(), None, base), now, is_sure)


def _after(passage: Passage, index: int, way: re.Match[str]) -> Ratioed | None:
    """`giảm 05 vụ so với cùng kỳ (12/17 vụ)`."""
    place, figure = index + 1, passage.figures[index]
    if place not in passage.in_sentence(index):
        return None
    opens = _OPENS.fullmatch(passage.lowered, figure.unit_end, passage.figures[place].start)
    if opens is None or not _CLOSES.match(passage.lowered, passage.figures[place].unit_end):
        return None
    start = passage.sentence_of(figure.start)[0]
    is_compared = opens["then"] or COMPARED_ABOVE.search(passage.lowered, start, figure.start)
    return _ratio(passage, index, place, way, is_sure=bool(is_compared))


def _before(passage: Passage, index: int, way: re.Match[str]) -> Ratioed | None:
    """`đã kiểm tra 15/12 cuộc, vượt 03 cuộc`, `lúa 73/70 ha, tăng 4,3%`."""
    if index - 1 not in passage.in_sentence(index) or AGAINST_EARLIER.match(passage.rest(index)):
        return None
    before = passage.before(index)
    is_of_plan = bool(_OF_PLAN.search(before))
    if not is_of_plan and before[: way.start()].strip() != ",":
        return None
    return _ratio(passage, index, index - 1, way, is_sure=is_of_plan)


def _judged(change: Ratioed) -> Iterator[Statement]:
    told, now = change.told, change.now
    if fits(told, now, is_up=told.is_up):
        yield told_statement(told, RULE, Verdict.RIGHT, "", "")
    elif fits(told, now, is_up=not told.is_up):
        yield from [wrong_way(told, now)] if _tells_way(change) else []
    elif change.is_sure or _has_like_neighbour(told):
        yield from _mismatch(told, now)


def _tells_way(change: Ratioed) -> bool:
    printed = change.told.printed
    is_long = printed.is_percent and sum(char.isdigit() for char in printed.text) >= FEWEST_DIGITS
    return is_long or change.is_sure


def _has_like_neighbour(told: Told) -> bool:
    """Whether the ratio beside another change of the sentence makes it: then this one is meant alike."""
    others = (_read(told.passage, at) for at in told.passage.in_sentence(told.index) if at != told.index)
    return any(other and fits(other.told, other.now, is_up=other.told.is_up) for other in others)


def _mismatch(told: Told, now: Number) -> Iterator[Statement]:
    printed, exact = told.printed, exact_of(told, told.printed, now, is_up=told.is_up)
    if exact is None or told.base is None or exact.high < 0:
        return
    verdict, expected = judge(abs_of(printed), exact), show(exact.best, printed)
    message = say_computed(printed.text, f"{now.text} so với {told.base.text}", expected, verdict)
    remedy = say_remedy(printed.text, expected, verdict)
    yield told_statement(told, RULE, verdict, message, expected, remedy)
