"""The tie-outs of units of one shape: what they have in common is kept.

Of each figure a line is kept: its id and label, where it is printed, and how its formula is worded. All of
that is the same in units of one shape whose sections bear the same numbers. It has gaps for what is a unit's
own (printed texts, exact values, formulas, places): numbered *items*. A line tells which items fill its gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from operator import itemgetter
from threading import Lock
from typing import NamedTuple, TypeVar

from reportgen.model.base import Path
from reportgen.model.figure import Figure, Indicating
from reportgen.model.wording import Operand
from reportgen.publish.list_sheet import lines_in
from reportgen.publish.place_names import PlaceNames
from reportgen.publish.sheet_cells import entry, in_xml
from reportgen.publish.tie_out_json import (
    BETWEEN_FIGURES,
    figure_head,
    figure_rest,
    in_json,
    places_form,
    sources_json,
)
from reportgen.publish.tie_out_workbook import AS_TYPED, FIGURE_COLUMNS, places_text

ID, LABEL, FORMULA, PLACES = (FIGURE_COLUMNS[column] for column in (1, 2, 5, 8))
Sites = tuple[int, ...]
Items = tuple[int, ...]
Picking = Callable[[Sequence[bytes]], tuple[bytes, ...]]
Key = TypeVar("Key", bound=Hashable)
AskedOperand = tuple[str, Operand]
"""A number in formulas, and the path of its indicator."""
EMPTY = 0
"""The item that is never filled."""


class Text(NamedTuple):
    """A text with gaps, and what picks the items that fill them."""

    form: bytes
    picked: Picking

    @classmethod
    def of(cls, form: str, gaps: Sequence[int]) -> Text:
        """Return a text, given the items of its gaps, at least two."""
        return cls(form.encode(), itemgetter(*gaps))


class FigureLine(NamedTuple):
    """What is known of a figure printed by certain sites; of its numbers all but the last three are items."""

    label: str
    json: Text
    entries: Text
    """Its texts as the table of texts holds them."""
    formula: int
    """Its wording where that is not the same in all units, else EMPTY."""
    texts: Items
    """How it is printed at each place."""
    shown: int
    """How it is printed: each text once."""
    is_varied: bool
    """Whether it may be printed in several ways, to be put together."""
    exact: int
    note: int
    inputs: Items
    """Where they stand, as JSON."""
    printed: int
    computed: int
    """How often it is printed, and how often as the result of a formula."""
    lines: int
    """How high the row is at least."""


class FigureItems(NamedTuple):
    """Where a figure's value goes among the items."""

    fraction: int
    exact: int
    note: int


class _Formula(NamedTuple):
    """How a formula is worded: a format, the items that fill its gaps, and the item of the whole."""

    form: str
    operands: Items
    item: int

    def gaps(self, escape: Callable[[str], str]) -> tuple[str, Items]:
        """Return a format and the items of its gaps: one for the whole where no sign has to be escaped."""
        escaped = escape(self.form)
        return ("%s", (self.item,)) if self.operands and escaped == self.form else (escaped, self.operands)


class _OwnItems(NamedTuple):
    """The items of a figure that are a unit's own."""

    texts: Items
    shown: int
    value: FigureItems
    formula: _Formula
    inputs: Items


class Gaps(NamedTuple):
    """What has to be filled in for a unit; not changed once it is made."""

    size: int
    """How many items there are."""
    figures: Sequence[tuple[str, FigureItems]]
    operands: Sequence[tuple[AskedOperand, int]]
    formulas: Sequence[tuple[bytes, Items, int]]
    """Wordings with gaps, and the items that fill them."""
    inputs: tuple[Path, ...]
    places: Sequence[int]
    """Where inputs stand: the first of two items, for JSON and for XML."""


