"""The service killed while people save: every acknowledged save is there afterwards, the database is sound.

python -m benchmarks.web_kills [times]
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sqlite3
import sys
import tempfile
from pathlib import Path

import uvloop

from benchmarks.processes import tree
from benchmarks.web import Person, Place, lost_updates, people, served, set_up
from reportgen.service.office import history, reports

TIMES, PEOPLE = 50, 20
LONGEST_LIFE = 1.5


def main() -> int:
    """Kill the service so often; return 1 when a save was lost or the database is damaged."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    chance, kept = random.Random(1), list[tuple[str, str]]()
    with tempfile.TemporaryDirectory() as folder:
        place = set_up(Path(folder))
        for turn in range(times):
            with served(Path(folder)) as (port, pid):
                life = chance.uniform(0.1, LONGEST_LIFE)
                kept += uvloop.run(_saved_until_killed(place, port, pid, life, 1000 * (turn + 1)))
        lost = lost_updates(place, kept)
        damage = _damage(Path(folder)) or history.verify_chain(place.office).message
        place.office.close()
    print(f"{times} kills, {len(kept)} saves acknowledged, {lost} lost; database: {damage or 'sound'}")
    return 1 if lost or damage or len(kept) < times else 0


async def _saved_until_killed(
    place: Place, port: int, pid: int, life: float, first: int
) -> list[tuple[str, str]]:
    """Let everybody save without a pause until all processes are killed; return what was acknowledged."""
    kept: list[tuple[str, str]] = []

    async def save(number: int, person: Person) -> None:
        cell = place.cells[number]
        with contextlib.suppress(ConnectionError):
            for step in range(1000):
                typed = (first + step) * PEOPLE + number  # no two saves write the same
                answer = await person.change(place, cell, typed)
                if answer.status < 400:
                    kept.append((cell, str(typed)))
                elif answer.status == 409:
                    shown = reports.open_report(place.office, place.actor, place.report_id)
                    person.revision = shown.revision

    async def kill() -> None:
        while not kept:  # its processes first have to be there
            await asyncio.sleep(0.01)
        await asyncio.sleep(life)
        for each in tree(pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)

    everybody = people(place, port, PEOPLE)
    await asyncio.gather(kill(), *(save(number, person) for number, person in enumerate(everybody)))
    return kept


def _damage(folder: Path) -> str:
    """Return what SQLite finds wrong; empty when the database is whole."""
    (path,) = folder.glob("*.db")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        told = str(connection.execute("pragma integrity_check").fetchone()[0])
    return "" if told == "ok" else told


if __name__ == "__main__":
    sys.exit(main())
