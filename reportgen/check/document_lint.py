"""Rules about the text of a Word file: what Word repairs, drops or cuts, and signs of ours left in print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from lxml import etree

from reportgen.check.package import Package, Rule, Violation, w

LONGEST_TAG, LONGEST_BOOKMARK_NAME = 64, 40  # Word's own limits; it drops or cuts what is longer
QUOTE_LENGTH = 80

DRAWING_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

LEFTOVER_TAG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
DOUBLE_ESCAPE = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);")
MISSING_VALUE = re.compile(r"\b(?:None|Undefined)\b")
SIGN_OF_OURS = re.compile("|".join(sign.pattern for sign in (LEFTOVER_TAG, DOUBLE_ESCAPE, MISSING_VALUE)))
PRIVATE_CHARACTER = re.compile("[\ue000-\uefff\uf100-\uf8ff]")  # F000–F0FF are the signs of symbol fonts

NOTES = (("footnote", "chú thích"), ("endnote", "chú thích cuối"))
RANGE_MARKS = ("bookmarkStart", "bookmarkEnd", "proofErr", "permEnd", "commentRangeEnd")

CELL_ENDS = (w("p"), w("sdt"))
RANGE_MARK_NAMES = tuple(map(w, RANGE_MARKS))
STYLE_USES = tuple(map(w, ("pStyle", "rStyle", "tblStyle")))


def duplicate_bookmark_names(package: Package) -> Iterator[Violation]:
    """Yield each bookmark whose name, in any letter case, another one bears already: Word drops it."""
    yield from _repeated(
        package,
        lambda tree: [_value(mark, "name").lower() for mark in tree.iter(w("bookmarkStart"))],
        "dấu trang (bookmark) trùng tên: {}",
    )


def duplicate_bookmark_ids(package: Package) -> Iterator[Violation]:
    """Yield each bookmark id used again anywhere in the file."""
    yield from _repeated(
        package,
        lambda tree: [_value(mark, "id") for mark in tree.iter(w("bookmarkStart"))],
        "dấu trang (bookmark) trùng mã số: {}",
    )


def duplicate_control_ids(package: Package) -> Iterator[Violation]:
    """Yield each content control id used again anywhere in the file."""
    yield from _repeated(
        package,
        lambda tree: [_value(identity) for identity in _control_properties(tree, "id")],
        "ô nội dung (content control) trùng mã số: {}",
    )


def duplicate_drawing_ids(package: Package) -> Iterator[Violation]:
    """Yield each drawing id used again anywhere in the file."""
    yield from _repeated(
        package,
        lambda tree: [drawing.get("id") or "" for drawing in tree.iter(DRAWING_PROPERTIES)],
        "hình vẽ trùng mã số: {}",
    )


def duplicate_note_ids(package: Package) -> Iterator[Violation]:
    """Yield each footnote or endnote id used twice in its part."""
    for kind, name in NOTES:
        yield from _repeated(package, partial(_ids, name=kind), f"{name} trùng mã số: {{}}")


def missing_notes(package: Package) -> Iterator[Violation]:
    """Yield each reference to a footnote or endnote that is not there."""
    for kind, name in NOTES:
        present = {identity for tree in package.stories.values() for identity in _ids(tree, kind)}
        for part, tree in package.stories.items():
            for identity in _ids(tree, f"{kind}Reference"):
                if identity not in present:
                    yield Violation(part, f"có dấu {name} số {identity} nhưng không có nội dung {name}")


def unbalanced_bookmarks(package: Package) -> Iterator[Violation]:
    """Yield each bookmark that does not open once and then close once within its part."""
    for part, tree in package.stories.items():
        open_marks: dict[str, str] = {}
        for mark in tree.iter(w("bookmarkStart"), w("bookmarkEnd")):
            identity = _value(mark, "id")
            if mark.tag == w("bookmarkStart"):
                open_marks[identity] = _value(mark, "name")
            elif open_marks.pop(identity, None) is None:
                yield Violation(part, f"dấu trang số {identity} đóng mà chưa mở")
        for name in open_marks.values():
            yield Violation(part, f"dấu trang (bookmark) mở mà không đóng: {name}")


def long_bookmark_names(package: Package) -> Iterator[Violation]:
    """Yield each bookmark name that Word would cut."""
    for part, tree in package.stories.items():
        for mark in tree.iter(w("bookmarkStart")):
            name = _value(mark, "name")
            if len(name) > LONGEST_BOOKMARK_NAME:
                yield Violation(
                    part, f"tên dấu trang dài {len(name)} ký tự, tối đa {LONGEST_BOOKMARK_NAME}", name
                )


def long_control_names(package: Package) -> Iterator[Violation]:
    """Yield each tag or title of a content control that Word refuses for its length."""
    for part, tree in package.stories.items():
        for element in _control_properties(tree, "tag", "alias"):
            name = _value(element)
            if len(name) > LONGEST_TAG:
                yield Violation(part, f"tên ô nội dung dài {len(name)} ký tự, tối đa {LONGEST_TAG}", name)


def uneven_rows(package: Package) -> Iterator[Violation]:
    """Yield each table row that does not fill exactly the columns of the table's grid."""
    for part, table in _elements(package, "tbl"):
        width = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
        for number, row in enumerate(_rows_or_cells(table, "tr"), start=1):
            if (filled := _columns_filled(row)) != width:
                message = f"hàng {number} của bảng chiếm {filled} cột, bảng có {width} cột"
                yield Violation(part, message, _quote(_text(row)))


