"""A period that is open in this process: its programme, read once, with the present values of its units."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from reportgen.load.programme import LoadedProgramme, load_programme
from reportgen.model.entry_form import EntryField, EntryForm
from reportgen.model.office.cycles import CycleView
from reportgen.model.office.refusals import NotFound
from reportgen.model.office.reports import CellId
from reportgen.model.roster import Roster
from reportgen.service.entry_forms import form_of
from reportgen.service.last_figures import LastFigures
from reportgen.service.office.bundles import folder_of
from reportgen.service.office.latest import Latest
from reportgen.service.office.office import Office
from reportgen.service.office.previous_cycle import PreviousCycle
from reportgen.service.office.stored_units import StoredUnits
from reportgen.service.office.unit_document import Cell, cell_id
from reportgen.service.programme import OpenProgramme
from reportgen.service.programme_reports import ProgrammeReports
from reportgen.store import programmes as rows
from reportgen.store.reports import Standing

T = TypeVar("T")
MOST_REMEMBERED = 256
"""Findings, texts and narratives of reports as they stand; the oldest go first."""
MOST_DOCUMENTS = 64
"""Values of revisions: some 20 KB each."""
MOST_GRIDS = 32
"""Grids of units: some 0.1 MB each."""
MOST_UNITS = 32
"""Units whose groups are kept as they were last, some 0.2 MB each, and of which it is known what is quiet."""


class OpenedCycle:
    """One version of a programme in one period. Its threads take turns where figures are worked out."""

    def __init__(self, office: Office, cycle: CycleView, path: Path) -> None:
        self.cycle, self.path = cycle, path
        self.loaded: LoadedProgramme = load_programme(path, has_values=False)
        self.units = StoredUnits(office.database, cycle.id, self.loaded.slots)
        self.programme = OpenProgramme(self.loaded, self.units)
        groups = Latest(MOST_UNITS)
        self.programme.group_memory = lambda code: groups.get(code, dict)
        self.reports = ProgrammeReports(path, self.programme)
        self.form: EntryForm = form_of(self.loaded)
        self.before = PreviousCycle(office, self.loaded, partial(opened, office))
        self.last = LastFigures(self.loaded, self.before)
        self.fields: dict[CellId, EntryField] = {
            cell_id((each.group, each.member, each.period)): each for each in self.form.fields()
        }
        self.typed_cells: tuple[Cell, ...] = tuple(_typed_cells(self.form))
        """Those that a unit types unless they are made of the units below it."""
        self.lock = threading.RLock()
        self.own_forms = Latest(office.settings.own_forms)
        """What is compiled for one unit: its narrative, or a section of it that somebody looks at."""
        self.grids = Latest(MOST_GRIDS)
        """The grids of units as they were laid out last: most of the next one is the same."""
        self.documents = Latest(MOST_DOCUMENTS)
        """Values of revisions, taken apart; whoever changes one changes a copy."""
        self.known_groups = Latest(MOST_UNITS)
        """Which groups of units need not be checked again, by unit and options."""
        self._remembered = Latest(MOST_REMEMBERED)
        self._database = office.database

    @property
    def roster(self) -> Roster:
        """The units that count."""
        return self.loaded.roster

    @contextmanager
    def at_work(self) -> Iterator[tuple[OpenProgramme, Session]]:
        """Give the programme with the values of this moment, and a session that sees the same moment.

        One thread at a time; never asked for inside a write, which would have others wait for a lock while
        they hold the other.
        """
        with self.lock, self._database.read() as session:
            self.catch_up(session)
            yield self.programme, session

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key, or make it; the key tells everything that it depends on."""
        return self._remembered.get(key, make)

    def catch_up(self, session: Session, version: int | None = None) -> None:
        """Move on to the present values; its caller holds the lock."""
        self.programme.forget(self.units.catch_up(session, version))


def _typed_cells(form: EntryForm) -> Iterator[Cell]:
    for section in form.sections:
        for row in section.rows:
            yield from ((row.group, row.member, year) for year in row.fields if year not in row.shared)


def opened(office: Office, cycle_id: int, session: Session | None = None) -> OpenedCycle:
    """Return a period with the version of its programme that is in force; kept open for next time.

    Raises NotFound when there is no such period.
    """
    if session is None:
        with office.database.read() as own:
            return opened(office, cycle_id, own)
    found = rows.cycle(session, cycle_id)
    if found is None:
        raise NotFound("không có kỳ báo cáo này")
    return opened_as(office, found)


def opened_as(office: Office, found: rows.InCycle) -> OpenedCycle:
    """Return a period, just read from the database, with its programme; kept open for next time."""
    key = (found.cycle.id, found.version.id)
    with office.lock:
        kept = office.opened.get(key)
        if kept is None:
            folder = folder_of(office, found.version.bundle)
            view = cycle_view(found)
            kept = office.opened[key] = OpenedCycle(office, view, folder / found.version.path)
        office.opened.move_to_end(key)
        while len(office.opened) > office.settings.opened_cycles:
            office.opened.popitem(last=False)
    if kept.cycle.is_open != found.cycle.is_open:
        kept.cycle = cycle_view(found)
    return kept


def kept_open(office: Office, standing: Standing) -> OpenedCycle | None:
    """Return the period of a report when this process has it open just as it stands."""
    key = (standing.row.cycle_id, standing.version_id)
    with office.lock:
        kept = office.opened.get(key)
        if kept is None or kept.cycle.is_open != standing.is_open:
            return None
        office.opened.move_to_end(key)
        return kept


def newest_opened(office: Office, cycle_id: int) -> OpenedCycle | None:
    """Return the newest version of a period that this process has open; None when it has none."""
    with office.lock:
        versions = [version for cycle, version in office.opened if cycle == cycle_id]
        return office.opened[cycle_id, max(versions)] if versions else None


def cycle_view(found: rows.InCycle) -> CycleView:
    """Return a period as people see it."""
    cycle, programme, version = found
    return CycleView(
        cycle.id,
        programme.key,
        programme.title,
        cycle.period,
        cycle.period_text,
        version.number,
        cycle.is_open,
        version.is_single,
        cycle.data_version,
    )
