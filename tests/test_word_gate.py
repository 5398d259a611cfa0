"""The door for Word files: what is hostile, foreign or too big is refused with its reason, quickly."""

from __future__ import annotations

import re
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest

from reportgen.check import word_gate
from reportgen.check.word_gate import gate_word
from tests.built import SAMPLES, STARTS, built
from tests.defect_files import DOCUMENT, DOCUMENT_RELS, GOOD_PARTS, R, packed

GOOD = packed(GOOD_PARTS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = "[Content_Types].xml"
MEGABYTE = 1_000_000


def changed(part: str, old: str, new: str) -> bytes:
    text = GOOD_PARTS[part]
    assert old in text
    return packed({**GOOD_PARTS, part: text.replace(old, new, 1)})


def related(
    kind: str, target: str, *, mode: str = ' TargetMode="External"', part: str = DOCUMENT_RELS
) -> bytes:
    line = f'<Relationship Id="rId99" Type="{R}/{kind}" Target="{target}"{mode}/>'
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    text = GOOD_PARTS.get(part, f"{head}</Relationships>").replace(
        "</Relationships>", f"{line}</Relationships>"
    )
    return packed({**GOOD_PARTS, part: text})


def in_body(xml: str) -> bytes:
    return changed(DOCUMENT, "<w:body>", f"<w:body>{xml}")


def nested(count: int) -> str:
    start = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr><w:tc>'
    return start * count + "<w:p/>" + "</w:tc></w:tr></w:tbl><w:p/>" * count


def with_member(name: str, content: bytes, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a", kind) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def lying(content: bytes) -> bytes:
    """An archive whose directory says that a bomb unpacks to ten bytes."""
    raw = bytearray(with_member("word/media/x.bin", content))
    real = struct.pack("<L", len(content))
    assert raw.count(real) == 2  # in the member's own head and in the directory
    return bytes(raw.replace(real, struct.pack("<L", 10)))


def encrypted() -> bytes:
    raw = bytearray(GOOD)
    for found in re.finditer(b"PK\x01\x02", GOOD):
        raw[found.start() + 8] |= 1
    return bytes(raw)


def other(names: Mapping[str, str]) -> bytes:
    return packed(names)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MACRO_TYPE = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'

HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "an empty file": (lambda: b"", "not-docx", "tệp rỗng"),
    "a text": (lambda: "Báo cáo".encode(), "not-docx", "không phải tệp .docx"),
    "a PDF": (lambda: b"%PDF-1.7\n", "not-docx", "tệp là PDF"),
    "an RTF": (lambda: b"{\\rtf1 Bao cao}", "not-docx", "tệp là RTF"),
    "a web page": (lambda: b"\xef\xbb\xbf<html>", "not-docx", "trang web"),
    "an old .doc": (lambda: OLE + bytes(512), "not-docx", ".doc đời cũ"),
    "a file with a password": (
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        "docx-encrypted",
        "đặt mật khẩu",
    ),
    "an archive with a password": (encrypted, "docx-encrypted", "tệp nén đặt mật khẩu"),
    "half an archive": (lambda: GOOD[: len(GOOD) // 2], "not-docx", "đã hỏng"),
    "a zip behind a program": (lambda: b"MZ" + GOOD, "not-docx", "đã hỏng"),
    "a workbook": (lambda: other({TYPES: "<x/>", "xl/workbook.xml": "<x/>"}), "not-docx", "bảng tính Excel"),
    "slides": (lambda: other({TYPES: "<x/>", "ppt/presentation.xml": "<x/>"}), "not-docx", "trình chiếu"),
    "an OpenDocument": (lambda: other({"mimetype": "x", "content.xml": "<x/>"}), "not-docx", "OpenDocument"),
    "any other zip": (lambda: other({"a.txt": "x"}), "not-docx", "không chứa văn bản Word"),
    "a Strict document": (
        lambda: packed(
            {**GOOD_PARTS, DOCUMENT: '<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}
        ),
        "not-docx",
        "Strict Open XML",
    ),
    "XML that is broken": (
        lambda: changed(DOCUMENT, "</w:body>", ""),
        "not-docx",
        "tệp hỏng ở phần word/document.xml",
    ),
    "an unknown compression": (
        lambda: with_member("x.bin", b"x" * 99, zipfile.ZIP_LZMA),
        "not-docx",
        "đã hỏng",
    ),
    "a bomb": (lambda: with_member("x.bin", bytes(160 * MEGABYTE)), "docx-too-big", "giải nén thành 160 MB"),
    "a dense bomb": (
        lambda: with_member("x.bin", bytes(5 * MEGABYTE)),
        "docx-too-big",
        "giải nén thành 5 MB",
    ),
    "a bomb that lies about its size": (lambda: lying(bytes(160 * MEGABYTE)), "not-docx", "đã hỏng"),
    "too many parts": (
        lambda: packed({**GOOD_PARTS, **{f"word/media/{n}": "x" for n in range(3000)}}),
        "docx-too-big",
        "phần, quá mức 3000",
    ),
    "billion laughs": (
        lambda: changed(DOCUMENT, "<w:document", f"{LAUGHS}<w:document"),
        "docx-dtd",
        "khai báo DTD",
    ),
    "a DTD in UTF-16": (
        lambda: with_member(
            "customXml/item1.xml", f"<?xml version='1.0' encoding='UTF-16'?>{LAUGHS}<x/>".encode("utf-16")
        ),
        "docx-dtd",
        "DTD hoặc mã chữ",
    ),
    "a DTD in UTF-7": (
        lambda: with_member(
            "customXml/item1.xml", b"<?xml version='1.0' encoding='utf-7'?>+ADwAIQ-DOCTYPE x+AD4-<x/>"
        ),
        "docx-dtd",
        "DTD hoặc mã chữ",
    ),
    "a DTD in EBCDIC": (
        lambda: with_member(
            "customXml/item1.xml", f"<?xml version='1.0' encoding='IBM037'?>{LAUGHS}<x/>".encode("cp037")
        ),
        "docx-dtd",
        "DTD hoặc mã chữ",
    ),
    "a remote template": (
        lambda: related("attachedTemplate", "http://example.org/m.dotm", part="word/_rels/settings.xml.rels"),
        "docx-external",
        "gắn với mẫu ở ngoài: http://example.org/m.dotm",
    ),
    "a remote picture": (
        lambda: related("image", "file://may-chu/a.png"),
        "docx-external",
        "ảnh lấy từ ngoài tệp: file://may-chu/a.png",
    ),
    "an OLE link": (
        lambda: related("oleObject", "file:///C:/so.xlsx"),
        "docx-external",
        "liên kết tới tệp khác",
    ),
    "a frame": (
        lambda: related("frame", "http://example.org", part="word/_rels/webSettings.xml.rels"),
        "docx-external",
        "khung lấy nội dung",
    ),
    "a document of parts": (lambda: related("subDocument", "phan-1.docx"), "docx-external", "văn bản con"),
    "anything else from outside": (
        lambda: related("video", "http://example.org/x"),
        "docx-external",
        "từ ngoài",
    ),
    "macros": (lambda: related("vbaProject", "vbaProject.bin", mode=""), "docx-macro", "có macro"),
    "a type with macros": (lambda: changed(TYPES, "</Types>", MACRO_TYPE), "docx-macro", "có macro"),
    "a .docm": (
        lambda: changed(
            TYPES,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "docx-macro",
        "có macro",
    ),
    "an ActiveX control": (lambda: related("control", "activeX/x.xml", mode=""), "docx-embedded", "ActiveX"),
    "a foreign chunk": (lambda: related("aFChunk", "chunk.htm", mode=""), "docx-embedded", "altChunk"),
    "a field that starts a program": (
        lambda: in_body("<w:p><w:r><w:instrText> DDEAUTO c:\\\\x.exe </w:instrText></w:r></w:p>"),
        "docx-external",
        "trường DDEAUTO",
    ),
    "10.000 nested tables": (lambda: in_body(nested(10_000)), "docx-too-deep", "lồng quá sâu"),
    "10.000 nested controls": (
        lambda: in_body("<w:sdt><w:sdtContent>" * 10_000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 10_000),
        "docx-too-deep",
        "lồng quá sâu",
    ),
    "countless paragraphs": (lambda: stored("<w:p/>" * 100_001), "docx-too-big", "đoạn, quá mức 100000"),
    "an endless paragraph": (
        lambda: in_body(f"<w:p>{'<w:r><w:t>Toàn xã có 05 hộ. </w:t></w:r>' * 1_700}</w:p>"),  # 30.600 letters
        "docx-too-big",
        "đoạn dài quá 30000 ký tự",
    ),
    "an endless word": (
        lambda: in_body(f"<w:p><w:r><w:t>Mã {'a' * 2_000}</w:t></w:r></w:p>"),
        "docx-too-big",
        "liền nhau dài quá 2000 ký tự",
    ),
    "a table of 64 columns": (
        lambda: in_body(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 64}</w:tr></w:tbl>"),
        "docx-too-big",
        "quá 63 cột",
    ),
    "countless tags": (lambda: stored("<w:p><w:r/></w:p>" + "<w:r/>" * MEGABYTE), "docx-too-big", "thẻ XML"),
    "an endless text": (lambda: stored("<w:p><w:r><w:t>" + "a" * 41 * MEGABYTE), "docx-too-big", "41 MB"),
}


def stored(xml: str) -> bytes:
    """A file that is as big packed as unpacked, so that only what it holds is too much."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in GOOD_PARTS.items():
            archive.writestr(name, text.replace("<w:body>", f"<w:body>{xml}"))
    return stream.getvalue()


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_or_foreign_file_is_refused_with_its_reason_in_bounded_time_and_memory(what: str) -> None:
    make, rule, said = HOSTILE[what]
    raw = make()
    tracemalloc.start()
    began = time.monotonic()
    findings = gate_word(raw, "tep.docx")
    seconds, (_, most) = time.monotonic() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [finding.rule for finding in findings] == [rule]
    assert said in findings[0].message
    assert findings[0].remedy
    assert findings[0].where.file == "tep.docx"
    assert seconds < 30  # the slowest takes two; what is not bounded takes minutes
    assert most < word_gate.BOUNDS.unpacked * 1.5


@pytest.mark.parametrize("name", [*SAMPLES, *STARTS])
def test_what_we_build_passes(name: str) -> None:
    assert gate_word(built(name).docx.read_bytes(), "bao-cao.docx") == []


@pytest.mark.parametrize(
    ("kind", "target", "mode", "part"),
    [
        ("hyperlink", "https://example.org", ' TargetMode="External"', "word/_rels/document.xml.rels"),
        ("package", "../embeddings/a.xlsx", "", "word/charts/_rels/chart1.xml.rels"),
        ("package", "embeddings/a.xlsx", "", "word/_rels/document.xml.rels"),
        ("oleObject", "embeddings/cong-thuc.bin", "", "word/_rels/document.xml.rels"),
        ("attachedTemplate", "file:///C:/mau.dotx", ' TargetMode="External"', "word/_rels/settings.xml.rels"),
    ],
)
def test_what_office_files_often_hold_passes(kind: str, target: str, mode: str, part: str) -> None:
    assert gate_word(GOOD, "tep.docx") == []
    assert gate_word(related(kind, target, mode=mode, part=part), "tep.docx") == []


def test_tables_nested_as_people_do_pass() -> None:
    assert gate_word(in_body(nested(20)), "tep.docx") == []


def test_every_reason_is_told_at_once() -> None:
    raw = related("image", "http://example.org/a.png")
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts[TYPES] = parts[TYPES].replace("</Types>", MACRO_TYPE)
    assert {finding.rule for finding in gate_word(packed(parts), "t.docx")} == {"docx-macro", "docx-external"}
