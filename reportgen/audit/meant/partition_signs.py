"""How clearly shape and words say that a list of numbers divides another number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from reportgen.audit.meant.around import Said
from reportgen.audit.nouns import family
from reportgen.audit.numbers import Number
from reportgen.audit.overlaps import is_given_and_done
from reportgen.audit.reckoned.gap_reading import is_one_noun
from reportgen.audit.subjects import subject_words
from reportgen.audit.words import (
    AMONG,
    TOTAL,
)

NEVER = -100
# What opens a list of all parts.
_OPENS = re.compile(
    r":\s*[^:;]*$|\b(?:gồm|bao gồm|cụ thể|chia ra|chia thành|phân ra|phân bổ|phân theo|phân loại|chia theo|"
    r"xét theo|tính theo|theo (?:nhóm|loại|cấp|khối|độ tuổi|địa bàn|lĩnh vực|nguồn|quý|năm|từng)|kết quả|"
    r"cơ cấu|lần lượt|đến từ|lấy từ|huy động từ|xếp loại|từng năm|trong số này|thì)\b"
)
LAST = re.compile(r"\b(?:khác|còn lại|số còn|không rõ|chưa phân loại|đang)\b")
_OUT_OF = re.compile(r"(?:^|[;:.,]\s*)(?:trong|trên|tổng số|có|với)\s+(?:tổng số\s+)?$")
_NUMERALS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8}
_COUNTED = re.compile(
    r"\b(?P<count>hai|ba|bốn|năm|sáu|bảy|tám|[2-9]|0[2-9])\s+"
    r"(?:nguồn|nhóm|loại|khối|cấp|hình thức|lĩnh vực|mức|mảng|khoản|phần|kênh|đối tượng|tuyến|dạng|bậc)\b"
)
# Halves that leave nothing over.
_HALVES = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{two})\b"))
    for one, two in (
        ("nam", "nữ"),
        ("mới", "cũ|chuyển sang|chuyển|tồn|chuyển tiếp|kỳ trước"),
        ("trong kỳ|phát sinh|thụ lý mới", "kỳ trước|chuyển sang|cũ|tồn"),
        ("trực tiếp", "trực tuyến|gián tiếp|phối hợp"),
        ("chủ trì|độc lập", "phối hợp"),
        ("theo kế hoạch|định kỳ|thường xuyên|thường kỳ", "đột xuất"),
        ("trong", "ngoài"),
        ("công lập", "ngoài công lập|tư thục|dân lập"),
        ("nội trú", "ngoại trú"),
        ("cấp cứu", "phiên|chương trình|kế hoạch"),
        ("nội tỉnh|trong tỉnh", "ngoài tỉnh|ngoại tỉnh"),
        ("trước hạn|đúng hạn|trước và đúng hạn", "quá hạn|trễ hạn|chậm"),
        ("đạt", "không đạt|chưa đạt"),
        ("chính thức", "dự bị"),
        ("cá nhân", "tổ chức|tập thể"),
        ("xây mới|làm mới|mở mới", "sửa chữa|nâng cấp|cải tạo"),
        ("thắng", "thua|hòa"),
        ("có bảo hiểm|có thẻ|bảo hiểm|bhyt", "thu phí|không có thẻ|dịch vụ|viện phí|tự trả|tự chi trả"),
        ("xuất khẩu", "nhập khẩu"),
        ("thường", "mổ"),
        ("vượt", "hụt|không đạt|chưa đạt|thiếu"),
        ("khởi tố", "không khởi tố"),
        ("thành công|thành", "không thành"),
    )
)


def clarity(
    whole: Said, parts: Sequence[Said], numbers: Sequence[Number], rest: Fraction, *, is_slip: bool
) -> int:
    """Return how many signs say that the parts should make the whole; `rest` is what they lack."""
    closeness = _closeness(numbers, rest, is_slip=is_slip)
    if closeness == NEVER:
        return NEVER
    signs = (
        opening(whole, parts),
        2 * bool(LAST.search(f"{own_label(parts[-1])} {parts[-1].tail}")),
        2 * _is_counted(whole, parts),
        2 * are_halves(parts),
        -2 * (whole.passage is not parts[0].passage),
        _likeness(whole, parts),
        _nearness(whole, parts),
        min(len(parts), 4) - 2,
    )
    return closeness + sum(signs)


# «Về độ tuổi, …», «Nguyên nhân: …»: what follows divides all.
_BY = re.compile(
    r"\s*(?:(?:[-+*•]|[a-zđ]\)|\([0-9]+\))\s*)?"
    r"(?:(?:nếu\s+)?(?:(?:xét|tính|chia|phân|xếp|phân tích|phân loại|phân chia)\s+)?(?:theo|về)\s+"
    r"(?!kế hoạch|quy định|chỉ tiêu|số liệu|báo cáo|đó\b)|(?:phân tích|phân loại|cơ cấu|nguyên nhân|"
    r"kết quả xếp loại|kết quả phân loại|kết quả đánh giá|xếp loại|độ tuổi|trình độ|hình thức|thành phần|"
    r"lý do|dân tộc)\b)[^;.()0-9]{2,70}?[:,]"
)


def own_label(said: Said) -> str:
    """Return the words before a number back to the sign that parts it from others, commas within."""
    return re.split(r"[;:(]", said.passage.before(said.index))[-1]


def _closeness(numbers: Sequence[Number], rest: Fraction, *, is_slip: bool) -> int:
    amount, *amounts = (number.quantity for number in numbers)
    largest = max(amounts)
    off = abs(rest) / max(amount, amount - rest)
    if is_slip and off <= Fraction(1, 2):
        return 3
    if largest >= amount:
        return NEVER
    for room, points in (
        (Fraction(1, 50), 3),
        (Fraction(1, 20), 2),
        (Fraction(1, 8), 1),
        (Fraction(2, 5), -1),
    ):
        if off <= room:
            return points
    return NEVER


def lead_to(whole: Said, parts: Sequence[Said]) -> str:
    """Return what is said between the whole and the first part, or before the first part in its sentence."""
    first = parts[0]
    start = first.sentence[0]
    if whole.passage is first.passage and start <= whole.number.end <= first.number.start:
        start = whole.number.end
    return first.passage.lowered[start : first.number.start]


def opening(whole: Said, parts: Sequence[Said]) -> int:
    """Return how clearly the words between them open a list of all parts."""
    lead = lead_to(whole, parts)
    first = parts[0]
    is_direct = whole.is_with(first) and whole.index == first.index - 1
    if is_direct and re.fullmatch(r"[^;:()]{0,60}\([^()]*", lead):
        return 3
    if AMONG.search(lead) and not re.search(r"gồm|:", lead):
        return 0
    if is_direct and re.match(r"[^,;:]*:", lead):
        return 3
    if is_direct and _OUT_OF.search(whole.passage.before(whole.index)) and re.search(r"\b(?:có|thì)\b", lead):
        return 3
    if _OPENS.search(lead) or (not whole.is_with(first) and _BY.match(lead)):
        return 2
    return 1 if is_direct else 0


def _is_counted(whole: Said, parts: Sequence[Said]) -> bool:
    """`từ bốn nguồn: …`: as many parts as are announced."""
    told = _COUNTED.search(lead_to(whole, parts))
    return bool(told) and (_NUMERALS.get(told["count"]) or int(told["count"])) == len(parts)  # type: ignore[index]


def are_halves(parts: Sequence[Said]) -> bool:
    """Return whether two parts are named as halves that leave nothing over: `nam` and `nữ`."""
    if len(parts) != 2:
        return False
    one, two = (f"{own_label(part)} {part.tail}" for part in parts)
    return any((a.search(one) and b.search(two)) or (b.search(one) and a.search(two)) for a, b in _HALVES)


def _likeness(whole: Said, parts: Sequence[Said]) -> int:
    """Return 1 when all is counted by one noun or unit, less when nouns differ."""
    nouns = {part.number.unit.noun or part.number.unit.text for part in parts} - {""}
    own = whole.number.unit.noun or whole.number.unit.text
    if len(nouns) > 1:
        return 0 if len({family(part.number.unit) for part in parts if part.number.unit.noun}) == 1 else -2
    return 1 if not nouns or not own or any(is_one_noun(own, noun) for noun in nouns) else 0


def _nearness(whole: Said, parts: Sequence[Said]) -> int:
    """Return a point for a list of its own clause after the last value, and one for a shared noun."""
    first = parts[0]
    gap = first.passage.before(first.index)
    is_own = ";" in gap or first.sentence[0] + len(gap) >= first.number.start
    common = frozenset.intersection(*(subject_words(own_label(part)) for part in parts))
    is_item = (
        whole.is_with(first) and lead_to(whole, parts).lstrip()[:1] == "," and not is_own and whole.index > 0
    )
    return is_own + bool(common & subject_words(own_label(whole))) - 2 * is_item - 6 * _is_level(whole, parts)


_ITEMS = re.compile(r"[^;:()]*;[^,;:()0-9]*")  # «: trộm cắp 46 vụ; lừa đảo 14 vụ; …»


def _is_level(whole: Said, parts: Sequence[Said]) -> bool:
    """`163 hộ mới, 38 hộ trở lại, 94 hộ nghỉ`: the first of a list that repeats its noun, no whole."""
    nouns = {said.number.unit.noun for said in (whole, *parts)}
    lead = lead_to(whole, parts)
    if opening(whole, parts) < 2 and _ITEMS.fullmatch(lead) and ":" in whole.passage.before(whole.index):
        return True
    if opening(whole, parts) < 2 and re.match(r"[^:()]*;", lead) and _is_item(whole):
        return True
    if is_given_and_done([said.passage.before(said.index) for said in (whole, *parts)]):
        return True
    if opening(whole, parts) < 2 and _is_listed(whole):
        return True
    if "còn lại" in own_label(parts[-1]):
        return False
    is_bare = opening(whole, parts) == 1 and re.fullmatch(r"[^;:()]*,\s*", lead)
    return bool(is_bare) and len(nouns) == 1 and "" not in nouns and not TOTAL.search(own_label(whole))


def _is_listed(whole: Said) -> bool:
    """`trong đó: lúa 265 ha, rau 22 ha, …`, `xã A 55 vụ, xã B 10 vụ, …`: itself one of the parts."""
    passage, before = whole.passage, whole.index - 1
    if AMONG.search(passage.before(whole.index)):
        return True
    is_like = before in passage.in_sentence(whole.index) and passage.figures[before].unit == whole.number.unit
    gap = passage.between(before, whole.index) if is_like else ""
    return bool(re.fullmatch(r"[^;:()]*,[^;:()]*", gap)) and not TOTAL.search(gap)


def _is_item(whole: Said) -> bool:
    """`…; thuế tài nguyên 21.340 triệu đồng; phí 8.116 triệu đồng`: one of a list, told by its name alone."""
    before = whole.passage.before(whole.index)
    return bool(";" in before or whole.index == 0) and not _IS_TOLD.search(own_label(whole))


_IS_TOLD = re.compile(rf"{TOTAL.pattern}|\b(?:có|là|đạt|được|đã|thụ lý|tiếp nhận|xảy ra)\b")
