"""The command line. Nothing heavy is imported before a command runs: `reportgen --help` answers at once."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reportgen import __version__
from reportgen.cli import (
    backup,
    batch,
    check,
    collect,
    consolidate,
    diff,
    doctor,
    form,
    freeze,
    pull,
    refresh,
    rollforward,
    serve,
    worker,
)
from reportgen.cli.pace import collector_at_rest
from reportgen.cli.parser import Parser, folder
from reportgen.cli.printing import line, print_json
from reportgen.errors import ExitCode, InputRefused, ReportgenError, Severity

if TYPE_CHECKING:
    from reportgen.service import Built

DESCRIPTION = "Lập báo cáo hành chính (Nhà nước, Đảng) từ dữ liệu: Word, phụ lục Excel, bảng đối chiếu."
EXIT_CODES = """mã thoát:
  0   xong
  1   lỗi của chương trình
  2   gọi lệnh chưa đúng
  3   dữ liệu có lỗi, không lập văn bản; hoặc kiểm tra thấy lỗi
  4   một số đơn vị có lỗi, các đơn vị khác đã xong
  5   máy thiếu phông chữ, LibreOffice, quyền ghi…
  130 người dùng dừng"""


def make_parser() -> Parser:
    """Return the parser of all commands."""
    parser = Parser(prog="reportgen", description=DESCRIPTION, epilog=EXIT_CODES)
    version = f"reportgen {__version__}"
    parser.add_argument("--version", action="version", version=version, help="in số phiên bản")
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title="lệnh", parser_class=Parser)
    for name, (add, title, description) in COMMANDS.items():
        add(commands.add_parser(name, help=title, description=description))
    return parser


# --- build -------------------------------------------------------------------------------------------

BUILD = "Lập báo cáo Word, bảng phụ lục Excel và bảng đối chiếu số liệu. Có lỗi thì không ghi tệp nào."


def _add_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("definition", metavar="BAO-CAO.yaml", type=Path, help="tệp định nghĩa báo cáo")
    here = "nơi ghi kết quả (mặc định: thư mục này)"
    parser.add_argument("--out", metavar="THƯ-MỤC", type=folder, default=Path(), help=here)
    other = "tệp số liệu khác (yaml, json, xlsx)"
    parser.add_argument("--so-lieu", metavar="TỆP", type=Path, dest="figures", help=other)
    parser.add_argument("--pdf", action="store_true", help="lập thêm bản PDF (cần LibreOffice)")
    draft = "còn lỗi khi kiểm tra vẫn lập, nhưng in là dự thảo"
    parser.add_argument("--force", action="store_true", help=draft)
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=_run_build)


def _run_build(options: argparse.Namespace) -> ExitCode:
    with collector_at_rest():
        from reportgen.service import build

        built = build(
            options.definition, options.out, figures=options.figures, pdf=options.pdf, force=options.force
        )
    if options.as_json:
        files = [path.as_posix() for path in built.files]
        print_json({"files": files, "findings": [finding.as_json() for finding in built.findings]})
    else:
        _tell(built)
    return ExitCode.DONE


def _tell(built: Built) -> None:
    for finding in built.findings:
        print(line(finding), file=sys.stderr)
    figures, computed, typed = built.counts
    origins = f"{figures} số lấy từ số liệu ({computed} số tính theo công thức), {typed} số gõ tay"
    for each in built.waived:
        print(f"[bỏ qua] {each}", file=sys.stderr)
    errors = sum(finding.severity is Severity.ERROR for finding in built.findings)
    made = f"Còn {errors} lỗi: đã lập BẢN DỰ THẢO," if errors else "Đã lập"
    print(f"{made} {len(built.files)} tệp; in ra {origins}:")
    for path in built.files:
        print(f"  {path.as_posix()}")


# --- new ---------------------------------------------------------------------------------------------

NEW = "Tạo bao-cao.yaml và so-lieu.yaml có chú thích để bắt đầu một báo cáo mới. Không ghi đè tệp đã có."


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("regime", metavar="THỂ-THỨC", choices=["nha_nuoc", "dang"], help="nha_nuoc hoặc dang")
    parser.add_argument("folder", metavar="THƯ-MỤC", type=Path, help="nơi ghi hai tệp")
    parser.add_argument("--xlsx", action="store_true", help="số liệu ở tệp Excel thay cho YAML")
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=_run_new)


def _run_new(options: argparse.Namespace) -> ExitCode:
    from reportgen.service import start_report

    files = start_report(options.regime, options.folder, as_workbook=options.xlsx)
    if options.as_json:
        print_json({"files": [path.as_posix() for path in files]})
        return ExitCode.DONE
    for path in files:
        print(f"Đã tạo {path.as_posix()}")
    print(f"Sửa hai tệp rồi chạy: reportgen build {files[0].as_posix()} --out {options.folder.as_posix()}")
    return ExitCode.DONE


# --- schema ------------------------------------------------------------------------------------------

SCHEMA = "In JSON Schema để trình soạn thảo gợi ý và kiểm tra khi gõ."


def _add_schema(parser: argparse.ArgumentParser) -> None:
    files = ["bao-cao", "so-lieu", "bo-qua", "chuong-trinh", "don-vi", "so-lieu-don-vi"]
    parser.add_argument("which", metavar="TỆP", choices=files, help=", ".join(files))
    parser.add_argument("--json", action="store_true", help="như không ghi: lược đồ luôn là JSON")
    parser.set_defaults(run=_run_schema)


def _run_schema(options: argparse.Namespace) -> ExitCode:
    from reportgen.service import json_schema

    print_json(json_schema(options.which))
    return ExitCode.DONE


# --- running -----------------------------------------------------------------------------------------


class Command(NamedTuple):
    """What adds the arguments of a command, and what is said of it in the list and in its own help."""

    add_to: Callable[[argparse.ArgumentParser], None]
    title: str
    description: str


COMMANDS = {
    "build": Command(_add_build, "lập một báo cáo và các tệp kèm theo", BUILD),
    "batch": Command(batch.add_to, "lập báo cáo của mọi đơn vị", batch.BATCH),
    "check": Command(check.add_to, "kiểm tra văn bản, số liệu trước khi ký", check.CHECK),
    "form": Command(form.add_to, "lập biểu nhập số liệu cho các đơn vị", form.FORM),
    "collect": Command(collect.add_to, "thu biểu các đơn vị gửi về", collect.COLLECT),
    "consolidate": Command(consolidate.add_to, "tổng hợp các đơn vị cấp dưới", consolidate.CONSOLIDATE),
    "refresh": Command(refresh.add_to, "cập nhật văn bản đã sửa theo số mới", refresh.REFRESH),
    "diff": Command(diff.add_to, "so hai bản báo cáo", diff.DIFF),
    "pull": Command(pull.add_to, "đưa câu chữ sửa tay về bao-cao.yaml", pull.PULL),
    "freeze": Command(freeze.add_to, "chốt một bộ số liệu", freeze.FREEZE),
    "rollforward": Command(rollforward.add_to, "chuyển báo cáo sang kỳ sau", rollforward.ROLLFORWARD),
    "worker": Command(worker.add_to, "nhận việc lập hàng loạt từ máy khác", worker.WORKER),
    "serve": Command(serve.add_to, "mở trang web của cơ quan", serve.SERVE),
    "doctor": Command(doctor.add_to, "xem máy có đủ những gì dịch vụ cần", doctor.DOCTOR),
    "backup": Command(backup.add_backup, "sao lưu dịch vụ", backup.BACKUP),
    "restore": Command(backup.add_restore, "khôi phục bản sao lưu", backup.RESTORE),
    "new": Command(_add_new, "tạo hai tệp ban đầu, có chú thích", NEW),
    "schema": Command(_add_schema, "in JSON Schema của các tệp", SCHEMA),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `reportgen` and return the process exit code; an unexpected exception is a bug and shows as one."""
    _speak_utf8()
    options = make_parser().parse_args(arguments)
    if options.command is None:
        make_parser().print_help()
        return ExitCode.USAGE
    run: Callable[[argparse.Namespace], ExitCode] = options.run
    try:
        return run(options)
    except ReportgenError as error:
        _report(error, as_json=getattr(options, "as_json", False))
        return error.exit_code
    except BrokenPipeError:  # the reader of our output has gone: `reportgen … | head`
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 — for the flush at exit
        return ExitCode.DONE
    except KeyboardInterrupt:
        print("Đã dừng.", file=sys.stderr)
        return ExitCode.STOPPED


def _report(error: ReportgenError, *, as_json: bool) -> None:
    findings = error.findings if isinstance(error, InputRefused) else ()
    if as_json:
        print_json({"files": [], "findings": [f.as_json() for f in findings], "error": str(error)})
        return
    if not findings:
        print(f"reportgen: {error}", file=sys.stderr)
        return
    for finding in findings:
        print(line(finding), file=sys.stderr)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    print(f"Có {errors} lỗi; chưa ghi tệp nào.", file=sys.stderr)


def _speak_utf8() -> None:
    """Print Vietnamese on consoles whose default encoding cannot."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
