"""The cells of one worksheet, written as XML while they are given.

Texts go into one table of the whole workbook, as Excel keeps them: a text that comes again costs a number.
"""

from __future__ import annotations

import itertools
import operator
import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from xlsxwriter.utility import xl_col_to_name

LETTERS = [xl_col_to_name(column) for column in range(256)]
USUAL_PIXELS = 20
"""The height of a row that nobody sets."""
POINTS_PER_PIXEL = 0.75
LONGEST_TEXT = 32_767
"""Characters that Excel takes in a cell."""
NOT_PLAIN = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
UNUSUAL = bytes({*range(32), *b"&<>"} - set(b"\t\n"))
UNUSUAL_PAIRS = (b"_x", "\ufffe".encode(), "\uffff".encode())
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
Numeric = Decimal | int
Texts = dict[str, int]
"""The texts of a workbook with their numbers, in the order of first use."""


def _fitting(text: str) -> str:
    """Return a text as a cell takes it; one that is too long says by its end that there is more."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


class SheetCells:
    """Rows of cells, given in any order; rows and columns count from 0, a look is the number of a style."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.text_count = 0
        self.heights: dict[int, float] = {}
        self._rows: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        self._lines_end = 0

    def line(self, row: int, values: Sequence[str | int], looks: tuple[int, int]) -> None:
        """Fill a row from its first cell on, with the looks of numbers and of texts: fast, for long lists."""
        table = self.texts
        numbers = [
            value if isinstance(value, int) else table.setdefault(_fitting(value), len(table))
            for value in values
        ]
        kinds = tuple(map(type, values))
        self.text_count += kinds.count(str)
        self._lines_end = max(self._lines_end, len(values) - 1)
        xml = _line_form(kinds, looks).replace("#", str(row + 1)) % tuple(numbers)
        self._rows[row].append((0, xml))

    def text(self, row: int, column: int, text: str, look: int) -> None:
        """Put a text into a cell, whatever it begins with."""
        number = self.texts.setdefault(_fitting(text), len(self.texts))
        self.text_count += 1
        cell = f'<c r="{LETTERS[column]}{row + 1}" s="{look}" t="s"><v>{number}</v></c>'
        self._rows[row].append((column, cell))

    def number(self, row: int, column: int, number: Numeric, look: int) -> None:
        """Put a number into a cell."""
        cell = f'<c r="{LETTERS[column]}{row + 1}" s="{look}"><v>{number:.16G}</v></c>'
        self._rows[row].append((column, cell))

    def formula(self, row: int, column: int, formula: str, look: int, value: Numeric | str) -> None:
        """Put a formula into a cell, with the value it has now."""
        kind = ' t="str"' if value and isinstance(value, str) else ""
        shown = in_xml(value) if isinstance(value, str) else value
        cell = (
            f'<c r="{LETTERS[column]}{row + 1}" s="{look}"{kind}><f>{in_xml(formula)}</f><v>{shown}</v></c>'
        )
        self._rows[row].append((column, cell))

    def blank(self, row: int, column: int, look: int) -> None:
        """Give an empty cell a look."""
        self._rows[row].append((column, f'<c r="{LETTERS[column]}{row + 1}" s="{look}"/>'))

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        self.heights[row] = points

    @property
    def last_row(self) -> int:
        """The last row that holds a cell."""
        return max(self._rows, default=0)

    def dimension(self) -> str:
        """Return the area that holds cells: `A1:I20`."""
        if not self._rows:
            return "A1"
        columns = [column for cells in self._rows.values() for column, _ in cells]
        first = f"{LETTERS[min(columns)]}{min(self._rows) + 1}"
        last = f"{LETTERS[max(self._lines_end, *columns)]}{self.last_row + 1}"
        return first if first == last else f"{first}:{last}"

    def xml(self) -> str:
        """Return all rows."""
        pieces: list[str] = []
        for row in sorted(self._rows):
            cells = sorted(self._rows[row])
            pieces.append(f'<row r="{row + 1}"{self._height(row)}>{"".join([xml for _, xml in cells])}</row>')
        return "".join(pieces)

    def _height(self, row: int) -> str:
        points = self.heights.get(row)
        pixels = USUAL_PIXELS if points is None else int(points / POINTS_PER_PIXEL + 0.5)
        if pixels == USUAL_PIXELS:
            return ""
        return f' ht="{pixels * POINTS_PER_PIXEL:.16g}" customHeight="1"'


@lru_cache
def _line_form(kinds: tuple[type, ...], looks: tuple[int, int]) -> str:
    """Return the cells of a line, with `#` for the number of the row."""
    number, text = f'" s="{looks[0]}"><v>%d</v></c>', f'" s="{looks[1]}" t="s"><v>%d</v></c>'
    return "".join(f'<c r="{LETTERS[n]}#{text if kind is str else number}' for n, kind in enumerate(kinds))


def text_table(texts: Texts, count: int) -> bytes:
    """Return the part with all texts of a workbook, which uses them so many times."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    head += '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    head += f' count="{count}" uniqueCount="{len(texts)}">'
    return head.encode() + (_plain_entries(texts) or "".join(map(_entry, texts)).encode()) + b"</sst>"


def _plain_entries(texts: Texts) -> bytes | None:
    """Return the entries of texts; None when one has to be escaped, which is rare."""
    together = "\0".join(texts).encode()
    unusual = len(together) - len(together.translate(None, UNUSUAL))
    if unusual != len(texts) - 1 or any(sign in together for sign in UNUSUAL_PAIRS):
        return None
    entries = b"<si><t>%b</t></si>" % together.replace(b"\0", b"</t></si><si><t>")
    for text in itertools.compress(texts, map(operator.ne, map(str.strip, texts), texts)):
        entries = entries.replace(b"<si><t>%b</t></si>" % text.encode(), _entry(text).encode())
    return entries


def _entry(text: str) -> str:
    xml = in_xml(text)
    keeps_ends = ' xml:space="preserve"' if xml[:1].isspace() or xml[-1:].isspace() else ""
    return f"<si><t{keeps_ends}>{xml}</t></si>"


def in_xml(text: str) -> str:
    """Return a text as XML; signs that XML cannot hold become `_x0007_`, as Excel writes and reads them."""
    return NOT_PLAIN.sub(_written, text) if NOT_PLAIN.search(text) else text


def _written(found: re.Match[str]) -> str:
    sign = found[0]
    if len(sign) > 1:
        return f"_x005F{sign}"
    return ENTITIES.get(sign) or f"_x{ord(sign):04X}_"
