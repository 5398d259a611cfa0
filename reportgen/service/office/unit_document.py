"""The values of one unit as they are kept: a line of so-lieu.jsonl, taken apart and put together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache, partial
from itertools import count
from typing import Any

from reportgen.load.json_memory import JsonMemory
from reportgen.model.frozen import canonical
from reportgen.model.office.reports import CellId
from reportgen.model.skeleton import Skeleton, Slot
from reportgen.model.unit_values import DENOMINATOR, UnitValues
from reportgen.vietnamese import format_ratio, group_digits

Typed = int | Decimal | str | None
"""A number, «chưa có số liệu», or what somebody once wrote in its place and is no number."""
Cell = tuple[str, str, int]
"""Group, member, period: ("can_bo", "hoan_thanh_tot.mau_so", 2023)."""
Cells = dict[Cell, Typed]
Rest = dict[tuple[str, str], Any]
CELL_ID = re.compile(r"([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*(?:\.mau_so)?)@(\d{1,9})")
PARTS = ("so_luong", "gia_tri", "mau_so")
PARTS_OF_FIGURES = frozenset(PARTS)
TYPED = frozenset({int, Decimal, str, type(None)})
MOST_YEARS, MOST_SHAPES = 256, 32
"""Names of periods; and sets of places that documents fill, some 60 KB each: mostly those of the last."""
TEXTS, FACTS, FIGURES, CODE = "van_ban", "thong_tin", "so_lieu", "don_vi"


def cell_id(cell: Cell) -> CellId:
    """Return how a cell is called: `can_bo.dai_hoc@2023`."""
    return f"{cell[0]}.{cell[1]}@{cell[2]}"


def cell_of(name: CellId) -> Cell | None:
    """Return the cell of a name; None when it is none."""
    found = CELL_ID.fullmatch(name)
    return (found[1], found[2], int(found[3])) if found else None


@dataclass
class UnitDocument:
    """What a unit says; `rest` holds what the skeleton has no place for, so that nothing is lost."""

    code: str
    cells: Cells = field(default_factory=dict)
    lists: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    rest: Rest = field(default_factory=dict)

    @classmethod
    def read(cls, text: str, code: str, slots: Skeleton, memory: JsonMemory | None = None) -> UnitDocument:
        """Take JSON apart; what is wrong in it stays as it is. Raises ValueError when it is no object.

        `memory` is that of the unit's other revisions.
        """
        memory = memory or JsonMemory()
        data = memory.read(text.encode())
        if data is None:
            data = json.loads(text, parse_float=Decimal) if text else {}
        if not isinstance(data, dict):
            raise ValueError("values of a unit are a JSON object")
        figures = data.get(FIGURES) or {}
        texts, facts = data.get(TEXTS) or {}, data.get(FACTS) or {}
        made = cls(code, texts=dict(texts), facts=dict(facts))
        for group, members in figures.items():
            if isinstance(members, dict) and group not in slots.lists:
                cells, rest = memory.made("cells", group, members, partial(_cells_of, group, members, slots))
                made.cells |= cells
                made.rest |= rest
            else:
                made.lists[group] = members
        return made

    @classmethod
    def of_values(cls, values: UnitValues, head: Mapping[str, Any]) -> UnitDocument:
        """Return what was read of some file; `head` has its letterhead and facts as plain data."""
        cells: dict[Cell, Typed] = {
            (group, member, period): number
            for group, members in values.values.items()
            for member, numbers in members.items()
            for period, number in numbers.items()
            if number is None or isinstance(number, int | Decimal)
        }
        lists = {name: [dict(row) for row in rows] for name, rows in values.lists.items()}
        return cls(values.code, cells, lists, dict(head.get(TEXTS, {})), dict(head.get(FACTS, {})))

    def exactly(self) -> dict[Cell, object]:
        """Return what each cell says to the last decimal: `1,0` and `1` are not the same."""
        return {
            cell: value if value is None or type(value) is int else (type(value), str(value))
            for cell, value in self.cells.items()
        }

    def copied(self) -> UnitDocument:
        """Return the same, to be changed place by place: what stands in a place is replaced as a whole."""
        parts = (self.cells, self.lists, self.texts, self.facts, self.rest)
        return UnitDocument(self.code, *(dict(each) for each in parts))  # type: ignore[arg-type]

    def text(self, slots: Skeleton, memory: JsonMemory | None = None) -> str:
        """Return the JSON: the same values give the same text; `memory` is that by which it was read."""
        made = (memory or JsonMemory()).made
        static, order = _laid_out(slots, tuple(self.cells), tuple(self.rest), tuple(self.lists))
        said = [_json(number) for number in self.cells.values()]
        said += map(canonical, self.rest.values())
        said += [made("text", name, rows, partial(canonical, rows)) for name, rows in self.lists.items()]
        pieces = [""] * (2 * len(order) + 1)
        pieces[::2], pieces[1::2] = static, [said[place] for place in order]
        head = {key: each for key, each in ((TEXTS, self.texts), (FACTS, self.facts)) if each}
        return f'{canonical({CODE: self.code, **head})[:-1]},"{FIGURES}":{"".join(pieces)}}}'


def _cells_of(group: str, members: dict[str, Any], slots: Skeleton) -> tuple[Cells, Rest]:
    """Return the cells of a group, and what the skeleton has no place for."""
    cells: Cells = {}
    rest: Rest = {}
    for name, typed in members.items():
        parts = typed if isinstance(typed, dict) and not PARTS_OF_FIGURES.isdisjoint(typed) else {"": typed}
        for part, numbers in parts.items():
            member = name + DENOMINATOR if part == "mau_so" else name
            by_period = numbers if isinstance(numbers, dict) else {str(slots.current): numbers}
            for period, number in by_period.items():
                year = _year(period)
                if year is not None and type(number) in TYPED:
                    cells[group, member, year] = number
                else:
                    rest[group, member] = numbers
    return cells, rest


@lru_cache(MOST_YEARS)
def _year(period: str) -> int | None:
    return int(period) if period.isdigit() and len(period) < 10 else None


def _json(number: Typed) -> str:
    return "null" if number is None else str(number) if type(number) is int else canonical(number)


@lru_cache(MOST_SHAPES)
def _laid_out(
    slots: Skeleton, cells: tuple[Cell, ...], rest: tuple[tuple[str, str], ...], lists: tuple[str, ...]
) -> tuple[list[str], list[int]]:
    """Return the JSON of figures with gaps for what these places say, and which place each gap is for."""
    gaps, figures = count(), dict[str, Any]()
    for group, members in _by_member(zip(cells, gaps, strict=False)).items():
        into, own = figures.setdefault(group, {}), slots.slots.get(group, {})
        for member in (*filter(members.__contains__, own), *sorted(members.keys() - own.keys())):
            numbers = {str(period): gap for period, gap in sorted(members[member].items())}
            _put_member(into, member, numbers, _part_of(own, member))
    for group, member in rest:
        figures.setdefault(group, {})[member] = next(gaps)
    figures |= {name: next(gaps) for name in lists}
    static, order = [""], list[int]()
    _write(figures, static, order)
    return static, order


def _by_member(places: Iterable[tuple[Cell, int]]) -> dict[str, dict[str, dict[int, int]]]:
    found: dict[str, dict[str, dict[int, int]]] = {}
    for (group, member, period), gap in places:
        found.setdefault(group, {}).setdefault(member, {})[period] = gap
    return dict(sorted(found.items()))


def _write(value: Any, static: list[str], order: list[int]) -> None:
    """Write JSON up to the last gap in a value, and what comes behind it."""
    if isinstance(value, int):
        order.append(value)
        static.append("")
        return
    before = "{"
    for key, each in value.items():
        static[-1] += f"{before}{canonical(key)}:"
        _write(each, static, order)
        before = ","
    static[-1] += "}" if value else "{}"


def _part_of(own: Mapping[str, Slot], member: str) -> str:
    """Return under which name numbers stand beside their own denominator; empty for plain figures."""
    name = member.removesuffix(DENOMINATOR)
    if name != member:
        return "mau_so"
    return own[name].kind.value if name in own and name + DENOMINATOR in own else ""


def _put_member(into: dict[str, Any], member: str, numbers: dict[str, int], part: str) -> None:
    if part:
        into.setdefault(member.removesuffix(DENOMINATOR), {})[part] = numbers
    else:
        into[member] = numbers


def machine_text(number: Any) -> str | None:
    """Return a number in machine notation, as changes are written down; None is «chưa có số liệu»."""
    if number is None:
        return None
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def vietnamese_text(number: Any) -> str:
    """Return a number as people read it, all its decimals kept; empty for «chưa có số liệu»."""
    if number is None:
        return ""
    if isinstance(number, Decimal):
        exponent = number.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return format_ratio(number.as_integer_ratio(), decimals)
    return group_digits(number, 0) if isinstance(number, int) else str(number)
