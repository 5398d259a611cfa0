"""What a refresh did to an edited document: every figure, every changed wording, what people must decide."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from reportgen.errors import NOWHERE, Finding, Where

AUTHOR = "reportgen"


@dataclass(frozen=True, slots=True)
class Choices:
    """How to refresh: tracked or silently, by whom, and which figures that people typed give way."""

    tracks_all: bool = False
    author: str = AUTHOR
    date: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    overwrite: frozenset[str] = frozenset()
    overwrites_all: bool = False


SILENTLY = Choices()


class FigureStatus(StrEnum):
    """What became of one printed figure."""

    SAME = "giu_nguyen"
    UPDATED = "da_thay"
    HAND_CHANGED = "sua_tay"
    """A person typed another number; theirs is kept."""
    OVERWRITTEN = "thay_so_sua_tay"
    UNKNOWN = "khong_con_trong_so_lieu"
    LOST = "mat_neo"
    """Generated once, and no longer found in the edited document."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One printed figure: what stood there, what the new figures say, and what became of it."""

    figure: str
    status: FigureStatus
    before: str
    after: str
    where: Where = NOWHERE


class WordingStatus(StrEnum):
    """What became of a change of wording."""

    APPLIED = "da_sua"
    INSERTED = "them"
    REMOVED = "bot"
    CONFLICT = "xung_dot"
    KEPT = "giu_ban_sua_tay"


@dataclass(frozen=True, slots=True)
class WordingChange:
    """A text, paragraph or table row that the new build words otherwise than the last one."""

    status: WordingStatus
    before: str
    after: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The refreshed document and the account of it; `findings` are what a person has to decide."""

    data: bytes
    figures: tuple[FigureChange, ...] = ()
    wordings: tuple[WordingChange, ...] = ()
    findings: tuple[Finding, ...] = ()

    def of(self, *statuses: FigureStatus) -> tuple[FigureChange, ...]:
        """Return the figures with one of the given outcomes."""
        return tuple(change for change in self.figures if change.status in statuses)
