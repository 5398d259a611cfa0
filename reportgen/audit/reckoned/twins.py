"""One fact told in two places with its digits in another order: `GRDP tăng 6,47%`, `GRDP tăng 4,67%`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from reportgen.audit.facts import names_in
from reportgen.audit.label_words import LINKING, words_of
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.chance import digits_of
from reportgen.audit.reckoned.gap_reading import Way, is_of_then, is_one_noun, way_of
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.statements import Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.verdict import Verdict
from reportgen.errors import Severity

RULE = "same-fact-differs"
FEWEST_DIGITS = 3
FEWEST_PAIRS = 2
MOST_ALIKE = 6
LONGEST_LABEL = 140
_CUT = re.compile(r";|[.](?=\s)")
_FEW_WORDS = re.compile(r"(?:\s+(?!có|là|đạt|bị|đã|được|chiếm)[^\W\d]+){1,3}")
_PARTED = re.compile(r"[,:(](?=\s)|\(")
_ACRONYM = re.compile(r"\b[A-ZĐ]{3,}\b")
_COMPARED = re.compile(r"so với[^;.()]{0,40}?20\d\d")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True)
class Mention:
    """A number with the words that tell what it is of."""

    quantity: Quantity

    @cached_property
    def label(self) -> str:
        """The clause before the number, and the few words right after its unit."""
        passage, number = self.quantity.passage, self.quantity.number
        start = max(passage.sentence_of(number.start)[0], number.start - LONGEST_LABEL)
        follows = _FEW_WORDS.match(passage.rest(self.quantity.index))
        return _CUT.split(passage.text[start : number.start])[-1] + (follows[0] if follows else "")

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The neighbouring words of its label that tell something."""
        found = pairwise(words_of(self.label))
        return frozenset(pair for pair in found if not LINKING.intersection(pair))

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The telling words right before the number, or of all its label when there are none."""
        own = subject_words(re.split(r"[,:(]", self.label)[-1].lower()) - LINKING
        return own or self.words

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling words of its label."""
        return subject_words(self.label.lower()) - LINKING

    @cached_property
    def names(self) -> frozenset[str]:
        """The places and units of its label."""
        return names_in(self.label)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The short names of its label; for a count only those of the words right before it."""
        is_rate = self.quantity.number.is_percent
        return frozenset(_ACRONYM.findall(self.label if is_rate else _PARTED.split(self.label)[-1]))

    @cached_property
    def years(self) -> frozenset[str]:
        """The years of its sentence."""
        start, end = self.quantity.passage.sentence_of(self.quantity.number.start)
        return frozenset(_YEAR.findall(_COMPARED.sub("", self.quantity.passage.text[start:end])))


def twins(figures: OpenFigures) -> Iterator[Statement]:
    """Yield numbers that tell a fact of another place with two digits exchanged."""
    groups: defaultdict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for quantities in figures.quantities:
        for quantity in quantities:
            digits = digits_of(quantity.number.text)
            if len(digits) >= FEWEST_DIGITS and len(set(digits)) > 1:
                unit, decimals = quantity.number.unit, quantity.number.decimals
                groups[unit.measure, unit.factor, decimals, "".join(sorted(digits))].append(Mention(quantity))
    for group in groups.values():
        if 1 < len(group) <= MOST_ALIKE:
            yield from _compared(group, figures)


def _compared(group: Sequence[Mention], figures: OpenFigures) -> Iterator[Statement]:
    for one, other in combinations(group, 2):
        if not _are_one_fact(one, other):
            continue
        pair = [(each.quantity.passage, each.quantity.number) for each in (one, other)]
        known = [not figures.has(*each) for each in pair]
        if all(known) or any(figures.is_wrong(*each) for each in pair):
            continue
        yield _statement(one, other) if known[1] or not known[0] else _statement(other, one)


def _are_one_fact(one: Mention, other: Mention) -> bool:
    left, right = one.quantity, other.quantity
    if left.passage is right.passage or left.number.value == right.number.value:
        return False
    if not _is_exchanged(digits_of(left.number.text), digits_of(right.number.text)):
        return False
    nouns = left.number.unit.noun, right.number.unit.noun
    if all(nouns) and not is_one_noun(*nouns):
        return False
    ways = {way if (way := way_of(q)) in (Way.UP, Way.DOWN) else None for q in (left, right)}
    if len(ways) > 1 or not (_is_now(left) and _is_now(right)):
        return False
    if one.names != other.names:
        return False
    if one.years and other.years and not one.years & other.years:
        return False
    is_telling = left.number.is_percent or len(digits_of(left.number.text)) > FEWEST_DIGITS
    shared = len(one.pairs & other.pairs)
    is_within = one.own_words <= other.words or other.own_words <= one.words
    if one.acronyms & other.acronyms:
        return True
    return is_within and shared >= (1 if is_telling else FEWEST_PAIRS)


def _is_now(quantity: Quantity) -> bool:
    return not is_of_then(quantity) and time_of(quantity.passage, quantity.index) is Time.NOW


def _is_exchanged(one: str, other: str) -> bool:
    odd = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return len(odd) == 2 and odd[1] - odd[0] == 1


def _statement(odd: Mention, known: Mention) -> Statement:
    number, right = odd.quantity.number, known.quantity.number
    told = known.quantity.passage.text[max(0, right.start - 60) : right.unit_end].strip()
    return Statement(
        RULE,
        odd.quantity.passage,
        number.start,
        number.end,
        Verdict.WRONG,
        f"chỗ này ghi {number.text}, chỗ khác ghi {right.text} về cùng một nội dung: “…{told}”",
        right.text,
        "Đối chiếu hai chỗ và thống nhất một số.",
        Severity.WARNING,
        (known.quantity.passage.where(right.start, right.end),),
    )
