"""Shares of what a clause only names: `Trộm cắp tài sản chiếm tỷ lệ cao nhất (47,1%)`, counted before."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

from reportgen.audit.named_values import label_before
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.parts import can_be_total
from reportgen.audit.passages import FARTHEST, Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.slips import is_slip
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.subjects import subject_words
from reportgen.audit.then_and_now import is_value
from reportgen.audit.verdict import Estimate, Verdict, estimate, judge, show
from reportgen.errors import Severity

RULE = "percent-of-total"
PASSAGES_BACK = 8
_SHARE = re.compile(
    r"(?:^|[;,.:]\s*|\btrong đó\s+)(?:(?:phần|số|riêng|trong đó|vốn|nguồn)\s+)*(?P<name>[^;,.:()]+?)"
    r"(?:\s+(?:nêu trên|nói trên|trên|này|vẫn|đã|hiện))*\s+chiếm\s+"
    r"(?:(?:tỷ lệ|tỷ trọng|tỉ lệ|cao nhất|lớn nhất|nhiều nhất|thấp nhất|chủ yếu|khoảng)\s*)*\(?\s*"
    r"(?:với\s+|là\s+)?$"
)
FEWEST_WORDS = 2


def named_shares(outline: Outline) -> Iterator[Outcome]:
    """Verify shares against the count that bears the name, and the numbers that may be its whole."""
    before: deque[Passage] = deque(maxlen=PASSAGES_BACK)
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for index in range(len(passage.figures)):
            name = _name(passage, index)
            if name:
                yield from _judged((passage, index), name, before)
        before.append(passage)


def _name(passage: Passage, index: int) -> str:
    """Return what a share is said of, when its own clause gives no count; else nothing."""
    figure = passage.figures[index]
    if not figure.is_plain or not figure.number.is_percent or figure.number.bound is not Bound.EXACT:
        return ""
    told = _SHARE.search(passage.before(index)) if role_of(passage, index) is Role.SHARE else None
    name = " ".join(told["name"].split()) if told else ""
    return name if len(name.split()) >= FEWEST_WORDS else ""


def _judged(share: tuple[Passage, int], name: str, before: Iterable[Passage]) -> Iterator[Statement]:
    passage, index = share
    said = list(_numbers_before(passage, index, before))
    part = next((number for label, number in said if f" {label}".endswith(f" {name}")), None)
    if part is None or part.quantity <= 0:
        return
    printed = passage.figures[index].number
    quotients = [
        (label, whole, quotient.times(100))
        for label, whole in said
        if whole.unit == part.unit and whole.quantity > part.quantity
        if (quotient := estimate(part).over(estimate(whole))) is not None
    ]
    if any(judge(printed, exact) is Verdict.RIGHT for _, _, exact in quotients):
        yield Statement(RULE, passage, printed.start, printed.end, Verdict.RIGHT)
        return
    named = subject_words(re.split(r"[;,.()0-9]", passage.rest(index))[0])
    is_named = len(named) >= FEWEST_WORDS
    meant = [(n, exact) for label, n, exact in quotients if is_named and named <= subject_words(label)]
    slips = [(n, exact) for _, n, exact in quotients if is_slip(printed, exact)]
    if len(meant) == 1 or slips:
        yield _wrong(share, part, *(meant if len(meant) == 1 else slips)[0])


def _wrong(share: tuple[Passage, int], part: Number, whole: Number, exact: Estimate) -> Statement:
    passage, index = share
    printed, wrong = passage.figures[index].number, Verdict.WRONG
    expected = show(exact.best, printed)
    message = say_computed(printed.text, f"{part.text}/{whole.text}", expected, wrong)
    remedy = say_remedy(printed.text, expected, wrong)
    span = (printed.start, printed.end)
    return Statement(RULE, passage, *span, wrong, message, expected, remedy, Severity.WARNING)


def _numbers_before(passage: Passage, index: int, before: Iterable[Passage]) -> Iterator[tuple[str, Number]]:
    """Yield the values said before a figure with the words right before each, the nearest first."""
    for other in (passage, *reversed(list(before))):
        last = index if other is passage else len(other.figures)
        for place in range(last - 1, max(-1, last - FARTHEST), -1):
            number = other.figures[place].number
            if is_value(other, place) and can_be_total(number.unit):
                yield label_before(other, place), number
