"""Means whose total and divisor stand in other sentences, in other words, or in the report's period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from reportgen.audit.meant.around import Said, is_exact
from reportgen.audit.meant.judging import is_near, statement
from reportgen.audit.meant.mean_reading import Mean, read_mean
from reportgen.audit.meant.mean_signs import clearly_meant, mean_words
from reportgen.audit.meant.spans import possible_spans, spans_of_report, told_spans
from reportgen.audit.nouns import family, family_of
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.statements import Statement
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import MEASURES, Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, exactly, judge, total

RULE = "average"
TIMES = ("tháng", "quý", "năm", "tuần", "ngày")
PEOPLE = ("người", "dân", "đầu", "khẩu", "nhân")
FEWEST_HEADS = 5000
MOST_TOPS, MOST_DIVISORS = 10, 10
UNNAMED = 3


@dataclass(frozen=True, slots=True)
class Divisor:
    """What a mean may be divided by, in pieces; `rank` 0 when its own words name it nearby."""

    value: Estimate
    text: str
    rank: int
    said: Said | None = None


def mean_of(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    """Yield what is to be said of a mean: right, or wrong when one reading is clearly meant."""
    mean = read_mean(said) if said.number.bound in (Bound.EXACT, Bound.ABOUT) else None
    if mean is None or time_of(said.passage, said.index) is Time.THEN:
        return
    around = figures.around
    near = [*around.before(said), *(o for o in around.after(said) if ";" not in _between(said, o))]
    tops = [top for top in near if _counts(mean, top)]
    divisors = [*_told_divisors(mean, near, figures.months)]
    others = [*_other_divisors(mean, near)]
    readings = list(_quotients(mean, tops, [*divisors, *others]))
    if any(_is_right(mean, exact) for _, _, exact in readings):
        yield from _better_meant(mean, readings)
        return
    if not figures.has(said.passage, said.number):
        return
    if any(_is_right(mean, exact) for exact in _of_sums(mean, tops, divisors)):
        return
    found = list(_meant(mean, tops, divisors, others))
    if found:
        top, divisor, exact = min(found, key=lambda each: abs(each[2].best / said.number.quantity - 1))
        yield statement(
            RULE,
            said,
            [top, *([divisor.said] if divisor.said else [])],
            exact,
            f"{top.number.text}/{divisor.text}",
        )


def _is_right(mean: Mean, exact: Estimate) -> bool:
    return judge(mean.printed, exact).rank < Verdict.WRONG.rank


def _better_meant(mean: Mean, readings: Sequence[Reading]) -> Iterator[Statement]:
    """Yield what is wrong with a mean that the numbers around make, but not those that its words name."""
    counted = {id(d.said) for _, d, _ in readings if d.said and d.rank < UNNAMED}
    named = [(top, d.said, exact) for top, d, exact in readings if d.said and id(top) not in counted]
    is_timed = any(_is_right(mean, exact) for _, d, exact in readings if not d.said)
    meant = None if is_timed or not mean.is_sure else clearly_meant(mean, named)
    if meant:
        formula = f"{meant.top.number.text}/{meant.divisor.number.text}"
        yield statement(RULE, mean.said, [meant.top, meant.divisor], meant.exact, formula)


def _between(said: Said, other: Said) -> str:
    return said.passage.lowered[said.number.end : other.number.start]


Reading = tuple[Said, Divisor, Estimate]


def _quotients(mean: Mean, tops: Sequence[Said], divisors: Sequence[Divisor]) -> Iterator[Reading]:
    for top in tops:
        for divisor in divisors:
            exact = _amount(mean, top).over(divisor.value)
            if exact is not None and divisor.said is not top:
                yield top, divisor, exact


def _amount(mean: Mean, top: Said) -> Estimate:
    """Return a total in the base of the mean, whose unit it leaves out or joins with another: `lượt.km`."""
    is_own = top.measure is mean.of.measure or top.measure is Measure.RATE
    return estimate(top.number) if is_own else estimate(top.number).times(mean.of.factor)


def _of_sums(mean: Mean, tops: Sequence[Said], divisors: Sequence[Divisor]) -> Iterator[Estimate]:
    """Yield the means of two or three totals together: `3.445 giường, chưa kể 320 giường`."""
    for first in range(min(len(tops), MOST_TOPS)):
        for count in (2, 3):
            run = tops[first : first + count]
            if len(run) == count and len({top.number.unit.measure for top in run}) == 1:
                made = total(_amount(mean, top) for top in run)
                yield from (q for d in divisors if d.rank < 2 and (q := made.over(d.value)))


def _meant(
    mean: Mean, tops: Sequence[Said], divisors: Sequence[Divisor], others: Sequence[Divisor]
) -> Iterator[Reading]:
    """Yield the readings that the words say clearly."""
    said, told = mean.said, [divisor for divisor in divisors if divisor.rank < 2][:3]
    clear = [q for d in told for q in _quotients(mean, _clear_tops(mean, tops, d)[:2], [d])]
    yield from (q for q in clear if is_near(said.number, q[2], far=mean.is_sure and q[0].is_with(said)))
    if clear or not mean.is_sure:
        return
    if not divisors:
        own = [top for top in tops if top.is_with(said)][:1]
        told = [
            d for d in others if d.said and d.said.is_with(said) and d.said not in own and _is_now(d.said)
        ]
        told = told if len(told) == 1 else []
        yield from (each for each in _quotients(mean, own, told) if is_near(said.number, each[2], far=True))
        return
    paragraph = [top for top in tops if top.passage is said.passage]
    near = [q for q in _quotients(mean, paragraph, told[:1]) if is_near(said.number, q[2])]
    yield from near if len(near) == 1 else ()


def _is_now(said: Said) -> bool:
    return time_of(said.passage, said.index) is Time.NOW


def _clear_tops(mean: Mean, tops: Sequence[Said], divisor: Divisor) -> list[Said]:
    said = mean.said
    own = [top for top in tops if top.is_with(said) and top.number.start < said.number.start]
    own = [top for top in own if _is_now(top) or top.index == said.index - 1]
    own = [top for top in own if top.passage.depths[top.index] <= said.passage.depths[said.index]] or own
    if own:
        return own[-1:] if _is_total(own[-1]) else own[:1]
    if not mean.is_sure and divisor.rank:
        return []
    about = mean_words(mean)
    earlier = [top for top in tops if top.place < said.place or top.number.start < said.number.start]
    named = [top for top in earlier if about & top.words and _is_now(top)]
    best = max((len(about & top.words) for top in named), default=0)
    return [top for top in named if len(about & top.words) == best]


_TOTAL = re.compile(r"\b(?:tổng|kinh phí|trị giá|giá trị|cộng)\b")


def _is_total(said: Said) -> bool:
    return bool(_TOTAL.search(said.label))


def _counts(mean: Mean, top: Said) -> bool:
    """Whether a number counts what the mean does."""
    unit = top.number.unit
    if top.is_change or unit.measure in (Measure.PERCENT, Measure.POINTS) or not is_exact(top):
        return False
    if top.number.quantity <= 0 or unit.noun == "lần":
        return False
    if unit.measure is Measure.RATE:  # «5.328 triệu đồng/năm» for `triệu đồng/người/tháng`
        return bool(mean.per) and unit.text.partition("/")[0].strip() == mean.of.text != ""
    return _is_of_unit(mean, top)


def _is_of_unit(mean: Mean, top: Said) -> bool:
    of, unit = mean.of, top.number.unit
    if re.match(
        rf"\.{re.escape(mean.of.text)}\b", top.passage.lowered[top.passage.figures[top.index].unit_end :]
    ):
        return bool(of.text)  # «793,6 triệu lượt khách.km»
    if mean.per and unit.measure is Measure.RATE:
        return unit.text.partition("/")[0].strip() == of.text and unit.text.count("/") == 1
    if of.measure is not Measure.COUNT:
        return unit.measure is of.measure or _is_led_by(top, of.text)
    words = mean.of_words.replace(",", " ").split()
    if unit.measure is not Measure.COUNT or not words:
        return False
    own = unit.noun.split()
    if own and (own[0] == words[0] or own[-1] == words[-1] or "lượt" in (own[0], words[0])):
        return True
    if own and "" != family(unit) == (family(of) or family_of(" ".join(words))):
        return True
    return " ".join(words[:2]) in f"{top.label} {top.tail}" or (
        not own and words[0] in top.label.split()[-3:]
    )


def _is_led_by(top: Said, unit: str) -> bool:
    """`ngày khách 1.121.000`: the unit stands before a bare number."""
    return bool(unit) and not top.number.unit.text and unit in top.label.split()


def _told_divisors(mean: Mean, near: Sequence[Said], months: int) -> Iterator[Divisor]:
    """Yield what the words of the mean name, the nearest first."""
    said = mean.said
    if mean.per or mean.heads:
        yield from _timed(mean, near, months) if mean.per else _of_heads(near)
        return
    first = mean.each.split()[0] if mean.each else ""
    if first in TIMES:
        told = told_spans(said.passage, (said.sentence[0], said.number.start), first)
        for at, count in enumerate(reversed(told)):
            yield Divisor(exactly(count), _plain(count), 0 if not at else 2)
        for count in spans_of_report(months, first):
            yield Divisor(exactly(count), f"{_plain(count)} {first}", 2 if told else 1)
        for count in [] if told else told_spans(said.passage, (0, said.number.start), first)[-1:]:
            yield Divisor(exactly(count), f"{_plain(count)} {first}", 1)
        yield from (Divisor(exactly(n), _plain(n), 3) for n in possible_spans(said.passage, first))
    if first:
        about = mean_words(mean)
        named = [other for other in near if _is_each(other, mean.each)]
        named.sort(key=lambda other: (not other.is_with(said), -len(about & other.words)))
        is_here = any(other.is_with(said) for other in named)
        for at, other in enumerate(named[:MOST_DIVISORS]):
            rank = 2 if is_here and not other.is_with(said) else int(at > 0)
            yield Divisor(_pieces(other, mean.each.strip()), other.number.text, rank, other)


def _of_heads(near: Sequence[Said]) -> Iterator[Divisor]:
    heads = (o for o in near if _is_people(o) and o.number.quantity > FEWEST_HEADS)
    for o in heads:
        yield Divisor(estimate(o.number).times(Fraction(1, 10_000)), f"{o.number.text} (vạn dân)", 0, o)


def _timed(mean: Mean, near: Sequence[Said], months: int) -> Iterator[Divisor]:
    """Yield heads times a span: `74 người`, `9 tháng` for `triệu đồng/người/tháng`."""
    said, unit = mean.said, mean.per
    told = told_spans(said.passage, said.sentence, unit)
    spans = [(n, 0 if told else 1) for n in told[-1:] or spans_of_report(months, unit)]
    spans += [
        (n, UNNAMED) for n in (Fraction(1), *told, *([] if told else possible_spans(said.passage, unit)))
    ]
    named = [other for other in near if _is_each(other, mean.each)][:MOST_DIVISORS]
    for other in named:
        for count, rank in spans:
            value = _pieces(other, mean.each).times(count)
            far = rank if other.is_with(said) else max(rank, 2)
            yield Divisor(value, f"({other.number.text} x {_plain(count)} {unit})", far, other)


def _plain(count: Fraction) -> str:
    return str(int(count)) if count.denominator == 1 else f"{float(count):.2f}"


def _other_divisors(mean: Mean, near: Sequence[Said]) -> Iterator[Divisor]:
    """Yield other counts, which may excuse a mean."""
    counts = (o for o in near if o.measure is Measure.COUNT and not o.is_change and o.number.value > 1)
    yield from (Divisor(_pieces(o), o.number.text, 3, o) for o in islice(counts, MOST_DIVISORS))


def _pieces(said: Said, each: str = "") -> Estimate:
    """Return how many things there are: `32,5 km` are 32,5, and 45.600 ha are 456 `km²`."""
    number = said.number
    if number.unit.measure is not Measure.COUNT and each in MEASURES:
        return estimate(number).times(1 / MEASURES[each][1])
    factor = Fraction(1) if number.unit.measure is Measure.COUNT else 1 / number.unit.factor
    return estimate(number).times(factor)


def _is_people(said: Said) -> bool:
    return said.number.unit.noun in ("người", "nhân khẩu", "khẩu") or "dân số" in said.label


def _is_each(said: Said, each: str) -> bool:
    number = said.number
    if said.measure in (Measure.PERCENT, Measure.POINTS, Measure.RATE) or number.value <= 0 or said.is_change:
        return False
    words = each.split()
    if words[0] in PEOPLE and (words[0] != "người" or len(words) == 1):
        return _is_people(said)
    if each in MEASURES and said.measure is MEASURES[each][0]:
        return True
    unit = (number.unit.noun or number.unit.text).split()
    if words[0] in unit[:1] or words[0] in unit[-1:]:
        return True
    if words[0] in said.tail.split()[:3]:
        return True
    if not number.unit.text and words[0] in said.label.split()[-3:]:
        return True
    name = " ".join(words[:2]) if family_of(" ".join(words[:2])) else words[0]
    return bool(unit) and "" != family_of(name) == family_of(number.unit.noun)
