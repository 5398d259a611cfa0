"""`reportgen refresh`: bring a document that people edited up to date."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.changes import excerpt, named, places, sources
from reportgen.cli.pace import collector_at_rest
from reportgen.cli.printing import line, print_json
from reportgen.errors import ExitCode

if TYPE_CHECKING:
    from reportgen.model.refreshed import WordingChange
    from reportgen.service.refreshing import RefreshOutcome

REFRESH = """Cập nhật một văn bản Word đã có người sửa theo số liệu và lời văn hiện nay của báo cáo.
Chỗ người sửa gõ được giữ nguyên; chỗ câu mới gặp chỗ đã sửa thì để cả hai dưới dạng sửa đổi có theo dõi.
Bản đã sửa không bao giờ bị ghi đè."""


def add_to(parser: argparse.ArgumentParser) -> None:
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
        here = [change for change in changed if change.figure == name]
        trace = outcome.traces.get(name)
        texts = ", ".join(dict.fromkeys(f"{c.before} → {c.after}" for c in here))
        origin = sources(trace.sources if trace else ())
        yield f"  {named(trace.label if trace else '', name)}: {texts}{origin}"
        yield f"    ở {places(change.where for change in here)}"
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
            yield f"  {said[change.status]}: {excerpt(change.before, change.after)}"
