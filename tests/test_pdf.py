"""PDF by the real LibreOffice: whole batches, broken files, time limits, fonts."""

from __future__ import annotations

import struct
from pathlib import Path

import pypdfium2
import pytest

from reportgen.errors import EnvironmentProblem, ExitCode, UsageProblem
from reportgen.publish.pdf import PdfNotMade, convert_to_pdf, pages_as_png, verify_fonts
from tests.defect_files import DOCUMENT, GOOD_PARTS, good_file, packed

pytestmark = pytest.mark.libreoffice

FONT_FOLDERS = "/usr/share/fonts/truetype"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(good_file())
    return file


@pytest.fixture(scope="session")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    file = folder / "bao-cao.docx"
    file.write_bytes(good_file())
    return convert_to_pdf([file], folder)[file]


def test_pdf_is_named_after_its_file(pdf: Path) -> None:
    assert pdf.name == "bao-cao.pdf"


def test_pdf_shows_title_and_language_of_the_document(pdf: Path) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        assert document.get_metadata_value("Title") == "Báo cáo Quý I"
    content = pdf.read_bytes()
    assert b"/DisplayDocTitle true" in content
    assert b"/Lang(vi-VN)" in content
    assert b"/MarkInfo<</Marked true>>" in content


def test_archival_pdf_says_that_it_is_pdf_a_2b(good: Path, tmp_path: Path) -> None:
    pdf = convert_to_pdf([good], tmp_path / "luu-tru", archival=True)[good]
    content = pdf.read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content


def test_broken_files_are_named_and_the_others_made(tmp_path: Path) -> None:
    files = [tmp_path / f"xa-{number}.docx" for number in range(5)]
    for file in files:
        file.write_bytes(good_file())
    files[1].write_bytes(good_file()[:1500])
    files[4].write_text("không phải tệp Word", encoding="utf-8")
    with pytest.raises(PdfNotMade) as refused:
        convert_to_pdf(files, tmp_path / "pdf")
    assert [finding.where.file for finding in refused.value.findings] == [str(files[1]), str(files[4])]
    assert {finding.rule for finding in refused.value.findings} == {"pdf-not-made"}
    assert list(refused.value.made) == [files[0], files[2], files[3]]
    assert all(made.is_file() for made in refused.value.made.values())


def test_file_over_the_time_limit_is_named(good: Path, tmp_path: Path) -> None:
    with pytest.raises(PdfNotMade, match="0,1 giây") as refused:
        convert_to_pdf([good], tmp_path / "pdf", seconds_per_file=0.1)
    assert [finding.rule for finding in refused.value.findings] == ["pdf-too-slow"]


def test_time_limit_ends_the_children_too(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! >{tmp_path}/child\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(PdfNotMade):
        convert_to_pdf([good], tmp_path / "pdf", seconds_per_file=1)
    assert not _is_running(int(Path(tmp_path, "child").read_text(encoding="utf-8")))


def _is_running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text(encoding="utf-8").split()[2] != "Z"


def test_missing_libreoffice_is_told_with_its_remedy(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EnvironmentProblem, match="libreoffice-writer-nogui") as problem:
        convert_to_pdf([good], tmp_path / "pdf")
    assert problem.value.exit_code == ExitCode.ENVIRONMENT


def test_files_of_one_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    files = [tmp_path / "xa-1/bao-cao.docx", tmp_path / "xa-2/bao-cao.docx"]
    with pytest.raises(UsageProblem, match="xa-2"):
        convert_to_pdf(files, tmp_path / "pdf")
    assert not (tmp_path / "pdf").exists()


def test_no_file_needs_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert convert_to_pdf([], tmp_path) == {}


def test_earlier_pdf_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    file, earlier = tmp_path / "hong.docx", tmp_path / "hong.pdf"
    file.write_bytes(b"")
    earlier.write_bytes(b"%PDF-1.7\n%%EOF\n")
    with pytest.raises(PdfNotMade) as refused:
        convert_to_pdf([file], tmp_path)
    assert refused.value.made == {}


def test_liberation_serif_stands_for_times_new_roman(pdf: Path) -> None:
    assert verify_fonts(pdf) == ["LiberationSerif"]


def test_missing_font_is_told_with_its_package(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use_only_dejavu(tmp_path, monkeypatch)
    pdf = convert_to_pdf([good], tmp_path)[good]
    with pytest.raises(EnvironmentProblem, match="fonts-liberation2"):
        verify_fonts(pdf)


def _use_only_dejavu(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = folder / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{FONT_FOLDERS}/dejavu</dir><cachedir>{folder}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))


def test_letters_borrowed_from_another_font_are_told(tmp_path: Path) -> None:
    file = tmp_path / "muon.docx"
    # Liberation Serif has no snowman: LibreOffice takes it from DejaVu, as it does with Vietnamese letters
    # when the font is too old to have them.
    file.write_bytes(packed({**GOOD_PARTS, DOCUMENT: GOOD_PARTS[DOCUMENT].replace("91,80%", "☃")}))
    with pytest.raises(EnvironmentProblem, match="DejaVu"):
        verify_fonts(convert_to_pdf([file], tmp_path)[file])


def test_each_page_becomes_a_picture(pdf: Path, tmp_path: Path) -> None:
    pictures = pages_as_png(pdf, tmp_path, dpi=72)
    assert [picture.name for picture in pictures] == ["bao-cao-001.png", "bao-cao-002.png"]
    width, height = struct.unpack(">II", pictures[0].read_bytes()[16:24])
    # A4 is 595.3 × 841.9 points, one pixel a point at 72 dpi; the renderer rounds up
    assert (width, height) == (596, 842)
