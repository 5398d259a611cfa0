"""Lists of the children as one list: rows with one key added up, or all rows one after the other."""

from __future__ import annotations

from decimal import Decimal

from reportgen.consolidate.exact import add
from reportgen.model.consolidation import ConsolidationRule, Method, WhenMissing
from reportgen.model.unit_values import Row, UnitValues

ROW_KEY = "ma"
PERCENT = "%"


class ListGathering:
    """One list of the parent on its way; `percent` names the fields that cannot be added."""

    def __init__(
        self,
        name: str,
        rule: ConsolidationRule,
        percent: frozenset[str] = frozenset(),
        *,
        is_shared: bool = False,
    ) -> None:
        self.name, self.key, self.percent = name, rule.by or ROW_KEY, percent
        self.is_shared = is_shared
        """Whether the skeleton has rows, which stand for every unit that gives none."""
        self.merges = rule.method is Method.MERGE
        self.skips_missing = rule.missing is WhenMissing.SKIP
        self.rows: dict[object, Row] = {}
        self.missing: list[str] = []
        self._keys: set[object] = set()

    def take(self, child: UnitValues) -> None:
        """Take in the rows of one child."""
        if child.whole is None and self.name not in child.lists and not self.is_shared:
            self.missing.append(child.code)
        for index, row in enumerate(child.lists.get(self.name, ())):
            key = row.get(self.key) if self.merges else (child.code, index)
            if self.merges and key in self.rows:
                self._merge(self.rows[key], row)
            else:
                self.rows[key] = self._first(row, child.code)

    def _first(self, row: Row, code: str) -> Row:
        if self.merges:
            return {name: None if name in self.percent else cell for name, cell in row.items()}
        key = row.get(ROW_KEY)
        if key is not None and key in self._keys:
            return {**row, ROW_KEY: f"{key}_{code.lower()}"}
        self._keys.add(key)
        return dict(row)

    def _merge(self, kept: Row, row: Row) -> None:
        for name, cell in row.items():
            if name in self.percent or name == self.key:
                continue
            if name not in kept:
                kept[name] = cell
            elif isinstance(kept[name], str) or isinstance(cell, str):
                kept[name] = kept[name] if kept[name] is not None else cell
            else:
                kept[name] = self._sum(kept[name], cell)

    def _sum(self, one: int | Decimal | str | None, other: int | Decimal | None) -> int | Decimal | None:
        if isinstance(one, str) or one is None or other is None:
            known = other if one is None else one
            return known if self.skips_missing and not isinstance(known, str) else None
        total = add(one, other)
        assert isinstance(total, int | Decimal), "cells are no quotients"
        return total

    def result(self) -> tuple[Row, ...]:
        """Return the rows; without those of a missing child sums are not known, unless it may be missing."""
        if self.missing and self.merges and not self.skips_missing:
            return tuple(
                {name: cell if isinstance(cell, str) else None for name, cell in row.items()}
                for row in self.rows.values()
            )
        return tuple(self.rows.values())
