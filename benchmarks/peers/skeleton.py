"""What stays and what changes in the finished documents of one form: fixed texts, figures, alike rows."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from reportgen.compile.wordml import W as NAMESPACE

W = f"{{{NAMESPACE}}}"
DOCUMENT = "word/document.xml"
ANCHOR = "fig:"
"""What the tag of a figure's control begins with."""

Data = dict[str, str | list[dict[str, str]]]
"""What a peer merges: texts by name, and lists of rows."""


class NotEqual(Exception):
    """Two documents that ought to say the same do not."""


@dataclass(frozen=True, slots=True)
class Loop:
    """Rows of one look that follow each other: the positions of the texts in each of them."""

    name: str
    rows: tuple[tuple[int, ...], ...]


class Skeleton:
    """The document without anchors; every text in it is known by its position."""

    def __init__(self, document: bytes) -> None:
        self.root = etree.fromstring(document)
        figures = _figures(self.root)
        _drop_anchors(self.root)
        texts = list(self.root.iter(f"{W}t"))
        position = {text: n for n, text in enumerate(texts)}
        self.loops = _loops(self.root, position, figures)
        looped = {n for loop in self.loops for row in loop.rows for n in row}
        single = [n for n, text in enumerate(texts) if text in figures and n not in looped]
        self.single = {n: f"f{number}" for number, n in enumerate(single)}
        """The position of each figure outside the loops, and its name."""
        self.fixed = {
            n: text.text or "" for n, text in enumerate(texts) if n not in looped and text not in figures
        }
        self.count = len(texts)

    def data(self, document: bytes) -> Data:
        """Return what makes this document of the form; raise NotEqual when it is of another one."""
        texts = [text.text or "" for text in etree.fromstring(document).iter(f"{W}t")]
        if len(texts) != self.count:
            raise NotEqual(f"{len(texts)} texts, other units have {self.count}: a condition went another way")
        for n, fixed in self.fixed.items():
            if texts[n] != fixed:
                raise NotEqual(f"“{texts[n]}” stands where other units have “{fixed}”")
        data: Data = {name: texts[n] for n, name in self.single.items()}
        for loop in self.loops:
            data[loop.name] = [{f"c{c}": texts[n] for c, n in enumerate(row)} for row in loop.rows]
        return data


def document_of(package: bytes) -> bytes:
    """Return the main part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(package)) as members:
        return members.read(DOCUMENT)


def paragraphs(document: bytes) -> list[str]:
    """Return the text of every paragraph, those of tables and controls included."""
    root = etree.fromstring(document)
    return ["".join(text.text or "" for text in each.iter(f"{W}t")) for each in root.iter(f"{W}p")]


def require_same_text(ours: bytes, theirs: bytes) -> None:
    """Raise NotEqual with the first paragraph in which two documents differ."""
    pairs = itertools.zip_longest(paragraphs(ours), paragraphs(theirs))
    for number, (mine, other) in enumerate(pairs, 1):
        if mine != other:
            raise NotEqual(f"paragraph {number}: ours “{mine}”, theirs “{other}”")


def _figures(root: etree._Element) -> set[etree._Element]:
    return {text for control in _anchors(root) for text in control.iter(f"{W}t")}


def _anchors(root: etree._Element) -> Iterator[etree._Element]:
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None and tag.get(f"{W}val", "").startswith(ANCHOR):
            yield control


def _drop_anchors(root: etree._Element) -> None:
    """Leave the runs alone, without controls and bookmarks."""
    for control in list(_anchors(root)):
        parent, content = control.getparent(), control.find(f"{W}sdtContent")
        assert parent is not None
        assert content is not None
        at = parent.index(control)
        parent[at : at + 1] = list(content)
    for mark in [*root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
        parent = mark.getparent()
        assert parent is not None
        parent.remove(mark)


def _loops(
    root: etree._Element, position: dict[etree._Element, int], figures: set[etree._Element]
) -> list[Loop]:
    """Find the rows with figures that follow one of the same look: what a template would write once."""
    loops: list[Loop] = []
    for table in root.iter(f"{W}tbl"):
        for _, alike in itertools.groupby(table.findall(f"{W}tr"), key=lambda row: _look(row, figures)):
            rows = [list(row.iter(f"{W}t")) for row in alike]
            if len(rows) > 1 and figures.intersection(rows[0]):
                places = tuple(tuple(position[text] for text in row) for row in rows)
                loops.append(Loop(f"l{len(loops)}", places))
    return loops


def _look(row: etree._Element, figures: set[etree._Element]) -> tuple[bytes, tuple[bool, ...]]:
    """Return the row without its texts, and which of them are figures."""
    bare = deepcopy(row)
    for text in bare.iter(f"{W}t"):
        text.text = None
    is_figure = tuple(text in figures for text in row.iter(f"{W}t"))
    return etree.tostring(bare, method="c14n", with_tail=False), is_figure
