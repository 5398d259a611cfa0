"""Everything that is checked in a Word document, whoever made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.audit.audit import audit_document
from reportgen.check.package import UnreadablePackage
from reportgen.check.package_lint import RULES, lint_package
from reportgen.check.word import read_word
from reportgen.check.word_gate import gate_word
from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.model.checking import Checked, merge
from reportgen.model.word_document import WordDocument
from reportgen.service.form_checks import check_document_form

SIGNS_LEFT = frozenset({"leftover-tag", "double-escape", "missing-value", "private-character"})
"""Defects of the package that a reader sees in print."""
RESAVE = "mở bằng Word, sửa chỗ này rồi lưu lại"


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """What was found in a document, and by which rule set."""

    checked: Checked
    rule_set: str = ""


def read_document(data: bytes, file: str) -> WordDocument:
    """Read a Word file.

    Raises InputRefused when it is not safe to read, or no Word file.
    """
    if refused := gate_word(data, file):
        raise InputRefused(refused)
    try:
        return read_word(data, file=file)
    except UnreadablePackage as problem:
        finding = Finding("not-docx", f"không đọc được tệp Word: {problem}", Where(file), RESAVE)
        raise InputRefused([finding]) from problem


def check_document(
    document: WordDocument, data: bytes, *, rule_set: str = "", typed: Sequence[str] | None = None
) -> CheckedDocument:
    """Check the form, the figures and the package of a document.

    `typed` is None for a document of others; of ours it has the texts that look like leftovers and are none.
    """
    form = check_document_form(document, rule_set=rule_set)
    package = (
        _lint(data, document.file) if typed is None else lint_package(data, file=document.file, typed=typed)
    )
    lint = Checked(tuple(package), passed=_rules_passed(package))
    return CheckedDocument(merge([form.checked, audit_document(document), lint]), form.rule_set)


def _lint(data: bytes, file: str) -> list[Finding]:
    """Look a file of others over: Word lives with most defects, so that they stop nothing."""
    by_rule: dict[tuple[str, str], list[Finding]] = {}
    for finding in lint_package(data, file=file):
        by_rule.setdefault((finding.rule, finding.where.part), []).append(finding)
    return [_milder(found) for found in by_rule.values()]


def _milder(found: list[Finding]) -> Finding:
    """Tell all that one rule finds in a part as one, by its first place."""
    first, others = found[0], len(found) - 1
    message = first.message + (f" (và {others} chỗ nữa như vậy)" if others else "")
    severity = Severity.WARNING if first.rule in SIGNS_LEFT else Severity.INFO
    return replace(first, message=message, severity=severity, remedy=RESAVE)


def _rules_passed(found: list[Finding]) -> dict[str, int]:
    broken = {finding.rule for finding in found}
    return {rule: 1 for rule in RULES if rule not in broken}
