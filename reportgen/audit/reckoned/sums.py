"""Totals and runs of like numbers that make them but for one slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from reportgen.audit.axes import divides
from reportgen.audit.numbers import Number
from reportgen.audit.overlaps import is_given_and_done
from reportgen.audit.passages import Passage
from reportgen.audit.reckoned.chance import POWERS, chance_of_slip, digits_of
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.units import Measure, flow_of
from reportgen.audit.words import BOTH, CHANGE, NAMES_SOME, OPEN_END, OVERLAPPING

MOST_PARTS = 12
MOST_GROUP = 40
MOST_SKIPPED = 2
NEVER = {Measure.PERCENT, Measure.PER_MILLE, Measure.POINTS, Measure.TIME}


@dataclass(frozen=True, slots=True)
class Sum:
    """A number and like numbers in a row that may be its parts; `tried` runs stood nearer.

    `rest` is what the parts lack to the total.
    """

    total: Quantity
    parts: tuple[Quantity, ...]
    tried: int
    rest: Fraction

    @property
    def members(self) -> tuple[Quantity, ...]:
        """Total and parts."""
        return (self.total, *self.parts)


def can_add(number: Number) -> bool:
    """Whether numbers of this unit can be parts and totals."""
    unit = number.unit
    return unit.measure not in NEVER and (unit.measure is not Measure.RATE or bool(flow_of(unit)))


def groups_of(quantities: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """Yield the numbers of each kind, in order: those with one noun or measure, and with the bare ones."""
    kinds: dict[tuple[Measure, str], list[Quantity]] = {}
    bare = [q for q in quantities if not q.number.unit.text and not q.number.is_percent]
    for quantity in quantities:
        unit = quantity.number.unit
        if can_add(quantity.number) and unit.text:
            noun = unit.noun if unit.measure in (Measure.COUNT, Measure.RATE) else ""
            kinds.setdefault((unit.measure, noun), []).append(quantity)
    if bare:
        kinds[Measure.COUNT, ""] = bare
    yield from kinds.values()
    if bare:
        for (measure, noun), group in kinds.items():
            if measure is Measure.COUNT and noun:
                mixed = {id(q) for q in (*group, *bare)}
                yield [q for q in quantities if id(q) in mixed]


def sums_of(group: Sequence[Quantity]) -> Iterator[Sum]:
    """Yield each number of a group with the runs right after and right before it of about its size."""
    sums = list(accumulate((q.number.quantity for q in group), initial=Fraction(0)))
    for at, total in enumerate(group[-MOST_GROUP:], max(0, len(group) - MOST_GROUP)):
        whole, tried = total.number.quantity, 0
        for skipped in range(MOST_SKIPPED + 1):
            for start, end in (*_runs_after(group, at + 1 + skipped), *_runs_before(group, at - skipped)):
                tried += 1
                made = sums[end] - sums[start]
                is_near = whole <= made * FURTHEST_OFF and made <= whole * FURTHEST_OFF
                if is_near or is_shifted(total.number, made):
                    yield Sum(total, tuple(group[start:end]), tried, whole - made)


FURTHEST_OFF = 3


def is_shifted(printed: Number, made: Fraction) -> bool:
    """Whether a total of many digits is what the parts make but for its comma or unit."""
    digits = len(digits_of(printed.text).rstrip("0"))
    return digits >= FEWEST_TELLING and any(printed.quantity == made * power for power in POWERS)


FEWEST_TELLING = 4
SHIFTED = Fraction(1, 1000)


def _runs_after(group: Sequence[Quantity], start: int) -> list[tuple[int, int]]:
    """Return the runs from a place on that end where a sentence or a clause does."""
    last = start + 1
    while last < min(len(group), start + MOST_PARTS) and _are_level(group[start], group[last]):
        last += 1
    return [(start, end) for end in range(start + 2, last + 1) if _ends_at(group, end)]


def _runs_before(group: Sequence[Quantity], end: int) -> list[tuple[int, int]]:
    if end < 2:
        return []
    first = end - 1
    while first > max(0, end - MOST_PARTS) and _are_level(group[first - 1], group[end - 1]):
        first -= 1
    return [(start, end) for start in range(end - 2, first - 1, -1) if _starts_at(group, start)]


def _are_level(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers stand in one paragraph and in as many brackets."""
    return one.passage is other.passage and one.depth == other.depth


def _ends_at(group: Sequence[Quantity], end: int) -> bool:
    return end == len(group) or _is_break(group[end - 1], group[end])


def _starts_at(group: Sequence[Quantity], start: int) -> bool:
    return start == 0 or _is_break(group[start - 1], group[start])


def _is_break(left: Quantity, right: Quantity) -> bool:
    """Whether a sentence, a bracket or a `;` ends between two numbers."""
    if left.passage is not right.passage or left.sentence != right.sentence or left.depth != right.depth:
        return True
    text = left.passage.lowered[left.number.end : right.number.start]
    return any(sign in text for sign in ";:()") or "trong đó" in text


