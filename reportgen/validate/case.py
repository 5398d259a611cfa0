"""What the rules look at: both files with the places of their values, and the numbers known by period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from reportgen.errors import Finding, Severity, Where
from reportgen.model.base import Path
from reportgen.model.columns import leaf_paths
from reportgen.model.definition import Annex, AnnexTable, Column, Definition
from reportgen.model.figures_input import CURRENT, FiguresInput, GroupInput, IndicatorInput, Period
from reportgen.model.source import Source
from reportgen.vietnamese import Ratio, format_ratio

T = TypeVar("T")
Numbers = dict[Period, Ratio]
"""Exact numbers by period; a period without a number is absent."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column with cells, where it stands, and its table; `number` counts from 1."""

    annex: Annex
    table: AnnexTable
    column: Column
    number: int
    path: Path

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"cột {self.number} “{self.column.title}”" if self.column.title else f"cột {self.number}"


@dataclass(frozen=True, slots=True)
class FiguresCase:
    """The figures of one unit."""

    figures: FiguresInput
    figures_source: Source
    derived: dict[tuple[str, str], Numbers] = field(default_factory=dict)
    doubtful: Mapping[str, GroupInput] | None = None
    """The groups that the rules have to look at, when that is known; else all."""
    _own: dict[tuple[str, str], Numbers] = field(default_factory=dict, init=False)

    @property
    def groups(self) -> Mapping[str, GroupInput]:
        """The groups that rules on figures look at."""
        return self.figures.groups if self.doubtful is None else self.doubtful

    # --- places ------------------------------------------------------------------------------------

    def given(self, *path: str | int, key: bool = False) -> Where:
        """Return a place in the figures."""
        return self.figures_source.where(path, key=key)

    def of_number(self, group: str, key: str, period: Period) -> Where:
        """Return where the own number of an indicator is typed."""
        data = self.figures.groups[group].indicators[key]
        what = (
            "so_luong" if data.counts is not None else "gia_tri" if data.values is not None else "cong_thuc"
        )
        return self.given(group, "chi_tieu", key, what, period)

    # --- numbers -----------------------------------------------------------------------------------

    def by_period(self, numbers: Mapping[Period, T]) -> Mapping[Period, T]:
        """Return numbers by period, those given without a period under the current one."""
        if CURRENT not in numbers:
            return numbers
        return {period or self.figures.periods.current: number for period, number in numbers.items()}

    def own(self, group: str, key: str) -> Numbers:
        """Return the numbers of an indicator that are there, worked out once."""
        found = self._own.get((group, key))
        if found is None:
            found = self._own[group, key] = self._own_numbers(group, key)
        return found

    def _own_numbers(self, group: str, key: str) -> Numbers:
        data = self.figures.groups[group].indicators[key]
        if data.expression is not None:
            return self.derived.get((group, key), {})
        return self._known(data.counts if data.counts is not None else data.values)

    def totals(self, group: str) -> Numbers:
        """Return the totals of a group that are there."""
        return self._known(self.figures.groups[group].totals)

    def _known(self, numbers: Mapping[Period, int | Decimal | None] | None) -> Numbers:
        known = self.by_period(numbers) if numbers else {}
        return {period: number.as_integer_ratio() for period, number in known.items() if number is not None}

    # --- walks -------------------------------------------------------------------------------------

    def indicators(self) -> Iterator[tuple[str, GroupInput, str, IndicatorInput]]:
        """Yield every indicator that rules on figures look at, with its group."""
        for name, group in self.groups.items():
            for key, indicator in group.indicators.items():
                yield name, group, key, indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(FiguresCase):
    """The figures of one unit with the definition of a report."""

    definition: Definition
    definition_source: Source

    def defined(self, *path: str | int, key: bool = False) -> Where:
        """Return a place in the definition."""
        return self.definition_source.where(path, key=key)

    def tables(self) -> Iterator[tuple[Annex, AnnexTable, Path]]:
        """Yield every annex with a table, and where the table stands."""
        for index, annex in enumerate(self.definition.annexes):
            if annex.table is not None:
                yield annex, annex.table, ("phu_luc", index, "bang")

    def columns(self) -> Iterator[tuple[TableColumn, GroupInput]]:
        """Yield the columns of every table whose group or list exists."""
        for annex, table, path in self.tables():
            group = self.figures.groups.get(table.source)
            if group is None:
                continue
            places = leaf_paths(table.columns)
            for number, (column, place) in enumerate(zip(table.leaves(), places, strict=True), 1):
                yield TableColumn(annex, table, column, number, (*path, "cot", *place)), group


def warning(rule: str, message: str, where: Where, remedy: str) -> Finding:
    """Return a finding that does not stop publication."""
    return Finding(rule, message, where, remedy, severity=Severity.WARNING)


def shown(number: Ratio) -> str:
    """Return a number in Vietnamese digits, with all its decimals."""
    decimals = next((d for d in range(7) if number[0] * 10**d % number[1] == 0), 6)
    return format_ratio(number, decimals)
