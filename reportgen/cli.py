"""The command line. Nothing heavy is imported before a command runs: `reportgen --help` answers at once."""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from reportgen import __version__
from reportgen.errors import ExitCode, Finding, InputRefused, ReportgenError, Severity

if TYPE_CHECKING:
    from reportgen.service import Built

DESCRIPTION = "Lập báo cáo hành chính (Nhà nước, Đảng) từ dữ liệu: Word, phụ lục Excel, bảng đối chiếu."
EXIT_CODES = """mã thoát:
  0   xong
  1   lỗi của chương trình
  2   gọi lệnh chưa đúng
  3   dữ liệu có lỗi, không lập văn bản
  5   máy thiếu phông chữ, LibreOffice, quyền ghi…
  130 người dùng dừng"""
ARGPARSE_MESSAGES = (
    (r"the following arguments are required: (.+)", r"thiếu {0}"),
    (r"unrecognized arguments: (.+)", r"không hiểu {0}"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"{0} không có {1}; chọn một trong: {2}"),
    (r"argument (.+): expected one argument", r"{0} cần một giá trị đi kèm"),
    (r"argument (.+): expected .+", r"{0} thiếu giá trị đi kèm"),
    (r"ambiguous option: (.+) could match (.+)", r"{0} có thể là {1}; viết đầy đủ"),
)


class Parser(argparse.ArgumentParser):
    """argparse that speaks Vietnamese and leaves exiting to `main`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(add_help=False, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs)
        self._positionals.title, self._optionals.title = "tham số", "tuỳ chọn"
        self.add_argument("-h", "--help", "--tro-giup", action="help", help="in trợ giúp này")

    def format_usage(self) -> str:
        """Return the usage line under a Vietnamese heading."""
        return super().format_usage().replace("usage:", "cách dùng:", 1)

    def format_help(self) -> str:
        """Return the help under a Vietnamese heading."""
        return super().format_help().replace("usage:", "cách dùng:", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call, and stop with exit code 2."""
        for pattern, said in ARGPARSE_MESSAGES:
            if found := re.fullmatch(pattern, message):
                message = said.format(*found.groups())
                break
        self.exit(ExitCode.USAGE, f"{self.prog}: {message}\nXem: {self.prog} --help\n")


def make_parser() -> Parser:
    """Return the parser of all commands."""
    parser = Parser(prog="reportgen", description=DESCRIPTION, epilog=EXIT_CODES)
    version = f"reportgen {__version__}"
    parser.add_argument("--version", action="version", version=version, help="in số phiên bản")
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title="lệnh", parser_class=Parser)
    _add_build(commands.add_parser("build", help="lập một báo cáo và các tệp kèm theo", description=BUILD))
    _add_new(commands.add_parser("new", help="tạo hai tệp ban đầu, có chú thích", description=NEW))
    _add_schema(commands.add_parser("schema", help="in JSON Schema của các tệp", description=SCHEMA))
    return parser


# --- build -------------------------------------------------------------------------------------------

BUILD = "Lập báo cáo Word, bảng phụ lục Excel và bảng đối chiếu số liệu. Có lỗi thì không ghi tệp nào."


def _add_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("definition", metavar="BAO-CAO.yaml", type=Path, help="tệp định nghĩa báo cáo")
    here = "nơi ghi kết quả (mặc định: thư mục này)"
    parser.add_argument("--out", metavar="THƯ-MỤC", type=Path, default=Path(), help=here)
    other = "tệp số liệu khác (yaml, json, xlsx)"
    parser.add_argument("--so-lieu", metavar="TỆP", type=Path, dest="figures", help=other)
    parser.add_argument("--pdf", action="store_true", help="lập thêm bản PDF (cần LibreOffice)")
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=_run_build)


def _run_build(options: argparse.Namespace) -> ExitCode:
    with _collector_at_rest():
        from reportgen.service import build

        built = build(options.definition, options.out, figures=options.figures, pdf=options.pdf)
    if options.as_json:
        files = [path.as_posix() for path in built.files]
        _print_json({"files": files, "findings": [finding.as_json() for finding in built.findings]})
    else:
        _tell(built)
    return ExitCode.DONE


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let garbage lie while one report is made: imports and trees are all it would look through."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _tell(built: Built) -> None:
    for finding in built.findings:
        print(_line(finding), file=sys.stderr)
    figures, computed, typed = built.counts
    origins = f"{figures} số lấy từ số liệu ({computed} số tính theo công thức), {typed} số gõ tay"
    print(f"Đã lập {len(built.files)} tệp; in ra {origins}:")
    for path in built.files:
        print(f"  {path.as_posix()}")


MARKS = {Severity.ERROR: "lỗi", Severity.WARNING: "chú ý", Severity.INFO: "ghi nhận"}


def _line(finding: Finding) -> str:
    return f"[{MARKS[finding.severity]}] {finding}"


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
        _print_json({"files": [path.as_posix() for path in files]})
        return ExitCode.DONE
    for path in files:
        print(f"Đã tạo {path.as_posix()}")
    print(f"Sửa hai tệp rồi chạy: reportgen build {files[0].as_posix()} --out {options.folder.as_posix()}")
    return ExitCode.DONE


# --- schema ------------------------------------------------------------------------------------------

SCHEMA = "In JSON Schema để trình soạn thảo gợi ý và kiểm tra khi gõ."


def _add_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("which", metavar="TỆP", choices=["bao-cao", "so-lieu"], help="bao-cao hoặc so-lieu")
    parser.add_argument("--json", action="store_true", help="như không ghi: lược đồ luôn là JSON")
    parser.set_defaults(run=_run_schema)


def _run_schema(options: argparse.Namespace) -> ExitCode:
    from reportgen.service import json_schema

    _print_json(json_schema(options.which))
    return ExitCode.DONE


# --- running -----------------------------------------------------------------------------------------


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


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
        _print_json({"files": [], "findings": [f.as_json() for f in findings], "error": str(error)})
        return
    if not findings:
        print(f"reportgen: {error}", file=sys.stderr)
        return
    for finding in findings:
        print(_line(finding), file=sys.stderr)
    print(f"Có {len(findings)} lỗi; chưa ghi tệp nào.", file=sys.stderr)


def _speak_utf8() -> None:
    """Print Vietnamese on consoles whose default encoding cannot."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
