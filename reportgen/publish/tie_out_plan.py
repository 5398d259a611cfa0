"""The tie-outs of units of one shape: what they have in common is kept.

Of each figure a line is kept: its id and label, where it is printed, and how its formula is worded. All of
that is the same in units of one shape whose sections bear the same numbers. It has gaps for what is a unit's
own (printed texts, exact values, formulas, places).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from reportgen.model.base import Path
from reportgen.model.figure import Figure, Indicating
from reportgen.model.wording import Wording
from reportgen.publish.list_sheet import lines_in
from reportgen.publish.place_names import PlaceNames
from reportgen.publish.sheet_cells import entry, in_xml
from reportgen.publish.tie_out_board import (
    BETWEEN_TEXTS,
    EMPTY,
    END,
    EXACT,
    FIRST_SIGN,
    FORMULA,
    FRACTION,
    JSON_PLACE,
    NOTE,
    OPERAND,
    OWN,
    SHOWN,
    SOURCES,
    TEXT,
    XML_PLACE,
    Asked,
    Board,
    FigureLine,
    Gap,
    Items,
    Text,
    Wanting,
    by_rank,
    picking,
    sections_of,
)
from reportgen.publish.tie_out_json import figure_head, figure_rest, in_json, places_form, sources_json
from reportgen.publish.tie_out_workbook import AS_TYPED, FIGURE_COLUMNS, places_text
from reportgen.publish.unit_figures import AskedOperand

IDS, LABELS, FORMULAS, PLACES = (FIGURE_COLUMNS[column] for column in (1, 2, 5, 8))
Sites = tuple[int, ...]
Key = TypeVar("Key", bound=Hashable)
OF_FIGURES = FRACTION, EXACT, NOTE
LINES_TOGETHER = 8
"""One line of so many ends a stretch, wherever it stands: most units have most stretches in common."""
MOST_LINES = 10_000


class _Said(NamedTuple):
    """What is said of a figure in all units."""

    path: str
    """Of the indicator behind it."""
    label: str
    wording: Wording
    places: Sequence[str]


class _Own(NamedTuple):
    """The gaps of a figure for what is a unit's own."""

    texts: Sequence[Gap]
    shown: Gap
    value: Mapping[int, Gap]
    """By section: fraction, exact value, remark."""
    inputs: Items
    sources: Gap


