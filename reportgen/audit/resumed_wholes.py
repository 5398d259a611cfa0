"""Wholes that a paragraph takes up again: `15 dự án khởi công mới … Trong 15 dự án khởi công mới, …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.facts import names_in
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import FARTHEST, Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict
from reportgen.audit.words import CHANGE, COMPARES
from reportgen.errors import Severity

RULE = "same-fact-differs"
FEWEST_WORDS = 3
SMALLEST = 5
_TAKES_UP = re.compile(r"(?:^|[-+*•]|riêng)\s*trong\s+(?:tổng\s+)?(?:số\s+)?$")
_STOP = re.compile(r"[^\w\s]|\d")
_ADDS = re.compile(r"\b(?:thêm|bổ sung|thành lập|xây mới)\b")
_OTHER_TIME = re.compile(r"\b(?:năm|tháng|quý|cùng kỳ|kế hoạch|mục tiêu|phấn đấu|đầu kỳ|cuối kỳ)\b")


def resumed_wholes(outline: Outline) -> Iterator[Outcome]:
    """Compare a whole that a sentence takes up with the same things counted before it in the paragraph."""
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for index in range(1, len(passage.figures)):
            whole = _whole(passage, index)
            first = _first_said(passage, index, whole) if whole else None
            if whole and first:
                yield _statement(passage, first, whole)


def _whole(passage: Passage, index: int) -> Number | None:
    """Return the whole of «12/14 trạm y tế», or of «Trong 15 dự án khởi công mới, …»."""
    figure = passage.figures[index]
    if figure.is_ratio:
        return figure.bottom[0] if len(figure.bottom) == 1 and _is_count(figure.bottom[0]) else None
    start = passage.sentence_of(figure.start)[0]
    is_taken_up = _TAKES_UP.search(passage.lowered[start : figure.start])
    return figure.number if is_taken_up and figure.is_plain and _is_count(figure.number) else None


def _is_count(number: Number) -> bool:
    is_exact = number.bound is Bound.EXACT and not number.decimals and number.value >= SMALLEST
    return is_exact and number.unit.measure is Measure.COUNT


def _first_said(passage: Passage, index: int, whole: Number) -> Number | None:
    """Return the one count of the same things before a figure; None when there is no such one."""
    things = _things(passage, whole, index)
    is_ratio = passage.figures[index].is_ratio
    things = things[:FEWEST_WORDS] if is_ratio else things
    if len(things) < FEWEST_WORDS:
        return None
    found = [
        passage.figures[place].number
        for place in range(max(0, index - FARTHEST), index)
        if _counts(passage, place, things, is_start=is_ratio) and _is_of_one_time(passage, place, index)
    ]
    return found[0] if len({number.value for number in found}) == 1 and _is_near(found[0], whole) else None


def _things(passage: Passage, number: Number, index: int) -> list[str]:
    """Return the words right after a number, up to the next stop."""
    end = passage.sentence_of(number.start)[1]
    if index + 1 < len(passage.figures):
        end = min(end, passage.figures[index + 1].start)
    return _STOP.split(passage.lowered[number.end : end], maxsplit=1)[0].split()


def _counts(passage: Passage, place: int, things: list[str], *, is_start: bool) -> bool:
    figure, before = passage.figures[place], passage.before(place)
    if not figure.is_plain or not _is_count(figure.number):
        return False
    if any(pattern.search(before) for pattern in (CHANGE, COMPARES, _ADDS)):
        return False
    said = _things(passage, figure.number, place)
    return said[: len(things)] == things if is_start else said == things


def _is_of_one_time(passage: Passage, place: int, index: int) -> bool:
    """Say whether no other time and no other place is named between two figures."""
    start, end = passage.figures[place].end, passage.figures[index].start
    is_other = _OTHER_TIME.search(passage.lowered, start, end) or names_in(passage.text[start:end])
    return not is_other


def _is_near(first: Number, again: Number) -> bool:
    """Say whether two counts may be one with a slip."""
    if sorted(first.text.lstrip("0")) == sorted(again.text.lstrip("0")):
        return True
    return abs(first.value - again.value) <= max(Fraction(2), first.value / 10)


def _statement(passage: Passage, first: Number, again: Number) -> Statement:
    is_right = first.value == again.value
    told = passage.text[first.start : first.unit_end]
    return Statement(
        RULE,
        passage,
        again.start,
        again.end,
        Verdict.RIGHT if is_right else Verdict.WRONG,
        ""
        if is_right
        else f"chỗ này ghi {again.text}, phía trên cùng đoạn ghi “{told}” về cùng một nội dung",
        "" if is_right else first.text,
        "Đối chiếu hai chỗ và thống nhất một số.",
        Severity.WARNING,
        (passage.where(first.start, first.end),),
    )
