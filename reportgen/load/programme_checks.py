"""What a programme says about its skeleton, its levels and its units, checked against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportgen.errors import Finding, Severity
from reportgen.model.base import Path as Place
from reportgen.model.consolidation import ALL, ConsolidationRule, Method
from reportgen.model.figures_input import RESERVED
from reportgen.model.programme import Programme
from reportgen.model.reporting_period import ReportingPeriod
from reportgen.model.skeleton import Skeleton, Slot, SlotKind
from reportgen.model.source import Source
from reportgen.model.unit import Unit
from reportgen.model.unit_texts import FACT_PREFIX, PLAIN_NAMES, is_known, names_of, pattern_names
from reportgen.model.unit_values import DENOMINATOR, TOTAL, figure_key
from reportgen.vietnamese import suggest

OWN_FACTS = frozenset({"ten_don_vi", "ma_don_vi", "ky_so_lieu"})
RATE = ".ty_le"


class ProgrammeCheck:
    """A programme and what is around it."""

    def __init__(self, programme: Programme, source: Source, folder: Path, period: ReportingPeriod) -> None:
        self.programme, self.source, self.folder, self.period = programme, source, folder, period

    def findings(
        self, slots: Skeleton | None, units: tuple[Unit, ...], *, has_values: bool = True
    ) -> Iterator[Finding]:
        """Yield everything that is wrong; what needs a skeleton waits for one."""
        yield from self._files(has_values=has_values)
        yield from self._patterns()
        yield from self._two_totals(slots) if slots is not None else ()
        yield from self._successions(units)
        if slots is not None:
            for rules, path in self._rule_lists():
                for index, rule in enumerate(rules):
                    yield from self._rule(rule, (*path, index), slots)
            yield from self._per_head(slots)

    # --- files and levels ------------------------------------------------------------------------------

    def _files(self, *, has_values: bool) -> Iterator[Finding]:
        for name, level in self.programme.levels.items():
            if level.report is not None and not (self.folder / level.report).is_file():
                message = f"không tìm thấy định nghĩa báo cáo “{level.report}” của cấp {name}"
                where = self.source.where(("cap", name, "bao_cao"))
                yield Finding("file-missing", message, where, "kiểm tra lại tên tệp và thư mục")
        values = self.programme.values if has_values else None
        given = [("so_lieu", values), ("so_lieu_ky_truoc", self.programme.last_values)]
        for key, path in given:
            if path is not None and not (self.folder / path).exists():
                message = f"không tìm thấy “{path}”"
                remedy = "ghi thư mục hoặc tệp chứa số liệu các đơn vị (thư mục mới thì tạo trước)"
                yield Finding("file-missing", message, self.source.where((key,)), remedy)

    def _two_totals(self, slots: Skeleton) -> Iterator[Finding]:
        for name, group in slots.figures.groups.items():
            if TOTAL in group.indicators and "totals" in group.model_fields_set:
                message = f"khung số liệu: nhóm “{name}” có tong_so và cả chỉ tiêu tên tong_so"
                where = self.source.where(("khung",))
                yield Finding("skeleton-total", message, where, "đổi tên chỉ tiêu ấy")

    def _patterns(self) -> Iterator[Finding]:
        for level, each in self.programme.levels.items():
            for path, name in pattern_names(each.texts):
                if not is_known(name):
                    message = f"mẫu chữ không có “{{{name}}}”{suggest(name, PLAIN_NAMES)}"
                    where = self.source.where(("cap", level, "van_ban", *path))
                    remedy = "dùng {ten}, {TEN}, {ten_rieng}, {ma}, {cha.ten}, {cha.TEN} hoặc {thong_tin.…}"
                    yield Finding("text-pattern", message, where, remedy)

    def unit_patterns(self, units: tuple[Unit, ...], source: Source) -> Iterator[Finding]:
        """Yield the names that a level's patterns use and one of its units does not have."""
        valid = {unit.code: unit for unit in units if unit.is_valid_on(self.period.cutoff_on)}
        used = {
            name: dict.fromkeys(each for _, each in pattern_names(level.texts) if is_known(each))
            for name, level in self.programme.levels.items()
        }
        for index, unit in enumerate(units):
            if valid.get(unit.code) is not unit:
                continue
            parent = valid.get(unit.parent) if unit.parent is not None else None
            known = names_of(unit, parent, unit.facts)
            for name in used.get(unit.level, {}):
                if name not in known and name.removeprefix(FACT_PREFIX) not in OWN_FACTS:
                    message = (
                        f"mẫu chữ của cấp {unit.level} dùng “{{{name}}}” nhưng đơn vị {unit.code} không có"
                    )
                    remedy = "ghi thêm cho đơn vị, hoặc đặt van_ban riêng cho đơn vị ấy và bỏ khỏi mẫu"
                    yield Finding("text-pattern", message, source.where(("don_vi", index)), remedy)

    def _successions(self, units: tuple[Unit, ...]) -> Iterator[Finding]:
        codes = {unit.code for unit in units}
        for index, each in enumerate(self.programme.successions):
            for number, code in enumerate(each.new):
                if units and code not in codes:
                    near = suggest(code, sorted(codes))
                    message = f"biến động: không có đơn vị mới “{code}” trong danh sách{near}"
                    where = self.source.where(("bien_dong", index, "thanh", number))
                    yield Finding("succession-unit", message, where, "thêm đơn vị vào danh sách, hoặc sửa mã")
            if each.on > self.period.cutoff_on:
                after = f"sau ngày chốt {self.period.cutoff_on:%d/%m/%Y}"
                message = f"biến động ngày {each.on:%d/%m/%Y} {after}: chưa tính"
                where = self.source.where(("bien_dong", index, "ngay"))
                yield Finding("succession-later", message, where, severity=Severity.INFO)

    # --- rules of consolidation ------------------------------------------------------------------------

    def _rule_lists(self) -> Iterator[tuple[tuple[ConsolidationRule, ...], Place]]:
        yield self.programme.rules, ("tong_hop",)
        for name, level in self.programme.levels.items():
            yield level.rules, ("cap", name, "tong_hop")

    def _rule(self, rule: ConsolidationRule, path: Place, slots: Skeleton) -> Iterator[Finding]:
        if rule.rows_of is not None and rule.rows_of not in slots.lists:
            message = f"khung số liệu không có danh sách “{rule.rows_of}”{suggest(rule.rows_of, slots.lists)}"
            where = self.source.where((*path, "danh_sach"))
            yield Finding("unknown-figure", message, where, _choices(slots.lists))
        if rule.figure is not None:
            yield from self._choice(rule, path, slots)
        if rule.unit_list is not None and rule.unit_list in {*slots.slots, *RESERVED}:
            message = f"“{rule.unit_list}” đã là tên một nhóm trong khung số liệu, hoặc tên dành riêng"
            where = self.source.where((*path, "danh_sach_don_vi"))
            yield Finding("unit-list-name", message, where, "đặt tên khác")
        for name, column in rule.columns.items():
            key = "so" if column.figure is not None else "xep_hang"
            yield from self._figure(column.source, (*path, "cot", name, key), slots)
        if rule.figure is not None and rule.by:
            yield from self._figure(rule.by, (*path, "theo"), slots)

    def _choice(self, rule: ConsolidationRule, path: Place, slots: Skeleton) -> Iterator[Finding]:
        chosen = rule.figure or ""
        if chosen != ALL and chosen not in slots.slots:
            yield from self._figure(chosen, (*path, "chi_tieu"), slots)
        if rule.method is Method.MEAN:
            counted = [slot.name for slot in _chosen(chosen, slots) if slot.kind is not SlotKind.VALUE]
            if counted:
                message = f"số đếm {', '.join(counted[:3])} không lấy bình quân được"
                remedy = "số đếm thì tong; bình quân chỉ cho số đo (gia_tri)"
                yield Finding("mean-of-count", message, self.source.where((*path, "chi_tieu")), remedy)

    def _figure(self, name: str, path: Place, slots: Skeleton) -> Iterator[Finding]:
        """Yield what is wrong with the name of a figure that units fill in, or a rate of such."""
        group, _, rest = name.partition(".")
        member = ".".join(part for part in rest.split(".") if not part.isdigit())
        bare = member.removesuffix(RATE)
        where = self.source.where(path)
        if group not in slots.slots:
            message = f"khung số liệu không có nhóm “{group}”{suggest(group, slots.slots)}"
            yield Finding("unknown-figure", message, where, _choices(slots.slots))
        elif bare in slots.computed[group]:
            message = f"“{group}.{bare}” là số tính theo công thức, không tổng hợp từ đơn vị con"
            yield Finding("computed-figure", message, where, "dùng các số mà công thức lấy vào")
        elif member != bare and (problem := _no_rate(group, bare, slots)):
            yield Finding("unknown-figure", f"“{group}.{bare}” {problem}", where, "lấy số thay cho tỷ lệ")
        elif bare not in slots.slots[group]:
            message = f"nhóm “{group}” không có chỉ tiêu “{bare}”{suggest(bare, slots.slots[group])}"
            yield Finding("unknown-figure", message, where, _choices(slots.slots[group]))

    def _per_head(self, slots: Skeleton) -> Iterator[Finding]:
        name = self.programme.per_head
        if name is not None and slots.slot(figure_key(name)) is None:
            yield from self._figure(name, ("theo_dau",), slots)


def _no_rate(group: str, member: str, slots: Skeleton) -> str:
    """Say why a figure has no rate that can be taken from units; nothing when it has one."""
    if member + DENOMINATOR in slots.computed[group]:
        return "có mẫu số tính theo công thức, không lấy tỷ lệ của đơn vị con được"
    known = slots.slots[group]
    if member in known and TOTAL not in known and member + DENOMINATOR not in known:
        return "không có mẫu số, không có tỷ lệ"
    return ""


def _chosen(choice: str, slots: Skeleton) -> list[Slot]:
    return [slot for slot in slots if choice in (ALL, slot.key[0], slot.name)]


def _choices(names: Iterable[str]) -> str:
    return f"có: {', '.join(names)}"
