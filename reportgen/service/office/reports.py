"""Reports as their clerks work with them: found, shown, changed place by place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from reportgen.errors import Finding, InputRefused, Where
from reportgen.fill.filler import gather_names
from reportgen.load.unit_values import UnitReader
from reportgen.model.definition import Definition
from reportgen.model.figures_input import UnitTexts
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import NotFound
from reportgen.model.office.reports import CellId, ReportLine, ReportState, ReportView, Saved, SectionView
from reportgen.service.office import entering
from reportgen.service.office.access import allowed, require, sees_cycle
from reportgen.service.office.contents import content_hash
from reportgen.service.office.grid import Grid, LaidOut
from reportgen.service.office.located import Located, at_work, located, open_cycle_of
from reportgen.service.office.merging import SECTION, Flat, flat, texts_of
from reportgen.service.office.narrative import programme_text, sections
from reportgen.service.office.office import Office
from reportgen.service.office.opened import OpenedCycle, opened
from reportgen.service.office.saving import Wanted, save
from reportgen.service.office.taking import take_workbook
from reportgen.service.office.unit_document import UnitDocument
from reportgen.service.programme import OpenProgramme
from reportgen.service.reading import computed
from reportgen.store import programmes
from reportgen.store import reports as rows
from reportgen.store.tables_reports import ReportRow

MOST_LINES = 200


# --- finding ---------------------------------------------------------------------------------------------


def my_reports(
    office: Office, actor: Actor, *, cycle_id: int | None = None, most: int = MOST_LINES
) -> list[ReportLine]:
    """Return the reports that somebody may see, those to be worked on first; the latest periods first."""
    with office.database.read() as session:
        found = [each for each in programmes.cycles(session) if cycle_id in (None, each.cycle.id)]
        lines: list[ReportLine] = []
        for each in found:
            cycle = opened(office, each.cycle.id, session)
            if sees_cycle(actor, cycle.cycle):
                lines += _lines(session, cycle, actor, is_open=each.cycle.is_open)
    return sorted(lines, key=lambda line: (not line.may_edit, not line.is_open))[:most]


def _lines(session: Session, cycle: OpenedCycle, actor: Actor, *, is_open: bool) -> list[ReportLine]:
    there = {row.unit_code: row for row in rows.of_cycle(session, cycle.cycle.id)}
    lines = []
    for code in cycle.roster.units:
        rights = allowed(actor, cycle.cycle, cycle.roster.path(code))
        if Action.READ in rights and code in there:
            lines.append(line_of(cycle, there[code], is_open=is_open, may_edit=Action.EDIT in rights))
    return lines


def line_of(cycle: OpenedCycle, row: ReportRow | rows.Report, *, is_open: bool, may_edit: bool) -> ReportLine:
    """Return a report as it stands in a list."""
    view, unit = cycle.cycle, cycle.roster[row.unit_code]
    return ReportLine(
        row.id,
        view.id,
        view.programme,
        view.title,
        view.period,
        view.period_text,
        unit.code,
        unit.name,
        unit.level,
        ReportState(row.state),
        row.revision,
        cycle.loaded.period.due_on(unit.level),
        is_open,
        may_edit and is_open and row.state != ReportState.APPROVED,
        row.changed_at,
    )


def report_of(office: Office, actor: Actor, cycle_id: int, unit: str) -> int:
    """Return the number of a unit's report; raises NotFound, or Denied."""
    cycle = opened(office, cycle_id)
    require(actor, Action.READ, cycle.cycle, unit, cycle.roster)
    with office.database.read() as session:
        row = rows.of_unit(session, cycle_id, unit)
    if row is None:
        raise NotFound("đơn vị này không có báo cáo trong kỳ")
    return row.id


# --- showing ---------------------------------------------------------------------------------------------


def open_report(office: Office, actor: Actor, report_id: int) -> ReportView:
    """Return a report with its grid, its narrative and what somebody may do with it.

    Raises NotFound or Denied, and InputRefused when the report's own definition is wrong.
    """
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        cycle, rights = report.opened, report.rights(actor)
        line = line_of(cycle, report.row, is_open=report.is_open, may_edit=Action.EDIT in rights)
        is_parent = cycle.roster.is_parent(report.code)
        document, content = report.document(), content_hash(report, programme)
        made = programme.child(report.code) if is_parent else None
        grid = Grid(cycle, document, made, cycle.grids.get(report.code, LaidOut.nothing))
        figures = cycle.grids.put(report.code, grid.sections()).sections
        return ReportView(
            line,
            report.row.revision,
            content,
            cycle.form.years,
            cycle.form.current,
            figures,
            grid.lists(),
            sections_of(report),
            dict(texts_of(document)),
            is_parent,
            frozenset(each.value for each in rights),
        )


