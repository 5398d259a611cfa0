"""A small Word file without fault, and the files that differ from it by one defect each.

The good file has one of everything the rules look at: bookmark, content control, field, table, footnote,
drawing, header, two sections.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

DOCUMENT = "word/document.xml"
HEADER = "word/header1.xml"
FOOTNOTES = "word/footnotes.xml"
DOCUMENT_RELS = "word/_rels/document.xml.rels"

PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'  # noqa: E501
FINAL_SECTION = f'<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>{PAGE}</w:sectPr>'
SHAPE = (
    '<wp:inline><wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="Hình 1"/>'
    f'<a:graphic xmlns:a="{DRAWING}/main">'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvSpPr/><wps:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
)

GOOD_PARTS = {
    "[Content_Types].xml": HEAD + f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{TYPE}.footnotes+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{TYPE}.header+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>",
    "_rels/.rels": HEAD + f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/>'
    "</Relationships>",
    "docProps/core.xml": HEAD + f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Báo cáo Quý I</dc:title></cp:coreProperties>',
    DOCUMENT_RELS: HEAD + f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{R}/footnotes" Target="/word/footnotes.xml"/>'
    f'<Relationship Id="rId3" Type="{R}/header" Target="header1.xml"/>'
    "</Relationships>",
    "word/styles.xml": HEAD + f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="VBDoan"><w:name w:val="VB Đoạn"/></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>',
    FOOTNOTES: HEAD + f'<w:footnotes xmlns:w="{W}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    '</w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>Số liệu ước tính.</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>",
    HEADER: HEAD
    + f'<w:hdr xmlns:w="{W}"><w:p><w:bookmarkStart w:id="7" w:name="dau_trang"/><w:bookmarkEnd w:id="7"/>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>',
    DOCUMENT: HEAD + f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{DRAWING}/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>'
    '<w:p><w:pPr><w:pStyle w:val="VBDoan"/></w:pPr><w:bookmarkStart w:id="1" w:name="so_1"/>'
    '<w:r><w:t xml:space="preserve">Tổng số đạt </w:t></w:r><w:r><w:t>91,80%</w:t></w:r>'
    '<w:bookmarkEnd w:id="1"/><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    '<w:footnoteReference w:id="1"/></w:r></w:p>'
    '<w:p><w:sdt><w:sdtPr><w:alias w:val="Cán bộ nữ"/><w:tag w:val="can_bo.nu"/><w:id w:val="11"/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>05</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    f"<w:p><w:r><w:drawing>{SHAPE}</w:drawing></w:r></w:p>"
    f"<w:p><w:pPr><w:sectPr>{PAGE}</w:sectPr></w:pPr></w:p>"
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    "<w:p><w:r><w:t>Biểu 01</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>Nữ</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr>"
    "</w:tbl><w:p/>"
    f"{FINAL_SECTION}</w:body></w:document>",
}


@dataclass(frozen=True)
class Defect:
    """One change of the good file, in one part; the rule that it breaks, and in which way."""

    rule: str
    what: str
    part: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.rule}--{self.what}"

    def file(self) -> bytes:
        good = GOOD_PARTS[self.part]
        assert good.count(self.old) == 1, f"the good file has not exactly one {self.old}"
        return packed({**GOOD_PARTS, self.part: good.replace(self.old, self.new)})


def packed(parts: Mapping[str, str]) -> bytes:
    """A zip archive of the parts, the same bytes each time."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def good_file() -> bytes:
    """A Word file that breaks no rule."""
    return packed(GOOD_PARTS)


