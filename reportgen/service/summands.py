"""What the units below a parent gave for each of its figures: a sum can be followed to their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import NamedTuple

from reportgen.consolidate import place_of
from reportgen.errors import Where
from reportgen.model.consolidation import ConsolidationRules, FigureMethod, Method
from reportgen.model.skeleton import Skeleton, Slot, SlotKind
from reportgen.model.tie_out import Summand
from reportgen.model.unit_values import DENOMINATOR, UnitValues

METHODS = {
    Method.SUM: "tổng",
    Method.MEAN: "bình quân",
    Method.LARGEST: "lớn nhất",
    Method.SMALLEST: "nhỏ nhất",
}


class Parent(NamedTuple):
    """A parent whose figures are made of its units' own; `made_of` tells what those of a unit are made of."""

    values: UnitValues
    children: Sequence[str]
    names: dict[str, str]
    rules: ConsolidationRules
    slots: Skeleton
    child: Callable[[str], UnitValues]
    made_of: Callable[[str], str]

    def summands(self) -> list[Summand]:
        """Return what each unit gave for each figure made of theirs, figure by figure."""
        figures = list(self._figures())
        found: list[list[Summand]] = [[] for _ in figures]
        for code in self.children:  # one after the other: there may be thousands
            child = self.child(code)
            for (slot, period), rows in zip(figures, found, strict=True):
                rows.append(self._summand(slot, period, child))
        return [summand for rows in found for summand in rows]

    def _figures(self) -> Iterator[tuple[Slot, int]]:
        for slot in self.slots:
            for period in self.values.numbers(slot.key):
                if (*slot.key, period) in self.values.summed:
                    yield slot, period

    def _summand(self, slot: Slot, period: int, child: UnitValues) -> Summand:
        number = child.number(slot.key, period)
        return Summand(
            figure_id(slot, period),
            slot.label,
            _method(self.rules.of_figure(slot.name, is_count=slot.is_count)),
            child.code,
            self.names.get(child.code, child.code),
            slot.base.get(period) if number is None else number,
            None if number is None else self._place(slot, period, child),
        )

    def _place(self, slot: Slot, period: int, child: UnitValues) -> Where:
        if (*slot.key, period) in child.summed:
            return Where(self.made_of(child.code))
        path = place_of(slot, period, is_whole=child.whole is not None)
        where = child.source.where(path)
        return replace(where, file=PurePath(where.file).name)


def figure_id(slot: Slot, period: int) -> str:
    """Return how a tie-out calls the figure: `can_bo.dai_hoc.so_luong.2023`."""
    measure = SlotKind.COUNT if slot.kind is SlotKind.TOTAL else slot.kind
    return f"{slot.name.removesuffix(DENOMINATOR)}.{measure.value}.{period}"


def _method(how: FigureMethod) -> str:
    word = METHODS.get(how.method or Method.NONE, "")
    return f"{word} theo {how.by}" if how.by else word
