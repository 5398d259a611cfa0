"""A parent's own figures beside those made of its children: which is printed, and where the two differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from reportgen.consolidate.consolidate import printable, some
from reportgen.errors import Finding, Severity
from reportgen.model.consolidation import ConsolidationRules
from reportgen.model.skeleton import Skeleton, Slot
from reportgen.model.unit_values import Exact, Row, UnitValues

Key = tuple[str, str, int]
DECIDE = (
    "đối chiếu với số các đơn vị; muốn in số riêng thì ghi uu_tien: rieng cho chỉ tiêu ở tong_hop, "
    "không thì bỏ số riêng"
)


def with_own_values(
    made: UnitValues, own: UnitValues, rules: ConsolidationRules, slots: Skeleton, count: int
) -> UnitValues:
    """Return the consolidated values with the parent's own; `count` is the number of children.

    Where both have a figure the children's is taken unless a rule says otherwise; every difference is told.
    """
    check = _Own(made, own, rules, slots, count)
    values = check.values()
    lists = check.lists()
    notes = (*made.notes, *own.notes, *check.findings, *check.used())
    weights = {key: weight for key, weight in made.weights.items() if key not in check.taken}
    return replace(
        own,
        values=values,
        lists=lists,
        missing=check.missing(),
        weights=weights,
        summed=made.summed - check.taken,
        notes=notes,
    )


class _Own:
    """Two sets of values for one unit, compared figure by figure."""

    def __init__(
        self, made: UnitValues, own: UnitValues, rules: ConsolidationRules, slots: Skeleton, count: int
    ) -> None:
        self.made, self.own, self.rules, self.slots, self.count = made, own, rules, slots, count
        self.findings: list[Finding] = []
        self.taken: set[Key] = set()
        self.differing: set[Key] = set()
        self._shown = printable(made, slots)

    def values(self) -> dict[str, dict[str, dict[int, Exact | None]]]:
        """Return the numbers to print."""
        values = {
            group: {member: dict(numbers) for member, numbers in members.items()}
            for group, members in self.made.values.items()
        }
        for slot in self.slots:
            group, member = slot.key
            for period, number in self.own.numbers(slot.key).items():
                if number is not None and self._takes_own(slot, period, number):
                    values.setdefault(group, {}).setdefault(member, {})[period] = number
        return values

    def _takes_own(self, slot: Slot, period: int, number: Exact) -> bool:
        made = self._shown.number(slot.key, period)
        if made is None:
            self.taken.add((*slot.key, period))
            return True
        if made == number:
            return False
        own_first = self.rules.of_figure(slot.name, is_count=slot.is_count).own_first
        self._differ(slot, period, (number, made), own_first=own_first)
        self.differing.add((*slot.key, period))
        if own_first:
            self.taken.add((*slot.key, period))
        return own_first

    def _differ(self, slot: Slot, period: int, numbers: tuple[Exact, Exact], *, own_first: bool) -> None:
        own, made = numbers
        apart = Fraction(own) - Fraction(made)
        message = (
            f"{slot.label} ({slot.name}) kỳ {period}: số riêng {shown(own)}, "
            f"tổng hợp {self.count} đơn vị được {shown(made)}, chênh {shown(apart)}; "
            f"in {'số riêng' if own_first else 'số tổng hợp'}"
        )
        where = self.own.source.where(place_of(slot, period, is_whole=self.own.whole is not None))
        found = Finding("child-sum-differs", message, where, DECIDE, severity=Severity.WARNING)
        self.findings.append(found)

    def lists(self) -> dict[str, tuple[Row, ...]]:
        """Return the rows to print."""
        lists = dict(self.made.lists)
        for name, rows in self.own.lists.items():
            if name not in self.made.lists:
                lists[name] = rows
            elif _by_key(rows) != _by_key(self.made.lists[name]) and rows:
                message = f"danh sách {name}: {len(rows)} hàng riêng khác {len(lists[name])} hàng tổng hợp"
                where = self.own.source.where(("so_lieu", name))
                remedy = (
                    "bỏ danh sách riêng, hoặc ghi cach: khong cho danh sách ở tong_hop để in danh sách riêng"
                )
                found = Finding("child-sum-differs", message, where, remedy, severity=Severity.WARNING)
                self.findings.append(found)
        return lists

    def missing(self) -> dict[tuple[str, str, int], tuple[str, ...]]:
        """Return who is missing from the figures that are still the children's."""
        return {key: units for key, units in self.made.missing.items() if key not in self.taken}

    def used(self) -> Iterator[Finding]:
        """Tell which figures are the parent's own because the children's make none."""
        names = [f"{g}.{m}.{p}" for g, m, p in self.taken if (g, m, p) not in self.differing]
        if names:
            message = f"{some(names)}: lấy số riêng của đơn vị (không có số tổng hợp)"
            yield Finding("own-figure-used", message, self.own.source.where(()), severity=Severity.INFO)


def place_of(slot: Slot, period: int, *, is_whole: bool) -> tuple[str | int, ...]:
    """Return the path of a number in a unit's own file, which may be a whole figures file."""
    if is_whole:
        return (*slot.path, period)
    group, member = slot.key
    name = member.removesuffix(".mau_so")
    part = ("mau_so",) if member != name else (slot.kind.value,)
    return ("so_lieu", group, name, *part, period)


def shown(number: Exact) -> str:
    """Return a number as messages show it, exactly when it has few decimals."""
    if isinstance(number, Fraction):
        if number.denominator == 1:
            return str(number.numerator)
        return f"{number.numerator}/{number.denominator}" if not _is_short(number) else _decimal(number)
    return str(number).replace(".", ",")


def _is_short(number: Fraction) -> bool:
    return (number * 10**6).denominator == 1


def _decimal(number: Fraction) -> str:
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}".replace(".", ",")


def _by_key(rows: tuple[Row, ...]) -> dict[object, Row]:
    return {row.get("ma"): row for row in rows}
