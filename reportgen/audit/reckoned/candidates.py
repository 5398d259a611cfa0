"""What a printed percentage, multiple, average or difference may have been computed from, likeliest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from reportgen.audit.nouns import may_share
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.reckoned.candidate import Candidate
from reportgen.audit.reckoned.gap_reading import is_denied_item
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import MEASURES, Measure
from reportgen.audit.wholes import is_base
from reportgen.audit.words import AGAINST_EARLIER, AGAINST_TARGET, CHANGE


@dataclass(frozen=True, slots=True)
class Target:
    """A printed number with the numbers around it: those before, the nearest last, and those after it."""

    quantity: Quantity
    earlier: tuple[Quantity, ...]
    later: tuple[Quantity, ...]

    @property
    def number(self) -> Number:
        """The printed number."""
        return self.quantity.number

    @property
    def clause(self) -> tuple[Quantity, ...]:
        """The numbers before it in its sentence."""
        return tuple(q for q in self.earlier if _same_sentence(q, self.quantity))


def _same_sentence(one: Quantity, other: Quantity) -> bool:
    return one.passage is other.passage and one.sentence == other.sentence


TIMES = re.compile(r"\b(?:gấp|bằng|cao gấp|nhiều gấp|hơn)\b[^.;()0-9]{0,30}$")
MEAN = re.compile(r"\b(?:bình quân|trung bình|mỗi)\b[^;()0-9]{0,60}$")
DIFFERS = re.compile(
    r"\b(?:thiếu|hụt)\s*$|\b(?:còn(?:\s+(?:lại|thiếu|phải|tồn|nợ|có))?|tồn|chênh lệch|dôi dư|thừa|giữ lại|"
    r"để lại|chưa|không|đang|từ chối|ngoài)\b(?! hụt)[^.,;()0-9]{0,30}$"
)
MOST_PAIRS = 80
MOST_PAIRED = 14  # numbers around a change
# «vượt chỉ tiêu 85%», «không vượt quá mức 20%», «100% cơ quan»: such percentages are given, not computed.
_GIVEN = re.compile(
    r"\b(?:chỉ tiêu|kế hoạch|mục tiêu|mức|quy định|yêu cầu|tối thiểu|tối đa|từ|đến|phấn đấu)\b"
    r"[^;,.)0-9]{0,40}$"
)
ROUND = (100, 50)


def candidates_of(target: Target) -> Iterator[Candidate]:
    """Yield what a number may be, the likeliest first."""
    number, before = target.number, target.quantity.before
    if number.is_percent and (number.value in ROUND or _is_given(target)):
        return
    if number.is_percent:
        is_change = CHANGE.search(before) or number.text[:1] in "+-−"
        yield from _changes(target) if is_change else _shares(target)
    elif number.unit.noun == "lần" and TIMES.search(before):
        yield from _multiples(target)
    elif number.unit.measure is Measure.RATE or MEAN.search(before) or _TEN_THOUSAND.search(before):
        yield from _means(target)
    is_rest = DIFFERS.search(before) and not is_denied_item(target.quantity)
    if not number.is_percent and (CHANGE.search(before) or is_rest):
        yield from _differences(target)
    if number.unit.measure is Measure.POINTS:
        yield from _differences(target)


def _is_given(target: Target) -> bool:
    before = target.quantity.before
    return bool(_GIVEN.search(before)) and not re.search(r"\b(?:đạt|bằng|vượt)\b(?!.*\bmức\b)[^;,]*$", before)


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.number.unit.measure is Measure.COUNT is other.number.unit.measure:
        nouns = one.number.unit.noun, other.number.unit.noun
        return _is_one_noun(*nouns) or "" in nouns or may_share(one.number.unit, other.number.unit)
    if one.number.unit.measure is Measure.RATE:
        return one.number.unit.noun == other.number.unit.noun
    return one.number.unit.measure is other.number.unit.measure


def _is_one_noun(one: str, other: str) -> bool:
    """Whether a noun is the other one or begins it: `ca` and `ca mắc`."""
    return one == other or f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def _near(target: Target, most: int) -> list[Quantity]:
    """Return the numbers around, the nearest first, those after it in its sentence right behind the first."""
    back = list(target.earlier[::-1])
    return [*back[:1], *target.later[:2], *back[1:]][:most]


MOST_TOPS = 8
MOST_WHOLES = 26


def _shares(target: Target) -> Iterator[Candidate]:
    """Yield shares of one number in another, those of near numbers first, then shares of several together."""
    tops, wholes = _tops(target), _near(target, MOST_WHOLES)
    told, wanted = _told_top(target), _wanted(target)
    if told and not any(_alike(told, q) for q in wholes if q is not told):
        told = None  # «205.894 hộ đạt đủ 8 tiêu chí (92,94%)»
    ranked = sorted((at + far, at, far) for at in range(len(tops)) for far in range(len(wholes)))
    for _, at, far in ranked:
        top, whole = tops[at], wholes[far]
        is_other = (told is not None and top is not told) or not _is_of(target, whole, wanted)
        yield from _share((top,), (whole,), is_excuse=is_other)
    joins = bool(_JOINS.search(target.quantity.before)) and wanted is None
    for run in _runs([q for q in target.clause if not q.number.is_percent]):
        for other in wholes[:MOST_TOPS]:
            yield from _share(run, (other,), is_excuse=not joins)
            is_other = other is not told or wanted is not None or _are_items(run)
            yield from _share((other,), run, is_excuse=is_other)


def _are_items(run: Sequence[Quantity]) -> bool:
    """`lối sống: 14 (18,9%); dân số: 12 (16,2%)`: each with its own share, so that all make the whole."""
    first, last = run[0], run[-1]
    return ";" in first.passage.lowered[first.number.end : last.number.start]


def _runs(near: Sequence[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """Yield like numbers in a row that may be taken together: the last two, the last three …."""
    for first in range(len(near) - 2, max(-1, len(near) - 1 - MOST_TOPS), -1):
        for last in sorted({first + 2, len(near) - 1, len(near)} - {first + 1}):
            run = tuple(near[first:last])
            if all(_alike(run[0], q) for q in run):
                yield run


def _wanted(target: Target) -> Time | None:
    """Return what the words after a percentage compare with: a plan, or what was before."""
    after = target.quantity.passage.after(target.quantity.index)
    if AGAINST_TARGET.match(after):
        return Time.PLAN
    return Time.THEN if AGAINST_EARLIER.match(after) else None


_OWN_BRACKET = re.compile(r"[^,;()0-9]*\([^;()]*")


def _is_of(target: Target, quantity: Quantity, wanted: Time | None) -> bool:
    if wanted is None or time_of(quantity.passage, quantity.index) is wanted:
        return True
    if quantity not in target.later:
        return False
    # «đạt 67,9% kế hoạch năm (kế hoạch cả 3 vụ 3.600 ha)»: the bracket tells what was planned
    gap = quantity.passage.lowered[target.number.end : quantity.number.start]
    return bool(_OWN_BRACKET.fullmatch(gap))


_JOINS = re.compile(r"\b(?:và|chung|cộng|trở lên|hai|ba|bốn|cả)\b")


def _told_top(target: Target) -> Quantity | None:
    """Return the number that the words tie a share to: `79 hộ, chiếm 2,51%`."""
    index, passage = target.quantity.index, target.quantity.passage
    before = target.clause[-1:]
    if not before or before[0].index != index - 1 or before[0].number.is_percent:
        return None
    is_tied = is_base(passage, index - 1, index) and not CHANGE.search(passage.before(index - 1))
    return before[0] if is_tied and "tỷ lệ" not in target.quantity.before else None


def _tops(target: Target) -> list[Quantity]:
    """Return what a share may be said of: in the bracket after it, right before it, then farther back."""
    quantity = target.quantity
    found: list[Quantity] = []
    for later in target.later[:1]:
        gap = quantity.passage.lowered[quantity.number.end : later.number.start]
        if "(" in gap or _WITH.fullmatch(gap):
            found.append(later)
    back = [q for q in target.earlier[::-1] if not q.number.is_percent][: 2 * MOST_TOPS]
    outer = [q for q in back if not _same_sentence(q, quantity) or q.depth <= quantity.depth]
    inner = [q for q in back if _same_sentence(q, quantity) and q.depth > quantity.depth]
    return [*found, *sorted((*outer, *inner), key=lambda q: not _same_sentence(q, quantity))][:MOST_TOPS]


_WITH = re.compile(r"\s*(?:với|tương ứng|tương đương|ứng với|tức|là)\s*")  # «chiếm 71,4% với 530 ca»
HUNDRED = Fraction(100)


def _share(
    tops: tuple[Quantity, ...], wholes: tuple[Quantity, ...], *, is_excuse: bool = False
) -> Iterator[Candidate]:
    if any(q.number.is_percent for q in wholes) or any(not _alike(top, q) for top in tops for q in wholes):
        return
    if len(wholes) == 1 and any(q.number is wholes[0].number for q in tops):
        return
    yield Candidate("percent-of-total", tops, wholes, factor=HUNDRED, may_excuse_only=is_excuse)


def like_pairs(target: Target, *, percent: bool = False) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield pairs of like numbers around, the nearest first; `percent`: of percentages."""
    around = [q for q in _near(target, MOST_PAIRED) if q.number.is_percent is percent]
    pairs = ((one, other) for far, one in enumerate(around) for other in around[:far] if _alike(one, other))
    yield from islice(pairs, MOST_PAIRS)


