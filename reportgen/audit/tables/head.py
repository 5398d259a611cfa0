"""The head of a table: where it ends, the index row, and what the head of each column says."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from enum import Flag, auto

from reportgen.audit.tables.cell_values import Kind, read_cell
from reportgen.audit.tables.grid import Grid, GridCell

MOST_HEAD_ROWS = 6
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Says(Flag):
    """What words a column's head holds; several may be true."""

    NOTHING = 0
    ORDINAL = auto()
    NAME = auto()
    NOTE = auto()
    UNIT = auto()
    PERCENT = auto()
    COUNT = auto()
    TARGET = auto()
    ACTUAL = auto()
    COMPARES = auto()
    CHANGE = auto()
    TOTAL = auto()
    LAST_YEAR = auto()


WORDS: tuple[tuple[Says, re.Pattern[str]], ...] = (
    (Says.ORDINAL, re.compile(r"^(?:s?tt|số tt|số thứ tự|tt\.?)$")),
    (
        Says.NAME,
        re.compile(r"^(?:tên|chỉ tiêu|nội dung|đơn vị$|danh mục|chất lượng|địa bàn|xã|họ và tên|hạng mục)"),
    ),
    (Says.NOTE, re.compile(r"ghi chú")),
    (Says.UNIT, re.compile(r"^(?:đvt|đơn vị tính|đv tính)")),
    (Says.PERCENT, re.compile(r"%|tỷ lệ|tỉ lệ|tỷ trọng|cơ cấu|phần trăm")),
    (Says.COUNT, re.compile(r"số lượng|số người|số hộ|\bsl\b|số tiền|giá trị")),
    (
        Says.TARGET,
        re.compile(r"mục tiêu|kế hoạch|\bkh\b|chỉ tiêu|dự toán|\bdt\b|giao|kh vốn|vốn bố trí|nghị quyết"),
    ),
    (
        Says.ACTUAL,
        re.compile(
            r"thực hiện|\bth\b|kết quả|ước|giải ngân|đạt được|thanh toán|đã thu|quyết toán|lũy kế|luỹ kế"
        ),
    ),
    (Says.COMPARES, re.compile(r"so sánh|so với|\bso\b|tỷ lệ đạt|đạt|/|tốc độ|hoàn thành|bằng")),
    (Says.CHANGE, re.compile(r"tăng|giảm|chênh lệch|\+/-|\+, ?-|\(\+\)|±|biến động")),
    (Says.TOTAL, re.compile(r"^tổng(?: số| cộng)?|^cộng$|^tổng$|tổng cộng|\bts\b")),
    (Says.LAST_YEAR, re.compile(r"cùng kỳ|năm trước|kỳ trước")),
)


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The head of one column: its own words, those of the groups above it, and what they say."""

    groups: tuple[str, ...]
    own: str
    says: Says
    says_above: Says
    years: tuple[str, ...]
    formula: str = ""

    @property
    def says_anywhere(self) -> Says:
        """What the column's own head and the heads above it say together."""
        return self.says | self.says_above

    @property
    def words(self) -> str:
        """The whole head, outermost group first."""
        return " › ".join((*self.groups, self.own)) if self.own else " › ".join(self.groups)


@dataclass(frozen=True, slots=True)
class TableHead:
    """The heads of all columns; `rows` head rows stand above the figures, `index_row` among them if any."""

    rows: int
    columns: tuple[ColumnHead, ...]
    index_row: int | None = None


def read_head(grid: Grid) -> TableHead:
    """Return what the head of a table says about each column."""
    index = _index_row(grid)
    rows = index + 1 if index is not None else max(_head_rows(grid), min(grid.header_rows, len(grid.rows)))
    label_rows = [row for row in range(rows) if row != index]
    columns = tuple(_column_head(grid, column, label_rows, index) for column in range(grid.width))
    return TableHead(rows, columns, index)


def says(words: str) -> Says:
    """Return what the words of a head say."""
    found = Says.NOTHING
    lower = " ".join(words.lower().split())
    for meaning, pattern in WORDS:
        if pattern.search(lower):
            found |= meaning
    return found


INDEX_MARK = re.compile(r"\(?([A-ZĐ]|\d{1,2}(?:,0+)?|[IVX]+)\)?(?:\s*=.*)?|\(?\d{1,2}\)?\s*[=:].*")


def _index_row(grid: Grid) -> int | None:
    """Return the row that numbers the columns; of several that could, the fullest."""
    fitting = [
        row
        for row in range(1, min(MOST_HEAD_ROWS, len(grid.rows)))
        if is_index_row([cell for cell in grid.rows[row] if cell.is_own])
    ]
    return max(fitting, key=lambda row: sum(1 for cell in grid.rows[row] if cell.text.strip()), default=None)


def is_index_row(cells: list[GridCell]) -> bool:
    """Say whether the cells number the columns: 1 2 3 …, A B 1 2 …, (1) (2) (3)=(2)/(1)."""
    texts = [cell.text.strip() for cell in cells if cell.text.strip()]
    if len(texts) < 3 or not all(INDEX_MARK.fullmatch(text) for text in texts):
        return False
    numbers = [int(found[1]) for text in texts if (found := re.match(r"\(?(\d{1,2})(?!\d)", text))]
    steps = sum(1 for left, right in itertools.pairwise(numbers) if right == left + 1)
    return len(numbers) >= 2 and numbers[0] <= 3 and steps >= len(numbers) - 2 and steps >= 1


def _head_rows(grid: Grid) -> int:
    for row in range(min(MOST_HEAD_ROWS, len(grid.rows))):
        if _holds_figures(grid, row):
            return row
    return min(1, len(grid.rows))


def _holds_figures(grid: Grid, row: int) -> bool:
    own = [cell.text for cell in grid.rows[row][1:] if cell.is_own]
    numbers = [text for text in own if read_cell(text).kind in (Kind.NUMBER, Kind.RANGE)]
    figures = [text for text in numbers if not YEAR.fullmatch(text.strip())]
    words = [text for text in own if read_cell(text).kind is Kind.WORDS]
    return bool(figures) or (bool(numbers) and len(words) == 1 and row > 0)


def _column_head(grid: Grid, column: int, label_rows: list[int], index: int | None) -> ColumnHead:
    texts: list[str] = []
    for position, row in enumerate(label_rows):
        text = _label(grid, row, column, is_last=position == len(label_rows) - 1)
        if text and text not in texts:
            texts.append(text)
    groups, own = tuple(texts[:-1]), (texts[-1] if texts else "")
    years = tuple(dict.fromkeys(year for text in reversed(texts) for year in YEAR.findall(text)))
    formula = grid.rows[index][column].text if index is not None else ""
    return ColumnHead(groups, own, says(own), says(" ".join(groups)), years, formula)


def _label(grid: Grid, row: int, column: int, *, is_last: bool) -> str:
    """Return the label at a head cell; a blank one with a label below belongs to the label left of it."""
    text = grid.rows[row][column].text.strip()
    if text or is_last:
        return text
    if not any(grid.rows[below][column].text.strip() for below in range(row + 1, row + 2)):
        return ""
    for left in range(column - 1, -1, -1):
        above = grid.rows[row][left].text.strip()
        if above:
            return above if grid.rows[row + 1][left].text.strip() else ""
    return ""
