"""A Word template as docxtpl understands it: its text parts patched, its tags taken out, the rest as raw members."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from docxtpl import DocxTemplate
from lxml import etree

from reportgen.compile.tags import Tags, all_at
from reportgen.compile.wordml import R, w
from reportgen.errors import Finding, InputRefused, Where
from reportgen.model.form import Member
from reportgen.model.manifest import MANIFEST_PART, NAMESPACE, STORE_ITEM_ID

TEXT_PART = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml|docProps/core\.xml")
DOCUMENT, FOOTNOTES, STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"
LARGEST_PART, LARGEST_PACKAGE = 40_000_000, 80_000_000
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


class TemplatePackage:
    """The opened template; `trees` holds its text parts with tag characters instead of tags."""

    def __init__(self, data: bytes, name: str, tags: Tags) -> None:
        self.name = name
        self._zip = open_package(data, name)
        docxtpl = DocxTemplate(io.BytesIO(data))
        self.trees: dict[str, etree._Element] = {}
        for part in self._zip.namelist():
            if TEXT_PART.fullmatch(part):
                patched = docxtpl.patch_xml(self._zip.read(part).decode("utf-8"))
                protected = tags.protect(patched, all_at(Where(name, part=part)))
                self.trees[part] = self._parse(protected, part)

    def _parse(self, text: str, part: str) -> etree._Element:
        try:
            return etree.fromstring(text.encode("utf-8"), PARSER)
        except etree.XMLSyntaxError as error:
            remedy = "thẻ trong mẫu có thể thiếu ngoặc đóng; xoá thẻ rồi gõ lại"
            raise InputRefused([Finding("template-xml", f"phần {part} của mẫu không đọc được: {error.msg}", Where(self.name, part=part), remedy)]) from None

    def style_ids(self) -> set[str]:
        """Ids of the styles the template has."""
        if STYLES not in self._zip.namelist():
            return set()
        root = etree.fromstring(self._zip.read(STYLES), PARSER)
        return {str(style.get(w("styleId"))) for style in root.iter(w("style"))}

    def static_members(self, dynamic: set[str]) -> tuple[Member, ...]:
        """All members but the dynamic ones, deflated once, with the manifest part wired in."""
        return tuple(_deflated(name, data) for name, data in self._members(dynamic))

    def _members(self, dynamic: set[str]) -> Iterator[tuple[str, bytes]]:
        for name in self._zip.namelist():
            if name in dynamic or name.endswith("/"):
                continue
            data = self._zip.read(name)
            if name == "word/_rels/document.xml.rels":
                data = _with_relationship(data)
            elif name == "[Content_Types].xml":
                data = _with_content_types(data)
            yield name, data
        yield "customXml/_rels/item1.xml.rels", MANIFEST_RELATIONSHIPS
        yield "customXml/itemProps1.xml", MANIFEST_PROPERTIES


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """The template as a zip; raises InputRefused when it is no .docx or its size is out of all reason."""
    where, remedy = Where(name), "mở mẫu trong Word rồi lưu lại thành .docx"
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise InputRefused([Finding("template-file", "tệp này không phải là .docx", where, remedy)]) from None
    sizes = [info.file_size for info in package.infolist()]
    if max(sizes, default=0) > LARGEST_PART or sum(sizes) > LARGEST_PACKAGE:
        raise InputRefused([Finding("template-size", "mẫu quá lớn", where, "bỏ ảnh, tệp nhúng khỏi mẫu")])
    if DOCUMENT not in package.namelist():
        raise InputRefused([Finding("template-file", "tệp này không phải là .docx", where, remedy)])
    return package


def _deflated(name: str, data: bytes) -> Member:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return Member(name, zlib.crc32(data), len(data), packer.compress(data) + packer.flush())


def _with_relationship(data: bytes) -> bytes:
    link = f'<Relationship Id="rIdSoLieu" Type="{R}/customXml" Target="../{MANIFEST_PART}"/></Relationships>'
    return data.replace(b"</Relationships>", link.encode())


def _with_content_types(data: bytes) -> bytes:
    if b'Extension="xml"' not in data:
        default = b'<Default Extension="xml" ContentType="application/xml"/><Override'
        data = data.replace(b"<Override", default, 1)
    override = (
        b'<Override PartName="/customXml/itemProps1.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>'
    )
    return data.replace(b"</Types>", override)


XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MANIFEST_RELATIONSHIPS = (
    f'{XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{R}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
).encode()
MANIFEST_PROPERTIES = (
    f'{XML_HEAD}<ds:datastoreItem ds:itemID="{STORE_ITEM_ID}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
).encode()
