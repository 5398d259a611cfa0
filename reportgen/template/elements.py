"""WordprocessingML elements as short expressions, and lengths in the units that Word counts in."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
Element = etree._Element

TWIPS_PER_POINT = 20
TWIPS_PER_MM = Decimal(1440) / Decimal("25.4")


def element(tag: str, *children: Element | None, **attributes: object) -> Element:
    """Make a `w:` element with `w:` attributes; None children are left out."""
    made = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W, "r": R})
    for name, value in attributes.items():
        made.set(f"{{{W}}}{name}", str(value))
    made.extend([child for child in children if child is not None])
    return made


def switch(tag: str, is_on: bool | None) -> Element | None:
    """Write an on/off property only when it is on."""
    return element(tag) if is_on else None


def text_element(text: str, tag: str = "t") -> Element:
    """Hold a text that keeps its spaces."""
    made = element(tag)
    made.text = text
    made.set(f"{{{XML}}}space", "preserve")
    return made


def run(text: str, character_style: str | None = None) -> Element:
    """Print a text in a character style or in the look of its paragraph."""
    look = element("rPr", element("rStyle", val=character_style)) if character_style else None
    return element("r", look, text_element(text))


def paragraph(style: str, *runs: Element | str, **properties: Element) -> Element:
    """Make a paragraph; texts become runs. Properties beyond the style come in schema order."""
    pieces = [run(piece) if isinstance(piece, str) else piece for piece in runs]
    return element("p", element("pPr", element("pStyle", val=style), *properties.values()), *pieces)


def to_xml(root: Element) -> bytes:
    """Return the bytes of a part."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def twips_of_mm(length: Decimal) -> int:
    """Convert millimetres to twentieths of a point."""
    return round(length * TWIPS_PER_MM)


def twips_of_pt(length: Decimal) -> int:
    """Convert points to twentieths of a point."""
    return round(length * TWIPS_PER_POINT)


def half_points(size: Decimal) -> int:
    """Convert points to the unit of font sizes."""
    return round(size * 2)
