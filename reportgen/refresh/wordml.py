"""WordprocessingML as the refresh writes it: names, runs, marks of tracked changes, ids that are free."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)

Element = etree._Element


@cache
def w(name: str) -> str:
    """Return the full name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


def parse(data: bytes) -> Element:
    """Return the root of a part; raises lxml.etree.XMLSyntaxError for what is no XML."""
    return etree.fromstring(data, PARSER)


def serialize(root: Element) -> bytes:
    """Return a part as Word writes it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def run_of(text: str, properties: Element | None) -> Element:
    """Return a run with the given look; tabs and line breaks become w:tab and w:br."""
    run = etree.Element(w("r"))
    if properties is not None:
        run.append(copy.deepcopy(properties))
    for piece in _pieces(text):
        if piece in SIGNS:
            etree.SubElement(run, w(SIGNS[piece]))
        else:
            element = etree.SubElement(run, w("t"))
            element.text = piece
            element.set(SPACE, "preserve")
    return run


SIGNS = {"\t": "tab", "\n": "br", "\u2011": "noBreakHyphen"}


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        if char in SIGNS or not pieces or pieces[-1] in SIGNS:
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


@dataclass(slots=True)
class FreeIds:
    """Ids that nothing in the edited document bears yet: bookmarks, content controls, tracked changes."""

    next_id: int = 0

    @classmethod
    def above(cls, roots: Iterable[Element]) -> FreeIds:
        """Start above every numeric id of the given parts, as far as the format allows."""
        largest = 0
        for root in roots:
            for element in root.iter(*ID_BEARERS):
                value = element.get(IDENTITY) or element.get(VALUE) or ""
                if value.isdecimal() and largest < int(value) < LARGEST_ID - SPARE_IDS:
                    largest = int(value)
        return cls(largest)

    def take(self) -> str:
        """Return the next free id."""
        self.next_id += 1
        return str(self.next_id)


IDENTITY, VALUE = w("id"), w("val")
ID_BEARERS = tuple(map(w, ("bookmarkStart", "id", "ins", "del", "moveFrom", "moveTo", "rPrChange")))
LARGEST_ID, SPARE_IDS = 2**31 - 1, 10_000_000


@dataclass(frozen=True, slots=True)
class Tracking:
    """Who makes the tracked changes of a refresh, and when."""

    author: str
    date: dt.datetime
    ids: FreeIds

    def mark(self, name: str) -> Element:
        """Return an empty w:ins or w:del."""
        stamp = self.date.strftime("%Y-%m-%dT%H:%M:%SZ")
        return etree.Element(w(name), {w("id"): self.ids.take(), w("author"): self.author, w("date"): stamp})
