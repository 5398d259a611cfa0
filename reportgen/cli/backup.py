"""`reportgen backup` and `reportgen restore`: everything the service keeps, in one file, and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from reportgen.cli.serve import add_place, settings_of
from reportgen.errors import ExitCode

BACKUP = """Sao lưu mọi thứ của dịch vụ (cơ sở dữ liệu và kho tệp) vào một tệp, khi dịch vụ vẫn đang chạy.
Bản sao được đọc lại và đối chiếu trước khi báo xong. Tệp có băm mật khẩu và số liệu: cất nơi an toàn."""
RESTORE = """Khôi phục một bản sao lưu vào thư mục và cơ sở dữ liệu còn trống; chuyển được cả từ SQLite sang
PostgreSQL và ngược lại. Xong thì kiểm tra lại chuỗi nhật ký."""


def add_backup(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `backup` its arguments."""
    parser.add_argument("out", metavar="TỆP", type=Path, help="tệp sao lưu sẽ ghi, ví dụ sao-luu.zip")
    add_place(parser)
    parser.set_defaults(run=run_backup)


def add_restore(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `restore` its arguments."""
    parser.add_argument("archive", metavar="TỆP", type=Path, help="tệp do reportgen backup ghi")
    add_place(parser)
    parser.set_defaults(run=run_restore)


def run_backup(options: argparse.Namespace) -> ExitCode:
    """Write a backup."""
    settings = settings_of(options)
    from reportgen.service.office.backups import backup

    copied = backup(settings, options.out)
    print(f"Đã sao lưu {copied.rows} dòng, {copied.files} tệp vào {options.out.as_posix()}, đọc lại đủ.")
    return ExitCode.DONE


def run_restore(options: argparse.Namespace) -> ExitCode:
    """Put a backup back."""
    settings = settings_of(options)
    from reportgen.service.office.backups import restore

    copied = restore(settings, options.archive)
    print(f"Đã khôi phục {copied.rows} dòng, {copied.files} tệp; chuỗi nhật ký nguyên vẹn.")
    return ExitCode.DONE
