"""A report made in memory: read, validated, computed, compiled, filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.compile import check_names
from reportgen.compute import Book
from reportgen.errors import Finding, InputRefused, Severity
from reportgen.fill import Filled, annex_sheets, diagnose, fill, fill_parts
from reportgen.fill.filler import gather_names
from reportgen.load import LoadedDefinition, LoadedFigures
from reportgen.model.annex_sheet import AnnexSheet
from reportgen.model.figure import Figures
from reportgen.model.form import Form
from reportgen.model.traces import Traces
from reportgen.service.reading import check_together, checked_form, computed, errors, load_both


@dataclass(frozen=True, slots=True)
class Made:
    """What the stages have made, on its way to publication; `notes` stop nothing."""

    stem: str
    loaded: LoadedDefinition
    given: LoadedFigures
    form: Form
    values: Figures
    filled: Filled
    sheets: tuple[AnnexSheet, ...]
    notes: tuple[Finding, ...]
    traces: Traces = field(default_factory=Traces)

    @property
    def document_name(self) -> str:
        """Name of the Word file."""
        return f"{self.stem}.docx"


def make(path: Path, figures: str | Path | None = None, *, as_draft: bool = False) -> Made:
    """Make a report, as a draft whatever its definition says when asked.

    Raises InputRefused with every mistake of the author.
    """
    loaded, given = load_both(path, figures)
    if as_draft and not loaded.definition.is_draft:
        loaded = replace(loaded, definition=loaded.definition.model_copy(update={"draft": True}))
    return made_of(loaded, given, path)


def made_of(loaded: LoadedDefinition, given: LoadedFigures, path: Path) -> Made:
    """Make a report of a definition and figures that are read; `path` is where the definition stands.

    Raises InputRefused with every mistake of the author.
    """
    found = check_together(loaded, given)
    form = checked_form(loaded, given, path.parent, errors(found))
    stem = path.name.removesuffix(path.suffix)
    return made_with(form, loaded, given, stem, _notes(loaded, given, form, found))


def made_with(
    form: Form, loaded: LoadedDefinition, given: LoadedFigures, stem: str, notes: tuple[Finding, ...] = ()
) -> Made:
    """Make a report with a form that is compiled; the figures have passed their checks.

    Raises InputRefused with every mistake that filling meets.
    """
    values = computed(form, given.figures)
    filled = _filled(form, values, given)
    return Made(stem, loaded, given, form, values, filled, annex_sheets(form, filled), notes)


def made_in_good_hope(
    form: Form, loaded: LoadedDefinition, given: LoadedFigures, stem: str, book: Book | None = None
) -> Made:
    """Make a report, without annex sheets, of a form that others have been made with: its names are known.

    `book` is that of its figures, where it is at hand. When a mistake is met, it goes the long way that finds
    all. Raises InputRefused with every one.
    """
    values = computed(form, given.figures, book)
    try:
        filled = filled_as_is(form, values, given)
    except InputRefused:
        return made_with(form, loaded, given, stem)
    return Made(stem, loaded, given, form, values, filled, (), ())


def parts_in_good_hope(form: Form, loaded: LoadedDefinition, given: LoadedFigures) -> Mapping[str, bytes]:
    """Make the dynamic parts of a document alone; raises InputRefused as `made_in_good_hope` does."""
    try:
        return fill_parts(form, computed(form, given.figures), given.figures.texts)
    except InputRefused:
        return made_with(form, loaded, given, "").filled.members


def _filled(form: Form, values: Figures, given: LoadedFigures) -> Filled:
    """Fill the form; raise InputRefused with every mistake, those in branches not taken included."""
    texts = given.figures.texts
    names, _, unworkable = gather_names(form, values, texts)
    findings = check_names(form, names)
    if not findings and not unworkable:
        try:
            return filled_as_is(form, values, given)
        except InputRefused:
            findings = []  # the first mistake only: diagnose finds this one and all others
    known = {_tag_of(finding) for finding in findings}
    found = diagnose(form, values, texts)
    raise InputRefused([*findings, *(finding for finding in found if _tag_of(finding) not in known)])


def filled_as_is(form: Form, values: Figures, given: LoadedFigures) -> Filled:
    """Fill the form as a document that can be refreshed; raise InputRefused with the first mistake met."""
    frozen_id = given.frozen.id if given.frozen is not None else ""
    return fill(form, values, given.figures.texts, keeps_base=True, frozen_id=frozen_id)


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
