"""Percentages printed without their sign, told by the numbers beside them: `bằng 114 kế hoạch`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.audit.comparison import comparable
from reportgen.audit.numbers import Figure, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import FARTHEST, Passage
from reportgen.audit.signs import missing_sign
from reportgen.audit.statements import Outcome
from reportgen.audit.units import PERCENT, Measure
from reportgen.audit.verdict import Verdict, estimate, judge
from reportgen.audit.words import AGAINST_EARLIER, AGAINST_TARGET, CHANGE

LARGEST = 1000
_SAYS_PERCENT = re.compile(r"\b(?:đạt|bằng|chiếm|tương đương|tương ứng|tỷ lệ|tỉ lệ|là|tức)\s*(?:khoảng\s*)?$")
_ALONE_IN_BRACKET = re.compile(r"^[^;.,()]*\(\s*$")
_CLOSED = re.compile(r"\s*(?:[;,.)]|$|so với|trong tổng|tổng|của)")
# Of these nothing is counted, so that a bare number before them is a percentage.
_NEVER_COUNTED = re.compile(
    r"\s*(?:so với\s+)?(?:dự toán|công suất|cùng kỳ|năm trước|(?:kế hoạch|chỉ tiêu|mục tiêu)\s+(?:năm|"
    r"giao|vốn|tỉnh|"
    r"huyện|được|cả|đề ra|thành phố|hđnd))"
)
SMALLEST_ALONE = 20


def missing_signs(outline: Outline) -> Iterator[Outcome]:
    """Find bare numbers that are the quotient of the numbers beside them, or can only be percentages."""
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for index, figure in enumerate(passage.figures):
            if _may_lack_sign(passage, index) and _is_percentage(passage, index):
                yield missing_sign(passage, figure)


def _may_lack_sign(passage: Passage, index: int) -> bool:
    figure = passage.figures[index]
    number = figure.number
    if not figure.is_plain or number.is_padded or number.other or not 1 <= number.value <= LARGEST:
        return False
    if number.unit.measure is not Measure.COUNT or number.unit.factor != 1 or number.decimals > 2:
        return False
    after = passage.after(index)
    against = AGAINST_TARGET.match(after) or AGAINST_EARLIER.match(after)
    return bool(against or (not number.unit.noun and _CLOSED.match(after)))


def _is_percentage(passage: Passage, index: int) -> bool:
    before, after = passage.before(index), passage.after(index)
    if CHANGE.search(before):
        return _is_growth(passage, index)
    is_said = _SAYS_PERCENT.search(before)
    number = passage.figures[index].number
    if not is_said and not (_ALONE_IN_BRACKET.match(before) and number.decimals):
        return False
    if _is_quotient(passage, index):
        return True
    is_alone = _NEVER_COUNTED.match(after) and number.value >= SMALLEST_ALONE
    return bool(is_said and is_alone and re.search(r"\b(?:đạt|bằng)\s*$", before))


def _is_quotient(passage: Passage, index: int) -> bool:
    if not index or index - 1 not in passage.in_sentence(index):
        return False
    printed = _as_percent(passage.figures[index].number)
    base = passage.figures[index - 1]
    if base.is_ratio:
        return len(base.numbers) == 2 and _fits(printed, *base.numbers)
    if not base.is_plain or base.number.is_percent:
        return False
    after = passage.after(index)
    is_open = AGAINST_TARGET.match(after) or AGAINST_EARLIER.match(after)
    for whole in _others(passage, index):
        is_larger = whole.quantity >= base.number.quantity
        if (is_larger or is_open) and comparable(base.number, whole) and _fits(printed, base.number, whole):
            return True
    return False


def _others(passage: Passage, index: int) -> Iterator[Number]:
    first = max(0, index - FARTHEST // 4)
    last = min(len(passage.figures), index + 3)
    for place in range(first, last):
        figure: Figure = passage.figures[place]
        if place not in (index, index - 1) and figure.is_plain and not figure.number.is_percent:
            yield figure.number


def _as_percent(number: Number) -> Number:
    return replace(number, unit=PERCENT)


def _fits(printed: Number, part: Number, whole: Number) -> bool:
    quotient = estimate(part).over(estimate(whole))
    return quotient is not None and judge(printed, quotient.times(100)) is Verdict.RIGHT


def _is_growth(passage: Passage, index: int) -> bool:
    """`Thu 230 tỷ đồng, tăng 15 so với cùng kỳ (200 tỷ đồng)`: a difference would be 30."""
    if index + 1 not in passage.in_sentence(index) or not index:
        return False
    now, base = passage.figures[index - 1], passage.figures[index + 1]
    printed = passage.figures[index].number
    if not (now.is_plain and base.is_plain and comparable(now.number, base.number)) or now.number.is_percent:
        return False
    if not base.number.quantity or not AGAINST_EARLIER.match(passage.after(index)) or printed.unit.noun:
        return False
    moved = abs(now.number.value - base.number.value)
    grown = abs(now.number.quantity - base.number.quantity) / base.number.quantity * 100
    return moved != printed.value and abs(grown - printed.value) <= printed.step / 2
