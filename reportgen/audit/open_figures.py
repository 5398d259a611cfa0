"""The figures of a report that nothing has judged yet, with what a law needs to judge them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.meant.index import Index
from reportgen.audit.meant.spans import title_months
from reportgen.audit.meant.table_rows import TableColumns
from reportgen.audit.numbers import Number
from reportgen.audit.passages import Passage
from reportgen.audit.reckoned.quantities import Quantity, quantities_before, quantities_of
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict

# Rules whose right statements tell what a number was computed from.
COMPUTES = {
    "attainment",
    "average",
    "change",
    "multiple-of-base",
    "percent-of-ratio",
    "percent-of-total",
    "remainder",
    "stock-and-flow",
    "yield",
}


class OpenFigures:
    """A figure is open until a statement finds it right as computed, or holds it and is wrong."""

    def __init__(self, around: Surroundings, outcomes: Iterable[Outcome]) -> None:
        """Close what the outcomes judge."""
        self.around, self.outline = around, around.outline
        # Of what a number is a part, as exact divisions tell.
        self.wholes: defaultdict[int, list[Said]] = defaultdict(list)
        self._right: set[tuple[int, int]] = set()
        self._wrong: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self.close(outcomes)

    def close(self, outcomes: Iterable[Outcome]) -> None:
        """Take what more outcomes judge for judged."""
        for outcome in outcomes:
            if not isinstance(outcome, Statement):
                continue
            key = id(outcome.passage)
            if outcome.verdict is not Verdict.RIGHT:
                self._wrong[key].append((outcome.start, outcome.end))
            elif outcome.rule in COMPUTES:
                self._right |= {(key, outcome.start), (key, outcome.end)}

    def has(self, passage: Passage, number: Number) -> bool:
        """Whether a number of a passage is open."""
        key = id(passage)
        is_right = (key, number.start) in self._right or (key, number.end) in self._right
        return not is_right and not self.is_wrong(passage, number)

    def is_wrong(self, passage: Passage, number: Number) -> bool:
        """Whether a number stands in a statement found wrong."""
        spans = self._wrong.get(id(passage), ())
        return any(start <= number.start and number.end <= end for start, end in spans)

    def is_free(self, statement: Statement) -> bool:
        """Whether no statement found wrong stands where this one does."""
        spans = self._wrong.get(id(statement.passage), ())
        return not any(start < statement.end and statement.start < end for start, end in spans)

    @cached_property
    def index(self) -> Index:
        """All numbers by the words that name them."""
        return Index(self.around)

    @cached_property
    def tables(self) -> TableColumns:
        """The columns of the report's tables."""
        return TableColumns(self.outline)

    @cached_property
    def months(self) -> int:
        """How many months the report is about."""
        return title_months(self.outline)

    @cached_property
    def quantities(self) -> list[list[Quantity]]:
        """The numbers of each passage of running text."""
        return [[] if p.is_in_table else quantities_of(p) for p in self.outline.passages]

    def quantities_before(self, place: int) -> list[Quantity]:
        """Return the last numbers of the passages before one."""
        return quantities_before(self.outline, place, self.quantities)


Law = Callable[[OpenFigures], Iterator[Statement]]
