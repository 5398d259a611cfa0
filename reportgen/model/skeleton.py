"""The figures that all units share without their numbers, and how a unit's numbers are put into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import chain, count
from typing import Any, NamedTuple

from pydantic import BaseModel

from reportgen.model.figures_input import (
    CURRENT,
    FiguresInput,
    GroupInput,
    IndicatorInput,
    UnitTexts,
)
from reportgen.model.mould import At, Cast, Mould, MouldedGroups
from reportgen.model.number import Number
from reportgen.model.unit_values import DENOMINATOR, TOTAL, FigureKey, Row

GivenNumbers = Mapping[int, Number | None]
GroupMemory = dict[str, tuple[Any, str, GroupInput, list[GivenNumbers]]]
"""The groups of a unit as they were merged last: by name what the unit gave, also as text, the group, the
numbers taken."""
MOST_MOULDS = 16


class SlotKind(StrEnum):
    """What a unit fills in."""

    COUNT = "so_luong"
    VALUE = "gia_tri"
    TOTAL = "tong_so"
    DENOMINATOR = "mau_so"


@dataclass(frozen=True, slots=True)
class Slot:
    """One figure that units fill in; `base` has the skeleton's own numbers by period, mostly None.

    `fixed` holds the periods whose number is an expression of the skeleton.
    """

    key: FigureKey
    kind: SlotKind
    base: GivenNumbers
    label: str
    decimals: int | None = None
    fixed: Mapping[int, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in files: `can_bo.dai_hoc`."""
        return ".".join(self.key)

    @property
    def is_count(self) -> bool:
        """Whether only whole numbers will do."""
        return self.kind is not SlotKind.VALUE

    @property
    def path(self) -> tuple[str, ...]:
        """Where its numbers stand in a figures file."""
        group, member = self.key
        if self.kind is SlotKind.TOTAL:
            return (group, TOTAL)
        return (group, "chi_tieu", member.removesuffix(DENOMINATOR), self.kind.value)


@dataclass(frozen=True, slots=True)
class ListSlot:
    """A list that units fill in: the fields that rows may have, and the rows of the skeleton."""

    name: str
    fields: frozenset[str]
    rows: tuple[Row, ...]
    label: str


NOTHING: Mapping[str, GivenNumbers] = {}


