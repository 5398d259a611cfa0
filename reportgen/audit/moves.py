"""Movements in words: `tăng từ 1.390 hộ xuống còn 1.234 hộ`, `chỉ số tăng 8%, trong đó … giảm, … giảm`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.comparison import comparable
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, finely
from reportgen.audit.words import AMONG, CHANGE, FALLS, RISES
from reportgen.errors import Severity

DIRECTION = "change-direction"
_FROM = re.compile(r"\btừ\s*(?:mức\s*|khoảng\s*)?$")
_WAY = re.compile(rf"\b(?:(?P<up>{RISES}|nâng|lên)|(?P<down>{FALLS}|hạ|rút ngắn|xuống|còn))\b")
_ARRIVES = re.compile(r"\b(?:lên|xuống|còn|thành|sang)\b[^;,.()]{0,20}$")
_TO_VALUE = re.compile(
    r"\b(?:(?P<up>tăng|nâng)\s+|(?P<down>giảm|hạ)\s+)(?P<to>lên|xuống|còn|xuống còn|lên đến)\b"
)
_RANKED = re.compile(r"\b(?:thứ|hạng|vị trí|bậc|thứ bậc|xếp)\b")


def moves(outline: Outline) -> Iterator[Outcome]:
    """Verify the direction of each `từ A … lên B`, and of a whole whose parts all go the other way."""
    for _, passage in outline:
        for index in range(len(passage.figures) - 1):
            yield from _from_to(passage, index)
        for index in range(len(passage.figures)):
            yield from _whole_and_parts(passage, index)
            yield from _said_again(passage, index)
        for match in _TO_VALUE.finditer(passage.lowered):
            yield from _words_that_disagree(passage, match)


def _from_to(passage: Passage, index: int) -> Iterator[Statement]:
    base, now = passage.figures[index : index + 2]
    gap = passage.between(index, index + 1)
    is_pair = base.is_plain and now.is_plain and index + 1 in passage.in_sentence(index)
    if not is_pair or not _FROM.search(passage.before(index)) or not _ARRIVES.search(gap):
        return
    lead = re.split(r"[;,.()]", passage.before(index))[-1]
    if not comparable(base.number, now.number) or _RANKED.search(lead) or ";" in gap or "," in gap:
        return
    ways = [bool(match["up"]) for match in [*list(_WAY.finditer(lead))[-1:], *_WAY.finditer(gap)]]
    if not ways or base.unit.measure is Measure.POINTS or base.number.quantity == now.number.quantity:
        return
    one, other = finely(now.number, base.number)
    rises = one.low > other.high
    if not rises and one.high >= other.low:
        return
    is_right = all(way is rises for way in ways)
    said = "tăng" if ways[0] else "giảm"
    right = "tăng" if rises else "giảm"
    message = f"lời ghi “{said}” nhưng từ {base.number.text} đến {now.number.text} là {right}"
    remedy = "Sửa lời cho đúng chiều, hoặc kiểm tra lại hai số."
    yield _statement(passage, (base.start, now.end), is_right, message, right, remedy)


def _words_that_disagree(passage: Passage, match: re.Match[str]) -> Iterator[Statement]:
    """`tăng xuống còn 9,8%`, `giảm lên 46 triệu đồng`: verb and preposition go two ways."""
    if bool(match["up"]) is match["to"].startswith("lên"):
        return
    message = f"“{match[0]}”: hai chữ chỉ hai chiều ngược nhau"
    remedy = "Sửa lời cho đúng chiều tăng hoặc giảm."
    yield _statement(passage, match.span(), False, message, "", remedy)


_AGAIN = re.compile(r"\b(?:tương ứng|tương đương|tức)(?:\s+(?:là|với))?\s+(?:tỷ lệ\s+)?$")


def _said_again(passage: Passage, index: int) -> Iterator[Statement]:
    """`giảm 356 hộ so với năm 2022 (1.601 hộ), tương ứng tăng 1,2 điểm %`: one change in two directions."""
    before = passage.before(index)
    way = CHANGE.search(before)
    if way is None or not _AGAIN.search(before[: way.start()]):
        return
    places = [place for place in (index - 1, index - 2) if place in passage.in_sentence(index) and place >= 0]
    first = next((found for place in places if (found := CHANGE.search(passage.before(place)))), None)
    if first is None or bool(first["up"]) is bool(way["up"]):
        return
    said, right = ("tăng", "giảm") if way["up"] else ("giảm", "tăng")
    message = f"ghi “{said}” {passage.figures[index].number.text} nhưng ngay trước đó ghi “{right}”"
    span = (passage.figures[index].start - len(before) + way.start(), passage.figures[index].end)
    yield _statement(passage, span, False, message, right, "Thống nhất chiều tăng hoặc giảm.")


FEWEST_PARTS = 3


def _whole_and_parts(passage: Passage, index: int) -> Iterator[Statement]:
    """`chỉ số chung giảm 8,4%, trong đó … tăng 9,1%, … tăng 7,2%, … tăng 3,2%`."""
    whole, told = passage.figures[index], CHANGE.search(passage.before(index))
    if told is None or not whole.number.is_percent or not AMONG.search(passage.after(index)):
        return
    parts = [place for place in passage.in_sentence(index) if place > index]
    ways = [CHANGE.search(passage.before(place)) for place in parts]
    if len(parts) < FEWEST_PARTS or not all(passage.figures[place].number.is_percent for place in parts):
        return
    if not all(ways) or any(bool(way["up"]) is bool(told["up"]) for way in ways if way):
        return
    said, right = ("tăng", "giảm") if told["up"] else ("giảm", "tăng")
    message = f"ghi “{said}” {whole.number.text} nhưng các thành phần nêu sau đều {right}"
    remedy = "Kiểm tra lại chiều tăng, giảm của chỉ số chung."
    span = (whole.start, passage.figures[parts[-1]].end)
    yield _statement(passage, span, False, message, right, remedy, Severity.WARNING)


def _statement(
    passage: Passage,
    span: tuple[int, int],
    is_right: bool,
    message: str,
    expected: str,
    remedy: str,
    severity: Severity | None = None,
) -> Statement:
    verdict = Verdict.RIGHT if is_right else Verdict.WRONG
    return Statement(DIRECTION, passage, *span, verdict, message, expected, remedy, severity)
