"""Work that takes longer than a page may, and other systems that want to hear what happens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    """It broke off, again and again; units with mistakes of their own do not make a job fail."""
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        """What people call it."""
        return JOB_LABELS[self]

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be expected."""
        return self in (JobState.DONE, JobState.FAILED, JobState.STOPPED)


JOB_LABELS = {
    JobState.WAITING: "đang chờ",
    JobState.RUNNING: "đang lập",
    JobState.DONE: "xong",
    JobState.FAILED: "không xong",
    JobState.STOPPED: "đã dừng",
}


@dataclass(frozen=True, slots=True)
class UnitVerdict:
    """What became of one unit; `findings` as they are printed as JSON everywhere."""

    unit_code: str
    state: str
    findings: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as those who asked for it see it; `verdicts` tell of failed units, once it is over of all."""

    id: int
    kind: str
    cycle_id: int
    state: JobState
    total: int
    done: int
    failed: int
    by: str
    at: dt.datetime
    ended_at: dt.datetime | None
    message: str = ""
    verdicts: tuple[UnitVerdict, ...] = ()
    result_name: str = ""
    """Name of the file with everything in it; empty until there is one."""
    result_bytes: int = 0


@dataclass(frozen=True, slots=True)
class WebhookView:
    """An address that hears of events; `events` are names of actions, none means all."""

    id: int
    url: str
    events: tuple[str, ...]
    is_active: bool
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """An event on its way to an address: `waiting`, `done`, `failed`."""

    id: int
    event_id: int
    action: str
    status: str
    attempts: int
    next_at: dt.datetime | None
    answer: str
