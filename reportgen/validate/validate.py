"""All rules in order; a rule takes the case and yields what it finds."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.errors import Finding
from reportgen.model.data_rule import Limits
from reportgen.model.definition import Definition
from reportgen.model.figures_input import FiguresInput
from reportgen.model.source import Source
from reportgen.validate import (
    annexes,
    charts,
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
from reportgen.validate.case import Case, FiguresCase, Numbers
from reportgen.validate.sound_groups import doubtful_groups

FIGURES_RULES = (*names.RULES, *periods.RULES, *numbers.RULES, *relations.RULES, *lists.RULES)
DEFINITION_RULES = (
    *letterhead.RULES,
    *structure.RULES,
    *annexes.RULES,
    *columns.RULES,
    *widths.RULES,
    *charts.RULES,
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
    checked, too; relations with those that it lacks are not. Rules that `nguong` switches off are left out.
    """
    case = Case(
        figures,
        figures_source,
        dict(derived or {}),
        definition=definition,
        definition_source=definition_source,
    )
    findings = [finding for rule in DEFINITION_RULES for finding in rule(case)]
    found = _of_figures(figures, figures_source, case.derived)
    findings = _without([*findings, *found], definition.limits, figures.limits)
    own = definition_source.file  # figures may come from several files
    return sorted(
        findings,
        key=lambda each: (each.where.file != own, each.where.file, each.where.line, each.where.column),
    )


def validate_figures(
    figures: FiguresInput, source: Source, *, derived: Mapping[tuple[str, str], Numbers] | None = None
) -> list[Finding]:
    """Return every error, warning and info about figures alone, in order of place."""
    findings = _without(_of_figures(figures, source, dict(derived or {})), figures.limits)
    return sorted(findings, key=lambda each: (each.where.line, each.where.column))


def _of_figures(
    figures: FiguresInput, source: Source, derived: dict[tuple[str, str], Numbers]
) -> list[Finding]:
    case = FiguresCase(figures, source, derived, doubtful_groups(figures))
    return [finding for rule in FIGURES_RULES for finding in rule(case)]


def _without(findings: list[Finding], *all_limits: Limits | None) -> list[Finding]:
    """Leave out the rules that `nguong` switches off."""
    off = {rule for limits in all_limits if limits is not None for rule in limits.off}
    return [finding for finding in findings if finding.rule not in off]
