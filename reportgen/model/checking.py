"""What a check brings back: findings, what could not be evaluated, and findings that somebody waived."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.errors import NOWHERE, Finding, Severity, Where


class NotEvaluated(NamedTuple):
    """A rule that could not be applied, and why; never a pass."""

    rule: str
    reason: str


class Waiver(NamedTuple):
    """One line of `bo_qua`: who accepts which finding, where, why and until when (None: for ever).

    `where` is the place of the line itself.
    """

    rule: str
    reason: str
    by: str
    place: str = ""
    until: dt.date | None = None
    where: Where = NOWHERE


class Waived(NamedTuple):
    """A finding that a waiver covers: listed, never silent, and no longer blocking."""

    finding: Finding
    waiver: Waiver

    def __str__(self) -> str:
        finding, waiver = self.finding, self.waiver
        until = f" đến hết {waiver.until:%d/%m/%Y}" if waiver.until else ""
        said = f"{finding.where}: {finding.message}" if str(finding.where) else finding.message
        return f"{said}\n    {waiver.by} bỏ qua{until}: {waiver.reason}"

    def as_json(self) -> dict[str, object]:
        """Return the shape in which waived findings are printed as JSON everywhere (docs/ket-qua.md)."""
        waiver = self.waiver
        accepted = {
            "by": waiver.by,
            "reason": waiver.reason,
            "until": waiver.until.isoformat() if waiver.until else None,
            "where": waiver.where.as_json(),
        }
        return {"finding": self.finding.as_json(), "waiver": accepted}


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of one group of checks; `passed` counts statements or rules found right, by rule."""

    findings: tuple[Finding, ...] = ()
    not_evaluated: tuple[NotEvaluated, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)
    waived: tuple[Waived, ...] = ()

    @property
    def is_blocking(self) -> bool:
        """Whether an error stands that nobody waived."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def merge(parts: Iterable[Checked]) -> Checked:
    """Return the outcome of several groups of checks as one."""
    parts = tuple(parts)
    passed: Counter[str] = Counter()
    for part in parts:
        passed.update(part.passed)
    return Checked(
        tuple(finding for part in parts for finding in part.findings),
        tuple(dict.fromkeys(each for part in parts for each in part.not_evaluated)),
        dict(sorted(passed.items())),
        tuple(each for part in parts for each in part.waived),
    )
