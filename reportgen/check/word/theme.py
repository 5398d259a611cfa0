"""The fonts that a document's theme gives to headings and text."""

from __future__ import annotations

from lxml import etree

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def theme_fonts(tree: etree._Element | None) -> dict[str, str]:
    """Return the typeface by the name that run properties call it: `minorHAnsi`, `majorAscii`."""
    fonts: dict[str, str] = {}
    for family in ("major", "minor"):
        latin = None if tree is None else tree.find(f".//{DRAWING}{family}Font/{DRAWING}latin")
        typeface = None if latin is None else latin.get("typeface")
        if typeface:
            fonts |= {f"{family}{slot}": typeface for slot in ("HAnsi", "Ascii")}
    return fonts
