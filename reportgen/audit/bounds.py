"""Bounds that a text says and then breaks: `đều đạt từ 99,9% trở lên, trong đó … 99,88%`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict
from reportgen.audit.words import AMONG, CHANGE, CONSISTS, any_of
from reportgen.errors import Severity

RULE = "bound-broken"
ALL = any_of("đều|tất cả|100%|các|mỗi|toàn bộ|hầu hết")
_MEASURE = re.compile(r"\b(?:tỷ lệ|tỉ lệ|số|mức)\b(?P<of>[^,;:.]*)")
_SMALL = {"đạt", "là", "có", "từ", "trở", "lên", "đều", "các", "và", "của", "trong", "đó", "với", "được"}


def bounds(outline: Outline) -> Iterator[Outcome]:
    """Verify the numbers that illustrate a bound."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            if figure.is_plain and figure.number.bound in _HOLDS and _is_illustrated(passage, index):
                yield from _illustrations(passage, index)
            if figure.is_plain and figure.number.bound in _HOLDS and _is_met(passage, index):
                yield _statement(passage, figure.number, passage.figures[index - 1].number)


_HOLDS = {
    Bound.AT_LEAST: lambda bound, value: value >= bound,
    Bound.ABOVE: lambda bound, value: value > bound,
    Bound.AT_MOST: lambda bound, value: value <= bound,
    Bound.BELOW: lambda bound, value: value < bound,
}


_MET = re.compile(
    r"[^;.()]{0,40}\b(?:đạt|vượt|hoàn thành)\s+(?:và\s+vượt\s+)?(?:mức\s+)?(?:kế hoạch|chỉ tiêu|mục tiêu)\b"
    r"[^;.()0-9]{0,40}\([^;.()0-9]{0,30}$"
)
_MISSED = re.compile(r"\b(?:chưa|không)\b")


def _is_met(passage: Passage, index: int) -> bool:
    """`giảm 5,76 điểm %, vượt kế hoạch giao (giảm từ 5 điểm % trở lên)`: the value stands right before."""
    if not index or index - 1 not in passage.in_sentence(index):
        return False
    value, gap = passage.figures[index - 1], passage.between(index - 1, index)
    is_like = value.is_plain and value.unit == passage.figures[index].unit
    return bool(is_like and _MET.match(gap) and not _MISSED.search(gap))


def _is_illustrated(passage: Passage, index: int) -> bool:
    """Whether the bound is said of all, and examples of it follow."""
    if index + 1 not in passage.in_sentence(index):
        return False
    gap = passage.after(index)
    said_of_all = ALL.search(passage.before(index))
    return bool(said_of_all and (AMONG.search(gap) or CONSISTS.search(gap) or "(" in gap or ":" in gap))


def _illustrations(passage: Passage, index: int) -> Iterator[Statement]:
    said = passage.figures[index].number
    about = _words(passage.before(index))
    for other in passage.in_sentence(index):
        figure = passage.figures[other]
        if other <= index or not figure.is_plain or figure.unit.measure is not said.unit.measure:
            continue
        if _is_of(passage.before(other), about):
            yield _statement(passage, said, figure.number)


def _is_of(before: str, about: set[str]) -> bool:
    """Whether words before a number name no measure of their own, or the one of the bound."""
    if CHANGE.search(before):
        return False
    own = _MEASURE.search(before)
    if not own:
        return not re.search(r"\bchiếm\b", before)
    named = _words(own["of"])
    return len(named & about) * 4 >= len(named) * 3


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", text) if word not in _SMALL}


def _statement(passage: Passage, said: Number, number: Number) -> Statement:
    holds = _HOLDS[said.bound](said.value, number.value)
    rounds_to_it = abs(number.value - said.value) < said.step / 2
    return Statement(
        RULE,
        passage,
        said.start,
        number.end,
        Verdict.RIGHT if holds else Verdict.WRONG,
        f"{number.text} trái với mức “{_phrase(said)}” nêu ngay trước",
        "",
        f"Sửa mức {said.text} cho bao được {number.text}, hoặc kiểm tra lại {number.text}.",
        Severity.WARNING if rounds_to_it else None,
    )


def _phrase(said: Number) -> str:
    text = said.bound.value
    return text.replace("…", said.text) if "…" in text else f"{text} {said.text}"
