"""What is wrong with the units of a programme as a tree: codes, levels, parents, circles, names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from reportgen.errors import Finding, Severity, Where
from reportgen.model.programme import Level
from reportgen.model.source import Source
from reportgen.model.unit import Unit
from reportgen.vietnamese import suggest

RESERVED_NAMES = re.compile(r"(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])")
"""Names that Windows keeps for devices: no file may be called so."""
ROOT = "don_vi"


class RosterCheck:
    """The units of a file, their places, and the day on which they have to make a tree."""

    def __init__(self, units: tuple[Unit, ...], source: Source, day: dt.date) -> None:
        self.units, self.source, self.day = units, source, day
        self._places = {id(unit): index for index, unit in enumerate(units)}
        self.valid = {unit.code: unit for unit in units if unit.is_valid_on(day)}
        self.codes = {unit.code for unit in units}

    def findings(self, levels: Mapping[str, Level]) -> list[Finding]:
        """Return everything that is wrong."""
        found = [*self._codes(), *self._levels(levels), *self._parents(), *self._circles(), *self._names()]
        if not self.valid:
            message = f"không đơn vị nào có hiệu lực vào ngày chốt {self.day:%d/%m/%Y}"
            remedy = "xem lại tu, den của các đơn vị"
            found.append(Finding("roster-empty", message, self.source.where((ROOT,)), remedy))
        return found

    def _where(self, unit: Unit, key: str) -> Where:
        return self.source.where((ROOT, self._places[id(unit)], key))

    def _codes(self) -> Iterator[Finding]:
        first: dict[str, Unit] = {}
        for unit in self.units:
            if RESERVED_NAMES.fullmatch(unit.code):
                message = f"mã “{unit.code}” không dùng làm tên tệp được trên Windows"
                yield Finding("unit-code", message, self._where(unit, "ma"), "đặt mã khác")
            other = first.setdefault(unit.code.casefold(), unit)
            if other is unit:
                continue
            where = self._where(unit, "ma")  # places are looked up for findings only
            also = (self._where(other, "ma"),)
            if other.code != unit.code:
                message = f"mã “{unit.code}” chỉ khác “{other.code}” ở chữ hoa: hai tệp sẽ trùng tên"
                yield Finding("unit-code-twice", message, where, "đặt mã khác", also=also)
            elif _overlap(unit, other):
                message = f"mã đơn vị “{unit.code}” bị lặp ({other.name}, {unit.name})"
                remedy = "mỗi đơn vị một mã; đổi tên giữa chừng thì ghi tu, den cho hai lần không trùng ngày"
                yield Finding("unit-code-twice", message, where, remedy, also=also)

    def _levels(self, levels: Mapping[str, Level]) -> Iterator[Finding]:
        for unit in self.units:
            if unit.level not in levels:
                message = f"đơn vị {unit.code}: không có cấp “{unit.level}”{suggest(unit.level, levels)}"
                remedy = f"các cấp: {', '.join(levels)}"
                yield Finding("unit-level", message, self._where(unit, "cap"), remedy)

    def _parents(self) -> Iterator[Finding]:
        for unit in self.units:
            if unit.parent is None:
                continue
            if unit.parent not in self.codes:
                where = self._where(unit, "cha")
                near = suggest(unit.parent, sorted(self.codes))
                message = f"đơn vị {unit.code}: không có đơn vị cấp trên “{unit.parent}”{near}"
                yield Finding(
                    "unit-parent", message, where, "ghi mã một đơn vị trong danh sách, hoặc bỏ mục cha"
                )
            elif unit.is_valid_on(self.day):
                yield from self._valid_parent(unit, self.valid.get(unit.parent))

    def _valid_parent(self, unit: Unit, parent: Unit | None) -> Iterator[Finding]:
        if parent is None:
            missing = f"không có hiệu lực vào ngày chốt {self.day:%d/%m/%Y}"
            message = f"đơn vị cấp trên “{unit.parent}” của {unit.code} {missing}"
            where, remedy = self._where(unit, "cha"), "ghi đơn vị cấp trên của kỳ này, hoặc sửa tu, den"
            yield Finding("unit-parent", message, where, remedy)
        elif parent.level == unit.level and parent is not unit:
            message = f"đơn vị {unit.code} và đơn vị cấp trên {parent.code} cùng cấp “{unit.level}”"
            yield Finding("unit-parent", message, self._where(unit, "cha"), "sửa cap hoặc cha")

    def _circles(self) -> Iterator[Finding]:
        done: set[str] = set()
        for start in self.valid:
            path: list[str] = []
            code: str | None = start
            while code in self.valid and code not in done:
                done.add(code)
                path.append(code)
                code = self.valid[code].parent
            if code in path:
                circle = [*path[path.index(code) :], code]
                unit = self.valid[circle[0]]
                message = f"cấp trên quay vòng: {' → '.join(circle)}"
                yield Finding(
                    "unit-circle", message, self._where(unit, "cha"), "sửa cha của một đơn vị trong vòng này"
                )

    def _names(self) -> Iterator[Finding]:
        first: dict[tuple[str | None, str], Unit] = {}
        for unit in self.valid.values():
            other = first.setdefault((unit.parent, unit.name.casefold()), unit)
            if other is not unit:
                message = f"hai đơn vị cùng tên “{unit.name}” dưới một cấp trên: {other.code}, {unit.code}"
                also = (self._where(other, "ten"),)
                remedy = "kiểm tra có ghi lặp không"
                yield Finding(
                    "unit-name-twice",
                    message,
                    self._where(unit, "ten"),
                    remedy,
                    severity=Severity.WARNING,
                    also=also,
                )


def _overlap(one: Unit, other: Unit) -> bool:
    first, last = dt.date.min, dt.date.max
    return (one.valid_from or first) <= (other.valid_to or last) and (other.valid_from or first) <= (
        one.valid_to or last
    )
