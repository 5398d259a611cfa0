"""Each rule of the figure audit fires on its defect file, alone, and is silent on the clean twin."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import reportgen.audit
from reportgen.audit.audit import audit_document
from reportgen.audit.tables.findings import WHAT as TABLE_RULES
from reportgen.check.word import read_word
from reportgen.errors import Finding
from tests.audit_defects import AUDIT_DEFECTS, FOLDER, AuditDefect

RULE_ID = re.compile(r"[a-z]+(?:-[a-z]+)*")
NO_RULES = {"plain", "dat"}  # what items without a sign and attained percentages are called

each_defect = pytest.mark.parametrize("defect", AUDIT_DEFECTS, ids=str)


def audited(data: bytes) -> tuple[Finding, ...]:
    return audit_document(read_word(data, file="bao-cao.docx")).findings


@each_defect
def test_defect_file_breaks_exactly_its_rule(defect: AuditDefect) -> None:
    found = audited((FOLDER / f"{defect}.docx").read_bytes())
    assert {finding.rule: str(finding) for finding in found}.keys() == {defect.rule}


@each_defect
def test_clean_twin_has_no_finding(defect: AuditDefect) -> None:
    assert [str(finding) for finding in audited(defect.clean())] == []


def test_defect_files_are_those_that_the_script_makes() -> None:
    assert {file.stem for file in FOLDER.glob("[a-z]*.docx")} == {str(defect) for defect in AUDIT_DEFECTS}
    for defect in AUDIT_DEFECTS[::10]:
        assert (FOLDER / f"{defect}.docx").read_bytes() == defect.file()


def rule_ids() -> set[str]:
    """The rules that the modules of the audit name in their constants."""
    modules = [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(reportgen.audit.__path__, "reportgen.audit.")
        if not module.name.startswith("reportgen.audit.typed_")  # these speak of definitions
    ]
    named = {
        value
        for module in modules
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and RULE_ID.fullmatch(value)
    }
    return (named | set(TABLE_RULES)) - NO_RULES


def test_every_rule_has_a_defect_file() -> None:
    rules = rule_ids()
    assert {"product", "odd-noun", "total-of-parts", "table-row-total"} <= rules
    assert rules - {defect.rule for defect in AUDIT_DEFECTS} == set()
