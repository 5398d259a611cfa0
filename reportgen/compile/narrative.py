"""Narrative text -> paragraphs with tag characters in them.

Blocks are lines: a blank line ends a paragraph, `- `, `+ `, `* ` start an item and name its style, a line of
control tags alone stands between paragraphs. Inside a block only emphasis is markdown; `^[…]` is a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt

from reportgen.compile.tags import LONGEST_QUOTE, TAG, Tags, one_line
from reportgen.compile.wordml import paragraph, run
from reportgen.errors import Finding, Severity, Where

BULLET = re.compile(r"[ \t]*([-+*])[ \t]+(?=\S)")
BODY = "VBDoan"
ITEM_STYLES = {"-": "VBGach", "+": "VBCong", "*": "VBSao"}
NOTE_STYLE, NOTE_REFERENCE = "FootnoteText", "FootnoteReference"
KEEP_NEXT = "<w:keepNext/>"
LONGEST_LEAD = 120  # characters; binding a long paragraph would leave half a page empty
REFERENCE_LOOK = f'<w:rPr><w:rStyle w:val="{NOTE_REFERENCE}"/></w:rPr>'

# While emphasis is read, a footnote is one private character of plane 16 between two punctuation marks: then
# `**Kết quả:**^[…]` is bold, as it would not be before a letter.
FIRST_NOTE, FENCE = 0x100000, "\u2e42"
NOTE = re.compile(f"{FENCE}([\U00100000-\U0010fffd]){FENCE}")


class Block(NamedTuple):
    """One paragraph of narrative, or a line of control tags (`style` is empty)."""

    style: str
    text: str


def blocks(text: str, tags: Tags) -> Iterator[Block]:
    """Yield the blocks of a protected text, in order."""
    pending: list[str] = []
    style = BODY
    for line in text.splitlines():
        stripped = line.strip(" \t")
        bullet = BULLET.match(line)
        control = _is_control(stripped, tags)
        if pending and (not stripped or control or bullet):
            yield Block(style, " ".join(pending))
            pending, style = [], BODY
        if control:
            yield Block("", stripped.replace(" ", ""))
        elif stripped:
            if bullet:
                style = ITEM_STYLES[bullet[1]]
            pending.append(stripped)
    if pending:
        yield Block(style, " ".join(pending))


def _is_control(line: str, tags: Tags) -> bool:
    """Whether a line holds nothing but control tags."""
    chars = line.replace(" ", "")
    return bool(chars) and all(TAG.match(char) and not tags[char].is_output for char in chars)


class Narrator:
    """Turns protected text into WordprocessingML; `findings` are mistakes, `notes` what looks like a slip."""

    def __init__(self, tags: Tags) -> None:
        self.tags = tags
        self.findings: list[Finding] = []
        self.notes: list[Finding] = []
        self.has_footnotes = False
        # Without text_join an escaped `\*\*` stays apart from a `**` that found no partner.
        self._markdown = MarkdownIt("zero").enable(["emphasis", "escape"]).disable("text_join")

    def paragraphs(self, text: str, place: str, where: Where, *, lead: str = "") -> str:
        """Return all paragraphs of a text; `lead` (runs) stands before the first one."""
        out, number = [], 0
        for block in blocks(text, self.tags):
            if not block.style:
                out.append(block.text)
                if lead and any(self.tags[char].keyword != "set" for char in block.text):
                    self.findings.append(_lost_number(where))
                    lead = ""
                continue
            number += 1
            keep = KEEP_NEXT if is_lead(block.text) else ""
            runs = lead + self.inline(block.text, where)
            out.append(paragraph(block.style, runs, place=f"{place}.{number}", properties=keep))
            lead = ""
        if lead:
            self.findings.append(_lost_number(where))
        return "".join(out)

    def inline(self, text: str, where: Where, *, extra: str = "") -> str:
        """Return the runs of one block; a footnote is a `{% call %}` whose body is its own paragraph."""
        notes: list[str] = []
        text = self._take_notes(text, where, notes)
        out = []
        for content, bold, italic in self._looks(text, where):
            for number, piece in enumerate(NOTE.split(content)):
                if number % 2:
                    out.append(notes[ord(piece) - FIRST_NOTE])
                elif piece:
                    out.append(run(piece, bold=bold, italic=italic, extra=extra))
        return "".join(out)

    def _take_notes(self, text: str, where: Where, notes: list[str]) -> str:
        """Put a fenced character in the place of every footnote, and its XML into `notes`."""
        out, position, search_from = [], 0, 0
        while (start := text.find("^[", search_from)) >= 0:
            search_from = start + 2
            if text[:start].endswith("\\"):
                continue
            end = _closing_bracket(text, start + 2)
            if end is None:
                quote = self._shown(text[start:])
                message = "chú thích ^[ chưa có dấu ] đóng"
                self.findings.append(Finding("note-unclosed", message, where, "thêm dấu ]", quote))
                break
            out.append(f"{text[position:start]}{FENCE}{chr(FIRST_NOTE + len(notes))}{FENCE}")
            notes.append(self._footnote(text[start + 2 : end].strip(), where))
            position = search_from = end + 1
        return "".join(out) + text[position:]

    def _footnote(self, text: str, where: Where) -> str:
        self.has_footnotes = True
        if "^[" in text:
            message, remedy = "chú thích nằm trong chú thích", "viết thành hai chú thích"
            self.findings.append(Finding("note-nested", message, where, remedy, self._shown(text)))
        if not text:
            self.findings.append(Finding("note-empty", "chú thích rỗng", where, "ghi lời chú thích", "^[]"))
        looks = self._looks(text, where)
        runs = "".join(run(content, bold=bold, italic=italic) for content, bold, italic in looks)
        mark = f"<w:r>{REFERENCE_LOOK}<w:footnoteRef/></w:r>"
        note = paragraph(NOTE_STYLE, mark + run(" ") + runs, place="chu_thich")
        return self.tags.add("{% call _ghi_chu() %}", where) + note + self.tags.add("{% endcall %}", where)

    def _looks(self, text: str, where: Where) -> list[tuple[str, bool, bool]]:
        """Pieces of the text with what is bold and italic in it, neighbours of one look joined."""
        pieces: list[tuple[str, bool, bool]] = []
        bold = italic = 0
        for token in self._markdown.parseInline(text)[0].children or [] if text else []:
            if token.type in ("strong_open", "strong_close"):
                bold += token.nesting
            elif token.type in ("em_open", "em_close"):
                italic += token.nesting
            elif token.content:
                if "**" in token.content:
                    self._note_loose(where, text)
                look = (bold > 0, italic > 0)
                before = pieces.pop()[0] if pieces and pieces[-1][1:] == look else ""
                pieces.append((before + token.content, *look))
        return pieces

    def _note_loose(self, where: Where, text: str) -> None:
        remedy = "đặt dấu cách ngoài cặp dấu ** … **, hoặc viết \\** nếu muốn in dấu sao"
        message, quote = "dấu ** không thành chữ đậm", self._shown(text)
        self.notes.append(Finding("loose-mark", message, where, remedy, quote, severity=Severity.WARNING))

    def _shown(self, text: str) -> str:
        return one_line(self.tags.restore(NOTE.sub("^[…]", text)[:LONGEST_QUOTE], lambda tag: tag.source))


def _lost_number(where: Where) -> Finding:
    message = "mục không có tieu_de phải mở đầu bằng một đoạn luôn được in: số của mục đứng ở đó"
    remedy = "đưa đoạn đầu ra ngoài {% if %}, {% for %}; muốn bỏ cả mục thì dùng khi:"
    return Finding("section-number", message, where, remedy)


def is_lead(text: str) -> bool:
    """Tell whether a short paragraph announces the next one and so must not be parted from it."""
    return len(text) <= LONGEST_LEAD and text.rstrip("*_ ").endswith(":")


def _closing_bracket(text: str, start: int) -> int | None:
    depth = 1
    for position in range(start, len(text)):
        if text[position - 1] != "\\":
            depth += {"[": 1, "]": -1}.get(text[position], 0)
        if not depth:
            return position
    return None