def _changes(target: Target) -> Iterator[Candidate]:
    falls = _falls(target)
    for one, other in like_pairs(target):
        large, small = (other, one) if other.number.quantity > one.number.quantity else (one, other)
        base = large if falls else small
        guessed = not _are_compared(target, one, other)
        yield Candidate("change", (large,), (base,), (small,), HUNDRED, may_excuse_only=guessed)


_AGAINST_NAMED = re.compile(r"\s*so\s+với\s+(?P<name>[^;,.()]{2,40})")


def _are_compared(target: Target, one: Quantity, other: Quantity) -> bool:
    """Whether two values are said as `80/54 ha`, or just one to be of then or what the change names."""
    if one.passage is other.passage and one.index == other.index:
        return True
    if (time_of(one.passage, one.index) is Time.NOW) is not (time_of(other.passage, other.index) is Time.NOW):
        return True
    named = _AGAINST_NAMED.match(target.quantity.passage.rest(target.quantity.index))
    return named is not None and any(named["name"].strip() in q.before for q in (one, other))


def _falls(target: Target) -> bool:
    way = CHANGE.search(target.quantity.before)
    return bool(way and way["down"]) or target.number.text[:1] in "-−"


def _multiples(target: Target) -> Iterator[Candidate]:
    for one, other in like_pairs(target):
        top, bottom = (other, one) if other.number.quantity > one.number.quantity else (one, other)
        yield Candidate("multiple-of-base", (top,), (bottom,))


