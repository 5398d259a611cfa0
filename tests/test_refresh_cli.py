"""`reportgen refresh` and `reportgen diff` as a clerk meets them."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen.cli import main
from reportgen.errors import ExitCode
from reportgen.model.difference import SignOff
from reportgen.service.refreshing import differ
from tests.edited_documents import DOCUMENT, edited, parts, retype, texts
from tests.test_cli import FIGURES, SMALL

MORE = "ky: {hien_tai: 2026}\ndan_so:\n  chi_tieu:\n    ho: {nhan: Số hộ, so_luong: 1300}\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report that has been built and edited, and whose figures have changed since."""
    (tmp_path / "bao-cao.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "so-lieu.yaml").write_text(FIGURES, encoding="utf-8")
    assert main(["build", str(tmp_path / "bao-cao.yaml"), "--out", str(tmp_path / "cu")]) == ExitCode.DONE
    made = (tmp_path / "cu" / "bao-cao.docx").read_bytes()
    (tmp_path / "sua.docx").write_bytes(edited(made, retype("Toàn xã có", "Toàn xã hiện có")))
    (tmp_path / "so-lieu.yaml").write_text(MORE, encoding="utf-8")
    return tmp_path


def run(report: Path, *arguments: str) -> int:
    return main(["refresh", str(report / "sua.docx"), "--with", str(report / "bao-cao.yaml"), *arguments])


def test_refresh_says_what_changes_by_which_source_and_where(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(report, "--out", str(report / "moi.docx")) == ExitCode.DONE
    told = capsys.readouterr().out
    assert "1 số thay đổi → 1 chỗ; 0 chỗ đổi câu chữ." in told
    assert (
        "  Số hộ (số lượng 2026) (dan_so.ho.so_luong.2026): 1.250 → 1.300  [nguồn: so-lieu.yaml:4:33]" in told
    )
    assert "Toàn xã hiện có 1.300 hộ." in texts((report / "moi.docx").read_bytes())


def test_dry_run_tells_the_same_and_writes_nothing(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(report.rglob("*"))
    capsys.readouterr()
    assert run(report, "--dry-run") == ExitCode.DONE
    told = capsys.readouterr().out
    assert "1.250 → 1.300" in told
    assert "Chạy thử: chưa ghi tệp nào." in told
    assert sorted(report.rglob("*")) == before


def test_edited_file_is_never_written_to(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (report / "sua.docx").read_bytes()
    assert run(report, "--out", str(report / "sua.docx")) == ExitCode.USAGE
    assert "bản đã sửa không bao giờ bị ghi đè" in capsys.readouterr().err
    assert (report / "sua.docx").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"<html>"])
def test_file_that_is_no_word_document_is_refused_and_nothing_is_written(
    report: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (report / "sua.docx").write_bytes(content)
    assert run(report, "--out", str(report / "moi.docx")) == ExitCode.REFUSED
    assert "sua.docx" in capsys.readouterr().err
    assert not (report / "moi.docx").exists()


def test_json_has_every_figure_and_what_became_of_it(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(report, "--dry-run", "--json") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    (figure,) = told["figures"]
    assert (figure["id"], figure["status"]) == ("dan_so.ho.so_luong.2026", "da_thay")
    assert (figure["before"], figure["after"]) == ("1.250", "1.300")


def test_tracked_changes_leave_the_edited_text_to_go_back_to(report: Path) -> None:
    assert run(report, "--out", str(report / "moi.docx"), "--track-changes") == ExitCode.DONE
    data = (report / "moi.docx").read_bytes()
    assert "Toàn xã hiện có 1.300 hộ." in texts(data)
    assert "Toàn xã hiện có 1.250 hộ." in texts(data, view="rejected")


def test_conflict_stands_as_tracked_change_with_a_comment(report: Path) -> None:
    definition = report / "bao-cao.yaml"
    definition.write_text(SMALL.replace("Toàn xã có", "Cả xã có"), encoding="utf-8")
    made = (report / "cu" / "bao-cao.docx").read_bytes()
    (report / "sua.docx").write_bytes(edited(made, retype("Toàn xã có", "Toàn bộ xã có")))
    assert run(report, "--out", str(report / "moi.docx")) == ExitCode.DONE
    data = (report / "moi.docx").read_bytes()
    assert "Toàn bộ xã có 1.300 hộ." in texts(data, view="rejected")
    assert "Cả xã có 1.300 hộ." in texts(data)
    assert "cả hai được để dưới dạng sửa đổi có theo dõi" in parts(data)["word/comments.xml"].decode()


def test_refresh_killed_at_any_moment_leaves_the_edited_file_and_no_half_of_the_new_one(report: Path) -> None:
    before = (report / "sua.docx").read_bytes()
    target = report / "moi.docx"
    arguments = ["refresh", str(report / "sua.docx"), "--with", str(report / "bao-cao.yaml")]
    for moment in range(12):
        process = subprocess.Popen(
            [sys.executable, "-m", "reportgen", *arguments, "--out", str(target)], stdout=subprocess.DEVNULL
        )
        time.sleep(0.12 * moment)
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        process.wait()
        assert (report / "sua.docx").read_bytes() == before
        if target.exists():
            assert DOCUMENT in parts(target.read_bytes())
            target.unlink()


# --- diff ------------------------------------------------------------------------------------------------


def told_by_diff(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    capsys.readouterr()
    assert main(["diff", *map(str, arguments)]) == ExitCode.DONE
    return capsys.readouterr().out


def test_diff_of_figures_files_names_the_inputs(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = report / "cu.yaml"
    old.write_text(MORE.replace("1300", "1250"), encoding="utf-8")
    told = told_by_diff(capsys, old, report / "so-lieu.yaml")
    assert "Số liệu nhập: 1 giá trị khác." in told
    assert "  dan_so.chi_tieu.ho.so_luong: 1250 → 1300" in told
    assert "so-lieu.yaml:4:33)" in told


def test_diff_of_a_built_file_and_a_definition_tells_figures_and_wording_apart(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (report / "bao-cao.yaml").write_text(SMALL.replace("Toàn xã", "Cả xã"), encoding="utf-8")
    told = told_by_diff(capsys, report / "cu" / "bao-cao.docx", report / "bao-cao.yaml")
    assert "1 số thay đổi → 1 chỗ." in told
    assert "(dan_so.ho.so_luong.2026): 1.250 → 1.300" in told
    assert "Câu chữ: 1 chỗ khác." in told
    assert "“Toàn xã có" in told
    assert "Hình thức" not in told


def test_diff_of_equal_reports_says_so(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = report / "cu" / "bao-cao.docx"
    assert told_by_diff(capsys, same, same) == "Hai bản như nhau.\n"


def test_diff_writes_the_old_document_with_tracked_changes(report: Path) -> None:
    tracked = report / "theo-doi.docx"
    old = report / "cu" / "bao-cao.docx"
    assert main(["diff", str(old), str(report / "bao-cao.yaml"), "--track-changes", str(tracked)]) == 0
    assert texts(tracked.read_bytes(), view="rejected") == texts(old.read_bytes())
    assert "Toàn xã có 1.300 hộ." in texts(tracked.read_bytes())


def test_diff_of_a_report_and_figures_is_a_wrong_call(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(report / "bao-cao.yaml"), str(report / "so-lieu.yaml")]) == ExitCode.USAGE
    assert "chỉ so được hai báo cáo" in capsys.readouterr().err


def test_a_difference_tells_whose_sign_offs_lapse(report: Path) -> None:
    old, new = report / "cu" / "bao-cao.docx", report / "sua.docx"
    signed = [
        SignOff(name, hashlib.sha256(path.read_bytes()).hexdigest())
        for name, path in (("A", old), ("B", new))
    ]
    assert differ(old, new, sign_offs=signed).lapsed == ("A",)
    assert differ(old, old, sign_offs=signed[:1]).lapsed == ()
