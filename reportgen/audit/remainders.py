"""What is left of a whole: `18/20 chỉ tiêu đạt, còn 02 chưa đạt`, `hợp lệ 245, không hợp lệ 03`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.said_wholes import Whole, read_wholes
from reportgen.audit.slips import is_slip
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, exactly, is_count, show
from reportgen.errors import Severity

RULE = "remainder"
_LEFT = re.compile(r"\b(?:vắng(?:\s+mặt)?|còn\s+(?:lại\s+|thiếu\s+|phải\s+|có\s+)?)\s*$")
_NOT = re.compile(r"\b(?:không|chưa)\s+(?P<what>[^\W\d]+(?:\s+[^\W\d]+){0,3}?)\s*$")


def remainders(outline: Outline) -> Iterator[Outcome]:
    """Verify what is said to be left, or to be otherwise, against the whole."""
    wholes = read_wholes(outline)
    for place, passage in outline:
        for index in range(len(passage.figures)):
            statement = _left_of_ratio(passage, index)
            statement = statement or _otherwise(passage, index) or _still_open(passage, index)
            statement = statement or _undone(wholes, place, passage, index)
            if statement:
                yield statement


def _plain(passage: Passage, index: int) -> Number | None:
    """Return the exact count at a place, None for anything else."""
    if not 0 <= index < len(passage.figures) or not passage.figures[index].is_plain:
        return None
    number = passage.figures[index].number
    is_exact = is_count(number) and number.bound is Bound.EXACT and number.unit.measure is Measure.COUNT
    return number if is_exact else None


def _left_of_ratio(passage: Passage, index: int) -> Statement | None:
    """`18/20 chỉ tiêu … (90%), còn 02 chỉ tiêu chưa đạt`."""
    left = _plain(passage, index)
    if left is None or not left.unit.noun or not _LEFT.search(passage.before(index)):
        return None
    for place in (index - 1, index - 2):
        figure = passage.figures[place] if place >= 0 else None
        if figure and place in passage.in_sentence(index) and len(figure.numbers) == 2 and figure.is_ratio:
            top, bottom = figure.numbers
            if bottom.unit.noun == left.unit.noun:
                return _statement(passage, (place, index), left, bottom.value - top.value)
    return None


def _otherwise(passage: Passage, index: int) -> Statement | None:
    """`thu về 248 phiếu, hợp lệ 245 phiếu, không hợp lệ 03 phiếu`."""
    other, one, whole = (_plain(passage, place) for place in (index, index - 1, index - 2))
    if other is None or one is None or whole is None or index - 2 not in passage.in_sentence(index):
        return None
    denied = _NOT.search(passage.before(index))
    if not denied or denied["what"] not in passage.before(index - 1):
        return None
    if (
        other.unit != whole.unit
        or one.unit != whole.unit
        or _first_two(denied["what"]) in passage.before(index - 2)
    ):
        return None
    following = _plain(passage, index + 1) if index + 1 in passage.in_sentence(index) else None
    if following and following.unit == other.unit:  # «không thành 38 đơn, đang tiến hành 06 đơn»
        return None
    return _statement(passage, (index - 2, index), other, whole.value - one.value)


def _first_two(words: str) -> str:
    return " ".join(words.split()[:2])


_OPEN = re.compile(
    r"\b(?:(?:đang|chưa|còn)\s+(?:được\s+)?(?:giải quyết|xử lý|xem xét|xác minh|thực hiện|thụ lý|lại|"
    r"tồn|điều tra)|"
    r"chuyển kỳ sau)(?:\s+(?:là|có))?\s*$"
)
_CLOSED = re.compile(
    r"\b(?:đã|được)?\s*(?:giải quyết|xử lý|thi hành xong|hoàn thành)(?:\s+(?:được|xong|là))*\s*$"
)
_TO_DO = re.compile(
    r"\b(?:tổng số|phải giải quyết|phải thi hành|phải xử lý|tiếp nhận|thụ lý|phát hiện|"
    r"phát sinh)\b[^.;,()]{0,50}$"
)
FARTHEST_BACK = 12  # figures: breakdowns may stand between


def _still_open(passage: Passage, index: int) -> Statement | None:
    """`tổng số phải giải quyết 563 hồ sơ (…). Đã giải quyết 421 hồ sơ, trong đó …; đang giải quyết 142`."""
    left = _plain(passage, index)
    if left is None or not left.unit.noun or not _OPEN.search(passage.before(index)):
        return None
    if _NOT_YET.search(passage.before(index)):
        return None
    same = [
        place
        for place in range(max(0, index - FARTHEST_BACK), index)
        if passage.depths[place] == passage.depths[index]
        and (number := _plain(passage, place))
        and number.unit == left.unit
    ]
    done = next(
        (
            p
            for p in reversed(same)
            if _CLOSED.search(passage.before(p)) and not _NOT_YET.search(passage.before(p))
        ),
        None,
    )
    whole = next(
        (p for p in reversed(same) if done is not None and p < done and _TO_DO.search(passage.before(p))),
        None,
    )
    if done is None or whole is None:
        return None
    finished = passage.figures[done].number.value
    fitting = (p for p in same if p < done and passage.figures[p].number.value - finished == left.value)
    whole = next(fitting, whole)
    rest = passage.figures[whole].number.value - finished
    if rest < 0 or _has_other_rest(passage, done, index, left):
        return None
    return _statement(passage, (whole, index), left, rest)


_NOT_YET = re.compile(r"\b(?:trong đó|quá hạn|trước hạn|đúng hạn)\b[^.;,]*$")
_OTHER_REST = re.compile(r"\b(?:trả lại|chuyển|rút|đình chỉ|tạm|từ chối|hủy|huỷ|không đủ điều kiện|lưu)\b")


def _undone(wholes: list[Whole], place: int, passage: Passage, index: int) -> Statement | None:
    """`Tổng vốn 182 tỷ đồng. … Đã phân bổ 179 tỷ đồng …; chưa phân bổ 3 tỷ đồng`: the whole is said above."""
    left, denied = passage.figures[index], _NOT.search(passage.before(index))
    if denied is None or not left.is_plain or left.number.bound is not Bound.EXACT:
        return None
    done = next(
        (
            passage.figures[i].number
            for i in passage.in_sentence(index)
            if i < index and passage.figures[i].is_plain and passage.figures[i].unit == left.unit
            if f"đã {denied['what']}" in passage.before(i)
        ),
        None,
    )
    if done is None:
        return None
    rests = [
        exactly(whole.number.quantity - done.quantity)
        for whole in reversed(wholes)
        if whole.is_total and whole.place <= place and whole.number.unit == left.unit
        if whole.number.start < done.start or whole.place < place
    ]
    fits = [rest for rest in rests if rest.best == left.number.quantity]
    slips = fits or [rest for rest in rests if rest.best > 0 and is_slip(left.number, rest)]
    return _undone_statement(passage, done, left.number, slips[0].best) if slips else None


def _undone_statement(passage: Passage, done: Number, left: Number, exact: Fraction) -> Statement:
    expected = show(exact, left)
    return Statement(
        RULE,
        passage,
        done.start,
        left.end,
        Verdict.RIGHT if exact == left.quantity else Verdict.WRONG,
        f"phần còn lại ghi {left.text}, tính ra là {expected}",
        expected,
        "Kiểm tra lại tổng số, phần đã có và phần còn lại.",
    )


def _has_other_rest(passage: Passage, done: int, index: int, left: Number) -> bool:
    """Whether something else than what is done and what is open is counted between: `trả lại 05 hồ sơ`."""
    between = range(done + 1, index)
    told = (
        p for p in between if passage.figures[p].unit == left.unit and _OTHER_REST.search(passage.before(p))
    )
    follows = passage.before(index + 1) if index + 1 in passage.in_sentence(index) else ""
    return any(True for _ in told) or bool(_OTHER_REST.search(passage.after(index) + follows))


def _statement(passage: Passage, span: tuple[int, int], printed: Number, exact: Fraction) -> Statement:
    is_right = printed.value == exact
    expected = show(max(exact, Fraction(0)), printed)
    whole = passage.figures[span[0]]
    return Statement(
        RULE,
        passage,
        whole.start,
        passage.figures[span[1]].end,
        Verdict.RIGHT if is_right else Verdict.WRONG,
        f"phần còn lại ghi {printed.text}, tính ra là {expected}",
        expected,
        "Kiểm tra lại tổng số, phần đã có và phần còn lại.",
        Severity.ERROR if whole.is_ratio else Severity.WARNING,
    )
