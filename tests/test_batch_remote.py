"""A batch over PostgreSQL: several workers, some of them killed, and still one verdict for every unit."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.batch.ledger import Ledger
from reportgen.batch.pool import MOST_SECONDS_OF_A_TASK
from reportgen.batch.postgres import PostgresDatabase
from reportgen.batch.store import Store, open_store
from reportgen.batch.worker import MOST_ATTEMPTS, do_tasks
from reportgen.blobs import FolderStore
from reportgen.cli import main
from reportgen.errors import EnvironmentProblem, ExitCode
from reportgen.model.batch import BatchUnit, Outcome, State, Tally, Task
from reportgen.service.batch_remote import Shop, run_remote
from reportgen.service.batch_run import BatchRequest, BatchResult, run_batch
from reportgen.service.batching import BatchOptions
from reportgen.service.programme_reports import open_reports
from tests.batch_programme import make_programme, write_values
from tests.batch_work import contents
from tests.postgres import HOST, free_port, server

ROOT = Path(__file__).parents[1]
COMMUNES = 60
UNITS = COMMUNES + 2 + 1
OPTIONS = BatchOptions(dt.date(2024, 1, 2), with_annexes=False, with_tie_out=False)


class Silent:
    def rendered(self, tally: Tally, outcomes: list[Outcome]) -> None: ...

    def converted(self, ended: int, failed: int) -> None: ...


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with server() as address:
        yield address


SOONER = "from reportgen.batch import queue; queue.HEARTBEAT_SECONDS, queue.STALLED_SECONDS = 1.0, 5.0; "
"""A dead worker is missed after 5 seconds instead of 20."""
WORKER = SOONER + "import sys; from reportgen.cli import main; sys.exit(main(sys.argv[1:]))"


def worker(shop: Shop, *more: str) -> subprocess.Popen[bytes]:
    arguments = ["--on", shop.database, "--kho", shop.store, "--tien-trinh", "1", *more]
    command = [sys.executable, "-c", WORKER, "worker", *arguments]
    return subprocess.Popen(command, cwd="/", stderr=subprocess.DEVNULL, start_new_session=True, env=_env())


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def run(programme: Path, out: Path, shop: Shop) -> BatchResult:
    return run_remote(open_reports(programme), BatchRequest(out, OPTIONS), Silent(), shop)


def test_killed_workers_cost_nothing_and_files_are_those_of_a_local_run(
    database: str, tmp_path: Path
) -> None:
    programme = make_programme(tmp_path / "chuong-trinh", COMMUNES)
    shop = Shop(database, str(tmp_path / "kho"))
    workers = [worker(shop) for _ in range(3)]
    code = SOONER + (
        "import sys; from pathlib import Path; from tests.test_batch_remote import *; "
        "run(Path(sys.argv[1]), Path(sys.argv[2]), Shop(sys.argv[3], sys.argv[4]))"
    )
    arguments = [str(programme), str(tmp_path / "ra"), shop.database, shop.store]
    asking = subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=ROOT, env=_env())
    while asking.poll() is None and not _some_unit_is_being_done(database):
        time.sleep(0.02)
    for victim in workers[:2]:
        os.killpg(victim.pid, signal.SIGKILL)
    try:
        assert asking.wait(timeout=180) == 0
    finally:
        for each in workers:
            if each.poll() is None:
                os.killpg(each.pid, signal.SIGKILL)
            each.wait()
    ledger = Ledger(PostgresDatabase(database), "thu-2023")
    found = list(ledger.verdicts())
    ledger.close()
    assert len(found) == len({each.code for each in found}) == UNITS
    assert {each.state for each in found} == {State.DONE}
    run_batch(open_reports(programme), BatchRequest(tmp_path / "yen", OPTIONS), Silent())
    assert contents(tmp_path / "ra") == contents(tmp_path / "yen")


def _some_unit_is_being_done(database: str) -> bool:
    connection = PostgresDatabase(database)
    try:
        if connection.rows("select to_regclass('batch_unit')") == [(None,)]:
            return False
        return bool(connection.rows("select 1 from batch_unit where state = 'working' limit 1"))
    finally:
        connection.close()


def _workers(database: str) -> set[object]:
    """Those that have come to the queue, dead ones among them."""
    connection = PostgresDatabase(database)
    try:
        if connection.rows("select to_regclass('procrastinate_workers')") == [(None,)]:
            return set()
        return {each for (each,) in connection.rows("select id from procrastinate_workers")}
    finally:
        connection.close()


def test_only_what_changed_is_made_again(database: str, tmp_path: Path) -> None:
    programme = make_programme(tmp_path / "chuong-trinh", 5)
    shop = Shop(database, str(tmp_path / "kho"))
    out = tmp_path / "ra"
    helper = worker(shop)
    try:
        first = run(programme, out, shop)
        second = run(programme, out, shop)
        write_values(programme.parent, "00003", 900)
        third = run(programme, out, shop)
        write_values(programme.parent, "00004", 100, educated=-1)
        fourth = run(programme, out, shop)
    finally:
        os.killpg(helper.pid, signal.SIGKILL)
        helper.wait()
    assert [(each.tally.made, each.tally.unchanged) for each in (first, second, third)] == [
        (7, 0),
        (0, 7),
        (3, 4),
    ]
    assert [each.code for each in fourth.reconciled.failed] == ["00004"]
    assert list(out.rglob("00004-*")) == []


def test_a_worker_ends_at_ctrl_c(database: str, tmp_path: Path) -> None:
    before = _workers(database)
    helper = worker(Shop(database, str(tmp_path / "kho")))
    while helper.poll() is None and not _workers(database) - before:
        time.sleep(0.05)
    os.killpg(helper.pid, signal.SIGINT)
    assert helper.wait(timeout=60) == ExitCode.STOPPED


# --- the ledger that workers share -------------------------------------------------------------------


class Deadly:
    """Work that ends the worker, as a crash would: the test plays the worker that comes next."""

    def do(self, task: Task) -> Outcome:
        raise KeyboardInterrupt


class Good:
    def do(self, task: Task) -> Outcome:
        return Outcome(task.code, State.DONE, "khoá")


@pytest.fixture
def ledger(database: str, request: pytest.FixtureRequest) -> Iterator[Ledger]:
    shared = Ledger(PostgresDatabase(database), request.node.name, "lan-1")
    shared.create()
    shared.enrol([BatchUnit(code, "xa", code) for code in ("a", "b", "c")])
    yield shared
    shared.close()


def test_a_unit_that_kills_every_worker_is_blamed_alone(ledger: Ledger) -> None:
    codes = ["a", "b", "c"]
    with pytest.raises(KeyboardInterrupt):
        do_tasks(ledger, codes, Deadly(), MOST_SECONDS_OF_A_TASK)
    do_tasks(ledger, ["a", "c"], Good(), MOST_SECONDS_OF_A_TASK)
    for _ in range(MOST_ATTEMPTS - 1):
        with pytest.raises(KeyboardInterrupt):
            do_tasks(ledger, codes, Deadly(), MOST_SECONDS_OF_A_TASK)
    do_tasks(ledger, codes, Deadly(), MOST_SECONDS_OF_A_TASK)
    assert {each.code: each.state for each in ledger.verdicts()} == {
        "a": State.DONE,
        "b": State.CRASHED,
        "c": State.DONE,
    }


def test_late_word_from_an_older_run_changes_nothing(ledger: Ledger) -> None:
    newer = Ledger(ledger.database, ledger.batch, "lan-2")
    newer.enrol([BatchUnit(code, "xa", code) for code in ("a", "b", "c")])
    ledger.finish([Outcome("a", State.DONE, "khoá cũ")])
    assert [each.state for each in newer.verdicts()] == [State.WAITING] * 3
    assert ledger.tasks_among(["a"]) == []


def test_a_finished_unit_is_not_done_again(ledger: Ledger) -> None:
    do_tasks(ledger, ["a"], Good(), MOST_SECONDS_OF_A_TASK)
    do_tasks(ledger, ["a"], Deadly(), MOST_SECONDS_OF_A_TASK)
    assert ledger.states() == {State.DONE: 1, State.WAITING: 2}


# --- what goes wrong ---------------------------------------------------------------------------------


def test_a_server_that_does_not_answer_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = "postgresql://127.0.0.1:1/postgres"
    arguments = ["--on", nobody, "--kho", str(tmp_path / "kho"), "--out", str(tmp_path / "ra")]
    programme = make_programme(tmp_path / "chuong-trinh", 1)
    assert main(["batch", str(programme), *arguments]) == ExitCode.ENVIRONMENT
    assert "không nối được với PostgreSQL" in capsys.readouterr().err


def test_server_and_store_go_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    programme = make_programme(tmp_path / "chuong-trinh", 1)
    arguments = ["batch", str(programme), "--out", str(tmp_path / "ra"), "--kho", str(tmp_path)]
    assert main(arguments) == ExitCode.USAGE
    assert "--on và --kho đi cùng nhau" in capsys.readouterr().err


# --- the store ---------------------------------------------------------------------------------------

SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_content_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert not store.has(SHA_OF_ABC)
    assert store.put(b"abc") == store.put(b"abc") == SHA_OF_ABC
    assert store.has(SHA_OF_ABC)
    assert store.get(SHA_OF_ABC) == b"abc"
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == [
        f"ba/{SHA_OF_ABC}"
    ]
    assert store.url(SHA_OF_ABC) == f"file://{tmp_path}/ba/{SHA_OF_ABC}"


def test_lost_and_damaged_content_is_told(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with pytest.raises(EnvironmentProblem, match="không có tệp"):
        store.get(SHA_OF_ABC)
    store.put(b"abc")
    (tmp_path / "ba" / SHA_OF_ABC).write_bytes(b"abd")
    with pytest.raises(EnvironmentProblem, match="đã bị hỏng"):
        store.get(SHA_OF_ABC)


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """Run a server that speaks S3, with one bucket in it."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", HOST, "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://{HOST}:{port}"
    try:
        _create_bucket(f"{address}/kho")
        yield address
    finally:
        process.kill()
        process.wait()


