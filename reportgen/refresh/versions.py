"""One version of a document: its members, and its text parts as trees and as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.refresh.paragraph import Anchor, Paragraph
from reportgen.refresh.story import Block, blocks_of, paragraphs
from reportgen.refresh.wordml import Element, parse, w

STORY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOTES = frozenset(map(w, ("footnote", "endnote")))


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in a text box; Word keeps a copy of each for old programs, which has to say the same."""

    blocks: list[Block]
    is_copy: bool


@dataclass(slots=True)
class Version:
    """The parts of a package, those with text as trees; `blocks` are there once it has been read."""

    parts: Mapping[str, bytes]
    roots: dict[str, Element] = field(init=False)
    blocks: dict[str, list[Block]] = field(init=False, default_factory=dict)
    boxes: dict[str, list[Box]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.roots = {name: parse(data) for name, data in self.parts.items() if STORY.fullmatch(name)}

    def read(self, names: Mapping[str, str]) -> None:
        """Read the blocks of every text part; `names` gives the figure id of each bookmark stem."""
        self.blocks = {name: _blocks(root, names) for name, root in self.roots.items()}
        self.boxes = {name: list(_boxes(root, names)) for name, root in self.roots.items()}

    @property
    def anchors(self) -> Iterator[tuple[Paragraph, Anchor]]:
        """The printed figures of all parts, each with its paragraph; those in copies do not count again."""
        boxes = (box.blocks for part in self.boxes.values() for box in part if not box.is_copy)
        for blocks in (*self.blocks.values(), *boxes):
            for paragraph in paragraphs(blocks):
                yield from ((paragraph, anchor) for anchor in paragraph.anchors)

    def paragraph_numbers(self) -> dict[Element, tuple[str, int]]:
        """Return part and number, from 1, of every paragraph."""
        return {
            element: (name, number)
            for name, root in self.roots.items()
            for number, element in enumerate(_paragraph_elements(root), start=1)
        }


def _blocks(root: Element, names: Mapping[str, str]) -> list[Block]:
    """Return the blocks of a text part: of its body, of all its notes, or of the header that it is."""
    body = root.find(w("body"))
    parents = [body] if body is not None else [note for note in root if note.tag in NOTES] or [root]
    return [block for parent in parents for block in blocks_of(parent, names)]


def _boxes(root: Element, names: Mapping[str, str]) -> Iterator[Box]:
    """Yield the text boxes of a part in order, those of drawings (wps) and of old shapes (v:textbox)."""
    for content in root.iter(w("txbxContent")):
        yield Box(blocks_of(content, names), is_copy(content))


def is_copy(element: Element | None) -> bool:
    """Tell whether an element belongs to what is kept for old programs."""
    return element is not None and next(element.iterancestors(FALLBACK), None) is not None


def _paragraph_elements(root: Element) -> Iterator[Element]:
    """Return the paragraphs of a part in order, without the copies kept for old programs."""
    copies = {paragraph for old in root.iter(FALLBACK) for paragraph in old.iter(w("p"))}
    return (paragraph for paragraph in root.iter(w("p")) if paragraph not in copies)
