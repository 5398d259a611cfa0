"""The form (thể thức) of a document, checked by the rule set that binds it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import NamedTuple

from reportgen.check.form import apply_rules, take_apart
from reportgen.load.form_rules import load_form_book
from reportgen.model.checking import Checked
from reportgen.model.form_rule import FormBook
from reportgen.model.word_document import WordDocument


class CheckedForm(NamedTuple):
    """What was found of a document's form, and by which rule set."""

    checked: Checked
    rule_set: str


def check_document_form(document: WordDocument, *, rule_set: str = "") -> CheckedForm:
    """Check the form by the rule set of the document's regime and date, or by the one asked for."""
    book = _form_book()
    if rule_set:
        book = replace(book, layouts=tuple(each for each in book.layouts if each.id == rule_set))
    form = take_apart(document, book)
    return CheckedForm(apply_rules(form, book), form.layout.id)


@cache
def _form_book() -> FormBook:
    return load_form_book()
