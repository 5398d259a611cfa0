"""Counts of things that a list parted by semicolons or numbers names: `từ ba nguồn: a 120 lượt; b …; c …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import takewhile

from reportgen.audit.items import SPELLED, stated_count, value_of
from reportgen.audit.numbers import Bound
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome
from reportgen.audit.units import Measure
from reportgen.audit.words import OPEN_END, words

# Things of which each item may tell a deed: «nhiệm vụ: hoàn thành …».
_THOUGHTS = (
    "hạn chế|tồn tại|khó khăn|vướng mắc|khuyết điểm|bất cập|yếu kém|nguyên nhân|lý do|giải pháp|nhiệm vụ|"
    "nội dung|bài học|kiến nghị|đề xuất|mục tiêu|điểm nghẽn|vấn đề|việc|thách thức|ưu điểm|thuận lợi|"
    "phương án|kết quả nổi bật|nhóm nhiệm vụ|nhóm giải pháp|nhóm nội dung|nhóm vấn đề"
)
# Things of which a report rather names each one than tells what became of them.
_THINGS = words(
    f"{_THOUGHTS}|nguồn|nhóm|loại|loại hình|hình thức|lĩnh vực|công trình|dự án|hạng mục|khoản|kênh|tuyến|"
    "chỉ tiêu|tiêu chí|khâu|mặt|mô hình|sản phẩm|chương trình|đề án|đề tài|chuyên đề|phong trào|"
    "cuộc vận động|nhân tố|yếu tố|bước|khu vực|tổ|đoàn|cơ sở|cụm công nghiệp|khu công nghiệp|gói thầu|vùng|"
    "trục|mũi nhọn|đột phá|khâu đột phá|quan điểm|tổ công tác|tổ giúp việc|đoàn công tác|đoàn kiểm tra|"
    "đoàn giám sát|tiểu ban|hợp phần|tiểu dự án|chính sách|phương thức"
)
_SPELLED = "|".join(SPELLED)
_COUNT = rf"(?P<count>0?[2-9]|1[0-9]|{_SPELLED})"
_SAME_WORD = r"(?:,\s*[^\W\d]+(?:\s+[^\W\d]+){0,3})?"  # «3 hạn chế, yếu kém»
_HEAD = re.compile(
    rf"(?<![\w.,/%-]){_COUNT}\s+(?P<noun>{_THINGS})\b(?!\s*[,;]\s*(?:0?[1-9]|1[0-9])\b)"
    rf"{_SAME_WORD}(?P<tail>(?:(?!\b0?[1-9][0-9]?\s+[^\W\d])[^.;:()]){{0,90}}?)"
    r"(?P<open>,?\s*\b(?:bao\s+gồm|gồm\s+có|gồm|cụ\s+thể\s+là|cụ\s+thể|đó\s+là|như\s+sau|là)\b"
    r"(?:\s+(?:các|những)(?:\s+[^\W\d]+){1,3}(?=\s*:))?\s*:?|:)\s*"
)
_OF_A_YEAR = re.compile(
    r"\b(?:trong|các|những|hàng|hằng|mỗi|từng|qua|cả|hết|cuối|đầu|của|sau|trước|một|[0-9]+|theo|thường|thứ|"
    r"lần)\s*$"
)
_TELLS_DEEDS = re.compile(
    r"\s*(?:đã|đang|sẽ|phát hiện|xử lý|xử phạt|giải ngân|hoàn thành|có|còn|trong đó|tăng|giảm|đạt|được|riêng|"
    r"chưa|không|phấn đấu|tổng|với|và|khởi công|thu|chi|hết|số còn lại|nâng|ước|kết quả|qua đó|nhằm|"
    r"lũy kế|đến nay|"
    r"so với|cùng kỳ)\b|\s*[0-9]"
)
_LEADS_ELSEWHERE = re.compile(
    r"\b(?:trong đó|so với|nhất là|chủ yếu|tăng(?!\s+cường)|giảm(?!\s+nghèo)|như|ví dụ|đạt|kết quả|bằng)\b"
    r"|\bcủa\s*$"
)
_ABSTRACT = re.compile(rf"(?:{words(_THOUGHTS)})\b")
_BRACKET = re.compile(r"\([^)]*\)")
_AND = re.compile(r"^\s*và\s+")
# «kênh tưới đồng Trổ; tổng mức đầu tư 15.500 triệu đồng»: the list is over.
_GOES_ON = re.compile(
    r"(?:(?:với )?tổng (?:mức|số|vốn|kinh phí|cộng|diện tích|giá trị|chi|thu)|trong đó|kinh phí|đến nay|"
    r"hiện nay|ngoài ra)\b"
)
FEWEST, MOST = 2, 20
FURTHEST_OFF = 2
LONGEST_ITEM = 220


def semicolon_lists(outline: Outline) -> Iterator[Outcome]:
    """Verify each number of things against the list after it."""
    for _, passage in enumerate(outline.passages):
        if not passage.is_in_table:
            yield from _by_semicolons(passage)
            yield from _by_numbers(passage)
            yield from _by_sum(passage)


# --- items between semicolons --------------------------------------------------------------------------


def _by_semicolons(passage: Passage) -> Iterator[Outcome]:
    for match in _HEAD.finditer(passage.lowered):
        if _is_no_count(passage.lowered, match) or _LEADS_ELSEWHERE.search(match["tail"]):
            continue
        end = passage.sentence_of(match.end() - 1)[1]
        items = _items(passage.lowered[match.end() : end])
        if not _are_items(match, items):
            continue
        counts = {len(items), len(items) + _joins_two(items[-1])}
        stated = value_of(match["count"])
        if items[0].count(",") + 1 >= stated not in counts:
            continue  # «3 gói thầu: XL01 dài …, XL02 dài …, XL03 dài …; đã giao mặt bằng …»
        if stated in counts or min(abs(stated - count) for count in counts) <= FURTHEST_OFF:
            yield stated_count(passage, match, counts, end)


def _is_no_count(lowered: str, match: re.Match[str]) -> bool:
    return match["count"] == "năm" and bool(_OF_A_YEAR.search(lowered[: match.start()][-12:]))


def _items(text: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            text = text[:at]
            break
        if letter == ";" and depth == 0:
            pieces.append(text[start:at])
            start = at + 1
    found = (_AND.sub("", piece).strip(" .,") for piece in (*pieces, text[start:]))
    items = [piece for piece in found if piece]
    return list(takewhile(lambda item: not _GOES_ON.match(item), items))


def _are_items(match: re.Match[str], items: list[str]) -> bool:
    """Whether every piece names one thing, all in one way: with a number each, or with none."""
    is_list = FEWEST <= len(items) <= MOST and not OPEN_END.search(" ; ".join(items))
    if not is_list or any(len(item) > LONGEST_ITEM for item in items):
        return False
    if not _ABSTRACT.match(match["noun"] + match["tail"]) and any(_TELLS_DEEDS.match(item) for item in items):
        return False
    if ":" in _BRACKET.sub("", " ; ".join(items)):
        return False
    counted = [item for item in items if re.search(r"[0-9]", _BRACKET.sub("", item))]
    return len(counted) in (0, len(items)) or len(counted) * 4 <= len(items)


def _joins_two(item: str) -> bool:
    first, _, second = item.partition(" và ")
    return bool(second) and first.split()[0] == second.split()[0]


# --- items with numbers of their own: «đợt 1 …, đợt 2 …, đợt 3 …» --------------------------------------

_NUMBERED = re.compile(
    rf"(?<![\w.,/%-]){_COUNT}\s+(?P<noun>đợt|lần|giai đoạn|gói thầu|kỳ|vòng|phiên|khóa|khoá|đoàn|tổ|cụm|"
    rf"nhóm|tuyến)\b"
    r"[^.;:()0-9]{0,70}(?P<open>[(:])"
)


def _by_numbers(passage: Passage) -> Iterator[Outcome]:
    for match in _NUMBERED.finditer(passage.lowered):
        if _is_no_count(passage.lowered, match):
            continue
        limit = passage.sentence_of(match.start())[1]
        end = passage.lowered.find(")", match.end(), limit) if match["open"] == "(" else limit
        noun = re.escape(match["noun"])
        told = re.findall(
            rf"\b{noun}\s+(?:số\s+)?0?([1-9][0-9]?)(?![0-9.,/])", passage.lowered[match.end() : end]
        )
        numbers = [int(each) for each in dict.fromkeys(told)]
        if len(numbers) >= FEWEST and numbers == list(range(1, len(numbers) + 1)):
            yield stated_count(passage, match, {len(numbers)}, end)


# --- what is added up: «Tổng bốn loại cây này là 19.416 ha» --------------------------------------------

_SUMMED = re.compile(
    rf"\b(?:tổng(?:\s+(?:số|cộng|diện tích|sản lượng|vốn|kinh phí|thu|chi))?|cộng|"
    rf"cả)\s+(?:của\s+)?{_COUNT}\s+"
    r"(?!năm\b|tháng\b|quý\b|tuần\b|ngày\b)(?P<noun>[^\W\d]+)[^.;:()0-9]{0,50}\b(?:là|được|đạt|có|bằng|:)\s*$"
)


def _by_sum(passage: Passage) -> Iterator[Outcome]:
    """Verify a number of things by how many of the values before it make the sum told of them."""
    for index, figure in enumerate(passage.figures):
        if not figure.is_plain or figure.number.bound is not Bound.EXACT or figure.number.is_percent:
            continue
        start = max(0, figure.start - 110)
        match = _SUMMED.search(passage.lowered, start, figure.start)
        if match is None:
            continue
        made = _made_of(passage, index, before=match.start())
        stated = value_of(match["count"])
        if made and abs(made - stated) <= FURTHEST_OFF:
            yield stated_count(passage, match, {made}, figure.end)


def _made_of(passage: Passage, index: int, *, before: int) -> int:
    """Return how many of the last like values make a sum; 0 when no number of them does."""
    total = passage.figures[index].number
    total_made, taken = Fraction(0), 0
    for figure in reversed(passage.figures[:index]):
        is_value = figure.is_plain and figure.unit.measure is total.unit.measure
        if figure.start >= before or not is_value or figure.unit.measure is Measure.PERCENT:
            continue
        total_made, taken = total_made + figure.number.quantity, taken + 1
        if total_made >= total.quantity:
            break
    return taken if taken >= FEWEST and total_made == total.quantity else 0
