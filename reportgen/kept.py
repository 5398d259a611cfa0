"""What was worked out of a text once, kept for the next run in the cache folder: JSON, and days in it."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

SWITCH = "REPORTGEN_CACHE"
"""Names another folder; empty: nothing is kept."""
MOST_FILES = 60
DAY = "ngày"
"""The only key of an object that stands for a day."""
Plain = TypeVar("Plain")


def kept(maker: str, source: bytes, make: Callable[[], Plain]) -> Plain:
    """Return what `make` makes of `source` alone, from an earlier run when that was kept and is whole.

    `maker` names what makes it, with its version. A result that JSON would change is never kept.
    """
    folder = kept_folder()
    if folder is None:
        return make()
    path = folder / f"{maker}-{hashlib.sha256(source).hexdigest()}.json"
    with contextlib.suppress(OSError, ValueError):
        found: Plain = _checked(path.read_bytes())
        return found
    made = make()
    with contextlib.suppress(OSError, TypeError):
        _keep(path, made)
    return made


def kept_folder() -> Path | None:
    """Return where results are kept; None when they are not, or the user has no folder for them."""
    if SWITCH in os.environ:
        return Path(os.environ[SWITCH]) if os.environ[SWITCH] else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        home = os.environ.get("HOME")
        base = os.environ.get("XDG_CACHE_HOME") or (f"{home}/.cache" if home else None)
    return Path(base) / "reportgen" if base else None


def _checked(content: bytes) -> Any:
    """Return the data of a file; raise ValueError when it is not what was written."""
    digest, _, data = content.partition(b"\n")
    if digest != _digest(data):
        raise ValueError("not what was written")
    return _loaded(data)


def _loaded(data: bytes) -> Any:
    return json.loads(data, object_hook=_object)


def _object(found: dict[str, Any]) -> Any:
    return dt.date.fromisoformat(found[DAY]) if found.keys() == {DAY} else found


def _day_as_object(value: object) -> dict[str, str]:
    if type(value) is not dt.date:
        raise TypeError(f"not plain: {type(value)}")
    return {DAY: value.isoformat()}


def _keep(path: Path, made: object) -> None:
    """Write in one step, so that no other run reads half of it; the oldest files make room."""
    data = json.dumps(made, ensure_ascii=False, default=_day_as_object).encode()
    if _loaded(data) != made:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix="new-", delete=False) as file:
        file.write(_digest(data) + b"\n" + data)
    Path(file.name).replace(path)
    for old in sorted(path.parent.iterdir(), key=_age)[:-MOST_FILES]:
        old.unlink(missing_ok=True)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _age(path: Path) -> float:
    return path.stat().st_mtime
