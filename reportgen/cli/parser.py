"""argparse that speaks Vietnamese."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any, NoReturn

from reportgen.errors import ExitCode

ARGPARSE_MESSAGES = (
    (r"the following arguments are required: (.+)", r"thiếu {0}"),
    (r"unrecognized arguments: (.+)", r"không hiểu {0}"),
    (r"argument (.+): invalid choice: (.+) \(choose from (.+)\)", r"{0} không có {1}; chọn một trong: {2}"),
    (r"argument (.+): expected one argument", r"{0} cần một giá trị đi kèm"),
    (r"argument (.+): expected .+", r"{0} thiếu giá trị đi kèm"),
    (r"argument (.+?): not allowed with argument (.+)", r"{0} không đi cùng {1}"),
    (r"argument (.+?): (.+)", r"{0}: {1}"),
    (r"ambiguous option: (.+) could match (.+)", r"{0} có thể là {1}; viết đầy đủ"),
)

FILE_ENDINGS = frozenset(
    {".docx", ".docm", ".doc", ".pdf", ".xlsx", ".xls", ".json", ".yaml", ".yml", ".zip"}
)


def folder(text: str) -> Path:
    """Return a folder to write into; a name that looks like a file's is a slip unless it is a folder."""
    path = Path(text)
    if path.suffix.lower() in FILE_ENDINGS and not path.is_dir():
        told = f"“{text}” trông như tên tệp, mà đây là tên thư mục; viết ví dụ “{path.stem}”"
        raise argparse.ArgumentTypeError(told)
    return path


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
