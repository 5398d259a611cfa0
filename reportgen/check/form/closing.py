"""Find the closing of a document: recipients on the left, authority, post and name on the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.check.form import patterns
from reportgen.check.form.components import Component
from reportgen.check.form.head_lines import halves, trimmed
from reportgen.check.form.letterhead import Found
from reportgen.check.form.text_line import TextLine, lines_of
from reportgen.model.word_document import Block, Paragraph, paragraphs

NAME_WORDS = range(2, 8)
MOST_ROWS_OF_LAYOUT = 12
MOST_LINES_WITHOUT_TABLE = 40
SIGNATURE_LINES_ABOVE = 14


def closing_block(blocks: Sequence[Block]) -> int | None:
    """Return the number of the block that holds «Nơi nhận», else of the last one with an authority mark."""
    for number, block in enumerate(blocks):
        if any(patterns.NOI_NHAN.match(line.plain) for line in _lines((block,))):
            return number
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if not isinstance(block, Paragraph) and len(block.rows) > MOST_ROWS_OF_LAYOUT:
            continue
        if any(_is_authority(line) for line in _lines((block,))):
            return number
    return None


def find_closing(blocks: Sequence[Block], number: int) -> tuple[Found, int]:
    """Return the components of the closing and the number of the block where it begins.

    Without a table the signature may stand above «Nơi nhận».
    """
    first = number
    if isinstance(blocks[number], Paragraph):
        first = _first_signature_block(blocks, number)
    lines = _lines(blocks[first:])
    if isinstance(blocks[number], Paragraph):
        lines = lines[:MOST_LINES_WITHOUT_TABLE]
    found: Found = {}
    label = next((line for line in lines if patterns.NOI_NHAN.match(line.plain)), None)
    right = [line for line in lines if not _is_on_left(line, label, lines)]
    if label is not None:
        found[Component.NOI_NHAN] = [label]
        left = [line for line in lines if _is_on_left(line, label, lines) and line != label]
        if left:
            found[Component.NOI_NHAN_DONG] = left
    _divide_signature(right, found)
    return found, first


def _lines(blocks: Sequence[Block]) -> list[TextLine]:
    return [
        trimmed(piece)
        for paragraph in paragraphs(tuple(blocks))
        for line in lines_of(paragraph)
        for piece in halves(line)
        if piece.text.strip() and not patterns.LINE_OF_MARKS.fullmatch(piece.text)
    ]


def _is_authority(line: TextLine) -> bool:
    return patterns.AUTHORITY.match(line.plain) is not None and line.is_upper


def _first_signature_block(blocks: Sequence[Block], number: int) -> int:
    first = number
    for above in range(number - 1, max(-1, number - SIGNATURE_LINES_ABOVE), -1):
        block = blocks[above]
        if not isinstance(block, Paragraph):
            break
        lines = _lines((block,))
        if lines and not all(_may_sign(line) for line in lines):
            break
        if lines:
            first = above
    return first


def _may_sign(line: TextLine) -> bool:
    """Tell whether a paragraph outside tables stands in the right half, as a signature does."""
    look = line.paragraph.look
    stands_right = look.alignment in ("center", "right") or look.left + max(look.first_line, 0) > 3000
    is_tabbed = line.paragraph.text.startswith("\t\t")
    return (stands_right or is_tabbed) and len(line.plain) < 60


def _is_on_left(line: TextLine, label: TextLine | None, lines: Sequence[TextLine]) -> bool:
    if label is None:
        return False
    if label.place.table:
        return line.place.table == label.place.table and line.place.column == label.place.column
    if line == label:
        return True
    is_second_half = bool(line.paragraph.text[: line.start].strip())
    if line.place.paragraph < label.place.paragraph or is_second_half:
        return False
    return patterns.ITEM.match(line.plain) is not None or not (line.is_upper or _may_sign(line))


def _divide_signature(lines: Sequence[TextLine], found: Found) -> None:
    kept = [line for line in lines if not patterns.PARENTHESIS.fullmatch(line.plain)]
    name = kept[-1] if kept and _is_name(kept[-1]) else None
    for line in kept:
        if line is name:
            found[Component.HO_TEN] = [line]
        elif patterns.AUTHORITY.match(line.plain):
            found.setdefault(Component.QUYEN_HAN, []).append(line)
        elif line.is_upper or found.get(Component.QUYEN_HAN) or line is kept[0]:
            found.setdefault(Component.CHUC_VU, []).append(line)


def _is_name(line: TextLine) -> bool:
    text = line.plain
    if patterns.AUTHORITY.match(text) or len(text.split()) not in NAME_WORDS:
        return False
    return not patterns.POST.search(text.upper() if not line.is_upper else text) or not line.is_upper


def signature_tables(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the numbers of the tables among blocks, with those inside them."""
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block.place.table
            for row in block.rows:
                for cell in row.cells:
                    yield from signature_tables(cell.blocks)
