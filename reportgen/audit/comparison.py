"""Find the value of now and the value it is compared with: from–to, by year, by plan, «so với cùng kỳ»."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.audit.not_figures import MarkKind
from reportgen.audit.nouns import may_share
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.passages import Passage
from reportgen.audit.then_and_now import is_base_of_change, without_comparison
from reportgen.audit.units import Measure
from reportgen.audit.words import (
    AGAINST_EARLIER,
    AGAINST_TARGET,
    CHANGE,
    EARLIER,
    PARTS_FOLLOW,
    PLANNED,
    REACHED,
    words,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A value and its base, by their places among the figures; `is_sure` when words say so."""

    now: int
    base: int
    is_sure: bool = True


def values(passage: Passage, index: int) -> list[int]:
    """Return the figures of the sentence that are values: no changes, no attainments, no times."""
    near = range(max(0, index - FARTHEST_VALUE), index + FARTHEST_VALUE + 1)
    return [other for other in passage.in_sentence(index) if other in near and _is_value(passage, other)]


FARTHEST_VALUE = 12  # figures between a change and what it compares


def _is_value(passage: Passage, index: int) -> bool:
    figure = passage.figures[index]
    if not figure.is_plain or figure.unit.measure in (Measure.POINTS, Measure.TIME):
        return False
    if CHANGE.search(passage.before(index)) or figure.number.bound in (Bound.AT_LEAST, Bound.AT_MOST):
        return False
    if figure.unit.measure is not Measure.PERCENT:
        return True
    after = passage.after(index)
    is_against = AGAINST_TARGET.match(after) or AGAINST_EARLIER.match(after)
    return not (is_against and REACHED.search(passage.before(index)))


def comparable(one: Number, other: Number) -> bool:
    """Whether two numbers can be values of the same thing."""
    if one.unit.measure is Measure.RATE:
        return one.unit.noun == other.unit.noun and other.unit.measure is Measure.RATE
    return may_share(one.unit, other.unit)


def pairs(passage: Passage, index: int, *, planned: bool) -> Iterator[Pair]:
    """Yield what the figure at `index` may compare, the surest first; `planned`: against a plan."""
    places = values(passage, index)
    sure = _sure(passage, index, places, planned=planned)
    yield from sure
    turned = {(pair.base, pair.now) for pair in sure}
    for now in places:
        for base in places:
            is_pair = now != base and index not in (now, base) and (now, base) not in turned
            if is_pair and _alike(passage, now, base):
                yield Pair(now, base, is_sure=False)


def sure_pairs(passage: Passage, index: int, *, planned: bool) -> list[Pair]:
    """Return what words say that the figure at `index` compares."""
    return _sure(passage, index, values(passage, index), planned=planned)


def _sure(passage: Passage, index: int, places: list[int], *, planned: bool) -> list[Pair]:
    found = _planned(passage, index, places) if planned else _earlier(passage, index, places)
    return [pair for pair in found if not has_own_change(passage, index, pair.base)]


_OWN_CHANGE = re.compile(r"[^;.:)]{0,60}")


def has_own_change(passage: Passage, index: int, base: int) -> bool:
    """`quý I đạt 140 tấn, tăng 6,2%`: what itself rose is of now, unless the change is that of its value."""
    follows = base + 1
    if follows == index or follows not in passage.in_sentence(base):
        return False
    gap = passage.between(base, follows)
    if not CHANGE.search(passage.before(follows)) or not _OWN_CHANGE.fullmatch(gap):
        return False
    one, other = passage.figures[index].number, passage.figures[follows].number
    return base != index + 1 or one.is_percent is other.is_percent


def _alike(passage: Passage, now: int, base: int) -> bool:
    return comparable(passage.figures[now].number, passage.figures[base].number)


def _earlier(passage: Passage, index: int, places: list[int]) -> Iterator[Pair]:
    yield from from_to(passage, places)
    yield from _after(passage, index, places, BASES)
    yield from _by_year(passage, index, places)
    yield from _in_bracket(passage, index, places)
    yield from _by_clause(passage, index, places)
    yield from _before(passage, index, places, BASES)


def _planned(passage: Passage, index: int, places: list[int]) -> Iterator[Pair]:
    yield from _after(passage, index, places, PLANNED)
    yield from _before(passage, index, places, PLANNED)


