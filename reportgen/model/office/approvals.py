"""Signatures under reports, and what a change would do to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from reportgen.model.office.reports import ReportState


class Step(StrEnum):
    """The three signatures, in their order."""

    PREPARED = "lap"
    REVIEWED = "kiem_tra"
    APPROVED = "duyet"

    @property
    def label(self) -> str:
        """What people call it."""
        return STEP_LABELS[self]


STEP_LABELS = {Step.PREPARED: "người lập", Step.REVIEWED: "kiểm tra", Step.APPROVED: "duyệt"}


@dataclass(frozen=True, slots=True)
class SignOffView:
    """One signature; `voided_why` tells what changed when it holds no longer."""

    id: int
    step: Step
    revision: int
    content_hash: str
    by: str
    at: dt.datetime
    note: str
    voided_at: dt.datetime | None = None
    voided_by: str = ""
    voided_why: str = ""
    user_id: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing was changed since."""
        return self.voided_at is None


@dataclass(frozen=True, slots=True)
class ImpactFigure:
    """A figure that differs from what was signed, and where the document prints it."""

    figure: str
    period: int
    label: str
    old: str | None
    new: str | None
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """What has changed since the last signature (or the first revision), and what a change now would undo."""

    since_revision: int
    figures: tuple[ImpactFigure, ...]
    texts: tuple[str, ...]
    places: int
    """How many printed places hold these figures."""
    lapsing: tuple[SignOffView, ...]
    """Signatures that hold now and would lapse."""
    parents: tuple[str, ...]
    """Names of the units above whose signatures would lapse."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A unit directly below whose report is not approved; `report_id` 0 when it is not theirs to see."""

    unit_code: str
    unit_name: str
    state: ReportState
    report_id: int
