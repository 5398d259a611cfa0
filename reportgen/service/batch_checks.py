"""What all documents of a level share, checked once on the first of them: form, narrative, package."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.batch.ledger import findings_of
from reportgen.check.package_lint import lint_package
from reportgen.check.typed_texts import typed_signs
from reportgen.check.waivers import cover_partly
from reportgen.check.word import read_word
from reportgen.errors import Finding, InputRefused, Severity
from reportgen.load import LoadedFigures
from reportgen.model.batch import BatchUnit
from reportgen.model.checking import Checked, merge
from reportgen.publish.files import write_files
from reportgen.service.batching import LevelReport, UnitReports
from reportgen.service.definition_places import DefinitionPlaces
from reportgen.service.form_checks import check_document_form
from reportgen.service.making import made_with
from reportgen.service.publication_checks import check_texts
from reportgen.service.reading import check_together

MOST_TRIES = 5
"""Units looked at until one has figures that a document can be made of."""


@dataclass(frozen=True, slots=True)
class LevelVerdict:
    """What a document showed of its level; `key` hashes all that the document was made of."""

    key: str
    findings: tuple[Finding, ...]


LevelVerdicts = Mapping[str, LevelVerdict]


def check_levels(
    reports: UnitReports, units: Iterable[BatchUnit], today: dt.date, known: LevelVerdicts
) -> dict[str, LevelVerdict]:
    """Check one document of each level that is asked for and return what holds for all documents of it.

    A document that made a `known` verdict, and is the same still, is not looked at again. The mistakes of
    its unit alone are left to the unit. Raises InputRefused with everything wrong in the definitions and
    their templates.
    """
    tries: Counter[str] = Counter()
    found: dict[str, LevelVerdict] = {}
    for unit in units:
        if unit.is_wanted and unit.level not in found and tries[unit.level] < MOST_TRIES:
            tries[unit.level] += 1
            one = _verdict(reports, unit, today, known.get(unit.level))
            if one is not None:
                found[unit.level] = one
    findings = findings_of_levels(found)
    if any(each.severity is Severity.ERROR for each in findings):
        raise InputRefused(findings)
    return found


def findings_of_levels(verdicts: LevelVerdicts) -> tuple[Finding, ...]:
    """Return what was found of the levels, each finding once."""
    return tuple(dict.fromkeys(each for verdict in verdicts.values() for each in verdict.findings))


def _verdict(
    reports: UnitReports, unit: BatchUnit, today: dt.date, known: LevelVerdict | None
) -> LevelVerdict | None:
    asked = f"{reports.input_key(unit.code)} {today if reports.depends_on_day else ''}"
    key = hashlib.sha256(asked.encode()).hexdigest()
    if known is not None and known.key == key:
        return known
    checked = _check_one(reports, unit.code, today)
    if checked is None:
        return None
    return LevelVerdict(key, tuple(each for each in checked.findings if each.severity is not Severity.INFO))


def read_verdicts(path: Path) -> dict[str, LevelVerdict]:
    """Return what the last run found of the levels; nothing when there was none."""
    if not path.is_file():
        return {}
    levels = json.loads(path.read_text(encoding="utf-8"))
    return {
        level: LevelVerdict(key, findings_of(json.dumps(found))) for level, (key, found) in levels.items()
    }


def write_verdicts(path: Path, verdicts: LevelVerdicts) -> None:
    """Keep what was found of the levels for the next run."""
    levels = {
        level: (each.key, [finding.as_json() for finding in each.findings])
        for level, each in verdicts.items()
    }
    write_files({path: json.dumps(levels, ensure_ascii=False).encode()}, durable=False)


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
