"""Figures a power of ten off what their units say: `128,6 tỷ đồng, 2.143 hộ, 600 triệu đồng/hộ`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.nouns import family, family_of
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.reckoned.chance import digits_of
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, judge, show
from reportgen.audit.words import CHANGE
from reportgen.errors import Severity

RULE = "unit-scale"
_SCALED = (Measure.MONEY, Measure.AREA, Measure.MASS, Measure.VOLUME, Measure.LENGTH)
_SHARE = re.compile(r"\b(?:chiếm|bằng|đạt|tỷ lệ|tương đương|tương ứng|ứng với|tức)\b[^;.0-9]{0,40}$|\(\s*$")
_TIMES = re.compile(r"\b(?:gấp|bằng|xấp xỉ|cao gấp)\b[^;.0-9]{0,25}$")
_MEAN = re.compile(r"\b(?:bình quân|trung bình|mỗi|tính ra)\b[^;.0-9]{0,60}$")
_PER = re.compile(r"\b(?:mỗi|một|trên một)\s+(?P<noun>[^\W\d]+(?:\s+[^\W\d]+)?)")
SHIFTS = (-6, -3, -2, -1, 1, 2, 3, 6)
FEWEST_DIGITS = 2
FEWEST_FAR = 3
MOST_NEAR = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure follows from, exactly; `is_told` when the words or units tell so."""

    exact: Estimate
    formula: str
    operands: tuple[Said, ...]
    is_told: bool


def scales(outline: Outline) -> Iterator[Outcome]:
    """Verify figures that follow from amounts with units, but for a power of ten."""
    around = Surroundings(outline)
    for place, _ in outline:
        for said in around.of(place):
            if said.number.bound in (Bound.EXACT, Bound.ABOUT) and said.number.value > 0:
                yield from _judged(said, list(_readings(around, said)))


def _judged(said: Said, readings: Sequence[Reading]) -> Iterator[Statement]:
    """Blame a figure that one reading makes but for a power of ten, when none makes it as it is."""
    printed = said.number
    if any(judge(printed, reading.exact) is not Verdict.WRONG for reading in readings):
        return
    telling = len(digits_of(printed.text)) if printed.decimals or printed.value % 10 else 0
    for reading in readings:
        if telling < (FEWEST_DIGITS if reading.is_told else FEWEST_FAR) and not _is_by_units(said, reading):
            continue
        if any(judge(printed, _shifted(reading.exact, power)) is Verdict.RIGHT for power in SHIFTS):
            yield _statement(said, reading)
            return


def _is_by_units(said: Said, reading: Reading) -> bool:
    """`600 triệu đồng/hộ` of the only hộ and the only money of the sentence."""
    return reading.is_told and said.measure is Measure.RATE


def _shifted(exact: Estimate, power: int) -> Estimate:
    factor = 10 ** abs(power)
    if power > 0:
        return exact.times(factor)
    return Estimate(exact.best / factor, exact.low / factor, exact.high / factor)


# --- what a figure may follow from ---------------------------------------------------------------------


def _readings(around: Surroundings, said: Said) -> Iterator[Reading]:
    before = said.passage.before(said.index)
    if said.number.is_percent:
        if not CHANGE.search(before) and _SHARE.search(before):
            yield from _of_shares(around, said)
    elif said.number.unit.noun == "lần" and _TIMES.search(before):
        yield from _of_times(around, said)
    elif said.measure is Measure.RATE or (said.measure is Measure.MONEY and _is_mean(said)):
        yield from _of_means(around, said)
    elif said.measure is Measure.MASS:
        yield from _of_harvests(around, said)


def _near(around: Surroundings, said: Said) -> list[Said]:
    """Return the exact values around, the nearest first."""
    found = [*around.before(said)[:MOST_NEAR], *around.after(said)]
    return [o for o in found if o.number.bound is Bound.EXACT and not o.is_change and o.number.value > 0]


def _of_shares(around: Surroundings, said: Said) -> Iterator[Reading]:
    near = _near(around, said)
    own = next((o for o in near if o.index == said.index - 1 and o.is_with(said)), None)
    if own is None or own.measure not in _SCALED or ";" in said.passage.between(own.index, said.index):
        return
    named = subject_words(said.tail) - {"tổng", "số", "trên"}
    for whole in near:
        if whole is own or whole.measure is not own.measure:
            continue
        quotient = estimate(own.number).over(estimate(whole.number))
        is_told = whole.is_with(said) or bool(named & whole.words)
        if quotient:
            yield Reading(quotient.times(100), _over(own, whole), (own, whole), is_told)
        turned = estimate(whole.number).over(estimate(own.number))
        if turned and whole.is_with(said) and whole.number.quantity < own.number.quantity:
            yield Reading(turned.times(100), _over(whole, own), (own, whole), False)


