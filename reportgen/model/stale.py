"""Texts carried over from the last period: a mark with the period and a hash, which any edit makes void."""

from __future__ import annotations

import hashlib
import re

MARK = re.compile(r"(?P<period>\d+)-(?P<hash>[0-9a-f]{8})")


def carried_mark(period: int, *texts: str | None) -> str:
    """Return the mark of texts as they were carried over: `2023-1a2b3c4d`; white space does not count."""
    words = "\n".join(" ".join((text or "").split()) for text in texts)
    return f"{period}-{hashlib.sha256(words.encode()).hexdigest()[:8]}"


def is_untouched(mark: str | None, *texts: str | None) -> bool:
    """Tell whether texts still are as the mark says they were carried over."""
    found = MARK.fullmatch(mark or "")
    return found is not None and carried_mark(int(found["period"]), *texts) == mark


def period_of(mark: str) -> str:
    """Return the period from which a text was carried over."""
    return mark.partition("-")[0]
