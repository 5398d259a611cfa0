"""The columns of a plan for units of one mould: every number is taken from its place, none is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reportgen.compute.columns import Column, Picking, picking
from reportgen.compute.teller import (
    DECIMALS,
    NONE,
    Row,
    Rows,
    Wanted,
    most_decimals,
    numbers_of,
)
from reportgen.compute.typed_rows import Labels, missing_among, rows_of
from reportgen.model.mould import At, Cast, Mould, MouldedGroups

if TYPE_CHECKING:
    from reportgen.compute.book import Book

MOST_MOULDS = 8
Told = tuple[list[str], frozenset[int]]
"""Texts, empty where a figure has to be made, and which rows the unit lacks."""


class MouldedColumns:
    """Tells a plan's columns for units of moulds that have been met before."""

    def __init__(self, names: Labels, columns: Sequence[Column]) -> None:
        self.names, self.columns = names, columns
        self._prepared: dict[Mould, _Prepared | None] = {}
        """None for a mould met once: preparing takes longer than telling one unit."""

    def told(self, book: Book) -> Told | None:
        """Return what is told of a unit; None when it is of a mould not met before, or of none."""
        cast = book.given.cast() if isinstance(book.given, MouldedGroups) else None
        if cast is None:
            return None
        prepared = self._prepared.get(cast.mould)
        if prepared is None or prepared.decimals != book.decimals:
            if cast.mould not in self._prepared:
                if len(self._prepared) >= MOST_MOULDS:
                    self._prepared.clear()
                self._prepared[cast.mould] = None
                return None
            prepared = self._prepared[cast.mould] = _Prepared(self, book, cast)
        return prepared.told(cast.numbers), prepared.missing


class _Prepared:
    """Columns as places in the list of a unit's numbers, with what no unit changes behind them."""

    def __init__(self, plan: MouldedColumns, book: Book, cast: Cast) -> None:
        self.decimals, self.count = book.decimals, len(cast.numbers)
        self.fixed: list[Any] = []
        self.places: dict[tuple[type, Any], int] = {}
        self.measured: list[tuple[int, list[Any]]] = []
        """Where the decimals of measured values stand among what is fixed, and places of these values."""
        rows = rows_of(book, plan.names, cast.mould.groups)
        self.missing = missing_among(rows)
        self.columns = [(column.prepare(rows), self._pickings(book, column, rows)) for column in plan.columns]

    def _pickings(self, book: Book, column: Column, rows: Sequence[Row]) -> list[Picking]:
        places = column.each_number(rows, lambda picked, wanted: self._places(book, picked, wanted))
        return [picking(each) for each in places]

    def _places(self, book: Book, rows: Rows, wanted: Wanted) -> list[int]:
        if wanted[0] == DECIMALS:
            return [self._decimals_at([*(row[4].values or NONE).values()]) for row in rows]
        return [self._at(number) for number in numbers_of(rows, wanted, book.calendar)]

    def _at(self, number: Any) -> int:
        if type(number) is At:
            return int(number)
        key = type(number), number
        if key not in self.places:
            self.places[key] = self._fix(number)
        return self.places[key]

    def _fix(self, number: Any) -> int:
        self.fixed.append(number)
        return self.count + len(self.fixed) - 1

    def _decimals_at(self, values: list[Any]) -> int:
        place = self._fix(most_decimals(value for value in values if type(value) is not At))
        if open_ones := [int(value) for value in values if type(value) is At]:
            self.measured.append((place, open_ones))
        return place

    def told(self, given: Sequence[Any]) -> list[str]:
        """Return the texts of a unit with these numbers."""
        numbers = [*given, *self.fixed]
        for place, values in self.measured:
            numbers[place] = max(numbers[place], most_decimals([numbers[value] for value in values]))
        told: list[str] = []
        for tell, pickings in self.columns:
            told += tell(*[picked(numbers) for picked in pickings])
        return told
