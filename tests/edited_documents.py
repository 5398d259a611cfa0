"""Documents made from a definition and figures, and what people do to them in Word, as steps on the XML."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable

from lxml import etree

from reportgen.fill import fill
from tests.report_maker import FIGURES, W, make, with_part

DOCUMENT = "word/document.xml"
Edit = Callable[[etree._Element], None]


def document(definition: str, figures: str = FIGURES) -> bytes:
    """The Word file of a definition, with everything that a later refresh needs."""
    case = make(definition, figures)
    return fill(case.form, case.figures, case.given.texts, keeps_base=True).bytes()


def edited(docx: bytes, *edits: Edit, part: str = DOCUMENT) -> bytes:
    """The file after some edits to one part."""
    root = tree(docx, part)
    for edit in edits:
        edit(root)
    return with_part(
        docx, part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    )


def tree(docx: bytes, part: str = DOCUMENT) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(part))


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def texts(docx: bytes, part: str = DOCUMENT, *, view: str = "accepted") -> list[str]:
    """The text of each paragraph that has any: with all tracked changes accepted, or all rejected."""
    root = tree(docx, part)
    settle(root, accept=view == "accepted")
    found = ["".join(t.text or "" for t in p.iter(f"{W}t", f"{W}delText")) for p in root.iter(f"{W}p")]
    return [text for text in found if text]


def settle(root: etree._Element, *, accept: bool) -> None:
    """Accept or reject every tracked change of a part, as the format defines it."""
    gone, kept = ("del", "ins") if accept else ("ins", "del")
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{gone}") is not None:
            _remove(row)
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None and _is_tracked_whole(paragraph, gone):
            _remove(paragraph)
    for element in list(root.iter(f"{W}{gone}")):
        _remove(element)
    for element in list(root.iter(f"{W}{kept}")):
        for child in element:
            element.addprevious(child)
        _remove(element)


def _is_tracked_whole(paragraph: etree._Element, name: str) -> bool:
    return all(
        any(above.tag == f"{W}{name}" for above in run.iterancestors()) for run in paragraph.iter(f"{W}r")
    )


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


# --- what people do --------------------------------------------------------------------------------------


def retype(old: str, new: str) -> Edit:
    """Type over a text that stands in one run."""

    def edit(root: etree._Element) -> None:
        found = [t for t in root.iter(f"{W}t") if old in (t.text or "")]
        assert found, old
        found[0].text = (found[0].text or "").replace(old, new, 1)

    return edit


def paragraph_with(root: etree._Element, text: str) -> etree._Element:
    for paragraph in root.iter(f"{W}p"):
        if text in "".join(t.text or "" for t in paragraph.iter(f"{W}t")):
            return paragraph
    raise AssertionError(text)


def add_paragraph_after(text: str, new: str) -> Edit:
    """Type a new paragraph after the one that holds a text."""

    def edit(root: etree._Element) -> None:
        before = paragraph_with(root, text)
        paragraph = etree.Element(f"{W}p")
        run = etree.SubElement(paragraph, f"{W}r")
        etree.SubElement(run, f"{W}t").text = new
        before.addnext(paragraph)

    return edit


def delete_paragraph(text: str) -> Edit:
    """Delete the paragraph that holds a text."""
    return lambda root: _remove(paragraph_with(root, text))


def join_with_next(text: str) -> Edit:
    """Delete the paragraph mark after the paragraph that holds a text."""

    def edit(root: etree._Element) -> None:
        first = paragraph_with(root, text)
        second = first.getnext()
        assert second is not None
        for child in list(second):
            if child.tag != f"{W}pPr":
                first.append(child)
        _remove(second)

    return edit


def delete_figure(shown: str) -> Edit:
    """Delete a printed number with its control and bookmark."""

    def edit(root: etree._Element) -> None:
        control = _control(root, shown)
        for neighbour in (control.getprevious(), control.getnext()):
            if neighbour is not None and neighbour.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
                _remove(neighbour)
        _remove(control)

    return edit


def strip_tags(root: etree._Element) -> None:
    """Lose the properties of every control, as LibreOffice 7.4 does."""
    for properties in list(root.iter(f"{W}sdtPr")):
        properties.clear()


def copy_figure_into(shown: str, text: str) -> Edit:
    """Paste a printed number at the end of the paragraph that holds a text; no bookmark comes along."""

    def edit(root: etree._Element) -> None:
        paragraph_with(root, text).append(copy.deepcopy(_control(root, shown)))

    return edit


def _control(root: etree._Element, shown: str) -> etree._Element:
    for control in root.iter(f"{W}sdt"):
        if "".join(t.text or "" for t in control.iter(f"{W}t")) == shown:
            return control
    raise AssertionError(shown)


# --- random edits ----------------------------------------------------------------------------------------


def do_steps(root: etree._Element, steps: list[tuple[str, int, str]]) -> list[str]:
    """Do random edits and return the texts that were typed and not deleted again."""
    typed: list[str] = []
    for kind, place, text in steps:
        body = [p for p in root.iter(f"{W}p") if any(True for _ in p.iter(f"{W}t"))]
        paragraph = body[place % len(body)]
        STEPS[kind](paragraph, place, text, typed)
    return [text for text in typed if text in "".join(t.text or "" for t in root.iter(f"{W}t"))]


def _type(paragraph: etree._Element, place: int, text: str, typed: list[str]) -> None:
    pieces = list(paragraph.iter(f"{W}t"))
    piece = pieces[place % len(pieces)]
    old = piece.text or ""
    cut = place % (len(old) + 1)
    piece.text = old[:cut] + text + old[cut:]
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    typed.append(text)


def _insert(paragraph: etree._Element, place: int, text: str, typed: list[str]) -> None:
    new = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(new, f"{W}r"), f"{W}t").text = text
    paragraph.addnext(new)
    typed.append(text)


def _delete(paragraph: etree._Element, place: int, text: str, typed: list[str]) -> None:
    for run in list(paragraph.iter(f"{W}r")):
        _remove(run)


def _join(paragraph: etree._Element, place: int, text: str, typed: list[str]) -> None:
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p" or following.find(f"{W}pPr/{W}sectPr") is not None:
        return
    for child in list(following):
        if child.tag != f"{W}pPr":
            paragraph.append(child)
    _remove(following)


def _split(paragraph: etree._Element, place: int, text: str, typed: list[str]) -> None:
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    children = [child for child in paragraph if child.tag != f"{W}pPr"]
    second = etree.Element(f"{W}p")
    inside = {mark.get(f"{W}id") for mark in paragraph if mark.tag == f"{W}bookmarkStart"}
    for child in children[place % len(children) :]:
        second.append(child)
    ends = {mark.get(f"{W}id") for mark in second.iter(f"{W}bookmarkStart")}
    for mark in list(second.iter(f"{W}bookmarkEnd")):  # a bookmark cut in two ends where it was cut
        if mark.get(f"{W}id") in inside - ends:
            paragraph.append(mark)
    paragraph.addnext(second)


def _merge_runs(paragraph: etree._Element, place: int, text: str, typed: list[str]) -> None:
    """Join neighbouring runs of one look, as Word and LibreOffice do when they save."""
    for run in list(paragraph.iter(f"{W}r")):
        following = run.getnext()
        while following is not None and following.tag == f"{W}r" and _look(following) == _look(run):
            pieces = [run.find(f"{W}t"), following.find(f"{W}t")]
            if pieces[0] is None or pieces[1] is None or len(following.findall(f"{W}t")) > 1:
                break
            pieces[0].text = (pieces[0].text or "") + (pieces[1].text or "")
            pieces[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            _remove(following)
            following = run.getnext()


def _look(run: etree._Element) -> bytes:
    properties = run.find(f"{W}rPr")
    return b"" if properties is None else etree.tostring(properties)


def _row(paragraph: etree._Element, place: int, text: str, typed: list[str]) -> None:
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    if row is None:
        return
    new = copy.deepcopy(row)
    for mark in [*new.iter(f"{W}bookmarkStart"), *new.iter(f"{W}bookmarkEnd"), *new.iter(f"{W}sdt")]:
        _remove(mark)
    cells = list(new.iter(f"{W}tc"))
    for old in list(cells[0].iter(f"{W}r")):
        _remove(old)
    first = next(cells[0].iter(f"{W}p"))
    etree.SubElement(etree.SubElement(first, f"{W}r"), f"{W}t").text = text
    row.addnext(new)
    typed.append(text)


STEPS = {
    "type": _type,
    "insert": _insert,
    "delete": _delete,
    "join": _join,
    "split": _split,
    "merge": _merge_runs,
    "row": _row,
}
