"""How a typed number may come of a figure by a slip: cut not rounded, digits swapped, a dot misplaced."""

from __future__ import annotations

from fractions import Fraction

from reportgen.audit.known_figures import KnownFigure
from reportgen.audit.numbers import Number

FACTORS = (10, 100, 1000)
LEAST_DIGITS, LEAST_DIGITS_OF_TYPO = 3, 4


def digits_of(number: Number) -> str:
    """Return the digits that tell a number from others: `05` and `50%` have one, `28.827` five."""
    return "".join(char for char in number.text if char.isdigit()).strip("0")


def slip(number: Number, known: KnownFigure) -> str:
    """Return in Vietnamese by what slip the number may come of the figure; empty when it is too far off."""
    exact, typed, places = known.exact, number.value, 10**number.decimals
    right = known.at(number.decimals)
    if right is not None and typed != right and typed == Fraction(int(exact * places), places):
        return "cắt bớt số lẻ thay vì làm tròn"
    if len(digits_of(number)) < LEAST_DIGITS:
        return ""
    if number.other is not None and number.other == exact:
        return "dấu phẩy đứng chỗ dấu chấm hàng nghìn"
    if typed and exact and (factor := _factor(typed / exact)):
        return f"lệch {factor} lần: thừa, thiếu chữ số hoặc sai dấu chấm, dấu phẩy"
    if right is None or right == typed:
        return ""
    if number.decimals and abs(typed - exact) * places <= 2:
        return "lệch ở chữ số lẻ cuối"
    return _typo(_plain(typed, places), _plain(right, places))


def _factor(quotient: Fraction) -> int:
    return next((factor for factor in FACTORS if quotient in (factor, Fraction(1, factor))), 0)


def _plain(number: Fraction, places: int) -> str:
    return str(abs(int(number * places)))


def _typo(typed: str, right: str) -> str:
    """Compare digit by digit; numbers of few digits are like too many others."""
    if len(typed) == len(right):
        wrong = [index for index, pair in enumerate(zip(typed, right, strict=True)) if pair[0] != pair[1]]
        is_swap = (
            len(wrong) == 2 and typed[wrong[0]] == right[wrong[1]] and typed[wrong[1]] == right[wrong[0]]
        )
        if is_swap and wrong[1] == wrong[0] + 1:
            return "đảo hai chữ số"
        return "sai một chữ số" if len(wrong) == 1 and len(right) >= LEAST_DIGITS_OF_TYPO else ""
    longer, shorter = sorted((typed, right), key=len, reverse=True)
    if len(longer) != len(shorter) + 1 or len(shorter) < LEAST_DIGITS_OF_TYPO - 1:
        return ""
    is_one = any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))
    return ("thừa" if longer == typed else "thiếu") + " một chữ số" if is_one else ""
