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
from reportgen.publish.list_sheet import ListBlock
from reportgen.publish.place_names import PlaceNames
from reportgen.publish.planned_typed import TypedLine, typed_block
from reportgen.publish.tie_out_board import EMPTY, END, OWN, Stretch, Text, picking
from reportgen.publish.tie_out_items import TieOutItems
from reportgen.publish.tie_out_json import BETWEEN, figure_json, json_of
from reportgen.publish.tie_out_plan import Sites, TieOutPlan
from reportgen.publish.tie_out_values import InputPlaces, tie_out_figure
from reportgen.publish.tie_out_workbook import Summary, figure_line, tie_out_book
from reportgen.publish.unit_figures import UnitFigures

KINDS = "nttttttnt"


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
        self.figures, self.names, self.traces = figures, names, traces
        self.places = InputPlaces(source)
        self._learn_all(plan)
        self.board = plan.board()
        self.items = TieOutItems(self.board, figures, source)

    def files(
        self,
        typed: Sequence[TypedLine],
        inputs: Mapping[str, str],
        findings: Sequence[Finding],
        waived: Sequence[Waived],
        summands: Sequence[Summand],
    ) -> tuple[bytes, bytes]:
        """Return the workbook and the JSON."""
        stretches = list(self._stretches())
        printed = [count for each in stretches for count in each.printed]
        computed = sum([each.computed for each in stretches])
        sums = (len(printed), sum(printed), computed, len(typed))
        summary = Summary(*sums, inputs, self._notes(stretches), findings, waived)
        entries = self._joined([each.entries for each in stretches])
        json = self._joined([each.json for each in stretches], BETWEEN)
        block = ListBlock(KINDS, (range(1, len(printed) + 1), printed), entries, self._heights(stretches))
        return (
            tie_out_book(block, typed_block(typed), summary, summands),
            json_of(json, [line.json for line in typed], inputs, findings, waived, summands),
        )

    def _joined(self, texts: Iterable[Text], between: bytes = b"") -> bytes:
        """Fill all texts at one stroke."""
        items, forms = self.items.texts, list[bytes]()
        gaps: list[bytes] = []
        for form, picked in texts:
            forms.append(form)
            gaps += picked(items)
        return between.join(forms) % tuple(gaps)

    def _heights(self, stretches: Iterable[Stretch]) -> list[int]:
        """Return how many lines of text each row is high."""
        heights, lines = list[int](), self.items.lines
        for each in stretches:
            heights += map(max, each.lines, *[picked(lines) for picked in each.cells])
        return heights

    def _notes(self, stretches: Iterable[Stretch]) -> list[tuple[str, str]]:
        items, noted = self.items.texts, self.items.noted
        notes = [note for each in stretches if not noted.isdisjoint(each.doubts) for note in each.notes]
        return [(label, items[item].decode()) for label, item in notes if items[item]]

    # --- stretches ---------------------------------------------------------------------------------

    def _learn_all(self, plan: TieOutPlan) -> None:
        known = plan.signs
        signs = [known.get(each) or self._learnt(plan, *each) for each in self.figures.sites.items()]
        self.signs = "".join(signs)
        """What stands for the line of each figure, and for the ends of stretches."""

    def _learnt(self, plan: TieOutPlan, figure_id: str, sites: Sites) -> str:
        return plan.learn(self.figures.figure(figure_id), sites, self.names)

    def _stretches(self) -> Iterator[Stretch]:
        """Yield the lines of all printed figures."""
        row = 0
        for signs in filter(None, self.signs.split(END)):
            yield from self._stretch(signs, row)
            row += len(signs)

    def _stretch(self, signs: str, row: int) -> Iterator[Stretch]:
        """Yield lines from a row on, those of which there is more to say made for this unit alone."""
        if signs == OWN:
            yield self._from_the_start(row)
        elif self.items.doubtful.isdisjoint((known := self.board.stretch(signs)).doubts):
            yield known
        elif len(signs) == 1:
            yield self._from_the_start(row)
        else:
            for number, sign in enumerate(signs):
                yield from self._stretch(sign, row + number)

    def _from_the_start(self, row: int) -> Stretch:
        """Return the line of a figure that only its unit knows."""
        figure_id, sites = [*self.figures.sites.items()][row]
        figure, items = self._tied(figure_id, sites), self.items
        line, made, count = figure_line(0, figure), len(items.texts), len(sites)
        items.texts += figure_json(figure).encode(), line.entries, figure.note.encode()
        items.noted.add(made)
        return Stretch(
            json=Text(b"%s", picking([made])),
            entries=Text(b"%s", picking([made + 1])),
            cells=[picking([EMPTY.number])],
            doubts=frozenset([made]),
            notes=[(figure.label, made + 2)],
            printed=(count,),
            computed=count if figure.formula else 0,
            lines=(line.lines,),
        )

    def _tied(self, figure_id: str, sites: Sites) -> TieOutFigure:
        figure = self.figures.figure(figure_id)
        places = tuple(
            PrintedPlace(self.names.of_site(site, figure_id), text)
            for site, text in zip(sites, self.figures.texts(figure_id), strict=True)
        )
        return tie_out_figure(figure, self.traces.of(figure), places, self.places)
