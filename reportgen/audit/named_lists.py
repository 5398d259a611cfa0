"""Counts of things that a sentence names: `04 chi bộ (Bản Mới, …)`, `ba xã là A, B và C`, `03 nơi gồm: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.audit.items import ORDINAL, SPELLED, stated_count, value_of
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome
from reportgen.audit.units import Measure
from reportgen.audit.words import CONCURRENT, OPEN_END, words

_PLACES = words(
    "xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|thị xã|thôn|bản|buôn|làng|ấp|xóm|khu phố|tổ dân phố|"
    "khu dân cư|đặc khu|địa phương|địa bàn"
)
_GROUPS = re.compile(rf"(?:{words('tổ|đội|đoàn|ban')})\b(?!\s+chức)")
_PEOPLE = re.compile(rf"(?:{words('đồng chí|đ/c|cán bộ|thành viên|người|ủy viên|uỷ viên|cá nhân')})\b")
_IS_PLACE = re.compile(rf"(?:các\s+)?(?:{_PLACES})\b")
_NUMBER = rf"(?P<count>0?[2-9]|[1-3][0-9]|{'|'.join(SPELLED)})"
_HEAD = re.compile(rf"(?<![\w.,/%-]){_NUMBER}\s+(?=[^\W\d])", re.IGNORECASE)
_OPENING = re.compile(
    r"(?P<tail>[^.;:()]{2,110}?)"
    r"(?P<open>\s*(?:,?\s*\b(?:bao\s+gồm|gồm\s+có|gồm|cụ\s+thể\s+là|đó\s+là|là)\b\s*(?:các\s+[^\W\d]+\s+)?:?|:)|\s*\()\s*"
)
# `tại 03 xã Mường Than, Phúc Than và Tà Mung`, `03 điểm sạt lở tại các xã …`
_UPPER = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper())
_UPPER_WORD = rf"(?:[{_UPPER}]\w*)"
_PROPER = rf"{_UPPER_WORD}(?:[ -]{_UPPER_WORD})*"
_RUN_ON = re.compile(
    rf"(?<![\w.,/%-])(?P<count>0?[2-9]|[1-2][0-9])\s+"
    rf"(?:(?:điểm|vị trí|đồng chí|cán bộ)\b[^.;:,()0-9]{{0,50}}\b(?:tại|ở|thuộc|phụ\s+trách)\s+các\s+)?"
    rf"(?:{_PLACES})(?:\s*,\s*(?:{_PLACES}))*\s+"
    rf"(?P<list>{_PROPER}(?:,\s+{_PROPER})*(?:\s+và\s+|,\s+){_PROPER})(?!\w)"
)
_LEADS_ELSEWHERE = re.compile(
    r"^(?:bên|mặt|chiều)\b|\b(?:trong đó|so với|như|nhất là|tăng|giảm(?!\s+nghèo)|theo|do|chủ trì|"
    r"riêng|(?<!đối )với|bằng(?!\s+khen)|tham gia|phối hợp)\b"
    r"|\bchủ yếu\s*$"
)
_NOT_A_LIST = re.compile(
    r"\b(?:trong đó|so với|như|nhất là|chủ yếu|tăng|giảm(?!\s+nghèo)|theo|do|chủ trì|riêng)\b"
)
_CASES = re.compile(
    rf"(?:{words('vụ|vụ việc|trường hợp|lượt|hộ|suất|phần|cuộc|buổi|ca|con|cây|người|cơ sở|đợt|tin|bài')})\b"
)
# «03 dự án tại các xã: …», «hai bên thống nhất các nội dung: …»: the list names what follows «các».
_OF_OTHERS = re.compile(r"\b(?:các|những)\s+[^\W\d]+(?:\s+[^\W\d]+){0,3}$")
_CLAUSE = re.compile(r"\b(?:được|đã|nhằm|để|vì|nên|phải|sẽ|đang|(?<!hậu )cần|trong khi)\b")
_PREFIX = re.compile(r"(?:[a-zà-ỹđ]+\s+){0,4}(?=[" + _UPPER + r"])")
LONGEST_ITEM = 90
LONGEST_LIST = 1200
MOST_ITEMS = 30
FURTHEST_OFF = 2  # a list of so many more or less names something else


@dataclass(frozen=True, slots=True)
class Listed:
    """A list in running text: its items, and how many things they may name."""

    items: tuple[str, ...]
    counts: frozenset[int]
    is_proper: bool
    end: int


def named_lists(outline: Outline) -> Iterator[Outcome]:
    """Verify each number of named things against the names after it."""
    for _, passage in outline_with_counts(outline):
        yield from _stated_all(passage)
        for match in _RUN_ON.finditer(passage.text):
            names = re.split(r",|\svà\s", match["list"])
            if len(names) > 1:
                yield stated_count(passage, match, {len(names)}, match.end())


def outline_with_counts(outline: Outline) -> Iterator[tuple[int, Passage]]:
    """Yield the passages of running text: a count may be spelled, so that they need no figures."""
    return ((place, passage) for place, passage in enumerate(outline.passages) if not passage.is_in_table)


def _stated_all(passage: Passage) -> Iterator[Outcome]:
    at = 0
    for match in _HEAD.finditer(passage.text):
        if match.start() < at or _is_year(passage, match) or _is_ordinal(passage, match.start()):
            continue
        opening = _OPENING.match(passage.text, match.end())
        if not opening or _counts_others(passage, match.start("count"), opening.end("tail")):
            continue
        if not _LEADS_ELSEWHERE.search(opening["tail"].lower()):
            at = opening.end()
            yield from _stated(passage, match, opening)


def _stated(passage: Passage, match: re.Match[str], opening: re.Match[str]) -> Iterator[Outcome]:
    listed = _read_list(passage, opening)
    if listed is None or max(listed.counts) < 2 or any(item[:1].isdigit() for item in listed.items):
        return
    stated = value_of(match["count"])
    if _is_told(opening, listed, stated):
        yield stated_count(passage, match, set(listed.counts), listed.end)


_ABSTRACT = words(
    "hạn chế|tồn tại|giải pháp|nhiệm vụ|nội dung|nguyên nhân|bài học|kiến nghị|đề xuất|nhóm|khó khăn|"
    "vướng mắc|khuyết điểm|bất cập|mục tiêu|khâu|vấn đề|mặt|việc|điểm"
)
_FIVE = re.compile(rf"năm\s+(?:{_ABSTRACT})\b")
_OF_A_YEAR = re.compile(
    r"\b(?:trong|các|những|hàng|hằng|mỗi|từng|qua|cả|hết|cuối|đầu|của|sau|trước|một|[0-9]+|theo|thường)\s*$"
)


def _is_year(passage: Passage, match: re.Match[str]) -> bool:
    """`năm hạn chế:` counts five; any other `năm` is a year."""
    if match["count"].lower() != "năm":
        return False
    is_count = _FIVE.match(passage.lowered, match.start("count"))
    return not is_count or bool(_OF_A_YEAR.search(passage.lowered[: match.start("count")][-12:]))


def _is_ordinal(passage: Passage, start: int) -> bool:
    """`thứ hai`, `quý ba`, `lớp 5`, `cấp 3 (Trần Phú)`: no count of things."""
    before = passage.lowered[max(0, start - 12) : start]
    return bool(re.search(r"\b(?:thứ|quý|tháng|lớp|cấp|khối|loại|hạng|mức|số|lần|khóa|ngày)\s*$", before))


def _counts_others(passage: Passage, start: int, end: int) -> bool:
    """Whether another count stands between the number and its list: `12 xã, 03 đơn vị gồm:`."""
    return any(
        figure.unit.noun or figure.unit.measure is not Measure.COUNT
        for figure in passage.figures_between(start + 1, end)
    )


def _is_told(opening: re.Match[str], listed: Listed, stated: int) -> bool:
    """Whether the list surely names what is counted."""
    tail = opening["tail"].strip().lower()
    distance = min(abs(count - stated) for count in listed.counts)
    heads = {item.split()[0].lower() for item in listed.items}
    if distance == 0:
        return True
    if _GROUPS.match(tail) and "các" not in tail and heads != {tail.split()[0]}:
        return False  # «05 đoàn kiểm tra (Công an, Quân sự, Y tế)»: who takes part
    if _PEOPLE.match(tail) and not all(_is_person(item) for item in listed.items):
        return False
    if not listed.is_proper and _CASES.match(tail):
        return False  # «06 vụ (trộm cắp, đánh bạc)»: of which kinds they are
    if _OF_OTHERS.search(tail):
        return "đối với" in tail and listed.is_proper and distance == 1
    if "," in tail:
        return listed.is_proper and distance == 1
    return distance <= FURTHEST_OFF or (listed.is_proper and bool(_IS_PLACE.match(tail)))


def _is_person(item: str) -> bool:
    bare = re.sub(r"^(?:đồng chí|đ/c|ông|bà|anh|chị)\s+", "", item, flags=re.IGNORECASE)
    return bool(re.match(rf"{_UPPER_WORD}(?:\s+{_UPPER_WORD}){{1,4}}(?=[\s,(-]|$)", bare))


def _read_list(passage: Passage, opening: re.Match[str]) -> Listed | None:
    text = passage.text
    start = opening.end()
    is_bracket = opening["open"].strip() == "("
    end = text.find(")", start, start + LONGEST_LIST) if is_bracket else passage.sentence_of(start)[1]
    if end < 0 or end - start > LONGEST_LIST or not text[start:end].strip(" .;"):
        return None
    listed = _own(text[start:end]).rstrip(" .;,")
    if OPEN_END.search(listed) or ORDINAL.match(listed.lower()) or CONCURRENT.search(listed.lower()):
        return None
    return _split(passage, start, listed)


def _own(text: str) -> str:
    """Cut a list where the bracket that it stands in closes: `(nhập 03 xã gồm: A, B, C) báo cáo`."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return text[:at]
    return text


