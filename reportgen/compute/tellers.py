"""The texts of plain measures, a column at a time, without figures being made.

A report prints hundreds of counts, and rates and attainments of counts; making each into a figure takes ten
times as long as working it out. So whatever is typed as one whole number, with one whole number to divide by,
is told at once. Anything else (not there yet, measured, derived, a range, a share that is adjusted) is left
to figures: its text is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
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
Teller = Callable[[Rows], list[str]]


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


def _counts(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller:
    asked, texts = period or periods.current, IN_TABLES if style.is_table else IN_PROSE
    return lambda rows: [texts[row[0].get(asked)] for row in rows]


def _totals(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller:
    asked, texts = period or periods.current, IN_TABLES if style.is_table else IN_PROSE
    return lambda rows: [texts[row[1].get(asked)] for row in rows]


def _values(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller:
    asked = period or periods.current

    def text(row: Row) -> str:
        indicator, unit = row[4], row[5]
        number = periods.of(indicator.values).get(asked)
        if number is None:
            return NOT_TOLD
        decimals = style.decimals if style.decimals is not None else indicator.decimals
        if decimals is None:
            decimals = max(map(decimal_places, (indicator.values or {}).values()))
        shown = formatted(number, decimals)
        return shown + "%" if unit == "%" and not style.is_table else shown

    return lambda rows: [text(row) for row in rows]


@lru_cache(maxsize=MOST_TEXTS)
def formatted(number: Decimal | int, decimals: int) -> str:
    """Return a measured number with so many decimals; kept, since most are printed more than once."""
    return format_ratio(number.as_integer_ratio(), decimals)


def decimal_places(value: Decimal | int | None) -> int:
    """Return the digits after the point as typed: 97.229 has three, 17 none."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -int(exponent))


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


def _shares(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller:
    asked = period or periods.current

    def tell(rows: Rows) -> list[str]:
        told, known, texts = [], -1, NO_TEXTS
        for counts, totals, _, decimals, _, _ in rows:
            if decimals != known:
                known, texts = decimals, _percents_of(style, decimals)
            number, total = counts.get(asked), totals.get(asked)
            if number is None or number < 0 or type(total) is not int or total <= 0:
                told.append(NOT_TOLD)
            else:
                told.append(texts[(texts.power * number + total) // (2 * total)])
        return told

    return tell


def _targets(
    periods: Periods, style: NumberStyle, year: Period | None = None, target: str = UNNAMED
) -> Teller | None:
    asked = periods.target if year is None else year
    if asked is None:
        return None

    def tell(rows: Rows) -> list[str]:
        told, known, texts = [], -1, NO_TEXTS
        for _, totals, targets, decimals, _, _ in rows:
            if decimals != known:
                known, texts = decimals, _percents_of(style, decimals)
            ends = targets.get(target, NONE).get(asked, ()) if totals else ()
            told.append(texts.targets[ends])
        return told

    return tell


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

    def tell(rows: Rows) -> list[str]:
        told, known, texts = [], -1, NO_TEXTS
        for counts, totals, targets, decimals, _, _ in rows:
            if decimals != known:
                known, texts = decimals, _percents_of(style, decimals)
            ends = targets.get(target, NONE).get(asked, ())
            number, total = counts.get(now), totals.get(now)
            if number is None or number < 0 or type(total) is not int or total <= 0:
                told.append(NOT_TOLD)
            elif len(ends) == 1 and ends[0][0] > 0:
                numerator, denominator = 100 * number * ends[0][1], total * ends[0][0]
                told.append(texts[(texts.power * numerator + denominator) // (2 * denominator)])
            else:
                achieved = [(100 * number * d, total * n) for n, d in ends if n > 0]
                told.append(
                    " - ".join([texts.of(*each) for each in achieved])
                    if len(achieved) == len(ends)
                    else NOT_TOLD
                )
        return told

    return tell


def _comparisons(periods: Periods, style: NumberStyle, period: Period | None = None) -> Teller | None:
    now, then = periods.current, period or periods.base
    if then is None:
        return None

    def text(row: Row) -> str:
        counts, totals, _, decimals, indicator, _ = row
        number, before, total, total_before = (
            counts.get(now),
            counts.get(then),
            totals.get(now),
            totals.get(then),
        )
        if indicator is TOTAL_OF_GROUP:
            total = total_before = 1  # compared by counts, since its rate is always 100 %
        if number is None or number < 0 or before is None or before <= 0:
            return NOT_TOLD
        if type(total) is not int or type(total_before) is not int or total <= 0 or total_before <= 0:
            return NOT_TOLD
        return _percents_of(style, decimals).of(number * total_before, total * before)

    return lambda rows: [text(row) for row in rows]


TELLERS: dict[str, Callable[..., Teller | None]] = {
    "so_luong": _counts,
    "mau_so": _totals,
    "gia_tri": _values,
    "ty_le": _shares,
    "muc_tieu": _targets,
    "dat": _attainments,
    "so_voi": _comparisons,
}
