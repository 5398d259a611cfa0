"""Correct words as offices write them give no finding, whatever they look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.check.form import check_form, take_apart
from reportgen.check.form.components import Component
from reportgen.check.form.rules import KINDS
from reportgen.check.word import read_word
from reportgen.load.form_rules import load_form_book
from reportgen.model.form_rule import FormBook
from tests.form_edits import changed
from tests.form_reports import REPORTS
from tests.form_text_defects import lines
from tests.written_documents import DECISION, DOCUMENTS

BOOK = load_form_book()
ABOUT_WORDS = FormBook(
    tuple(rule for rule in BOOK.rules if ".words_of_" in KINDS[rule.kind].__module__), BOOK.layouts
)
TEXTS = {"nd30": "dung-nha-nuoc", "hd36": "dung-dang", "hd05": "dung-dang"}


@pytest.mark.parametrize("base", TEXTS)
def test_correct_text_gives_no_finding(base: str) -> None:
    text = (Path(__file__).parent / "texts" / f"{TEXTS[base]}.txt").read_text(encoding="utf-8")
    data = changed(REPORTS[base](), lines(*text.splitlines()))
    found = check_form(read_word(data, file="bao-cao.docx"), BOOK)
    assert [str(finding) for finding in found.findings] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_typed_by_hand_gives_no_finding_about_words(name: str) -> None:
    found = check_form(read_word(DOCUMENTS[name], file=name), ABOUT_WORDS)
    assert [str(finding) for finding in found.findings] == []
    assert len(found.passed) > 70


def test_basis_of_a_decision_stands_below_the_line_of_who_decides() -> None:
    form = take_apart(read_word(DECISION, file="a.docx"), BOOK)
    assert len(form.found(Component.CAN_CU)) == 3
    assert form.components.text(Component.TRICH_YEU) == "Về việc thành lập Ban Chỉ đạo chuyển đổi số"
