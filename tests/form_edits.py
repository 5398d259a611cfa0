"""Small changes of a Word file, by paragraph style or text, as a hand in Word would make them."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable

from lxml import etree

from tests.defect_files import packed
from tests.word_files import NAMESPACES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY, HEADER, FIRST_HEADER = "word/document.xml", "word/header1.xml", "word/header2.xml"
SETTINGS, STYLES = "word/settings.xml", "word/styles.xml"
Element = etree._Element
Edit = Callable[["File"], None]

RUN_ORDER = ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "vanish", "color", "sz", "szCs", "u", "vertAlign"]  # fmt: skip # noqa: E501
PARAGRAPH_ORDER = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "numPr", "pBdr", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr"]  # fmt: skip # noqa: E501


class File:
    """The parts of a Word file as trees."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.trees: dict[str, Element] = {}

    def tree(self, part: str = BODY) -> Element:
        if part not in self.trees:
            self.trees[part] = etree.fromstring(self.parts[part])
        return self.trees[part]

    def data(self) -> bytes:
        texts = {name: content.decode("utf-8") for name, content in self.parts.items()}
        texts |= {
            name: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True).decode(
                "utf-8"
            )
            for name, tree in self.trees.items()
        }
        return packed(texts)

    def paragraphs(self, which: str, part: str = BODY) -> list[Element]:
        """Paragraphs of a style, or with `~` before it, those with a text."""
        found = [each for each in self.tree(part).iter(f"{W}p") if _is(each, which)]
        assert found, f"no paragraph {which}"
        return found

    def sections(self) -> list[Element]:
        return list(self.tree().iter(f"{W}sectPr"))


def _is(paragraph: Element, which: str) -> bool:
    if which.startswith("~"):
        return which[1:] in "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") == which


def xml(text: str) -> list[Element]:
    """Elements of a text with the usual prefixes."""
    return list(etree.fromstring(f"<x {NAMESPACES}>{text}</x>"))


def changed(data: bytes, *edits: Edit) -> bytes:
    file = File(data)
    for edit in edits:
        edit(file)
    return file.data()


def look(style: str, properties: str, part: str = BODY, *, only: int | None = None) -> Edit:
    """Set direct formatting of all runs in paragraphs of a style."""

    def edit(file: File) -> None:
        paragraphs = file.paragraphs(style, part)
        for paragraph in paragraphs if only is None else [paragraphs[only]]:
            for run in paragraph.iter(f"{W}r"):
                _set(_first(run, "rPr"), properties, RUN_ORDER)

    return edit


def setting(style: str, properties: str, part: str = BODY, *, only: int | None = None) -> Edit:
    """Set direct properties of paragraphs of a style."""

    def edit(file: File) -> None:
        paragraphs = file.paragraphs(style, part)
        for paragraph in paragraphs if only is None else [paragraphs[only]]:
            _set(_first(paragraph, "pPr"), properties, PARAGRAPH_ORDER)

    return edit


def text(old: str, new: str, part: str = BODY) -> Edit:
    """Replace a text that stands in one w:t, wherever it does."""

    def edit(file: File) -> None:
        holders = [each for each in file.tree(part).iter(f"{W}t") if old in (each.text or "")]
        assert holders, f"no text {old}"
        for holder in holders:
            holder.text = (holder.text or "").replace(old, new)

    return edit


def page(name: str, *, only: int | None = None, **values: object) -> Edit:
    """Set attributes of the page set-up of all sections, or of one."""

    def edit(file: File) -> None:
        sections = file.sections()
        for section in sections if only is None else [sections[only]]:
            element = section.find(f"{W}{name}")
            if element is None:
                element = etree.SubElement(section, f"{W}{name}")
            for attribute, value in values.items():
                if value is None:
                    del element.attrib[f"{W}{attribute}"]
                else:
                    element.set(f"{W}{attribute}", str(value))

    return edit


def without(path: str, part: str = BODY) -> Edit:
    """Take out every element of a path like `w:titlePg`."""

    def edit(file: File) -> None:
        found = file.tree(part).findall(f".//{path.replace('w:', W)}")
        assert found, f"no element {path}"
        for element in found:
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)

    return edit


def drop(style: str, *, only: int | None = None) -> Edit:
    """Take out paragraphs of a style."""

    def edit(file: File) -> None:
        paragraphs = file.paragraphs(style)
        for paragraph in paragraphs if only is None else [paragraphs[only]]:
            parent = paragraph.getparent()
            assert parent is not None
            parent.remove(paragraph)

    return edit


def after(style: str, content: str, *, only: int = -1) -> Edit:
    """Put elements after a paragraph of a style."""

    def edit(file: File) -> None:
        place = file.paragraphs(style)[only]
        for element in reversed(xml(content)):
            place.addnext(element)

    return edit


def before(style: str, content: str, *, only: int = 0) -> Edit:
    """Put elements before a paragraph of a style."""

    def edit(file: File) -> None:
        place = file.paragraphs(style)[only]
        for element in xml(content):
            place.addprevious(element)

    return edit


def inside(style: str, content: str, part: str = BODY, *, only: int = -1) -> Edit:
    """Put elements at the end of a paragraph of a style."""

    def edit(file: File) -> None:
        file.paragraphs(style, part)[only].extend(xml(content))

    return edit


def rewritten(style: str, content: str, *, only: int = 0) -> Edit:
    """Replace all that a paragraph of a style holds but its properties."""

    def edit(file: File) -> None:
        paragraph = file.paragraphs(style)[only]
        for child in list(paragraph):
            if child.tag != f"{W}pPr":
                paragraph.remove(child)
        paragraph.extend(xml(content))

    return edit


def copied(part: str, target: str) -> Edit:
    """Give one part the content of another."""

    def edit(file: File) -> None:
        file.trees[target] = copy.deepcopy(file.tree(part))

    return edit


def drop_next(style: str) -> Edit:
    """Take out the paragraph after the last one of a style, whose border draws a line under it."""

    def edit(file: File) -> None:
        following = file.paragraphs(style)[-1].getnext()
        assert following is not None
        parent = following.getparent()
        assert parent is not None
        parent.remove(following)

    return edit


def together(*edits: Edit) -> Edit:
    """Make several changes that are one breach."""

    def edit(file: File) -> None:
        for each in edits:
            each(file)

    return edit


def table(number: int, properties: str) -> Edit:
    """Add to the properties of a table, counted from 0."""

    def edit(file: File) -> None:
        found = list(file.tree().iter(f"{W}tbl"))[number].find(f"{W}tblPr")
        assert found is not None
        found.extend(xml(properties))

    return edit


def _first(parent: Element, name: str) -> Element:
    found = parent.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        parent.insert(0, found)
    return found


def _set(holder: Element, properties: str, order: list[str]) -> None:
    for element in xml(properties):
        for old in holder.findall(str(element.tag)):
            holder.remove(old)
        holder.append(element)
    holder[:] = sorted(holder, key=lambda each: order.index(etree.QName(each).localname))
