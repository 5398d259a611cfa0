"""Give a workbook of openpyxl the form that Excel writes: fonts in order, texts in one shared table."""

from __future__ import annotations

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONSHIP_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
TYPES, WORKBOOK_RELATIONSHIPS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
SHEETS = "xl/worksheets/sheet"

FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)


def as_excel_writes(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a workbook, those that change rewritten, with the same content."""
    texts: dict[bytes, int] = {}
    tidy = dict(parts)
    tidy[STYLES] = _with_ordered_fonts(parts[STYLES])
    for name in parts:
        if name.startswith(SHEETS):
            tidy[name] = _with_shared_texts(parts[name], texts)
    if texts:
        tidy[STRINGS] = _table(texts)
        override = {"PartName": f"/{STRINGS}", "ContentType": CONTENT_TYPE}
        tidy[TYPES] = _with_child(parts[TYPES], f"{{{CONTENT_TYPES}}}Override", override)
        link = {"Id": "rIdTexts", "Type": RELATIONSHIP_KIND, "Target": f"/{STRINGS}"}
        relationships = parts[WORKBOOK_RELATIONSHIPS]
        tidy[WORKBOOK_RELATIONSHIPS] = _with_child(
            relationships, f"{{{PACKAGE_RELATIONSHIPS}}}Relationship", link
        )
    return tidy


def _with_ordered_fonts(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    for font in root.iter(f"{{{MAIN}}}font"):
        font[:] = sorted(font, key=lambda child: FONT_ORDER.index(etree.QName(child).localname))
    return _bytes(root)


def _with_shared_texts(sheet: bytes, texts: dict[bytes, int]) -> bytes:
    """Move each text of a sheet into `texts`, by its XML, and leave its number."""
    root = etree.fromstring(sheet)
    for cell in root.iter(f"{{{MAIN}}}c"):
        inline = cell.find(f"{{{MAIN}}}is")
        if inline is not None:
            cell.remove(inline)
            inline.tag = f"{{{MAIN}}}si"
            number = texts.setdefault(etree.tostring(inline), len(texts))
            cell.set("t", "s")
            etree.SubElement(cell, f"{{{MAIN}}}v").text = str(number)
    return _bytes(root)


def _table(texts: dict[bytes, int]) -> bytes:
    root = etree.fromstring(f'<sst xmlns="{MAIN}" uniqueCount="{len(texts)}"/>')
    root.extend(etree.fromstring(text) for text in texts)
    return _bytes(root)


def _with_child(part: bytes, tag: str, attributes: dict[str, str]) -> bytes:
    root = etree.fromstring(part)
    etree.SubElement(root, tag, attributes)
    return _bytes(root)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