def _split(passage: Passage, start: int, listed: str) -> Listed | None:
    by_comma = _outside_brackets(listed.split(";")[0] if _is_name_list(listed.split(";")[0]) else listed, ",")
    if ";" in listed and not _is_name_list(listed.split(";")[0]):
        return _listed(passage, start, listed, _outside_brackets(listed, ";"), is_strong=True)
    return _listed(passage, start, ",".join(by_comma), by_comma, is_strong=False)


def _is_name_list(text: str) -> bool:
    """`Trần Phú, Lê Lợi, Hải Tân`: names, so that a semicolon after them ends the list."""
    pieces = [piece.strip() for piece in text.split(",")]
    return len(pieces) > 1 and all(_is_name(piece) for piece in pieces)


def _listed(passage: Passage, start: int, text: str, pieces: list[str], *, is_strong: bool) -> Listed | None:
    items = [piece.strip() for piece in pieces if piece.strip()]
    end = start + len(text)
    if not items or len(items) > MOST_ITEMS or _has_figures(passage, start, end, items, is_strong=is_strong):
        return None
    if any(len(item) > LONGEST_ITEM for item in (items[:-1] if is_strong else items)):
        return None
    told = items[:-1] if is_strong and len(items) > 1 else items
    if any(_CLAUSE.search(item.lower()) or _NOT_A_LIST.search(_bare(item)) for item in told):
        return None
    is_proper = all(_is_name(item) for item in told)
    return Listed(tuple(items), _counts(items, is_strong=is_strong, is_proper=is_proper), is_proper, end)


