"""Yearly averages of a change: `giảm từ 25% năm 2021 xuống 10% năm 2025, bình quân giảm 3,75 điểm %/năm`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.comparison import from_to
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, finely, judge, show
from reportgen.audit.words import CHANGE

RULE = "average"
_BEFORE = re.compile(
    r"\b(?:bình\s+quân|trung\s+bình|mỗi\s+năm|mỗi\s+tháng|hằng\s+năm|hàng\s+năm)\b[^;,.()]*$"
)
_AFTER = re.compile(r"\s*(?:điểm\s+(?:%|phần\s+trăm)\s*)?(?:/\s*|mỗi\s+|một\s+)(?:năm|tháng|quý)\b")
_YEAR = re.compile(r"(?<![0-9./])(?:19|20)[0-9]{2}(?![0-9])")


def is_averaged(passage: Passage, index: int) -> bool:
    """Whether a change is one per year: it is no difference between two values."""
    return bool(_BEFORE.search(passage.before(index)) or _AFTER.match(passage.after(index)))


def averaged_changes(outline: Outline) -> Iterator[Outcome]:
    """Verify each yearly change whose sentence gives both values and both years."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            if figure.is_plain and CHANGE.search(passage.before(index)) and is_averaged(passage, index):
                yield from _averaged(passage, index)


def _averaged(passage: Passage, index: int) -> Iterator[Statement]:
    printed = passage.figures[index].number
    whole = _whole(passage, index)
    spans = _spans(passage, index)
    if whole is None or not spans:
        return
    moved, start = whole
    told = [moved.times(Fraction(1, count)) for count in spans]
    exact = next((one for one in told if judge(printed, one) is Verdict.RIGHT), told[0])
    yield _statement(passage, index, start, exact)


def _whole(passage: Passage, index: int) -> tuple[Estimate, int] | None:
    """Return the whole change, said as one before or told by `từ … xuống …`, and where it is said."""
    printed = passage.figures[index].number
    places = [i for i in passage.in_sentence(index) if i < index and passage.figures[i].is_plain]
    pair = next(from_to(passage, places), None)
    if pair:
        now, base = finely(passage.figures[pair.now].number, passage.figures[pair.base].number)
        if printed.unit.measure is Measure.PERCENT and not passage.figures[pair.now].number.is_percent:
            return None
        return (now - base if now.best > base.best else base - now), pair.base
    said = [p for p in places if passage.figures[p].unit == printed.unit and CHANGE.search(passage.before(p))]
    return (estimate(passage.figures[said[-1]].number), said[-1]) if said else None


def _spans(passage: Passage, index: int) -> list[int]:
    """Return over how many years the change may be spread, the likeliest first."""
    start, _ = passage.sentence_of(passage.figures[index].start)
    counted = [
        int(passage.figures[i].number.value)
        for i in passage.in_sentence(index)
        if passage.figures[i].is_plain and passage.figures[i].unit.text == "năm"
    ]
    if counted:
        return [count for count in counted if count > 0]
    years = [int(year) for year in _YEAR.findall(passage.lowered[start : passage.figures[index].start])]
    span = max(years) - min(years) if years else 0
    return [span, span + 1] if span > 0 else []


def _statement(passage: Passage, index: int, base: int, exact: Estimate) -> Statement:
    printed = passage.figures[index].number
    verdict, expected = judge(printed, exact), show(exact.best, printed)
    message = say_computed(printed.text, "chênh lệch chia cho số năm", expected, verdict)
    remedy = say_remedy(printed.text, expected, verdict)
    start = passage.figures[base].start
    return Statement(RULE, passage, start, printed.end, verdict, message, expected, remedy)
