"""The samples and the starting reports, built whole once for every test that looks at the files."""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree

from reportgen import Built, build
from reportgen.service import start_report

ROOT = Path(__file__).parents[1]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLES = ("phong-tho", "lai-chau")
STARTS = ("dang", "nha_nuoc")


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="reportgen-tests-")


@cache
def built(name: str) -> Built:
    """All files of a sample or of the starting report of a regime, the PDF among them."""
    folder = Path(_folder().name) / name
    definition = ROOT / "samples" / name / "bao-cao.yaml"
    if name in STARTS:
        definition, _ = start_report(name, folder / "khoi-dau", as_workbook=name == "dang")
    return build(definition, folder, pdf=True)


def tables(docx: bytes) -> list[list[list[str]]]:
    """Text of each table by row and cell, as typed: a cell over several columns is one."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return [
        [
            ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        for table in body.iter(f"{W}tbl")
    ]
