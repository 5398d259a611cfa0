"""A number raised by what was added: `thành lập mới 08 tổ chức, nâng tổng số từ 11 lên 19`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict, is_count, show
from reportgen.errors import Severity

RULE = "stock-and-flow"
_RAISED_TO = re.compile(r"\bnâng\b[^.;()0-9]{0,60}\blên\s*(?:thành\s*)?$")
_RAISED_FROM = re.compile(r"\bnâng\b[^.;()0-9]{0,60}\btừ\s*$")
_TO = re.compile(r"\blên\s*(?:thành\s*)?$")
_ADDED = re.compile(
    r"\b(?:mới|thêm|tăng|bổ sung|kết nạp|phát triển|thành lập|công nhận|xây dựng|tiếp nhận|tuyển)\b[^;.()]*$"
)
_THEN = re.compile(r"\b(?:năm|kỳ|quý|tháng|trước|đầu)\b")
FURTHEST_OFF = 3


def raised_totals(outline: Outline) -> Iterator[Outcome]:
    """Verify each total said to be raised to a number against what was before and what was added."""
    for _, passage in outline:
        for index in range(1, len(passage.figures)):
            statement = _raised(passage, index)
            if statement:
                yield statement


def _raised(passage: Passage, index: int) -> Statement | None:
    sentence = passage.in_sentence(index)
    if _RAISED_TO.search(passage.before(index)):
        base, added = _bracketed(passage, index), index - 1
    elif _TO.search(passage.before(index)) and _RAISED_FROM.search(passage.before(index - 1)):
        base, added = index - 1, index - 2
    else:
        return None
    if base not in sentence or added not in sentence or not _ADDED.search(passage.before(added)):
        return None
    numbers = [passage.figures[place].number for place in (base, added, index)]
    is_exact = all(is_count(n) and n.bound is Bound.EXACT for n in numbers)
    is_plain = all(passage.figures[place].is_plain for place in (base, added, index))
    return _verified(passage, numbers) if is_exact and is_plain else None


def _bracketed(passage: Passage, index: int) -> int:
    """Return the number of then in the bracket after the total: `lên 512 hộ (cuối năm 2023: 489 hộ)`."""
    following = index + 1
    is_inside = following in passage.in_sentence(index) and passage.depths[following] > passage.depths[index]
    text = passage.lowered[passage.figures[index].end : passage.sentence_of(passage.figures[index].start)[1]]
    return following if is_inside and _THEN.search(text.partition(")")[0]) else -1


def _verified(passage: Passage, numbers: list[Number]) -> Statement | None:
    base, added, total = numbers
    risen = total.value - base.value
    if not 0 < risen <= added.value * FURTHEST_OFF or added.value > risen * FURTHEST_OFF:
        return None
    start, end = min(n.start for n in numbers), max(n.end for n in numbers)
    if risen == added.value:
        return Statement(RULE, passage, start, end, Verdict.RIGHT)
    expected = show(base.value + added.value, total)
    message = f"nâng lên {total.text} không khớp: {base.text} + {added.text} = {expected}"
    remedy = "Kiểm tra lại số đầu kỳ, số tăng thêm và số cuối."
    return Statement(RULE, passage, start, end, Verdict.WRONG, message, expected, remedy, Severity.WARNING)
