"""A teller: which numbers of a row a measure takes, and what tells them by the column once it is prepared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from reportgen.model.figures_input import CURRENT, IndicatorInput, Period
from reportgen.vietnamese import Ratio

NONE: dict[Any, Any] = {}
NOT_TOLD = ""


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
WHOLE = frozenset({int})
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


def counts_of(one: Period, other: Period) -> tuple[Wanted, ...]:
    """Return what a difference of counts takes."""
    return (COUNTS, one), (COUNTS, other)


def rates_of(one: Period, other: Period) -> tuple[Wanted, ...]:
    """Return what a difference of rates takes."""
    return (COUNTS, one), (TOTALS, one), (COUNTS, other), (TOTALS, other)


def difference(
    periods: Periods,
    then: Period | None,
    wanted: Callable[[Period, Period], tuple[Wanted, ...]],
    prepared: Prepared,
    *,
    is_fall: bool,
) -> Teller | None:
    """Return what tells how much more, or less, something is now than then; None when no period is known."""
    then = then or periods.base
    if then is None:
        return None
    return Teller(wanted(then, periods.current) if is_fall else wanted(periods.current, then), prepared)


def decimal_places(value: Decimal | int | None) -> int:
    """Return the digits after the point as typed: 97.229 has three, 17 none."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -int(exponent))


def most_decimals(values: Iterable[Decimal | int | None]) -> int:
    """Return the most digits after the point that any of these has."""
    return max(map(decimal_places, values), default=0)
