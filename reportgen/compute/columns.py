"""Measures that are told alike, as one column of a plan: shares of any period and table in the same style."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from reportgen.compute.teller import NOT_TOLD, Periods, Prepared, Rows, Tell, Wanted, numbers_of

Picking = Callable[[Sequence[Any]], Sequence[Any]]


def picking(places: Sequence[int]) -> Picking:
    """Return what picks the members at these places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda members: [members[place] for place in places]


class Stretch(NamedTuple):
    """Measures that take the same numbers of their rows: one measure of one period."""

    wanted: tuple[Wanted, ...]
    picked: Picking


class Column(NamedTuple):
    """Stretches that are prepared alike; None prepares nothing, and all is left to figures."""

    prepared: Prepared | None
    stretches: Sequence[Stretch]

    def prepare(self, rows: Rows) -> Tell:
        """Return what tells the column of units that type the same beside their numbers."""
        own = [row for stretch in self.stretches for row in stretch.picked(rows)]
        if self.prepared is None:
            nothing = [NOT_TOLD] * len(own)
            return lambda: nothing
        return self.prepared(own)

    def each_number(self, rows: Rows, number: Callable[[Rows, Wanted], Sequence[Any]]) -> list[list[Any]]:
        """Return what stands for each number that is wanted, of all its rows."""
        picked = [(stretch.picked(rows), stretch.wanted) for stretch in self.stretches]
        wanted = range(len(picked[0][1]))
        return [[each for own, kinds in picked for each in number(own, kinds[place])] for place in wanted]

    def told(self, rows: Rows, periods: Periods) -> list[str]:
        """Return the texts of a unit's rows."""
        numbers = self.each_number(rows, lambda picked, wanted: numbers_of(picked, wanted, periods))
        return self.prepare(rows)(*numbers)
