"""Two whole reports as outlines that a person has proofread; `UPDATE_GOLDEN=1 pytest` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.outline import outline
from tests.report_maker import assert_sound, make

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ["nha-nuoc", "dang"])
def test_report_reads_as_proofread(name: str) -> None:
    filled = make((GOLDEN / f"{name}.yaml").read_text("utf-8"), head="").fill()
    assert_sound(filled)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(outline(filled.bytes()), encoding="utf-8")
    assert outline(filled.bytes()) == path.read_text("utf-8")
