"""What stands between two marks of a document, as HTML: a figure carries its id, emphasis its element."""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARAGRAPH, RUN, FIGURE, TEXT = f"{W}p", f"{W}r", f"{W}sdt", f"{W}t"
PROPERTIES, ITALIC, BOLD = f"{W}rPr", f"{W}i", f"{W}b"
TRANSPARENT = frozenset({f"{W}hyperlink", f"{W}ins", f"{W}smartTag"})
OPENING, CLOSING = (b"<w:p>", b"<w:p "), b"</w:p>"
MOST_SHOWN = 128
"""Sections, some 10 KB each: a figure that changes is in few of them."""


def markup_between(document: bytes, begin: str, end: str) -> str:
    """Return the blocks of a document between the paragraph that says `begin` and the one that says `end`."""
    root = document.index(b"<w:document")
    head = document[root : document.index(b">", root) + 1]  # it declares what the names begin with
    first = document.index(CLOSING, document.index(begin.encode())) + len(CLOSING)
    last = document.rindex(end.encode())
    return _markup(head, document[first : max(document.rfind(each, first, last) for each in OPENING)])


@lru_cache(MOST_SHOWN)
def _markup(head: bytes, written: bytes) -> str:
    return "\n".join(map(_block, etree.fromstring(head + written + b"</w:document>")))


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
