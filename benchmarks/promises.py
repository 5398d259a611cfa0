"""What was measured beside what is promised."""

from __future__ import annotations

from collections.abc import Iterable

Promise = tuple[str, float, float, bool]
"""What it is, what was measured, the bound, and whether that is the least (else the most)."""


def told(results: Iterable[Promise]) -> int:
    """Print a line for each promise; return 1 when one is missed."""
    missed = 0
    for name, value, bound, is_least in results:
        holds = value >= bound if is_least else value <= bound
        missed += not holds
        wanted = f"{'at least' if is_least else 'at most'} {bound}"
        print(f"{name:40s} {value:8.2f}   {wanted}: {'yes' if holds else 'NO'}")
    return 1 if missed else 0