def cells_without_paragraph(package: Package) -> Iterator[Violation]:
    """Yield each table cell that does not end with a paragraph: Word refuses the file."""
    for part, cell in _elements(package, "tc"):
        blocks = [child.tag for child in cell if child.tag not in RANGE_MARK_NAMES]
        if not blocks or blocks[-1] not in CELL_ENDS:
            yield Violation(part, "ô của bảng không kết thúc bằng một đoạn", _quote(_text(cell)))


def unclosed_fields(package: Package) -> Iterator[Violation]:
    """Yield each part whose fields (page numbers, cross-references) do not open and close in turn."""
    steps = {"begin": 1, "end": -1}
    for part, tree in package.stories.items():
        depth = 0
        for sign in tree.iter(w("fldChar")):
            depth += steps.get(_value(sign, "fldCharType"), 0)
            if depth < 0:
                break
        if depth:
            yield Violation(part, "trường (field) mở mà không đóng, hoặc đóng mà chưa mở")


def leftover_tags(package: Package) -> Iterator[Violation]:
    """Yield each paragraph that still shows a template tag."""
    yield from _texts_with(package, LEFTOVER_TAG, "còn thẻ của mẫu chưa được điền: {}")


def double_escapes(package: Package) -> Iterator[Violation]:
    """Yield each paragraph that shows an XML escape as text."""
    yield from _texts_with(package, DOUBLE_ESCAPE, "in ra mã thay vì ký tự: {}")


def missing_values(package: Package) -> Iterator[Violation]:
    """Yield each paragraph that shows a program's word for nothing."""
    yield from _texts_with(package, MISSING_VALUE, "in ra “{}” thay cho một giá trị không có")


def private_characters(package: Package) -> Iterator[Violation]:
    """Yield each part in which a sign meant for ourselves is left, in text or in an attribute."""
    for part in package.printed_texts:
        if found := PRIVATE_CHARACTER.search(package.parts[part].decode("utf-8", "replace")):
            yield Violation(part, f"còn ký tự đánh dấu nội bộ U+{ord(found[0]):04X}")


def missing_styles(package: Package) -> Iterator[Violation]:
    """Yield each style that text or a table names and the file does not define: Word falls back silently."""
    styles = package.trees.get("word/styles.xml")
    known = set() if styles is None else {_value(style, "styleId") for style in styles.iter(w("style"))}
    for part, tree in package.stories.items():
        for style in sorted({_value(use) for use in tree.iter(*STYLE_USES)} - known):
            yield Violation(part, f"dùng kiểu “{style}” nhưng tệp không có kiểu ấy")


