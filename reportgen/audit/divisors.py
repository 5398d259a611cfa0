"""By how many an average divides: things counted near it, or the years and months of the period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reportgen.audit.not_figures import Mark, MarkKind
from reportgen.audit.nouns import family_of
from reportgen.audit.numbers import Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, estimate, exactly
from reportgen.audit.words import CHANGE

BEFORE, AFTER = 16, 4  # figures around an average
_SPANS = {"năm", "quý", "tháng", "tuần", "ngày"}
_PEOPLE = ("người", "đầu người", "khẩu", "nhân khẩu")


@dataclass(frozen=True, slots=True)
class Divisor:
    """A divisor with the text that says it; `number` is None for a period."""

    value: Estimate
    text: str
    start: int
    number: Number | None = None

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its number, when it has one."""
        return (self.number,) if self.number else ()

    def is_in(self, places: range, passage: Passage) -> bool:
        """Whether it stands among some figures."""
        first, last = passage.figures[places.start], passage.figures[places.stop - 1]
        start, end = passage.sentence_of(first.start)[0], passage.sentence_of(last.start)[1]
        return start <= self.start < end


_POPULATION = re.compile(r"\bdân số\b[^;.()]{0,60}$")
_WHOLE = re.compile(r"\b(?:có|gồm|toàn|tổng số|tổng)\b[^;.()]{0,40}$")
MOST_ELSEWHERE = 3


class Elsewhere:
    """Counts of things that a document states as wholes, by their first word, and its population."""

    def __init__(self, outline: Outline) -> None:
        """Read the counts of running text once."""
        self._counts: dict[str, list[tuple[Passage, Number]]] = {}
        for _, passage in outline:
            if not passage.is_in_table:
                self._read(passage)

    def _read(self, passage: Passage) -> None:
        for place, figure in enumerate(passage.figures):
            if not figure.is_plain or not figure.unit.noun or figure.unit.measure is not Measure.COUNT:
                continue
            before = passage.before(place)
            is_people = figure.unit.noun in _PEOPLE
            is_whole = _POPULATION.search(before) if figure.unit.noun == "người" else _WHOLE.search(before)
            if is_whole or (is_people and figure.unit.noun != "người"):
                word = "người" if is_people else figure.unit.noun.split()[0]
                self._counts.setdefault(word, []).append((passage, figure.number))

    def divisors(self, passage: Passage, each: str) -> Iterator[Divisor]:
        """Yield the first counts of other passages that fit `each`."""
        found = [number for other, number in self._counts.get(each.split()[0], ()) if other is not passage]
        for number in found[:MOST_ELSEWHERE]:
            yield Divisor(estimate(number), number.text, -1)


def divisors(elsewhere: Elsewhere, passage: Passage, index: int, each: str) -> Iterator[Divisor]:
    """Yield the divisors that fit `each`, those near the figure at `index` first."""
    first = each.split()[0]
    yield from _counted(passage, index, each)
    if first in _SPANS:
        yield from _periods(passage, index, first)
    yield from elsewhere.divisors(passage, each)


def _counted(passage: Passage, index: int, each: str) -> Iterator[Divisor]:
    places = range(max(0, index - BEFORE), min(len(passage.figures), index + AFTER + 1))
    for place in sorted(places, key=lambda place: abs(place - index)):
        figure = passage.figures[place]
        if place == index or CHANGE.search(passage.before(place)) or time_of(passage, place) is Time.THEN:
            continue
        if len(figure.numbers) <= 2 and _is_each(passage, figure.numbers[-1], each):
            for number in figure.numbers[::-1]:  # «đấu giá 124/150 lô»: of those sold, or of all
                yield Divisor(_pieces(number), number.text, number.start, number)


def _pieces(number: Number) -> Estimate:
    """Return how many things there are: `32,5 km` are 32,5, whatever the base of the measure is."""
    if not number.decimals:
        return exactly(number.value)
    return estimate(number).times(1 / number.unit.factor)


def _is_each(passage: Passage, number: Number, each: str) -> bool:
    if number.unit.measure in (Measure.PERCENT, Measure.POINTS, Measure.RATE) or number.value <= 0:
        return False
    names = re.findall(r"[^\W\d]+[²³2]?", each)
    follows = re.findall(r"[^\W\d]+[²³2]?", passage.lowered[number.end : number.end + 40])[:3]
    if not names or not follows:
        return False
    if names[0] in (follows[0], number.unit.text) or names[0] in number.unit.noun.split():
        return True
    if follows[0] == "lượt" and names[0] in follows[1:]:
        return True
    noun = " ".join(names[:2]) if family_of(" ".join(names[:2])) else names[0]
    return bool(number.unit.noun) and "" != family_of(noun) == family_of(number.unit.noun)


def _periods(passage: Passage, index: int, each: str) -> Iterator[Divisor]:
    """`giai đoạn 2021 - 2025` are five years, `nhiệm kỳ 2020 - 2025` may be five too."""
    position = passage.figures[index].start
    for mark in reversed([mark for mark in passage.marks if mark.start < position]):
        for count in _spans(mark, each):
            yield Divisor(exactly(count), str(count), mark.start)
    for parts in _told_parts(passage.lowered[:position], each):
        yield Divisor(exactly(parts), str(parts), position - 1)
    is_dated = any(mark.kind is MarkKind.PERIOD for mark in passage.marks)
    if each == "năm" and not is_dated and _TERM.search(passage.lowered, 0, position):
        for years in (5, 4, 3):
            yield Divisor(exactly(years), str(years), position - 1)


def _told_parts(before: str, each: str) -> tuple[int, ...]:
    """`từ năm 2021 đến năm 2024`, `trong năm … mỗi tháng`."""
    told = _FROM_TO.search(before)
    if told and each == "năm":
        span = int(told["last"]) - int(told["first"])
        return (span + 1, span) if span > 0 else (span + 1,)
    if each in ("tháng", "ngày") and _WHOLE_YEAR.search(before):
        return (12,) if each == "tháng" else (365, 366)
    return ()


_WHOLE_YEAR = re.compile(r"\btrong năm\b|\bcả năm\b")
_FROM_TO = re.compile(
    r"\btừ\s+(?:đầu\s+)?năm\s+(?P<first>20[0-9]{2})\s+đến\s+"
    r"(?:hết\s+|cuối\s+)?(?:năm\s+)?(?P<last>20[0-9]{2})\b"
)
_TERM = re.compile(r"\b(?:nhiệm kỳ|giai đoạn)\b(?!\s*20)")


def _spans(mark: Mark, each: str) -> Iterator[Fraction]:
    years = [int(year) for year in re.findall(r"(?:19|20)[0-9]{2}", mark.text)]
    if mark.kind is MarkKind.PERIOD and len(years) == 2:
        for count in (years[1] - years[0] + 1, years[1] - years[0]):
            if count > 0 and each in ("năm", "tháng", "quý"):
                yield Fraction(count * {"năm": 1, "quý": 4, "tháng": 12}[each])
    if mark.kind is MarkKind.YEAR and len(years) > 1 and each == "năm":
        yield Fraction(len(years))
    months = re.match(r"([0-9]{1,2})\s+tháng", mark.text)
    if months and each in ("tháng", "quý"):
        yield Fraction(int(months[1]), 3 if each == "quý" else 1)
    if mark.kind is MarkKind.MONTH and mark.text.startswith("quý") and each == "tháng":
        yield Fraction(3)
