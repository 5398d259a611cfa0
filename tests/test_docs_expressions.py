"""The examples of docs/bieu-thuc.md do what the document says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.report_maker import body, make, narrative, refused

DOCUMENT = (Path(__file__).parent.parent / "docs" / "bieu-thuc.md").read_text("utf-8")
PRINTED = re.findall(r"(?m)^\| `(\{\{.*?\}\})` \| `([^`]+)` \|$", DOCUMENT)
REFUSED = re.findall(r"(?m)^\| `(\{[^`]+)` \| ", DOCUMENT.partition("## Những gì bị từ chối")[2])
BLOCK = DOCUMENT.partition("```\n{% if")[2].partition("```")[0]
ANNEX = "phu_luc: [{ma: bieu, tieu_de: T}]\n"


def test_the_document_has_its_examples() -> None:
    assert (len(PRINTED), len(REFUSED)) == (24, 12)


@pytest.mark.parametrize(("tag", "text"), PRINTED)
def test_tag_prints_what_the_document_says(tag: str, text: str) -> None:
    assert narrative(make(ANNEX + body(tag)).fill())[1:] == [text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_the_document_forbids_is_refused(text: str) -> None:
    assert refused(body(text)) != []


def test_conditions_loops_and_names() -> None:
    lines = ("{% if" + BLOCK).strip().split("\n")
    assert narrative(make(body("\n\n".join(lines))).fill())[1:] == ["Đạt.", "Dao, Mông", "30/190"]


def test_phrase() -> None:
    phrase = DOCUMENT.partition("```yaml\n")[2].partition("```")[0]
    case = make(phrase + body("{{ dat(can_bo.nu, 2025) }}"))
    assert narrative(case.fill())[1:] == ["đạt 105,26% mục tiêu đề ra"]
