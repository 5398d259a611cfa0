"""Texts as the audit reads them: paragraphs rejoined over page ends, figures, sentences, brackets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from reportgen.audit.not_figures import Mark, MarkKind
from reportgen.audit.numbers import Figure, lower, read
from reportgen.errors import Where
from reportgen.model.word_document import Area, Paragraph, Place, WordDocument, paragraphs, where

if TYPE_CHECKING:
    from reportgen.audit.then_and_now import Value

FARTHEST = 40  # figures: no statement spans more, and a hostile text stays linear


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph inside a passage: from which character of the passage on it stands."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True)
class Passage:
    """One logical paragraph. All positions of figures and sentences count in its `text`.

    `label` is its automatic number or bullet, which Word prints and `text` does not hold.
    """

    file: str
    text: str
    pieces: tuple[Piece, ...]
    label: str = ""

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, character by character."""
        return lower(self.text)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures, in order."""
        return self._reading[0]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Its dates, symbols, references …, in order."""
        return self._reading[1]

    @cached_property
    def _reading(self) -> tuple[tuple[Figure, ...], tuple[Mark, ...]]:
        reading = read(self.text)
        return reading.figures, reading.marks

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each sentence."""
        return tuple(_sentences(self.text))

    @cached_property
    def depths(self) -> tuple[int, ...]:
        """How many round brackets are open at each figure."""
        return tuple(_depths(self.text, [figure.start for figure in self.figures]))

    @cached_property
    def bullet(self) -> str:
        """The sign of an item («-», «+», «*»), «1» for a number, «» for running text."""
        if self.label:
            return "1" if any(char.isalnum() for char in self.label) else self.label
        match = _BULLET.match(self.text)
        if match:
            return match.group().strip()
        return "1" if self.marks and self.marks[0].kind is MarkKind.LIST_MARK else ""

    @property
    def is_in_table(self) -> bool:
        """Whether it stands in a table."""
        return bool(self.pieces[0].place.table)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above it."""
        return self.pieces[0].place.headings

    @cached_property
    def values(self) -> dict[int, Value | None]:
        """What its figures were read as so far, by their places."""
        return {}

    @cached_property
    def _sentence_ends(self) -> tuple[int, ...]:
        return tuple(end for _, end in self.sentences)

    @cached_property
    def _figure_starts(self) -> tuple[int, ...]:
        return tuple(figure.start for figure in self.figures)

    def sentence_of(self, position: int) -> tuple[int, int]:
        """Return start and end of the sentence that holds a position."""
        return self.sentences[min(bisect_right(self._sentence_ends, position), len(self.sentences) - 1)]

    def between(self, left: int, right: int) -> str:
        """Return the lower-case text after one figure and before another, units left out."""
        return self.lowered[self.figures[left].unit_end : self.figures[right].start]

    def before(self, index: int) -> str:
        """Return the lower-case text of the sentence between the figure before and this one."""
        if index not in self._befores:
            self._befores[index] = self._read_before(index)
        return self._befores[index]

    @cached_property
    def _befores(self) -> dict[int, str]:
        return {}

    def _read_before(self, index: int) -> str:
        start = self.sentence_of(self.figures[index].start)[0]
        if index:
            start = max(start, self.figures[index - 1].unit_end)
        return self.lowered[start : self.figures[index].start]

    def after(self, index: int) -> str:
        """Return the lower-case text of the sentence between this figure's sign and the next figure."""
        figure = self.figures[index]
        end = self.sentence_of(figure.start)[1]
        if index + 1 < len(self.figures):
            end = min(end, self.figures[index + 1].start)
        return self.lowered[figure.end : max(end, figure.end)]

    def rest(self, index: int) -> str:
        """Return what `after` does, from behind the unit."""
        figure = self.figures[index]
        return self.after(index)[figure.unit_end - figure.end :]

    def in_sentence(self, index: int) -> range:
        """Return the indices of the figures in the sentence of one, the far ones of a huge list left out."""
        start, end = self.sentence_of(self.figures[index].start)
        first, last = bisect_left(self._figure_starts, start), bisect_left(self._figure_starts, end)
        return range(max(first, index - FARTHEST), min(last, index + FARTHEST + 1))

    def figures_between(self, start: int, end: int) -> tuple[Figure, ...]:
        """Return the figures that begin from one position up to another."""
        first, last = bisect_left(self._figure_starts, start), bisect_left(self._figure_starts, end)
        return self.figures[first:last]

    def where(self, start: int, end: int) -> Where:
        """Return the place of characters of the text; what runs over a page end is cut there."""
        piece = next((piece for piece in self.pieces if start < piece.end), self.pieces[-1])
        return where(self.file, piece.place, start - piece.start, min(end, piece.end) - piece.start)

    def quote(self, start: int, end: int) -> str:
        """Return the characters that `where` points at."""
        piece = next((piece for piece in self.pieces if start < piece.end), self.pieces[-1])
        return self.text[start : min(end, piece.end)]