def _create_bucket(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(urllib.request.Request(url, method="PUT")).close()  # noqa: S310
            return
        except urllib.error.URLError:  # it is still starting
            time.sleep(0.1)
    raise AssertionError("no S3 server")


@pytest.fixture
def s3(bucket: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    settings = {
        "AWS_ENDPOINT_URL": bucket,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "thu",
        "AWS_SECRET_ACCESS_KEY": "thu",
        "AWS_REGION": "us-east-1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return open_store("s3://kho/bao-cao")


def test_a_bucket_keeps_content_as_a_folder_does(s3: Store) -> None:
    assert not s3.has(SHA_OF_ABC)
    with pytest.raises(EnvironmentProblem, match="không có tệp"):
        s3.get(SHA_OF_ABC)
    assert s3.put(b"abc") == s3.put(b"abc") == SHA_OF_ABC
    assert s3.has(SHA_OF_ABC)
    assert s3.get(SHA_OF_ABC) == b"abc"
    assert s3.url(SHA_OF_ABC) == f"s3://kho/bao-cao/ba/{SHA_OF_ABC}"


@pytest.mark.usefixtures("s3")
def test_a_bucket_that_does_not_exist_is_told() -> None:
    with pytest.raises(EnvironmentProblem, match="không dùng được kho s3://khong-co"):
        open_store("s3://khong-co/bao-cao").put(b"abc")
