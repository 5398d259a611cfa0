"""The period before, when it was reported here: figures of its approved reports, by the codes of then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from reportgen.consolidate import printable
from reportgen.load.programme import LoadedProgramme
from reportgen.model.office.reports import ReportState
from reportgen.model.unit_values import UnitValues
from reportgen.service.last_figures import last_cutoff
from reportgen.service.office.office import Office
from reportgen.store import programmes, reports

if TYPE_CHECKING:
    from reportgen.service.office.opened import OpenedCycle

LOOKED_FOR_EVERY = dt.timedelta(minutes=1)
"""An earlier period is seldom published after a later one: no page asks for it again and again."""


class PreviousCycle:
    """Gives what units had approved in the period that ends where this one begins.

    It is one of the same programme, or of the one that the programme names as its forerunner.
    """

    def __init__(
        self, office: Office, loaded: LoadedProgramme, open_cycle: Callable[[int], OpenedCycle]
    ) -> None:
        self._office, self._loaded, self._open = office, loaded, open_cycle
        self._key = loaded.programme.previous_key or loaded.programme.key
        self._cycle_id: int | None = None
        self._looked_at: dt.datetime | None = None

    @property
    def is_there(self) -> bool:
        """Whether that period was reported here."""
        return self._found() is not None

    def read(self, code: str) -> UnitValues | None:
        """Return a unit's figures, as those of last period; None unless its report was approved."""
        cycle_id = self._found()
        if cycle_id is None:
            return None
        before = self._open(cycle_id)
        with before.at_work() as (programme, session):
            is_approved = reports.state_of(session, cycle_id, code) == ReportState.APPROVED
            if not is_approved or code not in before.roster:
                return None
            return self._as_last(programme.child(code), before.loaded.slots.current)

    def approved(self) -> dict[str, UnitValues]:
        """Return the figures of all units whose report of then is approved, as they were printed then."""
        cycle_id = self._found()
        if cycle_id is None:
            return {}
        before = self._open(cycle_id)
        with before.at_work() as (programme, session):
            states = {row.unit_code: row.state for row in reports.of_cycle(session, cycle_id)}
            codes = [code for code in before.roster.units if states.get(code) == ReportState.APPROVED]
            year = before.loaded.slots.current
            return {
                code: self._as_last(printable(programme.child(code), before.loaded.slots), year)
                for code in codes
            }

    def _as_last(self, values: UnitValues, year: int) -> UnitValues:
        """Return the figures of a year under the one that this programme gives to last period."""
        slots = self._loaded.slots
        last = slots.last if slots.last is not None else slots.current
        numbers = {
            group: {member: {last: given[year]} for member, given in members.items() if year in given}
            for group, members in values.values.items()
        }
        return UnitValues(values.code, numbers, source=values.source)

    def _found(self) -> int | None:
        now = self._office.clock()
        if self._cycle_id is None and (self._looked_at is None or now >= self._looked_at + LOOKED_FOR_EVERY):
            self._looked_at = now
            self._cycle_id = self._look()
        return self._cycle_id

    def _look(self) -> int | None:
        """Return the period that ends there; of several that which is as long as this one."""
        cutoff, period = last_cutoff(self._loaded), self._loaded.period
        with self._office.database.read() as session:
            found = programmes.ending_on(session, self._key, cutoff)
        days = (period.cutoff_on - period.starts_on).days

        def differs(starts_on: str) -> int:
            return abs((cutoff - dt.date.fromisoformat(starts_on)).days - days)

        return min(found, key=lambda each: differs(each[1].partition("/")[0]), default=(None, ""))[0]
