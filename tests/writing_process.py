"""A process that writes to a report and says what was acknowledged, until somebody kills it."""

from __future__ import annotations

import random
from multiprocessing.connection import Connection
from pathlib import Path

from reportgen.model.office.refusals import Conflict
from reportgen.service.office import reports
from reportgen.service.office.office import Office
from tests.offices import person, settings

CELLS = ("can_bo.nu@2023", "can_bo.dai_hoc@2023", "dia_ban.dan_so@2023")


def write(folder: str, url: str, number: int, start: int, told: Connection) -> None:
    """Store one value after the other, and tell each that was stored."""
    office = Office.open(settings(Path(folder), url))
    actor = person(office, "an")
    revision = reports.open_report(office, actor, number).revision
    told.send_bytes(b"ready")
    chance = random.Random(start)  # noqa: S311 - in no step with the other, which would always be first
    for value in range(start, start + 1000):
        cell = chance.choice(CELLS)
        try:
            saved = reports.save_figures(office, actor, number, {cell: str(value)}, base_revision=revision)
        except Conflict as conflict:
            revision = conflict.revision
            continue
        revision = saved.revision
        told.send_bytes(f"{revision} {cell} {value}".encode())
