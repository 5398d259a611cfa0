"""The texts of quotients, a column at a time: shares, targets, attainments, and how two periods compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import mul
from typing import Any

from reportgen.compute.teller import (
    COUNTS,
    NONE,
    NOT_TOLD,
    TOTAL_OF_GROUP,
    TOTALS,
    WHOLE,
    Column,
    Periods,
    Rows,
    Tell,
    Teller,
    difference,
    rates_of,
)
from reportgen.model.figure import NumberStyle
from reportgen.model.figures_input import UNNAMED, Period
from reportgen.vietnamese import POWERS, Ratio, Zeros, percent_text

MOST_TEXTS = 20_000


class _Percents(dict[int, str]):
    """The texts of percentages in one style by 100 times their value and 10 to the power of the decimals."""

    def __init__(self, decimals: int, zeros: Zeros, is_table: bool) -> None:
        super().__init__()
        self.shown = (decimals, zeros, is_table)
        self.power = 200 * POWERS[decimals]
        self.targets = _Targets(self)

    def __missing__(self, scaled: int) -> str:
        if len(self) >= MOST_TEXTS:
            self.clear()
        text = self[scaled] = percent_text(scaled, *self.shown)
        return text

    def of(self, numerator: int, denominator: int) -> str:
        """Return the text of a quotient of positive numbers, rounded half up."""
        return self[(self.power * numerator + denominator) // (2 * denominator)]

    def signed(self, numerator: int, denominator: int) -> str:
        """Return the same where the numerator may be below zero."""
        scaled = (self.power * abs(numerator) + denominator) // (2 * denominator)
        return self[scaled if numerator >= 0 else -scaled]

    def quotient(self, numerator: Any, denominator: Any) -> str:
        """Return the text of a quotient; nothing unless it is one of whole numbers that make sense."""
        if type(numerator) is not int or type(denominator) is not int or numerator < 0 or denominator <= 0:
            return NOT_TOLD
        return self.of(numerator, denominator)


class _Targets(dict[tuple[Ratio, ...], str]):
    """The texts of targets in percent, one number or two, in one style; the same few in every unit."""

    def __init__(self, percents: _Percents) -> None:
        super().__init__()
        self.percents = percents

    def __missing__(self, ends: tuple[Ratio, ...]) -> str:
        if any(numerator < 0 for numerator, _ in ends):
            return NOT_TOLD
        if len(self) >= MOST_TEXTS:
            self.clear()
        text = self[ends] = " - ".join(self.percents.of(n, 100 * d) for n, d in ends)
        return text


_percents = lru_cache(maxsize=64)(_Percents)
NO_TEXTS = _percents(2, "giu", False)


def _percents_of(style: NumberStyle, decimals: int) -> _Percents:
    return _percents(decimals if style.decimals is None else style.decimals, style.zeros, style.is_table)


def _texts_of(rows: Rows, style: NumberStyle) -> list[_Percents]:
    decimals = [row[3] for row in rows]
    if decimals.count(decimals[0]) == len(decimals):
        return [_percents_of(style, decimals[0])] * len(decimals)
    return [_percents_of(style, each) for each in decimals]


def _quotients(texts: Sequence[_Percents], numerators: Column, denominators: Column) -> list[str]:
    """Return the texts of quotients: at once where all make sense and are shown alike."""
    if not (_are_plain(numerators, 0) and _are_plain(denominators, 1)):
        pairs = zip(texts, numerators, denominators, strict=True)
        return [own.quotient(n, d) for own, n, d in pairs]
    first = texts[0]
    if set(map(id, texts)) == {id(first)}:
        power = first.power
        return [first[(power * n + d) // (2 * d)] for n, d in zip(numerators, denominators, strict=True)]
    return [own.of(n, d) for own, n, d in zip(texts, numerators, denominators, strict=True)]


def _are_plain(numbers: Column, least: int) -> bool:
    return WHOLE.issuperset(map(type, numbers)) and min(numbers) >= least


@dataclass(frozen=True)
class _Shares:
    style: NumberStyle

    def __call__(self, rows: Rows) -> Tell:
        return partial(_quotients, _texts_of(rows, self.style))


def shares(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller:
    """Tell a count over what it is divided by."""
    asked = period or periods.current
    return Teller(((COUNTS, asked), (TOTALS, asked)), _Shares(style))


def targets(
    periods: Periods, style: NumberStyle, year: Period | None = None, target: str = UNNAMED
) -> Teller | None:
    """Tell the target of a year, one number or two."""
    asked = periods.target if year is None else year
    if asked is None:
        return None

    def prepared(rows: Rows) -> Tell:
        ends = [row[2].get(target, NONE).get(asked, ()) if row[1] else () for row in rows]
        told = [own.targets[each] for own, each in zip(_texts_of(rows, style), ends, strict=True)]
        return lambda: told

    return Teller((), prepared)


def attainments(
    periods: Periods,
    style: NumberStyle,
    year: Period | None = None,
    target: str = UNNAMED,
    period: Period | None = None,
) -> Teller | None:
    """Tell how far a target has been attained."""
    asked, now = periods.target if year is None else year, period or periods.current
    if asked is None:
        return None

    return Teller(((COUNTS, now), (TOTALS, now)), _Attainments(style, asked, target))


@dataclass(frozen=True)
class _Attainments:
    style: NumberStyle
    year: Period
    target: str

    def __call__(self, rows: Rows) -> Tell:
        texts = _texts_of(rows, self.style)
        ends = [row[2].get(self.target, NONE).get(self.year, ()) for row in rows]
        is_single = [len(each) == 1 and each[0][0] > 0 for each in ends]
        ratios = [each[0] if single else (1, 1) for each, single in zip(ends, is_single, strict=True)]
        others = [place for place, single in enumerate(is_single) if not single]
        above, below = [100 * d for _, d in ratios], [n for n, _ in ratios]

        def tell(numbers: Column, totals: Column) -> list[str]:
            if not (_are_plain(numbers, 0) and _are_plain(totals, 1)):
                pairs = zip(texts, ends, numbers, totals, strict=True)
                return [_attained(*each) for each in pairs]
            told = _quotients(texts, list(map(mul, numbers, above)), list(map(mul, totals, below)))
            for place in others:
                told[place] = _attained(texts[place], ends[place], numbers[place], totals[place])
            return told

        return tell


def _attained(texts: _Percents, ends: Sequence[Ratio], number: Any, total: Any) -> str:
    """Return how far one number, or each end of a range, has been attained."""
    if type(number) is not int or type(total) is not int:
        return NOT_TOLD
    told = [texts.quotient(100 * number * d, total * n) for n, d in ends if n > 0]
    return " - ".join(told) if len(told) == len(ends) and NOT_TOLD not in told else NOT_TOLD


def comparisons(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller | None:
    """Tell a number over that of an earlier period."""
    now, then = periods.current, period or periods.base
    if then is None:
        return None

    return Teller(((COUNTS, now), (COUNTS, then), (TOTALS, now), (TOTALS, then)), _Comparisons(style))


@dataclass(frozen=True)
class _Comparisons:
    style: NumberStyle

    def __call__(self, rows: Rows) -> Tell:
        texts = _texts_of(rows, self.style)
        by_counts = [place for place, row in enumerate(rows) if row[4] is TOTAL_OF_GROUP]

        def tell(numbers: Column, befores: Column, totals: Column, totals_before: Column) -> list[str]:
            totals, totals_before = list(totals), list(totals_before)
            for place in by_counts:
                totals[place] = totals_before[place] = 1  # its rate is always 100 %
            if _are_plain(numbers, 0) and all(
                _are_plain(each, 1) for each in (befores, totals, totals_before)
            ):
                return _quotients(
                    texts, list(map(mul, numbers, totals_before)), list(map(mul, totals, befores))
                )
            undefined = NOT_TOLD if self.style.undefined is None else self.style.undefined
            pairs = zip(texts, numbers, befores, totals, totals_before, strict=True)
            return [_compared(own, undefined, each) for own, *each in pairs]

        return tell


def _compared(texts: _Percents, undefined: str, numbers: Sequence[Any]) -> str:
    """Return how a number compares with one before, each over its total; against zero it cannot."""
    if not WHOLE.issuperset(map(type, numbers)):
        return NOT_TOLD
    number, before, total, total_before = numbers
    if number < 0 or before < 0 or total <= 0 or total_before <= 0:
        return NOT_TOLD
    return texts.of(number * total_before, total * before) if before else undefined


def rate_changes(
    periods: Periods, style: NumberStyle, period: Period | None = None, *, is_fall: bool = False
) -> Teller | None:
    """Tell how much more, or less, a rate is than that of an earlier period, in percentage points."""
    return difference(periods, period, rates_of, _Changes(style), is_fall=is_fall)


@dataclass(frozen=True)
class _Changes:
    style: NumberStyle

    def __call__(self, rows: Rows) -> Tell:
        texts = _texts_of(rows, self.style)

        def tell(*columns: Column) -> list[str]:
            return [_less(*each) for each in zip(texts, *columns, strict=True)]

        return tell


def _less(texts: _Percents, number: Any, total: Any, other: Any, other_total: Any) -> str:
    """Return a rate less another one."""
    numbers = number, total, other, other_total
    if not WHOLE.issuperset(map(type, numbers)) or total <= 0 or other_total <= 0:
        return NOT_TOLD
    return texts.signed(number * other_total - other * total, total * other_total)
