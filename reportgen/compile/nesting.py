"""Checks on the order of tags: then every way through a template is well-formed.

Opening, middle and closing of a control tag must have the same parent element, and every output must stand
where a whole run may stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from reportgen.compile.tags import MARKERS, TAG, Tag, Tags
from reportgen.compile.wordml import W, w
from reportgen.errors import Finding

CLOSED_BY = {"for": "endfor", "if": "endif", "call": "endcall"}
CLOSERS = {closer: opener for opener, closer in CLOSED_BY.items()}
MIDDLES = {"else": ("if", "for"), "elif": ("if",)}
PLAIN_TEXT = frozenset(w(name) for name in ("instrText", "delText", "delInstrText"))
"""Elements whose text is no run: an output in them prints bare text."""
ALL_NOTES = "_ghi_chu_cuoi"

Holder = tuple[etree._Element | None, str]
"""Where a tag stands: an element, and the name of its attribute when it stands in one."""
TEXT: Holder = (None, "")


def check_nesting(root: etree._Element, tags: Tags, properties: Mapping[str, str]) -> list[Finding]:
    """Return findings on control tags that cross elements and on outputs outside runs."""
    placed = list(_tags_in_order(root))
    findings = _check_order((tags[char], holder) for char, holder in placed)
    for char, (parent, attribute) in placed:
        tag = tags[char]
        if tag.is_output and parent is not None and not attribute:
            findings += _check_output(tag, parent, char in properties)
        elif tag.keyword == "for" and parent is not None and parent.tag == w("tr"):
            message, remedy = "không lặp theo cột trong mẫu Word", "khai bảng nhiều cột ở phu_luc"
            findings.append(Finding("tag-columns", message, tag.where, remedy, tag.quote))
    return findings


def check_text_nesting(text: str, tags: Tags) -> list[Finding]:
    """Return findings on the order of control tags in a text without elements."""
    return _check_order((tags[char], TEXT) for char in TAG.findall(text))


def _check_order(placed: Iterable[tuple[Tag, Holder]]) -> list[Finding]:
    findings: list[Finding] = []
    stack: list[tuple[Tag, Holder]] = []
    for tag, holder in placed:
        if tag.is_output:
            continue
        if tag.keyword in CLOSED_BY:
            stack.append((tag, holder))
        elif tag.keyword in MIDDLES or tag.keyword in CLOSERS:
            findings += _match(tag, holder, stack)
    return findings + [_not_closed(tag) for tag, _ in stack]


def _tags_in_order(root: etree._Element) -> Iterator[tuple[str, Holder]]:
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            for name, value in node.attrib.items():
                yield from ((char, (node, str(name))) for char in TAG.findall(str(value)))
        parent = node if event == "start" else node.getparent()
        if parent is not None:
            text = node.text if event == "start" else node.tail
            yield from ((char, (parent, "")) for char in TAG.findall(text or ""))


def is_inside_control(root: etree._Element, tags: Tags) -> Iterator[tuple[etree._Element, bool]]:
    """Yield every w:t with whether it is printed only under a control tag."""
    depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and node.tag == w("t"):
            yield node, depth > 0
        for char in TAG.findall((node.text if event == "start" else node.tail) or ""):
            keyword = tags[char].keyword
            depth += (keyword in CLOSED_BY) - (keyword in CLOSERS)


def _check_output(tag: Tag, parent: etree._Element, is_in_run: bool) -> list[Finding]:
    if is_in_run and _is_in_plain_control(parent):
        message = "thẻ đứng trong ô nhập chữ (content control) của Word"
        remedy = "chọn ô ấy trong Word, bỏ ô (Remove Content Control), giữ lại thẻ"
        return [Finding("tag-place", message, tag.where, remedy, tag.quote)]
    is_word = str(parent.tag).startswith(f"{{{W}}}")
    if is_in_run or not is_word or parent.tag in PLAIN_TEXT or tag.inner in (ALL_NOTES, *MARKERS):
        return []
    remedy = "viết {{ … }}; chữ đậm, nghiêng đặt ngay trong mẫu"
    return [Finding("tag-place", "không dùng {{r }} hay {{p }} ở đây", tag.where, remedy, tag.quote)]


def _is_in_plain_control(parent: etree._Element) -> bool:
    """Whether an ancestor is a control whose text Word keeps plain or reads from elsewhere."""
    controls = (node.find(w("sdtPr")) for node in parent.iterancestors(w("sdt")))
    return any(
        control is not None and control.find(w(kind)) is not None
        for control in controls
        for kind in ("text", "dataBinding")
    )


def _match(tag: Tag, holder: Holder, stack: list[tuple[Tag, Holder]]) -> list[Finding]:
    opener = stack[-1][0] if stack else None
    wanted = MIDDLES.get(tag.keyword) or (CLOSERS[tag.keyword],)
    if opener is None or opener.keyword not in wanted:
        message, remedy = f"thẻ {tag.keyword} không có thẻ mở", "xoá thẻ này hoặc thêm thẻ mở"
        return [Finding("tag-unopened", message, tag.where, remedy, tag.quote)]
    is_same = stack[-1][1] == holder
    if tag.keyword in CLOSERS:
        stack.pop()
    if is_same:
        return []
    place = str(opener.where) if opener.where.line else opener.quote
    message = f"thẻ này phải ở cùng đoạn (hoặc cùng cấp) với thẻ mở tại {place}"
    remedy = "đặt cả hai trong một đoạn, hoặc mỗi thẻ một dòng riêng"
    return [Finding("tag-crossing", message, tag.where, remedy, tag.quote)]


def _not_closed(tag: Tag) -> Finding:
    closer = CLOSED_BY[tag.keyword]
    return Finding("tag-unclosed", "thẻ chưa đóng", tag.where, f"thêm {{% {closer} %}}", tag.quote)
