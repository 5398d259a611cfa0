"""Unit values as a table: `don_vi;chi_tieu;ky;gia_tri`, one number a line, written the Vietnamese way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from reportgen.errors import Finding, Severity, Where
from reportgen.load.delimited import Delimited, TextCell
from reportgen.load.yaml_json import Reading
from reportgen.model.figures_sheet import NOT_YET_WORDS
from reportgen.model.skeleton import Skeleton
from reportgen.model.source import Source, Spot
from reportgen.vietnamese import parse_number

HEADINGS = {
    "don_vi": "don_vi",
    "đơn vị": "don_vi",
    "mã đơn vị": "don_vi",
    "chi_tieu": "chi_tieu",
    "chỉ tiêu": "chi_tieu",
    "mã chỉ tiêu": "chi_tieu",
    "ky": "ky",
    "kỳ": "ky",
    "năm": "ky",
    "gia_tri": "gia_tri",
    "giá trị": "gia_tri",
}
ROOT = "so_lieu"
DENOMINATOR = "mau_so"
PLAIN_DIGITS = frozenset("0123456789")


@dataclass(slots=True)
class TableOfUnit:
    """The plain data that the lines of one unit stand for, with the cell of every value."""

    slots: Skeleton
    file: str
    data: dict[str, dict[str, object]] = field(default_factory=dict)
    rows: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)
    spots: dict[tuple[str, ...], Spot] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, row: dict[str, TextCell], where: Where) -> None:
        """Take in one line."""
        name = row.get("chi_tieu")
        if name is None:
            self._refuse(
                "csv-row", "dòng không ghi chi_tieu", where, "ghi tên chỉ tiêu, ví dụ can_bo.tong_so"
            )
            return
        given = row.get("gia_tri")
        value = self._number(given) if given is not None else None
        place = given.where if given is not None else name.where
        parts = name.text.split(".")
        if len(parts) == 3 and parts[0] in self.slots.lists:
            self._put_cell(parts, value, place)
        elif len(parts) == 2 or (len(parts) == 3 and parts[2] == DENOMINATOR):
            self._put(parts, row.get("ky"), value, place, name.where)
        else:
            message = f"“{name.text}” không phải tên chỉ tiêu"
            self._refuse(
                "unknown-figure", message, name.where, "viết nhóm.chỉ_tiêu, ví dụ can_bo.dai_hoc.mau_so"
            )

    def reading(self, sha256: str) -> Reading:
        """Return everything taken in as the data of a unit's file."""
        for name, rows in self.rows.items():
            self.data[name] = [{"ma": key, **cells} for key, cells in rows.items()]  # type: ignore[assignment]
        whole = Spot(cell=Where(self.file))
        source = Source(self.file, "", {(): whole, (ROOT,): whole, **self.spots}, sha256)
        return Reading({ROOT: self.data}, source, tuple(self.findings))

    def _put(
        self, parts: list[str], period: TextCell | None, value: object, where: Where, named: Where
    ) -> None:
        group, name, *rest = parts
        figure = self.data.setdefault(group, {})
        path: tuple[str, ...] = (ROOT, group, name)
        self.spots.setdefault((ROOT, group), Spot(cell=named))
        self.spots.setdefault(path, Spot(cell=where, key_cell=named))
        slots = self.slots.slots.get(group, {})
        slot = slots.get(name)
        part = DENOMINATOR if rest else slot.kind.value if slot is not None else "so_luong"
        key = period.text if period is not None else str(self.slots.current)
        has_parts = f"{name}.{DENOMINATOR}" in slots or rest
        holder = figure.setdefault(name, {})
        assert isinstance(holder, dict), "made here"
        numbers = holder.setdefault(part, {}) if has_parts else holder
        path = (*path, part, key) if has_parts else (*path, key)
        if key in numbers:
            first = self.spots[path].cell
            message = f"“{'.'.join(parts)}” kỳ {key} bị lặp; đã có ở dòng {first.line if first else 0}"
            self._refuse("duplicate-key", message, named, "bỏ một dòng")
            return
        numbers[key] = value
        self.spots[path] = Spot(cell=where, key_cell=period.where if period is not None else named)

    def _put_cell(self, parts: list[str], value: object, where: Where) -> None:
        name, key, field_name = parts
        rows = self.rows.setdefault(name, {})
        row = rows.setdefault(key, {})
        index = str(list(rows).index(key))
        row[field_name] = value
        self.spots[(ROOT, name)] = self.spots.get((ROOT, name), Spot(cell=where))
        self.spots[(ROOT, name, index, field_name)] = Spot(cell=where)

    def _number(self, cell: TextCell) -> int | Decimal | str | None:
        """Return the number of a cell; what is none stays text, which the strict reader refuses."""
        text = cell.text
        if text.casefold() in NOT_YET_WORDS:
            return None
        number = parse_number(text)
        if number is None:
            return text
        exponent = number.as_tuple().exponent
        result = int(number) if exponent == 0 else number
        if not PLAIN_DIGITS.issuperset(text.removeprefix("-")):
            understood = str(result).replace(".", ",")
            message = f"“{text}” đã hiểu là {understood}"
            self.findings.append(Finding("understood", message, cell.where, severity=Severity.INFO))
        return result

    def _refuse(self, rule: str, message: str, where: Where, remedy: str) -> None:
        self.findings.append(Finding(rule, message, where, remedy))


def table_reading(
    lines: Iterable[tuple[int, str]], header: Delimited, slots: Skeleton, problems: Iterable[Finding] = ()
) -> Reading:
    """Return the lines of one unit, each with its number, as the data of a unit's file."""
    table = TableOfUnit(slots, header.file, findings=list(problems))
    digest = hashlib.sha256()
    for number, line in lines:
        digest.update(line.encode())
        table.findings += header.surplus(line, number)
        table.add(header.row(line, number), Where(header.file, number, 1))
    return table.reading(digest.hexdigest())
