"""docs/so-lieu.md says what the program does: its file is read, its examples are worked out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.compute import check_expressions, derived_values
from reportgen.validate import validate
from tests.figures_text import computed, prose, read_definition, read_figures

PAGE = (Path(__file__).parent.parent / "docs/so-lieu.md").read_text(encoding="utf-8")
FILE = re.findall(r"```yaml so-lieu\n(.*?)```", PAGE, re.DOTALL)[0]
_, TEXTS = PAGE.split("## Cách tính và cách in")
PRINTED = re.findall(
    r"(?m)^\| `([a-z_.]+)(?:\((\d+)(?:, '(\w+)')?\))?` \| ([^|]+?) \|",
    TEXTS.split("## Quan hệ")[0],
)
WORKED_OUT = re.findall(r"(?m)^\| `([^`]+)` \| ([^|]+?) \|", TEXTS.split("## Biểu thức")[1])
DEFINITION = (
    "the_thuc: dang\nco_quan: {ban_hanh: A}\nso: 1\nky_hieu: BC/HU\ndia_danh: Phong Thổ\ntrich_yeu: A\n"
    "noi_dung: []\n"
)


def test_the_page_has_its_examples() -> None:
    assert len(PRINTED) == 22
    assert len(WORKED_OUT) == 12


def test_the_file_of_the_page_is_sound() -> None:
    figures, source = read_figures(FILE)
    assert check_expressions(figures, source) == []
    assert validate(*read_definition(DEFINITION), figures, source, derived=derived_values(figures)) == []


@pytest.mark.parametrize(("name", "year", "target", "text"), PRINTED)
def test_a_figure_prints_as_the_page_says(name: str, year: str, target: str, text: str) -> None:
    args: list[int | str] = [int(year)] if year else []
    assert prose(computed(FILE), name, *args, *([target] if target else [])) == text


@pytest.mark.parametrize(("expression", "text"), WORKED_OUT)
def test_an_expression_gives_what_the_page_says(expression: str, text: str) -> None:
    asked = f'    hoi: {{cong_thuc: "{expression}"}}\n'
    assert prose(computed(FILE.replace("\ndanh_gia:", asked + "\ndanh_gia:")), "dia_ban.hoi") == text
