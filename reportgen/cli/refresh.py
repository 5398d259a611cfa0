"""`reportgen refresh` and `reportgen diff`: bring an edited document up to date, tell two versions apart."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.pace import collector_at_rest
from reportgen.cli.printing import line, print_json
from reportgen.errors import ExitCode, Where

if TYPE_CHECKING:
    from reportgen.model.difference import Difference, InputDifference
    from reportgen.model.refreshed import WordingChange
    from reportgen.service.refreshing import RefreshOutcome

REFRESH = """Cập nhật một văn bản Word đã có người sửa theo số liệu và lời văn hiện nay của báo cáo.
Chỗ người sửa gõ được giữ nguyên; chỗ câu mới gặp chỗ đã sửa thì để cả hai dưới dạng sửa đổi có theo dõi.
Bản đã sửa không bao giờ bị ghi đè."""
DIFF = "So hai báo cáo (định nghĩa hoặc tệp .docx đã lập) hay hai tệp số liệu: số nào đổi, đổi ở đâu."
MOST_SHOWN = 90
MOST_PLACES = 6


def add_refresh(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `refresh` its arguments."""
    parser.add_argument("edited", metavar="DA-SUA.docx", type=Path, help="văn bản đã sửa trong Word")
    required = "định nghĩa báo cáo để lấy số và lời văn mới"
    parser.add_argument(
        "--with", metavar="BAO-CAO.yaml", type=Path, dest="definition", required=True, help=required
    )
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--out", metavar="MOI.docx", type=Path, help="nơi ghi văn bản mới")
    target.add_argument("--dry-run", action="store_true", help="chỉ xem sẽ thay gì, không ghi tệp nào")
    parser.add_argument("--so-lieu", metavar="TỆP", type=Path, dest="figures", help="tệp số liệu khác")
    tracked = "ghi mọi thay đổi dưới dạng sửa đổi có theo dõi (Track Changes)"
    parser.add_argument("--track-changes", action="store_true", help=tracked)
    over = "thay cả số mà người sửa đã gõ khác, theo mã; lặp lại được; “tat-ca” là mọi số"
    parser.add_argument("--thay", metavar="MÃ", action="append", default=[], dest="overwrite", help=over)
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=run_refresh)


def add_diff(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `diff` its arguments."""
    parser.add_argument("old", metavar="CŨ", type=Path, help="bản cũ: .yaml, .json, .xlsx hoặc .docx")
    parser.add_argument("new", metavar="MỚI", type=Path, help="bản mới")
    tracked = "ghi bản cũ với mọi thay đổi dưới dạng sửa đổi có theo dõi"
    parser.add_argument("--track-changes", metavar="RA.docx", type=Path, dest="tracked", help=tracked)
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=run_diff)


# --- refresh -----------------------------------------------------------------------------------------


def run_refresh(options: argparse.Namespace) -> ExitCode:
    """Refresh a document and say what was done."""
    with collector_at_rest():
        outcome = _refreshed(options)
    if options.as_json:
        print_json(_refresh_json(outcome))
    else:
        print("\n".join(_refresh_lines(outcome)))
    return ExitCode.DONE


def _refreshed(options: argparse.Namespace) -> RefreshOutcome:
    from reportgen.model.refreshed import Choices
    from reportgen.service.refreshing import refresh_document

    choices = Choices(
        tracks_all=options.track_changes,
        overwrite=frozenset(options.overwrite),
        overwrites_all="tat-ca" in options.overwrite,
    )
    return refresh_document(
        options.edited, options.definition, options.out, figures=options.figures, choices=choices
    )


def _refresh_json(outcome: RefreshOutcome) -> dict[str, object]:
    refreshed = outcome.refreshed
    return {
        "file": outcome.path.as_posix() if outcome.path else "",
        "figures": [
            {
                "id": c.figure,
                "status": c.status.value,
                "before": c.before,
                "after": c.after,
                "where": c.where.as_json(),
            }
            for c in refreshed.figures
        ],
        "wordings": [
            {"status": c.status.value, "before": c.before, "after": c.after, "where": c.where.as_json()}
            for c in refreshed.wordings
        ],
        "findings": [finding.as_json() for finding in refreshed.findings],
    }


def _refresh_lines(outcome: RefreshOutcome) -> Iterator[str]:
    from reportgen.model.refreshed import FigureStatus

    refreshed = outcome.refreshed
    changed = refreshed.of(FigureStatus.UPDATED, FigureStatus.OVERWRITTEN)
    names = dict.fromkeys(change.figure for change in changed)
    yield f"{len(names)} số thay đổi → {len(changed)} chỗ; {len(refreshed.wordings)} chỗ đổi câu chữ."
    for name in names:
        places = [change for change in changed if change.figure == name]
        trace = outcome.traces.get(name)
        label = f"{trace.label} " if trace else ""
        texts = ", ".join(dict.fromkeys(f"{c.before} → {c.after}" for c in places))
        sources = _sources(trace.sources if trace else ())
        yield f"  {label}({name}): {texts}{sources}"
        yield f"    ở {_places(change.where for change in places)}"
    yield from _wording_lines(refreshed.wordings)
    for finding in refreshed.findings:
        yield line(finding)
    yield f"Đã ghi {outcome.path.as_posix()}" if outcome.path else "Chạy thử: chưa ghi tệp nào."


def _wording_lines(wordings: Iterable[WordingChange]) -> Iterator[str]:
    from reportgen.model.refreshed import WordingStatus

    said = {
        WordingStatus.APPLIED: "sửa câu",
        WordingStatus.INSERTED: "thêm",
        WordingStatus.REMOVED: "bỏ",
    }
    for change in wordings:
        if change.status in said:
            yield f"  {said[change.status]}: {_excerpt(change.before, change.after)}"


# --- diff --------------------------------------------------------------------------------------------


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
        yield f"  {_excerpt(text.before, text.after)}"
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
    for each in found.figures:
        label = f"{each.label} " if each.label else ""
        texts = f"{_joined(each.before)} → {_joined(each.after)}"
        yield f"  {label}({each.figure}): {texts}{_sources(each.sources)}"
        if each.places:
            yield f"    ở {_places(each.places)}"


def _or_none(value: str | None) -> str:
    return "(không có)" if value is None else value


def _joined(texts: tuple[str, ...]) -> str:
    return " / ".join(texts) or "(không in)"


def _sources(sources: tuple[Where, ...]) -> str:
    return f"  [nguồn: {', '.join(map(str, sources[:MOST_PLACES]))}]" if sources else ""


def _places(places: Iterable[Where]) -> str:
    shown = [str(place).removeprefix(f"{place.file}, ") for place in places]
    rest = f" và {len(shown) - MOST_PLACES} chỗ nữa" if len(shown) > MOST_PLACES else ""
    return ", ".join(shown[:MOST_PLACES]) + rest


def _excerpt(before: str, after: str) -> str:
    """Return two texts by what differs: their common beginning and end are left out but for a few words."""
    if not before or not after:
        text = before or after
        return f"“{text[:MOST_SHOWN]}{'…' if len(text) > MOST_SHOWN else ''}”"
    old, new = before.split(), after.split()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    start, end = max(start - 2, 0), max(end - 2, 0)
    return " → ".join(f"“{' '.join(words[start : len(words) - end])}”" for words in (old, new))
