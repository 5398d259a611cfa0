"""Remarks on units of one mould: which rows call for one, found by the places of their whole numbers.

A steady group (`model/mould.py`) has all its counts, none below zero, and no slip among them. What is left to
ask of its rows are jumps and targets: a comparison or two of numbers whose places are known, made a column of
rows at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from reportgen.compute.columns import picking
from reportgen.compute.group import Group
from reportgen.compute.quiet_rows import FALL, LEAST_CHANGE, POINTS, RISE
from reportgen.compute.remark_rows import Numbers, Remark, RemarkRow, rows_of_group
from reportgen.compute.remark_texts import FIGURE_JUMP, RATE_JUMP, TARGET_BELOW_BASE
from reportgen.compute.teller import Periods
from reportgen.model.mould import Mould, MouldedGroups

if TYPE_CHECKING:
    from reportgen.compute.book import Book

MOST_MOULDS = 64
MOST, LEAST, MOST_POINTS = 100 + int(RISE), 100 - int(FALL), int(POINTS)
"""What a number may become, in percent of what it was; how far a rate may move."""
ANY = "*"
"""Any rule may have something to tell."""
Loud = dict[str, dict[str, Sequence[Remark] | None]]


class Remarks:
    """What there is to tell of the steady groups of a unit.

    `groups` are those that have been asked, `looks` tells how many numbers each rule looked at. `loud` has
    the remarks by group and row; None for a row whose figures have to be asked, of which nothing was counted.
    """

    def __init__(self, book: Book) -> None:
        self.groups, self.looks, self.loud = frozenset[str](), Counter[str](), Loud()
        cast = book.given.cast() if isinstance(book.given, MouldedGroups) else None
        if cast is not None and isinstance(book.given, MouldedGroups):
            known = _known_of(book, cast.mould)
            self.groups = known.together.groups & book.given.steady()
            for rows in known.of(self.groups):
                rows.ask(cast.numbers, self)


class _Columns:
    """Rows of a mould, their numbers picked by the column."""

    def __init__(self, groups: Mapping[str, Sequence[RemarkRow]]) -> None:
        self.groups = frozenset(groups)
        self.rows = [(name, row) for name, rows in groups.items() for row in rows]
        rows = list(enumerate([row for _, row in self.rows]))
        divisors = [(number, place) for number, row in rows for place in row.divisors]
        jumps = [(number, row.jump) for number, row in rows if row.jump is not None]
        rates = [(number, row.rates) for number, row in rows if row.rates is not None]
        aims = [(number, row.aims) for number, row in rows if row.aims is not None]
        self._divided, self._divisors = [row for row, _ in divisors], picking([at for _, at in divisors])
        self._jumping = [row for row, _ in jumps]
        self._was, self._now = (
            picking([each.was for _, each in jumps]),
            picking([each.now for _, each in jumps]),
        )
        self._rated = [row for row, _ in rates]
        ends = [[*each.was, *each.now] for _, each in rates]
        self._rates = [picking([each[part] for each in ends]) for part in range(4)]
        self._aims = [(row, *each.lowest) for row, each in aims]
        self._bases = [picking([each.base[part] for _, each in aims]) for part in range(2)]
        self._looks = sum([Counter(row.looks) for _, row in self.rows], Counter[str]())

    def ask(self, numbers: Numbers, told: Remarks) -> None:
        """Tell of a unit with these numbers."""
        was = self._was(numbers)
        told.looks.update(self._looks)
        told.looks[FIGURE_JUMP] += len(was) - was.count(0)
        loud = self._loud(numbers)
        for number in sorted(loud):
            group, row = self.rows[number]
            is_open = ANY in loud[number]
            remarks = None if is_open else [*row.remarks(loud[number], numbers)]
            told.loud.setdefault(group, {})[row.name] = remarks
            if is_open:
                told.looks.subtract(row.looks)
                told.looks[FIGURE_JUMP] -= int(row.jump is not None and numbers[row.jump.was] > 0)

    def _loud(self, numbers: Numbers) -> dict[int, list[str]]:
        """Return the rules that have something to tell, by the number of the row."""
        loud: dict[int, list[str]] = {}
        divisors = self._divisors(numbers)
        if 0 in divisors:  # which periods have rates is another question then
            loud = {row: [ANY] for row, divisor in zip(self._divided, divisors, strict=True) if not divisor}
        jumps, moves, passed = self._jumps(numbers), self._moves(numbers), self._passed(numbers)
        for rule, rows in ((FIGURE_JUMP, jumps), (RATE_JUMP, moves), (TARGET_BELOW_BASE, passed)):
            for row in rows:
                loud.setdefault(row, []).append(rule)
        return loud

    def _jumps(self, numbers: Numbers) -> list[int]:
        return [
            row
            for row, was, now in zip(self._jumping, self._was(numbers), self._now(numbers), strict=True)
            if (100 * now > MOST * was or 100 * now < LEAST * was) and was and abs(now - was) >= LEAST_CHANGE
        ]

    def _moves(self, numbers: Numbers) -> list[int]:
        rates = [picked(numbers) for picked in self._rates]
        return [
            row
            for row, a, b, c, d in zip(self._rated, *rates, strict=True)
            if 100 * abs(c * b - a * d) > MOST_POINTS * b * d
        ]

    def _passed(self, numbers: Numbers) -> list[int]:
        bases = [picked(numbers) for picked in self._bases]
        return [
            row
            for (row, n, d), number, whole in zip(self._aims, *bases, strict=True)
            if n * whole < 100 * number * d
        ]


class _Known:
    """The groups of a mould that can be asked: all together, as nearly always, or each alone."""

    def __init__(self, groups: Mapping[str, Sequence[RemarkRow]]) -> None:
        self.together = _Columns(groups)
        self._alone = {name: _Columns({name: rows}) for name, rows in groups.items()}

    def of(self, groups: frozenset[str]) -> Iterable[_Columns]:
        """Return the columns of some groups."""
        if groups == self.together.groups:
            return [self.together]
        return [columns for name, columns in self._alone.items() if name in groups]


_KNOWN: dict[tuple[Mould, Periods], _Known] = {}


def _known_of(book: Book, mould: Mould) -> _Known:
    """Return what is known of a mould in the periods of a unit; that keeps nothing of the unit."""
    key = mould, book.calendar
    known = _KNOWN.get(key)
    if known is None:
        if len(_KNOWN) >= MOST_MOULDS:
            _KNOWN.clear()
        found = {name: rows_of_group(Group(book, name, mould.groups[name])) for name in mould.countable}
        known = _KNOWN[key] = _Known({name: rows for name, rows in found.items() if rows is not None})
    return known
