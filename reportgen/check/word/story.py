"""Read one story of a Word file, its body, a header or the notes, into paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from reportgen.check.package import UnreadablePackage, w
from reportgen.check.word import drawn_lines, tables
from reportgen.check.word.blocks import children
from reportgen.check.word.headings import HeadingPath
from reportgen.check.word.inline import Fields, Inline, Piece, inline_elements, pieces_of
from reportgen.check.word.looks import Looks, look_of, merged_paragraph, paragraph_look, paragraph_style
from reportgen.check.word.numbering import Numbering
from reportgen.check.word.paragraph_numbers import paragraph_elements
from reportgen.check.word.properties import ParagraphProperties, paragraph_properties
from reportgen.check.word.styles import EMPTY, Style
from reportgen.model.word_document import (
    Area,
    Block,
    Cell,
    DrawnLine,
    LineMeans,
    Look,
    Paragraph,
    Place,
    Row,
    Run,
    Table,
    paragraphs,
)

MOST_NESTED_TABLES = 20
PARAGRAPH, TABLE = w("p"), w("tbl")
PICTURES = frozenset((w("drawing"), w("pict"), w("object")))
NOTES = {w("footnoteReference"): "", w("endnoteReference"): "e"}


class Spot(NamedTuple):
    """Where the blocks being read stand, and what the table around them says about looks."""

    room: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    style: Style = EMPTY
    depth: int = 0
    is_in_text_box: bool = False


class Story:
    """Reads the blocks of one part, in order: numbers and headings depend on what came before."""

    def __init__(
        self, tree: etree._Element, part: str, area: Area, looks: Looks, numbering: Numbering
    ) -> None:
        self._part, self._area = part, area
        self._looks, self._numbering = looks, numbering
        self._numbers = {element: number for number, element in enumerate(paragraph_elements(tree), 1)}
        self._headings = HeadingPath()
        self._tables = 0
        self._fields = Fields()

    def blocks(self, elements: Iterator[etree._Element], spot: Spot) -> tuple[Block, ...]:
        """Read paragraphs and tables."""
        return tuple(
            self.paragraph(element, spot) if element.tag == PARAGRAPH else self.table(element, spot)
            for element in elements
        )

    def content(self, holder: etree._Element, spot: Spot) -> tuple[Block, ...]:
        """Read the blocks in an element."""
        return self.blocks(children(holder, PARAGRAPH, TABLE), spot)

    def paragraph(self, element: etree._Element, spot: Spot) -> Paragraph:
        """Read a paragraph with its text boxes."""
        own = element.find(w("pPr"))
        style = paragraph_style(self._looks.styles, own)
        merged, label = self._merged(paragraph_properties(own), style, spot.style)
        inline = list(inline_elements(element))
        pieces = list(pieces_of(inline, self._fields))
        runs = self._runs(pieces, style, spot.style)
        drawings = [child for _, child in inline if child is not None and child.tag in PICTURES]
        lines = [line for drawing in drawings for line in drawn_lines.shape_lines(drawing)]
        place = self._place(element, spot)
        read = Paragraph(
            place=place,
            runs=runs,
            look=paragraph_look(merged, style.id, spot.room),
            label=label,
            lines=(*lines, *drawn_lines.border_lines(merged, spot.room), *drawn_lines.typed_lines(runs)),
            notes=tuple(_notes(inline)) if self._area is Area.BODY else (),
            is_decomposed=any(piece.is_decomposed for piece in pieces),
        )
        if spot.table == 0 and not spot.is_in_text_box and self._area is Area.BODY:
            self._headings.meet(read)
        if not drawings:
            return read
        return read._replace(text_boxes=tuple(self._text_boxes(drawings, spot)))

    def table(self, element: etree._Element, spot: Spot) -> Table:
        """Read a table; raise UnreadablePackage when tables are nested beyond all sense."""
        if spot.depth >= MOST_NESTED_TABLES:
            raise UnreadablePackage(f"bảng lồng trong bảng quá {MOST_NESTED_TABLES} cấp")
        self._tables += 1
        number = self._tables
        styles = self._looks.styles
        widths, padding = tables.widths_of(element), tables.padding_of(element, styles)
        below, first = tables.first_row_style(element, styles)
        rows = []
        for row_number, raw in enumerate(tables.rows_of(element), 1):
            at = spot._replace(
                table=number,
                row=row_number,
                depth=spot.depth + 1,
                style=first if row_number == 1 else below,
            )
            cells = tuple(self._cell(cell, at, widths, padding) for cell in raw.cells)
            rows.append(Row(cells, raw.is_header, raw.may_split))
        place = self._place(next(element.iter(PARAGRAPH), None), spot._replace(table=number))
        return Table(place, tuple(rows), widths, tables.has_borders(element, styles), padding)

    def _cell(
        self, raw: tables.RawCell, spot: Spot, widths: tuple[int, ...], padding: tuple[int, int]
    ) -> Cell:
        width = sum(widths[raw.column - 1 : raw.column - 1 + raw.span])
        room = max(0, width - sum(padding))
        blocks = self.content(raw.element, spot._replace(column=raw.column, room=room))
        above, below = tables.cell_lines(raw.element)
        if above:
            is_empty = not any(each.text.strip() for each in paragraphs(blocks))
            means = LineMeans.CELL_BORDER if is_empty else LineMeans.BORDER_ABOVE
            blocks = _with_line(blocks, 0, means, width)
        if below:
            blocks = _with_line(blocks, -1, LineMeans.CELL_BORDER, width)
        return Cell(raw.column, blocks, raw.span, raw.rows)

    def _place(self, element: etree._Element | None, spot: Spot) -> Place:
        number = 0 if element is None else self._numbers.get(element, 0)
        return Place(
            self._part,
            self._area,
            number,
            self._headings.path,
            spot.table,
            spot.row,
            spot.column,
            spot.is_in_text_box,
        )

    def _merged(
        self, direct: ParagraphProperties, style: Style, table: Style
    ) -> tuple[ParagraphProperties, str]:
        """Merge the paragraph's properties and count its number, if it bears one."""
        merged = merged_paragraph(self._looks.styles, direct, style, table)
        if "num_id" not in merged:
            return merged, ""
        found = self._numbering.level(merged, style.id)
        if found is None:
            return merged, ""
        num_id, depth, level = found
        merged = merged_paragraph(self._looks.styles, direct, style, table, level.paragraph)
        return merged, self._numbering.label(num_id, depth)

    def _runs(self, pieces: list[Piece], paragraph: Style, table: Style) -> tuple[Run, ...]:
        """Join neighbouring pieces of one look; hidden text is not printed and drops out."""
        runs: list[Run] = []
        for piece in pieces:
            properties = None if piece.run is None else piece.run.find(w("rPr"))
            effective = self._looks.run(properties, paragraph, table)
            if effective[0].get("vanish"):
                continue
            look = look_of(effective, piece.text)
            if piece.symbol_font:
                look = look._replace(font=piece.symbol_font, latin_font="")
            _add(runs, piece, look)
        return tuple(runs)

    def _text_boxes(self, drawings: list[etree._Element], spot: Spot) -> Iterator[Paragraph]:
        if spot.depth >= MOST_NESTED_TABLES:
            raise UnreadablePackage(f"khung chữ lồng nhau quá {MOST_NESTED_TABLES} cấp")
        inside = spot._replace(is_in_text_box=True, room=0, style=EMPTY, depth=spot.depth + 1)
        for drawing in drawings:
            for content in drawn_lines.text_box_contents(drawing):
                is_boxed = drawn_lines.has_outline(content)
                for paragraph in paragraphs(self.content(content, inside)):
                    look = paragraph.look._replace(is_boxed=paragraph.look.is_boxed or is_boxed)
                    yield paragraph._replace(look=look, place=paragraph.place._replace(is_in_text_box=True))


def _add(runs: list[Run], piece: Piece, look: Look) -> None:
    last = runs[-1] if runs else None
    if last is not None and last.look is look and last.field == piece.field:
        runs[-1] = Run(last.text + piece.text, look, piece.field)
    elif last is not None and last.field == piece.field and not piece.text.strip() and last.look == look:
        runs[-1] = Run(last.text + piece.text, last.look, piece.field)
    else:
        runs.append(Run(piece.text, look, piece.field))


def _notes(inline: Iterable[Inline]) -> Iterator[str]:
    for _, child in inline:
        if child is not None and child.tag in NOTES:
            yield NOTES[child.tag] + (child.get(w("id")) or "")


def _with_line(blocks: tuple[Block, ...], index: int, means: LineMeans, length: int) -> tuple[Block, ...]:
    """Give a line of the cell to its first or last paragraph."""
    target = blocks[index] if blocks else None
    if not isinstance(target, Paragraph):
        return blocks
    changed = target._replace(lines=(*target.lines, DrawnLine(means, length or None)))
    return (changed, *blocks[1:]) if index == 0 else (*blocks[:-1], changed)