def misplaced_sections(package: Package) -> Iterator[Violation]:
    """Yield each body that does not end with its only section properties."""
    for part, body in _elements(package, "body"):
        places = [place for place, child in enumerate(body) if child.tag == w("sectPr")]
        if places != [len(body) - 1]:
            yield Violation(part, "thiết lập trang (sectPr) không đứng một mình ở cuối thân văn bản")


def empty_last_sections(package: Package) -> Iterator[Violation]:
    """Yield each body whose last section holds nothing: it prints a blank page."""
    for part, body in _elements(package, "body"):
        final = body.find(w("sectPr"))
        before = None if final is None else final.getprevious()
        if final is None or before is None or before.find(f"{w('pPr')}/{w('sectPr')}") is None:
            continue
        kind = final.find(w("type"))
        if kind is None or _value(kind) != "continuous":
            yield Violation(part, "phần (section) cuối cùng không có nội dung, sẽ in ra một trang trắng")


def _elements(package: Package, name: str) -> Iterator[tuple[str, etree._Element]]:
    for part, tree in package.stories.items():
        for element in tree.iter(w(name)):
            yield part, element


def _value(element: etree._Element, attribute: str = "val") -> str:
    return element.get(w(attribute)) or ""


def _ids(tree: etree._Element, name: str) -> list[str]:
    return [_value(element, "id") for element in tree.iter(w(name))]


def _repeated(
    package: Package, values: Callable[[etree._Element], list[str]], message: str
) -> Iterator[Violation]:
    seen: Counter[str] = Counter()
    for part, tree in package.stories.items():
        for value in values(tree):
            seen[value] += 1
            if seen[value] == 2:
                yield Violation(part, message.format(value))


def _control_properties(tree: etree._Element, *names: str) -> Iterator[etree._Element]:
    for properties in tree.iter(w("sdtPr")):
        for name in names:
            yield from properties.iterfind(w(name))


def _rows_or_cells(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those inside a content control."""
    for child in parent:
        if child.tag == w(name):
            yield child
        elif child.tag == w("sdt"):
            yield from child.iterfind(f"{w('sdtContent')}/{w(name)}")


def _columns_filled(row: etree._Element) -> int:
    gaps = (row.find(f"{w('trPr')}/{w(name)}") for name in ("gridBefore", "gridAfter"))
    spans = (cell.find(f"{w('tcPr')}/{w('gridSpan')}") for cell in _rows_or_cells(row, "tc"))
    return sum(_number(gap, default=0) for gap in gaps) + sum(_number(span, default=1) for span in spans)


def _number(element: etree._Element | None, *, default: int) -> int:
    """Return the number an element holds, 0 when it holds none."""
    if element is None:
        return default
    value = _value(element)
    return int(value) if value.isdecimal() else 0


def _text(element: etree._Element) -> str:
    return "".join(piece.text or "" for piece in element.iter(w("t")))


def _texts_with(package: Package, pattern: re.Pattern[str], message: str) -> Iterator[Violation]:
    for part, texts in package.printed_texts.items():
        for text in texts:
            if found := pattern.search(text):
                yield Violation(part, message.format(found[0]), _quote(text, found.start()))


def _quote(text: str, around: int = 0) -> str:
    start = max(0, around - QUOTE_LENGTH // 2)
    return text[start : start + QUOTE_LENGTH].strip()


DOCUMENT_RULES: dict[str, Rule] = {
    "duplicate-bookmark-name": duplicate_bookmark_names,
    "duplicate-bookmark-id": duplicate_bookmark_ids,
    "duplicate-control-id": duplicate_control_ids,
    "duplicate-drawing-id": duplicate_drawing_ids,
    "duplicate-note-id": duplicate_note_ids,
    "missing-note": missing_notes,
    "unbalanced-bookmark": unbalanced_bookmarks,
    "long-bookmark-name": long_bookmark_names,
    "long-control-name": long_control_names,
    "uneven-row": uneven_rows,
    "cell-without-paragraph": cells_without_paragraph,
    "unclosed-field": unclosed_fields,
    "leftover-tag": leftover_tags,
    "double-escape": double_escapes,
    "missing-value": missing_values,
    "private-character": private_characters,
    "missing-style": missing_styles,
    "misplaced-section": misplaced_sections,
    "empty-last-section": empty_last_sections,
}
