"""One figure, child after child: the sum, mean, largest or smallest, and who has not given any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from reportgen.consolidate.exact import add, later, times
from reportgen.model.consolidation import FigureMethod, Method
from reportgen.model.skeleton import Slot
from reportgen.model.unit_values import Exact, FigureKey, Numbers, UnitValues, figure_key

Missing = tuple[str, ...]


@dataclass(slots=True)
class Gathered:
    """What the children have given for one period; `given` is a set of bits, one for each child."""

    given: int = 0
    number: Exact | None = None
    weight: Fraction = Fraction(0)
    missing: dict[int, Missing] = field(default_factory=dict)
    """Units below a child that have not given theirs, by the child."""


class FigureGathering:
    """One figure of the parent on its way."""

    def __init__(self, slot: Slot, how: FigureMethod) -> None:
        self.slot, self.how = slot, how
        self.periods: dict[int, Gathered] = {period: Gathered() for period in slot.base}
        self.is_left_out = False
        """Whether children have given numbers of which nobody has said what to make."""
        self._weight: FigureKey = figure_key(how.by)
        self._put = {
            Method.SUM: self._add,
            Method.MEAN: self._add_weighted,
            Method.LARGEST: self._keep_largest,
            Method.SMALLEST: self._keep_smallest,
        }.get(how.method or Method.NONE)
        self._adds = how.method is Method.SUM

    def take(self, numbers: Numbers, child: UnitValues, bit: int) -> None:
        """Take in the numbers that one child has given of the figure."""
        self.is_left_out |= self.how.is_undecided
        put, periods = self._put, self.periods
        for period, number in numbers.items():
            if number is None:
                continue
            gathered = periods.get(period)
            if gathered is None:
                gathered = periods[period] = Gathered()
            if self._adds and type(number) is int and type(gathered.number) is int:  # nearly all are such
                gathered.number += number
                gathered.given |= bit
            elif put is not None and put(gathered, number, child, period):
                gathered.given |= bit

    def take_missing(self, child: UnitValues, index: int) -> None:
        """Remember which units below a child have not given their figures."""
        for period, gathered in self.periods.items():
            if units := child.missing.get((*self.slot.key, period)):
                gathered.missing[index] = units

    # --- the methods: each tells whether the number counts ---------------------------------------------

    def _add(self, gathered: Gathered, number: Exact, _: UnitValues, __: int) -> bool:
        gathered.number = number if gathered.number is None else add(gathered.number, number)
        return True

    def _add_weighted(self, gathered: Gathered, number: Exact, child: UnitValues, period: int) -> bool:
        weight = child.weights.get((*self.slot.key, period))
        if weight is None:
            given = child.number(self._weight, period)
            if given is None:
                return False
            weight = Fraction(given)
        gathered.weight += weight
        gathered.number = Fraction(gathered.number or 0) + Fraction(number) * weight
        return True

    def _keep_largest(self, gathered: Gathered, number: Exact, _: UnitValues, __: int) -> bool:
        kept = gathered.number
        gathered.number = number if kept is None else later(kept, number, is_largest=True)
        return True

    def _keep_smallest(self, gathered: Gathered, number: Exact, _: UnitValues, __: int) -> bool:
        kept = gathered.number
        gathered.number = number if kept is None else later(kept, number, is_largest=False)
        return True

    # --- the result ------------------------------------------------------------------------------------

    def results(self, codes: list[str]) -> Iterator[tuple[int, Exact | None, Missing, Fraction | None]]:
        """Yield period, number, who has not given it, and the weight behind a mean.

        A number that the skeleton has for all units is the parent's too, unless a child has given another.
        """
        if self._put is None:
            return
        everybody = (1 << len(codes)) - 1
        for period, gathered in self.periods.items():
            shared = self.slot.base.get(period)
            if shared is not None and not gathered.given:
                continue
            absent = list(_bits(everybody & ~gathered.given))
            if shared is not None:
                self._put_shared(gathered, shared, len(absent))
                absent = []
            missing = _units(codes, absent, gathered.missing)
            number = self._number(gathered)
            if absent and not self.how.skips_missing:
                number = None
            is_mean = self.how.method is Method.MEAN and number is not None
            yield period, number, missing, gathered.weight if is_mean else None

    def _put_shared(self, gathered: Gathered, shared: int | Exact, times_given: int) -> None:
        if not times_given or gathered.number is None:
            return
        if self.how.method is Method.SUM:
            gathered.number = add(gathered.number, times(shared, times_given))
        elif self.how.method is not Method.MEAN:
            is_largest = self.how.method is Method.LARGEST
            gathered.number = later(gathered.number, shared, is_largest=is_largest)

    def _number(self, gathered: Gathered) -> Exact | None:
        if self.how.method is not Method.MEAN or gathered.number is None:
            return gathered.number
        return Fraction(gathered.number) / gathered.weight if gathered.weight else None


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _units(codes: list[str], absent: list[int], below: dict[int, Missing]) -> Missing:
    """Return the units that have not given a figure: those below a child rather than the child itself."""
    found = {index: (codes[index],) for index in absent} | below
    return tuple(dict.fromkeys(unit for index in sorted(found) for unit in found[index]))
