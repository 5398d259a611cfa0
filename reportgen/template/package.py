"""The .docx package around the document: small parts, relationships, and a zip that is always the same."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from reportgen.model.layout import LayoutRules
from reportgen.template.document import document_part
from reportgen.template.elements import Element, element, paragraph, text_element, to_xml
from reportgen.template.styles import LANGUAGE, SPACER_STYLE, styles_part
from reportgen.template.theme import theme_part

CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
WORD_2013 = "15"
EARLIEST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

# Name of each part of the folder word/, kind of relationship, id of the relationship.
WORD_PARTS = (
    ("styles", "styles", "rIdStyles"),
    ("theme/theme1", "theme", "rIdTheme"),
    ("settings", "settings", "rIdSettings"),
    ("fontTable", "fontTable", "rIdFonts"),
    ("footnotes", "footnotes", "rIdFootnotes"),
    ("header1", "header", "rIdHeader"),
    ("header2", "header", "rIdFirstHeader"),
)


def build_template(rules: LayoutRules) -> bytes:
    """Return the template as a .docx file; the same rules give the same bytes."""
    parts = {
        "document": document_part(rules),
        "styles": styles_part(rules),
        "theme/theme1": theme_part(rules.page.font),
        "settings": _settings(),
        "fontTable": _font_table(rules.page.font),
        "footnotes": _footnotes(),
        "header1": element("hdr", _page_number()),
        "header2": element("hdr", paragraph("Header")),
    }
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relationships(),
        "docProps/core.xml": _core_properties(),
        "word/_rels/document.xml.rels": _word_relationships(),
    }
    files |= {f"word/{name}.xml": root for name, root in parts.items()}
    return _zip({name: to_xml(root) for name, root in files.items()})


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, EARLIEST_ZIP_DATE)
            info.create_system, info.external_attr = 0, 0  # else they tell which system built the file
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=9)
    return out.getvalue()


def _content_types() -> Element:
    root = _root(CONTENT_TYPES, "Types")

    def add(tag: str, **attributes: str) -> None:
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}{tag}", attributes)

    add("Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml")
    add("Default", Extension="xml", ContentType="application/xml")
    add("Override", PartName="/word/document.xml", ContentType=WORD_TYPE + "document.main+xml")
    for name, kind, _ in WORD_PARTS:
        content_type = THEME_TYPE if kind == "theme" else f"{WORD_TYPE}{kind}+xml"
        add("Override", PartName=f"/word/{name}.xml", ContentType=content_type)
    add("Override", PartName="/docProps/core.xml", ContentType=CORE_TYPE)
    return root


def _root(namespace: str, tag: str) -> Element:
    """Open a part whose own namespace has no prefix, as every reader of packages expects."""
    return etree.fromstring(f'<{tag} xmlns="{namespace}"/>')


def _relationships(entries: list[tuple[str, str, str]]) -> Element:
    root = _root(PACKAGE_RELATIONSHIPS, "Relationships")
    for identity, kind, target in entries:
        attributes = {"Id": identity, "Type": kind, "Target": target}
        etree.SubElement(root, f"{{{PACKAGE_RELATIONSHIPS}}}Relationship", attributes)
    return root


def _package_relationships() -> Element:
    return _relationships(
        [
            ("rIdDocument", OFFICE_RELATIONSHIP + "officeDocument", "word/document.xml"),
            ("rIdCore", CORE_RELATIONSHIP, "docProps/core.xml"),
        ]
    )


def _word_relationships() -> Element:
    return _relationships(
        [(id_, OFFICE_RELATIONSHIP + kind, f"{name}.xml") for name, kind, id_ in WORD_PARTS]
    )


def _core_properties() -> Element:
    """Keep the title short on purpose: properties may not exceed 255 characters."""
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DUBLIN_CORE})
    texts = {"title": "{{ ten_loai }} {{ so_ky_hieu }}", "creator": "reportgen", "language": LANGUAGE}
    for name, text in texts.items():
        etree.SubElement(root, f"{{{DUBLIN_CORE}}}{name}").text = text
    return root


def _settings() -> Element:
    separators = element("footnotePr", element("footnote", id=-1), element("footnote", id=0))
    mode = element(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=WORD_2013,
    )
    return element(
        "settings",
        element("zoom", percent=100),
        element("defaultTabStop", val=567),
        element("characterSpacingControl", val="doNotCompress"),
        separators,
        element("compat", mode),
        element("themeFontLang", val=LANGUAGE),
        element("decimalSymbol", val=","),
        element("listSeparator", val=";"),
    )


def _font_table(font: str) -> Element:
    described = element(
        "font",
        element("panose1", val="02020603050405020304"),
        element("charset", val="00"),
        element("family", val="roman"),
        element("pitch", val="variable"),
        name=font,
    )
    return element("fonts", described)


def _footnotes() -> Element:
    """Give the two separators that Word asks for; notes of the report are added behind them."""
    root = element("footnotes")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        line = paragraph(
            SPACER_STYLE, element("r", element(kind)), spacing=element("spacing", line=240, lineRule="auto")
        )
        root.append(element("footnote", line, type=kind, id=number))
    return root


def _page_number() -> Element:
    """Print the page number; until it is computed the first one that is ever shown."""
    pieces = [
        element("fldChar", fldCharType="begin"),
        text_element(" PAGE ", "instrText"),
        element("fldChar", fldCharType="separate"),
        text_element("2"),
        element("fldChar", fldCharType="end"),
    ]
    return paragraph("Header", *(element("r", piece) for piece in pieces))
