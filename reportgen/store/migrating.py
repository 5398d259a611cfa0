"""Bring a database to the tables that this version works with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from reportgen.errors import EnvironmentProblem
from reportgen.store.database import WRITER_LOCK, WRITES, Database

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"
HEAD = "0003"
"""The last step; a test compares it with the files."""


def migrate(database: Database) -> None:
    """Run the steps that are missing, all or none; several processes may come at once.

    Raises EnvironmentProblem when a newer version has been at the database.
    """
    with database.engine.connect() as connection:
        if current(connection) == HEAD:
            return
    move(database, HEAD)


def move(database: Database, target: str) -> None:
    """Go forward or back to a step (`base`: no table left), in one transaction."""
    from alembic import command  # takes a third of a second to import, and is needed once
    from alembic.script import ScriptDirectory

    config = _config()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with database.engine.execution_options(**{WRITES: True}).begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})
        at = current(connection)
        if at and at not in known:
            raise EnvironmentProblem(
                f"cơ sở dữ liệu do phiên bản mới hơn lập (bước {at}), phiên bản này không mở được",
                remedy="cài lại phiên bản mới của reportgen, hoặc khôi phục bản sao lưu cũ",
            )
        config.attributes["connection"] = connection
        go = command.downgrade if target == "base" or (at and target < at) else command.upgrade
        go(config, target)


def current(connection: Connection) -> str:
    """Return the step at which a database is; empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", FOLDER.as_posix())
    return config
