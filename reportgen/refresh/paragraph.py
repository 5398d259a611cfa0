"""A paragraph as a sequence of words and figures, each tied to the characters and runs that print it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from reportgen.model.chart_data import NAME_PREFIX
from reportgen.refresh.wordml import SIGNS, Element, w
from reportgen.vietnamese import nfc

FIGURE, NOTE, OBJECT, SECTION_MARK = "\ue100", "\ue101", "\ue102", "\ue104"
"""What stands in a key for a figure, a note, anything that is no text, and the end of a section."""

BOOKMARK = re.compile(r"(_F[A-Z2-7]{10}_)(\d+)(?:_Copy_\d+)?")
"""A figure's bookmark: stem and occurrence; LibreOffice renames those of footnotes."""

STEM_LENGTH = 13
TAG = "fig:"
RUN, TEXT, PROPERTIES, SECTION = w("r"), w("t"), w("pPr"), w("sectPr")
CONTROL, CONTROL_PROPERTIES, CONTROL_TAG, CONTROL_CONTENT = w("sdt"), w("sdtPr"), w("tag"), w("sdtContent")
MARK_OPENS, MARK_CLOSES = w("bookmarkStart"), w("bookmarkEnd")
NAME, IDENTITY, VALUE = w("name"), w("id"), w("val")
TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
DRAWING = w("drawing")
OBJECT_NAME = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
SKIPPED = frozenset(map(w, ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr")))
HELD_BY_RUN = {w(name): sign for sign, name in SIGNS.items()} | {w("cr"): "\n"}
SILENT = frozenset(
    map(w, ("lastRenderedPageBreak", "softHyphen", "annotationRef", "footnoteRef", "endnoteRef"))
)
NOTES = frozenset(map(w, ("footnoteReference", "endnoteReference")))


class Leaf(NamedTuple):
    """One child of a run that prints something, and the characters it prints (one for what is no text)."""

    element: Element
    start: int
    text: str

    @property
    def end(self) -> int:
        """Where its characters end."""
        return self.start + len(self.text)


class Anchor(NamedTuple):
    """A printed figure: its id, its occurrence (0: unknown) and the characters between its marks."""

    figure: str
    occurrence: int
    start: int
    end: int
    element: Element
    """The w:sdt, or the w:bookmarkStart when the control has lost its tag."""
    by_tag: bool


class Token(NamedTuple):
    """A word, a blank, a sign, a figure, a note or an object; equal keys mean equal wording."""

    key: str
    text: str
    start: int
    end: int
    anchor: Anchor | None = None
    element: Element | None = None
    """The reference, for a note."""


class Paragraph:
    """A w:p read for merging. `names` gives the figure id of each bookmark stem."""

    def __init__(self, element: Element, names: Mapping[str, str]) -> None:
        self.element = element
        reader = _Reader(names)
        reader.read(element)
        self.leaves = reader.leaves
        self.text = "".join([leaf.text for leaf in self.leaves])
        self.anchors = reader.finished()
        self.ends_section = reader.ends_section
        self.charts = reader.charts
        """Names of the charts of ours in it, by the place of the character that stands for them."""

        self.key = self._key()
        """The wording: figure ids in place of their values, all blanks alike."""

    def _key(self) -> str:
        if (
            len(self.anchors) == len(self.leaves) == 1 and not self.ends_section
        ):  # nearly every cell of a table
            only, leaf = self.anchors[0], self.leaves[0]
            if only.end - only.start == len(leaf.text) and not self.charts:
                return f"{FIGURE}{only.figure}{FIGURE}"
        at, pieces = 0, []
        for anchor in self.anchors:
            pieces += [self.text[at : anchor.start], FIGURE, anchor.figure, FIGURE]
            at = anchor.end
        wording = " ".join("".join([*pieces, self.text[at:], *self.charts.values()]).split())
        return wording + SECTION_MARK if self.ends_section else wording

    @cached_property
    def tokens(self) -> list[Token]:
        """The words, signs and figures in order."""
        notes = {leaf.start: leaf.element for leaf in self.leaves if leaf.text == NOTE}
        tokens = list(_tokens(self.text, self.anchors, notes))
        if not self.charts:
            return tokens
        names = self.charts  # one chart is not another, however alike their paragraphs are
        return [token._replace(key=token.key + names.get(token.start, "")) for token in tokens]

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures it prints, in order."""
        return tuple([anchor.figure for anchor in self.anchors])

    @cached_property
    def words(self) -> Counter[str]:
        """The words and figures, blanks left out."""
        return Counter(token.key for token in self.tokens if token.key != " ")

    def shown(self, anchor: Anchor) -> str:
        """Return what a figure shows."""
        return self.text[anchor.start : anchor.end]


class _Reader:
    """Walks a paragraph once and notes leaves and anchors."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.leaves: list[Leaf] = []
        self._names = names
        self.ends_section = False
        self.charts: dict[int, str] = {}
        self._length = 0
        self._open: dict[str, tuple[str, int, int, Element]] = {}
        self._by_tag: list[Anchor] = []
        self._by_mark: list[Anchor] = []

    def read(self, parent: Element) -> None:
        """Take in what an element prints."""
        for child in parent:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag == CONTROL:
                self._control(child)
            elif tag == MARK_OPENS:
                self._mark_opens(child)
            elif tag == MARK_CLOSES:
                self._mark_closes(child)
            elif tag == PROPERTIES:
                self.ends_section = _first(child, SECTION) is not None
            elif tag not in SKIPPED and isinstance(tag, str):
                self.read(child)

    def finished(self) -> list[Anchor]:
        """Return the anchors in order: a tag wins over the bookmark around it, which tells the occurrence."""
        if not self._by_tag and not self._by_mark:
            return []
        if len(self._by_tag) == len(self._by_mark) == 1:  # nearly every cell of a table
            tag, mark = self._by_tag[0], self._by_mark[0]
            if tag.start == mark.start < mark.end == tag.end and tag.figure == mark.figure:
                return [_numbered(tag, mark)]
        return self._merged()

    def _merged(self) -> list[Anchor]:
        tagged = {(anchor.start, anchor.end): anchor for anchor in self._by_tag}
        for mark in self._by_mark:
            known = tagged.get((mark.start, mark.end))
            if known is None:
                if not any(a.start < mark.end and mark.start < a.end for a in tagged.values()):
                    tagged[mark.start, mark.end] = mark
            elif known.figure == mark.figure:
                tagged[mark.start, mark.end] = _numbered(known, mark)
        inorder = sorted((a for a in tagged.values() if a.start < a.end), key=lambda a: (a.start, -a.end))
        return [a for a, before in zip(inorder, [None, *inorder], strict=False) if not _is_within(a, before)]

    def _run(self, run: Element) -> None:
        for child in run:
            tag = child.tag
            if tag == TEXT:
                self._leaf(child, nfc(child.text or ""))
            elif tag in HELD_BY_RUN:
                self._leaf(child, HELD_BY_RUN[tag])
            elif tag in NOTES:
                self._leaf(child, NOTE)
            elif tag not in SKIPPED and tag not in SILENT and isinstance(tag, str):
                if tag == DRAWING:
                    self._note_chart(child)
                self._leaf(child, OBJECT)

    def _note_chart(self, drawing: Element) -> None:
        name = next((each.get("name") or "" for each in drawing.iter(OBJECT_NAME)), "")
        if name.startswith(NAME_PREFIX):
            self.charts[self._length] = name

    def _leaf(self, element: Element, text: str) -> None:
        if text:
            self.leaves.append(Leaf(element, self._length, text))
            self._length += len(text)

    def _control(self, control: Element) -> None:
        start, name = self._length, ""
        for child in control:
            if child.tag == CONTROL_PROPERTIES:
                tag = _first(child, CONTROL_TAG)
                name = "" if tag is None else tag.get(VALUE) or ""
            elif child.tag == CONTROL_CONTENT:
                self.read(child)
        if name.startswith(TAG):
            figure = self._names.get(name, name.removeprefix(TAG))
            self._by_tag.append(Anchor(figure, 0, start, self._length, control, by_tag=True))

    def _mark_opens(self, mark: Element) -> None:
        name = mark.get(NAME) or ""
        figure = self._names.get(name[:STEM_LENGTH])
        if figure is not None and (found := BOOKMARK.fullmatch(name)):
            self._open[mark.get(IDENTITY) or ""] = (figure, int(found[2]), self._length, mark)

    def _mark_closes(self, mark: Element) -> None:
        opened = self._open.pop(mark.get(IDENTITY) or "", None)
        if opened is not None:
            figure, occurrence, start, element = opened
            self._by_mark.append(Anchor(figure, occurrence, start, self._length, element, by_tag=False))


def _first(element: Element, name: str) -> Element | None:
    """Return the first child of a name; `find` takes ten times as long, and this runs for every number."""
    for child in element:
        if child.tag == name:
            return child
    return None


def _numbered(tag: Anchor, mark: Anchor) -> Anchor:
    """Return the anchor of a tag with the occurrence that its bookmark tells."""
    return Anchor(tag.figure, mark.occurrence, tag.start, tag.end, tag.element, by_tag=True)


def _is_within(anchor: Anchor, other: Anchor | None) -> bool:
    """Tell whether an anchor stands inside another one: pasted there; the outer one counts."""
    return other is not None and anchor.start < other.end


def _tokens(text: str, anchors: list[Anchor], notes: Mapping[int, Element]) -> Iterator[Token]:
    at = 0
    for anchor in anchors:
        yield from _words(text, at, anchor.start, notes)
        yield Token(
            FIGURE + anchor.figure + FIGURE, text[anchor.start : anchor.end], anchor.start, anchor.end, anchor
        )
        at = anchor.end
    yield from _words(text, at, len(text), notes)


def _words(text: str, start: int, end: int, notes: Mapping[int, Element]) -> Iterator[Token]:
    for found in TOKEN.finditer(text, start, end):
        word, place = found[0], found.start()
        yield Token(" " if word.isspace() else word, word, place, found.end(), None, notes.get(place))
