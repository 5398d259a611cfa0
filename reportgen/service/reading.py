"""Both files of a report read, checked against each other and compiled: all mistakes told at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reportgen.compile import check_names, compile_form
from reportgen.compute import (
    Book,
    check_columns,
    check_expressions,
    check_overrides,
    compute,
    derived_values,
)
from reportgen.errors import Finding, InputRefused, Severity
from reportgen.fill import GATE
from reportgen.fill.filler import gather_names
from reportgen.load import LoadedDefinition, LoadedFigures, load_definition, load_figures, read_file
from reportgen.load.layout_rules import choose_rules, load_layout_rules
from reportgen.model.definition import Definition
from reportgen.model.figure import Figures
from reportgen.model.figures_input import FiguresInput, UnitTexts
from reportgen.model.form import Form
from reportgen.model.layout import LayoutRules
from reportgen.model.source import Source
from reportgen.settings import templates_folder
from reportgen.validate import validate
from reportgen.vietnamese import suggest

FRIENDLY_TEMPLATES = frozenset({"bao-cao-dang", "bao-cao-nha-nuoc"})
"""Names that mean «the template of the rule set in force»."""


def load_both(path: Path, figures: str | Path | None) -> tuple[LoadedDefinition, LoadedFigures]:
    """Return definition and figures, which are read from the file that the definition names if none is given.

    Raises InputRefused with the findings of both.
    """
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


def check_together(loaded: LoadedDefinition, given: LoadedFigures) -> list[Finding]:
    """Check expressions, and the parts of the two files against each other."""
    findings = check_expressions(given.figures, given.source)
    derived = {} if findings else derived_values(given.figures)
    if not findings:
        decimals = loaded.definition.decimals
        findings += check_overrides(given.figures, given.source, decimals=decimals)
    findings += check_columns(loaded.definition, loaded.source, given.figures)
    return findings + validate(loaded.definition, loaded.source, given.figures, given.source, derived=derived)


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop publication."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def checked_form(
    loaded: LoadedDefinition, given: LoadedFigures, folder: Path, findings: list[Finding]
) -> Form:
    """Return the compiled form.

    Raises InputRefused when it, or the checks before it, found mistakes; misspelt names are told with them.
    """
    try:
        form = compile_definition(loaded, folder, given.figures)
    except InputRefused as refused:
        raise InputRefused([*findings, *refused.findings]) from refused
    if findings:
        raise InputRefused([*findings, *_unknown_names(form, given)])
    return form


def _unknown_names(form: Form, given: LoadedFigures) -> list[Finding]:
    if check_expressions(given.figures, given.source):
        return []  # nothing can be worked out, so nobody knows which names there would be
    names, _, _ = gather_names(form, computed(form, given.figures), given.figures.texts)
    return check_names(form, names)


def computed(form: Form, given: FiguresInput, book: Book | None = None) -> Figures:
    """Work out the figures of one unit."""
    return compute(given, decimals=form.definition.decimals, formulas=form.formulas, book=book)


def compile_definition(loaded: LoadedDefinition, folder: Path, given: FiguresInput | None) -> Form:
    """Compile with the Word template and the rules in force on the day of issue; `given` may set that day.

    Raises InputRefused with every mistake in the definition and its template.
    """
    rules, template = rules_and_template(loaded, folder, given.texts if given is not None else UnitTexts())
    data, name = read_file(template, template.name), template.name
    return compile_form(loaded.definition, loaded.source, data, template_name=name, rules=rules, gate=GATE)


def rules_and_template(loaded: LoadedDefinition, folder: Path, texts: UnitTexts) -> tuple[LayoutRules, Path]:
    """Return the rules in force on the day of issue, which `texts` may set, and the Word template.

    Raises InputRefused when there is no such template.
    """
    definition = loaded.definition
    issued_on = texts.issued_on or definition.issued_on
    rules = choose_rules(load_layout_rules(), definition.regime, issued_on.as_date() if issued_on else None)
    return rules, template_path_of(definition, loaded.source, rules, folder)


def template_path_of(definition: Definition, source: Source, rules: LayoutRules, folder: Path) -> Path:
    """Find the Word template: the rule set's own, a built-in one by name, or a file beside the definition."""
    built_in = templates_folder() / "docx"
    name = definition.template
    if name is None or name in FRIENDLY_TEMPLATES:
        return built_in / f"{rules.template}.docx"
    candidates = [folder / name, built_in / name] if name.endswith(".docx") else [built_in / f"{name}.docx"]
    found = next((path for path in candidates if path.is_file()), None)
    if found is not None:
        return found
    known = sorted(FRIENDLY_TEMPLATES.union(path.stem for path in built_in.glob("*.docx")))
    message = f"không có mẫu Word “{name}”{suggest(name, known)}"
    remedy = "ghi tên tệp .docx cạnh tệp định nghĩa, hoặc một mẫu có sẵn: " + ", ".join(known)
    raise InputRefused([Finding("no-template", message, source.where(("mau",)), remedy)])
