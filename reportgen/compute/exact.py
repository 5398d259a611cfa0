"""Exact arithmetic on integer pairs in which a number that is not there spreads and never becomes zero."""

from __future__ import annotations

from math import gcd

from reportgen.model.base import Path
from reportgen.model.figure import Blank
from reportgen.model.gap import Gap
from reportgen.vietnamese import Ratio

Exact = Ratio | Gap | Blank
"""A number, why there is none yet, or that none applies at this place."""


def divide(dividend: Exact, divisor: Exact, divisor_path: Path) -> Exact:
    """Return the quotient; a gap that names `divisor_path` when the divisor is zero."""
    if not (isinstance(dividend, tuple) and isinstance(divisor, tuple)):
        return _absent(dividend, divisor)
    numerator, denominator = dividend[0] * divisor[1], dividend[1] * divisor[0]
    if denominator == 0:
        return Gap(divisor_path, is_zero_denominator=True)
    return (numerator, denominator) if denominator > 0 else (-numerator, -denominator)


def add(left: Exact, right: Exact) -> Exact:
    """Return the sum."""
    if not (isinstance(left, tuple) and isinstance(right, tuple)):
        return _absent(left, right)
    return add_ratios(left, right)


def add_ratios(left: Ratio, right: Ratio) -> Ratio:
    """Return the sum of two numbers that are there."""
    a, b = left
    c, d = right
    if b == d:
        return (a + c, b)
    shared = gcd(b, d)  # keeps the denominator of a long sum from growing with every term
    return (a * (d // shared) + c * (b // shared), b // shared * d)


def subtract(left: Exact, right: Exact) -> Exact:
    """Return the difference."""
    return add(left, (-right[0], right[1]) if isinstance(right, tuple) else right)


def multiply(left: Exact, right: Exact) -> Exact:
    """Return the product."""
    if not (isinstance(left, tuple) and isinstance(right, tuple)):
        return _absent(left, right)
    return (left[0] * right[0], left[1] * right[1])


def _absent(left: Exact, right: Exact) -> Exact:
    """Return what stands in the way; «does not apply» weighs more than «not there yet»."""
    if isinstance(left, Blank) or isinstance(right, tuple):
        return left
    return right if isinstance(right, Blank) or isinstance(left, tuple) else left
