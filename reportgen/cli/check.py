"""`reportgen check`: any file looked over before somebody signs it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.pace import collector_at_rest
from reportgen.cli.printing import print_json
from reportgen.errors import ExitCode

if TYPE_CHECKING:
    from reportgen.service.check_values import FileChecked, UnitVerdict

CHECK = """Kiểm tra một văn bản Word bất kỳ (.docx), một định nghĩa báo cáo (bao-cao.yaml) hoặc một tệp
số liệu: thể thức, con số trong lời văn và trong bảng, câu chữ, số liệu. Không sửa tệp nào.
Có lỗi thì mã thoát là 3."""
RULE_SETS = ("nd30", "hd36", "hd05")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    parser.add_argument("files", metavar="TỆP", type=Path, nargs="+", help="tệp .docx, .yaml, .json, .xlsx")
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    copy = "ghi một bản sao, mỗi phát hiện là một ghi chú (comment) tại chỗ"
    parser.add_argument("--annotate", metavar="RA.docx", type=Path, help=copy)
    chosen = "bộ thể thức (nếu không ghi: theo loại văn bản và ngày)"
    parser.add_argument("--the-thuc", dest="rule_set", choices=RULE_SETS, default="", help=chosen)
    parser.add_argument("--so-lieu", metavar="TỆP", type=Path, dest="figures", help="tệp số liệu khác")
    accepted = "tệp ghi các phát hiện được bỏ qua"
    parser.add_argument("--bo-qua", metavar="TỆP", type=Path, dest="waivers", help=accepted)
    parser.add_argument(
        "--chi-tiet", action="store_true", dest="in_detail", help="kể hết quy tắc chưa kiểm tra được"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Check the files and say what was found."""
    with collector_at_rest():
        from reportgen.cli.check_text import told
        from reportgen.service.check_values import CheckOptions
        from reportgen.service.checking import check_files

        how = CheckOptions(options.rule_set, options.figures, options.waivers)
        results = check_files(options.files, how, annotated=options.annotate)
    if options.as_json:
        print_json(_as_json(results))
    else:
        print("\n".join(told(results, in_detail=options.in_detail)))
        if options.annotate is not None:
            _tell_of_copy(options.annotate, results[0])
    return ExitCode.REFUSED if any(each.checked.is_blocking for each in results) else ExitCode.DONE


def _tell_of_copy(path: Path, result: FileChecked) -> None:
    if result.document is None:
        print("Không ghi bản có ghi chú: không có văn bản Word nào đọc được.", file=sys.stderr)
    else:
        print(f"Bản có ghi chú: {path.as_posix()}")


def _unit(unit: UnitVerdict) -> dict[str, object]:
    return {
        "code": unit.code,
        "name": unit.name,
        "level": unit.level,
        "verdict": unit.verdict,
        "errors": unit.errors,
        "warnings": unit.warnings,
    }


def _as_json(results: list[FileChecked]) -> dict[str, object]:
    """Return all results as one; each finding names its file (docs/ket-qua.md)."""
    from reportgen.model.checking import merge

    whole = merge(each.checked for each in results)
    return {
        "files": [
            {
                "file": each.file,
                "kind": each.kind.value if each.kind else "",
                "rule_set": each.rule_set,
                "blocking": each.checked.is_blocking,
                **({"units": [_unit(unit) for unit in each.units]} if each.units else {}),
            }
            for each in results
        ],
        "findings": [finding.as_json() for finding in whole.findings],
        "waived": [waived.as_json() for waived in whole.waived],
        "not_evaluated": [
            {"file": each.file, "rule": case.rule, "reason": case.reason}
            for each in results
            for case in each.checked.not_evaluated
        ],
        "passed": dict(whole.passed),
        "rule_set": results[0].rule_set,
        "blocking": whole.is_blocking,
    }
