"""Sheets that are long lists: every text takes the next number of the workbook's table of texts.

So the rows hold nothing but numbers that count on, and a row is the same in every workbook in which one of
that height stands there. What a unit has of its own is in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, zip_longest
from typing import NamedTuple

from reportgen.model.package import Piece, piece, recurring_piece
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
MOST_ROWS, MOST_TEXTS, MOST_CELLS, MOST_STRETCHES, MOST_FORMS = 20_000, 50_000, 5_000, 512, 64
ROWS_TOGETHER = 32
"""So many rows of a long list are kept and packed together."""
NUMBER, TEXT = "n", "t"
DIGITS_ALIKE = bytes.maketrans(b"123456789", b"000000000")
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
    """Rows of a long list that are all of the same kinds of cells."""

    kinds: str
    numbers: Sequence[Sequence[int]]
    """The numbers of each row, by column that holds such."""
    entries: bytes
    lines: Sequence[int]
    """How many lines of text each row is high."""

    @classmethod
    def of(cls, lines: Sequence[ListLine]) -> ListBlock:
        """Return such rows together."""
        kinds = lines[0].kinds if lines else ""
        numbers = list(zip(*[line.numbers for line in lines], strict=True))
        entries = b"".join([line.entries for line in lines])
        return cls(kinds, numbers, entries, [line.lines for line in lines])


class ListTexts:
    """The table of texts of a workbook of lists."""

    def __init__(self) -> None:
        self.entries: list[bytes] = []
        self.count = 0


def list_line(columns: Sequence[Heading], values: Sequence[Value]) -> ListLine:
    """Return a row with these values, high enough to show them whole."""
    kinds, numbers, entries, lines = "", list[Number](), b"", 1
    for column, value in zip(columns, values, strict=False):
        if isinstance(value, str):
            text, high = _text_cell(column, value)
            kinds, entries = kinds + TEXT, entries + text
        else:
            high = lines_in(column, str(value))
            kinds = kinds + NUMBER
            numbers.append(value)
        lines = max(lines, high)
    return ListLine(kinds, tuple(numbers), entries, lines)


@lru_cache(maxsize=MOST_CELLS)
def _text_cell(column: Heading, text: str) -> tuple[bytes, int]:
    """Return a text as the table of texts holds it, and how many lines it takes in a column."""
    return entry(text).encode(), lines_in(column, text)


def lines_in(column: Heading, text: str) -> int:
    """Return how many lines a text takes in a column."""
    if len(text) * LETTERS_PER_WIDEST <= column.width and "\n" not in text:
        return 1
    return alike_lines_in(column, text.encode().translate(DIGITS_ALIKE))


@lru_cache(maxsize=MOST_TEXTS)
def alike_lines_in(column: Heading, text: bytes) -> int:
    """Return how many lines texts take that differ in digits only: these are all of one width."""
    return lines_needed(text.decode(), column.points, TABLE_SIZE)


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
    head = _rows([_head(tuple(columns))], 1, texts, (number, title))
    if isinstance(lines, ListBlock):
        count = 1 + len(lines.lines)
        rows: bytes | list[Piece] = [
            recurring_piece(*head),
            *_rows_of_block(lines, 2, texts, (number, body)),
        ]
    else:
        made = _rows(lines, 2, texts, (number, body))
        count, rows = 1 + len(made), b"".join([*head, *made])
    pixels = tuple([column.width * PIXELS_PER_LETTER + CELL_PADDING for column in columns])
    layout = Layout(name, landscape=True, pixels=pixels, repeated=(0, 0), is_list=True)
    dimension = f"A1:{LETTERS[len(columns) - 1]}{count}"
    return Sheet(layout, count - 1, dimension, rows, recurs=True)


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


def _rows_of_block(block: ListBlock, start: int, texts: ListTexts, looks: tuple[int, int]) -> Iterator[Piece]:
    """Yield rows a stretch at a time, and put their texts into the table."""
    count, first, step = len(block.lines), texts.count, block.kinds.count(TEXT)
    for at in range(0, count, ROWS_TOGETHER):
        end = at + ROWS_TOGETHER
        numbers = tuple([tuple(column[at:end]) for column in block.numbers])
        yield _stretch(block.kinds, looks, start + at, first + step * at, numbers, tuple(block.lines[at:end]))
    texts.entries.append(block.entries)
    texts.count += count * step


@lru_cache(maxsize=MOST_STRETCHES)
def _stretch(
    kinds: str,
    looks: tuple[int, int],
    row: int,
    first: int,
    numbers: tuple[tuple[Number, ...], ...],
    lines: tuple[int, ...],
) -> Piece:
    """Return rows one after the other: in the workbooks of units of a level the same ones come again."""
    form, ends = _form_of_rows(kinds, looks, row, first)
    gaps = [b""] * (len(lines) * (1 + len(numbers)))
    gaps[:: 1 + len(numbers)] = map(_height, lines)
    for column, given in enumerate(numbers, 1):
        gaps[column :: 1 + len(numbers)] = map(_numeral, given)
    return piece(form[: ends[len(lines)]] % tuple(gaps))


@lru_cache(maxsize=MOST_FORMS)
def _form_of_rows(kinds: str, looks: tuple[int, int], row: int, first: int) -> tuple[bytes, list[int]]:
    """Return a stretch as a format with gaps for heights and numbers, and where so many rows of it end."""
    step = kinds.count(TEXT)
    rows = [
        b"%b".join(_around_numbers(kinds, looks, row + at, first + step * at)) for at in range(ROWS_TOGETHER)
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
