"""`reportgen doctor`: whether this machine has what the service needs."""

from __future__ import annotations

import argparse

from reportgen.cli.printing import print_json
from reportgen.cli.serve import add_place, settings_of
from reportgen.errors import ExitCode

DOCTOR = """Xem máy này có đủ những gì dịch vụ cần: cơ sở dữ liệu, thư mục, chỗ trống, LibreOffice, phông chữ.
Giống như /readyz của dịch vụ. Thiếu thứ bắt buộc thì mã thoát là 5."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    add_place(parser)
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Look at everything and tell of it."""
    settings = settings_of(options)
    from reportgen.service.office.health import checks, is_ready
    from reportgen.service.office.office import Office

    office = Office(settings)
    found = checks(office)
    office.close()
    if options.as_json:
        print_json({"ready": is_ready(found), "checks": [each.as_json() for each in found]})
    else:
        for each in found:
            sign = "đạt  " if each.is_good else ("THIẾU" if each.is_needed else "nên có")
            print(f"{sign}  {each.title}: {each.told}")
            if not each.is_good:
                print(f"        cách sửa: {each.remedy}")
    return ExitCode.DONE if is_ready(found) else ExitCode.ENVIRONMENT
