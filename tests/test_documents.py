"""The documents tell the truth: the glossary is current, every key of the users' files is explained."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from reportgen.cli import make_parser
from reportgen.model import (
    consolidation,
    definition,
    figures_input,
    programme,
    reporting_period,
    unit_values,
)
from reportgen.model.definition import ColumnKind
from tools.glossary import TARGET, glossary, models_of, rows

DOCS = Path(__file__).parents[1] / "docs"


def test_the_glossary_is_what_the_models_say() -> None:
    assert TARGET.read_text(encoding="utf-8") == glossary()


PAGES = [
    ("bao-cao.md", definition),
    ("so-lieu.md", figures_input),
    *(("chuong-trinh.md", each) for each in (programme, reporting_period, consolidation, unit_values)),
]


@pytest.mark.parametrize(("page", "module"), PAGES)
def test_every_key_of_a_file_is_explained_on_its_page(page: str, module: ModuleType) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    own = {model.__name__ for model in models_of(module)}
    missing = [
        key for key, _, name in rows() if name.split(".")[0] in own and not re.search(rf"\b{key}\b", text)
    ]
    assert missing == []


def test_every_column_kind_is_explained() -> None:
    text = (DOCS / "bao-cao.md").read_text(encoding="utf-8")
    assert [kind.value for kind in ColumnKind if f"`{kind.value}`" not in text] == []


def test_every_command_and_option_is_explained() -> None:
    text = (DOCS / "dong-lenh.md").read_text(encoding="utf-8")
    actions = [action for action in make_parser()._actions if action.dest == "command"]
    commands = actions[0].choices
    assert isinstance(commands, dict)
    for name, parser in commands.items():
        assert f"reportgen {name}" in text
        for action in parser._actions:
            for option in action.option_strings:
                if option.startswith("--") and option not in ("--help", "--tro-giup"):
                    assert option in text, f"{name} {option}"
