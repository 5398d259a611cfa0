"""Changes to a paragraph of the edited document, written silently or as tracked changes."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from lxml import etree

from reportgen.refresh.paragraph import BOOKMARK, OBJECT, Anchor, Paragraph, Token
from reportgen.refresh.wordml import SPACE, Element, Tracking, run_of, w

RUN_PROPERTIES = w("rPr")


@dataclass(frozen=True, slots=True)
class Replace:
    """Characters `start` to `end` give way to the tokens of another version of the paragraph."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    is_conflict: bool = False


class NoteShelf(Protocol):
    """Where footnotes of the new build are copied to."""

    def copy(self, number: str) -> Element | None:
        """Copy a note and return it, with its new id; None when that cannot be done."""


@dataclass(slots=True)
class Names:
    """Figure ids by bookmark stem or tag, stems by figure id, and how often each stem occurs already."""

    ids: Mapping[str, str]
    stems: Mapping[str, str]
    occurrences: dict[str, int]

    def next_name(self, stem: str) -> str:
        """Return a bookmark name of this stem that is still free."""
        self.occurrences[stem] = self.occurrences.get(stem, 0) + 1
        return f"{stem}{self.occurrences[stem]}"


class Editor:
    """Writes into one edited document, silently or as tracked changes; conflicts are always tracked."""

    def __init__(
        self, names: Names, tracking: Tracking, *, tracks_all: bool, notes: NoteShelf | None = None
    ) -> None:
        self._names, self._tracking, self._notes = names, tracking, notes
        self.marks = tracking if tracks_all else None
        """What marks changes as tracked; None when they are made silently."""
        self.made: set[Element] = set()
        """The anchors that the refresh itself has written."""
        self.touched: set[Element] = set()
        """The roots of the parts in which more than texts has changed."""
        self.retyped: set[Element] = set()
        """The w:t that have another text and are otherwise as they were."""

    def read(self, element: Element) -> Paragraph:
        """Return a paragraph as it is now."""
        return Paragraph(element, self._names.ids)

    def touch(self, element: Element) -> None:
        """Note that the part of an element changes."""
        self.touched.add(element.getroottree().getroot())

    # --- figures ---------------------------------------------------------------------------------------

    def set_figure(self, paragraph: Paragraph, anchor: Anchor, text: str) -> None:
        """Give a figure a new text in the look of the old one."""
        if self.marks is None and self._retype(paragraph, anchor, text):
            return
        self.touch(paragraph.element)
        runs = self._runs_between(paragraph, anchor.start, anchor.end)
        paragraph = self.read(paragraph.element)
        if self.marks is not None:
            new = run_of(text, _properties(runs[0]))
            last = self._delete(runs)
            _outside_insertions(last).addnext(self._inserted(new))
            return
        leaves = [leaf for leaf in paragraph.leaves if anchor.start <= leaf.start < anchor.end]
        first = next((leaf.element for leaf in leaves if leaf.element.tag == w("t")), None)
        if first is None:
            runs[0].append(run_of(text, None)[0])
        else:
            first.text = text
        for leaf in leaves:
            if leaf.element is not first:
                leaf.element.getparent().remove(leaf.element)  # type: ignore[union-attr]

    def _retype(self, paragraph: Paragraph, anchor: Anchor, text: str) -> bool:
        """Change a figure in the w:t that print it and nothing else; tell whether that was so."""
        start, end = anchor.start, anchor.end
        leaves = [leaf for leaf in paragraph.leaves if start < leaf.end and leaf.start < end]
        if not leaves or any(leaf.element.tag != w("t") for leaf in leaves):
            return False
        if leaves[0].start != start or leaves[-1].end != end:
            return False
        for leaf, shown in zip(leaves, [text, *[""] * (len(leaves) - 1)], strict=True):
            leaf.element.text = shown
            self.retyped.add(leaf.element)
        return True

    # --- wording ---------------------------------------------------------------------------------------

    def replace(self, paragraph: Paragraph, edits: Sequence[Replace]) -> None:
        """Apply changes of wording, from the last to the first, so that places before them stay true."""
        self.touch(paragraph.element)
        for edit in sorted(edits, key=lambda each: each.start, reverse=True):
            self._replace(self.read(paragraph.element), edit)

    def _replace(self, paragraph: Paragraph, edit: Replace) -> None:
        is_tracked = self.marks is not None or edit.is_conflict
        look = _look_at(paragraph, edit.start)
        runs = self._runs_between(paragraph, edit.start, edit.end)
        paragraph = self.read(paragraph.element)
        place: Element | None
        if runs and is_tracked:
            place = _outermost(self._delete(runs), paragraph.element)
        else:
            place = self._place_before(paragraph, edit.start)
            self._remove(paragraph, edit, runs)
        elements = [
            element for piece in _pieces(edit.tokens) for element in self._made(piece, look, is_tracked)
        ]
        _insert_after(paragraph.element, place, elements)

    def _made(self, piece: str | Token, look: Element | None, is_tracked: bool) -> Iterator[Element]:
        if isinstance(piece, str):
            run = run_of(piece, look)
            yield self._inserted(run) if is_tracked else run
        elif piece.anchor is not None:
            yield from self._new_anchor(piece.anchor, piece.text, look, is_tracked)
        elif (note := self._new_note(piece)) is not None:
            yield self._inserted(note) if is_tracked else note

    def _new_note(self, token: Token) -> Element | None:
        """Return a run with the reference of a note that comes along; None when it cannot."""
        run = None if token.element is None else token.element.getparent()
        if run is None:
            return None
        twin = copy.deepcopy(run)
        for child in list(twin):
            if child.tag != RUN_PROPERTIES and child.tag != w("footnoteReference"):
                twin.remove(child)
        reference = twin.find(w("footnoteReference"))
        if reference is None:
            return None
        self._adopt_note(reference)
        return twin if twin.find(w("footnoteReference")) is not None else None

    def _new_anchor(
        self, anchor: Anchor, text: str, look: Element | None, is_tracked: bool
    ) -> Iterator[Element]:
        """Yield bookmark, control and end mark of a figure that the edited document did not have here."""
        number = self._tracking.ids.take()
        stem = self._names.stems.get(anchor.figure)
        control = copy.deepcopy(anchor.element)
        identity = control.find(f"{w('sdtPr')}/{w('id')}")
        if identity is not None:
            identity.set(w("val"), number)
        content = control.find(w("sdtContent"))
        run = run_of(text, look)
        if content is not None:
            content[:] = [self._inserted(run) if is_tracked else run]
        self.made.add(control)
        if stem is not None:
            yield _mark("bookmarkStart", number, self._names.next_name(stem))
        yield control
        if stem is not None:
            yield _mark("bookmarkEnd", number)

    # --- whole blocks ----------------------------------------------------------------------------------

    def adopt(self, element: Element) -> Element:
        """Make a copied block or row one of the edited document: free ids, no foreign references."""
        numbers: dict[str, str] = {}
        for mark in list(element.iter(w("bookmarkStart"))):
            self._adopt_bookmark(mark, numbers)
        for mark in list(element.iter(w("bookmarkEnd"))):
            old = mark.get(w("id")) or ""
            if old in numbers:
                mark.set(w("id"), numbers[old])
            else:
                _remove_element(mark)
        for control in element.iter(w("sdt")):
            self._adopt_control(control)
        for reference in list(element.iter(w("footnoteReference"))):
            self._adopt_note(reference)
        for link in list(element.iter(w("headerReference"), w("footerReference"))):
            _remove_element(link)  # the section takes those of the one before
        return element

    def _adopt_bookmark(self, mark: Element, numbers: dict[str, str]) -> None:
        found = BOOKMARK.fullmatch(mark.get(w("name")) or "")
        if found is None:
            _remove_element(mark)
            return
        numbers[mark.get(w("id")) or ""] = number = self._tracking.ids.take()
        mark.set(w("id"), number)
        mark.set(w("name"), self._names.next_name(found[1]))

    def _adopt_control(self, control: Element) -> None:
        self.made.add(control)
        identity = control.find(f"{w('sdtPr')}/{w('id')}")
        if identity is not None:
            identity.set(w("val"), self._tracking.ids.take())

    def _adopt_note(self, reference: Element) -> None:
        note = None if self._notes is None else self._notes.copy(reference.get(w("id")) or "")
        if note is None:
            _remove_element(reference)
            return
        reference.set(w("id"), note.get(w("id")) or "")
        self.adopt(note)
        self.touch(note)

    # --- runs ------------------------------------------------------------------------------------------

    def _runs_between(self, paragraph: Paragraph, start: int, end: int) -> list[Element]:
        """Return the runs that print exactly these characters, split off where needed; updates the leaves."""
        if start == end:
            return []
        for offset in (end, start):
            if _split(paragraph, offset):
                paragraph = self.read(paragraph.element)
        runs = (leaf.element.getparent() for leaf in paragraph.leaves if start <= leaf.start < end)
        return list(dict.fromkeys(run for run in runs if run is not None))

    def _delete(self, runs: list[Element]) -> Element:
        """Mark runs as deleted and return the last mark."""
        mark = None
        for run in runs:
            mark = self._tracking.mark("del")
            run.addprevious(mark)
            mark.append(run)
            for text in run.iter(w("t")):
                text.tag = w("delText")
        assert mark is not None
        return mark

    def _inserted(self, run: Element) -> Element:
        mark = self._tracking.mark("ins")
        mark.append(run)
        return mark

    def _remove(self, paragraph: Paragraph, edit: Replace, runs: list[Element]) -> None:
        """Take runs out, with the anchors that they leave empty."""
        for anchor in paragraph.anchors:
            if edit.start <= anchor.start and anchor.end <= edit.end:
                _drop_anchor(anchor)
        for run in runs:
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)

    def _place_before(self, paragraph: Paragraph, offset: int) -> Element | None:
        """Return the child of the paragraph after which text at an offset belongs; None for its beginning."""
        _split(paragraph, offset)
        fresh = self.read(paragraph.element)
        left = next((leaf for leaf in reversed(fresh.leaves) if leaf.end <= offset), None)
        if left is None:
            return None
        run = left.element.getparent()
        assert run is not None
        return _outermost(run, paragraph.element)


