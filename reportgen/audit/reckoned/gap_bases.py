"""What a change is compared with: in the bracket after it, before it in its sentence, or said above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.audit.reckoned.gap_reading import Around, are_same, is_of_then, is_start, is_value
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.then_and_now import is_base_of_change, opens_other_clause, year_of
from reportgen.audit.units import Measure
from reportgen.audit.words import AGAINST_EARLIER, AGAINST_TARGET

_COMPARED = re.compile(
    r"\b(?:so\s+với|so|cùng kỳ|cùng thời điểm|năm trước|năm ngoái|kỳ trước|trước|đầu năm|cuối năm|đầu kỳ|từ|"
    r"năm\s+(?:học\s+)?20[0-9]{2}|giai đoạn|nhiệm kỳ|lần trước)\b|20[0-9]{2}"
)
_COMPARED_ABOVE = re.compile(r"\bso\s+(?:với|cùng)\b|\bcùng kỳ\b|\btrước\b|\bhơn\s+năm\b")
_AGAINST_THEN = re.compile(r"\bso\s+(?:với\s+)?(?:đầu năm|cùng kỳ|năm trước|đầu nhiệm kỳ|đầu kỳ|kỳ trước)\b")
_BRACKET = re.compile(r"[^;()]{0,90}\([^;()]{0,100}")
_ORDERED = re.compile(r"\b(?:lần lượt|tương ứng|theo thứ tự)\b")
MOST_LATER = 4


def base_of(around: Around, kin: Sequence[Quantity]) -> Quantity | None:
    """Return what a change is compared with, where its sentence tells it."""
    earlier = [q for q in kin if q.index < around.printed.index]
    starts = [q for q in earlier if is_start(q)]
    of_then = [q for q in earlier if is_of_then(q) and not _is_of_other_change(around, q)]
    of_then = [q for q in of_then if are_same(q, around.printed)] or of_then
    return (
        _in_bracket(around, kin)
        or next(reversed(starts), None)
        or next(reversed(of_then), None)
        or _of_earlier_year(earlier)
    )


def base_above(around: Around, kin: Sequence[Quantity]) -> Quantity | None:
    """`đầu năm 2.117 hộ, …. So với đầu năm, giảm 549 hộ`: the only value of then in the sentences before."""
    passage, number = around.printed.passage, around.printed.number
    start = passage.sentence_of(number.start)[0]
    if not _AGAINST_THEN.search(passage.lowered, start, number.start) or not number.unit.noun:
        return None
    of_then = [q for q in kin if is_of_then(q) and q.number.unit.noun == number.unit.noun]
    return of_then[0] if len(of_then) == 1 else None


def _in_bracket(around: Around, kin: Sequence[Quantity]) -> Quantity | None:
    """Return the value in the bracket after a change; of several the one that counts the same noun.

    Bases in the order of their values, `(năm 2022 lần lượt 40.000 và 6.000 lượt)`, are paired elsewhere.
    """
    printed, found = around.printed, list[Quantity]()
    for quantity in around.later[:MOST_LATER]:
        if quantity.depth <= printed.depth:
            is_other_kind = quantity.number.unit.noun != printed.number.unit.noun
            if is_value(quantity) or not _counts(printed) or not is_other_kind:
                break
            continue
        gap = printed.passage.lowered[printed.number.end : quantity.number.start]
        if any(q is quantity for q in kin) and _BRACKET.fullmatch(gap) and _is_compared(printed, gap):
            found.append(quantity)
    same = [q for q in found if q.number.unit.noun == printed.number.unit.noun]
    if len(found) > 1 and _ORDERED.search(found[0].before):
        return None
    if _counts(printed) and len(found) > 1:
        return same[0] if same else None
    return found[0] if found else None


def _is_of_other_change(around: Around, base: Quantity) -> bool:
    """`giảm 3.000 đồng so với tháng trước (65.000 đồng) và giảm 8.000 đồng so với đầu năm`."""
    rest = around.printed.passage.rest(around.printed.index)
    is_own = AGAINST_EARLIER.match(rest) or AGAINST_TARGET.match(rest)
    return bool(is_own) and is_base_of_change(base.passage, base.index)


def _counts(quantity: Quantity) -> bool:
    return quantity.number.unit.measure is Measure.COUNT and bool(quantity.number.unit.noun)


def _is_compared(printed: Quantity, gap: str) -> bool:
    start = printed.passage.sentence_of(printed.number.start)[0]
    told = printed.passage.lowered[start : printed.number.start]
    if opens_other_clause(gap, _COMPARED):
        return False
    return bool(_COMPARED.search(gap) or _COMPARED_ABOVE.search(told))


def _of_earlier_year(values: Sequence[Quantity]) -> Quantity | None:
    """`2,15 triệu đồng, năm 2022 là 1,86 triệu đồng, tăng 15,6%`."""
    if len(values) < 2:
        return None
    then, now = values[-1], values[-2]
    year, other = year_of(then.passage, then.index), year_of(now.passage, now.index)
    return then if year and (not other or year < other) else None
