"""The stencil of a passage, made while it is printed hole by hole."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from reportgen.model.figure import TOKEN_START, Blank
from reportgen.model.passage import Hole, Passage
from reportgen.model.slots import Slot, Stencil, Word
from reportgen.model.tie_out import TypedText

FORMAT_GAP = re.compile(rb"(?<!%)%[db]")
NUMBER, OCCURRENCE, TEXT, WORD = range(4)
ANCHORED = (NUMBER, OCCURRENCE, NUMBER, TEXT, NUMBER)


class Tracing:
    """What a passage has printed so far; of some passages there is no stencil.

    What `fixed` names begin is the same in every document.
    """

    def __init__(self, passage: Passage, start: int, fixed: frozenset[str], *, is_anchored: bool) -> None:
        self.paths, self.start, self.fixed, self.is_anchored = passage.paths, start, fixed, is_anchored
        self.pieces: list[bytes] = [b""]
        self.bare: list[bytes] = [b""]
        self.gaps: list[tuple[int, int]] = []
        """For each gap of the bare ones what fills it (number, occurrence, text, word), and which one."""
        self.figures: list[tuple[int, Hole]] = []
        self.blanks: list[Hole] = []
        self.words: list[Word] = []
        self.said: list[str | int] = []
        self.is_possible = True

    def static(self, data: bytes) -> None:
        """Note what is the same in every document."""
        self.pieces[-1] += data
        self.bare[-1] += data

    def figure(self, hole: Hole, owner: Any, run: tuple[bytes, ...], position: int, slot: Slot) -> None:
        """Note a figure that has been printed: told, where it is a measure, else to be asked for."""
        opening, _, closing = run
        place = position - self.start
        if slot.asking is None:
            self.figures.append((place, hole))
        elif hole.value < len(self.paths):
            self.is_possible &= ".".join(map(str, self.paths[hole.value])) == owner.path
        self.pieces[-1] += opening
        self.pieces += (b"", closing)
        parts = [part.replace(b"%%", b"%") for part in FORMAT_GAP.split(slot.opening + b"%b" + slot.closing)]
        self.bare[-1] += parts[0]
        for part in parts[1:]:
            self.bare += (b"", part)
        filling = ANCHORED if self.is_anchored else (TEXT,)
        self.gaps += [(what, place) for what in filling]

    def other(self, hole: Hole, value: Any, printed: bytes, typed: TypedText | None) -> None:
        """Note what has been printed that is no figure."""
        if type(value) is Blank:
            self.blanks.append(hole)
        elif hole.value < len(self.paths) and self.paths[hole.value][0] in self.fixed:
            self.static(printed)
        else:
            self.is_possible &= type(value) is int or (type(value) is str and TOKEN_START not in value)
            self.pieces[-1] += printed
            self.bare += (b"", b"")
            self.gaps.append((WORD, len(self.words)))
            self.words.append(Word(hole, printed, typed))
            self.said.append(value)

    def stencil(self, called_with: tuple[str | None, ...], end: int) -> Stencil | None:
        """Return the stencil of what has been printed; None when there can be none."""
        if not self.is_possible:
            return None
        count = end - self.start
        picked = _picking([what * count + place for what, place in self.gaps])
        typed = tuple(word.typed for word in self.words if word.typed is not None)
        holes = (tuple(self.figures), tuple(self.blanks), tuple(self.words))
        return Stencil(called_with, self.start, end, *holes, self.said, typed, self.pieces, self.bare, picked)


def as_format(data: bytes) -> bytes:
    """Return what gives these bytes as a format."""
    return data.replace(b"%", b"%%")


def _picking(places: list[int]) -> Callable[[Sequence[bytes]], Sequence[bytes]]:
    """Return what picks the members at these places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda members: [members[place] for place in places]
