"""The door for uploads: what is refused of a file, with its reason, before any library opens it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import PurePath

from lxml import etree

from reportgen.archive import OLE_START, ZIP_START, ArchiveRefused, Trouble, unpack
from reportgen.check.word_gate import BOUNDS as WORD_BOUNDS
from reportgen.check.word_gate import gate_word
from reportgen.errors import Finding, InputRefused, Where
from reportgen.load import text
from reportgen.load.workbook_gate import BOUNDS as WORKBOOK_BOUNDS
from reportgen.load.workbook_gate import gate as gate_workbook

LOG = logging.getLogger("reportgen.uploads")
"""Rules and sizes; names of files may be names of people."""
Parts = list[tuple[str, bytes]]


class Kind(StrEnum):
    """What kinds of files are taken; the value is the ending of the name."""

    WORD = "docx"
    WORKBOOK = "xlsx"
    BUNDLE = "zip"
    JSON = "json"
    YAML = "yaml"


MEGABYTE = 1_000_000
MOST_BYTES = {
    Kind.WORD: 30 * MEGABYTE,
    Kind.WORKBOOK: 20 * MEGABYTE,
    Kind.BUNDLE: 50 * MEGABYTE,
    Kind.JSON: 8 * MEGABYTE,
    Kind.YAML: 8 * MEGABYTE,
}
MOST_BYTES_OF_ANY = max(MOST_BYTES.values())
LONGEST_NAME = 200
RESAVE = "mở bằng Word hoặc Excel, lưu thành (Save As) kiểu .docx hoặc .xlsx, không mật khẩu, không macro"
TAKE_OUT = "xoá đối tượng nhúng, điều khiển, liên kết khỏi tệp rồi lưu lại"


def gate_upload(data: bytes, name: str, kinds: Collection[Kind]) -> Kind:
    """Return the kind of an upload when it may be opened.

    Raises InputRefused with what is wrong with it; nothing of it is then understood or kept.
    """
    with refusals_logged(data):
        kind = gate_size(data, name, kinds)
        if findings := GATES[kind](data, shown_name(name)):
            raise InputRefused(findings)
    return kind


def gate_size(data: bytes, name: str, kinds: Collection[Kind]) -> Kind:
    """Return the kind that an upload says it is; raises InputRefused when that is not taken, or too large."""
    shown = shown_name(name)
    kind = _kind_of(shown, kinds)
    if findings := _size_problems(data, kind, shown):
        raise InputRefused(findings)
    return kind


@contextmanager
def refusals_logged(data: bytes) -> Iterator[None]:
    """Log by which rules an upload is refused."""
    try:
        yield
    except InputRefused as refused:
        rules = sorted({finding.rule for finding in refused.findings})
        LOG.warning("upload refused: %s (%d bytes)", ", ".join(rules), len(data))
        raise


def shown_name(name: str) -> str:
    """Return the last part of the name that a browser sent, without what no name may hold."""
    plain = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in plain if letter.isprintable() and not text.FORBIDDEN.match(letter))
    return plain[-LONGEST_NAME:] or "tệp không tên"


def _kind_of(name: str, kinds: Collection[Kind]) -> Kind:
    ending = PurePath(name).suffix.lower().removeprefix(".").replace("yml", "yaml")
    found = next((kind for kind in kinds if kind.value == ending), None)
    if found is not None:
        return found
    taken = ", ".join(f".{kind.value}" for kind in kinds)
    message = f"không nhận tệp đuôi “.{ending}”" if ending else "tên tệp không có đuôi"
    raise InputRefused([Finding("upload-kind", message, Where(name), f"nộp tệp {taken}")])


def _size_problems(data: bytes, kind: Kind, name: str) -> list[Finding]:
    if not data:
        return [text.empty(name)]
    return [text.too_big(name, len(data), MOST_BYTES[kind])] if len(data) > MOST_BYTES[kind] else []


# --- Word and Excel ----------------------------------------------------------------------------------


def _gate_word(data: bytes, name: str) -> list[Finding]:
    return gate_word(data, name) or _active_parts(unpack(data, WORD_BOUNDS), name)


def _gate_workbook(data: bytes, name: str) -> list[Finding]:
    if problem := _sign_problem(data, name) or gate_workbook(data, name):
        return problem
    parts = unpack(data, WORKBOOK_BOUNDS)
    return _active_parts(parts, name) or _xml_problems(parts, name)


def _sign_problem(data: bytes, name: str) -> list[Finding]:
    """Tell files that are of another kind than their name says."""
    if data.startswith(OLE_START):
        message = (
            "tệp đặt mật khẩu" if "EncryptedPackage".encode("utf-16-le") in data else "tệp đời cũ (.xls)"
        )
        return [Finding("not-xlsx", message, Where(name), RESAVE)]
    if not data.startswith(ZIP_START):
        return [Finding("not-xlsx", "nội dung tệp không đúng với đuôi tệp", Where(name), RESAVE)]
    return []


ACTIVE = (
    ("vbaproject", "upload-macro", "tệp có macro"),
    ("macrosheets/", "upload-macro", "tệp có trang macro đời cũ (Excel 4.0)"),
    ("activex/", "upload-embedded", "tệp có điều khiển ActiveX"),
    ("ctrlprops/", "upload-embedded", "tệp có nút bấm, hộp chọn"),
    ("oleobject", "upload-embedded", "tệp có đối tượng nhúng (OLE)"),
    ("xl/connections.xml", "upload-external", "tệp lấy số từ nguồn ở ngoài (Data Connections)"),
    ("xl/querytables/", "upload-external", "tệp lấy số từ nguồn ở ngoài (Query)"),
    ("customui/", "upload-macro", "tệp thêm nút lệnh vào Office (customUI)"),
)


def _active_parts(parts: Parts, name: str) -> list[Finding]:
    """Find what runs, or fetches, when somebody opens the file."""
    lower = [part.lower() for part, _ in parts]
    found = [each for each in ACTIVE if any(each[0] in part for part in lower)]
    findings = [Finding(rule, message, Where(name), RESAVE) for _, rule, message in found]
    return findings + [
        Finding("upload-embedded", f"tệp nhúng {part} không phải bảng tính thường", Where(name), TAKE_OUT)
        for part, content in parts
        if "embeddings/" in part.lower() and "oleobject" not in part.lower() and gate_workbook(content, part)
    ]


def _xml_problems(parts: Parts, name: str) -> list[Finding]:
    """Parse within the parser's own limits (256 levels), so that no reader after us goes deeper."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for part, content in parts:
        if part.endswith((".xml", ".rels")):
            try:
                tree = etree.fromstring(content, parser)
            except etree.XMLSyntaxError as error:
                message = "lồng quá sâu" if "depth" in str(error) else f"tệp hỏng ở phần {part}"
                return [Finding("not-xlsx", message, Where(name, part=part), RESAVE)]
            if part.endswith(".rels") and (problem := _fetches(tree)):
                return [Finding("upload-external", problem, Where(name, part=part), TAKE_OUT)]
    return []


