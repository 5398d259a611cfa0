"""One build as a whole: what is told together, what the tie-out names, what a kill leaves."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reportgen import build
from reportgen.errors import EnvironmentProblem, InputRefused
from reportgen.service import start_report
from tests.built import ROOT, built, tables

SAMPLE = ROOT / "samples" / "lai-chau"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The definition of a new State report, its figures beside it."""
    return start_report("nha_nuoc", tmp_path / "bao-cao")[0]


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def refused(definition: Path) -> list[tuple[int, str]]:
    """Line and message of everything that a build tells; it must have written nothing."""
    out = definition.parent / "ket-qua"
    with pytest.raises(InputRefused) as caught:
        build(definition, out)
    assert not out.exists()
    return [(finding.where.line, finding.message) for finding in caught.value.findings]


# --- all mistakes at once ----------------------------------------------------------------------------


def test_a_condition_that_cannot_be_told_hides_no_misspelt_name(report: Path) -> None:
    edit(
        report,
        ("khi: ho_ngheo.ngheo < 100", 'khi: ho_ngheo.ngheo < "100"'),
        ("{{ ho_ngheo.ngheo.ty_le }}", "{{ ho_ngheo.ngheoo.ty_le }}"),
    )
    assert refused(report) == [
        (30, "không có tên “ngheoo” trong “ho_ngheo”; có phải “ngheo”?"),
        (39, "hai vế không so sánh được với nhau"),
    ]


def test_figures_that_do_not_fit_hide_no_misspelt_name(report: Path) -> None:
    edit(
        report, ("{{ ho_ngheo.ngheo.ty_le }}", "{{ ho_ngheo.ngheoo.ty_le }}"), ("nguon: san_xuat", "nguon: a")
    )
    edit(report.with_name("so-lieu.yaml"), ("2026: 74", "2026: -74"))
    messages = [message for _, message in refused(report)]
    assert "không có tên “ngheoo” trong “ho_ngheo”; có phải “ngheo”?" in messages
    assert "số lượng -74 là số âm" in messages
    assert "không có nhóm số liệu “a”" in messages


def test_mistakes_of_the_template_are_told_with_those_of_the_figures(report: Path) -> None:
    edit(report, ("so_le: 1 ", "mau: khong-co\nso_le: 1 "))
    edit(report.with_name("so-lieu.yaml"), ("2026: 74", "2026: -74"))
    assert [message for _, message in refused(report)] == [
        "số lượng -74 là số âm",
        "không có mẫu Word “khong-co”",
    ]


# --- text as typed -----------------------------------------------------------------------------------


def test_signs_that_look_like_leftovers_are_printed_as_typed(report: Path) -> None:
    edit(
        report,
        ("Một số chỉ tiêu", "{{ thong_tin.ten }}, {{ thong_tin.ten|hoa }}, A &amp; B, **None**, một số"),
    )
    edit(
        report.with_name("so-lieu.yaml"),
        ("nhan: Số hộ tham gia hợp tác xã", 'nhan: "Số hộ {{ x }} &lt; {% None"'),
        ("ho_ngheo:\n", 'thong_tin: {ten: "tên {{ a }} {# b"}\nho_ngheo:\n'),
    )
    made = build(report, report.parent / "ket-qua")
    with zipfile.ZipFile(made.docx) as package:
        document = package.read("word/document.xml").decode()
    for printed in ("tên {{ a }} {# b<", "TÊN {{ A }} {# B<", "A &amp;amp; B", "None"):
        assert printed in document
    assert "Số hộ {{ x }} &lt; {% None" in [
        cell for row in tables(made.docx.read_bytes())[-1] for cell in row
    ]
    assert made.annexes is not None
    sheet = openpyxl.load_workbook(made.annexes).worksheets[0]
    assert "Số hộ {{ x }} &lt; {% None" in [cell.value for cell in sheet["B"]]


# --- files that are not what they seem ---------------------------------------------------------------


def test_a_word_file_called_xlsx_is_no_workbook(report: Path) -> None:
    shutil.copy(built("lai-chau").docx, report.with_name("so-lieu.xlsx"))
    edit(report, ("so_lieu: so-lieu.yaml", "so_lieu: so-lieu.xlsx"))
    assert refused(report) == [(0, "tệp không phải bảng tính Excel")]


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_broken_office_form_is_refused(part: str, tmp_path: Path) -> None:
    for name in ("bao-cao.yaml", "so-lieu.yaml"):
        shutil.copy(SAMPLE / name, tmp_path)
    form = "phu-luc-can-bo-chu-chot.xlsx"
    with (
        zipfile.ZipFile(ROOT / "templates" / "xlsx" / form) as good,
        zipfile.ZipFile(tmp_path / form, "w") as broken,
    ):
        for name in good.namelist():
            broken.writestr(name, b"<x/>" if name == part else good.read(name))
    with pytest.raises(InputRefused) as caught:
        build(tmp_path / "bao-cao.yaml", tmp_path / "ket-qua")
    assert {finding.where.file for finding in caught.value.findings} == {form}
    assert not (tmp_path / "ket-qua").exists()


