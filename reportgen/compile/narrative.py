"""Narrative text -> paragraphs with tag characters in them.

Blocks are lines: a blank line ends a paragraph, `- `, `+ `, `* ` start an item and name its style, a line of control
tags alone stands between paragraphs. Inside a block only emphasis is markdown; `^[…]` is a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt

from reportgen.compile.tags import TAG, Tags
from reportgen.compile.wordml import paragraph, run
from reportgen.errors import Finding, Severity, Where

BULLET = re.compile(r"\s*([-+*])\s+(?=\S)")
BODY = "VBDoan"
ITEM_STYLES = {"-": "VBGach", "+": "VBCong", "*": "VBSao"}
NOTE_STYLE, NOTE_REFERENCE = "FootnoteText", "FootnoteReference"
KEEP_NEXT = "<w:keepNext/>"
LONGEST_LEAD = 120  # characters; binding a long paragraph would leave half a page empty
REFERENCE_LOOK = f'<w:rPr><w:rStyle w:val="{NOTE_REFERENCE}"/></w:rPr>'


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of narrative, or a line of control tags (`style` is empty)."""

    style: str
    text: str


def blocks(text: str, tags: Tags) -> Iterator[Block]:
    """The blocks of a protected text, in order."""
    pending: list[str] = []
    style = BODY
    for line in text.splitlines():
        stripped = line.strip()
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
    """Turns protected text into WordprocessingML, collecting notes on what looks like a slip."""

    def __init__(self, tags: Tags) -> None:
        self.tags = tags
        self.notes: list[Finding] = []
        self.has_footnotes = False
        self._markdown = MarkdownIt("zero").enable(["emphasis", "escape"])

    def paragraphs(self, text: str, place: str, where: Where, *, lead: str = "", lead_style: str = BODY) -> str:
        """All paragraphs of a text; `lead` (runs) stands before the first one, which then takes `lead_style`."""
        out, number = [], 0
        for block in blocks(text, self.tags):
            if not block.style:
                out.append(block.text)
                continue
            number += 1
            style = lead_style if lead and block.style == BODY else block.style
            keep = KEEP_NEXT if is_lead(block.text) else ""
            out.append(
                paragraph(style, lead + self.inline(block.text, where), place=f"{place}.{number}", properties=keep)
            )
            lead = ""
        return "".join(out)

    def inline(self, text: str, where: Where, *, extra: str = "") -> str:
        """Runs of one block. A footnote is a `{% call %}` whose body is the note's own paragraph."""
        out, position = [], 0
        while (start := text.find("^[", position)) >= 0:
            end = _closing_bracket(text, start + 2)
            if end is None:
                self._note(where, "chú thích ^[ chưa có dấu ] đóng", text[start : start + 40])
                break
            out.append(self._emphasis(text[position:start], where, extra))
            out.append(self._footnote(text[start + 2 : end], where))
            position = end + 1
        out.append(self._emphasis(text[position:], where, extra))
        return "".join(out)

    def _footnote(self, text: str, where: Where) -> str:
        self.has_footnotes = True
        mark = f"<w:r>{REFERENCE_LOOK}<w:footnoteRef/></w:r>"
        note = paragraph(NOTE_STYLE, mark + run(" ") + self._emphasis(text.strip(), where, ""), place="chu_thich")
        return self.tags.add("{% call _ghi_chu() %}", where) + note + self.tags.add("{% endcall %}", where)

    def _emphasis(self, text: str, where: Where, extra: str) -> str:
        if not text:
            return ""
        runs, bold, italic = [], 0, 0
        for token in self._markdown.parseInline(text)[0].children or []:
            if token.type in ("strong_open", "strong_close"):
                bold += token.nesting
            elif token.type in ("em_open", "em_close"):
                italic += token.nesting
            elif token.content:
                if "**" in token.content:
                    self._note(where, "dấu ** không thành chữ đậm", text[:60])
                runs.append(run(token.content, bold=bold > 0, italic=italic > 0, extra=extra))
        return "".join(runs)

    def _note(self, where: Where, message: str, quote: str) -> None:
        remedy = "đặt dấu cách ngoài cặp dấu ** … **" if "**" in message else "thêm dấu ]"
        shown = self.tags.restore(quote, lambda tag: tag.source)
        self.notes.append(Finding("loose-mark", message, where, remedy, shown, severity=Severity.WARNING))


def is_lead(text: str) -> bool:
    """Whether a short paragraph announces the next one and so must not be parted from it."""
    return len(text) <= LONGEST_LEAD and text.rstrip("*_ ").endswith(":")


def _closing_bracket(text: str, start: int) -> int | None:
    depth = 1
    for position in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[position], 0)
        if not depth:
            return position
    return None
