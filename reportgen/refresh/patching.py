"""Texts of a part changed in its very bytes, so that whatever nobody touched stays as it was written."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from xml.parsers import expat

from reportgen.refresh.wordml import WORD, Element, w

TEXT = f"{WORD}|t"
Range = tuple[int, int] | None


def patched(data: bytes, root: Element, changed: Collection[Element]) -> bytes | None:
    """Return a part with the texts of some w:t replaced by those they have in its changed tree.

    The tree has the same w:t as the bytes, in the same order. None when a text has no place in the bytes.
    """
    edits: list[tuple[int, int, bytes]] = []
    for element, place in zip(root.iter(w("t")), _text_ranges(data), strict=True):
        if element in changed:
            if place is None:
                return None
            edits.append((*place, escape(element.text or "", quote=False).encode("utf-8")))
    pieces, at = [], 0
    for start, end, text in edits:
        pieces += [data[at:start], text]
        at = end
    return b"".join([*pieces, data[at:]])


def _text_ranges(data: bytes) -> list[Range]:
    """Return where the characters of each w:t begin and end; None for an empty-element tag."""
    parser = expat.ParserCreate(namespace_separator="|")
    ranges: list[Range] = []
    opened: list[int] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == TEXT:
            opened.append(parser.CurrentByteIndex)

    def end(name: str) -> None:
        if name == TEXT:
            begin = data.index(b">", opened.pop()) + 1
            is_empty = data[begin - 2 : begin] == b"/>"
            ranges.append(None if is_empty else (begin, parser.CurrentByteIndex))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return ranges
