"""What all documents of a level share, checked once on the first of them: form, narrative, package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from reportgen.check.package_lint import lint_package
from reportgen.check.typed_texts import typed_signs
from reportgen.check.waivers import cover_partly
from reportgen.check.word import read_word
from reportgen.errors import Finding, InputRefused, Severity
from reportgen.load import LoadedFigures
from reportgen.model.batch import BatchUnit
from reportgen.model.checking import Checked, merge
from reportgen.service.batching import LevelReport, UnitReports
from reportgen.service.definition_places import DefinitionPlaces
from reportgen.service.form_checks import check_document_form
from reportgen.service.making import made_with
from reportgen.service.publication_checks import check_texts
from reportgen.service.reading import check_together

MOST_TRIES = 5
"""Units looked at until one has figures that a document can be made of."""


def check_levels(reports: UnitReports, units: Iterable[BatchUnit], today: dt.date) -> tuple[Finding, ...]:
    """Check one document of each level that is asked for and return what holds for all documents of it.

    The mistakes of its unit alone are left to the unit. Raises InputRefused with everything wrong in the
    definitions and their templates.
    """
    tries: dict[str, int] = {}
    checked: dict[str, Checked] = {}
    for unit in units:
        if unit.is_wanted and unit.level not in checked and tries.get(unit.level, 0) < MOST_TRIES:
            tries[unit.level] = tries.get(unit.level, 0) + 1
            one = _check_one(reports, unit.code, today)
            if one is not None:
                checked[unit.level] = one
    whole = merge(checked.values())
    found = tuple(dict.fromkeys(each for each in whole.findings if each.severity is not Severity.INFO))
    if whole.is_blocking:
        raise InputRefused(found)
    return found


def _check_one(reports: UnitReports, code: str, today: dt.date) -> Checked | None:
    """Return what is wrong with a level's definition, template and form; None when this unit cannot tell."""
    level = reports.level_report(code)
    try:
        given = reports.unit_figures(code)
        return _check_document(level, given, code, today)
    except InputRefused:
        return None


def _check_document(level: LevelReport, given: LoadedFigures, code: str, today: dt.date) -> Checked:
    source = level.loaded.source
    of_definition = [each for each in check_together(level.loaded, given) if each.where.file == source.file]
    made = made_with(level.form, level.loaded, given, code)
    data = made.filled.bytes()
    typed = typed_signs(made.form.definition, given.figures)
    defects = lint_package(data, file=made.document_name, typed=typed)
    document = read_word(data, file=made.document_name)
    form = DefinitionPlaces(level.loaded, document).translate(check_document_form(document).checked)
    own = Checked((*of_definition, *defects))
    return cover_partly(merge([own, check_texts(made), form]), level.waivers, today)
