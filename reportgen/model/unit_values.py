"""The numbers of one unit, without labels: what it filled in, or what was made of its children's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, TypeAlias

from pydantic import Field

from reportgen.errors import Finding
from reportgen.model.base import Identifier, Value
from reportgen.model.figures_input import Cell, FiguresInput, Period, UnitTexts
from reportgen.model.number import Number
from reportgen.model.programme import Facts, UnitCode
from reportgen.model.source import Source

Exact: TypeAlias = int | Decimal | Fraction
"""A number as given, or as worked out; rounded only when it becomes a figure to print."""
Numbers: TypeAlias = Mapping[int, Exact | None]
"""Numbers by period; None is «chưa có số liệu»."""
Row: TypeAlias = dict[str, int | Decimal | str | None]
FigureKey: TypeAlias = tuple[str, str]
"""Group and member: ("can_bo", "dai_hoc"), ("can_bo", "tong_so"), ("can_bo", "hoan_thanh_tot.mau_so")."""

TOTAL, DENOMINATOR = "tong_so", ".mau_so"
NO_SOURCE, NO_TEXTS = Source("", "", {}), UnitTexts()


def figure_key(name: str) -> FigureKey:
    """Return the key of `can_bo.dai_hoc` or `can_bo.hoan_thanh_tot.mau_so`."""
    group, _, member = name.partition(".")
    return group, member


@dataclass(frozen=True, slots=True)
class UnitValues:
    """What one unit says: numbers by group and member, rows by list, texts and facts.

    `missing` tells for a figure and period which units have not given theirs, `weights` what stands behind a
    mean, `summed` which figures were made of the children's. `whole` is set when the unit's file is a figures
    file of its own, which is taken as it is.
    """

    code: str
    values: Mapping[str, Mapping[str, Numbers]] = field(default_factory=dict)
    lists: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    texts: UnitTexts = NO_TEXTS
    facts: Mapping[str, str | int] = field(default_factory=dict)
    source: Source = NO_SOURCE
    missing: Mapping[tuple[str, str, int], tuple[str, ...]] = field(default_factory=dict)
    weights: Mapping[tuple[str, str, int], Fraction] = field(default_factory=dict)
    summed: frozenset[tuple[str, str, int]] = frozenset()
    whole: FiguresInput | None = None
    notes: tuple[Finding, ...] = ()

    def numbers(self, key: FigureKey) -> Numbers:
        """Return the numbers of a figure by period; empty when the unit says nothing about it."""
        return self.values.get(key[0], {}).get(key[1], {})

    def number(self, key: FigureKey, period: int) -> Exact | None:
        """Return one number; None when it is not there."""
        return self.numbers(key).get(period)


# --- the shape of a file, for JSON Schema; the skeleton decides what the names mean ------------------------

ByPeriod = dict[Period, Number | None]


class CountedValue(Value):
    """A figure with an own denominator."""

    counts: Number | ByPeriod | None = Field(None, alias="so_luong", title="Số lượng")
    values: Number | ByPeriod | None = Field(None, alias="gia_tri", title="Giá trị")
    denominators: Number | ByPeriod | None = Field(None, alias="mau_so", title="Mẫu số riêng")


Typed = Annotated[Number | ByPeriod | CountedValue | None, Field(union_mode="left_to_right")]


class UnitHead(Value):
    """What a file of one unit says besides its numbers, which the skeleton has to explain."""

    code: UnitCode | None = Field(None, alias="don_vi", title="Mã đơn vị")
    texts: UnitTexts = Field(UnitTexts(), alias="van_ban", title="Phần đầu, cuối văn bản riêng của đơn vị")
    facts: Facts = Field({}, alias="thong_tin", title="Thông tin của đơn vị")
    values: Any = Field({}, alias="so_lieu", title="Số liệu: nhóm → chỉ tiêu → số")


class UnitValuesFile(UnitHead):
    """One unit's values as they stand in a file."""

    values: dict[Identifier, dict[Identifier, Typed] | tuple[dict[Identifier, Cell], ...]] = Field(
        {}, alias="so_lieu", title="Số liệu: nhóm → chỉ tiêu → số"
    )
