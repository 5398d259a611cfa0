"""Conditions of sections and annexes, worked out before anything is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.errors import NOWHERE, Finding
from reportgen.fill.gate import truth
from reportgen.fill.mistakes import AUTHOR_MISTAKES, finding_of
from reportgen.model.form import Condition, Form, Site
from reportgen.model.outline import Outline, outline_of, what_is_printed

MOST_OUTLINES = 256


def outline(form: Form, names: Mapping[str, Any]) -> tuple[Outline, list[Finding]]:
    """Return the outline for one unit, and what could not be decided: that is taken as printed."""
    findings: list[Finding] = []
    decided = form.outline
    if decided is None:
        printed = what_is_printed(
            form.sections, form.annexes, lambda condition: holds(condition, names, findings)
        )
        decided = form.outlines.get(printed) or _numbered(form, printed)
    return decided, findings + _repeated_labels(form, decided.labels)


def _numbered(form: Form, printed: tuple[bool, ...]) -> Outline:
    """Return the outline of what is printed, and keep it: other units print the same."""
    if len(form.outlines) >= MOST_OUTLINES:
        form.outlines.clear()
    decided = outline_of(form.sections, form.annexes, form.only_annex_pattern, printed)
    return form.outlines.setdefault(printed, decided)


def holds(condition: Condition | None, names: Mapping[str, Any], findings: list[Finding]) -> bool:
    """Tell whether a condition holds; one that cannot be decided is a finding, and taken to hold."""
    if condition is None:
        return True
    try:
        return truth(condition.test(names))
    except AUTHOR_MISTAKES as error:
        findings.append(finding_of(error, [Site(condition.where, condition.source)]))
        return True


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
