"""The service under load on loopback: pages and builds for two minutes, then a hundred editors at once.

    python -m benchmarks.web [seconds]
    python -m benchmarks.web 30 --builds 0     pages alone
    python -m benchmarks.web 30 --views 0      changes and builds alone

The server is `reportgen serve` with what it has by default: SQLite, a folder, a process per core. Every
build follows a change of a figure, so that none is answered with a file that was there.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import uvloop

from benchmarks.http_load import Answer, Connection, Taken, at_rate
from benchmarks.processes import tree_megabytes, tree_seconds
from benchmarks.promises import told
from reportgen.errors import InputRefused
from reportgen.model.office.people import Actor, Grant, Role
from reportgen.service.office import accounts, building, history, reports
from reportgen.service.office.office import Office, OfficeSettings
from reportgen.service.office.programmes import load_sample

SECONDS = 120
VIEWS_PER_SECOND, BUILDS_PER_SECOND = 205, 51
VIEWERS, BUILDERS, EDITORS, EDITS = 40, 16, 100, 20
LEAST_VIEWS, LEAST_BUILDS, MOST_SECONDS, MOST_TIMES_GROWN = 200, 50, 1.0, 1.05
PASSWORD = "mot mat khau de do toc do"
PAGES = {
    "": "Tổng quan",
    "/so-lieu": "Số liệu",
    "/noi-dung/noi_dung.0.muc.0": "Nội dung",
    "/tai-ve": "Lập, tải về",
}
"""The pages of a report that are looked at, and how their titles begin."""
LOOKED_AT = 41
"""Every so many pages one is read as a whole; no multiple of the pages there are, so each has its turn."""
WRONG = 599
"""What stands for an answer that is not what was asked for, whatever the server called it."""
FORM = b"Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n"
CELL = "o:"
RANGE = (1000, 1000 + BUILDS_PER_SECOND * SECONDS)
"""What builders type."""
WORD_ONLY = {"tep": "word"}
"""What the page of downloads sends for the Word file alone."""
MADE = re.compile(rb"\r\nlocation: /bao-cao/\d+/tai-ve(\?|\r)")
"""A build ends on the page of downloads; a page that says why there is none has no place to go to."""
REVISION = re.compile(rb'name="base_revision"[^>]*? value="(\d+)"')


@dataclass(frozen=True)
class Place:
    """An office with the sample report, its person, and the cells that can be typed."""

    office: Office
    actor: Actor
    report_id: int
    cells: tuple[str, ...]


def set_up(folder: Path) -> Place:
    """Make an office with the sample and one clerk, whom all editors share as a busy office does."""
    office = Office.open(OfficeSettings(folder, password_memory=8, password_rounds=1))
    code = accounts.setup_code(office)
    assert code is not None
    admin = accounts.set_up(office, code, "quan.tri", "Quản trị", PASSWORD).actor
    cycle = load_sample(office, admin, "phong-tho").cycle_id
    for number in range(EDITORS):
        user = accounts.create_user(office, admin, login(number), f"Chuyên viên {number}", PASSWORD)
        accounts.grant(office, admin, user.id, Grant(Role.CLERK))
    clerk = accounts.actor_of_user(office, user.id, "page")
    report_id = next(each.id for each in reports.my_reports(office, clerk) if each.cycle_id == cycle)
    shown = reports.open_report(office, clerk, report_id)
    rows = (row for section in shown.sections for row in section.rows)
    cells = tuple(cell.id for row in rows for cell in row.cells.values() if cell.shown.isdigit())
    return Place(office, clerk, report_id, _that_stop_nothing(Place(office, clerk, report_id, cells)))


def _that_stop_nothing(place: Place) -> tuple[str, ...]:
    """Return all cells, first those that may take any number of the run, whatever the others of them hold."""
    view, free = reports.open_report(place.office, place.actor, place.report_id), list[str]()
    rows = (row for section in view.sections for row in section.rows)
    shown, revision = {cell.id: cell.shown for row in rows for cell in row.cells.values()}, view.revision

    def change(texts: dict[str, str]) -> None:
        nonlocal revision
        saved = reports.save_figures(
            place.office, place.actor, place.report_id, texts, base_revision=revision
        )
        revision = saved.revision

    lowest, highest = RANGE
    for cell in place.cells:
        if len(free) == BUILDERS:
            break
        try:
            for mine, of_others in ((lowest, highest), (highest, lowest)):
                change({**dict.fromkeys(free, str(of_others)), cell: str(mine)})
                building.document(place.office, place.actor, place.report_id)
            free.append(cell)
        except InputRefused:
            change({cell: shown[cell]})
    return (*free, *(cell for cell in place.cells if cell not in free))


def login(number: int) -> str:
    """Return the account of a clerk."""
    return f"chuyen.vien.{number}"


@contextlib.contextmanager
def served(folder: Path) -> Iterator[tuple[int, int]]:
    """Run the service; yield its port and the number of its process. What ends us ends it, too."""
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, lambda number, _: sys.exit(128 + number))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "reportgen",
        "serve",
        "--quiet",
        "--port",
        str(port),
        "--data",
        str(folder),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


class Person:
    """Somebody signed in: a connection with a session, the sign that forms carry, and what they last saw."""

    def __init__(self, port: int, csrf: str, session: str, revision: int) -> None:
        self.csrf, self.revision = csrf, revision
        self.connection = Connection("127.0.0.1", port, {"Cookie": f"reportgen_session={session}"})

    async def send(self, path: str, wants_body: bool = False, /, **fields: str) -> Answer:
        """Send a form of a page."""
        form = urlencode({"csrf": self.csrf, **fields}).encode()
        return await self.connection.ask("POST", path, form, FORM, wants_body=wants_body)

    async def change(self, place: Place, cell: str, number: int) -> Answer:
        """Save one cell of the grid as its script does."""
        fields = {"base_revision": str(self.revision), CELL + cell: str(number)}
        answer = await self.send(f"/bao-cao/{place.report_id}/so-lieu/luu", True, **fields)
        if found := REVISION.search(answer.body):
            self.revision = int(found[1])
        return answer if found or answer.status >= 400 else answer._replace(status=WRONG)


def people(place: Place, port: int, count: int) -> list[Person]:
    """Sign people in, each with a session of their own."""
    tickets = [accounts.sign_in(place.office, login(number % EDITORS), PASSWORD) for number in range(count)]
    seen = reports.open_report(place.office, place.actor, place.report_id).revision
    return [Person(port, ticket.csrf, ticket.token, seen) for ticket in tickets]


# --- pages and builds --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rates:
    """How many page views, and builds after a change, are asked for a second."""

    views: float = VIEWS_PER_SECOND
    builds: float = BUILDS_PER_SECOND

    @property
    def is_whole(self) -> bool:
        """Whether both are asked for at once, as is promised."""
        return self.views > 0 and self.builds > 0


async def pages_and_builds(
    place: Place,
    port: int,
    seconds: float,
    pid: int,
    kinds: dict[str, str] = WORD_ONLY,
    rates: Rates = Rates(),
) -> tuple[Taken, Taken, list[float]]:
    """Ask for pages and builds at their rates, both at once; watch the memory meanwhile."""
    viewers, builders = people(place, port, VIEWERS), people(place, port, BUILDERS)
    address = f"/bao-cao/{place.report_id}"
    pages = [(address + page, f"<title>{title} ".encode()) for page, title in PAGES.items()]

    async def view(connection: Connection, n: int) -> Answer:
        page, title = pages[n % len(pages)]
        is_read = n % LOOKED_AT == 0
        answer = await connection.ask("GET", page, wants_body=is_read)
        is_right = not is_read or (title in answer.body and answer.body.endswith(b"</html>"))
        return answer if is_right else answer._replace(status=WRONG)

    of_connection = {id(each.connection): number for number, each in enumerate(builders)}

    async def build(connection: Connection, n: int) -> Answer:
        number = of_connection[id(connection)]
        saved = await builders[number].change(place, place.cells[number], 1000 + n)
        if saved.status >= 400:
            return saved
        answer = await builders[number].send(f"{address}/tai-ve", **kinds)
        return answer if MADE.search(answer.head) else answer._replace(status=WRONG)

    memory: list[float] = []

    async def watch() -> None:
        while True:
            memory.append(tree_megabytes(pid))
            await asyncio.sleep(2)

    watching = asyncio.create_task(watch())
    viewed, built = await asyncio.gather(
        at_rate(view, [each.connection for each in viewers], rates.views, seconds),
        at_rate(build, [each.connection for each in builders], rates.builds, seconds),
    )
    watching.cancel()
    return viewed, built, memory


# --- editors -----------------------------------------------------------------------------------------


@dataclass
class Edits:
    """What a hundred editors of one report were told."""

    acknowledged: int = 0
    conflicts: int = 0
    lost: int = 0
    seconds: float = 0.0


async def editors(place: Place, port: int) -> Edits:
    """Let everybody change a cell of their own, and all of them one cell, at once; look for lost updates."""
    everybody, edits = people(place, port, EDITORS), Edits()
    kept: list[tuple[str, str]] = []

    async def edit(number: int, person: Person) -> None:
        own, shared = place.cells[1 + number % (len(place.cells) - 1)], place.cells[0]
        for turn in range(EDITS):
            cell = shared if turn % 5 == 4 else own
            typed = 10_000 + number * EDITS + turn
            answer = await person.change(place, cell, typed)
            if answer.status < 400:
                kept.append((cell, str(typed)))
            elif answer.status == 409:
                edits.conflicts += 1
                person.revision = reports.open_report(place.office, place.actor, place.report_id).revision

    start = time.perf_counter()
    await asyncio.gather(*(edit(number, person) for number, person in enumerate(everybody)))
    edits.seconds, edits.acknowledged = time.perf_counter() - start, len(kept)
    edits.lost = lost_updates(place, kept)
    return edits


def lost_updates(place: Place, kept: list[tuple[str, str]]) -> int:
    """Count saves that were acknowledged and are not in the history, or replaced a figure unseen."""
    lost = 0
    for cell in {cell for cell, _ in kept}:
        changes = sorted(
            history.figure_history(place.office, place.actor, place.report_id, cell),
            key=lambda each: each.revision,
        )
        there = {each.new for each in changes}
        lost += sum(typed not in there for kept_cell, typed in kept if kept_cell == cell)
        lost += sum(before.new != after.old for before, after in itertools.pairwise(changes))
    return lost


# --- the whole ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """What a run of pages and builds came to."""

    viewed: Taken
    built: Taken
    memory: list[float]
    processor_seconds: float
    """Of all processes of the service."""

    @property
    def grown(self) -> float:
        """How many times the memory of the first third the last third takes."""
        third = max(1, len(self.memory) // 3)
        return (sum(self.memory[-third:]) / third) / (sum(self.memory[:third]) / third)

    def told(self) -> None:
        """Print what is no promise."""
        taken, answers = self.processor_seconds, len(self.viewed.seconds) + len(self.built.seconds)
        lasted = max(self.viewed.ended, self.built.ended) - self.viewed.started
        print(f"pages: {dict(self.viewed.statuses)}; builds: {dict(self.built.statuses)}; {lasted:.0f} s")
        print(f"the service took {taken / lasted:.2f} processors of {os.cpu_count()},", end=" ")
        print(f"{taken / max(1, answers) * 1000:.1f} ms an answer; load average {os.getloadavg()[0]:.1f}")
        print(f"memory of all processes: {self.memory[0]:.0f} MB, {self.memory[-1]:.0f} MB at the end")

    def promises(self, rates: Rates) -> list[tuple[str, float, float, bool]]:
        """Return what was measured beside what is promised."""
        rows = []
        for what, taken, least in (
            ("page views", self.viewed, min(rates.views, LEAST_VIEWS)),
            ("builds", self.built, min(rates.builds, LEAST_BUILDS)),
        ):
            if least:
                rows.append((f"{what} a second", taken.rate, least, True))
                rows.append((f"seconds for 99 of 100 {what}", taken.percentile(0.99), MOST_SECONDS, False))
        return [*rows, ("times the memory of the first third", self.grown, MOST_TIMES_GROWN, False)]


def loaded(place: Place, port: int, pid: int, seconds: float, rates: Rates) -> Run:
    """Warm the service up, then ask for pages and builds."""
    uvloop.run(pages_and_builds(place, port, min(10.0, seconds), pid, rates=rates))
    begun = tree_seconds(pid)
    viewed, built, memory = uvloop.run(pages_and_builds(place, port, seconds, pid, rates=rates))
    return Run(viewed, built, memory, tree_seconds(pid) - begun)


def options() -> argparse.Namespace:
    """Read what is to be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web")
    parser.add_argument("seconds", nargs="?", type=float, default=SECONDS)
    parser.add_argument("--views", type=float, default=VIEWS_PER_SECOND, help="page views a second")
    parser.add_argument("--builds", type=float, default=BUILDS_PER_SECOND, help="changes and builds a second")
    return parser.parse_args()


def main() -> int:
    """Measure, print, and compare with what is promised."""
    asked = options()
    rates = Rates(asked.views, asked.builds)
    with tempfile.TemporaryDirectory() as folder:
        place = set_up(Path(folder))
        with served(Path(folder)) as (port, pid):
            run = loaded(place, port, pid, asked.seconds, rates)
            edits = uvloop.run(editors(place, port)) if rates.is_whole else None
        place.office.close()
    run.told()
    results = run.promises(rates)
    if edits is not None:
        told_of = f"{edits.acknowledged} saves kept, {edits.conflicts} told of others"
        print(f"editors: {told_of}, {edits.seconds:.1f} s")
        results.append(("lost updates of 100 editors", edits.lost, 0, False))
    return told(results)


if __name__ == "__main__":
    sys.exit(main())