def sections_of(report: Located) -> tuple[SectionView, ...]:
    """Return the narrative of a report; raises InputRefused when its definition is wrong."""
    cycle = report.opened
    key = ("narrative", cycle.roster[report.code].level, report.narrative)
    return cycle.remember(key, lambda: sections(cycle.reports.level_report(report.code), report.narrative))


def first_section(office: Office, actor: Actor, report_id: int) -> SectionView | None:
    """Return the first section with words, None without any; raises as `open_report` does."""
    with at_work(office, actor, Action.READ, report_id) as (report, _):
        return next((each for each in sections_of(report) if each.has_text), None)


def letterhead(office: Office, actor: Actor, report_id: int) -> Mapping[str, object]:
    """Return the letterhead that the document prints, by dotted name, whoever says it.

    Raises NotFound or Denied, and InputRefused when the report's own definition is wrong.
    """
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        return shown_texts(programme, report.code)


def shown_texts(programme: OpenProgramme, code: str) -> dict[str, object]:
    """Return the letterhead that a unit's document prints, by dotted name, as files have it."""
    level = programme.unit(code).level
    found = _dotted_texts(programme.definition(level).definition)
    try:
        given = programme.unit_figures(code)
        form = programme.form(level)
        names, _, _ = gather_names(form, computed(form, given.figures), given.figures.texts)
    except InputRefused:
        return found
    told = {".".join(map(str, path)): text for path, text in names["_loi"].items()}
    worked_out = {name: _worked_out(name, value, told) for name, value in found.items()}
    return worked_out | _dotted_texts(given.figures.texts)


def _worked_out(name: str, value: object, told: Mapping[str, str]) -> object:
    """Return a text of the definition with its tags worked out for the unit."""
    if isinstance(value, list):
        return [told.get(f"{name}.{index}", each) for index, each in enumerate(value)]
    return told.get(name, value)


def _dotted_texts(given: Definition | UnitTexts) -> dict[str, object]:
    """Return the texts of a definition, or those of a unit, by dotted name."""
    said = given.model_fields_set
    texts: dict[str, object] = {}
    if "agency" in said and given.agency is not None:
        agency = given.agency
        texts["co_quan.chu_quan"], texts["co_quan.ban_hanh"] = list(agency.parent), list(agency.issuer)
        texts["co_quan.ten_goi"] = agency.name
    plain = {"number": "so", "symbol": "ky_hieu", "place": "dia_danh"}
    texts |= {key: getattr(given, name) for name, key in plain.items() if name in said}
    if "issued_on" in said and given.issued_on is not None:
        day = given.issued_on
        known = [part for part in (day.year, day.month, day.day) if part is not None]
        texts["ngay"] = "-".join(f"{part:02}" for part in known)
    if "recipients" in said and given.recipients is not None:
        texts["noi_nhan"] = list(given.recipients)
    if "signatory" in said and given.signatory is not None:
        signatory = given.signatory
        texts["ky_ten.quyen_han"] = list(signatory.authority)
        texts["ky_ten.chuc_vu"], texts["ky_ten.ho_ten"] = signatory.position, signatory.name
    return {name: value for name, value in texts.items() if value not in (None, "", [])}


# --- changing --------------------------------------------------------------------------------------------


def save_figures(
    office: Office,
    actor: Actor,
    report_id: int,
    cells: Mapping[CellId, str],
    *,
    base_revision: int,
    why: str = "",
    via: str = "",
    file: str = "",
) -> Saved:
    """Store figures as people type them; "" takes a figure away. Refused cells are told and not stored.

    Raises Conflict when somebody changed one of these cells since `base_revision`, Denied, Frozen, NotFound.
    """

    def want(report: Located) -> Wanted:
        read = entering.figures(report.opened.fields, cells)
        return _wanted(read, base_revision, why, via or actor.via, file)

    return save(office, actor, report_id, want)


