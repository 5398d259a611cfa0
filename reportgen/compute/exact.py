"""Exact arithmetic on integer pairs in which «chưa có số liệu» spreads and never becomes zero."""

from __future__ import annotations

from reportgen.model.base import Path
from reportgen.model.figure import Gap
from reportgen.vietnamese import Ratio

Exact = Ratio | Gap
"""A number, or why there is none."""


def divide(dividend: Exact, divisor: Exact, divisor_path: Path) -> Exact:
    """Quotient; a gap when either operand has one or when the divisor is zero."""
    if isinstance(dividend, Gap):
        return dividend
    if isinstance(divisor, Gap):
        return divisor
    numerator, denominator = dividend[0] * divisor[1], dividend[1] * divisor[0]
    if denominator == 0:
        return Gap(divisor_path, is_zero_denominator=True)
    return (numerator, denominator) if denominator > 0 else (-numerator, -denominator)


def subtract(left: Exact, right: Exact) -> Exact:
    """Difference; a gap when either operand has one."""
    if isinstance(left, Gap):
        return left
    if isinstance(right, Gap):
        return right
    return (left[0] * right[1] - right[0] * left[1], left[1] * right[1])


def add(left: Exact, right: Exact) -> Exact:
    """Sum; a gap when either operand has one."""
    if isinstance(right, Gap):
        return right
    return subtract(left, (-right[0], right[1]))


def multiply(left: Exact, right: Exact) -> Exact:
    """Product; a gap when either operand has one."""
    if isinstance(left, Gap):
        return left
    if isinstance(right, Gap):
        return right
    return (left[0] * right[0], left[1] * right[1])


def scale(value: Exact, factor: Ratio) -> Exact:
    """The value times a constant."""
    return multiply(value, factor)
