"""Figures of one shape: a mould that units have in common, and the numbers of one unit in its order.

Of units whose figures differ in numbers only it is known beforehand which number each printed measure takes;
so nobody need look for it among names and periods.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reportgen.model.figures_input import CURRENT, GroupInput

NEAREST_SLIP = 8
"""Two numbers less than so many times apart are surely no slip of the decimal point."""
WHOLE = frozenset({int})


class At(int):
    """A place in the list of a unit's numbers, standing where the number itself would stand."""

    __slots__ = ()


class Mould:
    """Groups of figures with places for numbers; two moulds are never equal."""

    __slots__ = ("_all_counts", "_counts", "_names", "groups")

    def __init__(self, groups: Mapping[str, GroupInput]) -> None:
        self.groups = groups
        self._counts: list[_GroupCounts] | None = None
        self._all_counts, self._names = _GroupCounts("", (), ()), frozenset[str]()

    def steady_groups(self, numbers: Sequence[Any]) -> frozenset[str]:
        """Return the groups of a unit with all counts there, none below zero, and all rows steady.

        A row is steady when its counts of all periods are of one size, or one of two is zero. What else is
        told of such a group by its counts alone is the same in all units of the mould.
        """
        counts = self._countable()
        if self._all_counts.is_steady(numbers):  # nearly always: one look instead of one at each group
            return self._names
        return frozenset([each.name for each in counts if each.is_steady(numbers)])

    @property
    def countable(self) -> list[str]:
        """The groups that may be steady."""
        return [each.name for each in self._countable()]

    def _countable(self) -> list[_GroupCounts]:
        if self._counts is None:
            self._counts = list(_counts(self.groups))
            self._all_counts = _together(self._counts)
            self._names = frozenset([each.name for each in self._counts])
        return self._counts


class _GroupCounts(NamedTuple):
    """Where the counts of a group stand: all of them; and those of each row that has several periods."""

    name: str
    places: Sequence[int]
    rows: Sequence[Sequence[int]]

    def is_steady(self, numbers: Sequence[Any]) -> bool:
        counts = [numbers[place] for place in self.places]
        if not WHOLE.issuperset(map(type, counts)) or (counts and min(counts) < 0):
            return False
        for row in self.rows:
            if len(row) == 2:
                low, high = numbers[row[0]], numbers[row[1]]
                if (high >= NEAREST_SLIP * low and low) or low >= NEAREST_SLIP * high > 0:
                    return False
            elif not 0 < max(known := [numbers[place] for place in row]) < NEAREST_SLIP * min(known):
                return False
        return True


def _together(counts: Iterable[_GroupCounts]) -> _GroupCounts:
    places = [place for each in counts for place in each.places]
    return _GroupCounts("", places, [row for each in counts for row in each.rows])


def _counts(groups: Mapping[str, GroupInput]) -> Iterator[_GroupCounts]:
    """Yield the groups that may be steady: all their numbers are counts that units type, or have no other."""
    for name, group in groups.items():
        rows: list[Mapping[int, Any]] = [group.totals or {}]
        measured: list[Mapping[int, Any]] = []
        for indicator in group.indicators.values():
            rows += [indicator.counts or {}, indicator.denominators]
            measured.append(indicator.values or {})
        is_dated = not any(CURRENT in numbers for numbers in (*rows, *measured))
        is_typed = all(type(number) is At for row in rows for number in row.values())
        if group.rows is None and is_dated and is_typed and all(len(numbers) < 2 for numbers in measured):
            found = [[*row.values()] for row in rows]
            yield _GroupCounts(
                name, [place for row in found for place in row], [row for row in found if len(row) > 1]
            )


class Cast(NamedTuple):
    """The numbers of a unit in the order of their mould."""

    mould: Mould
    numbers: Sequence[Any]


class MouldedGroups(dict[str, GroupInput]):
    """Groups of a unit that fit a mould; a copy is a plain dict, since whoever makes it may change it.

    `find` finds the numbers that they hold; None when too many moulds are known already.
    """

    __slots__ = ("_cast", "_find", "_steady")

    def __init__(self, groups: Mapping[str, GroupInput], find: Callable[[], Cast | None]) -> None:
        super().__init__(groups)
        self._find: Callable[[], Cast | None] | None = find
        self._cast: Cast | None = None
        self._steady: frozenset[str] | None = None

    def cast(self) -> Cast | None:
        """Return which numbers they hold, found at the first question; None when no mould is at hand."""
        find = self._find
        if find is not None:
            self._cast = find()
            self._find = None
        return self._cast

    def steady(self) -> frozenset[str]:
        """Return the groups whose counts are steady, found once; none when the mould is not known."""
        if self._steady is None:
            cast = self.cast()
            self._steady = cast.mould.steady_groups(cast.numbers) if cast is not None else frozenset()
        return self._steady

    def __copy__(self) -> dict[str, GroupInput]:
        return dict(self)

    def __reduce__(self) -> tuple[type[dict[str, GroupInput]], tuple[dict[str, GroupInput]]]:
        return dict, (dict(self),)
