"""One Word template per engine, all of one skeleton: each figure a placeholder, rows of one look a loop."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from benchmarks.peers.skeleton import DOCUMENT, Skeleton, W

Row = etree._Element
Texts = Sequence[etree._Element]


class Syntax(NamedTuple):
    """How an engine's tags are written."""

    value: str
    """Of one text by its name."""
    loop: Callable[[Row, Texts, str], None]
    """Turn a row, its texts given, into the loop of a name; texts are c0, c1, … in each row of the data."""


def _docxtpl_loop(row: Row, texts: Texts, name: str) -> None:
    for column, text in enumerate(texts):
        text.text = f"{{{{ row.c{column} }}}}"
    row.addprevious(_row(f"{{%tr for row in {name} %}}"))
    row.addnext(_row("{%tr endfor %}"))


def _row(text: str) -> Row:
    row = etree.Element(f"{W}tr")
    inner = row
    for name in ("tc", "p", "r", "t"):
        inner = etree.SubElement(inner, f"{W}{name}")
    inner.text = text
    return row


def _docxtemplater_loop(_: Row, texts: Texts, name: str) -> None:
    for column, text in enumerate(texts):
        text.text = f"{{c{column}}}"
    texts[0].text = f"{{#{name}}}{texts[0].text}"
    texts[-1].text = f"{texts[-1].text}{{/{name}}}"


def _carbone_loop(row: Row, texts: Texts, name: str) -> None:
    for column, text in enumerate(texts):
        text.text = f"{{d.{name}[i].c{column}}}"
    following = deepcopy(row)
    for column, text in enumerate(following.iter(f"{W}t")):
        text.text = f"{{d.{name}[i+1].c{column}}}"
    row.addnext(following)


SYNTAXES: Mapping[str, Syntax] = {
    "docxtpl": Syntax("{{{{ {} }}}}", _docxtpl_loop),
    "docxtemplater": Syntax("{{{}}}", _docxtemplater_loop),
    "carbone": Syntax("{{d.{}}}", _carbone_loop),
}


def template_document(skeleton: Skeleton, syntax: Syntax) -> bytes:
    """Return the main part of the template."""
    root = deepcopy(skeleton.root)
    texts = list(root.iter(f"{W}t"))
    for n, name in skeleton.single.items():
        texts[n].text = syntax.value.format(name)
    for loop in skeleton.loops:
        first, *others = (_row_of(texts[row[0]]) for row in loop.rows)
        for row in others:
            table = row.getparent()
            assert table is not None
            table.remove(row)
        syntax.loop(first, [texts[n] for n in loop.rows[0]], loop.name)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _row_of(text: etree._Element) -> Row:
    return next(text.iterancestors(f"{W}tr"))


def template_package(source: bytes, parts: Mapping[str, bytes], document: bytes) -> bytes:
    """Return the form's own Word template with finished parts in place of its own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = document if name == DOCUMENT else parts.get(name)
            new.writestr(name, old.read(name) if data is None else data)
    return out.getvalue()
