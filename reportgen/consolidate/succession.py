"""Last period's values brought over to the units of today: merged units added up, split ones shared out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from reportgen.consolidate.consolidate import consolidate, printable
from reportgen.consolidate.exact import EXACTLY
from reportgen.errors import Finding, Severity
from reportgen.model.consolidation import ConsolidationRules
from reportgen.model.programme import Succession
from reportgen.model.skeleton import Skeleton
from reportgen.model.unit_values import Exact, UnitValues

LastValues = Callable[[str], UnitValues | None]
"""The values of the last period by the codes of then; None when a unit has none."""


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Last period's values and what has become of units since."""

    last: LastValues
    successions: tuple[Succession, ...]
    """Those since the last period, the earliest first."""
    rules: ConsolidationRules
    slots: Skeleton

    def of(self, code: str, before: int | None = None) -> UnitValues | None:
        """Return the values of a unit of today; `before` leaves out the successions from that one on."""
        until = len(self.successions) if before is None else before
        for index in range(until - 1, -1, -1):
            each = self.successions[index]
            if code in each.new:
                return (
                    self._merged(each, code, index) if len(each.new) == 1 else self._part(each, code, index)
                )
        return self.last(code)

    def sources(self, code: str, before: int | None = None) -> tuple[str, ...]:
        """Return the codes of then whose values the values of a unit may be made of."""
        until = len(self.successions) if before is None else before
        for index in range(until - 1, -1, -1):
            each = self.successions[index]
            if code in each.new:
                old = (source for unit in each.old for source in self.sources(unit, index))
                return tuple(dict.fromkeys((*old, code)))
        return (code,)

    def _merged(self, each: Succession, code: str, index: int) -> UnitValues | None:
        found = [(old, self.of(old, index)) for old in each.old]
        if all(values is None for _, values in found):
            return self.of(code, index) if code not in each.old else None
        if len(found) == 1 and found[0][1] is not None:
            return _noted(replace(found[0][1], code=code), f"lấy của {each.old[0]}", each)
        children = [values or UnitValues(old) for old, values in found]
        made = printable(consolidate(code, children, self.rules, self.slots), self.slots)
        absent = [old for old, values in found if values is None]
        missing = f"; chưa có số của {', '.join(absent)}" if absent else ""
        return _noted(replace(made, notes=()), f"gộp từ {', '.join(each.old)}{missing}", each)

    def _part(self, each: Succession, code: str, index: int) -> UnitValues | None:
        whole = self.of(each.old[0], index)
        if whole is None:
            return None
        if each.shares is None:
            made = UnitValues(code, source=whole.source)
            return _noted(made, f"chưa có: {each.old[0]} chia tách, không khai phần", each)
        place, shares = each.new.index(code), [each.shares[unit] for unit in each.new]
        values = {
            group: {
                member: {period: _share(number, shares, place) for period, number in numbers.items()}
                for member, numbers in members.items()
            }
            for group, members in whole.values.items()
        }
        made = UnitValues(code, values, facts=whole.facts, source=whole.source)
        percent = f"{shares[place] * 100:f}".rstrip("0").rstrip(".").replace(".", ",")
        return _noted(made, f"ước bằng {percent}% của {each.old[0]}", each)


def carry_over(
    last: LastValues,
    successions: Iterable[Succession],
    rules: ConsolidationRules,
    slots: Skeleton,
    *,
    after: dt.date,
    until: dt.date,
) -> CarryOver:
    """Return last period's values by the codes of today; only successions in that time count."""
    counting = sorted((each for each in successions if after <= each.on <= until), key=lambda each: each.on)
    return CarryOver(last, tuple(counting), rules, slots)


def _share(number: Exact | None, shares: list[Decimal], place: int) -> Exact | None:
    """Return one part of a number; whole numbers are shared out whole, the largest remainders first."""
    if number is None:
        return None
    if not isinstance(number, int):
        share = shares[place]
        return EXACTLY.multiply(number, share) if isinstance(number, Decimal) else number * Fraction(share)
    sign, size = (-1 if number < 0 else 1), abs(number)
    exact = [Fraction(share) * size for share in shares]
    parts = [part.numerator // part.denominator for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: size - sum(parts)]:
        parts[index] += 1
    return sign * parts[place]


def _noted(values: UnitValues, how: str, each: Succession) -> UnitValues:
    message = f"số kỳ trước của {values.code}: {how} (biến động ngày {each.on:%d/%m/%Y})"
    note = Finding("carried-over", message, values.source.where(()), severity=Severity.INFO)
    return replace(values, notes=(*values.notes, note))
