"""One printed line of a component: a stretch of a paragraph between tabs or line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reportgen.errors import Where
from reportgen.model.word_document import Look, Paragraph, Place, Run, where
from reportgen.vietnamese import one_tone_style


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the text for comparing: blanks of any kind run together, one style of tone marks."""
    return one_tone_style(" ".join(text.split()))


class TextLine(NamedTuple):
    """The characters `start` to `end` of a paragraph's text. `place` is that of its paragraph."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """What is typed, blanks at the ends included."""
        return self.paragraph.text[self.start : self.end]

    @property
    def plain(self) -> str:
        """The text for comparing, with the automatic number before it if it begins the paragraph."""
        label = self.paragraph.label
        return plain(f"{label} {self.text}" if label and self.start == 0 else self.text)

    @property
    def place(self) -> Place:
        """Where its paragraph stands."""
        return self.paragraph.place

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs of the line, cut at its ends, without those that show nothing."""
        return tuple(run for run in _cut(self.paragraph.runs, self.start, self.end) if run.text.strip())

    @property
    def looks(self) -> tuple[tuple[Look, int], ...]:
        """Each look with the number of characters that have it; blanks do not count."""
        return tuple((run.look, len("".join(run.text.split()))) for run in self.runs)

    @property
    def is_upper(self) -> bool:
        """Whether all its letters are capitals, typed or set."""
        lettered = [run.look.is_upper for run in self.runs if any(map(str.isalpha, run.text))]
        return bool(lettered) and all(lettered)

    def count_small(self) -> tuple[int, int]:
        """Return how many of its letters are printed small, and how many letters it has."""
        letters = [(letter, run) for run in self.runs for letter in run.text if letter.isalpha()]
        small = [letter for letter, run in letters if letter.islower() and not run.look.is_upper]
        return len(small), len(letters)

    def where(self, file: str, start: int = 0, end: int = 0) -> Where:
        """Return the place of the characters `start` to `end` of this line's text; both 0: the whole line."""
        first, last = (start, end) if end else (0, self.end - self.start)
        return where(file, self.place, self.start + first, self.start + last)


def whole_line(paragraph: Paragraph) -> TextLine:
    """Return all of a paragraph as one line."""
    return TextLine(paragraph, 0, len(paragraph.text))


def lines_of(paragraph: Paragraph) -> Iterator[TextLine]:
    """Part a paragraph at its line breaks; empty lines are left out, an empty paragraph is one line."""
    start, found = 0, False
    for text in re.split(r"[\n\f]", paragraph.text):
        if text.strip():
            found = True
            yield TextLine(paragraph, start, start + len(text))
        start += len(text) + 1
    if not found:
        yield whole_line(paragraph)


def _cut(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    position = 0
    for run in runs:
        first, last = max(start - position, 0), min(end - position, len(run.text))
        if first < last:
            yield Run(run.text[first:last], run.look, run.field)
        position += len(run.text)
