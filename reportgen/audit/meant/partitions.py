"""Lists of like numbers that divide a number before, around or after them, told in whatever words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, chain, islice

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.meant.open_lists import is_open
from reportgen.audit.meant.partition_signs import clarity, opening
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Bound, Number, texts
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.part_evidence import ROLES_COUNT
from reportgen.audit.part_reading import is_counted_label
from reportgen.audit.passages import Passage
from reportgen.audit.reckoned.chance import are_one_slip
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import BARE, Measure
from reportgen.audit.verdict import Verdict, makes, show
from reportgen.audit.words import TOTAL
from reportgen.errors import Severity

RULE = "total-of-parts"
FEWEST, MOST = 2, 14
MOST_WHOLES, MOST_AFTER = 20, 4
PLACES_BACK = 3
CLEAR = 6
MOST_NAMED = 30
_NEVER = (Measure.PERCENT, Measure.POINTS, Measure.TIME, Measure.RATE, Measure.PER_MILLE)
_NO_PARTS = ("lần", "điểm", "mức", "đợt")
# «kỳ trước chuyển sang 74 đơn»: of then, yet a part of now.
_CARRIED = re.compile(r"\b(?:chuyển|tồn|cũ|mang sang|còn lại)\b")
# «cơ sở 1», «cơn bão số 3», «loại 2»: a name.
_NAMES = re.compile(
    r"\b(?:số|cơ sở|khu|cụm|tổ|hạng|loại|(?<!trung )(?<!sơ )(?<!cao )cấp|mức|mức độ|"
    r"độ|quốc lộ|đường|khóa|khoá|lần thứ|thứ|tuyến|lớp|vùng|giai đoạn|đợt|quý|tiêu chí|nhóm)\s+$"
)
# «12 sản phẩm 4 sao»: no punctuation after the number before.
_IS_ATTRIBUTE = re.compile(r"\s*(?:[^\W\d]+\s+){0,2}")
_AMONG = re.compile(r"\b(?:trong đó|trong số|riêng)\b")
_TOTAL_AFTER = re.compile(rf"{TOTAL.pattern}|\b(?:tính chung|cộng|nâng tổng|toàn bộ|đưa tổng)\b")


@dataclass(frozen=True)
class Division:
    """A whole and the run of numbers that may be its parts."""

    whole: Said
    parts: tuple[Said, ...]

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Whole and parts, those without a unit in that of the others."""
        numbers = [member.number for member in self.members]
        unit = next((n.unit for n in numbers if n.unit.text and n.unit.factor != 1), None)
        return tuple(replace(n, unit=unit) if unit and not n.unit.text else n for n in numbers)

    @cached_property
    def rest(self) -> Fraction:
        """What the parts lack to the whole."""
        whole, *parts = (number.quantity for number in self.numbers)
        return whole - sum(parts, Fraction(0))

    @property
    def members(self) -> tuple[Said, ...]:
        """Whole and parts."""
        return (self.whole, *self.parts)

    @cached_property
    def is_exact(self) -> bool:
        """Whether the parts make the whole, as far as their digits tell."""
        if abs(self.rest) > sum(number.step for number in self.numbers):
            return False  # cheap, and mostly enough
        whole, *parts = self.numbers
        return makes(whole, parts)

    @cached_property
    def is_one_slip(self) -> bool:
        """Whether one member with exchanged digits or one other digit explains what is lacking."""
        is_opened = opening(self.whole, self.parts) > 2
        is_near = abs(self.rest) * 4 <= self.numbers[0].quantity
        for at, number in enumerate(self.numbers):
            wanted = number.quantity + (self.rest if at else -self.rest)
            said, right = number.quantity / number.step, wanted / number.step
            is_exact = right.denominator == said.denominator == 1
            is_telling = is_opened or said >= FEWEST_TELLING_SLIP or is_near
            if is_exact and is_telling and are_one_slip(said.numerator, right.numerator):
                return True
        return False


FEWEST_TELLING_SLIP = 100  # fewer digits resemble one another by chance


def partitions(figures: OpenFigures) -> Iterator[Statement]:
    """Verify each list against the number that its shape and its words say it divides."""
    for place, passage in figures.outline:
        if passage.is_in_table:
            continue
        wholes = _wholes_before(figures, place)
        for found in _of_passage(figures, place, wholes):
            yield _statement(found)


