"""Rough figures of a summary against the exact one that the same words name: `vượt mốc 1.870 tỷ đồng`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.meant.around import Said
from reportgen.audit.meant.index import Named, name_words
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.statements import Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, show
from reportgen.errors import Severity

RULE = "same-fact-differs"
_PASSES = re.compile(r"\b(?:vượt|vượt mốc|vượt mức|cán mốc|đạt mốc)\s*$")
_NEVER = (Measure.PERCENT, Measure.POINTS, Measure.TIME, Measure.PER_MILLE, Measure.RATE)
_LIMIT = re.compile(
    r"\b(?:phấn đấu|chỉ tiêu|mục tiêu|kế hoạch|quy định|từ|tối đa|tối thiểu|ít nhất|mỗi|bình quân|yêu cầu|"
    r"thêm|tăng|giảm|cao|thấp|nhiều|dự kiến|cần|phải|hỗ trợ|trị giá|mức)\b"
)
_VERBS = subject_words("ước vượt mốc mức cán gần trên hơn đưa thu hút quy mô")
CLOSE = Fraction(1, 8)  # how far a right rough figure may be off
FAR = Fraction(2, 5)
FEWEST_DIGITS = 2


def rough_of(figures: OpenFigures, said: Said) -> Iterator[Statement]:
    """Yield what is wrong with a rough figure whose exact one the report tells once."""
    bound = _bound(said)
    if bound is None or said.measure in _NEVER or _LIMIT.search(said.label) or said.is_change:
        return
    if len(re.sub(r"[^0-9]", "", said.number.text)) < FEWEST_DIGITS:
        return
    words = _words(said)
    found = (
        [n for n in figures.index.named(words, said.place) if _is_exact(said, n)] if len(words) > 1 else []
    )
    if not found or any(_fits(said.number, bound, n.number) for n in found):
        return
    if len({n.number.quantity for n in found}) == 1 and _is_off(said.number, found[0].number):
        yield _statement(said, found[0])


def _bound(said: Said) -> Bound | None:
    if said.number.bound in (Bound.ABOUT, Bound.ABOVE, Bound.BELOW):
        return said.number.bound
    return Bound.ABOVE if _PASSES.search(said.label) else None


def _words(said: Said) -> frozenset[str]:
    unit = frozenset(said.number.unit.text.split())
    tail = re.split(r"\b(?:so với|trong|tại|ở|của|từ)\b", said.tail)[0]
    label = name_words(said.label) if said.label else frozenset()
    return frozenset((label | subject_words(tail)) - unit - _VERBS) | frozenset(
        said.number.unit.noun.split()[:1]
    )


def _is_exact(said: Said, named: Named) -> bool:
    """Whether a number tells the same thing more exactly, now and in running text."""
    other = named.said
    if other is None or other is said or other.is_change or other.measure is not said.measure:
        return False
    if named.place <= said.place:
        return False  # a summary stands first; what comes after tells the results may be a plan
    if other.number.bound is not Bound.EXACT or time_of(other.passage, other.index) is not Time.NOW:
        return False
    is_plain = other.passage.figures[other.index].is_plain
    return (
        is_plain
        and other.number.step < _grain(said.number)
        and other.number.unit.noun == said.number.unit.noun
    )


def _grain(number: Number) -> Fraction:
    """Return how fine a rough figure is: `1.200` counts hundreds."""
    digits = re.sub(r"[^0-9]", "", number.text)
    return number.step * Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))


def _fits(rough: Number, bound: Bound, exact: Number) -> bool:
    room = max(rough.quantity * CLOSE, rough.step)
    low = rough.quantity - (room if bound is not Bound.ABOVE else rough.step / 2)
    high = rough.quantity + (room if bound is not Bound.BELOW else rough.step / 2)
    return low <= exact.quantity <= high


def _is_off(rough: Number, exact: Number) -> bool:
    return abs(exact.quantity - rough.quantity) <= rough.quantity * FAR


def _statement(said: Said, named: Named) -> Statement:
    printed, exact = said.number, named.number
    expected = show(exact.quantity, printed)
    return Statement(
        RULE,
        said.passage,
        printed.start,
        printed.end,
        Verdict.WRONG,
        f"{printed.text} {printed.unit.text} không khớp: nơi khác ghi {exact.text} {exact.unit.text}".strip(),
        expected,
        f"Đối chiếu với {exact.text}; nếu cùng một nội dung thì sửa thành {expected}.",
        Severity.WARNING,
        also=(named.passage.where(exact.start, exact.end),),
    )
