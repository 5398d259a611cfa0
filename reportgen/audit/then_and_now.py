"""Tell the values of now from those of then and from plans, by the words around each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.passages import Passage
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure
from reportgen.audit.words import AIM, CHANGE, EARLIER, words


class Time(Enum):
    """What a value is of."""

    NOW = auto()
    THEN = auto()
    PLAN = auto()


_PLANS = words(
    "kế hoạch|kh|dự toán|chỉ tiêu|được giao|giao|nhu cầu|định biên|định mức|thiết kế|phải có|"
    "yêu cầu|quy định|theo quy định|chỉ tiêu giao"
)
_DONE = words("thực hiện|đã|đạt|hiện có|có mặt|ước|kết quả|được")
_BEFORE_CHANGE = words("sắp xếp|sáp nhập|hợp nhất|tinh gọn|kiện toàn|thực hiện|triển khai|chuyển đổi")
_FORMERLY = re.compile(
    rf"{EARLIER.pattern}|\btrước\s+(?:khi\s+)?(?:{_BEFORE_CHANGE})\b|\btrước\s+đây\b|\bmức\s+cũ\b"
    r"|\bđầu\s+(?:giai đoạn|năm|kỳ|nhiệm kỳ|tháng|quý)\b|\b(?:giai đoạn|nhiệm kỳ|vụ|mùa|tuần|đợt)\s+trước\b"
)
_PLANNED = re.compile(rf"\b(?:{AIM}|{_PLANS})\b(?!(?<=giao)\s(?:thông|dịch|lưu|ban|tiếp|thương|nhận)\b)")
_REACHED = re.compile(rf"\b(?:{_DONE})\b")
_AGAINST = re.compile(r"\bso\s+(?:với\s+)?(?!với\b)")
_OF_THEN = re.compile(
    r"\s*(?:của|trong|ở|vào|hồi|tại)?\s*(?:số\s+)?(?:thời điểm\s+)?"
    r"(?:cùng kỳ|năm trước|năm ngoái|kỳ trước|đầu năm|đầu kỳ|đầu nhiệm kỳ|nhiệm kỳ trước|vụ trước|"
    r"năm học trước)\b"
)
_OF_PLAN = re.compile(r"\s*(?:theo\s+)?(?:được\s+giao|kế hoạch|dự toán|theo\s+định mức)\b")
LONGEST_LABEL = 90
# «6 tháng đầu năm», «từ đầu năm đến nay»: these are no beginning.
_UP_TO_NOW = re.compile(r"\btháng đầu năm\b|\btừ (?:đầu|năm|tháng|ngày)\b[^,;()]{0,20}\b(?:đến|tới)\b")
_YEAR = re.compile(r"(?<![0-9./])(?:19|20)[0-9]{2}(?![0-9])")
_YEAR_AFTER = re.compile(
    r"\s*(?:\(\s*)?(?:của\s+|trong\s+|vào\s+)?(?:cuối\s+|đầu\s+)?năm\s+(?P<year>20[0-9]{2})\b"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A figure that is a value: what it is of, the year said with it (0 for none), what it is about."""

    place: int
    number: Number
    time: Time
    year: int
    about: frozenset[str]


def label_of(passage: Passage, index: int) -> str:
    """Return the words that lead to a figure: from the figure before, or from the last `;` or `)`."""
    before = without_comparison(passage.before(index)[-LONGEST_LABEL:])
    return re.split(r"[;)]", _UP_TO_NOW.sub(" ", before))[-1]


_MORE_THAN_THEN = re.compile(rf"\bhơn\s+(?:{EARLIER.pattern})(?:\s+năm\s+trước)?(?=[^(]{{3,}}$)")


def without_comparison(label: str) -> str:
    """Return a label without `nhanh hơn cùng kỳ có xã A đạt`: what follows is of now, unless in brackets."""
    return _MORE_THAN_THEN.sub(" ", label)


def time_of(passage: Passage, index: int) -> Time:
    """Return what the value at a place is of."""
    if is_base_of_change(passage, index):
        return Time.THEN
    label, follows = label_of(passage, index), passage.rest(index)
    against = max((found.end() for found in _AGAINST.finditer(label)), default=-1)
    if against >= 0 and "," in label[against:]:  # «so với cùng kỳ, toàn huyện có 12 vụ»
        label, against = label[label.rindex(",") :], -1
    if _OF_THEN.match(follows):
        return Time.THEN
    is_percent = passage.figures[index].number.is_percent  # «đạt 67% kế hoạch» is of now
    if _is_planned(label, against) or (not is_percent and _OF_PLAN.match(follows)):
        return Time.PLAN
    return Time.THEN if against >= 0 or _FORMERLY.search(label) else Time.NOW


def opens_other_clause(gap: str, compares: re.Pattern[str]) -> bool:
    """Whether a bracket belongs to a new clause: `so với cùng kỳ, tăng mạnh nhất ở xã A (6 vụ)`."""
    head, _, _ = gap.partition("(")
    *_, last = head.split(",")
    is_new = "," in head and re.search(r"[^\W\d]", last) and not compares.search(last)
    return bool(is_new and compares.search(head))


def is_base_of_change(passage: Passage, index: int) -> bool:
    """Whether a value stands alone in brackets right after a change: `giảm 02 người chết (10 người)`."""
    if not index or passage.depths[index] <= passage.depths[index - 1]:
        return False
    gap = passage.between(index - 1, index)
    is_alone = re.fullmatch(r"[^;,()]*\(\s*", gap) and re.match(r"[^,;()0-9]{0,25}\)", passage.rest(index))
    return bool(is_alone and CHANGE.search(passage.before(index - 1)))


def _is_planned(label: str, against: int) -> bool:
    """`dự toán 415 tỷ đồng`, `so với kế hoạch (500 ha)`; not `thực hiện kế hoạch được 30 ha`."""
    plan = list(_PLANNED.finditer(label, max(against, 0)))
    return bool(plan) and (against >= 0 or not _REACHED.search(label, plan[-1].end()))


def year_of(passage: Passage, index: int) -> int:
    """Return the year right after a value, else the last one before it in its clause; 0 for none."""
    after = _YEAR_AFTER.match(passage.rest(index))
    if after:
        return int(after["year"])
    years = _YEAR.findall(label_of(passage, index))
    return int(years[-1]) if years else 0


def about(passage: Passage, index: int) -> frozenset[str]:
    """Return the words of the clause of a figure that tell its subject."""
    before = re.split(r"[;,.()]", label_of(passage, index))[-1]
    after = re.split(r"[;,.()]", passage.rest(index))[0]
    return subject_words(before) | subject_words(after)


def is_value(passage: Passage, index: int) -> bool:
    """Whether a figure is a plain value: no change, no bound, no times, no percentage points."""
    figure = passage.figures[index]
    if not figure.is_plain or figure.number.bound in (Bound.AT_LEAST, Bound.AT_MOST):
        return False
    if figure.unit.measure in (Measure.POINTS, Measure.TIME) or figure.unit.noun == "lần":
        return False
    return figure.number.value >= 0 and not CHANGE.search(passage.before(index))


def read_values(passage: Passage, places: range) -> Iterator[Value]:
    """Yield the values among the figures at some places."""
    known = passage.values
    for place in places:
        if place not in known:
            known[place] = _value(passage, place) if is_value(passage, place) else None
        value = known[place]
        if value:
            yield value


def _value(passage: Passage, place: int) -> Value:
    number = passage.figures[place].number
    return Value(place, number, time_of(passage, place), year_of(passage, place), about(passage, place))
