"""Reports for programs: compiled once, filled for many units; or built whole."""

from __future__ import annotations

from pathlib import Path

from reportgen.compile import check_names
from reportgen.errors import Finding, InputRefused, Severity
from reportgen.fill import Filled, annex_sheets, diagnose, fill
from reportgen.fill.filler import gather_names
from reportgen.load import LoadedDefinition, LoadedFigures, figures_from_json, load_definition, load_figures
from reportgen.model.definition import Definition
from reportgen.model.figure import Figures
from reportgen.model.figures_input import FiguresInput
from reportgen.model.form import Form
from reportgen.service.publishing import Built, Made, publish
from reportgen.service.reading import (
    check_together,
    checked_form,
    compile_definition,
    computed,
    errors,
    load_both,
)


class Report:
    """A compiled report: filled for as many units as wanted. Safe to share between threads."""

    def __init__(self, loaded: LoadedDefinition, form: Form) -> None:
        self.form, self.source = form, loaded.source

    @property
    def definition(self) -> Definition:
        """The definition it was compiled from."""
        return self.form.definition

    def read_figures(self, path: str | Path) -> FiguresInput:
        """Read the figures of one unit from a file.

        Raises InputRefused with everything wrong in it.
        """
        return load_figures(Path(path)).figures

    def read_json(self, data: bytes, name: str = "so-lieu.json") -> FiguresInput:
        """Read the figures of one unit from JSON: the fast way for many units.

        Raises InputRefused with everything wrong in it.
        """
        return figures_from_json(data, name)

    def compute(self, given: FiguresInput) -> Figures:
        """Work out the figures of one unit."""
        return computed(self.form, given)

    def fill(self, given: FiguresInput, *, anchored: bool = True) -> Filled:
        """Fill the report with the figures of one unit; `.bytes()` of the result is the .docx.

        Raises InputRefused at the first mistake met.
        """
        return fill(self.form, self.compute(given), given.texts, anchored=anchored)


def open_report(definition: str | Path) -> Report:
    """Read and compile a definition.

    Raises InputRefused with every mistake in the definition and its template.
    """
    path = Path(definition)
    loaded = load_definition(path)
    return Report(loaded, compile_definition(loaded, path.parent, None))


def build(
    definition: str | Path,
    out: str | Path,
    *,
    figures: str | Path | None = None,
    pdf: bool = False,
) -> Built:
    """Make all files of one report in the folder `out`, replacing older ones.

    Raises InputRefused with every mistake of the author, EnvironmentProblem when the machine lacks something.
    No file is written or changed then.
    """
    path = Path(definition)
    loaded, given = load_both(path, figures)
    found = check_together(loaded, given)
    form = checked_form(loaded, given, path.parent, errors(found))
    filled = _filled(form, computed(form, given.figures), given)
    sheets = annex_sheets(form, filled)
    notes = _notes(loaded, given, form, found)
    return publish(path, Path(out), Made(loaded, given, form, filled, sheets, notes), pdf=pdf)


def _filled(form: Form, values: Figures, given: LoadedFigures) -> Filled:
    """Fill the form; raise InputRefused with every mistake, those in branches not taken included."""
    texts = given.figures.texts
    names, _, unworkable = gather_names(form, values, texts)
    findings = check_names(form, names)
    if not findings and not unworkable:
        try:
            return fill(form, values, texts)
        except InputRefused:
            findings = []  # the first mistake only: diagnose finds this one and all others
    known = {_tag_of(finding) for finding in findings}
    found = diagnose(form, values, texts)
    raise InputRefused([*findings, *(finding for finding in found if _tag_of(finding) not in known)])


def _tag_of(finding: Finding) -> tuple[str, str, int, str]:
    """Tell which tag a finding is about: names are placed at the name, failures at the tag's start."""
    where = finding.where
    return (where.file, where.part, where.line, finding.quote)


def _notes(
    loaded: LoadedDefinition, given: LoadedFigures, form: Form, found: list[Finding]
) -> tuple[Finding, ...]:
    """Collect what the author should know although it stops nothing."""
    notes = [finding for finding in found if finding.severity is not Severity.ERROR]
    issued_on = given.figures.texts.issued_on or loaded.definition.issued_on
    if issued_on is None:
        message = f"văn bản chưa có ngày: dùng bộ thể thức {form.rules.id} ({form.rules.title})"
        notes.append(
            Finding("rules-without-date", message, loaded.source.where(("ngay",)), severity=Severity.INFO)
        )
    return (*given.notes, *form.notes, *notes)
