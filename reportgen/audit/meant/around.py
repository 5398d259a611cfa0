"""The numbers around a figure with the words of their clauses, and those of the paragraphs above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure
from reportgen.audit.words import CHANGE

MOST_BEFORE = 40
MOST_AFTER = 4
PASSAGES_BACK = 6
LONGEST_LABEL = 90
_PARTED = re.compile(r"[;,.:()]")


@dataclass(frozen=True)
class Said:
    """A number of running text; of a ratio upper and lower are two at one place."""

    passage: Passage
    place: int
    index: int
    number: Number

    @cached_property
    def sentence(self) -> tuple[int, int]:
        """Start and end of its sentence."""
        return self.passage.sentence_of(self.number.start)

    @cached_property
    def label(self) -> str:
        """The words of its clause that lead to it."""
        return _PARTED.split(self.passage.before(self.index)[-LONGEST_LABEL:])[-1].strip()

    @cached_property
    def tail(self) -> str:
        """The words of its clause behind its digits, the unit with them."""
        passage, figure = self.passage, self.passage.figures[self.index]
        rest = passage.lowered[self.number.end : figure.end] if self.number.end < figure.start else ""
        return _PARTED.split(f"{rest}{passage.after(self.index)[:LONGEST_LABEL]}")[0].strip()

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that tell what it counts."""
        return subject_words(f"{self.label} {self.tail}")

    @cached_property
    def is_change(self) -> bool:
        """Whether it says how much something rose or fell."""
        return bool(CHANGE.search(self.passage.before(self.index)))

    @property
    def measure(self) -> Measure:
        """What it is measured in."""
        return self.number.unit.measure

    def is_with(self, other: Said) -> bool:
        """Whether both stand in one sentence."""
        return self.passage is other.passage and self.sentence == other.sentence


class Surroundings:
    """All numbers of running text, by passage."""

    def __init__(self, outline: Outline) -> None:
        """Read the numbers once."""
        self.outline = outline
        self._said: dict[int, tuple[Said, ...]] = {}

    def of(self, place: int) -> tuple[Said, ...]:
        """Return the numbers of a passage in order; none of a table."""
        if place not in self._said:
            passage = self.outline.passages[place]
            self._said[place] = () if passage.is_in_table else tuple(_said(passage, place))
        return self._said[place]

    def before(self, said: Said) -> list[Said]:
        """Return the numbers before one, the nearest first; a table ends the search."""
        found = [other for other in self.of(said.place) if other.number.start < said.number.start][::-1]
        for place in range(said.place - 1, max(-1, said.place - 1 - PASSAGES_BACK), -1):
            if len(found) >= MOST_BEFORE:
                break
            found += self.of(place)[::-1]
        return found[:MOST_BEFORE]

    def after(self, said: Said) -> list[Said]:
        """Return the next numbers of the sentence."""
        own = self.of(said.place)
        return [o for o in own if o.number.start > said.number.start and o.is_with(said)][:MOST_AFTER]


def _said(passage: Passage, place: int) -> Iterator[Said]:
    for index, figure in enumerate(passage.figures):
        if len(figure.top) == 1 and len(figure.bottom) < 2:
            yield from (Said(passage, place, index, number) for number in figure.numbers)


def is_exact(said: Said) -> bool:
    """Whether it is said as a value, not as a limit."""
    return said.number.bound in (Bound.EXACT, Bound.ABOUT)


def share_words(said: Sequence[Said], words: frozenset[str]) -> list[Said]:
    """Return those whose clause holds all the words."""
    return [each for each in said if words and words <= each.words]
