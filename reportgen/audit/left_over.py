"""What is left when a part is done: `phải thu hồi 412,6 ha; đã bàn giao 368,9 ha, còn 43,7 ha`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.pairs_by_time import are_kin
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.then_and_now import Time, is_value, label_of, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Estimate, Verdict, finely, judge, show
from reportgen.audit.words import words
from reportgen.errors import Severity

RULE = "remainder"
FARTHEST_BACK = 16  # figures
FURTHEST_OFF = 4  # a rest so many times off is of other values
_STATES = words("lại|thiếu|phải|dư|trống|tồn|nợ|có|khoảng|gần|chưa|được|là")
_LEFT = re.compile(
    rf"(?:\b(?:số\s+)?còn(?:\s+(?:{_STATES}))*(?:\s+(?:thực hiện|giải ngân|sử dụng|giải quyết|phân bổ|thu))?"
    r"(?:\s+(?:là|thêm))?|\b(?:thiếu|hụt)"
    r"|\bchưa\s+[^\W\d]+(?:\s+[^\W\d]+){0,3})\s*$"
)
_LEFT_AFTER = re.compile(r"\s*(?:[^\W\d]+\s+){0,2}?còn\s+lại\b")
_DONE = words(
    "đã|hiện có|có mặt|hiện|thực hiện|giải ngân|đang sử dụng|sử dụng|hoàn thành|đạt|cấp được|thu được|bố trí"
)
_IS_DONE = re.compile(rf"\b(?:{_DONE})\b[^;:]{{0,60}}$")
_ALREADY = re.compile(r"\b(?:đã|hiện có|có mặt)\b")
_DONE_AFTER = re.compile(r"\s*(?:[^\W\d]+\s+){0,3}?(?:đã|đạt|hoàn thành|có)\b")
_INCOME = re.compile(r"\bthu\b[^;:]{0,40}$")
_SPENDING = re.compile(r"\bchi\b[^;:]{0,40}$")
_OUT_OF = re.compile(r"\b(?:trên|trong)\s+(?:tổng\s+số|số)\s*$")
# «còn 30 hộ cận nghèo» are other households, no rest.
IS_REST = re.compile(
    r"\s*(?:$|[;,.()]|(?:[^\W\d]+\s+){0,2}?"
    r"(?:chưa|không|phải|cần|nữa|so|còn|sẽ|tiếp|trong|chuyển|đường|đất)\b"
    r"|đang\s+(?:được\s+)?(?:giải quyết|xử lý|xem xét|xác minh|thực hiện|triển khai|trong|tiếp tục|"
    r"điều tra|thi công))"
)
_BALANCE = re.compile(r"\b(?:chênh lệch|kết dư|bội thu|thặng dư|cân đối|còn dư|còn lại)\b[^;:()0-9]{0,40}$")
_OTHER = re.compile(
    r"\b(?:trả lại|chuyển|rút|đình chỉ|tạm|từ chối|hủy|huỷ|phát sinh|bổ sung|thêm|tăng|giảm)\b"
)


@dataclass(frozen=True, slots=True)
class Rest:
    """What is said to be left, what is done, and the wholes it may be left of, the nearest first."""

    passage: Passage
    left: int
    done: int
    wholes: tuple[int, ...]

    def number(self, place: int) -> Number:
        """Return the number at a place."""
        return self.passage.figures[place].number

    def exact(self, whole: int) -> Estimate:
        """Return what is left of a whole."""
        one, other = finely(self.number(whole), self.number(self.done))
        return one - other


def rests(outline: Outline) -> Iterator[Outcome]:
    """Verify what is left of a whole when a part of it is done, and what income leaves over spending."""
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for index, figure in enumerate(passage.figures):
            if (
                not figure.is_plain
                or figure.number.bound is not Bound.EXACT
                or not _may_be_left(figure.number)
            ):
                continue
            rest = _balance(passage, index) or _rest(passage, index)
            if rest:
                yield from _judged(rest)


def _may_be_left(number: Number) -> bool:
    unknown = (Measure.PERCENT, Measure.POINTS, Measure.RATE, Measure.TIME, Measure.PER_MILLE)
    return number.unit.measure not in unknown


def _rest(passage: Passage, index: int) -> Rest | None:
    found = _LEFT.search(passage.before(index))
    told = found or _LEFT_AFTER.match(passage.rest(index))
    if not told or not index:
        return None
    near = [place for place in _kin(passage, index) if passage.depths[place] == passage.depths[index]]
    if len(near) > 1 and _OUT_OF.search(label_of(passage, near[0])):
        near[:2] = near[1::-1]  # «đã thu 1.245 phiếu trên tổng số 1.300 phiếu»
    done = near[0] if near else None
    if (
        done is None
        or not IS_REST.match(passage.rest(index))
        or not _is_done(passage, done)
        or _tells_other(passage, done, index)
    ):
        return None
    if found and found.group().startswith("chưa") and not _ALREADY.search(label_of(passage, done)):
        return None  # «Đạt 3.411 em; Chưa đạt 122 em»: grades
    noun = passage.figures[index].unit.noun
    wholes = [
        place
        for place in near[1:]
        if noun in ("", passage.figures[place].unit.noun, passage.figures[done].unit.noun)
        if passage.figures[place].number.quantity > passage.figures[done].number.quantity
    ]
    return Rest(passage, index, done, tuple(wholes)) if wholes else None


def _kin(passage: Passage, index: int) -> list[int]:
    """Return the values before a figure that count what it counts, the nearest first."""
    number = passage.figures[index].number
    places = range(index - 1, max(-1, index - FARTHEST_BACK - 1), -1)
    return [p for p in places if is_value(passage, p) and are_kin(passage.figures[p].number, number)]


def _is_done(passage: Passage, place: int) -> bool:
    label = label_of(passage, place)
    if re.search(r"\b(?:chưa|trong đó)\b", label):
        return False
    return bool(_IS_DONE.search(label) or _DONE_AFTER.match(passage.rest(place)))


def _tells_other(passage: Passage, done: int, index: int) -> bool:
    """Whether something else than what is done takes from the whole or adds to it."""
    start, end = passage.figures[done].unit_end, passage.figures[index].start
    closing = passage.sentence_of(end)[1]
    follows = passage.lowered[passage.figures[index].unit_end : closing]
    return bool(
        _OTHER.search(passage.lowered, start, end)
        or re.match(r"[^;.]{0,60}[;,]\s*(?:trả lại|chuyển)", follows)
    )


def _balance(passage: Passage, index: int) -> Rest | None:
    """`tổng thu 456,7 tỷ đồng, tổng chi 420,5 tỷ đồng, kết dư 36,2 tỷ đồng`."""
    if not _BALANCE.search(passage.before(index)):
        return None
    near = _kin(passage, index)[:2]
    if len(near) < 2 or near[1] < passage.in_sentence(index)[0]:
        return None
    done, whole = near
    is_told = _SPENDING.search(label_of(passage, done)) and _INCOME.search(label_of(passage, whole))
    return Rest(passage, index, done, (whole,)) if is_told else None


def _judged(rest: Rest) -> Iterator[Statement]:
    printed = rest.number(rest.left)
    for whole in rest.wholes:
        if judge(printed, rest.exact(whole)) is Verdict.RIGHT:
            yield _statement(rest, whole, Verdict.RIGHT)
            return
    whole = rest.wholes[0]
    if whole < rest.done - 1 and _is_interrupted(rest, whole):
        return
    exact = rest.exact(whole).best
    is_near = exact / FURTHEST_OFF <= printed.quantity <= exact * FURTHEST_OFF
    if is_near and time_of(rest.passage, whole) is not Time.THEN:
        yield _statement(rest, whole, Verdict.WRONG)


def _is_interrupted(rest: Rest, whole: int) -> bool:
    """Whether another value of the same kind stands between the whole and what is done."""
    passage, number = rest.passage, rest.number(rest.left)
    between = range(whole + 1, rest.done)
    return any(
        is_value(passage, place)
        and passage.depths[place] <= passage.depths[rest.left]
        and are_kin(passage.figures[place].number, number)
        for place in between
    )


def _statement(rest: Rest, whole: int, verdict: Verdict) -> Statement:
    passage, printed = rest.passage, rest.number(rest.left)
    expected = show(rest.exact(whole).best, printed)
    opening, _ = passage.sentence_of(printed.start)
    start = min(n.start for n in (rest.number(whole), rest.number(rest.done), printed) if n.start >= opening)
    formula = f"{rest.number(whole).text} - {rest.number(rest.done).text}"
    return Statement(
        RULE,
        passage,
        start,
        printed.end,
        verdict,
        f"phần còn lại ghi {printed.text}, tính ra là {expected} ({formula})",
        expected,
        "Kiểm tra lại tổng số, phần đã có và phần còn lại.",
        Severity.WARNING,
    )
