"""The two markers of a Word template, `{{p noi_dung }}` and `{{p phu_luc }}`, and what takes their place."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportgen.compile.nesting import CLOSED_BY, CLOSERS, MIDDLES
from reportgen.compile.tags import ANNEXES, MARKERS, TAG, Tags
from reportgen.compile.template_package import DOCUMENT
from reportgen.compile.wordml import PLACE, fragment, w
from reportgen.errors import Finding, Where

CONTENT = frozenset(w(name) for name in ("p", "tbl", "sdt", "customXml", "altChunk"))
Spot = tuple[etree._Element, str, str]
"""A node, `text` or `tail`, and the character found in it."""


def replace_marker(document: etree._Element, tags: Tags, name: str, xml: str, file: str) -> list[Finding]:
    """Put generated XML where a marker stands; return what is wrong with the marker."""
    spots = list(_spots(document, tags, name))
    if not spots:
        remedy = f"thêm một đoạn chỉ có {{{{p {name} }}}}"
        return [_finding(file, f"mẫu thiếu đoạn {{{{p {name} }}}}", remedy)]
    if len(spots) > 1:
        return [_finding(file, f"mẫu có {len(spots)} đoạn {{{{p {name} }}}}", "chỉ giữ một đoạn")]
    node, slot, char = spots[0]
    parent = node if slot == "text" else node.getparent()
    if parent is None or parent.tag != w("body"):
        message = f"{{{{p {name} }}}} phải đứng riêng một đoạn trong thân văn bản"
        return [_finding(file, message, "đưa dấu này ra khỏi bảng, khung; viết {{p … }}, không viết {{ … }}")]
    _put_in_place(node, slot, char, fragment(xml, document))
    return []


def free_the_end(document: etree._Element, tags: Tags, file: str) -> list[Finding]:
    """Clear what follows the annex marker, whose sections must be the last; content there is a finding."""
    spots = list(_spots(document, tags, ANNEXES))
    body = document.find(w("body"))
    if len(spots) != 1 or body is None:
        return []  # told by replace_marker
    node, slot, char = spots[0]
    if (node if slot == "text" else node.getparent()) is not body:
        return []
    loose = (getattr(node, slot) or "").partition(char)[2]
    for sibling in list(node.itersiblings() if slot == "tail" else node):
        loose += sibling.tail or ""
        if sibling.tag == w("sectPr"):
            continue
        if sibling.tag not in CONTENT:
            node, slot = _move_before(sibling, node, slot, char), "tail"  # the end of a bookmark and the like
        elif _is_empty(sibling):
            body.remove(sibling)
        else:
            loose += "…"
    if not loose.strip():
        return []
    message = "{{p phu_luc }} phải là đoạn cuối của mẫu"
    return [_finding(file, message, "xoá hoặc chuyển lên trước mọi thứ đứng sau đoạn này")]


def _move_before(element: etree._Element, node: etree._Element, slot: str, char: str) -> etree._Element:
    """Move an element from behind a marker to before it; return the element: its tail holds the marker."""
    before, _, after = (getattr(node, slot) or "").partition(char)
    setattr(node, slot, before)
    tail, element.tail = element.tail or "", ""
    if slot == "text":
        node.insert(0, element)
    else:
        node.addnext(element)
    element.tail = char + after + tail
    return element


def markers_elsewhere(root: etree._Element, tags: Tags, file: str, part: str) -> list[Finding]:
    """Return a finding for each marker outside the document's body."""
    return [
        _finding(file, f"{{{{p {name} }}}} chỉ đứng trong thân văn bản", "xoá dấu này", part)
        for name in MARKERS
        for _ in _spots(root, tags, name)
    ]


def keep_last_with_next(document: etree._Element, tags: Tags) -> None:
    """Bind the last paragraph of the narrative to what follows: a signature never stands alone on a page.

    Where the last ones are printed on conditions, each that may be the last is bound.
    """
    body = document.find(w("body"))
    marked = [node for node in body if node.get(PLACE)] if body is not None else []
    depth, is_wanted = 0, True
    for node in (marked[-1], *marked[-1].itersiblings(preceding=True)) if marked else ():
        for char in reversed(TAG.findall(node.tail or "")):
            keyword = tags[char].keyword
            depth = max(0, depth + (keyword in CLOSERS) - (keyword in CLOSED_BY))
            is_wanted = is_wanted or keyword in CLOSED_BY or keyword in MIDDLES
        if node.get(PLACE) is None:
            return
        if is_wanted:
            _keep_next(node)
        is_wanted = False
        if depth == 0:
            return


def _keep_next(paragraph: etree._Element) -> None:
    properties = paragraph.find(w("pPr"))
    assert properties is not None, "generated paragraphs have a style"
    for old in properties.findall(w("keepNext")):
        properties.remove(old)
    properties.insert(1, etree.Element(w("keepNext")))  # after pStyle: the schema fixes the order


def _spots(root: etree._Element, tags: Tags, name: str) -> Iterator[Spot]:
    for node in root.iter():
        for slot in ("text", "tail"):
            for char in TAG.findall(getattr(node, slot) or ""):
                if tags[char].is_output and tags[char].inner == name:
                    yield node, slot, char


def _is_empty(node: etree._Element) -> bool:
    """Whether a paragraph holds nothing at all."""
    kept = (w("r"), w("sectPr"))
    return (
        node.tag == w("p") and next(node.iter(*kept), None) is None and not "".join(map(str, node.itertext()))
    )


def _put_in_place(node: etree._Element, slot: str, char: str, generated: etree._Element) -> None:
    """Put generated elements where a marker character stood, text before and after it kept."""
    before, _, after = (getattr(node, slot) or "").partition(char)
    children = list(generated)
    lead = before + (generated.text or "")
    setattr(node, slot, lead if children else lead + after)
    if not children:
        return
    children[-1].tail = (children[-1].tail or "") + after
    parent = node if slot == "text" else node.getparent()
    assert parent is not None, "only the body holds markers"
    start = 0 if slot == "text" else parent.index(node) + 1
    for index, child in enumerate(children):
        parent.insert(start + index, child)


def _finding(file: str, message: str, remedy: str, part: str = DOCUMENT) -> Finding:
    return Finding("template-marker", message, Where(file, part=part), remedy)
