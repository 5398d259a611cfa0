"""The exact values of plain measures, straight from what is typed, as tellers tell their texts.

The tie-out wants them of every printed figure. What is neither a number as typed, nor made of whole ones, is
left to figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from operator import mul
from typing import TYPE_CHECKING, Any

from reportgen.compute.columns import Column, Stretch, picking
from reportgen.compute.inputs import count_path
from reportgen.compute.moulded_columns import MouldedColumns
from reportgen.compute.teller import (
    COUNTS,
    NONE,
    TOTAL_OF_GROUP,
    TOTALS,
    VALUES,
    WHOLE,
    Periods,
    Rows,
    Tell,
    Teller,
    counts_of,
    difference,
    rates_of,
)
from reportgen.compute.teller import Column as Numbers
from reportgen.compute.typed_rows import rows_of
from reportgen.model.figures_input import UNNAMED, Period
from reportgen.model.gap import Gap
from reportgen.model.slots import ExactValue, Measured, Pairs
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
            found = _teller(periods, [measured[number].path for number in numbers], *key)
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


def _teller(periods: Periods, paths: Sequence[str], name: str, *arguments: Any) -> Teller | None:
    if name == "so_voi":
        return _comparison(periods, paths, *arguments)
    return EXACTLY[name](periods, *arguments) if name in EXACTLY else None


def _are_whole(numbers: Numbers) -> bool:
    return WHOLE.issuperset(map(type, numbers))


def _are_rates(numbers: Numbers, totals: Numbers) -> bool:
    return _are_whole(numbers) and _are_whole(totals) and 0 not in totals


def _whole(_: Rows) -> Tell:
    return lambda numbers: (
        numbers if _are_whole(numbers) else [number if type(number) is int else None for number in numbers]
    )


def _count(periods: Periods, period: Period | None = None) -> Teller:
    return Teller(((COUNTS, period or periods.current),), _whole)


def _total(periods: Periods, period: Period | None = None) -> Teller:
    return Teller(((TOTALS, period or periods.current),), _whole)


def _measured(_: Rows) -> Tell:
    return lambda numbers: [
        Pairs((number.as_integer_ratio(),), False) if isinstance(number, Decimal) else number
        for number in numbers
    ]


def _value(periods: Periods, period: Period | None = None) -> Teller:
    return Teller(((VALUES, period or periods.current),), _measured)


# --- quotients -----------------------------------------------------------------------------------------


def _quotients(_: Rows) -> Tell:
    def tell(numbers: Numbers, totals: Numbers) -> Values:
        rates = zip(numbers, totals, strict=True)
        if _are_rates(numbers, totals):
            return [*rates]
        return [rate if _are_whole(rate) and rate[1] else None for rate in rates]

    return tell


def _share(periods: Periods, period: Period | None = None) -> Teller:
    asked = period or periods.current
    return Teller(((COUNTS, asked), (TOTALS, asked)), _quotients)


def _targets(periods: Periods, year: Period | None = None, target: str = UNNAMED) -> Teller:
    asked = periods.target if year is None else year

    def prepared(rows: Rows) -> Tell:
        all_ends = [row[2].get(target, NONE).get(asked, ()) if row[1] else () for row in rows]
        told = [_rates([(n, 100 * d) for n, d in ends]) if ends else None for ends in all_ends]
        return lambda: told

    return Teller((), prepared)


def _attainment(
    periods: Periods, year: Period | None = None, target: str = UNNAMED, period: Period | None = None
) -> Teller:
    asked, now = periods.target if year is None else year, period or periods.current

    def prepared(rows: Rows) -> Tell:
        targets = [row[2].get(target, NONE).get(asked, ()) for row in rows]
        is_plain = [len(ends) == 1 and ends[0][0] != 0 for ends in targets]
        firsts = [ends[0] if plain else (1, 1) for ends, plain in zip(targets, is_plain, strict=True)]
        times, over = [100 * d for _, d in firsts], [n for n, _ in firsts]
        others = [place for place, plain in enumerate(is_plain) if not plain]

        def tell(numbers: Numbers, totals: Numbers) -> Values:
            if not _are_rates(numbers, totals):
                return [_attained(*each) for each in zip(targets, numbers, totals, strict=True)]
            told: Values = [*zip(map(mul, numbers, times), map(mul, totals, over), strict=True)]
            for place in others:
                told[place] = _attained(targets[place], numbers[place], totals[place])
            return told

        return tell

    return Teller(((COUNTS, now), (TOTALS, now)), prepared)


def _attained(ends: tuple[Ratio, ...], number: Any, total: Any) -> ExactValue | None:
    if type(number) is not int or type(total) is not int or not total or not ends:
        return None
    if any(n == 0 for n, _ in ends):
        return None
    return _rates([(100 * number * d, total * n) for n, d in ends])


def _rates(pairs: Sequence[Ratio]) -> ExactValue:
    return pairs[0] if len(pairs) == 1 else Pairs(tuple(pairs), True)


# --- two periods ---------------------------------------------------------------------------------------


def _comparison(periods: Periods, paths: Sequence[str], period: Period | None = None) -> Teller | None:
    now, then = periods.current, period or periods.base
    if then is None:
        return None

    def prepared(rows: Rows) -> Tell:
        by_counts = [place for place, row in enumerate(rows) if row[4] is TOTAL_OF_GROUP]
        zeros = [Gap(count_path(path, then), is_zero_denominator=True) for path in paths]

        def tell(numbers: Numbers, befores: Numbers, totals: Numbers, totals_before: Numbers) -> Values:
            totals, totals_before = list(totals), list(totals_before)
            for place in by_counts:
                totals[place] = totals_before[place] = 1  # its rate is always 100 %
            columns = zip(zeros, numbers, befores, totals, totals_before, strict=True)
            if _are_rates(numbers, totals) and _are_rates(befores, totals_before):
                return [
                    (n * t_before, t * before) if before else zero for zero, n, before, t, t_before in columns
                ]
            return [_compared(*each) for each in columns]

        return tell

    return Teller(((COUNTS, now), (COUNTS, then), (TOTALS, now), (TOTALS, then)), prepared)


def _compared(zero: Gap, number: Any, before: Any, total: Any, total_before: Any) -> ExactValue | None:
    if not WHOLE.issuperset(map(type, (number, before, total, total_before))):
        return None
    if not (total and total_before):
        return None
    return (number * total_before, total * before) if before else zero


def _change(periods: Periods, period: Period | None = None, *, is_fall: bool = False) -> Teller | None:
    return difference(periods, period, counts_of, _differences, is_fall=is_fall)


def _differences(_: Rows) -> Tell:
    def tell(numbers: Numbers, others: Numbers) -> Values:
        return [
            number - other if type(number) is int and type(other) is int else None
            for number, other in zip(numbers, others, strict=True)
        ]

    return tell


def _rate_change(periods: Periods, period: Period | None = None, *, is_fall: bool = False) -> Teller | None:
    return difference(periods, period, rates_of, _rate_differences, is_fall=is_fall)


def _rate_differences(_: Rows) -> Tell:
    return lambda *columns: [_less(*each) for each in zip(*columns, strict=True)]


def _less(number: Any, total: Any, other: Any, other_total: Any) -> ExactValue | None:
    if not WHOLE.issuperset(map(type, (number, total, other, other_total))) or not (total and other_total):
        return None
    return number * other_total - other * total, total * other_total


EXACTLY: Mapping[str, Callable[..., Teller | None]] = {
    "so_luong": _count,
    "mau_so": _total,
    "gia_tri": _value,
    "ty_le": _share,
    "muc_tieu": _targets,
    "dat": _attainment,
    "chenh_lech": _change,
    "chenh_lech_ty_le": _rate_change,
    "muc_giam": partial(_change, is_fall=True),
    "muc_giam_ty_le": partial(_rate_change, is_fall=True),
}
