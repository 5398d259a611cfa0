"""A Word template as docxtpl understands it: text parts patched, tags taken out, the rest as raw members."""

from __future__ import annotations

import hashlib
import html
import importlib.metadata
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from reportgen.compile.tags import Tags, all_at
from reportgen.compile.template_text import check_paragraphs, note_contexts
from reportgen.compile.wordml import R, w
from reportgen.errors import Finding, InputRefused, Where
from reportgen.kept import kept
from reportgen.model.form import ChartPackage, Member
from reportgen.model.manifest import MANIFEST_PART, NAMESPACE, STORE_ITEM_ID

TEXT_PART = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml|docProps/core\.xml")
DOCUMENT, FOOTNOTES, STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"
RELATIONSHIPS, CONTENT_TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
MANIFEST_PROPERTIES = MANIFEST_PART.replace("item", "itemProps")
MANIFEST_LINKS = MANIFEST_PART.replace("customXml/", "customXml/_rels/") + ".rels"
OWN_PARTS = frozenset({MANIFEST_PART, MANIFEST_PROPERTIES, MANIFEST_LINKS})
LARGEST_PART, LARGEST_PACKAGE = 40_000_000, 80_000_000
IN_WORD = "mở mẫu trong Word rồi lưu lại thành .docx"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class TemplatePackage:
    """The opened template; `trees` holds its text parts with tag characters instead of tags.

    Mistakes that leave the rest readable are in `findings`.
    """

    def __init__(self, data: bytes, name: str, tags: Tags) -> None:
        self.name, self.sha256, self._tags = name, hashlib.sha256(data).hexdigest(), tags
        self.findings: list[Finding] = []
        self.parts = read_package(data, name)
        texts = {part: self._text(part) for part in self.parts if TEXT_PART.fullmatch(part)}
        self.trees = {part: self._protected(part, text) for part, text in patched(texts).items()}
        self._check_document(self.trees[DOCUMENT])
        self._check_other_parts()

    def _text(self, part: str) -> str:
        root = self._parse(self.parts[part], part)
        self.findings += check_paragraphs(root, Where(self.name, part=part))
        return etree.tostring(root, encoding="unicode")

    def _protected(self, part: str, text: str) -> etree._Element:
        """Return the tree of a patched part, its tags taken out."""
        # docxtpl leaves & and quotes of tags as XML writes them
        where = Where(self.name, part=part)
        protected = self._tags.protect(text, all_at(where), unescape=html.unescape)
        root = self._parse(protected.encode("utf-8"), part)
        note_contexts(root, self._tags)
        return root

    def _parse(self, data: bytes, part: str) -> etree._Element:
        try:
            return etree.fromstring(data, PARSER)
        except etree.XMLSyntaxError:
            message = f"không đọc được phần {part} của mẫu"
            remedy = f"xoá các thẻ trong phần này rồi gõ lại, hoặc {IN_WORD}"
            raise InputRefused(
                [Finding("template-xml", message, Where(self.name, part=part), remedy)]
            ) from None

    def _check_document(self, document: etree._Element) -> None:
        section = document.find(f"{w('body')}/{w('sectPr')}")
        if document.tag != w("document") or document.prefix != "w":
            message = "mẫu không phải văn bản Word thường (có thể là Strict Open XML)"
            self._refuse("template-file", message, "trong Word, lưu lại ở dạng Word Document (*.docx)")
        if section is None or any(section.find(w(name)) is None for name in ("pgSz", "pgMar")):
            self._refuse(
                "template-page", "mẫu chưa đặt khổ giấy, lề", "đặt khổ giấy và lề trong Word (Page Setup)"
            )
        anchors = [tag for tag in document.iter(w("tag")) if str(tag.get(w("val"))).startswith("fig:")]
        if anchors:
            message = f"mẫu còn {len(anchors)} số liệu của một báo cáo đã lập"
            remedy = "xoá nội dung cũ, thay bằng {{p noi_dung }} và {{p phu_luc }}"
            self.findings.append(
                Finding("template-figures", message, Where(self.name, part=DOCUMENT), remedy)
            )

    def _refuse(self, rule: str, message: str, remedy: str) -> None:
        raise InputRefused([Finding(rule, message, Where(self.name, part=DOCUMENT), remedy)])

    def _check_other_parts(self) -> None:
        for part, data in self.parts.items():
            is_text = part.endswith(".xml") and part.startswith(("word/", "docProps/"))
            if is_text and part not in self.trees and (b"{{" in data or b"{%" in data):
                message = f"thẻ trong phần {part} không được điền"
                remedy = "chỉ đặt thẻ trong thân văn bản, đầu trang, chân trang, chú thích, tiêu đề tệp"
                self.findings.append(Finding("template-tag", message, Where(self.name, part=part), remedy))

    def style_ids(self) -> set[str]:
        """Return the ids of the styles the template has."""
        if STYLES not in self.parts:
            return set()
        root = self._parse(self.parts[STYLES], STYLES)
        return {str(style.get(w("styleId"))) for style in root.iter(w("style"))}

    def static_members(self, dynamic: set[str], *, with_charts: bool = False) -> tuple[Member, ...]:
        """Return all members but the dynamic ones, deflated once, with the manifest part wired in.

        With charts, the parts that list them are dynamic, too.
        """
        lists = {RELATIONSHIPS, CONTENT_TYPES} if with_charts else set()
        members = self._members(dynamic)
        return tuple(_deflated(name, data) for name, data in members if name not in lists)

    def chart_package(self) -> ChartPackage:
        """Return the parts that list a document's charts, cut where the lines of charts go."""
        members = dict(self._members(set()))
        types = self._parse(members[CONTENT_TYPES], CONTENT_TYPES)
        if not any(entry.get("Extension") == "xlsx" for entry in types):
            kind = {"Extension": "xlsx", "ContentType": WORKBOOK_TYPE}
            types.insert(0, etree.Element(f"{{{PACKAGE}/content-types}}Default", kind))
        return ChartPackage(_cut(members[RELATIONSHIPS]), _cut(_xml(types)))

    def _members(self, dynamic: set[str]) -> Iterator[tuple[str, bytes]]:
        old = self._old_manifests()
        for name, data in self.parts.items():
            if name in dynamic or name in old:
                continue
            if name == RELATIONSHIPS:
                data = _with_relationship(self._parse(data, name), old)
            elif name == CONTENT_TYPES:
                data = _with_content_types(self._parse(data, name), old)
            yield name, data
        yield MANIFEST_LINKS, LINKS_XML
        yield MANIFEST_PROPERTIES, PROPERTIES_XML

    def _old_manifests(self) -> set[str]:
        """Names of manifest parts that the template has from a report it was made of."""
        mark = NAMESPACE.encode()
        found = {part for part, data in self.parts.items() if part.startswith("customXml/") and mark in data}
        numbers = {re.sub(r"\D", "", part) for part in found}
        return set(OWN_PARTS).union(*(_parts_of_item(number) for number in numbers))


