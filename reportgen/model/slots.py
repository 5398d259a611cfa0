"""What the document before printed at each place: nearly always what the next one prints there.

The units of a batch print the same figures in the same order; only the numbers differ. So the anchor of the
k-th figure is remembered with everything it was made of, and used again wherever all of that is the same. So
is what a passage printed, as a stencil: static bytes with gaps for the numbers. Where anything differs, it is
made anew: nothing ever depends on which documents came before. Passages that a document prints and the
remembered one did not are learnt beside it, so that units of many shapes soon find all theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from reportgen.model.figure import Indicating, NumberStyle
from reportgen.model.gap import Gap
from reportgen.model.mould import Mould
from reportgen.model.passage import Hole
from reportgen.model.tie_out import TypedText
from reportgen.vietnamese import Ratio


class Asking(NamedTuple):
    """A measure of an indicator by name and arguments, printed in a style; the figure that it gave."""

    path: str
    label: str
    key: tuple[Any, ...]
    style: NumberStyle
    figure_id: str


class Measured(NamedTuple):
    """A measure of an indicator, by name and arguments with no default left out."""

    path: str
    key: tuple[Any, ...]
    label: str
    """What the indicator is called."""


class Pairs(NamedTuple):
    """A number, or the two ends of a range, and whether it is a rate, a fraction of 1."""

    pairs: tuple[Ratio, ...]
    is_rate: bool


ExactValue = int | Ratio | Pairs | Gap
"""A whole number; a rate of whole numbers; any other number; or why there is none."""


class Telling(Protocol):
    """What tells the texts of a whole document at once, and finds the indicators behind them."""

    @property
    def mould(self) -> Mould | None:
        """What this unit has in common with others that differ in numbers only; None when it is not known."""

    def plan(self, askings: Sequence[Asking | None]) -> Any:
        """Return how measures are told for units with the same periods; nothing of this unit is kept."""

    def told(self, plan: Any) -> Sequence[str]:
        """Return the texts for this unit, empty where it takes a figure."""

    def plan_exact(self, measured: Sequence[Measured]) -> Any:
        """Return how exact values are found for units with the same periods; nothing of this unit is kept."""

    def exact_values(self, plan: Any) -> Sequence[ExactValue | None]:
        """Return the values for this unit, None where it takes a figure."""

    def indicator(self, path: str) -> Indicating:
        """Return an indicator by its path."""


class Slot(NamedTuple):
    """An anchor: site and figure it was made for; what stands before and behind the number.

    Both are formats of bytes: with anchors `opening` takes the number of the anchor, the occurrence and the
    number again, `closing` the number.
    """

    site: int
    figure_id: str
    label: str
    occurrence: int
    """Which one of its figure it was where it was made."""
    style: NumberStyle
    asking: Asking | None
    """The measure that it shows; None for other figures."""
    opening: bytes
    closing: bytes


class Lines(NamedTuple):
    """The lines of the manifest, one for each figure, with gaps for what it reads."""

    pieces: list[str]
    """Static XML and, at odd places, gaps."""
    firsts: list[int]
    """Where each figure is printed first."""
    twice: Sequence[tuple[int, int, int]]
    """Lines of the figures that may be printed in two ways, and where each of these is printed."""
    several: Mapping[int, tuple[int, ...]]
    """All places of the figures that may be printed in more ways, by line."""

    def filled(self, texts: Sequence[str]) -> str:
        """Return the lines of a document with the same anchors; `texts` are its printed figures in order."""
        shown = [texts[position] for position in self.firsts]
        for line, one, other in self.twice:
            if texts[one] != texts[other]:
                shown[line] = f"{texts[one]}|{texts[other]}"
        for line, positions in self.several.items():
            shown[line] = "|".join(dict.fromkeys([texts[position] for position in positions]))
        pieces = self.pieces.copy()
        pieces[1::2] = shown
        return "".join(pieces)


NO_LINES = Lines([""], [], (), {})


class Word(NamedTuple):
    """What else was printed in a passage than figures, and what was recorded of it."""

    hole: Hole
    printed: bytes
    typed: TypedText | None


CalledWith = tuple[str | int | None, ...]
"""The paths of the indicators among the values of a passage, None for other values; of a loop which passages
its rounds print, then the same of their values."""


class Stencil(NamedTuple):
    """What a passage printed, and what must be so that it is printed again.

    `pieces` are static bytes, anchors included, and, at odd places, gaps for its figures. `template` is a
    format that takes what an anchor takes, too: for each figure what its `Slot` says and, before the last
    number, its text. `worded` is the same with gaps for words; `words_after` says of each behind how many of
    the others.
    """

    called_with: CalledWith
    start: int
    """Where its slots stand among the known ones."""
    end: int
    figures: tuple[tuple[int, Hole], ...]
    """Where a figure has to be asked for: which of the passage's figures it is."""
    blanks: tuple[Hole, ...]
    """Where there is no such figure, and the cell stays empty."""
    words: tuple[Word, ...]
    said: list[str | int]
    """The words themselves."""
    typed: tuple[TypedText, ...]
    """What was recorded of the words."""
    pieces: list[bytes]
    template: bytes
    worded: bytes
    words_after: tuple[int, ...]

    words_at: tuple[int, ...]
    """Which values of the passage say its words."""

    def moved(self, start: int) -> Stencil:
        """Return the same with its slots standing elsewhere among the known ones."""
        return self._replace(start=start, end=start + self.end - self.start)


Kind = tuple[int, CalledWith]
"""The number of a passage, or a negative one of a loop, and what it is called with."""
MOST_ALIKE, MOST_KNOWN = 4, 4
"""Stencils of one kind, and known slots for each one of the document, beyond which no more are learnt."""
MOST_ROUNDS = 256
"""Loops of moulds of which it is kept what they print; of those that choose rows, as many again."""
MOST_TRIED = 4
"""Stencils of one kind that are tried for one passage: a table of many rows has one for each."""


class ChosenRows(NamedTuple):
    """What is known of a loop that chooses rows by their numbers, for the units of a mould."""

    rows: tuple[str, ...]
    """The paths of the rows that numbers choose from."""
    plan: Any
    """How the measures that are compared are found (`Telling.plan_exact`): all of a row, then of the next."""
    stencils: Mapping[str, Stencil]
    """What rows printed, by path: words and all, which are those of the mould."""


class Remembered(NamedTuple):
    """One document: its anchors in order, the periods of which its figures' ids are made, its manifest.

    `stencils` are found by the number of the passage and that of the figures printed before it; None stands
    for a passage that has to be printed hole by hole.
    """

    slots: list[Slot]
    periods: tuple[int | None, ...] = ()
    lines: Lines = NO_LINES
    stencils: Mapping[tuple[int, int], Stencil | None] = {}
    known: Sequence[Slot] = ()
    """The anchors of the document, and behind them those of passages that only later ones printed."""
    known_ids: Sequence[str] = ()
    """The ids of their figures."""
    by_kind: Mapping[Kind, Sequence[Stencil]] = {}
    """All stencils, wherever they stand; none for kinds that have to be printed hole by hole."""
    rounds: Mapping[tuple[int, Mould], Stencil] = {}
    """What loops of shape print for units of a mould."""
    chosen: Mapping[tuple[int, Mould], ChosenRows] = {}
    """What is known of loops that choose rows."""
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
