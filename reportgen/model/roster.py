"""The tree of the units that count in a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from reportgen.model.unit import Unit


@dataclass(frozen=True)
class Roster:
    """Units valid on one day by code, in the order of the file; a parent that is not valid is no parent.

    The tree has no circle: whoever makes a roster has seen to that.
    """

    units: Mapping[str, Unit]

    @classmethod
    def on(cls, units: Iterable[Unit], day: dt.date) -> Roster:
        """Return the tree of the units that are valid on a day."""
        return cls({unit.code: unit for unit in units if unit.is_valid_on(day)})

    def __len__(self) -> int:
        return len(self.units)

    def __contains__(self, code: str) -> bool:
        return code in self.units

    def __getitem__(self, code: str) -> Unit:
        return self.units[code]

    @cached_property
    def _children(self) -> dict[str | None, list[str]]:
        found: dict[str | None, list[str]] = {}
        for unit in self.units.values():
            parent = unit.parent if unit.parent in self.units else None
            found.setdefault(parent, []).append(unit.code)
        return found

    @property
    def roots(self) -> tuple[str, ...]:
        """The units that report to nobody here."""
        return tuple(self._children.get(None, ()))

    def children(self, code: str) -> tuple[str, ...]:
        """Return the units that report to one, in the order of the roster."""
        return tuple(self._children.get(code, ()))

    def is_parent(self, code: str) -> bool:
        """Whether any unit reports to this one."""
        return code in self._children

    @property
    def parents(self) -> tuple[str, ...]:
        """The units that others report to."""
        return tuple(code for code in self._children if code is not None)

    def parent(self, code: str) -> Unit | None:
        """Return the unit that one reports to."""
        above = self.units[code].parent
        return self.units.get(above) if above is not None else None

    def path(self, code: str) -> tuple[str, ...]:
        """Return the codes from the root down to a unit, itself included."""
        above = self.parent(code)
        return (*(self.path(above.code) if above is not None else ()), code)

    def parents_last(self) -> tuple[str, ...]:
        """Return all codes, children before their parents."""
        order: list[str] = []
        waiting = list(self.roots)
        while waiting:  # parents first, then turned round: no recursion, whatever the depth
            code = waiting.pop()
            order.append(code)
            waiting += self.children(code)
        return tuple(reversed(order))

    def leaves(self, code: str) -> Iterator[str]:
        """Yield the units below one that have no children; the unit itself when it has none."""
        if not self.is_parent(code):
            yield code
        for child in self.children(code):
            yield from self.leaves(child)

    def of_level(self, level: str) -> tuple[str, ...]:
        """Return the units of a level, in the order of the roster."""
        return tuple(code for code, unit in self.units.items() if unit.level == level)
