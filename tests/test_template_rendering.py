"""The built-in templates filled by plain docxtpl, as an office would try them."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.document import Document
from docxtpl import DocxTemplate
from openxml_audit import OpenXmlValidator

from reportgen.load.layout_rules import load_layout_rules
from reportgen.model.definition import IssueDate
from reportgen.model.layout import LayoutRules
from reportgen.template import build_template

BY_ID = {rules.id: rules for rules in load_layout_rules()}
each_template = pytest.mark.parametrize("rules", BY_ID.values(), ids=BY_ID.keys())

EMPTY: dict[str, Any] = {
    "co_quan": {"chu_quan": [], "ban_hanh": ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ LAI CHÂU"]},
    "so_ky_hieu": "Số:          /BC-UBND",
    "dia_danh_ngay": "Thành phố Lai Châu, ngày      tháng 5 năm 2023",
    "du_thao": "",
    "ten_loai": "BÁO CÁO",
    "trich_yeu": "Sơ kết công tác R&D <giữa kỳ>",
    "duong_ke": {"co_quan": 54, "trich_yeu": 90},
    "kinh_gui": [],
    "can_cu": [],
    "noi_nhan": [],
    "ky_ten": {"quyen_han": [], "chuc_vu": "", "ho_ten": "Nguyễn Văn Nghiệp"},
    "noi_dung": "",
    "phu_luc": "",
}


def full(rules: LayoutRules) -> dict[str, Any]:
    issued_on = IssueDate.read("2026-07-02")
    assert isinstance(issued_on, IssueDate)
    return EMPTY | {
        "co_quan": {"chu_quan": ["UBND XÃ CÔNG HẢI"], "ban_hanh": ["PHÒNG VĂN HÓA - XÃ HỘI"]},
        "so_ky_hieu": rules.document_code(5, "BC-VHXH"),
        "dia_danh_ngay": rules.place_and_date("Công Hải", issued_on),
        "du_thao": rules.draft_mark(True),
        "kinh_gui": rules.addressee_lines(["Bộ Nội vụ", "Bộ Tài chính"]),
        "can_cu": rules.legal_basis_lines(["Căn cứ Luật A", "Căn cứ Kế hoạch B"]),
        "noi_nhan": rules.recipient_lines(["Như trên", "Lưu: VT"]),
        "ky_ten": {"quyen_han": ["TM. X", "KT. CHỦ TỊCH"], "chuc_vu": "PHÓ CHỦ TỊCH", "ho_ten": "Trần Văn B"},
    }


def fill(rules: LayoutRules, context: dict[str, Any], path: Path) -> Document:
    template = DocxTemplate(io.BytesIO(build_template(rules)))
    template.render(context, autoescape=True)
    template.save(path)
    return docx.Document(str(path))


def cell_texts(document: Document, table: int) -> list[list[str]]:
    return [cell.text.split("\n") for row in document.tables[table].rows for cell in row.cells]


@each_template
@pytest.mark.parametrize("is_full", [False, True], ids=["empty", "full"])
def test_a_filled_template_is_valid(rules: LayoutRules, is_full: bool, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    fill(rules, full(rules) if is_full else EMPTY, path)
    assert OpenXmlValidator().validate(path).errors == []


@each_template
def test_what_is_empty_leaves_nothing_behind(rules: LayoutRules, tmp_path: Path) -> None:
    document = fill(rules, EMPTY, tmp_path / "bao-cao.docx")
    letterhead, signature = cell_texts(document, 0), cell_texts(document, 1)
    assert letterhead[2] == ["Số:          /BC-UBND"]
    assert signature == [[""], ["Nguyễn Văn Nghiệp"]]
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts[:2] == ["BÁO CÁO", "Sơ kết công tác R&D <giữa kỳ>"]
    assert set(texts[2:]) <= {"-----"}


def test_a_full_letterhead_and_signature(tmp_path: Path) -> None:
    document = fill(BY_ID["nd30"], full(BY_ID["nd30"]), tmp_path / "bao-cao.docx")
    assert cell_texts(document, 0) == [
        ["UBND XÃ CÔNG HẢI", "PHÒNG VĂN HÓA - XÃ HỘI", ""],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", ""],
        ["Số: 05/BC-VHXH", "(Dự thảo)"],
        ["Công Hải, ngày 02 tháng 7 năm 2026"],
    ]
    assert cell_texts(document, 1) == [
        ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", ""],
        ["TM. X", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn B"],
    ]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "Kính gửi: \n- Bộ Nội vụ;\n- Bộ Tài chính." in texts
    assert document.core_properties.title == "BÁO CÁO Số: 05/BC-VHXH"


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("set_id", "lines"),
    [
        ("nd30", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2026"]),
        (
            "hd36",
            [
                "ĐẢNG CỘNG SẢN VIỆT NAM",
                "TP. Hồ Chí Minh, ngày 29 tháng 11 năm 2026",
                "ĐẢNG BỘ TỈNH KHÁNH HÒA",
            ],
        ),
    ],
)
def test_letterhead_does_not_wrap(set_id: str, lines: list[str], tmp_path: Path) -> None:
    letterhead = {"chu_quan": lines[2:], "ban_hanh": ["PHÒNG VĂN HÓA - XÃ HỘI"]}
    context = full(BY_ID[set_id]) | {"dia_danh_ngay": lines[1], "co_quan": letterhead}
    fill(BY_ID[set_id], context, tmp_path / "bao-cao.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "bao-cao.docx")], check=True, capture_output=True, timeout=120)
    with pypdfium2.PdfDocument(tmp_path / "bao-cao.pdf") as pdf:
        printed = pdf[0].get_textpage().get_text_range()
    assert [line for line in [*lines, "PHÒNG VĂN HÓA - XÃ HỘI"] if line not in printed] == []
