"""Changes whose value of now is said before, by its subject: `249 vụ, 118 người chết. So với cùng kỳ: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.audit.comparison import comparable, pairs
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.slips import is_slip
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.told_reading import COMPARED_ABOVE, Now, Told, nows_of, read_told
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, finely, judge, show
from reportgen.audit.words import AGAINST_TARGET, CHANGE
from reportgen.errors import Severity

RULE = "change"
DIRECTION = "change-direction"
POINTS = "percent-or-points"


def told_changes(outline: Outline) -> Iterator[Outcome]:
    """Verify changes that their own sentence does not give both values of."""
    for place, passage in outline:
        if passage.is_in_table:
            continue
        for index, figure in enumerate(passage.figures):
            way = CHANGE.search(passage.before(index))
            if way is None or not figure.is_plain or figure.number.bound is not Bound.EXACT:
                continue
            if _MEAN.search(passage.before(index)):
                continue
            told = read_told(passage, index, way)
            if told and not _is_judged_nearby(told):
                yield from _judged(outline, place, told)


def _is_judged_nearby(told: Told) -> bool:
    """Whether the sentence itself gives both values."""
    planned = bool(AGAINST_TARGET.match(told.passage.rest(told.index)))
    for pair in pairs(told.passage, told.index, planned=planned):
        if not pair.is_sure:
            return False
        now = told.passage.figures[pair.now].number
        if told.base is not None and told.passage.figures[pair.base].number is not told.base:
            continue
        if told.printed.is_percent or (
            now.is_percent if told.printed.unit.measure is Measure.POINTS else comparable(told.printed, now)
        ):
            return True
    return False


_MEAN = re.compile(r"(?<!hơn )\b(?:bình quân|trung bình|mỗi năm|hằng năm|hàng năm)\b[^;,.()]*$")


def _judged(outline: Outline, place: int, told: Told) -> Iterator[Statement]:
    if _has_wrong_sign(told):
        yield _wrong_sign(told)
        return
    nows = nows_of(outline, place, told)
    if _is_base_the_change(outline, place, told):
        yield told_statement(told, RULE, Verdict.RIGHT, "", "")
        return
    if any(fits(told, now.number, is_up=told.is_up) for now in nows):
        yield _points(told) if _needs_points(told) else told_statement(told, RULE, Verdict.RIGHT, "", "")
        return
    best = [now for now in nows if (now.shared, now.is_of_kind) == (nows[0].shared, nows[0].is_of_kind)]
    turned = [now for now in nows if fits(told, now.number, is_up=not told.is_up)]
    turned = [now for now in turned if _is_told_apart(told, now.number)]
    if turned and (turned[0] in best or _is_telling(told)):
        yield wrong_way(told, turned[0].number)
    elif near := [now for now in nows if _is_near(told, now.number)]:
        best = [now for now in near if (now.shared, now.is_of_kind) == (near[0].shared, near[0].is_of_kind)]
        yield from _wrong(told, best)


def _is_base_the_change(outline: Outline, place: int, told: Told) -> bool:
    """Whether the number in brackets is rather the change itself: `33.016,5 tấn, giảm 2,3% (768,6 tấn)`."""
    if told.base is None or told.twin or not told.printed.is_percent or told.base.is_percent:
        return False
    other = replace(told, twin=told.base, base=None)
    return any(fits(other, now.number, is_up=told.is_up) for now in nows_of(outline, place, other))


FEWEST_STEPS = 3


def _is_told_apart(told: Told, now: Number) -> bool:
    """Whether rise and fall give percentages far enough apart; a sign before the number settles it too."""
    if told.base is not None:
        return True
    percent = next((number for number in (told.printed, told.twin) if number and number.is_percent), None)
    signs = [number.text[:1] for number in (told.printed, told.twin) if number]
    is_confirmed = ("+" if told.is_up else "-") in signs or (not told.is_up and "−" in signs)
    one, other = (exact_of(told, percent, now, is_up=way) if percent else None for way in (True, False))
    if percent is None or one is None or other is None or is_confirmed:
        return False
    return abs(one.best - other.best) >= FEWEST_STEPS * percent.step


def _is_telling(told: Told) -> bool:
    """Whether the printed digits are too many to fit by chance."""
    return sum(char.isdigit() for char in told.printed.text.lstrip("0")) > 2


def fits(told: Told, now: Number, *, is_up: bool) -> bool:
    """Whether a value of now makes the change, and what says it again."""
    if is_up is told.is_up and _is_share_cut(told, now):
        return True
    judged = [
        (number, exact_of(told, number, now, is_up=is_up)) for number in (told.printed, told.twin) if number
    ]
    return all(
        exact is not None and judge(abs_of(number), exact) is Verdict.RIGHT for number, exact in judged
    )


_CUT = re.compile(r"\b(?:cắt giảm|giảm trừ|tiết giảm|giảm giá|tiết kiệm|giảm vốn|giảm chi|giảm lãi)\b")


def _is_share_cut(told: Told, now: Number) -> bool:
    """`tổng mức 234,5 tỷ đồng, cắt giảm 12,3 tỷ đồng (5,2%)`: the percentage is of the value itself."""
    pair = sorted([n for n in (told.printed, told.twin) if n], key=lambda n: n.is_percent)
    is_cut = _CUT.search(told.passage.before(told.index))
    if told.base is not None or len(pair) != 2 or told.is_up or not is_cut:
        return False
    start = told.passage.sentence_of(told.printed.start)[0]
    if COMPARED_ABOVE.search(told.passage.lowered, start, told.last):
        return False
    quotient = estimate(pair[0]).over(estimate(now))
    return quotient is not None and judge(abs_of(pair[1]), quotient.times(100)) is Verdict.RIGHT


def abs_of(number: Number) -> Number:
    """Return a number without its sign: «(-14,44%)» beside «giảm» is 14,44%."""
    return replace(number, value=abs(number.value)) if number.value < 0 else number


def exact_of(told: Told, number: Number, now: Number, *, is_up: bool) -> Estimate | None:
    """Return what a printed change should be by its base; without one, by the change in pieces."""
    base = _base_of(told, now, is_up=is_up)
    if base is None:
        return None
    one, other = base
    difference = one - other if is_up else other - one
    if not number.is_percent or (told.base is not None and told.base.is_percent):
        return difference
    quotient = one.over(other)
    if quotient is None:
        return None
    best, low, high = ((limit - 1) * 100 for limit in (quotient.best, quotient.low, quotient.high))
    return Estimate(best, low, high) if is_up else Estimate(-best, -high, -low)


def _base_of(told: Told, now: Number, *, is_up: bool) -> tuple[Estimate, Estimate] | None:
    if told.base is not None:
        one, other = finely(now, told.base)
        return one, other
    amounts = [number for number in (told.printed, told.twin) if number and not number.is_percent]
    if not amounts:
        return None
    one, moved = finely(now, abs_of(amounts[0]))
    return one, one - moved if is_up else one + moved


def _needs_points(told: Told) -> bool:
    return told.printed.is_percent and told.base is not None and told.base.is_percent


def _has_wrong_sign(told: Told) -> bool:
    """`tăng 53 vụ (-14,44%)`."""
    sign = told.twin.text[:1] if told.twin else ""
    return sign in "-−" if told.is_up and sign else sign == "+"


MOST_TIMES = 3


def _wrong(told: Told, best: list[Now]) -> Iterator[Statement]:
    """Blame the change only where its value of now is surely the one it means."""
    now = best[0].number
    odd = _first_odd(told, now)
    if odd is None:
        return
    number, exact = odd
    is_named = len(told.subject) > 0 and best[0].shared == len(told.subject)
    is_next = not told.subject and best[0].is_of_kind and best[0].is_near
    is_only = len({each.number.value for each in best}) == 1
    is_sure = is_only and (is_named or is_next)
    if not (is_sure or is_slip(abs_of(number), exact)) or exact.high < 0:
        return
    verdict, expected = judge(abs_of(number), exact), show(exact.best, number)
    base = told.base.text if told.base else "kỳ trước"
    message = say_computed(number.text, f"{now.text} so với {base}", expected, verdict)
    severity = None if is_sure else Severity.WARNING
    yield told_statement(
        told, RULE, verdict, message, expected, say_remedy(number.text, expected, verdict), severity
    )


def _first_odd(told: Told, now: Number) -> tuple[Number, Estimate] | None:
    for number in (told.printed, told.twin):
        exact = exact_of(told, number, now, is_up=told.is_up) if number else None
        if number and exact and judge(abs_of(number), exact) is not Verdict.RIGHT:
            return number, exact
    return None


def _is_near(told: Told, now: Number) -> bool:
    if told.base is None:
        amount = told.printed if not told.printed.is_percent else told.twin
        most = now.quantity if told.is_up else now.quantity * MOST_TIMES
        return amount is not None and amount.quantity < most
    return now.quantity <= told.base.quantity * MOST_TIMES <= now.quantity * MOST_TIMES**2


def _points(told: Told) -> Statement:
    expected = told.printed.text.rstrip("% ") + " điểm %"
    message = f"{told.printed.text} là chênh lệch giữa hai tỷ lệ, phải ghi bằng điểm phần trăm"
    wrong, warning = Verdict.WRONG, Severity.WARNING
    return told_statement(told, POINTS, wrong, message, expected, f"Ghi {expected}.", warning)


def wrong_way(told: Told, now: Number) -> Statement:
    """State that a change goes the other way than its values."""
    said, right = ("tăng", "giảm") if told.is_up else ("giảm", "tăng")
    base = f" so với {told.base.text}" if told.base else ""
    message = f"ghi “{said}” nhưng {now.text}{base} là {right}"
    remedy = f"Sửa “{said}” thành “{right}”, hoặc kiểm tra lại hai số."
    return told_statement(told, DIRECTION, Verdict.WRONG, message, right, remedy)


def _wrong_sign(told: Told) -> Statement:
    said, right = ("tăng", "giảm") if told.is_up else ("giảm", "tăng")
    twin = told.twin.text if told.twin else ""
    message = f"ghi “{said}” nhưng dấu của {twin} là {right}"
    remedy = f"Sửa “{said}” thành “{right}”, hoặc sửa dấu."
    return told_statement(told, DIRECTION, Verdict.WRONG, message, right, remedy)


def told_statement(
    told: Told,
    rule: str,
    verdict: Verdict,
    message: str,
    expected: str,
    remedy: str = "",
    severity: Severity | None = None,
) -> Statement:
    """State something of a told change, from its first number to its last."""
    start = min(number.start for number in (told.printed, told.base) if number)
    return Statement(rule, told.passage, start, told.last, verdict, message, expected, remedy, severity)
