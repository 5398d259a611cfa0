"""A programme as a batch sees it: what is made for each unit, and of which files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from reportgen.load import LoadedFigures
from reportgen.model.roster import Roster
from reportgen.service.batching import LevelReport
from reportgen.service.programme import OpenProgramme, open_programme
from reportgen.service.publishing import office_form_path
from reportgen.service.reading import template_path_of
from reportgen.settings import templates_folder


class ProgrammeReports:
    """An open programme; the report of each level is compiled once."""

    def __init__(self, path: Path, opened: OpenProgramme) -> None:
        self.path, self.opened = path, opened
        self._levels: dict[str, LevelReport] = {}

    def __reduce__(self) -> tuple[Callable[[Path], ProgrammeReports], tuple[Path]]:
        """Go to another process, where forking is not safe, by being opened again there."""
        return open_reports, (self.path,)

    @property
    def key(self) -> str:
        """The programme's own name."""
        return self.opened.loaded.programme.key

    @property
    def roster(self) -> Roster:
        """The units that count."""
        return self.opened.roster

    @property
    def levels(self) -> frozenset[str]:
        """The levels that have a report."""
        levels = self.opened.loaded.programme.levels
        return frozenset(name for name, level in levels.items() if level.report is not None)

    def level_report(self, code: str) -> LevelReport:
        """Return what the unit's document is made with; raises InputRefused when that is wrong itself."""
        return self._report_of(self.roster[code].level)

    def _report_of(self, level: str) -> LevelReport:
        if level not in self._levels:
            opened = self.opened
            folder = opened.report_path(level).parent
            self._levels[level] = LevelReport(opened.definition(level), opened.form(level), folder)
        return self._levels[level]

    def unit_figures(self, code: str) -> LoadedFigures:
        """Return the unit's figures; raises InputRefused with every mistake in them."""
        return self.opened.unit_figures(code)

    def input_key(self, code: str) -> str:
        """Return the hash of everything that the unit's files depend on."""
        return self.opened.input_key(code)

    @cached_property
    def depends_on_day(self) -> bool:
        """Whether a verdict may change by itself, because a waiver or an override ends on some day."""
        definitions = (self.opened.definition(level).definition for level in self.levels)
        waivers = (waiver for definition in definitions for waiver in definition.waivers)
        overrides = self.opened.loaded.skeleton.figures.overrides
        return any(each.until for each in overrides) or any(each.until for each in waivers)

    @property
    def files(self) -> Iterator[Path]:
        """Every other file and folder that documents are made of, and that does not come with us."""
        loaded = self.opened.loaded
        programme = loaded.programme
        names = [programme.skeleton, programme.values, programme.last_values, programme.units]
        yield from (loaded.path(name) for name in names if isinstance(name, str))
        for level in sorted(self.levels):
            yield self.opened.report_path(level)
            yield from self._beside(self._report_of(level))

    def _beside(self, report: LevelReport) -> Iterator[Path]:
        definition, form = report.loaded.definition, report.form
        paths = [template_path_of(definition, report.loaded.source, form.rules, report.folder)]
        names = [annex.form.file for annex in definition.annexes if annex.form is not None]
        paths += [path for name in names if (path := office_form_path(name, report.folder)) is not None]
        yield from (path for path in paths if templates_folder() not in path.parents)


def open_reports(path: Path) -> ProgrammeReports:
    """Open a programme; raises InputRefused with everything that can be found wrong."""
    return ProgrammeReports(path, open_programme(path))
