"""Shares of a total said farther above: `3.927 hộ nghèo, tỷ lệ 34,5%` of 11.384 `hộ`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.audit.nouns import family
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.parts import can_be_total
from reportgen.audit.passages import Passage
from reportgen.audit.slips import is_slip
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, estimate, judge
from reportgen.audit.words import CHANGE, PLANNED, TOTAL

_ALL = re.compile(r"\btoàn\s+(?:huyện|tỉnh|xã|thành phố|ngành|trường|thị xã|quận|phường)\b[^;,.()]*\bcó\b")
MOST_WHOLES = 12
_DONE = re.compile(r"\b(?:đã\s+)?(?:giải ngân|thực hiện|thanh toán|phân bổ|hoàn thành)\b|\btrong đó\b")


@dataclass(frozen=True, slots=True)
class Whole:
    """A number other sentences may take shares of: whether it is called a total, and its words."""

    place: int
    number: Number
    is_total: bool
    words: frozenset[str]


def read_wholes(outline: Outline) -> list[Whole]:
    """Return the numbers of running text that may be wholes, in order."""
    return [
        whole
        for place, passage in outline
        if not passage.is_in_table
        for index in range(len(passage.figures))
        if (whole := _whole(place, passage, index))
    ]


def _whole(place: int, passage: Passage, index: int) -> Whole | None:
    figure, before = passage.figures[index], passage.before(index)
    is_value = figure.is_plain and figure.number.bound is Bound.EXACT and can_be_total(figure.unit)
    if not is_value or CHANGE.search(before):
        return None
    is_total = bool(TOTAL.search(before) or _ALL.search(before) or PLANNED.search(before))
    label = re.split(r"[;,:(]", before)[-1]
    return Whole(place, figure.number, is_total, subject_words(label))


def better_whole(
    wholes: list[Whole], place: int, passage: Passage, base: int, percent: Number
) -> tuple[Number, bool] | None:
    """Return the number that the count at `base` is the printed share of, and whether but for a slip."""
    part = passage.figures[base].number
    end = passage.sentence_of(percent.start)[1]
    name = subject_words(re.split(r"[;,.()0-9]", passage.lowered[percent.end : end])[0])
    found = list(_candidates(wholes, place, passage, (base, name)))[:MOST_WHOLES]
    quotients = [(n, q.times(100)) for n in found if (q := estimate(part).over(estimate(n)))]
    for number, exact in quotients:
        if judge(percent, exact) is Verdict.RIGHT:
            return number, False
    return next(((number, True) for number, exact in quotients if is_slip(percent, exact)), None)


def _candidates(
    wholes: list[Whole], place: int, passage: Passage, told: tuple[int, frozenset[str]]
) -> Iterator[Number]:
    """Yield what is said before the part, the nearest first: totals, and numbers of the same words.

    `told` is the place of the part, and the words after its share: `93,1% dân số`.
    """
    base, name = told
    part = passage.figures[base].number
    about = subject_words(_DONE.sub(" ", re.split(r"[;,:(]", passage.before(base))[-1]))
    for whole in reversed(wholes):
        is_before = whole.place < place or (whole.place == place and whole.number.start < part.start)
        is_larger = whole.number.quantity >= part.quantity > 0
        is_named = bool(name) and name <= whole.words
        is_about_it = whole.is_total or is_named or (len(about) > 1 and about <= whole.words)
        if is_before and is_larger and is_about_it and _is_alike(part, whole.number):
            yield whole.number


def _is_alike(part: Number, whole: Number) -> bool:
    if part.unit.measure is not whole.unit.measure:
        return False
    same = part.unit.noun == whole.unit.noun or family(part.unit) == family(whole.unit) != ""
    return part.unit.measure is not Measure.COUNT or (part.unit.noun != "" and same)
