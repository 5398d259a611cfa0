"""The exact values of plain measures, straight from what is typed, as tellers tell their texts.

The tie-out wants them of every printed figure. What is not one whole number over another is left to figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reportgen.compute.columns import Column, Stretch, picking
from reportgen.compute.moulded_columns import MouldedColumns
from reportgen.compute.tellers import (
    COUNTS,
    NONE,
    TOTAL_OF_GROUP,
    TOTALS,
    Periods,
    Rows,
    Tell,
    Teller,
)
from reportgen.compute.tellers import Column as Numbers
from reportgen.compute.typed_rows import rows_of
from reportgen.model.figures_input import UNNAMED, Period
from reportgen.model.slots import ExactValue, Measured
from reportgen.vietnamese import Ratio

if TYPE_CHECKING:
    from reportgen.compute.book import Book

Values = list[ExactValue | None]


class ExactPlan:
    """How the values of some measures are found for units with the same periods."""

    def __init__(self, measured: Sequence[Measured], periods: Periods) -> None:
        labels: dict[str, dict[str, str]] = {}
        like: dict[tuple[Any, ...], list[int]] = {}
        for number, each in enumerate(measured):
            group, _, name = each.path.partition(".")
            labels.setdefault(group, {})[name] = each.label
            like.setdefault(each.key, []).append(number)
        paths = [f"{group}.{name}" for group, names in labels.items() for name in names]
        rows = {path: number for number, path in enumerate(paths)}
        self.labels = labels
        self.columns: list[Column] = []
        order: list[int] = []
        for key, numbers in like.items():
            found = _teller(periods, *key)
            if found is not None:
                picked = picking([rows[measured[number].path] for number in numbers])
                self.columns.append(Column(found.prepared, [Stretch(found.wanted, picked)]))
                order += numbers
        self._moulded = MouldedColumns(labels, self.columns)
        places = {number: place for place, number in enumerate(order)}
        self._in_order = picking([places.get(number, len(order)) for number in range(len(measured))])

    def values(self, book: Book) -> Sequence[ExactValue | None]:
        """Return the values for a unit, None for what takes a figure."""
        moulded = self._moulded.told(book)
        told: list[Any] = moulded[0] if moulded is not None else self._by_rows(book)
        return self._in_order([*told, None])

    def _by_rows(self, book: Book) -> list[Any]:
        rows = rows_of(book, self.labels)
        return [value for column in self.columns for value in column.told(rows, book.calendar)]


def _teller(periods: Periods, name: str, *arguments: Any) -> Teller | None:
    return EXACTLY[name](periods, *arguments) if name in EXACTLY else None


def _whole(_: Rows) -> Tell:
    return lambda numbers: [number if type(number) is int else None for number in numbers]


def _count(periods: Periods, period: Period | None = None) -> Teller:
    return Teller(((COUNTS, period or periods.current),), _whole)


def _total(periods: Periods, period: Period | None = None) -> Teller:
    return Teller(((TOTALS, period or periods.current),), _whole)


def _quotients(_: Rows) -> Tell:
    def tell(numbers: Numbers, totals: Numbers) -> Values:
        return [
            (((number, total),), True) if type(number) is int and type(total) is int and total else None
            for number, total in zip(numbers, totals, strict=True)
        ]

    return tell


def _share(periods: Periods, period: Period | None = None) -> Teller:
    asked = period or periods.current
    return Teller(((COUNTS, asked), (TOTALS, asked)), _quotients)


def _targets(periods: Periods, year: Period | None = None, target: str = UNNAMED) -> Teller:
    asked = periods.target if year is None else year

    def prepared(rows: Rows) -> Tell:
        all_ends = [row[2].get(target, NONE).get(asked, ()) if row[1] else () for row in rows]
        told = [(tuple([(n, 100 * d) for n, d in ends]), True) if ends else None for ends in all_ends]
        return lambda: told

    return Teller((), prepared)


def _attainment(
    periods: Periods, year: Period | None = None, target: str = UNNAMED, period: Period | None = None
) -> Teller:
    asked, now = periods.target if year is None else year, period or periods.current

    def prepared(rows: Rows) -> Tell:
        targets = [row[2].get(target, NONE).get(asked, ()) for row in rows]

        def tell(numbers: Numbers, totals: Numbers) -> Values:
            return [_attained(*each) for each in zip(targets, numbers, totals, strict=True)]

        return tell

    return Teller(((COUNTS, now), (TOTALS, now)), prepared)


def _attained(ends: tuple[Ratio, ...], number: Any, total: Any) -> ExactValue | None:
    if type(number) is not int or type(total) is not int or not total or not ends:
        return None
    if any(n == 0 for n, _ in ends):
        return None
    return tuple([(100 * number * d, total * n) for n, d in ends]), True


def _comparison(periods: Periods, period: Period | None = None) -> Teller | None:
    now, then = periods.current, period or periods.base
    if then is None:
        return None

    def prepared(rows: Rows) -> Tell:
        by_counts = [row[4] is TOTAL_OF_GROUP for row in rows]

        def tell(numbers: Numbers, befores: Numbers, totals: Numbers, totals_before: Numbers) -> Values:
            pairs = zip(by_counts, numbers, befores, totals, totals_before, strict=True)
            return [
                _compared(number, before, *((1, 1) if is_count else (total, total_before)))
                for is_count, number, before, total, total_before in pairs
            ]

        return tell

    return Teller(((COUNTS, now), (COUNTS, then), (TOTALS, now), (TOTALS, then)), prepared)


def _compared(number: Any, before: Any, total: Any, total_before: Any) -> ExactValue | None:
    if type(number) is not int or not before or type(total) is not int or type(total_before) is not int:
        return None
    return (((number * total_before, total * before),), True) if total and total_before else None


EXACTLY: Mapping[str, Callable[..., Teller | None]] = {
    "so_luong": _count,
    "mau_so": _total,
    "ty_le": _share,
    "muc_tieu": _targets,
    "dat": _attainment,
    "so_voi": _comparison,
}