def _pieces(tokens: Sequence[Token]) -> Iterator[str | Token]:
    """Yield texts and figures in turn, neighbouring words joined."""
    text = ""
    for token in tokens:
        if token.anchor is None and token.element is None:
            text += token.text.replace(OBJECT, "")
            continue
        if text:
            yield text
        text = ""
        yield token
    if text:
        yield text


def _split(paragraph: Paragraph, offset: int) -> bool:
    """Cut the run that goes over an offset into two of the same look; tell whether there was one."""
    leaf = next((leaf for leaf in paragraph.leaves if leaf.start <= offset < leaf.end), None)
    if leaf is None:
        return False
    run = leaf.element.getparent()
    assert run is not None
    if offset == leaf.start and _is_first(run, leaf.element):
        return False
    second = run_of("", run.find(RUN_PROPERTIES))
    if offset > leaf.start:
        tail = copy.deepcopy(leaf.element)
        leaf.element.text, tail.text = leaf.text[: offset - leaf.start], leaf.text[offset - leaf.start :]
        for piece in (leaf.element, tail):
            piece.set(SPACE, "preserve")
        second.append(tail)
        following = list(leaf.element.itersiblings())
    else:
        following = [leaf.element, *leaf.element.itersiblings()]
    second.extend(following)
    run.addnext(second)
    return True


