"""Bars of a chart as shares of the width of the page: the browser draws them without any script or style."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reportgen.model.office.boards import ChartData
from reportgen.web.readable import kept_number

LABEL_HEIGHT, BAR_HEIGHT, GAP = 24, 20, 14
WIDEST = 74
"""Share of the width for bars; right of them stand the numbers."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One number: where its bar lies (`left`, `width` in percent, `top` in points) and what it says."""

    top: int
    left: str
    width: str
    number_at: str
    shown: str
    is_given: bool
    series: int


@dataclass(frozen=True, slots=True)
class Unit:
    """The bars of one unit below its name."""

    name: str
    top: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole chart."""

    title: str
    measure_unit: str
    names: tuple[str, ...]
    units: tuple[Unit, ...]
    height: int
    zero: str
    given: int


def bar_chart(data: ChartData, *, is_sorted: bool = False) -> Chart:
    """Return the bars of every unit; sorted by the first series, the largest first, if asked."""
    numbers = [[Fraction(each) if each is not None else None for each in one.values] for one in data.series]
    known = [each for one in numbers for each in one if each is not None]
    low, high = min([*known, Fraction(0)]), max([*known, Fraction(0)])
    span = high - low or Fraction(1)
    order = list(range(len(data.labels)))
    if is_sorted:
        order.sort(key=lambda index: (numbers[0][index] is None, -(numbers[0][index] or Fraction(0))))
    scale = _Scale(low, span)
    each_height = LABEL_HEIGHT + BAR_HEIGHT * len(data.series) + GAP
    units = tuple(
        Unit(
            data.labels[index],
            row * each_height,
            tuple(
                scale.bar(number, one.values[index], number_series, row * each_height)
                for number_series, one in enumerate(data.series)
                for number in (numbers[number_series][index],)
            ),
        )
        for row, index in enumerate(order)
    )
    names = tuple(one.name for one in data.series)
    zero = _percent(scale.at(Fraction(0)))
    return Chart(data.title, data.measure_unit, names, units, len(order) * each_height, zero, len(known))


@dataclass(frozen=True, slots=True)
class _Scale:
    low: Fraction
    span: Fraction

    def at(self, number: Fraction) -> Fraction:
        return (number - self.low) / self.span * WIDEST

    def bar(self, number: Fraction | None, kept: str | None, series: int, top: int) -> Bar:
        from_top = top + LABEL_HEIGHT + series * BAR_HEIGHT
        zero, end = self.at(Fraction(0)), self.at(number or Fraction(0))
        left, right = min(zero, end), max(zero, end)
        shown = kept_number(kept)
        return Bar(
            from_top,
            _percent(left),
            _percent(right - left),
            _percent(right),
            shown,
            number is not None,
            series,
        )


def _percent(share: Fraction) -> str:
    """Return `12.3%`: a place on the screen, to a tenth of a percent."""
    tenths = round(share * 10)
    return f"{tenths // 10}.{tenths % 10}%"
