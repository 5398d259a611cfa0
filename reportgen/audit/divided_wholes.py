"""Wholes that only their parts tell: `đúng hạn 8.215 (99,6%); quá hạn 36` are shares of 8.251."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from reportgen.audit.axes import divides
from reportgen.audit.nouns import may_share
from reportgen.audit.passages import Passage
from reportgen.audit.units import Measure

MOST_PARTS = 6


def divided_whole(passage: Passage, base: int) -> Fraction | None:
    """Return what a part makes together with those beside it that divide the same thing; None without any."""
    part = passage.figures[base]
    if part.unit.measure is not Measure.COUNT:
        return None
    near = [place for place in passage.in_sentence(base) if abs(place - base) <= 2 * MOST_PARTS]
    kin = [place for place in near if _is_kin(passage, place, base)]
    at = kin.index(base) if base in kin else 0
    run = _extended(passage, _extended(passage, [base], kin[at + 1 :]), kin[:at][::-1])
    if len(run) < 2:
        return None
    return sum((passage.figures[place].number.quantity for place in run), Fraction(0))


def _is_kin(passage: Passage, place: int, base: int) -> bool:
    figure, part = passage.figures[place], passage.figures[base]
    is_beside = figure.is_plain and passage.depths[place] == passage.depths[base]
    return is_beside and not figure.number.is_percent and may_share(figure.unit, part.unit)


def _extended(passage: Passage, run: list[int], others: Iterable[int]) -> list[int]:
    """Add what follows as long as all labels are different values of one way to divide."""
    for place in others:
        longer = [*run, place]
        if len(longer) > MOST_PARTS or not divides([_label(passage, each) for each in longer]):
            break
        run = longer
    return run


def _label(passage: Passage, place: int) -> str:
    before = re.split(r"[,;:()]", passage.before(place))[-1]
    return f"{before} {re.split(r'[;,.()]', passage.rest(place))[0]}"
