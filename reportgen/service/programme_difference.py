"""What a change of a programme reaches: documents, places in them, wording; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reportgen.errors import Finding, InputRefused
from reportgen.model.difference import Difference, ProgrammeDifference, UnitDifference
from reportgen.refresh.compare import compare
from reportgen.service.making import Made, made_with
from reportgen.service.programme import OpenProgramme, open_programme
from reportgen.service.refreshing import input_differences, traced, traces_of


def differ_programmes(old: Path, new: Path) -> ProgrammeDifference:
    """Return how the documents of two states of a programme differ.

    Only units whose inputs differ are made, each in both states. Raises InputRefused for a programme that
    cannot be opened, or a report of a level that cannot be compiled.
    """
    before, after = open_programme(old), open_programme(new)
    both = [code for code in after.codes if code in before.roster]
    return ProgrammeDifference(
        tuple(_units(before, after, both)),
        added=tuple(code for code in after.codes if code not in before.roster),
        removed=tuple(code for code in before.codes if code not in after.roster),
    )


def _units(before: OpenProgramme, after: OpenProgramme, codes: list[str]) -> Iterator[UnitDifference]:
    for code in codes:
        if after.level(code).report is None or before.level(code).report is None:
            continue
        if before.input_key(code) == after.input_key(code):
            continue
        found = _unit(before, after, code)
        if found.findings or not found.difference.is_empty:
            yield found


def _unit(before: OpenProgramme, after: OpenProgramme, code: str) -> UnitDifference:
    name = after.names[code]
    findings: list[Finding] = []
    sides: list[Made] = []
    for programme in (before, after):
        try:
            sides.append(_made(programme, code))
        except InputRefused as refused:
            findings += refused.findings
    if findings:
        return UnitDifference(code, name, findings=tuple(_distinct(findings)))
    old, new = sides
    return UnitDifference(code, name, _difference(old, new, is_given=after.has_values(code)))


def _made(programme: OpenProgramme, code: str) -> Made:
    level = programme.unit(code).level
    given = programme.unit_figures(code)
    return made_with(programme.form(level), programme.definition(level), given, code)


def _difference(old: Made, new: Made, *, is_given: bool) -> Difference:
    """Compare two documents of a unit; figures made of the children's are no inputs of its own."""
    found = compare(old.filled.bytes(), new.filled.bytes(), file=new.document_name)
    traces = {**traces_of(old), **traces_of(new)}
    figures = tuple(traced(each, traces) for each in found.figures)
    inputs = input_differences(old.given, new.given) if is_given else ()
    return replace(found, figures=figures, inputs=inputs)


def _distinct(findings: list[Finding]) -> Iterator[Finding]:
    yield from dict.fromkeys(findings)
