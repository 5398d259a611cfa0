"""The door for Word files: what is refused of a .docx, with its reason, before anything of it is understood.

Nothing that a file points to is ever fetched; a file that points outside is refused all the same, since
what Word shows of it is then not what was checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

from lxml import etree

from reportgen.archive import (
    OLE_START,
    ZIP_START,
    ArchiveRefused,
    Bounds,
    Trouble,
    hides_declarations,
    unpack,
)
from reportgen.errors import Finding, Where

BOUNDS = Bounds(parts=3000, unpacked=150_000_000, ratio=200)
MOST_XML = 40_000_000
MOST_ELEMENTS = 1_000_000
MOST_PARAGRAPHS = 100_000
"""A page has some 40: this is a document of more than 2.000 pages."""
LONGEST_PARAGRAPH = 30_000
"""Characters: some ten pages without a break, which nobody writes and which takes patterns long to search."""
LONGEST_WORD = 2_000
MOST_COLUMNS = 63
"""Word opens no table with more."""

TYPES_PART = "[Content_Types].xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_ROOT, BODY = f"{{{WORD}}}document", f"{{{WORD}}}body"
STRICT_ROOT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}document"

RESAVE = "mở bằng Word, chọn Lưu thành (Save As), kiểu Word Document (*.docx)"
RESAVE_OPEN = f"{RESAVE}, không đặt mật khẩu"
CUT_APART = "kiểm tra lại tệp lấy từ đâu; nếu đúng là văn bản của cơ quan, chép nội dung sang tệp mới"
NO_LINKS = "trong Word chọn Tệp (File) > Thông tin (Info) > Sửa liên kết tới tệp (Edit Links to Files) > Ngắt liên kết"  # noqa: E501
NO_TEMPLATE = (
    "trong Word mở Nhà phát triển (Developer) > Mẫu văn bản (Document Template), chọn Normal rồi lưu"
)
NO_MACROS = "mở bằng Word, lưu thành Word Document (*.docx) là kiểu không có macro"
NO_DTD = "mở bằng Word rồi lưu lại; nếu không rõ tệp từ đâu thì đừng dùng"


class Problem(NamedTuple):
    """Why a file is refused: rule, what is wrong, how to mend it, and the part it is in."""

    rule: str
    message: str
    remedy: str
    part: str = ""


Parts = list[tuple[str, bytes]]


def gate_word(raw: bytes, file: str) -> list[Finding]:
    """Return why the bytes may not be read as a Word file; nothing when they may."""
    problem = _kind_problem(raw)
    if problem is None:
        try:
            problems = _content_problems(unpack(raw, BOUNDS))
        except ArchiveRefused as refused:
            problems = [_archive_problem(refused)]
    else:
        problems = [problem]
    return [
        Finding(rule, message, Where(file, part=part), remedy) for rule, message, remedy, part in problems
    ]


# --- what kind of file it is -------------------------------------------------------------------------

KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "tệp là PDF: không có chữ và định dạng như trong Word"),
    (b"{\\rtf", "tệp là RTF, không phải .docx"),
    (b"<", "tệp là trang web hoặc XML, không phải .docx"),
)


def _kind_problem(raw: bytes) -> Problem | None:
    if raw.startswith(OLE_START):
        return _old_format(raw)
    if raw.startswith(ZIP_START):
        return None
    if not raw:
        return Problem("not-docx", "tệp rỗng", "kiểm tra lại tệp đã được lưu chưa")
    start = raw[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    known = next((message for sign, message in KINDS if start.startswith(sign)), None)
    return Problem("not-docx", known or "tệp không phải tệp .docx, hoặc đã hỏng", RESAVE)


def _old_format(raw: bytes) -> Problem:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return Problem("docx-encrypted", "tệp Word đặt mật khẩu", RESAVE_OPEN)
    return Problem("not-docx", "tệp là .doc đời cũ (Word 97–2003)", RESAVE)


def _archive_problem(refused: ArchiveRefused) -> Problem:
    if refused.trouble is Trouble.ENCRYPTED:
        return Problem("docx-encrypted", "tệp nén đặt mật khẩu", RESAVE_OPEN)
    if refused.trouble is Trouble.TOO_MANY_PARTS:
        return Problem("docx-too-big", f"tệp có {refused.amount} phần, quá mức {BOUNDS.parts}", CUT_APART)
    if refused.trouble is Trouble.TOO_BIG:
        message = f"tệp giải nén thành {refused.amount // 1_000_000} MB, lớn bất thường"
        return Problem("docx-too-big", message, CUT_APART)
    return Problem("not-docx", "tệp không phải tệp .docx, hoặc đã hỏng", RESAVE)


# --- what it holds -----------------------------------------------------------------------------------


def _content_problems(parts: Parts) -> list[Problem]:
    """Look first at what needs no parser; only what passes is parsed."""
    for look in (_foreign, _declarations, _sizes):
        if problems := list(look(parts)):
            return problems
    trees: dict[str, etree._Element] = {}
    problems = list(_parsed(parts, trees))
    if problems:
        return problems
    return [problem for look in LOOKS for problem in look(trees)]


OTHER_OFFICE = (
    ("xl/workbook.xml", "tệp là bảng tính Excel, không phải văn bản Word"),
    ("ppt/presentation.xml", "tệp là bài trình chiếu, không phải văn bản Word"),
    ("content.xml", "tệp là OpenDocument (.odt, .ods), không phải .docx"),
)


def _foreign(parts: Parts) -> Iterator[Problem]:
    names = {name for name, _ in parts}
    if TYPES_PART in names and any(name.startswith("word/") for name in names):
        return
    message = next((said for name, said in OTHER_OFFICE if name in names), "tệp nén không chứa văn bản Word")
    yield Problem("not-docx", message, RESAVE)


def _declarations(parts: Parts) -> Iterator[Problem]:
    for name, content in _xml(parts):
        if hides_declarations(content):
            yield Problem("docx-dtd", "có khai báo DTD hoặc mã chữ không được phép", NO_DTD, name)


def _sizes(parts: Parts) -> Iterator[Problem]:
    xml = [content for _, content in _xml(parts)]
    if (size := sum(map(len, xml))) > MOST_XML:
        message = f"phần chữ của tệp dài {size // 1_000_000} MB, quá mức {MOST_XML // 1_000_000} MB"
        yield Problem("docx-too-big", message, CUT_APART)
    elif (count := sum(text.count(b"<") - text.count(b"</") for text in xml)) > MOST_ELEMENTS:
        yield Problem("docx-too-big", f"tệp có {count} thẻ XML, quá mức {MOST_ELEMENTS}", CUT_APART)
    elif (count := sum(len(PARAGRAPH.findall(text)) for text in xml)) > MOST_PARAGRAPHS:
        yield Problem("docx-too-big", f"tệp có {count} đoạn, quá mức {MOST_PARAGRAPHS}", CUT_APART)


PARAGRAPH = re.compile(rb"<w:p[ />]")


def _xml(parts: Parts) -> Iterator[tuple[str, bytes]]:
    return ((name, content) for name, content in parts if name.endswith((".xml", ".rels", ".vml")))


def _parsed(parts: Parts, trees: dict[str, etree._Element]) -> Iterator[Problem]:
    """Parse within the parser's own limits (256 levels), keep the small trees that are looked at."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for name, content in _xml(parts):
        try:
            tree = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            if "depth" in str(error):
                message = "lồng quá sâu (quá 256 lớp): bảng trong bảng, khung trong khung"
                yield Problem("docx-too-deep", message, CUT_APART, name)
            elif not name.endswith(".vml"):  # Word itself writes VML that is no XML
                yield Problem("not-docx", f"tệp hỏng ở phần {name}", RESAVE, name)
        else:
            if name.endswith(".rels") or name == TYPES_PART or tree.tag in (WORD_ROOT, STRICT_ROOT):
                trees[name] = tree


