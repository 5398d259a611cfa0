"""Sheets that are long lists: every text takes the next number of the workbook's table of texts.

So the rows hold nothing but numbers that count on, and a row is the same in every workbook in which one of
that height stands there. What a unit has of its own is in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, zip_longest
from typing import NamedTuple

from reportgen.publish.sheet_cells import GAP, LETTERS, entry, height_of
from reportgen.publish.text_width import lines_needed
from reportgen.publish.workbook_frame import Layout, Looks, Sheet
from reportgen.publish.workbook_style import FONT

TABLE_SIZE = 11
BODY_LOOK = {"font_name": FONT, "font_size": TABLE_SIZE, "text_wrap": True, "border": 1, "valign": "top"}
NUMBER_LOOK = {**BODY_LOOK, "align": "center"}
HEAD_LOOK = {**NUMBER_LOOK, "bold": True, "valign": "vcenter", "bg_color": "#E7E6E6"}
PIXELS_PER_LETTER, CELL_PADDING = 7, 5
POINTS_PER_LINE, MOST_POINTS = 15, 409
POINTS_PER_DIGIT = 5.25
"""The unit of column widths: a digit of the workbook's own font."""
LETTERS_PER_WIDEST = 3
"""The widest letter takes less than three times what column widths count in: so many letters surely fit."""
MOST_ROWS, MOST_TEXTS, MOST_BLOCKS = 20_000, 50_000, 8
LEAST_ROWS = 256
"""Rows with gaps are made for so many, or twice, four times as many, and cut off where the list ends."""
NUMBER, TEXT = "n", "t"
DIGITS_ALIKE = str.maketrans("123456789", "000000000")
Number = int | Decimal
Value = str | Number


class Heading(NamedTuple):
    """A column: its heading and its width in letters."""

    title: str
    width: int

    @property
    def points(self) -> float:
        """What its cells have room for."""
        return self.width * POINTS_PER_DIGIT


class ListLine(NamedTuple):
    """A row of a list: `kinds` has a letter for each cell, `entries` its texts as the table holds them."""

    kinds: str
    numbers: tuple[Number, ...]
    entries: bytes
    lines: int
    """How many lines of text it is high."""


class ListBlock(NamedTuple):
    """Rows of a list that are all of the same kinds of cells."""

    kinds: str
    numbers: Sequence[Sequence[int]]
    """The numbers of each row, by column that holds such."""
    entries: bytes
    lines: Sequence[int]
    """How many lines of text each row is high."""


class ListTexts:
    """The table of texts of a workbook of lists."""

    def __init__(self) -> None:
        self.entries: list[bytes] = []
        self.count = 0


def list_line(columns: Sequence[Heading], values: Sequence[Value]) -> ListLine:
    """Return a row with these values, high enough to show them whole."""
    texts = [value for value in values if isinstance(value, str)]
    return ListLine(
        "".join([TEXT if isinstance(value, str) else NUMBER for value in values]),
        tuple([value for value in values if not isinstance(value, str)]),
        "".join(map(entry, texts)).encode(),
        max(lines_in(column, str(value)) for column, value in zip(columns, values, strict=False)),
    )


@lru_cache(maxsize=MOST_TEXTS)
def lines_in(column: Heading, text: str) -> int:
    """Return how many lines a text takes in a column; digits are all of one width."""
    if len(text) * LETTERS_PER_WIDEST <= column.width and "\n" not in text:
        return 1
    return lines_needed(text.translate(DIGITS_ALIKE), column.points, TABLE_SIZE)