def _of_times(around: Surroundings, said: Said) -> Iterator[Reading]:
    near = [o for o in _near(around, said) if o.is_with(said) and o.measure in _SCALED]
    for now in [o for o in near if o.number.start < said.number.start][:2]:
        for base in near:
            quotient = estimate(now.number).over(estimate(base.number))
            if base is not now and base.measure is now.measure and quotient:
                yield Reading(quotient, _over(now, base), (now, base), base.number.start > said.number.start)


def _is_mean(said: Said) -> bool:
    return bool(_MEAN.search(said.passage.before(said.index))) or bool(
        _PER.match(said.tail.removeprefix(said.number.unit.text).strip())
    )


def _of_means(around: Surroundings, said: Said) -> Iterator[Reading]:
    """Yield a total over each number of what the mean is of one: by the noun behind the slash or «mỗi»."""
    noun, measure = _noun_of(said), _measure_of(said)
    near = _near(around, said)
    counts = [o for o in near if noun and o.measure is Measure.COUNT and _counts(o.number, noun)]
    totals = [o for o in near if o.measure is measure]
    for count in counts[:3]:
        for total in totals[:6]:
            quotient = estimate(total.number).over(estimate(count.number))
            is_sure = len(totals) == 1 or (total.is_with(said) and count.is_with(said))
            if quotient:
                yield Reading(quotient, _over(total, count), (total, count), is_sure)


def _measure_of(said: Said) -> Measure:
    if said.measure is not Measure.RATE:
        return said.measure
    return Measure.MONEY if "đồng" in said.number.unit.text else Measure.MASS


def _noun_of(said: Said) -> str:
    if said.measure is Measure.RATE:
        parts = said.number.unit.text.split("/")
        return parts[1].strip() if len(parts) == 2 else ""
    behind = said.tail.removeprefix(said.number.unit.text)
    found = _PER.search(f"{said.label} ") or _PER.match(behind.strip())
    return found["noun"].strip() if found else ""


def _counts(number: Number, noun: str) -> bool:
    own = number.unit.noun
    kind = family_of(noun) or family_of(noun.split()[0])
    return own != "" and (
        noun.startswith(own) or own.startswith(noun) or (kind != "" and family(number.unit) == kind)
    )


def _of_harvests(around: Surroundings, said: Said) -> Iterator[Reading]:
    """Yield area times yield: `486 ha, năng suất 66,5 tạ/ha, sản lượng 3.231,9 tấn`."""
    near = [
        o for o in _near(around, said) if o.passage is said.passage and o.number.start < said.number.start
    ]
    yields = [o for o in near if o.measure is Measure.RATE and o.number.unit.text.endswith("/ha")]
    crop = said.words & yields[0].words - {"sản", "lượng", "ha"} if yields else frozenset()
    areas = [o for o in near if o.measure is Measure.AREA and not o.is_with(said) and crop & o.words]
    for each in yields[:1]:
        for area in areas[:3]:
            made = area.number.quantity * each.number.quantity / 10_000
            room = (
                area.number.step * each.number.quantity / 20_000
                + each.number.step * area.number.quantity / 20_000
            )
            exact = Estimate(made, made - room, made + room)
            yield Reading(exact, f"{area.number.text} x {each.number.text}", (area, each), True)


def _over(top: Said, bottom: Said) -> str:
    return f"{top.number.text} {top.number.unit.text}/{bottom.number.text} {bottom.number.unit.text}".strip()


# --- saying so -----------------------------------------------------------------------------------------


def _statement(said: Said, reading: Reading) -> Statement:
    printed = said.number
    expected = show(reading.exact.best, printed)
    inside = [o.number for o in reading.operands if o.is_with(said)]
    others = [o for o in reading.operands if not o.is_with(said)]
    return Statement(
        RULE,
        said.passage,
        min([printed.start, *(n.start for n in inside)]),
        max([printed.unit_end, *(n.end for n in inside)]),
        Verdict.WRONG,
        f"{printed.text} không khớp về đơn vị hoặc dấu phẩy: {reading.formula} = {expected}",
        expected,
        "Kiểm tra lại đơn vị tính (nghìn, triệu, tỷ; m², ha; tạ, tấn) và dấu phẩy của các số này.",
        Severity.WARNING,
        also=tuple(o.passage.where(o.number.start, o.number.end) for o in others),
    )
