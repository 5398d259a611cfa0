"""Stock and flow: what there was, plus what came, less what went, is what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from reportgen.audit.comparison import comparable
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Estimate, Verdict, finely, judge, show
from reportgen.audit.words import CHANGE, any_of

RULE = "stock-and-flow"


class Flow(Enum):
    """What a number of such a list is."""

    START = auto()
    IN = auto()
    OUT = auto()
    END = auto()
    SUM = auto()


_WORDS = (
    (Flow.SUM, re.compile(r"(?<!nâng )\b(?:tổng số|tổng cộng|tổng)\b|^\s*(?:phải )?cộng\b")),
    (
        Flow.START,
        re.compile(
            r"\bthụ lý\b(?! mới)|\b(?:đầu năm|đầu kỳ|đầu nhiệm kỳ|kỳ trước chuyển sang|năm trước chuyển sang|"
            r"tồn đầu|dư đầu kỳ|số đầu năm|tháng trước chuyển sang|chuyển kỳ trước sang|cũ chuyển sang)\b"
        ),
    ),
    (
        Flow.END,
        any_of(
            "nâng tổng số|"
            "cuối năm|đang giải quyết|chưa giải quyết|đang xử lý|còn lại|cuối kỳ|hiện có|hiện còn|tồn cuối|"
            "đến nay có|dư cuối kỳ|còn tồn|còn|cuối nhiệm kỳ|hiện nay|đến nay còn"
        ),
    ),
    (
        Flow.IN,
        any_of(
            "thu trong kỳ|thu trong năm|thu trong tháng|cho vay|huy động thêm|phát sinh|thụ lý mới|"
            "tiếp nhận mới|tăng thêm|tăng|kết nạp|chuyển đến|bổ sung|nhập|thành lập mới|"
            "tái nghèo|mới|tiếp nhận"
        ),
    ),
    (
        Flow.OUT,
        any_of(
            "giảm|đã thu hồi|thoát nghèo|thoát|chuyển đi|giải thể|ra khỏi|xuất|từ trần|đã giải quyết|"
            "đã xử lý|giải quyết|xử lý|sáp nhập|trưởng thành|khai trừ|xóa tên|xoá tên|xin ra|"
            "nghỉ hưu|thi hành xong|"
            "đã thi hành|đã chi|chi trong kỳ|chi trong năm|chi trong tháng|trả nợ|chi ra|thu nợ|"
            "thanh lý|chết|tử vong"
        ),
    ),
)
# Verbs of so many meanings that they tell a flow only where they are all that is said.
_BARE_WORDS = (
    (Flow.IN, re.compile(r"^\s*(?:đã\s+|số\s+)?(?:thu|nhận|mua|sinh)(?:\s+(?:được|vào|về|thêm))?\s*$")),
    (
        Flow.OUT,
        re.compile(r"^\s*(?:đã\s+|số\s+)?(?:chi|bán|dùng|sử dụng|hủy|cấp)(?:\s+(?:ra|hết|phát))?\s*$"),
    ),
)
_START_AFTER = re.compile(r"\s*(?:[^\W\d]+\s+){0,2}?(?:đầu năm|đầu kỳ|đầu nhiệm kỳ)\b(?!\s+(?:đến|tới))")
_CLAUSE = re.compile(r"[;,.(]")


def stocks(outline: Outline) -> Iterator[Outcome]:
    """Verify each sentence that names a start, flows and an end."""
    for _, passage in outline:
        for start, end in passage.sentences:
            places = [i for i, f in enumerate(passage.figures) if start <= f.start < end and f.is_plain]
            outcome = _stock(passage, places)
            if outcome:
                yield outcome


def _stock(passage: Passage, places: list[int]) -> Statement | None:
    outer = [place for place in places if passage.depths[place] == 0]
    told = [(flow, place) for place in outer if (flow := _flow(passage, place))]
    if _is_broken(passage, told, outer):
        return None
    flows = _started([pair for pair in told if pair[0] is not Flow.SUM], passage)
    kinds = [flow for flow, _ in flows]
    is_whole = kinds.count(Flow.START) == 1 and kinds.count(Flow.END) == 1
    if not is_whole or len(kinds) < 3 or kinds[0] is not Flow.START or kinds[-1] is not Flow.END:
        return None
    first, last = passage.figures[flows[0][1]].number, passage.figures[flows[-1][1]].number
    if not all(comparable(first, passage.figures[place].number) for _, place in flows):
        return None
    return _verified(passage, _with_unnamed(passage, flows, outer), last.text)


def _with_unnamed(
    passage: Passage, flows: list[tuple[Flow, int]], outer: list[int]
) -> list[tuple[Flow, int]]:
    """`đúng hạn 8.215, quá hạn 36, đang giải quyết 169`: a number of no known flow went too if that fits."""
    last, known = passage.figures[flows[-1][1]].number, {place for _, place in flows}
    unnamed = [
        (Flow.OUT, place)
        for place in outer
        if flows[0][1] < place < flows[-1][1] and place not in known
        if comparable(last, passage.figures[place].number)
    ]
    longer = sorted([*flows, *unnamed], key=lambda told: told[1])
    is_meant = judge(last, _result(passage, flows)) is not Verdict.RIGHT
    return longer if is_meant and judge(last, _result(passage, longer)) is Verdict.RIGHT else flows


def _is_broken(passage: Passage, told: list[tuple[Flow, int]], outer: list[int]) -> bool:
    """Whether a number of the same noun between the first and the last tells a flow that is not known."""
    if not told:
        return True
    known = {place for _, place in told}
    noun = passage.figures[told[0][1]].unit.noun
    between = (place for place in outer if told[0][1] < place < told[-1][1] and place not in known)
    return bool(noun) and any(passage.figures[place].unit.noun == noun for place in between)


_RAISED = re.compile(r"\bnâng\s+(?:tổng\s+)?số\b[^.;0-9]*\blên\b")
_RECEIVED = re.compile(r"\b(?:tiếp nhận|phải giải quyết|tổng số)\b")


def _started(flows: list[tuple[Flow, int]], passage: Passage) -> list[tuple[Flow, int]]:
    """`tiếp nhận 120 hồ sơ, đã giải quyết 100, đang giải quyết 20`: what came first is the start."""
    kinds = [flow for flow, _ in flows]
    if Flow.START in kinds or not flows:
        return flows
    outer = [i for i, f in enumerate(passage.figures) if passage.depths[i] == 0 and f.is_plain]
    if _RAISED.search(passage.before(flows[-1][1])) and outer and outer[0] < flows[0][1]:
        return [(Flow.START, outer[0]), *flows]
    if not _RECEIVED.search(passage.before(flows[0][1])):
        return flows
    return [(Flow.START, flows[0][1]), *flows[1:]]


_OPENED = re.compile(
    r"\s*(?:[-+*]\s*)?(?:[^.;,:0-9]{0,40}:\s*)?(?:đầu (?:năm|kỳ|tháng|quý)|tại thời điểm đầu)\b"
)
_AT_YEAR_END = re.compile(r"\b(?:cuối|hết) năm 20[0-9]{2}\b")


_COMPARED = re.compile(r"\s*so\s+với\s+(?:cùng\s+kỳ|năm\s+trước|kỳ\s+trước)\b")


def _flow(passage: Passage, place: int) -> Flow | None:
    """By the words of the clause right before the number."""
    before = _CLAUSE.split(passage.before(place))[-1]
    is_first = passage.in_sentence(place)[0] == place
    if is_first and (_AT_YEAR_END.search(before) or _OPENED.match(passage.before(place))):
        return Flow.START
    if CHANGE.search(before) and _COMPARED.match(passage.rest(place)):
        return None  # «thụ lý 86 vụ, giảm 14 vụ so với cùng kỳ» compares, nothing went
    told = next((flow for flow, words in (*_BARE_WORDS, *_WORDS) if words.search(before)), None)
    return told or (Flow.START if is_first and _START_AFTER.match(passage.rest(place)) else None)


def _result(passage: Passage, flows: list[tuple[Flow, int]]) -> Estimate:
    numbers = [passage.figures[place].number for _, place in flows]
    result, *moves = finely(*numbers)[:-1]
    for (flow, _), moved in zip(flows[1:-1], moves, strict=True):
        result = result + moved if flow is Flow.IN else result - moved
    return result


def _verified(passage: Passage, flows: list[tuple[Flow, int]], printed: str) -> Statement:
    last, result = passage.figures[flows[-1][1]].number, _result(passage, flows)
    signs = {Flow.START: "", Flow.IN: " + ", Flow.OUT: " - "}
    formula = "".join(f"{signs[flow]}{passage.figures[place].number.text}" for flow, place in flows[:-1])
    verdict, expected = judge(last, result), show(result.best, last)
    message = "" if verdict is Verdict.RIGHT else f"số cuối {printed} không khớp: {formula} = {expected}"
    remedy = f"Kiểm tra lại các số tăng, giảm; nếu đúng thì sửa {printed} thành {expected}."
    start = passage.figures[flows[0][1]].start
    return Statement(RULE, passage, start, last.end, verdict, message, expected, remedy)