class Skeleton:
    """A figures file read as what units have to fill in."""

    def __init__(self, figures: FiguresInput, *, last: int | None = None) -> None:
        self.figures, self.current, self.last = figures, figures.periods.current, last
        self.slots: dict[str, dict[str, Slot]] = {}
        self.lists: dict[str, ListSlot] = {}
        self.computed: dict[str, dict[str, str]] = {}
        """Figures that are worked out: group → name → expression."""
        for name, group in figures.groups.items():
            if group.rows is not None:
                self.lists[name] = _list_slot(name, group)
            else:
                self.slots[name] = {slot.key[1]: slot for slot in _slots(name, group, self.current)}
                self.computed[name] = dict(_computed(group))
        self._fillings = {
            name: (_total(slots), _fillings(figures.groups[name], slots))
            for name, slots in self.slots.items()
        }
        self._moulds: dict[tuple[int, ...], Mould] = {}
        """By how many numbers there are in each place, and of which periods."""
        self.periods = frozenset(self._periods())
        self.period_names = {str(period): period for period in self.periods}

    def _periods(self) -> Iterator[int]:
        given = self.figures.periods
        yield from (each for each in (given.current, given.base, self.last) if each is not None)
        for slot in self:
            yield from slot.base
            yield from slot.fixed

    def __iter__(self) -> Iterator[Slot]:
        for members in self.slots.values():
            yield from members.values()

    def slot(self, key: FigureKey) -> Slot | None:
        """Return the slot of a figure; None when units do not fill it in."""
        return self.slots.get(key[0], {}).get(key[1])

    def merge(
        self,
        values: Mapping[str, Mapping[str, GivenNumbers]],
        lists: Mapping[str, tuple[Row, ...]],
        *,
        texts: UnitTexts,
        facts: Mapping[str, str | int],
        more: Mapping[str, GroupInput] | None = None,
        memory: GroupMemory | None = None,
    ) -> FiguresInput:
        """Return the figures of one unit: the skeleton with these numbers, as validating them would give.

        What the unit does not give is None, but for numbers and rows that the skeleton has itself.
        Numbers and rows are right for their slots: whoever reads them has seen to that. Groups that say what
        they say in `memory` are the very groups of then; it is brought up to date.
        """
        numbers: list[GivenNumbers] = []
        groups: dict[str, GroupInput] = self._filled(values, lists, numbers, memory)
        groups = {**groups, **more} if more else MouldedGroups(groups, partial(self._cast, numbers))
        made = self.figures.model_copy(update={"texts": texts, "facts": {**self.figures.facts, **facts}})
        object.__setattr__(
            made, "__pydantic_extra__", groups
        )  # not by `update`: a group may be called `texts`
        return made

    def _filled(
        self,
        values: Mapping[str, Mapping[str, GivenNumbers]],
        lists: Mapping[str, tuple[Row, ...]],
        taken: list[GivenNumbers],
        memory: GroupMemory | None = None,
    ) -> dict[str, GroupInput]:
        """Return the groups with these numbers, which are noted in the order in which they are taken."""
        groups: dict[str, GroupInput] = {}
        for name in self.figures.groups:
            given = lists.get(name) if name in self.lists else values.get(name, NOTHING)
            if memory is None:
                groups[name] = self._group(name, given, taken)
                continue
            kept = memory.get(name)
            if kept is None or kept[0] is not given:
                said = repr(given)  # unlike equality, tells 1 from 1.0
                if kept is None or kept[1] != said:
                    own: list[GivenNumbers] = []
                    kept = given, said, self._group(name, given, own), own
                kept = memory[name] = (given, *kept[1:])
            taken += kept[3]
            groups[name] = kept[2]
        return groups

    def _group(self, name: str, given: Any, taken: list[GivenNumbers]) -> GroupInput:
        group = self.figures.groups[name]
        return (
            _with_rows(group, given)
            if name in self.lists
            else _with_numbers(group, *self._fillings[name], given, taken)
        )

    def _cast(self, numbers: Sequence[GivenNumbers]) -> Cast | None:
        """Return a unit's numbers in the mould of all units with numbers of the same periods."""
        shape = (*map(len, numbers), *chain.from_iterable(numbers))
        mould = self._moulds.get(shape)
        if mould is None:
            if len(self._moulds) >= MOST_MOULDS:
                return None
            places = map(At, count())
            at = self._by_name({period: next(places) for period in each} for each in numbers)
            mould = self._moulds.setdefault(shape, Mould(self._filled(at, {}, [])))
        return Cast(mould, [*chain.from_iterable([each.values() for each in numbers])])

    def _by_name(self, numbers: Iterable[GivenNumbers]) -> dict[str, dict[str, GivenNumbers]]:
        """Return numbers that stand in the order in which groups take them under their names."""
        taken = iter(numbers)
        return {
            name: {member: next(taken) for member in _members(total, fillings)}
            for name, (total, fillings) in self._fillings.items()
        }


def _total(slots: Mapping[str, Slot]) -> Slot | None:
    slot = slots.get(TOTAL)
    return slot if slot is not None and slot.kind is SlotKind.TOTAL else None


def _list_slot(name: str, group: GroupInput) -> ListSlot:
    rows = group.rows or ()
    fields = {"ma", "ten"}.union(group.fields, *rows)
    return ListSlot(name, frozenset(fields), rows, group.label or name)


def _computed(group: GroupInput) -> Iterator[tuple[str, str]]:
    for name, indicator in group.indicators.items():
        if indicator.expression is not None:
            yield name, indicator.expression
        for text in indicator.denominators.values():
            if isinstance(text, str):
                yield name + DENOMINATOR, text


def _slots(name: str, group: GroupInput, current: int) -> Iterator[Slot]:
    label = group.label or name
    if group.totals is not None or "totals" in group.model_fields_set:  # `tong_so: null` is one to fill in
        base = _dated(group.totals if group.totals is not None else {CURRENT: None}, current)
        yield Slot((name, TOTAL), SlotKind.TOTAL, base, f"{label}: tổng số")
    for key, indicator in group.indicators.items():
        shown, decimals = indicator.label or key, indicator.decimals
        if indicator.counts is not None:
            yield Slot((name, key), SlotKind.COUNT, _dated(indicator.counts, current), shown, decimals)
        elif indicator.values is not None:
            yield Slot((name, key), SlotKind.VALUE, _dated(indicator.values, current), shown, decimals)
        if own := _dated(indicator.denominators, current):
            numbers = {period: each for period, each in own.items() if not isinstance(each, str)}
            fixed = {period: each for period, each in own.items() if isinstance(each, str)}
            if numbers:
                slot_key = (name, key + DENOMINATOR)
                yield Slot(slot_key, SlotKind.DENOMINATOR, numbers, f"{shown}: mẫu số", None, fixed)


