"""The tie-out of one unit, its numbers and places put into the lines of a plan.

What a plan cannot know (a number that is not there yet, a row of a list) is worked out from the start, as for
a report alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from reportgen.errors import Finding
from reportgen.model.base import Path
from reportgen.model.checking import Waived
from reportgen.model.source import Source
from reportgen.model.tie_out import PrintedPlace, TieOutFigure, TypedEntry
from reportgen.model.traces import Traces
from reportgen.publish.list_sheet import MOST_TEXTS, TABLE_SIZE, Heading, ListLine, lines_in
from reportgen.publish.place_names import PlaceNames
from reportgen.publish.place_texts import place_texts
from reportgen.publish.sheet_cells import in_xml
from reportgen.publish.text_width import digits_in_line
from reportgen.publish.tie_out_json import figure_json, in_json, json_of
from reportgen.publish.tie_out_plan import FigureItems, FigureLine, Sites, TieOutPlan
from reportgen.publish.tie_out_values import InputPlaces, tie_out_figure
from reportgen.publish.tie_out_workbook import (
    FIGURE_COLUMNS,
    Summary,
    figure_line,
    tie_out_book,
)
from reportgen.publish.unit_figures import UnitFigures

TEXTS, EXACT, FORMULA = FIGURE_COLUMNS[3:6]
KINDS = "nttttttnt"
TEXT_DIGITS, EXACT_DIGITS, FORMULA_DIGITS = (
    digits_in_line(column.points, TABLE_SIZE) - 1 for column in (TEXTS, EXACT, FORMULA)
)
"""So many signs surely stand in one line: at most one of them is wider than a digit."""


class PlannedTieOut:
    """Makes the tie-out of one unit; `names` name the places of its document."""

    def __init__(
        self,
        plan: TieOutPlan,
        figures: UnitFigures,
        names: PlaceNames,
        source: Source,
        traces: Traces,
    ) -> None:
        self.plan, self.figures, self.names, self.traces = plan, figures, names, traces
        self.places = InputPlaces(source)
        self.items: list[bytes] = []
        self.doubtful: set[int] = set()
        """Items of which there is more to say than the lines have gaps for."""
        self.wide: dict[int, int] = {}
        """Places that take several lines."""
        self.lines: list[ListLine] = []
        self.blocks: list[bytes] = []
        self.notes: list[tuple[str, str]] = []
        self.computed = 0

    def files(
        self,
        typed: Sequence[TypedEntry],
        inputs: Mapping[str, str],
        findings: Sequence[Finding],
        waived: Sequence[Waived],
    ) -> tuple[bytes, bytes]:
        """Return the workbook and the JSON."""
        all_printed, known = self.figures.printed, self.plan.lines
        lines = [known[each] if each in known else self._line(*each) for each in all_printed]
        self._gather()
        for number, (each, line) in enumerate(zip(all_printed, lines, strict=True), 1):
            if line is None or (self.doubtful and self._is_doubtful(line)):
                self._add_from_the_start(number, *each)
            else:
                self._put_in(number, line)
        printed = sum(map(len, self.figures.positions.values()))
        sums = (len(self.lines), printed, self.computed, len(typed))
        summary = Summary(*sums, inputs, self.notes, findings, waived)
        return (
            tie_out_book(self.lines, typed, summary),
            json_of(self.blocks, typed, inputs, findings, waived),
        )

    def _line(self, figure_id: str, sites: Sites) -> FigureLine | None:
        return self.plan.line(self.figures.figure(figure_id), sites, self.names)

    # --- items -------------------------------------------------------------------------------------

    def _gather(self) -> None:
        """Work out all items; none of the texts holds a sign that XML or JSON would have to escape."""
        plan = self.plan
        size, operands, inputs = plan.snapshot()
        self.items = [b""] * size
        for figure_id in self.figures.positions:
            known = plan.figures.get(figure_id)
            if known is not None:
                self._gather_figure(figure_id, known)
        for (path, operand), item in operands:
            self.items[item] = self.figures.indicator(path).operand(operand).encode()
        self._gather_places(inputs)

    def _gather_figure(self, figure_id: str, known: FigureItems) -> None:
        number, items, texts = self.figures.number(figure_id), self.items, self.plan.texts
        if number is not None:
            items[known.fraction], items[known.exact] = number.fraction, number.exact
        elif not self._gather_gap(figure_id, known):
            self.doubtful.add(known.exact)
            return
        for site, text in self.figures.shown(figure_id):
            item, shown = texts[figure_id, site], text.encode()
            if items[item] and items[item] != shown:
                self.doubtful.add(known.exact)
            items[item] = shown

    def _gather_gap(self, figure_id: str, known: FigureItems) -> bool:
        """Say why a number is not there; False when there is more to say, or signs have to be escaped."""
        figure = self.figures.figure(figure_id)
        if figure.gap is None or figure.adjusted is not None or figure.override is not None:
            return False
        problem = figure.gap.problem
        self.items[known.exact] = self.items[known.note] = problem.encode()
        said = "".join([problem, *self.figures.texts(figure_id)])
        return said == in_json(said) and said == in_xml(said)

    def _gather_places(self, inputs: Iterable[tuple[Path, int]]) -> None:
        met: set[bytes] = set()
        where = self.places.source.where
        for path, item in inputs:
            place = place_texts(where(path))
            self.items[item], self.items[item + 1] = place.json, place.xml
            if place.lines > 1:
                self.wide[item] = place.lines
            if place.json in met:
                self.doubtful.add(item)  # two inputs that stand at one place are told once
            met.add(place.json)

    def _is_doubtful(self, line: FigureLine) -> bool:
        doubtful = self.doubtful
        return line.exact in doubtful or (len(line.inputs) > 1 and not doubtful.isdisjoint(line.inputs))

    # --- lines -------------------------------------------------------------------------------------

    def _put_in(self, number: int, line: FigureLine) -> None:
        items = self.items
        label, block, entries, formula, texts, text, value, remark, inputs, printed, computed, height = line
        if text != texts[0]:
            items[text] = b"\n".join(dict.fromkeys([items[each] for each in texts]))
        if len(shown := items[text]) > TEXT_DIGITS:
            height = max(height, _lines_in(TEXTS, shown))
        if len(exact := items[value]) > EXACT_DIGITS:
            height = max(height, _lines_in(EXACT, exact))
        if formula is not None:
            worded = formula.text % formula.items(items)
            if len(worded) > FORMULA_DIGITS:
                height = max(height, _lines_in(FORMULA, worded))
        if self.wide:
            height = max(height, sum([self.wide.get(each, 1) for each in inputs]))
        if note := items[remark]:
            self.notes.append((label, note.decode()))
        self.computed += computed
        self.lines.append(ListLine(KINDS, (number, printed), entries.text % entries.items(items), height))
        self.blocks.append(block.text % block.items(items))

    def _add_from_the_start(self, number: int, figure_id: str, sites: tuple[int, ...]) -> None:
        figure = self._tied(figure_id, sites)
        self.lines.append(figure_line(number, figure))
        self.blocks.append(figure_json(figure).encode())
        self.computed += len(sites) if figure.formula else 0
        if figure.note:
            self.notes.append((figure.label, figure.note))

    def _tied(self, figure_id: str, sites: tuple[int, ...]) -> TieOutFigure:
        figure = self.figures.figure(figure_id)
        places = tuple(
            PrintedPlace(self.names.of_site(site, figure_id), text)
            for site, text in zip(sites, self.figures.texts(figure_id), strict=True)
        )
        return tie_out_figure(figure, self.traces.of(figure), places, self.places)


@lru_cache(maxsize=MOST_TEXTS)
def _lines_in(column: Heading, text: bytes) -> int:
    return lines_in(column, text.decode())
