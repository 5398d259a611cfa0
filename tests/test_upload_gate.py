"""What people upload is refused with its reason before any library opens it; good files pass."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.errors import InputRefused
from reportgen.service.office.bundle_gate import gate_bundle
from reportgen.service.office.bundles import write
from reportgen.service.office.gate import Kind, gate_upload, shown_name
from reportgen.service.office.office import OfficeSettings
from reportgen.service.office.single_report import made_programme
from reportgen.service.office.trial import try_programme
from tests.built import SAMPLES, built
from tests.defect_files import good_file
from tests.hostile_uploads import (
    BUNDLE_UPLOADS,
    SMALL,
    WORD_UPLOADS,
    WORKBOOK_UPLOADS,
    Hostile,
    archive,
    definition,
    programme,
    workbook,
)

HOSTILE = {**WORD_UPLOADS, **WORKBOOK_UPLOADS, **BUNDLE_UPLOADS}
OFFICE = (Kind.WORD, Kind.WORKBOOK, Kind.BUNDLE)


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_quickly_with_its_reason(hostile: Hostile) -> None:
    data = hostile.make()
    start = time.process_time()
    with pytest.raises(InputRefused) as refused:
        gate_upload(data, hostile.name, OFFICE)
    assert hostile.rule in {finding.rule for finding in refused.value.findings}
    assert all(finding.remedy for finding in refused.value.findings)
    assert time.process_time() - start < 3


def test_good_files_of_each_kind_pass() -> None:
    assert gate_upload(good_file(), "Báo cáo.docx", OFFICE) is Kind.WORD
    assert gate_upload(workbook({}), "biểu.XLSX", OFFICE) is Kind.WORKBOOK
    assert gate_upload(programme(), "chuong-trinh.zip", OFFICE) is Kind.BUNDLE
    assert gate_upload(b'{"don_vi": "1"}', "so-lieu.json", (Kind.JSON,)) is Kind.JSON


def test_what_we_write_ourselves_passes() -> None:
    made = built(SAMPLES[0])
    for path in (made.docx, *(each for each in made.files if each.suffix == ".xlsx")):
        assert gate_upload(path.read_bytes(), path.name, OFFICE)


def test_a_kind_that_is_not_asked_for_is_refused() -> None:
    with pytest.raises(InputRefused, match=r"không nhận tệp đuôi “\.docx”"):
        gate_upload(good_file(), "a.docx", (Kind.WORKBOOK,))


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("C:\\Users\\a\\Báo cáo.docx", "Báo cáo.docx"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.docx", "aSet-Cookie: x.docx"),
        ("a\u202excod.docx", "axcod.docx"),
        ("", "tệp không tên"),
    ],
)
def test_only_the_harmless_part_of_a_name_is_kept(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown


def test_what_systems_add_to_a_zip_does_not_matter() -> None:
    files = gate_bundle(programme(), "a.zip")
    assert (
        gate_bundle(archive({**files, "__MACOSX/._x": b"\0", "thu muc/Thumbs.db": b"\0"}), "a.zip") == files
    )


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("khung: {elsewhere}/khung-so-lieu.yaml", "file-unreadable"),
        ("don_vi: {elsewhere}/don-vi.yaml", "file-unreadable"),
        ("so_lieu: {elsewhere}/so-lieu", "bundle-outside"),
        ("so_lieu: ../../../etc", "bundle-outside"),
    ],
)
def test_a_programme_that_reaches_outside_its_folder_is_refused(line: str, rule: str, tmp_path: Path) -> None:
    elsewhere = shutil.copytree(SMALL, tmp_path / "khac")
    mine = tmp_path / "goi"
    mine.mkdir()
    files = gate_bundle(
        programme({"chuong-trinh.yaml": definition(line.format(elsewhere=elsewhere))}), "a.zip"
    )
    write(files, mine)
    with pytest.raises(InputRefused) as refused:
        try_programme(OfficeSettings(tmp_path), mine / "chuong-trinh.yaml")
    assert {finding.rule for finding in refused.value.findings} == {rule}


def test_a_report_whose_figures_are_elsewhere_is_refused(tmp_path: Path) -> None:
    sample = Path(__file__).parents[1] / "samples" / SAMPLES[0]
    shutil.copytree(sample, tmp_path / "khac")
    text = (
        (sample / "bao-cao.yaml")
        .read_text(encoding="utf-8")
        .replace("so_lieu: ", f"so_lieu: {tmp_path}/khac/", 1)
    )
    (tmp_path / "goi").mkdir()
    (tmp_path / "goi" / "bao-cao.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused, match="tệp ở ngoài gói"):
        made_programme(tmp_path / "goi", "bao-cao.yaml", "a.zip")


@pytest.mark.parametrize(
    "deed",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "subprocess.run(['true'])",
        "os.system('true')",
        "open('/etc/hostname')",
        "os.listdir('/etc')",
    ],
)
def test_the_trial_may_not_connect_start_others_or_look_around(deed: str, tmp_path: Path) -> None:
    code = f"""
import os, pathlib, socket, subprocess
from reportgen.service.office.confined import confine
confine(pathlib.Path())
try:
    {deed}
except PermissionError:
    print("refused")
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "refused\n"
