"""From places of a document back to the lines of its definition, by the words that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import Any

from reportgen.errors import Finding, Where
from reportgen.load import LoadedDefinition
from reportgen.model.base import Path
from reportgen.model.checking import Checked
from reportgen.model.word_document import Paragraph, WordDocument, paragraphs

CUT = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\*+|\\(?=[*^\\])|\^\[[^\]]*\])", re.DOTALL)
"""What is not printed as written: tags, emphasis, footnotes."""
BULLET = re.compile(r"[ \t]*[-+*][ \t]+")
NEVER_PRINTED = frozenset({"the_thuc", "mau", "so_lieu", "bo_qua", "quy_tac", "nguong"})
TELLING_LENGTH = 120
"""So many letters hardly stand twice in one value, and are found faster than all that stand before them."""
FEWEST_LETTERS = 4
"""A line that has hardly a word of its own fits everywhere."""


@dataclass(frozen=True)
class Line:
    """One paragraph of a definition as written: the value it belongs to, and what stands before it there."""

    path: Path
    before: str
    text: str

    @cached_property
    def pieces(self) -> tuple[tuple[str, str], ...]:
        """Its pieces as written, each with its words, which a tag has not."""
        split = enumerate(CUT.split(self.text))
        return tuple((piece, "" if number % 2 else " ".join(piece.split())) for number, piece in split)

    @cached_property
    def length(self) -> int:
        """How many letters of it are printed as written."""
        return sum(len(words) for _, words in self.pieces)

    def likeness(self, printed: str) -> int:
        """Return how many of its letters stand in a printed text in their order, 0 when it is another text.

        A branch that is not taken is missing from the print, a loop stands in it several times.
        """
        cursor = found = 0
        for _, words in self.pieces:
            if (start := printed.find(words, cursor)) >= 0:
                cursor = start + len(words)
                found += len(words)
        is_most_of_it = 4 * found >= 3 * self.length
        return found if is_most_of_it and FEWEST_LETTERS * found >= len(printed) else 0

    def split(self, printed: str, start: int) -> tuple[str, str]:
        """Return what is written before the character `start` of the printed text, and from there on."""
        written, cursor = "", 0
        before_tag = ""
        for piece, words in self.pieces:
            found = printed.find(words, cursor)
            if words and found > start:
                break
            if words and found >= 0 and start < found + len(words):
                return written + words[: start - found], words[start - found :]
            written += piece
            if words and found >= 0:
                cursor, before_tag = found + len(words), written
        return before_tag, self.text[len(before_tag) :]


class DefinitionPlaces:
    """Finds the line of a definition for a place of the document made from it, and the way back."""

    def __init__(self, loaded: LoadedDefinition, document: WordDocument) -> None:
        self._loaded, self._document = loaded, document
        self._back: dict[Where, Where] = {}

    def translate(self, checked: Checked) -> Checked:
        """Return findings with places in the definition where the words are found there."""
        return replace(checked, findings=tuple(map(self._translated, checked.findings)))

    def back(self, finding: Finding) -> Finding:
        """Return a finding with the places in the document that it had."""
        also = tuple(self._back.get(place, place) for place in finding.also)
        return replace(finding, where=self._back.get(finding.where, finding.where), also=also)

    def _translated(self, finding: Finding) -> Finding:
        also = tuple(map(self._place, finding.also))
        return replace(finding, where=self._place(finding.where), also=also)

    def _place(self, where: Where) -> Where:
        paragraph = self._paragraphs.get((where.part, where.paragraph))
        printed = "" if paragraph is None else " ".join(paragraph.text.split())
        line = self._line(printed)
        if paragraph is None or line is None:
            return where
        start = len(" ".join(f"{paragraph.text[: where.start]}|".split())) - 1
        found = replace(self._in_line(line, printed, start), heading=where.heading)
        self._back.setdefault(found, where)
        return found

    @cached_property
    def _paragraphs(self) -> Mapping[tuple[str, int], Paragraph]:
        document = self._document
        blocks = (document.blocks, *document.footnotes.values())
        found = (paragraph for each in blocks for paragraph in paragraphs(each))
        return {(paragraph.place.part, paragraph.place.paragraph): paragraph for paragraph in found}

    @cached_property
    def _lines(self) -> tuple[Line, ...]:
        return tuple(_lines_of(self._loaded.definition.model_dump(by_alias=True), ()))

    def _line(self, printed: str) -> Line | None:
        """Return the line that most of a printed text comes from."""
        likeness, line = max(
            ((line.likeness(printed), line) for line in self._lines), key=itemgetter(0), default=(0, None)
        )
        return line if likeness >= FEWEST_LETTERS else None

    def _in_line(self, line: Line, printed: str, start: int) -> Where:
        """Return the place of the word, or of the tag, that prints the character at `start`."""
        before, after = line.split(printed, start)
        lead = (line.before + before)[-TELLING_LENGTH:]
        pieces = [piece for piece in (lead, after[:TELLING_LENGTH]) if piece.strip()]
        *_, place = self._loaded.source.place_in_text(line.path, pieces or [line.text])
        return place


def _lines_of(value: Any, path: Path) -> Iterator[Line]:
    if isinstance(value, str):
        yield from _paragraphs_of(value, path)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if path or key not in NEVER_PRINTED:
                yield from _lines_of(each, (*path, key))
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value):
            yield from _lines_of(each, (*path, number))


def _paragraphs_of(value: str, path: Path) -> Iterator[Line]:
    """Yield the paragraphs of a text: a blank line ends one, a bullet begins one."""
    start = end = 0
    for line in value.splitlines(keepends=True):
        if (not line.strip() or BULLET.match(line)) and value[start:end].strip():
            yield _paragraph(value, start, end, path)
            start = end
        end += len(line)
    if value[start:].strip():
        yield _paragraph(value, start, len(value), path)


def _paragraph(value: str, start: int, end: int, path: Path) -> Line:
    bullet = BULLET.match(value, start)
    start = start if bullet is None else bullet.end()
    return Line(path, value[:start], value[start:end].strip())
