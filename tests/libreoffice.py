"""LibreOffice as a second opinion in tests: what a workbook calculates, what a page shows."""

from __future__ import annotations

import atexit
import json
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from zipfile import is_zipfile

import openpyxl
from openpyxl.workbook.workbook import Workbook

from reportgen.publish.pdf import convert_to_pdf
from reportgen.publish.soffice import Conversion, convert

SECONDS = 60
ALWAYS = "0"

RECALCULATION = Conversion(
    source="Calc MS Excel 2007 XML",
    target="xlsx:Calc MS Excel 2007 XML",
    suffix=".xlsx",
    is_whole=is_zipfile,
    settings={"/org.openoffice.Office.Calc/Formula/Load": {"OOXMLRecalcMode": ALWAYS}},
)


def recalculated(workbook: Path) -> Workbook:
    """The workbook with the values that LibreOffice calculates, whatever values were stored."""
    return all_recalculated([workbook])[workbook]


def all_recalculated(workbooks: Sequence[Path]) -> dict[Path, Workbook]:
    """The same for several workbooks in one call."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = convert(workbooks, Path(folder), conversion=RECALCULATION, seconds_per_file=SECONDS)
        return {path: openpyxl.load_workbook(outcome.made[path], data_only=True) for path in workbooks}


def page_texts(document: Path) -> list[str]:
    """The text of each page of a Word file or PDF, laid out as on the page."""
    if document.suffix == ".pdf":
        return _pages_of_pdf(document)
    with tempfile.TemporaryDirectory() as folder:
        made = convert_to_pdf([document], Path(folder), seconds_per_file=SECONDS)
        return _pages_of_pdf(made[document])


def _pages_of_pdf(pdf: Path) -> list[str]:
    run = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return run.stdout.decode("utf-8").split("\f")[:-1]


EDITOR = Path(__file__).with_name("uno_editor.py")
SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own Python: only it has the bridge to LibreOffice."""


def edited_in_writer(document: bytes, *steps: str) -> bytes:
    """The Word file after LibreOffice has opened it, done some steps (`tests/uno_editor.py`) and saved it."""
    return _edited(document, ".docx", steps)


def edited_in_calc(workbook: bytes, *steps: str) -> bytes:
    """The workbook after LibreOffice has opened it, done some steps and saved it."""
    return _edited(workbook, ".xlsx", steps)


def _edited(document: bytes, suffix: str, steps: tuple[str, ...]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, f"goc{suffix}"), Path(folder, f"sua{suffix}")
        source.write_bytes(document)
        editor = _editor()
        assert editor.stdin is not None
        assert editor.stdout is not None
        editor.stdin.write(json.dumps([str(source), str(target), *steps]) + "\n")
        editor.stdin.flush()
        answer = editor.stdout.readline()
        assert answer == '""\n', answer
        return target.read_bytes()


@cache
def _editor() -> subprocess.Popen[str]:
    """One LibreOffice for all edits of this process; it ends with us, because its input ends."""
    command = [SYSTEM_PYTHON, "-I", str(EDITOR)]
    editor = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(editor.communicate)
    return editor
