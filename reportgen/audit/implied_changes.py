"""Changes whose value of now stands in another sentence, or follows from an attainment of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.comparison import comparable, values
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import FARTHEST, Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, estimate, exactly, is_count, judge, show
from reportgen.audit.words import CHANGE, EARLIER, PLANNED

RULE = "change"
DIRECTION = "change-direction"
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_SO_MUCH = re.compile(r"\b(?:tương ứng|tương đương)(?:\s+(?:với|mức|tỷ lệ|tăng|giảm|khoảng))*\s*$")


def implied_changes(outline: Outline) -> Iterator[Outcome]:
    """Verify changes against a base after them, when their own sentence does not give the value of now."""
    for _, passage in outline:
        for index in range(1, len(passage.figures)):
            if _is_said_both_ways(passage, index):
                yield from _both_ways(passage, index)
            elif _is_change_in_percent(passage, index):
                yield from _percent_of_base(passage, index)
            elif _has_base_in_list(passage, index - 1):
                yield from _in_list(passage, index - 1)
            elif _has_base_after(passage, index - 1):
                yield from _against_elsewhere(passage, index - 1)


def _has_base_after(passage: Passage, index: int) -> bool:
    """`tăng 437 em (năm học 2022 - 2023 có 18.415 em)`, `tăng 02 đảng viên so với cùng kỳ (07 đảng viên)`."""
    change, base = passage.figures[index], passage.figures[index + 1]
    if not (change.is_plain and base.is_plain and index + 1 in passage.in_sentence(index)):
        return False
    if not is_count(change.number) or not is_count(base.number) or not change.unit.noun:
        return False
    gap = passage.lowered[change.end : base.start]
    is_earlier = "(" in gap and ";" not in gap and (EARLIER.search(gap) or _YEAR.search(gap))
    return bool(
        is_earlier and CHANGE.search(passage.before(index)) and comparable(change.number, base.number)
    )


def _against_elsewhere(passage: Passage, index: int) -> Iterator[Statement]:
    change, base = passage.figures[index].number, passage.figures[index + 1].number
    told = CHANGE.search(passage.before(index))
    before = [place for place in values(passage, index) if place < index]
    if told is None or any(_is_value_of_now(passage, place, index, base) for place in before):
        return
    candidates = list(_from_plan(passage, index)) or list(_said_before(passage, index, base))
    if not candidates:
        return
    is_up = bool(told["up"])
    expected = base.value + change.value if is_up else base.value - change.value
    now = expected if expected in candidates else candidates[0] if len(set(candidates)) == 1 else None
    if now is not None:
        yield _statement(passage, index, now, is_up=is_up)


def _is_value_of_now(passage: Passage, place: int, index: int, base: Number) -> bool:
    """Whether the sentence itself gives the value, so that others judge the change."""
    figure = passage.figures[place]
    return passage.depths[place] <= passage.depths[index] and comparable(figure.number, base)


_COMPARED_ABOVE = re.compile(r"\bso\s+với\s+(?:cùng kỳ|năm|kỳ|tháng|quý)[^.;()]*$|\bcùng kỳ\b")


def _has_base_in_list(passage: Passage, index: int) -> bool:
    """`so với cùng kỳ giảm 05 vụ (50 vụ), tăng 04 người chết (25 người)`: a base behind each."""
    change, base = passage.figures[index], passage.figures[index + 1]
    if not (change.is_plain and base.is_plain and is_count(change.number) and is_count(base.number)):
        return False
    if passage.depths[index + 1] <= passage.depths[index] or not comparable(change.number, base.number):
        return False
    start = passage.sentence_of(change.start)[0]
    told = CHANGE.search(passage.before(index)) and _COMPARED_ABOVE.search(
        passage.lowered[start : change.start]
    )
    gap = passage.between(index, index + 1)
    return bool(told) and not EARLIER.search(gap) and not _YEAR.search(gap) and gap.rstrip().endswith("(")


def _in_list(passage: Passage, index: int) -> Iterator[Statement]:
    """Judge only what some value of the sentence proves: right one way, or right the other way round."""
    change, base = passage.figures[index].number, passage.figures[index + 1].number
    told = CHANGE.search(passage.before(index))
    near = [place for place in passage.in_sentence(index) if place < index and place > index - FARTHEST // 2]
    found = {
        passage.figures[place].number.value
        for place in near
        if passage.figures[place].is_plain
        and comparable(passage.figures[place].number, base)
        and not CHANGE.search(passage.before(place))
    }
    if told is None:
        return
    step = change.value if told["up"] else -change.value
    for now in (base.value + step, base.value - step):
        if now in found:
            yield _statement(passage, index, now, is_up=bool(told["up"]))
            return


def _from_plan(passage: Passage, index: int) -> Iterator[Fraction]:
    """`đạt 60% chỉ tiêu (15 đảng viên), tăng …`: then 9 were admitted."""
    sentence = passage.in_sentence(index)
    if index - 2 not in sentence:
        return
    share, plan = passage.figures[index - 2], passage.figures[index - 1]
    is_plan = plan.is_plain and is_count(plan.number) and PLANNED.search(passage.before(index - 1))
    is_reached = (
        share.is_plain and share.number.is_percent and role_of(passage, index - 2) is Role.AGAINST_TARGET
    )
    if not is_plan or not is_reached or CHANGE.search(passage.before(index - 2)):
        return
    nearest = round(share.number.value * plan.number.value / 100)
    for count in (nearest, nearest - 1, nearest + 1):
        quotient = exactly(count).over(estimate(plan.number))
        if count >= 0 and quotient and judge(share.number, quotient.times(100)) is Verdict.RIGHT:
            yield Fraction(count)


def _said_before(passage: Passage, index: int, base: Number) -> Iterator[Fraction]:
    """Values of earlier sentences whose noun the subject of the change repeats."""
    start = passage.sentence_of(passage.figures[index].start)[0]
    subject = passage.lowered[start : passage.figures[index].start]
    for place in range(max(0, index - FARTHEST), index):
        figure = passage.figures[place]
        noun = figure.unit.noun
        is_other = figure.end > start or not figure.is_plain or figure.number.bound is not Bound.EXACT
        if is_other or not noun or noun not in subject or CHANGE.search(passage.before(place)):
            continue
        is_near = base.value <= figure.number.value * 2 <= base.value * 4
        if is_near and not EARLIER.search(passage.before(place)):
            yield figure.number.value


def _statement(passage: Passage, index: int, now: Fraction, *, is_up: bool) -> Statement:
    change, base = passage.figures[index].number, passage.figures[index + 1].number
    moved = now - base.value if is_up else base.value - now
    current = show(now, base)
    if moved < 0:
        said, right = ("tăng", "giảm") if is_up else ("giảm", "tăng")
        message = f"ghi “{said}” nhưng {current} so với {base.text} là {right}"
        remedy = f"Sửa “{said}” thành “{right}”, hoặc kiểm tra lại hai số."
        return Statement(DIRECTION, passage, change.start, base.end, Verdict.WRONG, message, right, remedy)
    verdict, expected = judge(change, exactly(moved)), show(moved, change)
    message = say_computed(change.text, f"chênh lệch giữa {current} và {base.text}", expected, verdict)
    remedy = say_remedy(change.text, expected, verdict)
    return Statement(RULE, passage, change.start, base.end, verdict, message, expected, remedy)


def _is_said_both_ways(passage: Passage, index: int) -> bool:
    """`tăng 12,3% (40 lượt) so với năm 2022 (325 lượt)`: `index` is the number in the first brackets."""
    if index + 1 not in passage.in_sentence(index) or index - 1 not in passage.in_sentence(index):
        return False
    one, other, base = passage.figures[index - 1 : index + 2]
    if not (
        one.is_plain
        and other.is_plain
        and base.is_plain
        and one.number.is_percent is not other.number.is_percent
    ):
        return False
    change = other if one.number.is_percent else one
    gap = passage.lowered[other.unit_end : base.start]
    is_bracketed = passage.between(index - 1, index).strip() == "(" and gap.startswith(")")
    told = CHANGE.search(passage.before(index - 1)) and EARLIER.search(gap) and "(" in gap
    is_amount = change.unit.measure not in (Measure.PERCENT, Measure.POINTS)
    return bool(is_bracketed and told and is_amount and comparable(change.number, base.number))


def _both_ways(passage: Passage, index: int) -> Iterator[Statement]:
    one, other, base = (figure.number for figure in passage.figures[index - 1 : index + 2])
    printed, change = (one, other) if one.is_percent else (other, one)
    quotient = estimate(change).over(estimate(base))
    if quotient is None:
        return
    exact = quotient.times(100)
    verdict, expected = judge(printed, exact), show(exact.best, printed)
    message = say_computed(printed.text, f"{change.text}/{base.text}", expected, verdict)
    remedy = say_remedy(printed.text, expected, verdict)
    yield Statement(RULE, passage, one.start, base.end, verdict, message, expected, remedy)


def _is_change_in_percent(passage: Passage, index: int) -> bool:
    """`giảm 155 người so với năm 2021 (2.000 người), tương ứng 7,75%`."""
    figure = passage.figures[index]
    if (
        index < 2
        or not figure.is_plain
        or not figure.number.is_percent
        or index - 2 not in passage.in_sentence(index)
    ):
        return False
    change, base = passage.figures[index - 2], passage.figures[index - 1]
    is_pair = change.is_plain and base.is_plain and comparable(change.number, base.number)
    is_amount = change.unit.measure not in (Measure.PERCENT, Measure.POINTS)
    told = CHANGE.search(passage.before(index - 2)) and _SO_MUCH.search(passage.before(index))
    return bool(is_pair and is_amount and told and passage.depths[index - 1] > passage.depths[index - 2])


def _percent_of_base(passage: Passage, index: int) -> Iterator[Statement]:
    printed = passage.figures[index].number
    change, base = passage.figures[index - 2].number, passage.figures[index - 1].number
    quotient = estimate(change).over(estimate(base))
    if quotient is None:
        return
    exact = quotient.times(100)
    verdict, expected = judge(printed, exact), show(exact.best, printed)
    message = say_computed(printed.text, f"{change.text}/{base.text}", expected, verdict)
    remedy = say_remedy(printed.text, expected, verdict)
    yield Statement(RULE, passage, change.start, printed.end, verdict, message, expected, remedy)
