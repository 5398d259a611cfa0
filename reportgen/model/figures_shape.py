"""The shape of a unit's figures: everything that is typed but the numbers themselves.

Units of one shape print figures of the same ids, labels, formulas and places; so what has been worked out of
these for one unit holds for the others. Rows of lists are left out: what is made of them is never kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from operator import itemgetter
from typing import Any

from reportgen.model.figures_input import FiguresInput, GroupInput, IndicatorInput

Shape = tuple[Any, ...]
"""Compared by ==, which is quick for units of one skeleton: they share nearly all of it."""
OF_GROUP = itemgetter("label", "measure_unit", "parts", "balanced", "fields")
OF_INDICATOR = itemgetter(
    *("label", "measure_unit", "expression", "kind", "targets", "decimals", "part_of", "has_ordinal"), "note"
)


def shape_of(figures: FiguresInput) -> Shape:
    """Return the shape of all groups."""
    return tuple([(name, *_group(group)) for name, group in figures.groups.items()])


def _group(group: GroupInput) -> Shape:
    members = [(key, *_indicator(indicator)) for key, indicator in group.indicators.items()]
    return OF_GROUP(group.__dict__), _periods(group.totals), group.rows is None, members


def _indicator(indicator: IndicatorInput) -> Shape:
    own = indicator.denominators
    bases = {period: text if type(text) is str else "" for period, text in own.items()} if own else None
    return OF_INDICATOR(indicator.__dict__), _periods(indicator.counts), _periods(indicator.values), bases


def _periods(numbers: Mapping[int, object] | None) -> tuple[int, ...] | None:
    return None if numbers is None else tuple(sorted(numbers))


def decimals_as_typed(figures: FiguresInput) -> Iterator[int]:
    """Yield the digits behind the decimal sign of measured values that say nothing else."""
    for group in figures.groups.values():
        for indicator in group.indicators.values():
            if indicator.values is not None and indicator.decimals is None:
                yield max(map(_places, indicator.values.values()), default=0)


def _places(value: Decimal | int | None) -> int:
    return max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
