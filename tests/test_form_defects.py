"""Each form rule fires on its defect file, alone, and is silent on the clean twin."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from reportgen.check.form import check_form
from reportgen.check.word import read_word
from reportgen.errors import Severity
from reportgen.load.form_rules import load_form_book
from reportgen.model.checking import Checked
from tests.form_defects import DEFECTS, FOLDER, Defect
from tests.form_reports import REPORTS
from tests.form_text_defects import TEXT_DEFECTS

BOOK = load_form_book()
UNCHECKABLE = "khong_do_duoc"
ALL = (*DEFECTS, *TEXT_DEFECTS)
each_defect = pytest.mark.parametrize("defect", ALL, ids=str)


@cache
def checked(data: bytes) -> Checked:
    return check_form(read_word(data, file="bao-cao.docx"), BOOK)


def breaches(result: Checked) -> Counter[str]:
    return Counter(finding.rule for finding in result.findings)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_in_due_form_has_no_finding(name: str) -> None:
    assert [str(finding) for finding in checked(REPORTS[name]()).findings] == []


@each_defect
def test_defect_file_breaks_exactly_its_rule(defect: Defect) -> None:
    data = (FOLDER / f"{defect}.docx").read_bytes()
    found = checked(data)
    assert {finding.rule: str(finding) for finding in found.findings}.keys() == {defect.rule}


@each_defect
def test_clean_twin_keeps_the_rule(defect: Defect) -> None:
    found = checked(defect.clean())
    assert [str(finding) for finding in found.findings] == []
    assert found.passed[defect.rule]


def test_defect_files_are_those_that_the_scripts_make() -> None:
    assert {file.stem for file in FOLDER.glob("[A-Z]*.docx")} == {str(defect) for defect in ALL}
    for defect in ALL[::10]:
        assert (FOLDER / f"{defect}.docx").read_bytes() == defect.file()


def test_every_rule_that_can_be_measured_has_a_defect_file() -> None:
    tried = {(defect.rule, defect.base) for defect in ALL}
    rules = [rule for rule in BOOK.rules if rule.kind != UNCHECKABLE]
    assert [rule.id for rule in rules if not any((rule.id, each) in tried for each in rule.sets)] == []


@pytest.mark.parametrize("defect", [each for each in ALL if each.base == "hd05"], ids=str)
def test_what_is_known_from_second_hand_is_no_error(defect: Defect) -> None:
    assert {finding.severity for finding in checked(defect.file()).findings} == {Severity.WARNING}
