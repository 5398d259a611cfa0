"""What a clause says of a change, its base, and the numbers before that may be its value of now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.audit.comparison import BASES, begins_other_value, comparable, has_own_change, year_before
from reportgen.audit.implied_values import implied_values
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Bound, Figure, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure
from reportgen.audit.words import AGAINST_TARGET, CHANGE, PLANNED


@dataclass(frozen=True, slots=True)
class Told:
    """A printed change with what its clause says beside it: the same in percent or pieces, and its base."""

    passage: Passage
    index: int
    is_up: bool
    subject: frozenset[str]
    twin: Number | None
    base: Number | None

    @property
    def printed(self) -> Number:
        """The change as printed."""
        return self.passage.figures[self.index].number

    @property
    def amount(self) -> Number:
        """The change in pieces where it is said, else as printed."""
        numbers = [number for number in (self.printed, self.twin) if number and not number.is_percent]
        return numbers[0] if numbers else self.printed

    @property
    def last(self) -> int:
        """Where the last of its numbers ends."""
        return max(number.end for number in (self.printed, self.twin, self.base) if number)


@dataclass(frozen=True, slots=True)
class Now:
    """A number that may be the value of now: how much of the subject its clause names, and how far it is.

    `is_near`: in the paragraph of the change.
    """

    number: Number
    shared: int
    is_of_kind: bool
    distance: int
    is_near: bool


_CLAUSE = re.compile(r"[;,.:()]|\b(?:nhưng|trong đó|tuy nhiên|và|còn)\b")
_TWIN = re.compile(
    r"\s*[(,]?\s*(?:(?:tương ứng|tương đương|tức|tức là|bằng|hay|với|tỷ lệ|mức|tăng|giảm|là)\s*)*"
)
_NOUN_BEFORE_SIGN = re.compile(r"(?:\s*[^\W\d]+){1,3}\s*\(\s*")  # «giảm 56 người bị thương (-27,4%)»
_LABELS = re.compile(rf"{BASES.pattern}|{PLANNED.pattern}")
_AFTER_BASE = re.compile(
    rf"(?![^;]*;\s*so\b)[^;.()]{{0,20}}(?:[();,]\s*)*[^;.()]{{0,25}}(?:{_LABELS.pattern}|\bnăm\s+(?:học\s+)?[0-9])"
    r"[^;,.()]{0,40}[(:,]?[^;,.()0-9]{0,30}"
)
COMPARED_ABOVE = re.compile(r"\bso\s+(?:với|sánh)\b|\bcùng kỳ\b")
_OPENED = re.compile(rf"(?:{BASES.pattern})[^;.()]{{0,40}}\(")


def read_told(passage: Passage, index: int, way: re.Match[str]) -> Told | None:
    """Read the change at `index`, whose verb is `way`; None when its clause says nothing more."""
    lead = passage.before(index)[: way.start()]
    subject = subject_words(BASES.sub(" ", _CLAUSE.split(lead)[-1]))
    twin = _twin(passage, index)
    base = _base_after(passage, index, index + 1 if twin is None else index + 2, way)
    base = base or _base_before(passage, index) or _base_of_year_before(passage, index)
    if twin is None and base is None:
        return None
    return Told(passage, index, bool(way["up"]), subject, twin, base)


def _twin(passage: Passage, index: int) -> Number | None:
    """Return the same change in percent, or in pieces: `giảm 53 vụ (-14,44%)`, `12,3%, tương ứng 40 lượt`."""
    following = index + 1
    if following not in passage.in_sentence(index) or not passage.figures[following].is_plain:
        return None
    gap = passage.between(index, following)
    one, other = passage.figures[index].number, passage.figures[following].number
    is_signed = other.text[:1] in ("+", "-", "−")
    is_joined = _TWIN.fullmatch(gap) and ("(" in gap or re.search(r"tương|tức|hay|tỷ lệ", gap))
    if is_signed and _NOUN_BEFORE_SIGN.fullmatch(gap):
        is_joined = True
    are_both = one.is_percent is not other.is_percent and Measure.POINTS not in (
        one.unit.measure,
        other.unit.measure,
    )
    if not is_joined or not are_both:
        return None
    if one.is_percent and not other.is_percent and not is_signed and not re.search("tăng|giảm|tương", gap):
        return None  # «tăng 15% (120 hộ)»: a base
    return other


def _base_after(passage: Passage, index: int, place: int, way: re.Match[str]) -> Number | None:
    if place not in passage.in_sentence(index) or not passage.figures[place].is_plain:
        return None
    printed, base = passage.figures[index].number, passage.figures[place].number
    gap = passage.lowered[passage.figures[place - 1].unit_end : base.start]
    if not _may_be_base(printed, base) or CHANGE.search(gap) or begins_other_value(gap):
        return None
    if has_own_change(passage, index, place):
        return None
    if _AFTER_BASE.fullmatch(gap):
        return base
    start = passage.sentence_of(printed.start)[0]
    is_bracketed = gap.strip() == "(" and not is_twin_like(printed, base)
    compared = COMPARED_ABOVE.search(passage.lowered, start, printed.start) or COMPARED_ABOVE.match(
        passage.lowered[base.unit_end :].lstrip(") ")
    )
    compared = compared or _LABELS.search(way.group())
    return base if is_bracketed and compared else None


def is_twin_like(printed: Number, base: Number) -> bool:
    """Whether a number in brackets would rather be the change again."""
    return printed.unit.measure is base.unit.measure is Measure.PERCENT


def _base_before(passage: Passage, index: int) -> Number | None:
    """`So với đầu năm (4.583 hộ nghèo, tỷ lệ 40,26%), số hộ nghèo giảm 656 hộ`."""
    start, _ = passage.sentence_of(passage.figures[index].start)
    opened = _OPENED.match(passage.lowered, start)
    if opened is None or passage.depths[index]:
        return None
    printed = passage.figures[index].number
    closing = passage.lowered.find(")", opened.end())
    inside = [i for i in passage.in_sentence(index) if opened.end() <= passage.figures[i].start < closing]
    numbers = [passage.figures[i].number for i in inside]
    if printed.is_percent and "tỷ lệ" in passage.before(index):
        numbers = [number for number in numbers if number.is_percent]
    return next((number for number in numbers if _may_be_base(printed, number)), None)


def _base_of_year_before(passage: Passage, index: int) -> Number | None:
    """`Giá trị năm 2022 là 2.300 tỷ đồng. Năm 2023 đạt 2.450 tỷ đồng, tăng 6,5%`."""
    sentence, now = passage.in_sentence(index), index - 1
    if now not in sentence or sentence[0] == 0 or AGAINST_TARGET.match(passage.rest(index)):
        return None
    figure, year = passage.figures[now], year_before(passage, now)
    before = passage.in_sentence(sentence[0] - 1)
    found = [
        passage.figures[place].number
        for place in before
        if passage.figures[place].is_plain and passage.figures[place].unit == figure.unit
        if year_before(passage, place) == year - 1
    ]
    is_value = year and figure.is_plain and not CHANGE.search(passage.before(now))
    return (
        found[0]
        if is_value and len(found) == 1 and _may_be_base(passage.figures[index].number, found[0])
        else None
    )


def _may_be_base(printed: Number, base: Number) -> bool:
    if printed.unit.measure is Measure.POINTS:
        return base.is_percent
    return printed.is_percent or comparable(printed, base)


FARTHEST = 40
MOST_PASSAGES = 3


def nows_of(outline: Outline, place: int, told: Told) -> list[Now]:
    """Return what is said before and may be the value of now, the likeliest first."""
    implied = [
        Now(number, len(told.subject), True, 0, True) for number in implied_values(told.passage, told.index)
    ]
    if implied:  # the sentence itself tells what is of now
        return implied
    found: list[Now] = []
    left = told.index
    passages = [told.passage, *_passages_before(outline, place)]
    distance = 0
    for passage in passages:
        last = left if passage is told.passage else len(passage.figures)
        for index in range(last - 1, max(-1, last - FARTHEST), -1):
            distance += 1
            now = _now(passage, index, told, distance)
            if now:
                found.append(now)
    return sorted(found, key=lambda now: (-now.shared, not now.is_of_kind, now.distance))


def _passages_before(outline: Outline, place: int) -> Iterator[Passage]:
    headings = outline.passages[place].headings
    for index in range(place - 1, max(-1, place - 1 - MOST_PASSAGES), -1):
        passage = outline.passages[index]
        if passage.is_in_table or passage.headings != headings:
            return
        yield passage


def _now(passage: Passage, index: int, told: Told, distance: int) -> Now | None:
    figure, before = passage.figures[index], passage.before(index)
    number = figure.number
    if number is told.base or number.bound is not Bound.EXACT or len(figure.top) > 1:
        return None
    if _is_twin_of_other(passage, index):
        return None
    if CHANGE.search(before) or BASES.search(before[-60:]) or PLANNED.search(before[-30:]):
        return None
    like = told.base or told.amount
    if number.is_percent is not like.is_percent or not _is_comparable(figure, like):
        return None
    about = subject_words(f"{_CLAUSE.split(before)[-1]} {_CLAUSE.split(passage.after(index))[0]}")
    noun = told.amount.unit.noun or like.unit.noun
    is_of_kind = figure.unit.noun == noun if noun else like.unit.measure is not Measure.COUNT
    return Now(number, len(told.subject & about), is_of_kind, distance, passage is told.passage)


def _is_twin_of_other(passage: Passage, index: int) -> bool:
    """Whether a number in brackets is a change said again: `tăng 0,4% (729 tấn)`."""
    is_bracketed = index > 0 and passage.depths[index] > passage.depths[index - 1]
    return is_bracketed and bool(CHANGE.search(passage.before(index - 1)))


def _is_comparable(figure: Figure, like: Number) -> bool:
    if figure.unit.measure is not like.unit.measure:
        return False
    if like.unit.measure is not Measure.COUNT or not like.unit.noun:
        return comparable(figure.number, like)
    return figure.unit.noun == like.unit.noun or family(figure.unit) == family(like.unit) != ""
