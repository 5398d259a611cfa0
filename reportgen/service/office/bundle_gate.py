"""A programme that comes as a zip file: its files taken apart within bounds, each through its own gate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from reportgen.archive import ArchiveRefused, Bounds, unpack
from reportgen.errors import Finding, InputRefused, Where
from reportgen.load import text
from reportgen.service.office.gate import (
    GATES,
    Kind,
    gate_size,
    refusals_logged,
    refused_archive,
    shown_name,
)

BOUNDS = Bounds(parts=20_000, unpacked=200_000_000, ratio=200)
"""A province has some ten thousand units at most, each with a file of its own."""
DEEPEST = 6
SAFE_NAME = re.compile(r"[^\x00-\x1f\x7f<>:\"|?*\\]{1,120}")
TEXTS = frozenset({".yaml", ".yml", ".json", ".md", ".txt"})
LINES = frozenset({".jsonl", ".csv"})
OFFICE = {".docx": Kind.WORD, ".xlsx": Kind.WORKBOOK}
IGNORED = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What Windows and macOS put beside people's files."""


def gate_programme(data: bytes, name: str) -> dict[str, bytes]:
    """Return the files of a programme that somebody sends as a zip; refusals are logged.

    Raises InputRefused with everything that may not be in it.
    """
    with refusals_logged(data):
        gate_size(data, name, (Kind.BUNDLE,))
        return gate_bundle(data, shown_name(name))


def gate_bundle(data: bytes, name: str) -> dict[str, bytes]:
    """Take a programme apart and return its files by name.

    Raises InputRefused with everything that may not be in it.
    """
    try:
        parts = unpack(data, BOUNDS)
    except ArchiveRefused as refused:
        raise InputRefused([refused_archive(refused, name)]) from refused
    files = {part: content for part, content in parts if not _is_ignored(part)}
    findings = [*_path_findings([part for part, _ in parts]), *_content_findings(files)]
    if findings:
        raise InputRefused(findings)
    return files


def _is_ignored(part: str) -> bool:
    return any(each in IGNORED for each in part.split("/"))


def _path_findings(names: list[str]) -> Iterator[Finding]:
    """Find names that no folder of ours may hold, and names that are one on Windows."""
    remedy = "đặt tên tệp bằng chữ, số, dấu - và nén lại"
    seen: set[str] = set()
    for name in names:
        path = PurePosixPath(name)
        is_safe = all(SAFE_NAME.fullmatch(part) and part.strip(" .") for part in path.parts)
        if path.is_absolute() or not is_safe or len(path.parts) > DEEPEST:
            yield Finding(
                "bundle-path", f"đường dẫn không được phép: {name[:80]!r}", Where(name[:80]), remedy
            )
        elif name.casefold() in seen:
            yield Finding("bundle-path", "hai tệp cùng tên", Where(name), remedy)
        seen.add(name.casefold())


def _content_findings(files: dict[str, bytes]) -> Iterator[Finding]:
    for name, content in files.items():
        yield from _file_findings(name, content)


def _file_findings(name: str, content: bytes) -> list[Finding]:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in OFFICE:
        return GATES[OFFICE[suffix]](content, name)
    if suffix not in TEXTS | LINES:
        taken = ", ".join(sorted({*OFFICE, *TEXTS, *LINES}))
        return [Finding("bundle-kind", f"không nhận tệp đuôi “{suffix}”", Where(name), f"chỉ nhận {taken}")]
    try:
        text.decode(content, name, most=text.MAX_BYTES_OF_LINES if suffix in LINES else text.MAX_BYTES)
    except InputRefused as refused:
        return list(refused.findings)
    return []