def list_sheet(
    name: str,
    columns: Sequence[Heading],
    lines: Iterable[ListLine] | ListBlock,
    looks: Looks,
    texts: ListTexts,
) -> Sheet:
    """Return the sheet of a list: headings that stay in view, a filter, a row to each line."""
    numbers = looks.number(HEAD_LOOK), looks.number(BODY_LOOK), looks.number(NUMBER_LOOK)
    title, body, number = numbers
    rows = _rows([_head(tuple(columns))], 1, texts, (number, title))
    count = len(rows)
    if isinstance(lines, ListBlock):
        count += len(lines.lines)
        rows.append(_rows_of_block(lines, 2, texts, (number, body)))
    else:
        rows += _rows(lines, 2, texts, (number, body))
        count = len(rows)
    pixels = tuple([column.width * PIXELS_PER_LETTER + CELL_PADDING for column in columns])
    layout = Layout(name, landscape=True, pixels=pixels, repeated=(0, 0), is_list=True)
    dimension = f"A1:{LETTERS[len(columns) - 1]}{count}"
    return Sheet(layout, count - 1, dimension, b"".join(rows))


@lru_cache
def _head(columns: tuple[Heading, ...]) -> ListLine:
    return list_line(columns, [column.title for column in columns])._replace(lines=0)


def _rows(lines: Iterable[ListLine], start: int, texts: ListTexts, looks: tuple[int, int]) -> list[bytes]:
    """Return rows from one on, and put their texts into the table."""
    rows, first = [], texts.count
    for row, (kinds, numbers, entries, height) in enumerate(lines, start):
        rows.append(_row(kinds, looks, row, first, numbers, height))
        texts.entries.append(entries)
        first += kinds.count(TEXT)
    texts.count = first
    return rows


@lru_cache(maxsize=MOST_ROWS)
def _row(
    kinds: str, looks: tuple[int, int], row: int, first: int, numbers: tuple[Number, ...], lines: int
) -> bytes:
    """Return a row, whose texts count on from `first`; 0 lines are the usual height."""
    gaps = (_height(lines), *map(_numeral, numbers))
    around = zip_longest(_around_numbers(kinds, looks, row, first), gaps, fillvalue=b"")
    return b"".join([piece for pair in around for piece in pair])


def _rows_of_block(block: ListBlock, start: int, texts: ListTexts, looks: tuple[int, int]) -> bytes:
    """Return rows, and put their texts into the table."""
    count, size, step = len(block.lines), LEAST_ROWS, 1 + len(block.numbers)
    while size < count:
        size *= 2
    form, ends = _form_of_rows(block.kinds, looks, start, texts.count, size)
    gaps = [b""] * (count * step)
    gaps[::step] = map(_height, block.lines)
    for column, numbers in enumerate(block.numbers, 1):
        gaps[column::step] = map(_numeral, numbers)
    texts.entries.append(block.entries)
    texts.count += count * block.kinds.count(TEXT)
    return form[: ends[count]] % tuple(gaps)


@lru_cache(maxsize=MOST_BLOCKS)
def _form_of_rows(
    kinds: str, looks: tuple[int, int], start: int, first: int, count: int
) -> tuple[bytes, list[int]]:
    """Return rows as a format with gaps for heights and numbers, and where so many of them end."""
    step = kinds.count(TEXT)
    rows = [
        b"%b".join(_around_numbers(kinds, looks, start + number, first + step * number))
        for number in range(count)
    ]
    return b"".join(rows), [*accumulate(map(len, rows), initial=0)]


def _around_numbers(kinds: str, looks: tuple[int, int], row: int, first: int) -> list[bytes]:
    """Return a row in pieces, with gaps for its height and for its numbers."""
    xml = f'<row r="{row}"{GAP}>'
    for letter, kind in zip(LETTERS, kinds, strict=False):
        if kind == TEXT:
            xml += f'<c r="{letter}{row}" s="{looks[1]}" t="s"><v>{first}</v></c>'
            first += 1
        else:
            xml += f'<c r="{letter}{row}" s="{looks[0]}"><v>{GAP}</v></c>'
    return f"{xml}</row>".encode().split(GAP.encode())


@lru_cache(maxsize=1000)
def _height(lines: int) -> bytes:
    """Return the height of a row as XML; 0 lines are the usual height."""
    return height_of(min(MOST_POINTS, POINTS_PER_LINE * lines)).encode() if lines else b""


@lru_cache(maxsize=MOST_ROWS)
def _numeral(number: Number) -> bytes:
    return b"%d" % number if isinstance(number, int) else f"{number:f}".encode()
