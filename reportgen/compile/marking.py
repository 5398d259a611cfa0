"""A definition with a mark before every piece of its narrative: its document tells what came from where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from reportgen.compile.narrative import BULLET
from reportgen.compile.tags import JINJA_TAG
from reportgen.model.base import Path, Value
from reportgen.model.chart import Chart
from reportgen.model.definition import Annex, Column, Definition, Section, Signatory
from reportgen.model.narrative_piece import CLOSES_LINE, Piece, mark

OUTPUT, CONTROL, HIDDEN = "\uf8f1", "\uf8f2", "\uf8f3"
"""What stands for the characters of a tag while lines are told apart: a tag may run over several lines."""
FOR, END_FOR = re.compile(r"\{%[-+]?\s*for\b"), re.compile(r"\{%[-+]?\s*endfor\b")
Model = TypeVar("Model", bound=Value)
NO_DATA: Mapping[str, Any] = {}


def mark_pieces(
    definition: Definition, data: Mapping[str, Any] = NO_DATA
) -> tuple[Definition, tuple[Piece, ...]]:
    """Return the definition with marks in its texts, and the pieces by the number in their mark.

    `data` is the definition as it is written: it tells a text from a list of one line.
    """
    marker = _Marker([], data)
    return marker.definition(definition), tuple(marker.pieces)


@dataclass(slots=True)
class _Marker:
    """Marks one definition."""

    pieces: list[Piece]
    data: Mapping[str, Any]

    def definition(self, definition: Definition) -> Definition:
        sections = tuple(self._section(each, ("noi_dung", n)) for n, each in enumerate(definition.sections))
        annexes = tuple(self._annex(each, ("phu_luc", n)) for n, each in enumerate(definition.annexes))
        update = {
            "opening": self._text(definition.opening, ("mo_dau",)),
            "sections": sections,
            "closing": self._text(definition.closing, ("ket",)),
            "annexes": annexes,
            "phrases": {key: self._phrase(key, text) for key, text in definition.phrases.items()},
            "subject": self._line(definition.subject, ("trich_yeu",)),
            "addressees": self._lines(definition.addressees, ("kinh_gui",)),
            "legal_basis": self._lines(definition.legal_basis, ("can_cu",)),
            "recipients": self._lines(definition.recipients, ("noi_nhan",)),
            "signatory": self._signatory(definition.signatory),
        }
        return definition.model_copy(update=update)

    def _section(self, section: Section, path: Path) -> Section:
        below = tuple(self._section(each, (*path, "muc", n)) for n, each in enumerate(section.sections))
        update = {
            "title": self._line(section.title, (*path, "tieu_de")),
            "inline": self._line(section.inline, (*path, "noi_lien")),
            "text": self._text(section.text, (*path, "van_ban")),
            "sections": below,
            "charts": self._charts(section.charts, path),
        }
        return section.model_copy(update=update)

    def _annex(self, annex: Annex, path: Path) -> Annex:
        update: dict[str, Any] = {
            "title": self._line(annex.title, (*path, "tieu_de")),
            "caption": self._line(annex.caption, (*path, "kem_theo")),
            "text": self._text(annex.text, (*path, "van_ban")),
            "charts": self._charts(annex.charts, path),
            "text_after": self._text(annex.text_after, (*path, "van_ban_sau")),
        }
        if annex.table is not None:
            columns = self._columns(annex.table.columns, (*path, "bang", "cot"))
            update["table"] = annex.table.model_copy(update={"columns": columns})
        return annex.model_copy(update=update)

    def _phrase(self, signature: str, text: str) -> str:
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        block = _Block(self.pieces, text, ("cum_tu", signature), start, end)
        return text[:start] + block.marked(start, end, (), 0) + text[end:] if start < end else text

    def _signatory(self, signatory: Signatory) -> Signatory:
        update = {
            "authority": self._lines(signatory.authority, ("ky_ten", "quyen_han")),
            "position": self._line(signatory.position, ("ky_ten", "chuc_vu")),
            "name": self._line(signatory.name, ("ky_ten", "ho_ten")),
        }
        return signatory.model_copy(update=update)

    def _charts(self, charts: Sequence[Chart], path: Path) -> tuple[Chart, ...]:
        return tuple(
            each.model_copy(update={"title": self._line(each.title, (*path, "bieu_do", n, "tieu_de"))})
            for n, each in enumerate(charts)
        )

    def _columns(self, columns: Sequence[Column], path: Path) -> tuple[Column, ...]:
        return tuple(
            each.model_copy(
                update={
                    "title": self._line(each.title, (*path, n, "tieu_de")),
                    "columns": self._columns(each.columns, (*path, n, "cot")),
                }
            )
            for n, each in enumerate(columns)
        )

    def _lines(self, texts: Sequence[str], path: Path) -> tuple[str, ...]:
        """Mark a list of lines, or the one line that is written as a text."""
        written: Any = self.data
        for part in path:
            written = written.get(part) if isinstance(written, Mapping) else None
        if isinstance(written, str):
            return tuple(texts) if len(texts) > 1 else tuple(str(self._line(each, path)) for each in texts)
        return tuple(str(self._line(each, (*path, n))) for n, each in enumerate(texts))

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
        block = _Block(self.pieces, text, path, start, end)
        return block.marked(words, end, list(_notes(text, words, end)), loops)


@dataclass(slots=True)
class _Block:
    """One paragraph of a text, from `start` to `end`."""

    pieces: list[Piece]
    text: str
    path: Path
    start: int
    end: int

    def marked(
        self, first: int, last: int, notes: Sequence[tuple[int, int]], loops: int, *, in_note: bool = False
    ) -> str:
        """Return some words with a mark before every stretch of words and every output tag."""
        out: list[str] = []
        at, after_control = first, False

        def add(begin: int, stop: int, *, is_tag: bool) -> None:
            opens = begin == first and not is_tag
            out.append(mark(len(self.pieces), opens_paragraph=opens, of_phrase=self.path[0] == "cum_tu"))
            span = (begin, stop, is_tag, self.start, self.end, loops > 0, after_control, in_note)
            self.pieces.append(Piece(self.path, *span))
            out.append(self.text[begin:stop] if is_tag else self._with_notes(begin, stop, notes, loops))

        for tag in JINJA_TAG.finditer(self.text, first, last):
            if any(begin <= tag.start() < stop for begin, stop in notes):
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
        add(at, last, is_tag=False)
        return "".join(out)

    def _with_notes(self, first: int, last: int, notes: Sequence[tuple[int, int]], loops: int) -> str:
        """Return words with marks inside their footnotes, which are printed elsewhere."""
        out, at = [], first
        for begin, stop in (each for each in notes if first <= each[0] < last):
            content = self.text[begin + 2 : stop - 1]
            words = begin + 2 + len(content) - len(content.lstrip())
            end = begin + 2 + len(content.rstrip())
            inside = self.marked(words, end, (), loops, in_note=True) if words < end else content
            out += [self.text[at : begin + 2], inside, self.text[stop - 1 : stop]]
            at = stop
        return "".join([*out, self.text[at:last]])


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