def _dated(numbers: Mapping[int, Any], current: int) -> dict[int, Any]:
    """Return numbers by year: one without a period belongs to the current one."""
    return {period or current: number for period, number in numbers.items()}


# --- putting numbers in: every unit passes here, so values are copied, not validated again ----------------


class _Filling(NamedTuple):
    """How one indicator takes its numbers: the fields to copy, and which of them are the unit's.

    `base` are the skeleton's numbers of the indicator itself, `own` is the slot of its denominators.
    """

    key: str
    fields: dict[str, Any]
    given: set[str]
    field_name: str
    base: GivenNumbers | None
    own: Slot | None


def _fillings(group: GroupInput, slots: Mapping[str, Slot]) -> list[_Filling]:
    fillings = []
    for key, indicator in group.indicators.items():
        slot, own = slots.get(key), slots.get(key + DENOMINATOR)
        if slot is not None or own is not None:
            is_count = slot is not None and slot.kind is SlotKind.COUNT
            name, base = "counts" if is_count else "values", slot.base if slot is not None else None
            fields, given = indicator.__dict__, indicator.model_fields_set
            fillings.append(_Filling(key, fields, given, name, base, own))
    return fillings


SLOTS = ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
PUT_FIELDS, PUT_GIVEN, PUT_EXTRA, PUT_PRIVATE = (vars(BaseModel)[name].__set__ for name in SLOTS)
"""What fills the four parts of a value of pydantic: half the time of setting them by name."""

NEW = object.__new__


def as_validated(model: Any, fields: dict[str, Any], given: set[str]) -> Any:
    """Return a value with these fields, as the model leaves it when it has validated them."""
    made = object.__new__(model)
    PUT_FIELDS(made, fields)
    PUT_GIVEN(made, given)
    PUT_EXTRA(made, None)
    PUT_PRIVATE(made, None)
    return made


def _with_rows(group: GroupInput, rows: tuple[Row, ...] | None) -> GroupInput:
    if rows is None:
        return group
    made: GroupInput = as_validated(GroupInput, {**group.__dict__, "rows": rows}, group.model_fields_set)
    return made


def _members(total: Slot | None, fillings: list[_Filling]) -> Iterator[str]:
    """Yield the members of a group that have numbers, in the order in which it takes them."""
    for key, _, _, _, base, own in fillings:
        if base is not None:
            yield key
        if own is not None:
            yield own.key[1]
    if total is not None:
        yield TOTAL


def _with_numbers(
    group: GroupInput,
    total: Slot | None,
    fillings: list[_Filling],
    given: Mapping[str, GivenNumbers],
    taken: list[GivenNumbers],
) -> GroupInput:
    indicators = group.indicators.copy()
    for key, base_fields, given_fields, name, base, own in fillings:
        fields = base_fields.copy()
        if base is not None:
            fields[name] = numbers = _numbers(base, given.get(key))
            taken.append(numbers)
        if own is not None:
            numbers = _numbers(own.base, given.get(own.key[1]))
            fields["denominators"] = {**own.fixed, **numbers}
            taken.append(numbers)
        indicators[key] = made = NEW(IndicatorInput)  # `as_validated`, a call for each spared
        PUT_FIELDS(made, fields)
        PUT_GIVEN(made, given_fields)
        PUT_EXTRA(made, None)
        PUT_PRIVATE(made, None)
    fields = {**group.__dict__, "indicators": indicators}
    if total is not None:
        fields["totals"] = numbers = _numbers(total.base, given.get(TOTAL))
        taken.append(numbers)
    filled: GroupInput = as_validated(GroupInput, fields, group.model_fields_set)
    return filled


def _numbers(base: GivenNumbers, numbers: GivenNumbers | None) -> GivenNumbers:
    """Return a unit's numbers over those of the skeleton."""
    if numbers is None:
        return base
    return numbers if base.keys() <= numbers.keys() else {**base, **numbers}
