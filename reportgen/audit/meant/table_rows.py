"""The number columns of a report's tables with the labels of their rows, totals left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.audit.numbers import Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.subjects import subject_words

_TOTAL = re.compile(r"\b(?:tổng|cộng|toàn|chung|bình quân|trung bình|cả)\b")
_NUMBERING = re.compile(r"[0-9ivx]{1,3}[.)]?")
_KIND = re.compile(r"^(?:tp\.?|thành phố|tx\.?|thị xã|tt\.?|thị trấn|huyện|xã|phường|p\.|quận|tỉnh)\s*")
_RATE = re.compile(r"t[ỷỉ] lệ|%")
SHORTEST_LABEL = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A value with the label of its row."""

    label: str
    number: Number

    def is_named_in(self, text: str) -> bool:
        """Whether a lower-case text holds the label as whole words."""
        name = _KIND.sub("", self.label)
        place = text.find(name) if len(name) >= SHORTEST_LABEL else -1
        end = place + len(name)
        return place >= 0 and not text[place - 1 : place].isalnum() and not text[end : end + 1].isalnum()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the words of its head, whether they tell a rate, and its rows."""

    words: frozenset[str]
    rows: tuple[Row, ...]
    is_rate: bool = False

    def extreme(self, *, is_high: bool) -> Row:
        """Return the row with the highest or the lowest value."""
        return (max if is_high else min)(self.rows, key=lambda row: row.number.value)


class TableColumns:
    """The columns of all tables, by the values they hold."""

    def __init__(self, outline: Outline) -> None:
        """Read nothing yet."""
        self._outline = outline

    @cached_property
    def _tables(self) -> list[list[Column]]:
        tables: defaultdict[int, list[Passage]] = defaultdict(list)
        for passage in self._outline.passages:
            if passage.is_in_table:
                tables[passage.pieces[0].place.table].append(passage)
        return [columns for cells in tables.values() if (columns := list(_columns(cells)))]

    @cached_property
    def _by_value(self) -> dict[object, list[Column]]:
        found: defaultdict[object, list[Column]] = defaultdict(list)
        for column in (column for columns in self._tables for column in columns):
            for value in {row.number.value for row in column.rows}:
                found[value].append(column)
        return dict(found)

    def of_tables(self) -> list[list[Column]]:
        """Return the columns of each table that has any."""
        return self._tables

    def with_value(self, number: Number) -> list[Column]:
        """Return the columns that print a number."""
        return self._by_value.get(number.value, [])


def _columns(cells: Sequence[Passage]) -> Iterator[Column]:
    labels: dict[int, str] = {}
    heads: defaultdict[int, set[str]] = defaultdict(set)
    rates: set[int] = set()
    values: defaultdict[int, list[Row]] = defaultdict(list)
    for cell in cells:
        at, text = cell.pieces[0].place, " ".join(cell.lowered.split())
        figure = cell.figures[0] if len(cell.figures) == 1 and cell.figures[0].is_plain else None
        is_value = figure is not None and not cell.lowered[: figure.start].strip()
        if not is_value:
            if at.row not in labels and at.column < 4 and text and not _NUMBERING.fullmatch(text):
                labels[at.row] = text
            if not values[at.column]:
                heads[at.column] |= subject_words(text)
                rates |= {at.column} if _RATE.search(text) else set()
        elif figure and at.row in labels and not _TOTAL.search(labels[at.row]):
            values[at.column].append(Row(labels[at.row], figure.number))
    for column, rows in values.items():
        if len(rows) > 1:
            yield Column(frozenset(heads[column]), tuple(rows), column in rates)
