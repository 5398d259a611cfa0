"""Names of the files of units: predictable, unique, and good on every system."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator

MOST_LETTERS = 60
"""Of one name, so that a path of three stays under the 260 of Windows."""
WINDOWS_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def file_name(code: str, name: str) -> str:
    """Return `03271-xa-sin-suoi-ho` for the commune Sin Suối Hồ."""
    words = re.sub(r"[^a-z0-9]+", "-", without_marks(name)).strip("-").split("-")
    whole = code
    for word in filter(None, words):
        if len(whole) + 1 + len(word) > MOST_LETTERS:
            break
        whole = f"{whole}-{word}"
    return f"{whole}-" if WINDOWS_DEVICES.fullmatch(whole) else whole


def without_marks(text: str) -> str:
    """Return small letters without Vietnamese marks: `Đà Nẵng` → `da nang`."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def unique(names: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a path for each code and path; where only capitals tell two apart, the code's hash helps.

    Windows and macOS keep one file under both names.
    """
    taken: set[str] = set()
    for code, name in names:
        if name.lower() in taken:
            name = f"{name}-{hashlib.sha256(code.encode()).hexdigest()[:6]}"
        taken.add(name.lower())
        yield name
