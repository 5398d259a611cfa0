"""Whether this machine has what the service needs: asked by monitoring, and by people."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from reportgen import __version__
from reportgen.errors import EnvironmentProblem, os_reason
from reportgen.publish.soffice import find_soffice
from reportgen.service.office.office import Office
from reportgen.store import jobs
from reportgen.store.migrating import HEAD, current

LEAST_FREE = 1_000_000_000
SECONDS = 5
"""How long LibreOffice may take to say who it is."""
GOOD_FONTS = ("Times New Roman", "Liberation Serif")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; without what `is_needed` the service cannot work at all."""

    name: str
    title: str
    is_good: bool
    told: str
    remedy: str = ""
    is_needed: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return it for monitoring."""
        return {"name": self.name, "good": self.is_good, "needed": self.is_needed, "told": self.told}


def checks(office: Office) -> tuple[Check, ...]:
    """Look at everything; takes a second, most of it LibreOffice's."""
    folder = office.settings.folder
    looks: tuple[Callable[[], Check], ...] = (
        lambda: database(office),
        lambda: writable(folder),
        lambda: free_space(folder),
        office_suite,
        fonts,
        versions,
    )
    return tuple(look() for look in looks)


def is_ready(found: tuple[Check, ...]) -> bool:
    """Whether the service can work, if perhaps without PDF."""
    return all(each.is_good for each in found if each.is_needed)


def database(office: Office) -> Check:
    """Ask the database which tables it has; a new one is made by the first start."""
    title, kind = "Cơ sở dữ liệu", office.database.engine.dialect.name
    if office.database.is_sqlite and not Path(office.database.engine.url.database or "").exists():
        return Check("database", title, True, f"{kind}: chưa có, reportgen serve sẽ lập")
    start = time.perf_counter()
    try:
        with office.database.engine.connect() as connection:
            found = current(connection)
    except SQLAlchemyError as error:
        remedy = "kiểm tra địa chỉ --database, máy chủ PostgreSQL, mật khẩu, ổ đĩa"
        return Check("database", title, False, f"{kind}: không trả lời ({type(error).__name__})", remedy)
    if found not in ("", HEAD):
        told = f"{kind}: bảng ở bước {found}, chương trình cần bước {HEAD}"
        return Check("database", title, False, told, "chạy reportgen serve của phiên bản này để nâng cấp")
    took = (time.perf_counter() - start) * 1000
    return Check("database", title, True, f"{kind}: trả lời sau {took:.0f} ms, bảng ở bước {found or '0'}")


def writable(folder: Path) -> Check:
    """Write a file where the service keeps its own, or ask whether it may make that folder."""
    title, remedy = "Thư mục dữ liệu", "cấp quyền ghi cho tài khoản chạy dịch vụ"
    if not folder.exists():
        above = next(each for each in folder.parents if each.exists())
        told = f"{folder}: chưa có, " + ("lập được" if os.access(above, os.W_OK) else "không lập được")
        return Check("folder", title, os.access(above, os.W_OK), told, remedy)
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".thu-"):
            pass
    except OSError as error:
        return Check("folder", title, False, f"{folder}: {os_reason(error)}", remedy)
    return Check("folder", title, True, f"{folder}: ghi được")


def free_space(folder: Path) -> Check:
    """Ask how much the disk still takes."""
    title = "Chỗ trống trên đĩa"
    free = shutil.disk_usage(next(each for each in (folder, *folder.parents) if each.exists())).free
    told = f"còn {free / 1e9:.1f} GB".replace(".", ",")
    return Check("disk", title, free >= LEAST_FREE, told, "dọn đĩa, hoặc chuyển thư mục dữ liệu sang ổ khác")


def office_suite() -> Check:
    """Ask LibreOffice who it is."""
    title, remedy = "LibreOffice (lập PDF)", "trên Debian: apt-get install libreoffice-writer-nogui"
    try:
        said = _answer(find_soffice(), "--version")
    except EnvironmentProblem:
        return Check("soffice", title, False, "không có", remedy, is_needed=False)
    told = said or f"không trả lời trong {SECONDS} giây"
    return Check("soffice", title, bool(said), told, remedy, is_needed=False)


def fonts() -> Check:
    """Ask which font takes the place of Times New Roman."""
    title, remedy = "Phông chữ của PDF", "trên Debian: apt-get install fonts-liberation2"
    program = shutil.which("fc-match")
    if program is None:
        return Check("fonts", title, True, "không có fc-match để hỏi", is_needed=False)
    found = _answer(program, "-f", "%{family}", "Times New Roman")
    is_good = found.startswith(GOOD_FONTS)
    return Check("fonts", title, is_good, found or "không trả lời", remedy, is_needed=False)


def versions() -> Check:
    """Tell what runs here."""
    system = f"{platform.system()} {platform.release()}"
    told = f"reportgen {__version__}, Python {platform.python_version()}, {system}"
    return Check("versions", "Phiên bản", True, told)


def _answer(*command: str) -> str:
    """Return the first line that a program prints; empty when it does not answer in time."""
    try:
        done = subprocess.run(  # noqa: S603 — by its full path
            command, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines: Iterator[str] = iter(done.stdout.decode(errors="replace").strip().splitlines())
    return next(lines, "").strip()


def waiting_work(office: Office) -> dict[tuple[str, str], int]:
    """Return how many jobs and messages there are, by kind and state."""
    with office.database.read() as session:
        return jobs.waiting_work(session)
