"""All rules in order; a rule takes the case and yields what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from reportgen.errors import Finding, Severity
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

FiguresRule = Callable[[FiguresCase], Iterator[Finding]]
FIGURES_RULES: tuple[FiguresRule, ...] = (
    *names.RULES,
    *periods.RULES,
    *numbers.RULES,
    *relations.RULES,
    *lists.RULES,
)
DEFINITION_RULES = (
    *letterhead.RULES,
    *structure.RULES,
    *annexes.RULES,
    *columns.RULES,
    *widths.RULES,
    *charts.RULES,
)
ONLY_WARNING = numbers.ONLY_WARNING | periods.ONLY_WARNING
STOPPING_RULES = tuple(rule for rule in FIGURES_RULES if rule not in ONLY_WARNING)
"""Rules on figures that may find an error."""


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
    figures: FiguresInput,
    source: Source,
    *,
    derived: Mapping[tuple[str, str], Numbers] | None = None,
    only_errors: bool = False,
) -> list[Finding]:
    """Return all that is wrong with figures in order of place; warnings and infos unless `only_errors`."""
    rules = STOPPING_RULES if only_errors else FIGURES_RULES
    findings = _without(_of_figures(figures, source, dict(derived or {}), rules), figures.limits)
    told = (each for each in findings if each.severity is Severity.ERROR) if only_errors else findings
    return sorted(told, key=lambda each: (each.where.line, each.where.column))


def _of_figures(
    figures: FiguresInput,
    source: Source,
    derived: dict[tuple[str, str], Numbers],
    rules: Sequence[FiguresRule] = FIGURES_RULES,
) -> list[Finding]:
    case = FiguresCase(figures, source, derived, doubtful_groups(figures))
    return [finding for rule in rules for finding in rule(case)]


def _without(findings: list[Finding], *all_limits: Limits | None) -> list[Finding]:
    """Leave out the rules that `nguong` switches off."""
    off = {rule for limits in all_limits if limits is not None for rule in limits.off}
    return [finding for finding in findings if finding.rule not in off]
