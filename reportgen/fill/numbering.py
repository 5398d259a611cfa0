"""Conditions and numbering, worked out before anything is rendered: numbers close up over what is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.errors import InputRefused
from reportgen.fill.mistakes import AUTHOR_MISTAKES, finding_of
from reportgen.model.form import Condition, Form, SectionEntry, Site
from reportgen.model.numbering import NumberPattern

DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Outline:
    """Which sections and annexes are printed, and their numbers.

    `numbers` holds the number text with its blank (empty for unnumbered ones), annexes count from 1, `last` is the
    last annex printed or 0.
    """

    is_printed: dict[int, bool]
    numbers: dict[int, str]
    annex_is_printed: dict[int, bool]
    labels: dict[int, str]
    label_numbers: dict[int, str]
    last: int


def outline(form: Form, names: Mapping[str, Any]) -> Outline:
    """Evaluate every condition once and number what remains.

    Raises InputRefused with every condition that cannot be decided.
    """
    answers = _answers(form, names)
    is_printed, numbers = _number_sections(form.sections, answers)
    annex_is_printed, labels, label_numbers, last = _label_annexes(form, answers)
    return Outline(is_printed, numbers, annex_is_printed, labels, label_numbers, last)


def _answers(form: Form, names: Mapping[str, Any]) -> dict[int, bool]:
    answers, findings = {}, []
    for entry in (*form.sections, *form.annexes):
        condition = entry.condition
        if condition is None:
            continue
        try:
            answers[id(condition)] = bool(condition.test(names))
        except AUTHOR_MISTAKES as error:
            findings.append(finding_of(error, [Site(condition.where, condition.source)]))
    if findings:
        raise InputRefused(findings)
    return answers


def _holds(condition: Condition | None, answers: Mapping[int, bool]) -> bool:
    return condition is None or answers[id(condition)]


def _number_sections(
    entries: tuple[SectionEntry, ...], answers: Mapping[int, bool]
) -> tuple[dict[int, bool], dict[int, str]]:
    is_printed: dict[int, bool] = {}
    numbers: dict[int, str] = {}
    counters = [0] * DEEPEST
    dropped: int | None = None
    for index, entry in enumerate(entries):
        if dropped is not None and entry.level > dropped:
            is_printed[index] = False
            continue
        is_printed[index] = _holds(entry.condition, answers)
        dropped = None if is_printed[index] else entry.level
        if is_printed[index]:
            numbers[index] = _next_number(entry, counters)
    return is_printed, numbers


def _next_number(entry: SectionEntry, counters: list[int]) -> str:
    if entry.pattern is None:
        counters[entry.level :] = [0] * (DEEPEST - entry.level)
        return ""
    counters[entry.level - 1] += 1
    counters[entry.level :] = [0] * (DEEPEST - entry.level)
    return entry.pattern.text(counters[: entry.level]) + " "


def _label_annexes(
    form: Form, answers: Mapping[int, bool]
) -> tuple[dict[int, bool], dict[int, str], dict[int, str], int]:
    printed = {n: _holds(entry.condition, answers) for n, entry in enumerate(form.annexes, 1)}
    labels, label_numbers, counter, last = {}, {}, 0, 0
    many = sum(printed.values()) > 1
    for number, entry in enumerate(form.annexes, 1):
        if not printed[number]:
            continue
        counter, last = counter + 1, number
        pattern = entry.pattern
        if not many and entry.label is None and form.definition.annex_label is None:
            pattern = NumberPattern.parse(form.rules.annex_labels.single)
        labels[number] = entry.label if entry.label is not None else pattern.text([counter])
        label_numbers[number] = pattern.number([counter])
    return printed, labels, label_numbers, last
