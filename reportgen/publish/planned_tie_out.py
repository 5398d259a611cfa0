"""The tie-out of one unit, its numbers and places put into the lines of a plan.

What a plan cannot know (a number that is not there yet, a row of a list) is worked out from the start, as for
a report alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.errors import Finding
from reportgen.model.checking import Waived
from reportgen.model.source import Source
from reportgen.model.tie_out import PrintedPlace, Summand, TieOutFigure
from reportgen.model.traces import Traces
from reportgen.publish.list_sheet import (
    DIGITS_ALIKE,
    MOST_TEXTS,
    TABLE_SIZE,
    Heading,
    ListBlock,
    ListLine,
    alike_lines_in,
)
from reportgen.publish.place_names import PlaceNames
from reportgen.publish.place_texts import place_texts
from reportgen.publish.planned_typed import TypedLine
from reportgen.publish.sheet_cells import in_xml
from reportgen.publish.text_width import digits_in_line
from reportgen.publish.tie_out_json import BETWEEN_FIGURES, figure_json, in_json, json_of
from reportgen.publish.tie_out_plan import EMPTY, FigureItems, FigureLine, Gaps, Sites, Text, TieOutPlan
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
BETWEEN_TEXTS = "\0"
"""What no printed text holds."""


class _LinesIn(dict[bytes, int]):
    """How many lines texts take in a column, each worked out once."""

    def __init__(self, column: Heading) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, text: bytes) -> int:
        if len(self) >= MOST_TEXTS:
            self.clear()
        lines = self[text] = alike_lines_in(self.column, text)
        return lines


IN_TEXTS, IN_EXACT, IN_FORMULAS = map(_LinesIn, (TEXTS, EXACT, FORMULA))


def _raise(heights: list[int], texts: Iterable[bytes], digits: int, in_lines: _LinesIn) -> None:
    """Raise rows so that texts of more than so many signs are shown whole."""
    for row, text in [each for each in enumerate(texts) if len(each[1]) > digits]:
        heights[row] = max(heights[row], in_lines[text.translate(DIGITS_ALIKE)])


def _numbered(typed: Iterable[TypedLine]) -> Iterator[ListLine]:
    for number, (_, (kinds, _, entries, lines)) in enumerate(typed, 1):
        yield ListLine(kinds, (number,), entries, lines)


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

    def files(
        self,
        typed: Sequence[TypedLine],
        inputs: Mapping[str, str],
        findings: Sequence[Finding],
        waived: Sequence[Waived],
        summands: Sequence[Summand],
    ) -> tuple[bytes, bytes]:
        """Return the workbook and the JSON."""
        lines = self._lines()
        printed = [line.printed for line in lines]
        computed = sum([line.computed for line in lines])
        sums = (len(lines), sum(printed), computed, len(typed))
        summary = Summary(*sums, inputs, self._notes(lines), findings, waived)
        heights = self._heights(lines)
        entries = self._joined([line.entries for line in lines])
        json = self._joined([line.json for line in lines])[len(BETWEEN_FIGURES) :]
        block = ListBlock(KINDS, (range(1, len(lines) + 1), printed), entries, heights)
        return (
            tie_out_book(block, _numbered(typed), summary, summands),
            json_of(json, [line.json for line in typed], inputs, findings, waived, summands),
        )

    def _joined(self, texts: Iterable[Text]) -> bytes:
        """Fill all texts at one stroke."""
        items, forms = self.items, list[bytes]()
        gaps: list[bytes] = []
        for form, picked in texts:
            forms.append(form)
            gaps += picked(items)
        return b"".join(forms) % tuple(gaps)

    def _lines(self) -> list[FigureLine]:
        """Return the lines of all printed figures, their items gathered."""
        all_printed, known = self.figures.printed, self.plan.lines
        lines = [known[each] if each in known else self._learnt(*each) for each in all_printed]
        self._gather()
        return [
            self._from_the_start(*each)
            if line is None or (self.doubtful and self._is_doubtful(line))
            else line
            for each, line in zip(all_printed, lines, strict=True)
        ]

    def _learnt(self, figure_id: str, sites: Sites) -> FigureLine | None:
        return self.plan.line(self.figures.figure(figure_id), sites, self.names)

    # --- items -------------------------------------------------------------------------------------

    def _gather(self) -> None:
        """Work out all items; none of the texts holds a sign that XML or JSON would have to escape."""
        gaps, numbers = self.plan.gaps(), self.figures.numbers
        items = self.items = [b""] * gaps.size
        for figure_id, places in gaps.figures:
            number = numbers.get(figure_id)
            if number is not None:
                items[places.fraction], items[places.exact] = number.fraction, number.exact
            elif figure_id in self.figures.positions:
                self._gather_unknown(figure_id, places)
        known = self.figures.operands
        for asked, item in gaps.operands:
            items[item] = known[asked] if asked in known else self.figures.operand(*asked)
        for form, operands, item in gaps.formulas:
            items[item] = form % tuple([items[each] for each in operands])
        self._gather_texts()
        self._gather_places(gaps)

    def _gather_texts(self) -> None:
        items, known = self.items, self.plan.texts
        slots, texts = self.figures.slots, self.figures.all_texts
        shown = BETWEEN_TEXTS.join(texts).encode().split(BETWEEN_TEXTS.encode())
        for slot, text in zip(slots, shown, strict=False):
            item = known.get((slot.figure_id, slot.site))
            if item is None:
                continue
            if items[item] and items[item] != text:
                self.doubtful.add(item)
            items[item] = text

    def _gather_unknown(self, figure_id: str, known: FigureItems) -> None:
        """Look closer at a figure that is not told as a plain number."""
        number = self.figures.number(figure_id)
        if number is not None:
            self.items[known.fraction], self.items[known.exact] = number.fraction, number.exact
        elif not self._gather_gap(figure_id, known):
            self.doubtful.add(known.exact)

    def _gather_gap(self, figure_id: str, known: FigureItems) -> bool:
        """Say why a number is not there; False when there is more to say, or signs have to be escaped."""
        figure = self.figures.figure(figure_id)
        if figure.gap is None or figure.adjusted is not None or figure.override is not None:
            return False
        problem = figure.gap.problem
        self.items[known.exact] = self.items[known.note] = problem.encode()
        said = "".join([problem, *self.figures.texts(figure_id)])
        return said == in_json(said) and said == in_xml(said)

    def _gather_places(self, gaps: Gaps) -> None:
        items, met = self.items, set[bytes]()
        places = place_texts(self.places.source.places(gaps.inputs))
        for (json, xml, lines), item in zip(places, gaps.places, strict=True):
            items[item], items[item + 1] = json, xml
            if lines > 1:
                self.wide[item] = lines
            if json in met:
                self.doubtful.add(item)  # two inputs that stand at one place are told once
            met.add(json)

    def _is_doubtful(self, line: FigureLine) -> bool:
        doubtful = self.doubtful
        if line.exact in doubtful or not doubtful.isdisjoint(line.texts):
            return True
        return len(line.inputs) > 1 and not doubtful.isdisjoint(line.inputs)

    # --- lines -------------------------------------------------------------------------------------

    def _heights(self, lines: Sequence[FigureLine]) -> list[int]:
        """Return how many lines of text each row is high; puts together what is printed in several ways."""
        items, tall, wide = self.items, self.wide, self.wide.keys()
        for line in lines:
            if line.is_varied:
                items[line.shown] = b"\n".join(dict.fromkeys([items[each] for each in line.texts]))
        heights = [line.lines for line in lines]
        _raise(heights, [items[line.shown] for line in lines], TEXT_DIGITS, IN_TEXTS)
        _raise(heights, [items[line.exact] for line in lines], EXACT_DIGITS, IN_EXACT)
        _raise(heights, [items[line.formula] for line in lines], FORMULA_DIGITS, IN_FORMULAS)
        for row, line in enumerate(lines) if wide else ():
            if not wide.isdisjoint(line.inputs):
                heights[row] = max(heights[row], sum([tall.get(each, 1) for each in line.inputs]))
        return heights

    def _notes(self, lines: Iterable[FigureLine]) -> list[tuple[str, str]]:
        items = self.items
        return [(line.label, items[line.note].decode()) for line in lines if items[line.note]]

    def _from_the_start(self, figure_id: str, sites: Sites) -> FigureLine:
        """Return the line of a figure that only its unit knows, made for it alone."""
        figure = self._tied(figure_id, sites)
        line = figure_line(0, figure)
        json = f"{BETWEEN_FIGURES}{figure_json(figure)}".encode()
        made, count = len(self.items), len(sites)
        self.items += json, line.entries, figure.note.encode()
        own, texts, note = Text.of("%s%s", (made, EMPTY)), Text.of("%s%s", (made + 1, EMPTY)), made + 2
        computed = count if figure.formula else 0
        return FigureLine(
            figure.label,
            own,
            texts,
            EMPTY,
            (EMPTY,),
            EMPTY,
            False,
            EMPTY,
            note,
            (),
            count,
            computed,
            line.lines,
        )

    def _tied(self, figure_id: str, sites: Sites) -> TieOutFigure:
        figure = self.figures.figure(figure_id)
        places = tuple(
            PrintedPlace(self.names.of_site(site, figure_id), text)
            for site, text in zip(sites, self.figures.texts(figure_id), strict=True)
        )
        return tie_out_figure(figure, self.traces.of(figure), places, self.places)