DEFECTS = (
    Defect("malformed-part", "tag-not-closed", HEADER, "</w:hdr>", ""),
    Defect("malformed-part", "bare-ampersand", DOCUMENT, "Cán bộ nữ", "Cán bộ & nữ"),
    Defect("document-type", "entity-declared", HEADER, HEAD, f'{HEAD}<!DOCTYPE w:hdr [<!ENTITY a "a">]>'),
    Defect("undeclared-part", "header", "[Content_Types].xml", "/word/header1.xml", "/word/header2.xml"),
    Defect("missing-target", "no-such-header", DOCUMENT_RELS, "header1.xml", "header2.xml"),
    Defect("duplicate-relationship", "same-id-twice", DOCUMENT_RELS, '"rId2"', '"rId1"'),
    Defect("unknown-relationship", "header", DOCUMENT, 'r:id="rId3"', 'r:id="rId9"'),
    Defect("duplicate-bookmark-name", "body-and-header", HEADER, '"dau_trang"', '"so_1"'),
    Defect("duplicate-bookmark-name", "other-letter-case", HEADER, '"dau_trang"', '"SO_1"'),
    Defect(
        "duplicate-bookmark-id",
        "body-and-header",
        HEADER,
        '<w:bookmarkStart w:id="7" w:name="dau_trang"/><w:bookmarkEnd w:id="7"/>',
        '<w:bookmarkStart w:id="1" w:name="dau_trang"/><w:bookmarkEnd w:id="1"/>',
    ),
    Defect(
        "duplicate-control-id",
        "body-and-footnote",
        FOOTNOTES,
        "<w:r><w:t>Số liệu ước tính.</w:t></w:r>",
        '<w:sdt><w:sdtPr><w:id w:val="11"/></w:sdtPr><w:sdtContent>'
        "<w:r><w:t>5</w:t></w:r></w:sdtContent></w:sdt>",
    ),
    Defect(
        "duplicate-drawing-id",
        "copied-shape",
        DOCUMENT,
        "</w:drawing></w:r>",
        f"</w:drawing></w:r><w:r><w:drawing>{SHAPE}</w:drawing></w:r>",
    ),
    Defect(
        "duplicate-note-id",
        "second-text",
        FOOTNOTES,
        "</w:footnotes>",
        '<w:footnote w:id="1"><w:p/></w:footnote></w:footnotes>',
    ),
    Defect("missing-note", "no-such-footnote", DOCUMENT, 'Reference w:id="1"', 'Reference w:id="2"'),
    Defect("unbalanced-bookmark", "never-closed", DOCUMENT, '<w:bookmarkEnd w:id="1"/>', ""),
    Defect(
        "unbalanced-bookmark", "never-opened", HEADER, '<w:bookmarkStart w:id="7" w:name="dau_trang"/>', ""
    ),
    Defect(
        "unbalanced-bookmark",
        "closed-before-opened",
        HEADER,
        '<w:bookmarkStart w:id="7" w:name="dau_trang"/><w:bookmarkEnd w:id="7"/>',
        '<w:bookmarkEnd w:id="7"/><w:bookmarkStart w:id="7" w:name="dau_trang"/>',
    ),
    Defect("long-bookmark-name", "41-characters", DOCUMENT, '"so_1"', f'"{"s" * 41}"'),
    Defect("long-control-name", "tag-of-65", DOCUMENT, "can_bo.nu", "t" * 65),
    Defect("long-control-name", "alias-of-65", DOCUMENT, "Cán bộ nữ", "Ộ" * 65),
    Defect("uneven-row", "cell-too-few", DOCUMENT, "<w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>", ""),
    Defect("uneven-row", "span-too-wide", DOCUMENT, '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'),
    Defect("uneven-row", "span-no-number", DOCUMENT, '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="hai"/>'),
    Defect(
        "uneven-row",
        "gap-before",
        DOCUMENT,
        "<w:tr><w:tc><w:p>",
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p>',
    ),
    Defect(
        "cell-without-paragraph",
        "empty-cell",
        DOCUMENT,
        "<w:p><w:r><w:t>Biểu 01</w:t></w:r></w:p></w:tc>",
        "</w:tc>",
    ),
    Defect(
        "cell-without-paragraph",
        "ends-with-table",
        DOCUMENT,
        "<w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>",
        "<w:p/><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc>",
    ),
    Defect("unclosed-field", "no-end", HEADER, '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
    Defect("unclosed-field", "no-begin", HEADER, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', ""),
    Defect(
        "leftover-tag",
        "split-over-runs",
        DOCUMENT,
        "Tổng số đạt </w:t></w:r><w:r><w:t>91,80%</w:t>",
        "Tổng số đạt {</w:t></w:r><w:r><w:t>{ x }}</w:t>",
    ),
    Defect("leftover-tag", "in-footnote", FOOTNOTES, "ước tính", "{% if x %}"),
    Defect("leftover-tag", "in-title", "docProps/core.xml", "Quý I", "{{ ky }}"),
    Defect("private-character", "in-text", DOCUMENT, "91,80%", "\ue000can_bo.nu\ue001"),
    Defect("private-character", "in-tag", DOCUMENT, "can_bo.nu", "can_bo\ue000nu"),
    Defect("double-escape", "ampersand", DOCUMENT, "Biểu 01", "Biểu &amp;amp; 01"),
    Defect("double-escape", "numeric", DOCUMENT, "Biểu 01", "Biểu &amp;#39;01"),
    Defect("missing-value", "none", DOCUMENT, "<w:t>05</w:t>", "<w:t>None</w:t>"),
    Defect("missing-value", "undefined", HEADER, "</w:p>", "<w:r><w:t>Số: Undefined</w:t></w:r></w:p>"),
    Defect("missing-style", "paragraph", DOCUMENT, '"VBDoan"', '"VBDoanVan"'),
    Defect("missing-style", "character", DOCUMENT, '"FootnoteReference"', '"Note"'),
    Defect("misplaced-section", "not-last", DOCUMENT, FINAL_SECTION, f"{FINAL_SECTION}<w:p/>"),
    Defect("misplaced-section", "none", DOCUMENT, FINAL_SECTION, ""),
    Defect(
        "empty-last-section",
        "nothing-after-last-break",
        DOCUMENT,
        "</w:tbl><w:p/>",
        f"</w:tbl><w:p><w:pPr><w:sectPr>{PAGE}</w:sectPr></w:pPr></w:p>",
    ),
)
