"""Workbooks made by the thousand: XlsxWriter makes what is around the rows once, we write the rows.

The frame holds styles, page set-up, widths and merged areas. Where the last row of a sheet is named, it says
a row that no sheet of ours reaches; the real one is put there instead.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from reportgen.model.form import Member
from reportgen.model.package import Piece, member, member_of, package, recurring_member, recurring_piece
from reportgen.publish.sheet_cells import SheetCells
from reportgen.publish.workbook_style import make_workbook, set_up_page

LAST_ROW = 1_040_000
"""What stands for the last row of the first sheet; the next sheet has the next number."""
LAST_ROW_SAID = re.compile(rb'(?<=\$)104\d{4}(?=</definedName>)|(?<=[A-Z])104\d{4}(?="/>)')
ROWS = re.compile(rb'<dimension ref="([^"]*)"/>(.*)<sheetData(?:/>|>.*</sheetData>)', re.DOTALL)
TEXTS, BOOK = "xl/sharedStrings.xml", "xl/workbook.xml"
SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
MOST_FRAMES = 128
COMMENT = {"author": "reportgen", "x_scale": 2}
Area = tuple[int, int, int, int]
Look = tuple[tuple[str, Any], ...]
"""A format as XlsxWriter takes it, sorted by name and without what is not set."""


class Comment(NamedTuple):
    """A remark on a cell."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What a worksheet has besides its rows; all that stays the same from unit to unit."""

    name: str
    landscape: bool
    pixels: tuple[int, ...] = ()
    """Widths of the columns; 0 for the usual one."""
    merged: tuple[Area, ...] = ()
    repeated: tuple[int, int] | None = None
    """First and last row of those printed on every page."""
    printed_columns: int = 0
    """How many columns are printed, down to the last row printed; 0: everything."""
    is_list: bool = False
    """Whether the first row stays in view and all columns can be filtered."""
    shows_grid: bool = True
    comments: tuple[Comment, ...] = ()
    heights: tuple[tuple[int, float], ...] = ()
    """Heights of rows, by which remarks are placed; needed with comments only."""


class Sheet(NamedTuple):
    """A worksheet that is filled; `last_row` is the last one that is printed or filtered."""

    layout: Layout
    last_row: int
    dimension: str
    """The area that holds cells: `A1:I20`."""
    rows: bytes | Sequence[Piece]
    """All of them as XML; pieces, where stretches of them recur in other workbooks."""
    recurs: bool = False
    """Whether many workbooks have the same rows."""

    @classmethod
    def of(cls, layout: Layout, cells: SheetCells, last_row: int) -> Sheet:
        """Make a worksheet of its cells."""
        return cls(layout, last_row, cells.dimension(), cells.xml().encode())


@dataclass(slots=True)
class Looks:
    """The formats of a workbook by number, in the order of first use."""

    numbers: dict[Look, int] = field(default_factory=dict)

    def number(self, wanted: Mapping[str, Any]) -> int:
        """Return the number of a format; what is False, 0 or empty in it counts as not set."""
        look = tuple(sorted((name, value) for name, value in wanted.items() if value))
        return self.numbers.setdefault(look, len(self.numbers) + 1)


def workbook(title: str, sheets: Sequence[Sheet], looks: Looks, texts: bytes) -> bytes:
    """Return the .xlsx with its table of texts; the same content gives the same bytes."""
    layouts = tuple(sheet.layout for sheet in sheets)
    frame = _frame(title, layouts, tuple(looks.numbers))
    rows = [b"%d" % (sheet.last_row + 1) for sheet in sheets]
    members = [recurring_member(BOOK, frame.book.with_rows(rows))]
    for number, (sheet, around) in enumerate(zip(sheets, frame.sheets, strict=True), 1):
        members.append(around.member(f"xl/worksheets/sheet{number}.xml", sheet, rows))
    members.append(member(TEXTS, texts))
    return b"".join(package(frame.static, members))


