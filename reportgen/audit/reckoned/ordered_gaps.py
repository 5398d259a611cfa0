"""Changes between two lists of shares told in one order: `20,7%; 26,3% (năm 2022: 21,2%; 26,1%)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.passages import Passage
from reportgen.audit.reckoned.chance import are_one_slip
from reportgen.audit.statements import Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, show
from reportgen.audit.words import CHANGE
from reportgen.errors import Severity

FEWEST = 2
_OF_THEN = re.compile(
    r"\((?:[^()0-9]*(?:cùng kỳ|năm trước|đầu năm|đầu nhiệm kỳ|trước đây)|[^()]{0,40}năm\s+20\d\d)"
)
Pair = tuple[Number, Number]


def ordered_gaps(figures: OpenFigures) -> Iterator[Statement]:
    """Yield changes in points that are not those between the shares of two lists in one order."""
    for _, passage in figures.outline:
        pairs = [] if passage.is_in_table or "(" not in passage.text else _pairs(passage)
        if not pairs:
            continue
        last = max(then.end for _, then in pairs)
        for index, figure in enumerate(passage.figures):
            way = CHANGE.search(passage.before(index))
            if (
                way is None
                or figure.start < last
                or not figure.is_plain
                or not figures.has(passage, figure.number)
            ):
                continue
            is_share = figure.unit.measure in (Measure.POINTS, Measure.PERCENT)
            if is_share and figure.number.bound is Bound.EXACT:
                yield from _judged(passage, figure.number, pairs, is_up=bool(way["up"]))


def _pairs(passage: Passage) -> list[Pair]:
    """Return the shares of now and of then, in their order."""
    shares = [
        (depth, number)
        for index, (figure, depth) in enumerate(zip(passage.figures, passage.depths, strict=True))
        if not CHANGE.search(passage.before(index))
        for number in figure.numbers
        if number.is_percent
    ]
    runs = [[number for _, number in run] for _, run in groupby(shares, key=lambda share: share[0])]
    for nows, thens in pairwise(runs):
        if len(nows) == len(thens) >= FEWEST and _is_of_then(passage, nows[-1], thens[0]):
            return list(zip(nows, thens, strict=True))
    return []


def _is_of_then(passage: Passage, now: Number, then: Number) -> bool:
    between = passage.lowered[now.end : then.start]
    return bool(_OF_THEN.match(between.lstrip())) and now.start < then.start


def _judged(passage: Passage, printed: Number, pairs: Sequence[Pair], *, is_up: bool) -> Iterator[Statement]:
    gaps = [now.value - then.value for now, then in pairs]
    fitting = [gap for gap in gaps if abs(gap) == printed.value]
    if any((gap > 0) is is_up for gap in fitting):
        if printed.is_percent:
            yield _unsigned(passage, printed)
        return
    if fitting:
        yield _turned(passage, printed, pairs[gaps.index(fitting[0])])
        return
    said = int(printed.value / Fraction(1, 10**printed.decimals))
    for gap, pair in zip(gaps, pairs, strict=True):
        right = abs(gap) * 10**printed.decimals
        if right.denominator == 1 and (gap > 0) is is_up and are_one_slip(said, right.numerator):
            yield _mistyped(passage, printed, pair)
            return


def _unsigned(passage: Passage, printed: Number) -> Statement:
    expected = f"{printed.text.rstrip('% ')} điểm phần trăm"
    message = f"{printed.text} là chênh lệch giữa hai tỷ lệ nên phải ghi điểm phần trăm"
    return _statement("percent-or-points", passage, printed, message, expected, f"Ghi {expected}.")


def _turned(passage: Passage, printed: Number, pair: Pair) -> Statement:
    way = "tăng" if pair[0].value > pair[1].value else "giảm"
    message = f"{printed.text}: từ {pair[1].text} thành {pair[0].text} là {way}"
    remedy = "Kiểm tra lại chữ “tăng”, “giảm” và hai tỷ lệ được so sánh."
    return _statement("change-direction", passage, printed, message, way, remedy)


def _mistyped(passage: Passage, printed: Number, pair: Pair) -> Statement:
    gap = abs(pair[0].value - pair[1].value)
    expected = show(gap * printed.unit.factor, printed)
    message = f"{printed.text} không khớp: chênh lệch giữa {pair[0].text} và {pair[1].text} là {expected}"
    remedy = f"Kiểm tra lại các số; nếu hai tỷ lệ đúng thì sửa {printed.text} thành {expected}."
    return _statement("change", passage, printed, message, expected, remedy)


def _statement(
    rule: str, passage: Passage, printed: Number, message: str, expected: str, remedy: str
) -> Statement:
    span = (printed.start, printed.end)
    return Statement(rule, passage, *span, Verdict.WRONG, message, expected, remedy, Severity.WARNING)