class TieOutPlan:
    """The lines that have been met so far, and the items that fill their gaps; threads may share it."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str, Sites], FigureLine | None] = {}
        self.figures: dict[str, FigureItems] = {}
        self.texts: dict[tuple[str, int], int] = {}
        """Printed texts, by figure and site."""
        self._operands: dict[AskedOperand, int] = {}
        self._formulas: dict[tuple[str, Items], int] = {}
        self._inputs: dict[Path, int] = {}
        """Where inputs stand: the first of two items, for JSON and for XML."""
        self._count = 1
        self._gaps: Gaps | None = None
        self._lock = Lock()

    def line(self, figure: Figure, sites: Sites, names: PlaceNames) -> FigureLine | None:
        """Keep and return the line of a figure; None when only its unit can tell where it comes from."""
        with self._lock:
            line = self._line(figure, sites, [names.of_site(site, figure.id) for site in sites])
            self.lines[figure.id, sites] = line
            self._gaps = None
        return line

    def gaps(self) -> Gaps:
        """Return all that may have to be filled in."""
        with self._lock:
            if self._gaps is None:
                self._gaps = Gaps(
                    self._count,
                    tuple(self.figures.items()),
                    tuple(self._operands.items()),
                    tuple([(form.encode(), gaps, item) for (form, gaps), item in self._formulas.items()]),
                    tuple(self._inputs),
                    tuple(self._inputs.values()),
                )
            return self._gaps

    def _line(self, figure: Figure, sites: Sites, places: list[str]) -> FigureLine | None:
        origin = figure.origin
        wording = origin.wording(figure) if isinstance(origin, Indicating) else None
        if not isinstance(origin, Indicating) or wording is None:
            return None
        texts = tuple([self._item(self.texts, (figure.id, site)) for site in sites])
        if figure.id not in self.figures:
            self.figures[figure.id] = FigureItems(*(self._new() for _ in FigureItems._fields))
        operands = tuple([self._item(self._operands, (origin.path, each)) for each in wording.operands])
        inputs = tuple([self._item(self._inputs, path, 2) for path in wording.inputs])
        own = _OwnItems(
            texts,
            texts[0] if len(set(texts)) == 1 else self._new(),
            self.figures[figure.id],
            _Formula(
                wording.form,
                operands,
                self._item(self._formulas, (wording.form, operands)) if operands else EMPTY,
            ),
            inputs,
        )
        label, at = origin.label_of(figure), places_text(places)
        fixed = [(ID, figure.id), (LABEL, label), (PLACES, at)]
        if not operands:
            fixed.append((FORMULA, wording.form % () or AS_TYPED))
        return FigureLine(
            label=label,
            json=self._json(as_is(BETWEEN_FIGURES + figure_head(figure.id, label)), places, own),
            entries=self._entries(as_is(entry(figure.id) + entry(label)), as_is(entry(at)), own),
            formula=own.formula.item,
            texts=texts,
            shown=own.shown,
            is_varied=own.shown != texts[0],
            exact=own.value.exact,
            note=own.value.note,
            inputs=inputs,
            printed=len(places),
            computed=len(places) if wording.form else 0,
            lines=max(len(inputs), *(lines_in(column, text) for column, text in fixed)),
        )

    def _json(self, head: str, places: Sequence[str], own: _OwnItems) -> Text:
        formula, operands = own.formula.gaps(in_json)
        sources = sources_json(["%s"] * len(own.inputs))
        form = head + figure_rest("%s", "%s", formula, sources, places_form(places), "%s")
        gaps = [own.texts[0], own.value.fraction, *operands, *own.inputs, *own.texts, own.value.note]
        return Text.of(form, gaps)

    def _entries(self, head: str, behind: str, own: _OwnItems) -> Text:
        formula, operands = own.formula.gaps(in_xml)
        cells = ["%s", "%s", formula or AS_TYPED, "\n".join(["%s"] * len(own.inputs))]
        form = head + "".join([f"<si><t>{cell}</t></si>" for cell in cells]) + behind
        gaps = [own.shown, own.value.exact, *operands, *[item + 1 for item in own.inputs]]
        return Text.of(form, gaps)

    def _item(self, known: dict[Key, int], key: Key, count: int = 1) -> int:
        if key not in known:
            known[key] = self._new(count)
        return known[key]

    def _new(self, count: int = 1) -> int:
        self._count += count
        return self._count - count


def as_is(text: str) -> str:
    """Return what gives this text as a format."""
    return text.replace("%", "%%")
