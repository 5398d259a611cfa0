"""Drop what a recogniser blames when the blamed number is exactly what other numbers of its sentence make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen.audit.numbers import Number, parse_digits
from reportgen.audit.other_values import is_of_other_size
from reportgen.audit.other_wholes import is_share_of_other
from reportgen.audit.reckoned.candidate import Candidate
from reportgen.audit.reckoned.candidates import Target, candidates_of
from reportgen.audit.reckoned.quantities import Quantity, quantities_of
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict, is_count, judge
from reportgen.audit.words import AGAINST_TARGET

EXCUSABLE = {"average", "change", "multiple-of-base", "percent-of-base", "percent-of-total"}
FEWEST_DIGITS = 3


def without_excused(outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes but those that misread what a number was computed from."""
    for outcome in outcomes:
        if not (isinstance(outcome, Statement) and _is_misread(outcome)):
            yield outcome


def _is_misread(outcome: Statement) -> bool:
    is_blamed = outcome.verdict is Verdict.WRONG and outcome.rule in EXCUSABLE
    if outcome.rule == "change-direction" and outcome.verdict is Verdict.WRONG:
        return _is_of_other_pair(outcome) or is_of_other_size(outcome)
    is_of_share = is_blamed and outcome.rule == "percent-of-total" and is_share_of_other(outcome)
    return is_of_share or (
        is_blamed and (_is_far_off(outcome) or _is_of_attained(outcome) or _is_excused(outcome))
    )


_OF_RATES = re.compile(r"[0-9.,]+% [^:]*: [0-9.,]+% so với [0-9.,]+% =")


def _is_of_attained(blamed: Statement) -> bool:
    """`đạt 68,0% dự toán, tăng 12,4% (cùng kỳ đạt 61,2%)`: amounts rise, not what is attained of a plan."""
    if not _OF_RATES.match(blamed.message):
        return False
    start = blamed.passage.sentence_of(blamed.start)[0]
    attained = re.compile(rf"\b(?:đạt|bằng)\s+[0-9.,]+%{AGAINST_TARGET.pattern}")
    return attained.search(blamed.passage.lowered, start, blamed.end) is not None


FURTHEST_OFF = 5


def _is_far_off(blamed: Statement) -> bool:
    """Whether a change in pieces is so far from what was computed that other values must be meant."""
    found = re.match(r"[0-9.,]+", blamed.expected)
    right = parse_digits(found.group().rstrip(".,")) if found else None
    printed = [n for f in blamed.passage.figures for n in f.numbers if _is_blamed(n, blamed)]
    if blamed.rule != "change" or not right or not printed or not is_count(printed[0]):
        return False
    if not printed[0].value or not right[0]:
        return False
    quotient = right[0] / printed[0].value
    is_near = Fraction(1, FURTHEST_OFF) < quotient < FURTHEST_OFF
    is_scaled = quotient in (10, 100, 1000) or 1 / quotient in (10, 100, 1000)
    return not is_near and not is_scaled and not _has_like_change(blamed, printed[0])


def _has_like_change(blamed: Statement, printed: Number) -> bool:
    """Whether two like numbers of the sentence differ by about as much as the change says."""
    start = blamed.passage.sentence_of(blamed.start)[0]
    figures = blamed.passage.figures_between(start, blamed.end)
    values = [f.number.value for f in figures if f.is_plain and f.unit == printed.unit]
    gaps = {abs(one - other) for one in values for other in values[-1:]}
    return any(printed.value / 2 <= gap <= printed.value * 2 for gap in gaps)


def _is_of_other_pair(blamed: Statement) -> bool:
    """Whether a change that is said to go the wrong way is exactly that between two other numbers."""
    quantities = quantities_of(blamed.passage)
    for at, quantity in enumerate(quantities):
        number = quantity.number
        if number.is_percent and blamed.start <= number.start < blamed.end and _is_telling(quantity):
            target = _target(quantities, at)
            return any(not _are_named(c, blamed) for c in _made_by(target))
    return False


def _are_named(candidate: Candidate, blamed: Statement) -> bool:
    return all(q.number.text in blamed.message for q in candidate.operands)


def _target(quantities: Sequence[Quantity], at: int) -> Target:
    sentence = quantities[at].sentence
    earlier = tuple(q for q in quantities[:at] if q.sentence == sentence)
    later = tuple(q for q in quantities[at + 1 : at + 3] if q.sentence == sentence)
    return Target(quantities[at], earlier, later)


def _is_excused(blamed: Statement) -> bool:
    quantities = quantities_of(blamed.passage)
    for at, quantity in enumerate(quantities):
        if _is_blamed(quantity.number, blamed) and _is_telling(quantity) and not _is_doubled(quantity):
            return any(True for _ in _made_by(_target(quantities, at)))
    return False


def _is_doubled(quantity: Quantity) -> bool:
    """`tăng 12,3% (45 lượt)`: said twice, so that the other number may be the wrong one."""
    return quantity.passage.lowered[quantity.number.end :].lstrip().startswith("(")


def _is_blamed(number: Number, blamed: Statement) -> bool:
    """Whether a message, which opens with the blamed number, is about this one."""
    is_inside = blamed.start <= number.start < blamed.end
    return is_inside and blamed.message.startswith(f"{number.text.strip()} ")


def _is_telling(quantity: Quantity) -> bool:
    """Whether a number has too many digits to come out right by chance."""
    return sum(char.isdigit() for char in quantity.number.text.lstrip("0,.")) >= FEWEST_DIGITS


def _made_by(target: Target) -> Iterator[Candidate]:
    """Yield what a number is exactly computed from."""
    number = target.number
    said = int(number.quantity / number.step)
    near = (c for c in candidates_of(target) if abs(c.steps(number) - said) <= max(2, said // 10))
    yield from (c for c in near if judge(number, c.exact) is Verdict.RIGHT)
