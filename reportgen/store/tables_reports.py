"""Tables of reports: every state they ever had, who changed what, who signed, what was made of them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reportgen.store.tables_base import At, Base, Key, Long, Sha256


class ReportRow(Base):
    """The report of one unit in one period; `revision` 0 is one that nobody has touched."""

    __tablename__ = "report"

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    unit_code: Mapped[str]
    revision: Mapped[int] = mapped_column(default=0)
    state: Mapped[str]
    content_hash: Mapped[str] = mapped_column(default="")
    """Of what was signed last."""
    data_version: Mapped[int] = mapped_column(default=0)
    """That of the cycle when this unit's values changed last."""
    values_sha256: Mapped[str] = mapped_column(default="")
    """Of the values of the present revision."""
    checked: Mapped[str] = mapped_column(default="")
    """Of which content the two numbers below are."""
    errors: Mapped[int] = mapped_column(default=0)
    warnings: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[dt.datetime | None]

    __table_args__ = (
        UniqueConstraint("cycle_id", "unit_code"),
        Index(None, "cycle_id", "data_version"),
    )


class RevisionRow(Base):
    """A state of a report, whole; rows are only ever added.

    Values and narrative are JSON texts: a database's own JSON would make floats of figures.
    """

    __tablename__ = "revision"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    values: Mapped[Long]
    narrative: Mapped[Long]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
    why: Mapped[Long]
    via: Mapped[str]
    restored_from: Mapped[int | None]


class FigureChange(Base):
    """One figure that changed; rows are only ever added. Numbers are texts in machine notation."""

    __tablename__ = "figure_change"

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    revision: Mapped[int]
    figure: Mapped[str]
    period: Mapped[int]
    old: Mapped[str | None] = mapped_column()
    new: Mapped[str | None] = mapped_column()
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
    why: Mapped[Long]
    via: Mapped[str]
    file: Mapped[Long]
    cell: Mapped[str]

    __table_args__ = (Index(None, "report_id", "figure", "period"), Index(None, "report_id", "revision"))


class TextChange(Base):
    """One text that changed: a section, a part of the letterhead, a list; rows are only ever added."""

    __tablename__ = "text_change"

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    revision: Mapped[int]
    section: Mapped[str]
    old: Mapped[Long]
    new: Mapped[Long]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]

    __table_args__ = (Index(None, "report_id", "section"),)


class SignOff(Base):
    """A signature under a content; a later change makes it void, and says why."""

    __tablename__ = "sign_off"

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    step: Mapped[str]
    revision: Mapped[int]
    content_hash: Mapped[Sha256]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
    note: Mapped[Long]
    voided_at: Mapped[dt.datetime | None]
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    voided_by_revision: Mapped[int | None]
    voided_why: Mapped[Long] = mapped_column(default="")


class ArtefactRow(Base):
    """A file made of a report; its bytes are among the blobs."""

    __tablename__ = "artefact"

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    revision: Mapped[int]
    content_hash: Mapped[Sha256]
    kind: Mapped[str]
    sha256: Mapped[Sha256]
    name: Mapped[Long]
    size: Mapped[int]
    at: Mapped[At]

    __table_args__ = (Index(None, "report_id", "content_hash"), Index(None, "report_id", "id"))


class Rendering(Base):
    """The pages of a Word file as they print, by the hash of the file."""

    __tablename__ = "rendering"

    document: Mapped[Sha256] = mapped_column(primary_key=True)
    pdf: Mapped[Sha256]
    pages: Mapped[Long]
    """Hashes of the pictures, one a line."""
    at: Mapped[At]


class Uploaded(Base):
    """A file that somebody sent in, and what became of it."""

    __tablename__ = "uploaded"

    id: Mapped[Key]
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    sha256: Mapped[Sha256]
    name: Mapped[Long]
    kind: Mapped[str]
    verdict: Mapped[Long]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
