"""What units sent in, read back: values for each unit that can be taken, a verdict for every unit."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from reportgen.errors import Finding, InputRefused, Severity, UsageProblem, Where
from reportgen.load.entry_files import EntryReader, sent_files
from reportgen.load.programme import LoadedProgramme, load_programme
from reportgen.model.collection import Collection, Received, UnitState, UnitVerdict
from reportgen.model.entry_form import EntryForm
from reportgen.model.entry_reading import CellState, EntryReading
from reportgen.publish.collection_workbook import collection_workbook
from reportgen.publish.files import write_files
from reportgen.publish.unit_json import unit_json
from reportgen.service.entry_forms import form_of, units_asked

LINES = ".jsonl"
FEW = 24
"""Up to so many files are read in this process: starting others takes as long."""
PER_TASK = 8
BY_HAND, BY_CLOCK = "ngày nhận ghi khi thu (--ngay-nhan)", "giờ sửa cuối của tệp"


@dataclass(frozen=True, slots=True)
class Collected:
    """The verdicts, and the files that were written."""

    collection: Collection
    files: tuple[Path, ...]


def collect(
    folder: Path,
    programme: Path,
    out: Path,
    *,
    report: Path | None = None,
    received_on: dt.date | None = None,
    codes: Sequence[str] = (),
    levels: Sequence[str] = (),
    keep_all_cells: bool = False,
) -> Collected:
    """Read every file of a folder and write the values of the units that can be taken, and a report.

    `out` is a folder that gets a JSON file for each unit, or a .jsonl file for all. All files are written,
    or none. Raises InputRefused when the programme or the folder cannot be read.
    """
    _refuse_unsuitable(folder, out)
    loaded = load_programme(programme, has_values=False)
    asked = units_asked(loaded, codes=codes, levels=levels)
    form = form_of(loaded)
    report = report if report is not None else _beside(out)
    paths = [path for path in _sent(folder) if not _is_ours(path, folder, out, report)]
    received = _read(paths, folder, EntryReader(form, loaded.slots), received_on, keep_all_cells)
    collection = _judge(loaded, asked, received, BY_HAND if received_on else BY_CLOCK)
    contents = _contents(collection, form, out)
    collection = _with_old_files(collection, out, contents)
    contents[report] = collection_workbook(collection)
    write_files(contents)
    return Collected(collection, tuple(contents))


def _sent(folder: Path) -> list[Path]:
    if not folder.is_dir():
        message, remedy = "không thấy thư mục này", "chỉ rõ thư mục có biểu các đơn vị đã gửi"
        raise InputRefused([Finding("folder-missing", message, Where(folder.as_posix()), remedy)])
    return list(sent_files(folder))


def _beside(out: Path) -> Path:
    """Return where the report goes: never into the folder of values, whose every file is a unit's."""
    place = out if out.name else out.resolve()
    return place.with_name(f"{place.stem}-thu-bieu.xlsx")


def _refuse_unsuitable(folder: Path, out: Path) -> None:
    if out.suffix and out.suffix.lower() != LINES and not out.is_dir():
        raise UsageProblem(f"--out phải là thư mục hoặc tệp {LINES}, đang là {out.as_posix()}")
    if out.resolve() == folder.resolve():
        raise UsageProblem("nơi ghi (--out) phải khác thư mục có biểu các đơn vị đã gửi")


def _is_ours(path: Path, folder: Path, out: Path, report: Path) -> bool:
    """Whether a file is a result of ours that lies in the folder that is read."""
    place, results = path.resolve(), out.resolve()
    is_inside = folder.resolve() in results.parents
    return place in (results, report.resolve()) or (is_inside and results in place.parents)


# --- reading -------------------------------------------------------------------------------------------


def _read(
    paths: Sequence[Path], folder: Path, reader: EntryReader, received_on: dt.date | None, keep_all: bool
) -> list[Received]:
    one = partial(_read_one, folder=folder, reader=reader, received_on=received_on, keep_all=keep_all)
    if len(paths) <= FEW:
        found = list(map(one, paths))
    else:
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
            found = list(pool.map(one, paths, chunksize=PER_TASK))
    return [each for readings in found for each in readings]


def _read_one(
    path: Path, *, folder: Path, reader: EntryReader, received_on: dt.date | None, keep_all: bool
) -> list[Received]:
    file = path.relative_to(folder).as_posix()
    changed = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
    readings = reader.read(path, file)
    return [Received(each if keep_all else each.slim(), received_on or changed) for each in readings]


# --- judging -------------------------------------------------------------------------------------------


def _judge(
    loaded: LoadedProgramme, asked: Sequence[str], received: Sequence[Received], dates_from: str
) -> Collection:
    of_unit: dict[str, list[Received]] = {code: [] for code in asked}
    strays = []
    for each in received:
        if each.reading.code in of_unit:
            of_unit[each.reading.code].append(each)
        else:
            strays.append(_stray(each, loaded))
    units = tuple(_verdict(loaded, code, files) for code, files in of_unit.items())
    return Collection(
        loaded.programme.key, loaded.programme.title, units, tuple(strays), loaded.notes, dates_from
    )


