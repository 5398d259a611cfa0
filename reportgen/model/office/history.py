"""What was: revisions, changes of figures and texts, events in their chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One state of a report: who made it, when, why, by which way, and what it changed."""

    number: int
    by: str
    at: dt.datetime
    why: str
    via: str
    restored_from: int | None
    figures: int
    """How many figures it changed."""
    texts: int


@dataclass(frozen=True, slots=True)
class FigureChangeView:
    """One change of one figure; numbers in machine notation, None is «chưa có số liệu»."""

    revision: int
    figure: str
    period: int
    label: str
    old: str | None
    new: str | None
    by: str
    at: dt.datetime
    why: str
    via: str
    file: str
    cell: str


@dataclass(frozen=True, slots=True)
class TextDifference:
    """A section, a list or a text of the letterhead that differs between two revisions."""

    section: str
    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions of a report beside each other."""

    a: int
    b: int
    figures: tuple[FigureChangeView, ...]
    texts: tuple[TextDifference, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """A link of the chain of events."""

    id: int
    at: dt.datetime
    by: str
    action: str
    subject: str
    detail: Mapping[str, object]
    hash: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events, newest first; `next` is where the page after begins (0: that was all)."""

    events: tuple[EventView, ...]
    next: int


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """Whether the chain of events is whole; `head` may be written down elsewhere to prove it later."""

    is_whole: bool
    events: int
    head: str
    broken_at: int = 0
    message: str = ""
