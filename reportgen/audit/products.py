"""Totals that follow from a number of things and the amount for each: `45 hộ, 50 triệu/hộ, 2.250 triệu`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.nouns import family, family_of
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.slips import is_scaled, is_slip
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.units import MEASURES, Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, judge, show
from reportgen.audit.words import CHANGE, COMPARES

RULE = "product"
_EACH = re.compile(r"\bmỗi\s+(?P<of>[^\W\d]+(?:\s[^\W\d]+)?)\s*(?:được|nhận|hỗ trợ|vay|trị giá|là|\s)*$")
_MEANS = re.compile(r"\b(?:bình quân|trung bình|tối đa|không quá|từ)\b")


def products(outline: Outline) -> Iterator[Outcome]:
    """Verify totals against number times amount, where both stand in the sentence."""
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for index, figure in enumerate(passage.figures):
            if not figure.is_plain or figure.number.bound is not Bound.EXACT:
                continue
            each = _per(passage, index)
            if each:
                yield from _product(passage, index, each)


def _per(passage: Passage, index: int) -> str:
    """Return the thing that an amount is for; empty when it is no such amount."""
    number, before = passage.figures[index].number, passage.before(index)
    if _MEANS.search(before) or CHANGE.search(before):
        return ""
    if number.unit.measure is Measure.RATE:
        amount, _, per = number.unit.text.partition("/")
        return (
            per.strip() if "/" not in per and amount.split()[-1:] and amount.split()[-1] in MEASURES else ""
        )
    told = _EACH.search(before)
    return told["of"].split()[0] if told and number.unit.measure is not Measure.COUNT else ""


def _product(passage: Passage, index: int, each: str) -> Iterator[Statement]:
    rate = passage.figures[index].number
    places = [place for place in passage.in_sentence(index) if place != index]
    plain = [place for place in places if passage.figures[place].is_plain and not _is_other(passage, place)]
    counts = [
        passage.figures[place].number for place in plain if _counts(passage.figures[place].number, each)
    ]
    measure = _measure_of(rate)
    totals = [
        passage.figures[place].number for place in plain if passage.figures[place].unit.measure is measure
    ]
    if len(counts) != 1 or not totals:
        return
    exact = _times(counts[0], rate)
    if any(judge(whole, exact) is Verdict.RIGHT for whole in totals):
        yield _statement(passage, (counts[0], rate, totals[0]), exact, Verdict.RIGHT)
    elif len(totals) == 1 and (is_scaled(totals[0], exact) or is_slip(totals[0], exact)):
        yield _statement(passage, (counts[0], rate, totals[0]), exact, Verdict.WRONG)


def _is_other(passage: Passage, place: int) -> bool:
    before = passage.before(place)
    return bool(CHANGE.search(before) or COMPARES.search(before))


def _counts(number: Number, each: str) -> bool:
    if number.unit.measure is not Measure.COUNT or number.unit.noun == "":
        return False
    is_named = each in number.unit.noun.split()
    return is_named or (family_of(each) != "" and family_of(each) == family(number.unit))


def _measure_of(rate: Number) -> Measure:
    if rate.unit.measure is not Measure.RATE:
        return rate.unit.measure
    amount = rate.unit.text.partition("/")[0].split()
    return MEASURES[amount[-1]][0]


def _times(count: Number, rate: Number) -> Estimate:
    one, other = estimate(count), estimate(rate)
    return Estimate(one.best * other.best, one.low * other.low, one.high * other.high)


def _statement(
    passage: Passage, numbers: tuple[Number, Number, Number], exact: Estimate, verdict: Verdict
) -> Statement:
    count, rate, whole = numbers
    expected = show(exact.best, whole)
    is_right = verdict is Verdict.RIGHT
    told = f"{count.text} x {rate.text} {rate.unit.text}"
    return Statement(
        RULE,
        passage,
        min(number.start for number in numbers),
        max(number.end for number in numbers),
        verdict,
        ""
        if is_right
        else f"{whole.text} {whole.unit.text} không đúng: {told} = {expected} {whole.unit.text}",
        expected,
        "Kiểm tra lại số lượng, mức và tổng; xem cả đơn vị tính.",
    )
