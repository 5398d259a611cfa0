"""The comments of a Word package: the part that holds them, made when a file has none, and their texts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from lxml import etree

from reportgen.check.package import CONTENT_TYPES, CONTENT_TYPES_PART, RELATIONSHIPS, WORD, w
from reportgen.errors import Finding

PACKAGE_RELS, USUAL_DOCUMENT = "_rels/.rels", "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMMENTS_KIND = f"{OFFICE}/comments"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

AUTHOR, INITIALS = "reportgen", "RG"
HALF_POINTS = "20"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BLANK_RELATIONSHIPS = f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()
BLANK_COMMENTS = f'<w:comments xmlns:w="{WORD}"/>'.encode()


class Comments:
    """The comments part of a package given by its parts; existing comments stay as they are."""

    def __init__(self, parts: dict[str, bytes], document: str) -> None:
        self._parts, self._relationships_part = parts, relationships_part(document)
        self._relationships = etree.fromstring(parts.get(self._relationships_part, BLANK_RELATIONSHIPS))
        found = targets(document, self._relationships, COMMENTS_KIND)
        self._name = found[0] if found else posixpath.join(posixpath.dirname(document), "comments.xml")
        self._tree = etree.fromstring(parts.get(self._name, BLANK_COMMENTS))
        ids = [comment.get(w("id")) or "" for comment in self._tree.iter(w("comment"))]
        self._next = max((int(number) for number in ids if number.isdecimal()), default=-1) + 1

    def add(self, lines: Iterable[str]) -> str:
        """Add a comment of the given paragraphs; return its id."""
        number = str(self._next)
        self._next += 1
        attributes = {w("id"): number, w("author"): AUTHOR, w("initials"): INITIALS}
        comment = etree.SubElement(self._tree, w("comment"), attributes)
        for place, line in enumerate(lines):
            paragraph = etree.SubElement(comment, w("p"))
            if not place:
                etree.SubElement(_run(paragraph), w("annotationRef"))
            etree.SubElement(_run(paragraph, is_bold=not place), w("t")).text = NOT_XML.sub(" ", line)
        return number

    def save(self) -> None:
        """Put the part into the package, with its relationship and its content type."""
        if self._name not in self._parts:
            self._relate()
            self._declare()
        self._parts[self._name] = as_part(self._tree)

    def _relate(self) -> None:
        used = {line.get("Id") for line in self._relationships}
        identity = next(name for name in (f"rId{n}" for n in range(1, len(used) + 2)) if name not in used)
        attributes = {"Id": identity, "Type": COMMENTS_KIND, "Target": posixpath.basename(self._name)}
        etree.SubElement(self._relationships, f"{{{RELATIONSHIPS}}}Relationship", attributes)
        self._parts[self._relationships_part] = as_part(self._relationships)

    def _declare(self) -> None:
        types = etree.fromstring(self._parts[CONTENT_TYPES_PART])
        attributes = {"PartName": f"/{self._name}", "ContentType": COMMENTS_TYPE}
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", attributes)
        self._parts[CONTENT_TYPES_PART] = as_part(types)


def _run(paragraph: etree._Element, *, is_bold: bool = False) -> etree._Element:
    run = etree.SubElement(paragraph, w("r"))
    look = etree.SubElement(run, w("rPr"))
    if is_bold:
        etree.SubElement(look, w("b"))
    etree.SubElement(look, w("sz"), {w("val"): HALF_POINTS})
    return run


def relationships_part(part: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def targets(part: str, relationships: etree._Element, kind: str) -> list[str]:
    """Return the parts that a part leads to by relationships of a kind."""
    return [resolved(part, line) for line in relationships if line.get("Type") == kind]


def resolved(part: str, line: etree._Element) -> str:
    """Return the part that a relationship of another part leads to."""
    path = posixpath.join("/", posixpath.dirname(part), line.get("Target") or "")
    return posixpath.normpath(path).lstrip("/")


def document_part(parts: dict[str, bytes]) -> str:
    """Return the name of the part that holds the text of the document."""
    relationships = etree.fromstring(parts.get(PACKAGE_RELS, BLANK_RELATIONSHIPS))
    found = [name for name in targets("", relationships, f"{OFFICE}/officeDocument") if name in parts]
    return found[0] if found else USUAL_DOCUMENT


def as_part(tree: etree._Element) -> bytes:
    """Return a tree as the bytes of a part."""
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)


def comment_lines(finding: Finding) -> list[str]:
    """Return what a finding says, a paragraph of the comment each."""
    said = (
        ("Tại", finding.quote),
        ("Đúng ra", finding.expected),
        ("Cách sửa", finding.remedy),
        ("Căn cứ", finding.clause),
    )
    first = f"[{finding.severity.label}] {finding.message}"
    return [first, *(f"{name}: {text}" for name, text in said if text), f"Quy tắc: {finding.rule}"]