_BULLET = re.compile(r"\s*[-+*•–—](?=[\s*])|\s*[-+*•](?=\w)")
_ABBREVIATED = re.compile(r"\b(?:TP|Tp|ThS|PGS|TS|GS|BS|v\.v|Đ/c|[A-ZĐ])$")
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[^\W\d_]|[0-9“\"(])")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        follows = text[match.end()]
        if follows.islower() or _ABBREVIATED.search(text, max(0, match.start() - 4), match.start()):
            continue
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _depths(text: str, positions: Sequence[int]) -> Iterator[int]:
    depth, done = 0, 0
    for position in positions:
        for sign in text[done:position]:
            depth = depth + 1 if sign == "(" else max(0, depth - 1) if sign == ")" else depth
        done = position
        yield depth


@lru_cache(maxsize=1)  # every auditor of one document asks
def read_passages(document: WordDocument) -> tuple[Passage, ...]:
    """Return the texts of body, tables and footnotes, split paragraphs joined again."""
    blocks = document.blocks
    notes = tuple(block for note in document.footnotes.values() for block in note)
    texts = [p for p in (*paragraphs(blocks), *paragraphs(notes)) if p.text.strip()]
    whole = (_passage(document.file, group) for group in _joined(texts))
    return tuple(part for passage in whole for part in _cut(passage))


LONGEST_PASSAGE = 4000  # characters; longer paragraphs are read in pieces, so that time stays linear


def _cut(passage: Passage) -> Iterator[Passage]:
    text, start = passage.text, 0
    while len(text) - start > LONGEST_PASSAGE:
        limit = start + LONGEST_PASSAGE
        end = max(text.rfind(". ", start, limit), text.rfind("; ", start, limit)) + 1
        end = end if end > start else limit
        yield _slice(passage, start, end)
        start = end
    yield _slice(passage, start, len(text)) if start else passage


def _slice(passage: Passage, start: int, end: int) -> Passage:
    """Cut a piece out; places keep counting from the start of their paragraph."""
    pieces = [p for p in passage.pieces if p.start < end and start < p.end] or [passage.pieces[-1]]
    moved = (replace(p, start=p.start - start, end=min(p.end, end) - start) for p in pieces)
    label = "" if start else passage.label
    return Passage(passage.file, passage.text[start:end], tuple(moved), label)


def _joined(texts: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    group: list[Paragraph] = []
    for paragraph in texts:
        if group and not _goes_on(group[-1], paragraph):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


SHORTEST_SPLIT = 60  # headings and labels are shorter than a full line that a page end cut


def _goes_on(left: Paragraph, right: Paragraph) -> bool:
    if left.place.table or right.place.table or Area.BODY not in (left.place.area, right.place.area):
        return False
    head, tail = left.text.rstrip(), right.text.lstrip()
    ends = head[-1:] in '.;:!?…”"' or len(head) < SHORTEST_SPLIT
    return not ends and not right.label and tail[:1].islower() and not re.match(r"[a-zđ]\)", tail)


def _passage(file: str, group: Sequence[Paragraph]) -> Passage:
    text, pieces = "", []
    for paragraph in group:
        if text:
            text += " "
        pieces.append(Piece(len(text), len(text) + len(paragraph.text), paragraph.place))
        text += paragraph.text
    return Passage(file, text, tuple(pieces), group[0].label)
