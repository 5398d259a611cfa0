"""The children of a body, cell or row without the wrappers that may stand around them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportgen.check.package import w
from reportgen.check.word.inline import ALTERNATIVES, first_choice

WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")))


def children(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield the children of the given tags, also those inside content controls and the like."""
    waiting: list[Iterator[etree._Element]] = [iter(parent)]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in tags:
            yield element
        elif element.tag in WRAPPERS:
            waiting.append(iter(element))
        elif element.tag == ALTERNATIVES:
            waiting.append(iter(first_choice(element)))
