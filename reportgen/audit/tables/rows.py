"""The rows of a table: ordinal, name, level in the hierarchy, and whether a row is a total or a part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from reportgen.audit.tables.cell_values import BLANK, CellValue, Kind, is_english, read_cell
from reportgen.audit.tables.grid import Grid
from reportgen.audit.tables.head import Says, TableHead

TOTAL = re.compile(
    r"(?:tổng(?: số| cộng| chung)?|cộng|cộng chung|toàn (?:tỉnh|huyện|xã|thành phố|thị xã|ngành|quốc|trường"
    r"|đơn vị|cơ quan|khối|cụm|vùng|hội|đảng bộ(?: [^\W\d]+)?|tuyến(?: [^\W\d]+)?)"
    r"|tổng cộng.{0,30}|tổng số .{0,12}|tổng (?:thu|chi|vốn|kinh phí)\b.{0,40})"
    r"\s*:?\s*(?:\([^()]*\))?\s*:?"
)
OF_WHICH = re.compile(r"^[-+*•.\s]*(?:trong đó|trđ|riêng|tđ\s*:)", re.IGNORECASE)
PARTS = re.compile(r"^[-+*•.\s]*(?:gồm|bao gồm|chia ra|phân theo|chia theo)", re.IGNORECASE)
TAG = re.compile(r"</?\w+>")


class Ordinal(Enum):
    """The kind of number in the first column."""

    NONE = ""
    ROMAN = "I"
    UPPER = "A"
    ARABIC = "1"
    DOTTED = "1.1"
    LOWER = "a"
    DASH = "-"


RATE_ROW = re.compile(r"tỷ lệ|tỉ lệ|tỷ trọng|cơ cấu|bình quân|trung bình|hệ số|%|so với", re.IGNORECASE)
"""What a row is called whose figures do not add up."""


@dataclass(frozen=True, slots=True)
class RowHead:
    """What the left of one row says; `level` counts from 0 for the outermost."""

    row: int
    ordinal: str
    kind: Ordinal
    name: str
    level: int
    is_total: bool
    is_of_which: bool
    is_label: bool
    """Whether the row holds no figure at all."""


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows below the head, the columns of ordinals and names, and the values of all other cells."""

    ordinal_column: int | None
    name_column: int | None
    heads: tuple[RowHead, ...]
    values: dict[tuple[int, int], CellValue]
    unit_column: int | None = None
    is_english: bool = False

    def value(self, row: int, column: int) -> CellValue:
        """Return the reading of a cell; blank where there is none."""
        return self.values.get((row, column), BLANK)


ROMAN = re.compile(r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})")


def ordinal_kind(text: str, earlier: list[str]) -> Ordinal:
    """Return the kind of an ordinal; I, V and X are letters only after their neighbour letters."""
    bare = text.strip().strip("().:*-+ ") if text.strip() not in {"-", "+", "*"} else text.strip()
    if bare in {"-", "+", "*"}:
        return Ordinal.DASH
    if re.fullmatch(r"\d+", bare):
        return Ordinal.ARABIC
    if re.fullmatch(r"(?:\d+|[IVX]+)(?:\.\d+)+", bare):
        return Ordinal.DOTTED
    if bare and ROMAN.fullmatch(bare) and not (bare in {"I", "V", "X"} and chr(ord(bare) - 1) in earlier):
        return Ordinal.ROMAN
    if re.fullmatch(r"[A-ZĐ]", bare):
        return Ordinal.UPPER
    return Ordinal.LOWER if re.fullmatch(r"[a-zđ]", bare) else Ordinal.NONE


def read_rows(grid: Grid, head: TableHead) -> TableRows:
    """Return the rows under the head with their levels, and the values of the figure columns."""
    body = range(head.rows, len(grid.rows))
    ordinal, name, unit = _left_columns(grid, head)
    english = is_english([cell.text for row in body for cell in grid.rows[row]])
    left = {column for column in (ordinal, name, unit) if column is not None}
    values = {
        (row, column): read_cell(grid.rows[row][column].text, english=english)
        for row in body
        for column in range(grid.width)
        if column not in left and grid.rows[row][column].is_own and not grid.rows[row][column].is_wide
    }
    heads = _row_heads(grid, body, ordinal, name, values)
    return TableRows(ordinal, name, heads, values, unit, english)


def _left_columns(grid: Grid, head: TableHead) -> tuple[int | None, int | None, int | None]:
    ordinal = next((at for at in range(min(2, grid.width)) if _is_ordinal_column(grid, head, at)), None)
    after = 0 if ordinal is None else ordinal + 1
    texts = [column for column in range(after, grid.width) if _is_text_column(grid, head, column)]
    unit = next((column for column in texts if Says.UNIT in head.columns[column].says), None)
    name = next((column for column in texts if column != unit), None)
    return ordinal, name, unit


