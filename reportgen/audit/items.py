"""Counts of listed things: `gồm 4 chức danh: a, b, c, d`, `03 nhóm giải pháp sau:` and the list below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.verdict import Verdict
from reportgen.audit.words import OPEN_END, words
from reportgen.errors import Severity

RULE = "count-of-items"

_NOUNS = words(
    "chức danh|nhóm|nhóm giải pháp|nhiệm vụ|giải pháp|nội dung|bài học|bài học kinh nghiệm|kinh nghiệm|"
    "tiêu chí|"
    "chỉ tiêu|mục tiêu|lĩnh vực|khâu đột phá|chương trình|đề án|dự án|nguyên nhân|hạn chế|kiến nghị|đề xuất|"
    "xã|phường|thị trấn|thôn|bản|huyện|đơn vị|cơ quan|phòng|ban|trường|vị trí|nguồn|khoản|hạng mục|"
    "công trình|"
    "chính sách|mô hình|sản phẩm|cấp|bước|điểm|vấn đề|yêu cầu|tồn tại|khó khăn|vướng mắc|khuyết điểm|"
    "bất cập|lý do|ưu điểm|thuận lợi|phương án|đề nghị|nhóm nhiệm vụ|nhóm nguyên nhân|việc"
)
SPELLED = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_COUNT = rf"(?P<count>0?[1-9][0-9]?|{'|'.join(SPELLED)})"
# Right before the list: `4 chức danh:`, `02 xã (A, B)`; few words may stand between, but no number.
_INLINE = re.compile(rf"(?<![\w.,/%]){_COUNT}\s+(?:{_NOUNS})\b(?P<tail>[^.;:()0-9]{{0,60}})(?P<open>[:(])")
# `Có 03 nguyên nhân chủ quan. Một là, …. Hai là, …`
_SENTENCES = re.compile(
    rf"(?<![\w.,/%]){_COUNT}\s+(?:{_NOUNS})\b(?P<tail>[^.;:,()0-9]{{0,60}})"
    r"(?P<open>[.])\s+(?=một là\b|thứ nhất\b)"
)
_BELOW = re.compile(
    rf"(?<![\w.,/%]){_COUNT}\s+(?:{_NOUNS})\b(?P<tail>[^.;:()0-9]{{0,100}})"
    rf"(?:\b(?:sau|sau đây|như sau|dưới đây)\s*[:.]?|:)\s*$"
)
LONGEST_ITEM = 90
MOST_ITEMS = 30
LONGEST_TERM = 6  # years that a term of five touches


def item_counts(outline: Outline) -> Iterator[Outcome]:
    """Verify each stated number of things against the list that names them."""
    for place, passage in enumerate(outline.passages):
        if passage.is_in_table:
            continue
        for match in (*_INLINE.finditer(passage.lowered), *_SENTENCES.finditer(passage.lowered)):
            if not (match["count"] == "năm" and _is_year(passage.lowered, match.start())):
                yield from _inline(passage, match)
        yield from _years(passage)
        below = _BELOW.search(passage.lowered)
        if below:
            yield from _below(outline, place, passage, below)


_YEARS = re.compile(
    r"(?<![\w.,/])(?P<count>0?[1-9])\s+năm\s*\(?\s*"
    r"(?:(?P<first>20[0-9]{2})\s*[-–]\s*(?P<last>20[0-9]{2})|(?P<list>20[0-9]{2}(?:\s*(?:,|"
    r"và)\s*20[0-9]{2})+))"
)


def _years(passage: Passage) -> Iterator[Statement]:
    """`trong 3 năm (2021, 2022, 2023)`, `3 năm 2021-2023`."""
    for match in _YEARS.finditer(passage.lowered):
        if match["list"]:
            found = len(re.findall(r"20[0-9]{2}", match["list"]))
        else:
            found = int(match["last"]) - int(match["first"]) + 1
        counts = {found, 5} if found == LONGEST_TERM else {found}  # «5 năm (2020 - 2025)», a term of office
        yield _statement(passage, match, int(match["count"]), counts, match.end())


def _is_year(lowered: str, start: int) -> bool:
    return bool(re.search(r"\b(?:trong|các|những|hàng|hằng|mỗi|từng|qua)\s*$", lowered[:start]))


def value_of(text: str) -> int:
    """Return a count said in digits or spelled."""
    text = text.lower()
    return SPELLED.get(text) or int(text)


def _inline(passage: Passage, match: re.Match[str]) -> Iterator[Statement]:
    """`02 hạn chế: (1) …; (2) …`, `03 nguyên nhân. Một là, …. Hai là, …`: items with ordinals."""
    listed = _listed(passage.lowered, match)
    if listed is None or OPEN_END.search(listed):
        return
    marked = len(_INLINE_ORDINAL.findall(listed)) or len(_INLINE_NUMBER.findall(listed))
    if marked > 1:
        yield _statement(passage, match, value_of(match["count"]), {marked}, match.end() + len(listed))


_INLINE_NUMBER = re.compile(r"(?:^|[:;,.]\s)\s*\((?:[1-9][0-9]?|[ivx]+)\)\s")


def _listed(lowered: str, match: re.Match[str]) -> str | None:
    """Return the text of the list: to the closing bracket, or to the end of the sentence."""
    rest = lowered[match.end() :]
    if match["open"] in ":." and ORDINAL.match(rest):
        return rest  # each of «Thứ nhất, …. Thứ hai, …» may be a sentence of its own
    if re.search(r"trong đó|gồm có|so với|đạt|là\b.*\bcủa", match["tail"]):
        return None
    if match["open"] == "(":
        inside, closing, _ = rest.partition(")")
        return inside if closing and not re.search(r"[(0-9]", inside) else None
    ending = re.search(r"[.](?:\s|$)|$", rest)
    return rest[: ending.start()] if ending else rest


ORDINAL = re.compile(
    r"\s*[-+*•]?\s*(?:thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|"
    r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+là)\b"
)
_INLINE_ORDINAL = re.compile(
    r"\b(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+là|thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám)(?=[,:]))"
)


def _below(outline: Outline, place: int, passage: Passage, match: re.Match[str]) -> Iterator[Statement]:
    items = [outline.passages[item] for item in outline.items.get(place, ())]
    if re.search(r"trong đó|so với", match["tail"]) or any(_counts_things(item) for item in items):
        return
    count = len(items) or _ordinals_after(outline, place) or _lettered_after(outline, place)
    if count > 1:
        yield _statement(passage, match, value_of(match["count"]), {count}, match.end())


def _counts_things(item: Passage) -> bool:
    """Whether an item opens with a number: then it tells a part of the total, it does not name one thing."""
    return bool(re.match(r"[-+*•\s]*(?:có\s+)?[0-9]+\s+[^\W\d]", item.lowered))


_LETTERED = re.compile(r"\s*(?P<letter>[a-eđghi])\)\s")
_LETTERS = "abcdđeghi"


def _lettered_after(outline: Outline, place: int) -> int:
    """Paragraphs `a) …`, `b) …` in order, others in between left out."""
    found = 0
    for passage in outline.passages[place + 1 : place + 1 + MOST_ITEMS]:
        match = _LETTERED.match(passage.lowered)
        if match and found < len(_LETTERS) and match["letter"] == _LETTERS[found]:
            found += 1
        elif match or not found:
            break
    return found


def _ordinals_after(outline: Outline, place: int) -> int:
    """Paragraphs `Thứ nhất, …`, `Thứ hai, …` that follow, others in between left out."""
    found = 0
    for passage in outline.passages[place + 1 : place + 1 + MOST_ITEMS]:
        if ORDINAL.match(passage.lowered):
            found += 1
        elif found:
            break
    return found


def stated_count(passage: Passage, match: re.Match[str], counts: set[int], end: int) -> Statement:
    """Return whether the number in the group `count` is one of those that a list may hold."""
    return _statement(passage, match, value_of(match["count"]), counts, end)


def _statement(passage: Passage, match: re.Match[str], stated: int, counts: set[int], end: int) -> Statement:
    is_right = stated in counts
    found = str(min(counts, key=lambda count: abs(count - stated)))
    expected = f"0{found}" if match["count"].startswith("0") and len(found) == 1 else found
    return Statement(
        RULE,
        passage,
        match.start("count"),
        min(end, len(passage.text)),
        Verdict.RIGHT if is_right else Verdict.WRONG,
        f"ghi {passage.text[match.start('count') : match.end('count')]} nhưng kê {found}",
        expected,
        f"Kiểm tra lại danh sách; nếu kê đủ thì sửa thành {expected}.",
        Severity.WARNING,
    )
