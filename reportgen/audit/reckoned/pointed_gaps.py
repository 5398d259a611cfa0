"""Differences and changes whose values the words point at, where no recogniser knew their statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.gap_bases import base_above, base_of
from reportgen.audit.reckoned.gap_reading import Around, Way, way_of
from reportgen.audit.reckoned.gap_verdicts import kin_of
from reportgen.audit.reckoned.pointed_changes import judge_change
from reportgen.audit.reckoned.pointed_rests import judge_rest
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.statements import Statement
from reportgen.audit.units import Measure
from reportgen.audit.words import RANKS

MOST_AROUND = 24


def pointed_gaps(figures: OpenFigures) -> Iterator[Statement]:
    """Yield differences that no values around make, though the words tell of which they are."""
    for place, passage in figures.outline:
        if passage.is_in_table:
            continue
        above: list[Quantity] | None = None
        for index, figure in enumerate(passage.figures):
            if not figure.is_plain or figure.number.bound not in (Bound.EXACT, Bound.ABOUT):
                continue
            printed = Quantity(passage, index, figure.number, passage.sentence_of(figure.start)[0])
            way = way_of(printed)
            if way is None or not figures.has(passage, figure.number) or RANKS.match(passage.rest(index)):
                continue
            if above is None:
                above = figures.quantities_before(place)
            around = _around(printed, figures.quantities[place], above)
            yield from _judged(around, way)


def _judged(around: Around, way: Way) -> Iterator[Statement]:
    base = None if way is Way.REST else _base(around)
    if base is not None:
        yield from judge_change(around, way, base)
    elif not around.printed.number.is_percent and around.printed.number.unit.measure is not Measure.POINTS:
        yield from judge_rest(around)


def _base(around: Around) -> Quantity | None:
    base = base_of(around, kin_of(around, (*around.sentence, *around.later)))
    return base or base_above(around, kin_of(around, (*around.above, *around.paragraph)))


def _around(printed: Quantity, own: Sequence[Quantity], above: Sequence[Quantity]) -> Around:
    before = [q for q in own if q.index < printed.index][-MOST_AROUND:]
    return Around(
        printed,
        tuple(q for q in before if q.sentence == printed.sentence),
        tuple(q for q in before if q.sentence != printed.sentence),
        tuple(above[-MOST_AROUND:]),
        tuple(q for q in own if q.index > printed.index and q.sentence == printed.sentence)[:5],
    )
