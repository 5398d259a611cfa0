"""What is typed of the indicators that a plan asks for, a row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reportgen.compute.teller import NONE, TOTAL_OF_GROUP, Row
from reportgen.model.figures_input import CURRENT, GroupInput

if TYPE_CHECKING:
    from reportgen.compute.book import Book

TOTAL = "tong_so"
Labels = Mapping[str, Mapping[str, str]]
"""Names of indicators with their labels, under their groups."""
MISSING: Row = (NONE, NONE, NONE, 0, TOTAL_OF_GROUP, "")
"""The row of an indicator that a unit lacks, or calls otherwise: nothing is told of it."""


def rows_of(book: Book, names: Labels, given: Mapping[str, GroupInput] | None = None) -> list[Row]:
    """Return what is typed of indicators: in the unit, or in other groups like its own."""
    rows: list[Row] = []
    for key, labels in names.items():
        group = (book.given if given is None else given).get(key)
        is_list = group is None or group.rows is not None
        rows += [MISSING] * len(labels) if group is None or is_list else _rows(book, group, labels)
    return rows


def missing_among(rows: Sequence[Row]) -> frozenset[int]:
    """Return which rows the unit lacks."""
    return frozenset([number for number, row in enumerate(rows) if row is MISSING])


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
