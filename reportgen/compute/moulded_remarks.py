"""Remarks on units of one mould: which rows call for one, found by the places of their whole numbers.

A steady group (`model/mould.py`) has all its counts, none below zero, and no slip among them. What is left to
ask of its rows are jumps and targets, and that is a comparison or two of numbers whose places are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from reportgen.compute.quiet_rows import FALL, LEAST_CHANGE, POINTS, RISE, Looks, percentages
from reportgen.compute.typed_rows import TOTAL
from reportgen.model.figures_input import GroupInput, IndicatorInput, Period
from reportgen.model.mould import Mould, MouldedGroups
from reportgen.vietnamese import Ratio

MOST_MOULDS = 64
MOST_RISE, MOST_FALL, MOST_POINTS = int(RISE), int(FALL), int(POINTS)
FIGURE_JUMP, RATE_JUMP, TARGET_BELOW_BASE = "figure-jump", "rate-jump", "target-below-base"
Causes = tuple[str, ...]
"""The rules that have something to tell of a row; empty for a quiet one."""
ANY: Causes = ("*",)
"""Any rule may have something to tell."""
Places = Mapping[Period, int]
Place = int
NO_ROWS: Mapping[str, Sequence[RemarkRow]] = {}
RateAt = tuple[Place, Place]
"""Where a count stands, and what it is divided by."""


class RemarkRow(NamedTuple):
    """A row of a group, and where the numbers stand that decide whether there is something to tell of it."""

    name: str
    jump: tuple[Place, Place] | None
    """The last period and the current one."""
    divisors: tuple[Place, ...]
    rates: tuple[RateAt, RateAt] | None
    """The last period and the current one."""
    target: tuple[RateAt, Ratio] | None
    """The base period, and the lowest target in percent of the years to come."""
    looks: tuple[tuple[str, int], ...]
    """How many numbers each rule looks at, jumps of figures left out."""

    def causes(self, numbers: Sequence[Any]) -> Causes:
        """Return what gives cause for a remark on a unit with these numbers."""
        for place in self.divisors:
            if not numbers[place]:
                return ANY  # which periods have rates is another question then
        causes: Causes = ()
        if self.jump is not None and _is_jump(numbers[self.jump[0]], numbers[self.jump[1]]):
            causes = (FIGURE_JUMP,)
        if self.rates is not None:
            (a, b), (c, d) = self.rates
            below = numbers[b] * numbers[d]
            if 100 * abs(numbers[c] * numbers[b] - numbers[a] * numbers[d]) > MOST_POINTS * below:
                causes += (RATE_JUMP,)
        if self.target is not None:
            (a, b), (n, d) = self.target
            if n * numbers[b] < 100 * numbers[a] * d:
                causes += (TARGET_BELOW_BASE,)
        return causes


def _is_jump(was: int, now: int) -> bool:
    """Tell whether a number jumps from another, neither being below zero."""
    more = now - was
    if not was or -LEAST_CHANGE < more < LEAST_CHANGE:
        return False
    return more * 100 > MOST_RISE * was or -more * 100 > MOST_FALL * was


class Remarks:
    """Asks the groups of a unit by the places of their numbers."""

    def __init__(self, given: Mapping[str, GroupInput], current: Period, base: Period | None) -> None:
        cast = given.cast() if isinstance(given, MouldedGroups) else None
        self._rows, self._steady = NO_ROWS, frozenset[str]()
        self._numbers: Sequence[Any] = ()
        if cast is not None and isinstance(given, MouldedGroups):
            self._rows, self._numbers = _known(cast.mould, current, base), cast.numbers
            self._steady = given.steady()

    def loud(self, group: str, looked_at: dict[str, int]) -> list[tuple[str, Causes]] | None:
        """Return the rows of a group that have to be looked at; None when that takes the figures themselves.

        What else was looked at is counted: whoever looks closer counts that.
        """
        rows = self._rows.get(group)
        if rows is None or group not in self._steady:
            return None
        numbers, loud = self._numbers, list[tuple[str, Causes]]()
        for row in rows:
            causes = row.causes(numbers)
            if causes:
                loud.append((row.name, causes))
            if causes is ANY:
                continue
            for rule, count in row.looks:
                if rule not in causes:
                    looked_at[rule] += count
            if row.jump is not None and numbers[row.jump[0]] and FIGURE_JUMP not in causes:
                looked_at[FIGURE_JUMP] += 1
        return loud


@lru_cache(maxsize=MOST_MOULDS)
def _known(mould: Mould, current: Period, base: Period | None) -> Mapping[str, Sequence[RemarkRow]]:
    found = {name: list(_rows(mould.groups[name], current, base)) for name in mould.countable}
    return {
        name: [row for row in rows if row is not None] for name, rows in found.items() if None not in rows
    }


def _rows(group: GroupInput, current: Period, base: Period | None) -> Iterator[RemarkRow | None]:
    """Yield the rows of a group; None for one that is always looked at."""
    totals: Places = group.totals or {}  # type: ignore[assignment]
    if group.totals is not None:
        yield _row(TOTAL, totals, {}, {}, current, base)
    for name, data in group.indicators.items():
        yield _row_of(name, data, totals if group.totals is not None else None, current, base)


def _row_of(
    name: str, data: IndicatorInput, totals: Places | None, current: Period, base: Period | None
) -> RemarkRow | None:
    counts: Places = data.counts or {}  # type: ignore[assignment]
    own: Places = data.denominators  # type: ignore[assignment]
    if data.expression is not None or (data.values and (own or data.counts is not None)):
        return None
    if not own and (totals is None or data.counts is None):
        return _row(name, counts, {}, {}, current, base)
    targets, percents = data.targets, percentages(data.targets)
    if percents is None:
        return None
    divisors = {period: place for period, place in {**(totals or {}), **own}.items() if period in counts}
    row = _row(name, counts, divisors, targets, current, base)
    return row._replace(looks=(*row.looks, *percents.items()))


def _row(
    name: str,
    counts: Places,
    divisors: Places,
    targets: Mapping[str, Mapping[Period, tuple[Ratio, ...]]],
    current: Period,
    base: Period | None,
) -> RemarkRow:
    """Return a row whose counts and what they are divided by stand at these places."""
    rates = {period: (int(counts[period]), int(place)) for period, place in divisors.items()}
    jump, rate_jump = (_last_two(each, current) for each in (counts, rates))
    coming = [[ends for year, ends in years.items() if year > current] for years in targets.values()]
    lowest = [max(Fraction(*end) for end in ends) for years in coming for ends in years]
    has_targets, looks = bool(targets) and base in rates, Looks()
    if len(counts) > 1:
        looks["scale-slip"] = len(counts) - 1
    if rate_jump is not None:
        looks[RATE_JUMP] = 1
    if has_targets:
        looks[TARGET_BELOW_BASE] = sum(map(bool, coming))
    at_base = rates[base] if has_targets and base is not None else None
    return RemarkRow(
        name,
        jump,
        tuple(int(place) for place in divisors.values()),
        rate_jump,
        (at_base, min(lowest).as_integer_ratio()) if at_base is not None and lowest else None,
        tuple(looks.items()),
    )


def _last_two(places: Mapping[Period, Any], current: Period) -> tuple[Any, Any] | None:
    """Return what stands for the last period before the current one, and for that one."""
    earlier = [period for period in places if period < current]
    return (places[max(earlier)], places[current]) if earlier and current in places else None