def chance_of_sum(found: Sum) -> tuple[Fraction, Quantity, Fraction] | None:
    """Return how likely the parts miss the total by one slip by chance, where, and what is right there."""
    rest, total = found.rest, found.total
    made = total.number.quantity - rest
    if is_shifted(total.number, made):
        return SHIFTED, total, made
    best: tuple[Fraction, Quantity, Fraction] | None = None
    for member in found.members:
        number = member.number
        wanted = number.quantity + (-rest if member is found.total else rest)
        said, right = number.quantity / number.step, wanted / number.step
        if right.denominator != 1 or said.denominator != 1:
            continue
        chance = chance_of_slip(said.numerator, right.numerator)
        if chance is not None and (best is None or chance < best[0]):
            best = chance, member, wanted
    if best is None or _may_overlap(found):
        return None
    return best[0] * len(found.members) / _certainty(found), *best[1:]


def _may_overlap(found: Sum) -> bool:
    """Whether the words say that things count in several parts, or that only some parts are named."""
    first, last = found.parts[0], found.parts[-1]
    text = first.passage.lowered[
        first.passage.sentence_of(first.number.start)[0] : last.passage.sentence_of(last.number.start)[1]
    ]
    if is_given_and_done([q.before for q in found.members]) or _adds_changes(found):
        return True
    if OPEN_END.search(text) or _counts_others(found):
        return True
    labels = [_label(part) for part in found.parts]
    if divides(labels) or "còn lại" in found.parts[-1].before:
        return False
    are_open = any(OVERLAPPING.search(label) or NAMES_SOME.search(label) for label in labels)
    return are_open or bool(BOTH.search(text))


def _counts_others(found: Sum) -> bool:
    """`49 người bị nạn, 153 người bị thương, sập 200 nhà`: the total is of a noun that is not known."""
    words = {_counted(q.passage, q.index).split(" ")[0] for q in found.members}
    own = _counted(found.total.passage, found.total.index).split(" ")[0]
    return not found.total.number.unit.text and own != "" and bool(words - {own, ""})


def _adds_changes(found: Sum) -> bool:
    """`378 người. So với cùng kỳ giảm 47 người, giảm 133 người`: changes make no value."""
    return any(CHANGE.search(part.before) for part in found.parts) and not CHANGE.search(found.total.before)


def _label(part: Quantity) -> str:
    after = re.split(r"[,;:(]", part.passage.after(part.index))[0]
    return f"{re.split(r'[,;:]', part.before)[-1]} {after.strip().removeprefix(part.number.unit.noun)}"


FEWEST_SURE = 3
TOLD = 15  # times surer a sum is where words or the shape of its sentence tell that it is one
_TOTAL_WORDS = re.compile(r"\b(?:tổng|cộng|toàn|chung|tất cả|cả)\b[^;.()0-9]{0,40}$")


def _certainty(found: Sum) -> int:
    total, last = found.total, found.parts[-1]
    is_after = total.passage is not last.passage or total.index > last.index
    is_told = is_after and bool(_TOTAL_WORDS.search(total.before)) and not _are_a_share(found)
    may_overlap = any(OVERLAPPING.search(part.before) for part in found.parts)
    return TOLD if (is_told or _is_whole_sentence(found)) and not may_overlap else 1


_SHARE = re.compile(r"\b(?:chiếm|bằng)\b[^;.()0-9]{0,20}[0-9][0-9.,]*\s*%")


def _are_a_share(found: Sum) -> bool:
    """Whether the parts are said to be a share of the total: `(1.245 ca), … (769 ca) chiếm 60% tổng số`."""
    last = found.parts[-1]
    passage, end = last.passage, last.number.end
    return bool(_SHARE.search(passage.lowered, end, passage.sentence_of(end)[1]))


def _is_whole_sentence(found: Sum) -> bool:
    """Whether the parts are all that their sentence counts of the noun after its first number, the total."""
    total, parts = found.total, found.parts
    if total.sentence != parts[-1].sentence or total.passage is not parts[-1].passage:
        return False
    if len(parts) < FEWEST_SURE or any(q.number.quantity >= total.number.quantity for q in parts):
        return False
    word, passage = _counted(total.passage, total.index), total.passage
    alike = [at for at in passage.in_sentence(total.index) if _counted(passage, at) == word]
    return bool(word) and alike == [q.index for q in (total, *parts)]


def _counted(passage: Passage, index: int) -> str:
    """Return the noun that a number counts, known or not: `192 gương`."""
    unit = passage.figures[index].unit
    if unit.text:
        return unit.noun or unit.text
    follows = re.match(r"\s*([^\W\d]+)", passage.rest(index))
    return follows[1] if follows else ""
