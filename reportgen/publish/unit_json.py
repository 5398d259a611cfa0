"""The values of units as files: the same values give the same bytes, numbers as they were typed."""

from __future__ import annotations

from typing import Any

from reportgen.model.entry_form import DENOMINATOR, EntryForm
from reportgen.model.entry_reading import EntryReading
from reportgen.model.frozen import canonical


def unit_json(reading: EntryReading, form: EntryForm) -> bytes:
    """Return the values of one unit as one line of JSON; what was left blank is not in it."""
    figures: dict[str, Any] = {}
    for group, members in reading.numbers.items():
        for member, numbers in members.items():
            by_period = {str(period): number for period, number in sorted(numbers.items())}
            _put(figures.setdefault(group, {}), member, by_period, _part_of(form, group, member))
    figures |= {key: list(rows) for key, rows in reading.lists.items()}
    return (canonical({"don_vi": reading.code, **reading.head, "so_lieu": figures}) + "\n").encode()


def _put(members: dict[str, Any], member: str, by_period: dict[str, Any], part: str) -> None:
    """Put numbers of a figure; one with an own denominator has both under their names."""
    name = member.removesuffix(f".{DENOMINATOR}")
    if part:
        members.setdefault(name, {})[DENOMINATOR if name != member else part] = by_period
    else:
        members[name] = by_period


def _part_of(form: EntryForm, group: str, member: str) -> str:
    """Return under which name the numbers of a figure with an own denominator stand; empty for others."""
    name = member.removesuffix(f".{DENOMINATOR}")
    rows = [
        row for section in form.sections if section.key == group for row in section.rows if row.key == name
    ]
    if not any(row.part == DENOMINATOR for row in rows):
        return ""
    return next((row.part for row in rows if row.part != DENOMINATOR), DENOMINATOR)
