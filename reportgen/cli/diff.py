"""`reportgen diff`: tell two versions of a report, of figures or of a whole programme apart."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.changes import excerpt, figure_lines
from reportgen.cli.printing import print_json
from reportgen.errors import ExitCode

if TYPE_CHECKING:
    from reportgen.model.difference import Difference, InputDifference

DIFF = "So hai báo cáo (định nghĩa hoặc tệp .docx đã lập) hay hai tệp số liệu: số nào đổi, đổi ở đâu."


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
    from reportgen.service.refreshing import differ

    found = differ(options.old, options.new, tracked=options.tracked)
    if options.as_json:
        print_json(_difference_json(found))
    else:
        print("\n".join(_difference_lines(found)))
        if options.tracked is not None:
            print(f"Đã ghi {options.tracked.as_posix()}")
    return ExitCode.DONE


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
