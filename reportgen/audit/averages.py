"""Averages: `120 nhà, 6 tỷ đồng, bình quân 50 triệu đồng/nhà`, `trong 5 năm kết nạp 650, mỗi năm 130`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from reportgen.audit.divisors import Divisor, Elsewhere, divisors
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Number, lower
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.slips import is_scaled, is_slip
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.then_and_now import Time, about, is_value, time_of
from reportgen.audit.units import Measure, Unit, read_unit
from reportgen.audit.verdict import Estimate, Verdict, estimate, judge, show
from reportgen.audit.words import CHANGE, PLANNED

RULE = "average"
_SAID = re.compile(
    r"\b(?:bình\s+quân|trung\s+bình|mật\s+độ|suất\s+(?:đầu\s+tư|chi|vốn)|tỷ\s+lệ|tính\s+ra|mỗi|mức(?:\s+(?:hỗ\s+trợ|vay|chi))?)\b"
    r"[^;:()0-9]{0,70}$"
)
_EACH = re.compile(
    r"\b(?:mỗi|một|từng|bình\s+quân|trung\s+bình)\s+(?!mỗi\b|một\b|hằng\b|hàng\b|khoảng\b)(?P<each>[^\W\d]+(?:\s+[^\W\d]+){0,3})"
)
_EACH_ONE = re.compile(r"\b(?:mỗi|từng)\s+(?P<each>[^\W\d]+)")
_EVERY = re.compile(r"\b(?:hằng|hàng)\s+(?P<each>năm|tháng|quý|tuần|ngày)\b")
_AVERAGED = re.compile(r"\b(?:bình\s+quân|trung\s+bình|mật\s+độ|tỷ\s+lệ|suất\s+\w+|tính\s+ra)\b")
# «thấp hơn mức tối đa theo quy định (45 học sinh/lớp)»: what should be.
_NORM = re.compile(
    r"\b(?:tối đa|tối thiểu|quy định|chuẩn|định mức|khoán|phấn đấu|mục tiêu|chỉ tiêu|nhu cầu)\b"
)
_INCOME = re.compile(r"\bthu\s+nhập\b")  # of people: no output divided by heads
_PER_HEAD = re.compile(r"\bđầu\s+người\b")
_OTHER = (Measure.PERCENT, Measure.PER_MILLE, Measure.POINTS, Measure.RATE)
_OF_TWO = re.compile(r"/[^/]+/(?!\s*năm)")
_MONTHS = (3, 6, 9, 12)
BEFORE, AFTER = 14, 3  # figures around an average in which its total and divisor may stand
FURTHEST_OFF = 2  # an average so many times off is of other values
FURTHEST_OFF_FAR = Fraction(13, 10)  # where total or divisor stands in another sentence


@dataclass(frozen=True, slots=True)
class Average:
    """A printed average: what is counted (`of`) and for each of what (`each`, a few words)."""

    passage: Passage
    index: int
    of: Unit
    each: str
    is_sure: bool

    @property
    def printed(self) -> Number:
        """The number as printed."""
        return self.passage.figures[self.index].number


@dataclass(frozen=True, slots=True)
class Quotient:
    """A total over a divisor; `is_near` when both stand in the sentence of the average."""

    total: Number
    divisor: Divisor
    exact: Estimate
    is_near: bool
    shared: int


def averages(outline: Outline) -> Iterator[Outcome]:
    """Verify each average whose total and divisor are said near it."""
    elsewhere = Elsewhere(outline)
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for index in range(len(passage.figures)):
            average = _read(passage, index)
            if average:
                yield from _judged(elsewhere, average)


def _read(passage: Passage, index: int) -> Average | None:
    figure = passage.figures[index]
    before = _said_before(passage, index)
    if not figure.is_plain or figure.unit.measure in _OTHER[:3] or CHANGE.search(before):
        return None
    said = _SAID.search(before)
    of, each = _of_and_each(passage, index, said.group() if said else "")
    if not each or PLANNED.search(before) or time_of(passage, index) is Time.THEN:
        return None
    is_sure = bool(said and _AVERAGED.search(said.group()) and not _NORM.search(before))
    if not said and figure.unit.measure is not Measure.RATE:
        return None
    return Average(passage, index, of, each, is_sure)


def _said_before(passage: Passage, index: int) -> str:
    """Return the words before an average; the `01` of `bình quân 01 cuộc có 80 người` is one of them."""
    before = passage.before(index)
    if index and passage.figures[index - 1].number.value == 1 and index - 1 in passage.in_sentence(index):
        one = passage.figures[index - 1]
        return f"{passage.before(index - 1)}một {one.unit.text}{before}"
    return before


def _of_and_each(passage: Passage, index: int, said: str) -> tuple[Unit, str]:
    """Return what an average counts and for each of what: `triệu đồng` and `hộ`."""
    unit = passage.figures[index].unit
    named = list(_EACH_ONE.finditer(said))[-1:]
    if unit.measure is Measure.RATE and "/" in unit.text and not named:
        counted, _, per = unit.text.partition("/")
        rest = passage.rest(index)
        follows = re.match(r"[^;.()0-9]{0,20}", rest)
        return read_unit(lower(counted), 0)[
            0
        ], f"{per.split('/')[0].strip()}{follows.group() if follows else ''}"
    if _PER_HEAD.search(said):
        return unit, "người"
    if unit.measure is Measure.RATE and "/" in unit.text:  # «mỗi thẩm phán giải quyết 54 vụ/năm»
        unit = read_unit(lower(unit.text.partition("/")[0]), 0)[0]
    every = _EVERY.search(said)
    each = list(_EACH.finditer(said))[-1:]
    return unit, every["each"] if every else each[0]["each"] if each else ""


def _judged(elsewhere: Elsewhere, average: Average) -> Iterator[Statement]:
    found = list(_quotients(elsewhere, average))
    right = [quotient for quotient in found if judge(average.printed, quotient.exact) is Verdict.RIGHT]
    if right:
        yield _statement(average, right[0])
        return
    if _is_excused(average):
        return
    printed = average.printed.quantity
    close = [
        quotient
        for quotient in found
        if _is_of_size(printed, quotient) or (quotient.is_near and _is_in_other_unit(average, quotient))
    ]
    if not average.is_sure:
        close = [
            quotient
            for quotient in close
            if quotient.is_near
            and (is_slip(average.printed, quotient.exact) or _is_in_other_unit(average, quotient))
        ]
    near = [quotient for quotient in close if quotient.is_near or quotient.shared > 0]
    meant = near or (close if len(close) == 1 else [])
    blamed = min(meant, key=lambda quotient: abs(quotient.exact.best - printed), default=None)
    if blamed and (blamed.is_near or _is_clear(average, blamed, found)):
        yield _statement(average, blamed)


def _is_of_size(printed: Fraction, quotient: Quotient) -> bool:
    times = FURTHEST_OFF if quotient.is_near else FURTHEST_OFF_FAR
    return quotient.exact.best / times < printed < quotient.exact.best * times


def _is_clear(average: Average, blamed: Quotient, found: Sequence[Quotient]) -> bool:
    """Whether one far quotient alone may be meant: no other total of its words, or one digit off."""
    rivals = {quotient.exact.best for quotient in found if quotient.shared >= blamed.shared}
    return len(rivals) == 1 or is_slip(average.printed, blamed.exact) or _is_in_other_unit(average, blamed)


def _is_excused(average: Average) -> bool:
    """Whether an average is of two things (`đồng/người/tháng`), or of all that is listed before it."""
    if _OF_TWO.search(average.printed.unit.text):
        return True
    amounts = [average.passage.figures[place].number for place in sorted(_totals(average))]
    sums = list(accumulate(estimate(amount).best for amount in amounts))[1:]
    quotients = (Estimate(each / months, each / months, each / months) for each in sums for months in _MONTHS)
    is_monthly = average.each.split()[:1] == ["tháng"]
    return is_monthly and any(judge(average.printed, each) is Verdict.RIGHT for each in quotients)


def _is_in_other_unit(average: Average, quotient: Quotient) -> bool:
    """`600 tỷ đồng, bình quân 500.000 đồng/người`: right but for the unit of the amount."""
    is_amount = average.of.measure is Measure.MONEY
    return is_amount and is_scaled(average.printed, quotient.exact)


def _quotients(elsewhere: Elsewhere, average: Average) -> Iterator[Quotient]:
    """Yield every total over every divisor that the text offers, those of the sentence first."""
    passage, index = average.passage, average.index
    own = passage.in_sentence(index)
    totals = list(_totals(average))
    subject = about(passage, index)
    for divisor in divisors(elsewhere, passage, index, average.each):
        for place in totals:
            total = passage.figures[place].number
            exact = estimate(total).over(divisor.value)
            if divisor.start == total.start or exact is None:
                continue
            is_near = place in own and divisor.is_in(own, passage)
            shared = len(subject & about(passage, place)) + (total.unit.noun == average.of.noun != "")
            yield Quotient(total, divisor, exact, is_near, shared)


def _totals(average: Average) -> Iterator[int]:
    """Yield the places of the values of which it may be the average, the nearest first."""
    passage, index = average.passage, average.index
    places = range(max(0, index - BEFORE), min(len(passage.figures), index + AFTER + 1))
    for place in sorted(places, key=lambda place: abs(place - index)):
        figure = passage.figures[place]
        if place == index or CHANGE.search(passage.before(place)):
            continue
        if place > index and _is_in_next_clause(passage, index, place):
            continue
        if _INCOME.search(passage.before(index)) and not _INCOME.search(passage.before(place)):
            continue
        is_amount = (figure.is_plain and is_value(passage, place)) or _is_total_of_ratio(passage, place)
        if figure.number.unit.measure is Measure.TIME:
            is_amount = figure.is_plain
        if is_amount and _counts(average.of, figure.number) and time_of(passage, place) is not Time.THEN:
            yield place


def _is_in_next_clause(passage: Passage, index: int, place: int) -> bool:
    if place not in passage.in_sentence(index):
        return True
    return ";" in passage.lowered[passage.figures[index].end : passage.figures[place].start]


def _is_total_of_ratio(passage: Passage, place: int) -> bool:
    """`12.450 em/415 lớp`, `120 cán bộ/10 xã`."""
    numbers = passage.figures[place].numbers
    return len(numbers) == 2 and bool(numbers[0].unit.text) and numbers[0].unit != numbers[1].unit


def _counts(of: Unit, total: Number) -> bool:
    """Whether a total counts what the average does."""
    unit = total.unit
    if unit.measure is not of.measure or unit.measure in _OTHER:
        return False
    if of.measure is not Measure.COUNT:
        return True
    one, other = sorted((of.noun, unit.noun), key=len)
    is_same = bool(one) and (f"{other} ".startswith(f"{one} ") or f" {other}".endswith(f" {one}"))
    is_turn = "lượt" in (of.noun, unit.noun)
    return is_same or is_turn or "" != family(of) == family(unit)


def _statement(average: Average, quotient: Quotient) -> Statement:
    passage, printed = average.passage, average.printed
    verdict, expected = judge(printed, quotient.exact), show(quotient.exact.best, printed)
    opening, closing = passage.sentence_of(printed.start)
    inside = [
        number
        for number in (quotient.total, *quotient.divisor.numbers, printed)
        if opening <= number.start < closing
    ]
    formula = f"{quotient.total.text}/{quotient.divisor.text}"
    return Statement(
        RULE,
        passage,
        min(number.start for number in inside),
        max(number.end for number in inside),
        verdict,
        say_computed(printed.text, formula, expected, verdict),
        expected,
        say_remedy(printed.text, expected, verdict),
    )