def _is_ordinal_column(grid: Grid, head: TableHead, column: int) -> bool:
    if Says.ORDINAL in head.columns[column].says:
        return True
    if head.columns[column].own and column > 0:
        return False
    cells = [cell.text for cell in grid.column(column, head.rows) if cell.text.strip()]
    named = [cell for cell in cells if ordinal_kind(cell, []) is not Ordinal.NONE and len(cell.strip()) <= 6]
    return len(cells) >= 2 and len(named) == len(cells) and column == 0 and _is_counting(named)


def _is_counting(texts: list[str]) -> bool:
    numbers = [int(text.strip(" .()")) for text in texts if text.strip(" .()").isdecimal()]
    return not numbers or numbers[0] == 1


def _is_text_column(grid: Grid, head: TableHead, column: int) -> bool:
    cells = [read_cell(cell.text) for cell in grid.column(column, head.rows) if cell.is_own]
    words = sum(1 for cell in cells if cell.kind is Kind.WORDS)
    figures = sum(1 for cell in cells if cell.kind in (Kind.NUMBER, Kind.RANGE))
    return words > figures


def _row_heads(
    grid: Grid,
    body: range,
    ordinal: int | None,
    name: int | None,
    values: dict[tuple[int, int], CellValue],
) -> tuple[RowHead, ...]:
    heads: list[RowHead] = []
    seen: list[str] = []
    levels = _Levels()
    below_of_which: int | None = None
    for row in body:
        cells = grid.rows[row]
        number = cells[ordinal].text.strip() if ordinal is not None else ""
        title = TAG.sub("", cells[name].text).strip() if name is not None else ""
        title = title or (number if ordinal_kind(number, seen) is Ordinal.NONE else "")
        kind, bare = _kind_and_title(number, title, seen)
        is_total = kind in (Ordinal.NONE, Ordinal.DASH) and _says_total(bare, kind)
        is_label = not any(
            values.get((row, column), BLANK).kind in (Kind.NUMBER, Kind.RANGE) for column in range(grid.width)
        )
        level = 0 if is_total else levels.of(kind, number)
        if below_of_which is not None and level <= below_of_which and kind is not Ordinal.DASH:
            below_of_which = None
        says_of_which = bool(OF_WHICH.search(title))
        is_part = says_of_which or below_of_which is not None
        heads.append(RowHead(row, number, kind, bare, level, is_total, is_part, is_label))
        if says_of_which and is_label:
            below_of_which = max(0, level - 1) if kind is Ordinal.DASH else level
        seen.append(number.strip(" .()"))
    return tuple(heads)


def _says_total(name: str, kind: Ordinal) -> bool:
    lower = name.lower()
    return bool(TOTAL.fullmatch(lower)) or (kind is Ordinal.NONE and lower.startswith("tổng "))


def _kind_and_title(number: str, title: str, seen: list[str]) -> tuple[Ordinal, str]:
    """Return the kind of ordinal, also of one typed before the name, and the name without it."""
    if number:
        kind = ordinal_kind(number, seen)
        if kind is not Ordinal.NONE:
            return kind, title.lstrip("-+*• ") or title
    if title[:1] in {"-", "+", "*", "•"}:
        return Ordinal.DASH, title.lstrip("-+*• ")
    if found := re.match(
        r"((?:\d+|[IVX]+)(?:\.\d+)+\.?|\d{1,2}[.)]|[a-zđ]\)|[IVX]+[.-]|[A-Z][.)])\s+", title
    ):
        return ordinal_kind(found[1], seen), title[found.end() :]
    return (Ordinal.DASH, title) if OF_WHICH.search(title) else (Ordinal.NONE, title)


class _Levels:
    """Levels by the order in which kinds of ordinals appear; a dotted ordinal counts its dots."""

    def __init__(self) -> None:
        self._stack: list[tuple[Ordinal, int]] = []

    def of(self, kind: Ordinal, number: str) -> int:
        key = (kind, number.strip(" .()").count(".") if kind is Ordinal.DOTTED else 0)
        if key in self._stack:
            del self._stack[self._stack.index(key) + 1 :]
        else:
            self._place(key)
        return len(self._stack) - 1

    def _place(self, key: tuple[Ordinal, int]) -> None:
        # A kind that never stands below another one closes those that do: I after 1 … 3.
        rank = RANKS[key[0]]
        while self._stack and RANKS[self._stack[-1][0]] > rank:
            self._stack.pop()
        self._stack.append(key)


RANKS = {
    Ordinal.UPPER: 0,
    Ordinal.ROMAN: 1,
    Ordinal.ARABIC: 2,
    Ordinal.NONE: 3,
    Ordinal.DOTTED: 3,
    Ordinal.LOWER: 4,
    Ordinal.DASH: 5,
}