def save_rows(
    office: Office,
    actor: Actor,
    report_id: int,
    list_name: str,
    sent: Sequence[Mapping[str, Any]],
    *,
    base_revision: int,
    why: str = "",
) -> Saved:
    """Store a list as a whole; with one cell refused nothing of it is stored.

    Raises Conflict when somebody changed the list since `base_revision`, Denied, Frozen, NotFound.
    """

    def want(report: Located) -> Wanted:
        entry = next((each for each in report.opened.form.lists if each.key == list_name), None)
        if entry is None:
            raise NotFound(f"biểu không có danh sách {list_name}")
        return _wanted(entering.rows(entry, sent), base_revision, why, actor.via, "")

    return save(office, actor, report_id, want)


def save_section(
    office: Office, actor: Actor, report_id: int, section: str, text: str | None, *, base_revision: int
) -> Saved:
    """Store the unit's own text of a section; None, or the programme's text, takes its own away.

    Raises Conflict when somebody changed the section since `base_revision`, NotFound when there is none.
    """
    plain = entering.section_text(text) if text is not None else None

    with at_work(office, actor, Action.EDIT, report_id) as (report, programme):
        definition = programme.definition(report.opened.roster[report.code].level).definition
    common = programme_text(definition, section)
    if common is None:
        raise NotFound(f"báo cáo không có mục {section}")
    own = None if plain is None or plain.strip() == common.strip() else plain
    wanted = Wanted({SECTION + section: own}, base_revision, via=actor.via)
    return save(office, actor, report_id, lambda _: wanted)


def save_texts(
    office: Office, actor: Actor, report_id: int, texts: Mapping[str, Any], *, base_revision: int
) -> Saved:
    """Store texts of the letterhead and the end: `so`, `ngay`, `noi_nhan`, `ky_ten.ho_ten` …; "" takes away.

    Raises Conflict when somebody changed one of them since `base_revision`, Denied, Frozen, NotFound.
    """
    with at_work(office, actor, Action.EDIT, report_id) as (report, programme):
        read = entering.texts(texts, shown_texts(programme, report.code))

    return save(office, actor, report_id, lambda _: _wanted(read, base_revision, "", actor.via, ""))


def _wanted(read: entering.Entered, base_revision: int, why: str, via: str, file: str) -> Wanted:
    return Wanted(
        read.places,
        base_revision,
        why,
        via,
        file,
        refused=tuple(read.refused),
        understood=tuple(read.understood),
        accepted=read.shown,
    )


# --- the same as files have it ---------------------------------------------------------------------------


def figures_json(office: Office, actor: Actor, report_id: int) -> tuple[int, str]:
    """Return revision and values of a report as a line of so-lieu.jsonl."""
    with office.database.read() as session:
        report = located(office, session, actor, Action.READ, report_id)
        return report.row.revision, report.document().text(report.opened.loaded.slots)


def put_figures_json(
    office: Office, actor: Actor, report_id: int, data: bytes, *, base_revision: int, why: str = ""
) -> Saved:
    """Store the values of a unit as a line of so-lieu.jsonl has them; what it does not say is taken away.

    Raises InputRefused with every mistake in them, Conflict, Denied, Frozen, NotFound.
    """
    cycle = open_cycle_of(office, report_id)
    name = "so-lieu.json"

    def want(report: Located) -> Wanted:
        slots = cycle.loaded.slots
        values = UnitReader(slots).read_json(data, name, report.code)
        if values.whole is not None:
            message, remedy = "tệp có ky là số liệu đầy đủ, không phải của một đơn vị", "gửi phần so_lieu"
            raise InputRefused([Finding("whole-file", message, Where(name), remedy)])
        document = UnitDocument.read(data.decode("utf-8-sig"), report.code, slots)
        new, present = flat(document, "{}"), flat(report.document(), "{}")
        places: Flat = {key: new.get(key) for key in (*present, *new)}
        return Wanted(places, base_revision, why, actor.via)

    return save(office, actor, report_id, want)


__all__ = [
    "figures_json",
    "first_section",
    "letterhead",
    "my_reports",
    "open_report",
    "put_figures_json",
    "report_of",
    "save_figures",
    "save_rows",
    "save_section",
    "save_texts",
    "shown_texts",
    "take_workbook",
]
