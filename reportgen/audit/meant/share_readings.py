"""The readings of a share: which parts and wholes around may be meant, and how clearly each is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.audit.meant.around import Said
from reportgen.audit.meant.partitions import is_value, kind_of
from reportgen.audit.meant.share_signs import (
    FAIR,
    SLIGHT,
    STRONG,
    WEAK,
    after_of,
    signs_of_part,
    signs_of_whole,
)
from reportgen.audit.nouns import may_share
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.chance import is_right
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, estimate
from reportgen.audit.words import AGAINST_EARLIER, AGAINST_TARGET, CHANGE

MOST_AROUND = 24
MOST_ALIKE = 2  # readings of the same two numbers
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """A part and a whole that a share may be of, and how clearly words and places tell so."""

    part: Said
    whole: Said
    exact: Estimate
    signs: int


_TOGETHER = re.compile(
    r"\b(?:cộng|gộp|tính chung|cả hai|cả ba|cả bốn)\b"
    r"|\b(?:[0-9]{1,2}|hai|ba|bốn|năm)\s+(?:[^\W\d]+\s+){1,3}(?:này|nói trên|nêu trên)\b"
)


def values_of(figures: OpenFigures, said: Said) -> list[Said]:
    """Return the values before a share, the nearest first, then those after it in its sentence."""
    around = figures.around
    taken = _TOGETHER.finditer(said.passage.lowered, said.sentence[0], said.number.start)
    start = max((each.end() for each in taken), default=-1)
    found = [o for o in around.before(said) if _is_operand(o) and (start < 0 or _is_behind(said, o, start))]
    following = around.after(said)
    after = [o for o in following if _is_operand(o) or (o.index == said.index + 1 and _is_plain(o))]
    return _once([*found, *after])


def _once(values: Sequence[Said]) -> list[Said]:
    """Return the values but those that say again what nearer ones say: a long list repeats itself."""
    told: Counter[tuple[str, ...]] = Counter()
    kept: list[Said] = []
    for value in values[: 2 * MOST_AROUND]:
        key = (value.label, *_as_printed(value))
        told[key] += 1
        if told[key] <= MOST_ALIKE:
            kept.append(value)
    return kept


def _is_behind(said: Said, other: Said, start: int) -> bool:
    return other.passage is said.passage and other.number.start > start


def _is_operand(said: Said) -> bool:
    figure = said.passage.figures[said.index]
    is_half = figure.is_ratio and said.measure is not Measure.PERCENT and said.number.value > 0
    return is_value(said) or is_half


def _is_plain(said: Said) -> bool:
    is_amount = said.measure not in (Measure.PERCENT, Measure.POINTS, Measure.TIME)
    return is_amount and said.number.bound is Bound.EXACT and said.number.value > 0


def readings_of(
    figures: OpenFigures, said: Said, values: Sequence[Said]
) -> tuple[list[Reading], list[Reading]]:
    """Return the readings of parts that words tell that do not make a share, and all those that make it."""
    wrong: list[Reading] = []
    right: list[Reading] = []
    met: Counter[tuple[str, ...]] = Counter()  # a long list says the same numbers again and again
    signs = _signs_of_parts(figures, said, values)
    agreements = {id(value.number): agreed(said, value) for value in values}
    for part, of_part in zip(values, signs, strict=False):
        larger = _larger_before(part, values)
        totals = _heads(figures, larger, values) if larger else []
        for whole in values:
            pair = (*_as_printed(part), *_as_printed(whole))
            if met[pair] == MOST_ALIKE or not _may_be_of(figures, said, part, whole):
                continue
            met[pair] += 1
            exact = _exact(part, whole)
            is_made = exact is not None and _makes(said, exact)
            if exact is None or not (is_made or of_part):
                continue
            of_whole = _of_whole(figures, said, part, (whole, larger), totals)
            of_whole = max(0, of_whole + agreements[id(whole.number)])
            if is_made or of_whole:
                (right if is_made else wrong).append(Reading(part, whole, exact, of_part + of_whole))
    return wrong, right


def _signs_of_parts(figures: OpenFigures, said: Said, values: Sequence[Said]) -> list[int]:
    """Return how clearly each value is the part; a total is, as clearly as the last of its parts."""
    seen: set[tuple[str, ...]] = set()  # the nearest of those that say the same is meant
    found: dict[int, int] = {}
    for part in values[:MOST_AROUND]:
        key = (part.label, *_as_printed(part))
        signs = 0 if key in seen else signs_of_part(said, part)
        seen.add(key)
        for meant in (part, *(_heads(figures, part, values) if signs else ())):
            found[id(meant.number)] = max(signs, found.get(id(meant.number), 0))
    return [found.get(id(value.number), 0) for value in values[:MOST_AROUND]]


def _heads(figures: OpenFigures, said: Said, values: Sequence[Said]) -> list[Said]:
    """Return the totals of the lists in its sentence that end with a value."""
    own = [o for o in values if o.is_with(said) and o.number.start <= said.number.start][:MOST_LISTED][::-1]
    summed, found = said.number.quantity, [w for w in figures.wholes.get(id(said.number), ()) if w in own]
    for at in range(len(own) - 2, 0, -1):
        summed += own[at].number.quantity
        if own[at - 1].number.quantity == summed:
            found.append(own[at - 1])
    return found


MOST_LISTED = 12


def _as_printed(said: Said) -> tuple[str, str]:
    return said.number.text, said.number.unit.text


def _may_be_of(figures: OpenFigures, said: Said, part: Said, whole: Said) -> bool:
    if whole is part or part.number.value <= 0 or not are_like(part, whole) or _is_added(part, whole):
        return False
    base = _compared_with(said)
    if base is not None and whole.passage is said.passage and whole.index != base:
        return False
    after, is_next = (
        said.passage.after(said.index),
        whole.passage is said.passage and whole.index == said.index + 1,
    )
    if AGAINST_EARLIER.match(after):
        return is_next
    return is_next or not AGAINST_TARGET.match(after) or _is_planned(figures, whole)


_ADDED = re.compile(r"\bthêm\s*$")


def _is_added(part: Said, whole: Said) -> bool:
    """`202 trường, nghĩa là làm thêm 12 trường`: what comes to a number is no share of it."""
    is_next = whole.is_with(part) and whole.index < part.index
    return is_next and _ADDED.search(part.passage.before(part.index)) is not None


def _compared_with(said: Said) -> int | None:
    """`so với dự toán năm (9.640 triệu đồng) đạt 54,2%`: the place of what a share is said to be of."""
    passage, last = said.passage, said.index - 1
    if last not in passage.in_sentence(said.index):
        return None
    gap = passage.lowered[passage.figures[last].end : said.number.start]
    is_told = _AGAINST.search(passage.before(last)) and _AFTER_BASE.fullmatch(gap)
    return last if is_told else None


_AGAINST = re.compile(r"\bso\s+với\s+[^;,()0-9]*\(\s*(?:[^\W\d]+\s+){0,3}$")
_AFTER_BASE = re.compile(r"[^;()0-9]{0,30}\)\s*,?[^;,()0-9]{0,60}\b(?:đạt|bằng|chiếm)\s+(?:[^\W\d]+\s+){0,2}")


def _is_planned(figures: OpenFigures, said: Said) -> bool:
    """Whether a value is of a plan, or a part of one."""
    plans = (said, *figures.wholes.get(id(said.number), ()))
    return any(time_of(plan.passage, plan.index) is Time.PLAN for plan in plans)


def _exact(part: Said, whole: Said) -> Estimate | None:
    """Return what share a part is of a whole; None when it can be none."""
    quotient = estimate(part.number).over(in_unit(part, whole))
    return quotient.times(HUNDRED) if quotient and quotient.low < MOST_TIMES else None


def _makes(said: Said, exact: Estimate) -> bool:
    """Whether a share is as printed, cut digits allowed; what is left counts where words say so."""
    if is_right(said.number, exact):
        return True
    lacks = _LACKS.search(said.passage.before(said.index))
    return lacks is not None and is_right(said.number, _rest(exact))


MOST_TIMES = 3
_LACKS = re.compile(r"\b(?:còn lại|chưa|không|thiếu|khác|thất nghiệp|hao hụt)\b")


def _rest(exact: Estimate) -> Estimate:
    return Estimate(HUNDRED - exact.best, HUNDRED - exact.high, HUNDRED - exact.low)


def in_unit(part: Said, whole: Said) -> Estimate:
    """Return a whole in the unit of the part where one of them leaves its unit out."""
    one, other = part.number.unit, whole.number.unit
    if one.text and other.text:
        return estimate(whole.number)
    return estimate(whole.number).times(one.factor if one.text else 1 / other.factor)


def are_like(part: Said, whole: Said) -> bool:
    """Whether two values may count the same."""
    one, other = kind_of(part), kind_of(whole)
    return "" in (one, other) or one == other or may_share(part.number.unit, whole.number.unit)


def _larger_before(part: Said, values: Sequence[Said]) -> Said | None:
    depths, depth = part.passage.depths, part.passage.depths[part.index]
    before = (v for v in values if v.number.start < part.number.start and v.passage is part.passage)
    outer = (v for v in before if depths[v.index] <= depth and are_like(part, v))
    return next((v for v in outer if v.number.quantity > part.number.quantity), None)


def _of_whole(
    figures: OpenFigures, said: Said, part: Said, pair: tuple[Said, Said | None], totals: Sequence[Said]
) -> int:
    """Return how clearly a value is the whole.

    `pair` is this and the nearest larger value before the part, `totals` the ones that it ends.
    """
    whole, larger = pair
    heads = figures.wholes.get(id(whole.number), ())
    signs = signs_of_whole(said, part, whole, larger, heads)
    if any(whole is w for w in figures.wholes.get(id(part.number), ())):
        is_told = whole.is_with(part) or _IS_SHARE.search(said.passage.before(said.index))
        signs += STRONG if is_told else WEAK
    if figures.around.outline.leads[part.place] == whole.place and not whole.is_change:
        signs += FAIR
    if larger and larger is not whole and any(whole is total for total in totals):
        signs = max(signs, signs_of_whole(said, part, larger, larger, ()))
    return signs


def agreed(said: Said, whole: Said) -> int:
    """Return whether the other shares of the sentence are of the same whole: some of them, or none."""
    siblings = list(_siblings(said, whole))
    fits = (estimate(value).over(estimate(whole.number)) for value, _ in siblings)
    if not siblings:
        return 0
    if any(q and is_right(share, q.times(HUNDRED)) for q, (_, share) in zip(fits, siblings, strict=True)):
        return SLIGHT
    is_too_much = said.number.value + sum(share.value for _, share in siblings) > MOST_TOGETHER
    return -NEVER if is_too_much else -WEAK


NEVER = 99  # more than all signs together
MOST_TOGETHER = 150  # percent: shares of one whole, one of them wrong, make no more


def _siblings(said: Said, whole: Said) -> Iterator[tuple[Number, Number]]:
    """Yield the other values of the sentence that are measured alike, with the shares that follow them."""
    passage = said.passage
    places = passage.in_sentence(said.index)
    for at in range(max(places.start, said.index - MOST_LISTED), min(places.stop, said.index + MOST_LISTED)):
        share, value = passage.figures[at], passage.figures[at - 1]
        is_pair = at and at != said.index and share.is_plain and share.number.is_percent and value.is_plain
        if not is_pair or CHANGE.search(passage.before(at)) or AGAINST_TARGET.match(passage.after(at)):
            continue
        is_whole = value.number is whole.number and after_of(said) != ""
        if value.unit.measure is whole.measure and value.start >= said.sentence[0] and not is_whole:
            yield value.number, share.number


_IS_SHARE = re.compile(r"\b(?:chiếm|tỷ trọng|cơ cấu)\b[^;]*$")
