"""The numbers of tables as running text may quote them: with the words of row and column, unit and nouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.audit.tables.cell_values import Number as CellNumber
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.head import Says
from reportgen.audit.tables.indicators import telling_words
from reportgen.audit.tables.rows import RowHead

FEWEST_DIGITS = 3
RATES = re.compile(r"tỷ lệ|tỉ lệ|cơ cấu|tỷ trọng|%", re.IGNORECASE)
SCALES = (
    (re.compile(r"\btỷ\b(?! (?:lệ|trọng))|\btỉ đồng"), 10**9),
    (re.compile(r"\btriệu\b|trđ"), 10**6),
    (re.compile(r"\b(?:nghìn|ngàn|1\.000) đồng"), 10**3),
    (re.compile(r"\bđồng\b"), 1),
)
_TITLE = re.compile(
    r"^(?:(?:bảng|biểu|phụ lục)\s*(?:số\s*)?[\divx]+\s*[.:-]?\s*)?"
    r"(?:(?:tổng hợp|kết quả|tình hình|số liệu|thống kê)\s+)*"
    r"(?P<subject>[^\W\d_]+(?:\s[^\W\d_]+)+?)\s+(?:theo|của|năm|quý|tháng|ở|tại|các|\d)"
)
_UNIT_LINE = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:[^)\n]*", re.IGNORECASE)
UNITS = frozenset(("tổng", "số", "cộng", "toàn", "chung", "đơn", "vị", "tính", "đồng", "triệu", "tỷ"))
NOUNS = (
    ("hộ", "hộ dân", "hộ nghèo", "hộ cận nghèo", "hộ gia đình", "gia đình"),
    ("khẩu", "nhân khẩu"),
    ("con", "gia súc", "gia cầm", "đàn"),
    ("lớp", "lớp học", "nhóm"),
    ("học sinh", "em", "trẻ", "trẻ em", "cháu", "học viên", "thí sinh"),
    ("trường", "trường học"),
    ("phòng", "phòng học"),
    ("hồ sơ",),
    ("đảng viên", "đồng chí"),
    ("chi bộ", "đảng bộ"),
    ("văn bản",),
    ("lượt", "lượt người"),
    ("vụ", "vụ việc", "vụ án"),
)


def spoken(name: str, text: str) -> bool:
    """Say whether a text holds a name as whole words."""
    place = text.find(name) if len(name) > 1 else -1
    while place >= 0:
        end = place + len(name)
        if not text[place - 1 : place].isalnum() and not text[end : end + 1].isalnum():
            return True
        place = text.find(name, place + 1)
    return False


@dataclass(frozen=True)
class Cell:
    """A number of a table; `heads` are the telling words of every column's head, units left out."""

    figures: TableFigures
    heads: dict[int, frozenset[str]]
    row: RowHead
    column: int
    number: CellNumber

    @cached_property
    def digits(self) -> str:
        """The digits as printed, decimals included."""
        return str(abs(self.number.scaled))

    @cached_property
    def told(self) -> str:
        """All that the table says of the cell, in lower case."""
        unit = self.figures.rows.unit_column
        named = self.figures.cell(self.row.row, unit).text if unit is not None else ""
        return f"{self.row.name} {self.figures.head.columns[self.column].words} {named}".lower()

    @cached_property
    def nouns(self) -> frozenset[int]:
        """Which groups of nouns the table names where it speaks of the cell."""
        groups = enumerate(NOUNS)
        return frozenset(each for each, group in groups if any(spoken(noun, self.told) for noun in group))

    @property
    def words(self) -> frozenset[str]:
        """The telling words of the column's head."""
        return self.heads[self.column]

    @cached_property
    def is_rate(self) -> bool:
        """Whether it is a percent, by the head of its column or the name of its row."""
        says = self.figures.head.columns[self.column].says
        return bool(says & Says.PERCENT) or bool(RATES.search(self.row.name))

    @cached_property
    def is_summary(self) -> bool:
        """Whether its row is about the whole: a total, or the rates of it."""
        return self.row.is_total or bool(re.match(r"(?:tỷ lệ|tỉ lệ|cơ cấu)\b", self.row.name.lower()))

    @cached_property
    def titled(self) -> str:
        """What the title of the table is about, «thu nội địa», empty when it cannot be told."""
        lines = (_TITLE.match(line.lower()) for line in reversed(self.figures.caption.split("\n")[-2:]))
        return next((found["subject"] for found in lines if found), "")

    @cached_property
    def scale(self) -> int:
        """How many đồng one unit stands for, 0 when that is not told."""
        unit = self.figures.rows.unit_column
        texts = [self.figures.head.columns[self.column].words, *_UNIT_LINE.findall(self.figures.caption)]
        if unit is not None:
            texts.insert(0, self.figures.cell(self.row.row, unit).text)
        for text in texts:
            for pattern, scale in SCALES:
                if pattern.search(text.lower()):
                    return scale
        return 0


def _head_words(figures: TableFigures, column: int) -> frozenset[str]:
    head = figures.head.columns[column]
    return telling_words(re.sub(r"\(.*?\)|%", " ", " ".join((*head.groups, head.own)))) - UNITS


def cells_of(tables: Iterable[TableFigures]) -> Iterator[Cell]:
    """Yield the numbers of tables that have digits enough to be told from others."""
    for figures in tables:
        heads = {column: _head_words(figures, column) for column in figures.columns}
        for row in figures.body:
            for column in figures.columns:
                number = figures.shown(row.row, column)
                if number is not None and len(str(abs(number.scaled))) >= FEWEST_DIGITS:
                    yield Cell(figures, heads, row, column, number)
