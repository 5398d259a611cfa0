"""Find what a change or a multiple compares by what its values are of: now, then, or planned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.audit.comparison import Pair
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Number
from reportgen.audit.passages import Passage
from reportgen.audit.then_and_now import (
    Time,
    Value,
    about,
    is_base_of_change,
    opens_other_clause,
    read_values,
)
from reportgen.audit.units import Measure
from reportgen.audit.words import CHANGE, EARLIER

FARTHEST = 12  # figures of its sentence before and after a change
FARTHEST_BACK = 24  # figures of the sentences before
SENTENCES_BACK = 2
WORDS_APART = 2  # by so many more shared words one value alone is meant
_HUNDREDS = (Measure.PERCENT, Measure.PER_MILLE)


@dataclass(frozen=True, slots=True)
class Compared:
    """What a change or a multiple may compare: `likely` are the values of now that its words point at.

    `others` may be meant too and excuse it, but blame nothing.
    """

    base: int
    likely: tuple[int, ...]
    others: tuple[int, ...] = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All pairs, the likely ones first."""
        return tuple(Pair(now, self.base) for now in (*self.likely, *self.others))

    @property
    def likely_pairs(self) -> tuple[Pair, ...]:
        """The pairs by which an error may be told."""
        return tuple(Pair(now, self.base) for now in self.likely)


def compared_by_time(passage: Passage, index: int, *, planned: bool) -> Compared | None:
    """Return the base that the words around a change name, and what may be its value of now."""
    own = _values(passage, passage.in_sentence(index), index)
    back = _values(passage, _back(passage, index), index)
    wanted = Time.PLAN if planned else Time.THEN
    told = _base(passage, index, own, wanted)
    near = [value for value in back if value.place >= _start_back(passage, index)]
    base = told or _earlier_base(passage, index, [*near, *own], wanted)
    if base is None:
        return None
    nows = _nows(passage, index, own, base)
    if nows:
        return Compared(base.place, tuple(value.place for value in nows))
    nows = _nows(passage, index, back, base)
    return _of_before(passage, index, nows, base)


def _of_before(passage: Passage, index: int, nows: list[Value], base: Value) -> Compared | None:
    """Point at the values of earlier sentences that share most words with the change, or at the only one."""
    if not nows:
        return None
    return _pointed(nows, base.place, about(passage, index) | base.about, base.number)


def _pointed(nows: list[Value], base: int, subject: frozenset[str], like: Number) -> Compared:
    scores = {value.place: len(subject & value.about) for value in nows}
    best = max(scores.values())
    likely = [place for place, score in scores.items() if score == best]
    if len(likely) == 1 and all(
        best - score >= WORDS_APART for place, score in scores.items() if place not in likely
    ):
        return Compared(base, tuple(likely))
    is_told = best > 0 or (len(nows) == 1 and nows[0].number.unit == like.unit)
    others = tuple(place for place in scores if not is_told or place not in likely)
    return Compared(base, tuple(likely) if is_told else (), others)


def _values(passage: Passage, places: range, index: int) -> list[Value]:
    near = range(max(places.start, index - FARTHEST_BACK), min(places.stop, index + FARTHEST + 1))
    return [value for value in read_values(passage, near) if value.place != index]


def _back(passage: Passage, index: int) -> range:
    """Return the figures of the sentences before that of a figure."""
    first = passage.in_sentence(index)[0]
    return range(max(0, first - FARTHEST_BACK), first)


def _start_back(passage: Passage, index: int) -> int:
    """Return the first figure of the sentences shortly before."""
    start = passage.in_sentence(index)[0]
    for _ in range(SENTENCES_BACK):
        if start:
            start = passage.in_sentence(start - 1)[0]
    return start


def are_kin(one: Number, other: Number) -> bool:
    """Whether two numbers surely count the same kind of thing, or one has no noun."""
    if one.unit.measure is not other.unit.measure:
        return _is_rate_of(one, other) or _is_rate_of(other, one)
    if one.unit.measure is not Measure.COUNT:
        return one.unit.measure is not Measure.RATE or one.unit.noun == other.unit.noun
    shorter, longer = sorted((one.unit.noun, other.unit.noun), key=len)
    if not shorter or f"{longer} ".startswith(f"{shorter} "):  # «160.000 lượt» of «256.000 lượt khách»
        return True
    return "" != family(one.unit) == family(other.unit)


def _is_rate_of(rate: Number, amount: Number) -> bool:
    """`52,5 triệu đồng/người/năm, tăng 4,3 triệu đồng`."""
    is_rate = rate.unit.measure is Measure.RATE and rate.unit.factor == amount.unit.factor
    return is_rate and bool(amount.unit.text) and rate.unit.text.startswith(f"{amount.unit.text}/")


