"""Publish Word files as PDF, and look at a PDF: the fonts it really uses, its pages as pictures."""

from __future__ import annotations

import json
import re
import shutil
import struct
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportgen.errors import EnvironmentProblem, Finding, InputRefused, UsageProblem, Where
from reportgen.publish.soffice import Conversion, Outcome, convert

LETTER_FACES = ("TimesNewRoman", "LiberationSerif")  # of the same widths, so that lines break alike
FALLBACK_FACES = ("DejaVu",)  # taken letter by letter where the wanted font lacks one
SUBSET_PREFIX = re.compile(r"^[A-Z]{6}\+")
INSTALL_FONTS = (
    "cài phông có đủ chữ Việt; trên Debian: apt-get install fonts-liberation2 "
    "(và gỡ fonts-liberation bản 1.07, bản này không có chữ Việt)"
)

POINTS_PER_INCH = 72
PDF_A_2B = 2
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_RGB = 2


class PdfNotMade(InputRefused):
    """Some files gave no PDF; `made` has the others, which are in place."""

    def __init__(self, findings: Sequence[Finding], made: dict[Path, Path]) -> None:
        super().__init__(findings)
        self.made = made


def convert_to_pdf(
    files: Sequence[Path],
    out_folder: Path,
    *,
    seconds_per_file: float = 30,
    archival: bool = False,
) -> dict[Path, Path]:
    """Convert Word files to `<stem>.pdf` in a folder and return the PDF of each.

    A PDF is tagged and shows the document's title; `archival` makes it PDF/A-2b. All files are tried before
    PdfNotMade is raised, which names those that failed. Raises EnvironmentProblem without LibreOffice.
    """
    targets = _targets(files, out_folder)
    if not files:
        return {}
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        outcome = convert(
            list(targets), Path(folder), conversion=_pdf_export(archival), seconds_per_file=seconds_per_file
        )
        out_folder.mkdir(parents=True, exist_ok=True)
        made = {
            file: Path(shutil.move(outcome.made[file], target))
            for file, target in targets.items()
            if file in outcome.made
        }
    if findings := _failures(outcome, seconds_per_file):
        raise PdfNotMade(findings, made)
    return made


def verify_fonts(pdf: Path) -> list[str]:
    """Return the names of the fonts that the text of a PDF really uses, sorted.

    Raises EnvironmentProblem when the text is neither in Times New Roman nor in Liberation Serif, or when
    single letters were borrowed from another font: then lines, pages and letters differ from what Word shows.
    """
    fonts = _fonts(pdf)
    if fonts and not any(font.startswith(LETTER_FACES) for font in fonts):
        raise EnvironmentProblem(
            f"{pdf.name}: không có phông Times New Roman hay Liberation Serif, PDF dùng {', '.join(fonts)}.",
            remedy=INSTALL_FONTS,
        )
    if borrowed := [font for font in fonts if font.startswith(FALLBACK_FACES)]:
        raise EnvironmentProblem(
            f"{pdf.name}: phông trên máy thiếu chữ Việt, có chữ phải mượn của {', '.join(borrowed)}.",
            remedy=INSTALL_FONTS,
        )
    return fonts


def pages_as_png(pdf: Path, folder: Path, dpi: int = 60) -> list[Path]:
    """Draw each page as `<stem>-<page>.png` and return the pictures in page order."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    with _pdfium().PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True)
            picture = folder / f"{pdf.stem}-{number:03}.png"
            picture.write_bytes(_png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride))
            pictures.append(picture)
    return pictures


def _targets(files: Sequence[Path], out_folder: Path) -> dict[Path, Path]:
    targets = {file: out_folder / f"{file.stem}.pdf" for file in files}
    if len(set(targets.values())) < len(targets):
        names = ", ".join(str(file) for file in files)
        raise UsageProblem(f"Có tệp Word trùng tên nên PDF sẽ đè lên nhau trong {out_folder}: {names}")
    return targets


def _pdf_export(archival: bool) -> Conversion:
    options: dict[str, dict[str, str]] = {
        "DisplayPDFDocumentTitle": {"type": "boolean", "value": "true"},
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
        "ExportBookmarks": {"type": "boolean", "value": "true"},
    }
    if archival:
        options["SelectPdfVersion"] = {"type": "long", "value": str(PDF_A_2B)}
    return Conversion(
        source="MS Word 2007 XML",
        target=f"pdf:writer_pdf_Export:{json.dumps(options)}",
        suffix=".pdf",
        is_whole=_is_whole,
        settings={},
    )


def _is_whole(pdf: Path) -> bool:
    return pdf.is_file() and pdf.read_bytes().rstrip().endswith(b"%%EOF")


def _failures(outcome: Outcome, seconds: float) -> list[Finding]:
    broken = [
        Finding(
            rule="pdf-not-made",
            message="LibreOffice không đọc được tệp nên không lập được PDF",
            where=Where(file=str(file)),
            remedy="mở tệp bằng Word xem có lỗi không; nếu Word cũng không mở được thì lập lại tệp",
        )
        for file in outcome.broken
    ]
    limit = f"{seconds:g}".replace(".", ",")
    slow = [
        Finding(
            rule="pdf-too-slow",
            message=f"LibreOffice không lập xong PDF trong {limit} giây",
            where=Where(file=str(file)),
            remedy="thử lại khi máy rảnh, hoặc tăng giới hạn thời gian nếu tệp rất dài",
        )
        for file in outcome.slow
    ]
    return broken + slow


def _fonts(pdf: Path) -> list[str]:
    pdfium = _pdfium()
    with pdfium.PdfDocument(pdf) as document:
        return sorted(
            {
                SUBSET_PREFIX.sub("", text.get_font().get_base_name())
                for page in document
                for text in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT])
            }
        )


def _pdfium() -> Any:  # untyped library
    try:
        import pypdfium2
    except ModuleNotFoundError as error:
        raise EnvironmentProblem(
            "Thiếu thư viện pypdfium2 để xem lại tệp PDF.", remedy="pip install 'reportgen[pdf]'"
        ) from error
    return pypdfium2


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Encode 24-bit RGB rows of `stride` bytes."""
    rows = (pixels[start : start + 3 * width] for start in range(0, height * stride, stride))
    header = struct.pack(">IIBBBBB", width, height, 8, PNG_RGB, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows))
    chunks = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    return PNG_SIGNATURE + b"".join(_png_chunk(name, data) for name, data in chunks)


def _png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
