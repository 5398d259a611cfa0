"""`reportgen collect`: read the forms that units sent back, and tell who is missing, late or wrong."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.printing import line, print_json
from reportgen.errors import ExitCode, Finding

if TYPE_CHECKING:
    from reportgen.model.collection import Collection, Received, UnitVerdict
    from reportgen.service.collecting import Collected

MOST_NAMED = 20
"""Units named for one state on a screen."""
COLLECT = """Thu biểu các đơn vị gửi về: đọc từng ô, báo ô nào đọc được, đã hiểu, chưa đọc được và cách sửa;
 đơn vị nào chưa gửi, gửi muộn, gửi hai tệp khác nhau. Chỉ ghi số của đơn vị đọc được hết; không đoán."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    parser.add_argument("folder", metavar="THƯ-MỤC", type=Path, help="thư mục có các tệp đơn vị gửi về")
    programme = "tệp chương trình"
    parser.add_argument(
        "--chuong-trinh", metavar="TỆP", type=Path, dest="programme", required=True, help=programme
    )
    out = "nơi ghi số liệu: thư mục (mỗi đơn vị một tệp .json), hoặc một tệp .jsonl"
    parser.add_argument("--out", metavar="NƠI-GHI", type=Path, required=True, help=out)
    report = "tệp Excel tình hình thu biểu (mặc định: cạnh nơi ghi, tên thêm -thu-bieu)"
    parser.add_argument("--bao-cao", metavar="TỆP.xlsx", type=Path, dest="report", help=report)
    received = "ngày nhận, dạng 2023-12-18 (mặc định: giờ sửa cuối của từng tệp)"
    parser.add_argument("--ngay-nhan", metavar="NGÀY", type=_day, dest="received_on", help=received)
    parser.add_argument(
        "--don-vi", metavar="MÃ", nargs="+", dest="codes", default=[], help="chỉ các đơn vị này"
    )
    parser.add_argument("--cap", metavar="CẤP", nargs="+", dest="levels", default=[], help="chỉ cấp này")
    parser.add_argument("--chi-tiet", action="store_true", dest="full", help="kể cả các ô đọc được ngay")
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=run)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày dạng 2023-12-18") from None


def run(options: argparse.Namespace) -> ExitCode:
    """Collect, and say what came of it; exit code 4 when not every unit could be taken."""
    from reportgen.service.collecting import collect

    collected = collect(
        options.folder,
        options.programme,
        options.out,
        report=options.report,
        received_on=options.received_on,
        codes=options.codes,
        levels=options.levels,
        keep_all_cells=options.full,
    )
    if options.as_json:
        print_json(_as_json(collected))
    else:
        _tell(collected, full=options.full)
    return ExitCode.DONE if collected.collection.is_whole else ExitCode.SOME_UNITS_FAILED


# --- for people ----------------------------------------------------------------------------------------


def _tell(collected: Collected, *, full: bool) -> None:
    collection = collected.collection
    for finding in _findings(collection):
        print(line(finding), file=sys.stderr)
    if full:
        print("\n".join(_cells(collection)))
    print("\n".join(_table(collection)))
    taken = sum(unit.state.is_taken for unit in collection.units)
    print(
        f"Đã lấy số của {taken}/{len(collection.units)} đơn vị; tình hình: {collected.files[-1].as_posix()}"
    )


def _findings(collection: Collection) -> Iterator[Finding]:
    yield from collection.findings
    for each in collection.strays:
        yield from each.reading.findings
    for unit in collection.units:
        yield from unit.problems()


def _cells(collection: Collection) -> Iterator[str]:
    for unit in collection.units:
        for each in unit.files:
            for cell in each.reading.cells:
                yield f"{cell.where}: {cell.figure} ({cell.period or '-'}) {cell.state.label}: {cell.shown}"


def _table(collection: Collection) -> Iterator[str]:
    """Yield a line for each state, with the units in it; those that are in order are only counted."""
    from reportgen.model.collection import UnitState

    for state in UnitState:
        units = collection.of(state)
        if units:
            names = "" if state is UnitState.COMPLETE else ": " + _some(map(_named, units))
            yield f"{state.label:<22}{len(units):>6}{names}"
    if collection.late:
        due = _some(f"{_named(unit)} {unit.received_on:%d/%m/%Y}" for unit in collection.late)
        yield f"{'quá hạn':<22}{len(collection.late):>6}: {due}"
        yield f"  (ngày nhận lấy theo {collection.dates_from})"
    if collection.strays:
        yield f"{'tệp không nhận':<22}{len(collection.strays):>6}"


def _some(names: Iterable[str]) -> str:
    """Return the first names and how many more there are; the report has all."""
    known = list(names)
    more = len(known) - MOST_NAMED
    return ", ".join(known[:MOST_NAMED]) + (f" và {more} đơn vị nữa (xem tệp tình hình)" if more > 0 else "")


def _named(unit: UnitVerdict) -> str:
    return f"{unit.name} ({unit.code})"


# --- for programs --------------------------------------------------------------------------------------


def _as_json(collected: Collected) -> dict[str, object]:
    collection = collected.collection
    return {
        "programme": collection.programme,
        "files": [path.as_posix() for path in collected.files],
        "dates_from": collection.dates_from,
        "units": [_unit(unit) for unit in collection.units],
        "strays": [_file(each) for each in collection.strays],
        "findings": [finding.as_json() for finding in collection.findings],
    }


def _unit(unit: UnitVerdict) -> dict[str, object]:
    received = unit.received_on
    return {
        "code": unit.code,
        "name": unit.name,
        "level": unit.level,
        "state": unit.state.value,
        "taken": unit.state.is_taken,
        "due": unit.due.isoformat(),
        "received": received.isoformat() if received else None,
        "late": unit.is_late,
        "files": [_file(each) for each in unit.files],
        "findings": [finding.as_json() for finding in unit.findings],
    }


def _file(each: Received) -> dict[str, object]:
    from reportgen.model.entry_reading import CellState

    reading = each.reading
    remarks = [{"label": note.label, "text": note.text, "where": str(note.where)} for note in reading.remarks]
    return {
        "file": reading.file,
        "received": each.on.isoformat(),
        "counts": {state.value: reading.count(state) for state in CellState},
        "cells": [cell.as_json() for cell in reading.cells],
        "remarks": remarks,
        "findings": [finding.as_json() for finding in reading.findings],
    }