Look = Callable[[dict[str, etree._Element]], Iterator[Problem]]


def _macros(trees: dict[str, etree._Element]) -> Iterator[Problem]:
    types = {line.get("ContentType") or "" for line in trees[TYPES_PART]}
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in types):
        yield Problem("docx-macro", "tệp có macro", NO_MACROS)


def _main_type(trees: dict[str, etree._Element]) -> Iterator[Problem]:
    roots = {tree.tag for tree in trees.values()}
    if STRICT_ROOT in roots:
        yield Problem("not-docx", "tệp lưu ở dạng Strict Open XML, chưa đọc được", RESAVE)
    elif not _main_trees(trees):
        yield Problem("not-docx", "tệp không phải văn bản Word", RESAVE)


def _main_trees(trees: dict[str, etree._Element]) -> list[etree._Element]:
    return [tree for tree in trees.values() if tree.tag == WORD_ROOT and tree.find(BODY) is not None]


wordy_paragraphs = etree.XPath(f"//w:p[string-length(.) > {LONGEST_WORD}]", namespaces={"w": WORD})
wide_rows = etree.XPath(f"//w:tr[count(w:tc) > {MOST_COLUMNS}]", namespaces={"w": WORD})
UNBROKEN = re.compile(rf"\S{{{LONGEST_WORD}}}")


