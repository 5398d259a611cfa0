"""A report of the office made in memory: its findings, its files, the document whatever stands in it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from reportgen.batch.file_names import file_name
from reportgen.check.waivers import cover_partly
from reportgen.check.word import read_word
from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.load import LoadedDefinition, LoadedFigures
from reportgen.model.batch import Task
from reportgen.model.checking import Checked, merge
from reportgen.model.figure import Figures
from reportgen.service.batching import BatchOptions, LevelReport, check_unit, unit_files
from reportgen.service.definition_places import DefinitionPlaces
from reportgen.service.form_checks import check_document_form
from reportgen.service.making import Made, made_with
from reportgen.service.office.known_groups import KnownGroups
from reportgen.service.office.located import Located
from reportgen.service.office.narrative import level_report, section_at, with_texts
from reportgen.service.programme import OpenProgramme
from reportgen.service.publication_checks import check_texts
from reportgen.service.reading import computed

Replace = Callable[[Where], Where]


@dataclass
class MadeReport:
    """One report at one moment; its caller is at work with the period. A `UnitReports` of one unit."""

    report: Located
    programme: OpenProgramme
    today: dt.date

    @cached_property
    def level(self) -> LevelReport:
        """What the document is made with; raises InputRefused with the mistakes of definition and texts."""
        try:
            return level_report(self.report.opened, self.report.code, self.report.narrative)
        except InputRefused as refused:
            raise self._told(refused) from refused

    def level_report(self, code: str) -> LevelReport:
        """Return what the unit's document is made with."""
        return self.level

    def unit_figures(self, code: str) -> LoadedFigures:
        """Return the unit's figures; raises InputRefused with every mistake in them."""
        return self.programme.unit_figures(code)

    def input_key(self, code: str) -> str:
        """Return the hash of everything that the unit's files depend on."""
        return self.programme.input_key(code)

    @property
    def depends_on_day(self) -> bool:
        """Whether a verdict may change by itself."""
        return self.report.opened.reports.depends_on_day

    @property
    def stem(self) -> str:
        """The name of its files, without ending."""
        cycle, code = self.report.opened.cycle, self.report.code
        if cycle.is_single:
            return cycle.programme
        return file_name(code, self.programme.names[code])

    # --- files -------------------------------------------------------------------------------------------

    def files(self, *, with_annexes: bool, with_tie_out: bool) -> Mapping[str, bytes]:
        """Return its files by name; raises InputRefused with everything that stops publication."""
        options, code = BatchOptions(self.today, with_annexes, with_tie_out), self.report.code
        known: KnownGroups = self.report.opened.known_groups.get((code, options), KnownGroups)
        try:
            return unit_files(self, Task(code, self.stem), options, known.check)[0]
        except InputRefused as refused:
            raise self._told(refused) from refused

    def made(self) -> Made:
        """Return the report filled, whatever its figures say; raises InputRefused when it cannot be."""
        try:
            level, given = self.level, self.unit_figures(self.report.code)
            return made_with(level.form, level.loaded, given, self.stem)
        except InputRefused as refused:
            raise self._told(refused) from refused

    def figures(self) -> Figures:
        """Return all that the narrative may name; raises InputRefused for mistakes in figures or texts."""
        try:
            return computed(self.level.form, self.unit_figures(self.report.code).figures)
        except InputRefused as refused:
            raise self._told(refused) from refused

    # --- findings ----------------------------------------------------------------------------------------

    def checked(self, *, thorough: bool) -> Checked:
        """Check figures and, when thorough, text and form; mistakes that stop making it are findings, too."""
        try:
            level, given = self.level, self.unit_figures(self.report.code)
        except InputRefused as refused:
            return Checked(self._told(refused).findings)
        parts = [Checked(given.notes), check_unit(level, given, BatchOptions(self.today))]
        if thorough:
            parts.append(self._document_checks(level, given))
        checked = merge(parts)
        findings = dict.fromkeys(self._placed(each) for each in checked.findings)
        return replace(checked, findings=tuple(findings))

    def _document_checks(self, level: LevelReport, given: LoadedFigures) -> Checked:
        try:
            made = made_with(level.form, level.loaded, given, self.stem)
        except InputRefused as refused:
            return Checked(refused.findings)
        document = read_word(made.filled.bytes(), file=made.document_name)
        form = check_document_form(document).checked
        checked = merge([check_texts(made), DefinitionPlaces(made.loaded, document).translate(form)])
        return cover_partly(checked, level.waivers, self.today)

    # --- places ------------------------------------------------------------------------------------------

    def _told(self, refused: InputRefused) -> InputRefused:
        return InputRefused(dict.fromkeys(self._placed(each) for each in refused.findings))

    def _placed(self, finding: Finding) -> Finding:
        """Return a finding with places that people know: cells, sections, files of the bundle."""
        also = tuple(map(self._place, finding.also))
        if finding.severity is Severity.ERROR and finding.rule == "unit-missing":
            remedy = "nhập số liệu của đơn vị, hoặc gửi biểu đã nhập"
            return Finding(finding.rule, finding.message, Where(), remedy)
        return replace(finding, where=self._place(finding.where), also=also)

    def _place(self, where: Where) -> Where:
        folder = f"{self.report.opened.path.parent.as_posix()}/"
        section = self._section(where) if where.line else ""
        file = where.file.removeprefix(folder)
        if section:
            return replace(where, file=file, part=f"muc.{section}")
        return replace(where, file=file)

    def _section(self, where: Where) -> str:
        """Return the section of the narrative in which a place of the definition lies; empty for none."""
        loaded = self._definition
        return section_at(loaded, where) if loaded is not None and loaded.source.file == where.file else ""

    @cached_property
    def _definition(self) -> LoadedDefinition | None:
        """The definition with the unit's own texts in it; None when it cannot be read."""
        own = json.loads(self.report.narrative)
        try:
            loaded = self.programme.definition(self.programme.unit(self.report.code).level)
            return with_texts(loaded, own) if own else loaded
        except InputRefused:
            return None