def _bare(item: str) -> str:
    return re.split(r"[(–]", item.lower())[0]


def _has_figures(passage: Passage, start: int, end: int, items: list[str], *, is_strong: bool) -> bool:
    """Whether the items have numbers of their own; after the last `;` the sentence may go on."""
    limit = end - len(items[-1]) if is_strong and len(items) > 1 else end
    figures = passage.figures_between(start, limit)
    bare = [figure for figure in figures if figure.is_plain and not figure.unit.text]  # «đường vành đai 2»
    return len(bare) < len(figures) or len(figures) * 2 > len(items)


def _counts(items: list[str], *, is_strong: bool, is_proper: bool) -> frozenset[int]:
    """How many things the items may name: «và» joins two things or stands inside one."""
    number = len(items)
    if is_strong:
        heads = {re.split(r"[(:]", item)[0].strip() for item in items}
        return frozenset({number, len(heads)})
    joins = [len(re.findall(r"\svà\s+(?=[^\W\d_])", item)) for item in items]
    joined = sum(joins)
    if number == 1:
        return frozenset(range(2, joined + 2)) if joined else frozenset({1})
    last = re.split(r"\svà\s+", items[-1])
    is_alike = is_proper and _is_name(last[-1])
    if joined == joins[-1] == 1 and (is_alike or last[-1].split()[0] == items[0].split()[0]):
        return frozenset({number + 1})
    single = [item for item in items if not CONCURRENT.search(item)]
    return frozenset({*range(number, number + joined + 1), len(single)})


def _outside_brackets(text: str, sign: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == sign and depth <= 0:
            pieces.append(text[start:at])
            start = at + 1
    return [*pieces, text[start:]]


def _is_name(piece: str) -> bool:
    """Whether a piece of a list is a name, with or without the word for its kind before it."""
    piece = piece.strip()
    prefix = _PREFIX.match(piece)
    bare = piece[prefix.end() :] if prefix else piece
    return bare[:1].isupper() and len(piece) <= LONGEST_ITEM and not _NOT_A_LIST.search(_bare(piece))
