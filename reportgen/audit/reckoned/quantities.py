"""The numbers around a figure: those of its paragraph and of the paragraphs before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage

MOST_BEFORE = 24
MOST_PASSAGES = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number where it stands; of a ratio upper and lower are two at one place."""

    passage: Passage
    index: int
    number: Number
    sentence: int

    @property
    def before(self) -> str:
        """The words before it."""
        return self.passage.before(self.index)

    @property
    def depth(self) -> int:
        """How many brackets it stands in."""
        return self.passage.depths[self.index]


def quantities_of(passage: Passage) -> list[Quantity]:
    """Return all single numbers and both numbers of ratios of a passage, in order."""
    found: list[Quantity] = []
    for index, figure in enumerate(passage.figures):
        if len(figure.top) > 1 or len(figure.bottom) > 1:
            continue
        sentence = passage.sentence_of(figure.start)[0]
        exact = (number for number in figure.numbers if number.bound is not Bound.ABOUT)
        found += [Quantity(passage, index, number, sentence) for number in exact]
    return found


def quantities_before(outline: Outline, place: int, own: Sequence[Sequence[Quantity]]) -> list[Quantity]:
    """Return the last numbers of the paragraphs before one, in order; tables end the search."""
    found: list[Quantity] = []
    for at in range(place - 1, max(-1, place - 1 - MOST_PASSAGES), -1):
        if outline.passages[at].is_in_table or len(found) >= MOST_BEFORE:
            break
        found = [*own[at], *found]
    return found[-MOST_BEFORE:]
