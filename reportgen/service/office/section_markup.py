"""What stands between two marks of a document, as HTML: a figure carries its id, emphasis its element.

Sections that differ only in what their runs say have one shape, and how a shape is laid out is kept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, RUN, FIGURE, TEXT = f"{W}p", f"{W}r", f"{W}sdt", f"{W}t"
PROPERTIES, ITALIC, BOLD = f"{W}rPr", f"{W}i", f"{W}b"
TRANSPARENT = frozenset({f"{W}hyperlink", f"{W}ins", f"{W}smartTag"})
OPENING, CLOSING = (b"<w:p>", b"<w:p "), b"</w:p>"
SAID = re.compile(rb">([^<]+)</w:t>")
"""What a run says; as it is escaped for XML it is for HTML, too."""
GAP = re.compile("\ue000([0-9]+)\ue001")
"""Stands for what a run says, by number: no id of a figure holds such signs."""
MOST_SHAPES = 128
"""Some 20 KB each; a figure that changes leaves the shape of its section as it was."""


def markup_between(document: bytes, begin: str, end: str) -> str:
    """Return the blocks of a document between the paragraph that says `begin` and the one that says `end`."""
    root = document.index(b"<w:document")
    head = document[root : document.index(b">", root) + 1]  # it declares what the names begin with
    first = document.index(CLOSING, document.index(begin.encode())) + len(CLOSING)
    last = document.rindex(end.encode())
    pieces = SAID.split(document[first : max(document.rfind(each, first, last) for each in OPENING)])
    static, order = _laid_out(head, tuple(pieces[::2]))
    markup = [""] * (2 * len(order) + 1)
    markup[::2], markup[1::2] = static, [pieces[2 * number + 1].decode() for number in order]
    return "".join(markup)


@lru_cache(MOST_SHAPES)
def _laid_out(head: bytes, shape: Sequence[bytes]) -> tuple[list[str], list[int]]:
    """Return the markup of a shape with gaps for what runs say, and which of them each gap is for."""
    gaps = (f">\ue000{number}\ue001</w:t>".encode() for number in range(len(shape) - 1))
    written = b"".join([each for pair in zip(shape, (*gaps, b"</w:document>"), strict=True) for each in pair])
    blocks = etree.fromstring(head + written)
    laid_out = GAP.split("\n".join(map(_block, blocks)))
    return laid_out[::2], list(map(int, laid_out[1::2]))


def _block(block: etree._Element) -> str:
    return "".join([f"<p>{''.join(_inline(each))}</p>" for each in block.iter(PARAGRAPH)])


def _inline(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == RUN:
            yield _run(child)
        elif child.tag == FIGURE:
            tag, content = child.find(f"{W}sdtPr/{W}tag"), child.find(f"{W}sdtContent")
            inner = "".join(_inline(content)) if content is not None else ""
            name = html.escape(tag.get(f"{W}val", "") if tag is not None else "")
            yield f'<data value="{name}">{inner}</data>'
        elif child.tag in TRANSPARENT:
            yield from _inline(child)


def _run(run: etree._Element) -> str:
    text = html.escape("".join([each.text or "" for each in run.iter(TEXT)]))
    looks = next(run.iterchildren(PROPERTIES), None)
    tags = {each.tag for each in looks} if looks is not None else set()
    text = f"<em>{text}</em>" if ITALIC in tags else text
    return f"<strong>{text}</strong>" if BOLD in tags else text
