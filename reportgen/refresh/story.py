"""A part of a Word file as nested blocks, ready to be aligned with the same part of another version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.refresh.paragraph import Paragraph
from reportgen.refresh.wordml import Element, w

Key = tuple[object, ...]
PARAGRAPH, TABLE, ROW, CELL = w("p"), w("tbl"), w("tr"), w("tc")
WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")))


@dataclass(eq=False, slots=True)
class Cell:
    """A w:tc."""

    element: Element
    blocks: list[Block]


class Row:
    """A w:tr; its key is the wording of its cells."""

    def __init__(self, element: Element, cells: list[Cell]) -> None:
        self.element, self.cells = element, cells
        self.key: Key = tuple([tuple([block.key for block in cell.blocks]) for cell in cells])
        self.figures: tuple[str, ...] = tuple(
            [name for cell in cells for block in cell.blocks for name in block.figures]
        )

    @property
    def words(self) -> Counter[str]:
        """All words and figures of its cells."""
        return _sum(block.words for cell in self.cells for block in cell.blocks)


class Table:
    """A w:tbl; its key is the wording of its rows."""

    def __init__(self, element: Element, rows: list[Row]) -> None:
        self.element, self.rows = element, rows
        self.key: Key = tuple(row.key for row in rows)
        self.figures: tuple[str, ...] = tuple(name for row in rows for name in row.figures)

    @property
    def words(self) -> Counter[str]:
        """The words of its first row and all its figures: two tables with these in common are one."""
        return _sum(row.words for row in self.rows[:1]) + Counter(self.figures)


Block = Paragraph | Table


def blocks_of(parent: Element, names: Mapping[str, str]) -> list[Block]:
    """Return the blocks of a body, cell or note; `names` gives the figure id of each bookmark stem."""
    blocks: list[Block] = []
    for child in parent:
        tag = child.tag
        if tag == PARAGRAPH:
            blocks.append(Paragraph(child, names))
        elif tag == TABLE:
            blocks.append(Table(child, [_row(row, names) for row in _wrapped(child, ROW)]))
        elif tag in WRAPPERS:
            blocks += blocks_of(child, names)
    return blocks


def _row(element: Element, names: Mapping[str, str]) -> Row:
    return Row(element, [Cell(cell, blocks_of(cell, names)) for cell in _wrapped(element, CELL)])


def _wrapped(parent: Element, name: str) -> list[Element]:
    """Return the rows of a table or the cells of a row, also those inside a control."""
    found = []
    for child in parent:
        tag = child.tag
        if tag == name:
            found.append(child)
        elif tag in WRAPPERS:
            found += _wrapped(child, name)
    return found


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield every paragraph in order, those of tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def _sum(counters: Iterator[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in counters:
        total.update(counter)
    return total
