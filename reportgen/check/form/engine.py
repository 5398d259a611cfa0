"""Apply the form rules that bind a document; every rule ends as findings, a pass, or not evaluated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from reportgen.check.form.components import Kind
from reportgen.check.form.locate import locate
from reportgen.check.form.rules import KINDS, Fault, Form, NotMeasurable
from reportgen.errors import Finding, Severity
from reportgen.model.checking import Checked, NotEvaluated
from reportgen.model.form_rule import FormBook, FormRule, Group
from reportgen.model.layout import choose_rules
from reportgen.model.word_document import WordDocument

SEVERITIES = (Severity.INFO, Severity.WARNING, Severity.ERROR)
# Which groups of rules can be asked of a file that is no whole document, and why the rest cannot.
GROUPS = {
    Kind.ANNEX: ({Group.PAGE, Group.TYPOGRAPHY, Group.ANNEX}, "tệp chỉ có phụ lục, không có văn bản chính"),
    Kind.OTHER: (
        {Group.PAGE, Group.TYPOGRAPHY},
        "không thấy Quốc hiệu hay tiêu đề Đảng: văn bản không theo hẳn thể thức hành chính hay thể thức Đảng",
    ),
}


def take_apart(document: WordDocument, book: FormBook) -> Form:
    """Find the components of a document and the layout that binds it on its date."""
    types = {name for layout in book.layouts for name in layout.type_abbreviations}
    components = locate(document, types)
    layout = choose_rules(book.layouts, components.regime, components.date.for_rules)
    return Form(document, components, layout)


def check_form(document: WordDocument, book: FormBook) -> Checked:
    """Return what is wrong with a document's form by the rules of its regime and date."""
    return apply_rules(take_apart(document, book), book)


def apply_rules(form: Form, book: FormBook) -> Checked:
    """Return what the rules find in a document taken apart."""
    faults: list[tuple[FormRule, list[Fault]]] = []
    not_evaluated: list[NotEvaluated] = []
    for rule in book.rules:
        if form.layout.id not in rule.sets:
            continue
        try:
            faults.append((rule, list(_faults(rule, form))))
        except NotMeasurable as problem:
            not_evaluated.append(NotEvaluated(rule.id, str(problem)))
    faults = _without_repetitions(faults)
    findings = [finding for rule, found in faults for finding in _findings(rule, form, found)]
    broken = {finding.rule for finding in findings}
    return Checked(
        tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity), reverse=True)),
        tuple(dict.fromkeys(not_evaluated)),
        Counter(rule.id for rule, found in faults if not found and rule.id not in broken),
    )


def _faults(rule: FormRule, form: Form) -> Iterator[Fault]:
    groups, reason = GROUPS.get(form.components.kind, (set(Group), ""))
    if rule.group not in groups:
        raise NotMeasurable(reason)
    return KINDS[rule.kind](rule, form)


def _without_repetitions(faults: list[tuple[FormRule, list[Fault]]]) -> list[tuple[FormRule, list[Fault]]]:
    """Leave out what a rule says where another, to which it yields, has said it already."""
    places: dict[str, set[tuple[str, int]]] = {}
    for rule, found in faults:
        places.setdefault(rule.id, set()).update(_place(fault) for fault in found)

    def said(rule: FormRule, fault: Fault) -> bool:
        return any(_place(fault) in places.get(other, ()) for other in rule.yields_to)

    return [(rule, [fault for fault in found if not said(rule, fault)]) for rule, found in faults]


def _place(fault: Fault) -> tuple[str, int]:
    return fault.where.part, fault.where.paragraph


def _findings(rule: FormRule, form: Form, faults: list[Fault]) -> Iterator[Finding]:
    """Yield one finding for each different message, with all its places."""
    alike: dict[tuple[str, Severity | None], list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.message, fault.severity), []).append(fault)
    for first, *others in alike.values():
        yield replace(_finding(rule, form, first), also=tuple(each.where for each in others))


def _finding(rule: FormRule, form: Form, fault: Fault) -> Finding:
    most = rule.severity(form.layout)
    if form.components.kind is Kind.OTHER:
        most = min(most, Severity.WARNING, key=SEVERITIES.index)
    return Finding(
        rule.id,
        fault.message,
        fault.where,
        remedy=fault.remedy or rule.remedy,
        quote=fault.quote,
        expected=fault.expected,
        clause=rule.clause,
        severity=min(most, fault.severity or most, key=SEVERITIES.index),
    )
