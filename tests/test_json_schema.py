"""The published JSON Schemas, read by another program as an editor reads them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from reportgen.service import json_schema

ROOT = Path(__file__).parents[1]
REPORTS = (folder for folder in (ROOT / "samples").iterdir() if (folder / "bao-cao.yaml").is_file())
FOLDERS = [*REPORTS, *(ROOT / "data" / "khoi-dau").iterdir()]


@cache
def validator(which: str) -> Draft202012Validator:
    schema = json_schema(which)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def as_an_editor_sees(value: Any) -> Any:
    """YAML as JSON: keys and dates are text."""
    if isinstance(value, dict):
        return {str(key): as_an_editor_sees(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_an_editor_sees(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def content(file: Path) -> Any:
    return as_an_editor_sees(yaml.safe_load(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("which", ["bao-cao", "so-lieu"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_schema_accepts_samples_and_starting_files(folder: Path, which: str) -> None:
    assert list(validator(which).iter_errors(content(folder / f"{which}.yaml"))) == []


def slip(*path: str | int, value: object) -> dict[str, Any]:
    """The definition of the Phong Thổ sample with one value changed."""
    changed: dict[str, Any] = content(ROOT / "samples" / "phong-tho" / "bao-cao.yaml")
    at: Any = changed
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    "changed",
    [
        slip("trich_yieu", value="Sơ kết"),
        slip("the_thuc", value="đảng"),
        slip("so_le", value="hai"),
        slip("phu_luc", 0, "kho", value="xoay"),
        slip("phu_luc", 0, "bang", "cot", 0, "loai", value="thu_tu"),
        slip("noi_dung", 0, "van_bann", value="…"),
    ],
    ids=["unknown key", "regime", "decimals", "paper", "column kind", "key of a section"],
)
def test_the_schema_refuses_a_slip(changed: dict[str, Any]) -> None:
    assert list(validator("bao-cao").iter_errors(changed)) != []


def test_the_schemas_accept_the_programme_of_a_province() -> None:
    home = ROOT / "samples" / "toan-tinh"
    for which, name in (("chuong-trinh", "chuong-trinh"), ("don-vi", "don-vi"), ("so-lieu", "khung-so-lieu")):
        assert list(validator(which).iter_errors(content(home / f"{name}.yaml"))) == [], name
