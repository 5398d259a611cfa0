"""One verdict for every unit, whatever happens to processes, disks and the person at the keyboard."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.batch.ledger import slices_of
from reportgen.batch.results_folder import OWN_FOLDER, strangers, sweep
from reportgen.batch.run import claimed_slices
from reportgen.batch.sqlite import LOCK, open_ledger
from reportgen.errors import EnvironmentProblem, UsageProblem
from reportgen.model.batch import State, Task, Verdict
from tests.batch_work import BUGGY, FULL, HANGING, KILLED, WRONG, FakeWork, batch, contents, units

ROOT = Path(__file__).parents[1]


def verdicts(folder: Path) -> dict[str, Verdict]:
    ledger = open_ledger(folder / OWN_FOLDER, "thu")
    found = list(ledger.verdicts())
    ledger.close()
    assert len({each.code for each in found}) == len(found)
    return {each.code: each for each in found}


def states(folder: Path) -> Counter[State]:
    return Counter(each.state for each in verdicts(folder).values())


def test_every_unit_gets_one_good_verdict_and_one_file(tmp_path: Path) -> None:
    tally = batch(tmp_path, units(40), FakeWork(tmp_path))
    assert (tally.made, tally.unchanged, tally.failed) == (40, 0, 0)
    assert states(tmp_path) == {State.DONE: 40}
    assert len(contents(tmp_path)) == 40


def test_a_second_run_makes_nothing(tmp_path: Path) -> None:
    batch(tmp_path, units(40), FakeWork(tmp_path))
    tally = batch(tmp_path, units(40), FakeWork(tmp_path))
    assert (tally.made, tally.unchanged, tally.failed) == (0, 40, 0)


def test_units_that_are_much_work_are_begun_first_and_alone(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / OWN_FOLDER, "thu")
    ledger.enrol(units(9))
    pieces = [
        [task.code[-1] for task in piece]
        for piece in claimed_slices(ledger, 3, {"00007": 3, "00008": 400, "00002": 2})
    ]
    ledger.close()
    assert pieces == [["8"], ["7"], ["0", "1"], ["2", "3"], ["4", "5", "6"]]


def test_with_weights_every_unit_is_done_once(tmp_path: Path) -> None:
    tally = batch(tmp_path, units(40), FakeWork(tmp_path), weights={"00030": 7, "00031": 400, "00002": 3})
    assert (tally.made, tally.unchanged, tally.failed) == (40, 0, 0)
    assert states(tmp_path) == {State.DONE: 40}


def test_units_that_are_much_work_and_not_asked_for_are_left_alone(tmp_path: Path) -> None:
    some = [replace(unit, is_wanted=unit.code == "00001") for unit in units(10)]
    tally = batch(tmp_path, some, FakeWork(tmp_path), weights={"00005": 100})
    assert (tally.wanted, tally.made) == (1, 1)


@pytest.mark.parametrize(
    ("weights", "cut"),
    [
        ({}, ["012", "345", "6"]),
        ({"00001": 2}, ["01", "234", "56"]),
        ({"00001": 9}, ["0", "1", "234", "56"]),
        ({"00000": 3, "00006": 3}, ["0", "123", "45", "6"]),
    ],
)
def test_a_slice_holds_as_much_work_as_the_others(weights: dict[str, int], cut: list[str]) -> None:
    tasks = [Task(unit.code, unit.stem) for unit in units(7)]
    pieces = slices_of(tasks, 3, weights)
    assert ["".join(task.code[-1] for task in piece) for piece in pieces] == cut


def test_only_changed_and_lost_files_are_made_again(tmp_path: Path) -> None:
    batch(tmp_path, units(40), FakeWork(tmp_path))
    (tmp_path / "xa/00003-xa-00003.txt").unlink()
    tally = batch(tmp_path, units(40), FakeWork(tmp_path, {"00007": "số mới"}))
    assert (tally.made, tally.unchanged) == (2, 38)


def test_a_refused_unit_does_not_stop_the_others(tmp_path: Path) -> None:
    tally = batch(tmp_path, units(20), FakeWork(tmp_path, {"00004": WRONG}))
    assert (tally.made, tally.failed) == (19, 1)
    failed = verdicts(tmp_path)["00004"]
    assert failed.state is State.FAILED
    assert [finding.rule for finding in failed.findings] == ["sum-differs"]


def test_a_bug_is_the_verdict_of_its_unit_and_leaves_a_trace(tmp_path: Path) -> None:
    tally = batch(tmp_path, units(20), FakeWork(tmp_path, {"00004": BUGGY}))
    crashed = verdicts(tmp_path)["00004"]
    assert (tally.made, tally.failed, crashed.state) == (19, 1, State.CRASHED)
    assert "ZeroDivisionError: một lỗi của chương trình" in crashed.trace


def test_only_units_that_kill_their_process_are_blamed(tmp_path: Path) -> None:
    texts = {"00004": KILLED, "00005": KILLED, "00033": KILLED}
    tally = batch(tmp_path, units(40), FakeWork(tmp_path, texts))
    assert (tally.made + tally.unchanged, tally.failed) == (37, 3)
    found = verdicts(tmp_path)
    assert {code for code, each in found.items() if each.state is State.CRASHED} == set(texts)
    assert found["00033"].findings[0].rule == "unit-killed"


def test_a_unit_that_hangs_is_ended_and_blamed(tmp_path: Path) -> None:
    tally = batch(tmp_path, units(9), FakeWork(tmp_path, {"00004": HANGING}), slice_size=3, seconds=1)
    assert (tally.made + tally.unchanged, tally.failed) == (8, 1)
    assert verdicts(tmp_path)["00004"].state is State.CRASHED


def test_a_full_disk_stops_the_run_which_goes_on_later(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="đĩa đã đầy"):
        batch(tmp_path, units(60), FakeWork(tmp_path, {"00030": FULL}))
    assert 0 < states(tmp_path)[State.DONE] < 60
    batch(tmp_path, units(60), FakeWork(tmp_path))
    assert states(tmp_path) == {State.DONE: 60}


def test_units_that_were_not_asked_for_keep_their_verdicts(tmp_path: Path) -> None:
    batch(tmp_path, units(10), FakeWork(tmp_path, {"00004": WRONG}))
    some = [replace(unit, is_wanted=unit.code == "00001") for unit in units(10)]
    tally = batch(tmp_path, some, FakeWork(tmp_path, dict.fromkeys(("00001", "00002"), "mới")))
    assert (tally.wanted, tally.made) == (1, 1)
    assert states(tmp_path) == {State.DONE: 9, State.FAILED: 1}


def test_a_unit_that_left_the_roster_is_told_with_its_files(tmp_path: Path) -> None:
    batch(tmp_path, units(3), FakeWork(tmp_path))
    ledger = open_ledger(tmp_path / OWN_FOLDER, "thu")
    ledger.enrol(units(2))
    assert [task.artefacts[0].name for task in ledger.departed()] == ["xa/00002-xa-00002.txt"]
    ledger.forget_departed()
    assert [each.code for each in ledger.verdicts()] == ["00000", "00001"]
    ledger.close()


def test_a_second_batch_into_the_same_folder_is_turned_away(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / OWN_FOLDER, "thu")
    second = subprocess.run(
        [sys.executable, "-m", "tests.batch_work", str(tmp_path), "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    ledger.close()
    assert "Một lần lập hàng loạt khác đang ghi vào" in second.stderr
    assert contents(tmp_path) == {}


def test_another_programme_needs_another_folder(tmp_path: Path) -> None:
    batch(tmp_path, units(1), FakeWork(tmp_path))
    with pytest.raises(UsageProblem, match="đã có kết quả của chương trình “thu”"):
        open_ledger(tmp_path / OWN_FOLDER, "khac")


def test_a_damaged_ledger_is_told(tmp_path: Path) -> None:
    batch(tmp_path, units(1), FakeWork(tmp_path))
    (tmp_path / OWN_FOLDER / "so-theo-doi.sqlite").write_bytes(b"khong phai co so du lieu" * 500)
    with pytest.raises(EnvironmentProblem, match="bị hỏng"):
        open_ledger(tmp_path / OWN_FOLDER, "thu")


COUNT = 150


def started(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.batch_work", str(folder), str(COUNT)]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)


def wait_for_files(folder: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a run has written some files, however slow the machine is."""
    while process.poll() is None and sum(1 for _ in folder.glob("xa/*.txt")) < count:
        time.sleep(0.001)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("yen")
    batch(folder, units(COUNT), FakeWork(folder))
    return contents(folder)