def _differences(target: Target) -> Iterator[Candidate]:
    percent = target.number.unit.measure is Measure.POINTS
    around = _near(target, MOST_PAIRED)
    fitting = [q for q in around if _fits_difference(q, target.quantity, percent=percent)]
    way = CHANGE.search(target.quantity.before)
    if way:  # «giảm 47 người, giảm 133 người»: two of a list of changes, none made of the other
        ways = [(q, CHANGE.search(q.before)) for q in fitting]
        fitting = [q for q, other in ways if other is None or other.group() != way.group()]
    for far, one in enumerate(fitting):
        for other in fitting[: 1 if percent else far]:
            large, small = (other, one) if other.number.quantity > one.number.quantity else (one, other)
            if large.number.quantity > small.number.quantity:
                guessed = way is not None and not _are_compared(target, one, other)
                yield Candidate("change", (large,), minus=(small,), may_excuse_only=guessed)


def _fits_difference(quantity: Quantity, target: Quantity, *, percent: bool) -> bool:
    if percent:
        return quantity.number.is_percent and quantity.number.bound is Bound.EXACT
    return not quantity.number.is_percent and _alike(quantity, target)


_PER = re.compile(r"(?P<of>[^/]+)/\s*(?P<per>.+)")
_EACH = re.compile(r"\b(?:mỗi|một|1|01)\s+(?P<per>[^\W\d]+(?:\s+[^\W\d]+){0,2})")
MOST_DIVISORS = 8


