"""What one document printed of plain measures, worked out for the next unit in one go.

The units of a batch print the same measures of the same indicators. A plan is made from one document and
holds nothing of its unit: whose measures, in which style, gathered into columns. For another unit it gives
all the texts, straight from what is typed; only what tellers leave is made into figures. For units of one
mould it is known, too, where each number stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reportgen.compute.columns import Column, Stretch, picking
from reportgen.compute.moulded_columns import MouldedColumns
from reportgen.compute.teller import NOT_TOLD, Periods, Prepared, Teller
from reportgen.compute.tellers import teller
from reportgen.compute.typed_rows import missing_among, rows_of
from reportgen.model.figure import CannotCompute, Figure
from reportgen.model.slots import Asking

if TYPE_CHECKING:
    from reportgen.compute.book import Book


class Plan:
    """Texts wanted by a document, in its order; None asks for nothing and gets nothing."""

    def __init__(self, askings: Sequence[Asking | None], periods: Periods) -> None:
        wanted = {_key(asking): asking for asking in askings if asking is not None}
        like: dict[tuple[Any, ...], list[Asking]] = {}
        for key, asking in wanted.items():
            like.setdefault(key[1:], []).append(asking)
        alike: dict[Prepared | None, list[tuple[Teller | None, list[Asking]]]] = {}
        for asked in like.values():
            found = _teller(periods, asked[0])
            alike.setdefault(None if found is None else found.prepared, []).append((found, asked))
        self.askings = [asking for parts in alike.values() for _, asked in parts for asking in asked]
        self.groups = _labels_by_group(self.askings)
        """Every indicator that is asked, under its group, with the label that it has to go by."""
        rows = {f"{key}.{name}": None for key, names in self.groups.items() for name in names}
        numbers = {path: number for number, path in enumerate(rows)}
        self.rows = [numbers[asking.path] for asking in self.askings]
        self.columns = [
            Column(
                prepared,
                [
                    Stretch(
                        found.wanted if found is not None else (),
                        picking([numbers[asking.path] for asking in asked]),
                    )
                    for found, asked in parts
                ],
            )
            for prepared, parts in alike.items()
        ]
        self._moulded = MouldedColumns(self.groups, self.columns)
        places = {_key(asking): place for place, asking in enumerate(self.askings)}
        nothing = len(places)
        self.in_order = picking([nothing if a is None else places[_key(a)] for a in askings])

    def texts(self, book: Book) -> Sequence[str]:
        """Return the texts for another unit, empty ones for what takes a closer look."""
        told, missing = self._moulded.told(book) or self._by_rows(book)
        if NOT_TOLD in told:
            for place in [place for place, text in enumerate(told) if not text]:
                if self.rows[place] not in missing:
                    told[place] = _by_figure(book, self.askings[place])
        told.append(NOT_TOLD)
        return self.in_order(told)

    def _by_rows(self, book: Book) -> tuple[list[str], frozenset[int]]:
        """Return the texts, empty for those not told, and which rows the unit lacks."""
        rows = rows_of(book, self.groups)
        told = [text for column in self.columns for text in column.told(rows, book.calendar)]
        return told, missing_among(rows)


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
