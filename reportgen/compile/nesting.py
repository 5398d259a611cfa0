"""Checks on the tree of a part with its tags: then every way through the template is well-formed XML.

Opening, middle and closing of a control tag must have the same parent element, and every output must stand where a
whole run may stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from reportgen.compile.tags import TAG, Tag, Tags
from reportgen.compile.wordml import W, w
from reportgen.errors import Finding

CLOSED_BY = {"for": "endfor", "if": "endif", "call": "endcall"}
CLOSERS = {closer: opener for opener, closer in CLOSED_BY.items()}
MIDDLES = {"else": ("if", "for"), "elif": ("if",)}
NO_LOOSE_TEXT = frozenset(w(name) for name in ("p", "tc", "tr", "tbl", "body", "hdr", "ftr", "hyperlink", "ins"))
Open = tuple[Tag, etree._Element]


def check_nesting(root: etree._Element, tags: Tags, properties: Mapping[str, str]) -> list[Finding]:
    """Findings on control tags that cross elements and on outputs outside runs."""
    findings: list[Finding] = []
    stack: list[Open] = []
    for parent, char in _tags_in_order(root):
        tag = tags[char]
        if tag.is_output:
            findings += _check_output(tag, parent, char in properties)
        elif tag.keyword == "for" and parent.tag == w("tr"):
            findings.append(_columns_loop(tag))
            stack.append((tag, parent))
        elif tag.keyword in CLOSED_BY:
            stack.append((tag, parent))
        elif tag.keyword in MIDDLES or tag.keyword in CLOSERS:
            findings += _match(tag, parent, stack)
    findings += [_not_closed(tag) for tag, _ in stack]
    return findings


def _tags_in_order(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for event, node in etree.iterwalk(root, events=("start", "end")):
        parent = node if event == "start" else node.getparent()
        if parent is None:
            continue
        text = node.text if event == "start" else node.tail
        for char in TAG.findall(text or ""):
            yield parent, char


def is_inside_control(root: etree._Element, tags: Tags) -> Iterator[tuple[etree._Element, bool]]:
    """Every w:t with whether it is printed only under a control tag."""
    depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and node.tag == w("t"):
            yield node, depth > 0
        for char in TAG.findall((node.text if event == "start" else node.tail) or ""):
            keyword = tags[char].keyword
            depth += (keyword in CLOSED_BY) - (keyword in CLOSERS)


def _check_output(tag: Tag, parent: etree._Element, is_in_run: bool) -> list[Finding]:
    if is_in_run or parent.tag not in NO_LOOSE_TEXT or not str(parent.tag).startswith(f"{{{W}}}"):
        return []
    remedy = "viết {{ … }}; chữ đậm, nghiêng đặt ngay trong mẫu"
    return [Finding("tag-place", "không dùng {{r }} hay {{p }} ở đây", tag.where, remedy, tag.source)]


def _match(tag: Tag, parent: etree._Element, stack: list[Open]) -> list[Finding]:
    opener = stack[-1][0] if stack else None
    wanted = MIDDLES.get(tag.keyword) or (CLOSERS[tag.keyword],)
    if opener is None or opener.keyword not in wanted:
        return [Finding("tag-unopened", "thẻ đóng không có thẻ mở", tag.where, "xoá thẻ này hoặc thêm thẻ mở", tag.source)]
    same = stack[-1][1] is parent
    if tag.keyword in CLOSERS:
        stack.pop()
    if same:
        return []
    message = f"thẻ này phải ở cùng đoạn (hoặc cùng cấp) với thẻ mở tại {opener.where}"
    remedy = "đặt cả hai trong một đoạn, hoặc mỗi thẻ một dòng riêng"
    return [Finding("tag-crossing", message, tag.where, remedy, tag.source)]


def _columns_loop(tag: Tag) -> Finding:
    message = "không lặp theo cột trong mẫu Word"
    return Finding("tag-columns", message, tag.where, "khai bảng nhiều cột ở phu_luc", tag.source)


def _not_closed(tag: Tag) -> Finding:
    closer = CLOSED_BY[tag.keyword]
    return Finding("tag-unclosed", "thẻ chưa đóng", tag.where, f"thêm {{% {closer} %}}", tag.source)
