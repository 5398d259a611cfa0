"""The slow path of errors: every mistake of a form with one unit's figures, grouped by cause.

What cannot be printed is noted and passed over. What fails earlier, in an expression, ends the rendering; but
since every tag has its own line, that tag is made harmless and the rest rendered again.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from reportgen.errors import Finding
from reportgen.fill.filler import NO_TEXTS, gather_names
from reportgen.fill.mistakes import AUTHOR_MISTAKES, AuthorMistake, mistake
from reportgen.fill.printer import Printer
from reportgen.fill.rendering import rendered, tag_by_tag
from reportgen.model.figure import CannotCompute, Figures
from reportgen.model.figures_input import UnitTexts
from reportgen.model.form import Form, Part

MOST = 100
"""More failing expressions in a part are not looked for: the first ones have to be mended anyway."""
HARMLESS = {"if": "if false", "elif": "elif false", "set": "set _khong = ''"}


class Collector(Printer):
    """A printer that notes what it cannot print, and goes on."""

    __slots__ = ("mistakes",)

    def __init__(self, form: Form, figures: Figures) -> None:
        super().__init__(form, figures)
        self.mistakes: list[AuthorMistake] = []

    def refuse(self, error: CannotCompute, index: int) -> bytes:
        """Note the mistake; nothing is printed in its place."""
        site = self.sites[index]
        self.mistakes.append(AuthorMistake(error, [site.caller or site]))
        return b""


def diagnose(form: Form, figures: Figures, texts: UnitTexts = NO_TEXTS) -> list[Finding]:
    """Return every mistake that filling would meet, each cause once, with all its places."""
    names, _, findings = gather_names(form, figures, texts)
    found = [problem for part in form.parts for problem in _mistakes(form, part, figures, names)]
    return list(dict.fromkeys([*findings, *group_by_cause(found)]))


def _mistakes(form: Form, part: Part, figures: Figures, names: dict[str, Any]) -> Iterator[AuthorMistake]:
    lines = part.source.split("\n")
    for _ in range(MOST):
        printer = Collector(form, figures)
        trial = tag_by_tag(form, part, "\n".join(lines))
        try:
            rendered(form, trial, names, printer)
        except AUTHOR_MISTAKES as error:
            found = mistake(form, trial, error)
            yield found
            _neutralise(lines, found.line - 1)
        else:
            yield from printer.mistakes
            return


def _neutralise(lines: list[str], at: int) -> None:
    """Make the tag on a line (counted from 0) harmless."""
    keyword = re.match(r"\w*", lines[at])
    word = keyword[0] if keyword else ""
    if word == "for":
        lines[at] = re.sub(r"\bin\b.*?%\}", "in [] %}", lines[at], count=1)
    elif word in HARMLESS:
        lines[at] = re.sub(r"^.*?%\}", f"{HARMLESS[word]} %}}", lines[at], count=1)
    else:
        lines[at] = re.sub(r"^.*?\}\}", "'' }}", lines[at], count=1)


def group_by_cause(found: list[AuthorMistake]) -> list[Finding]:
    """Return one finding per cause: a missing figure that is printed in thirty places is one mistake."""
    groups: dict[object, list[Finding]] = {}
    for problem in found:
        groups.setdefault((type(problem.error), problem.cause), []).append(problem.finding())
    return [_together(group) for group in groups.values()]


def _together(group: list[Finding]) -> Finding:
    first = group[0]
    also = dict.fromkeys(finding.where for finding in group[1:] if finding.where != first.where)
    return dataclasses.replace(first, also=tuple(also))
