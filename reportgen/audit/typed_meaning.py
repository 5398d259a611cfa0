"""Which figure a typed number means: evidence from the words, tags, years and units around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.audit.known_figures import ATTAINED, BASE, COMPARED, OWN, RATE_OF, TARGET, KnownFigure, Subject
from reportgen.audit.label_words import LINKING, words_of
from reportgen.audit.numbers import Figure, Number
from reportgen.audit.typed_context import Mention, Span, TextContext
from reportgen.audit.typed_likeness import digits_of
from reportgen.audit.units import BARE, Measure

NO_EVIDENCE, HINTED, NAMED, ADJACENT = range(4)
STRONG, MEDIUM = 4, 3
"""Digits from which on a number hardly coincides with a figure by chance, or not often."""
OF_TARGET = ("mục tiêu", "chỉ tiêu", "phấn đấu", "kế hoạch", "nghị quyết", "đề án", "đến năm", "định hướng")
OF_ATTAINMENT = ("đạt", "bằng", "hoàn thành", "vượt")
OF_CHANGE = ("tăng", "giảm", "so với", "cùng kỳ", "chênh lệch", "gấp", "thay đổi")


@dataclass(frozen=True, slots=True)
class Item:
    """A number, or the two ends of a range, with its part in a ratio."""

    figure: Figure
    numbers: tuple[Number, ...]
    is_below: bool = False
    digits: int = 0
    """How many telling digits it has."""

    @property
    def number(self) -> Number:
        """Its first number."""
        return self.numbers[0]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.number.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.numbers[-1].end


def items_of(figures: Iterable[Figure]) -> Iterator[Item]:
    """Yield the parts of what is printed as one."""
    for figure in figures:
        yield _item(figure, figure.top)
        if figure.bottom:
            yield _item(figure, figure.bottom, is_below=True)


def _item(figure: Figure, numbers: tuple[Number, ...], *, is_below: bool = False) -> Item:
    return Item(figure, numbers, is_below, sum(len(digits_of(number)) for number in numbers))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that the number may mean, and how much speaks for it, the weightiest first."""

    known: KnownFigure
    evidence: int
    rank: tuple[int, ...]


