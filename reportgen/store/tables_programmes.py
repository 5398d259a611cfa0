"""Tables of programmes: their versions, and the periods in which units report by them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reportgen.store.tables_base import At, Base, Key, Long, Sha256


class Programme(Base):
    """A programme, known by its own name."""

    __tablename__ = "programme"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[Long]


class ProgrammeVersion(Base):
    """One bundle of files that was published; what was published is never changed."""

    __tablename__ = "programme_version"

    id: Mapped[Key]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    number: Mapped[int]
    period: Mapped[str]
    bundle: Mapped[Sha256]
    """Hash of the zip in the blobs."""
    path: Mapped[Long]
    """Where the programme's file stands in the bundle."""
    is_single: Mapped[bool]
    """Whether it was made of one report."""
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[At]
    note: Mapped[Long]

    __table_args__ = (UniqueConstraint("programme_id", "number"),)


class Cycle(Base):
    """A programme in one period. `data_version` grows with every change of figures in it."""

    __tablename__ = "cycle"

    id: Mapped[Key]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    period: Mapped[str]
    period_text: Mapped[Long]
    version_id: Mapped[int] = mapped_column(ForeignKey("programme_version.id"))
    is_open: Mapped[bool] = mapped_column(default=True)
    data_version: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[At]

    __table_args__ = (UniqueConstraint("programme_id", "period"),)
