"""Shares whose part or whole is only named: by words, by a list before, by pairs in one order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from reportgen.audit.meant.around import Said
from reportgen.audit.meant.index import Index, Named, name_words
from reportgen.audit.meant.judging import is_near, statement
from reportgen.audit.meant.share_parts import OF_NOUN, Part, parts_of
from reportgen.audit.meant.share_readings import agreed
from reportgen.audit.nouns import may_share
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.other_wholes import is_share_of_other
from reportgen.audit.reckoned.chance import is_right
from reportgen.audit.statements import Statement
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, exactly, judge, total
from reportgen.audit.words import AGAINST_EARLIER, AGAINST_TARGET, CHANGE

RULE = "percent-of-total"
_NAME = re.compile(r"\s*(?P<name>[^;,.:()0-9%]{3,60})")
_STOPS = re.compile(
    r"\b(?:và|đồng thời|trong đó|nhưng|là|có|đạt|tăng|giảm|cao|thấp|so với (?:cùng|năm|đầu)|vào|được|"
    r"theo|thì|nên|đã(?! (?:giải|xử|thu|thực|phân|được|đưa)))\b.*$"
)
_GIVEN = re.compile(
    r"\b(?:chỉ tiêu|kế hoạch|mục tiêu|mức|quy định|yêu cầu|tối thiểu|tối đa|phấn đấu|ngưỡng|từ|đến|lên|còn)\b"
    r"[^;,.)0-9]{0,40}$"
)
_LIMIT = re.compile(r"\b(?:từ|đến|dưới|trên|ngưỡng|mức)\s*$")
ROUND = (100, 50, 0)


@dataclass(frozen=True, slots=True)
class Whole:
    """What a part may be a share of, and whether the words say so."""

    said: Said | None
    value: Estimate
    text: str
    is_meant: bool


def share_of(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    """Yield what is wrong with a share of which the words tell part and whole."""
    if not is_share(said):
        return
    around, index = figures.around, figures.index
    name = _name_of(said)
    near = [o for o in (*around.before(said), *around.after(said)) if not o.number.is_percent]
    parts = parts_of(around, index, said)
    found = None if _is_right(index, said, parts, name) else _reading(index, said, parts, name)
    if found is None:
        return
    part, whole, exact = found
    is_told = bool(name) and whole.said is not None
    if whole.said and not part.is_sure and agreed(said, whole.said) < 0:
        return  # the other shares of the sentence are of another whole
    if part.is_sure or not _is_excused(said, parts, near, is_told=is_told):
        operands = [*part.operands, *([whole.said] if whole.said else [])]
        wrong = statement(RULE, said, operands, exact, f"{part.text}/{whole.text}")
        yield from [] if is_share_of_other(wrong) else [wrong]


Reading = tuple[Part, Whole, Estimate]


def _readings(index: Index, said: Said, parts: Sequence[Part], name: frozenset[str]) -> Iterator[Reading]:
    for part in parts:
        for whole in _wholes(index, said, part, name):
            quotient = part.value.over(whole.value)
            if quotient is not None:
                yield part, whole, quotient.times(100)


def _is_right(index: Index, said: Said, parts: Sequence[Part], name: frozenset[str]) -> bool:
    read = _readings(index, said, parts, name)
    return any(judge(said.number, exact) is Verdict.RIGHT for _, _, exact in read)


def _reading(index: Index, said: Said, parts: Sequence[Part], name: frozenset[str]) -> Reading | None:
    """Return the one reading that the words mean, when the share is close enough to it."""
    room = ROOM if name else None
    meant = [
        (part, whole, exact)
        for part, whole, exact in _readings(index, said, parts, name)
        if whole.is_meant and (is_near(said.number, exact, room=room) or _is_too_much(part, said, exact))
    ]
    return meant[0] if len({exact.best for _, _, exact in meant}) == 1 else None


def is_share(said: Said) -> bool:
    """Whether a percentage may be a share: no change, no plan, no limit."""
    number, before = said.number, said.passage.before(said.index)
    if not number.is_percent or number.bound not in (Bound.EXACT, Bound.ABOUT) or number.value in ROUND:
        return False
    if not said.passage.figures[said.index].is_plain or number.text[:1] in "+-−" or _LIMIT.search(before):
        return False
    after = said.passage.after(said.index)
    if AGAINST_TARGET.match(after) or AGAINST_EARLIER.match(after) or CHANGE.search(before):
        return False
    is_reached = re.search(r"\b(?:đạt|bằng|chiếm)\b[^;,]*$", before)
    return not _GIVEN.search(before) or bool(is_reached and "mức" not in before)


def _name_of(said: Said) -> frozenset[str]:
    """Return the words that name the whole; those after the last of several shares count for all."""
    passage, at = said.passage, said.index
    if OF_NOUN.match(passage.after(at)):
        return frozenset()
    while (
        at + 1 < len(passage.figures)
        and passage.figures[at + 1].number.is_percent
        and re.fullmatch(
            r"\s*(?:,|và)\s*", passage.lowered[passage.figures[at].end : passage.figures[at + 1].start]
        )
    ):
        at += 1
    after = passage.after(at)
    if re.search(r"\b(?:chiếm|bằng|đạt)\b[^;()0-9]*\(\s*$", passage.before(said.index)):
        after = after.lstrip(" )")
    found = _NAME.match(after)
    return name_words(_STOPS.sub("", found["name"])) if found else frozenset()


def _is_excused(said: Said, parts: Sequence[Part], near: Sequence[Said], *, is_told: bool) -> bool:
    """Whether other numbers make the share: those of the sentence, or any when the words do not tell."""
    own = [o.number.quantity for o in near if o.is_with(said)]
    if any(_fits(said.number, one, two) for one in own for two in own if one < two):
        return True
    around = [o for o in near if o.passage is said.passage] if is_told else near
    return any(_is_made(said, part, around, is_told=is_told) for part in parts)


def _is_made(said: Said, part: Part, near: Sequence[Said], *, is_told: bool) -> bool:
    """Whether a part is the printed share of any number around, of a sum of them, or the rest of one.

    What the words tell is only excused by an exact share, of one number or of a list in one sentence.
    """
    like, top, printed = [o for o in near if _is_like(part, o.number)], part.value.best, said.number
    fits = _is_rounded if is_told else _fits
    for at, other in enumerate(like):
        whole = other.number.quantity
        if fits(printed, top, whole) or fits(printed, whole - top, whole):
            return True
        run = [o for o in like[at : at + MOST_SUMMED] if not is_told or o.is_with(other)]
        if any(fits(printed, top, summed) for summed in accumulate(o.number.quantity for o in run)):
            return True
    return False


def _is_rounded(printed: Number, top: Fraction, bottom: Fraction) -> bool:
    return bottom > 0 and top >= 0 and judge(printed, exactly(100 * top / bottom)) is Verdict.RIGHT


MOST_SUMMED = 8


def _fits(printed: Number, top: Fraction, bottom: Fraction) -> bool:
    return bottom > 0 and top >= 0 and is_right(printed, exactly(100 * top / bottom))


def _is_like(part: Part, number: Number) -> bool:
    if number.unit.measure is not part.number.unit.measure:
        return number.unit.text == "" or part.number.unit.text == ""
    return number.unit.measure is not Measure.COUNT or may_share(number.unit, part.number.unit)


def _wholes(index: Index, said: Said, part: Part, name: frozenset[str]) -> Iterator[Whole]:
    if part.whole is not None:
        yield Whole(part.whole, estimate(part.whole.number), part.whole.number.text, True)
        return
    found = [n for n in index.named(name, said.place) if _may_be_whole(said, part, n)]
    if part.wholes > 1:
        run = [n for n in found if n.said and _is_now(n) and n.place <= said.place][: part.wholes]
        if len(run) == part.wholes:
            text = " + ".join(n.number.text for n in reversed(run))
            yield Whole(None, total(estimate(n.number) for n in run), f"({text})", True)
        return
    meant = _meant_of(said, part, [n for n in found if _is_now(n)])
    for named in found:
        yield Whole(named.said, _value(part, named.number), named.number.text, named.number in meant)


def _meant_of(said: Said, part: Part, found: Sequence[Named]) -> list[Number]:
    """Return the one whole that a name means: in its paragraph, else in the text near it, else anywhere."""
    tiers = (
        [n for n in found if n.said and n.passage is said.passage],
        [n for n in found if n.said and 0 <= said.place - n.place <= PLACES_NEAR],
        [n for n in found if n.said],
        [n for n in found if not n.said],
    )
    for tier in tiers:
        if tier and len({n.number.quantity for n in tier}) > 1:
            near = (
                n
                for n in tier
                if (q := part.value.over(_value(part, n.number))) and is_near(said.number, q.times(100))
            )
            tier = list(near)
        if len({n.number.quantity for n in tier}) == 1:
            return [n.number for n in tier]
    return []


PLACES_NEAR = 4
ROOM = Fraction(3, 5)  # how far off a share of a named whole may be


def _value(part: Part, number: Number) -> Estimate:
    """Return a whole in the unit of the part when a table leaves its unit out."""
    if number.unit.text or part.number.unit.factor == 1:
        return estimate(number)
    return estimate(number).times(part.number.unit.factor)


def _may_be_whole(said: Said, part: Part, named: Named) -> bool:
    number = named.number
    if number.is_percent or number.bound is not Bound.EXACT or named.said in part.operands:
        return False
    if number.start == said.number.start and named.passage is said.passage:
        return False
    if named.said and not number.unit.text and 2 * number.value < part.number.value:
        return False
    return _is_like(part, number) and not (named.said and named.said.is_change)


def _is_now(named: Named) -> bool:
    return named.said is None or time_of(named.said.passage, named.said.index) is Time.NOW


MOST, MOST_TOO_MUCH = 100, 300


def _is_too_much(part: Part, said: Said, exact: Estimate) -> bool:
    """Whether a part is larger than the number it is taken from right before: `dự thi 812, đỗ 876`."""
    whole, top = part.whole, part.operands[0]
    if whole is None or not exact.low > MOST >= said.number.value or exact.low > MOST_TOO_MUCH:
        return False
    gap = whole.passage.lowered[whole.number.end : max(whole.number.end, top.number.start)]
    return top.index - whole.index < 2 and not re.search(r"\b(?:và|trên|còn)\b", gap)
