"""Word documents as the audit reads them, made from plain lines of text."""

from __future__ import annotations

from reportgen.model.word_document import Look, Paragraph, ParagraphLook, Place, Run, Section, WordDocument

LOOK = Look(font="Times New Roman", size_half_points=28)


def paragraph(text: str, number: int, headings: tuple[str, ...] = ()) -> Paragraph:
    place = Place(paragraph=number, headings=headings)
    return Paragraph(place, (Run(text, LOOK),), ParagraphLook())


def document(text: str) -> WordDocument:
    """One paragraph a line; empty lines are left out, and so are lines of tables (with tabs)."""
    lines = [line for line in text.splitlines() if line.strip() and "\t" not in line]
    blocks = tuple(paragraph(line, number) for number, line in enumerate(lines, 1))
    return WordDocument("van-ban.docx", (Section(blocks),))
