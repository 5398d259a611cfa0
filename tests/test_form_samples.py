"""Documents that the program makes keep every form rule, also after another word processor has saved them."""

from __future__ import annotations

from pathlib import Path
from zipfile import is_zipfile

import pytest

from reportgen.check.form import check_form
from reportgen.check.word import read_word
from reportgen.errors import Severity
from reportgen.load.form_rules import load_form_book
from reportgen.publish.soffice import Conversion, convert
from tests.built import SAMPLES, STARTS, built
from tests.form_reports import REPORTS
from tests.libreoffice import SECONDS
from tests.report_maker import body, make

BOOK = load_form_book()
SAVED_BY_LIBREOFFICE = Conversion(
    source="MS Word 2007 XML",
    target="docx:MS Word 2007 XML",
    suffix=".docx",
    is_whole=is_zipfile,
    settings={},
)


def serious(data: bytes) -> list[str]:
    findings = check_form(read_word(data, file="bao-cao.docx"), BOOK).findings
    return [str(finding) for finding in findings if finding.severity is not Severity.INFO]


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", [*SAMPLES, *STARTS])
def test_what_the_program_builds_is_in_due_form(name: str) -> None:
    assert serious(built(name).docx.read_bytes()) == []


@pytest.mark.libreoffice
def test_saving_in_libreoffice_changes_no_verdict(tmp_path: Path) -> None:
    sources = []
    for name, report in REPORTS.items():
        sources.append(tmp_path / f"{name}.docx")
        sources[-1].write_bytes(report())
    out = tmp_path / "luu"
    out.mkdir()
    outcome = convert(sources, out, conversion=SAVED_BY_LIBREOFFICE, seconds_per_file=SECONDS)
    assert {source.stem: serious(outcome.made[source].read_bytes()) for source in sources} == {
        name: [] for name in REPORTS
    }


SHORT_HEAD = """\
the_thuc: nha_nuoc
co_quan: {{chu_quan: UBND TỈNH KHÁNH HÒA, ban_hanh: {issuer}}}
so: 7
ky_hieu: BC-STC
dia_danh: Khánh Hòa
ngay: 2026-07-02
trich_yeu: {subject}
noi_nhan: ["Lưu: VT"]
ky_ten: {{chuc_vu: GIÁM ĐỐC, ho_ten: Nguyễn Văn An}}
"""
SUBJECTS = (
    "Kết quả công tác",
    "Công tác quý {{ ky.hien_tai }}",
    "Kết quả thực hiện nhiệm vụ năm 2026",
    "Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội 6 tháng đầu năm 2026, nhiệm vụ 6 tháng cuối năm",
)


@pytest.mark.parametrize("issuer", ["SỞ Y TẾ", "SỞ TÀI CHÍNH", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_lines_suit_names_and_subjects_of_any_length(issuer: str, subject: str) -> None:
    head = SHORT_HEAD.format(issuer=issuer, subject=f'"{subject}"')
    data = make(body("Nội dung."), head=head).fill(anchored=False).bytes()
    lines = [each for each in serious(data) if "đường kẻ" in each]
    assert lines == []
