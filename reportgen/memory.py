"""What a process that makes one document after another does with memory it has done with."""

from __future__ import annotations

MOST_KEPT = 8 << 20
"""More than the files of one unit take while they are put together."""


def keep_freed_memory() -> None:
    """Keep memory from document to document, rather than give it back and ask for it again.

    glibc keeps twice the largest block that was ever mapped and freed, so one is. Up to that much is freed
    with every document, and to get it back, page by page, took a thirtieth of the time. Other C libraries
    see a block come and go.
    """
    block = bytes(MOST_KEPT // 2)
    del block
