"""Changes judged by the base that their words point at and what may be the value of now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.audit.reckoned.gap_reading import Around, Way, are_alike, are_same, is_of_then, level_values
from reportgen.audit.reckoned.gap_verdicts import is_near, kin_of, mismatch, start_of
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.statements import Statement
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, finely, judge
from reportgen.audit.words import AGAINST_TARGET
from reportgen.errors import Severity

HUNDRED = 100
MOST_TIMES = 3  # a value so many times its base is rather of something else


def judge_change(around: Around, way: Way, base: Quantity) -> Iterator[Statement]:
    """Yield what is wrong with a change whose base is known: its sign, its direction or its size."""
    tiers = [
        [q for q in kin_of(around, tier) if are_alike(q, base) and q is not base and _is_now(q)]
        for tier in (around.sentence, around.paragraph, around.above)
    ]
    fitting = [now for tier in tiers for now in tier if _fits(around, now, base, way)]
    if fitting:
        yield from _unsigned(around, fitting[0], base)
        return
    if _is_relative_of_rates(around, [now for tier in tiers for now in tier], base, way):
        return
    like = ([now for now in level_values(tier) if _is_of_size(now, base)] for tier in tiers)
    nearest = next((tier for tier in like if tier), [])
    turned = [now for now in nearest if _fits(around, now, base, _opposite(way))]
    if turned:
        yield _turned(around, turned[-1], base, way)
        return
    sure = [now for now in nearest if are_same(now, base)]
    labelled = [now for now in sure if _word_after(now) and _word_after(now) == _word_after(base)]
    if sure and _is_sure(around, sure[-1], base):
        yield from _wrong(around, (labelled or sure)[-1], base, way)


def _is_relative_of_rates(around: Around, nows: Sequence[Quantity], base: Quantity, way: Way) -> bool:
    """`4,5%, giảm 10% so với cùng kỳ (5,0%)`: how much less the rate itself is."""
    if not around.printed.number.is_percent or not base.number.is_percent:
        return False
    if any(AGAINST_TARGET.match(now.passage.rest(now.index)) for now in nows):
        return True  # «đạt 68,0% dự toán, tăng 12,4%»: the amount rises, not what is attained
    relative = (_relative(now, base, way) for now in nows)
    return any(exact and judge(around.printed.number, exact) is Verdict.RIGHT for exact in relative)


def _word_after(quantity: Quantity) -> str:
    """Return what a percentage is said of: `59,8% kế hoạch`."""
    follows = re.match(r"\s*([^\W\d]+)", quantity.passage.rest(quantity.index))
    return follows[1] if follows else ""


def _unsigned(around: Around, now: Quantity, base: Quantity) -> Iterator[Statement]:
    """`54,6% … 59,8%, nhích lên 5,2%`: points, which no change of the rate itself explains."""
    printed = around.printed.number
    if not (printed.is_percent and now.number.is_percent and printed.value >= 10 * printed.step):
        return
    expected = f"{printed.text.rstrip('% ')} điểm phần trăm"
    yield Statement(
        "percent-or-points",
        around.printed.passage,
        printed.start,
        printed.end,
        Verdict.WRONG,
        f"{printed.text} là chênh lệch giữa hai tỷ lệ {now.number.text} và {base.number.text} nên phải ghi "
        "điểm phần trăm",
        expected,
        f"Ghi {expected}.",
        Severity.WARNING,
    )


def _is_now(quantity: Quantity) -> bool:
    return not is_of_then(quantity) and time_of(quantity.passage, quantity.index) is Time.NOW


def _is_of_size(now: Quantity, base: Quantity) -> bool:
    one, other = now.number.quantity, base.number.quantity
    return one <= other * MOST_TIMES and other <= one * MOST_TIMES


def _is_sure(around: Around, now: Quantity, base: Quantity) -> bool:
    measure = around.printed.number.unit.measure
    return measure in (Measure.PERCENT, Measure.POINTS) or are_same(around.printed, base)


def _opposite(way: Way) -> Way:
    return Way.DOWN if way is Way.UP else Way.UP


def _exact(around: Around, now: Quantity, base: Quantity, way: Way) -> Estimate | None:
    """Return what a change should be: a difference, of amounts told in percent the relative one."""
    if around.printed.number.unit.measure is Measure.PERCENT and not now.number.is_percent:
        return _relative(now, base, way)
    one, other = finely(now.number, base.number)
    return one - other if way is Way.UP else other - one


def _relative(now: Quantity, base: Quantity, way: Way) -> Estimate | None:
    one, other = finely(now.number, base.number)
    quotient = one.over(other)
    if quotient is None:
        return None
    best, low, high = ((limit - 1) * HUNDRED for limit in (quotient.best, quotient.low, quotient.high))
    return Estimate(best, low, high) if way is Way.UP else Estimate(-best, -high, -low)


def _fits(around: Around, now: Quantity, base: Quantity, way: Way) -> bool:
    exact = _exact(around, now, base, way)
    verdicts = (Verdict.RIGHT, Verdict.TRUNCATED, Verdict.RAISED)
    return exact is not None and exact.best > 0 and judge(around.printed.number, exact) in verdicts


def _wrong(around: Around, now: Quantity, base: Quantity, way: Way) -> Iterator[Statement]:
    exact = _exact(around, now, base, way)
    if exact is None or not is_near(around, exact):
        return
    one, other = (now, base) if way is Way.UP else (base, now)
    formula = f"{one.number.text} - {other.number.text}"
    if around.printed.number.is_percent and not now.number.is_percent:
        formula = f"{now.number.text} so với {base.number.text}"
    yield mismatch("change", around, formula, exact, (now, base))


def _turned(around: Around, now: Quantity, base: Quantity, way: Way) -> Statement:
    said, right = ("tăng", "giảm") if way is Way.UP else ("giảm", "tăng")
    printed = around.printed
    compared = f"{now.number.text} so với {base.number.text}"
    return Statement(
        "change-direction",
        printed.passage,
        start_of(around, (now, base)),
        printed.number.end,
        Verdict.WRONG,
        f"ghi chiều “{said}” {printed.number.text} nhưng {compared} là {right}",
        right,
        "Kiểm tra lại chữ chỉ chiều thay đổi và hai số được so sánh.",
    )
