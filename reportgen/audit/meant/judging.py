"""Whether a printed number may be meant by a reading, and what to say when it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reportgen.audit.meant.around import Said
from reportgen.audit.numbers import Number
from reportgen.audit.reckoned.chance import digits_of
from reportgen.audit.slips import is_slip
from reportgen.audit.statements import Statement, say_computed, say_remedy
from reportgen.audit.verdict import Estimate, Verdict, estimate, judge, show
from reportgen.errors import Severity

NEAR = Fraction(3, 10)
FAR = Fraction(3, 2)
POWERS = tuple(Fraction(10) ** power for power in (-3, -2, -1, 1, 2, 3))


def is_near(printed: Number, exact: Estimate, *, far: bool = False, room: Fraction | None = None) -> bool:
    """Whether a wrong number is close enough to what it should be that this was meant."""
    if exact.best <= 0 or printed.quantity <= 0:
        return False
    larger, smaller = max(printed.quantity, exact.best), min(printed.quantity, exact.best)
    if larger / smaller - 1 <= (room or (FAR if far else NEAR)):
        return True
    return is_slip(printed, exact) or is_shifted(printed, exact) or (far and _is_cut_off(printed, exact))


def _is_cut_off(printed: Number, exact: Estimate) -> bool:
    """Whether the last digit is lost: `24` for `242`."""
    said, right = digits_of(printed.text), digits_of(show(exact.best, printed))
    return len(said) > 1 and len(right) == len(said) + 1 and right.startswith(said)


def is_shifted(printed: Number, exact: Estimate) -> bool:
    """Whether a number is right but for its comma or its unit."""
    digits = len(digits_of(printed.text).rstrip("0"))
    return digits > 2 and any(judge(printed, exact.times(power)) is Verdict.RIGHT for power in POWERS)


def is_within(printed: Number, exact: Estimate) -> bool:
    """Whether a number may be what is computed, its rounding and its bound allowed."""
    if judge(printed, exact) is not Verdict.WRONG:
        return True
    said = estimate(printed)
    return said.low <= exact.high and exact.low <= said.high


def statement(rule: str, said: Said, operands: Sequence[Said], exact: Estimate, formula: str) -> Statement:
    """Return the finding on a number that its operands do not make."""
    printed = said.number
    expected, verdict = show(exact.best, printed), judge(printed, exact)
    verdict = Verdict.WRONG if verdict is Verdict.RIGHT else verdict  # «chừng 1.263» that is not so rough
    inside = [o.number for o in operands if o.is_with(said)]
    others = tuple(o.passage.where(o.number.start, o.number.end) for o in operands if not o.is_with(said))
    return Statement(
        rule,
        said.passage,
        min([printed.start, *(n.start for n in inside)]),
        max([printed.end, *(n.end for n in inside)]),
        verdict,
        say_computed(printed.text, formula, expected, verdict),
        expected,
        say_remedy(printed.text, expected, verdict),
        Severity.WARNING,
        also=others,
    )
