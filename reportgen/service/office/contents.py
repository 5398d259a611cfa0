"""The hash of everything that a report's document depends on: what a signature is bound to."""

from __future__ import annotations

import hashlib

from reportgen.errors import InputRefused
from reportgen.service.office.located import Located
from reportgen.service.programme import OpenProgramme


def content_hash(report: Located, programme: OpenProgramme) -> str:
    """Return the sha256 over program version, programme, values (those of units below too) and narrative."""
    return hash_of(programme, report.code, report.narrative)


def hash_of(programme: OpenProgramme, code: str, narrative: str) -> str:
    """Return the content hash of a unit; its caller is at work with the period."""
    try:
        key = programme.input_key(code)
    except InputRefused as refused:  # a definition with mistakes is a content, too
        key = str(refused)
    return hashlib.sha256(f"{key}\n{narrative}".encode()).hexdigest()
