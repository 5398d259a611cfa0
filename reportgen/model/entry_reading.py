"""What was read of one unit's form: a verdict for every cell, and what has to be said about the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from reportgen.errors import Finding, Severity, Where
from reportgen.model.entry_form import EntryField, Row

Typed = int | Decimal | str | None


class CellState(StrEnum):
    """How well a cell was read."""

    OK = "ok"
    UNDERSTOOD = "understood"
    REFUSED = "refused"
    BLANK = "blank"

    @property
    def label(self) -> str:
        """What people call it."""
        return {"ok": "đọc được", "understood": "đã hiểu", "refused": "chưa đọc được", "blank": "trống"}[
            self.value
        ]

    @property
    def is_told(self) -> bool:
        """Whether a person has to hear of such a cell."""
        return self in (CellState.UNDERSTOOD, CellState.REFUSED)


@dataclass(frozen=True, slots=True)
class CellVerdict:
    """What stands in one cell, how it was read, and where; None is «chưa có số liệu»."""

    figure: str
    state: CellState
    where: Where
    value: Typed = None
    shown: str = ""
    period: int = 0
    label: str = ""
    message: str = ""
    remedy: str = ""
    rule: str = ""
    also: tuple[Where, ...] = ()

    def finding(self) -> Finding:
        """Return what has to be said about the cell."""
        is_refused = self.state is CellState.REFUSED
        severity = Severity.ERROR if is_refused else Severity.INFO
        name = f"{self.label or self.figure}{f' ({self.period})' if self.period else ''}"
        state = f"{self.state.label}: " if is_refused else ""
        message = f"{name}: {state}{self.message}"
        rule = self.rule or "understood"
        return Finding(rule, message, self.where, self.remedy, severity=severity, also=self.also)

    def as_json(self) -> dict[str, object]:
        """Return the cell as `--json` prints it."""
        value = str(self.value) if isinstance(self.value, Decimal) else self.value
        result: dict[str, object] = {
            "figure": self.figure,
            "period": self.period,
            "state": self.state.value,
            "where": str(self.where),
            "shown": self.shown,
            "value": value,
            "message": self.message,
            "remedy": self.remedy,
        }
        return {key: each for key, each in result.items() if each != "" or key == "value"}


@dataclass(frozen=True, slots=True)
class Remark:
    """What a clerk wrote beside a figure: in the notes column, or as a comment on the cell."""

    label: str
    text: str
    where: Where


Numbers = Mapping[str, Mapping[str, Mapping[int, int | Decimal | None]]]


@dataclass(frozen=True, slots=True)
class EntryReading:
    """One file as read: whose it is, its cells, lists, remarks, and findings about the file as a whole."""

    file: str
    code: str = ""
    cells: tuple[CellVerdict, ...] = ()
    numbers: Numbers = field(default_factory=dict)
    """By group, member and period, as unit values have them; refused and blank cells are not among them."""
    lists: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    head: Mapping[str, object] = field(default_factory=dict)
    """What a file of values says besides figures: `van_ban`, `thong_tin`, as plain data."""
    remarks: tuple[Remark, ...] = ()
    findings: tuple[Finding, ...] = ()
    counted: Mapping[CellState, int] | None = None
    """How many cells were read in which way, once only some of them are kept."""

    @property
    def is_sound(self) -> bool:
        """Whether every figure was read, and the file is the unit's own form of this period."""
        refused = any(cell.state is CellState.REFUSED for cell in self.cells)
        return not refused and not any(each.severity is Severity.ERROR for each in self.findings)

    def count(self, state: CellState) -> int:
        """Return how many cells were read that way."""
        if self.counted is not None:
            return self.counted[state]
        return sum(cell.state is state for cell in self.cells)

    def slim(self) -> EntryReading:
        """Return it without the cells that need no word: thousands of forms are held at a time."""
        counted = {state: self.count(state) for state in CellState}
        told = tuple(cell for cell in self.cells if cell.state.is_told)
        return replace(self, cells=told, counted=counted)

    def says_the_same(self, other: EntryReading) -> bool:
        """Whether two files give the same figures, however they are written."""
        mine, others = (self.lists, self.head), (other.lists, other.head)
        return self.plain_numbers() == other.plain_numbers() and mine == others

    def plain_numbers(self) -> dict[tuple[str, str, int], int | Decimal]:
        """Return the numbers alone: not to say a figure and to say that it is not there yet are one."""
        return {
            (group, member, period): number
            for group, members in self.numbers.items()
            for member, by_period in members.items()
            for period, number in by_period.items()
            if number is not None
        }


def gather(
    cells: Iterable[tuple[EntryField, CellVerdict]],
) -> dict[str, dict[str, dict[int, int | Decimal | None]]]:
    """Return the figures of cells that were read, by group, member and period."""
    numbers: dict[str, dict[str, dict[int, int | Decimal | None]]] = {}
    for each, verdict in cells:
        if verdict.state not in (CellState.REFUSED, CellState.BLANK):
            assert not isinstance(verdict.value, str), "a cell of a figure holds a number or nothing"
            by_member = numbers.setdefault(each.group, {})
            by_member.setdefault(each.member, {})[each.period] = verdict.value
    return numbers


def refused_file(file: str, findings: Iterable[Finding], code: str = "") -> EntryReading:
    """Return the reading of a file of which no figure is taken."""
    return EntryReading(file, code, findings=tuple(findings))
