"""An exact number as tie-out and annex workbook show it; kept, for the units of a level share many."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from reportgen.publish.list_sheet import Heading, lines_in
from reportgen.publish.workbook_style import decimal_of
from reportgen.vietnamese import Ratio, group_digits

MOST_NUMBERS, UNKNOWN = 50_000, 1_000_000
END_OF_CELL = "</v></c>"
EXACT = Heading("Giá trị đúng", 24)
"""The column of the tie-out in which exact numbers stand."""
END = END_OF_CELL.encode()
FIRST_ROUNDED = 10**15
"""Whole numbers from there on have more digits than a cell keeps."""


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
    percents = [(100 * n, d) for n, d in pairs] if is_rate else pairs
    fractions, numbers = list(map(fraction, pairs)), list(map(decimal_of, percents))
    shown = " - ".join(fractions).encode()
    exact = "; ".join(map(_exact, fractions, percents, numbers, repeat(is_rate)))
    lines = lines_in(EXACT, exact)
    if len(pairs) > 1:
        return NumberTexts(shown, exact.encode(), lines, b"", b"", UNKNOWN)
    number = numbers[0]
    constant, result = f"{number:.16G}{END_OF_CELL}".encode(), f"{number}{END_OF_CELL}".encode()
    return NumberTexts(shown, exact.encode(), lines, constant, result, _signs(number))


def whole_texts(number: int) -> NumberTexts:
    """Return the texts of a whole number."""
    if abs(number) >= FIRST_ROUNDED:
        return number_texts(((number, 1),), False)
    shown, signs = str(number).encode(), len(group_digits(number + (1 if number >= 0 else -1), 0))
    return NumberTexts(shown, shown, 1, shown + END, shown + END, signs)


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
    pair = int(above) * (100 if is_rate else 1), int(below or 1)
    return _exact(value, pair, decimal_of(pair), is_rate)


def _exact(value: str, pair: Ratio, number: Decimal, is_rate: bool) -> str:
    """Return a value with the number next to it: that of a rate, and its pair, are in percent."""
    shown = f"{number:f}".replace(".", ",") + ("%" if is_rate else "")
    if "/" not in value:
        return shown
    a, b = number.as_integer_ratio()
    is_same = a * pair[1] == pair[0] * b
    if is_same and not is_rate:
        return shown
    return f"{value} {'=' if is_same else '≈'} {shown}"
