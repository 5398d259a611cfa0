"""The exact values of plain measures, straight from what is typed, as tellers tell their texts.

The tie-out wants them of every printed figure. What is not one whole number over another is left to figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reportgen.compute.tellers import NONE, TOTAL_OF_GROUP, Periods, Row
from reportgen.compute.typed_rows import rows_of
from reportgen.model.figures_input import UNNAMED, Period
from reportgen.model.slots import ExactValue, Measured
from reportgen.vietnamese import Ratio

if TYPE_CHECKING:
    from reportgen.compute.book import Book

Exactly = Callable[[Row], ExactValue | None]


class ExactPlan:
    """How the values of some measures are found for units with the same periods."""

    def __init__(self, measured: Sequence[Measured], periods: Periods) -> None:
        self.groups: dict[str, dict[str, str]] = {}
        for each in measured:
            group, _, name = each.path.partition(".")
            self.groups.setdefault(group, {})[name] = each.label
        paths = [f"{group}.{name}" for group, names in self.groups.items() for name in names]
        numbers = {path: number for number, path in enumerate(paths)}
        asked = [(numbers[each.path], _exactly(periods, *each.key)) for each in measured]
        self.asked = [(row, exactly if exactly is not None else _unknown) for row, exactly in asked]

    def values(self, book: Book) -> list[ExactValue | None]:
        """Return the values for a unit, None for what takes a figure."""
        rows = rows_of(book, self.groups)
        return [exactly(rows[row]) for row, exactly in self.asked]


def _exactly(periods: Periods, name: str, *arguments: Any) -> Exactly | None:
    return EXACTLY[name](periods, *arguments) if name in EXACTLY else None


def _unknown(_: Row) -> None:
    return None


def _count(periods: Periods, period: Period | None = None) -> Exactly:
    asked = period or periods.current

    def exactly(row: Row) -> ExactValue | None:
        number = row[0].get(asked)
        return (((number, 1),), False) if type(number) is int else None

    return exactly


def _total(periods: Periods, period: Period | None = None) -> Exactly:
    asked = period or periods.current

    def exactly(row: Row) -> ExactValue | None:
        number = row[1].get(asked)
        return (((number, 1),), False) if type(number) is int else None

    return exactly


def _share(periods: Periods, period: Period | None = None) -> Exactly:
    asked = period or periods.current

    def exactly(row: Row) -> ExactValue | None:
        number, total = row[0].get(asked), row[1].get(asked)
        return (((number, total),), True) if type(number) is int and type(total) is int and total else None

    return exactly


def _targets(periods: Periods, year: Period | None = None, target: str = UNNAMED) -> Exactly:
    asked = periods.target if year is None else year

    def exactly(row: Row) -> ExactValue | None:
        ends = row[2].get(target, NONE).get(asked) if row[1] else None
        return (tuple([(n, 100 * d) for n, d in ends]), True) if ends else None

    return exactly


def _attainment(
    periods: Periods, year: Period | None = None, target: str = UNNAMED, period: Period | None = None
) -> Exactly:
    asked, now = periods.target if year is None else year, period or periods.current

    def exactly(row: Row) -> ExactValue | None:
        number, total = row[0].get(now), row[1].get(now)
        ends: tuple[Ratio, ...] = row[2].get(target, NONE).get(asked, ())
        if type(number) is not int or type(total) is not int or not total or not ends:
            return None
        if any(n == 0 for n, _ in ends):
            return None
        return tuple([(100 * number * d, total * n) for n, d in ends]), True

    return exactly


def _comparison(periods: Periods, period: Period | None = None) -> Exactly | None:
    now, then = periods.current, period or periods.base
    if then is None:
        return None

    def exactly(row: Row) -> ExactValue | None:
        counts, totals, _, _, indicator, _ = row
        number, before, total, total_before = (
            counts.get(now),
            counts.get(then),
            totals.get(now),
            totals.get(then),
        )
        if indicator is TOTAL_OF_GROUP:
            total = total_before = 1
        if type(number) is not int or not before or type(total) is not int or type(total_before) is not int:
            return None
        return (((number * total_before, total * before),), True) if total and total_before else None

    return exactly


EXACTLY: Mapping[str, Callable[..., Exactly | None]] = {
    "so_luong": _count,
    "mau_so": _total,
    "ty_le": _share,
    "muc_tieu": _targets,
    "dat": _attainment,
    "so_voi": _comparison,
}
