"""Figures of the last period beside those to type: by unit, brought over where units were merged or split."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from reportgen.consolidate import carry_over
from reportgen.errors import Finding, InputRefused, Severity
from reportgen.load.programme import LoadedProgramme
from reportgen.load.unit_files import UnitFiles, open_units
from reportgen.model.consolidation import ConsolidationRules
from reportgen.model.unit_values import Exact, FigureKey, Numbers, UnitValues


class Before(Protocol):
    """The last period as it was reported here."""

    @property
    def is_there(self) -> bool:
        """Whether it was."""

    def read(self, code: str) -> UnitValues | None:
        """Return the figures of a unit by its code of then; None when they are not settled."""


class LastFigures:
    """Reads the values of the last period; what is wrong with them is told and keeps nobody from working.

    What was reported here and approved goes before what the programme's files say.
    """

    def __init__(self, loaded: LoadedProgramme, before: Before | None = None) -> None:
        self.loaded, self._before = loaded, before
        self.findings: list[Finding] = []
        self._files = self._open()
        self._carried = carry_over(
            self._read,
            loaded.programme.successions,
            ConsolidationRules((), loaded.programme.rules),
            loaded.slots,
            after=last_cutoff(loaded) + dt.timedelta(days=1),  # earlier changes of units are known to them
            until=loaded.period.cutoff_on,
        )

    @property
    def has_any(self) -> bool:
        """Whether there is a last period at all."""
        return self._files is not None or (self._before is not None and self._before.is_there)

    def of(self, code: str) -> dict[FigureKey, int | Decimal | None]:
        """Return the figures of a unit by group and member."""
        values = self._values(code)
        if values is None:
            return {}
        return {
            (group, member): self._number(numbers)
            for group, members in values.values.items()
            for member, numbers in members.items()
        }

    def _open(self) -> UnitFiles | None:
        path = self.loaded.programme.last_values
        if path is None:
            return None
        try:
            return open_units(self.loaded.path(path), self.loaded.slots)
        except InputRefused as refused:
            self._tell(refused)
            return None

    def _read(self, code: str) -> UnitValues | None:
        settled = self._before.read(code) if self._before is not None else None
        if settled is not None:
            return settled
        return self._files.read(code) if self._files is not None else None

    def _values(self, code: str) -> UnitValues | None:
        try:
            return self._carried.of(code)
        except InputRefused as refused:
            self._tell(refused)
            return None

    def _tell(self, refused: InputRefused) -> None:
        self.findings += (replace(each, severity=Severity.WARNING) for each in refused.findings)

    def _number(self, numbers: Numbers) -> int | Decimal | None:
        """Return the figure of the last period: of the year that the programme names, else the latest.

        A number without a year was the current one of then; the reader has put it under that of today.
        """
        years = (self.loaded.slots.last, self.loaded.slots.current, max(numbers, default=None))
        year = next((year for year in years if year in numbers), None)
        return _shown(numbers[year]) if year is not None else None


def last_cutoff(loaded: LoadedProgramme) -> dt.date:
    """Return the last day of the last period."""
    return loaded.programme.period.last_cutoff_on or loaded.period.starts_on - dt.timedelta(days=1)


def _shown(number: Exact | None) -> int | Decimal | None:
    """Return a number that a spreadsheet can show; a share of a split unit has no end of decimals."""
    if isinstance(number, Fraction):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return number