class Meaning:
    """The meaning of one number in its text."""

    def __init__(self, context: TextContext, item: Item) -> None:
        self.context, self.item = context, item
        self.sentence = context.sentence(item.figure)

    @cached_property
    def sentence_text(self) -> str:
        """The sentence in lower case."""
        return self.context.clean[self.sentence.start : self.sentence.end].lower()

    @cached_property
    def before(self) -> str:
        """What the clause says before the number, in lower case."""
        clause = self.context.clause(self.item.figure)
        return self.context.clean[clause.start : self.item.start].lower()

    @cached_property
    def clause_text(self) -> str:
        """The clause in lower case."""
        clause = self.context.clause(self.item.figure)
        return self.context.clean[clause.start : clause.end].lower()

    @cached_property
    def year(self) -> int:
        """The year that the sentence names for the number; 0 for none."""
        return self.context.year_of(self.item.figure)

    @cached_property
    def is_below(self) -> bool:
        """Whether it stands under a slash."""
        return self.item.is_below or self.context.is_below(self.item.start)

    # --- candidates ------------------------------------------------------------------------------

    def candidates(self, equal: Iterable[KnownFigure]) -> list[Candidate]:
        """Return the figures that the number may mean, the likeliest first."""
        found = (self._candidate(known) for known in equal if self.fits(known))
        return sorted((each for each in found if each is not None), key=lambda each: each.rank, reverse=True)

    def _candidate(self, known: KnownFigure) -> Candidate | None:
        evidence, subject = self.evidence_of(known), known.subject
        group = self.context.group_rank(self.item.figure, subject)
        if not self._is_enough(evidence, known, group):
            return None
        return Candidate(known, evidence, self.rank(known, evidence))

    def rank(self, known: KnownFigure, evidence: int = NO_EVIDENCE) -> tuple[int, ...]:
        """Return how much speaks for a figure, the weightiest first."""
        group = self.context.group_rank(self.item.figure, known.subject)
        fits = (self._measure_fit(known), self._year_fit(known))
        return (evidence, group, *fits, len(known.subject.words))

    def _is_enough(self, evidence: int, known: KnownFigure, group: int) -> bool:
        """Tell whether the words say enough; a number of few digits coincides with others by chance."""
        if evidence == ADJACENT or (self.item.digits >= STRONG and evidence >= HINTED):
            return True
        if self.item.digits >= MEDIUM and evidence >= HINTED:
            return 2 * self.context.hint(self.item.figure, known.subject) >= 1
        return evidence == NAMED and (group >= 2 or self.context.known.is_unmistakable(known.subject))

    def evidence_of(self, known: KnownFigure) -> int:
        """Tell how surely the words speak of this figure; what the tag beside it prints, it is not."""
        for mention, subject in self.adjacent:
            if known.expression not in mention.expressions:
                is_whole = self.is_below and known.subject.path == f"{subject.group}.tong_so"
                if known.subject is subject or is_whole:
                    return ADJACENT
        return self.evidence(known.subject)

    def evidence(self, subject: Subject) -> int:
        """Tell how surely the words speak of this subject, tags left aside."""
        if self.context.names(self.item.figure, subject):
            return NAMED
        figure = self.item.figure
        is_hinted = self.context.hint(figure, subject) or self.context.group_rank(figure, subject)
        return HINTED if is_hinted else NO_EVIDENCE

    @cached_property
    def adjacent(self) -> list[tuple[Mention, Subject]]:
        """The nearest tags or known numbers, with their subjects, from which only linking words lead here."""
        mentions = self.context.mentions_in(self.sentence)
        before = [m for m in mentions if m.end <= self.item.start and not self.context.is_below(m.start)]
        after = [m for m in mentions if m.start >= self.item.end]
        found = []
        for mention in (*before[-1:], *after[:1]):
            gap = Span(min(mention.end, self.item.end), max(self.item.start, mention.start))
            words = self.context.words(gap).items
            for subject in mention.subjects if len(mention.subjects) == 1 else ():
                same = LINKING.union(subject.unit_words, subject.words)
                if same.issuperset(words) or (mention.end <= self.item.start and self.clause_only_links):
                    found.append((mention, subject))
        return found

    @cached_property
    def clause_only_links(self) -> bool:
        """Whether the clause itself says nothing: «…, đạt 127,37% mục tiêu đề ra»."""
        clause = self.context.clause(self.item.figure)
        words = self.context.words(clause).items
        return bool(words) and LINKING.issuperset(words) and clause.start > self.sentence.start

    # --- units, measures, years ------------------------------------------------------------------

    def fits(self, known: KnownFigure) -> bool:
        """Tell whether unit, measure and year allow the number to be this figure."""
        return self._unit_fits(known) and self._measure_fit(known) >= 0 and self._year_fit(known) >= 0

    def _unit_fits(self, known: KnownFigure) -> bool:
        unit, own = self.item.numbers[-1].unit, known.subject.unit
        if unit.measure is Measure.POINTS:
            return known.measure == "chenh_lech_ty_le"
        if unit.measure is Measure.PERCENT or known.is_percent:
            return unit.measure is Measure.PERCENT and known.is_percent
        if unit.measure is Measure.COUNT and (own is BARE or own.measure is Measure.COUNT):
            return True
        if own is BARE:  # «925 ngày» of a figure that is called “Ngày tiếp công dân”
            return set(words_of(unit.text)) <= set(known.subject.words)
        if unit is BARE:
            return True
        return unit.measure is own.measure and unit.factor == own.factor

    def _measure_fit(self, known: KnownFigure) -> int:
        """Tell how well the words ask for this measure; negative when they do not allow it."""
        measure = known.measure
        if measure in COMPARED:
            return 2 if any(word in self.before for word in OF_CHANGE) else -1
        if self.is_below:
            is_whole = measure in (TARGET, BASE) or known.subject.path.endswith(".tong_so")
            return 3 if is_whole else 0 if self.item.digits >= STRONG else -1
        has_target = any(word in self.sentence_text for word in OF_TARGET)
        if measure == ATTAINED:
            is_asked = has_target and any(word in self.before for word in OF_ATTAINMENT)
            return 4 if is_asked else 0 if self.item.digits >= STRONG else -1
        if measure == TARGET:
            return 3 if self._announces_target else 1 if has_target else -1
        return 2 if measure in (OWN, RATE_OF) else 1

    @cached_property
    def _announces_target(self) -> bool:
        """Whether the words before the number speak of what is aimed at: «Mục tiêu: “100% …”»."""
        said = self.context.clean[self.sentence.start : self.item.start].lower()
        return any(word in said for word in ("mục tiêu", "phấn đấu", "chỉ tiêu"))

    def _year_fit(self, known: KnownFigure) -> int:
        if known.measure in (TARGET, ATTAINED):
            return 2 if known.year == self.year else int(known.year == self._last_year)
        if known.year == self.year and not known.is_current:
            return 2
        if known.is_current:
            return 1
        return 0 if self.item.digits >= STRONG else -1

    @cached_property
    def _last_year(self) -> int:
        return self.context.last_year(self.item.figure)
