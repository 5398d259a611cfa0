"""What the units of a bundle have given already: the first revisions of their reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.load.entry_files import plain_head
from reportgen.load.programme import LoadedProgramme
from reportgen.load.unit_files import UnitFiles, open_units
from reportgen.service.office.unit_document import UnitDocument


class Seeds:
    """The values in a bundle, unit by unit; what is wrong in them is kept as it is, and told."""

    def __init__(self, loaded: LoadedProgramme) -> None:
        self._loaded = loaded
        self.findings: list[Finding] = []

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield code and values of every unit that has given any; `findings` grows meanwhile."""
        path = self._loaded.path(self._loaded.programme.values)
        if not path.exists():
            return
        try:
            files = open_units(path, self._loaded.slots)
        except InputRefused as refused:
            self._warn(refused)
            return
        self.findings += files.findings
        for code in files.codes:
            if code in self._loaded.roster and (document := self._document(files, code)) is not None:
                yield code, document.text(self._loaded.slots)

    def _document(self, files: UnitFiles, code: str) -> UnitDocument | None:
        try:
            values = files.read(code)
        except InputRefused as refused:
            self._warn(refused)
            return self._as_it_is(files, code)
        return UnitDocument.of_values(values, plain_head(values)) if values is not None else None

    def _as_it_is(self, files: UnitFiles, code: str) -> UnitDocument | None:
        """Return values with their mistakes, so that they can be mended in their cells."""
        raw = getattr(files, "raw_json", None)
        if raw is None:
            return None
        try:
            return UnitDocument.read(raw(code).decode("utf-8"), code, self._loaded.slots)
        except ValueError:
            message = "số liệu kèm theo không phải JSON đọc được nên không lấy"
            self.findings.append(Finding("seed-unreadable", message, Where(code), "đơn vị nhập lại số liệu"))
            return None

    def _warn(self, refused: InputRefused) -> None:
        self.findings += (replace(each, severity=Severity.WARNING) for each in refused.findings)
