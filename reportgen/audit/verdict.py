"""Interval arithmetic of printed numbers, and the verdict on a number that is said to follow from others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.units import Measure
from reportgen.vietnamese import group_digits, half_up


class Verdict(StrEnum):
    """How a printed number stands to what it should be, from the best to the worst."""

    RIGHT = "đúng"
    FROM_ROUNDED = "tính từ số đã làm tròn"
    TRUNCATED = "cắt bớt chữ số"
    RAISED = "làm tròn lên"
    WRONG = "sai"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(Verdict).index(self)

    @property
    def is_rounding(self) -> bool:
        """Whether only the rounding is at fault."""
        return self in (Verdict.TRUNCATED, Verdict.RAISED, Verdict.FROM_ROUNDED)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value as far as the text tells: what the printed digits say, and the limits of the true one."""

    best: Fraction
    low: Fraction
    high: Fraction

    def __add__(self, other: Estimate) -> Estimate:
        return Estimate(self.best + other.best, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Estimate) -> Estimate:
        return Estimate(self.best - other.best, self.low - other.high, self.high - other.low)

    def over(self, other: Estimate) -> Estimate | None:
        """Return the quotient of two values that are not negative; None when the divisor may be 0."""
        if other.low <= 0:
            return None
        return Estimate(self.best / other.best, self.low / other.high, self.high / other.low)

    def times(self, factor: Fraction | int) -> Estimate:
        """Return the value times a factor that is not negative."""
        return Estimate(self.best * factor, self.low * factor, self.high * factor)


def exactly(value: Fraction | int) -> Estimate:
    """Return a value that is known exactly."""
    return Estimate(Fraction(value), Fraction(value), Fraction(value))


LOOSE = Fraction(1, 10)  # how far «khoảng», «gần», «hơn» may be off


def estimate(number: Number) -> Estimate:
    """Return what a printed number stands for: a count exactly, a measured one within half its last digit."""
    value, room = number.quantity, abs(number.quantity) * LOOSE
    half = Fraction(0) if is_count(number) else number.step / 2
    match number.bound:
        case Bound.EXACT:
            return Estimate(value, value - half, value + half)
        case Bound.ABOUT:
            return Estimate(value, value - room, value + room)
        case Bound.ABOVE | Bound.AT_LEAST:
            return Estimate(value, value, value + room)
        case Bound.BELOW | Bound.AT_MOST:
            return Estimate(value, value - room, value)


def finely(*numbers: Number) -> tuple[Estimate, ...]:
    """Estimate numbers that stand together, all as fine as the finest: beside 14,2% a 12% means 12,0%."""
    step = min(number.step for number in numbers)
    return tuple(
        estimate(number)
        if number.bound is not Bound.EXACT or is_count(number)
        else Estimate(number.quantity, number.quantity - step / 2, number.quantity + step / 2)
        for number in numbers
    )


def is_count(number: Number) -> bool:
    """Whether it counts pieces, so that it is exact as printed."""
    return number.unit.measure is Measure.COUNT and number.unit.factor == 1 and number.decimals == 0


def total(estimates: Iterable[Estimate]) -> Estimate:
    """Return the sum with its limits."""
    return sum(estimates, exactly(0))


def makes(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether parts make a whole as far as their digits tell: a coarse whole may be their sum rounded."""
    said, *estimates = finely(whole, *parts)
    made = total(estimates)
    if made.low <= said.high and said.low <= made.high:
        return True
    if _are_cut_alike(whole, parts):
        said, made = estimate(whole), total(map(estimate, parts))
        return made.low <= said.high and said.low <= made.high
    return not is_count(whole) and judge(whole, exactly(made.best)) is Verdict.RIGHT


LARGE = 1000  # from here on amounts are printed whole beside small ones with decimals


def _are_cut_alike(whole: Number, parts: Sequence[Number]) -> bool:
    """`10.058 tỷ đồng (trong nước 9.757 tỷ đồng, nước ngoài 300,4 tỷ đồng)`: the large ones are rounded."""
    rounded = [part for part in parts if part.step == whole.step and part.value >= LARGE]
    return whole.value >= LARGE and bool(rounded) and any(part.step < whole.step for part in parts)


def judge(printed: Number, exact: Estimate) -> Verdict:
    """Return whether a number printed to its decimals can be what `exact` says (both in the same base)."""
    unit = printed.step
    scaled = exact.best / unit
    if Fraction(half_up(scaled.as_integer_ratio(), 0)) * unit == printed.quantity or _admits(printed, exact):
        return Verdict.RIGHT
    if scaled.numerator // scaled.denominator * unit == printed.quantity:
        return Verdict.TRUNCATED
    if -(-scaled.numerator // scaled.denominator) * unit == printed.quantity:
        return Verdict.RAISED
    return Verdict.WRONG


def is_cut_within(printed: Number, exact: Estimate) -> bool:
    """Whether a number that rounding of its operands would allow is their printed quotient cut off."""
    return (
        exact.low != exact.high
        and printed.bound is Bound.EXACT
        and judge(printed, exact) is Verdict.RIGHT
        and judge(printed, exactly(exact.best)) is Verdict.TRUNCATED
    )


def _admits(printed: Number, exact: Estimate) -> bool:
    if exact.low == exact.high and printed.bound is Bound.EXACT:
        return False
    said, half = estimate(printed), printed.step / 2
    low, high = min(said.low, printed.quantity - half), max(said.high, printed.quantity + half)
    return low < exact.high and exact.low < high


def are_swapped(printed: Number, right: Fraction) -> bool:
    """Whether a printed number has the digits of the right one (in base units) in another order."""
    scaled = right / printed.step
    said = str(int(printed.quantity / printed.step))
    is_whole = scaled.denominator == 1 and scaled > 0 and len(said) > 1
    return is_whole and str(scaled) != said and sorted(str(scaled)) == sorted(said)


def show(value: Fraction, like: Number) -> str:
    """Print a value of the same base the way a number is printed: decimals, grouping, padding, sign."""
    scaled = half_up((value / like.unit.factor).as_integer_ratio(), like.decimals)
    if scaled >= 0 and (scales := _SCALE.findall(like.text)):
        return _in_scales(scaled, like.decimals, scales)
    text = group_digits(scaled, like.decimals)
    if (
        like.decimals == 0
        and 0 <= scaled < 10
        and (like.is_padded or (not like.is_percent and like.value >= 10))
    ):
        text = f"0{text}"
    return text + like.text[len(like.text.rstrip("%‰ ")) :]


_SCALE = re.compile(r"\s+[^\W\d][^\d]*\s+(?=\d)")


def _in_scales(scaled: int, decimals: int, scales: Sequence[str]) -> str:
    """Print an amount as `3.569 tỷ 659` is: below each scale word as many thousandths of it as are left."""
    pieces = []
    for scale in reversed(scales):
        scaled, rest = divmod(scaled, 1000 * 10**decimals)
        pieces += [group_digits(rest, decimals), scale]
        decimals = 0
    return "".join([group_digits(scaled, 0), *reversed(pieces)])
