"""What a new version of a programme does to signatures: those whose content it changes hold no longer."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from reportgen.load.programme import LoadedProgramme
from reportgen.model.office.people import Actor
from reportgen.service.entry_forms import form_of
from reportgen.service.office.contents import hash_of
from reportgen.service.office.office import Office
from reportgen.service.office.stored_units import StoredUnits
from reportgen.service.office.voiding import void
from reportgen.service.programme import OpenProgramme
from reportgen.store import programmes, reports, sign_offs
from reportgen.store.tables_programmes import ProgrammeVersion


def contents_under(office: Office, loaded: LoadedProgramme) -> dict[int, str]:
    """Return the content hash that each signed report would have under a version not yet published."""
    with office.database.read() as session:
        programme = programmes.programme(session, loaded.programme.key)
        period = form_of(loaded).period
        cycle = programmes.cycle_of(session, programme.id, period) if programme is not None else None
        signed = sign_offs.holding_of_cycle(session, cycle.id) if cycle is not None else []
        if cycle is None or not signed:
            return {}
        units = StoredUnits(office.database, cycle.id, loaded.slots)
        units.catch_up(session)
        opened = OpenProgramme(loaded, units)
        found = {}
        for _, row in signed:
            if row.unit_code in loaded.roster:
                kept = reports.revision(session, row.id, row.revision)
                found[row.id] = hash_of(opened, row.unit_code, kept.narrative if kept is not None else "{}")
        return found


def void_by_version(
    office: Office,
    session: Session,
    actor: Actor,
    version: ProgrammeVersion,
    contents: Mapping[int, str],
) -> None:
    """Make the signatures void whose content is another one under a new version."""
    cycle = programmes.cycle_of(session, version.programme_id, version.period)
    assert cycle is not None, "it was just published in it"
    signed = sign_offs.holding_of_cycle(session, cycle.id)
    other = [(each, row) for each, row in signed if contents.get(row.id) != each.content_hash]
    void(office, actor, other, f"chương trình đổi sang phiên bản {version.number}", None)
