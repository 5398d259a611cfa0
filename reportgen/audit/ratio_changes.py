"""Differences of the numbers of a ratio: `giảm 05 vụ so với cùng kỳ (12/17 vụ)`, `15/12 cuộc, vượt 03`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.numbers import Bound, Figure
from reportgen.audit.outline import Outline
from reportgen.audit.pairs_by_time import are_kin
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.verdict import Estimate, finely, judge, show
from reportgen.audit.words import AGAINST_EARLIER, CHANGE, EARLIER, RANKS

RULE = "change"
_BRACKETED = re.compile(rf"[^;()]*(?:{EARLIER.pattern})[^;()]*\([^;()0-9]{{0,20}}")
_OF_PLAN = re.compile(r"\b(?:vượt|thiếu|hụt)(?:\s+(?:là|khoảng|được))?\s*$")


def ratio_changes(outline: Outline) -> Iterator[Outcome]:
    """Verify each change that a ratio next to it tells."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            if (
                not figure.is_plain
                or figure.number.bound is not Bound.EXACT
                or RANKS.match(passage.rest(index))
            ):
                continue
            ratio = _after(passage, index) or _before(passage, index)
            if ratio is not None:
                yield _judged(passage, index, passage.figures[ratio])


def _is_ratio(passage: Passage, index: int, place: int) -> bool:
    if place not in passage.in_sentence(index):
        return False
    figure = passage.figures[place]
    return (
        figure.is_ratio
        and len(figure.numbers) == 2
        and are_kin(figure.numbers[1], passage.figures[index].number)
    )


def _after(passage: Passage, index: int) -> int | None:
    """`giảm 05 vụ so với cùng kỳ (12/17 vụ)`."""
    if not CHANGE.search(passage.before(index)) or not _is_ratio(passage, index, index + 1):
        return None
    gap = passage.lowered[passage.figures[index].end : passage.figures[index + 1].start]
    return index + 1 if _BRACKETED.fullmatch(gap) else None


def _before(passage: Passage, index: int) -> int | None:
    """`đã kiểm tra 15/12 cuộc, vượt 03 cuộc`, `có 89/92 biên chế, thiếu 03`."""
    if not _OF_PLAN.search(passage.before(index)) or AGAINST_EARLIER.match(passage.rest(index)):
        return None
    return index - 1 if index and _is_ratio(passage, index, index - 1) else None


def _judged(passage: Passage, index: int, ratio: Figure) -> Statement:
    printed = passage.figures[index].number
    one, other = finely(*ratio.numbers)
    difference = one - other
    if difference.best < 0:
        difference = Estimate(-difference.best, -difference.high, -difference.low)
    verdict, expected = judge(printed, difference), show(difference.best, printed)
    formula = f"chênh lệch giữa {ratio.numbers[0].text} và {ratio.numbers[1].text}"
    start, end = min(ratio.start, printed.start), max(ratio.end, printed.end)
    message = say_computed(printed.text, formula, expected, verdict)
    remedy = say_remedy(printed.text, expected, verdict)
    return Statement(RULE, passage, start, end, verdict, message, expected, remedy)