def _means(target: Target) -> Iterator[Candidate]:
    """Yield quotients of the numbers around: by what the unit or `mỗi …` names first, then by any count."""
    said = _PER.fullmatch(target.number.unit.text)
    each = _EACH.search(target.quantity.before)
    per = said["per"] if said else each["per"] if each else ""
    around = [q for q in _near(target, MOST_WHOLES) if not (q.number.is_percent or CHANGE.search(q.before))]
    tops = [q for q in around if _is_dividend(q, target)]
    counted = [q for q in around if q.number.unit.measure is not Measure.TIME]
    named = [q for q in counted if per and _is_named(q, per)]
    others = [q for q in around if q.number.unit.measure is Measure.COUNT and q not in named]
    for count in _spans(target, per):
        for top in tops:
            yield Candidate("average", (top,), factor=1 / count)
    for bottom in [*named, *others[:MOST_DIVISORS]]:
        for top in tops:
            if top is not bottom:
                pieces = _unit_factor(bottom.number)
                yield Candidate("average", (top,), (bottom,), factor=pieces, is_named=bottom in named)


def _unit_factor(number: Number) -> Fraction:
    """`32,5 km` are 32,5 pieces, `3,2 nghìn ha` 3.200, whatever the base of the measure is."""
    plain = MEASURES.get(number.unit.text.split(" ")[-1])
    if number.unit.measure is Measure.COUNT:
        return Fraction(1)
    return plain[1] if plain and plain[0] is number.unit.measure else number.unit.factor


_MONTHS = re.compile(r"\b(?P<count>[0-9]{1,2}|sáu|chín|ba)\s+tháng\b")
_SPELLED = {"ba": 3, "sáu": 6, "chín": 9}
_TEN_THOUSAND = re.compile(r"\bvạn\s+dân\b")


def _spans(target: Target, per: str) -> Iterator[Fraction]:
    """Yield what a mean of a month, a quarter or ten thousand heads is divided by."""
    passage, number = target.quantity.passage, target.number
    first = per.split()[0] if per else ""
    if first == "tháng":
        told = (found["count"] for found in _MONTHS.finditer(passage.lowered))
        yield from (Fraction(n) for n in {_SPELLED.get(text) or int(text) for text in told} | {12} if n)
    if first == "quý":
        yield from (Fraction(count) for count in (4, 3, 2))
    start, _ = passage.sentence_of(number.start)
    if _TEN_THOUSAND.search(passage.lowered, start, number.end + LONGEST_NOUN):
        heads = (q.number for q in target.earlier if q.number.unit.noun in ("người", "nhân khẩu"))
        yield from (n.quantity / 10_000 for n in heads if n.quantity > FEWEST_HEADS)


FEWEST_HEADS = 5000


def _is_named(quantity: Quantity, per: str) -> bool:
    """Whether a number counts what a mean is said of: `26 lớp` for `học sinh/lớp`."""
    number = quantity.number
    words = per.split("/")[0].split()
    after = quantity.passage.lowered[number.end : number.end + LONGEST_NOUN].split()
    return bool(words) and (
        words[0] in (number.unit.noun or number.unit.text).split() or words[0] in after[:3]
    )


LONGEST_NOUN = 30


def _is_dividend(quantity: Quantity, target: Target) -> bool:
    """Whether a number is measured in what the mean is: `triệu đồng` for `triệu đồng/hộ`."""
    unit = target.number.unit
    of = unit.text.split("/")[0].split()
    if unit.measure is not Measure.RATE or not of:
        return quantity.number.unit.measure is unit.measure
    own = quantity.number.unit
    if of[-1] in AMOUNTS:
        return own.measure is AMOUNTS[of[-1]]
    return own.measure is Measure.COUNT and (
        not own.noun or own.noun.split()[0] == of[0] or of[0] in own.noun
    )


AMOUNTS = {unit: measure for unit, (measure, _) in MEASURES.items()}
