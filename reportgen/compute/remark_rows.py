"""What is known of the rows of a mould before any unit is asked: which numbers decide on remarks, and whence.

The places of numbers stand where the numbers of a unit would; whatever a remark says besides is ready.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from reportgen.compute.group import Group
from reportgen.compute.indicator import Indicator
from reportgen.compute.quiet_rows import Looks, percentages
from reportgen.compute.remark_texts import (
    FIGURE_JUMP,
    RATE_JUMP,
    TARGET_BELOW_BASE,
    Targets,
    below_rate,
    figure_jump,
    rate_jump,
    target_text,
    targets_below,
)
from reportgen.compute.trace import inputs_of_rate
from reportgen.errors import Severity
from reportgen.model.base import Path
from reportgen.model.figures_input import Period
from reportgen.vietnamese import Ratio

MOST_REMARKS = 20_000
Numbers = Sequence[Any]
Place = int
RateAt = tuple[Place, Place]
"""Where a count stands, and what it is divided by."""


class Remark(NamedTuple):
    """A finding before its places are looked up: those of the inputs that it is about."""

    rule: str
    severity: Severity
    message: str
    inputs: Sequence[Path]


class Change(NamedTuple):
    """A count, or a rate, of the last period and of the current one."""

    periods: tuple[Period, Period]
    was: Any
    now: Any
    inputs: Sequence[Path]


class Target(NamedTuple):
    """Targets of one name for the years to come: what they are called, and where they are typed."""

    what: str
    coming: Targets
    paths: Mapping[Period, Path]


@dataclass(frozen=True, slots=True, eq=False)
class Aims:
    """The targets of a row for the years to come, and the base period, whose rate is to be below them."""

    period: Period
    base: RateAt
    inputs: Sequence[Path]
    lowest: Ratio
    """The lowest of them, in percent."""
    targets: Sequence[Target]


class RemarkRow(NamedTuple):
    """A row of a group, and where the numbers stand that decide whether there is something to tell of it."""

    name: str
    path: str
    divisors: tuple[Place, ...]
    jump: Change | None
    rates: Change | None
    aims: Aims | None
    looks: Looks
    """How many numbers each rule looks at, jumps of figures left out."""

    def remarks(self, rules: Sequence[str], numbers: Numbers) -> Iterator[Remark]:
        """Yield what these rules have to tell of the numbers of a unit."""
        jump, rates, aims = self.jump, self.rates, self.aims
        if FIGURE_JUMP in rules and jump is not None:
            said = figure_jump(self.path, jump.periods, ((numbers[jump.was], 1), (numbers[jump.now], 1)))
            yield from [Remark(FIGURE_JUMP, *said, jump.inputs)] if said is not None else ()
        if RATE_JUMP in rules and rates is not None:
            said = rate_jump(self.path, rates.periods, (_at(rates.was, numbers), _at(rates.now, numbers)))
            yield from [Remark(RATE_JUMP, *said, rates.inputs)] if said is not None else ()
        if TARGET_BELOW_BASE in rules and aims is not None:
            yield from _below(aims, *_at(aims.base, numbers))


def _at(places: RateAt, numbers: Numbers) -> Ratio:
    return numbers[places[0]], numbers[places[1]]


@lru_cache(maxsize=MOST_REMARKS)
def _below(aims: Aims, number: int, whole: int) -> list[Remark]:
    """Return what is told of targets at a rate in the base period; many units have the same few."""
    remarks = []
    for what, coming, paths in aims.targets:
        if below := below_rate(coming, (number, whole)):
            message = targets_below(what, below, aims.period, (number, whole))
            inputs = [*[paths[year] for year in below], *aims.inputs]
            remarks.append(Remark(TARGET_BELOW_BASE, Severity.INFO, message, inputs))
    return remarks


def rows_of_group(group: Group) -> list[RemarkRow] | None:
    """Return the rows of a group of a mould; None when one of them has to be looked at in each unit."""
    total = group.total_row
    rows = [_row(row) for row in group]
    known = [row for row in rows if row is not None]
    if len(known) < len(rows):
        return None
    return known if total is None else [_row_with(total, {}), *known]


def _row(row: Indicator) -> RemarkRow | None:
    data, totals = row.data, row.group.data.totals
    if data.expression is not None or (data.values and (data.denominators or data.counts is not None)):
        return None
    if not data.denominators and (totals is None or data.counts is None):
        return _row_with(row, {})
    percents = percentages(data.targets)
    if percents is None:
        return None
    found = _row_with(row, {**(totals or {}), **data.denominators})
    return found._replace(looks={**found.looks, **percents})


def _row_with(row: Indicator, divisors: Mapping[Period, Any]) -> RemarkRow:
    """Return what is known of a row whose counts are divided by what stands at these places."""
    counts: Mapping[Period, Any] = row.data.counts or {}
    rates = {period: (int(counts[period]), int(at)) for period, at in divisors.items() if period in counts}
    pair, rate_pair, aims = _last_two(row, counts), _last_two(row, rates), _aims(row, rates)
    looks = {"scale-slip": len(counts) - 1} if len(counts) > 1 else {}
    looks |= {RATE_JUMP: 1} if rate_pair is not None else {}
    looks |= {TARGET_BELOW_BASE: len(aims.targets)} if aims is not None else {}
    jump = rate_change = None
    if pair is not None:
        inputs = [row.input_path("own", period) for period in reversed(pair)]
        jump = Change(pair, int(counts[pair[0]]), int(counts[pair[1]]), inputs)
    if rate_pair is not None:
        inputs = [path for period in reversed(rate_pair) for path in inputs_of_rate(row, period)]
        rate_change = Change(rate_pair, rates[rate_pair[0]], rates[rate_pair[1]], inputs)
    divided_by = tuple([divisor for _, divisor in rates.values()])
    return RemarkRow(row.key, row.path, divided_by, jump, rate_change, aims, looks)


def _last_two(row: Indicator, numbers: Mapping[Period, Any]) -> tuple[Period, Period] | None:
    """Return the last period before the current one, and that one, if there are numbers of both."""
    current = row.book.current
    earlier = [period for period in numbers if period < current]
    return (max(earlier), current) if earlier and current in numbers else None


def _aims(row: Indicator, rates: Mapping[Period, RateAt]) -> Aims | None:
    base = row.book.base
    if base is None or base not in rates:
        return None
    targets = []
    for name, years in row.data.targets.items():
        coming = {year: ends for year, ends in years.items() if year > row.book.current}
        paths = {year: row.target_path(year, name) for year in coming}
        targets += [Target(target_text(row.path, name), coming, paths)] if coming else []
    if not targets:
        return None
    highest_ends = [max(Fraction(*end) for end in ends) for each in targets for ends in each.coming.values()]
    lowest = min(highest_ends).as_integer_ratio()
    return Aims(base, rates[base], inputs_of_rate(row, base), lowest, targets)
