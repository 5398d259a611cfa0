"""Uploads that nobody sends by accident: each must be refused by its name, and hurt nobody."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.defect_files import DOCUMENT, DOCUMENT_RELS, GOOD_PARTS, R, packed

SMALL = Path(__file__).parent / "small_programme"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
GOOD_WORKBOOK = {
    "[Content_Types].xml": f'<Types xmlns="{CONTENT}"/>',
    "_rels/.rels": f'<Relationships xmlns="{RELS}"/>',
    "xl/workbook.xml": f'<workbook xmlns="{SHEET}"><sheets/></workbook>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData/></worksheet>',
}


@dataclass(frozen=True)
class Hostile:
    """One upload: its name, its bytes, and the rule by which it is refused."""

    name: str
    make: Callable[[], bytes]
    rule: str


def word(part: str, old: str, new: str) -> bytes:
    assert old in GOOD_PARTS[part]
    return packed({**GOOD_PARTS, part: GOOD_PARTS[part].replace(old, new, 1)})


def word_with(parts: Mapping[str, str]) -> bytes:
    return packed({**GOOD_PARTS, **parts})


def related(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    line = f'<Relationship Id="rId99" Type="{R}/{kind}" Target="{target}"{mode}/></Relationships>'
    return word(DOCUMENT_RELS, "</Relationships>", line)


def workbook(parts: Mapping[str, str]) -> bytes:
    return packed({**GOOD_WORKBOOK, **parts})


def programme(more: Mapping[str, bytes] | None = None, *, without: str = "") -> bytes:
    """A good programme with something beside it."""
    files = {
        path.relative_to(SMALL).as_posix(): path.read_bytes() for path in SMALL.rglob("*") if path.is_file()
    }
    files.pop(without, None)
    return archive({**files, **(more or {})})


def archive(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.filename = name  # as it is: the constructor mends some
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def link() -> bytes:
    stream = io.BytesIO(programme())
    with zipfile.ZipFile(stream, "a") as target:
        entry = zipfile.ZipInfo("khac.yaml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        target.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def overlapping() -> bytes:
    """Two entries of the directory that share one member's bytes."""
    raw = programme()
    end = raw.rindex(b"PK\x05\x06")
    count, size, start = struct.unpack("<HLL", raw[end + 10 : end + 20])
    first = raw[start : raw.index(b"PK\x01\x02", start + 4)]
    directory = raw[start : start + size] + first
    tail = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), start, 0)
    return raw[:start] + directory + tail


def encrypted(raw: bytes) -> bytes:
    changed = bytearray(raw)
    place = raw.find(b"PK\x01\x02")
    while place >= 0:
        changed[place + 8] |= 1
        place = raw.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def definition(line: str) -> bytes:
    """The programme's own file with one line changed to lead somewhere else."""
    text = (SMALL / "chuong-trinh.yaml").read_text(encoding="utf-8")
    key = line.partition(":")[0]
    lines = [line if each.startswith(f"{key}:") else each for each in text.splitlines()]
    assert line in lines
    return "\n".join(lines).encode()


ZEROS = bytes(60_000_000)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SCRIPT = "import os"

