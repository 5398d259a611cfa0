"""Parts greater than what they are of, by the grammar around both: `thụ lý 27 vụ, xử xong 32 vụ`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.meant.around import Said
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.reckoned.gap_reading import is_one_noun
from reportgen.audit.statements import Statement
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict
from reportgen.audit.words import any_of
from reportgen.errors import Severity

RULE = "part-exceeds-whole"
NEVER = (Measure.TIME, Measure.RATE, Measure.PERCENT, Measure.POINTS, Measure.PER_MILLE)
MOST_BETWEEN = 4  # numbers, other nouns' too
LOOSE = Fraction(11, 10)  # how far a bound may lie above what is printed
# What has come in, and what is done of it.
_TAKEN = any_of(
    "thụ lý|tiếp nhận|nhận|nhận được|tiến hành|triển khai|kiến nghị|đề nghị|yêu cầu|đăng ký|xem xét|phát hiện"
)
_DONE = any_of(
    "xong|giải quyết|mới xử lý|đã xử lý|kết thúc|hoàn thành|nộp|thu hồi|thu được|xét xử|được công nhận|"
    "đã chuyển"
)
_OTHER = any_of(
    "kỳ trước|năm trước|tháng trước|cùng kỳ|trước đó|tồn|lũy kế|luỹ kế|tổng|mới|thêm|tăng|giảm|so với|"
    "kế hoạch|chỉ tiêu|mỗi|tương đương|trên|dưới|của|cả|bình quân|dự kiến"
)
_NEWLY = re.compile(r"\bmới (?=xử lý)")
_OUT_OF = re.compile(r"\s*(?:trong|trên)\s+tổng số\s*")
_AMONG = re.compile(r"\btrong(?: tổng)?(?: số)?\s*$")


def exceeded(figures: OpenFigures) -> Iterator[Statement]:
    """Yield parts that are greater than the number they are surely of."""
    for place, _ in figures.outline:
        said = [s for s in figures.around.of(place) if s.measure not in NEVER]
        for at, part in enumerate(said):
            whole = _whole_of(said, at)
            if whole and _exceeds(part, whole) and figures.has(part.passage, part.number):
                yield _statement(part, whole)


def _whole_of(said: list[Said], at: int) -> Said | None:
    """Return the number that one is a part of, as the words between both tell; None when they do not."""
    part = said[at]
    following = said[at + 1] if at + 1 < len(said) else None
    if following and following.is_with(part) and _OUT_OF.fullmatch(_between(part, following)):
        return following
    before = said[max(0, at - MOST_BETWEEN) : at]
    whole = next((w for w in reversed(before) if _are_alike(part, w)), None)
    is_told = whole and (_is_among(part, whole) or _is_done_of(part, whole))
    return whole if is_told else None


def _are_alike(one: Said, other: Said) -> bool:
    left, right = one.number.unit, other.number.unit
    is_one = left.measure is right.measure and bool(left.text) and is_one_noun(left.noun, right.noun)
    return is_one and bool(left.noun) == bool(right.noun) and not (one.is_change or other.is_change)


def _between(one: Said, other: Said) -> str:
    return one.passage.lowered[one.number.unit_end : other.number.start]


def _is_among(part: Said, whole: Said) -> bool:
    """`Trong 117 xã …, 61 xã chưa …`."""
    is_named = part.is_with(whole) and bool(_AMONG.search(whole.label))
    return is_named and not _OTHER.search(_between(whole, part)) and ";" not in _between(whole, part)


def _is_done_of(part: Said, whole: Said) -> bool:
    """`đề nghị kiểm điểm 29 tập thể; mới xử lý 21 tập thể`: what is done is of what has come in."""
    gap = _NEWLY.sub("", _between(whole, part))
    is_near = part.is_with(whole) or len(re.findall(r"[.](?=\s)", gap)) == 1
    is_taken = _TAKEN.search(whole.label) and not _DONE.search(whole.label) and not _OTHER.search(whole.label)
    return bool(is_near and is_taken and _DONE.search(part.label) and not _OTHER.search(gap))


def _exceeds(part: Said, whole: Said) -> bool:
    is_exact = part.number.bound is whole.number.bound is Bound.EXACT
    return part.number.quantity > whole.number.quantity * (1 if is_exact else LOOSE)


def _statement(part: Said, whole: Said) -> Statement:
    return Statement(
        RULE,
        part.passage,
        part.number.start,
        part.number.end,
        Verdict.WRONG,
        f"phần {part.number.text} lớn hơn tổng số {whole.number.text} mà nó thuộc về",
        "",
        "Kiểm tra lại tổng số và phần trong tổng số.",
        Severity.WARNING,
        (whole.passage.where(whole.number.start, whole.number.end),),
    )
