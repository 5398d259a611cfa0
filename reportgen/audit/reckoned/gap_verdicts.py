"""What is said of a difference that its values do not make, and which values it may be of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from reportgen.audit.numbers import Number
from reportgen.audit.reckoned.chance import digits_of
from reportgen.audit.reckoned.gap_reading import Around, are_alike, is_value
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.slips import is_slip
from reportgen.audit.statements import Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, judge, show
from reportgen.errors import Severity

FURTHEST_OFF = 4
FEWEST_DIGITS = 2
POWERS = tuple(Fraction(10) ** power for power in (-6, -3, -2, -1, 1, 2, 3, 6))


def is_near(around: Around, exact: Estimate) -> bool:
    """Whether a number is of the size of the expected one, or that with another unit."""
    printed = around.printed.number
    if exact.best <= 0:
        return False
    near = exact.best / FURTHEST_OFF <= printed.quantity <= exact.best * FURTHEST_OFF
    return near or is_shifted(printed, exact) or is_slip(printed, exact)


def is_shifted(printed: Number, exact: Estimate) -> bool:
    """Whether a number is the expected one but for its comma or the scale of its unit."""
    digits = len(digits_of(printed.text).rstrip("0"))
    return digits >= FEWEST_DIGITS and any(
        judge(printed, exact.times(power)) is Verdict.RIGHT for power in POWERS
    )


def start_of(around: Around, operands: Sequence[Quantity]) -> int:
    """Return where the first of a difference and its values stands in its sentence."""
    printed = around.printed
    inside = (
        q.number.start for q in operands if q.passage is printed.passage and q.sentence == printed.sentence
    )
    return min([printed.number.start, *inside])


def mismatch(
    rule: str, around: Around, formula: str, exact: Estimate, operands: Sequence[Quantity]
) -> Statement:
    """State a printed difference beside what its values make."""
    number = around.printed.number
    expected = show(max(exact.best, Fraction(0)), number)
    return Statement(
        rule,
        around.printed.passage,
        start_of(around, operands),
        number.end,
        Verdict.WRONG,
        f"{number.text} không khớp: {formula} = {expected}",
        expected,
        f"Kiểm tra lại các số; nếu các số gốc đúng thì sửa {number.text} thành {expected}.",
        Severity.WARNING,
    )


def kin_of(around: Around, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the values that a change may be of: of its unit, or of any when it is a percentage."""
    unit = around.printed.number.unit
    values = [q for q in quantities if is_value(q)]
    if unit.measure is Measure.PERCENT:
        return [q for q in values if q.number.unit.measure not in (Measure.POINTS, Measure.TIME)]
    if unit.measure is Measure.POINTS:
        return [q for q in values if q.number.is_percent]
    return _of_one_word(around.printed, [q for q in values if are_alike(q, around.printed)])


def _of_one_word(printed: Quantity, values: list[Quantity]) -> list[Quantity]:
    """Keep of bare numbers those of one word: `1.290 lọ` and `1.224 lọ` beside `66 lọ`, no `12.900 liều`."""
    word = _word_after(printed)
    same = [q for q in values if word and not q.number.unit.text and _word_after(q) == word]
    return same if not printed.number.unit.text and len(same) > 1 else values


def _word_after(quantity: Quantity) -> str:
    end = quantity.number.end
    follows = re.match(r"\s*([^\W\d]+)", quantity.passage.lowered[end : end + LONGEST_WORD])
    return follows[1] if follows else ""


LONGEST_WORD = 12
