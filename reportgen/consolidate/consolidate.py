"""The values of a parent, made of those of its children by the rules of its level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from reportgen.consolidate.exact import DEFAULT_DECIMALS, rounded
from reportgen.consolidate.figures import FigureGathering
from reportgen.consolidate.lists import PERCENT, ListGathering
from reportgen.consolidate.unit_lists import UnitListGathering
from reportgen.errors import Finding, Severity
from reportgen.model.consolidation import ConsolidationRules, Method
from reportgen.model.skeleton import Skeleton
from reportgen.model.unit_values import Exact, UnitValues

Key = tuple[str, str, int]
MOST_FIGURES_NAMED = 3
GIVE_FIGURES = "nhập số liệu của các đơn vị này, hoặc ghi thieu: bo_qua để tính trên các đơn vị đã có"


def consolidate(
    code: str,
    children: Iterable[UnitValues],
    rules: ConsolidationRules,
    slots: Skeleton,
    names: Mapping[str, str] | None = None,
) -> UnitValues:
    """Return the values that the children, taken one after the other, make together.

    A child without values is one that has given nothing. `names` are those of the units, for messages.
    """
    made = Consolidation(rules, slots)
    for child in children:
        made.take(child)
    return made.result(code, names or {})


class Consolidation:
    """The values of a parent on their way."""

    def __init__(self, rules: ConsolidationRules, slots: Skeleton) -> None:
        self.rules, self.slots = rules, slots
        self.codes: list[str] = []
        self.figures = [
            FigureGathering(slot, rules.of_figure(slot.name, is_count=slot.is_count)) for slot in slots
        ]
        self._by_group: dict[str, list[tuple[str, FigureGathering]]] = {}
        for figure in self.figures:
            group, member = figure.slot.key
            self._by_group.setdefault(group, []).append((member, figure))
        self.lists = list(self._lists())
        self.unit_lists = {name: UnitListGathering(rule, slots) for name, rule in rules.unit_lists.items()}

    def _lists(self) -> Iterator[ListGathering]:
        for name in self.slots.lists:
            rule = self.rules.of_list(name)
            if rule is not None and rule.method is not Method.NONE:
                fields = self.slots.figures.groups[name].fields
                percent = frozenset(key for key, each in fields.items() if each.measure_unit == PERCENT)
                yield ListGathering(name, rule, percent, is_shared=bool(self.slots.lists[name].rows))

    def take(self, child: UnitValues) -> None:
        """Take in the values of one child."""
        index = len(self.codes)
        self.codes.append(child.code)
        for group, members in child.values.items():
            for member, figure in self._by_group.get(group, ()):
                numbers = members.get(member)
                if numbers is not None:
                    figure.take(numbers, child, 1 << index)
        if child.missing:
            for figure in self.figures:
                figure.take_missing(child, index)
        for rows in self.lists:
            rows.take(child)
        for units in self.unit_lists.values():
            units.take(child)

    def result(self, code: str, names: Mapping[str, str]) -> UnitValues:
        """Return what all children make together."""
        values: dict[str, dict[str, dict[int, Exact | None]]] = {}
        missing: dict[Key, tuple[str, ...]] = {}
        weights: dict[Key, Fraction] = {}
        for figure in self.figures:
            group, member = figure.slot.key
            for period, number, absent, weight in figure.results(self.codes):
                values.setdefault(group, {}).setdefault(member, {})[period] = number
                if absent:
                    missing[(group, member, period)] = absent
                if weight is not None:
                    weights[(group, member, period)] = weight
        lists = {each.name: each.result() for each in self.lists if each.rows or not each.is_shared}
        lists |= {name: each.result(names) for name, each in self.unit_lists.items()}
        notes = (*self._notes(missing, names), *self._list_notes(names), *self._left_out())
        summed = frozenset((g, m, p) for g, members in values.items() for m in members for p in members[m])
        return UnitValues(code, values, lists, missing=missing, weights=weights, summed=summed, notes=notes)

    # --- what is told ----------------------------------------------------------------------------------

    def _notes(self, missing: Mapping[Key, tuple[str, ...]], names: Mapping[str, str]) -> Iterator[Finding]:
        """Yield one finding for every set of units that have not given the same figures."""
        alike: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
        skipping = {each.slot.key: each.how.skips_missing for each in self.figures}
        for (group, member, period), units in missing.items():
            key = (skipping[(group, member)], units)
            alike.setdefault(key, []).append(f"{group}.{member}.{period}")
        for (skips, units), figures in alike.items():
            who = named(units, names)
            what = some(figures)
            if skips:
                message = f"{what}: không tính {len(units)} đơn vị chưa có số ({who})"
                yield Finding("partial-sum", message, severity=Severity.WARNING)
            else:
                message = f"{what}: chưa tổng hợp được vì {len(units)} đơn vị chưa có số ({who})"
                yield Finding("missing-from-sum", message, remedy=GIVE_FIGURES, severity=Severity.WARNING)

    def _list_notes(self, names: Mapping[str, str]) -> Iterator[Finding]:
        for each in self.lists:
            if each.missing:
                who = named(each.missing, names)
                message = f"danh sách {each.name}: {len(each.missing)} đơn vị chưa có ({who})"
                yield Finding("missing-from-sum", message, remedy=GIVE_FIGURES, severity=Severity.WARNING)

    def _left_out(self) -> Iterator[Finding]:
        """Tell of figures and lists that children have given and no rule says what to make of."""
        figures = [each.slot.name for each in self.figures if each.is_left_out]
        if figures:
            message = f"{some(figures)}: chưa khai cách tổng hợp, để trống ở đơn vị cấp trên"
            remedy = "thêm vào tong_hop, ví dụ {chi_tieu: " + figures[0] + ", cach: tong}"
            yield Finding("no-method", message, remedy=remedy, severity=Severity.INFO)


def named(units: Iterable[str], names: Mapping[str, str]) -> str:
    """Return units as people call them; all of them, however many."""
    return ", ".join(f"{names[unit]} {unit}" if unit in names else unit for unit in units)


def some(figures: list[str]) -> str:
    """Return the first figures of a list and how many more there are."""
    shown = ", ".join(figures[:MOST_FIGURES_NAMED])
    more = len(figures) - MOST_FIGURES_NAMED
    return f"{shown} và {more} số khác" if more > 0 else shown


def printable(values: UnitValues, slots: Skeleton) -> UnitValues:
    """Return the values with quotients rounded as their figures are printed: the only rounding there is."""
    numbers = {
        group: {
            member: {period: _printable(number, group, member, slots) for period, number in given.items()}
            for member, given in members.items()
        }
        for group, members in values.values.items()
    }
    return replace(values, values=numbers)


def _printable(number: Exact | None, group: str, member: str, slots: Skeleton) -> Exact | None:
    if not isinstance(number, Fraction):
        return number
    slot = slots.slot((group, member))
    decimals = slot.decimals if slot is not None else None
    return rounded(number, DEFAULT_DECIMALS if decimals is None else decimals)
