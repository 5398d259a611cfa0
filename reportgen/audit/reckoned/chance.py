"""How likely a printed number resembles another by chance: the fewer the digits, the likelier."""

from __future__ import annotations

import re
from fractions import Fraction
from math import factorial

from reportgen.audit.numbers import Number
from reportgen.audit.verdict import Estimate, Verdict, judge

CAUTION = 3  # numbers that stand together are of like size, so they resemble one another more often
FEWEST_DIGITS = 2
FEWEST_SHUFFLED = 4  # digits of which more than two change places


def chance_of_slip(said: int, right: int) -> Fraction | None:
    """Return how likely an unrelated number would look like this slip; None when it is none.

    Both are counted in units of the last printed digit; zeros that both end in say nothing.
    """
    if said <= 0 or right <= 0:
        return None
    while said % 10 == right % 10 == 0:
        said, right = said // 10, right // 10
    one, other = str(said), str(right)
    if len(one) != len(other) or said == right or len(one) < FEWEST_DIGITS:
        return None
    ways = _ways(one, other)
    return Fraction(ways * CAUTION, 9 * 10 ** (len(other) - 1)) if ways else None


def are_one_slip(said: int, right: int) -> bool:
    """Whether one digit differs or some are exchanged: `0,12` for `0,21`, `8.613` for `6.183`."""
    one, other = str(said), str(right)
    if said == right or len(one) != len(other) or len(one) < FEWEST_DIGITS:
        return len(one) != len(other) and sorted(one.strip("0")) == sorted(other.strip("0")) and said != right
    return bool(_ways(one, other))


POWERS = tuple(Fraction(10) ** power for power in (-3, -2, -1, 1, 2, 3))


def chance_of_shift(printed: Number, exact: Estimate) -> Fraction | None:
    """Return how likely an unrelated number is `exact` but for comma or unit: `44,6` for `4,46`."""
    digits = len(digits_of(printed.text).rstrip("0"))
    is_shifted = any(judge(printed, exact.times(power)) is Verdict.RIGHT for power in POWERS)
    return Fraction(len(POWERS) * CAUTION, 9 * 10 ** (digits - 1)) if is_shifted and digits > 2 else None


def _ways(said: str, right: str) -> int:
    """Return in how many ways a number of so many digits can slip like that; 0 for no slip."""
    odd = [at for at, pair in enumerate(zip(said, right, strict=True)) if pair[0] != pair[1]]
    count = len(said)
    if len(odd) == 2 and sorted(said) == sorted(right):
        return count - 1 if odd[1] - odd[0] == 1 else count * (count - 1) // 2
    if count >= FEWEST_SHUFFLED and len(odd) > 2 and sorted(said) == sorted(right):
        return factorial(count)
    return 9 * count if len(odd) == 1 else 0


def digits_of(text: str) -> str:
    """Return the digits of a printed number without zeros in front."""
    return re.sub(r"[^0-9]", "", text).lstrip("0")


def is_right(printed: Number, exact: Estimate) -> bool:
    """Whether a printed number is what others make, cut or rounded digits allowed."""
    return judge(printed, exact) in (Verdict.RIGHT, Verdict.TRUNCATED, Verdict.RAISED)
