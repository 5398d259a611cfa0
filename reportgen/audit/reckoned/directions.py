"""A rise that is a fall: the change is right by its size, and the value of then is the larger one."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.audit.reckoned.candidates import Target, like_pairs
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, judge
from reportgen.audit.words import CHANGE, RANKS

FEWEST_DIGITS = 2


def reversed_pair(target: Target) -> tuple[Quantity, Quantity] | None:
    """Return the values of now and of then of a change whose verb says the opposite; None when it fits."""
    way = CHANGE.search(target.quantity.before)
    number = target.number
    digits = sum(char.isdigit() for char in number.text.lstrip("0,."))
    if not way or digits < FEWEST_DIGITS or RANKS.match(target.quantity.passage.rest(target.quantity.index)):
        return None
    found: tuple[Quantity, Quantity] | None = None
    for now, then in _pairs(target):
        exact = _size(target, now, then)
        if exact is None or judge(number, exact) is not Verdict.RIGHT:
            continue
        if (now.number.quantity > then.number.quantity) is bool(way["up"]):
            return None
        found = found or (now, then)
    return found


def _pairs(target: Target) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield pairs of which the words say that one is of now and one is of then."""
    percent = target.number.unit.measure is Measure.POINTS
    for one, other in like_pairs(target, percent=percent):
        times = [time_of(q.passage, q.index) is Time.THEN for q in (one, other)]
        if times == [False, True]:
            yield one, other
        elif times == [True, False]:
            yield other, one


def _size(target: Target, now: Quantity, then: Quantity) -> Estimate | None:
    one, other = estimate(now.number), estimate(then.number)
    gap = one - other if one.best > other.best else other - one
    if not target.number.is_percent:
        return gap if _is_of_unit(target, now) else None
    quotient = gap.over(other) if gap.low >= 0 else None
    return quotient.times(100) if quotient else None


def _is_of_unit(target: Target, now: Quantity) -> bool:
    one, other = target.number.unit, now.number.unit
    if one.measure is Measure.POINTS:
        return other.measure is Measure.PERCENT
    return one.measure is other.measure and one.noun == other.noun