WORD_UPLOADS = {
    "a word bomb": Hostile(
        "a.docx", lambda: packed({**GOOD_PARTS, "word/x.xml": "a" * 60_000_000}), "docx-too-big"
    ),
    "entities": Hostile("a.docx", lambda: word(DOCUMENT, XML, XML + LAUGHS), "docx-dtd"),
    "a remote template": Hostile(
        "a.docx", lambda: related("attachedTemplate", "http://10.0.0.1/x.dotm"), "docx-external"
    ),
    "a remote picture": Hostile("a.docx", lambda: related("image", "file:////server/x.png"), "docx-external"),
    "macros": Hostile("a.docx", lambda: related("vbaProject", "vbaProject.bin", ""), "docx-macro"),
    "ActiveX": Hostile("a.docx", lambda: related("control", "activeX/activeX1.xml", ""), "docx-embedded"),
    "an OLE object": Hostile(
        "a.docx", lambda: word_with({"word/embeddings/oleObject1.bin": "x"}), "upload-embedded"
    ),
    "an embedded program": Hostile(
        "a.docx", lambda: word_with({"word/embeddings/thu.exe": "MZ"}), "upload-embedded"
    ),
    "a program called docx": Hostile("a.docx", lambda: b"MZ" + bytes(100), "not-docx"),
    "a locked Word file": Hostile(
        "a.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "docx-encrypted"
    ),
    "tables a thousand deep": Hostile(
        "a.docx",
        lambda: word(DOCUMENT, "<w:body>", "<w:body>" + "<w:x>" * 1000 + "</w:x>" * 1000),
        "docx-too-deep",
    ),
    "a field that starts a program": Hostile(
        "a.docx",
        lambda: word(DOCUMENT, "<w:body>", '<w:body><w:p><w:fldSimple w:instr="DDEAUTO c cmd"/></w:p>'),
        "docx-external",
    ),
    "another ending": Hostile("a.docm", lambda: packed(GOOD_PARTS), "upload-kind"),
}
WORKBOOK_UPLOADS = {
    "a workbook bomb": Hostile(
        "a.xlsx", lambda: workbook({"xl/x.xml": "a" * 60_000_000}), "workbook-too-big"
    ),
    "links to other workbooks": Hostile(
        "a.xlsx", lambda: workbook({"xl/externalLinks/externalLink1.xml": "<x/>"}), "external-link"
    ),
    "workbook macros": Hostile("a.xlsx", lambda: workbook({"xl/vbaProject.bin": "x"}), "upload-macro"),
    "old macro sheets": Hostile(
        "a.xlsx", lambda: workbook({"xl/macrosheets/sheet1.xml": "<x/>"}), "upload-macro"
    ),
    "a data connection": Hostile(
        "a.xlsx", lambda: workbook({"xl/connections.xml": "<x/>"}), "upload-external"
    ),
    "a remote drawing": Hostile(
        "a.xlsx",
        lambda: workbook(
            {
                "xl/drawings/_rels/drawing1.xml.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="r1"'
                f' Type="{R}/image" Target="http://10.0.0.1/x.png" TargetMode="External"/></Relationships>'
            }
        ),
        "upload-external",
    ),
    "deep cells": Hostile("a.xlsx", lambda: workbook({"xl/x.xml": "<a>" * 1000 + "</a>" * 1000}), "not-xlsx"),
    "an entity in a workbook": Hostile("a.xlsx", lambda: workbook({"xl/x.xml": f"{LAUGHS}<x/>"}), "not-xlsx"),
    "a web page called xlsx": Hostile("a.xlsx", lambda: b"<html><script>", "not-xlsx"),
    "a locked workbook": Hostile("a.xlsx", lambda: encrypted(workbook({})), "not-xlsx"),
    "a huge merged area": Hostile(
        "a.xlsx",
        lambda: workbook({"xl/x.xml": '<x><mergeCell ref="A1:XFD1048576"/></x>'}),
        "workbook-too-big",
    ),
}
BUNDLE_UPLOADS = {
    "a way out": Hostile(
        "a.zip", lambda: programme({"../../etc/cron.d/x.yaml": b"a: 1"}), "bundle-deceiving"
    ),
    "an absolute path": Hostile("a.zip", lambda: programme({"/etc/x.yaml": b"a: 1"}), "bundle-path"),
    "a drive": Hostile("a.zip", lambda: programme({"C:x.yaml": b"a: 1"}), "bundle-path"),
    "a link": Hostile("a.zip", link, "bundle-deceiving"),
    "entries over one another": Hostile("a.zip", overlapping, "bundle-deceiving"),
    "a bomb": Hostile("a.zip", lambda: programme({"x.md": ZEROS}), "bundle-too-big"),
    "a crowd": Hostile(
        "a.zip", lambda: archive({f"{number}.md": b"a" for number in range(20_001)}), "bundle-too-big"
    ),
    "a zip in a zip": Hostile("a.zip", lambda: programme({"x.zip": programme()}), "bundle-kind"),
    "a script": Hostile("a.zip", lambda: programme({"x.py": SCRIPT.encode()}), "bundle-kind"),
    "a locked zip": Hostile("a.zip", lambda: encrypted(programme()), "bundle-encrypted"),
    "a damaged zip": Hostile("a.zip", lambda: programme()[:-30], "bundle-damaged"),
    "a macro template": Hostile(
        "a.zip",
        lambda: programme({"mau.docx": related("vbaProject", "vbaProject.bin", "")}),
        "docx-macro",
    ),
    "two names that are one": Hostile(
        "a.zip", lambda: programme({"KHUNG-SO-LIEU.yaml": b"a: 1"}), "bundle-path"
    ),
}
