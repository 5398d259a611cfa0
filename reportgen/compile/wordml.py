"""The few WordprocessingML fragments that compile writes, as strings, and how fragments become trees."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PLACE = "noi"
"""Attribute that carries a paragraph's place through compile; it never reaches a document."""

AUTOMATIC = "tu_dong"
"""Place of a paragraph whose numerals nobody typed: the row of column numbers."""

NO_NAMESPACES: Mapping[str, str] = {}
DECLARATIONS = re.compile(r'\sxmlns:(\w+)="([^"]*)"')
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def escape(text: str) -> str:
    """Return text as XML content; the standard library's own way would import an HTTP client."""
    return html.escape(text, quote=False)


def w(name: str) -> str:
    """Return the Clark name of a w: element or attribute."""
    return f"{{{W}}}{name}"


def run_start(look: str) -> str:
    """Return what opens a run of text; `look` is its w:rPr."""
    return f'<w:r>{look}<w:t xml:space="preserve">'


def run(text: str, *, bold: bool = False, italic: bool = False, extra: str = "") -> str:
    """Return a run of text."""
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "") + extra
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    body = escape(text).replace("\t", TAB)
    return f"{run_start(look)}{body}</w:t></w:r>"


def paragraph(style: str, runs: str, *, place: str = "", properties: str = "") -> str:
    """Return a paragraph in a style of the template."""
    mark = f' {PLACE}="{html.escape(place)}"' if place else ""
    return f'<w:p{mark}><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def fragment(xml: str, like: etree._Element) -> etree._Element:
    """Parse a fragment with the namespaces of `like`; the result's children are the fragment's elements."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in like.nsmap.items() if prefix)
    return etree.fromstring(f"<x {names}>{xml}</x>")


def to_text(node: etree._Element) -> str:
    """Return a fragment's XML without its tail and without declarations: its part's root has them all."""
    return DECLARATIONS.sub("", etree.tostring(node, encoding="unicode", with_tail=False))


def with_namespaces(root: etree._Element, more: Mapping[str, str] = NO_NAMESPACES) -> etree._Element:
    """Return the root with all namespaces of its part declared, and w15 ignorable, as anchors need it.

    `more` are namespaces by prefix that what is put into the part needs.

    Parts that are no WordprocessingML (document properties) come back as they are.
    """
    if not str(root.tag).startswith(f"{{{W}}}"):
        return root
    below = dict(DECLARATIONS.findall(etree.tostring(root, encoding="unicode")))
    new = etree.Element(
        root.tag,
        nsmap={**more, **below, **{key: uri for key, uri in root.nsmap.items() if key}, "w15": W15, "mc": MC},
    )
    new.text = root.text
    for key, value in root.attrib.items():
        new.set(key, value)
    ignorable = str(root.get(f"{{{MC}}}Ignorable") or "").split()
    new.set(f"{{{MC}}}Ignorable", " ".join(dict.fromkeys([*ignorable, "w15"])))
    new.extend(list(root))
    return new


def usable_width(section: etree._Element) -> int:
    """Return the twips between the margins."""
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    assert size is not None, "checked by TemplatePackage"
    assert margins is not None, "checked by TemplatePackage"
    return int(size.get(w("w"), "0")) - sum(
        int(margins.get(w(side), "0")) for side in ("left", "right", "gutter")
    )
