"""The text of a Word template, paragraph by paragraph, before docxtpl joins tags that Word has cut.

docxtpl looks for tags in the XML of a whole part: an unclosed one would swallow all that follows it, and text
beside `{%p … %}` would vanish without a word. So both are found here, and such paragraphs emptied.
"""

from __future__ import annotations

import re

from lxml import etree

from reportgen.compile.tags import JINJA_TAG, LONGEST_QUOTE, LOOSE_MARK, TAG, Tags, loose_mark, one_line
from reportgen.compile.wordml import w
from reportgen.errors import Finding, Where

WHOLE_PARAGRAPH, WHOLE_ROW = re.compile(r"\{[{%#]p\s"), re.compile(r"\{[{%#]tr\s")
DASHED = re.compile(r"\{%-|-%\}")
PRIVATE = re.compile("[\U000f0000-\U0010ffff]")


def check_paragraphs(root: etree._Element, where: Where) -> list[Finding]:
    """Return findings on paragraphs and rows that docxtpl would mistreat, and empty those paragraphs."""
    findings = []
    for paragraph in root.iter(w("p")):
        pieces = _own_pieces(paragraph)
        found = _check("".join(piece.text or "" for piece in pieces), where)
        if found is not None:
            findings.append(found)
            for piece in pieces:
                piece.text = ""
    rows = (_check_row(row, where) for row in root.iter(w("tr")))
    return findings + [found for found in rows if found is not None]


def note_contexts(root: etree._Element, tags: Tags) -> None:
    """Tell every tag the text of its paragraph."""
    for paragraph in root.iter(w("p")):
        text = "".join(piece.text or "" for piece in _own_pieces(paragraph))
        if TAG.search(text):
            context = _short(tags.restore(text, lambda tag: tag.source))
            for char in TAG.findall(text):
                tags.note_context(char, context)


def _own_pieces(paragraph: etree._Element) -> list[etree._Element]:
    """Text elements of a paragraph, without those of paragraphs inside it (text boxes)."""
    inner = {id(piece) for below in paragraph.iterdescendants(w("p")) for piece in below.iter(w("t"))}
    return [piece for piece in paragraph.iter(w("t")) if id(piece) not in inner]


def _check(text: str, where: Where) -> Finding | None:
    if PRIVATE.search(text):
        message = "mẫu có ký tự dùng riêng (U+F0000 trở lên)"
        return Finding("private-use-character", message, where, "xoá ký tự ấy", _short(text))
    if loose := LOOSE_MARK.search(JINJA_TAG.sub("", text)):
        return loose_mark(loose[0], where, _short(text))
    if DASHED.search(text):
        message = "thẻ {%- … -%} làm mất chữ của đoạn bên cạnh"
        return Finding("tag-dash", message, where, "viết {% … %}, không có dấu gạch", _short(text))
    if WHOLE_PARAGRAPH.search(text) and not JINJA_TAG.fullmatch(text.strip()):
        return _not_alone("{%p … %} phải đứng một mình trong đoạn", where, text)
    return None


def _check_row(row: etree._Element, where: Where) -> Finding | None:
    text = "".join(piece.text or "" for piece in row.iter(w("t")))
    if WHOLE_ROW.search(text) and not JINJA_TAG.fullmatch(text.strip()):
        return _not_alone("{%tr … %} phải đứng một mình trong hàng", where, text)
    return None


def _not_alone(rule: str, where: Where, text: str) -> Finding:
    message = f"thẻ {rule}: chữ bên cạnh sẽ mất"
    return Finding("tag-not-alone", message, where, "đưa phần chữ sang đoạn (hàng) khác", _short(text))


def _short(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= 2 * LONGEST_QUOTE else shown[: 2 * LONGEST_QUOTE] + "…"
