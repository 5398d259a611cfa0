"""The cells of one worksheet, written as XML while they are given.

Texts go into one table of the whole workbook, as Excel keeps them: a text that comes again costs a number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from xlsxwriter.utility import xl_col_to_name

LETTERS = [xl_col_to_name(column) for column in range(256)]
USUAL_PIXELS = 20
"""The height of a row that nobody sets."""
POINTS_PER_PIXEL = 0.75
LONGEST_TEXT = 32_767
"""Characters that Excel takes in a cell."""
SPECIAL = r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]"
HAS_SPECIAL = re.compile(SPECIAL)
NOT_PLAIN = re.compile(SPECIAL + "|_x[0-9a-fA-F]{4}_")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
Numeric = Decimal | int
Texts = dict[str, int]
"""The texts of a workbook with their numbers, in the order of first use."""


GAP = "\0"
"""What is left open in planned XML, where it can mean nothing else."""


class SheetCells:
    """Rows of cells, given in any order; rows and columns count from 0, a look is the number of a style."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.text_count = 0
        self.heights: dict[int, float] = {}
        self._open_heights: set[int] = set()
        self._rows: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)

    def text(self, row: int, column: int, text: str, look: int) -> None:
        """Put a text into a cell, whatever it begins with."""
        number = self.texts.setdefault(text, len(self.texts))
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

    def gap(self, row: int, column: int, look: int) -> None:
        """Leave open what a cell holds behind its look."""
        self._rows[row].append((column, f'<c r="{LETTERS[column]}{row + 1}" s="{look}"{GAP}'))

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        self.heights[row] = points

    def open_height(self, row: int) -> None:
        """Leave open how high a row is."""
        self._open_heights.add(row)

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
        last = f"{LETTERS[max(columns)]}{self.last_row + 1}"
        return first if first == last else f"{first}:{last}"

    def xml(self) -> str:
        """Return all rows."""
        pieces: list[str] = []
        for row in sorted(self._rows):
            cells = sorted(self._rows[row])
            pieces.append(f'<row r="{row + 1}"{self._height(row)}>{"".join([xml for _, xml in cells])}</row>')
        return "".join(pieces)

    def _height(self, row: int) -> str:
        if row in self._open_heights:
            return GAP
        return height_of(self.heights[row]) if row in self.heights else ""


@lru_cache(maxsize=1000)
def height_of(points: float) -> str:
    """Return the height of a row as XML."""
    pixels = int(points / POINTS_PER_PIXEL + 0.5)
    if pixels == USUAL_PIXELS:
        return ""
    return f' ht="{pixels * POINTS_PER_PIXEL:.16g}" customHeight="1"'


def text_table(entries: Iterable[bytes], size: int, count: int) -> bytes:
    """Return the part with all texts of a workbook, so many in all; cells refer to them `count` times."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    head += '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    head += f' count="{count}" uniqueCount="{size}">'
    return b"".join([head.encode(), *entries, b"</sst>"])


def entries_of(texts: Iterable[str]) -> list[bytes]:
    """Return texts as the table of texts holds them."""
    return [entry(text).encode() for text in texts]


def entry(text: str) -> str:
    """Return a text as the table of texts holds it."""
    xml = in_xml(text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…")
    keeps_ends = ' xml:space="preserve"' if xml[:1].isspace() or xml[-1:].isspace() else ""
    return f"<si><t{keeps_ends}>{xml}</t></si>"


def in_xml(text: str) -> str:
    """Return a text as XML; signs that XML cannot hold become `_x0007_`, as Excel writes and reads them."""
    is_plain = HAS_SPECIAL.search(text) is None and "_x" not in text  # quicker than to look for both at once
    return text if is_plain else NOT_PLAIN.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    sign = found[0]
    if len(sign) > 1:
        return f"_x005F{sign}"
    return ENTITIES.get(sign) or f"_x{ord(sign):04X}_"
