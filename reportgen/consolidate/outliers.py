"""Units whose rate or share per head lies far from those of their siblings: the median and what is usual.

A number is unusual when 0,6745 · |x - median| / MAD (Iglewicz and Hoaglin) is above 5; where more than half
are equal, so that the MAD is zero, the mean distance stands in: |x - median| / (1,2533 · mean distance).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_SIBLINGS = 6
"""With fewer nobody can say what is usual."""
LIMIT = 50_000
"""5 · 10^4, as are the two factors below: 3,5 is for one series, here hundreds of figures are asked."""
MAD_FACTOR, MEAN_FACTOR = 6_745, 12_533


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual among siblings; all numbers are whole, as they were given."""

    median: int
    distance: int
    is_mean: bool

    def is_far(self, number: int) -> bool:
        """Whether a number lies far from the median."""
        apart = abs(number - self.median)
        if self.is_mean:
            return apart * 10_000 > LIMIT * self.distance * MEAN_FACTOR // 10_000
        return apart * MAD_FACTOR > LIMIT * self.distance


def usual(numbers: Sequence[int]) -> Usual | None:
    """Return what is usual; None with too few numbers, or when all are the same."""
    if len(numbers) < LEAST_SIBLINGS:
        return None
    middle = _median(sorted(numbers))
    distances = sorted(abs(number - middle) for number in numbers)
    if mad := _median(distances):
        return Usual(middle, mad, is_mean=False)
    mean = -(-sum(distances) // len(distances))
    return Usual(middle, mean, is_mean=True) if mean else None


def _median(ordered: Sequence[int]) -> int:
    """Return the median; of an even number the lower middle, so that no number is made up."""
    return ordered[(len(ordered) - 1) // 2]
