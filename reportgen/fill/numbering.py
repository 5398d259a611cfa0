"""Conditions and numbering, worked out before anything is rendered: numbers close up over what is dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from reportgen.errors import NOWHERE, Finding
from reportgen.fill.gate import truth
from reportgen.fill.mistakes import AUTHOR_MISTAKES, finding_of
from reportgen.model.form import AnnexEntry, Condition, Form, SectionEntry, Site
from reportgen.model.numbering import NumberPattern

NUMBER_IN_LABEL = re.compile(r"\s(\d[\w./-]*|[IVXLC]+|[A-ZĐ])$")


@dataclass(slots=True)
class Outline:
    """Which sections and annexes are printed, and their numbers.

    `numbers` holds the number text with its blank (empty for unnumbered ones), annexes count from 1, `last`
    is the last annex printed or 0. What cannot be decided is in `findings`, and taken as printed.
    """

    is_printed: dict[int, bool] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    annex_is_printed: dict[int, bool] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    label_numbers: dict[int, str] = field(default_factory=dict)
    last: int = 0
    findings: list[Finding] = field(default_factory=list)


def outline(form: Form, names: Mapping[str, Any]) -> Outline:
    """Evaluate every condition once, but for those inside what is dropped, and number what remains."""
    conditions = [entry.condition for entry in form.sections] + [entry.condition for entry in form.annexes]
    return _decided(form, names) if any(conditions) else _unconditional(form)


@lru_cache(maxsize=64)
def _unconditional(form: Form) -> Outline:
    """Return the outline of a form without conditions: the same for every unit."""
    return _decided(form, {})


def _decided(form: Form, names: Mapping[str, Any]) -> Outline:
    result = Outline()
    _number_sections(form.sections, names, result)
    _label_annexes(form, names, result)
    return result


def _holds(condition: Condition | None, names: Mapping[str, Any], findings: list[Finding]) -> bool:
    if condition is None:
        return True
    try:
        return truth(condition.test(names))
    except AUTHOR_MISTAKES as error:
        findings.append(finding_of(error, [Site(condition.where, condition.source)]))
        return True


def _number_sections(entries: tuple[SectionEntry, ...], names: Mapping[str, Any], result: Outline) -> None:
    counters: list[int] = []
    dropped: int | None = None
    for index, entry in enumerate(entries):
        if dropped is not None and entry.level > dropped:
            result.is_printed[index] = False
            continue
        result.is_printed[index] = _holds(entry.condition, names, result.findings)
        dropped = None if result.is_printed[index] else entry.level
        if dropped is None:
            result.numbers[index] = _next_number(entry, counters)


def _next_number(entry: SectionEntry, counters: list[int]) -> str:
    """Return the number of a section; `counters` has one for each level down to the last section's."""
    del counters[entry.level :]
    counters += [0] * (entry.level - len(counters))
    if entry.pattern is None:
        return ""
    counters[-1] += 1
    return entry.pattern.text(counters) + " "


def _label_annexes(form: Form, names: Mapping[str, Any], result: Outline) -> None:
    for number, entry in enumerate(form.annexes, 1):
        result.annex_is_printed[number] = _holds(entry.condition, names, result.findings)
    printed = [
        (number, entry) for number, entry in enumerate(form.annexes, 1) if result.annex_is_printed[number]
    ]
    is_only = len(printed) == 1 and form.definition.annex_label is None
    counter = 0
    for number, entry in printed:
        counter += entry.label is None  # labels that are typed take no number from the others
        pattern = NumberPattern.parse(form.rules.annex_labels.single) if is_only else entry.pattern
        result.labels[number], result.label_numbers[number] = _label(entry, pattern, counter)
        result.last = number
    result.findings += _repeated_labels(form, result.labels)


def _label(entry: AnnexEntry, pattern: NumberPattern, counter: int) -> tuple[str, str]:
    """Return the label of an annex and the number in it."""
    if entry.label is None:
        return pattern.text([counter]), pattern.number([counter])
    found = NUMBER_IN_LABEL.search(entry.label)
    return entry.label, found[1] if found else ""


def _repeated_labels(form: Form, labels: Mapping[int, str]) -> list[Finding]:
    seen: dict[str, int] = {}
    findings = []
    for number, label in labels.items():
        if label in seen:
            keys = f"{form.annexes[seen[label] - 1].key}, {form.annexes[number - 1].key}"
            remedy = "thêm số vào nhan_phu_luc (ví dụ Phụ lục 01), hoặc đặt nhan khác nhau"
            sites = form.annexes[number - 1].sites
            where = sites[0].where if sites else NOWHERE
            message = f"hai phụ lục cùng nhãn “{label}”: {keys}"
            findings.append(Finding("annex-label-twice", message, where, remedy))
        seen[label] = number
    return findings
