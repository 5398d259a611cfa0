"""A definition with a mark before every piece of its narrative: its document tells what came from where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from reportgen.compile.narrative import BULLET
from reportgen.compile.tags import JINJA_TAG
from reportgen.model.base import Path, Value
from reportgen.model.definition import Annex, Definition, Section
from reportgen.model.narrative_piece import CLOSES_LINE, Piece, mark

OUTPUT, CONTROL, HIDDEN = "\uf8f1", "\uf8f2", "\uf8f3"
"""What stands for the characters of a tag while lines are told apart: a tag may run over several lines."""
FOR, END_FOR = re.compile(r"\{%[-+]?\s*for\b"), re.compile(r"\{%[-+]?\s*endfor\b")
Model = TypeVar("Model", bound=Value)


def mark_pieces(definition: Definition) -> tuple[Definition, tuple[Piece, ...]]:
    """Return the definition with marks in its narrative, and the pieces by the number in their mark."""
    marker = _Marker([])
    return marker.definition(definition), tuple(marker.pieces)


@dataclass(slots=True)
class _Marker:
    """Marks one definition."""

    pieces: list[Piece]

    def definition(self, definition: Definition) -> Definition:
        sections = tuple(self._section(each, ("noi_dung", n)) for n, each in enumerate(definition.sections))
        annexes = tuple(self._annex(each, ("phu_luc", n)) for n, each in enumerate(definition.annexes))
        update = {
            "opening": self._text(definition.opening, ("mo_dau",)),
            "sections": sections,
            "closing": self._text(definition.closing, ("ket",)),
            "annexes": annexes,
        }
        return definition.model_copy(update=update)

    def _section(self, section: Section, path: Path) -> Section:
        below = tuple(self._section(each, (*path, "muc", n)) for n, each in enumerate(section.sections))
        update = {
            "title": self._line(section.title, (*path, "tieu_de")),
            "inline": self._line(section.inline, (*path, "noi_lien")),
            "text": self._text(section.text, (*path, "van_ban")),
            "sections": below,
        }
        return section.model_copy(update=update)

    def _annex(self, annex: Annex, path: Path) -> Annex:
        update = {
            "text": self._text(annex.text, (*path, "van_ban")),
            "text_after": self._text(annex.text_after, (*path, "van_ban_sau")),
        }
        return annex.model_copy(update=update)

    def _line(self, text: str | None, path: Path) -> str | None:
        """Mark a text that is one paragraph."""
        if text is None or not text.strip():
            return text
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        marked = self._marked(text, [(start, start, end)], path)
        return marked.rstrip() + CLOSES_LINE

    def _text(self, text: str | None, path: Path) -> str | None:
        """Mark a text of paragraphs."""
        return None if text is None else self._marked(text, list(_blocks(text)), path)

    def _marked(self, text: str, blocks: list[tuple[int, int, int]], path: Path) -> str:
        out, at, loops = [], 0, 0
        for start, words, end in blocks:
            loops += _loops(text[at:words])
            out += [text[at:words], self._block(text, start, words, end, path, loops)]
            loops += _loops(text[words:end])
            at = end
        return "".join([*out, text[at:]])

    def _block(self, text: str, start: int, words: int, end: int, path: Path, loops: int) -> str:
        """Return one paragraph with its marks; `loops` is how many are open before it."""
        out: list[str] = []
        notes = list(_notes(text, words, end))
        at, after_control = words, False

        def add(first: int, last: int, *, is_tag: bool) -> None:
            out.append(mark(len(self.pieces), opens_paragraph=first == words and not is_tag))
            out.append(text[first:last])
            self.pieces.append(Piece(path, first, last, is_tag, start, end, loops > 0, after_control))

        for tag in JINJA_TAG.finditer(text, words, end):
            if any(first <= tag.start() < last for first, last in notes):
                continue
            add(at, tag.start(), is_tag=False)
            after_control = False
            if tag[0].startswith("{{"):
                add(tag.start(), tag.end(), is_tag=True)
            else:
                out.append(tag[0])
                loops += _loops(tag[0])
                after_control = True
            at = tag.end()
        add(at, end, is_tag=False)
        return "".join(out)


def _loops(text: str) -> int:
    return len(FOR.findall(text)) - len(END_FOR.findall(text))


def _blocks(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each paragraph of a text starts, where its words start behind a bullet, where it ends."""
    covered = JINJA_TAG.sub(_cover, text)
    start = words = end = -1
    at = 0
    for line in covered.splitlines(keepends=True):
        stripped = line.strip()
        bullet = BULLET.match(line)
        is_control = bool(stripped) and not stripped.replace(" ", "").strip(CONTROL + HIDDEN)
        if start >= 0 and (not stripped or bullet or is_control):
            yield start, words, end
            start = -1
        if stripped and not is_control:
            first = at + len(line) - len(line.lstrip())
            if start < 0:
                start, words = first, at + bullet.end() if bullet else first
            end = at + len(line.rstrip())
        at += len(line)
    if start >= 0:
        yield start, words, end


def _cover(tag: re.Match[str]) -> str:
    signs = {"{{": OUTPUT, "{%": CONTROL, "{#": HIDDEN}
    return signs[tag[0][:2]] * len(tag[0])


def _notes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the footnotes of a paragraph: what stands in them is printed elsewhere."""
    at = start
    while (opened := text.find("^[", at, end)) >= 0:
        depth, at = 0, opened + 1
        while at < end:
            depth += {"[": 1, "]": -1}.get(text[at], 0)
            at += 1
            if not depth:
                break
        yield opened, at
