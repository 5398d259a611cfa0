"""ORDER: the stages one after the other; everything that a door (command line, library) offers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reportgen.check.package_lint import lint_package
from reportgen.compile import check_names, compile_form
from reportgen.compute import check_columns, check_expressions, compute, derived_values
from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.fill import GATE, Filled, annex_sheets, diagnose, fill, names_of
from reportgen.load import LoadedDefinition, LoadedFigures, figures_from_json, load_definition, load_figures
from reportgen.load.layout_rules import choose_rules, load_layout_rules
from reportgen.load.workbook_gate import gate
from reportgen.model.annex_sheet import AnnexSheet
from reportgen.model.definition import Definition
from reportgen.model.figure import Figures
from reportgen.model.figures_input import FiguresInput
from reportgen.model.form import Form
from reportgen.model.layout import LayoutRules
from reportgen.model.source import Source
from reportgen.model.tie_out import TieOut
from reportgen.publish.annex_workbook import annex_workbook
from reportgen.publish.files import write_files
from reportgen.publish.json_schema import json_schema
from reportgen.publish.starting_files import starting_files
from reportgen.publish.tie_out_json import tie_out_json
from reportgen.publish.tie_out_values import tie_out
from reportgen.publish.tie_out_workbook import tie_out_workbook
from reportgen.settings import templates_folder
from reportgen.validate import validate
from reportgen.vietnamese import suggest

FRIENDLY_TEMPLATES = frozenset({"bao-cao-dang", "bao-cao-nha-nuoc"})
"""Names that mean «the template of the rule set in force»."""


@dataclass(frozen=True, slots=True)
class Built:
    """The files of one report, and what its author should know."""

    docx: Path
    tie_out: Path
    json: Path
    annexes: Path | None = None
    forms: tuple[Path, ...] = ()
    pdf: Path | None = None
    findings: tuple[Finding, ...] = ()
    counts: tuple[int, int] = (0, 0)
    """Printed numerals that were computed, and those that somebody typed."""

    @property
    def files(self) -> list[Path]:
        """All files, in the order in which people open them."""
        files = (self.docx, self.pdf, self.annexes, *self.forms, self.tie_out, self.json)
        return [path for path in files if path is not None]


class Report:
    """A compiled report: filled for as many units as wanted. Safe to share between threads."""

    def __init__(self, loaded: LoadedDefinition, form: Form, folder: Path) -> None:
        self.form, self.source, self._folder = form, loaded.source, folder

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
        return compute(given, decimals=self.definition.decimals, formulas=self.form.formulas)

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
    return Report(loaded, _compile(loaded, path.parent, None), path.parent)


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
    loaded, given = _load_both(path, figures)
    found = _checked(loaded, given)
    form = _checked_form(loaded, given, path.parent, errors(found))
    values = compute(given.figures, decimals=form.definition.decimals, formulas=form.formulas)
    filled = _filled(form, values, given)
    sheets = annex_sheets(form, filled)
    notes = _notes(loaded, given, form, found)
    return _publish(path, Path(out), _Made(loaded, given, form, filled, sheets, notes), pdf=pdf)


@dataclass(frozen=True, slots=True)
class _Made:
    """What the stages have made, on its way to publication."""

    loaded: LoadedDefinition
    given: LoadedFigures
    form: Form
    filled: Filled
    sheets: tuple[AnnexSheet, ...]
    notes: tuple[Finding, ...]


# --- reading and compiling ---------------------------------------------------------------------------


def _load_both(path: Path, figures: str | Path | None) -> tuple[LoadedDefinition, LoadedFigures]:
    """Definition and figures, with the findings of both when either is refused."""
    findings: list[Finding] = []
    loaded = given = None
    try:
        loaded = load_definition(path)
    except InputRefused as refused:
        findings += refused.findings
    figures_path = Path(figures) if figures is not None else _figures_path(path, loaded, findings)
    if figures_path is not None:
        try:
            given = load_figures(figures_path)
        except InputRefused as refused:
            findings += refused.findings
    if loaded is None or given is None:
        raise InputRefused(findings)
    return loaded, given


def _figures_path(path: Path, loaded: LoadedDefinition | None, findings: list[Finding]) -> Path | None:
    if loaded is None:
        return None
    if loaded.definition.figures is not None:
        return path.parent / loaded.definition.figures
    remedy = "thêm dòng so_lieu: so-lieu.yaml, hoặc chạy với --so-lieu TỆP"
    findings.append(Finding("no-figures", "chưa cho biết tệp số liệu", loaded.source.where(()), remedy))
    return None


def _checked_form(
    loaded: LoadedDefinition, given: LoadedFigures, folder: Path, findings: list[Finding]
) -> Form:
    """Return the compiled form; raise InputRefused when it or the checks before it found mistakes."""
    form = None
    try:
        form = _compile(loaded, folder, given.figures)
    except InputRefused as refused:
        findings += refused.findings
    if findings or form is None:
        raise InputRefused(findings)
    return form


def _checked(loaded: LoadedDefinition, given: LoadedFigures) -> list[Finding]:
    """Check expressions, and the parts of the two files against each other."""
    findings = check_expressions(given.figures, given.source)
    derived = {} if findings else derived_values(given.figures)
    findings += check_columns(loaded.definition, loaded.source, given.figures)
    return findings + validate(loaded.definition, loaded.source, given.figures, given.source, derived=derived)


def _compile(loaded: LoadedDefinition, folder: Path, given: FiguresInput | None) -> Form:
    definition = loaded.definition
    issued_on = (given.texts.issued_on if given is not None else None) or definition.issued_on
    rules = choose_rules(load_layout_rules(), definition.regime, issued_on.as_date() if issued_on else None)
    template = _template_path(definition, loaded.source, rules, folder)
    return compile_form(
        definition, loaded.source, template.read_bytes(), template_name=template.name, rules=rules, gate=GATE
    )


def _template_path(definition: Definition, source: Source, rules: LayoutRules, folder: Path) -> Path:
    """Find the Word template: the rule set's own, a built-in one by name, or a file beside the definition."""
    built_in = templates_folder() / "docx"
    name = definition.template
    if name is None or name in FRIENDLY_TEMPLATES:
        return built_in / f"{rules.template}.docx"
    candidates = [folder / name, built_in / name] if name.endswith(".docx") else [built_in / f"{name}.docx"]
    found = next((path for path in candidates if path.is_file()), None)
    if found is not None:
        return found
    known = sorted([*FRIENDLY_TEMPLATES, *(path.stem for path in built_in.glob("*.docx"))])
    message = f"không có mẫu Word “{name}”{suggest(name, known)}"
    remedy = "ghi tên tệp .docx cạnh tệp định nghĩa, hoặc một mẫu có sẵn: " + ", ".join(known)
    raise InputRefused([Finding("no-template", message, source.where(("mau",)), remedy)])


