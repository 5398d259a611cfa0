"""Programmes: published as bundles, tried out first; their periods opened and closed."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from reportgen.errors import Finding, UsageProblem
from reportgen.load.programme import LoadedProgramme, load_programme
from reportgen.model.office.cycles import CycleView, VersionView
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import Denied, NotFound
from reportgen.model.office.reports import ReportState
from reportgen.service.entry_forms import form_of
from reportgen.service.office import bundles
from reportgen.service.office.access import ASK_ADMIN, keeps_templates, require_programme, sees_cycle
from reportgen.service.office.bundle_gate import gate_programme
from reportgen.service.office.office import Office
from reportgen.service.office.opened import OpenedCycle, cycle_view, opened
from reportgen.service.office.seeds import Seeds
from reportgen.service.office.single_report import PROGRAMME, made_programme
from reportgen.service.office.trial import try_programme
from reportgen.service.office.versions import contents_under, void_by_version
from reportgen.settings import samples_folder
from reportgen.store import accounts as people
from reportgen.store import programmes as rows
from reportgen.store import reports as report_rows
from reportgen.store.events import append
from reportgen.store.tables_programmes import Cycle, Programme, ProgrammeVersion
from reportgen.store.tables_reports import ReportRow, RevisionRow

FROM_BUNDLE = "bundle"
"""How the first revision of a report came when the bundle held values."""


@dataclass(frozen=True)
class _Tried:
    """A bundle that may be published."""

    loaded: LoadedProgramme
    data: bytes
    path: str
    is_single: bool
    findings: tuple[Finding, ...]
    seeds: Mapping[str, str]
    contents: Mapping[int, str]
    """The content hash under this version of every report that is signed, by its number."""


def publish_programme(office: Office, actor: Actor, data: bytes, name: str, note: str = "") -> VersionView:
    """Publish a zip with a programme, or with one report and its figures, as a new version of its period.

    Reports that are there keep what was entered. Raises Denied, or InputRefused with everything wrong in it.
    """
    _require_keeper(actor)
    return publish_files(office, actor, gate_programme(data, name), name, note)


def load_sample(office: Office, actor: Actor, name: str) -> VersionView:
    """Publish one of the samples that come with the program: `toan-tinh`, `phong-tho`, `lai-chau`.

    Raises UsageProblem when there is none of that name.
    """
    _require_keeper(actor)
    folder = samples_folder() / name
    if name not in samples():
        raise UsageProblem(f"không có mẫu {name}; có: {', '.join(samples())}")
    files = {each.name: each.read_bytes() for each in sorted(folder.iterdir()) if each.is_file()}
    return publish_files(office, actor, files, f"{name}.zip", "mẫu có sẵn")


def _require_keeper(actor: Actor) -> None:
    """Raise Denied unless somebody keeps any programme: what follows takes seconds."""
    if not keeps_templates(actor):
        raise Denied(f"bạn không có quyền {Action.KEEP_TEMPLATES.label}", remedy=ASK_ADMIN)


def samples() -> list[str]:
    """Return the names of the samples that come with the program."""
    folder = samples_folder()
    return sorted(each.name for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []


def publish_files(office: Office, actor: Actor, files: dict[str, bytes], name: str, note: str) -> VersionView:
    """Publish files that came through the gate; raises Denied, or InputRefused with everything wrong."""
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        tried = _tried(office, actor, files, Path(folder), name)
    bundle = office.blobs.put(tried.data)
    with office.database.write() as session:
        version = _new_version(office, session, actor, tried, bundle, note)
        cycle = _cycle(office, session, version, tried)
        _add_reports(office, session, actor, cycle, tried)
        void_by_version(office, session, actor, version, tried.contents)
        detail = {"version": version.number, "bundle": bundle, "period": version.period, "note": note}
        append(session, office.clock(), actor.user_id, "programme-published", f"cycle:{cycle.id}", detail)
        return version_view(session, cycle, version, tried.findings)


def _tried(office: Office, actor: Actor, files: dict[str, bytes], folder: Path, name: str) -> _Tried:
    """Return a bundle that was read and compiled, with what its units have given."""
    path, is_single = bundles.main_file(files, name)
    bundles.write(files, folder)
    if is_single:
        more = made_programme(folder, path, name)
        bundles.write(more, folder)
        files = {**files, **more}
        path = next(each for each in more if each.endswith(PROGRAMME))
    findings = try_programme(office.settings, folder / path)
    loaded = load_programme(folder / path, has_values=False)
    require_programme(actor, loaded.programme.key)
    if loaded.programme.previous_key is not None:  # its approved figures will be seen here
        require_programme(actor, loaded.programme.previous_key)
    given = Seeds(loaded)
    texts = dict(given.texts())
    told = tuple(_without_folder(each, folder) for each in (*findings, *given.findings))
    return _Tried(loaded, bundles.packed(files), path, is_single, told, texts, contents_under(office, loaded))


def _without_folder(finding: Finding, folder: Path) -> Finding:
    """Return a finding that names its file as the bundle does."""
    file = finding.where.file.removeprefix(f"{folder.as_posix()}/")
    return replace(finding, where=replace(finding.where, file=file))


def _new_version(
    office: Office, session: Session, actor: Actor, tried: _Tried, bundle: str, note: str
) -> ProgrammeVersion:
    wanted = tried.loaded.programme
    programme = rows.programme(session, wanted.key)
    if programme is None:
        programme = Programme(key=wanted.key, title=wanted.title)
        session.add(programme)
        session.flush()
    programme.title = wanted.title
    version = ProgrammeVersion(
        programme_id=programme.id,
        number=rows.next_version(session, programme.id),
        period=form_of(tried.loaded).period,
        bundle=bundle,
        path=tried.path,
        is_single=tried.is_single,
        user_id=actor.user_id,
        at=office.clock(),
        note=note,
    )
    session.add(version)
    session.flush()
    return version


def _cycle(office: Office, session: Session, version: ProgrammeVersion, tried: _Tried) -> Cycle:
    cycle = rows.cycle_of(session, version.programme_id, version.period)
    if cycle is None:
        cycle = Cycle(
            programme_id=version.programme_id,
            period=version.period,
            period_text=tried.loaded.period.days,
            version_id=version.id,
            made_at=office.clock(),
        )
        session.add(cycle)
    elif not cycle.is_open:
        raise Denied("kỳ báo cáo này đã đóng", remedy="mở lại kỳ rồi đưa phiên bản mới lên")
    cycle.version_id = version.id
    cycle.data_version = (cycle.data_version or 0) + 1
    session.flush()
    return cycle


def _add_reports(office: Office, session: Session, actor: Actor, cycle: Cycle, tried: _Tried) -> None:
    """Give every unit a report, and those that nobody has touched what the bundle has of them."""
    there = {row.unit_code: row for row in report_rows.of_cycle(session, cycle.id)}
    for code in tried.loaded.roster.units:
        row = there.get(code)
        if row is None:
            row = ReportRow(cycle_id=cycle.id, unit_code=code, revision=0, state=ReportState.MISSING.value)
            row.data_version = cycle.data_version
            session.add(row)
            there[code] = row
    session.flush()
    for code, text in tried.seeds.items():
        if there[code].revision == 0:
            _seed(office, session, actor, cycle, there[code], text)


def _seed(office: Office, session: Session, actor: Actor, cycle: Cycle, row: ReportRow, text: str) -> None:
    now = office.clock()
    row.revision, row.state, row.changed_at = 1, ReportState.ENTERED.value, now
    row.values_sha256, row.data_version = hashlib.sha256(text.encode()).hexdigest(), cycle.data_version
    session.add(
        RevisionRow(
            report_id=row.id,
            number=1,
            values=text,
            narrative="{}",
            user_id=actor.user_id,
            at=now,
            why="số liệu kèm theo chương trình",
            via=FROM_BUNDLE,
        )
    )


def version_view(
    session: Session, cycle: Cycle, version: ProgrammeVersion, findings: tuple[Finding, ...] = ()
) -> VersionView:
    """Return a version as people see it."""
    programme = session.get_one(Programme, version.programme_id)
    return VersionView(
        cycle.id,
        programme.key,
        programme.title,
        version.number,
        version.period,
        version.bundle,
        version.is_single,
        people.names(session)[version.user_id],
        version.at,
        version.note,
        findings,
    )


# --- periods ---------------------------------------------------------------------------------------------


def cycles(office: Office, actor: Actor) -> list[CycleView]:
    """Return the periods in which somebody has something to do, the latest first."""
    with office.database.read() as session:
        views = [cycle_view(found) for found in rows.cycles(session)]
    return [view for view in views if sees_cycle(actor, view)]


def versions(office: Office, actor: Actor, programme: str) -> list[VersionView]:
    """Return the versions of a programme, the newest first; raises Denied unless one keeps it."""
    require_programme(actor, programme)
    with office.database.read() as session:
        found = rows.programme(session, programme)
        if found is None:
            raise NotFound("không có chương trình này")
        made = rows.versions(session, found.id)
        cycles = {each.period: rows.cycle_of(session, found.id, each.period) for each in made}
        return [
            version_view(session, cycle, each) for each in made if (cycle := cycles[each.period]) is not None
        ]


def bundle_of(office: Office, actor: Actor, cycle_id: int) -> bytes:
    """Return the zip that is in force in a period; raises Denied unless one keeps its programme."""
    with office.database.read() as session:
        found = rows.cycle(session, cycle_id)
        if found is None:
            raise NotFound("không có kỳ báo cáo này")
        require_programme(actor, found.programme.key)
        return office.blobs.get(found.version.bundle)


def close_cycle(office: Office, actor: Actor, cycle_id: int) -> None:
    """Close a period: nobody changes its reports any more; raises Denied unless one keeps its programme."""
    _set_open(office, actor, cycle_id, is_open=False)


def open_cycle(office: Office, actor: Actor, cycle_id: int) -> None:
    """Open a closed period again; raises Denied unless one keeps its programme."""
    _set_open(office, actor, cycle_id, is_open=True)


def _set_open(office: Office, actor: Actor, cycle_id: int, *, is_open: bool) -> None:
    with office.database.write() as session:
        found = rows.cycle(session, cycle_id)
        if found is None:
            raise NotFound("không có kỳ báo cáo này")
        require_programme(actor, found.programme.key)
        if found.cycle.is_open != is_open:
            found.cycle.is_open = is_open
            action = "cycle-opened" if is_open else "cycle-closed"
            append(session, office.clock(), actor.user_id, action, f"cycle:{cycle_id}")


__all__ = [
    "OpenedCycle",
    "bundle_of",
    "close_cycle",
    "cycles",
    "load_sample",
    "open_cycle",
    "opened",
    "publish_programme",
    "samples",
    "versions",
]
