"""`reportgen batch` on a programme: whole, unmixed files, and only what changed is made again."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import pickle
import pty
import random
import re
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.batch.file_names import file_name, unique
from reportgen.batch.results_folder import OWN_FOLDER
from reportgen.cli import main
from reportgen.errors import ExitCode, Finding, Severity
from reportgen.load.programme import load_programme
from reportgen.model.batch import Outcome, State, Tally, Task
from reportgen.service.batch_checks import LevelVerdict, check_levels, read_verdicts
from reportgen.service.batch_run import (
    LEVEL_VERDICTS,
    BatchRequest,
    BatchResult,
    Selection,
    chosen_units,
    run_batch,
)
from reportgen.service.batching import BatchOptions, FolderResults, render_unit
from reportgen.service.programme_reports import open_reports
from tests.batch_programme import code_of, make_programme, write_values
from tests.batch_work import contents

ROOT = Path(__file__).parents[1]
COMMUNES = 40
TODAY = dt.date(2024, 1, 2)
WORD_ONLY = BatchOptions(TODAY, with_annexes=False, with_tie_out=False)


class Silent:
    def rendered(self, tally: Tally, outcomes: list[Outcome]) -> None: ...

    def converted(self, ended: int, failed: int) -> None: ...


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    return make_programme(tmp_path / "chuong-trinh", COMMUNES)


@pytest.fixture(scope="module")
def finished_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("xong")
    run(make_programme(folder / "chuong-trinh", COMMUNES), asked(folder / "ra"))
    return folder


@pytest.fixture
def finished(finished_once: Path, tmp_path: Path) -> Path:
    """A programme whose batch is done, in the folder `ra` beside it; moving it changes nothing."""
    shutil.copytree(finished_once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "chuong-trinh" / "chuong-trinh.yaml"


def asked(out: Path, options: BatchOptions = WORD_ONLY) -> BatchRequest:
    return BatchRequest(out, options, processes=2)


def run(programme: Path, request: BatchRequest) -> BatchResult:
    return run_batch(open_reports(programme), request, Silent())


def made(result: BatchResult) -> tuple[int, int, int]:
    return result.tally.made, result.tally.unchanged, result.tally.failed


UNITS = COMMUNES + 2 + 1  # with the districts and the province


# --- what is asked once a level ------------------------------------------------------------------------

SEEN_BEFORE = Finding("dau-hieu", "đã thấy ở lần chạy trước", severity=Severity.WARNING)


def levels_again(programme: Path, known: dict[str, LevelVerdict]) -> set[str]:
    """The levels that are checked again."""
    reports = open_reports(programme)
    marked = {level: replace(verdict, findings=(SEEN_BEFORE,)) for level, verdict in known.items()}
    found = check_levels(reports, chosen_units(reports, asked(Path("ra"))), TODAY, marked)
    return {level for level, verdict in found.items() if SEEN_BEFORE not in verdict.findings}


@pytest.fixture
def verdicts(finished: Path) -> dict[str, LevelVerdict]:
    return read_verdicts(finished.parents[1] / "ra" / OWN_FOLDER / LEVEL_VERDICTS)


def test_a_level_is_not_checked_again_while_nothing_changes(
    finished: Path, verdicts: dict[str, LevelVerdict]
) -> None:
    assert set(verdicts) == {"xa", "huyen", "tinh"}
    assert levels_again(finished, verdicts) == set()


def test_a_level_is_checked_again_when_its_report_has_changed(
    finished: Path, verdicts: dict[str, LevelVerdict]
) -> None:
    report = finished.parent / load_programme(finished).programme.levels["xa"].report  # type: ignore[operator]
    report.write_text(report.read_text("utf-8") + "\n# sửa\n", "utf-8")
    assert "xa" in levels_again(finished, verdicts)


def test_a_level_is_checked_again_when_the_skeleton_has_changed(
    finished: Path, verdicts: dict[str, LevelVerdict]
) -> None:
    skeleton = finished.parent / load_programme(finished).programme.skeleton
    skeleton.write_text(skeleton.read_text("utf-8") + "\n# sửa\n", "utf-8")
    assert levels_again(finished, verdicts) == {"xa", "huyen", "tinh"}


# --- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("03271", "Xã Sin Suối Hồ", "03271-xa-sin-suoi-ho"),
        ("1", "Phường Đức Thắng", "1-phuong-duc-thang"),
        ("1", "UBND xã A/B: <C>?", "1-ubnd-xa-a-b-c"),
        ("con", "…", "con-"),
        ("LPT1", "", "LPT1-"),
        ("console", "", "console"),
        ("9", "Ban " * 40, "9" + "-ban" * 14),
        ("7", "x" * 100, "7"),
    ],
)
def test_file_names_are_plain_and_short(code: str, name: str, expected: str) -> None:
    assert file_name(code, name) == expected


def test_names_that_differ_in_capitals_only_are_told_apart() -> None:
    first, second, third = unique([("a1", "xa/a1-x"), ("A1", "xa/A1-x"), ("b", "xa/b")])
    assert (first, third) == ("xa/a1-x", "xa/b")
    assert re.fullmatch(r"xa/A1-x-[0-9a-f]{6}", second)


def test_files_lie_by_level_and_parent(programme: Path, tmp_path: Path) -> None:
    stems = {unit.code: unit.stem for unit in chosen_units(open_reports(programme), asked(tmp_path))}
    assert stems["T"] == "tinh/T-tinh-muong-thi"
    assert stems["H1"] == "huyen/T-tinh-muong-thi/H1-huyen-nam-h1"
    assert stems["00031"] == "xa/H1-huyen-nam-h1/00031-xa-moc00031"


def test_files_lie_in_one_folder_when_asked(programme: Path, tmp_path: Path) -> None:
    result = run(programme, replace(asked(tmp_path / "ra"), is_flat=True))
    assert made(result) == (UNITS, 0, 0)
    assert {path.parent for path in (tmp_path / "ra").rglob("*.docx")} == {tmp_path / "ra"}


# --- the right text in the right file ----------------------------------------------------------------

MARK = re.compile(r"(?i)mốc(\d{5})")


def text_of(docx: Path) -> str:
    with zipfile.ZipFile(docx) as package:
        parts = [name for name in package.namelist() if name.endswith(".xml")]
        return "".join(re.sub("<[^>]+>", "", package.read(part).decode()) for part in parts)


def marks_are_right(folder: Path) -> bool:
    """No file of a commune has the mark of another; each has its own."""
    files = [path for path in folder.rglob("*.docx") if MARK.search(path.stem.replace("moc", "mốc"))]
    assert len(files) == COMMUNES
    return all(set(MARK.findall(text_of(path))) == {path.stem[:5]} for path in files)


def test_processes_never_mix_units(finished: Path, tmp_path: Path) -> None:
    assert marks_are_right(tmp_path / "ra")


def test_threads_never_mix_units(programme: Path, tmp_path: Path) -> None:
    reports = open_reports(programme)
    results = FolderResults(tmp_path / "ra")
    tasks = [Task(unit.code, unit.stem) for unit in chosen_units(reports, asked(tmp_path))]
    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(lambda task: render_unit(reports, task, results, WORD_ONLY), tasks))
    assert {outcome.state for outcome in outcomes} == {State.DONE}
    assert marks_are_right(tmp_path / "ra")


def test_a_mixed_up_text_would_be_seen(finished: Path, tmp_path: Path) -> None:
    (first, second), folder = sorted(tmp_path.rglob("0000[12]*.docx")), tmp_path / "ra"
    shutil.copyfile(first, second)
    assert not marks_are_right(folder)


def test_a_parent_prints_the_sum_of_its_children(finished: Path, tmp_path: Path) -> None:
    (province,) = (tmp_path / "ra").rglob("T-*.docx")
    assert "4.780 cán bộ" in text_of(province)  # 100 + 101 + … + 139


# --- what is made again ------------------------------------------------------------------------------


def test_a_second_run_makes_nothing(finished: Path, tmp_path: Path) -> None:
    before = contents(tmp_path / "ra")
    assert made(run(finished, asked(tmp_path / "ra"))) == (0, UNITS, 0)
    assert contents(tmp_path / "ra") == before


def test_a_changed_commune_changes_only_itself_and_those_above(finished: Path, tmp_path: Path) -> None:
    before = contents(tmp_path / "ra")
    write_values(finished.parent, code_of(35), 900)
    assert made(run(finished, asked(tmp_path / "ra"))) == (3, UNITS - 3, 0)
    after = contents(tmp_path / "ra")
    changed = {name.rpartition("/")[2] for name in after if after[name] != before.get(name)}
    assert changed == {"00035-xa-moc00035.docx", "H1-huyen-nam-h1.docx", "T-tinh-muong-thi.docx"}


def test_a_verdict_that_rests_on_a_waiver_with_an_end_is_looked_at_again(
    finished: Path, tmp_path: Path
) -> None:
    assert made(run(finished, asked(tmp_path / "ra", replace(WORD_ONLY, today=dt.date(2025, 1, 1)))))[0] == 0
    report = finished.parent / "bao-cao-xa.yaml"
    waiver = "bo_qua: [{quy_tac: count-above-total, ly_do: đã rà soát, nguoi: Lò Văn A, den: 2024-12-31}]\n"
    report.write_text(report.read_text(encoding="utf-8") + waiver, encoding="utf-8")
    run(finished, asked(tmp_path / "ra"))
    assert made(run(finished, asked(tmp_path / "ra"))) == (0, UNITS, 0)
    later = replace(WORD_ONLY, today=dt.date(2025, 1, 1))
    assert made(run(finished, asked(tmp_path / "ra", later))) == (UNITS, 0, 0)


def test_other_files_asked_for_are_made(programme: Path, tmp_path: Path) -> None:
    one = Selection(frozenset({"00001"}))
    run(programme, replace(asked(tmp_path / "ra"), selection=one))
    assert [path.rpartition("-")[2] for path in contents(tmp_path / "ra")] == ["moc00001.docx"]
    whole = replace(asked(tmp_path / "ra", BatchOptions(TODAY)), selection=one)
    assert made(run(programme, whole)) == (1, 0, 0)
    endings = {
        name.removeprefix("xa/H0-huyen-nam-h0/00001-xa-moc00001") for name in contents(tmp_path / "ra")
    }
    assert endings == {".docx", ".json", "-doi-chieu.xlsx", "-phu-luc.xlsx"}
    assert made(run(programme, replace(asked(tmp_path / "ra"), selection=one))) == (1, 0, 0)
    assert len(contents(tmp_path / "ra")) == 1  # what is no longer asked for goes


def test_a_renamed_unit_leaves_no_file_of_its_old_name(finished: Path, tmp_path: Path) -> None:
    roster = finished.parent / "don-vi.yaml"
    roster.write_text(roster.read_text(encoding="utf-8").replace("xã Mốc00002", "xã Mới"), encoding="utf-8")
    result = run(finished, asked(tmp_path / "ra"))
    names = [path.name for path in (tmp_path / "ra").rglob("00002-*")]
    assert names == ["00002-xa-moi.docx"]
    assert result.reconciled.foreign == []


def test_files_of_a_departed_unit_go_and_foreign_files_are_told(finished: Path, tmp_path: Path) -> None:
    roster = finished.parent / "don-vi.yaml"
    data = json.loads(roster.read_text(encoding="utf-8"))
    data["don_vi"] = [unit for unit in data["don_vi"] if unit["ma"] != "00039"]
    roster.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (finished.parent / "so-lieu" / "00039.json").unlink()
    (tmp_path / "ra" / "ghi-chu.txt").write_text("của người", encoding="utf-8")
    result = run(finished, asked(tmp_path / "ra"))
    assert list((tmp_path / "ra").rglob("00039-*")) == []
    assert result.reconciled.foreign == ["ghi-chu.txt"]
    assert result.reconciled.states == {State.DONE: UNITS - 1}


def test_an_edited_document_is_never_replaced_unasked(finished: Path, tmp_path: Path) -> None:
    (edited,) = (tmp_path / "ra").rglob("00003-*.docx")
    with zipfile.ZipFile(edited, "a") as package:
        package.writestr("docProps/ghi-chu.xml", "<x/>")
    by_hand = edited.read_bytes()
    write_values(finished.parent, "00003", 700)
    result = run(finished, asked(tmp_path / "ra"))
    assert [(each.code, each.findings[0].rule) for each in result.reconciled.failed] == [
        ("00003", "edited-by-hand")
    ]
    assert edited.read_bytes() == by_hand
    over = replace(WORD_ONLY, overwrites=True)
    assert made(run(finished, asked(tmp_path / "ra", over)))[0] == 1
    assert edited.read_bytes() != by_hand


def test_a_torn_document_is_made_again(finished: Path, tmp_path: Path) -> None:
    (torn,) = (tmp_path / "ra").rglob("00003-*.docx")
    whole = torn.read_bytes()
    torn.write_bytes(whole[:3000])
    assert made(run(finished, asked(tmp_path / "ra"))) == (1, UNITS - 1, 0)
    assert torn.read_bytes() == whole


# --- what goes wrong ---------------------------------------------------------------------------------


def test_a_unit_with_mistakes_fails_alone_and_loses_its_old_file(finished: Path, tmp_path: Path) -> None:
    write_values(finished.parent, "00007", 100, educated=-1)
    result = run(finished, asked(tmp_path / "ra"))
    (failed,) = result.reconciled.failed
    assert failed.code == "00007"
    assert failed.findings
    assert list((tmp_path / "ra").rglob("00007-*")) == []
    write_values(finished.parent, "00007", 107)
    again = run(finished, replace(asked(tmp_path / "ra"), selection=Selection(only_failed=True)))
    assert made(again) == (1, 0, 0)
    assert again.reconciled.states == {State.DONE: UNITS}


def test_a_unit_that_cannot_be_read_fails_alone(programme: Path, tmp_path: Path) -> None:
    (programme.parent / "so-lieu" / "00007.json").write_text('{"don_vi": "00007", ', encoding="utf-8")
    result = run(programme, asked(tmp_path / "ra"))
    assert [each.code for each in result.reconciled.failed] == ["00007"]


def test_a_wrong_definition_stops_everything_before_any_file(programme: Path, tmp_path: Path) -> None:
    report = programme.parent / "bao-cao-xa.yaml"
    text = report.read_text(encoding="utf-8").replace("CHẤT LƯỢNG CÁN BỘ", "Chất lượng cán bộ")
    report.write_text(text, encoding="utf-8")
    assert main(["batch", str(programme), "--out", str(tmp_path / "ra")]) == ExitCode.REFUSED
    assert not (tmp_path / "ra").exists()


def test_an_unknown_unit_is_refused_with_a_suggestion(
    programme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["batch", str(programme), "--out", str(tmp_path / "ra"), "--cap", "huyenn"])
    assert code == ExitCode.USAGE
    assert "“huyenn”; có phải “huyen”?" in capsys.readouterr().err


def limited(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # no file may get larger: as on a full disk


@pytest.mark.parametrize("size", [8_000, 30_000])
def test_a_disk_that_takes_no_more_is_told_and_the_run_goes_on_later(
    size: int, programme: Path, tmp_path: Path
) -> None:
    arguments = [*command(programme, tmp_path / "ra"), "--chi-docx"]
    stopped = subprocess.run(
        arguments, cwd=ROOT, preexec_fn=lambda: limited(size), capture_output=True, text=True, check=False
    )
    assert stopped.returncode == ExitCode.ENVIRONMENT, stopped.stderr
    assert "không ghi được" in stopped.stderr
    again = subprocess.run(arguments, cwd=ROOT, capture_output=True, check=False)
    assert again.returncode == ExitCode.DONE
    assert len(list((tmp_path / "ra").rglob("*.docx"))) == UNITS


def test_a_batch_goes_to_another_process_by_being_opened_again(programme: Path) -> None:
    reports = open_reports(programme)
    again = pickle.loads(pickle.dumps(reports))  # noqa: S301 — our own
    assert again.input_key("00001") == reports.input_key("00001")


def test_a_person_at_a_terminal_sees_a_bar(programme: Path, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*command(programme, tmp_path / "ra"), "--chi-docx"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=slave,
    )
    os.close(slave)
    shown = b""
    with contextlib.suppress(OSError):  # how a terminal says that nobody writes any more
        while piece := os.read(master, 10_000):
            shown += piece
    os.close(master)
    assert process.wait() == 0
    assert "Lập văn bản" in shown.decode()
    assert f"{UNITS}/{UNITS}" in shown.decode()


# --- the package -------------------------------------------------------------------------------------


def test_a_package_has_every_document_and_is_always_the_same(programme: Path, tmp_path: Path) -> None:
    packages = []
    for name in ("mot", "hai"):
        result = run(programme, replace(asked(tmp_path / name), zipped=True))
        assert result.package == tmp_path / name / "thu-2023.zip"
        packages.append(result.package.read_bytes())
        assert [path.name for path in (tmp_path / name).iterdir() if path.name != OWN_FOLDER] == [
            "thu-2023.zip"
        ]
    assert packages[0] == packages[1]
    with zipfile.ZipFile(tmp_path / "mot" / "thu-2023.zip") as package:
        assert package.testzip() is None
        assert len(package.namelist()) == UNITS
        assert "xa/H0-huyen-nam-h0/00000-xa-moc00000.docx" in package.namelist()


# --- killed at any moment ----------------------------------------------------------------------------


def command(programme: Path, out: Path) -> list[str]:
    return [
        sys.executable,
        "-m",
        "reportgen",
        "batch",
        str(programme),
        "--out",
        str(out),
        "--tien-trinh",
        "2",
    ]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A programme, and every file that a batch makes of it when nobody disturbs it."""
    folder = tmp_path_factory.mktemp("yen")
    programme = make_programme(folder / "chuong-trinh", COMMUNES)
    run(programme, asked(folder / "ra", BatchOptions(TODAY)))
    return programme, contents(folder / "ra")


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_batch_is_finished_with_the_same_bytes(
    seed: int, undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    programme, expected = undisturbed
    least = random.Random(seed).randrange(1, COMMUNES)  # noqa: S311
    process = subprocess.Popen(command(programme, tmp_path), cwd=ROOT, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(list(tmp_path.rglob("*.docx"))) < least:
        time.sleep(0.01)
    process.kill()
    process.wait()
    again = subprocess.run(command(programme, tmp_path), cwd=ROOT, check=False, capture_output=True)
    assert again.returncode == 0
    assert contents(tmp_path) == expected


def test_the_command_tells_what_failed_and_ends_with_4(
    programme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_values(programme.parent, "00007", 100, educated=-1)
    arguments = ["batch", str(programme), "--out", str(tmp_path / "ra"), "--chi-docx"]
    assert main(arguments) == ExitCode.SOME_UNITS_FAILED
    said = capsys.readouterr()
    assert "00007: chưa lập được" in said.err
    assert f"Đã lập {UNITS - 1} đơn vị" in said.out
    assert main([*arguments, "--json"]) == ExitCode.SOME_UNITS_FAILED
    told = json.loads(capsys.readouterr().out)
    assert [each["unit"] for each in told["failed"]] == ["00007"]
    assert told["unchanged"] == UNITS - 1
    assert len(told["files"]) == UNITS - 1
