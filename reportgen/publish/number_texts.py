"""An exact number as tie-out and annex workbook show it; kept, for the units of a level share many."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from reportgen.publish.list_sheet import Heading, lines_in
from reportgen.publish.workbook_style import decimal_of
from reportgen.vietnamese import Ratio

MOST_NUMBERS, UNKNOWN = 50_000, 1_000_000
END_OF_CELL = "</v></c>"
EXACT = Heading("Giá trị đúng", 24)
"""The column of the tie-out in which exact numbers stand."""


class NumberTexts(NamedTuple):
    """One number, or the two ends of a range."""

    fraction: bytes
    """In lowest terms: `121/190`."""
    exact: bytes
    """For a person: `121/190 ≈ 63,6842105263158%`."""
    lines: int
    """So many lines of a cell that takes."""
    constant: bytes
    """As a cell holds it that has no formula, up to its end; empty for a range."""
    result: bytes
    """As a cell holds it behind its formula, up to its end."""
    signs: int
    """No more signs than this stand before the decimals when it is printed in a table."""


@lru_cache(maxsize=MOST_NUMBERS)
def number_texts(pairs: tuple[Ratio, ...], is_rate: bool) -> NumberTexts:
    """Return the texts of the values of a figure that has any."""
    fractions = tuple(map(fraction, pairs))
    shown = " - ".join(fractions).encode()
    exact = "; ".join([exact_number(each, is_rate) for each in fractions])
    lines = lines_in(EXACT, exact)
    if len(pairs) > 1:
        return NumberTexts(shown, exact.encode(), lines, b"", b"", UNKNOWN)
    numerator, denominator = pairs[0]
    number = decimal_of((100 * numerator if is_rate else numerator, denominator))
    constant, result = f"{number:.16G}{END_OF_CELL}".encode(), f"{number}{END_OF_CELL}".encode()
    return NumberTexts(shown, exact.encode(), lines, constant, result, _signs(number))


def _signs(number: Decimal) -> int:
    """Return how many digits a number may be rounded to, with points between thousands and a sign."""
    digits = len(str(abs(int(number)) + 1))
    return digits + (digits - 1) // 3 + (number < 0)


def fraction(pair: Ratio) -> str:
    """Return a number in lowest terms: `121/190`, `190`."""
    numerator, denominator = pair
    if denominator == 1:
        return str(numerator)
    common = math.gcd(numerator, denominator) * (1 if denominator > 0 else -1)
    below = denominator // common
    return str(numerator // common) if below == 1 else f"{numerator // common}/{below}"


def exact_number(value: str, is_rate: bool) -> str:
    """Return an exact value, which is given in lowest terms, and the decimal fraction next to it."""
    above, _, below = value.partition("/")
    numerator, denominator = int(above) * (100 if is_rate else 1), int(below or 1)
    short = decimal_of((numerator, denominator))
    shown = f"{short:f}".replace(".", ",") + ("%" if is_rate else "")
    a, b = short.as_integer_ratio()
    is_same = a * denominator == numerator * b
    if not below or (not is_rate and is_same):
        return shown
    return f"{value} {'=' if is_same else '≈'} {shown}"
