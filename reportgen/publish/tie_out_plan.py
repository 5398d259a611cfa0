"""The tie-outs of units of one shape: what they have in common is kept.

Of each figure a line is kept: its id and label, where it is printed, and how its formula is worded. All of
that is the same in units of one shape whose sections bear the same numbers. What is a unit's own are items:
texts, exact values, operands and places; each has its number, and a line has gaps for some of them.
"""

from __future__ import annotations

import re
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
from reportgen.publish.tie_out_json import figure_head, figure_rest, in_json, places_form, sources_json
from reportgen.publish.tie_out_workbook import AS_TYPED, FIGURE_COLUMNS, places_text

ID, LABEL, FORMULA, PLACES = (FIGURE_COLUMNS[column] for column in (1, 2, 5, 8))
FORMAT_SIGN = re.compile("%.")
Sites = tuple[int, ...]
Key = TypeVar("Key", bound=Hashable)


class Form(NamedTuple):
    """A text of a line with gaps, and what picks from the items of a unit what fills them."""

    text: bytes
    items: Callable[[Sequence[bytes]], tuple[bytes, ...]]

    @classmethod
    def of(cls, text: str, places: list[int]) -> Form:
        """Make a form of a text with gaps, and the numbers of the items that fill them."""
        return cls(FORMAT_SIGN.sub(_of_bytes, text).encode(), _picking(places))


class FigureLine(NamedTuple):
    """What is known of a figure printed by certain sites; all numbers are those of items or inputs."""

    label: str
    json: Form
    entries: Form
    """Its texts as the table of texts holds them."""
    formula: Form | None
    """None for a number as typed."""
    texts: tuple[int, ...]
    """How it is printed at each place."""
    shown: int
    """How it is printed: each text once."""
    exact: int
    note: int
    inputs: tuple[int, ...]
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


class TieOutPlan:
    """The lines that have been met so far, and the items that fill their gaps; threads may share it."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str, Sites], FigureLine | None] = {}
        self.figures: dict[str, FigureItems] = {}
        self.texts: dict[tuple[str, int], int] = {}
        """Printed texts, by figure and site."""
        self.operands: dict[tuple[str, Operand], int] = {}
        """Numbers in formulas, by the path of the indicator."""
        self.inputs: dict[Path, int] = {}
        """Where inputs stand: the first of two items, for JSON and for XML."""
        self.size = 0
        self._lock = Lock()

    def line(self, figure: Figure, sites: Sites, names: PlaceNames) -> FigureLine | None:
        """Keep and return the line of a figure; None when only its unit can tell where it comes from."""
        with self._lock:
            line = self._line(figure, sites, [names.of_site(site, figure.id) for site in sites])
            self.lines[figure.id, sites] = line
        return line

    def _line(self, figure: Figure, sites: Sites, places: list[str]) -> FigureLine | None:
        origin = figure.origin
        wording = origin.wording(figure) if isinstance(origin, Indicating) else None
        if not isinstance(origin, Indicating) or wording is None:
            return None
        texts = tuple([self._item(self.texts, (figure.id, site)) for site in sites])
        shown = texts[0] if len(set(texts)) == 1 else self._new(1)
        if figure.id not in self.figures:
            self.figures[figure.id] = FigureItems(*(self._new(1) for _ in FigureItems._fields))
        fraction, exact, note = self.figures[figure.id]
        operands = [self._item(self.operands, (origin.path, each)) for each in wording.operands]
        inputs = [self._item(self.inputs, path, 2) for path in wording.inputs]
        label, at = origin.label_of(figure), places_text(places)
        sources = "\n".join(["%s"] * len(inputs))
        formula = in_xml(wording.form) or AS_TYPED
        fixed = [(ID, figure.id), (LABEL, label), (PLACES, at)]
        if not operands:
            fixed.append((FORMULA, wording.form % () or AS_TYPED))
        height = max(len(inputs), *(lines_in(column, text) for column, text in fixed))
        head, behind = as_is(entry(figure.id) + entry(label)), as_is(entry(at))
        middle = f"<si><t>%s</t></si><si><t>%s</t></si><si><t>{formula}</t></si><si><t>{sources}</t></si>"
        begin = as_is(figure_head(figure.id, label))
        rest = figure_rest(
            "%s", "%s", in_json(wording.form), sources_json(["%s"] * len(inputs)), places_form(places), "%s"
        )
        return FigureLine(
            label=label,
            json=Form.of(begin + rest, [texts[0], fraction, *operands, *inputs, *texts, note]),
            entries=Form.of(head + middle + behind, [shown, exact, *operands, *[n + 1 for n in inputs]]),
            formula=Form.of(wording.form, operands) if operands else None,
            texts=texts,
            shown=shown,
            exact=exact,
            note=note,
            inputs=tuple(inputs),
            printed=len(places),
            computed=len(places) if wording.form else 0,
            lines=height
            if operands or not wording.form
            else max(height, lines_in(FORMULA, wording.form % ())),
        )

    def snapshot(self) -> tuple[int, list[tuple[tuple[str, Operand], int]], list[tuple[Path, int]]]:
        """Return how many items there are, and those that are asked for whatever is printed."""
        with self._lock:
            return self.size, [*self.operands.items()], [*self.inputs.items()]

    def _item(self, known: dict[Key, int], key: Key, count: int = 1) -> int:
        if key not in known:
            known[key] = self._new(count)
        return known[key]

    def _new(self, count: int) -> int:
        self.size += count
        return self.size - count


def _of_bytes(sign: re.Match[str]) -> str:
    return "%b" if sign[0] == "%s" else sign[0]


def as_is(text: str) -> str:
    """Return what gives this text as a format."""
    return text.replace("%", "%%")


def _picking(places: list[int]) -> Callable[[Sequence[bytes]], tuple[bytes, ...]]:
    """Return what picks the items at these places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda items: tuple([items[place] for place in places])
