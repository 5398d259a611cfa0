"""The stencil of a passage, made while it is printed hole by hole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.model.figure import TOKEN_START, Blank
from reportgen.model.passage import Hole, Passage
from reportgen.model.slots import CalledWith, Slot, Stencil, Word
from reportgen.model.tie_out import TypedText


class Tracing:
    """What a passage has printed so far; of some passages there is no stencil.

    What `fixed` names begin is the same in every document.
    """

    def __init__(self, passage: Passage, start: int, fixed: frozenset[str]) -> None:
        self.paths, self.start, self.fixed = passage.paths, start, fixed
        self.pieces: list[bytes] = [b""]
        self.template = self.worded = b""
        self.gaps, self.words_after = 0, list[int]()
        self.figures: list[tuple[int, Hole]] = []
        self.blanks: list[Hole] = []
        self.words: list[Word] = []
        self.said: list[str | int] = []
        self.is_possible = True

    def static(self, data: bytes) -> None:
        """Note what is the same in every document."""
        self.pieces[-1] += data
        self.template += as_format(data)
        self.worded += as_format(data)

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
        anchor = slot.opening + b"%b" + slot.closing
        self.template += anchor
        self.worded += anchor
        self.gaps += gaps_in(anchor)

    def other(self, hole: Hole, value: Any, printed: bytes, typed: TypedText | None) -> None:
        """Note what has been printed that is no figure."""
        if type(value) is Blank:
            self.blanks.append(hole)
        elif hole.value < len(self.paths) and self.paths[hole.value][0] in self.fixed:
            self.static(printed)
        else:
            self.is_possible &= type(value) is int or (type(value) is str and TOKEN_START not in value)
            self.pieces[-1] += printed
            self.template += as_format(printed)
            self.worded += b"%b"
            self.words_after.append(self.gaps)
            self.words.append(Word(hole, printed, typed))
            self.said.append(value)

    def stencil(self, called_with: CalledWith, end: int) -> Stencil | None:
        """Return the stencil of what has been printed; None when there can be none."""
        if not self.is_possible:
            return None
        typed = tuple(word.typed for word in self.words if word.typed is not None)
        holes = (tuple(self.figures), tuple(self.blanks), tuple(self.words))
        at = tuple([word.hole.value for word in self.words])
        formats = self.template, self.worded, tuple(self.words_after)
        return Stencil(called_with, self.start, end, *holes, self.said, typed, self.pieces, *formats, at)


def joined(stencils: Sequence[Stencil], called_with: CalledWith, start: int) -> Stencil:
    """Return the stencil of passages printed after one another, whose values follow one another, too."""
    figures: list[tuple[int, Hole]] = []
    blanks: list[Hole] = []
    words: list[Word] = []
    pieces, words_after = [b""], list[int]()
    place = value = gaps = 0
    for each in stencils:
        figures += [(place + first, _moved(hole, value)) for first, hole in each.figures]
        blanks += [_moved(hole, value) for hole in each.blanks]
        words += [word._replace(hole=_moved(word.hole, value)) for word in each.words]
        pieces[-1] += each.pieces[0]
        pieces += each.pieces[1:]
        words_after += [gaps + after for after in each.words_after]
        gaps += gaps_in(each.template)
        place, value = place + each.end - each.start, value + len(each.called_with)
    said = [word for each in stencils for word in each.said]
    typed = tuple(typed for each in stencils for typed in each.typed)
    holes = tuple(figures), tuple(blanks), tuple(words)
    at = tuple([word.hole.value for word in words])
    template = b"".join([each.template for each in stencils])
    worded = b"".join([each.worded for each in stencils])
    formats = template, worded, tuple(words_after)
    return Stencil(called_with, start, start + place, *holes, said, typed, pieces, *formats, at)


def _moved(hole: Hole, values: int) -> Hole:
    return hole._replace(value=hole.value + values)


def as_format(data: bytes) -> bytes:
    """Return what gives these bytes as a format."""
    return data.replace(b"%", b"%%")


def gaps_in(template: bytes) -> int:
    """Return how many values a format takes."""
    return template.replace(b"%%", b"").count(b"%b")
