"""Rows of figures of which the general rules surely have nothing to tell, found by comparing whole numbers.

Nearly all rows are such; they are neither made into indicators nor are fractions made of their numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from reportgen.compute.teller import NONE
from reportgen.model.data_rule import Limits
from reportgen.model.figures_input import CURRENT, GroupInput, IndicatorInput, Period
from reportgen.model.mould import NEAREST_SLIP, Mould, MouldedGroups
from reportgen.vietnamese import Ratio

RISE, FALL, POINTS = Decimal(300), Decimal(75), Decimal(50)
"""Changes that are told unless the author sets other limits: fourfold, to a quarter, half of the whole."""
LEAST_CHANGE = 20
"""Counts of a handful jump all the time."""
Numbers = Mapping[Period, int | Decimal | None]
Targets = Mapping[str, Mapping[Period, tuple[Ratio, ...]]]
Rates = dict[Period, tuple[int, int]]
Looks = dict[str, int]
"""How many numbers each rule looked at."""
ONE_JUMP = {"figure-jump": 1}


class QuietRows:
    """Passes over quiet rows of a unit, and counts in `looked_at` what the rules would have looked at."""

    def __init__(
        self,
        current: Period,
        base: Period | None,
        limits: Limits,
        looked_at: Counter[str],
        *,
        tells_infos: bool,
    ) -> None:
        self.current, self.base, self.tells_infos = current, base, tells_infos
        self.has_own_limits = bool(limits.rise or limits.fall or limits.points)
        self.looked_at = looked_at

    def known_by(self, groups: Mapping[str, GroupInput]) -> KnownQuiet:
        """Return what is known of groups from other units of their mould.

        Of what is only noted, and of limits that an office sets, every number has to be looked at.
        """
        if not isinstance(groups, MouldedGroups) or self.tells_infos or self.has_own_limits:
            return KnownQuiet({}, frozenset())
        cast = groups.cast()
        return KnownQuiet(_learnt(cast.mould) if cast is not None else {}, groups.steady())

    def passes_total(self, totals: Numbers) -> bool:
        """Tell whether the total of a group is quiet."""
        return not self.has_own_limits and self._counted(self._numbers(totals))

    def passes(self, data: IndicatorInput, totals: Numbers | None) -> bool:
        """Tell whether an indicator of a group with these totals is quiet."""
        if self.has_own_limits or data.expression is not None:
            return False
        typed: Numbers = data.counts or data.values or NONE
        looks = self._numbers(typed)
        if looks is None or not (data.denominators or (totals is not None and data.counts is not None)):
            return self._counted(looks)
        targets = percentages(data.targets)
        rates = self._rates(data, typed, totals or NONE) if self.tells_infos else NONE
        return targets is not None and rates is not None and self._counted({**looks, **targets, **rates})

    def _counted(self, looks: Looks | None) -> bool:
        """Tell whether there are looks, and take them over."""
        if looks is None:
            return False
        looked_at = self.looked_at
        for rule, number in looks.items():
            looked_at[rule] += number
        return True

    def _numbers(self, typed: Numbers) -> Looks | None:
        """Look for numbers that are far from those of another period; None when there is one."""
        known = [each for each in typed.values() if each is not None]
        if CURRENT in typed:
            return None if self.tells_infos or len(known) > 1 else NONE
        if len(known) < 2:
            return NONE
        low, high = min(known), max(known)
        if type(low) is int and type(high) is int:
            is_near = high < NEAREST_SLIP * low
        else:
            is_near = low > 0 and not may_be_slip(low.as_integer_ratio(), high.as_integer_ratio())
        if not (is_near or (low == 0 and len(known) == 2)):
            return None
        slips, jumps = {"scale-slip": len(known) - 1}, self._jumps(typed) if self.tells_infos else NONE
        return None if jumps is None else {**slips, **jumps}

    def _jumps(self, typed: Numbers) -> Looks | None:
        """Look for a change from the last period that is worth a remark; None when there is one."""
        now, last = typed.get(self.current), self._last(typed)
        before = typed[last] if last is not None else None
        if now is None or before is None or before <= 0:
            return NONE
        is_quiet = may_not_be_jump(before.as_integer_ratio(), now.as_integer_ratio())
        return ONE_JUMP if is_quiet else None

    def _last(self, numbers: Numbers | Rates) -> Period | None:
        """Return the last period before the current one that has a number."""
        current = self.current
        last = None
        for period, number in numbers.items():
            if period < current and number is not None and (last is None or period > last):
                last = period
        return last

    def _rates(self, data: IndicatorInput, typed: Numbers, totals: Numbers) -> Looks | None:
        """Look for a change of rates, and for targets that the base period had passed."""
        rates = _rates_of(typed, {**totals, **data.denominators} if data.denominators else totals)
        if rates is None:
            return None
        looks, last, now = Looks(), self._last(rates), rates.get(self.current)
        if now is not None and last is not None:
            before = rates[last]
            change = abs(now[0] * before[1] - before[0] * now[1])
            if 100 * change > int(POINTS) * now[1] * before[1]:
                return None
            looks["rate-jump"] = 1
        if data.targets and self.base in rates:
            count = self._targets(data.targets, rates[self.base])
            if count is None:
                return None
            looks["target-below-base"] = count
        return looks

    def _targets(self, targets: Targets, base: Ratio) -> int | None:
        """Count the targets with years to come; None when one is below the rate of the base period."""
        count = 0
        for years in targets.values():
            coming = [ends for year, ends in years.items() if year > self.current]
            for ends in coming:
                if is_below(ends, base):
                    return None
            count += bool(coming)
        return count


class KnownQuiet:
    """Groups that were quiet in another unit of the mould: while their counts are steady, they are again."""

    def __init__(self, learnt: dict[str, Looks], steady: frozenset[str]) -> None:
        self._learnt, self._steady = learnt, steady

    def looks(self, name: str) -> Looks | None:
        """Return how many numbers the rules would look at in a quiet group; None for one not known."""
        return self._learnt.get(name) if name in self._steady else None

    def learn(self, name: str, before: Looks, after: Looks) -> None:
        """Remember a group that is quiet by what was looked at before and after it."""
        if name in self._steady:
            self._learnt[name] = {rule: number - before.get(rule, 0) for rule, number in after.items()}


@lru_cache(maxsize=64)
def _learnt(_: Mould) -> dict[str, Looks]:
    """Return the quiet groups of units of a mould."""
    return {}


def _rates_of(typed: Numbers, bases: Mapping[Period, object]) -> Rates | None:
    """Return numbers and what they are divided by; None unless all are plain whole numbers."""
    if CURRENT in bases:
        return None
    rates = Rates()
    for period, number in typed.items():
        base = bases.get(period)
        if number is None or base is None or base == 0:
            continue
        if type(number) is not int or type(base) is not int or base < 0:
            return None
        rates[period] = number, base
    return rates


def percentages(targets: Targets) -> Looks | None:
    """Count targets; None when one of them is no percentage."""
    count = 0
    for years in targets.values():
        count += len(years)
        for ends in years.values():
            for numerator, denominator in ends:
                if not 0 <= numerator <= 100 * denominator:
                    return None
    return {"target-percent": count}


def may_be_slip(a: Ratio, b: Ratio) -> bool:
    """Tell whether two numbers lie so far apart that a slip of the decimal point has to be looked for."""
    one, other = abs(a[0] * b[1]), abs(b[0] * a[1])
    return one >= NEAREST_SLIP * other > 0 or other >= NEAREST_SLIP * one > 0


def may_not_be_jump(before: Ratio, after: Ratio) -> bool:
    """Tell whether a change is within the limits that hold where an author sets none."""
    was, now = before[0] * after[1], after[0] * before[1]
    is_small = abs(now - was) < LEAST_CHANGE * before[1] * after[1]
    return is_small or ((now - was) * 100 <= int(RISE) * was and (was - now) * 100 <= int(FALL) * was)


def is_below(target: tuple[Ratio, ...], rate: Ratio) -> bool:
    """Tell whether a target in percent, one number or two, is below a rate."""
    return not [1 for n, d in target if n * rate[1] >= 100 * rate[0] * d]
