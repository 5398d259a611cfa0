"""Refreshing what LibreOffice has saved, and its verdict on our tracked changes."""

from __future__ import annotations

import pytest

from reportgen.model.refreshed import Choices, FigureStatus
from reportgen.refresh.refresh import refresh
from tests.built import built
from tests.edited_documents import texts
from tests.libreoffice import edited_in_writer
from tests.test_refresh import FIRST, FIRST_NEW, FRESH, FRESH_LONG, MADE, MADE_LONG

pytestmark = pytest.mark.libreoffice

EDITS = ("replace:Địa bàn gồm=>Địa bàn của xã gồm", "append:Toàn xã=>Câu do người sửa thêm.")


def test_after_libreoffice_every_anchor_of_a_whole_report_is_found() -> None:
    docx = built("phong-tho").docx.read_bytes()
    result = refresh(edited_in_writer(docx, "replace:vùng cao biên giới=>vùng cao, biên giới"), docx)
    assert {change.status for change in result.figures} == {FigureStatus.SAME}
    assert len(result.figures) == built("phong-tho").counts.figures
    assert result.wordings == ()


def test_after_libreoffice_only_the_changed_figures_and_their_wording_differ() -> None:
    changed = edited_in_writer(MADE, *EDITS)
    expected = [
        FIRST_NEW if text == FIRST else text.replace("giữ nguyên trong", "tăng so với đầu năm trong")
        for text in texts(changed)
    ]
    assert "Câu do người sửa thêm." in expected
    assert texts(refresh(changed, FRESH).data) == expected


@pytest.mark.parametrize("step", ["accept", "reject"])
def test_libreoffice_accepts_to_the_new_text_and_rejects_to_the_edited_one(step: str) -> None:
    changed = edited_in_writer(MADE, *EDITS)
    tracked = refresh(changed, FRESH, choices=Choices(tracks_all=True)).data
    expected = refresh(changed, FRESH).data if step == "accept" else changed
    assert texts(edited_in_writer(tracked, step)) == texts(expected)


@pytest.mark.parametrize(("step", "expected"), [("accept", FRESH_LONG), ("reject", MADE_LONG)])
def test_libreoffice_settles_tracked_rows(step: str, expected: bytes) -> None:
    tracked = refresh(MADE_LONG, FRESH_LONG, choices=Choices(tracks_all=True)).data
    assert texts(edited_in_writer(tracked, step)) == texts(expected)
