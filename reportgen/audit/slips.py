"""Whether a printed number is the expected one with a slip of the keyboard."""

from __future__ import annotations

import re
from fractions import Fraction

from reportgen.audit.numbers import Number
from reportgen.audit.verdict import Estimate, Verdict, judge, show

FEWEST_DIGITS = 3  # fewer resemble one another by chance
SCALES = tuple(Fraction(10) ** power for power in (-9, -6, -3, 3, 6, 9))


def is_slip(printed: Number, exact: Estimate) -> bool:
    """Whether one digit is changed, added or lost, two are exchanged, or digits are cut off."""
    said, right = _digits(printed.text), _digits(show(exact.best, printed))
    if min(len(said), len(right)) < FEWEST_DIGITS or said == right:
        return False
    return judge(printed, exact) is Verdict.TRUNCATED or is_one_step(said, right)


def is_scaled(printed: Number, exact: Estimate) -> bool:
    """Whether a number is right but for a unit: `triệu đồng` where `tỷ đồng` is meant."""
    return any(judge(printed, exact.times(scale)) is Verdict.RIGHT for scale in SCALES)


def is_one_step(said: str, right: str) -> bool:
    """Whether one digit is changed, added or lost between two printed numbers, or two are exchanged."""
    said, right = _digits(said), _digits(right)
    if len(said) == len(right):
        odd = [at for at, pair in enumerate(zip(said, right, strict=True)) if pair[0] != pair[1]]
        return len(odd) == 1 or (len(odd) == 2 and sorted(said) == sorted(right))
    longer, shorter = sorted((said, right), key=len, reverse=True)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
