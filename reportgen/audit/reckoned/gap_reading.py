"""What a number that is a difference may be the difference of: the values its words point at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from reportgen.audit.left_over import IS_REST
from reportgen.audit.nouns import may_share
from reportgen.audit.reckoned.quantities import Quantity
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure, Unit
from reportgen.audit.words import CHANGE, words


class Way(Enum):
    """Which way a difference goes."""

    UP = auto()
    DOWN = auto()
    REST = auto()


@dataclass(frozen=True, slots=True)
class Around:
    """A printed difference with the numbers around it, the nearest last; `later` are behind it."""

    printed: Quantity
    sentence: tuple[Quantity, ...]
    paragraph: tuple[Quantity, ...]
    above: tuple[Quantity, ...]
    later: tuple[Quantity, ...]


_STATES = words("lại|thiếu|phải|tồn|nợ|dư|trống|vướng|có|là|khoảng|gần|tới|đến|chừng|hơn|khuyết")
_REST = re.compile(
    rf"\b(?:còn(?:\s+(?:{_STATES}))*|thiếu|hụt|khuyết|tồn|dư|vướng|chênh lệch|xuất siêu|nhập siêu|"
    r"tiết kiệm(?: được)?|cắt giảm|kết dư|bội thu|bội chi|thặng dư|lãi|lỗ|dôi dư)"
    r"(?:\s+(?:là|khoảng|được|thêm|ròng|đến|tới|số tiền))*\s*\(?\s*$"
)
_REST_AFTER = re.compile(r"\s*(?:[^\W\d]+\s+){0,2}?(?:còn lại|chưa)\b")
_NOT_DONE = re.compile(r"\b(?:chưa|không)\s+(?P<what>[^\W\d]+(?:\s+[^\W\d]+){0,3}?)\s*$")
_RISES = words(
    "nhích lên|nhích thêm|tăng ròng|tăng thêm|cộng thêm|nhỉnh hơn|đông hơn|dài hơn|rộng hơn|già hơn|nhanh hơn"
)
_FALLS = words("tụt|trẻ hơn|ngắn hơn|chậm hơn|rẻ hơn|nhẹ hơn|cắt giảm|giảm bớt|giảm đi")
_OTHER_WAY = re.compile(
    rf"\b(?:(?P<up>{_RISES})|(?P<down>{_FALLS}))\s*(?:khoảng|gần|hơn|trên|là|được|so\s+với[^;,.()0-9]{{0,30}})*\s*$"
)


def way_of(quantity: Quantity) -> Way | None:
    """Return which way a number is a difference; None when it is none."""
    before = quantity.before
    told = CHANGE.search(before) or _OTHER_WAY.search(before)
    if told and (_IN_PLAN.search(before) or _ADDED.search(before)):
        return None
    if told:
        return Way.UP if told["up"] else Way.DOWN
    if quantity.index > 1 and before.strip() == "(":
        return _way_in_bracket(quantity)
    if _REST.search(before) or _REST_AFTER.match(quantity.passage.rest(quantity.index)):
        return Way.REST
    return Way.REST if denied_of(quantity) else None


# «vốn cấp mới và tăng thêm 529,1 triệu USD»: a kind of capital
_ADDED = re.compile(
    r"\b(?:cấp mới|đăng ký mới|điều chỉnh|phát sinh)\s*(?:,|và)\s*(?:điều chỉnh\s+)?tăng thêm\s*$"
)
# «vượt kế hoạch giao (giảm 2,0 điểm phần trăm)»: what was planned
_IN_PLAN = re.compile(r"\b(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết|yêu cầu|phấn đấu)\b[^;,.]{0,40}\([^)]*$")


_FROM = re.compile(r"\btừ\s*(?:mức\s*|khoảng\s*)?$")
_TO = re.compile(r"[^;.()]*\b(?:(?P<up>lên)|(?P<down>xuống)|còn|đến|thành)\b[^;.()]*$")
_RISES_FROM = re.compile(r"\btăng\b[^;.()]*\btừ\s*(?:mức\s*)?$")


def is_start(quantity: Quantity) -> bool:
    """Whether a value is what a change begins with: `tăng từ 145.000 đồng lên 187.000 đồng`."""
    return bool(_FROM.search(quantity.before))


def _way_in_bracket(quantity: Quantity) -> Way | None:
    """`tăng từ A lên B (19%)`, `tăng 3,5 tấn (10,0%)`: the bracket tells the same change again."""
    if _is_from_to(quantity):
        return _way_from_to(quantity)
    passage, index = quantity.passage, quantity.index
    told = CHANGE.search(passage.before(index - 1))
    is_twin = quantity.number.is_percent and not passage.figures[index - 1].number.is_percent
    if not told or not is_twin or passage.figures[index - 1].unit.measure is Measure.POINTS:
        return None
    return Way.UP if told["up"] else Way.DOWN


def _is_from_to(quantity: Quantity) -> bool:
    """`tăng từ A lên B (19%)`."""
    passage, index = quantity.passage, quantity.index
    is_told = _FROM.search(passage.before(index - 2)) and _TO.match(passage.between(index - 2, index - 1))
    return bool(is_told) and index - 2 in passage.in_sentence(index)


def _way_from_to(quantity: Quantity) -> Way:
    passage, index = quantity.passage, quantity.index
    to = _TO.match(passage.between(index - 2, index - 1))
    is_up = bool(to and to["up"]) or bool(_RISES_FROM.search(passage.before(index - 2)))
    return Way.UP if is_up else Way.DOWN


def is_rest(quantity: Quantity) -> bool:
    """Whether words like `thiếu` or `cắt giảm` say that a number is what is left of another."""
    return bool(_REST.search(quantity.before))


_BARE_REST = re.compile(r"\bcòn\s*$")
_OPEN_STATE = re.compile(r"\b(?:đang|chưa)\b")


def is_exhaustive(quantity: Quantity, values: Sequence[Quantity]) -> bool:
    """Whether a rest is all that is left: `còn 03 xã chưa đạt`, not `hộ nghèo 45, còn 30 hộ cận nghèo`."""
    if not _BARE_REST.search(quantity.before):
        return True
    is_other = any(_OPEN_STATE.search(q.before) for q in values)
    is_first_done = bool(re.search(r"\bđã\b", values[-2].before))
    if is_other or is_first_done or not are_same(quantity, values[-1]):
        return False
    rest = quantity.passage.rest(quantity.index)
    return bool(IS_REST.match(rest)) and _denies_what_is_done(rest, values[-1])


_DENIES = re.compile(r"\s*(?:[^\W\d]+\s+){0,2}?(?:chưa|không)\s+(?:được\s+)?(?P<what>[^\W\d]+)")
_GENERAL_WORDS = "thực triển hoàn xong giải giao lại làm tiến bàn khởi xử"
_GENERAL = frozenset(_GENERAL_WORDS.split())


def _denies_what_is_done(rest: str, done: Quantity) -> bool:
    """`198 thôn đạt chuẩn; còn 12 thôn chưa có nhà văn hóa` is no rest: another thing is lacking."""
    told = _DENIES.match(rest)
    about = f"{done.before} {done.passage.rest(done.index)}"
    return not told or told["what"] in _GENERAL or bool(re.search(rf"\b{told['what']}\b", about))


def denied_of(quantity: Quantity) -> str:
    """Return what is said not to be done: `chưa đỗ 26 em`."""
    told = _NOT_DONE.search(quantity.before)
    return told["what"] if told and not is_denied_item(quantity) else ""


def is_denied_item(quantity: Quantity) -> bool:
    """`tốc độ 973, không giấy phép 658, quá tải 314`: the name of an item, no deed that others tell of."""
    passage, told = quantity.passage, _NOT_DONE.search(quantity.before)
    start, end = passage.sentence_of(quantity.number.start)
    if told is None or not re.match(r"\s*,[^,;.()0-9]+[0-9]", passage.lowered[quantity.number.end : end]):
        return False
    return passage.lowered.count(told["what"].split()[0], start, end) == 1


def are_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers count in one measure what may be the same."""
    mine, theirs = one.number.unit, other.number.unit
    if mine.measure is not theirs.measure:
        return is_rate_of(mine, theirs) or is_rate_of(theirs, mine)
    if mine.measure is Measure.RATE:
        return mine.noun == theirs.noun
    return mine.measure is not Measure.COUNT or mine.noun == theirs.noun or may_share(mine, theirs)