def _wordy_texts(trees: dict[str, etree._Element]) -> Iterator[str]:
    """Yield the texts of paragraphs that hold much, without what field codes and their data hold."""
    for tree in _main_trees(trees):
        for paragraph in cast("list[etree._Element]", wordy_paragraphs(tree)):
            yield "".join(text.text or "" for text in paragraph.iter(f"{{{WORD}}}t"))


def _overlong(trees: dict[str, etree._Element]) -> Iterator[Problem]:
    texts = list(_wordy_texts(trees))
    if any(len(text) > LONGEST_PARAGRAPH for text in texts):
        message = f"có đoạn dài quá {LONGEST_PARAGRAPH} ký tự"
        yield Problem("docx-too-big", message, "ngắt đoạn ấy thành nhiều đoạn (Enter)")
    elif any(UNBROKEN.search(text) for text in texts):
        message = f"có chuỗi ký tự liền nhau dài quá {LONGEST_WORD} ký tự"
        yield Problem("docx-too-big", message, "xóa chuỗi ấy, hoặc ngắt bằng dấu cách")
    if any(wide_rows(tree) for tree in _main_trees(trees)):
        message = f"có bảng quá {MOST_COLUMNS} cột, Word không mở được"
        yield Problem("docx-too-big", message, "chia bảng, hoặc để bảng ở tệp Excel")


class Kind(NamedTuple):
    """What one kind of relationship brings into a document."""

    rule: str
    message: str
    remedy: str


OUTSIDE = {
    "attachedTemplate": Kind("docx-external", "tệp gắn với mẫu ở ngoài", NO_TEMPLATE),
    "image": Kind("docx-external", "ảnh lấy từ ngoài tệp", "chèn lại ảnh vào tệp (Insert > Pictures)"),
    "oleObject": Kind("docx-external", "đối tượng liên kết tới tệp khác", NO_LINKS),
    "frame": Kind("docx-external", "khung lấy nội dung từ ngoài tệp", "bỏ khung (frame) khỏi tệp"),
    "subDocument": Kind("docx-external", "văn bản con ở ngoài tệp", "ghép văn bản con vào tệp"),
}
# Word notes the template that a document was made from; one on the author's own disk is reached by nobody.
OWN_TEMPLATE = re.compile(r"file:///[A-Za-z]:|[A-Za-z]:[\\/]|file:///(?:home|Users)/")
ANY_OUTSIDE = Kind("docx-external", "tệp lấy nội dung từ ngoài", NO_LINKS)
INSIDE = {
    "vbaProject": Kind("docx-macro", "tệp có macro", NO_MACROS),
    "control": Kind("docx-embedded", "có điều khiển ActiveX", "xóa điều khiển (nút bấm, hộp chọn) khỏi tệp"),
    "aFChunk": Kind("docx-embedded", "có nội dung chèn từ tệp khác chưa hợp nhất (altChunk)", RESAVE),
}


def _relationships(trees: dict[str, etree._Element]) -> Iterator[Problem]:
    for name, tree in trees.items():
        if name.endswith(".rels"):
            for line in tree:
                yield from _relationship(name, line)


def _relationship(name: str, line: etree._Element) -> Iterator[Problem]:
    kind = (line.get("Type") or "").rpartition("/")[2]
    target = line.get("Target") or ""
    if (line.get("TargetMode") or "").lower() == "external":
        if kind != "hyperlink" and not (kind == "attachedTemplate" and OWN_TEMPLATE.match(target)):
            rule, message, remedy = OUTSIDE.get(kind, ANY_OUTSIDE)
            yield Problem(rule, f"{message}: {_shown(target)}", remedy, name)
    elif kind in INSIDE:
        rule, message, remedy = INSIDE[kind]
        yield Problem(rule, message, remedy, name)


def _shown(target: str) -> str:
    return target if len(target) <= 80 else target[:79] + "…"


FIELD_FROM_OUTSIDE = re.compile(r"\s*(DDE|DDEAUTO|INCLUDETEXT)\b", re.IGNORECASE)


def _fields(trees: dict[str, etree._Element]) -> Iterator[Problem]:
    """Find fields that start a program or take text from a file as soon as somebody updates them."""
    word = WORD_ROOT.removesuffix("document")
    codes: list[str] = []
    for main in _main_trees(trees):
        codes += [element.text or "" for element in main.iter(f"{word}instrText")]
        codes += [element.get(f"{word}instr") or "" for element in main.iter(f"{word}fldSimple")]
    for kind in sorted({found[1].upper() for code in codes if (found := FIELD_FROM_OUTSIDE.match(code))}):
        yield Problem("docx-external", f"có trường {kind} lấy nội dung từ tệp khác", NO_LINKS)


LOOKS: tuple[Look, ...] = (_macros, _main_type, _relationships, _fields, _overlong)
