"""`reportgen serve`: the service with its web page, on this machine or for a whole province."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.batch import positive
from reportgen.errors import EnvironmentProblem, ExitCode, UsageProblem

if TYPE_CHECKING:
    from reportgen.service.office.office import OfficeSettings, OidcSettings

SERVE = """Mở trang web nhập số liệu, viết, duyệt và lập báo cáo. Mọi thứ ở một tệp SQLite và một thư mục;
nhiều người dùng cùng lúc thì trỏ --database tới PostgreSQL. Dừng bằng Ctrl-C."""
OIDC, OIDC_NEEDED = "REPORTGEN_OIDC", ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")
DATABASE, DATA = "REPORTGEN_DATABASE", "REPORTGEN_DATA"
WEB_EXTRA = "pip install 'reportgen[web]'"


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    host = "địa chỉ mạng (mặc định 127.0.0.1: chỉ máy này; 0.0.0.0: cả mạng)"
    parser.add_argument("--host", metavar="ĐỊA-CHỈ", default="127.0.0.1", help=host)
    parser.add_argument("--port", metavar="CỔNG", type=_port, default=8000, help="cổng (mặc định 8000)")
    add_place(parser)
    workers = "số tiến trình trả lời trang (mặc định: số nhân của máy)"
    parser.add_argument("--workers", metavar="SỐ", type=positive, default=os.cpu_count() or 1, help=workers)
    private = "cho webhook gửi tới cả máy trong mạng nội bộ"
    parser.add_argument("--private-webhooks", action="store_true", help=private)
    quiet = "không ghi nhật ký từng yêu cầu, chỉ ghi lỗi"
    parser.add_argument("--quiet", action="store_true", help=quiet)
    parser.set_defaults(run=run)


def add_place(parser: argparse.ArgumentParser) -> None:
    """Give a parser the arguments that say where the service keeps what it knows."""
    data = f"thư mục dữ liệu (mặc định: ${DATA}, hoặc ./reportgen-data)"
    parser.add_argument("--data", metavar="THƯ-MỤC", type=Path, help=data)
    database = f"postgresql://… (mặc định: ${DATABASE}, hoặc tệp SQLite trong thư mục dữ liệu)"
    parser.add_argument("--database", metavar="ĐỊA-CHỈ", help=database)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"“{text}” không phải số cổng (0–65535)")
    return int(text)


def settings_of(options: argparse.Namespace) -> OfficeSettings:
    """Return where the service keeps what it knows; passwords in addresses better come by the environment.

    Raises EnvironmentProblem when the libraries of the service are not installed.
    """
    try:
        from reportgen.service.office.office import OfficeSettings
    except ModuleNotFoundError as error:
        raise EnvironmentProblem(f"Thiếu thư viện {error.name} của dịch vụ.", remedy=WEB_EXTRA) from error
    folder = options.data or Path(os.environ.get(DATA, "reportgen-data"))
    database = options.database or os.environ.get(DATABASE, "")
    return OfficeSettings(folder.absolute(), database, oidc=_oidc())


def _oidc() -> OidcSettings | None:
    """Return the accounts of the province, when the environment names them."""
    from reportgen.service.office.office import OidcSettings

    issuer, client, secret = (os.environ.get(f"{OIDC}_{name}", "") for name in OIDC_NEEDED)
    if not issuer:
        return None
    if not client or not secret:
        raise UsageProblem(f"{OIDC}_ISSUER đi cùng {OIDC}_CLIENT_ID và {OIDC}_CLIENT_SECRET.")
    return OidcSettings(issuer, client, secret, os.environ.get(f"{OIDC}_CLAIM", "preferred_username"))


def run(options: argparse.Namespace) -> ExitCode:
    """Serve until stopped."""
    settings = settings_of(options)
    try:
        from reportgen.web.processes import answer_requests, do_jobs
        from reportgen.web.supervisor import Serving, Supervisor, listen
    except ModuleNotFoundError as error:
        raise EnvironmentProblem(f"Thiếu thư viện {error.name} của dịch vụ.", remedy=WEB_EXTRA) from error
    settings = replace(settings, private_webhooks=options.private_webhooks)
    serving = Serving(settings, options.host, options.port, options.workers, options.quiet)
    listeners = listen(serving.host, serving.port, serving.workers)
    for line in _greeting(settings, *listeners[0].getsockname()[:2]):
        print(line, flush=True)
    if Supervisor(serving, listeners, answer_requests, do_jobs).run():
        print("Đã dừng.", flush=True)
        return ExitCode.DONE
    print("reportgen: các tiến trình không chạy được, xem nhật ký ở trên.", file=sys.stderr)
    return ExitCode.ENVIRONMENT


def _greeting(settings: OfficeSettings, host: str, port: int) -> list[str]:
    """Bring the tables up to date, and tell people where to go first."""
    from reportgen.service.office.accounts import setup_code
    from reportgen.service.office.office import Office

    office = Office.open(settings)
    code = setup_code(office)
    office.close()
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 — compared, not opened
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    if code is None:
        return [f"reportgen chạy tại {address}"]
    return [
        f"reportgen chạy tại {address}",
        f"Lập tài khoản quản trị đầu tiên (dùng một lần): {address}/bat-dau?ma={code}",
    ]
