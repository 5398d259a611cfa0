"""Read a whole Word file: its sections with their page set-up, headers, footers, notes and properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from reportgen.check.package import CORE_PROPERTIES_PART, Package, UnreadablePackage, w
from reportgen.check.word.blocks import children
from reportgen.check.word.looks import Looks
from reportgen.check.word.numbering import Numbering
from reportgen.check.word.properties import is_on, value_of, whole
from reportgen.check.word.story import MOST_NESTED_TABLES, PARAGRAPH, TABLE, Spot, Story
from reportgen.check.word.styles import Styles
from reportgen.check.word.theme import theme_fonts
from reportgen.model.word_document import Area, Block, HeaderKind, Section, WordDocument

__all__ = ["MOST_NESTED_TABLES", "read_word"]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REFERENCE_ID = f"{{{OFFICE}}}id"
MAIN_PART = "word/document.xml"
PAGE_LENGTHS = (
    ("pgSz", "w", "width"),
    ("pgSz", "h", "height"),
    *(("pgMar", side, side) for side in ("top", "bottom", "left", "right", "gutter")),
    ("pgMar", "header", "header_distance"),
)
KINDS_OF_HEADER = {kind.value: kind for kind in HeaderKind}
HEADER, FOOTER = w("headerReference"), w("footerReference")
SECTION_BREAK = f"{w('pPr')}/{w('sectPr')}"


def read_word(data: bytes, *, file: str) -> WordDocument:
    """Return the document; `file` is the name to show.

    Raise UnreadablePackage, with the reason in Vietnamese, when the bytes are no Word file.
    """
    return _Reader(Package(data), file).document()


@dataclass(frozen=True, slots=True)
class _RawSection:
    """The blocks of a section and the element that sets up its pages."""

    blocks: list[etree._Element]
    properties: etree._Element | None


class _Reader:
    def __init__(self, package: Package, file: str) -> None:
        self._package, self._file = package, file
        self._main = _main_part(package)
        body = package.stories[self._main].find(w("body"))
        if body is None:
            raise UnreadablePackage("tệp Word không có phần thân")
        self._body = body
        fonts = theme_fonts(self._related("theme1.xml", "theme"))
        self._looks = Looks(Styles(self._related("styles.xml", "styles"), fonts), fonts)
        self._numbering = Numbering(self._related("numbering.xml", "numbering"))
        self._stories: dict[str, tuple[Block, ...]] = {}

    def document(self) -> WordDocument:
        tree = self._package.stories[self._main]
        story = Story(tree, self._main, Area.BODY, self._looks, self._numbering)
        sections: list[Section] = []
        for raw in _sections(self._body):
            page = self._page(raw.properties, sections[-1] if sections else None)
            room = page.width - page.left - page.right - page.gutter
            sections.append(replace(page, blocks=story.blocks(iter(raw.blocks), Spot(room=max(room, 0)))))
        settings = self._related("settings.xml", "settings")
        return WordDocument(
            self._file,
            tuple(sections),
            footnotes=dict(self._notes()),
            properties=self._properties(),
            has_even_headers=_is_set(settings, "evenAndOddHeaders"),
            mirrors_margins=_is_set(settings, "mirrorMargins"),
        )

    def _page(self, properties: etree._Element | None, before: Section | None) -> Section:
        """Read a page set-up; headers and footers that are not named are those of the section before."""
        headers = dict(before.headers) if before else {}
        footers = dict(before.footers) if before else {}
        for reference in () if properties is None else properties.iterchildren(HEADER, FOOTER):
            kind = KINDS_OF_HEADER.get(reference.get(w("type")) or "", HeaderKind.DEFAULT)
            target = headers if reference.tag == HEADER else footers
            target[kind] = self._margin_story(reference)
        section = Section((), headers=headers, footers=footers)
        return section if properties is None else _with_page_setup(section, properties)

    def _margin_story(self, reference: etree._Element) -> tuple[Block, ...]:
        area = Area.HEADER if reference.tag == HEADER else Area.FOOTER
        part = self._target(reference.get(REFERENCE_ID) or "")
        return self._story(part, area)

    def _story(self, part: str, area: Area) -> tuple[Block, ...]:
        tree = self._package.stories.get(part)
        if tree is None:
            return ()
        if part not in self._stories:
            self._stories[part] = Story(tree, part, area, self._looks, self._numbering).content(tree, Spot())
        return self._stories[part]

    def _notes(self) -> Iterator[tuple[str, tuple[Block, ...]]]:
        for kind, prefix in (("footnotes", ""), ("endnotes", "e")):
            part = next((name for name, tree in self._package.stories.items() if tree.tag == w(kind)), "")
            if not part:
                continue
            tree = self._package.stories[part]
            story = Story(tree, part, Area.FOOTNOTE, self._looks, self._numbering)
            for note in tree:
                if (note.get(w("type")) or "normal") == "normal":
                    yield prefix + (note.get(w("id")) or ""), story.content(note, Spot())

    def _properties(self) -> dict[str, str]:
        tree = self._package.trees.get(CORE_PROPERTIES_PART)
        found = [] if tree is None else [each for each in tree if isinstance(each.tag, str)]
        return {etree.QName(element).localname: element.text or "" for element in found}

    def _target(self, relationship_id: str) -> str:
        relationships = self._package.relationships.get(self._main, [])
        return next((each.target for each in relationships if each.id == relationship_id), "")

    def _related(self, file: str, root: str) -> etree._Element | None:
        """Return a part that the main one leads to, by its root element, the usual file name first."""
        targets = [each.target for each in self._package.relationships.get(self._main, [])]
        targets.sort(key=lambda target: not target.endswith(f"/{file}"))
        for target in targets:
            tree = self._package.trees.get(target)
            if tree is not None and etree.QName(tree).localname == root:
                return tree
        return None


def _main_part(package: Package) -> str:
    related = (each.target for each in package.relationships.get("", []))
    for part in (*related, MAIN_PART):
        tree = package.stories.get(part)
        if tree is not None and tree.tag == w("document"):
            return part
    if MAIN_PART in package.with_dtd:
        raise UnreadablePackage("phần thân có khai báo DOCTYPE, không được phép trong tệp Word")
    problem = package.malformed.get(MAIN_PART)
    raise UnreadablePackage(f"phần thân hỏng: {problem}" if problem else "không có phần thân của tệp Word")


def _sections(body: etree._Element) -> Iterator[_RawSection]:
    blocks: list[etree._Element] = []
    for element in children(body, PARAGRAPH, TABLE):
        blocks.append(element)
        ends_here = element.find(SECTION_BREAK) if element.tag == PARAGRAPH else None
        if ends_here is not None:
            yield _RawSection(blocks, ends_here)
            blocks = []
    last = body.find(w("sectPr"))
    if blocks or last is not None:
        yield _RawSection(blocks, last)


def _with_page_setup(section: Section, properties: etree._Element) -> Section:
    lengths: dict[str, Any] = {}
    for name, attribute, field in PAGE_LENGTHS:
        element = properties.find(w(name))
        value = None if element is None else element.get(w(attribute))
        if value is not None:
            lengths[field] = abs(whole(value))
    numbers = properties.find(w("pgNumType"))
    size = properties.find(w("pgSz"))
    kind = properties.find(w("type"))
    first = properties.find(w("titlePg"))
    start = None if numbers is None else numbers.get(w("start"))
    return replace(
        section,
        **lengths,
        is_landscape=size is not None and size.get(w("orient")) == "landscape",
        has_first_page=first is not None and is_on(first),
        starts_page=kind is None or value_of(kind) != "continuous",
        number_start=None if start is None else whole(start),
        number_format="decimal" if numbers is None else numbers.get(w("fmt")) or "decimal",
    )


def _is_set(settings: etree._Element | None, name: str) -> bool:
    element = None if settings is None else settings.find(w(name))
    return element is not None and is_on(element)
