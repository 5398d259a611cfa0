"""The slow path of errors: every mistake of a form with one unit's figures, grouped by cause.

Since every tag has its own line, a failing tag can be replaced by something harmless and the rest rendered again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jinja2.runtime import new_context

from reportgen.errors import Finding, InputRefused
from reportgen.fill.filler import NO_TEXTS, names_of
from reportgen.fill.mistakes import AUTHOR_MISTAKES, AuthorMistake, mistake
from reportgen.fill.printer import Printer
from reportgen.model.figure import CannotCompute, Figures
from reportgen.model.figures_input import UnitTexts
from reportgen.model.form import Form, Part

MOST = 200
"""More mistakes than this are not looked for: the first ones have to be mended anyway."""
HARMLESS = {"if": "if false", "elif": "elif false", "set": "set _khong = ''"}


def diagnose(form: Form, figures: Figures, texts: UnitTexts = NO_TEXTS) -> list[Finding]:
    """Every mistake that filling would meet, each cause once, with all its places."""
    try:
        names, _ = names_of(form, figures, texts)
    except InputRefused as refused:
        return list(refused.findings)
    printer = Printer(form, figures)
    names["_in_ra"], names["_ghi_chu"], names["_ghi_chu_cuoi"] = printer, printer.footnote, ""
    found = [problem for part in form.parts for problem in _mistakes(form, part, names)]
    return group_by_cause(found)


def _mistakes(form: Form, part: Part, names: dict[str, Any]) -> Iterator[AuthorMistake]:
    lines = part.source.split("\n")
    for _ in range(MOST):
        template = form.environment.from_string("\n".join(lines))
        trial = Part(part.name, part.source, template, part.sites)
        try:
            "".join(template.root_render_func(new_context(form.environment, None, template.blocks, names, True, {})))
        except AUTHOR_MISTAKES as error:
            found = mistake(form, trial, error)
            yield found
            _neutralise(lines, found.line - 1)
        else:
            return


def _neutralise(lines: list[str], at: int) -> None:
    """Make the tag on a line (counted from 0) harmless."""
    word = lines[at].split(None, 1)[0]
    if word == "for":
        lines[at] = re.sub(r"\bin\b.*?%\}", "in [] %}", lines[at], count=1)
    elif word in HARMLESS:
        lines[at] = re.sub(r"^.*?%\}", f"{HARMLESS[word]} %}}", lines[at], count=1)
    else:
        lines[at] = re.sub(r"^.*?\}\}", "'' }}", lines[at], count=1)


def group_by_cause(found: list[AuthorMistake]) -> list[Finding]:
    """One finding per cause: a missing figure that is printed in thirty places is one mistake."""
    groups: dict[object, list[AuthorMistake]] = {}
    for problem in found:
        error = problem.error
        cause = error.cause if isinstance(error, CannotCompute) and error.cause else id(problem)
        groups.setdefault((type(error), cause), []).append(problem)
    return [_finding(group) for group in groups.values()]


def _finding(group: list[AuthorMistake]) -> Finding:
    first = group[0].finding()
    also = tuple(dict.fromkeys(problem.finding().where for problem in group[1:]))
    return Finding(
        first.rule, first.message, first.where, first.remedy, first.quote,
        also=tuple(place for place in also if place != first.where),
    )

