"""The stencil of a passage, made while it is printed hole by hole."""

from __future__ import annotations

from typing import Any

from reportgen.model.figure import TOKEN_START, Blank
from reportgen.model.passage import Hole, Passage
from reportgen.model.slots import Slot, Stencil, Word
from reportgen.model.tie_out import TypedText


class Tracing:
    """What a passage has printed so far; of some passages there is no stencil.

    What `fixed` names begin is the same in every document.
    """

    def __init__(self, passage: Passage, start: int, fixed: frozenset[str]) -> None:
        self.paths, self.start, self.fixed = passage.paths, start, fixed
        self.pieces: list[bytes] = [b""]
        self.bare: list[bytes] = [b""]
        self.gaps: list[tuple[bool, int]] = []
        """For each gap of the bare ones whether a word fills it, and which one of the words or figures."""
        self.owners: dict[int, str] = {}
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
        if slot.asking is None:
            self.figures.append((position, hole))
        elif hole.value >= len(self.paths):
            self.owners[hole.value] = owner.path
        else:
            self.is_possible &= ".".join(map(str, self.paths[hole.value])) == owner.path
        self.pieces[-1] += opening
        self.pieces += (b"", closing)
        self.bare += (b"", b"")
        self.gaps.append((False, position - self.start))

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
            self.gaps.append((True, len(self.words)))
            self.words.append(Word(hole, printed, typed))
            self.said.append(value)

    def stencil(self, end: int) -> Stencil | None:
        """Return the stencil of what has been printed; None when there can be none."""
        if not self.is_possible:
            return None
        order = tuple(place + (end - self.start if is_word else 0) for is_word, place in self.gaps)
        typed = tuple(word.typed for word in self.words if word.typed is not None)
        holes = (tuple(self.owners.items()), tuple(self.figures), tuple(self.blanks), tuple(self.words))
        return Stencil(self.start, end, *holes, self.said, typed, self.pieces, self.bare, order)
