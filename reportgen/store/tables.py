"""All tables, for whoever needs the whole of them."""

from __future__ import annotations

from reportgen.store.tables_accounts import ApiToken, GrantRow, SessionRow, Setting, User
from reportgen.store.tables_base import Base
from reportgen.store.tables_programmes import Cycle, Programme, ProgrammeVersion
from reportgen.store.tables_reports import (
    ArtefactRow,
    FigureChange,
    Rendering,
    ReportRow,
    RevisionRow,
    SignOff,
    TextChange,
    Uploaded,
)
from reportgen.store.tables_running import Delivery, Event, Idempotency, JobRow, Webhook

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "ApiToken",
    "ArtefactRow",
    "Base",
    "Cycle",
    "Delivery",
    "Event",
    "FigureChange",
    "GrantRow",
    "Idempotency",
    "JobRow",
    "Programme",
    "ProgrammeVersion",
    "Rendering",
    "ReportRow",
    "RevisionRow",
    "SessionRow",
    "Setting",
    "SignOff",
    "TextChange",
    "Uploaded",
    "User",
    "Webhook",
]
