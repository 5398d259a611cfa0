"""Offices to test with: the small programme of three levels, its people, on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import shutil
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from reportgen.model.office.people import Actor, Grant, Role
from reportgen.service.office import accounts, programmes, reports
from reportgen.service.office.office import Office, OfficeSettings
from tests.programmes import SMALL

PASSWORD = " ".join(("bay", "cai", "ghe", "go"))
BEGIN = dt.datetime(2023, 12, 15, 2, 0, tzinfo=dt.UTC)
PEOPLE: dict[str, tuple[Grant, ...]] = {
    "xa1": (Grant(Role.CLERK, unit_code="03271"),),
    "xa2": (Grant(Role.CLERK, unit_code="03272"),),
    "xa4": (Grant(Role.CLERK, unit_code="03281"),),
    "huyen": (Grant(Role.CONSOLIDATOR, unit_code="109", subtree=True),),
    "tinh": (Grant(Role.CONSOLIDATOR, unit_code="12", subtree=True),),
    "lanhdao": (Grant(Role.APPROVER, unit_code="12", subtree=True),),
    "mau": (Grant(Role.TEMPLATE_KEEPER),),
    "xem": (Grant(Role.READER, unit_code="03271"),),
    "khong": (),
}
LEAVES = ("03271", "03272", "03281")


class Clock:
    """A clock that goes on by a second each time somebody looks."""

    def __init__(self) -> None:
        self._seconds = itertools.count()
        self.skipped = dt.timedelta()

    def __call__(self) -> dt.datetime:
        return BEGIN + self.skipped + dt.timedelta(seconds=next(self._seconds))


@dataclass(frozen=True)
class Prepared:
    """An office that is ready to be copied: its folder, and on PostgreSQL the address of its database."""

    folder: Path
    url: str = ""

    def copied(self, folder: Path, name: str) -> OfficeSettings:
        """A copy with files and database of its own."""
        shutil.copytree(self.folder, folder)
        if not self.url:
            return settings(folder)
        base, _, template = self.url.rpartition("/")
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return settings(folder, f"{base}/{name}")


def settings(folder: Path, url: str = "") -> OfficeSettings:
    """Settings with passwords that are hashed quickly, and a clock of their own."""
    return OfficeSettings(folder, url, password_memory=64, password_rounds=1, clock=Clock())


def new_database(server: str, name: str) -> str:
    """The address of an empty database."""
    base = server.rpartition("/")[0]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{base}/{name}"


def prepare(folder: Path, url: str = "") -> Prepared:
    """An office with the small programme published, and a person of each kind."""
    office = Office.open(settings(folder, url))
    code = accounts.setup_code(office)
    assert code is not None
    admin = accounts.set_up(office, code, "an", "Nguyễn Văn An", PASSWORD).actor
    programmes.publish_programme(office, admin, bundle(SMALL), "thu.zip", "bản đầu")
    for login, grants in PEOPLE.items():
        user = accounts.create_user(office, admin, login, f"Người {login}", PASSWORD)
        for grant in grants:
            accounts.grant(office, admin, user.id, grant)
    office.close()
    return Prepared(folder, url)


def bundle(folder: Path, **changes: bytes) -> bytes:
    """A folder as a zip; `changes` replace files, the dots of their names written `_dot_`."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    files |= {name.replace("_dot_", ".").replace("_", "-"): data for name, data in changes.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return target.getvalue()


def person(office: Office, login: str) -> Actor:
    """Somebody of the office, signed in."""
    return accounts.sign_in(office, login, PASSWORD).actor


def report(office: Office, unit: str, cycle_id: int = 1) -> int:
    """The number of a unit's report."""
    admin = person(office, "an")
    return reports.report_of(office, admin, cycle_id, unit)


def renewed(settings: OfficeSettings, **changes: object) -> OfficeSettings:
    """The same settings with something changed."""
    return replace(settings, **changes)  # type: ignore[arg-type]