def without_settled(around: Surroundings, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield the outcomes but lists blamed for a total that is one of them: others divide exactly."""
    places = {id(passage): place for place, passage in around.outline}
    for outcome in outcomes:
        if not (_is_blamed_list(outcome) and _is_settled(around.of(places[id(outcome.passage)]), outcome)):
            yield outcome


def _is_blamed_list(outcome: Outcome) -> bool:
    if not isinstance(outcome, Statement) or outcome.verdict is not Verdict.WRONG:
        return False
    return outcome.rule == RULE and not outcome.message.endswith(ROLES_COUNT)


def _is_settled(own: Sequence[Said], blamed: Outcome) -> bool:
    inside = [s for s in own if blamed.start <= s.number.start < blamed.end and is_value(s)]
    listed = {id(said.number) for said in inside[1:]}
    exact = (d for run in _runs(own) for d in _divisions(run, own, []) if d.is_exact and is_telling(d))
    return len(inside) > FEWEST and any(listed <= {id(m.number) for m in d.members} for d in exact)


def _of_passage(figures: OpenFigures, place: int, above: Sequence[Said]) -> Iterator[Division]:
    own = figures.around.of(place)
    read = [d for run in _runs(own) for d in _divisions(run, own, above)]
    exact = [d for d in read if d.is_exact]
    settled = {id(member.number) for d in exact if is_telling(d) for member in d.members}
    for division in exact if settled else ():
        for part in division.parts if is_telling(division) else ():
            figures.wholes[id(part.number)].append(division.whole)
    settled |= _settled_elsewhere(own)
    for division in _clear(read):
        if _is_run_over(division) or any(_holds(division, e) for e in exact):
            continue
        passage = division.whole.passage
        is_judged = any(figures.is_wrong(m.passage, m.number) for m in division.members)
        if is_judged or any(id(m.number) in settled for m in division.members[1:]):
            continue
        if passage and not figures.is_wrong(passage, division.whole.number):
            settled |= {id(m.number) for m in division.members}
            yield division


def _holds(division: Division, exact: Division) -> bool:
    """Whether a list goes on where its first parts make the whole: `42, chính thức 38, dự bị 04; vắng 03`."""
    return exact.whole is division.whole and set(map(id, exact.parts)) <= set(map(id, division.parts))


def _is_run_over(division: Division) -> bool:
    """Whether its first parts make the whole, or flows lead from the whole to the last one."""
    whole, *parts = (number.quantity for number in division.numbers)
    if whole in list(accumulate(parts))[1:]:
        return True
    *flows, last = parts
    signed = {whole}
    for flow in flows[:MOST_FLOWS]:
        signed = {value + way * flow for value in signed for way in (1, -1)}
    return bool(_LEFT.search(division.parts[-1].label)) and last in signed


MOST_FLOWS = 6
_LEFT = re.compile(r"\b(?:còn|cuối kỳ|hiện|nay|tồn)\b")


FEWEST_TELLING = 30


def is_telling(division: Division) -> bool:
    """Whether an exact sum is hardly one by chance."""
    whole = division.whole
    is_long = whole.number.value >= FEWEST_TELLING or whole.number.decimals > 0
    return is_long or opening(whole, division.parts) > 1


def _settled_elsewhere(own: Sequence[Said]) -> set[int]:
    """Return the members of sums that begin inside a list: `42, có mặt 39, 38 chính thức, 04 dự bị`."""
    found: set[int] = set()
    for run in _runs(own):
        for at, start, end in _nearly_sums(run):
            division = Division(run[at], tuple(run[start:end]))
            if division.is_exact and is_telling(division):
                found |= {id(member.number) for member in division.members}
    return found


def _nearly_sums(run: Sequence[Said]) -> Iterator[tuple[int, int, int]]:
    """Yield the places of a whole, of the first part and behind the last, where they may make a sum."""
    numbers = [said.number for said in run]
    sums = [Fraction(0), *accumulate(number.quantity for number in numbers)]
    room = max((number.step for number in numbers), default=Fraction(0)) * (MOST + 1)
    is_of_one_unit = len({number.unit.factor for number in numbers}) == 1
    for at, number in enumerate(numbers):
        for start in range(at + 2, min(len(run), at + MOST)):
            for end in _ends(run, start):
                rest = number.quantity - sums[end] + sums[start]
                if not is_of_one_unit or abs(rest) <= room:
                    yield at, start, end


def _clear(read: Sequence[Division]) -> Iterator[Division]:
    """Yield the divisions that are clear enough, the clearest first."""
    judged = [
        (clarity(d.whole, d.parts, d.numbers, d.rest, is_slip=d.is_one_slip), d)
        for d in read
        if not d.is_exact
    ]
    judged.sort(key=lambda each: -each[0])
    clear = (division for points, division in judged if points >= CLEAR)
    yield from (d for d in clear if not is_open(d.whole, d.parts, d.rest))


# --- reading -------------------------------------------------------------------------------------------


def is_value(said: Said) -> bool:
    """Whether a number may be a part or a whole: a plain value of now."""
    figure, number = said.passage.figures[said.index], said.number
    if said.measure in _NEVER or number.bound is not Bound.EXACT or number.value < 0 or said.is_change:
        return False
    is_told = figure.is_plain or figure.is_pair
    if not is_told or number.unit.noun in _NO_PARTS or is_counted_label(said.passage, said.index):
        return False
    if (
        number.unit is BARE
        and said.index
        and _IS_ATTRIBUTE.fullmatch(said.passage.between(said.index - 1, said.index))
    ):
        return False
    if (
        number.unit is BARE
        and number.value < MOST_NAMED
        and _NAMES.search(said.passage.lowered[: number.start])
    ):
        return False
    return time_of(said.passage, said.index) is not Time.THEN or bool(_CARRIED.search(said.label))


def kind_of(said: Said) -> str:
    """Return what numbers must share to be added: the measure, or the family of what is counted."""
    unit = said.number.unit
    return (family(unit) or unit.noun) if unit.measure is Measure.COUNT else unit.measure.value


def _runs(own: Sequence[Said]) -> Iterator[list[Said]]:
    """Yield the like values of each sentence and each bracket, in order."""
    groups: dict[tuple[int, int, int], list[Said]] = {}
    for said in own:
        if is_value(said):
            depth = said.passage.depths[said.index]
            bracket = said.passage.lowered.rfind("(", 0, said.number.start) if depth else 0
            groups.setdefault((said.sentence[0], depth, bracket), []).append(said)
    for group in groups.values():
        kinds = {kind_of(said) for said in group} - {""}
        if len(kinds) < 2:
            is_measured = bool(kinds & _MEASURES)
            yield [said for said in group if not (is_measured and _is_of_unknown_noun(said))]
        else:
            yield from ([said for said in group if kind_of(said) == kind] for kind in kinds)


_MEASURES = {measure.value for measure in Measure if measure is not Measure.COUNT}


def _is_of_unknown_noun(said: Said) -> bool:
    """`3 địa bàn: Trần Đề 1,7 tỷ`: a count among amounts."""
    is_bare = said.number.unit is BARE and not said.number.decimals
    return is_bare and bool(re.match(r"\s*[^\W\d]{2}", said.passage.rest(said.index)))


def _divisions(run: Sequence[Said], own: Sequence[Said], above: Sequence[Said]) -> Iterator[Division]:
    """Yield each way in which a run may divide one of its numbers or one before it."""
    for at, whole in enumerate(run):
        for end in _ends(run, at + 1):
            yield from _made(whole, run[at + 1 : end])
        if at >= FEWEST and _TOTAL_AFTER.search(whole.passage.before(whole.index)):
            for start in _starts(run, at):
                yield from _made(whole, run[start:at])
    first, last = (bisect_left(own, said.number.start, key=_start) for said in (run[0], run[-1]))
    after = islice((o for o in islice(own, last + 1, None) if is_value(o)), MOST_AFTER)
    yield from (d for whole in after for d in _made(whole, run) if d.is_exact)
    before = (own[at] for at in range(first - 1, -1, -1))
    wholes = [*islice((o for o in chain(before, above) if _may_divide(o, run)), MOST_WHOLES)]
    for end in _ends(run, 0):
        yield from (division for whole in wholes for division in _made(whole, run[:end]))


def _start(said: Said) -> int:
    return said.number.start


def _made(whole: Said, parts: Sequence[Said]) -> Iterator[Division]:
    if FEWEST <= len(parts) <= MOST and _may_divide(whole, parts):
        yield Division(whole, tuple(parts))


def _may_divide(whole: Said, parts: Sequence[Said]) -> bool:
    kinds = {kind_of(part) for part in parts} - {""}
    is_like = kind_of(whole) in ("", *kinds) if kinds else not whole.number.is_percent
    if whole.measure in _NEVER or not is_like or whole.number.bound is not Bound.EXACT:
        return False
    if not (is_value(whole) or (whole.is_change and whole.passage.figures[whole.index].is_plain)):
        return False
    is_odd = not kind_of(whole) and whole.number.decimals and all(kind_of(p) for p in parts)
    is_other = bool(kinds & _MEASURES) and _is_of_unknown_noun(whole)
    return whole.number.quantity > 0 and not (
        is_odd or is_other or whole.passage.figures[whole.index].top[1:]
    )


def _ends(run: Sequence[Said], start: int) -> list[int]:
    """Return where the parts from a place on may end: with the run, or where a clause does."""
    within = range(start + FEWEST, min(len(run), start + MOST + 1))
    ends = [end for end in within if _is_break(run[end - 1], run[end])]
    return [*ends, len(run)] if FEWEST <= len(run) - start <= MOST else ends


def _starts(run: Sequence[Said], end: int) -> list[int]:
    within = range(end - FEWEST, max(-1, end - MOST - 1), -1)
    return [s for s in within if s == 0 or _is_break(run[s - 1], run[s])]


def _is_break(left: Said, right: Said) -> bool:
    gap = left.passage.lowered[left.number.end : right.number.start]
    return ";" in gap or ":" in gap or bool(_AMONG.search(gap))


def _wholes_before(figures: OpenFigures, place: int) -> list[Said]:
    """Return the values of the passages right before one, the nearest first."""
    found: list[Said] = []
    for at in range(place - 1, max(-1, place - 1 - PLACES_BACK), -1):
        if figures.outline.passages[at].is_in_table:
            break
        found += [said for said in reversed(figures.around.of(at)) if is_value(said)]
    return found


# --- telling -------------------------------------------------------------------------------------------


def _statement(found: Division) -> Statement:
    whole_number, *numbers = found.numbers
    expected = show(sum((number.quantity for number in numbers), Fraction(0)), whole_number)
    passage: Passage = found.parts[0].passage
    inside = [m.number for m in found.members if m.passage is passage and m.is_with(found.parts[0])]
    whole = found.whole
    also = () if whole.number in inside else (whole.passage.where(whole.number.start, whole.number.end),)
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