class TieOutPlan:
    """The lines that have been met so far, and the items that fill their gaps; threads may share it."""

    def __init__(self) -> None:
        self.signs: dict[tuple[str, Sites], str] = {}
        """What stands for lines."""
        self._lines: list[FigureLine] = []
        self._figures: dict[str, int] = {}
        self._operands: dict[AskedOperand, int] = {}
        self._formulas: dict[tuple[str, Items], int] = {}
        self._inputs: dict[Path, int] = {}
        self._texts: dict[tuple[int, str], int] = {}
        self._shown: dict[Items, int] = {}
        self._sources: dict[Items, int] = {}
        self._board: Board | None = None
        self._is_current = False
        self._lock = Lock()

    def learn(self, figure: Figure, sites: Sites, names: PlaceNames) -> str:
        """Keep the line of a figure and return its sign."""
        origin, places = figure.origin, [names.of_site(site, figure.id) for site in sites]
        wording = origin.wording(figure) if isinstance(origin, Indicating) else None
        if not isinstance(origin, Indicating) or wording is None or BETWEEN_TEXTS in wording.form:
            return END + OWN + END
        with self._lock:
            if len(self._lines) >= MOST_LINES:
                return END + OWN + END
            number = len(self._lines)
            self._lines.append(
                self._line(figure.id, sites, _Said(origin.path, origin.label_of(figure), wording, places))
            )
            sign = chr(FIRST_SIGN + number) + (END if number % LINES_TOGETHER == 0 else "")
            self.signs[figure.id, sites], self._is_current = sign, False
        return sign

    def board(self) -> Board:
        """Return all that may have to be filled in, and the lines."""
        with self._lock:
            if self._board is None or not self._is_current:
                self._board, self._is_current = self._made(self._board), True
            return self._board

    def _made(self, before: Board | None) -> Board:
        """Put the sections one behind the other."""
        known: dict[int, Mapping[Any, int]] = dict.fromkeys(OF_FIGURES, self._figures)
        known |= {JSON_PLACE: self._inputs, XML_PLACE: self._inputs, SOURCES: self._sources}
        known |= {OPERAND: self._operands, FORMULA: self._formulas, TEXT: self._texts, SHOWN: self._shown}
        sizes = [len(known[section]) if section else 1 for section in range(SOURCES + 1)]
        sections = sections_of(sizes)
        operands, texts, places = [sections[each].start for each in (OPERAND, TEXT, XML_PLACE)]
        asked = Asked(
            tuple(self._figures),
            tuple(self._operands),
            self._all_formulas(operands) if self._formulas else None,
            tuple(self._inputs),
            {key: texts + number for key, number in self._texts.items()},
            by_rank([[texts + each for each in shown] for shown in _as_many(self._shown)]),
            by_rank([[places + each for each in inputs] for inputs in self._sources]),
        )
        return Board(sections, asked, tuple(self._lines), before)

    def _all_formulas(self, start: int) -> Text:
        form = BETWEEN_TEXTS.join([form for form, _ in self._formulas])
        return Text(form.encode(), picking([start + each for _, gaps in self._formulas for each in gaps]))

    def _line(self, figure_id: str, sites: Sites, said: _Said) -> FigureLine:
        _, label, wording, places = said
        own, at = self._own(figure_id, sites, wording.inputs), places_text(places)
        in_cell = self._formula(said, str)
        fixed = [(IDS, figure_id), (LABELS, label), (PLACES, at)]
        if not in_cell.gaps:
            fixed.append((FORMULAS, wording.form % () or AS_TYPED))
        formula = in_cell.gaps[0] if in_cell.gaps else EMPTY
        return FigureLine(
            label=label,
            json=_json(figure_head(figure_id, label), self._formula(said, in_json), places, own),
            entries=_entries((figure_id, label, at), self._formula(said, in_xml), own),
            cells=(own.shown, own.value[EXACT], formula, own.sources),
            doubts=(own.value[EXACT], *own.texts, *_several(own.inputs)),
            note=own.value[NOTE],
            printed=len(places),
            computed=len(places) if wording.form else 0,
            lines=max(lines_in(column, text) for column, text in fixed),
        )

    def _own(self, figure_id: str, sites: Sites, inputs: Sequence[Path]) -> _Own:
        number = _number(self._figures, figure_id)
        texts = tuple([_number(self._texts, (site, figure_id)) for site in sites])
        places = tuple([_number(self._inputs, path) for path in inputs])
        is_one = len(set(texts)) == 1
        return _Own(
            [Gap(TEXT, each) for each in texts],
            Gap(TEXT, texts[0]) if is_one else Gap(SHOWN, _number(self._shown, texts)),
            {section: Gap(section, number) for section in OF_FIGURES},
            places,
            self._place_of(places),
        )

    def _place_of(self, places: Items) -> Gap:
        if len(places) > 1:
            return Gap(SOURCES, _number(self._sources, places))
        return Gap(XML_PLACE, places[0]) if places else EMPTY

    def _formula(self, said: _Said, escape: Callable[[str], str]) -> Wanting:
        """Return how a formula is worded: as it is, or with one gap for the whole."""
        form = escape(said.wording.form)
        if not said.wording.operands:
            return Wanting(form, ())
        operands = tuple([_number(self._operands, (said.path, each)) for each in said.wording.operands])
        return Wanting("%s", [Gap(FORMULA, _number(self._formulas, (form, operands)))])


def _as_many(groups: Collection[Items]) -> list[Items]:
    """Return groups with the first of each over and over behind it, so that all are as long."""
    most = max(map(len, groups), default=0)
    return [group + group[:1] * (most - len(group)) for group in groups]


def _number(known: dict[Key, int], key: Key) -> int:
    return known.setdefault(key, len(known))


def _several(inputs: Items) -> Sequence[Gap]:
    """Return the places of inputs that may be one place, to be told once."""
    return [Gap(JSON_PLACE, each) for each in inputs] if len(inputs) > 1 else []


def _json(head: str, formula: Wanting, places: Sequence[str], own: _Own) -> Wanting:
    sources = sources_json(["%s"] * len(own.inputs))
    form = as_is(head) + figure_rest("%s", "%s", formula.form, sources, places_form(places), "%s")
    inputs = [Gap(JSON_PLACE, each) for each in own.inputs]
    value = own.value
    return Wanting(form, [own.texts[0], value[FRACTION], *formula.gaps, *inputs, *own.texts, value[NOTE]])


def _entries(fixed: tuple[str, str, str], formula: Wanting, own: _Own) -> Wanting:
    figure_id, label, at = [as_is(entry(text)) for text in fixed]
    cells = ["%s", "%s", formula.form or AS_TYPED, "\n".join(["%s"] * len(own.inputs))]
    form = "".join([figure_id, label, *[f"<si><t>{cell}</t></si>" for cell in cells], at])
    inputs = [Gap(XML_PLACE, each) for each in own.inputs]
    return Wanting(form, [own.shown, own.value[EXACT], *formula.gaps, *inputs])


def as_is(text: str) -> str:
    """Return what gives this text as a format."""
    return text.replace("%", "%%")
