"""What stands around a number in a text of a definition: its sentence and clause, tags, years, groups."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from reportgen.audit.definition_texts import DefinitionText
from reportgen.audit.known_figures import KnownFigures, Subject
from reportgen.audit.label_words import LINKING, Words, coverage, place_of
from reportgen.audit.numbers import Figure, read
from reportgen.model.figures_input import Period

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
EXPRESSION = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+(?:\([^()]*\))?")
FILLER = "\ue0f0"
"""Stands for every sign of a tag: no letter, no digit, no space, so that places stay as they are."""
SENTENCE_END = re.compile(r"[.!?;…](?=\s|$)|\n\s*\n|\n(?=[ \t]*[-+*][ \t])|\^\[")
CLAUSE_END = re.compile(r"[,:](?=\s|$)|[()“”\"\[\]]")
STOP_AFTER = re.compile(r"[:()“”\"\[\]]")
"""What no label reaches over; a comma may be part of one."""
BRACKET = re.compile(r"[()“”\"\[\]]")
ENDS_HERE = re.compile(r"\s*[,;:.)”\"]")
BELOW = re.compile(rf"[{FILLER}\d%][ ]?/[ ]?$")
LINE_BREAK = re.compile(r"(?<!\n)\n(?!\s*\n|[ \t]*[-+*][ \t])")
"""Where a line of the file ends within a paragraph."""
YEAR = re.compile(r"(?<![\d./,-])(?:19|20)\d\d(?![\d/]|[.,]\d)")
LEAD_YEAR = re.compile(r"(?m)^[^\n]*(?<!\d)((?:19|20)\d\d)[^\d\n]*:[ \t]*$")
NEAR_WORDS, LONG_LABEL = 4, 3
"""How many words may stand between a number and its label, if the label is long enough to be no chance."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A tag or a number that is known to be about a subject."""

    start: int
    end: int
    subjects: tuple[Subject, ...]
    expressions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text."""

    start: int
    end: int


class TextContext:
    """One text as read: numbers, tags and borders, at the places where they stand in the text."""

    def __init__(self, text: DefinitionText, known: KnownFigures) -> None:
        self.text, self.known = text, known
        self.clean = LINE_BREAK.sub(" ", TAG.sub(lambda tag: FILLER * len(tag[0]), text.text))
        self.figures: tuple[Figure, ...] = read(self.clean).figures
        self.mentions: list[Mention] = list(self._tags())
        ends = [found.end() for found in SENTENCE_END.finditer(self.clean)]
        self._sentences = [0, *ends, len(self.clean)]
        clauses = [found.end() for found in CLAUSE_END.finditer(self.clean)]
        self._clauses = sorted({*self._sentences, *clauses})
        taken = [(figure.start, figure.unit_end) for figure in self.figures]
        self._taken = sorted(taken + [(mention.start, mention.end) for mention in self.mentions])
        self._years = [(found.start(), int(found[0])) for found in YEAR.finditer(self.clean)]
        self._lead_years = [(found.end(), int(found[1])) for found in LEAD_YEAR.finditer(self.clean)]
        self._words: dict[Span, Words] = {}
        self._beside: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def _tags(self) -> Iterator[Mention]:
        for tag in TAG.finditer(self.text.text):
            paths = [".".join(name.split(".")[:2]) for name in NAME.findall(tag[0])]
            subjects = dict.fromkeys(
                self.known.subjects[path] for path in paths if path in self.known.subjects
            )
            if tag[0].startswith("{{"):
                written = frozenset(map(plain_expression, EXPRESSION.findall(tag[0])))
                yield Mention(tag.start(), tag.end(), tuple(subjects), written)

    def add(self, mention: Mention) -> None:
        """Remember what a number is about, for the numbers near it."""
        insort(self.mentions, mention, key=_start)

    def mentions_in(self, span: Span) -> list[Mention]:
        """Return tags and known numbers of a stretch."""
        first = bisect_left(self.mentions, span.start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, span.end, key=_start)]

    # --- stretches -------------------------------------------------------------------------------

    def sentence(self, figure: Figure) -> Span:
        """Return the sentence around a number; a semicolon ends one."""
        return self._around(self._sentences, figure)

    def clause(self, figure: Figure) -> Span:
        """Return the clause around a number."""
        return self._around(self._clauses, figure)

    def _around(self, borders: list[int], figure: Figure) -> Span:
        index = bisect_right(borders, figure.start)
        return Span(borders[index - 1], borders[index] if index < len(borders) else len(self.clean))

    def words(self, span: Span) -> Words:
        """Return the telling words of a stretch."""
        if span not in self._words:
            self._words[span] = Words.of(self.clean[span.start : span.end])
        return self._words[span]

    def neighbours(self, figure: Figure) -> tuple[Span, Span]:
        """Return what may name a number: what stands before and after it up to the next number or tag."""
        sentence = self.sentence(figure)
        at = bisect_left(self._taken, (figure.start, figure.unit_end))
        before = max((end for _, end in self._taken[max(0, at - 2) : at] if end <= figure.start), default=0)
        after = next((start for start, _ in self._taken[at : at + 3] if start >= figure.end), sentence.end)
        first, last = max(before, sentence.start), min(after, sentence.end)
        opened = [found.end() for found in BRACKET.finditer(self.clean, first, figure.start)]
        closed = STOP_AFTER.search(self.clean, figure.end, last)
        is_done = ENDS_HERE.match(self.clean, figure.end)
        end = figure.end if is_done else closed.start() if closed else last
        return Span(opened[-1] if opened else first, figure.start), Span(figure.end, max(figure.end, end))

    def numbers_in(self, span: Span) -> int:
        """Return how many numbers and tags begin in a stretch."""
        return bisect_left(self._taken, (span.end, 0)) - bisect_left(self._taken, (span.start, 0))

    def is_below(self, start: int) -> bool:
        """Tell whether a number stands under a slash after another number or a tag."""
        return bool(BELOW.search(self.clean[max(0, start - 4) : start]))

    # --- what the stretches say ------------------------------------------------------------------

    def years(self, span: Span) -> list[Period]:
        """Return the years named in a stretch."""
        return [int(found[0]) for found in YEAR.finditer(self.clean, span.start, span.end)]

    def year_of(self, figure: Figure) -> Period:
        """Return the year that the sentence names for a number, the last before it first; 0 for none."""
        sentence = self.sentence(figure)
        before = self.years(Span(sentence.start, figure.start))
        return before[-1] if before else next(iter(self.years(sentence)), 0)

    def last_year(self, figure: Figure) -> Period:
        """Return the year named last before a number, in the text or in the headings above; 0 for none."""
        return self._last(self._years, self.sentence(figure).end)

    def lead_year(self, figure: Figure) -> Period:
        """Return the year of the last line that announces what follows («Đến năm 2025:»), or of a heading."""
        return self._last(self._lead_years, self.sentence(figure).start)

    def _last(self, years: list[tuple[int, Period]], end: int) -> Period:
        at = bisect_left(years, (end, 0))
        if at:
            return years[at - 1][1]
        headings = (YEAR.findall(heading) for heading in reversed(self.text.above))
        return int(next((found[-1] for found in headings if found), 0))

    def names(self, figure: Figure, subject: Subject) -> bool:
        """Tell whether the subject's whole label stands next to the number, before or after it."""
        label, (before, after) = subject.words, self.words_beside(figure)
        start, end = place_of(label, after), place_of(label[::-1], before[::-1])
        if start and ENDS_HERE.match(self.clean, figure.unit_end):
            start = None  # «01 người, dân tộc thiểu số …»: what follows the comma is named for itself
        gaps = [after[:start]] if start is not None else []
        gaps += [before[len(before) - end :]] if end is not None else []
        return any(self._is_near(gap, subject) for gap in gaps)

    def words_beside(self, figure: Figure) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the telling words before and after a number, up to the next number or tag."""
        if figure.start not in self._beside:
            before, after = self.neighbours(figure)
            self._beside[figure.start] = (self.words(before).items, self.words(after).items)
        return self._beside[figure.start]

    def _is_near(self, gap: tuple[str, ...], subject: Subject) -> bool:
        is_linked = LINKING.union(subject.unit_words).issuperset(gap)
        return is_linked or (len(subject.words) >= LONG_LABEL and len(gap) <= NEAR_WORDS)

    def hint(self, figure: Figure, subject: Subject) -> Fraction:
        """Return how much of the subject's label stands in the sentence."""
        return coverage(subject.words, self.words(self.sentence(figure)))

    def group_rank(self, figure: Figure, subject: Subject) -> int:
        """Tell how surely the text speaks of the subject's group here: 3 in the sentence, 0 not at all."""
        sentence = self.sentence(figure)
        if self._has_group(sentence, subject):
            return 3
        before = bisect_left(self.mentions, sentence.start, key=_start) - 1
        while before >= 0 and not self.mentions[before].subjects:
            before -= 1
        if before >= 0 and any(each.group == subject.group for each in self.mentions[before].subjects):
            return 2
        return int(coverage(subject.group_words, self._heading_words) == 1)

    def is_about(self, figure: Figure, subject: Subject) -> bool:
        """Tell whether the text speaks of the subject's group, or of none and the label is like no other."""
        if self.group_rank(figure, subject) > 1:
            return True
        if not subject.stands_alone:
            return False
        groups = {each.group for mention in self.mentions for each in mention.subjects}
        return groups <= {subject.group} and self.known.is_unmistakable(subject)

    def _has_group(self, span: Span, subject: Subject) -> bool:
        inside = self.mentions_in(span)
        is_tagged = any(each.group == subject.group for mention in inside for each in mention.subjects)
        return is_tagged or coverage(subject.group_words, self.words(span)) == 1

    @cached_property
    def _heading_words(self) -> Words:
        return Words.of(" . ".join(self.text.above))


def _start(mention: Mention) -> int:
    return mention.start


def plain_expression(expression: str) -> str:
    """Return one spelling of an expression: `x.so_luong` is `x`, blanks do not count."""
    return re.sub(r"\.(?:so_luong|gia_tri)$", "", expression.replace(" ", ""))
