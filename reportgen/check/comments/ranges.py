"""Where a comment goes in a paragraph: runs split at its ends, marks set where Word allows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from reportgen.check.package import w
from reportgen.check.word.inline import BLANKS, SPACE, TEXT_OF, inline_elements, text_pieces

RUN, TEXT, PROPERTIES = w("r"), w("t"), w("rPr")
CONTROL, CONTROL_CONTENT, FIELD_MARK = w("sdt"), w("sdtContent"), w("fldChar")
HOLDERS = frozenset(
    map(w, ("hyperlink", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "bdo", "dir"))
)
"""What may hold the marks of a comment, besides the paragraph itself."""
TEXTLESS = frozenset(
    map(w, ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart"))
) | frozenset(map(w, ("commentRangeEnd", "smartTagPr", "customXmlPr", "lastRenderedPageBreak", "pPr")))


class Span(NamedTuple):
    """The characters `start` to `end` of a paragraph, which one run holds."""

    run: etree._Element
    start: int
    end: int


def mark(paragraph: etree._Element, start: int, end: int, identity: str) -> None:
    """Set the marks of a comment around some characters of a paragraph; none means the whole paragraph."""
    first, last = _ends(paragraph, start, end) if end > start else (None, None)
    opening = etree.Element(w("commentRangeStart"), {w("id"): identity})
    closing = etree.Element(w("commentRangeEnd"), {w("id"): identity})
    if first is None or last is None:
        _insert_first(paragraph, opening)
        paragraph.append(closing)
    else:
        first.addprevious(opening)
        last.addnext(closing)
    closing.addnext(_reference(identity))


def _reference(identity: str) -> etree._Element:
    run = etree.Element(RUN)
    etree.SubElement(run, w("commentReference"), {w("id"): identity})
    return run


def _insert_first(paragraph: etree._Element, opening: etree._Element) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        paragraph.insert(0, opening)
    else:
        properties.addnext(opening)


def _ends(
    paragraph: etree._Element, start: int, end: int
) -> tuple[etree._Element, etree._Element] | tuple[None, None]:
    """Return the elements before and after which the marks stand; the runs are split for it."""
    for offset in (start, end):
        _split_at(paragraph, offset)
    runs = [span.run for span in _spans(paragraph) if span.start < end and span.end > start]
    if not runs:
        return None, None
    fields = _fields(paragraph)
    first, last = fields.get(runs[0], (runs[0],))[0], fields.get(runs[-1], (runs[-1],))[-1]
    return _outwards(first, paragraph, backwards=True), _outwards(last, paragraph, backwards=False)


def _spans(paragraph: etree._Element) -> Iterator[Span]:
    position = 0
    for piece in text_pieces(paragraph):
        if piece.run is not None and not _is_hidden(piece.run):
            yield Span(piece.run, position, position + len(piece.text))
            position += len(piece.text)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{PROPERTIES}/{w('vanish')}")
    return hidden is not None and hidden.get(w("val")) not in ("0", "false", "off")


def _split_at(paragraph: etree._Element, offset: int) -> None:
    spans = list(_spans(paragraph))
    runs = {span.run: span.start for span in reversed(spans)}
    for span in spans:
        if span.start < offset <= span.end and span.run.tag == RUN:
            _split(span.run, offset - runs[span.run])
            return


def _split(run: etree._Element, offset: int) -> None:
    """Leave the first `offset` characters in a run and put the rest into a run of the same look behind it."""
    rest = []
    for child in list(run):
        text = _text_of(child)
        if offset <= 0 and child.tag != PROPERTIES:
            rest.append(child)
        elif offset < len(text):
            rest.append(_split_text(child, offset) if child.tag == TEXT else child)
        offset -= len(text)
    if not any(map(_text_of, rest)):
        return
    behind = etree.Element(RUN, {str(name): str(value) for name, value in run.attrib.items()})
    if (look := run.find(PROPERTIES)) is not None:
        behind.append(deepcopy(look))
    behind.extend(rest)
    run.addnext(behind)


def _text_of(child: etree._Element) -> str:
    read = TEXT_OF.get(child.tag)
    return unicodedata.normalize("NFC", read(child)) if read is not None else ""


def _split_text(element: etree._Element, offset: int) -> etree._Element:
    """Cut a w:t after some characters; return the rest of it."""
    typed = element.text or ""
    typed = typed if element.get(SPACE) == "preserve" else typed.strip(BLANKS)
    cut = _cut(typed, offset)
    element.text = typed[:cut]
    rest = etree.Element(TEXT)
    rest.text = typed[cut:]
    for each in (element, rest):
        each.set(SPACE, "preserve")
    return rest


def _cut(typed: str, offset: int) -> int:
    """Return where a text as typed reaches `offset` composed characters."""
    if unicodedata.is_normalized("NFC", typed):
        return offset
    cuts = (
        cut
        for cut in range(len(typed) + 1)
        if len(unicodedata.normalize("NFC", typed[:cut])) >= offset
        and (cut == len(typed) or not unicodedata.combining(typed[cut]))
    )
    return next(cuts, len(typed))


def _fields(paragraph: etree._Element) -> dict[etree._Element, tuple[etree._Element, etree._Element]]:
    """Return the first and last run of the outermost field that begins and ends in the paragraph, by run."""
    found: dict[etree._Element, tuple[etree._Element, etree._Element]] = {}
    inside: list[etree._Element] = []
    depth = 0
    for run, child in inline_elements(paragraph):
        if run is None or child is None:
            continue
        kind = child.get(w("fldCharType")) if child.tag == FIELD_MARK else ""
        depth = max(0, depth + (kind == "begin") - (kind == "end"))
        if depth or kind == "end":
            inside.append(run)
        if not depth and inside:
            found.update((each, (inside[0], inside[-1])) for each in inside)
            inside = []
    return found


def _outwards(node: etree._Element, paragraph: etree._Element, *, backwards: bool) -> etree._Element:
    """Climb out of what may not hold a mark, and of what the range begins or ends with anyway."""
    parent = node.getparent()
    while parent is not None and parent is not paragraph:
        siblings = node.itersiblings(preceding=backwards)
        is_at_edge = all(sibling.tag in TEXTLESS for sibling in siblings)
        if _may_hold(parent) and not is_at_edge:
            break
        node = parent.getparent() if parent.tag == CONTROL_CONTENT else parent  # type: ignore[assignment]
        parent = node.getparent()
    return node


def _may_hold(holder: etree._Element) -> bool:
    if holder.tag not in HOLDERS:
        return False
    control = holder.getparent() if holder.tag == CONTROL_CONTENT else None
    return control is None or control.find(f"{w('sdtPr')}/{w('text')}") is None  # plain text holds only text
