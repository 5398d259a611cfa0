"""What a batch speaks of: units to be done, the files made of them, and the verdict on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from reportgen.errors import Finding


class State(StrEnum):
    """Where a unit stands; the last three are verdicts."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    """Its data, its text or its PDF hold mistakes; the findings tell which."""
    CRASHED = "crashed"
    """The program broke off on it: a mistake of ours, or a process that was killed."""

    @property
    def is_verdict(self) -> bool:
        """True when nothing more is to be expected of this run."""
        return self in (State.DONE, State.FAILED, State.CRASHED)


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file that was made; `name` is its path under the folder of results, with slashes."""

    name: str
    sha256: str
    size: int
    made_of: str = ""
    """sha256 of the file that it was converted from; empty for what is made of the data."""


@dataclass(frozen=True, slots=True)
class BatchUnit:
    """A unit of the roster: `stem` is the name of its files under the folder of results, without suffix."""

    code: str
    level: str
    stem: str
    is_wanted: bool = True
    """False when this run was asked for other units only."""


@dataclass(frozen=True, slots=True)
class Task:
    """One unit to be done, and what the last run left of it."""

    code: str
    stem: str
    key: str = ""
    artefacts: tuple[Artefact, ...] = ()
    is_settled: bool = True
    """False when a run ended while the unit was being done: its files may be newer than `artefacts` says."""
    findings: tuple[Finding, ...] = ()
    attempt: int = 0
    """How often it was begun in this run without an end."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task: a verdict, the files, and what people should know."""

    code: str
    state: State
    key: str = ""
    artefacts: tuple[Artefact, ...] = ()
    findings: tuple[Finding, ...] = ()
    seconds: float = 0
    is_unchanged: bool = False
    """True when everything was there already and nothing was made."""
    trace: str = ""
    """What the program was doing when it broke off."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row of the ledger, as it is told to people."""

    code: str
    level: str
    state: State
    attempt: int
    artefacts: tuple[Artefact, ...] = ()
    findings: tuple[Finding, ...] = ()
    trace: str = ""
    is_wanted: bool = True
    """Whether the last run was asked for it."""
    key: str = ""


@dataclass(slots=True)
class Tally:
    """How far a batch has come."""

    wanted: int
    made: int = 0
    unchanged: int = 0
    failed: int = 0
    seconds: float = 0

    @property
    def ended(self) -> int:
        """How many units have their verdict."""
        return self.made + self.unchanged + self.failed

    @property
    def left(self) -> int:
        """How many have none: the run was broken off, or workers lacked something."""
        return self.wanted - self.ended

    def count(self, outcomes: Iterable[Outcome]) -> None:
        """Take in what became of some units."""
        for outcome in outcomes:
            self.seconds += outcome.seconds
            if outcome.state is not State.DONE:
                self.failed += 1
            elif outcome.is_unchanged:
                self.unchanged += 1
            else:
                self.made += 1
