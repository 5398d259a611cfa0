"""`reportgen rollforward`: the files of a report made ready for its next period."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.parser import folder
from reportgen.cli.printing import line, print_json
from reportgen.errors import ExitCode

if TYPE_CHECKING:
    from reportgen.service.rolling import RolledForward

ROLLFORWARD = """Chuyển báo cáo sang kỳ sau: kỳ này thành kỳ so sánh, số của kỳ mới để trống (null),
mục tiêu giữ nguyên, văn bản thành dự thảo chưa có số, ngày, người ký. Lời văn mang sang nguyên vẹn và
bị ghi nhớ là chưa xem lại cho đến khi có người sửa. Tệp cũ không bị sửa."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    parser.add_argument("old", metavar="KỲ-CŨ", type=int, help="kỳ vừa qua, ví dụ 2023")
    parser.add_argument("new", metavar="KỲ-MỚI", type=int, help="kỳ mới, ví dụ 2024")
    parser.add_argument("definition", metavar="BAO-CAO.yaml", type=Path, help="tệp định nghĩa báo cáo")
    here = "nơi ghi các tệp mới (mặc định: thư mục mang tên kỳ mới, cạnh tệp định nghĩa)"
    parser.add_argument("--out", metavar="THƯ-MỤC", type=folder, help=here)
    parser.add_argument("--so-lieu", metavar="TỆP", type=Path, dest="figures", help="tệp số liệu khác")
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Roll a report forward and say what is left to people."""
    from reportgen.service.rolling import roll_forward

    rolled = roll_forward(options.old, options.new, options.definition, options.out, figures=options.figures)
    if options.as_json:
        print_json(_as_json(rolled))
    else:
        print("\n".join(_told(rolled)))
    return ExitCode.DONE


def _as_json(rolled: RolledForward) -> dict[str, object]:
    return {
        "files": [path.as_posix() for path in rolled.files],
        "stale": rolled.stale_count,
        "dropped": list(rolled.dropped),
        "findings": [finding.as_json() for finding in rolled.findings],
    }


def _told(rolled: RolledForward) -> Iterator[str]:
    for finding in rolled.findings:
        yield line(finding)
    for each in rolled.dropped:
        yield f"Không mang sang: {each}"
    for path in rolled.files:
        yield f"Đã ghi {path.as_posix()}"
    yield (
        f"Còn {len(rolled.findings)} chỗ ghi kỳ cũ, {rolled.stale_count} phần lời văn chưa xem lại; "
        f"điền số của kỳ mới vào các chỗ null."
    )
