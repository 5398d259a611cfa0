"""Whether a list that does not add up is right all the same: parts overlap, or only the first ones divide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from reportgen.audit.breakdown import Breakdown, Part
from reportgen.audit.verdict import Verdict, estimate, judge
from reportgen.audit.words import BOTH, DEEDS

HUNDRED = 100
_YEAR = re.compile(r"\b(?:năm|nhiệm kỳ|giai đoạn)\s+(?:[0-9]{4}|trước|ngoái)\b|\bcùng kỳ\b")


def is_right_otherwise(breakdown: Breakdown) -> bool:
    """Whether words or other numbers say why the parts need not add up to the total."""
    return (
        _is_begun(breakdown)
        or _has_aside(breakdown)
        or _has_own_shares(breakdown)
        or bool(BOTH.search(_sentence(breakdown)))
        or _is_of_years(breakdown)
        or _is_rest_a_name(breakdown)
        or _is_rest_of_larger(breakdown)
        or is_level(breakdown)
    )


def is_level(breakdown: Breakdown) -> bool:
    """Whether a larger `part` is a value beside the total: `vượt mức 32,0 m là 3,7 m`, `cần 372, đã có 256`.

    Total and part then make another number told with them.
    """
    total = breakdown.total.quantity
    others = {number.quantity for figure in breakdown.passage.figures for number in figure.numbers}
    return any(
        {total + part.number.quantity, abs(total - part.number.quantity)} & (others - {Fraction(0)})
        for part in breakdown.parts
        if part.number.quantity > total
    )


def _quantities(breakdown: Breakdown) -> list[Fraction]:
    return [part.number.quantity for part in breakdown.parts]


def _is_begun(breakdown: Breakdown) -> bool:
    """`47 sản phẩm: 37 …, 09 …, 01 …, của 34 chủ thể`: the first make the total, the next is other."""
    for count, made in enumerate(accumulate(_quantities(breakdown)), 1):
        if count > 1 and made == breakdown.total.quantity:
            return count == len(breakdown.parts) or _is_other_thing(breakdown, count)
    return False


_WITH = re.compile(r"\b(?:với|có|gồm|quản lý)\s*(?:[^\W\d]+\s+){0,2}$")


def _has_aside(breakdown: Breakdown) -> bool:
    """`434 tổ chức (149 đảng bộ, với 1.251 chi bộ trực thuộc, và 285 chi bộ)`: the others make the total."""
    made = sum(_quantities(breakdown))
    return len(breakdown.parts) > 2 and any(
        made - part.number.quantity == breakdown.total.quantity and _WITH.search(part.before)
        for part in breakdown.parts[1:]
    )


_NEXT = re.compile(
    r"^[\s,;]*(?:(?:trong đó|và|đã|còn|chưa|có|được)\s+)*"
    rf"(?:{DEEDS}|nộp|nghiệm thu|xử phạt|phạt|vắng|(?:đã|còn|chưa|có)\s)"
)


def _is_other_thing(breakdown: Breakdown, at: int) -> bool:
    part, noun = breakdown.parts[at], breakdown.parts[at].number.unit.noun
    nouns = {breakdown.total.unit.noun, *(other.number.unit.noun for other in breakdown.parts[:at])} - {""}
    is_of_other = bool(noun and nouns and noun not in nouns) or part.before.rstrip().endswith("của")
    is_deed = _NEXT.search(re.split(r"(?=[,;])", part.before)[-1])
    return (
        is_of_other
        or bool(is_deed)
        or breakdown.parts[0].group < part.group == breakdown.parts[at - 1].group + 1
    )


def _has_own_shares(breakdown: Breakdown) -> bool:
    """`52 ca, trong đó 31 ca dương tính (59,6%), 29 ca chưa tiêm (55,8%)`: each is a part for itself."""
    if len(breakdown.shares) != len(breakdown.parts):
        return False
    whole = estimate(breakdown.total)
    for part, share in zip(breakdown.parts, breakdown.shares, strict=True):
        exact = estimate(part.number).over(whole)
        if exact is None or judge(share, exact.times(HUNDRED)) is not Verdict.RIGHT:
            return False
    return sum(_quantities(breakdown)) > breakdown.total.quantity


def _sentence(breakdown: Breakdown) -> str:
    """Return the text from the total to the end of the sentence of the last part."""
    last = breakdown.parts[-1]
    if last.passage is not breakdown.passage:
        return last.passage.lowered
    end = last.passage.sentence_of(last.number.start)[1]
    return breakdown.passage.lowered[breakdown.total.end : end]


def _is_of_years(breakdown: Breakdown) -> bool:
    """`59 trường, trong đó 27 …; năm 2020 có 54`: some parts are of another time than the others."""
    told = [bool(_YEAR.search(_lead(part))) for part in breakdown.parts]
    return any(told) and not all(told) and not told[0]


def _lead(part: Part) -> str:
    return re.split(r"[,;]", part.before)[-1]


def _is_rest_of_larger(breakdown: Breakdown) -> bool:
    """`475 vụ; đã giải quyết 364 vụ, trong đó xét xử 359 vụ; còn lại 111 vụ`: left of the 475."""
    of_both = breakdown.total.quantity + breakdown.parts[-1].number.quantity
    return breakdown.parts[-1].group > 0 and any(of_both == other.quantity for other, _ in breakdown.others)


def _is_rest_a_name(breakdown: Breakdown) -> bool:
    """`36 chi bộ (khối cơ quan 9, khối trường 12, khối thôn 15)`: whether what lacks was read as a name."""
    passage, rest = breakdown.passage, breakdown.total.quantity - sum(_quantities(breakdown))
    marks = (m for m in passage.marks if breakdown.total.end <= m.start < breakdown.total.end + LONGEST_LIST)
    return rest > 0 and any(re.search(rf"(?<![0-9])0?{rest}$", mark.text) for mark in marks)


LONGEST_LIST = 300


_HEAD = re.compile(r"([^\W\d]+\s+[^\W\d]+)\s*$")


def is_given_and_done(befores: Sequence[str]) -> bool:
    """`tỉnh được giao 214 ha, làm 187 ha; xã được giao 96 ha, làm 74 ha`: two kinds of values in turn.

    `befores` are the words before the total and before each part.
    """
    heads = [found[1] if (found := _HEAD.search(before)) else "" for before in befores]
    return heads[0] != "" and heads[0] in heads[2:] and heads[0] != heads[1]


def up_to_rest(breakdown: Breakdown) -> Breakdown:
    """Return a list up to its rest: `19 chi bộ, 08 đảng ủy, 09 tổ chức khác; kết luận 30 tổ chức`."""
    for at, part in enumerate(breakdown.parts[:-1]):
        if at and part.group != breakdown.parts[at + 1].group and _IS_REST.search(part.label):
            return replace(breakdown, parts=breakdown.parts[: at + 1])
    return breakdown


_IS_REST = re.compile(r"\bcòn\s+lại\b|\bkhác\s*$")


def counts_items(breakdown: Breakdown) -> bool:
    """Whether a total counts items, of which the parts tell more: `2 khu vực (khu vực 1 có 18 xã, …)`."""
    parts, whole = breakdown.parts, breakdown.total.quantity
    return len(parts) > 1 and len(parts) == whole and sum(_quantities(breakdown)) >= 2 * whole
