"""Names said to be the highest or the lowest, without a number: `năm 2021 thấp nhất`, `cao nhất là xã A`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.meant.table_rows import Column, Row, TableColumns
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome, Statement
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict
from reportgen.errors import Severity

RULE = "rank-of-value"
_MOST = re.compile(
    r"\b(?:(?P<high>cao|nhiều|lớn|đông|dài|nặng)|(?P<low>thấp|ít|nhỏ|"
    r"ngắn))\s+nhất\b(?!\s*[,(]?\s*(?:với\s+|là\s+)?[0-9])"
)
_SAYS = r"\s*(?:vẫn\s+|đều\s+)?(?:là|thuộc(?:\s+về)?|ở|tại|rơi\s+vào)\s+"
_SAID_OF = re.compile(rf"{_SAYS}(?P<rest>[^;.()]{{3,90}})")
_HAS_VALUE = re.compile(rf"{_SAYS}(?!năm)[^;.()0-9]*[0-9]")
_NAME_ENDS = re.compile(
    r"\s+(?:với|chiếm|đạt|có|gồm|còn)\s|[0-9:]|,[^,]*\bnhất\b|"
    r",?\s*\b(?:và|tiếp|kế (?:đó|đến|tiếp)|sau đó|rồi|trong khi)\b"
)
_NAMED_BEFORE = re.compile(r"\s*(?:[,;.)]|$|trong\s+(?:các|số|nhóm|nhiệm|giai|[0-9]))")
_IS = re.compile(r"\s*(?:cũng\s+)?là\s")  # «Quý III cao hơn quý II, và là quý thu cao nhất»
_OPENS = re.compile(r"\s(?:cao|thấp|nhiều|ít|lớn|nhỏ|đạt|có|thu|là|tăng|giảm)\s")
_CLAUSE = re.compile(r"[;:(),]|[.](?=\s)|\bcòn\b|\bvà\b|\btrong khi\b")
_CUT = re.compile(r"[;.:(),]|\bcòn\b|\bvà\b|\btrong khi\b")
_YEAR = re.compile(r"\bnăm\s+(?P<year>(?:19|20)[0-9]{2})\b(?!\s*[-–])")
_OTHER_TIMES = re.compile(
    r"\b(?:từ trước|trước đến nay|trong (?:các|những) năm|so với|cả nước|lịch sử|khu vực|toàn quốc|mức|"
    r"với|một trong|"
    r"trong (?:5|10|3|4) năm|không phải|chưa phải|thứ hai|thứ nhì)\b"
)
_LEAD = re.compile(
    r"^(?:là|có|đạt|ở|tại|riêng|gồm|về|thì|do|với|xã|phường|huyện|thị trấn|và|nhóm|lĩnh vực)\s+"
)
_TAIL = re.compile(r"\s+(?:là|có|đạt|với|được|còn|bị|khoảng|chiếm|thu|:)$")
_OF_ALL = re.compile(
    r"\b(?:tổng|cộng|chung|toàn|bình quân|trung bình|khác|còn lại|cùng kỳ|kế hoạch|so với)\b"
)
_RATE = re.compile(r"\bt[ỷỉ] lệ\b|%")
_PER = re.compile(r"\b(?:trên|mỗi)\s+[0-9]")  # «tỷ lệ mắc trên 10.000 dân»: no column says so
_KIND_WORDS = "năm số nhóm loại cây con xã huyện đơn vị lĩnh vực địa phương nơi như vậy số lượng"
_KINDS = frozenset(_KIND_WORDS.split())
_WORD = re.compile(r"[^\W_]+")
FEWEST = 3
PLACES_BACK = 1
SHORTEST_NAME = 2

Listed = Mapping[str, Said]


def named_superlatives(outline: Outline) -> Iterator[Outcome]:
    """Verify each name said to be extreme against the values listed before, or the rows of the tables."""
    around = Surroundings(outline)
    columns = TableColumns(outline)
    for place, passage in enumerate(outline.passages):
        for match in () if passage.is_in_table else _MOST.finditer(passage.lowered):
            yield from _judged(around, columns, place, match)


def _judged(
    around: Surroundings, tables: TableColumns, place: int, match: re.Match[str]
) -> Iterator[Outcome]:
    passage = around.outline.passages[place]
    is_high = match["high"] is not None
    names = _names(passage, match)
    subject = _subject(passage, match)
    told = _value_of(passage, match)
    found = [
        wrong for name in names for wrong in _by_list(around, place, name, subject, told, is_high=is_high)
    ]
    if not found and not _PER.search(subject) and not _HAS_VALUE.match(passage.lowered, match.end()):
        found = [wrong for name in names for wrong in _by_table(tables, name, subject, is_high=is_high)]
    for name, right in found[:1]:
        yield _statement(passage, match, name, right)


def _names(passage: Passage, match: re.Match[str]) -> list[str]:
    """Return the words that may name what is extreme: those behind the superlative, else those before."""
    start, end = passage.sentence_of(match.start())
    after = _SAID_OF.match(passage.lowered, match.end(), end)
    if after:
        year = _YEAR.match(after["rest"])
        whole = year[0] if year else _NAME_ENDS.split(after["rest"])[0]
        return list(dict.fromkeys((whole, whole.split(",")[0])))
    if not _NAMED_BEFORE.match(passage.lowered, match.end(), end):
        return []
    before = _CUT.split(passage.lowered[start : match.start()])[-1]
    if _OTHER_TIMES.search(before) or re.search(r"[0-9]", _YEAR.sub("", before)):
        return []
    return [_OPENS.split(passage.lowered[start : match.start()])[0] if _IS.match(before) else before]


def _subject(passage: Passage, match: re.Match[str]) -> str:
    """Return the words that tell what is highest: those before it, else the sentence before."""
    start = passage.sentence_of(match.start())[0]
    before = _CLAUSE.split(passage.lowered[start : match.start()])[-1]
    if subject_words(before) or not start:
        return before
    earlier = passage.sentence_of(start - 1)
    return passage.lowered[slice(*earlier)]


# --- values listed in running text ---------------------------------------------------------------------


def _by_list(
    around: Surroundings, place: int, clause: str, subject: str, told: Number | None, *, is_high: bool
) -> list[tuple[str, str]]:
    """Return the name told and the right one when the nearest list that has the name ranks another higher."""
    for listed in _lists(around, place):
        name = _named(listed, clause)
        if not name or not _are_of_one_measure(listed, subject, name):
            continue
        known = listed[name].number
        if told and told.is_percent is known.is_percent and told.quantity != known.quantity:
            continue  # «nhiều nhất là xã A với 197 nhà» is of something else than a list that has 64 for A
        values = {label: said.number.quantity for label, said in listed.items()}
        right = (max if is_high else min)(values, key=lambda label: values[label])
        return [] if values[right] == values[name] else [(name, f"{right} ({listed[right].number.text})")]
    return []


def _value_of(passage: Passage, match: re.Match[str]) -> Number | None:
    """Return the value printed after what is said to be extreme: `nhiều nhất là xã A với 197 nhà`."""
    if not _HAS_VALUE.match(passage.lowered, match.end()):
        return None
    end = passage.sentence_of(match.start())[1]
    return next((figure.number for figure in passage.figures_between(match.end(), end)), None)


def _named(listed: Listed, clause: str) -> str:
    """Return the one label that a clause holds; of several the longest when it holds the others."""
    year = _YEAR.search(clause)
    if year:
        return year["year"] if year["year"] in listed else ""
    told = " ".join(_WORD.findall(clause))
    text = f" {told} "
    held = [label for label in listed if not label.isdigit() and f" {label} " in text]
    held = [label for label in held if not any(label != other and label in other for other in held)]
    return held[0] if len(held) == 1 else ""


def _are_of_one_measure(listed: Listed, subject: str, name: str) -> bool:
    """Whether the list counts what the superlative speaks of: `cây có giá trị cao nhất` is not of areas."""
    said = next(iter(listed.values()))
    start, end = said.sentence
    if _RATE.search(subject) and not said.number.is_percent:
        return False
    told = subject_words(subject) - set(_WORD.findall(name)) - _KINDS
    return not told or bool(told & subject_words(said.passage.lowered[start:end]))


def _lists(around: Surroundings, place: int) -> Iterator[Listed]:
    """Yield the lists of like values with labels, the nearest first."""
    for at in range(place, max(-1, place - PLACES_BACK - 1), -1):
        passage = around.outline.passages[at]
        own = around.of(at)
        for start, end in reversed(passage.sentences):
            inside = [said for said in own if start <= said.number.start < end]
            yield from [
                listed for listed in (_by_years(passage, inside), _by_labels(passage, inside)) if listed
            ]


def _by_labels(passage: Passage, inside: Sequence[Said]) -> Listed:
    """`trộm cắp 46 vụ; lừa đảo 14 vụ; gây thương tích 27 vụ`: labels with one like value each."""
    found: dict[str, Said] = {}
    first = next((said for said in inside if _is_listed(said)), None)
    for said in inside:
        if not _is_listed(said) or first is None or not _is_like(said, first):
            continue
        label = _label_of(passage, said)
        if len(label) >= SHORTEST_NAME and not _OF_ALL.search(label):
            if label in found:
                return {}
            found[label] = said
    return found if len(found) >= FEWEST else {}


def _is_listed(said: Said) -> bool:
    is_plain = said.passage.figures[said.index].is_plain and said.number.bound is Bound.EXACT
    is_whole = said.passage.rest(said.index).lstrip().startswith(":")
    return (
        is_plain
        and not is_whole
        and not said.is_change
        and said.measure not in (Measure.TIME, Measure.POINTS)
    )


def _is_like(said: Said, first: Said) -> bool:
    one, two = said.number.unit, first.number.unit
    passage = said.passage
    is_level = passage.depths[said.index] == passage.depths[first.index]
    return is_level and (one == two or "" in (one.text, two.text))


def _label_of(passage: Passage, said: Said) -> str:
    lead = passage.before(said.index).rsplit(":", 1)[-1] or passage.before(said.index)
    before = re.split(r"[;()]" if ";" in lead else r"[;,()]", lead)
    text = next((piece for piece in reversed(before) if piece.strip(" :")), "")
    year = _YEAR.search(f"năm {text.strip(' :')}") or _YEAR.search(text)
    if year:
        return year["year"]
    label = " ".join(re.findall(r"[^\W\d_]+", text))
    while _LEAD.match(label):
        label = _LEAD.sub("", label)
    return _TAIL.sub("", label)


_ROW_OF_YEARS = re.compile(
    r"(?P<years>(?:20[0-9]{2})(?:\s*(?:,|;|và)\s*(?:năm\s+)?20[0-9]{2}){2,})\s+(?:lần lượt|tương ứng)\b"
)
_SPAN = re.compile(
    r"\b(?P<first>20[0-9]{2})\s*(?:đến|-|–)\s*(?:năm\s+)?(?P<last>20[0-9]{2})\)?\s*(?:lần lượt[^0-9:]*)?:\s*$"
)


def _by_years(passage: Passage, inside: Sequence[Said]) -> Listed:
    """`năm 2020, 2021, 2022 lần lượt là 24, 19, 31`, `từ 2018 đến 2022: 4.106, 4.358, …`: in order."""
    for at, said in enumerate(inside):
        lead = passage.lowered[max(0, said.number.start - 120) : said.number.start]
        row, span = list(_ROW_OF_YEARS.finditer(lead)), _SPAN.search(lead)
        years = re.findall(r"20[0-9]{2}", row[-1]["years"]) if row else []
        if span:
            years = [str(year) for year in range(int(span["first"]), int(span["last"]) + 1)]
        values = inside[at : at + len(years)]
        are_like = all(_is_listed(each) and _is_like(each, said) for each in values)
        if FEWEST <= len(years) == len(values) and are_like:
            return dict(zip(years, values, strict=True))
    return {}


# --- rows of tables ------------------------------------------------------------------------------------


def _by_table(tables: TableColumns, name: str, subject: str, *, is_high: bool) -> list[tuple[str, str]]:
    """Return the row named when it is extreme in no column of its table that tells the subject."""
    for columns in tables.of_tables():
        named = [(column, row) for column in columns for row in column.rows if row.is_named_in(name)]
        labels = {row.label for _, row in named}
        if len(labels) != 1 or len(columns[0].rows) < FEWEST:
            continue
        told = _telling(columns, subject)
        if any(_is_extreme(column, row, is_high=is_high) for column, row in named if column in told):
            return []
        rivals = {_name_of(column.extreme(is_high=is_high)) for column in told}
        return [(labels.pop(), rivals.pop() if len(rivals) == 1 else "hàng khác của bảng")]
    return []


def _telling(columns: Sequence[Column], subject: str) -> Sequence[Column]:
    """Return the columns that the words of the subject tell best; all when they tell none."""
    rates = [column for column in columns if column.is_rate] if _RATE.search(subject) else []
    likely, words = rates or columns, subject_words(subject)
    most = max((len(words & column.words) for column in likely), default=0)
    if rates or most:
        return [column for column in likely if len(words & column.words) == most]
    return columns


def _name_of(row: Row) -> str:
    return f"{row.label} ({row.number.text})"


def _is_extreme(column: Column, row: Row, *, is_high: bool) -> bool:
    values = [Fraction(each.number.value) for each in column.rows]
    return row.number.value == (max(values) if is_high else min(values))


def _statement(passage: Passage, match: re.Match[str], name: str, right: str) -> Statement:
    start, end = passage.sentence_of(match.start())
    return Statement(
        RULE,
        passage,
        max(start, match.start() - 60),
        min(end, match.end() + 60),
        Verdict.WRONG,
        f"“{name}” không phải là {match.group()} theo các số đã nêu: {right}",
        right,
        "Kiểm tra lại tên và các số được so sánh.",
        Severity.WARNING,
    )
