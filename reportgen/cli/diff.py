"""`reportgen diff`: tell two versions of a report, of figures or of a whole programme apart."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.changes import excerpt, figure_lines
from reportgen.cli.printing import line, print_json
from reportgen.errors import ExitCode

if TYPE_CHECKING:
    from reportgen.model.difference import (
        Difference,
        InputDifference,
        ProgrammeDifference,
        UnitDifference,
    )

DIFF = """So hai báo cáo (định nghĩa hoặc tệp .docx đã lập), hai tệp số liệu hay hai chương trình: số nào đổi,
đổi ở đâu, trong những văn bản nào."""
MOST_FIGURES = 8


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `diff` its arguments."""
    parser.add_argument("old", metavar="CŨ", type=Path, help="bản cũ: .yaml, .json, .xlsx hoặc .docx")
    parser.add_argument("new", metavar="MỚI", type=Path, help="bản mới")
    tracked = "ghi bản cũ với mọi thay đổi dưới dạng sửa đổi có theo dõi"
    parser.add_argument("--track-changes", metavar="RA.docx", type=Path, dest="tracked", help=tracked)
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=run_diff)


def run_diff(options: argparse.Namespace) -> ExitCode:
    """Tell two versions apart."""
    from reportgen.service.check_values import FileKind
    from reportgen.service.checking import kind_of
    from reportgen.service.refreshing import differ

    if options.tracked is None and FileKind.PROGRAMME is kind_of(options.new) is kind_of(options.old):
        return _run_programmes(options)
    found = differ(options.old, options.new, tracked=options.tracked)
    if options.as_json:
        print_json(_difference_json(found))
    else:
        print("\n".join(_difference_lines(found)))
        if options.tracked is not None:
            print(f"Đã ghi {options.tracked.as_posix()}")
    return ExitCode.DONE


def _run_programmes(options: argparse.Namespace) -> ExitCode:
    from reportgen.service.programme_difference import differ_programmes

    found = differ_programmes(options.old, options.new)
    if options.as_json:
        print_json(_programme_json(found))
    else:
        print("\n".join(_programme_lines(found)))
    return ExitCode.SOME_UNITS_FAILED if any(unit.findings for unit in found.units) else ExitCode.DONE


def _programme_json(found: ProgrammeDifference) -> dict[str, object]:
    return {
        "inputs": found.input_count,
        "places": found.place_count,
        "documents": found.document_count,
        "units": [
            {
                "code": unit.code,
                "name": unit.name,
                **_difference_json(unit.difference),
                "findings": [finding.as_json() for finding in unit.findings],
            }
            for unit in found.units
        ],
        "added": list(found.added),
        "removed": list(found.removed),
    }


def _programme_lines(found: ProgrammeDifference) -> Iterator[str]:
    if found.is_empty:
        yield "Hai bản như nhau."
        return
    yield (
        f"{found.input_count} số nhập thay đổi → {found.place_count} chỗ in trong "
        f"{found.document_count} văn bản."
    )
    for unit in found.units:
        yield from _unit_lines(unit)
    for said, codes in (("Thêm", found.added), ("Bớt", found.removed)):
        if codes:
            yield f"{said} {len(codes)} đơn vị: {', '.join(codes)}."


def _unit_lines(unit: UnitDifference) -> Iterator[str]:
    """One unit: what it typed otherwise, then the first figures that change, and how many more there are."""
    difference = unit.difference
    texts = f", {len(difference.texts)} chỗ câu chữ" if difference.texts else ""
    if unit.findings:
        yield f"{unit.name} ({unit.code}): chưa lập được để so"
        yield from (f"  {line(finding)}" for finding in unit.findings)
        return
    yield f"{unit.name} ({unit.code}): {len(difference.figures)} số ở {difference.place_count} chỗ{texts}"
    for each in difference.inputs:
        yield f"  nhập {each.path}: {_or_none(each.before)} → {_or_none(each.after)} ({each.where_after})"
    yield from figure_lines(difference.figures[:MOST_FIGURES])
    if len(difference.figures) > MOST_FIGURES:
        yield f"  và {len(difference.figures) - MOST_FIGURES} số nữa (xem đủ bằng --json)"


def _difference_json(found: Difference) -> dict[str, object]:
    return {
        "figures": [
            {
                "id": each.figure,
                "label": each.label,
                "before": list(each.before),
                "after": list(each.after),
                "sources": [source.as_json() for source in each.sources],
                "places": [place.as_json() for place in each.places],
            }
            for each in found.figures
        ],
        "texts": [
            {"before": each.before, "after": each.after, "where": each.where.as_json()}
            for each in found.texts
        ],
        "layout": list(found.layout),
        "inputs": [
            {
                "path": each.path,
                "before": each.before,
                "after": each.after,
                "where_before": each.where_before.as_json(),
                "where_after": each.where_after.as_json(),
            }
            for each in found.inputs
        ],
    }


def _difference_lines(found: Difference) -> Iterator[str]:
    if found.is_empty:
        yield "Hai bản như nhau."
        return
    yield from _input_lines(found.inputs)
    yield from _figure_lines(found)
    if found.texts:
        yield f"Câu chữ: {len(found.texts)} chỗ khác."
    for text in found.texts:
        yield f"  {excerpt(text.before, text.after)}"
    if found.layout:
        yield f"Hình thức: khác ở {', '.join(found.layout)}."


def _input_lines(inputs: tuple[InputDifference, ...]) -> Iterator[str]:
    if inputs:
        yield f"Số liệu nhập: {len(inputs)} giá trị khác."
    for each in inputs:
        where = f" ({each.where_after})" if str(each.where_after) else ""
        yield f"  {each.path}: {_or_none(each.before)} → {_or_none(each.after)}{where}"


def _figure_lines(found: Difference) -> Iterator[str]:
    if found.figures:
        yield f"{len(found.figures)} số thay đổi → {found.place_count} chỗ."
    yield from figure_lines(found.figures)


def _or_none(value: str | None) -> str:
    return "(không có)" if value is None else value
