"""One office at work: its database, its files, and what this process keeps of them."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reportgen.blobs import FolderStore
from reportgen.errors import EnvironmentProblem, os_reason
from reportgen.store.database import Database, sqlite_url
from reportgen.store.migrating import migrate

if TYPE_CHECKING:
    from reportgen.service.office.opened import OpenedCycle

DATABASE_FILE = "reportgen.db"


def now() -> dt.datetime:
    """Return the present moment, in UTC."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """The accounts of a province, by which people may sign in as well."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str = "preferred_username"
    """What the province calls that which is the login here."""


@dataclass(frozen=True)
class OfficeSettings:
    """What the person who installs decides; everything but the folder has a default."""

    folder: Path
    """Where files are kept, and the database unless `database_url` names one."""
    database_url: str = ""
    """`postgresql://…`; empty for SQLite in the folder."""
    session_hours: int = 12
    password_memory: int = 19456
    """KiB of memory that hashing a password takes (argon2id, as OWASP advises)."""
    password_rounds: int = 2
    opened_cycles: int = 8
    own_forms: int = 64
    """How many reports with a narrative of their own a process keeps compiled."""
    renderers: int = 1
    """How many LibreOffice run at a time in one process."""
    oidc: OidcSettings | None = None
    private_webhooks: bool = False
    """Whether messages may go to machines of the inner network."""
    trial_seconds: int = 120
    trial_megabytes: int = 2048
    clock: Callable[[], dt.datetime] = field(default=now, repr=False)


class Office:
    """An office that is open: connections and caches of one process, shared by its threads."""

    def __init__(self, settings: OfficeSettings) -> None:
        self.settings = settings
        self.clock = settings.clock
        self.database = Database(settings.database_url or sqlite_url(settings.folder / DATABASE_FILE))
        self.blobs = FolderStore(settings.folder / "blobs")
        self.opened: OrderedDict[tuple[int, int], OpenedCycle] = OrderedDict()
        """By cycle and version; `programmes.opened` fills it."""
        self.cycle_of: dict[int, int] = {}
        """The period of each report that was asked for; it never changes."""
        self.lock = threading.RLock()
        self.renderers = threading.BoundedSemaphore(settings.renderers)

    @classmethod
    def open(cls, settings: OfficeSettings) -> Self:
        """Open an office and bring its database up to date; a new folder becomes a new office.

        Raises EnvironmentProblem when folder or database cannot be used.
        """
        try:
            settings.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            problem = f"không dùng được thư mục {settings.folder}: {os_reason(error)}"
            raise EnvironmentProblem(problem, remedy="chọn thư mục khác, hoặc xin quyền ghi") from error
        with suppress(OSError):  # a file system without modes has none to set
            settings.folder.chmod(0o700)
        office = cls(settings)
        migrate(office.database)
        return office

    @property
    def bundles(self) -> Path:
        """Where bundles are unpacked, by their hash; whatever is there can be made again from the blobs."""
        return self.settings.folder / "bundles"

    def today(self) -> dt.date:
        """Return the day it is here."""
        return self.clock().astimezone().date()

    def close(self) -> None:
        """Give back what the office holds."""
        self.database.close()
