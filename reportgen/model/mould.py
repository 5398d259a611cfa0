"""Figures of one shape: a mould that units have in common, and the numbers of one unit in its order.

Of units whose figures differ in numbers only it is known beforehand which number each printed measure takes;
so nobody need look for it among names and periods.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from reportgen.model.figures_input import GroupInput


class At(int):
    """A place in the list of a unit's numbers, standing where the number itself would stand."""

    __slots__ = ()


class Mould:
    """Groups of figures with places for numbers; two moulds are never equal."""

    __slots__ = ("groups",)

    def __init__(self, groups: Mapping[str, GroupInput]) -> None:
        self.groups = groups


class Cast(NamedTuple):
    """The numbers of a unit in the order of their mould."""

    mould: Mould
    numbers: Sequence[Any]


class MouldedGroups(dict[str, GroupInput]):
    """Groups of a unit that fit a mould; a copy is a plain dict, since whoever makes it may change it.

    `find` finds the numbers that they hold; None when too many moulds are known already.
    """

    __slots__ = ("_cast", "_find")

    def __init__(self, groups: Mapping[str, GroupInput], find: Callable[[], Cast | None]) -> None:
        super().__init__(groups)
        self._find: Callable[[], Cast | None] | None = find
        self._cast: Cast | None = None

    def cast(self) -> Cast | None:
        """Return which numbers they hold, found at the first question; None when no mould is at hand."""
        find = self._find
        if find is not None:
            self._cast = find()
            self._find = None
        return self._cast

    def __copy__(self) -> dict[str, GroupInput]:
        return dict(self)

    def __reduce__(self) -> tuple[type[dict[str, GroupInput]], tuple[dict[str, GroupInput]]]:
        return dict, (dict(self),)
