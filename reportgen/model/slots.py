"""What the document before printed at each place: nearly always what the next one prints there.

The units of a batch print the same figures in the same order; only the numbers differ. So the anchor of the
k-th figure is remembered with everything it was made of, and used again wherever all of that is the same. So
is what a passage printed, as a stencil: static bytes with gaps for the numbers. Where anything differs, it is
made anew: nothing ever depends on which documents came before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from reportgen.model.figure import Indicating, NumberStyle
from reportgen.model.passage import Hole
from reportgen.model.tie_out import TypedText


class Asking(NamedTuple):
    """A measure of an indicator by name and arguments, printed in a style; the figure that it gave."""

    path: str
    label: str
    key: tuple[Any, ...]
    style: NumberStyle
    figure_id: str


class Telling(Protocol):
    """What tells the texts of a whole document at once, and finds the indicators behind them."""

    def plan(self, askings: Sequence[Asking | None]) -> Any:
        """Return how measures are told for units with the same periods; nothing of this unit is kept."""

    def told(self, plan: Any) -> Sequence[str]:
        """Return the texts for this unit, empty where it takes a figure."""

    def indicator(self, path: str) -> Indicating:
        """Return an indicator by its path."""


class Slot(NamedTuple):
    """An anchor: site, figure and occurrence it was made for; what stands before and behind the number."""

    site: int
    figure_id: str
    label: str
    occurrence: int
    style: NumberStyle
    asking: Asking | None
    """The measure that it shows; None for other figures."""
    anchor: tuple[bytes, bytes] | None
    """What stands between its numbers; None where figures have no anchors."""
    opening: bytes
    closing: bytes


class Lines(NamedTuple):
    """The lines of the manifest, one for each figure, with gaps for what it reads."""

    pieces: list[str]
    """Static XML and, at odd places, gaps."""
    firsts: list[int]
    """Where each figure is printed first."""
    several: Mapping[int, tuple[int, ...]]
    """All places of the figures that are printed in several ways, by line."""


NO_LINES = Lines([""], [], {})


class Word(NamedTuple):
    """What else was printed in a passage than figures, and what was recorded of it."""

    hole: Hole
    printed: bytes
    typed: TypedText | None


class Stencil(NamedTuple):
    """What a passage printed, and what must be so that it is printed again.

    `pieces` are static bytes, anchors included, and, at odd places, gaps for its figures. `bare` has gaps for
    whole anchors and for words; `order` tells which of the figures and, after them, words fills which one.
    """

    start: int
    """How many figures the document had before."""
    end: int
    owners: tuple[tuple[int, str], ...]
    """Values that are indicators, by number, with their paths."""
    figures: tuple[tuple[int, Hole], ...]
    """Where a figure has to be asked for: which of the document's figures it is."""
    blanks: tuple[Hole, ...]
    """Where there is no such figure, and the cell stays empty."""
    words: tuple[Word, ...]
    said: list[str | int]
    """The words themselves."""
    typed: tuple[TypedText, ...]
    """What was recorded of the words."""
    pieces: list[bytes]
    bare: list[bytes]
    order: tuple[int, ...]


class Remembered(NamedTuple):
    """One document: its anchors in order, the periods of which its figures' ids are made, its manifest.

    `stencils` are found by the number of the passage and that of the figures printed before it; None stands
    for a passage that has to be printed hole by hole.
    """

    slots: list[Slot]
    periods: tuple[int | None, ...] = ()
    lines: Lines = NO_LINES
    stencils: Mapping[tuple[int, int], Stencil | None] = {}
    by_passage: Mapping[int, Sequence[Stencil]] = {}
    """The stencils of each passage, wherever they stand."""
    plan: Any = None
    """How all texts are told for another unit (`Figures.telling`)."""


MOST_PATIENCE = 64


class Memory:
    """A document remembered, and how many in a row may differ from it before another one is.

    Remembering takes longer than printing, so where every unit is of another shape it is done ever less
    often.
    What is remembered is never changed, only replaced, so that threads may share it.
    """

    __slots__ = ("last", "misses", "patience")

    def __init__(self) -> None:
        self.last = Remembered([])
        self.misses, self.patience = 0, 1

    @property
    def is_learning(self) -> bool:
        """Whether the next document is remembered if it differs."""
        return self.misses + 1 >= self.patience

    def keep(self, now: Remembered) -> None:
        """Remember what has been printed as before, and perhaps more of it."""
        self.last, self.misses = now, 0

    def replace(self, now: Remembered) -> None:
        """Remember a document of another shape."""
        self.last, self.misses, self.patience = now, 0, min(2 * self.patience, MOST_PATIENCE)


class Slots:
    """What a form remembers of documents with anchors (True) and without (False)."""

    __slots__ = ("memory",)

    def __init__(self) -> None:
        self.memory = {True: Memory(), False: Memory()}