def test_a_thousands_point_in_the_short_form_is_warned_of(report: Path) -> None:
    edit(report.with_name("so-lieu.yaml"), ("ho: 1250", "ho: 1.250"))
    [warning] = [
        found for found in build(report, report.parent / "o").findings if found.rule == "thousands-point"
    ]
    assert (warning.severity, warning.where.line) == ("warning", 12)
    assert warning.message == "dia_ban.ho: 1.250 được hiểu là số thập phân 1,250"
    assert warning.remedy == "nếu là 1250 thì viết liền; đúng là số đo thì ghi {gia_tri: 1.250}"


# --- the tie-out -------------------------------------------------------------------------------------


def test_the_tie_out_names_every_file_that_was_read() -> None:
    content = json.loads(built("lai-chau").json.read_text(encoding="utf-8"))
    read = [
        SAMPLE / "bao-cao.yaml",
        SAMPLE / "so-lieu.yaml",
        ROOT / "templates" / "docx" / "bao-cao-nha-nuoc.docx",
        ROOT / "templates" / "xlsx" / "phu-luc-can-bo-chu-chot.xlsx",
    ]
    assert content["inputs"] == {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in read}


def test_every_typed_numeral_has_a_place_a_person_finds() -> None:
    content = json.loads(built("lai-chau").json.read_text(encoding="utf-8"))
    places = {(entry["text"], entry["place"]) for entry in content["typed"]}
    # a typed day of the opening, the number of a letter in the footnote, two head cells of Phụ lục II
    assert {
        ("05/5/2023", "lời mở đầu, đoạn 1"),
        ("2655", "chú thích"),
        ("31/3/2023", "Phụ lục II, đầu cột 3"),
        ("2030", "Phụ lục II, đầu cột 6"),
    } <= places
    assert [place for _, place in places if "hoặc" in place] == []


@pytest.mark.parametrize("name", ["phong-tho", "lai-chau"])
def test_the_sums_of_the_tie_out_agree_with_its_lines(name: str) -> None:
    made = built(name)
    content = json.loads(made.json.read_text(encoding="utf-8"))
    places = [figure["places"] for figure in content["figures"]]
    computed = [figure["places"] for figure in content["figures"] if figure["formula"]]
    assert made.counts == (sum(map(len, places)), sum(map(len, computed)), len(content["typed"]))
    book = openpyxl.load_workbook(made.tie_out)
    figures, typed, summary = book.worksheets
    assert sum(column(figures, 8)) == made.counts.figures
    assert len(column(typed, 1)) == made.counts.typed
    all_figures, from_figures, by_formula, as_given, by_hand = column(summary, 2)[:5]
    assert (all_figures, from_figures, by_formula, by_hand) == (len(places), *made.counts)
    assert as_given == from_figures - by_formula
    with zipfile.ZipFile(made.docx) as package:
        document = package.read("word/document.xml").decode()
    assert document.count("<w:bookmarkStart ") == made.counts.figures


def column(sheet: Worksheet, number: int) -> list[Any]:
    """The values of a column below its heading."""
    return [row[0] for row in sheet.iter_rows(2, None, number, number, values_only=True)]


def test_what_was_built_before_changes_no_byte(report: Path) -> None:
    first, second = report.parent / "mot", report.parent / "hai"
    build(report, first)
    build(SAMPLE / "bao-cao.yaml", report.parent / "khac")
    build(report, second)
    assert digests(first) == digests(second)


# --- nothing half-written ----------------------------------------------------------------------------


def digests(folder: Path) -> dict[str, str]:
    files = folder.iterdir() if folder.exists() else ()
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if not file.name.endswith(".tmp")
    }


def test_a_killed_build_leaves_each_file_whole_or_untouched(tmp_path: Path) -> None:
    out, old, new = tmp_path / "ket-qua", tmp_path / "cu", tmp_path / "moi"
    definition = tmp_path / "bao-cao.yaml"
    for name in ("bao-cao.yaml", "so-lieu.yaml"):
        shutil.copy(SAMPLE / name, tmp_path)
    build(definition, old)
    edit(definition, ("Thuận lợi", "Những thuận lợi"))
    before = time.monotonic()
    build(definition, new)
    seconds = time.monotonic() - before
    chance = random.Random(2023)  # noqa: S311 — moments, not secrets
    for _ in range(12):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(old, out)
        kill_after(chance.uniform(0.2, 1) * (seconds + 0.5), definition, out)
        for name, digest in digests(out).items():
            assert digest in (digests(old)[name], digests(new)[name]), name
        assert digests(out).keys() == digests(old).keys()


def kill_after(seconds: float, definition: Path, out: Path) -> None:
    command = [sys.executable, "-m", "reportgen", "build", str(definition), "--out", str(out)]
    run = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL)
    try:
        run.wait(seconds)
    except subprocess.TimeoutExpired:
        run.kill()
        run.wait()


def test_a_full_disk_changes_no_file(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = report.parent / "ket-qua"
    build(report, out)
    first = digests(out)
    edit(report, ("Một số chỉ tiêu", "Vài chỉ tiêu"))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem, match="đĩa đã đầy"):
        build(report, out)
    assert digests(out) == first
    assert [file for file in out.iterdir() if file.name.endswith(".tmp")] == []