def _fits(passage: Passage, index: int, value: Value) -> bool:
    """Whether the figure at `index` may be a change or a multiple of a value."""
    printed = passage.figures[index].number
    if printed.unit.noun == "lần":
        return True
    if printed.unit.measure is Measure.POINTS:
        return value.number.is_percent
    if printed.unit.measure in _HUNDREDS:
        return True
    return are_kin(printed, value.number)


def _base(passage: Passage, index: int, own: Sequence[Value], wanted: Time) -> Value | None:
    """Return the base that follows the change: in brackets, or said to be of then or of the plan."""
    for value in own:
        if value.place < index or not _fits(passage, index, value):
            continue
        if value.place == index + 1 and _opens_base(passage, index):
            return value
        if _is_of_another(passage, index, value):
            return None
        if value.time is wanted or _is_dated_in_bracket(passage, index, value):
            return value
    return None


def _is_of_another(passage: Passage, index: int, value: Value) -> bool:
    """Whether a value in brackets belongs to a later change of the sentence."""
    is_inside = passage.depths[value.place] > passage.depths[index]
    between = range(index + 1, value.place)
    return is_inside and any(
        passage.depths[place] <= passage.depths[index] and CHANGE.search(passage.before(place))
        for place in between
    )


_OPENED = re.compile(r"[^;()]*\([^;()]{0,60}")
_HAS_BASE = re.compile(rf"{EARLIER.pattern}|\bhơn\b|\blần\b|\bmức\b")
_ALONE = re.compile(r"[^,;()0-9]{0,25}\)")


def _opens_base(passage: Passage, index: int) -> bool:
    """`tăng 03 vụ so với cùng kỳ (12 vụ)`, `so với cùng kỳ tăng 03 vụ (12 vụ)`."""
    figure, following = passage.figures[index], passage.figures[index + 1]
    gap = passage.lowered[figure.end : following.start]
    if not _OPENED.fullmatch(gap):
        return False
    if _HAS_BASE.search(gap):
        return not opens_other_clause(gap, _HAS_BASE)
    start = passage.sentence_of(figure.start)[0]
    is_compared = EARLIER.search(passage.lowered[start : figure.start])
    return bool(is_compared and _ALONE.match(passage.rest(index + 1)))


def _is_dated_in_bracket(passage: Passage, index: int, value: Value) -> bool:
    """`cao hơn 1,7 điểm phần trăm (năm học 2022-2023: 57,4%)`."""
    is_inside = passage.depths[value.place] > passage.depths[index]
    return is_inside and value.place <= index + 2 and bool(value.year)


_COMPARED_YEAR = re.compile(r"[^;,.()0-9]{0,40}\bnăm\s+(?P<year>20[0-9]{2})\b")


def _earlier_base(passage: Passage, index: int, values: list[Value], wanted: Time) -> Value | None:
    """Return the nearest base before the change, or the value of the year that it is compared with."""
    fitting = [v for v in values if v.place < index and _fits(passage, index, v)]
    labelled = [v for v in fitting if v.time is wanted and not is_base_of_change(passage, v.place)]
    if labelled:
        return max(labelled, key=lambda value: (_shared(passage, index, value), value.place))
    if wanted is Time.PLAN:
        return None
    return _of_year(passage, index, fitting)


def _of_year(passage: Passage, index: int, values: list[Value]) -> Value | None:
    told = _COMPARED_YEAR.match(passage.rest(index))
    dated = [value for value in values if value.year]
    years = sorted({value.year for value in dated})
    if told:
        return next((v for v in reversed(dated) if v.year == int(told["year"])), None)
    is_bracketed = [v for v in dated if passage.depths[v.place] > 0]
    if (
        len(years) == 1 and len(is_bracketed) == 1 and len(values) > 1
    ):  # «36 tỷ đồng (năm 2020 là 12 tỷ đồng)»
        return is_bracketed[0]
    if len(years) == 2:
        older = [value for value in dated if value.year == years[0]]
        return older[-1]
    if len(years) == 1 and len(values) == 2:
        return dated[-1] if len(dated) == 1 else None
    return None


def _shared(passage: Passage, index: int, value: Value) -> int:
    return len(about(passage, index) & value.about)


def _nows(passage: Passage, index: int, own: Sequence[Value], base: Value) -> list[Value]:
    """Return the values that may be of now, those of the same subject first, then the nearest."""
    subject = about(passage, index) | base.about
    found = [
        value
        for value in own
        if value.place < index
        and value.place != base.place
        and value.time is not Time.THEN
        and not (value.time is Time.PLAN and _is_no_now(passage, index, value, base))
        and not (base.year and value.year == base.year)
        and _fits(passage, index, value)
        and are_kin(value.number, base.number)
    ]
    sure = [value for value in found if value.time is Time.NOW] or found
    return sorted(sure, key=lambda value: (len(subject & value.about), value.place), reverse=True)


def _is_no_now(passage: Passage, index: int, value: Value, base: Value) -> bool:
    """Whether a planned value cannot be compared itself: with another plan, or in brackets of its own."""
    return base.time is Time.PLAN or passage.depths[value.place] > passage.depths[index]
