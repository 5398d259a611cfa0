"""Checking a whole Word file: form, figures and package, for a report and for one ten times as long."""

from __future__ import annotations

import copy
import gc
import io
import time
import zipfile
from pathlib import Path

from lxml import etree

from reportgen.service.document_checks import check_document, read_document
from reportgen.service.making import make

SAMPLE = Path(__file__).parents[1] / "samples" / "lai-chau" / "bao-cao.yaml"
TRIES, TIMES = 3, 10
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"


def check_seconds() -> tuple[float, float]:
    """Return the least CPU seconds for the 18 pages of a sample, and for its text ten times over."""
    report = make(SAMPLE).filled.bytes()
    return _least(report), _least(_repeated(report))


def _least(docx: bytes) -> float:
    gc.disable()  # as the command does
    try:
        return min(_seconds(docx) for _ in range(TRIES))
    finally:
        gc.enable()


def _seconds(docx: bytes) -> float:
    begun = time.process_time()
    check_document(read_document(docx, "bao-cao.docx"), docx)
    taken = time.process_time() - begun
    gc.collect()
    return taken


def _repeated(docx: bytes) -> bytes:
    """Return the file with each paragraph of running text as often as TIMES."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _longer(data) if name == DOCUMENT else data)
    return out.getvalue()


def _longer(data: bytes) -> bytes:
    root = etree.fromstring(data)
    body = root.find(f"{W}body")
    assert body is not None
    texts = [p for p in body.findall(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is None]
    for paragraph in texts:
        for _ in range(TIMES - 1):
            paragraph.addnext(copy.deepcopy(paragraph))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
