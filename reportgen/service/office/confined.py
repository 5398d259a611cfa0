"""What a process that tries a strange programme may not do: connect, start others, look elsewhere."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

from reportgen.settings import PACKAGE, data_folder, templates_folder

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.kill",
    "ctypes.",
)
READING = ("open", "os.listdir", "os.scandir")


def confine(folder: Path) -> None:
    """Let this process open nothing outside `folder` and our own, start nothing, connect to nothing.

    Call it after the imports. What it stops raises PermissionError, which readers tell as such.
    """
    roots = tuple(f"{path.resolve()}/" for path in (folder, *_own_places()))

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(FORBIDDEN):
            raise PermissionError(f"{event} is not for this process")
        if event in READING and isinstance(arguments[0], str) and not _is_inside(arguments[0], roots):
            raise PermissionError(f"{arguments[0]} is outside")

    sys.addaudithook(watch)


def _is_inside(path: str, roots: tuple[str, ...]) -> bool:
    return f"{Path(path).resolve()}/".startswith(roots)


def _own_places() -> tuple[Path, ...]:
    places = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    return (PACKAGE, templates_folder(), data_folder(), *map(Path, filter(None, places)))
