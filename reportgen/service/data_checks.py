"""Check what offices write as data: a definition with its figures, or figures alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reportgen.check.typed_texts import typed_signs
from reportgen.check.waivers import apply_waivers, cover, place_waivers
from reportgen.compute import (
    check_data_rules,
    check_expressions,
    check_override_days,
    check_overrides,
    derived_values,
)
from reportgen.load import load_figures
from reportgen.model.checking import Checked, NotEvaluated, Waiver, merge
from reportgen.service.check_values import CheckOptions, FileChecked, FileKind
from reportgen.service.definition_places import DefinitionPlaces
from reportgen.service.document_checks import check_document, read_document
from reportgen.service.making import make
from reportgen.service.publication_checks import check_data
from reportgen.validate import validate_figures


def check_definition(path: Path, options: CheckOptions, waivers: tuple[Waiver, ...]) -> FileChecked:
    """Build a report in memory and check it: its form, its figures, its narrative, its data.

    Raises InputRefused when it cannot be built.
    """
    made = make(path, options.figures)
    data = made.filled.bytes()
    typed = typed_signs(made.form.definition, made.given.figures)
    document = read_document(data, made.document_name)
    found = check_document(document, data, rule_set=options.rule_set, typed=typed)
    places = DefinitionPlaces(made.loaded, document)
    checked = merge([Checked(made.notes), check_data(made, options.day), places.translate(found.checked)])
    own = place_waivers(made.loaded.definition.waivers, made.loaded.source)
    checked = cover(apply_waivers(_once(checked), own, options.day), waivers, options.day)
    shown = tuple(places.back(finding) for finding in checked.findings)
    return FileChecked(path.as_posix(), FileKind.DEFINITION, checked, found.rule_set, data, in_document=shown)


def _once(checked: Checked) -> Checked:
    """Drop what two checks found in the same way at the same place."""
    return replace(checked, findings=tuple(dict.fromkeys(checked.findings)))


def check_figures(path: Path, options: CheckOptions, waivers: tuple[Waiver, ...]) -> FileChecked:
    """Check figures alone: their values, relations and data rules.

    Raises InputRefused when they cannot be read.
    """
    given = load_figures(path)
    findings = check_expressions(given.figures, given.source)
    derived = {} if findings else derived_values(given.figures)
    parts = [Checked((*given.notes, *findings))]
    parts.append(Checked(tuple(validate_figures(given.figures, given.source, derived=derived))))
    if findings:
        parts.append(Checked((), (NotEvaluated("data-rules", "công thức có lỗi, chưa tính được"),)))
    else:
        parts.append(check_data_rules(given.figures, given.source))
        parts.append(Checked(tuple(check_overrides(given.figures, given.source))))
    parts.append(Checked(tuple(check_override_days(given.figures, given.source, options.day))))
    checked = cover(merge(parts), waivers, options.day)
    return FileChecked(path.as_posix(), FileKind.FIGURES, checked)
