"""`reportgen batch`: the documents of every unit of a programme."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.batch_progress import progress
from reportgen.cli.parser import folder
from reportgen.cli.printing import line, print_json
from reportgen.errors import ExitCode, Severity, UsageProblem

if TYPE_CHECKING:
    from reportgen.model.batch import Verdict
    from reportgen.service.batch_remote import Shop
    from reportgen.service.batch_run import BatchRequest, BatchResult

BATCH = """Lập báo cáo của mọi đơn vị trong một chương trình, dùng hết các nhân của máy. Đơn vị có lỗi thì
được kể tên, các đơn vị khác vẫn lập. Chạy lại thì chỉ lập đơn vị có thay đổi hoặc còn thiếu; bị ngắt giữa
chừng thì chạy lại cùng lệnh là làm tiếp. Có đơn vị chưa lập được thì mã thoát là 4."""
KINDS = ("phu-luc", "doi-chieu")
MOST_TOLD = 20


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    parser.add_argument("programme", metavar="CHUONG-TRINH.yaml", type=Path, help="tệp chương trình")
    parser.add_argument("--out", metavar="THƯ-MỤC", type=folder, required=True, help="nơi ghi kết quả")
    _add_choices(parser)
    _add_files(parser)
    add_shop(parser)
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=run)


def _add_choices(parser: argparse.ArgumentParser) -> None:
    only = "chỉ đơn vị này; lặp lại được"
    parser.add_argument("--don-vi", metavar="MÃ", action="append", default=[], dest="codes", help=only)
    level = "chỉ các đơn vị của cấp này; lặp lại được"
    parser.add_argument("--cap", metavar="CẤP", action="append", default=[], dest="levels", help=level)
    retry = "chỉ những đơn vị lần trước chưa lập được"
    parser.add_argument("--thu-lai", action="store_true", dest="only_failed", help=retry)
    over = "ghi đè cả tệp đã có người sửa sau khi lập"
    parser.add_argument("--ghi-de", action="store_true", dest="overwrites", help=over)
    cores = "số tiến trình (mặc định: số nhân của máy)"
    parser.add_argument("--tien-trinh", metavar="SỐ", type=positive, dest="processes", help=cores)


def _add_files(parser: argparse.ArgumentParser) -> None:
    kinds = f"lập kèm tệp nào: {', '.join(KINDS)} (mặc định: cả hai)"
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--kem", metavar="LOẠI,LOẠI", type=_kinds, default=KINDS, help=kinds)
    alone = "chỉ lập văn bản Word: nhanh hơn nhiều lần"
    which.add_argument("--chi-docx", action="store_const", const=(), dest="kem", help=alone)
    parser.add_argument("--pdf", action="store_true", help="lập thêm bản PDF (cần LibreOffice)")
    parser.add_argument("--zip", action="store_true", dest="zipped", help="gom tất cả vào một tệp .zip")
    flat = "mọi tệp vào một thư mục, thay vì mỗi cấp, mỗi đơn vị cấp trên một thư mục"
    parser.add_argument("--phang", action="store_true", dest="is_flat", help=flat)


def add_shop(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Give a parser the arguments that say where work is handed out and results are left."""
    server = "máy chủ PostgreSQL để chia việc cho các máy chạy “reportgen worker”"
    parser.add_argument("--on", metavar="postgresql://…", dest="database", required=required, help=server)
    store = "kho tệp chung của các máy: một thư mục, hoặc s3://thùng/đường-dẫn"
    parser.add_argument("--kho", metavar="KHO", dest="store", required=required, help=store)


def shop_of(options: argparse.Namespace) -> Shop:
    """Return where work is handed out and results are left.

    Raises UsageProblem when only one of the two is said.
    """
    from reportgen.service.batch_remote import Shop

    if not options.database or not options.store:
        raise UsageProblem("--on và --kho đi cùng nhau: máy chủ chia việc, và kho tệp chung của các máy.")
    return Shop(options.database, options.store)


