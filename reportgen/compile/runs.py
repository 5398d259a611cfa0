"""Runs split at their tags: then every tag stands between runs, and the look of what it prints is known."""

from __future__ import annotations

import copy
import re

from lxml import etree

from reportgen.compile.tags import TAG
from reportgen.compile.wordml import XML_SPACE, to_text, w

PIECES = re.compile("([\U000f0000-\U000ffffd])")


def split_runs(root: etree._Element) -> dict[str, str]:
    """Split every run of a part at its tags, in place; return each tag's run properties (w:rPr as XML)."""
    properties: dict[str, str] = {}
    for node in list(root.iter(w("r"))):
        if any(TAG.search(text.text or "") for text in node.findall(w("t"))):
            properties.update(_split(node))
    return properties


def _split(node: etree._Element) -> dict[str, str]:
    """Replace one run by runs without tags and by the tags between them."""
    look = node.find(w("rPr"))
    shown = to_text(look) if look is not None else ""
    parent = node.getparent()
    assert parent is not None
    cursor = _Cursor(parent, node)
    properties = {}
    for piece in _pieces(node):
        if isinstance(piece, str) and TAG.match(piece):
            properties[piece] = shown
            cursor.put_text(piece)
        else:
            cursor.put_run(piece, look)
    if node.tail:
        cursor.put_text(node.tail)
    parent.remove(node)
    return properties


def _pieces(node: etree._Element) -> list[str | etree._Element]:
    """Contents of a run in order: texts between tags, tags, and other elements as they are."""
    pieces: list[str | etree._Element] = []
    for child in node:
        if child.tag == w("t") and TAG.search(child.text or ""):
            pieces += [piece for piece in PIECES.split(child.text or "") if piece]
        elif child.tag != w("rPr"):
            pieces.append(child)
    return pieces


class _Cursor:
    """Writes runs and loose text before a given run, so that order is kept."""

    def __init__(self, parent: etree._Element, before: etree._Element) -> None:
        self.parent, self.before = parent, before
        self.last_run: etree._Element | None = None

    def put_text(self, text: str) -> None:
        """Loose text between elements: a tag, or what followed the run."""
        previous = self.before.getprevious()
        if previous is None:
            self.parent.text = (self.parent.text or "") + text
        else:
            previous.tail = (previous.tail or "") + text
        self.last_run = None

    def put_run(self, piece: str | etree._Element, look: etree._Element | None) -> None:
        """One piece in a run of the same look; neighbouring pieces share a run."""
        if self.last_run is None:
            self.last_run = etree.Element(w("r"))
            if look is not None:
                self.last_run.append(copy.deepcopy(look))
                self.last_run[-1].tail = None
            self.before.addprevious(self.last_run)
        if isinstance(piece, str):
            text = etree.SubElement(self.last_run, w("t"), {XML_SPACE: "preserve"})
            text.text = piece
        else:
            self.last_run.append(piece)
