"""The files that units send in: which are read, how, and which are sent back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.load.entry_cells import refuse_negative
from reportgen.load.entry_workbook import read_entry_workbook
from reportgen.load.load import SAVE_AS_XLSX, read_file
from reportgen.load.unit_files import UnitFiles, open_units
from reportgen.load.unit_values import UnitReader
from reportgen.load.yaml_json import read_json
from reportgen.model.entry_form import EntryForm, EntryKind
from reportgen.model.entry_reading import CellState, CellVerdict, EntryReading, refused_file
from reportgen.model.skeleton import Skeleton
from reportgen.model.unit_values import UnitValues

WORKBOOK = ".xlsx"
IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini"})
"""What file managers leave in folders."""
LOCK_FILES = ("~$", ".~", ".")
WHOLE = "tệp là số liệu đầy đủ (có ky), không phải số liệu theo khung của chương trình"
KEEP_WHOLE = "để nguyên tệp này vào thư mục so_lieu của chương trình, đặt tên theo mã đơn vị"
READ = ".xlsx, .json, .jsonl, .csv"
REMEDIES = {
    ".xls": SAVE_AS_XLSX,
    ".xlsm": SAVE_AS_XLSX,
    ".xlsb": SAVE_AS_XLSX,
    ".ods": SAVE_AS_XLSX,
    ".et": SAVE_AS_XLSX,
    ".doc": "nhập số vào biểu Excel đã gửi cho đơn vị",
    ".docx": "nhập số vào biểu Excel đã gửi cho đơn vị",
    ".pdf": "nhập số vào biểu Excel đã gửi cho đơn vị; bản PDF, bản quét không đọc được",
    ".zip": "giải nén vào thư mục này rồi thu lại",
    ".rar": "giải nén vào thư mục này rồi thu lại",
}


@dataclass(frozen=True, slots=True)
class EntryReader:
    """Reads one file after another; may be sent to another process."""

    form: EntryForm
    slots: Skeleton

    def read(self, path: Path, file: str) -> list[EntryReading]:
        """Return the readings of a file: one for a workbook, one for each unit of a table or of lines."""
        return [_named(each, path, file) for each in self._read(path, file)]

    def _read(self, path: Path, file: str) -> list[EntryReading]:
        suffix = path.suffix.lower()
        try:
            if suffix == WORKBOOK:
                return [read_entry_workbook(read_file(path, file), file, self.form)]
            if suffix == ".json":
                return self._json(path, file)
            if suffix in (".jsonl", ".csv"):
                return list(self._units(open_units(path, self.slots), file))
        except InputRefused as refused:
            return [refused_file(file, refused.findings)]
        message = f"không đọc được tệp đuôi “{suffix}”" if suffix else "tên tệp không có đuôi"
        remedy = REMEDIES.get(suffix, f"gửi tệp {READ}, hoặc chuyển tệp này ra khỏi thư mục")
        return [refused_file(file, [Finding("file-kind", message, Where(file), remedy)])]

    def _json(self, path: Path, file: str) -> list[EntryReading]:
        """Read the JSON of one unit, or of several by list or code."""
        raw = read_file(path, file)
        data = read_json(raw, file).data
        if isinstance(data, dict) and ("so_lieu" in data or "ky" in data or "don_vi" in data):
            code = str(data.get("don_vi") or path.stem)
            return [self._unit(file, code, UnitReader(self.slots).read_json(raw, file, code))]
        return list(self._units(open_units(path, self.slots), file))

    def _units(self, files: UnitFiles, file: str) -> Iterator[EntryReading]:
        codes = list(files.codes)
        if files.findings:
            yield refused_file(file, files.findings)
        for code in codes:
            try:
                values = files.read(code)
            except InputRefused as refused:
                yield refused_file(file, refused.findings, code)
            else:
                if values is not None:
                    yield self._unit(file, code, values)

    def _unit(self, file: str, code: str, values: UnitValues) -> EntryReading:
        cells = tuple(self._cells(values, file))
        errors = [each for each in values.notes if each.severity is not Severity.INFO]
        if values.whole is not None:
            return refused_file(file, [Finding("whole-file", WHOLE, Where(file), KEEP_WHOLE)], code)
        numbers, head = _plain(values.values), plain_head(values)
        return EntryReading(file, code, cells, numbers, values.lists, head, findings=tuple(errors))

    def _cells(self, values: UnitValues, file: str) -> Iterator[CellVerdict]:
        for each in self.form.fields():
            numbers = values.numbers((each.group, each.member))
            number = numbers.get(each.period)
            shown = "" if number is None else str(number)
            state = CellState.OK if each.period in numbers else CellState.BLANK
            verdict = CellVerdict(each.id, state, Where(file), _typed(number), shown, each.period, each.label)
            if each.kind is EntryKind.COUNT and number is not None and number < 0:
                where = values.source.where(("so_lieu", each.group, each.key))
                yield refuse_negative(replace(verdict, where=where))
            else:
                yield verdict
        for note in values.notes:
            if note.severity is Severity.INFO:
                yield CellVerdict("", CellState.UNDERSTOOD, note.where, message=note.message, rule=note.rule)


def plain_head(values: UnitValues) -> dict[str, object]:
    """Return the letterhead and facts that a file of values gives, as plain data."""
    texts = values.texts.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if (day := values.texts.issued_on) is not None:
        texts["ngay"] = "-".join(f"{part:02}" for part in (day.year, day.month, day.day) if part is not None)
    head: dict[str, object] = {"van_ban": texts, "thong_tin": dict(values.facts)}
    return {key: each for key, each in head.items() if each}


def _named(reading: EntryReading, path: Path, file: str) -> EntryReading:
    """Call the file in all places as the others are called: seen from the folder that is collected."""

    def renamed(where: Where) -> Where:
        return replace(where, file=file) if where.file == path.as_posix() else where

    cells = tuple(replace(cell, where=renamed(cell.where)) for cell in reading.cells)
    findings = tuple(
        replace(each, where=renamed(each.where), also=tuple(map(renamed, each.also)))
        for each in reading.findings
    )
    return replace(reading, cells=cells, findings=findings)


def _typed(number: Any) -> int | Decimal | None:
    assert number is None or isinstance(number, int | Decimal), "files hold what a person typed"
    return number


def _plain(
    values: Mapping[str, Mapping[str, Mapping[int, Any]]],
) -> dict[str, dict[str, dict[int, int | Decimal | None]]]:
    return {
        group: {member: dict(numbers) for member, numbers in members.items()}
        for group, members in values.items()
    }


def sent_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those in it, by name; what programs leave behind is passed over."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_left_behind = path.name.lower() in IGNORED_NAMES or any(map(_is_hidden, parts))
        if path.is_file() and not is_left_behind:
            yield path


def _is_hidden(name: str) -> bool:
    return name.startswith(LOCK_FILES)
