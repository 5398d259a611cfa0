"""`reportgen serve` as people start it: quick to answer, hard to kill, and gone when told to go."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from reportgen.web.supervisor import listen
from tests.postgres import free_port

ROOT = Path(__file__).parents[1]
PATIENCE = 240.0


@dataclass
class Service:
    """A running `reportgen serve`."""

    process: subprocess.Popen[str]
    url: str
    log: Path

    def children(self) -> list[int]:
        text = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="utf-8")
        return [pid for pid in map(int, text.split()) if "resource_tracker" not in command_of(pid)]

    def workers(self) -> list[int]:
        return [pid for pid in self.children() if "spawn_main" in command_of(pid)]

    def logged(self) -> list[dict[str, object]]:
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except OSError:  # it has ended meanwhile
        return ""


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[Service]:
    port = free_port()
    log = folder / "nhat-ky"
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "reportgen",
                "serve",
                "--port",
                str(port),
                "--data",
                str(folder / "d"),
                *more,
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
    service = Service(process, f"http://127.0.0.1:{port}", log)
    try:
        wait_until(lambda: is_up(service.url))
        yield service
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE)
        assert process.stdout is not None
        process.stdout.close()


def is_up(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def wait_until(happens: object) -> None:
    assert callable(happens)
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("serve"), "--workers", "2") as service:
        yield service


def test_it_prints_where_it_is_and_the_link_for_the_first_account(service: Service) -> None:
    assert service.process.stdout is not None
    assert service.process.stdout.readline() == f"reportgen chạy tại {service.url}\n"
    link = service.process.stdout.readline()
    found = re.search(r"(http://\S+/bat-dau)\?ma=([0-9a-f-]+)", link)
    assert found is not None
    page = httpx.get(found[0].rstrip())
    assert page.status_code == 200


def test_readyz_says_what_is_there(service: Service) -> None:
    answer = httpx.get(f"{service.url}/readyz", timeout=30)
    assert answer.status_code == 200
    checks = {each["name"]: each["good"] for each in answer.json()["checks"]}
    assert checks["database"]
    assert checks["folder"]
    assert {"disk", "soffice", "fonts", "versions"} < checks.keys()


def test_metrics_add_up_over_all_workers(service: Service) -> None:
    count = 20
    before = requests_counted(service)
    for _ in range(count):  # each a connection of its own, so that both workers answer some
        httpx.get(f"{service.url}/tro-giup?q=bi-mat", headers={"Connection": "close"})
    assert requests_counted(service) - before == count


def requests_counted(service: Service) -> float:
    text = httpx.get(f"{service.url}/metrics").text
    found = re.findall(r'reportgen_requests_total\{[^}]*route="/tro-giup"[^}]*\} ([0-9.]+)', text)
    return sum(map(float, found))


def test_the_log_has_a_line_for_each_request_and_nothing_that_was_typed(service: Service) -> None:
    answer = httpx.get(f"{service.url}/tro-giup?q=bi-mat", headers={"X-Request-ID": "yeu-cau-1"})
    assert answer.headers["x-request-id"] == "yeu-cau-1"
    wait_until(lambda: any(each.get("request") == "yeu-cau-1" for each in service.logged()))
    line = next(each for each in service.logged() if each.get("request") == "yeu-cau-1")
    assert (line["route"], line["method"], line["status"], line["event"]) == (
        "/tro-giup",
        "GET",
        303,
        "answered",
    )
    httpx.post(f"{service.url}/dang-nhap", data={"ten": "lan.bi.mat", "mat_khau": "mật khẩu bí mật"})
    log = service.log.read_text(encoding="utf-8")
    assert "bi-mat" not in log
    assert "bi.mat" not in log
    assert "bí mật" not in log


def test_a_killed_worker_is_started_again(service: Service) -> None:
    before = set(service.workers())
    assert len(before) == 3
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: len(set(service.workers()) - before) == 3)
    wait_until(lambda: is_up(service.url))
    assert sum(each["event"] == "died" for each in service.logged()) == 3


def test_it_stops_when_told_and_leaves_no_process(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "1", "--quiet") as service:
        workers = service.workers()
        service.process.send_signal(signal.SIGINT)
        assert service.process.wait(PATIENCE) == 0
        wait_until(lambda: not any(map(command_of, workers)))
        assert service.logged() == []


def test_workers_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "1") as service:
        workers = service.workers()
        service.process.kill()
        service.process.wait(PATIENCE)
        wait_until(lambda: not any(map(command_of, workers)))


def test_answers_are_sent_at_once() -> None:
    """Without TCP_NODELAY the second piece of each answer waits 40 ms until the first is acknowledged."""

    async def is_sent_at_once() -> bool:
        found: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def look(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            taken = writer.get_extra_info("socket")
            found.set_result(bool(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
            writer.close()

        (listener,) = listen("127.0.0.1", 0)
        async with await asyncio.start_server(look, sock=listener):
            _, writer = await asyncio.open_connection(*listener.getsockname())
            answer = await found
            writer.close()
        return answer

    assert asyncio.run(is_sent_at_once())


def test_whoever_comes_at_once_is_dealt_out_to_all_workers() -> None:
    """A socket that workers share would have the first one that wakes take in everybody."""
    listeners = listen("127.0.0.1", 0, 2)
    people = [socket.create_connection(listeners[0].getsockname()) for _ in range(60)]
    assert all(_waiting(each) >= 10 for each in listeners)
    for each in (*people, *listeners):
        each.close()


def _waiting(listener: socket.socket) -> int:
    """How many connections a socket has not yet taken in."""
    listener.setblocking(False)
    taken = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            listener.accept()[0].close()
            taken += 1
    return taken


def test_a_taken_port_is_told_in_words(tmp_path: Path, service: Service) -> None:
    port = service.url.rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", "serve", "--port", port, "--data", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 5
    assert f"không mở được cổng {port} ở 127.0.0.1: đã có chương trình khác dùng" in done.stderr
