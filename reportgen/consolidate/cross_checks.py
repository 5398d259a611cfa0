"""What units say about each other: outliers among siblings, jumps since last period, copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from reportgen.consolidate.outliers import usual
from reportgen.consolidate.own_values import place_of, shown
from reportgen.errors import Finding, Severity
from reportgen.model.consolidation import ConsolidationRules, Method
from reportgen.model.data_rule import Limits
from reportgen.model.skeleton import Skeleton, Slot, SlotKind
from reportgen.model.source import Source
from reportgen.model.unit_values import DENOMINATOR, TOTAL, Exact, FigureKey, UnitValues
from reportgen.vietnamese import format_ratio

SCALE = 10**9
RISE, FALL = Decimal(300), Decimal(75)
LEAST_CHANGE = 20
"""As the rule `figure-jump` has it for two periods of one unit; counts of a handful jump all the time."""
LEAST_APART = 2
"""A rate that two people more or less would make usual says nothing."""
LEAST_COPIED = 8
CHECK = "đối chiếu với biểu gốc của đơn vị; số đúng thì không phải sửa"


@dataclass(frozen=True, slots=True)
class SiblingsChecked:
    """The findings about the children of one parent, and how many comparisons were made."""

    findings: tuple[Finding, ...]
    compared: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Comparison:
    """How one figure is compared: as a share of the first of these that a unit has, or as it stands."""

    slot: Slot
    shares_of: tuple[FigureKey, ...]
    is_rate: bool = False


class _Entry(NamedTuple):
    """One unit's number to compare: scaled to whole, and what it was made of."""

    unit: int
    scaled: int
    number: Exact
    per: Exact | None


