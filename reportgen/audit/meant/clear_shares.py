"""Shares whose part and whole are clear from where they stand, what they are called and what they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from reportgen.audit.meant.around import Said
from reportgen.audit.meant.index import name_words
from reportgen.audit.meant.judging import is_shifted, statement
from reportgen.audit.meant.partitions import is_value, kind_of
from reportgen.audit.meant.share_parts import OF_NOUN
from reportgen.audit.meant.shares import is_share
from reportgen.audit.nouns import may_share
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.chance import are_one_slip, is_right
from reportgen.audit.statements import Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, estimate
from reportgen.audit.words import AGAINST_TARGET, TOTAL

RULE = "percent-of-total"
CLEAR, SURE = 8, 10
CLOSEST = 3  # points of what is most like a slip of the right number
LEAD = 3
MOST_AROUND, MOST_WHOLES = 24, 24
HUNDRED = 100
_VERB = re.compile(
    r"\b(?:chiếm|bằng|đạt|tương đương|tương ứng|ứng với|tức|tỷ lệ|tỉ lệ|tỷ trọng|chỉ|cơ cấu)\b"
    r"[^;()0-9]{0,40}$"
)
_TIED = re.compile(
    r"[^;,.()0-9]{0,40}?(?:\(\s*|,\s*)?(?:(?:chiếm|bằng|đạt|tương đương|tương ứng|ứng với|tức|tỷ lệ|tỉ lệ|"
    r"chỉ|khoảng|là|với|gần|hơn|trên|mới|cũng)\s*)*\(?\s*"
)
_FOLLOWED = re.compile(r"\s*(?:\(|,|với|tương ứng|ứng với|tức|là|\s)+(?:gồm|có|là|với|khoảng)?\s*")
_EMPTY_WORDS = """
    cao nhất lớn nhiều thấp vẫn phần chủ yếu đáng lưu ý tiếp tục hiện số tính cộng đều mới chỉ nêu vào
    trong lĩnh vực nhóm khối loại nguồn vốn thực việc công tác mức chung được bằng ước
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A part and a whole that a share may be of."""

    part: Said
    whole: Said
    exact: Estimate


def clear_share_of(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    """Yield what is wrong with a share that nothing around makes, when one reading is clearly meant."""
    passage = said.passage
    if OF_NOUN.match(passage.after(said.index)) or _TOGETHER.search(passage.lowered, *_before(said)):
        return
    if _RATE_ON.search(passage.before(said.index)):
        return
    if not (is_share(said) or _is_attainment(said)) or time_of(said.passage, said.index) is not Time.NOW:
        return
    values = _values(figures, said)
    best = max(_clear(figures, said, values), key=_sum, default=None)
    if best is None or best[0] < 0 or _sum(best) < CLEAR:
        return
    excuse, found = _excuse(figures, said, values), best[2]
    is_sure = excuse is None or (_sum(best) >= SURE and best[1] >= excuse + LEAD)
    if is_sure and not _is_of_sum(said, found.part, values):
        formula = f"{found.part.number.text}/{found.whole.number.text}"
        yield statement(RULE, said, [found.part, found.whole], found.exact, formula)


def _clear(figures: OpenFigures, said: Said, values: Sequence[Said]) -> Iterator[tuple[int, int, Reading]]:
    """Yield the readings that may be clear enough and do not make the share: closeness, signs, reading."""
    seen: set[tuple[str, ...]] = set()  # the nearest of those that say the same is meant
    for part in values[:MOST_AROUND]:
        key = (part.label, *_as_printed(part))
        of_part = 0 if key in seen else _of_part(said, part)
        seen.add(key)
        larger = _larger_before(part, values) if of_part else None
        for whole in values if of_part else ():
            of_whole = _of_whole(figures, said, part, whole, larger) if _may_be_of(part, whole) else 0
            if of_whole and of_part + of_whole >= CLEAR - CLOSEST:
                reading = _reading(part, whole)
                if reading and not _makes(said, reading):
                    yield _closeness(said, reading), of_part + of_whole, reading


def _excuse(figures: OpenFigures, said: Said, values: Sequence[Said]) -> int | None:
    """Return how clear the clearest reading is that makes the share; None when there is none."""
    makes: dict[tuple[str, ...], bool] = {}  # a long list says the same numbers again and again
    signs: list[int] = []
    for part in values[:MOST_AROUND]:
        for whole in values:
            if not _may_be_of(part, whole):
                continue
            key = (*_as_printed(part), *_as_printed(whole))
            if key not in makes:
                reading = _reading(part, whole)
                makes[key] = reading is not None and _makes(said, reading)
            if makes[key]:
                larger = _larger_before(part, values)
                signs.append(_of_part(said, part) + _of_whole(figures, said, part, whole, larger))
    return max(signs, default=None)


def _as_printed(said: Said) -> tuple[str, str]:
    return said.number.text, said.number.unit.text


_RATE_ON = re.compile(r"\b(?:tỷ lệ|tỉ lệ)\s[^;,:()]*\s(?:trên|so với)\s")  # «tỷ lệ nợ trên tổng thu là»
_TOGETHER = re.compile(r"\b(?:cộng|gộp|tính chung|cả hai|cả ba|cả bốn)\b")


def _before(said: Said) -> tuple[int, int]:
    return said.sentence[0], said.number.start


def _sum(each: tuple[int, int, Reading]) -> int:
    return each[0] + each[1]


MOST_SIBLINGS = 7


def _is_of_sum(said: Said, part: Said, values: Sequence[Said]) -> bool:
    """Whether the whole is the part and some of the like numbers of its sentence together."""
    like = [v for v in values if v.is_with(part) and v is not part and _are_like(part, v)][:MOST_SIBLINGS]
    wholes = [estimate(part.number)]
    for other in like:
        wholes += [whole + in_unit(part, other) for whole in wholes]
    quotients = (estimate(part.number).over(whole) for whole in wholes[1:])
    return any(q and is_right(said.number, q.times(HUNDRED)) for q in quotients)


def _makes(said: Said, reading: Reading) -> bool:
    """Whether a reading makes the printed share; what is left of hundred only where words say so."""
    if is_right(said.number, reading.exact):
        return True
    lacks = _LACKS.search(said.passage.before(said.index))
    return bool(lacks) and is_right(said.number, _rest(reading))


_LACKS = re.compile(r"\b(?:còn lại|chưa|không|thiếu|khác|thất nghiệp|hao hụt)\b")


def _is_attainment(said: Said) -> bool:
    """`bằng 117,9% dự toán Trung ương giao`: of a plan that its words name."""
    is_exact = said.number.is_percent and said.number.bound is Bound.EXACT and not said.is_change
    after = said.passage.after(said.index)
    return is_exact and bool(AGAINST_TARGET.match(after)) and len(_after(said).split()) > FEWEST_NAMING


FEWEST_NAMING = 2


def _rest(reading: Reading) -> Estimate:
    exact = reading.exact
    return Estimate(HUNDRED - exact.best, HUNDRED - exact.high, HUNDRED - exact.low)


def _values(figures: OpenFigures, said: Said) -> list[Said]:
    """Return the values before a share, the nearest first, then those after it in its sentence."""
    around = figures.around
    return [o for o in (*around.before(said), *around.after(said)) if _is_operand(o)][: MOST_AROUND * 2]


def _is_operand(said: Said) -> bool:
    figure = said.passage.figures[said.index]
    is_half = figure.is_ratio and said.measure is not Measure.PERCENT and said.number.value > 0
    return is_value(said) or is_half


def _may_be_of(part: Said, whole: Said) -> bool:
    return whole is not part and part.number.value > 0 and _are_like(part, whole)


def _reading(part: Said, whole: Said) -> Reading | None:
    quotient = estimate(part.number).over(in_unit(part, whole))
    return Reading(part, whole, quotient.times(HUNDRED)) if quotient and quotient.low < 3 else None


def in_unit(part: Said, whole: Said) -> Estimate:
    """Return a whole in the unit of the part where one of them leaves its unit out."""
    one, other = part.number.unit, whole.number.unit
    if one.text and other.text:
        return estimate(whole.number)
    return estimate(whole.number).times(one.factor if one.text else 1 / other.factor)


def _are_like(part: Said, whole: Said) -> bool:
    one, other = kind_of(part), kind_of(whole)
    return "" in (one, other) or one == other or may_share(part.number.unit, whole.number.unit)


# --- how clearly --------------------------------------------------------------------------------------


def _closeness(said: Said, reading: Reading) -> int:
    printed, right = said.number, reading.exact.best
    steps = right / printed.step
    if are_one_slip(int(printed.value / printed.step), int(steps + Fraction(1, 2))):
        return 3
    if is_shifted(printed, reading.exact):
        return 2
    if right <= 0 or right > 3 * HUNDRED:
        return -1
    off = abs(printed.value - right) / right
    return 2 if off <= Fraction(1, 20) else 1 if off <= Fraction(1, 5) else 0 if off <= 1 else -1


def _name(said: Said) -> frozenset[str]:
    """Return the words of the clause that a share is said of; of a bracket, those before it."""
    before = said.passage.before(said.index)
    clause = re.split(r"[;,.:]", before.rstrip().rstrip("(,"))[-1]
    return subject_words(clause.replace("(", " ")) - _EMPTY


def _of_part(said: Said, part: Said) -> int:
    passage = said.passage
    if part.passage is passage and part.index == said.index - 1:
        gap = passage.lowered[passage.figures[part.index].unit_end : said.number.start]
        if _TIED.fullmatch(gap):
            return 4 if gap.strip().startswith(("(", ",")) or _VERB.search(gap) else 2
    if part.passage is passage and part.index == said.index + 1:
        gap = passage.lowered[said.number.end : part.number.start]
        if _FOLLOWED.fullmatch(gap):
            return 3
    name = _name(said)
    label = subject_words(f"{part.label} {part.tail}") - _EMPTY
    if name and name <= label and (len(name) > 1 or part.passage is passage):
        return (
            3
            if _VERB.search(passage.before(said.index)) or passage.before(said.index).rstrip().endswith("(")
            else 2
        )
    return 0


def _of_whole(figures: OpenFigures, said: Said, part: Said, whole: Said, larger: Said | None) -> int:
    """Return how clearly a value is the whole of a part; `larger` is the nearest one before the part."""
    points = 0
    if any(whole is w for w in figures.wholes.get(id(part.number), ())):
        points += 4
    points += _named_by(said, whole)
    points += 4 * _is_base(said, whole)
    if whole is larger:
        points += 2
    if whole.number.unit.noun and whole.number.unit.noun == part.number.unit.noun:
        points += 1
    if _OUT_OF.search(whole.label) and whole.is_with(said):
        points += 2
    if TOTAL.search(whole.label):
        points += 1
    if whole.is_with(part) and whole.index == part.index:
        points += 2
    return points if whole.number.quantity >= part.number.quantity or points > 2 else 0


_OUT_OF = re.compile(r"\b(?:trong|trên|trong số|trên tổng số|trong tổng số)\s*$")


def _larger_before(part: Said, values: Sequence[Said]) -> Said | None:
    before = (v for v in values if v.number.start < part.number.start and v.passage is part.passage)
    return next((v for v in before if _are_like(part, v) and v.number.quantity > part.number.quantity), None)


def _named_by(said: Said, whole: Said) -> int:
    """Return how clearly the words behind a share name its whole; a total is called one there, too."""
    after = _after(said)
    named = name_words(after)
    if not named or not named <= whole.words | subject_words(whole.number.unit.noun):
        return 0
    if TOTAL.search(after) and not TOTAL.search(whole.label):
        return 0
    return 3 if len(named) > 1 or whole.passage is said.passage else 1


def _is_base(said: Said, whole: Said) -> bool:
    """`đạt 47,2% dự toán năm (5.120 triệu đồng)`: in a bracket right behind what a share is of."""
    gap = said.passage.lowered[said.number.end : whole.number.start]
    return whole.passage is said.passage and re.fullmatch(r"[^;,.()0-9]*\(\s*", gap) is not None


def _after(said: Said) -> str:
    return _clause(said.passage.after(said.index))


@lru_cache(maxsize=MOST_AROUND)
def _clause(after: str) -> str:
    return re.split(r"[;,.:()]", after.lstrip(" )"))[0][:60]
