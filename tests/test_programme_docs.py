"""The example of docs/chuong-trinh.md is a programme that works, and says what the page says."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from reportgen.model.programme import Succession
from reportgen.service.cross_checking import cross_check
from reportgen.service.programme import OpenProgramme, open_programme
from tests.programmes import SMALL

PAGE = Path(__file__).parents[1] / "docs" / "chuong-trinh.md"
BLOCK = re.compile(r"```(?:yaml|json|csv) (\S+)\n(.*?)```", re.DOTALL)
BLOCKS = dict(BLOCK.findall(PAGE.read_text(encoding="utf-8")))


@pytest.fixture
def programme(tmp_path: Path) -> OpenProgramme:
    (tmp_path / "so-lieu").mkdir()
    for name, text in BLOCKS.items():
        if "." in name:
            (tmp_path / name).write_text(text, encoding="utf-8")
    for report in ("bao-cao-xa.yaml", "bao-cao-huyen.yaml"):
        shutil.copy(SMALL / report, tmp_path)
    return open_programme(tmp_path / "chuong-trinh.yaml")


def test_the_example_is_read_without_a_finding(programme: OpenProgramme) -> None:
    assert programme.loaded.notes == ()
    assert programme.codes == ("03271", "03272", "109")
    assert cross_check(programme).findings == ()


def test_the_example_adds_up(programme: OpenProgramme) -> None:
    groups = programme.unit_figures("109").figures.groups
    assert groups["can_bo"].totals == {2020: 21, 2023: 22}
    assert groups["dia_ban"].indicators["dien_tich"].values == {2023: Decimal("99.75")}
    assert groups["dia_ban"].indicators["thu_nhap"].values == {
        2023: Decimal("35.4")
    }  # (30,5·3 + 50) / 4 = 35,375
    rows = groups["dan_toc"].rows
    assert rows is not None
    assert [(row["ma"], row["so_nguoi"]) for row in rows] == [("mong", 3100), ("dao", 900)]
    units = groups["cac_xa"].rows
    assert units is not None
    assert [(row["don_vi"], row["ty_le"], row["hang"]) for row in units] == [
        ("03271", Decimal("66.67"), 1),
        ("03272", Decimal("50.00"), 2),
    ]


def test_the_successions_shown_are_read() -> None:
    for each in yaml.safe_load(BLOCKS["bien-dong"])["bien_dong"]:
        shares = {code: Decimal(str(share)) for code, share in each.get("phan", {}).items()} or None
        Succession.model_validate({**each, "phan": shares})


def test_every_cross_check_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    sources = Path(__file__).parents[1] / "reportgen"
    checks = ("consolidate/cross_checks.py", "service/cross_checking.py")
    rules = {
        rule
        for file in checks
        for rule in re.findall(r'Finding\(\s*"([a-z-]+)"', (sources / file).read_text(encoding="utf-8"))
    }
    assert rules != set()
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in text] == []
