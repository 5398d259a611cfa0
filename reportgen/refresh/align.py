"""Which block or row of one document is which of another: equal ones first, then the most alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

LEAST_ALIKE = 0.5
"""Below this share of common words two paragraphs are two, not one that was edited."""

LARGEST_GAP = 40_000
"""Pairs compared in one gap; a larger gap is aligned by equal keys alone, so that time stays in bounds."""


class Alignable(Protocol):
    """What can be aligned: `key` for equality, `words` to tell how alike two items are."""

    @property
    def key(self) -> Hashable:
        """Tell what equal items have in common."""

    @property
    def figures(self) -> tuple[str, ...]:
        """Name the figures it prints, in order."""

    @property
    def words(self) -> Counter[str]:
        """Count the words by which items are alike."""


Item = TypeVar("Item", bound=Alignable)


@dataclass(slots=True)
class Alignment(Generic[Item]):
    """The partners of each item, by index on either side; items without one are missing."""

    to_right: dict[int, int] = field(default_factory=dict)
    to_left: dict[int, int] = field(default_factory=dict)

    def add(self, left: int, right: int) -> None:
        """Note a pair."""
        self.to_right[left], self.to_left[right] = right, left


def align(left: Sequence[Item], right: Sequence[Item]) -> Alignment[Item]:
    """Return which items belong together, in order on both sides.

    Equal ones first; in the gaps between them those with the same figures, then the most alike.
    """
    result: Alignment[Item] = Alignment()
    for gap in _pair_equals(result, left, right, Gap(0, len(left), 0, len(right)), _key):
        for rest in _pair_equals(result, left, right, gap, _figures):
            for i, j in _most_alike(left[rest.i0 : rest.i1], right[rest.j0 : rest.j1]):
                result.add(rest.i0 + i, rest.j0 + j)
    return result


class Gap(NamedTuple):
    """Items `i0` to `i1` on the left and `j0` to `j1` on the right that have no partners yet."""

    i0: int
    i1: int
    j0: int
    j1: int


def _pair_equals(
    result: Alignment[Item],
    left: Sequence[Item],
    right: Sequence[Item],
    gap: Gap,
    key: Callable[[Item], Hashable],
) -> Iterator[Gap]:
    """Note the pairs of equal key within a gap, and yield the gaps that are left."""
    keys = [[key(item) for item in left[gap.i0 : gap.i1]], [key(item) for item in right[gap.j0 : gap.j1]]]
    for tag, i0, i1, j0, j1 in opcodes(*keys):
        if tag == "equal":
            for step in range(i1 - i0):
                result.add(gap.i0 + i0 + step, gap.j0 + j0 + step)
        elif tag == "replace":
            yield Gap(gap.i0 + i0, gap.i0 + i1, gap.j0 + j0, gap.j0 + j1)


def _key(item: Alignable) -> Hashable:
    return item.key


def _figures(item: Alignable) -> Hashable:
    """Return the figures of an item; one without any is like no other."""
    return item.figures or id(item)


def opcodes(left: Sequence[Hashable], right: Sequence[Hashable]) -> list[tuple[str, int, int, int, int]]:
    """Return the steps that turn one sequence into another, as difflib tells them."""
    if left == right:
        return [("equal", 0, len(left), 0, len(right))]
    return [*SequenceMatcher(None, left, right, autojunk=False).get_opcodes()]


def _most_alike(left: Sequence[Item], right: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Yield the pairs, in order on both sides, whose likeness adds up to the most."""
    if len(left) * len(right) > LARGEST_GAP:
        return
    likeness = [[_likeness(one.words, other.words) for other in right] for one in left]
    best = _best_sums(likeness, len(left), len(right))
    i = j = 0
    while i < len(left) and j < len(right):
        if likeness[i][j] >= LEAST_ALIKE and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _best_sums(likeness: list[list[float]], rows: int, columns: int) -> list[list[float]]:
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            paired = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] >= LEAST_ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return best


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two texts have in common, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def pairs_of_equals(
    left: Sequence[Any], right: Sequence[Any], key: Callable[[Any], Hashable]
) -> Iterator[tuple[Any, Any]]:
    """Yield the items that stand in both sequences, in order."""
    for tag, i0, i1, j0, _ in opcodes([key(item) for item in left], [key(item) for item in right]):
        if tag == "equal":
            yield from ((left[i0 + step], right[j0 + step]) for step in range(i1 - i0))
