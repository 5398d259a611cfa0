"""An office that hangs on marked files, as the real one does on some: everything else it really converts."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

MARK = b"reportgen-test: hang here"

SCRIPT = """#!{python}
import subprocess, sys, time
from pathlib import Path
options = [each for each in sys.argv[1:] if not each.endswith(".docx")]
files = [each for each in sys.argv[1:] if each.endswith(".docx")]
before = []
for file in files:
    if {mark!r} in Path(file).read_bytes():
        break
    before.append(file)
if before:
    subprocess.run([{soffice!r}, *options, *before], check=True)
if len(before) < len(files):
    time.sleep(600)
"""


def put_before_the_real_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soffice = shutil.which("soffice")
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(SCRIPT.format(python=sys.executable, mark=MARK, soffice=soffice), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


def poisoned(docx: bytes) -> bytes:
    """Mark a document behind its end, where only we look."""
    return docx + MARK