# --- filling -----------------------------------------------------------------------------------------


def _filled(form: Form, values: Figures, given: LoadedFigures) -> Filled:
    """Fill the form; raise InputRefused with every mistake, those in branches not taken included."""
    texts = given.figures.texts
    names, _ = names_of(form, values, texts)
    findings = check_names(form, names)
    if not findings:
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


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop publication."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


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


# --- publishing --------------------------------------------------------------------------------------


def _publish(path: Path, out: Path, made: _Made, *, pdf: bool) -> Built:
    stem = path.name.removesuffix(path.suffix)
    docx = made.filled.bytes()
    if defects := lint_package(docx, file=f"{stem}.docx"):
        raise InputRefused(defects)
    tied = _tie_out(made)
    forms = _office_forms(made, path.parent)
    built = Built(
        docx=out / f"{stem}.docx",
        tie_out=out / f"{stem}-doi-chieu.xlsx",
        json=out / f"{stem}.json",
        annexes=out / f"{stem}-phu-luc.xlsx" if any(sheet.rows for sheet in made.sheets) else None,
        forms=tuple(out / f"{stem}-{key}.xlsx" for key in forms),
        pdf=out / f"{stem}.pdf" if pdf else None,
        findings=made.notes,
        counts=(tied.printed_count, len(tied.typed)),
    )
    contents = {
        built.docx: docx,
        built.tie_out: tie_out_workbook(tied, made.notes),
        built.json: tie_out_json(tied, made.notes),
        **dict(zip(built.forms, forms.values(), strict=True)),
    }
    if built.annexes is not None:
        tables = [sheet for sheet in made.sheets if sheet.rows]
        missing = made.form.definition.missing.table
        contents[built.annexes] = annex_workbook(tables, made.filled.names, missing=missing)
    if built.pdf is not None:
        contents[built.pdf] = _as_pdf(docx, stem)
    write_files(contents)
    return built


