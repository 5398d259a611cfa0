"""Claims and directions read of a wrong value: another number of the sentence is meant."""

from __future__ import annotations

import re
from fractions import Fraction

from reportgen.audit.numbers import Number, parse_digits
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Statement

FURTHEST_OFF = 5
_PAIR = re.compile(r"ghi “[^”]+” nhưng (?P<now>[0-9.,]+)[^0-9]* so với (?P<base>[0-9.,]+)")


def leaves_what_is_said(passage: Passage, target: Number) -> bool:
    """Whether the next number is what another is above a target: `35,73 m … (34,42 m) là 1,31 m`."""
    start, end = passage.sentence_of(target.start)
    after = next((f.number for f in passage.figures_between(target.end, end)), None)
    if after is None or after.unit.measure is not target.unit.measure or not after.quantity:
        return False
    earlier = (f.number for f in passage.figures_between(start, target.start) if f.is_plain)
    return any(
        one.unit.measure is target.unit.measure and abs(one.quantity - target.quantity) == after.quantity
        for one in earlier
    )


def is_of_other_size(blamed: Statement) -> bool:
    """Whether two values blamed for their order differ by far more or less than the printed change."""
    told = _PAIR.match(blamed.message)
    values = [parse_digits(told[name].rstrip(".,")) for name in ("now", "base")] if told else []
    if len(values) < 2 or None in values:
        return False
    now, base = (value[0] for value in values if value)
    gap = abs(now - base)
    printed = [f.number for f in blamed.passage.figures_between(blamed.start, blamed.end)]
    changes = [n for n in printed if n.value not in (now, base) and not n.is_percent]
    if not changes or not gap or any(n.is_percent for n in printed):
        return False
    return all(_is_far(n.value, gap) for n in changes)


def _is_far(value: Fraction, gap: Fraction) -> bool:
    return not value or not Fraction(1, FURTHEST_OFF) < gap / value < FURTHEST_OFF
