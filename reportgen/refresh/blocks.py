"""Whole paragraphs, tables and rows put into the edited document or taken out of it, tracked when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from reportgen.refresh.paragraph import Paragraph
from reportgen.refresh.story import Block, Row
from reportgen.refresh.wordml import Element, Tracking, w


def insert_block(element: Element, place: tuple[Element, bool], marks: Tracking | None) -> None:
    """Put a paragraph or table next to an element: after it, or before it when `place` says so."""
    _put(element, place)
    if marks is None:
        return
    for row in element.iter(w("tr")):
        _mark_row(row, marks.mark("ins"))
    for paragraph in element.iter(w("p")):
        _mark_paragraph(paragraph, marks, "ins")


def insert_row(element: Element, place: tuple[Element, bool], marks: Tracking | None) -> None:
    """Put a row next to another one."""
    insert_block(element, place, marks)


def delete_block(block: Block, marks: Tracking | None) -> None:
    """Take a paragraph or table out; one that is all of a cell only loses its text.

    So does one that closes a section and holds words: they are not of the section's end.
    """
    if marks is not None:
        _mark_deleted(block.element, marks)
    elif isinstance(block, Paragraph) and _must_stay(block):
        for child in list(block.element):
            if child.tag != w("pPr"):
                block.element.remove(child)
    else:
        _remove(block.element)


def delete_row(row: Row, marks: Tracking | None) -> None:
    """Take a row out."""
    if marks is None:
        _remove(row.element)
    else:
        _mark_deleted(row.element, marks)


def _put(element: Element, place: tuple[Element, bool]) -> None:
    neighbour, is_after = place
    add: Callable[[Element], None] = neighbour.addnext if is_after else neighbour.addprevious
    add(element)


def _must_stay(block: Paragraph) -> bool:
    if block.ends_section and block.text:
        return True
    paragraph = block.element
    parent = paragraph.getparent()
    return parent is not None and parent.tag == w("tc") and len(parent.findall(w("p"))) == 1


def _mark_deleted(element: Element, marks: Tracking) -> None:
    for row in element.iter(w("tr")):
        _mark_row(row, marks.mark("del"))
    for paragraph in element.iter(w("p")):
        _mark_paragraph(paragraph, marks, "del")
    for text in element.iter(w("t")):
        text.tag = w("delText")


def _mark_row(row: Element, mark: Element) -> None:
    properties = row.find(w("trPr"))
    if properties is None:
        properties = etree.Element(w("trPr"))
        exceptions = row.find(w("tblPrEx"))
        row.insert(0 if exceptions is None else row.index(exceptions) + 1, properties)
    properties.append(mark)


def _mark_paragraph(paragraph: Element, marks: Tracking, name: str) -> None:
    for run in list(_own_runs(paragraph, name)):
        mark = marks.mark(name)
        run.addprevious(mark)
        mark.append(run)
    _mark_of(paragraph).insert(0, marks.mark(name))


def _own_runs(paragraph: Element, name: str) -> Iterator[Element]:
    """Yield the runs that bear no such mark yet."""
    for run in paragraph.iter(w("r")):
        parent = run.getparent()
        if parent is not None and parent.tag not in (w(name), w("del")):
            yield run


def _mark_of(paragraph: Element) -> Element:
    """Return the run properties of the paragraph mark, made when missing."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    mark = properties.find(w("rPr"))
    if mark is None:
        mark = etree.Element(w("rPr"))
        before = [properties.index(e) for e in properties if e.tag in (w("sectPr"), w("pPrChange"))]
        properties.insert(min(before, default=len(properties)), mark)
    return mark


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