def _tie_out(made: _Made) -> TieOut:
    printer, decided = made.filled.printer, made.filled.outline
    sources = (made.loaded.source, made.given.source)
    return tie_out(
        made.form,
        printed=printer.printed,
        typed_texts=printer.typed,
        typed_printed=printer.typed_printed,
        numbers=decided.numbers,
        labels=decided.labels,
        sheets=made.sheets,
        source=made.given.source,
        inputs={Path(source.file).name: source.sha256 for source in sources},
    )


def _office_forms(made: _Made, folder: Path) -> dict[str, bytes]:
    """Fill the offices' own workbooks, by annex key; raise InputRefused with the mistakes of all."""
    if all(sheet.annex.form is None for sheet in made.sheets):
        return {}
    from reportgen.publish.office_form import fill_office_form  # openpyxl takes a fifth of a second to import

    filled: dict[str, bytes] = {}
    findings: list[Finding] = []
    for number, annex in enumerate(made.form.definition.annexes):
        sheet = next((sheet for sheet in made.sheets if sheet.annex.key == annex.key), None)
        if annex.form is None or sheet is None:
            continue
        try:
            where = made.loaded.source.where(("phu_luc", number, "bieu_mau", "tep"))
            template = _form_path(annex.form.file, folder, where)
            data = template.read_bytes()
            if refusals := gate(data, template.name):
                raise InputRefused(refusals)
            filled[annex.key] = fill_office_form(data, sheet, template.name)
        except InputRefused as refused:
            findings += refused.findings
    if findings:
        raise InputRefused(findings)
    return filled


def _form_path(name: str, folder: Path, where: Where) -> Path:
    candidates = [folder / name, templates_folder() / "xlsx" / name]
    found = next((candidate for candidate in candidates if candidate.is_file()), None)
    if found is not None:
        return found
    remedy = "đặt tệp cạnh tệp định nghĩa, hoặc trong templates/xlsx/"
    raise InputRefused([Finding("no-office-form", f"không có biểu mẫu “{name}”", where, remedy)])


def _as_pdf(docx: bytes, stem: str) -> bytes:
    from reportgen.publish.pdf import convert_to_pdf, verify_fonts  # needs the extra [pdf]

    with tempfile.TemporaryDirectory(prefix="reportgen-") as name:
        folder = Path(name)
        source = folder / f"{stem}.docx"
        source.write_bytes(docx)
        made = convert_to_pdf([source], folder)[source]
        verify_fonts(made)
        return made.read_bytes()


# --- starting and describing -------------------------------------------------------------------------


def start_report(regime: str, folder: Path, *, as_workbook: bool = False) -> list[Path]:
    """Write the commented starting files of a regime; the figures as a workbook when asked.

    Raises InputRefused when one of the files is there already.
    """
    files = starting_files(regime, folder)
    if as_workbook:
        files = _with_workbook(files, folder)
    write_files(files)
    return list(files)


def _with_workbook(files: dict[Path, bytes], folder: Path) -> dict[Path, bytes]:
    from reportgen.publish.figures_workbook import write_figures_workbook

    definition, figures = files
    with tempfile.TemporaryDirectory(prefix="reportgen-") as name:
        typed, workbook = Path(name) / figures.name, Path(name) / "so-lieu.xlsx"
        typed.write_bytes(files[figures])
        write_figures_workbook(load_figures(typed).figures, workbook)
        text = files[definition].replace(b"so_lieu: so-lieu.yaml", b"so_lieu: so-lieu.xlsx")
        return {definition: text, folder / workbook.name: workbook.read_bytes()}


__all__ = ["Built", "Report", "build", "json_schema", "open_report", "start_report"]
