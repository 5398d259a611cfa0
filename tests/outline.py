"""A document as a person would proofread it: one line for each paragraph, table row and section."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
LOOKS = {"b": "**", "i": "*"}


def outline(data: bytes) -> str:
    """Return the outline of a .docx: body, then headers, footers and footnotes."""
    lines = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in sorted(package.namelist(), key=lambda name: (name != "word/document.xml", name)):
            if not name.startswith("word/") or not name.endswith(".xml"):
                continue
            root = etree.fromstring(package.read(name))
            if root.tag == f"{C}chartSpace":
                lines += [f"== {name}", *_chart(root)]
            if root.tag in {f"{W}{kind}" for kind in ("document", "hdr", "ftr", "footnotes")}:
                lines += [f"== {name}", *_lines(root)]
    return "\n".join(lines) + "\n"


def _chart(root: etree._Element) -> Iterator[str]:
    """Yield a line for each series: name, then each category with its number and, in quotes, its label."""
    for series in root.iter(f"{C}ser"):
        names = [text.text or "" for text in series.iterfind(f"{C}cat//{C}v")]
        numbers = {point.get("idx"): point.findtext(f"{C}v") for point in series.iterfind(f"{C}val//{C}pt")}
        labels = {
            next(label.iter(f"{C}idx")).get("val"): "".join(text.text or "" for text in label.iter(f"{A}t"))
            for label in series.iterfind(f"{C}dLbls/{C}dLbl")
        }
        points = [f"{name} {numbers.get(str(n))} “{labels.get(str(n), '')}”" for n, name in enumerate(names)]
        yield f"{series.findtext(f'{C}tx//{C}v')} | {' | '.join(points)}"


def _lines(root: etree._Element) -> Iterator[str]:
    """Yield the lines of a part; paragraphs in cells belong to the line of their row."""
    blocks = root.find(f"{W}body") if root.tag == f"{W}document" else root
    assert blocks is not None
    for node in blocks:
        if node.tag == f"{W}p":
            yield from _paragraph(node)
        elif node.tag == f"{W}tbl":
            yield from (_row(row) for row in node.iter(f"{W}tr"))
        elif node.tag == f"{W}footnote":
            for paragraph in node.iter(f"{W}p"):
                yield f"[{node.get(f'{W}id')}] {_text(paragraph)}"
        elif node.tag == f"{W}sectPr":
            yield _section(node)


def _paragraph(node: etree._Element) -> Iterator[str]:
    text = _text(node)
    if text:
        style = node.find(f"{W}pPr/{W}pStyle")
        keeps = " ↓" if node.find(f"{W}pPr/{W}keepNext") is not None else ""
        yield f"{'' if style is None else style.get(f'{W}val')}{keeps} | {text}"
    section = node.find(f"{W}pPr/{W}sectPr")
    if section is not None:
        yield _section(section)


def _row(row: etree._Element) -> str:
    cells = []
    for cell in row.iter(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        text = " / ".join(filter(None, (_text(paragraph) for paragraph in cell.iter(f"{W}p"))))
        wide = "" if span is None else f" ↔{span.get(f'{W}val')}"
        tall = "" if merge is None else " ↕" if merge.get(f"{W}val") == "restart" else "↑"
        cells.append(text + wide + tall)
    head = "head " if row.find(f"{W}trPr/{W}tblHeader") is not None else "row "
    return head + "| " + " | ".join(cells)


def _section(node: etree._Element) -> str:
    size, numbering = node.find(f"{W}pgSz"), node.find(f"{W}pgNumType")
    assert size is not None
    start = "" if numbering is None else f", pages from {numbering.get(f'{W}start')}"
    return f"---- section: {size.get(f'{W}orient') or 'portrait'}{start}"


def _text(paragraph: etree._Element) -> str:
    """Text with marks of emphasis; figures in angle quotes, notes as [n], breaks as ⏎."""
    pieces: list[tuple[str, str]] = []
    for run in paragraph.iter(f"{W}r"):
        look = "".join(mark for name, mark in LOOKS.items() if _is_on(run.find(f"{W}rPr/{W}{name}")))
        is_figure = next(run.iterancestors(f"{W}sdt"), None) is not None
        text = "".join(_shown(child) for child in run)
        text = f"‹{text}›" if is_figure else text
        if pieces and pieces[-1][0] == look:
            text = pieces.pop()[1] + text
        pieces.append((look, text))
    return "".join(f"{look}{text}{look[::-1]}" if text else "" for look, text in pieces)


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val") != "0"


def _shown(child: etree._Element) -> str:
    if child.tag == f"{W}t":
        return child.text or ""
    if child.tag == f"{W}drawing":
        drawn = next(child.iter(PROPERTIES))
        return f"{{{drawn.get('name')}: {drawn.get('descr')}}}" if drawn.get("descr") else ""
    if child.tag == f"{W}footnoteReference":
        return f"[{child.get(f'{W}id')}]"
    return {f"{W}br": "⏎", f"{W}tab": "⇥", f"{W}instrText": f"{{{child.text}}}"}.get(str(child.tag), "")
