"""The values of units from the database, as a programme reads them: of one consistent moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from sqlalchemy.orm import Session

from reportgen.errors import Finding, Where
from reportgen.load.json_memory import JsonMemory
from reportgen.load.unit_values import UnitReader
from reportgen.model.skeleton import Skeleton
from reportgen.model.source import Source, Spot
from reportgen.model.unit_values import DENOMINATOR, UnitValues
from reportgen.service.office.latest import Latest
from reportgen.service.office.unit_document import FIGURES, PARTS, cell_id
from reportgen.store import reports as rows
from reportgen.store.database import Database

MOST_UNITS = 32
"""Units whose values are remembered, some 50 KB each."""


class StoredUnits:
    """The values of a period's units; a `UnitFiles`. `catch_up` moves on to the present.

    Revisions never change, so what is read stays consistent however long it takes.
    """

    def __init__(self, database: Database, cycle_id: int, slots: Skeleton) -> None:
        self._database, self._cycle_id = database, cycle_id
        self._reader, self._current = UnitReader(slots, positions=False), slots.current
        self.findings: list[Finding] = []
        self._kept: dict[str, rows.Kept] = {}
        self.codes: Mapping[str, Where] = {}
        """The units that have values, and where."""
        self._at_hand: tuple[int, int, str] | None = None
        self._memories = Latest(MOST_UNITS)
        self.version = -1

    def catch_up(self, session: Session, version: int | None = None) -> list[str]:
        """Return the units whose values are other ones than last time; `version` is the period's now."""
        now = version if version is not None else rows.data_version(session, self._cycle_id)
        if now <= self.version:
            return []
        changed = rows.kept_since(session, self._cycle_id, self.version)
        self._kept.update({each.unit_code: each for each in changed})
        self.codes = {code: Where(_file(code)) for code, kept in self._kept.items() if kept.revision}
        self.version = now
        return [each.unit_code for each in changed]

    def have_at_hand(self, report_id: int, revision: int, values: str) -> None:
        """Take the values of a report that are going to be asked for, and have been read already."""
        self._at_hand = (report_id, revision, values)

    def memory(self, code: str) -> JsonMemory:
        """Return what is remembered of a unit's values as they were read last."""
        return self._memories.get(code, JsonMemory)

    def report_id(self, code: str) -> int:
        """Return the number of a unit's report; 0 when it has none."""
        return self._kept[code].report_id if code in self._kept else 0

    def revision(self, code: str) -> int:
        """Return which revision of a unit's values is read."""
        return self._kept[code].revision if code in self._kept else 0

    def digest(self, code: str) -> str:
        """Return the sha256 of a unit's values; empty when there are none."""
        return self._kept[code].sha256 if code in self._kept else ""

    def read(self, code: str) -> UnitValues | None:
        """Return the values of a unit; None when there are none. Raises InputRefused with its mistakes."""
        kept = self._kept.get(code)
        if kept is None or not kept.revision:
            return None
        text = self._text(kept)
        places = partial(_in_cells, file=_file(code), revision=kept.revision, current=self._current)
        return self._reader.read_json(text.encode(), _file(code), code, places, self.memory(code))

    def _text(self, kept: rows.Kept) -> str:
        if self._at_hand is not None and self._at_hand[:2] == (kept.report_id, kept.revision):
            return self._at_hand[2]
        with self._database.read() as session:
            return rows.values_of(session, kept.report_id, kept.revision)


def _file(code: str) -> str:
    return f"so-lieu-{code}.json"


def _in_cells(source: Source, file: str, revision: int, current: int) -> Source:
    """Return a source whose places are the cells of the data-entry page, not lines of JSON."""
    return Source(file, "", _CellSpots(source.spots, file, f"lần sửa {revision}", current), source.sha256)


class _CellSpots(Mapping[tuple[str, ...], Spot]):
    def __init__(self, spots: Mapping[tuple[str, ...], Spot], file: str, sheet: str, current: int) -> None:
        self._spots, self._file, self._sheet, self._current = spots, file, sheet, current

    def __getitem__(self, path: tuple[str, ...]) -> Spot:
        self._spots[path]
        return Spot(cell=Where(self._file, sheet=self._sheet, cell=self._name(path)))

    def _name(self, path: tuple[str, ...]) -> str:
        """Return the CellId of a number, `ds.<list>` of a list, `vb.<text>` of a text, else the path."""
        if len(path) < 2 or path[0] != FIGURES:
            return ".".join(("vb", *path[1:])) if path and path[0] == "van_ban" else ".".join(path)
        group, *inner = path[1:]
        if not inner or inner[0].isdigit():
            return ".".join(("ds", group, *inner)) if inner else group
        member = inner[0] + DENOMINATOR if PARTS[-1] in inner[1:2] else inner[0]
        years = [each for each in inner[1:] if each.isdigit()]
        return cell_id((group, member, int(years[0]) if years else self._current))

    def __contains__(self, path: object) -> bool:
        return path in self._spots

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)
