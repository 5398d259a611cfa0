"""The short way from plain JSON to the numbers of a unit: no places, no explanations.

It takes only what the strict reader takes, with the same values; whoever gets None reads with that one.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from reportgen.model.skeleton import Skeleton, SlotKind
from reportgen.model.unit_values import DENOMINATOR, TOTAL, Row

NOTHING: type = type(None)
WHOLE, MEASURED = frozenset({int, NOTHING}), frozenset({int, Decimal, NOTHING})
CELLS = frozenset({int, Decimal, str, NOTHING})

Kinds = frozenset[type]
Numbers = dict[int, Any]
Made = Callable[[str, str, object, Callable[[], Any]], Any]


class _Unusual(Exception):
    """Something that the strict reader has to judge."""


def _anew(what: str, name: str, value: object, make: Callable[[], Any]) -> Any:
    """Make it, since nothing is known."""
    return make()


class FastReader:
    """Reads the numbers of units of one skeleton."""

    def __init__(self, slots: Skeleton) -> None:
        self.current, self.periods = slots.current, slots.period_names
        self.lists = {name: each.fields for name, each in slots.lists.items()}
        self.groups = {group: dict(self._members(slots, group)) for group in slots.slots}

    def _members(self, slots: Skeleton, group: str) -> list[tuple[str, tuple[str, Kinds, bool]]]:
        """Return for each name the part of its own numbers, their types, and whether it may have `mau_so`."""
        members = []
        own = slots.slots[group]
        for name, slot in own.items():
            if slot.kind is not SlotKind.DENOMINATOR:
                kinds = MEASURED if slot.kind is SlotKind.VALUE else WHOLE
                denominator = own.get(name + DENOMINATOR)
                has_plain = denominator is not None and not denominator.fixed
                part = "" if slot.kind is SlotKind.TOTAL and name == TOTAL else slot.kind.value
                members.append((name, (part, kinds, has_plain)))
        return members

    def read(
        self, data: object, made: Made = _anew
    ) -> tuple[dict[str, dict[str, Numbers]], dict[str, tuple[Row, ...]]] | None:
        """Return numbers and rows of `so_lieu`, or None when anything about it is unusual.

        `made` may know what was made of the very value of a group before.
        """
        values: dict[str, dict[str, Numbers]] = {}
        lists: dict[str, tuple[Row, ...]] = {}
        if type(data) is not dict:
            return None
        try:
            for name, members in data.items():
                if type(members) is dict:
                    make = partial(self._group, members, self.groups[name])
                    values[name] = made("numbers", name, members, make)
                else:
                    lists[name] = made("rows", name, members, partial(_rows, members, self.lists[name]))
        except (KeyError, _Unusual):
            return None
        return values, lists

    def _group(
        self, members: dict[str, Any], known: dict[str, tuple[str, Kinds, bool]]
    ) -> dict[str, Numbers]:
        found: dict[str, Numbers] = {}
        periods, current = self.periods, self.current
        for name, typed in members.items():
            kinds = known[name][1]
            if type(typed) is not dict:
                if type(typed) not in kinds:
                    raise _Unusual
                found[name] = {current: typed}
            else:
                numbers: Numbers = {}
                for period, number in typed.items():
                    if type(number) not in kinds or period not in periods:
                        self._parts(name, typed, known[name], found)
                        break
                    numbers[periods[period]] = number
                else:
                    found[name] = numbers
        return found

    def _parts(
        self, name: str, typed: dict[str, Any], how: tuple[str, Kinds, bool], found: dict[str, Numbers]
    ) -> None:
        part, kinds, has_denominator = how
        for key, each in typed.items():
            if key == part:
                found[name] = self._numbers(each, kinds)
            elif key == "mau_so" and has_denominator:
                found[name + DENOMINATOR] = self._numbers(each, WHOLE)
            else:
                raise _Unusual

    def _numbers(self, typed: Any, kinds: Kinds) -> Numbers:
        by_period = typed if type(typed) is dict else {str(self.current): typed}
        if not all(type(number) in kinds for number in by_period.values()):
            raise _Unusual
        return {self.periods[period]: number for period, number in by_period.items()}


def _rows(rows: object, fields: frozenset[str]) -> tuple[Row, ...]:
    if type(rows) is not list:
        raise _Unusual
    for row in rows:
        if type(row) is not dict or not row.keys() <= fields:
            raise _Unusual
        if not all(type(cell) in CELLS for cell in row.values()):
            raise _Unusual
    return tuple(rows)
