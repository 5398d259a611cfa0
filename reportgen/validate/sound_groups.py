"""Groups of which surely no rule has anything to tell, found in one look, so that the rules look at the rest.

Nearly all groups of nearly all units are such, and asking them every rule takes longer than all else that is
asked of a unit. Whatever is in any way unusual here is left to the rules, which alone say what is wrong.

A group that was sound in one unit is sound in others of its mould as long as its counts are steady, none
is greater than what it is a part of, and sums add up: then nobody looks closer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import gt
from typing import Any, NamedTuple

from reportgen.model.figures_input import CURRENT, UNNAMED, FiguresInput, GroupInput, IndicatorInput, Period
from reportgen.model.mould import Cast, Mould, MouldedGroups
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
    groups, sight = figures.groups, _Sight(current)
    known = _Known(groups, current)
    doubtful = {}
    for name, group in groups.items():
        if name not in known.sound:
            if name not in RESERVED and _is_sound(group, sight):
                known.learn(name)
            else:
                doubtful[name] = group
    return doubtful


class _Limited(NamedTuple):
    """Places of counts, each with that of a number which it must not exceed.

    A whole of zero limits nothing, but a part of zero is zero. `sums` are places of wholes and their parts.
    """

    by_wholes: Sequence[tuple[int, int]]
    by_parts: Sequence[tuple[int, int]]
    sums: Sequence[tuple[int, Sequence[int]]]

    def holds(self, numbers: Sequence[Any]) -> bool:
        """Tell whether steady counts of a unit are sound."""
        at = numbers.__getitem__
        for count, whole in self.by_wholes:
            if at(count) > at(whole) > 0:
                return False
        for part, above in self.by_parts:
            if at(part) > at(above):
                return False
        return all(at(whole) == sum(map(at, parts)) for whole, parts in self.sums)


class _Learnt(dict[str, _Limited]):
    """The groups that have been found sound in units of a mould."""

    def __init__(self) -> None:
        super().__init__()
        self._limits = _Columns([])

    def learn(self, name: str, limited: _Limited) -> None:
        """Remember a group."""
        self[name] = limited
        self._limits = _Columns(self.values())

    def sound(self, cast: Cast, steady: frozenset[str]) -> frozenset[str]:
        """Return those that are sound in a unit with steady groups: nearly always all, found at one look."""
        if steady >= self.keys() and self._limits.hold(cast.numbers):
            return frozenset(self)
        return frozenset(
            [name for name, limited in self.items() if name in steady and limited.holds(cast.numbers)]
        )


class _Columns:
    """The limits of several groups, by the column."""

    def __init__(self, limits: Iterable[_Limited]) -> None:
        limits = list(limits)
        below = [pair for each in limits for pair in (*each.by_wholes, *each.by_parts)]
        self._numbers, self._limits = [low for low, _ in below], [high for _, high in below]
        self._sums = [each for limited in limits for each in limited.sums]

    def hold(self, numbers: Sequence[Any]) -> bool:
        """Tell whether no number exceeds another one, be it zero, and all sums add up."""
        at = numbers.__getitem__
        if any(map(gt, map(at, self._numbers), map(at, self._limits))):
            return False
        return all(at(whole) == sum(map(at, parts)) for whole, parts in self._sums)


class _Known:
    """The groups of a unit that need no closer look, and how others of its mould are spared one."""

    def __init__(self, groups: Mapping[str, GroupInput], current: Period) -> None:
        cast = groups.cast() if isinstance(groups, MouldedGroups) else None
        self.sound = self._steady = frozenset[str]()
        self._cast = cast
        if cast is not None and isinstance(groups, MouldedGroups):
            self._learnt, self._steady = _learnt(cast.mould, current), groups.steady()
            self.sound = self._learnt.sound(cast, self._steady)

    def learn(self, name: str) -> None:
        """Remember that a group has been found sound."""
        if self._cast is not None and name in self._steady:
            self._learnt.learn(name, _limited(self._cast.mould.groups[name]))


@lru_cache(maxsize=64)
def _learnt(_: Mould, __: Period) -> _Learnt:
    """Return the groups that have been found sound in units of a mould, in a period."""
    return _Learnt()


def _limited(group: GroupInput) -> _Limited:
    wholes, parts = list[tuple[int, int]](), list[tuple[int, int]]()
    for data in group.indicators.values():
        counts, limits = data.counts or {}, {**(group.totals or {}), **data.denominators}
        wholes += _pairs(counts, limits)
        if data.part_of is not None:
            parts += _pairs(counts, group.indicators[data.part_of].counts or {})
    sums = [each for key, names in _sums(group) for each in _sum_places(group, key, names)]
    return _Limited(wholes, parts, sums)


def _sum_places(group: GroupInput, key: str, names: Iterable[str]) -> Iterator[tuple[int, list[int]]]:
    wholes: Mapping[Period, Any] = (group.indicators[key].counts if key else group.totals) or {}
    added = _added(group, names)
    for period, place in wholes.items():
        parts: list[Any] = [each[period] for each in added if period in each]
        if added and len(parts) == len(added):
            yield place, parts


def _pairs(counts: Mapping[Period, Any], limits: Mapping[Period, Any]) -> list[tuple[int, int]]:
    return [(place, limits[period]) for period, place in counts.items() if period in limits]


@lru_cache(maxsize=64)
class _Sight:
    """The current period, and the periods that may have numbers."""

    def __init__(self, current: Period) -> None:
        self.current, self.likely = current, frozenset(range(YEARS.start, current + 1))


def _is_sound(group: GroupInput, sight: _Sight) -> bool:
    if group.rows is not None or group.balanced:
        return False
    totals = _sound_counts(group.totals or NONE, sight)
    if totals is None:
        return False
    earlier: dict[str, Counts] = {}
    for key, data in group.indicators.items():
        if key in NOT_OF_INDICATORS or data.expression is not None:
            return False
        if not NO_NAMES.issuperset(data.targets):
            return False
        counts = _sound_numbers(data, totals, sight)
        if counts is None or (data.part_of is not None and not _is_part(counts, earlier.get(data.part_of))):
            return False
        earlier[key] = counts
    return all(_adds_up(group, key, parts, earlier.get(key, totals)) for key, parts in _sums(group))


def _sums(group: GroupInput) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is the sum of which parts; the total goes without a name."""
    if group.parts:
        yield "", group.parts
    yield from ((key, data.parts) for key, data in group.indicators.items() if data.parts)


def _added(group: GroupInput, parts: Iterable[str]) -> list[Counts]:
    """Return the counts of the parts that are added up."""
    return [group.indicators[key].counts or NONE for key in parts if not group.indicators[key].is_concurrent]


def _adds_up(group: GroupInput, key: str, parts: Sequence[str], wholes: Counts) -> bool:
    """Tell whether something is the sum of its parts, all of them counts, each named once."""
    if len({key, *parts}) <= len(parts) or not group.indicators.keys() >= set(parts):
        return False
    if any(group.indicators[each].counts is None for each in (*parts, *([key] if key else []))):
        return False
    added = _added(group, parts)
    if any(CURRENT in counts for counts in added):
        return False
    for period, whole in wholes.items():
        counts = [known for each in added if (known := each.get(period)) is not None]
        if whole is not None and added and len(counts) == len(added) and sum(counts) != whole:
            return False
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
