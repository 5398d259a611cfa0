"""`reportgen freeze`: a set of figures that nobody changes any more."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path

from reportgen.cli.parser import folder
from reportgen.cli.printing import print_json
from reportgen.errors import ExitCode

FREEZE = """Chốt số liệu: ghi một bản không đổi nữa, mang mã tính từ chính nội dung, kèm người chốt,
thời điểm, nguồn của từng số. Cùng số liệu thì cùng mã. Ghi so_lieu trong bao-cao.yaml là tệp đã chốt thì
văn bản và bảng đối chiếu nêu mã đó; tệp đã chốt mà bị sửa thì không lập được."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    parser.add_argument("figures", metavar="SO-LIEU", type=Path, help="tệp số liệu (yaml, json, xlsx)")
    parser.add_argument("--nguoi", metavar="TÊN", dest="by", default="", help="người chốt")
    parser.add_argument("--ghi-chu", metavar="CHỮ", dest="note", default="", help="ghi chú")
    here = "nơi ghi tệp đã chốt (mặc định: cạnh tệp số liệu)"
    parser.add_argument("--out", metavar="THƯ-MỤC", type=folder, help=here)
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Freeze figures and say under which id."""
    from reportgen.service.freezing import freeze

    done = freeze(options.figures, options.out, by=options.by or _user(), note=options.note)
    if options.as_json:
        print_json({"file": done.path.as_posix(), "new": done.is_new, **done.set.head()})
        return ExitCode.DONE
    if done.is_new:
        print(f"Đã chốt bộ số liệu {done.set.short}: {done.path.as_posix()}")
    else:
        print(f"Số liệu này đã chốt lúc {done.set.at} ({done.set.by}): {done.path.as_posix()}")
    return ExitCode.DONE


def _user() -> str:
    """Return the name under which the person works on this machine; empty where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
