"""Two results that together make what was examined: `kiểm tra 386 cơ sở; 351 cơ sở đạt, 35 cơ sở vi phạm`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict, is_count, show

RULE = "total-of-parts"
_GOOD = re.compile(r"\s*(?:đã\s+)?(?:đạt|đúng|hợp lệ|chấp hành|đảm bảo|bảo đảm|đủ|hoàn thành)\b")
_BAD = re.compile(
    r"\s*(?:còn\s+)?(?:vi phạm|(?:không|chưa)\s+(?:đạt|đúng|hợp lệ|chấp hành|đảm bảo|bảo đảm|đủ|hoàn thành)|"
    r"quá hạn|trễ hạn|đang thực hiện|đang triển khai)\b"
)
_OPENS = re.compile(r"[^;,.:()]{0,60}[;,.:]\s*(?:trong đó|phát hiện|kết quả)?(?:\s*có)?\s*")
_EXAMINED = re.compile(r"\b(?:kiểm tra|thanh tra|rà soát|đánh giá|khảo sát|thẩm định|trong)\b[^;.,()]*$")


def split_results(outline: Outline) -> Iterator[Outcome]:
    """Verify each number of things examined against those in order and those that are not."""
    for _, passage in outline:
        for index, figure in enumerate(passage.figures):
            if figure.is_plain and _EXAMINED.search(passage.before(index)):
                yield from _split(passage, index)


def _split(passage: Passage, index: int) -> Iterator[Statement]:
    whole = passage.figures[index].number
    places = [
        place
        for place in passage.in_sentence(index)
        if place > index and not passage.figures[place].number.is_percent
    ][:2]
    numbers = [passage.figures[place].number for place in places if passage.figures[place].is_plain]
    if len(numbers) < 2 or any(not _is_alike(whole, number) for number in numbers):
        return
    good, bad = (passage.rest(place) for place in places)
    is_opened = _OPENS.fullmatch(passage.rest(index)) or _is_of_these(passage, index)
    if is_opened and any(_GOOD.match(one) and _BAD.match(other) for one, other in ((good, bad), (bad, good))):
        yield _statement(passage, whole, numbers)


def _is_of_these(passage: Passage, index: int) -> bool:
    """`Trong 15 dự án khởi công mới, 11 dự án đã hoàn thành …, 04 dự án đang thực hiện`."""
    start, _ = passage.sentence_of(passage.figures[index].start)
    return passage.lowered[start : passage.figures[index].start].strip() in (
        "trong",
        "trong số",
        "trong tổng số",
    )


def _is_alike(whole: Number, number: Number) -> bool:
    is_exact = is_count(number) and number.bound is Bound.EXACT
    return is_exact and is_count(whole) and whole.unit.noun != "" and number.unit == whole.unit


def _statement(passage: Passage, whole: Number, parts: list[Number]) -> Statement:
    found = parts[0].quantity + parts[1].quantity
    said, expected = f"{parts[0].text} + {parts[1].text}", show(found, whole)
    return Statement(
        RULE,
        passage,
        whole.start,
        parts[1].end,
        Verdict.RIGHT if found == whole.quantity else Verdict.WRONG,
        f"hai phần cộng lại không bằng tổng số {whole.text}: {said} = {expected}",
        expected,
        "Kiểm tra lại tổng số và từng phần.",
    )