def _stray(each: Received, loaded: LoadedProgramme) -> Received:
    """Say of a file why it counts for no unit that was asked."""
    reading = each.reading
    if not reading.code:
        return each
    is_known = reading.code in loaded.roster
    message = f"đơn vị {reading.code} " + (
        "không thuộc các đơn vị đang thu" if is_known else "không có trong danh sách đơn vị"
    )
    remedy = "kiểm tra mã đơn vị, danh sách đơn vị và ngày hiệu lực"
    finding = Finding("unit-not-asked", message, Where(reading.file), remedy)
    made = EntryReading(
        reading.file, reading.code, findings=(*reading.findings, finding), counted=reading.counted
    )
    return Received(made, each.on)


def _verdict(loaded: LoadedProgramme, code: str, files: list[Received]) -> UnitVerdict:
    unit = loaded.roster[code]
    state, findings = _state(files)
    due = loaded.period.due_on(unit.level)
    return UnitVerdict(code, unit.name, unit.level, state, due, tuple(files), tuple(findings))


def _state(files: list[Received]) -> tuple[UnitState, list[Finding]]:
    if not files:
        return UnitState.MISSING, []
    if not all(each.reading.is_sound for each in files):
        return UnitState.WRONG, list(_told_twice(files)) if len(files) > 1 else []
    first = files[0].reading
    if not any(each.reading.plain_numbers() or each.reading.lists for each in files):
        message, remedy = "biểu chưa nhập số nào", "nhập số vào ô vàng rồi gửi lại"
        return UnitState.WRONG, [Finding("form-empty", message, Where(first.file), remedy)]
    if any(not first.says_the_same(each.reading) for each in files[1:]):
        return UnitState.TWICE, list(_told_twice(files))
    state = UnitState.BLANKS if first.count(CellState.BLANK) else UnitState.COMPLETE
    return state, [_told_same(files)] if len(files) > 1 else []


def _told_twice(files: list[Received]) -> Iterator[Finding]:
    names = "; ".join(f"{each.reading.file} (ngày {each.on:%d/%m/%Y})" for each in files)
    message = f"có {len(files)} tệp cho một đơn vị: {names}"
    differing = _differing(files)
    if differing:
        message += f"; khác nhau ở {len(differing)} số, như {', '.join(differing[:3])}"
    remedy = "giữ tệp đúng trong thư mục, chuyển tệp kia đi, rồi thu lại"
    places = tuple(Where(each.reading.file) for each in files)
    yield Finding("unit-files-two", message, places[0], remedy, also=places[1:])


def _told_same(files: list[Received]) -> Finding:
    message = f"có {len(files)} tệp số liệu giống nhau; đã lấy {files[0].reading.file}"
    places = tuple(Where(each.reading.file) for each in files)
    return Finding("unit-files-same", message, places[0], severity=Severity.INFO, also=places[1:])


def _differing(files: list[Received]) -> list[str]:
    """Return the figures that two files give differently, each with both numbers."""
    first, second = (dict(each.reading.plain_numbers()) for each in files[:2])
    return [
        f"{group}.{member} ({period}): {_text(first.get(key))} và {_text(second.get(key))}"
        for key in dict.fromkeys([*first, *second])
        for group, member, period in (key,)
        if first.get(key) != second.get(key)
    ]


def _text(number: object) -> str:
    return "chưa có" if number is None else str(number).replace(".", ",")


# --- writing -------------------------------------------------------------------------------------------


def _contents(collection: Collection, form: EntryForm, out: Path) -> dict[Path, bytes]:
    lines = [(unit.code, unit_json(unit.taken, form)) for unit in collection.units if unit.taken is not None]
    if out.suffix.lower() == LINES:
        return {out: b"".join(line for _, line in lines)}
    return {out / f"{code}.json": line for code, line in lines}


def _with_old_files(collection: Collection, out: Path, contents: dict[Path, bytes]) -> Collection:
    """Warn of values of an earlier collection that stay where they are, beside those of this one."""
    if out.suffix.lower() == LINES:
        return collection
    units = [unit for unit in collection.units if not unit.state.is_taken]
    old = [out / f"{unit.code}.json" for unit in units]
    findings = [_old_file(path) for path in old if path not in contents and path.exists()]
    return Collection(
        collection.programme,
        collection.title,
        collection.units,
        collection.strays,
        (*collection.findings, *findings),
        collection.dates_from,
    )


def _old_file(path: Path) -> Finding:
    message = "đơn vị này lần này không lấy được số; tệp của lần thu trước vẫn còn"
    remedy = "xóa tệp này nếu không dùng số của lần trước"
    return Finding("old-unit-file", message, Where(path.as_posix()), remedy, severity=Severity.WARNING)
