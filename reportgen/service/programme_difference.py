"""What a change of a programme reaches: documents, places in them, wording; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.errors import Finding, InputRefused
from reportgen.model.difference import Difference, ProgrammeDifference, SignOff, UnitDifference, lapsed
from reportgen.refresh.compare import compare
from reportgen.service.making import Made, made_with
from reportgen.service.programme import OpenProgramme, open_programme
from reportgen.service.refreshing import input_differences, traced, traces_of

NO_SIGN_OFFS: Mapping[str, Sequence[SignOff]] = {}


def differ_programmes(
    old: Path, new: Path, *, sign_offs: Mapping[str, Sequence[SignOff]] = NO_SIGN_OFFS
) -> ProgrammeDifference:
    """Return how the documents of two states of a programme differ, and which sign-offs (by unit) lapse.

    Only units whose inputs differ are made, each in both states. Raises InputRefused for a programme that
    cannot be opened, or a report of a level that cannot be compiled.
    """
    before, after = open_programme(old), open_programme(new)
    both = [code for code in after.codes if code in before.roster]
    return ProgrammeDifference(
        tuple(_units(before, after, both, sign_offs)),
        added=tuple(code for code in after.codes if code not in before.roster),
        removed=tuple(code for code in before.codes if code not in after.roster),
    )


def _units(
    before: OpenProgramme,
    after: OpenProgramme,
    codes: list[str],
    sign_offs: Mapping[str, Sequence[SignOff]],
) -> Iterator[UnitDifference]:
    for code in codes:
        if after.level(code).report is None or before.level(code).report is None:
            continue
        if before.input_key(code) == after.input_key(code):
            continue
        found = _unit(before, after, code, sign_offs.get(code, ()))
        if found.findings or not found.difference.is_empty:
            yield found


def _unit(
    before: OpenProgramme, after: OpenProgramme, code: str, sign_offs: Sequence[SignOff]
) -> UnitDifference:
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
    found = _difference(old, new, is_given=after.has_values(code))
    return UnitDifference(code, name, replace(found, lapsed=lapsed(sign_offs, new.filled.bytes())))


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
