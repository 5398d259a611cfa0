"""Check a programme: the reports of its levels, the figures of every unit, units against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from reportgen.check.waivers import cover
from reportgen.compute import check_data_rules, check_expressions, derived_values
from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.load import LoadedFigures
from reportgen.model.checking import Checked, NotEvaluated, Waiver, merge
from reportgen.service.check_values import CheckOptions, FileChecked, FileKind, UnitVerdict
from reportgen.service.cross_checking import ABOUT_SUMS, cross_check
from reportgen.service.making import made_of
from reportgen.service.programme import OpenProgramme, open_programme
from reportgen.validate import validate_figures


def check_programme(path: Path, options: CheckOptions, waivers: tuple[Waiver, ...]) -> FileChecked:
    """Check everything that a programme reads; every unit of its roster gets a verdict.

    Raises InputRefused when the programme, its roster or its skeleton has mistakes.
    """
    programme = open_programme(path)
    check = ProgrammeChecked(programme)
    parts = [Checked(programme.loaded.notes), check.levels()]
    parts += [check.unit(code) for code in programme.codes]
    crossed = cross_check(programme)
    check.count(crossed.findings)
    checked = cover(_once(merge([*parts, crossed])), waivers, options.day)
    return FileChecked(path.as_posix(), FileKind.PROGRAMME, checked, units=tuple(check.verdicts()))


def _once(checked: Checked) -> Checked:
    """Tell what two checks have found only once; what one unit could not be asked is told by its count."""
    reasons = Counter(checked.not_evaluated)
    return replace(checked, findings=tuple(dict.fromkeys(checked.findings)), not_evaluated=tuple(reasons))


class ProgrammeChecked:
    """The checks of a programme and what they found about each unit."""

    def __init__(self, programme: OpenProgramme) -> None:
        self.programme = programme
        self._errors: Counter[str] = Counter()
        self._warnings: Counter[str] = Counter()
        self._unit_of = {str(where): code for code, where in self._files()}
        self._counted: set[Finding] = set()

    def _files(self) -> Iterator[tuple[str, Where]]:
        for code, where in self.programme.given.codes.items():
            yield code, Where(where.file) if where.line == 0 else where

    # --- the reports of the levels ---------------------------------------------------------------------

    def levels(self) -> Checked:
        """Make the report of one unit of every level in memory, which asks every name in it."""
        findings: list[Finding] = []
        idle: list[NotEvaluated] = []
        for name, level in self.programme.loaded.programme.levels.items():
            units = self.programme.roster.of_level(name)
            if level.report is None or not units:
                why = "không có bao_cao" if level.report is None else "không có đơn vị nào"
                idle.append(NotEvaluated("level-report", f"cấp {name}: {why}"))
                continue
            findings += self._level(name, units)
        return Checked(tuple(findings), tuple(idle))

    def _level(self, name: str, units: Iterable[str]) -> tuple[Finding, ...]:
        given = next(filter(None, map(self._figures, units)), None)
        try:
            if given is None:
                self.programme.form(name)
            else:
                made_of(self.programme.definition(name), given, self.programme.report_path(name))
        except InputRefused as refused:
            return refused.findings
        return ()

    def _figures(self, code: str) -> LoadedFigures | None:
        try:
            return self.programme.unit_figures(code) if self.programme.has_figures(code) else None
        except InputRefused:
            return None

    # --- units -----------------------------------------------------------------------------------------

    def unit(self, code: str) -> Checked:
        """Check the figures of one unit: values, relations, data rules."""
        if not self.programme.has_figures(code):
            return Checked()
        try:
            given = self.programme.unit_figures(code)
        except InputRefused as refused:
            self._note(code, refused.findings)
            return Checked(
                refused.findings, (NotEvaluated("data-rules", "có đơn vị không đọc được số liệu"),)
            )
        notes = [each for each in given.notes if each.rule not in ABOUT_SUMS]
        checked = merge([Checked(tuple(notes)), _check_figures(given)])
        checked = replace(checked, findings=tuple(self._of_unit(code, each) for each in checked.findings))
        self._note(code, checked.findings)
        return checked

    def _of_unit(self, code: str, finding: Finding) -> Finding:
        """Return a finding that names its unit, when its place does not."""
        if not self.programme.roster.is_parent(code) and self.programme.has_values(code):
            own = self.programme.given.codes[code]
            if finding.where.file == own.file and own.line in (0, finding.where.line):
                return finding
        return replace(finding, message=f"{self.programme.names[code]} ({code}): {finding.message}")

    def _note(self, code: str, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self._counted.add(finding)
            self._errors[code] += finding.severity is Severity.ERROR
            self._warnings[code] += finding.severity is Severity.WARNING

    def count(self, findings: Iterable[Finding]) -> None:
        """Count findings of cross checks for the unit in whose file they stand."""
        for finding in findings:
            code = self._unit_of.get(finding.where.file)
            if code is not None and finding not in self._counted:
                self._note(code, [finding])

    def verdicts(self) -> Iterator[UnitVerdict]:
        """Yield the verdict of every unit, in the order of the roster."""
        for code, unit in self.programme.roster.units.items():
            errors, warnings = self._errors[code], self._warnings[code]
            has_figures = self.programme.has_figures(code)
            yield UnitVerdict(code, unit.name, unit.level, has_figures, errors, warnings)


def _check_figures(given: LoadedFigures) -> Checked:
    wrong = check_expressions(given.figures, given.source)
    derived = {} if wrong else derived_values(given.figures)
    found = (*wrong, *validate_figures(given.figures, given.source, derived=derived))
    rules = Checked() if wrong else check_data_rules(given.figures, given.source)
    return merge([Checked(found), rules])