class _Piecewise(NamedTuple):
    """A text with the last rows of sheets cut out of it: what is between them, and which sheets' they are."""

    pieces: tuple[bytes, ...]
    sheets: tuple[int, ...]

    @classmethod
    def of(cls, content: bytes) -> _Piecewise:
        said = LAST_ROW_SAID.findall(content)
        return cls(tuple(LAST_ROW_SAID.split(content)), tuple(int(row) - LAST_ROW - 1 for row in said))

    def with_rows(self, rows: Sequence[bytes]) -> bytes:
        out = [self.pieces[0]]
        for sheet, piece in zip(self.sheets, self.pieces[1:], strict=True):
            out += rows[sheet], piece
        return b"".join(out)


class _AroundRows(NamedTuple):
    head: bytes
    middle: bytes
    tail: _Piecewise

    @classmethod
    def of(cls, content: bytes) -> _AroundRows:
        found = ROWS.search(content)
        assert found is not None, "every worksheet has rows"
        return cls(content[: found.start()], found[2], _Piecewise.of(content[found.end() :]))

    def member(self, name: str, sheet: Sheet, rows: Sequence[bytes]) -> Member:
        """Return a whole worksheet; `rows` are the last rows of all of them."""
        dimension = sheet.dimension.encode()
        before = b'%b<dimension ref="%b"/>%b<sheetData>' % (self.head, dimension, self.middle)
        behind = b"</sheetData>%b" % self.tail.with_rows(rows)
        if isinstance(sheet.rows, bytes):
            data = b"".join([before, sheet.rows, behind])
            return recurring_member(name, data) if sheet.recurs else member(name, data)
        return member_of(name, [recurring_piece(before), *sheet.rows, recurring_piece(behind)])


class _Frame(NamedTuple):
    static: tuple[Member, ...]
    book: _Piecewise
    sheets: tuple[_AroundRows, ...]


@lru_cache(maxsize=MOST_FRAMES)
def _frame(title: str, layouts: tuple[Layout, ...], looks: tuple[Look, ...]) -> _Frame:
    """Let XlsxWriter make the workbook without its rows."""
    with zipfile.ZipFile(
        io.BytesIO(make_workbook(title, lambda book: _prepare(book, layouts, looks)))
    ) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    sheets = {int(found[1]): name for name in parts if (found := SHEET.fullmatch(name))}
    static = [member(name, parts[name]) for name in parts if name not in {BOOK, TEXTS, *sheets.values()}]
    around = tuple(_AroundRows.of(parts[sheets[number]]) for number in sorted(sheets))
    return _Frame(tuple(static), _Piecewise.of(parts[BOOK]), around)


def _prepare(book: Any, layouts: Sequence[Layout], looks: Sequence[Look]) -> None:
    sheets = [book.add_worksheet(layout.name) for layout in layouts]
    sheets[0].write_string(0, len(looks), "a text, so that there is a table of them")
    for number, look in enumerate(looks):  # styles are numbered as cells use them
        sheets[0].write_blank(0, number, None, book.add_format(dict(look)))
    for number, (sheet, layout) in enumerate(zip(sheets, layouts, strict=True)):
        set_up(sheet, layout, LAST_ROW + number)


def set_up(sheet: Any, layout: Layout, last_row: int) -> None:
    """Give a worksheet of XlsxWriter its layout."""
    set_up_page(sheet, landscape=layout.landscape)
    sheet.hide_gridlines(1 if layout.shows_grid else 2)
    for column, pixels in enumerate(layout.pixels):
        if pixels:
            sheet.set_column_pixels(column, column, pixels)
    for area in layout.merged:
        sheet.merge_range(*area, "")
    _name_areas(sheet, layout, last_row)
    for row, points in layout.heights:
        sheet.set_row(row, points)
    for comment in layout.comments:
        sheet.write_comment(comment.row, comment.column, comment.text, COMMENT)


def _name_areas(sheet: Any, layout: Layout, last_row: int) -> None:
    if layout.repeated is not None:
        sheet.repeat_rows(*layout.repeated)
    if layout.printed_columns:
        sheet.print_area(0, 0, last_row, layout.printed_columns - 1)
    if layout.is_list:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last_row, len(layout.pixels) - 1)
