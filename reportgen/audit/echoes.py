"""One fact told twice in its own words: another digit, or a bound that the exact number breaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from reportgen.audit.facts import names_in
from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.reckoned.chance import digits_of
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, show
from reportgen.errors import Severity

RULE = "same-fact-differs"
_YEAR = re.compile(r"(?<![0-9./])(?:19|20)[0-9]{2}(?![0-9])")
_PASSES = re.compile(r"\b(?:vượt|vượt mốc|vượt mức|cán mốc|đạt mốc)\s*$")
_AIMS = re.compile(
    r"\b(?:phấn đấu|mục tiêu|dự kiến|chỉ tiêu|kế hoạch|yêu cầu|quy định|định mức|tối thiểu|mỗi|bình quân)\b"
)
_PLANS = re.compile(
    r"\b(?:phương hướng|mục tiêu|chỉ tiêu chủ yếu|nhiệm vụ (?:trọng tâm|chủ yếu|năm|quý|6 tháng))\b"
)
_CUT = re.compile(r"[;]|[.](?=\s)")
_NEVER = (Measure.TIME, Measure.PER_MILLE)
_HUNDREDS = (Measure.PERCENT, Measure.POINTS)
_VOID = (
    "đồng triệu tỷ nghìn ha phần trăm lệ số năm tổng đạt được như vậy hoàn thành lại còn tiếp tục nêu mục "
    "đúng bằng mới phải nên vẫn lên tăng nhưng cùng tính chung gồm riêng ngành đây"
)
_EMPTY = frozenset(_VOID.split())
_TOTAL = re.compile(r"\btổng\s+(?:số\s+)?(?P<of>[^\W\d]+)")
CLOSE, FAR = Fraction(8, 100), Fraction(2, 5)
MOST_SHARED = 14  # numbers that one word names, to be looked at
MOST_ALIKE = 12
FEWEST_LIKE = 2
FEWEST_TELLING = 2


class Slip(Enum):
    """How two printed numbers differ."""

    DIGIT = auto()
    BOUND = auto()
    BOUND_SLIP = auto()


@dataclass(frozen=True)
class Told:
    """A number of running text with the words around it."""

    said: Said

    @property
    def number(self) -> Number:
        """The number."""
        return self.said.number

    @cached_property
    def narrow(self) -> frozenset[str]:
        """The telling words of its clause."""
        return _words(f"{self.said.label} {self.said.tail}")

    @cached_property
    def wide(self) -> frozenset[str]:
        """The telling words from the last semicolon or full stop on, those right behind it too."""
        passage, start = self.said.passage, self.said.sentence[0]
        text = _CUT.split(passage.lowered[start : self.number.start])[-1]
        return _words(text) | self.narrow

    @cached_property
    def names(self) -> frozenset[str]:
        """The places that its sentence names before it."""
        return names_in(self.said.passage.text[self.said.sentence[0] : self.number.start])

    @cached_property
    def years(self) -> frozenset[str]:
        """The years of its sentence."""
        return frozenset(_YEAR.findall(self.said.passage.text[slice(*self.said.sentence)]))

    @cached_property
    def time(self) -> Time:
        """Whether it is of now."""
        return time_of(self.said.passage, self.said.index)

    @cached_property
    def is_aim(self) -> bool:
        """Whether its clause speaks of aims, norms or means."""
        passage = self.said.passage
        text = _CUT.split(passage.lowered[self.said.sentence[0] : self.number.start])[-1]
        return bool(_AIMS.search(text)) or any(_PLANS.search(heading.lower()) for heading in passage.headings)

    @cached_property
    def attained(self) -> Fraction | None:
        """The value that a percentage of a plan or an earlier one is said of: `588 hộ, đạt 97% kế hoạch`."""
        passage, index = self.said.passage, self.said.index
        if not self.number.is_percent or role_of(passage, index) in (Role.SHARE, Role.CHANGE):
            return None
        values = (passage.figures[at] for at in range(index - 1, passage.in_sentence(index).start - 1, -1))
        return next((v.number.quantity for v in values if v.unit.measure not in _HUNDREDS), None)

    @cached_property
    def bound(self) -> Bound:
        """The bound that the words set."""
        number = self.number
        if number.bound is Bound.EXACT and _PASSES.search(self.said.label) and not self.said.is_change:
            return Bound.ABOVE
        return number.bound


def _words(text: str) -> frozenset[str]:
    """Return the telling words of a phrase; a total is another thing than what it is the total of."""
    totals = {f"tổng_{found['of']}" for found in _TOTAL.finditer(text)}
    return (subject_words(text) - _EMPTY) | totals


def echoes(outline: Outline) -> Iterator[Outcome]:
    """Verify each number against those that the same words tell elsewhere."""
    around = Surroundings(outline)
    told = [
        Told(said)
        for place, _ in outline
        for said in around.of(place)
        if said.measure not in _NEVER and said.number.value > 0
    ]
    book = Book(outline, told)
    for one in told:
        found = book.contradicting(one)
        if found:
            yield _statement(one, *found)


class Book:
    """All numbers told, by their words."""

    def __init__(self, outline: Outline, told: list[Told]) -> None:
        """Count the words and the values."""
        self._of_word: defaultdict[str, list[Told]] = defaultdict(list)
        self._of_text: defaultdict[str, list[Told]] = defaultdict(list)
        for one in told:
            for word in one.wide:
                self._of_word[word].append(one)
            self._of_text[one.number.text.strip("% ")].append(one)
        cells = (passage for passage in outline.passages if passage.is_in_table)
        self._in_tables = {n.text.strip("% ") for cell in cells for f in cell.figures for n in f.numbers}

    def contradicting(self, one: Told) -> tuple[Told, Slip] | None:
        """Return the number that tells the same otherwise, when nothing else tells it alike."""
        if one.is_aim or self._is_told_again(one):
            return None
        found: list[tuple[int, Told, Slip]] = []
        for other in self._likely(one):
            weight, is_most = self._likeness(one, other)
            slip = _slip(one, other)
            if weight and one.bound in _ROUND and _agrees(one, other):
                return None
            if (
                slip
                and _may_be_one(one, other)
                and weight >= _needed(one, slip)
                and (is_most or slip is Slip.BOUND_SLIP)
            ):
                found.append((weight, other, slip))
        values = {other.number.quantity for _, other, _ in found}
        best = max(found, key=lambda each: each[0], default=None)
        return (best[1], best[2]) if best and len(values) == 1 else None

    def _is_told_again(self, one: Told) -> bool:
        """Whether a table prints the number, or another place tells it of a like thing."""
        text = one.number.text.strip("% ")
        if len(digits_of(text)) > 2 and text in self._in_tables:
            return True
        again = [t for t in self._of_text[text] if t is not one]
        return len(again) > MOST_ALIKE or any(
            len(digits_of(text)) > 2 or self._likeness(one, each)[0] >= FEWEST_LIKE for each in again
        )

    def _likely(self, one: Told) -> list[Told]:
        near: dict[int, Told] = {}
        for word in one.narrow if one.bound in _ROUND or len(digits_of(one.number.text)) > 2 else ():
            sharing = self._of_word[word]
            near.update((id(t), t) for t in (sharing if len(sharing) <= MOST_SHARED else ()))
        return [
            t
            for t in near.values()
            if t.said.passage is not one.said.passage or t.said.sentence != one.said.sentence
        ]

    def _likeness(self, one: Told, other: Told) -> tuple[int, bool]:
        """Return how telling the words are that both share, and whether they are most of what either says."""
        best = 0, False
        for own, theirs in ((one.narrow, other.wide), (other.narrow, one.wide)):
            shared = sum(self._weight(word) for word in own & theirs)
            said = sum(self._weight(word) for word in own)
            best = max(best, (shared, shared * 3 >= said * 2))
        return best

    def _weight(self, word: str) -> int:
        """Return how telling a word is: the rarer the more."""
        often = len(self._of_word[word])
        return 3 if often <= 3 else 2 if often <= 8 else 1 if often <= 20 else 0


_ROUND = (Bound.ABOVE, Bound.BELOW, Bound.ABOUT)


def _bare(number: Number) -> str:
    return digits_of(number.text).rstrip("0")


def _slip(one: Told, other: Told) -> Slip | None:
    left, right = one.number, other.number
    if left.unit.measure is not right.unit.measure or right.bound is not Bound.EXACT:
        return None
    if one.bound in _ROUND:
        return _bound_slip(one, other)
    if left.bound is not Bound.EXACT or left.quantity == right.quantity:
        return None
    digits = digits_of(left.text), digits_of(right.text)
    is_same_form = left.decimals == right.decimals and left.unit.factor == right.unit.factor
    if not is_same_form or len(digits[0]) != len(digits[1]):
        return None
    if left.unit.measure is Measure.RATE or not one.narrow <= other.wide:
        return None
    return (
        Slip.DIGIT if len(digits[0]) > 2 and sum(a != b for a, b in zip(*digits, strict=True)) == 1 else None
    )


def _bound_slip(one: Told, other: Told) -> Slip | None:
    """Tell how an exact number stands to a rough one that it does not agree with."""
    rough, exact = one.number, other.number
    if exact.step >= rough.step or _agrees(one, other):
        return None
    said, right = int(rough.quantity / rough.step), exact.quantity / rough.step
    if any(
        _are_exchanged(str(said), str(near)) or _differs_once(str(said), str(near))
        for near in (floor(right), ceil(right))
    ):
        return Slip.BOUND_SLIP
    if len(_bare(rough)) < FEWEST_TELLING:
        return None  # «trên 20 tỷ đồng»: so round a figure may be an aim
    return Slip.BOUND if abs(exact.quantity - rough.quantity) <= rough.quantity * FAR else None


def _differs_once(one: str, other: str) -> bool:
    return len(one) == len(other) > 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _are_exchanged(one: str, other: str) -> bool:
    odd = [at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    return (
        len(one) == len(other) > 1 and len(odd) == 2 and odd[1] - odd[0] == 1 and sorted(one) == sorted(other)
    )


def _agrees(one: Told, other: Told) -> bool:
    rough, exact = one.number.quantity, other.number.quantity
    if one.number.unit.measure is not other.number.unit.measure:
        return False
    low, high = rough * (1 - CLOSE), rough * (1 + CLOSE)
    half = one.number.step / 2
    if one.bound is Bound.ABOVE:
        return rough - half <= exact <= high
    return low <= exact <= (rough + half if one.bound is Bound.BELOW else high)


def _needed(one: Told, slip: Slip) -> int:
    """Return how telling shared words must be for a slip."""
    if slip is Slip.BOUND_SLIP:
        return 3
    if slip is Slip.BOUND:
        return 4
    return 5


def _may_be_one(one: Told, other: Told) -> bool:
    """Whether nothing told of two numbers sets them apart: time, places, rise or fall, aims, unit."""
    if (
        one.time is not other.time
        or one.said.is_change is not other.said.is_change
        or one.is_aim is not other.is_aim
    ):
        return False
    if one.years and other.years and not one.years & other.years:
        return False
    if one.attained != other.attained:
        return False
    nouns = {one.number.unit.noun.split(" ")[0], other.number.unit.noun.split(" ")[0]} - {""}
    return len(nouns) < 2 and (one.names == other.names or not one.names or not other.names)


def _statement(one: Told, other: Told, slip: Slip) -> Statement:
    number, right = one.number, other.number
    passage: Passage = other.said.passage
    told = passage.text[max(0, right.start - 60) : right.unit_end].strip()
    way = "không hợp với số cụ thể" if slip in (Slip.BOUND, Slip.BOUND_SLIP) else "chỗ khác ghi"
    expected = show(right.quantity, number)
    return Statement(
        RULE,
        one.said.passage,
        number.start,
        number.end,
        Verdict.WRONG,
        f"chỗ này ghi {number.text} {number.unit.text}, {way} {right.text} {right.unit.text}: “…{told}”",
        expected,
        "Đối chiếu hai chỗ và thống nhất một số.",
        Severity.WARNING,
        (passage.where(right.start, right.end),),
    )
