"""A list of the parent whose rows are the child units: their figures, their rates, their ranks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from reportgen.consolidate.exact import DEFAULT_DECIMALS, rounded
from reportgen.model.consolidation import ConsolidationRule, RankOrder, UnitColumn
from reportgen.model.figures_input import GroupInput
from reportgen.model.skeleton import Skeleton
from reportgen.model.unit_values import DENOMINATOR, TOTAL, Exact, Row, UnitValues

RATE = "ty_le"
NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
PERCENT = "%"


class UnitListGathering:
    """One list of units on its way."""

    def __init__(self, rule: ConsolidationRule, slots: Skeleton) -> None:
        self.rule, self.slots = rule, slots
        self.columns = {name: _Reading(column, slots) for name, column in rule.columns.items()}
        self.units: list[str] = []
        self.numbers: dict[str, list[Exact | None]] = {name: [] for name in rule.columns}

    def take(self, child: UnitValues) -> None:
        """Take in the figures of one child."""
        self.units.append(child.code)
        for name, reading in self.columns.items():
            self.numbers[name].append(reading.of(child))

    def result(self, names: Mapping[str, str]) -> tuple[Row, ...]:
        """Return a row for each unit, in the order of the roster; `names` are those of the units."""
        cells: dict[str, list[int | Decimal | None]] = {}
        for name, column in self.rule.columns.items():
            numbers = self.numbers[name]
            if column.rank_of is not None:
                cells[name] = list(_ranks(numbers, column.order))
            else:
                decimals = DEFAULT_DECIMALS if column.decimals is None else column.decimals
                cells[name] = [None if each is None else rounded(each, decimals) for each in numbers]
        return tuple(
            {"ma": row_key(code), "don_vi": code, "ten": names.get(code, code)}
            | {name: column[index] for name, column in cells.items()}
            for index, code in enumerate(self.units)
        )


class _Reading:
    """How one column is read from the values of a unit."""

    def __init__(self, column: UnitColumn, slots: Skeleton) -> None:
        group, *parts = column.source.split(".")
        period = int(parts.pop()) if parts[-1].isdigit() else slots.current
        self.slots, self.group, self.period = slots, group, period
        self.is_rate = parts[-1] == RATE
        self.member = ".".join(part for part in parts if part != RATE)

    def of(self, child: UnitValues) -> Exact | None:
        """Return the number of a unit, a rate in percent."""
        number = self._number(child, self.member)
        if not self.is_rate or number is None:
            return number
        denominator = self._number(child, self.member + DENOMINATOR)
        if denominator is None and not self._is_asked(self.member + DENOMINATOR):
            denominator = self._number(child, TOTAL)
        return Fraction(number) * 100 / Fraction(denominator) if denominator else None

    def _number(self, child: UnitValues, member: str) -> Exact | None:
        numbers = child.numbers((self.group, member))
        if self.period in numbers:
            return numbers[self.period]
        slot = self.slots.slot((self.group, member))
        return slot.base.get(self.period) if slot is not None else None

    def _is_asked(self, member: str) -> bool:
        """Whether units fill in an own denominator for this period."""
        slot = self.slots.slot((self.group, member))
        return slot is not None and self.period in slot.base


def _ranks(numbers: list[Exact | None], order: RankOrder) -> list[int | None]:
    """Return the rank of each: equal numbers share one, and the next ranks are left out."""
    known = [number for number in numbers if number is not None]
    in_order = sorted(known, reverse=order is RankOrder.DESCENDING)
    first: dict[Exact, int] = {}
    for place, number in enumerate(in_order, 1):
        first.setdefault(number, place)
    return [None if number is None else first[number] for number in numbers]


def row_key(code: str) -> str:
    """Return a unit's code as the key of a row, which begins with a letter."""
    return f"dv_{NOT_IN_KEY.sub('_', code.lower())}"


def unit_list_group(rule: ConsolidationRule, slots: Skeleton, rows: tuple[Row, ...]) -> GroupInput:
    """Return the group of figures that annexes print the rows of."""
    fields: dict[str, dict[str, object]] = {"ten": {"nhan": "Đơn vị"}}
    for name, column in rule.columns.items():
        fields[name] = {"nhan": _label(column, slots), "don_vi_tinh": _measure_unit(column, slots)}
        if column.rank_of is not None or RATE in column.source.split("."):
            fields[name]["cong"] = False
        if column.decimals is not None and column.rank_of is None:
            fields[name]["so_le"] = column.decimals
    data = {"nhan": rule.label or rule.unit_list or "", "truong": fields, "danh_sach": rows}
    return GroupInput.model_validate(data)


def _label(column: UnitColumn, slots: Skeleton) -> str:
    if column.label or column.rank_of is not None:
        return column.label or "Xếp hạng"
    group, member, *_ = column.source.split(".")
    slot = slots.slot((group, member))
    return slot.label if slot is not None else column.source


def _measure_unit(column: UnitColumn, slots: Skeleton) -> str:
    if column.measure_unit or column.rank_of is not None:
        return column.measure_unit
    group, *parts = column.source.split(".")
    if RATE in parts:
        return PERCENT
    indicator = slots.figures.groups[group].indicators.get(parts[0])
    own = indicator.measure_unit if indicator is not None else ""
    return own or slots.figures.groups[group].measure_unit
