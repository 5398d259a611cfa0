"""Lists that divide what was counted before: by age, by cause, by quarter, after a colon, in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Bound, Number, texts
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Statement
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, are_swapped, finely, show, total
from reportgen.audit.words import AMONG, CHANGE, COMPARES, OPEN_END, OVERLAPPING, TOTAL, words
from reportgen.errors import Severity

RULE = "total-of-parts"
# «Về độ tuổi, …», «Nguyên nhân: …»: what follows divides all.
_BULLET = r"(?:[-+*•]|[a-zđ]\)|\([0-9]+\))"
_BY = (
    r"(?:nếu\s+)?(?:xét|tính|chia|phân|xếp|phân tích|phân loại|phân chia)?\s*(?:theo|về)\s+"
    r"(?!kế hoạch|quy định|chỉ tiêu|số liệu|báo cáo|đó\b)"
)
_AXIS = words(
    "phân tích|phân loại|cơ cấu|nguyên nhân|kết quả xếp loại|kết quả phân loại|kết quả đánh giá|xếp loại|"
    "độ tuổi|trình độ|hình thức|thành phần|lý do|dân tộc"
)
_OPENS = re.compile(rf"^\s*{_BULLET}?\s*(?:{_BY}|(?:{_AXIS})\b)[^;.()0-9]{{2,70}}?[:,]")
_QUARTER = re.compile(r"\bquý\s+(?P<quarter>i{1,3}|iv)\b[^;]*$")
_COLON = re.compile(r":[^;:()0-9]*$")
_REST = re.compile(r"\b(?:khác|còn lại)\b")
FEWEST, MOST = 3, 12
FAR = Fraction(12, 100)
NEARBY = Fraction(1, 5)  # for a number of the same things in the same paragraph
MOST_WHOLES = 14
PLACES_BACK = 3
_NEVER = (Measure.PERCENT, Measure.POINTS, Measure.TIME, Measure.RATE, Measure.PER_MILLE)


def divisions(figures: OpenFigures, place: int) -> Iterator[Statement]:
    """Verify each list of a passage against the number that it divides."""
    around = figures.around
    passage, own = around.outline.passages[place], around.of(place)
    if len(own) < FEWEST:
        return
    for sentence in passage.sentences:
        inside = [said for said in own if said.sentence == sentence]
        if len(inside) < FEWEST:
            continue
        found = _by_opening(passage, sentence, inside) or _by_quarter(inside)
        if found:
            yield from _judged(found, _wholes_before(around, place, found))
        else:
            opening = _by_colon(passage, inside)
            yield from _judged(opening[1:], opening[:1]) if opening else ()
    yield from _of_pairs(own)


# --- reading -------------------------------------------------------------------------------------------


def _by_opening(passage: Passage, sentence: tuple[int, int], inside: Sequence[Said]) -> list[Said]:
    opened = _OPENS.match(passage.lowered[slice(*sentence)])
    if not opened or inside[0].number.start < sentence[0] + opened.end():
        return []
    return _list(passage, sentence, inside)


def _list(passage: Passage, sentence: tuple[int, int], inside: Sequence[Said]) -> list[Said]:
    """Return the parts of a list that holds nothing else; shares, ages and what stands in brackets apart."""
    depth = passage.depths[inside[0].index]
    outer = [o for o in inside if passage.depths[o.index] <= depth and o.measure not in _NEVER]
    befores = [re.split(r"[;,]", passage.before(o.index))[-1] for o in outer]
    is_odd = any(
        CHANGE.search(b) or COMPARES.search(b) or AMONG.search(b) or TOTAL.search(b) for b in befores
    )
    is_open = OPEN_END.search(passage.lowered, *sentence) is not None
    is_plain = all(passage.figures[o.index].is_plain and o.number.bound is Bound.EXACT for o in outer)
    if is_odd or is_open or not is_plain or not FEWEST <= len(outer) <= MOST or not _are_alike(outer):
        return []
    return (
        []
        if any(OVERLAPPING.search(b) and not re.search(r"\btuổi\b|\btrở lên\b", b) for b in befores)
        else outer
    )


def _are_alike(parts: Sequence[Said]) -> bool:
    nouns = {o.number.unit.noun for o in parts} - {""}
    return len(nouns) < 2 and len({o.measure for o in parts}) == 1


def _by_quarter(inside: Sequence[Said]) -> list[Said]:
    """`quý III giải ngân 271,6 tỷ đồng, gấp 1,7 lần quý II (158,8 tỷ đồng), còn quý I được 260,0 tỷ đồng`."""
    found: dict[str, Said] = {}
    for said in inside:
        told = _QUARTER.search(said.passage.before(said.index))
        if said.number.unit.noun == "lần" or said.measure in _NEVER or not told:
            continue
        if told["quarter"] in found or said.is_change:
            return []
        found[told["quarter"]] = said
    parts = list(found.values())
    first = {"i", "ii", "iii"} <= found.keys()
    return parts if first and len(parts) >= FEWEST and _are_alike(parts) else []


def _by_colon(passage: Passage, inside: Sequence[Said]) -> list[Said]:
    """Return the total and then its parts: `345 triệu đồng, gồm: A 120, B 165, C 60`."""
    values = [o for o in inside if o.measure not in _NEVER]
    for at, first in enumerate(values[1:], 1):
        if not _COLON.search(passage.before(first.index)) or first.index != values[at - 1].index + 1:
            continue
        whole, rest = values[at - 1], values[at:]
        sentence = (first.number.start, first.sentence[1])
        parts = _list(passage, sentence, rest)
        is_like = whole.number.unit == first.number.unit and not whole.is_change
        is_like = is_like and ";" not in passage.before(first.index)  # «…; năm 2022: 41.757 hộ»: a value
        if parts and is_like and len(parts) == len([o for o in rest if _level(o) == _level(first)]):
            return [whole, *parts]
    return []


def _level(said: Said) -> int:
    return said.passage.depths[said.index]


def _wholes_before(around: Surroundings, place: int, parts: Sequence[Said]) -> list[Said]:
    """Return the numbers before a list that it may divide, the nearest first."""
    largest = max(part.number.quantity for part in parts)
    found = [
        other
        for other in around.before(parts[0])
        if place - other.place <= PLACES_BACK and not other.is_with(parts[0])
        if _may_count(other, parts[0]) and other.number.quantity > largest and not other.is_change
    ]
    return found[:MOST_WHOLES]


def _may_count(whole: Said, part: Said) -> bool:
    one, two = whole.number.unit, part.number.unit
    if one.measure is not two.measure or whole.number.is_percent:
        return False
    if one.measure is not Measure.COUNT or "" in (one.noun, two.noun):
        return True
    return one.noun == two.noun or "" != family(one) == family(two)


# --- judging -------------------------------------------------------------------------------------------


def _judged(parts: Sequence[Said], wholes: Sequence[Said]) -> Iterator[Statement]:
    if any(_is_sum(whole, parts) for whole in wholes):
        return
    now = [w for w in wholes if time_of(w.passage, w.index) is Time.NOW and w.number.bound is Bound.EXACT]
    meant = next((whole for whole in now if _is_near(whole.number, parts, _room(whole, parts))), None)
    if meant:
        yield _statement(meant, parts)


def _is_sum(whole: Said, parts: Sequence[Said]) -> bool:
    said, *estimates = finely(whole.number, *(part.number for part in parts))
    made = total(estimates)
    return made.low <= said.high and said.low <= made.high


def _room(whole: Said, parts: Sequence[Said]) -> Fraction:
    one, other = whole.number.unit, parts[0].number.unit
    is_same = one.noun == other.noun != "" or family(one) == family(other) != ""
    return NEARBY if is_same and whole.passage is parts[0].passage else FAR


def _is_near(whole: Number, parts: Sequence[Said], room: Fraction = FAR) -> bool:
    made = sum((part.number.quantity for part in parts), Fraction(0))
    rest = whole.quantity - made
    swapped = are_swapped(whole, made) or any(are_swapped(p.number, p.number.quantity + rest) for p in parts)
    return abs(rest) <= whole.quantity * room or (swapped and abs(rest) * 2 < whole.quantity)


def _statement(whole: Said, parts: Sequence[Said]) -> Statement:
    numbers = [part.number for part in parts]
    expected = show(sum((number.quantity for number in numbers), Fraction(0)), whole.number)
    passage = parts[0].passage
    inside = [*numbers, *([whole.number] if whole.is_with(parts[0]) else [])]
    also = () if whole.is_with(parts[0]) else (whole.passage.where(whole.number.start, whole.number.end),)
    return Statement(
        RULE,
        passage,
        min(number.start for number in inside),
        max(number.end for number in inside),
        Verdict.WRONG,
        f"các phần cộng lại không bằng tổng số {whole.number.text}: {texts(numbers)} = {expected}",
        expected,
        "Kiểm tra lại tổng số và từng phần.",
        Severity.WARNING,
        also=also,
    )


# --- two counts at once --------------------------------------------------------------------------------


def _of_pairs(own: Sequence[Said]) -> Iterator[Statement]:
    """`xét xử 71 vụ/119 bị cáo; đình chỉ 01 vụ/01 bị cáo; … Tổng số là 74 vụ/126 bị cáo`: both add up."""
    pairs = [(one, two) for one, two in pairwise(own) if _is_pair(one, two)]
    for at, (first, second) in enumerate(pairs):
        if not TOTAL.search(first.passage.before(first.index)):
            continue
        same = [p for p in pairs[:at] if _nouns(p) == _nouns((first, second))]
        for start in range(max(0, len(same) - MOST), len(same) - 1):
            run = same[start:]
            sums = [sum(p[side].number.quantity for p in run) for side in (0, 1)]
            if sums == [first.number.quantity, second.number.quantity]:
                break
            if sums[0] == first.number.quantity and _is_near(second.number, [p[1] for p in run]):
                yield _statement(second, [p[1] for p in run])
                break
            if sums[1] == second.number.quantity and _is_near(first.number, [p[0] for p in run]):
                yield _statement(first, [p[0] for p in run])
                break


def _is_pair(one: Said, two: Said) -> bool:
    nouns = _nouns((one, two))
    gap = one.passage.lowered[one.number.end : two.number.start]
    is_close = one.is_with(two) and bool(re.fullmatch(r"[^;.,()0-9]{2,25}?(?:/|,|với|và)\s*", gap))
    return is_close and "" not in nouns and nouns[0] != nouns[1] and not one.is_change


def _nouns(pair: tuple[Said, Said]) -> tuple[str, str]:
    return pair[0].number.unit.noun, pair[1].number.unit.noun
