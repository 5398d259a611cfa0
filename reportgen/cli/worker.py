"""`reportgen worker`: this machine does work that `reportgen batch --on` hands out."""

from __future__ import annotations

import argparse
import os

from reportgen.cli.batch import add_shop, positive, shop_of
from reportgen.errors import ExitCode

WORKER = """Nhận việc do “reportgen batch --on” chia ra và lập văn bản trên máy này. Chạy bao nhiêu máy cũng
được; máy nào dừng giữa chừng thì việc của nó được giao cho máy khác. Dừng bằng Ctrl-C."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    add_shop(parser, required=True)
    cores = "số tiến trình (mặc định: số nhân của máy)"
    parser.add_argument("--tien-trinh", metavar="SỐ", type=positive, dest="processes", help=cores)
    empty = "hết việc thì kết thúc, thay vì đợi việc mới"
    parser.add_argument("--het-viec-thi-dung", action="store_true", dest="until_empty", help=empty)
    parser.add_argument("--json", action="store_true", dest="as_json", help="in lỗi dạng JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Work until stopped, or until nothing is left."""
    from reportgen.service.batch_remote import run_workers
    from reportgen.service.programme_reports import open_reports

    shop = shop_of(options)
    processes = options.processes or os.cpu_count() or 1
    run_workers(shop, open_reports, processes=processes, until_empty=options.until_empty)
    return ExitCode.DONE
