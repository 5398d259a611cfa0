"""The texts of plain measures, without figures being made: counts, and rates and attainments of counts.

A report prints hundreds of them, and making each into a figure takes longer than working it out. So whatever
is typed as one whole number, with one whole number to divide by, is told at once; anything else (not there
yet, measured, derived, a range, a share that is adjusted, a denominator of its own) is left to figures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reportgen.model.figure import NumberStyle, Teller
from reportgen.model.figures_input import UNNAMED, Period
from reportgen.vietnamese import group_digits, pad_count, percent_half_up, percent_text

if TYPE_CHECKING:
    from reportgen.compute.book import Book
    from reportgen.compute.measures import Measures

NONE: dict[Period, Any] = {}
Percent = Callable[["Measures", int, int], str]


def teller(book: Book, key: tuple[Any, ...], style: NumberStyle) -> Teller | None:
    """Return what tells a measure, given by name and arguments, for the periods of this unit."""
    make = MAKERS.get(key[0])
    return make(book, style, *key[1:]) if make is not None else None


def _own(book: Book, style: NumberStyle, period: Period | None = None) -> Teller:
    asked, is_table = period or book.current, style.is_table

    def tell(row: Measures) -> str | None:
        number = row.counts.get(asked)
        if number is None:
            return None
        if 10 <= number < 1000:
            return str(number)
        return group_digits(number, 0) if is_table else pad_count(number)

    return tell


def _share(book: Book, style: NumberStyle, period: Period | None = None) -> Teller:
    asked, percent = period or book.current, _percent(style)

    def tell(row: Measures) -> str | None:
        number, total = row.counts.get(asked), row.totals.get(asked)
        return percent(row, number, total) if number is not None and total and total > 0 else None

    return tell


def _target(
    book: Book, style: NumberStyle, year: Period | None = None, target: str = UNNAMED
) -> Teller | None:
    asked, percent = book.target if year is None else year, _percent(style)
    if asked is None:
        return None

    def tell(row: Measures) -> str | None:
        ends = row.data.targets.get(target, NONE).get(asked, ())
        if len(ends) != 1 or not row.totals:
            return None
        numerator, denominator = ends[0]
        return percent(row, numerator, 100 * denominator)

    return tell


def _attainment(
    book: Book,
    style: NumberStyle,
    year: Period | None = None,
    target: str = UNNAMED,
    period: Period | None = None,
) -> Teller | None:
    asked, now, percent = book.target if year is None else year, period or book.current, _percent(style)
    if asked is None:
        return None

    def tell(row: Measures) -> str | None:
        ends = row.data.targets.get(target, NONE).get(asked, ())
        number, total = row.counts.get(now), row.totals.get(now)
        if len(ends) != 1 or number is None or not total or total < 0:
            return None
        numerator, denominator = ends[0]
        return percent(row, number * 100 * denominator, total * numerator) if numerator > 0 else None

    return tell


def _comparison(book: Book, style: NumberStyle, period: Period | None = None) -> Teller | None:
    now, then, percent = book.current, period or book.base, _percent(style)
    if then is None:
        return None

    def tell(row: Measures) -> str | None:
        counts, totals = row.counts, row.totals
        number, before = counts.get(now), counts.get(then) or 0
        total, total_before = totals.get(now) or 0, totals.get(then) or 0
        if number is None or before <= 0 or total <= 0 or total_before <= 0:
            return None
        return percent(row, number * total_before, total * before)

    return tell


def _percent(style: NumberStyle) -> Percent:
    """Return what makes the text of a percentage out of a quotient, at places of a style."""
    decimals, zeros, is_table = style.decimals, style.zeros, style.is_table

    def percent(row: Measures, numerator: int, denominator: int) -> str:
        places = row.rate_decimals if decimals is None else decimals
        return percent_text(percent_half_up((numerator, denominator), places), places, zeros, is_table)

    return percent


MAKERS: dict[str, Callable[..., Teller | None]] = {
    "so_luong": _own,
    "ty_le": _share,
    "muc_tieu": _target,
    "dat": _attainment,
    "so_voi": _comparison,
}