def _is_first(run: Element, leaf: Element) -> bool:
    before = leaf.getprevious()
    return before is None or before.tag == RUN_PROPERTIES


def _outermost(element: Element, paragraph: Element) -> Element:
    """Return the child of the paragraph that holds an element, with the end marks that follow it."""
    node = element
    while (parent := node.getparent()) is not None and parent is not paragraph:
        node = parent
    while (following := node.getnext()) is not None and following.tag == w("bookmarkEnd"):
        node = following
    return node


def _insert_after(paragraph: Element, place: Element | None, elements: list[Element]) -> None:
    if place is None:
        properties = paragraph.find(w("pPr"))
        index = 0 if properties is None else paragraph.index(properties) + 1
        paragraph[index:index] = elements
        return
    for element in reversed(elements):
        place.addnext(element)


def _outside_insertions(element: Element) -> Element:
    """Return the element, or the person's tracked insertion around it: one insertion cannot hold another."""
    while (parent := element.getparent()) is not None and parent.tag == w("ins"):
        element = parent
    return element


def _look_at(paragraph: Paragraph, offset: int) -> Element | None:
    """Return the look of the character before an offset, or of the first one."""
    leaves = [leaf for leaf in paragraph.leaves if leaf.start < max(offset, 1)]
    if not leaves:
        return None
    run = leaves[-1].element.getparent()
    return None if run is None else _properties(run)


def _properties(run: Element) -> Element | None:
    return run.find(RUN_PROPERTIES)


def _drop_anchor(anchor: Anchor) -> None:
    """Remove control and bookmark of a figure; the texts in between go with them."""
    element = anchor.element
    for mark in _marks_around(element):
        _remove_element(mark)
    _remove_element(element)


def _marks_around(element: Element) -> Iterator[Element]:
    """Yield the figure bookmark that stands around an element, both ends of it."""
    paragraph = element if element.tag == w("p") else next(element.iterancestors(w("p")))
    inside = set(element.iter(w("bookmarkStart")))
    before = element.getprevious()
    starts = [*inside, *([before] if before is not None and before.tag == w("bookmarkStart") else [])]
    numbers = {mark.get(w("id")) for mark in starts if BOOKMARK.fullmatch(mark.get(w("name")) or "")}
    for mark in paragraph.iter(w("bookmarkStart"), w("bookmarkEnd")):
        if mark.get(w("id")) in numbers:
            yield mark


def _remove_element(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _mark(kind: str, number: str, name: str = "") -> Element:
    mark = etree.Element(w(kind), {w("id"): number})
    if name:
        mark.set(w("name"), name)
    return mark
