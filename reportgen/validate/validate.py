"""All rules in order; a rule takes the case and yields what it finds."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.errors import Finding
from reportgen.model.definition import Definition
from reportgen.model.figures_input import FiguresInput
from reportgen.model.source import Source
from reportgen.validate import (
    annexes,
    columns,
    letterhead,
    lists,
    names,
    numbers,
    periods,
    relations,
    structure,
    widths,
)
from reportgen.validate.case import Case, Numbers

RULES = (
    *letterhead.RULES,
    *structure.RULES,
    *annexes.RULES,
    *columns.RULES,
    *widths.RULES,
    *names.RULES,
    *periods.RULES,
    *numbers.RULES,
    *relations.RULES,
    *lists.RULES,
)


def validate(
    definition: Definition,
    definition_source: Source,
    figures: FiguresInput,
    figures_source: Source,
    *,
    derived: Mapping[tuple[str, str], Numbers] | None = None,
) -> list[Finding]:
    """Return every error, warning and info, those of the definition first, each file in order of place.

    `derived` holds the numbers of derived indicators by group and name, so that relations with them are
    checked, too; relations with those that it lacks are not.
    """
    case = Case(definition, definition_source, figures, figures_source, dict(derived or {}))
    findings = [finding for rule in RULES for finding in rule(case)]
    files = [definition_source.file, figures_source.file]
    return sorted(
        findings, key=lambda each: (files.index(each.where.file), each.where.line, each.where.column)
    )
