"""One amount said twice: in another unit, in words, or first about and then exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.nouns import may_share
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, finely, show
from reportgen.errors import Severity

CONVERTED = "unit-conversion"
SPELLED = "number-in-words"
ABOUT = "bound-broken"

_OPENS = re.compile(
    r"\s*(?:(?:đất|gỗ|lúa|gạo|rừng|tiền mặt|vốn)\s*)?(?:\(|,)?\s*(?:tương đương|tức là|tức|hay|bằng|"
    r"cụ thể|chính xác|thực tế)?\s*(?:khoảng|với|là)?\s*"
    r"(?:gần|hơn|trên|xấp xỉ)?\s*"
)
_WORDS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
_IN_WORDS = re.compile(rf"\s*\((?P<word>{'|'.join(_WORDS)})\)")


def restatements(outline: Outline) -> Iterator[Outcome]:
    """Verify amounts that are said twice in a row."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            if not figure.is_plain:
                continue
            spelled = _IN_WORDS.match(passage.lowered, figure.end)
            if spelled:
                yield _in_words(passage, figure.number, spelled)
            if index + 1 < len(passage.figures) and passage.figures[index + 1].is_plain:
                yield from _said_again(passage, figure.number, passage.figures[index + 1].number, index)


def _in_words(passage: Passage, number: Number, spelled: re.Match[str]) -> Statement:
    is_right = number.value == _WORDS.index(spelled["word"])
    return _statement(
        SPELLED,
        passage,
        (number.start, spelled.end()),
        Verdict.RIGHT if is_right else Verdict.WRONG,
        f"số {number.text} và chữ “{spelled['word']}” khác nhau",
        "",
    )


def _said_again(passage: Passage, first: Number, second: Number, index: int) -> Iterator[Statement]:
    gap = passage.lowered[first.unit_end : second.start]
    same = first.unit.measure is second.unit.measure and may_share(first.unit, second.unit)
    is_inside = passage.depths[index + 1] > passage.depths[index]
    if not same or not _OPENS.fullmatch(gap) or not (is_inside or _EQUALS.search(gap)):
        return
    if not is_inside:
        if first.unit.factor != second.unit.factor or _is_unit_slip(first, second):
            yield _converted(passage, first, second)
        return
    closes = passage.lowered[second.unit_end : second.unit_end + 1] == ")"
    if (first.unit.factor != second.unit.factor and first.unit.measure is not Measure.COUNT) or (
        closes and _is_unit_slip(first, second)
    ):
        yield _converted(passage, first, second)
    elif closes and first.bound in _SIDES and first.unit.noun == second.unit.noun:
        yield _about(passage, first, second)


def _is_unit_slip(first: Number, second: Number) -> bool:
    """`12,5 ha (125.000 ha)`: the same digits in the same unit, some thousand times apart."""
    if first.unit.measure in _NO_SLIPS or not first.quantity or not second.quantity:
        return False
    quotient = max(first.quantity, second.quantity) / min(first.quantity, second.quantity)
    return any(abs(quotient / power - 1) < SLIGHT for power in (100, 1000, 10_000, 10**6, 10**9))


SLIGHT = Fraction(1, 100)  # «1.286 triệu đồng (gần 1,29 triệu đồng)»: the second is rounded
_EQUALS = re.compile(r"\b(?:tương đương|tức|hay)\b")


_NO_SLIPS = {Measure.COUNT, Measure.PERCENT, Measure.POINTS, Measure.PER_MILLE, Measure.RATE, Measure.TIME}


def _converted(passage: Passage, first: Number, second: Number) -> Statement:
    one, other = (finely(number)[0] for number in (first, second))
    agree = (one.low <= other.high and other.low <= one.high) or _is_on_its_side(first, second)
    expected = show(first.quantity, second)
    return _statement(
        CONVERTED,
        passage,
        (first.start, second.end),
        Verdict.RIGHT if agree else Verdict.WRONG,
        f"{first.text} {first.unit.text} đổi ra {expected} {second.unit.text}, không phải {second.text}",
        expected,
    )


_SIDES = {Bound.ABOVE: 1, Bound.AT_LEAST: 1, Bound.BELOW: -1, Bound.AT_MOST: -1}


def _is_on_its_side(first: Number, second: Number) -> bool:
    """`trên 1,5 tỷ đồng (1.590 triệu đồng)`: above, and by less than one unit of the last digit."""
    side = _SIDES.get(first.bound, 0)
    return 0 < (second.quantity - first.quantity) * side < first.step


def _about(passage: Passage, first: Number, second: Number) -> Statement:
    is_right = (second.quantity - first.quantity) * _SIDES[first.bound] >= 0
    return _statement(
        ABOUT,
        passage,
        (first.start, second.end),
        Verdict.RIGHT if is_right else Verdict.WRONG,
        f"ghi “{passage.text[: first.start].split()[-1]} {first.text}” nhưng số cụ thể là {second.text}",
        "",
    )


def _statement(
    rule: str, passage: Passage, span: tuple[int, int], verdict: Verdict, message: str, expected: str
) -> Statement:
    remedy = "Kiểm tra lại và thống nhất hai số."
    return Statement(rule, passage, *span, verdict, message, expected, remedy, Severity.WARNING)