class Siblings:
    """The children of one parent, taken one after the other; only the numbers compared are kept."""

    def __init__(
        self,
        slots: Skeleton,
        rules: ConsolidationRules,
        names: Mapping[str, str],
        per_head: FigureKey | None = None,
    ) -> None:
        self.slots, self.rules, self.names, self.per_head = slots, rules, names, per_head
        self.findings: list[Finding] = []
        self.compared: Counter[str] = Counter()
        self._units: list[tuple[str, Source, bool]] = []
        self._comparisons = list(self._to_compare())
        self._columns: list[list[_Entry]] = [[] for _ in self._comparisons]
        self._same: dict[int, list[int]] = {}

    def take(self, unit: UnitValues, last: UnitValues | None = None) -> None:
        """Take in one child, and its values of the last period by its code of today."""
        if not unit.values and not unit.lists:
            return
        self._units.append((unit.code, unit.source, unit.whole is not None))
        for comparison, column in zip(self._comparisons, self._columns, strict=True):
            self._compare(comparison, column, unit)
        if last is not None:
            self.findings += self._jumps(unit, last)
        self._note_for_copies(unit)

    def checked(self) -> SiblingsChecked:
        """Return what is told once all children are in."""
        findings = [*self.findings, *self._outliers(), *self._copies()]
        return SiblingsChecked(tuple(findings), dict(self.compared))

    # --- outliers --------------------------------------------------------------------------------------

    def _to_compare(self) -> Iterator[_Comparison]:
        heads = (self.per_head,) if self.per_head is not None else ()
        for slot in self.slots:
            group, member = slot.key
            if slot.kind is SlotKind.DENOMINATOR or slot.key == self.per_head:
                continue
            keys = ((group, member + DENOMINATOR), (group, TOTAL))
            shares = tuple(key for key in keys if slot.kind is SlotKind.COUNT and self._is_asked(key))
            if shares:
                yield _Comparison(slot, shares, is_rate=True)
            elif self._is_intensive(slot):
                yield _Comparison(slot, ())
            elif heads:
                yield _Comparison(slot, heads)

    def _is_asked(self, key: FigureKey) -> bool:
        slot = self.slots.slot(key)
        return slot is not None and slot.kind in (SlotKind.TOTAL, SlotKind.DENOMINATOR)

    def _is_intensive(self, slot: Slot) -> bool:
        """Whether a measured value is comparable as it stands: a mean, not a quantity."""
        if slot.kind is not SlotKind.VALUE:
            return False
        return self.rules.of_figure(slot.name, is_count=False).method is Method.MEAN

    def _compare(self, comparison: _Comparison, column: list[_Entry], unit: UnitValues) -> None:
        period = self.slots.current
        number = unit.number(comparison.slot.key, period)
        if number is None:
            return
        per: Exact | None = None
        if comparison.shares_of:
            per = next(
                (n for key in comparison.shares_of if (n := unit.number(key, period)) is not None), None
            )
            if per is None or per <= 0:
                return
        if type(number) is int and type(per) is int:
            scaled = number * SCALE // per
        else:
            quotient = Fraction(number) / Fraction(1 if per is None else per)
            scaled = quotient.numerator * SCALE // quotient.denominator
        column.append(_Entry(len(self._units) - 1, scaled, number, per))

    def _outliers(self) -> Iterator[Finding]:
        for comparison, entries in zip(self._comparisons, self._columns, strict=True):
            known = usual([entry.scaled for entry in entries])
            if known is None:
                continue
            self.compared["unit-outlier"] += len(entries)
            for entry in entries:
                if known.is_far(entry.scaled) and _is_more_than_noise(entry, known.median):
                    yield self._outlier(comparison, entry, known.median, len(entries))

    def _outlier(self, comparison: _Comparison, entry: _Entry, median: int, count: int) -> Finding:
        slot, (code, source, is_whole) = comparison.slot, self._units[entry.unit]
        if comparison.is_rate:
            is_, usually = (_percent(each) for each in (entry.scaled, median))
            what = f"tỷ lệ {is_} ({shown(entry.number)}/{shown(entry.per or 0)})"
        elif entry.per is not None:
            is_, usually = (_per_thousand(each) for each in (entry.scaled, median))
            what = f"{is_} trên 1.000 ({shown(entry.number)}/{shown(entry.per)})"
        else:
            what, usually = shown(entry.number), format_ratio((median, SCALE), 2)
        message = (
            f"{self._named(code)}: {slot.label} ({slot.name}) có {what}, "
            f"khác xa {count} đơn vị cùng cấp (trung vị {usually})"
        )
        where = source.where(place_of(slot, self.slots.current, is_whole=is_whole))
        return Finding("unit-outlier", message, where, CHECK, severity=Severity.INFO)

    def _named(self, code: str) -> str:
        return f"{self.names[code]} ({code})" if code in self.names else code

    # --- jumps -----------------------------------------------------------------------------------------

    def _jumps(self, unit: UnitValues, last: UnitValues) -> Iterator[Finding]:
        limits = self.slots.figures.limits or Limits()
        for slot in self.slots:
            now = unit.number(slot.key, self.slots.current)
            then = last_number(last, slot.key, self.slots.current)
            if now is None or then is None or then <= 0:
                continue
            self.compared["unit-jump"] += 1
            apart = Fraction(now) - Fraction(then)
            own, limit = (limits.rise, RISE) if apart > 0 else (limits.fall, FALL)
            if abs(apart) * 100 <= Fraction(own or limit) * Fraction(then):
                continue
            if own is None and abs(apart) < LEAST_CHANGE:
                continue
            yield self._jump(slot, unit, (then, now), own)

    def _jump(
        self, slot: Slot, unit: UnitValues, numbers: tuple[Exact, Exact], limit: Decimal | None
    ) -> Finding:
        then, now = numbers
        change = abs(Fraction(now) - Fraction(then)) * 100 / Fraction(then)
        verb = "tăng" if now > then else "giảm"
        message = (
            f"{self._named(unit.code)}: {slot.label} ({slot.name}) kỳ trước {shown(then)}, "
            f"kỳ này {shown(now)}, {verb} {format_ratio(change.as_integer_ratio(), 0)}%"
        )
        where = unit.source.where(place_of(slot, self.slots.current, is_whole=unit.whole is not None))
        severity = Severity.WARNING if limit is not None else Severity.INFO
        return Finding("unit-jump", message, where, CHECK, severity=severity)

    # --- copies ----------------------------------------------------------------------------------------

    def _note_for_copies(self, unit: UnitValues) -> None:
        numbers = tuple(unit.number(slot.key, self.slots.current) for slot in self.slots)
        if sum(1 for number in numbers if number) >= LEAST_COPIED:
            self._same.setdefault(hash(numbers), []).append(len(self._units) - 1)

    def _copies(self) -> Iterator[Finding]:
        for alike in self._same.values():
            if len(alike) > 1:
                units = [self._units[index] for index in alike]
                who = ", ".join(self._named(code) for code, _, _ in units)
                message = f"{len(units)} đơn vị có mọi số kỳ này giống hệt nhau: {who}"
                remedy = "kiểm tra có chép tệp của đơn vị khác không"
                first, *also = [source.where(()) for _, source, _ in units]
                severity = Severity.WARNING
                yield Finding("unit-copied", message, first, remedy, severity=severity, also=tuple(also))


def last_number(last: UnitValues, key: FigureKey, current: int) -> Exact | None:
    """Return the newest number of the last period's values: that of its own current period."""
    numbers = last.numbers(key)
    periods = [period for period in numbers if period <= current]
    return numbers[max(periods)] if periods else None


def _is_more_than_noise(entry: _Entry, median: int) -> bool:
    """Whether it would take more than a few people to bring a share to what is usual."""
    if entry.per is None:
        return True
    expected = Fraction(median, SCALE) * Fraction(entry.per)
    return abs(Fraction(entry.number) - expected) >= LEAST_APART


def _percent(scaled: int) -> str:
    return format_ratio((scaled * 100, SCALE), 2) + "%"


def _per_thousand(scaled: int) -> str:
    return format_ratio((scaled * 1000, SCALE), 2)
