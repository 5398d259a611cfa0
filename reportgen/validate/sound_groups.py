"""Groups of which surely no rule has anything to tell, found in one look, so that the rules look at the rest.

Nearly all groups of nearly all units are such, and asking them every rule takes longer than all else that is
asked of a unit. Whatever is in any way unusual here is left to the rules, which alone say what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from reportgen.model.figures_input import CURRENT, UNNAMED, FiguresInput, GroupInput, IndicatorInput, Period
from reportgen.validate.names import NOT_OF_INDICATORS, RESERVED
from reportgen.validate.numbers import SLIP
from reportgen.validate.periods import YEARS

Counts = Mapping[Period, int | None]
NONE: Counts = {}
NO_NAMES = frozenset({UNNAMED})


def doubtful_groups(figures: FiguresInput) -> dict[str, GroupInput]:
    """Return the groups that the rules have to look at."""
    current = figures.periods.current
    if current not in YEARS:
        return figures.groups
    sight = _Sight(current)
    return {
        name: group
        for name, group in figures.groups.items()
        if name in RESERVED or not _is_sound(group, sight)
    }


@lru_cache(maxsize=64)
class _Sight:
    """The current period, and the periods that may have numbers."""

    def __init__(self, current: Period) -> None:
        self.current, self.likely = current, frozenset(range(YEARS.start, current + 1))


def _is_sound(group: GroupInput, sight: _Sight) -> bool:
    if group.rows is not None or group.parts or group.balanced:
        return False
    totals = _sound_counts(group.totals or NONE, sight)
    if totals is None:
        return False
    earlier: dict[str, Counts] = {}
    for key, data in group.indicators.items():
        if key in NOT_OF_INDICATORS or data.expression is not None or data.parts:
            return False
        if not NO_NAMES.issuperset(data.targets):
            return False
        counts = _sound_numbers(data, totals, sight)
        if counts is None or (data.part_of is not None and not _is_part(counts, earlier.get(data.part_of))):
            return False
        earlier[key] = counts
    return True


def _sound_numbers(data: IndicatorInput, totals: Counts, sight: _Sight) -> Counts | None:
    """Return the counts of an indicator, none when it is measured; None when the rules have to look at it."""
    if data.counts is None:
        is_sound = (
            data.part_of is None and not data.denominators and _are_of_one_size(data.values or {}, sight)
        )
        return NONE if is_sound else None
    counts, wholes = _sound_counts(data.counts, sight), totals
    if counts is not None and data.denominators:
        own = _sound_counts(data.denominators, sight)
        wholes = {**totals, **own} if own is not None else NONE
        counts = counts if own is not None else None
    return counts if counts is not None and (not wholes or _fit(counts, wholes)) else None


def _sound_counts(counts: Mapping[Period, int | str | None], sight: _Sight) -> Counts | None:
    """Return counts of likely years, none negative, all of one size; None when there are others."""
    if not counts:
        return NONE
    if CURRENT in counts:
        if len(counts) > 1:
            return None
        counts = {sight.current: counts[CURRENT]}
    known = [count for count in counts.values() if type(count) is int]
    if len(known) < len(counts) and str in map(type, counts.values()):
        return None
    return counts if sight.likely.issuperset(counts) and _differ_little(known) else None  # type: ignore[return-value]  # no text


def _differ_little(known: list[int]) -> bool:
    """Tell whether no number is below zero, and none of two periods so many times another."""
    if len(known) < 2:
        return not known or known[0] >= 0
    low = min(known)
    return (low > 0 and max(known) < SLIP * low) or (low == 0 and len(known) == 2)


def _fit(counts: Counts, wholes: Counts) -> bool:
    """Tell whether no count is greater than what it is divided by."""
    for period, count in counts.items():
        whole = wholes.get(period)
        if whole and count is not None and count > whole:
            return False
    return True


def _is_part(counts: Counts, whole: Counts | None) -> bool:
    """Tell whether no count is greater than that of the whole, which stands before its part."""
    if not whole:
        return False
    for period, count in counts.items():
        above = whole.get(period)
        if above is not None and count is not None and count > above:
            return False
    return True


def _are_of_one_size(values: Mapping[Period, int | Decimal | None], sight: _Sight) -> bool:
    """Tell whether measured values are of likely years, and there is none to compare with another."""
    if CURRENT in values:
        return values[CURRENT] is None and len(values) == 1
    return len([each for each in values.values() if each is not None]) < 2 and sight.likely.issuperset(values)
