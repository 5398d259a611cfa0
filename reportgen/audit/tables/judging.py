"""Whether a printed number agrees with what it should be: right, rounded otherwise, possible, or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from reportgen.audit.tables.cell_values import Number
from reportgen.vietnamese import POWERS, half_up


class Verdict(IntEnum):
    """How a printed number stands to an expectation, best first."""

    RIGHT = 0
    TRUNCATED = 1
    FROM_SHOWN = 2
    FROM_COARSE = 3
    POSSIBLE = 4
    WRONG = 5

    @property
    def is_rounding(self) -> bool:
        """Whether only the way of rounding differs, which is never an error."""
        return self in (Verdict.TRUNCATED, Verdict.FROM_SHOWN, Verdict.FROM_COARSE)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a figure should be: exactly, from the printed operands, and at least and at most.

    `shown` has the results from operands as printed, `coarse` from operands with one decimal less.
    `low` and `high` come from operands that are themselves rounded; equal to `exact` when those are counts.
    """

    exact: Fraction
    low: Fraction
    high: Fraction
    formula: str
    shown: tuple[Fraction, ...] = ()
    coarse: tuple[Fraction, ...] = ()


def round_to(value: Fraction, decimals: int) -> int:
    """Return the value times 10**decimals, half away from zero."""
    return half_up(value.as_integer_ratio(), decimals)


def truncate_to(value: Fraction, decimals: int) -> int:
    """Return the value times 10**decimals with the rest cut off."""
    scaled = abs(value.numerator) * POWERS[decimals] // value.denominator
    return scaled if value >= 0 else -scaled


def judge(printed: Number, expected: Expectation) -> Verdict:
    """Compare a printed number with what it should be, at its own decimals."""
    decimals = printed.decimals
    if round_to(expected.exact, decimals) == printed.scaled:
        return Verdict.RIGHT
    if _gives(printed, expected.shown):
        return Verdict.FROM_SHOWN
    if truncate_to(expected.exact, decimals) == printed.scaled:
        return Verdict.TRUNCATED
    half = printed.half_step
    if expected.low != expected.high and expected.low - half <= printed.value <= expected.high + half:
        return Verdict.POSSIBLE
    return Verdict.FROM_COARSE if _gives(printed, expected.coarse) else Verdict.WRONG


def _gives(printed: Number, values: tuple[Fraction, ...]) -> bool:
    """Say whether one of the values prints so, rounded or cut off."""
    decimals = printed.decimals
    return any(
        printed.scaled in (round_to(value, decimals), truncate_to(value, decimals)) for value in values
    )
