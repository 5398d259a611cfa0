"""What one document printed of plain measures, worked out for the next unit in one go.

The units of a batch print the same measures of the same indicators. A plan is made from one document and
holds nothing of its unit: whose measures, in which style, gathered into columns. For another unit it gives
all the texts, straight from what is typed; only what tellers leave is made into figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from reportgen.compute.tellers import NONE, NOT_TOLD, TOTAL_OF_GROUP, Periods, Row, Teller, teller
from reportgen.model.figure import CannotCompute, Figure
from reportgen.model.figures_input import CURRENT, GroupInput
from reportgen.model.slots import Asking

if TYPE_CHECKING:
    from reportgen.compute.book import Book

TOTAL = "tong_so"
Picking = Callable[[Sequence[Any]], Sequence[Any]]


class Plan:
    """Texts wanted by a document, in its order; None asks for nothing and gets nothing."""

    def __init__(self, askings: Sequence[Asking | None], periods: Periods) -> None:
        wanted = {_key(asking): asking for asking in askings if asking is not None}
        columns: dict[tuple[Any, ...], list[Asking]] = {}
        for key, asking in wanted.items():
            columns.setdefault(key[1:], []).append(asking)
        self.askings = [asking for column in columns.values() for asking in column]
        self.groups = _labels_by_group(self.askings)
        """Every indicator that is asked, under its group, with the label that it has to go by."""
        rows = {f"{key}.{name}": None for key, names in self.groups.items() for name in names}
        numbers = {path: number for number, path in enumerate(rows)}
        self.rows = [numbers[asking.path] for asking in self.askings]
        self.columns: list[tuple[Teller | None, Picking]] = [
            (_teller(periods, column[0]), _picking([numbers[asking.path] for asking in column]))
            for column in columns.values()
        ]
        places = {_key(asking): place for place, asking in enumerate(self.askings)}
        nothing = len(places)
        self.in_order = _picking([nothing if a is None else places[_key(a)] for a in askings])

    def texts(self, book: Book) -> Sequence[str]:
        """Return the texts for another unit, empty ones for what takes a closer look."""
        rows = rows_of(book, self.groups)
        told: list[str] = []
        for tell, picked in self.columns:
            column = picked(rows)
            told += [NOT_TOLD] * len(column) if tell is None else tell(column)
        for place, text in enumerate(told):
            if not text and rows[self.rows[place]] is not MISSING:
                told[place] = _by_figure(book, self.askings[place])
        told.append(NOT_TOLD)
        return self.in_order(told)


def _key(asking: Asking) -> tuple[Any, ...]:
    """Return what two places have in common that print the same; the styles are those of the form's sites."""
    return asking.path, _measure(asking), asking.key, id(asking.style)


def _measure(asking: Asking) -> str:
    """Return the measure that was given: where a count is asked for, it may be a value."""
    return asking.figure_id[len(asking.path) + 1 :].partition(".")[0]


def _labels_by_group(askings: Iterable[Asking]) -> dict[str, dict[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for asking in askings:
        group, _, name = asking.path.partition(".")
        groups.setdefault(group, {})[name] = asking.label
    return groups


def _picking(places: list[int]) -> Picking:
    """Return what picks the members at these places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda members: [members[place] for place in places]


def _by_figure(book: Book, asking: Asking) -> str:
    """Return the text of a measure by way of its figure; nothing when that is another one or none."""
    try:
        figure = book.indicator(asking.path).asked(asking.key)
        if isinstance(figure, Figure) and figure.id == asking.figure_id:
            return figure.text(asking.style)
    except CannotCompute:
        pass  # told where it is printed
    return NOT_TOLD


def _teller(periods: Periods, asking: Asking) -> Teller | None:
    return teller(periods, (_measure(asking), *asking.key[1:]), asking.style)


# --- what is typed of an indicator ---------------------------------------------------------------------


MISSING: Row = (NONE, NONE, NONE, 0, TOTAL_OF_GROUP, "")
"""The row of an indicator that a unit lacks, or calls otherwise: nothing is told of it."""


def rows_of(book: Book, groups: Mapping[str, Mapping[str, str]]) -> list[Row]:
    """Return what is typed of indicators, which are named with their labels under their groups."""
    rows: list[Row] = []
    for key, names in groups.items():
        group = book.given.get(key)
        is_list = group is None or group.rows is not None
        rows += [MISSING] * len(names) if group is None or is_list else _rows(book, group, names)
    return rows


def _rows(book: Book, group: GroupInput, names: Mapping[str, str]) -> list[Row]:
    of, places, indicators = book.calendar.of, book.decimals, group.indicators
    rows: list[Row] = []
    totals, unit, is_adjusted = of(group.totals), group.measure_unit, bool(group.balanced)
    for name, label in names.items():
        if name == TOTAL and group.totals is not None:
            row: Row = (totals, totals, NONE, places, TOTAL_OF_GROUP, unit)
            rows.append(row if total_label(group) == label else MISSING)
            continue
        data = indicators.get(name)
        if data is None or (data.label or name) != label:
            rows.append(MISSING)
            continue
        counts: Mapping[int, int | None] | None = data.counts
        base, decimals = totals, data.decimals
        if counts is None or is_adjusted:  # nothing to divide, or shares that have to add up
            base = NONE
        elif data.denominators:
            base = {**totals, **of(data.denominators)}
        if counts is None or CURRENT in counts:
            counts = of(counts)
        decimals = places if decimals is None else decimals
        rows.append((counts, base, data.targets, decimals, data, data.measure_unit or unit))
    return rows


def total_label(group: GroupInput) -> str:
    """Return what a group's total is called."""
    return f"{group.label}: tổng số" if group.label else "Tổng số"
