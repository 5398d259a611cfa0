"""Read the form rules from `data/the-thuc/quy-tac/`, with the layouts that they compare with."""

from __future__ import annotations

from pathlib import Path

from reportgen.load.layout_rules import load_layout_rules, read_ours
from reportgen.model.form_rule import FormBook, FormRule
from reportgen.settings import data_folder


def load_form_book(folder: Path | None = None) -> FormBook:
    """Return every rule in the order of files and lines.

    The files are ours: a mistake in one is a bug and raises as it is.
    """
    folder = folder or data_folder() / "the-thuc" / "quy-tac"
    rules = [rule for path in sorted(folder.glob("*.yaml")) for rule in _rules(path)]
    return FormBook(tuple(rules), load_layout_rules())


def _rules(path: Path) -> list[FormRule]:
    return [FormRule.model_validate(entry) for entry in read_ours(path)]
