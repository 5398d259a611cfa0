"""Find the annexes: where the main document ends, and what heads each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.check.form import patterns
from reportgen.check.form.components import Annex
from reportgen.check.form.text_line import TextLine, lines_of
from reportgen.model.word_document import Block, Paragraph, Section, paragraphs

HEAD_LINES = 9
LONGEST_ATTACHED = 4


class PlacedBlock(NamedTuple):
    """A block with the section it stands in; `begins` when it is the section's first one."""

    block: Block
    section: Section
    begins: bool


def placed_blocks(sections: Sequence[Section]) -> list[PlacedBlock]:
    """Return all blocks of a document in order."""
    return [
        PlacedBlock(block, section, number == 0)
        for section in sections
        for number, block in enumerate(section.blocks)
    ]


def first_annex_block(blocks: Sequence[PlacedBlock], after: int) -> int:
    """Return the number of the first block that belongs to an annex; the count of blocks when none does."""
    for number in range(after + 1, len(blocks)):
        if _begins_annex(blocks[number]) and _has_text(blocks[number:]):
            return number
    return len(blocks)


def find_annexes(blocks: Sequence[PlacedBlock]) -> tuple[Annex, ...]:
    """Part what follows the main document at each new section, page or label."""
    annexes: list[Annex] = []
    for part in _parts(blocks):
        annex = _annex(part)
        if annexes and not (annex.label or annex.title or annex.attached):
            annexes[-1] = _joined(annexes[-1], annex)
        elif annex.lines:
            annexes.append(annex)
    return tuple(annexes)


def is_label(line: TextLine) -> bool:
    """Tell whether a line is nothing but the label of an annex; without a number it must look like one."""
    if patterns.ANNEX_LABEL.fullmatch(line.plain) is None:
        return False
    is_set_apart = line.paragraph.look.alignment in ("center", "right") or line.is_upper
    is_bold = any(look.is_bold for look, _ in line.looks)
    return is_set_apart or is_bold or line.plain[-1:].isdigit() or line.plain.endswith(("I", "V", "X"))


def _begins_annex(placed: PlacedBlock) -> bool:
    if placed.begins and placed.section.starts_page:
        return True
    block = placed.block
    if not isinstance(block, Paragraph):
        return False
    if any(is_label(line) for line in _lines((block,))):
        return True
    return block.look.starts_page or "\f" in block.text


def _parts(blocks: Sequence[PlacedBlock]) -> Iterator[list[PlacedBlock]]:
    """Yield runs of blocks; a label close to the top belongs to what begins there, not to a new annex."""
    part: list[PlacedBlock] = []
    for placed in blocks:
        if part and _begins_annex(placed) and (placed.begins or not _is_still_head(part)):
            yield part
            part = []
        part.append(placed)
    if part:
        yield part


def _is_still_head(part: Sequence[PlacedBlock]) -> bool:
    if any(not isinstance(placed.block, Paragraph) for placed in part):
        return False
    lines = _lines([placed.block for placed in part])
    return len(lines) < HEAD_LINES - 1 and not any(is_label(line) for line in lines)


def _annex(part: Sequence[PlacedBlock]) -> Annex:
    blocks = tuple(placed.block for placed in part)
    lines = _lines(blocks)
    head = [line for line in lines[:HEAD_LINES] if not _is_in_grid(line, blocks)]
    label = next((line for line in head if is_label(line)), None)
    attached = _attached(head)
    rest = [line for line in head if line is not label and line not in attached]
    return Annex(
        label=(label,) if label else (),
        title=tuple(_title(rest)),
        attached=tuple(attached),
        lines=tuple(lines),
        blocks=blocks,
        section=part[0].section,
        starts_section=part[0].begins,
    )


def _title(head: Sequence[TextLine]) -> Iterator[TextLine]:
    """Yield the centred lines at the top up to the first that is none."""
    has_begun = False
    for line in head:
        if patterns.LINE_OF_MARKS.fullmatch(line.text):
            continue
        is_bold = any(look.is_bold for look, _ in line.looks)
        if line.paragraph.look.alignment != "center" or not (line.is_upper or is_bold):
            if has_begun:
                return
            continue
        has_begun = True
        yield line


def _attached(head: Sequence[TextLine]) -> list[TextLine]:
    """Return the line (Kèm theo …), which may go over several paragraphs up to its closing bracket."""
    start = next((n for n, line in enumerate(head) if patterns.ATTACHED.match(line.plain)), None)
    if start is None:
        return []
    end = start
    while not head[end].plain.endswith(")") and end + 1 < min(len(head), start + LONGEST_ATTACHED):
        end += 1
    return list(head[start : end + 1]) if head[end].plain.endswith(")") else [head[start]]


def _is_in_grid(line: TextLine, blocks: Sequence[Block]) -> bool:
    """Tell whether a line is data of a table; a table of one or two cells only lays out a title."""
    if not line.place.table:
        return False
    for block in blocks:
        if not isinstance(block, Paragraph) and block.place.table == line.place.table:
            return sum(len(row.cells) for row in block.rows) > 2
    return True


def _lines(blocks: Sequence[Block]) -> list[TextLine]:
    found = (line for paragraph in paragraphs(tuple(blocks)) for line in lines_of(paragraph))
    return [line for line in found if line.text.strip()]


def _has_text(blocks: Sequence[PlacedBlock]) -> bool:
    texts = (paragraph.text for placed in blocks for paragraph in paragraphs((placed.block,)))
    return any(text.strip() for text in texts)


def _joined(annex: Annex, more: Annex) -> Annex:
    return Annex(
        annex.label,
        annex.title,
        annex.attached,
        annex.lines + more.lines,
        annex.blocks + more.blocks,
        annex.section,
        annex.starts_section,
    )
