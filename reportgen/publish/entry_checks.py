"""The check column of a data-entry form: formulas that say what does not fit while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.entry_form import DENOMINATOR, EntryForm, EntryKind, EntryRow, member_name
from reportgen.model.figures_sheet import TOTAL

RISE, FALL = Decimal(300), Decimal(75)
"""Percent of change against the last period from which a form asks, unless the skeleton says otherwise."""
SMALL = 10
"""Changes between numbers below this are not asked about."""
GAP_TEXTS = ("…", "...", "chưa có")
LONGEST_FORMULA = 8000
Address = Callable[[str, str, int], str | None]
"""Cell of group, member and year; None when the form has no such number."""


def gap_test(cell: str) -> str:
    """Return the test whether a cell says «chưa có số liệu»."""
    return "OR(" + ",".join(f'{cell}="{text}"' for text in ("", *GAP_TEXTS)) + ")"


def typed_test(cell: str, kind: EntryKind) -> str:
    """Return the test that data validation asks of a typed cell; a text must not reach INT."""
    number = f"AND({cell}>=0,{cell}=INT({cell}))" if kind is EntryKind.COUNT else "TRUE"
    return f"IF(ISNUMBER({cell}),{number},{gap_test(cell)})"


@dataclass(frozen=True, slots=True)
class EntryChecks:
    """Makes the formulas of one form."""

    form: EntryForm
    address: Address
    last: Callable[[EntryRow], str | None]
    labels: Mapping[tuple[str, str], str]

    def formula(self, row: EntryRow) -> str:
        """Return the formula of a row's check cell."""
        several = len(row.fields) > 1
        pieces = [
            piece for year in row.fields for piece in self._pieces(row, year, f"{year}: " if several else "")
        ]
        while len("&".join(pieces)) > LONGEST_FORMULA:
            pieces.pop()
        return f"=TRIM({'&'.join(pieces)})"

    def _pieces(self, row: EntryRow, year: int, prefix: str) -> Iterator[str]:
        cell = self._cell(row, year)
        yield _wrong_kind(cell, row.kind, prefix)
        parts = [self.address(row.group, part, year) for part in row.parts]
        if parts and None not in parts:
            yield _differs(cell, [part for part in parts if part], prefix)
        for whole, name in self._wholes(row, year):
            yield _exceeds(cell, whole, f"{prefix}lớn hơn {name}. ")
        last = self.last(row) if year == self.form.current else None
        if last is not None:  # the cell is there, with or without a number
            yield self._jump(cell, last, prefix)

    def _cell(self, row: EntryRow, year: int) -> str:
        cell = self.address(row.group, row.member, year)
        assert cell is not None, "a row's own field has a cell"
        return cell

    def _wholes(self, row: EntryRow, year: int) -> Iterator[tuple[str, str]]:
        """Yield the cells that a row must not exceed, and what they are called."""
        if row.part == DENOMINATOR:
            return
        if row.part_of and (whole := self.address(row.group, row.part_of, year)):
            yield whole, f"“{self.labels[row.group, row.part_of]}”"
        if row.kind is not EntryKind.COUNT or row.is_total:
            return
        if own := self.address(row.group, member_name(row.key, DENOMINATOR), year):
            yield own, "tổng số để tính tỷ lệ"
        elif total := self.address(row.group, TOTAL, year):
            yield total, "tổng số"

    def _jump(self, cell: str, last: str, prefix: str) -> str:
        rise, fall = self.form.rise or RISE, self.form.fall or FALL
        up = _text(f"{prefix}tăng hơn {_plain(rise)}% so với kỳ trước. ")
        down = _text(f"{prefix}giảm hơn {_plain(fall)}% so với kỳ trước. ")
        change = (
            f"IF({cell}*100>{last}*{_plain(100 + rise, '.')},{up},"
            f'IF({cell}*100<{last}*{_plain(100 - fall, ".")},{down},""))'
        )
        return f'IF(AND(COUNT({cell},{last})=2,MAX({cell},{last})>={SMALL},N({last})>0),{change},"")'


def _wrong_kind(cell: str, kind: EntryKind, prefix: str) -> str:
    no_number = _text(f"{prefix}không phải số. ")
    if kind is EntryKind.VALUE:
        return f'IF(OR(ISNUMBER({cell}),{gap_test(cell)}),"",{no_number})'
    not_whole = _text(f"{prefix}phải là số nguyên, không âm. ")
    whole = f'IF(AND({cell}>=0,{cell}=INT({cell})),"",{not_whole})'
    return f'IF(ISNUMBER({cell}),{whole},IF({gap_test(cell)},"",{no_number}))'


def _differs(cell: str, parts: list[str], prefix: str) -> str:
    cells, count = ",".join(parts), len(parts) + 1
    gap = f"ROUND({cell}-SUM({cells}),6)"
    message = f"{_text(f'{prefix}lệch ')}&{gap}&{_text(' so với cộng các phần. ')}"
    return f'IF(COUNT({cell},{cells})={count},IF({gap}<>0,{message},""),"")'


def _exceeds(cell: str, whole: str, message: str) -> str:
    return f'IF(COUNT({cell},{whole})=2,IF({cell}>{whole},{_text(message)},""),"")'


def _text(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _plain(number: Decimal, point: str = ",") -> str:
    return f"{number.normalize():f}".replace(".", point)
