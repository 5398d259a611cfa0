"""A workbook that a unit filled in, taken cell by cell."""

from __future__ import annotations

from collections import Counter

from reportgen.errors import Finding, Severity, Where
from reportgen.load.entry_workbook import read_entry_workbook
from reportgen.model.entry_reading import CellState, CellVerdict, EntryReading
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.reports import CellFinding, Taken, TakenCell
from reportgen.service.office.located import Located, located, open_cycle_of
from reportgen.service.office.merging import LIST, Flat
from reportgen.service.office.office import Office
from reportgen.service.office.saving import Wanted, save
from reportgen.service.office.unit_document import vietnamese_text
from reportgen.store.tables_reports import Uploaded

WORKBOOK_KIND = "bieu"


def take_workbook(
    office: Office, actor: Actor, report_id: int, data: bytes, name: str, *, base_revision: int | None = None
) -> Taken:
    """Read the unit's data-entry workbook and store what could be read; blank cells change nothing.

    `data` has passed the gate. A workbook of another unit, programme or period is not taken at all. Raises
    Conflict when somebody changed one of the cells since `base_revision` (by default nobody is asked).
    """
    cycle = open_cycle_of(office, report_id)
    with office.database.read() as session:
        report = located(office, session, actor, Action.EDIT, report_id)
        report.require_changeable()
        code = report.code
    reading = read_entry_workbook(data, name, cycle.form)
    findings = [*reading.findings, *_other_unit(reading, code)]
    is_taken = not any(each.severity is Severity.ERROR for each in findings)
    saved = None
    if is_taken:

        def want(report: Located) -> Wanted:
            base = base_revision if base_revision is not None else report.row.revision
            return _wanted(reading, base, name)

        saved = save(office, actor, report_id, want)
    _note(office, actor, report_id, data, name, is_taken=is_taken)
    counts = Counter(cell.state.value for cell in reading.cells)
    return Taken(tuple(map(_cell, reading.cells)), tuple(findings), dict(counts), saved)


def _other_unit(reading: EntryReading, code: str) -> list[Finding]:
    if reading.code in ("", code):
        return []
    message = f"biểu này của đơn vị {reading.code}, không phải {code}"
    return [Finding("unit-code-differs", message, Where(reading.file), "gửi đúng biểu của đơn vị mình")]


def _wanted(reading: EntryReading, base_revision: int, name: str) -> Wanted:
    places: Flat = {
        f"{group}.{member}@{period}": number
        for group, members in reading.numbers.items()
        for member, numbers in members.items()
        for period, number in numbers.items()
    }
    places |= {LIST + key: [dict(row) for row in rows] for key, rows in reading.lists.items()}
    told = {_name(cell): f"{cell.where.sheet}!{cell.where.cell}" for cell in reading.cells}
    refused = [
        CellFinding(_name(cell), cell.message, cell.remedy, cell.rule, sent=cell.shown)
        for cell in reading.cells
        if cell.state is CellState.REFUSED
    ]
    shown = {key: vietnamese_text(value) for key, value in places.items() if not key.startswith(LIST)}
    return Wanted(places, base_revision, "", "workbook", name, told, refused=tuple(refused), accepted=shown)


def _name(cell: CellVerdict) -> str:
    return f"{cell.figure}@{cell.period}" if cell.period else f"{LIST}{cell.figure}"


def _cell(cell: CellVerdict) -> TakenCell:
    state, place = cell.state.value, str(cell.where)
    return TakenCell(_name(cell), state, cell.shown, cell.value, place, cell.message, cell.remedy)


def _note(office: Office, actor: Actor, report_id: int, data: bytes, name: str, *, is_taken: bool) -> None:
    """Keep what was sent in, taken or not."""
    sha256 = office.blobs.put(data)
    with office.database.write() as session:
        session.add(
            Uploaded(
                report_id=report_id,
                sha256=sha256,
                name=name,
                kind=WORKBOOK_KIND,
                verdict="đã nhận" if is_taken else "không nhận",
                user_id=actor.user_id,
                at=office.clock(),
            )
        )