def _fetches(relationships: etree._Element) -> str:
    for line in relationships:
        is_outside = (line.get("TargetMode") or "").lower() == "external"
        if is_outside and (line.get("Type") or "").rpartition("/")[2] != "hyperlink":
            return f"tệp lấy nội dung từ ngoài: {(line.get('Target') or '')[:80]}"
    return ""


# --- texts -------------------------------------------------------------------------------------------


def _gate_text(data: bytes, name: str) -> list[Finding]:
    """Take UTF-8 only; the readers of YAML and JSON have limits of their own on depth, anchors and size."""
    try:
        text.decode(data, name)
    except InputRefused as refused:
        return list(refused.findings)
    return []


def _gate_bundle(data: bytes, name: str) -> list[Finding]:
    from reportgen.service.office.bundle_gate import gate_bundle

    try:
        gate_bundle(data, name)
    except InputRefused as refused:
        return list(refused.findings)
    return []


GATES: dict[Kind, Callable[[bytes, str], list[Finding]]] = {
    Kind.WORD: _gate_word,
    Kind.WORKBOOK: _gate_workbook,
    Kind.BUNDLE: _gate_bundle,
    Kind.JSON: _gate_text,
    Kind.YAML: _gate_text,
}


def refused_archive(refused: ArchiveRefused, name: str) -> Finding:
    """Tell why a zip file was not opened."""
    messages = {
        Trouble.ENCRYPTED: ("bundle-encrypted", "tệp nén đặt mật khẩu"),
        Trouble.TOO_MANY_PARTS: ("bundle-too-big", f"tệp nén có {refused.amount} tệp, quá nhiều"),
        Trouble.TOO_BIG: (
            "bundle-too-big",
            f"tệp nén mở ra thành {refused.amount // MEGABYTE} MB, lớn bất thường",
        ),
        Trouble.DECEIVING: (
            "bundle-deceiving",
            "tệp nén có tên tệp dẫn ra ngoài thư mục, liên kết, hoặc phần chồng lên nhau",
        ),
    }
    rule, message = messages.get(refused.trouble, ("bundle-damaged", "tệp không phải tệp .zip, hoặc đã hỏng"))
    return Finding(rule, message, Where(name), "nén lại thư mục chương trình thành .zip, không đặt mật khẩu")
