"""Plain text turned into a plain Word file: lines are paragraphs, runs of lines with tabs are tables."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from reportgen.check.word import read_word
from reportgen.model.word_document import WordDocument
from tests.word_files import word_file

BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


def plain_word(text: str, file: str = "a.docx") -> WordDocument:
    """Return the document that Word would hold after somebody pasted the text and its tables into it."""
    return read_word(plain_file(text), file=file)


def plain_file(text: str) -> bytes:
    """Return the Word file of plain text and its tables."""
    return word_file("".join(_blocks(text)))


def _blocks(text: str) -> Iterable[str]:
    rows: list[str] = []
    for line in [*text.split("\n"), ""]:
        if "\t" in line.lstrip(" ") and not (line.startswith(("\t", " \t")) and line.count("\t") == 1):
            rows.append(line)
            continue
        if rows:
            yield _table(rows)
            rows = []
        if line.strip():
            yield _paragraph(line.strip())


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(rows: list[str]) -> str:
    width = max(row.count("\t") for row in rows) + 1
    grid = "<w:gridCol/>" * width
    body = "".join(_row(row.split("\t"), width) for row in rows)
    return f"<w:tbl><w:tblPr>{BORDERS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(cells: list[str], width: int) -> str:
    padded = [*cells, *[""] * (width - len(cells))]
    return "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell.strip())}</w:tc>" for cell in padded) + "</w:tr>"
