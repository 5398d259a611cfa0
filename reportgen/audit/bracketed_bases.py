"""Changes told behind their base: `thu 8.640 triệu đồng, cao hơn giá khởi điểm (7.200 triệu đồng) 20%`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.change_verdicts import exact_change, fitting_with, verdict_of, wrong_change
from reportgen.audit.comparison import Pair
from reportgen.audit.numbers import Bound
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict

RULE = "change"
_HIGHER = r"(?:cao|nhiều|lớn)\s+hơn|vượt|tăng"
_LOWER = r"(?:thấp|ít|nhỏ)\s+hơn|giảm|hụt|kém"
_LEADS = re.compile(
    rf"\b(?:(?P<up>{_HIGHER})|(?P<down>{_LOWER}))\b(?P<than>\s+[^;,.()0-9]{{3,70}})\((?:[^\W\d]+[\s:]+){{0,5}}$"
)
_ENDS = re.compile(r"[^;,()0-9]{0,40}\)\s*(?:là\s+|tới\s+|đến\s+|khoảng\s+|gần\s+|trên\s+|hơn\s+)?$")


def bracketed_bases(outline: Outline) -> Iterator[Outcome]:
    """Verify each change that follows the bracket with its base."""
    for _, passage in outline:
        for index in range(2, len(passage.figures)):
            led = _led(passage, index)
            if led:
                yield from _judged(passage, index, is_up=bool(led["up"]))


def _led(passage: Passage, index: int) -> re.Match[str] | None:
    """Return the words that lead to the bracket, when a change stands behind it."""
    figure, base = passage.figures[index], passage.figures[index - 1]
    is_in_row = index - 2 in passage.in_sentence(index) and figure.is_plain and base.is_plain
    if not is_in_row or figure.number.bound is not Bound.EXACT or not figure.number.is_percent:
        return None
    if base.number.is_percent or passage.depths[index - 1] != passage.depths[index] + 1:
        return None
    gap = passage.lowered[base.unit_end : figure.start]
    return _LEADS.search(passage.before(index - 1)) if _ENDS.fullmatch(gap) else None


def _judged(passage: Passage, index: int, *, is_up: bool) -> Iterator[Outcome]:
    """Judge by the value before that makes the change, else by the nearest one."""
    pairs = [Pair(place, index - 1) for place in _values(passage, index)]
    right = next((pair for pair in pairs if _is_right(passage, index, pair, is_up=is_up)), None)
    if right:
        exact = exact_change(passage, index, right, is_up=is_up)
        yield fitting_with(RULE, passage, index, right, exact)
    elif pairs:
        wrong = wrong_change(passage, index, pairs[0], is_up=is_up)
        yield from [wrong] if wrong else []


def _is_right(passage: Passage, index: int, pair: Pair, *, is_up: bool) -> bool:
    return verdict_of(passage, index, pair, is_up=is_up) is Verdict.RIGHT


def _values(passage: Passage, index: int) -> list[int]:
    """Return the values before a base that count in its unit, the nearest first."""
    base = passage.figures[index - 1]
    found = [
        place
        for place in passage.in_sentence(index)
        if place < index - 1 and passage.figures[place].is_plain
        if passage.figures[place].unit.measure is base.unit.measure
        if passage.depths[place] == passage.depths[index]
    ]
    is_rate = base.unit.measure is Measure.RATE
    return [p for p in reversed(found) if not is_rate or passage.figures[p].unit.noun == base.unit.noun]