def positive(text: str) -> int:
    """Read a number of processes."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"“{text}” không phải số dương")
    return int(text)


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(filter(None, (kind.strip() for kind in text.split(","))))
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise argparse.ArgumentTypeError(f"không có loại “{unknown[0]}”; chọn trong: {', '.join(KINDS)}")
    return kinds


def run(options: argparse.Namespace) -> ExitCode:
    """Run the batch and say how it ended."""
    from reportgen.service.batch_run import run_batch
    from reportgen.service.programme_reports import open_reports

    reports = open_reports(options.programme)
    with progress() as shown:
        if options.database or options.store:
            from reportgen.service.batch_remote import run_remote

            result = run_remote(reports, request_of(options), shown, shop_of(options))
        else:
            result = run_batch(reports, request_of(options), shown)
    if options.as_json:
        print_json(_as_json(result))
    else:
        _tell(result, options.out)
    is_whole = not result.reconciled.failed and not result.tally.left
    return ExitCode.DONE if is_whole else ExitCode.SOME_UNITS_FAILED


def request_of(options: argparse.Namespace) -> BatchRequest:
    """Return what the arguments ask for."""
    from reportgen.service.batch_run import BatchRequest, Selection
    from reportgen.service.batching import BatchOptions

    return BatchRequest(
        out=options.out,
        options=BatchOptions(
            today=dt.datetime.now().astimezone().date(),
            with_annexes="phu-luc" in options.kem,
            with_tie_out="doi-chieu" in options.kem,
            overwrites=options.overwrites,
        ),
        selection=Selection(frozenset(options.codes), frozenset(options.levels), options.only_failed),
        is_flat=options.is_flat,
        zipped=options.zipped,
        pdf=options.pdf,
        processes=options.processes or os.cpu_count() or 1,
    )


# --- what is said in the end -------------------------------------------------------------------------


def _tell(result: BatchResult, out: Path) -> None:
    for finding in result.findings:
        print(line(finding), file=sys.stderr)
    for text in _failures(result):
        print(text, file=sys.stderr)
    print("\n".join(_summary(result, out)))


def _failures(result: BatchResult) -> Iterator[str]:
    failed = result.reconciled.failed
    for verdict in failed[:MOST_TOLD]:
        yield f"{verdict.code}: chưa lập được"
        errors = (finding for finding in verdict.findings if finding.severity is Severity.ERROR)
        yield from (f"  {line(finding)}".replace("\n", "\n  ") for finding in errors)
    if len(failed) > MOST_TOLD:
        yield f"… và {len(failed) - MOST_TOLD} đơn vị nữa chưa lập được: xem đủ với --json"
    if result.traces is not None:
        yield f"Nhật ký lỗi của chương trình: {result.traces.as_posix()}"


def _summary(result: BatchResult, out: Path) -> Iterator[str]:
    tally, found = result.tally, result.reconciled
    pdf = f", {result.converted} PDF" if result.converted else ""
    yield (
        f"Đã lập {tally.made} đơn vị{pdf}; {tally.unchanged} đơn vị không đổi, giữ nguyên; "
        f"{len(found.failed)} đơn vị chưa lập được."
    )
    if tally.left:
        yield f"{tally.left} đơn vị không máy phụ nào làm xong: xem máy phụ và kho tệp rồi chạy lại."
    elif found.without_verdict:
        yield f"{len(found.without_verdict)} đơn vị chưa làm lần nào (không thuộc lần chạy này)."
    for name in found.missing[:MOST_TOLD]:
        yield f"Mất tệp {name}: chạy lại để lập lại."
    for name in found.foreign[:MOST_TOLD]:
        yield f"Tệp lạ, không thuộc đơn vị nào: {name}"
    if len(found.foreign) > MOST_TOLD:
        yield f"… và {len(found.foreign) - MOST_TOLD} tệp lạ nữa."
    yield f"Kết quả: {(result.package or out).as_posix()}"


def _as_json(result: BatchResult) -> dict[str, object]:
    found = result.reconciled
    return {
        "made": result.tally.made,
        "unchanged": result.tally.unchanged,
        "failed": [_verdict_json(verdict) for verdict in found.failed],
        "without_verdict": found.without_verdict,
        "converted": result.converted,
        "files": found.names,
        "missing": found.missing,
        "foreign": found.foreign,
        "package": result.package.as_posix() if result.package else "",
        "findings": [finding.as_json() for finding in result.findings],
    }


def _verdict_json(verdict: Verdict) -> dict[str, object]:
    return {
        "unit": verdict.code,
        "state": verdict.state.value,
        "findings": [finding.as_json() for finding in verdict.findings],
    }
