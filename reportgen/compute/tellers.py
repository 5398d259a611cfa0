"""The texts of plain measures, a column at a time, without figures being made.

A report prints hundreds of counts, and rates and attainments of counts; making each into a figure takes ten
times as long as working it out. So whatever is typed as one whole number, with one whole number to divide by,
is told at once. Anything else (not there yet, derived, a share that is adjusted) is left to figures: its text
is empty.

A teller says which numbers of a row it takes. It is prepared with what is typed beside the numbers, and then
tells them by the column; so it can be prepared once for all units that differ in numbers only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from operator import mul
from typing import Any, NamedTuple

from reportgen.model.figure import NumberStyle
from reportgen.model.figures_input import CURRENT, UNNAMED, IndicatorInput, Period
from reportgen.vietnamese import (
    POWERS,
    Ratio,
    Zeros,
    format_ratio,
    group_digits,
    pad_count,
    percent_text,
)

NONE: dict[Any, Any] = {}
NOT_TOLD = ""
MOST_TEXTS = 20_000


class Periods(NamedTuple):
    """The periods of a unit that a measure stands for when none is named."""

    current: Period
    base: Period | None
    target: Period | None

    def of(self, numbers: Mapping[Period, Any] | None) -> Mapping[Period, Any]:
        """Return numbers as typed, one without a period being that of the current one."""
        if not numbers:
            return NONE
        return {self.current: numbers[CURRENT], **numbers} if CURRENT in numbers else numbers


Row = tuple[
    Mapping[Period, int | None],
    Mapping[Period, Any],
    Mapping[str, Mapping[Period, tuple[Ratio, ...]]],
    int,
    IndicatorInput,
    str,
]
"""What is typed of an indicator: counts; what they are divided by (what is no whole number is left to
figures); targets; decimals of its rates; all that is typed; its unit of measure."""
Rows = Sequence[Row]
TOTAL_OF_GROUP = IndicatorInput.model_construct()
"""Nothing typed: a total has its numbers from its group."""
COUNTS, TOTALS, VALUES, DECIMALS = range(4)
"""Numbers of a row: its own, what they are divided by, measured values, and the decimals of all of these."""
Wanted = tuple[int, Period]
Column = Sequence[Any]
Tell = Callable[..., list[Any]]
"""What gives the texts of columns, or their exact values, one for each number wanted."""


Prepared = Callable[[Rows], Tell]


class Teller(NamedTuple):
    """The numbers that a measure takes, and what prepares telling them for rows; it looks at no number.

    What equal ones prepare may be told in one column.
    """

    wanted: tuple[Wanted, ...]
    prepared: Prepared


def teller(periods: Periods, key: tuple[Any, ...], style: NumberStyle) -> Teller | None:
    """Return what tells a measure, given by name and arguments, of indicators of units with these periods."""
    name, *arguments = key
    return TELLERS[name](periods, style, *arguments) if name in TELLERS else None


def numbers_of(rows: Rows, wanted: Wanted, periods: Periods) -> Column:
    """Return a number of each row, None where there is none."""
    field, period = wanted
    if field == COUNTS:
        return [row[0].get(period) for row in rows]
    if field == TOTALS:
        return [row[1].get(period) for row in rows]
    if field == VALUES:
        return [periods.of(row[4].values).get(period) for row in rows]
    return [most_decimals((row[4].values or NONE).values()) for row in rows]


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


def decimal_places(value: Decimal | int | None) -> int:
    """Return the digits after the point as typed: 97.229 has three, 17 none."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -int(exponent))


def most_decimals(values: Iterable[Decimal | int | None]) -> int:
    """Return the most digits after the point that any of these has."""
    return max(map(decimal_places, values), default=0)


# --- quotients -----------------------------------------------------------------------------------------


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


_INTEGER = frozenset({int})


def _are_plain(numbers: Column, least: int) -> bool:
    return _INTEGER.issuperset(map(type, numbers)) and min(numbers) >= least


@dataclass(frozen=True)
class _Shares:
    style: NumberStyle

    def __call__(self, rows: Rows) -> Tell:
        return partial(_quotients, _texts_of(rows, self.style))


def _shares(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller:
    asked = period or periods.current
    return Teller(((COUNTS, asked), (TOTALS, asked)), _Shares(style))


def _targets(
    periods: Periods, style: NumberStyle, year: Period | None = None, target: str = UNNAMED
) -> Teller | None:
    asked = periods.target if year is None else year
    if asked is None:
        return None

    def prepared(rows: Rows) -> Tell:
        ends = [row[2].get(target, NONE).get(asked, ()) if row[1] else () for row in rows]
        told = [own.targets[each] for own, each in zip(_texts_of(rows, style), ends, strict=True)]
        return lambda: told

    return Teller((), prepared)


def _attainments(
    periods: Periods,
    style: NumberStyle,
    year: Period | None = None,
    target: str = UNNAMED,
    period: Period | None = None,
) -> Teller | None:
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


def _comparisons(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller | None:
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
    if not _INTEGER.issuperset(map(type, numbers)):
        return NOT_TOLD
    number, before, total, total_before = numbers
    if number < 0 or before < 0 or total <= 0 or total_before <= 0:
        return NOT_TOLD
    return texts.of(number * total_before, total * before) if before else undefined


TELLERS: dict[str, Callable[..., Teller | None]] = {
    "so_luong": _counts,
    "mau_so": _totals,
    "gia_tri": _values,
    "ty_le": _shares,
    "muc_tieu": _targets,
    "dat": _attainments,
    "so_voi": _comparisons,
}
