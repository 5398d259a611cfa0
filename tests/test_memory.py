"""Freed memory: kept from document to document, so that it is not asked for page by page again."""

from __future__ import annotations

import platform
import subprocess
import sys

ROUNDS = """
import resource, sys
from reportgen.memory import keep_freed_memory
if sys.argv[1:]:
    keep_freed_memory()
def round():
    blocks = [b"x" * 100_000 for _ in range(20)]
for _ in range(5):
    round()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    round()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
PAGES_OF_A_ROUND = 2_000_000 // 65_536  # of the largest size that a machine of ours has


def pages_asked_for(*arguments: str) -> int:
    """How many pages 50 rounds of two megabytes ask for, once five have been through."""
    child = [sys.executable, "-c", ROUNDS, *arguments]
    return int(subprocess.run(child, check=True, capture_output=True, text=True).stdout)


def test_memory_that_a_document_took_is_not_asked_for_again_for_the_next_one() -> None:
    if platform.libc_ver()[0] == "glibc":  # others see a block come and go
        assert pages_asked_for("kept") < 2 * PAGES_OF_A_ROUND < 25 * PAGES_OF_A_ROUND < pages_asked_for()
    else:
        assert pages_asked_for("kept") <= pages_asked_for() + PAGES_OF_A_ROUND