# What a value of now is compared with: an earlier one, or the mean of all.
_MEANS = words(
    "bình quân chung|bình quân cả|bình quân toàn|bình quân của|mức bình quân|trung bình chung|"
    "mức trung bình|trung bình của|trung bình cả|mức chung"
)
BASES = re.compile(rf"{EARLIER.pattern}|\b(?:{_MEANS})\b")
_FROM = re.compile(r"\btừ\s*(?:mức\s*|khoảng\s*)?$")
_TO = re.compile(r"\b(?:lên|xuống|còn|đến|thành|sang)\b")


def from_to(passage: Passage, places: list[int]) -> Iterator[Pair]:
    """Yield the pairs said as `từ A … lên B`."""
    for base, now in itertools.pairwise(places):
        is_from = _FROM.search(passage.before(base)) and _TO.search(passage.between(base, now))
        if is_from and _alike(passage, now, base):
            yield Pair(now, base)


def _after(passage: Passage, index: int, places: list[int], label: re.Pattern[str]) -> Iterator[Pair]:
    """`…, tăng 15% so với cùng kỳ (120 hộ)`: the base follows, the value of now stands before."""
    base = next((place for place in places if place > index), None)
    if base is None:
        return
    if any(passage.depths[place] <= passage.depths[index] for place in range(index + 1, base)):
        return  # «gấp 3 lần so với cùng kỳ và bằng 90% kế hoạch (50 tỷ đồng)»
    gap = passage.lowered[passage.figures[index].end : passage.figures[base].start]
    now = _last_before(passage, index, base, places)
    told = label.search(gap)
    if begins_other_value(gap):
        return
    if now is not None and told and _BASE_FOLLOWS.fullmatch(gap, told.end()):
        yield Pair(now, base)


# «so với cùng kỳ năm 2022 (120», «kế hoạch tỉnh giao là 120»: nothing else between the label and the base.
# «so với cùng kỳ chiếm 6%», «so với cùng kỳ và 3 vụ khác» go on about the value of now.
_BASE_FOLLOWS = re.compile(r"(?![^(]*\b(?:chiếm|và\s*$))[^;:,.()]{0,60}[(:,]?[^;:,.()]{0,40}:?\s*")


_OTHER_SUBJECT = re.compile(r"[,:]\s*(?P<subject>[^\W\d][^,:;.()0-9]*)$")
_SAYS_BASE = re.compile(
    rf"{BASES.pattern}|{PLANNED.pattern}|^(?:là|đạt|có|được|chỉ|tức|tương|khoảng|gần|hơn)\b"
)


def begins_other_value(gap: str) -> bool:
    """`đạt 118,2% kế hoạch, trong đó trong tỉnh 1.205`, `tăng 1,3% so với cùng kỳ, lúa 9.810`: no base."""
    other = _OTHER_SUBJECT.search(gap)
    is_named = other is not None and not _SAYS_BASE.search(other["subject"])
    return is_named or bool(PARTS_FOLLOW.search(gap))


def _last_before(passage: Passage, index: int, base: int, places: list[int]) -> int | None:
    depth = passage.depths[index]
    fitting = [p for p in places if p < index and passage.depths[p] <= depth and _alike(passage, p, base)]
    same = [p for p in fitting if passage.figures[p].unit == passage.figures[index].unit]
    is_counted = passage.figures[index].unit.noun and passage.figures[index].unit.measure is Measure.COUNT
    return (same if same and is_counted else fitting)[-1] if fitting else None


def _before(passage: Passage, index: int, places: list[int], label: re.Pattern[str]) -> Iterator[Pair]:
    """`kế hoạch giao 120 lao động, thực hiện 138 lao động, đạt 115% kế hoạch`."""
    for base in places:
        if base >= index or is_base_of_change(passage, base):
            continue
        if not label.search(_own_label(passage, base)):
            continue
        depth = passage.depths[index]
        others = [p for p in places if p < index and passage.depths[p] <= depth and _alike(passage, p, base)]
        between = [p for p in others if p > base]
        unlabelled = [p for p in between if not label.search(passage.before(p)[-LONGEST_LABEL:])]
        earlier = [p for p in others if p < base and not label.search(passage.before(p)[-LONGEST_LABEL:])]
        if len(unlabelled) == 1:
            yield Pair(unlabelled[0], base)
        elif not between and earlier:
            yield Pair(earlier[-1], base)


def _own_label(passage: Passage, place: int) -> str:
    """Return what is said before a value in its own clause, or in a bracket that has a verb of its own."""
    return _CLAUSE.split(without_comparison(passage.before(place)[-LONGEST_LABEL:]))[-1]


