"""What is told of numbers that are unlikely, whether their row was asked by name or found by its places.

Whoever asks may have looked roughly: these functions judge exactly, None being that nothing is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from reportgen.compute.data_rules import number_alone
from reportgen.compute.quiet_rows import FALL, LEAST_CHANGE, POINTS, RISE, is_below, may_not_be_jump
from reportgen.errors import Severity
from reportgen.model.data_rule import Limits
from reportgen.model.figures_input import Period
from reportgen.vietnamese import Ratio

FIGURE_JUMP, RATE_JUMP, TARGET_BELOW_BASE = "figure-jump", "rate-jump", "target-below-base"
SLIPS = ((10, 1), (100, 10))
"""A slip of the decimal point, and how far from it (in times) the quotient of two numbers may lie."""
THOUSANDFOLD = 500
"""From there on `thousandfold` tells."""
LEAST_OF_SLIP, MOST_SHOWN = 20, 10_000
Periods = tuple[Period, Period]
"""The last period, and the current one."""
Ratios = tuple[Ratio, Ratio]
Said = tuple[Severity, str]
Targets = Mapping[Period, tuple[Ratio, ...]]
"""Targets in percent by year, each one number or the two ends of a range."""
NO_LIMITS = Limits()


def figure_jump(row: str, periods: Periods, numbers: Ratios, limits: Limits = NO_LIMITS) -> Said | None:
    """Tell of a number that is far more or far less than that of the last period, which is above zero."""
    if not (limits.rise or limits.fall) and may_not_be_jump(*numbers):
        return None
    before, after = (Fraction(*number) for number in numbers)
    change = (after - before) / before * 100
    limit, default = (limits.rise, RISE) if change > 0 else (limits.fall, FALL)
    is_small = abs(after - before) < LEAST_CHANGE and limit is None
    is_told_elsewhere = slip_between(before, after) or _times(before, after) >= THOUSANDFOLD
    if abs(change) <= Fraction(limit or default) or is_small or is_told_elsewhere:
        return None
    verb = "tăng" if change > 0 else "giảm"
    message = (
        f"{_both(f'{row}:', periods, [shown(number) for number in numbers])}, {verb} "
        f"{shown(abs(change).as_integer_ratio())}% (ngưỡng {shown((limit or default).as_integer_ratio())}%)"
    )
    return _severity(limit), message


def rate_jump(row: str, periods: Periods, rates: Ratios, limit: Decimal | None = None) -> Said | None:
    """Tell of a rate, a fraction of 1, that is far from that of the last period."""
    (a, b), (c, d) = rates
    change, whole = 100 * (c * b - a * d), b * d
    points, unit = (limit or POINTS).as_integer_ratio()
    if abs(change) * unit <= points * whole:
        return None
    verb = "tăng" if change > 0 else "giảm"
    message = (
        f"{_both(f'{row}: tỷ lệ', periods, [f'{shown((100 * n, d))}%' for n, d in rates])}, {verb} "
        f"{shown((abs(change), whole))} điểm phần trăm (ngưỡng {shown((points, unit))})"
    )
    return _severity(limit), message


def below_rate(targets: Targets, rate: Ratio) -> Targets:
    """Return the targets that a rate, a fraction of 1, has passed."""
    return {year: ends for year, ends in targets.items() if is_below(ends, rate)}


def targets_below(what: str, targets: Targets, period: Period, rate: Ratio) -> str:
    """Tell of targets that were passed already in a period; `what` says of what they are."""
    wanted = ", ".join([f"{' - '.join(map(shown, ends))}% (năm {year})" for year, ends in targets.items()])
    return f"{what} {wanted} thấp hơn kỳ {period} đã có: {shown((100 * rate[0], rate[1]))}%"


def target_text(row: str, name: str) -> str:
    """Return how a target of a row is called."""
    return f"{row}: mục tiêu" + (f" “{name}”" if name else "")


def slip_between(a: Fraction, b: Fraction) -> int:
    """Return 10 or 100 when one number is that many times the other, as by a digit too many; else 0."""
    small, large = sorted((abs(a), abs(b)))
    if small < LEAST_OF_SLIP:
        return 0
    return next((factor for factor, room in SLIPS if abs(large / small - factor) <= room), 0)


@lru_cache(maxsize=MOST_SHOWN)
def shown(number: Ratio) -> str:
    """Return a number as remarks show it."""
    return number_alone(number)


def _both(what: str, periods: Periods, numbers: Sequence[str]) -> str:
    return f"{what} kỳ {periods[0]} là {numbers[0]}, kỳ {periods[1]} là {numbers[1]}"


def _times(a: Fraction, b: Fraction) -> Fraction:
    small, large = sorted((abs(a), abs(b)))
    return large / small if small else Fraction(0)


def _severity(limit: Decimal | None) -> Severity:
    """Whoever sets a limit wants to hear of it; the cautious default one only informs."""
    return Severity.INFO if limit is None else Severity.WARNING
