"""Page set-up of an edited document whose annexes come or go: each section gets that of what stands in it."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reportgen.refresh.wordml import Element, Tracking, w

PARAGRAPH, PROPERTIES, CHANGE = w("p"), w("sectPr"), w("sectPrChange")
REFERENCES = frozenset((w("headerReference"), w("footerReference")))
SET_UP = {"pgSz": ("w", "h", "orient"), "pgMar": ("top", "bottom", "left", "right"), "pgNumType": ("start",)}


@dataclass(slots=True)
class Section:
    """The properties of a section, and the blocks of the body that stand in it."""

    properties: Element
    blocks: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Partners:
    """Which blocks of the three versions are one: of base and new build, of each edited block in both."""

    renewed: list[tuple[Element, Element]] = field(default_factory=list)
    made: dict[Element, Element] = field(default_factory=dict)
    now: dict[Element, Element] = field(default_factory=dict)


def sections_of(root: Element | None) -> list[Section]:
    """Return the sections of a document part; a paragraph whose mark is deleted ends none."""
    body = None if root is None else root.find(w("body"))
    found: list[Section] = []
    blocks: list[Element] = []
    for element in () if body is None else body:
        if element.tag == PROPERTIES:
            found.append(Section(element, blocks))
            continue
        blocks.append(element)
        end = element.find(f"{w('pPr')}/{PROPERTIES}") if element.tag == PARAGRAPH else None
        if end is not None and not _is_deleted(element):
            found.append(Section(end, blocks))
            blocks = []
    return found


def _is_deleted(paragraph: Element) -> bool:
    return paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None


class Sections:
    """The sections of the edited document, noted before anything is merged."""

    def __init__(self, theirs: Element | None, base: Element | None, ours: Element | None) -> None:
        self._theirs = theirs
        self._base, self._ours = sections_of(base), sections_of(ours)
        self._before = [Section(copy.deepcopy(s.properties), s.blocks) for s in sections_of(theirs)]

    @property
    def change(self) -> bool:
        """Tell whether the new build has other sections than the document as made."""
        return list(map(_set_up, self._base)) != list(map(_set_up, self._ours))

    def settle(self, partners: Partners, marks: Tracking | None) -> Iterator[Element]:
        """Give every section the properties that belong to its blocks; yield those that changed."""
        if not self._base or not self._ours or not self.change:
            return
        yield from self._dissolve_empty_end()
        base_of, ours_of = _numbers(self._base), _numbers(self._ours)
        was = _votes((ours_of.get(new), base_of.get(old)) for old, new in partners.renewed)
        own = _votes(
            (base_of.get(partners.made[block]), number)
            for number, section in enumerate(self._before)
            for block in section.blocks
            if block in partners.made
        )
        for section in sections_of(self._theirs):
            now = _votes((0, ours_of.get(partners.now[b])) for b in section.blocks if b in partners.now).get(
                0
            )
            if now is not None:
                wanted = self._wanted(now, was.get(now), own)
                if _written(wanted) != _written(section.properties):
                    yield _replace(section.properties, wanted, marks)

    def _dissolve_empty_end(self) -> Iterator[Element]:
        """Let the body end with the section before, where nothing is left behind it.

        LibreOffice puts the end of a section into its last paragraph with words, which stays.
        """
        found = sections_of(self._theirs)
        if len(found) > 1 and not found[-1].blocks:
            end, last = found[-2].properties, found[-1].properties
            holder = end.getparent()
            assert holder is not None, "it stands in a paragraph's properties"
            holder.remove(end)
            yield _replace(last, end, None)

    def _wanted(self, now: int, was: int | None, own: Mapping[int, int]) -> Element:
        """Return the properties of a section: as people left them, unless the new build has other ones."""
        ours = self._ours[now]
        if was is None or was not in own:
            return _with_references(ours.properties, self._before[0].properties)
        theirs, base = self._before[own[was]], self._base[was]
        is_new = _set_up(base) != _set_up(ours) and _set_up(base) == _set_up(theirs)
        return _with_references(ours.properties if is_new else theirs.properties, theirs.properties)


def _numbers(sections: Iterable[Section]) -> dict[Element, int]:
    return {block: number for number, section in enumerate(sections) for block in section.blocks}


def _votes(pairs: Iterable[tuple[int | None, int | None]]) -> dict[int, int]:
    """Return what most votes say for each left side."""
    counts: dict[int, Counter[int]] = {}
    for left, right in pairs:
        if left is not None and right is not None:
            counts.setdefault(left, Counter())[right] += 1
    return {left: found.most_common(1)[0][0] for left, found in counts.items()}


def _set_up(section: Section) -> list[str | None]:
    """Return paper, margins and first page number."""
    found = []
    for name, attributes in SET_UP.items():
        element = section.properties.find(w(name))
        found += [None if element is None else element.get(w(each)) for each in attributes]
    return found


def _written(properties: Element) -> bytes:
    plain = copy.deepcopy(properties)
    plain.tail = None
    return etree.tostring(plain, method="c14n")


def _with_references(properties: Element, like: Element) -> Element:
    """Return properties with the headers and footers of others: those of a new build are not in the file."""
    twin = copy.deepcopy(properties)
    twin.tail = None
    for own in [each for each in twin if each.tag in REFERENCES]:
        twin.remove(own)
    twin[:0] = [copy.deepcopy(each) for each in like if each.tag in REFERENCES]
    return twin


def _replace(old: Element, new: Element, marks: Tracking | None) -> Element:
    parent = old.getparent()
    assert parent is not None, "properties stand in a body or a paragraph"
    if marks is not None:
        change = marks.mark("sectPrChange")
        before = etree.SubElement(change, PROPERTIES)
        before[:] = [copy.deepcopy(each) for each in old if each.tag not in REFERENCES | {CHANGE}]
        for stale in new.findall(CHANGE):
            new.remove(stale)
        new.append(change)
    parent.replace(old, new)
    return new


def behind_additions(element: Element, is_known: Callable[[Element], bool]) -> Element:
    """Return the last of the blocks that people put behind an element: a new section begins after them."""
    while (following := element.getnext()) is not None:
        ends = following.tag == PROPERTIES or following.find(f"{w('pPr')}/{PROPERTIES}") is not None
        if ends or is_known(following):
            return element
        element = following
    return element
