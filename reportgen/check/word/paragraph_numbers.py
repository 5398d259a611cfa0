"""The paragraphs of a part in the order that `Place.paragraph` counts them."""

from __future__ import annotations

from lxml import etree

from reportgen.check.package import FALLBACK, w

PARAGRAPH = w("p")


def paragraph_elements(tree: etree._Element) -> list[etree._Element]:
    """Return every w:p of a part in document order; number n of a `Place` is item n - 1.

    Paragraphs of tables and text boxes count, copies kept for old programs (mc:Fallback) do not.
    """
    found = tree.iter(PARAGRAPH)
    if next(tree.iter(FALLBACK), None) is None:
        return list(found)
    copies = {copy for fallback in tree.iter(FALLBACK) for copy in fallback.iter(PARAGRAPH)}
    return [paragraph for paragraph in found if paragraph not in copies]
