"""The texts of plain measures, a column at a time, without figures being made.

A report prints hundreds of counts, and rates and attainments of counts; making each into a figure takes ten
times as long as working it out. So whatever is typed as one whole number, with one whole number to divide by,
is told at once. Anything else (not there yet, derived, a share that is adjusted) is left to figures: its text
is empty.

A teller says which numbers of a row it takes. It is prepared with what is typed beside the numbers, and then
tells them by the column; so it can be prepared once for all units that differ in numbers only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from reportgen.compute.quotients import attainments, comparisons, rate_changes, shares, targets
from reportgen.compute.teller import (
    COUNTS,
    DECIMALS,
    NOT_TOLD,
    TOTALS,
    VALUES,
    Column,
    Periods,
    Rows,
    Tell,
    Teller,
    counts_of,
    difference,
)
from reportgen.model.figure import NumberStyle
from reportgen.model.figures_input import Period
from reportgen.vietnamese import format_ratio, group_digits, pad_count

MOST_TEXTS = 20_000


def teller(periods: Periods, key: tuple[Any, ...], style: NumberStyle) -> Teller | None:
    """Return what tells a measure, given by name and arguments, of indicators of units with these periods."""
    name, *arguments = key
    return TELLERS[name](periods, style, *arguments) if name in TELLERS else None


# --- numbers as typed -------------------------------------------------------------------------------------


class _Counts(dict[Any, str]):
    """The texts of whole numbers in one style, each made once."""

    def __init__(self, *, is_table: bool) -> None:
        super().__init__()
        self.is_table = is_table

    def __missing__(self, number: Any) -> str:
        if type(number) is not int:
            return NOT_TOLD
        if len(self) >= MOST_TEXTS:
            self.clear()
        text = self[number] = group_digits(number, 0) if self.is_table else pad_count(number)
        return text


IN_TABLES, IN_PROSE = _Counts(is_table=True), _Counts(is_table=False)


@dataclass(frozen=True)
class _AsTheyAre:
    is_table: bool

    def __call__(self, _: Rows) -> Tell:
        texts = IN_TABLES if self.is_table else IN_PROSE
        return lambda numbers: [texts[number] for number in numbers]


def _counts(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller:
    return Teller(((COUNTS, period or periods.current),), _AsTheyAre(style.is_table))


def _totals(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller:
    return Teller(((TOTALS, period or periods.current),), _AsTheyAre(style.is_table))


def _changes(
    periods: Periods, style: NumberStyle, period: Period | None = None, *, is_fall: bool = False
) -> Teller | None:
    return difference(periods, period, counts_of, _Differences(style.is_table), is_fall=is_fall)


@dataclass(frozen=True)
class _Differences:
    is_table: bool

    def __call__(self, _: Rows) -> Tell:
        texts = IN_TABLES if self.is_table else IN_PROSE

        def tell(numbers: Column, others: Column) -> list[str]:
            return [
                texts[number - other] if type(number) is int and type(other) is int else NOT_TOLD
                for number, other in zip(numbers, others, strict=True)
            ]

        return tell


@dataclass(frozen=True)
class _Measured:
    style: NumberStyle

    def __call__(self, rows: Rows) -> Tell:
        style = self.style
        fixed = [row[4].decimals if style.decimals is None else style.decimals for row in rows]
        ends = ["%" if row[5] == "%" and not style.is_table else "" for row in rows]

        def tell(numbers: Column, decimals: Column) -> list[str]:
            return [
                NOT_TOLD if number is None else formatted(number, own if chosen is None else chosen) + end
                for number, own, chosen, end in zip(numbers, decimals, fixed, ends, strict=True)
            ]

        return tell


def _values(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller:
    return Teller(((VALUES, period or periods.current), (DECIMALS, 0)), _Measured(style))


@lru_cache(maxsize=MOST_TEXTS)
def formatted(number: Decimal | int, decimals: int) -> str:
    """Return a measured number with so many decimals; kept, since most are printed more than once."""
    return format_ratio(number.as_integer_ratio(), decimals)


TELLERS: dict[str, Callable[..., Teller | None]] = {
    "so_luong": _counts,
    "mau_so": _totals,
    "gia_tri": _values,
    "ty_le": shares,
    "muc_tieu": targets,
    "dat": attainments,
    "so_voi": comparisons,
    "chenh_lech": _changes,
    "chenh_lech_ty_le": rate_changes,
    "muc_giam": partial(_changes, is_fall=True),
    "muc_giam_ty_le": partial(rate_changes, is_fall=True),
}
