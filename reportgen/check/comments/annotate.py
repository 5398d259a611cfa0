"""A copy of a Word file with findings as comments; everything else of the file stays as it is."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from reportgen.check.comments.comment_part import (
    BLANK_RELATIONSHIPS,
    OFFICE,
    Comments,
    as_part,
    comment_lines,
    document_part,
    relationships_part,
    resolved,
)
from reportgen.check.comments.ranges import mark
from reportgen.check.package import w
from reportgen.check.word import paragraph_elements
from reportgen.errors import Finding, Where

PARAGRAPH, BODY = w("p"), w("body")
FIXED_DATE = (2020, 1, 1, 0, 0, 0)
MOST_FURTHER_PLACES = 20
NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}


class Spot(NamedTuple):
    """A place of the body that a comment marks; `start` and `end` both 0: the whole paragraph."""

    paragraph: etree._Element
    start: int = 0
    end: int = 0


def annotate(data: bytes, findings: Iterable[Finding]) -> bytes:
    """Return a copy of a gated Word file in which each finding is a comment.

    Word has no comments in headers, footers, notes and text boxes: those go to the nearest body paragraph.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {member.filename: archive.read(member) for member in archive.infolist()}
    document = document_part(parts)
    tree = etree.fromstring(parts[document])
    comments, places = Comments(parts, document), Places(tree, parts, document)
    for spot, lines in list(_marks(findings, places)):
        mark(spot.paragraph, spot.start, spot.end, comments.add(lines))
    parts[document] = as_part(tree)
    comments.save()
    return _packed(parts)


def _marks(findings: Iterable[Finding], places: Places) -> Iterator[tuple[Spot, list[str]]]:
    """Yield a comment for a finding, and short ones at its further places in the document."""
    for finding in findings:
        where = finding.where
        elsewhere = [f"Chỗ: {where}"] if str(where) and not where.part else []
        yield places.spot(where), [*comment_lines(finding), *elsewhere]
        for place in [each for each in finding.also if each.paragraph][:MOST_FURTHER_PLACES]:
            yield places.spot(place), [f"[{finding.severity.label}] như ở {where}: {finding.message}"]


def _packed(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED_DATE), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


class Places:
    """Finds the paragraph of the body that stands for a place of the document."""

    def __init__(self, tree: etree._Element, parts: dict[str, bytes], document: str) -> None:
        self._tree, self._parts, self._document = tree, parts, document
        self._paragraphs = paragraph_elements(tree)
        if not self._paragraphs:
            self._paragraphs = [_first_paragraph(tree)]

    def spot(self, where: Where) -> Spot:
        """Return where a comment about a place goes: the first paragraph when it is about the whole."""
        if where.part in ("", self._document):
            return self._in_body(where)
        found = self._of_note(where) if where.part in NOTES else self._of_header(where.part)
        return Spot(self._paragraphs[0] if found is None else found)

    def _in_body(self, where: Where) -> Spot:
        if not 0 < where.paragraph <= len(self._paragraphs):
            return Spot(self._paragraphs[0])
        paragraph = self._paragraphs[where.paragraph - 1]
        outer = list(paragraph.iterancestors(PARAGRAPH))
        return Spot(outer[-1]) if outer else Spot(paragraph, where.start, where.end)

    def _of_note(self, where: Where) -> etree._Element | None:
        """Return the paragraph that refers to the note."""
        kind = NOTES[where.part]
        notes = self._parts.get(where.part)
        paragraphs = [] if notes is None else paragraph_elements(etree.fromstring(notes))
        if not 0 < where.paragraph <= len(paragraphs):
            return None
        note = next(paragraphs[where.paragraph - 1].iterancestors(w(kind)), None)
        identity = None if note is None else note.get(w("id"))
        references = self._tree.iter(w(f"{kind}Reference"))
        found = (reference for reference in references if reference.get(w("id")) == identity)
        return self._holding(next(found, None))

    def _holding(self, element: etree._Element | None) -> etree._Element | None:
        holders = [] if element is None else list(element.iterancestors(PARAGRAPH))
        return holders[-1] if holders else None

    def _of_header(self, part: str) -> etree._Element | None:
        """Return the first paragraph of the first section that prints a header or footer."""
        known = self._parts.get(relationships_part(self._document), BLANK_RELATIONSHIPS)
        lines = etree.fromstring(known)
        ids = {line.get("Id") for line in lines if resolved(self._document, line) == part}
        first: etree._Element | None = None
        for element in self._tree.iter(PARAGRAPH, w("sectPr")):
            if element.tag == PARAGRAPH:
                first = element if first is None else first
            elif ids & {reference.get(f"{{{OFFICE}}}id") for reference in element}:
                return first
            else:
                first = None
        return None


def _first_paragraph(tree: etree._Element) -> etree._Element:
    """Give an empty body the paragraph that a comment needs."""
    body = tree.find(BODY)
    assert body is not None, "the gate lets no document without a body pass"
    paragraph = etree.Element(PARAGRAPH)
    body.insert(0, paragraph)
    return paragraph
