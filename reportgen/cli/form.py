"""`reportgen form`: data-entry workbooks for the units of a programme."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reportgen.cli.parser import folder
from reportgen.cli.printing import line, print_json
from reportgen.errors import ExitCode

FORM = """Lập biểu nhập số liệu (Excel) cho từng đơn vị của chương trình: điền sẵn tên và mã đơn vị, ô vàng để
nhập, số kỳ trước bên cạnh, cột Kiểm tra. Gửi biểu đi, thu về bằng reportgen collect."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    parser.add_argument("programme", metavar="CHUONG-TRINH.yaml", type=Path, help="tệp chương trình")
    parser.add_argument("--out", metavar="THƯ-MỤC", type=folder, required=True, help="nơi ghi các biểu")
    units = "chỉ lập cho các đơn vị này (mặc định: mọi đơn vị không có đơn vị cấp dưới)"
    parser.add_argument("--don-vi", metavar="MÃ", nargs="+", dest="codes", default=[], help=units)
    levels = "chỉ lập cho các đơn vị của cấp này"
    parser.add_argument("--cap", metavar="CẤP", nargs="+", dest="levels", default=[], help=levels)
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Write the workbooks and say how many."""
    from reportgen.service.entry_forms import make_forms

    made = make_forms(options.programme, options.out, codes=options.codes, levels=options.levels)
    if options.as_json:
        findings = [finding.as_json() for finding in made.findings]
        print_json({"files": [path.as_posix() for path in made.files], "findings": findings})
        return ExitCode.DONE
    for finding in made.findings:
        print(line(finding), file=sys.stderr)
    print(f"Đã lập {len(made.files)} biểu nhập số liệu trong {options.out.as_posix()}")
    return ExitCode.DONE
