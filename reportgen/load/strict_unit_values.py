"""The numbers of one unit checked against the skeleton, each mistake with its place and the nearest name."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from reportgen.errors import Finding
from reportgen.load.explain import number_remedy
from reportgen.load.messages import shown
from reportgen.model.base import Path
from reportgen.model.figures_input import WHOLE_NUMBER
from reportgen.model.skeleton import ListSlot, Skeleton, Slot, SlotKind
from reportgen.model.source import Source
from reportgen.model.unit_values import DENOMINATOR, TOTAL, Row
from reportgen.vietnamese import suggest

ROOT = "so_lieu"
PARTS = ("so_luong", "gia_tri", "mau_so")
Numbers = dict[int, Any]
NOT_A_LIST, NOT_A_GROUP = "viết mỗi hàng một dòng, bắt đầu bằng “- ”", "viết mỗi chỉ tiêu một dòng “tên: số”"


class StrictReader:
    """Reads the numbers of one unit and collects what is wrong with them."""

    def __init__(self, slots: Skeleton, source: Source) -> None:
        self.slots, self.source = slots, source
        self.findings: list[Finding] = []

    def read(self, data: object) -> tuple[dict[str, dict[str, Numbers]], dict[str, tuple[Row, ...]]]:
        """Return numbers and rows of `so_lieu`; mistakes are among the findings."""
        values: dict[str, dict[str, Numbers]] = {}
        lists: dict[str, tuple[Row, ...]] = {}
        if not isinstance(data, dict):
            self._wrong((ROOT,), f"“{ROOT}” phải là nhóm mục “tên: giá trị”, {shown(data)}", "")
            return values, lists
        for name, members in data.items():
            path = (ROOT, name)
            if name in self.slots.lists:
                lists[name] = self._rows(members, self.slots.lists[name], path)
            elif name not in self.slots.slots:
                known = (*self.slots.slots, *self.slots.lists)
                self._unknown(path, f"khung số liệu không có nhóm “{name}”", name, known)
            elif not isinstance(members, dict):
                self._wrong(path, f"“{name}” phải là nhóm mục “tên: giá trị”, {shown(members)}", NOT_A_GROUP)
            else:
                values[name] = self._group(name, members, path)
        return values, lists

    # --- groups ----------------------------------------------------------------------------------------

    def _group(self, group: str, members: dict[str, Any], path: Path) -> dict[str, Numbers]:
        found: dict[str, Numbers] = {}
        for name, typed in members.items():
            slots, place = self.slots.slots[group], (*path, name)
            if name.endswith(DENOMINATOR) or (name not in slots and name + DENOMINATOR not in slots):
                self._no_slot(group, name, place)
            elif isinstance(typed, dict) and typed.keys() & set(PARTS):
                self._parts(group, name, typed, place, found)
            elif name in slots:
                found[name] = self._numbers(typed, slots[name], place)
            else:
                self._no_slot(group, name, place)
        return found

    def _no_slot(self, group: str, name: str, path: Path) -> None:
        expression = self.slots.computed[group].get(name)
        if expression is not None:
            message = f"“{group}.{name}” là số tính theo công thức ({expression}), không nhập"
            where = self.source.where(path, key=True)
            self.findings.append(Finding("computed-figure", message, where, "bỏ số này khỏi tệp của đơn vị"))
            return
        known = [each for each in self.slots.slots[group] if not each.endswith(DENOMINATOR)]
        what = "tong_so" if name == TOTAL else f"chỉ tiêu “{name}”"
        self._unknown(path, f"nhóm “{group}” của khung số liệu không có {what}", name, known)

    def _parts(
        self, group: str, name: str, typed: dict[str, Any], path: Path, found: dict[str, Numbers]
    ) -> None:
        slots = self.slots.slots[group]
        own = slots.get(name)
        for key, each in typed.items():
            place = (*path, key)
            if own is not None and key == own.kind.value and own.kind is not SlotKind.TOTAL:
                found[name] = self._numbers(each, own, place)
            elif key == "mau_so" and name + DENOMINATOR in slots:
                found[name + DENOMINATOR] = self._numbers(each, slots[name + DENOMINATOR], place)
            elif key == "mau_so":
                self._no_denominator(group, name, place)
            else:
                possible = own.kind.value if own is not None and own.kind is not SlotKind.TOTAL else ""
                message = f"“{group}.{name}” không có mục “{key}”"
                remedy = f"ghi {possible}" if possible else "ghi thẳng số"
                self._wrong(place, message, remedy, rule="unknown-key")

    def _no_denominator(self, group: str, name: str, path: Path) -> None:
        expression = self.slots.computed[group].get(name + DENOMINATOR)
        if expression is not None:
            message = f"mẫu số của “{group}.{name}” tính theo công thức ({expression}), không nhập"
            self._wrong(path, message, "bỏ mau_so khỏi tệp của đơn vị", rule="computed-figure")
            return
        message = f"khung số liệu không cho “{group}.{name}” mẫu số riêng"
        remedy = "bỏ mau_so; nếu chỉ tiêu có mẫu số riêng thì ghi mau_so: null ở khung số liệu"
        self._wrong(path, message, remedy, rule="unknown-figure")

    # --- numbers ---------------------------------------------------------------------------------------

    def _numbers(self, typed: object, slot: Slot, path: Path) -> Numbers:
        by_period = typed if isinstance(typed, dict) else {str(self.slots.current): typed}
        numbers: Numbers = {}
        for text, number in by_period.items():
            place = (*path, text) if isinstance(typed, dict) else path
            period = int(text) if WHOLE_NUMBER.fullmatch(text) else None
            if period is None or period not in self.slots.periods:
                self._no_period(slot, text, place)
            elif period in slot.fixed:
                message = f"“{slot.name}” kỳ {text} tính theo công thức ({slot.fixed[period]}), không nhập"
                self._wrong(place, message, "bỏ số này khỏi tệp của đơn vị", rule="computed-figure")
            else:
                numbers[period] = self._number(number, slot, place)
        return numbers

    def _no_period(self, slot: Slot, text: str, path: Path) -> None:
        known = ", ".join(map(str, sorted(self.slots.periods)))
        message = f"“{slot.name}”: khung số liệu không có kỳ “{text}”"
        remedy = f"các kỳ: {known}"
        self.findings.append(Finding("unknown-period", message, self.source.where(path, key=True), remedy))

    def _number(self, value: object, slot: Slot, path: Path) -> int | Decimal | None:
        if value is None or type(value) is int or (isinstance(value, Decimal) and not slot.is_count):
            return value
        kind = "số nguyên" if slot.is_count else "số"
        message = f"“{slot.name}”: phải là {kind}, {shown(value, decimal_comma=self.source.is_workbook)}"
        self._wrong(path, message, number_remedy(value) if isinstance(value, str) else "")
        return None

    # --- lists -----------------------------------------------------------------------------------------

    def _rows(self, rows: object, slot: ListSlot, path: Path) -> tuple[Row, ...]:
        if not isinstance(rows, list):
            self._wrong(path, f"“{slot.name}” phải là danh sách, {shown(rows)}", NOT_A_LIST)
            return ()
        return tuple(self._row(row, slot, (*path, index)) for index, row in enumerate(rows))

    def _row(self, row: object, slot: ListSlot, path: Path) -> Row:
        if not isinstance(row, dict):
            self._wrong(path, f"hàng của “{slot.name}” phải là nhóm mục “tên: giá trị”, {shown(row)}", "")
            return {}
        for key, cell in row.items():
            if key not in slot.fields:
                self._unknown(
                    (*path, key), f"danh sách “{slot.name}” không có trường “{key}”", key, slot.fields
                )
            elif isinstance(cell, bool | dict | list):
                message = f"“{slot.name}.{key}” phải là số hoặc chữ, {shown(cell)}"
                self._wrong((*path, key), message, "")
        return row

    # --- telling ---------------------------------------------------------------------------------------

    def _unknown(self, path: Path, message: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known) if isinstance(known, frozenset) else list(known)
        where = self.source.where(path, key=True)
        remedy = f"có: {', '.join(names)}"
        self.findings.append(Finding("unknown-figure", message + suggest(name, names), where, remedy))

    def _wrong(self, path: Path, message: str, remedy: str, *, rule: str = "wrong-value") -> None:
        self.findings.append(Finding(rule, message, self.source.where(path), remedy))
