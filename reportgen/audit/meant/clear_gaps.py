"""Differences and growths whose two values are clear from where they stand and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from reportgen.audit.meant.around import Said
from reportgen.audit.meant.index import name_words
from reportgen.audit.meant.judging import is_shifted, statement
from reportgen.audit.meant.partitions import kind_of
from reportgen.audit.meant.share_readings import in_unit
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.chance import are_one_slip, is_right
from reportgen.audit.statements import Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, estimate, finely
from reportgen.audit.words import RANKS

CLEAR = 9
FAR = 2  # points more that a number needs which is not near what it should be
LEAD = 2  # points by which the clearest pair must beat the one that makes the number
CLOSEST = 3  # points of what is most like a slip of the right number
MOST_AROUND = 16
MOST_TIMES = 20
HUNDRED = 100
_NEVER = (Measure.POINTS, Measure.TIME, Measure.RATE, Measure.PER_MILLE)
_UP = (
    "(?<!giá trị gia )tăng|vượt|hơn|nhích|dôi|lãi|thặng dư|kết dư|dư|xuất siêu|nhập siêu|chênh lệch|bội chi|"
    "bội thu"
)
_DOWN = "giảm|hụt|kém|tụt|bớt|cắt giảm|lỗ|sụt"
_GAP = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<than>[^;.()0-9]{{0,45}})$")
_AGAINST = re.compile(r"\bso với\b|\bcùng kỳ\b|\bđối chiếu\b|\bso cùng\b")
_PLAN = re.compile(r"\b(?:phấn đấu|chỉ tiêu|mục tiêu|yêu cầu|quy định|dự kiến|từ)\b[^;.]{0,40}$")


@dataclass(frozen=True, slots=True)
class Gap:
    """A printed difference: which way it goes, the words after its verb, whether it tells of then."""

    said: Said
    is_up: bool
    than: str
    is_against: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """The value of now and the one it is compared with."""

    now: Said
    then: Said


class _Size(NamedTuple):
    """A value with what is asked of it beside each of the others."""

    said: Said
    kind: str
    quantity: Fraction
    most: Fraction
    """What it may be compared with at most."""

    @classmethod
    def of(cls, said: Said) -> _Size:
        quantity = said.number.quantity
        return cls(said, kind_of(said), quantity, MOST_TIMES * quantity)

    def is_comparable(self, other: _Size) -> bool:
        is_like = not self.kind or not other.kind or self.kind == other.kind
        return is_like and self.quantity <= other.most and other.quantity <= self.most


def clear_gap_of(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    """Yield what is wrong with a difference that nothing clear makes, when one pair is clearly meant."""
    gap = read_gap(said)
    if gap is None:
        return
    values = _values(figures, said)
    judged, fits = list(_judged(gap, values)), _Fits(gap)
    clear = [(signs, pair) for signs, pair in judged if signs >= CLEAR - CLOSEST and not fits.is_made(pair)]
    found = [(signs + fits.closeness(pair), signs, pair) for signs, pair in clear]
    best = max(found, key=lambda each: each[:2], default=None)
    if best is None or best[0] < CLEAR + (best[0] == best[1]) * FAR or _is_chain(gap, values):
        return
    if any(signs > best[1] - LEAD and fits.is_made(pair) for signs, pair in judged):
        return
    pair, exact = best[2], _exact(gap, best[2])
    if exact is not None and not _is_spoken_for(figures, said, exact):
        sign = "so với" if said.number.is_percent else "-"
        one, other = sorted((pair.now, pair.then), key=lambda o: -o.number.quantity)
        first, second = (pair.now, pair.then) if said.number.is_percent else (one, other)
        formula = f"{first.number.text} {sign} {second.number.text}"
        yield statement("change", said, [pair.now, pair.then], exact, formula)


class _Fits:
    """How well pairs make a difference; a long list says the same numbers again and again."""

    def __init__(self, gap: Gap) -> None:
        self._gap = gap
        self._found: dict[tuple[str, ...], tuple[bool, int]] = {}

    def is_made(self, pair: Pair) -> bool:
        return self._of(pair)[0]

    def closeness(self, pair: Pair) -> int:
        return self._of(pair)[1]

    def _of(self, pair: Pair) -> tuple[bool, int]:
        one, other = pair.now.number, pair.then.number
        key = (one.text, one.unit.text, other.text, other.unit.text)
        if key not in self._found:
            exact = _exact(self._gap, pair)
            makes = exact is not None and is_right(self._gap.said.number, exact)
            self._found[key] = makes, _closeness(self._gap, exact)
        return self._found[key]


def _is_spoken_for(figures: OpenFigures, said: Said, exact: Estimate) -> bool:
    """Whether another figure of the sentence tells this difference: `vượt 05, tăng 10 so với (35)`."""
    others = (o for o in figures.around.of(said.place) if o.is_with(said) and o is not said)
    return any(o.is_change and o.measure is said.measure and is_right(o.number, exact) for o in others)


def read_gap(said: Said) -> Gap | None:
    """Return what a figure is a difference of; None when it is none, a plan or a limit."""
    passage, number, before = said.passage, said.number, said.passage.before(said.index)
    is_plain = passage.figures[said.index].is_plain and number.bound is Bound.EXACT and number.value > 0
    told = _GAP.search(before)
    if not is_plain or said.measure in _NEVER or told is None or _PLAN.search(before):
        return None
    if RANKS.match(passage.rest(said.index)) or number.unit.noun == "lần" or "," in told["than"]:
        return None
    is_against = bool(_AGAINST.search(passage.lowered, *said.sentence))
    return Gap(said, bool(told["up"]), told["than"], is_against)


def _values(figures: OpenFigures, said: Said) -> list[Said]:
    around = figures.around
    near = (*around.before(said), *around.after(said))
    return [o for o in near if o.measure not in _NEVER and o.number.value > 0 and not o.is_change][
        :MOST_AROUND
    ]


def _pairs(gap: Gap, values: Sequence[Said]) -> Iterator[Pair]:
    like = [_Size.of(v) for v in values if _is_like(gap.said, v)]
    for now in like:
        for then in like:
            if now is not then and now.is_comparable(then):
                yield Pair(now.said, then.said)


def _is_like(said: Said, value: Said) -> bool:
    if said.number.is_percent:
        return not value.number.is_percent
    one, other = kind_of(said), kind_of(value)
    return not value.number.is_percent and ("" in (one, other) or one == other)


def _exact(gap: Gap, pair: Pair) -> Estimate | None:
    one, other = pair.now, pair.then
    if not gap.said.number.is_percent:
        first, second = finely(one.number, other.number)
        if not (one.number.unit.text and other.number.unit.text):
            second = in_unit(one, other)
        made = first - second
        made = made if made.best >= 0 else Estimate(-made.best, -made.high, -made.low)
        return (
            made
            if one.number.unit.text or other.number.unit.text
            else made.times(gap.said.number.unit.factor)
        )
    quotient = estimate(one.number).over(in_unit(one, other))
    if quotient is None:
        return None
    low, high = sorted((abs(quotient.low - 1), abs(quotient.high - 1)))
    return Estimate(abs(quotient.best - 1), low, high).times(HUNDRED)


def _closeness(gap: Gap, exact: Estimate | None) -> int:
    printed = gap.said.number
    if exact is None or exact.best <= 0:
        return -CLEAR
    steps = exact.best / printed.step
    if are_one_slip(int(printed.quantity / printed.step), int(steps + Fraction(1, 2))):
        return 3 if printed.quantity / printed.step >= HUNDRED else 1
    if is_shifted(printed, exact):
        return 2
    off = abs(printed.quantity - exact.best) / exact.best
    return 1 if off <= Fraction(1, 4) else 0 if off <= Fraction(1, 2) else -CLEAR


# --- how clearly --------------------------------------------------------------------------------------


def _judged(gap: Gap, values: Sequence[Said]) -> Iterator[tuple[int, Pair]]:
    """Yield all pairs with the signs that they are meant; what one value alone says is asked once."""
    then = {id(value): _of_then(gap, value) for value in values}
    now = {id(value): _of_now(gap, value, values) for value in values}
    for pair in _pairs(gap, values):
        yield then[id(pair.then)] + now[id(pair.now)] + _of_both(gap, pair, values), pair


def _of_both(gap: Gap, pair: Pair, values: Sequence[Said]) -> int:
    points = _likeness(gap, pair)
    if not gap.is_against:
        return points + 3 * _are_last_two(gap.said, pair, values)
    is_up = pair.now.number.quantity >= pair.then.number.quantity
    return points - 3 * (is_up is not gap.is_up)


def _of_then(gap: Gap, then: Said) -> int:
    said, points = gap.said, 0
    if then.passage is said.passage and then.number.start > said.number.start:
        between = said.passage.lowered[said.number.end : then.number.start]
        points += 3 if re.fullmatch(r"[^;()0-9]{0,70}\([^;()]{0,40}", between) else 0
    named = name_words(gap.than.replace("hơn", "").replace("so với", "")) - {"giao", "mới"}
    if named and named <= then.words:
        points += 3
    is_then = time_of(then.passage, then.index) is not Time.NOW
    return points + (2 if is_then and then.is_with(said) else 1 if is_then else 0)


def _of_now(gap: Gap, now: Said, values: Sequence[Said]) -> int:
    said = gap.said
    if time_of(now.passage, now.index) is not Time.NOW:
        return 0
    before = [
        v for v in values if _is_like(said, v) and v.number.start < said.number.start and v.is_with(said)
    ]
    points = 2 if before and before[0] is now else 0
    points += 1 if now.is_with(said) and now.index == said.index - 1 else 0
    shared = (subject_words(said.tail) - {"với"}) & subject_words(f"{now.tail} {now.label}")
    return points + bool(shared)


def _likeness(gap: Gap, pair: Pair) -> int:
    """Return a point for each value that surely counts what the difference does, one more for one unit."""
    unit = gap.said.number.unit
    points = sum(v.number.unit == unit for v in (pair.now, pair.then) if unit.text)
    return points + (pair.now.number.unit == pair.then.number.unit) + _is_one_phrase(gap.said, pair)


def _is_one_phrase(said: Said, pair: Pair) -> int:
    """Return points where all three are followed by the same words: `03 người chết`, `28 người chết`."""
    tails = [" ".join(each.tail.split()[:2]) for each in (said, pair.now, pair.then)]
    if said.number.is_percent:
        return int(bool(tails[1]) and tails[1] == tails[2])
    return 3 if tails[0] and len(set(tails)) == 1 else 0


def _are_last_two(said: Said, pair: Pair, values: Sequence[Said]) -> bool:
    """Whether the pair are the last like values before the difference, in its sentence or right before."""
    like = [v for v in values if v.number.start < said.number.start or v.place < said.place]
    level = [v for v in like if _is_like(said, v) and v.passage is said.passage][:2]
    return len(level) == 2 and {id(level[0]), id(level[1])} == {id(pair.now), id(pair.then)}


def _is_chain(gap: Gap, values: Sequence[Said]) -> bool:
    """Whether the number is what is left of a value when several others are taken away or added."""
    if gap.said.number.is_percent:
        return False
    like = [v for v in values if _is_like(gap.said, v) and v.passage is gap.said.passage][:6]
    printed, made = gap.said.number.quantity, {Fraction(0)}
    for value in like:
        made |= {each + way * value.number.quantity for each in made for way in (1, -1)}
    is_telling = len(gap.said.number.text.strip("0")) > 2
    return is_telling and (printed in made or -printed in made)
