"""Ranks and the steps between them: `xếp thứ 5/63, tăng 3 bậc so với năm 2022 (thứ 8)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict

CHANGED = "change"
DIRECTION = "change-direction"
_RANK = re.compile(
    r"\b(?:thứ|hạng|vị trí)\s+(?:thứ\s+)?(?P<rank>[0-9]{1,3})(?:\s*/\s*[0-9]{1,3})?(?![0-9.,]*[0-9])"
)
_STEPS = re.compile(
    r"\b(?:(?P<up>tăng|lên|vươn lên|thăng)|(?P<down>giảm|tụt|lùi|xuống))\s+(?:thêm\s+)?"
    r"(?P<steps>[0-9]{1,2})\s+(?:bậc|hạng|thứ hạng|vị trí)\b"
)
_FROM = re.compile(r"\btừ\s+(?:vị trí\s+)?$")


def ranks(outline: Outline) -> Iterator[Outcome]:
    """Verify each rise or fall in rank whose sentence gives both ranks."""
    for _, passage in outline:
        for match in _STEPS.finditer(passage.lowered):
            start, end = passage.sentence_of(match.start())
            told = list(_RANK.finditer(passage.lowered, start, end))
            if len(told) == 2:
                yield _step(passage, match, told)


def _step(passage: Passage, match: re.Match[str], told: list[re.Match[str]]) -> Statement:
    now, then = told
    if _FROM.search(passage.lowered, 0, now.start()) or re.search(
        r"\b20[0-9]{2}\b.*\b20[0-9]{2}\b",
        passage.lowered[now.start() - 25 if now.start() > 25 else 0 : match.start()],
    ):
        now, then = then, now
    risen = int(then["rank"]) - int(now["rank"])
    said, is_up = int(match["steps"]), bool(match["up"])
    moved = risen if is_up else -risen
    start, end = min(match.start(), now.start(), then.start()), max(match.end(), now.end(), then.end())
    if moved == said:
        return Statement(CHANGED, passage, start, end, Verdict.RIGHT)
    if moved < 0:
        word, right = ("tăng", "giảm") if is_up else ("giảm", "tăng")
        message = f"ghi “{word}” nhưng từ thứ {then['rank']} đến thứ {now['rank']} là {right}"
        remedy = f"Sửa “{word}” thành “{right}”, hoặc kiểm tra lại hai thứ hạng."
        return Statement(DIRECTION, passage, start, end, Verdict.WRONG, message, right, remedy)
    message = f"{match['steps']} bậc không đúng: từ thứ {then['rank']} đến thứ {now['rank']} là {moved} bậc"
    remedy = "Kiểm tra lại hai thứ hạng và số bậc."
    return Statement(CHANGED, passage, start, end, Verdict.WRONG, message, str(moved), remedy)