_CLAUSE = re.compile(r"[;,]|\((?=[^()]*[^\W\d]\s+(?:đạt|có|được|ước)\b)")


LONGEST_LABEL = 60


_THEN = re.compile(
    r"(?<!so với )\b(?:đầu năm|đầu kỳ|đầu nhiệm kỳ|cùng kỳ|năm trước)\b(?:[^;:]|:(?=\s*[0-9]))*$"
)


def _by_clause(passage: Passage, index: int, places: list[int]) -> Iterator[Pair]:
    """`đầu năm 2.345 hộ, chiếm 14,2%; cuối năm còn 1.980 hộ, chiếm 12%, giảm 2,2 điểm %`."""
    before = [place for place in places if place < index]
    if not before:
        return
    same = [p for p in before if passage.figures[p].unit.measure is passage.figures[before[-1]].unit.measure]
    if len(same) != 2 or not _alike(passage, *same):
        return
    base, now = same
    start = passage.sentence_of(passage.figures[base].start)[0]
    gap = passage.lowered[passage.figures[base].end : passage.figures[now].start]
    if ";" in gap and _THEN.search(passage.lowered[start : passage.figures[base].start]):
        yield Pair(now, base)


_THEN_IN_BRACKET = re.compile(
    rf"[^;,.()0-9]{{0,40}}\((?:[^;()]*\b(?:{EARLIER.pattern})|[^;()]*20[0-9]{{2}})[^;()]*$"
)


def _in_bracket(passage: Passage, index: int, places: list[int]) -> Iterator[Pair]:
    """`245 hộ (năm 2022 là 290 hộ), giảm 45 hộ`: the base stands in brackets right after the value."""
    now, base = index - 2, index - 1
    if now not in places or base not in places or not _alike(passage, now, base):
        return
    if passage.depths[base] > passage.depths[now] and passage.depths[index] == passage.depths[now]:
        gap = passage.between(now, base)
        if _THEN_IN_BRACKET.match(gap) and ";" not in passage.between(base, index):
            yield Pair(now, base)


def _by_year(passage: Passage, index: int, places: list[int]) -> Iterator[Pair]:
    """`năm 2022: 120; năm 2023: 138`: each value stands right after its year."""
    dated = [(year, place) for place in places if (year := _year_of(passage, place))]
    compared = _year_after(passage, index)
    for old, base in dated:
        for new, now in dated:
            is_said = compared in (0, old) and (len(dated) == 2 or compared)
            later = (p for p in places if max(now, base) < p < index and _alike(passage, p, base))
            if old < new and is_said and _alike(passage, now, base) and not any(True for _ in later):
                yield Pair(now, base)


_YEAR_IN_BRACKETS = re.compile(r"[^();,.]{0,25}\(\s*(?:năm|tháng|quý)?[^();]{0,12}(?P<year>20[0-9]{2})\s*\)")


def _year_of(passage: Passage, place: int) -> int:
    """Return the year right before a value, or in brackets right after it: `120 hộ (năm 2022)`."""
    after = _YEAR_IN_BRACKETS.match(passage.lowered, passage.figures[place].end)
    return int(after["year"]) if after else year_before(passage, place)


def year_before(passage: Passage, index: int) -> int:
    """Return the year said between the figure before and this one, 0 when there is none."""
    start = passage.figures[index - 1].unit_end if index else 0
    start = max(start, passage.sentence_of(passage.figures[index].start)[0])
    # «so với năm 2021; cả hai vụ đạt 61 tạ/ha»: the year closes the clause before
    start = max(start, passage.lowered.rfind(";", start, passage.figures[index].start))
    return _year_between(passage, start, passage.figures[index].start)


def _year_after(passage: Passage, index: int) -> int:
    figure = passage.figures[index]
    end = passage.sentence_of(figure.start)[1]
    if index + 1 < len(passage.figures):
        end = min(end, passage.figures[index + 1].start)
    return _year_between(passage, figure.end, end)


def _year_between(passage: Passage, start: int, end: int) -> int:
    years = [
        int(mark.text[-4:])
        for mark in passage.marks
        if start <= mark.start and mark.end <= end and mark.kind in (MarkKind.YEAR, MarkKind.MONTH)
        if mark.text[-4:].isdecimal()
    ]
    return years[0] if len(years) == 1 else 0
