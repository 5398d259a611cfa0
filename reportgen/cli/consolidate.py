"""`reportgen consolidate`: a parent's figures and report, made of those of the units below it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.pace import collector_at_rest
from reportgen.cli.parser import folder
from reportgen.cli.printing import line, print_json
from reportgen.errors import ExitCode, Severity, UsageProblem

if TYPE_CHECKING:
    from reportgen.service.consolidating import Consolidated

CONSOLIDATE = """Tổng hợp số liệu các đơn vị cấp dưới thành số liệu và báo cáo của đơn vị cấp trên, kể chỗ các
đơn vị không khớp, khác thường, chưa có số. Với --kiem-tra: chỉ kiểm tra chéo, không ghi tệp nào.
Đơn vị có tệp lỗi thì coi như chưa có số liệu; khi ấy mã thoát là 4."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    parser.add_argument("programme", metavar="CHUONG-TRINH.yaml", type=Path, help="tệp chương trình")
    unit = "mã đơn vị cấp trên (với --kiem-tra: không ghi thì kiểm tra mọi đơn vị)"
    parser.add_argument("--don-vi", metavar="MÃ", dest="unit", help=unit)
    here = "nơi ghi kết quả (mặc định: thư mục này)"
    parser.add_argument("--out", metavar="THƯ-MỤC", type=folder, default=Path(), help=here)
    parser.add_argument(
        "--kiem-tra", action="store_true", dest="only_check", help="chỉ kiểm tra chéo các đơn vị"
    )
    parser.add_argument("--pdf", action="store_true", help="lập thêm bản PDF (cần LibreOffice)")
    draft = "còn lỗi khi kiểm tra vẫn lập, nhưng in là dự thảo"
    parser.add_argument("--force", action="store_true", help=draft)
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Consolidate one unit, or check units against each other."""
    if options.only_check:
        return _check(options)
    if options.unit is None:
        raise UsageProblem("thiếu --don-vi MÃ: ghi mã đơn vị cần tổng hợp, hoặc dùng --kiem-tra")
    with collector_at_rest():
        from reportgen.service.consolidating import consolidate_unit

        made = consolidate_unit(
            options.programme, options.unit, options.out, pdf=options.pdf, force=options.force
        )
    findings = [*made.crossed.findings, *made.built.findings]
    if options.as_json:
        files = [path.as_posix() for path in made.files]
        print_json({"unit": made.code, "files": files, "findings": [each.as_json() for each in findings]})
    else:
        _tell(made)
    return ExitCode.SOME_UNITS_FAILED if made.has_broken_units else ExitCode.DONE


def _tell(made: Consolidated) -> None:
    for finding in (*made.crossed.findings, *made.built.findings):
        print(line(finding), file=sys.stderr)
    broken = sum(each.severity is Severity.ERROR for each in made.crossed.findings)
    if broken:
        print(f"Có {broken} lỗi trong số liệu các đơn vị: các đơn vị ấy chưa được tính.", file=sys.stderr)
    print(f"Đã tổng hợp đơn vị {made.code}, ghi {len(made.files)} tệp:")
    for path in made.files:
        print(f"  {path.as_posix()}")


def _check(options: argparse.Namespace) -> ExitCode:
    with collector_at_rest():
        from reportgen.cli.check_text import told
        from reportgen.service.check_values import FileChecked, FileKind
        from reportgen.service.consolidating import check_units

        _, checked = check_units(options.programme, options.unit)
    if options.as_json:
        findings = [finding.as_json() for finding in checked.findings]
        idle = [{"rule": each.rule, "reason": each.reason} for each in checked.not_evaluated]
        result = {"findings": findings, "not_evaluated": idle, "passed": dict(checked.passed)}
        print_json({**result, "blocking": checked.is_blocking})
    else:
        whole = FileChecked(options.programme.as_posix(), FileKind.PROGRAMME, checked)
        print("\n".join(told([whole], in_detail=True)))
    return ExitCode.REFUSED if checked.is_blocking else ExitCode.DONE
