"""The helpers that other tests trust."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.defect_files import good_file
from tests.libreoffice import page_texts, recalculated

pytestmark = pytest.mark.libreoffice


def test_stored_value_of_a_formula_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "sai.xlsx"
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Biểu 01")
        sheet.write_number("A1", 121)
        sheet.write_formula("A2", "=A1*2", value=999)  # 121 × 2 = 242
    assert recalculated(file)["Biểu 01"]["A2"].value == 242


def test_each_page_is_a_text(tmp_path: Path) -> None:
    file = tmp_path / "hai-trang.docx"
    file.write_bytes(good_file())
    first, second = page_texts(file)
    assert "Tổng số đạt 91,80%" in first
    assert "Biểu 01" in second
