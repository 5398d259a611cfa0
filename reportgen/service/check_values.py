"""How a file is asked to be checked, and the outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from reportgen.errors import Finding
from reportgen.model.checking import Checked


class FileKind(StrEnum):
    """What a file to be checked is."""

    WORD = "docx"
    DEFINITION = "bao-cao"
    FIGURES = "so-lieu"
    PROGRAMME = "chuong-trinh"


@dataclass(frozen=True, slots=True)
class UnitVerdict:
    """How one unit of a programme stands."""

    code: str
    name: str
    level: str
    has_figures: bool
    errors: int = 0
    warnings: int = 0

    @property
    def verdict(self) -> str:
        """One word for it: `error`, `missing`, `warning` or `ok`."""
        if self.errors:
            return "error"
        if not self.has_figures:
            return "missing"
        return "warning" if self.warnings else "ok"


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How files are checked: by which rule set, with which figures and waivers, on which day."""

    rule_set: str = ""
    """`nd30`, `hd36` or `hd05`; empty: chosen by what the document is and says."""
    figures: Path | None = None
    waivers: Path | None = None
    today: dt.date | None = None

    @property
    def day(self) -> dt.date:
        """The day on which waivers must be in force."""
        return self.today or dt.datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class FileChecked:
    """The outcome for one file; `document` is the Word file that was looked at, if any."""

    file: str
    kind: FileKind | None
    checked: Checked
    rule_set: str = ""
    document: bytes | None = None
    units: tuple[UnitVerdict, ...] = ()
    """The units of a programme, one verdict each."""
    in_document: tuple[Finding, ...] = ()
    """The findings with their places in the document, for the comments."""

    def with_findings(self, more: Iterable[Finding]) -> FileChecked:
        """Return it with more findings, which are not about the document."""
        checked = replace(self.checked, findings=(*self.checked.findings, *more))
        return replace(self, checked=checked)
