"""Exact arithmetic on the numbers of units: whole numbers, decimals, quotients; never rounded on the way."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction

from reportgen.model.unit_values import Exact
from reportgen.vietnamese import half_up

DIGITS = 2_000
EXACTLY = Context(prec=DIGITS, traps=[Inexact, InvalidOperation])
"""Decimals of up to 30 digits on either side of the point: no sum of them comes near this precision."""
DEFAULT_DECIMALS = 2


def add(one: Exact, other: Exact) -> Exact:
    """Return the exact sum; the decimals of the longer number stay."""
    if isinstance(one, Fraction) or isinstance(other, Fraction):
        return Fraction(one) + Fraction(other)
    if isinstance(one, int) and isinstance(other, int):
        return one + other
    return EXACTLY.add(Decimal(one), Decimal(other))


def times(number: Exact, factor: int) -> Exact:
    """Return the exact product with a whole number."""
    if isinstance(number, Decimal):
        return EXACTLY.multiply(number, Decimal(factor))
    return number * factor


def decimals_of(number: Exact) -> int:
    """Return the decimals that a number was typed with; none for a quotient."""
    if not isinstance(number, Decimal):
        return 0
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def later(one: Exact, other: Exact, *, is_largest: bool) -> Exact:
    """Return the larger or smaller of two; of two that are equal the one with more decimals."""
    if one == other:
        return one if decimals_of(one) >= decimals_of(other) else other
    return one if (one > other) == is_largest else other


def rounded(number: Exact, decimals: int) -> int | Decimal:
    """Return a quotient rounded half away from zero; all else as it is."""
    if not isinstance(number, Fraction):
        return number
    scaled = half_up(number.as_integer_ratio(), decimals)
    return Decimal(scaled).scaleb(-decimals, EXACTLY) if decimals else scaled
