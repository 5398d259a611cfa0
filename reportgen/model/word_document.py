"""A Word file as its reader sees it: sections, paragraphs, tables and drawn lines with their effective looks.

Made by `check/word` from any .docx; the form rules, the figure audit and the comments all read this value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from reportgen.errors import Where


class Area(StrEnum):
    """Which part of the document a paragraph stands in."""

    BODY = "than"
    HEADER = "dau_trang"
    FOOTER = "chan_trang"
    FOOTNOTE = "chu_thich"


class HeaderKind(StrEnum):
    """On which pages of its section a header or footer is printed."""

    DEFAULT = "default"
    FIRST = "first"
    EVEN = "even"


class Place(NamedTuple):
    """Where a paragraph stands. `paragraph` counts the w:p of its part in document order, from 1.

    `headings` are the headings above it, outermost first; table, row and column count from 1 in the part
    (columns of the grid, so that merged cells count as wide as they are), 0 outside tables.
    """

    part: str = "word/document.xml"
    area: Area = Area.BODY
    paragraph: int = 0
    headings: tuple[str, ...] = ()
    table: int = 0
    row: int = 0
    column: int = 0
    is_in_text_box: bool = False


class Look(NamedTuple):
    """Effective look of a run; `font` is that of Vietnamese letters (hAnsi), `color` RRGGBB or auto.

    `latin_font` is that of unaccented letters (ascii) where it is another one.
    """

    font: str
    size_half_points: int
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False
    is_upper: bool = False
    color: str = "auto"
    is_raised: bool = False
    latin_font: str = ""


class Run(NamedTuple):
    """A text of one look; `field` names the field whose result it is (PAGE, REF …), empty for plain text."""

    text: str
    look: Look
    field: str = ""


class LineRule(StrEnum):
    """What a line spacing counts in: 240ths of a line, or twips."""

    MULTIPLE = "auto"
    EXACT = "exact"
    AT_LEAST = "atLeast"


class ParagraphLook(NamedTuple):
    """Effective set-up of a paragraph in twips; `alignment` is left, center, right or both.

    `room` is the width it stands in, 0 when not known; gaps of `before` and `after` left to Word are 280.
    """

    style: str = ""
    alignment: str = "left"
    left: int = 0
    right: int = 0
    first_line: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    line_rule: LineRule = LineRule.MULTIPLE
    ignores_gap_between_same_style: bool = False
    keeps_with_next: bool = False
    starts_page: bool = False
    outline_level: int | None = None
    is_boxed: bool = False
    has_line_below: bool = False
    has_line_above: bool = False
    room: int = 0


class LineMeans(StrEnum):
    """How a line is drawn."""

    SHAPE = "hinh_ve"
    BORDER_BELOW = "vien_duoi"
    BORDER_ABOVE = "vien_tren"
    CELL_BORDER = "vien_o"
    UNDERSCORES = "gach_noi"
    UNDERLINE = "gach_chan"
    TYPED = "dau_gach"
    """Typed hyphens, dashes or box characters."""


class DrawnLine(NamedTuple):
    """A straight line, by whatever legal means it is drawn.

    `length` in twips, None when it can only be known by laying the page out. The border above a paragraph
    or table cell is no line of that one's own but `LineMeans.BORDER_ABOVE`.
    """

    means: LineMeans
    length: int | None = None
    is_solid: bool = True


class Paragraph(NamedTuple):
    """One paragraph. `label` is its automatic number as printed, which is not part of `text`."""

    place: Place
    runs: tuple[Run, ...]
    look: ParagraphLook
    label: str = ""
    lines: tuple[DrawnLine, ...] = ()
    text_boxes: tuple[Paragraph, ...] = ()
    notes: tuple[str, ...] = ()
    """Ids of the footnotes and endnotes (`e` before the id) referred to, in order."""
    is_decomposed: bool = False
    """Whether the file holds its accents apart from the letters (Unicode NFD)."""

    @property
    def text(self) -> str:
        """What is typed in it, in NFC; tabs and line breaks stand as such."""
        return self.runs[0].text if len(self.runs) == 1 else "".join([run.text for run in self.runs])

    @property
    def printed(self) -> str:
        """The text with its automatic number."""
        return f"{self.label} {self.text}" if self.label else self.text


class Cell(NamedTuple):
    """One cell; `column` counts grid columns from 1, `span` how many it fills. Merged-away cells are gone."""

    column: int
    blocks: tuple[Block, ...]
    span: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """The text of all its paragraphs, one a line."""
        return "\n".join(paragraph.printed for paragraph in paragraphs(self.blocks))


class Row(NamedTuple):
    """One row of a table; `is_header` when it is repeated on each page."""

    cells: tuple[Cell, ...]
    is_header: bool = False
    may_split: bool = True


class Table(NamedTuple):
    """A table; widths of grid columns and cell padding in twips; no borders when it only lays out text."""

    place: Place
    rows: tuple[Row, ...]
    widths: tuple[int, ...] = ()
    has_borders: bool = True
    padding: tuple[int, int] = (108, 108)
    """Left and right."""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its page set-up in twips, its blocks, its headers and footers by kind (also inherited)."""

    blocks: tuple[Block, ...]
    width: int = 11906
    height: int = 16838
    top: int = 1134
    bottom: int = 1134
    left: int = 1701
    right: int = 850
    gutter: int = 0
    header_distance: int = 567
    is_landscape: bool = False
    has_first_page: bool = False
    starts_page: bool = True
    number_start: int | None = None
    number_format: str = "decimal"
    headers: dict[HeaderKind, tuple[Block, ...]] = field(default_factory=dict)
    footers: dict[HeaderKind, tuple[Block, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class WordDocument:
    """A whole Word file; `footnotes` by id (endnotes: `e` before it), `properties` of docProps/core.xml.

    Two documents are the same only if they are one, so that what is read from one can be kept.
    """

    file: str
    sections: tuple[Section, ...]
    footnotes: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    has_even_headers: bool = False
    mirrors_margins: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all sections, in order."""
        return tuple(block for section in self.sections for block in section.blocks)


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield every paragraph in reading order; those of a text box come after the one that holds it."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            yield from block.text_boxes
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def where(file: str, place: Place, start: int = 0, end: int = 0) -> Where:
    """Return the place of the characters `start` to `end` (from 0) of a paragraph's text."""
    return Where(
        file=file,
        part=place.part,
        paragraph=place.paragraph,
        heading=" › ".join(place.headings),
        table=place.table,
        row=place.row,
        column=place.column,
        start=start,
        end=end,
    )