@pytest.mark.parametrize("seed", range(12))
def test_a_run_killed_at_any_moment_is_finished_by_the_next(
    seed: int, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(2):
        process = started(tmp_path)
        wait_for_files(tmp_path, chance.randrange(COUNT), process)
        time.sleep(chance.random() / 50)
        process.kill()  # the one who leads: the others have to notice by themselves
        process.wait()
    tally = batch(tmp_path, units(COUNT), FakeWork(tmp_path))
    assert tally.ended == COUNT
    assert states(tmp_path) == {State.DONE: COUNT}
    assert contents(tmp_path) == undisturbed
    assert list(strangers(tmp_path, undisturbed)) == []


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    process = started(tmp_path)
    wait_for_files(tmp_path, 20, process)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    assert process.wait() == 0
    assert states(tmp_path) == {State.DONE: COUNT}


def test_ctrl_c_ends_with_130_and_keeps_what_is_done(tmp_path: Path) -> None:
    process = started(tmp_path)
    wait_for_files(tmp_path, 20, process)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: everybody gets it
    assert process.wait() == 130
    done = states(tmp_path)[State.DONE]
    assert 20 <= done < COUNT
    assert len(contents(tmp_path)) == done
    tally = batch(tmp_path, units(COUNT), FakeWork(tmp_path))
    assert (tally.unchanged, tally.made) == (done, COUNT - done)


def test_leftovers_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    (tmp_path / "xa").mkdir()
    (tmp_path / "xa" / ".00001.docx.77.tmp").write_bytes(b"PK")
    (tmp_path / "xa" / "cua-nguoi.tmp").write_bytes(b"")
    assert sweep(tmp_path) == 1
    assert sorted(contents(tmp_path)) == ["xa/cua-nguoi.tmp"]


def test_a_folder_is_kept_until_the_last_process_of_a_run_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = (
        "import os, sys, time\n"
        "from reportgen.batch.sqlite import open_ledger\n"
        "ledger = open_ledger(__import__('pathlib').Path(sys.argv[1]), 'thu')\n"
        "if worker := os.fork(): print(worker, flush=True); os._exit(9)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / OWN_FOLDER)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as leader:
        worker = int(leader.stdout.readline()) if leader.stdout else 0
        leader.wait()
        monkeypatch.setattr("reportgen.batch.sqlite.SECONDS_TO_WAIT", 0.1)
        with pytest.raises(UsageProblem, match="đang ghi vào"):
            open_ledger(tmp_path / OWN_FOLDER, "thu")
        os.kill(worker, signal.SIGKILL)
        monkeypatch.undo()
        open_ledger(tmp_path / OWN_FOLDER, "thu").close()
    open_ledger(tmp_path / OWN_FOLDER, "thu").close()


def test_a_folder_that_lets_nobody_write_is_told(tmp_path: Path) -> None:
    (tmp_path / OWN_FOLDER / LOCK).mkdir(parents=True)
    with pytest.raises(EnvironmentProblem, match=r"không ghi được .*dang-ghi"):
        open_ledger(tmp_path / OWN_FOLDER, "thu")
