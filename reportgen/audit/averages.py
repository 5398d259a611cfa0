"""Averages that follow from a total and a number of things in the same sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.nouns import family, family_of
from reportgen.audit.numbers import Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, judge, show
from reportgen.audit.words import EARLIER

RULE = "average"
_EACH = re.compile(
    r"\b(?:bình quân|trung bình)\s+(?:khoảng\s+|mỗi\s+|một\s+|hằng\s+|hàng\s+)*"
    r"(?P<each>[^\W\d]+)?[^.;,0-9]{0,30}$"
)


def averages(outline: Outline) -> Iterator[Outcome]:
    """Verify each average whose total and divisor stand in its sentence."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            told = figure.is_plain and _EACH.search(passage.before(index))
            if told:
                yield from _average(passage, index, told["each"] or "")


def _average(passage: Passage, index: int, each: str) -> Iterator[Statement]:
    printed = passage.figures[index].number
    numbers = [
        passage.figures[i].number
        for i in passage.in_sentence(index)
        if i < index and not _is_earlier(passage, i)
    ]
    following = [passage.figures[i].number for i in passage.in_sentence(index) if index < i <= index + 2]
    divisor = _divisor(passage, index, each, numbers) or _divisor(passage, index, each, following)
    if divisor is None:
        return
    numbers += following
    wholes = [n for n in numbers if n is not divisor and _may_be_total(n, printed)]
    quotients = [(whole, quotient) for whole in wholes if (quotient := _over(whole, divisor))]
    right = next((pair for pair in quotients if judge(printed, pair[1]) is Verdict.RIGHT), None)
    if right or len(quotients) == 1:
        whole, exact = right or quotients[0]
        yield _statement(passage, index, (whole, divisor), exact)


def _is_earlier(passage: Passage, index: int) -> bool:
    """Whether a number is the base of a comparison: `so với cùng kỳ (4.874 lượt)`."""
    before = passage.before(index)
    return passage.depths[index] > 0 and bool(EARLIER.search(before)) and before.rstrip().endswith("(")


def _divisor(passage: Passage, index: int, each: str, numbers: list[Number]) -> Number | None:
    """Find the divisor: the number of the things named after «mỗi» or after the slash."""
    _, _, per = passage.figures[index].unit.text.partition("/")
    names = {each, per.split("/")[0].strip()} - {""}
    fitting = [n for n in numbers if names & set(n.unit.noun.split() or n.unit.text.split())]
    if not fitting:  # «cho 680 đối tượng, bình quân 4,8 triệu đồng/người»
        families = {family_of(name) for name in names} - {""}
        fitting = [n for n in numbers if family(n.unit) in families]
        fitting = fitting if len(fitting) == 1 else []
    return fitting[-1] if fitting and fitting[-1].quantity > 0 else None


def _may_be_total(whole: Number, printed: Number) -> bool:
    counted = printed.unit.text.split("/")[0].strip()
    if whole.unit.measure is Measure.TIME:  # «31.296 ngày điều trị, trung bình 6,0 ngày/lượt»
        return printed.unit.measure is Measure.RATE and counted == whole.unit.text
    if whole.unit.measure in (Measure.PERCENT, Measure.POINTS, Measure.RATE):
        return False
    if printed.unit.measure is Measure.RATE:
        is_same_kind = family_of(counted) != "" and family_of(counted) == family(whole.unit)
        return is_same_kind or counted.endswith(_last_word(whole))
    return whole.unit.measure is printed.unit.measure


def _last_word(number: Number) -> str:
    return number.unit.text.split(" ")[-1] if number.unit.text else "?"


def _over(whole: Number, divisor: Number) -> Estimate | None:
    return estimate(whole).over(estimate(divisor).times(1 / divisor.unit.factor))


def _statement(passage: Passage, index: int, operands: tuple[Number, Number], exact: Estimate) -> Statement:
    printed = passage.figures[index].number
    whole, divisor = operands
    verdict, expected = judge(printed, exact), show(exact.best, printed)
    return Statement(
        RULE,
        passage,
        min(whole.start, divisor.start),
        printed.end,
        verdict,
        say_computed(printed.text, f"{whole.text}/{divisor.text}", expected, verdict),
        expected,
        say_remedy(printed.text, expected, verdict),
    )
