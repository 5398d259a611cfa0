"""Shares blamed by one whole that are exactly those of another number of their paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, estimate, judge

FEWEST_DIGITS = 3
LONGEST_LABEL = 70
_BLAMED = re.compile(r"(?P<share>[0-9.,]+%)[^:]*: (?P<part>[0-9.,]+)/(?P<whole>[0-9.,]+) =")


def is_share_of_other(blamed: Statement) -> bool:
    """Whether the part that a message names is the printed share of another number.

    A share of few digits may be so by chance, so that both must be named alike.
    """
    told = _BLAMED.match(blamed.message)
    if not told:
        return False
    passage = blamed.passage
    share, part = (_number(passage, blamed, told[name]) for name in ("share", "part"))
    if share is None or part is None or _is_said_after(passage, share, told["whole"]):
        return False
    is_telling = sum(char.isdigit() for char in share.text.lstrip("0,")) >= FEWEST_DIGITS
    fitting = (whole for whole in _wholes(passage, part, told["whole"]) if _fits(share, part, whole))
    return any(is_telling or _are_named_alike(passage, part, whole) for whole in fitting)


def _is_said_after(passage: Passage, share: Number, whole: str) -> bool:
    """`chiếm 65,7% trong 204 dự án`: the words right after the share tell its whole."""
    end = passage.sentence_of(share.start)[1]
    return any(n.text.strip() == whole for f in passage.figures_between(share.end, end) for n in f.numbers)


def _number(passage: Passage, blamed: Statement, text: str) -> Number | None:
    """Return the number that is printed so, the last one within the blamed stretch or before it."""
    numbers = [n for figure in passage.figures_between(0, blamed.end) for n in figure.numbers]
    return next((n for n in reversed(numbers) if n.text.strip() == text), None)


def _wholes(passage: Passage, part: Number, blamed: str) -> Iterator[Number]:
    for figure in passage.figures:
        number = figure.number
        is_like = number.unit.measure is part.unit.measure or "" in (number.unit.text, part.unit.text)
        is_amount = number.unit.measure not in (Measure.PERCENT, Measure.RATE, Measure.POINTS, Measure.TIME)
        if is_like and is_amount and number.bound is Bound.EXACT and number.text != blamed:
            yield number if part.unit.text else replace(number, unit=part.unit)


def _fits(share: Number, part: Number, whole: Number) -> bool:
    if whole.value <= 0 or not 0 < part.value < whole.value:
        return False
    quotient = estimate(part).over(estimate(whole))
    return quotient is not None and judge(share, quotient.times(100)) is Verdict.RIGHT


def _are_named_alike(passage: Passage, one: Number, other: Number) -> bool:
    return bool(_name_of(passage, one) & _name_of(passage, other))


def _name_of(passage: Passage, number: Number) -> frozenset[str]:
    clause = re.split(r"[.;](?=\s)", passage.lowered[max(0, number.start - LONGEST_LABEL) : number.start])
    return subject_words(clause[-1]) - {"nợ", "dư", "vốn", "tiền", "tổng"}
