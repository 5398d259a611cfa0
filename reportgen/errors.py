"""What went wrong, where and how to mend it: findings as values, and the exceptions that carry them.

A user's mistake is a `Finding`; all findings of a stage are raised together in one `InputRefused`.
Any exception that is not a `ReportgenError` is a bug of ours and is never reported as bad input.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum
from itertools import compress
from operator import attrgetter


class ExitCode(IntEnum):
    """Exit codes of the command line (docs/dong-lenh.md)."""

    DONE = 0
    BUG = 1
    USAGE = 2
    REFUSED = 3
    SOME_UNITS_FAILED = 4
    ENVIRONMENT = 5
    STOPPED = 130


class Severity(StrEnum):
    """How much a finding weighs: an error stops publication, a warning and an info do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """What people call it."""
        return {"error": "lỗi", "warning": "chú ý", "info": "ghi nhận"}[self.value]


@dataclass(frozen=True, slots=True)
class Where:
    """A place a person can go to: a line of a text file, a cell of a workbook, or a paragraph of a Word file.

    Lines, columns, paragraphs of a part, tables and rows count from 1; 0 means the whole file.
    `start` and `end` are characters of the paragraph's text, from 0; both 0 mean the whole paragraph.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""
    part: str = ""
    paragraph: int = 0
    heading: str = ""
    table: int = 0
    row: int = 0
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        if self.sheet:
            return "!".join(filter(None, (self.file, self.sheet, self.cell)))
        if self.paragraph:
            return ", ".join(filter(None, (self.file, self.heading, *self._in_document())))
        if self.part:
            return f"{self.file}!{self.part}"
        if self.line:
            return f"{self.file}:{self.line}:{self.column}"
        return self.file

    def _in_document(self) -> tuple[str, ...]:
        if not self.table:
            return (f"đoạn {self.paragraph}",)
        return (f"bảng {self.table}", f"hàng {self.row}", f"cột {self.column}")

    def as_json(self) -> dict[str, str | int]:
        """Only the fields that say something."""
        values = WHERE_VALUES(self)
        return dict(compress(zip(WHERE_FIELDS, values, strict=True), values))


WHERE_FIELDS = tuple(field.name for field in fields(Where))
WHERE_VALUES = attrgetter(*WHERE_FIELDS)
NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person has to know: what, where, and how to mend it. All texts are Vietnamese.

    `also` lists the further places of the same cause, so that one cause is reported once.
    """

    rule: str
    message: str
    where: Where = NOWHERE
    remedy: str = ""
    quote: str = ""
    expected: str = ""
    clause: str = ""
    severity: Severity = Severity.ERROR
    also: tuple[Where, ...] = ()

    def __str__(self) -> str:
        where = str(self.where)
        lines = [f"{where}: {self.message}" if where else self.message]
        if self.quote:
            lines.append(f"    tại: {self.quote}")
        if self.also:
            lines.append("    cùng nguyên nhân ở: " + _list_places(self.also))
        if self.remedy:
            lines.append(f"    cách sửa: {self.remedy}")
        return "\n".join(lines)

    def as_json(self) -> dict[str, object]:
        """Return the shape in which findings are printed as JSON everywhere (docs/ket-qua.md)."""
        result: dict[str, object] = {
            "rule": self.rule,
            "severity": self.severity.value,
            "message": self.message,
            "where": self.where.as_json(),
            "quote": self.quote,
            "expected": self.expected,
            "remedy": self.remedy,
            "clause": self.clause,
        }
        if self.also:
            result["also"] = [place.as_json() for place in self.also]
        return result


MOST_PLACES_SHOWN = 8


def _list_places(places: tuple[Where, ...]) -> str:
    shown = ", ".join(str(place) for place in places[:MOST_PLACES_SHOWN])
    hidden = len(places) - MOST_PLACES_SHOWN
    return shown + (f" và {hidden} chỗ nữa" if hidden > 0 else "")


class ReportgenError(Exception):
    """Base of every exception this package raises on purpose."""

    exit_code = ExitCode.BUG


class InputRefused(ReportgenError):
    """The user's files hold mistakes; `findings` has all that could be found, in order of place."""

    exit_code = ExitCode.REFUSED

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class UsageProblem(ReportgenError):
    """The command was called in a way that makes no sense."""

    exit_code = ExitCode.USAGE


class EnvironmentProblem(ReportgenError):
    """The machine lacks something: a font, LibreOffice, a writable folder."""

    exit_code = ExitCode.ENVIRONMENT

    def __init__(self, problem: str, *, remedy: str = "") -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{problem}\n    cách sửa: {remedy}" if remedy else problem)


REASONS = {
    PermissionError: "không có quyền ghi",
    FileExistsError: "đã có tệp cùng tên thư mục",
    NotADirectoryError: "đường dẫn đi qua một tệp, không phải thư mục",
    IsADirectoryError: "đó là một thư mục",
}
REASON_OF_NUMBER = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "hết phần đĩa được cấp",
    errno.EFBIG: "tệp lớn quá mức cho phép",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.ENOENT: "không tạo được thư mục ở đó",
}


def os_reason(error: OSError) -> str:
    """Return why the system did not let us write, in words."""
    return REASONS.get(type(error)) or REASON_OF_NUMBER.get(
        error.errno or 0, f"hệ điều hành báo lỗi số {error.errno}"
    )
