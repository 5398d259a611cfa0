"""The part `theme1.xml`, which Word wants: black and white, and one font, so that no other can leak."""

from __future__ import annotations

from lxml import etree

from reportgen.template.elements import Element

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
LIGHT = ("lt1", "lt2")
COLOURS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
SCHEME = "reportgen"
LEAST_STYLES = 3
"""The schema asks for three fills, lines, effects and backgrounds."""


def theme_part(font: str) -> Element:
    """Return the whole part, every font slot filled with the given font."""
    scheme = _element("themeElements", _colours(), _fonts(font), _formats())
    return _element("theme", scheme, name=SCHEME)


def _element(tag: str, *children: Element, **attributes: str) -> Element:
    made = etree.Element(f"{{{DRAWING}}}{tag}", attributes, nsmap={"a": DRAWING})
    made.extend(children)
    return made


def _colours() -> Element:
    pairs = ((name, "FFFFFF" if name in LIGHT else "000000") for name in COLOURS)
    return _element(
        "clrScheme", *(_element(name, _element("srgbClr", val=rgb)) for name, rgb in pairs), name=SCHEME
    )


def _fonts(font: str) -> Element:
    def slots(tag: str) -> Element:
        return _element(tag, *(_element(slot, typeface=font) for slot in ("latin", "ea", "cs")))

    return _element("fontScheme", slots("majorFont"), slots("minorFont"), name=SCHEME)


def _formats() -> Element:
    def fill() -> Element:
        return _element("solidFill", _element("schemeClr", val="phClr"))

    times = range(LEAST_STYLES)
    return _element(
        "fmtScheme",
        _element("fillStyleLst", *(fill() for _ in times)),
        _element("lnStyleLst", *(_element("ln", fill(), w="6350") for _ in times)),
        _element("effectStyleLst", *(_element("effectStyle", _element("effectLst")) for _ in times)),
        _element("bgFillStyleLst", *(fill() for _ in times)),
        name=SCHEME,
    )
