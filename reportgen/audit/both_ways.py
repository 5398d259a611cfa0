"""Changes in pieces and in percent beside their base: `giảm 155 người … (2.000 người), tương ứng 7,75%`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.comparison import BASES, comparable
from reportgen.audit.numbers import Figure, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.told_changes import abs_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import estimate, judge, show
from reportgen.audit.words import CHANGE, EARLIER, PLANNED

RULE = "change"
_SO_MUCH = re.compile(
    r"(?:\b(?:tương ứng|tương đương|bằng|tỷ lệ|tức)(?:\s+(?:với|mức|tỷ lệ|tăng|giảm|khoảng|là))*"
    r"|\)\s*,\s*(?:tăng|giảm))\s*$"
)


def both_ways(outline: Outline) -> Iterator[Outcome]:
    """Verify each percentage of change against the same change in pieces and its base."""
    for _, passage in outline:
        for index in range(2, len(passage.figures)):
            first = index - 2
            if first not in passage.in_sentence(index) or not CHANGE.search(passage.before(first)):
                continue
            if _is_percent_first(passage, first):
                yield from _judged(passage, first, base=index)
            elif _is_percent_last(passage, first):
                yield from _judged(passage, first, base=first + 1)


def _is_percent_first(passage: Passage, first: int) -> bool:
    """`tăng 12,3% (40 lượt) so với năm 2022 (325 lượt)`: percent and pieces, then the base in brackets."""
    figures = passage.figures[first : first + 3]
    gap = passage.lowered[figures[1].unit_end : figures[2].start]
    is_bracketed = passage.between(first, first + 1).strip() == "(" and gap.startswith(")")
    is_base = EARLIER.search(gap) is not None and "(" in gap and ";" not in gap
    return is_bracketed and is_base and _are_alike(figures[0], figures[1], figures[2])


def _is_percent_last(passage: Passage, first: int) -> bool:
    """`giảm 155 người so với năm 2021 (2.000 người), tương ứng 7,75%`."""
    figures = passage.figures[first : first + 3]
    is_bracketed = passage.depths[first + 1] > passage.depths[first] == passage.depths[first + 2]
    is_same = _SO_MUCH.search(passage.between(first + 1, first + 2)) and not _is_level(passage, first + 2)
    return bool(is_bracketed and is_same) and _are_alike(figures[0], figures[2], figures[1])


def _is_level(passage: Passage, index: int) -> bool:
    """`bằng 92% bình quân chung của tỉnh`: a level beside another base, no change."""
    named = re.split(r"[;,.()]", passage.rest(index))[0]
    is_named = BASES.search(named) or PLANNED.search(named)
    return bool(is_named) and passage.before(index).rstrip().endswith("bằng")


def _are_alike(one: Figure, other: Figure, base: Figure) -> bool:
    """Whether of two numbers one is a percentage and the other counts what the base does."""
    if not (one.is_plain and other.is_plain and base.is_plain):
        return False
    if one.number.is_percent is other.number.is_percent:
        return False
    _, pieces = _percent_and_pieces(one.number, other.number)
    return pieces.unit.measure is not Measure.POINTS and comparable(pieces, base.number)


def _percent_and_pieces(one: Number, other: Number) -> tuple[Number, Number]:
    return (one, other) if one.is_percent else (other, one)


def _judged(passage: Passage, first: int, *, base: int) -> Iterator[Statement]:
    numbers = [figure.number for figure in passage.figures[first : first + 3]]
    percent, pieces = _percent_and_pieces(*(n for n in numbers if n is not passage.figures[base].number))
    whole = passage.figures[base].number
    quotient = estimate(pieces).over(estimate(whole))
    if quotient is None:
        return
    exact = quotient.times(100)
    verdict, expected = judge(abs_of(percent), exact), show(exact.best, percent)
    message = say_computed(percent.text, f"{pieces.text}/{whole.text}", expected, verdict)
    remedy = say_remedy(percent.text, expected, verdict)
    yield Statement(RULE, passage, numbers[0].start, numbers[-1].end, verdict, message, expected, remedy)