def patched(texts: dict[str, str]) -> dict[str, str]:
    """Return the text parts of a template with every tag in one piece, as docxtpl does it.

    Kept for the next run: importing docxtpl takes longer than all else that is done to a template.
    """
    maker = f"docxtpl-{importlib.metadata.version('docxtpl')}"
    return kept(maker, json.dumps(texts).encode(), lambda: _patched_by_docxtpl(texts))


def _patched_by_docxtpl(texts: dict[str, str]) -> dict[str, str]:
    from docxtpl import DocxTemplate

    patch = DocxTemplate(None).patch_xml
    return {part: patch(text) for part, text in texts.items()}


def _parts_of_item(number: str) -> set[str]:
    item = f"item{number}.xml"
    return {f"customXml/{item}", f"customXml/itemProps{number}.xml", f"customXml/_rels/{item}.rels"}


def read_package(data: bytes, name: str) -> dict[str, bytes]:
    """Return the members of a template by name.

    Raises InputRefused when it is no .docx, is broken, or its size is out of all reason.
    """
    where = Where(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = [info for info in package.infolist() if not info.is_dir()]
            sizes = [info.file_size for info in members]
            if max(sizes, default=0) > LARGEST_PART or sum(sizes) > LARGEST_PACKAGE:
                raise InputRefused(
                    [Finding("template-size", "mẫu quá lớn", where, "bỏ ảnh, tệp nhúng khỏi mẫu")]
                )
            if any(info.flag_bits & 1 for info in members):
                raise InputRefused(
                    [Finding("template-file", "mẫu đặt mật khẩu", where, "bỏ mật khẩu rồi lưu lại")]
                )
            parts = {info.filename: package.read(info) for info in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise InputRefused([Finding("template-file", "mẫu không phải tệp .docx", where, IN_WORD)]) from None
    if not {DOCUMENT, CONTENT_TYPES, RELATIONSHIPS} <= parts.keys():
        raise InputRefused([Finding("template-file", "mẫu không phải tệp .docx", where, IN_WORD)])
    return parts


def _deflated(name: str, data: bytes) -> Member:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return Member(name, zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


def _with_relationship(root: etree._Element, old: set[str]) -> bytes:
    for link in list(root):
        if str(link.get("Target")).removeprefix("../").lstrip("/") in old:
            root.remove(link)
    attributes = {"Id": "rIdSoLieu", "Type": f"{R}/customXml", "Target": f"../{MANIFEST_PART}"}
    etree.SubElement(root, f"{{{PACKAGE}/relationships}}Relationship", attributes)
    return _xml(root)


def _with_content_types(root: etree._Element, old: set[str]) -> bytes:
    for entry in list(root):
        if str(entry.get("PartName")).lstrip("/") in old:
            root.remove(entry)
    if not any(entry.get("Extension") == "xml" for entry in root):
        kind = {"Extension": "xml", "ContentType": "application/xml"}
        root.insert(0, etree.Element(f"{{{PACKAGE}/content-types}}Default", kind))
    kind = {"PartName": f"/{MANIFEST_PROPERTIES}", "ContentType": PROPERTIES_TYPE}
    etree.SubElement(root, f"{{{PACKAGE}/content-types}}Override", kind)
    return _xml(root)


def _cut(part: bytes) -> tuple[bytes, bytes]:
    """Return what stands before the end tag of a part's root, and that tag."""
    at = part.rindex(b"</")
    return part[:at], part[at:]


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
LINKS_XML = (
    f'{XML_HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{R}/customXmlProps" Target="{MANIFEST_PROPERTIES.removeprefix("customXml/")}"/></Relationships>'
).encode()
PROPERTIES_XML = (
    f'{XML_HEAD}<ds:datastoreItem ds:itemID="{STORE_ITEM_ID}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
).encode()
