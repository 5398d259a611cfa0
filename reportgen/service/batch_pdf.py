"""PDF of many documents: each call starts a LibreOffice of its own, with a profile of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportgen.batch.converting import Convert, Converted
from reportgen.errors import Finding
from reportgen.publish.pdf import PdfNotMade, convert_to_pdf, verify_fonts

SECONDS_PER_FILE = 30


@contextmanager
def pdf_converter(folder: Path, *, seconds_per_file: float = SECONDS_PER_FILE) -> Iterator[Convert]:
    """Give a function that converts some dozens of files, from any thread; results are first put in `folder`.

    The fonts are looked at once: all documents are made of the same templates on the same machine.
    """
    with tempfile.TemporaryDirectory(prefix="pdf-", dir=folder) as place:
        yield _Converter(Path(place), seconds_per_file)


class _Converter:
    def __init__(self, folder: Path, seconds_per_file: float) -> None:
        self._folder, self._seconds_per_file = folder, seconds_per_file
        self._are_fonts_known = False

    def __call__(self, files: list[Path]) -> Converted:
        target = Path(tempfile.mkdtemp(dir=self._folder))
        findings: dict[Path, Finding] = {}
        try:
            made = convert_to_pdf(files, target, seconds_per_file=self._seconds_per_file)
        except PdfNotMade as problem:
            made = problem.made
            findings = {Path(finding.where.file): finding for finding in problem.findings}
        if made and not self._are_fonts_known:
            verify_fonts(next(iter(made.values())))
            self._are_fonts_known = True
        return Converted(made, findings)
