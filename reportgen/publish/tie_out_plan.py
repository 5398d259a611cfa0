"""The tie-outs of units of one shape: what they have in common is kept.

Of each figure a line is kept: its id and label, where it is printed, and how its formula is worded. All of
that is the same in units of one shape whose sections bear the same numbers. All of it is made of numbered
*items*: texts that are the same in all units, and gaps for what is a unit's own (printed texts, exact values,
operands, places). A line tells which items make it, so that a whole tie-out is put together at one stroke.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
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
FORMAT_SIGN = re.compile("%(.)")
Sites = tuple[int, ...]
Items = tuple[int, ...]
Key = TypeVar("Key", bound=Hashable)
EMPTY = 0
"""The item that is never filled."""


class FigureLine(NamedTuple):
    """What is known of a figure printed by certain sites; all numbers but the last three are items."""

    label: str
    json: Items
    entries: Items
    """Its texts as the table of texts holds them."""
    formula: Items
    """Empty where it is the same in all units."""
    texts: Items
    """How it is printed at each place."""
    shown: int
    """How it is printed: each text once."""
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


class Gaps(NamedTuple):
    """What has to be filled in for a unit; not changed once it is made."""

    items: Sequence[bytes]
    """All items, those that are the same in all units filled in."""
    figures: Sequence[tuple[str, FigureItems]]
    operands: Sequence[tuple[str, Operand, int]]
    inputs: tuple[Path, ...]
    places: Sequence[int]
    """Where inputs stand: the first of two items, for JSON and for XML."""


class TieOutPlan:
    """The lines that have been met so far, and the items that they are made of; threads may share it."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str, Sites], FigureLine | None] = {}
        self.figures: dict[str, FigureItems] = {}
        self.texts: dict[tuple[str, int], int] = {}
        """Printed texts, by figure and site."""
        self._operands: dict[tuple[str, Operand], int] = {}
        """Numbers in formulas, by the path of the indicator."""
        self._inputs: dict[Path, int] = {}
        """Where inputs stand: the first of two items, for JSON and for XML."""
        self._fixed: dict[bytes, int] = {}
        self._items = [b""]
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
                    tuple(self._items),
                    tuple(self.figures.items()),
                    tuple([(path, operand, item) for (path, operand), item in self._operands.items()]),
                    tuple(self._inputs),
                    tuple(self._inputs.values()),
                )
            return self._gaps

    def _line(self, figure: Figure, sites: Sites, places: list[str]) -> FigureLine | None:
        origin = figure.origin
        wording = origin.wording(figure) if isinstance(origin, Indicating) else None
        if not isinstance(origin, Indicating) or wording is None:
            return None
        texts = [self._item(self.texts, (figure.id, site)) for site in sites]
        shown = texts[0] if len(set(texts)) == 1 else self._new()
        if figure.id not in self.figures:
            self.figures[figure.id] = FigureItems(*(self._new() for _ in FigureItems._fields))
        fraction, exact, note = self.figures[figure.id]
        operands = [self._item(self._operands, (origin.path, each)) for each in wording.operands]
        inputs = [self._item(self._inputs, path, 2) for path in wording.inputs]
        label, at = origin.label_of(figure), places_text(places)
        sources = "\n".join(["%s"] * len(inputs))
        formula = in_xml(wording.form) or AS_TYPED
        fixed = [(ID, figure.id), (LABEL, label), (PLACES, at)]
        if not operands:
            fixed.append((FORMULA, wording.form % () or AS_TYPED))
        head, behind = as_is(entry(figure.id) + entry(label)), as_is(entry(at))
        middle = f"<si><t>%s</t></si><si><t>%s</t></si><si><t>{formula}</t></si><si><t>{sources}</t></si>"
        begin = as_is(BETWEEN_FIGURES + figure_head(figure.id, label))
        rest = figure_rest(
            "%s", "%s", in_json(wording.form), sources_json(["%s"] * len(inputs)), places_form(places), "%s"
        )
        return FigureLine(
            label=label,
            json=self._filled(begin + rest, [texts[0], fraction, *operands, *inputs, *texts, note]),
            entries=self._filled(
                head + middle + behind, [shown, exact, *operands, *[item + 1 for item in inputs]]
            ),
            formula=self._filled(wording.form, operands) if operands else (),
            texts=tuple(texts),
            shown=shown,
            exact=exact,
            note=note,
            inputs=tuple(inputs),
            printed=len(places),
            computed=len(places) if wording.form else 0,
            lines=max(len(inputs), *(lines_in(column, text) for column, text in fixed)),
        )

    def _filled(self, form: str, gaps: Sequence[int]) -> Items:
        """Return the items that a text with gaps is made of, given those that fill them."""
        left, items, fixed = iter(gaps), list[int](), ""
        pieces = FORMAT_SIGN.split(form)
        for text, sign in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            fixed += text if sign == "s" or not sign else text + sign
            if sign == "s":
                items += self._text(fixed), next(left)
                fixed = ""
        return (*items, self._text(fixed))

    def _text(self, text: str) -> int:
        """Return the item of a text that is the same in all units."""
        key = text.encode()
        if key not in self._fixed:
            self._fixed[key] = self._new()
            self._items[-1] = key
        return self._fixed[key]

    def _item(self, known: dict[Key, int], key: Key, count: int = 1) -> int:
        if key not in known:
            known[key] = self._new(count)
        return known[key]

    def _new(self, count: int = 1) -> int:
        self._items += [b""] * count
        return len(self._items) - count


def as_is(text: str) -> str:
    """Return what gives this text as a format."""
    return text.replace("%", "%%")