def are_same(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers surely count the same: one noun, or one measure."""
    mine, theirs = one.number.unit, other.number.unit
    if mine.measure is not theirs.measure:
        return is_rate_of(mine, theirs) or is_rate_of(theirs, mine)
    if mine.measure is Measure.COUNT:
        return "" in (mine.noun, theirs.noun) or is_one_noun(mine.noun, theirs.noun)
    return mine.measure is not Measure.RATE or mine.noun == theirs.noun


def is_rate_of(rate: Unit, amount: Unit) -> bool:
    """Whether a rate is told short the second time: `2,15 triệu đồng/người`, `1,86 triệu đồng`."""
    is_rate = rate.measure is Measure.RATE and bool(amount.text) and amount.measure is not Measure.TIME
    return is_rate and rate.text.partition("/")[0].strip() == amount.text


def is_one_noun(one: str, other: str) -> bool:
    """Whether a noun is the other one or begins it: `trạm` and `trạm y tế`."""
    return f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def is_value(quantity: Quantity) -> bool:
    """Whether a number is a value, no change; `thu nhập tăng thêm bình quân 2,15 triệu đồng/người` is one."""
    if quantity.number.unit.noun == "lần" or quantity.number.value < 0:
        return False
    is_mean = quantity.number.unit.measure is Measure.RATE and "bình quân" in quantity.before
    return is_mean or way_of(quantity) in (None, Way.REST)


def is_of_then(quantity: Quantity) -> bool:
    """Whether a value is of then: by its own words, or by those before the bracket it stands in."""
    if time_of(quantity.passage, quantity.index) is Time.THEN:
        return True
    if not quantity.depth:
        return False
    start = quantity.passage.sentence_of(quantity.number.start)[0]
    outside, _, inside = quantity.passage.lowered[start : quantity.number.start].rpartition("(")
    return bool(_OF_THEN.search(outside[-40:]) or _OF_THEN.match(inside))


_OF_THEN = re.compile(
    r"\s*(?:so\s+(?:với\s+)?)?"
    r"(?:cùng kỳ|cùng thời điểm|năm trước|năm ngoái|kỳ trước|đầu năm|đầu kỳ|nhiệm kỳ trước)"
    r"(?:\s+năm\s+(?:trước|ngoái|20[0-9]{2})|\s+20[0-9]{2})?\s*$"
)


def level_values(values: Sequence[Quantity]) -> list[Quantity]:
    """Return values without the parts that make up one of them, and without a total told after its parts."""
    kept = list(values)
    at = 0
    while at < len(kept):
        run = _parts_after(kept, at)
        if run:
            del kept[at + 1 : at + 1 + run]
        elif _parts_before(kept, at):
            del kept[at]
            continue
        at += 1
    return kept


def _parts_after(values: Sequence[Quantity], at: int) -> int:
    """Return how many values right after one add up to it."""
    rest = values[at].number.quantity
    for count, part in enumerate(values[at + 1 :], 1):
        rest -= part.number.quantity
        if rest <= 0:
            return count if rest == 0 and count > 1 else 0
    return 0


def _parts_before(values: Sequence[Quantity], at: int) -> int:
    """Return how many values right before one add up to it."""
    rest = values[at].number.quantity
    for count, part in enumerate(reversed(values[:at]), 1):
        rest -= part.number.quantity
        if rest <= 0:
            return count if rest == 0 and count > 1 else 0
    return 0
