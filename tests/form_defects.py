"""The defect file of each form rule about looks: a report in due form, changed in one place.

`python -m tests.form_defects` writes them to `tests/defects/`; a file is named after the rule it breaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.form_edits import (
    HEADER,
    Edit,
    after,
    before,
    changed,
    drop,
    drop_next,
    inside,
    look,
    page,
    setting,
    table,
    text,
    together,
    without,
)
from tests.form_reports import REPORTS
from tests.word_files import p, r

FOLDER = Path(__file__).parent / "defects"


@dataclass(frozen=True)
class Defect:
    """One breach of one rule. `twin` first puts in what the rule is about, in due form."""

    rule: str
    what: str
    base: str
    edit: Edit
    twin: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule}--{self.what}"

    def file(self) -> bytes:
        return changed(REPORTS[self.base](), *self.twin, self.edit)

    def clean(self) -> bytes:
        """The same file without the breach."""
        return changed(REPORTS[self.base](), *self.twin)


def size(points: int) -> str:
    return f'<w:sz w:val="{points * 2}"/>'


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def spacing(**values: int | str) -> str:
    attributes = " ".join(f'w:{name}="{value}"' for name, value in values.items())
    return f"<w:spacing {attributes}/>"


def borders(*sides: str) -> str:
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="1" w:color="auto"/>' for side in sides)


def paragraph(words: str, run: str, properties: str) -> str:
    return p(r(words, run), properties=properties)


BOLD, NOT_BOLD = "<w:b/>", '<w:b w:val="0"/>'
ITALIC, UPRIGHT = "<w:i/>", '<w:i w:val="0"/>'
UNDERLINED, NOT_UNDERLINED = '<w:u w:val="single"/>', '<w:u w:val="none"/>'
LEFT, CENTRED, RIGHT = ('<w:jc w:val="left"/>', '<w:jc w:val="center"/>', '<w:jc w:val="right"/>')
BOX = f"<w:pBdr>{borders('top', 'left', 'bottom', 'right')}</w:pBdr>"
GRID = f"<w:tblBorders>{borders('top', 'left', 'bottom', 'right', 'insideH', 'insideV')}</w:tblBorders>"
BLANK = "<w:p/>"

URGENT = after("VBSo", paragraph("KHẨN", BOLD + size(13), BOX + CENTRED))
RETURN = before("VBQuocHieu", paragraph("LƯU HÀNH NỘI BỘ", BOLD + size(13), BOX + CENTRED))
CHAPTER = before(
    "VBMuc1",
    paragraph("Phần I", BOLD, CENTRED + spacing(before=120))
    + paragraph("ĐÁNH GIÁ CHUNG", BOLD, CENTRED + spacing(before=120)),
)
LETTER = (
    drop_next("VBTrichYeu"),
    drop("VBTenLoai"),
    drop("VBTrichYeu"),
    after("VBSo", paragraph("V/v báo cáo công tác văn hóa, xã hội", size(13), CENTRED)),
)
PARTY_LETTER = (
    drop_next("VBTrichYeu"),
    drop("VBTenLoai"),
    drop("VBTrichYeu"),
    after("VBSo", paragraph("Về việc báo cáo công tác chính trị, tư tưởng", ITALIC + size(12), CENTRED)),
)
URGENT_OF_PARTY = after("VBSo", paragraph("KHẨN", BOLD, CENTRED))
DRAFT_OF_PARTY = after("VBSo", paragraph("Dự thảo lần 2", ITALIC, CENTRED))
ADDRESSED = before("VBCanCu", p(r("Kính gửi:", ITALIC), r(" Ban Thường vụ Tỉnh ủy"), properties=CENTRED))
ROW = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p/></w:tc></w:tr>'
LONG_TABLE = after(
    "VBDoan",
    f'<w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/>{GRID}</w:tblPr><w:tblGrid><w:gridCol w:w="4000"/>'
    f"</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>{ROW}{f'<w:tr>{ROW}' * 16}</w:tbl>",
    only=1,
)
DATE_ABOVE = together(
    before("VBDiaDanhNgay", BLANK),
    drop("VBDiaDanhNgay"),
    after(
        "VBDuongKe",
        paragraph("Công Hải, ngày 02 tháng 7 năm 2026", "", '<w:pStyle w:val="VBDiaDanhNgay"/>'),
        only=1,
    ),
)

STATE = (
    Defect("ND30-PG-01", "letter", "nd30", page("pgSz", only=0, w=12240, h=15840)),
    Defect("ND30-PG-02", "ngang-khong-bang", "nd30", page("pgSz", only=0, orient="landscape")),
    Defect("ND30-PG-03", "le-trai-25", "nd30", page("pgMar", only=0, left=1418)),
    Defect("ND30-PG-04", "le-duoi-15", "nd30", page("pgMar", only=2, bottom=851)),
    Defect("ND30-PG-05", "calibri", "nd30", look("VBDoan", font("Calibri"), only=1)),
    Defect("ND30-PG-06", "vntime", "nd30", look("VBDoan", font(".VnTime"), only=1)),
    Defect("ND30-PG-06", "to-hop", "nd30", text("duy trì", "duy tri\u0300")),
    Defect("ND30-PG-07", "chu-do", "nd30", look("VBDoan", '<w:color w:val="FF0000"/>', only=1)),
    Defect("ND30-PG-08", "o-trang-dau", "nd30", without("w:titlePg")),
    Defect("ND30-PG-08", "canh-phai", "nd30", setting("Header", RIGHT, HEADER)),
    Defect("ND30-PG-08", "co-11", "nd30", look("Header", size(11), HEADER)),
    Defect("ND30-PG-08", "tu-5", "nd30", page("pgNumType", only=0, start=5)),
    Defect("ND30-PG-08", "khong-co", "nd30", without("w:headerReference")),
    Defect("ND30-PG-09", "chu-trang", "nd30", inside("Header", r(" / 9"), HEADER)),
    Defect("ND30-PG-10", "13-13-14", "nd30", look("VBTieuNgu", size(13))),
    Defect("ND30-HT-01", "khong-dam", "nd30", look("VBQuocHieu", NOT_BOLD)),
    Defect("ND30-HT-02", "nghieng", "nd30", look("VBTieuNgu", ITALIC)),
    Defect("ND30-HT-03", "co-11", "nd30", look("VBChuQuan", size(11))),
    Defect("ND30-HT-04", "co-14", "nd30", look("VBCoQuan", size(14))),
    Defect("ND30-HT-05", "dam", "nd30", look("VBSo", BOLD)),
    Defect("ND30-HT-06", "chu-dung", "nd30", look("VBDiaDanhNgay", UPRIGHT)),
    Defect("ND30-HT-07", "dam", "nd30", look("~V/v báo cáo", BOLD), LETTER),
    Defect("ND30-HT-08", "chu-dung", "nd30", look("VBCanCu", UPRIGHT)),
    Defect("ND30-HT-09", "canh-trai", "nd30", setting("~Phần I", LEFT, only=0), (CHAPTER,)),
    Defect("ND30-HT-10", "khong-dam", "nd30", look("~ĐÁNH GIÁ CHUNG", NOT_BOLD), (CHAPTER,)),
    Defect("ND30-HT-11", "nghieng", "nd30", look("VBMuc1", ITALIC)),
    Defect("ND30-HT-12", "co-12", "nd30", look("VBMuc2", size(12))),
    Defect("ND30-HD-03", "cach-12pt", "nd30", setting("VBTieuNgu", spacing(before=240))),
    Defect("ND30-HD-03", "dong-trong", "nd30", after("VBQuocHieu", BLANK)),
    Defect("ND30-HD-04", "thieu", "nd30", drop_next("VBTieuNgu")),
    Defect(
        "ND30-HD-04",
        "ngan",
        "nd30",
        together(
            drop_next("VBTieuNgu"),
            after("VBTieuNgu", paragraph("______", '<w:vertAlign w:val="superscript"/>', CENTRED)),
        ),
    ),
    Defect(
        "ND30-HD-04", "gach-chan", "nd30", together(drop_next("VBTieuNgu"), look("VBTieuNgu", UNDERLINED))
    ),
    Defect("ND30-HD-08", "thieu", "nd30", drop_next("VBCoQuan")),
    Defect("ND30-HD-09", "dong-trong", "nd30", after("VBChuQuan", BLANK)),
    Defect("ND30-HD-10", "o-hep", "nd30", setting("VBQuocHieu", '<w:ind w:left="600" w:right="600"/>')),
    Defect("ND30-HD-11", "hien-vien", "nd30", table(0, GRID)),
    Defect("ND30-DD-06", "khac-hang", "nd30", DATE_ABOVE),
    Defect("ND30-TL-01", "canh-trai", "nd30", setting("VBTenLoai", LEFT)),
    Defect("ND30-TL-02", "in-hoa", "nd30", look("VBTrichYeu", "<w:caps/>")),
    Defect("ND30-TL-02", "khong-dam", "nd30", look("VBTrichYeu", NOT_BOLD)),
    Defect("ND30-TL-03", "thieu", "nd30", drop_next("VBTrichYeu")),
    Defect("ND30-TL-06", "dong-trong", "nd30", after("VBTenLoai", BLANK)),
    Defect("ND30-MK-02", "khong-dam", "nd30", look("~KHẨN", NOT_BOLD), (URGENT,)),
    Defect("ND30-MK-02", "khong-khung", "nd30", setting("~KHẨN", "<w:pBdr/>"), (URGENT,)),
    Defect("ND30-MK-03", "co-11", "nd30", look("~LƯU HÀNH", size(11)), (RETURN,)),
    Defect("ND30-MK-03", "khong-khung", "nd30", setting("~LƯU HÀNH", "<w:pBdr/>"), (RETURN,)),
    Defect("ND30-KG-04", "dam", "nd30", look("VBKinhGui", BOLD)),
    Defect("ND30-ND-01", "co-12", "nd30", look("VBDoan", size(12))),
    Defect("ND30-ND-01", "mot-doan-co-13", "nd30", look("VBDoan", size(13), only=1)),
    Defect("ND30-ND-02", "canh-trai", "nd30", setting("VBDoan", LEFT, only=1)),
    Defect("ND30-ND-03", "khong-lui", "nd30", setting("VBDoan", '<w:ind w:firstLine="0"/>', only=1)),
    Defect("ND30-ND-03", "dau-cach", "nd30", text("Công tác tuyên truyền", "     Công tác tuyên truyền")),
    Defect("ND30-ND-04", "cach-0", "nd30", setting("VBDoan", spacing(before=0), only=1)),
    Defect("ND30-ND-04", "cung-kieu", "nd30", setting("VBDoan", "<w:contextualSpacing/>", only=1)),
    Defect(
        "ND30-ND-05", "hai-dong", "nd30", setting("VBDoan", spacing(before=120, line=480, lineRule="auto"))
    ),
    Defect("ND30-ND-05", "12pt", "nd30", setting("VBDoan", spacing(before=120, line=240, lineRule="exact"))),
    Defect("ND30-ND-12", "khong-lap-tieu-de", "nd30", without("w:trPr/w:tblHeader"), (LONG_TABLE,)),
    Defect("ND30-ND-13", "khong-giu", "nd30", setting("VBMuc2", '<w:keepNext w:val="0"/>')),
    Defect("ND30-CK-02", "quyen-han-nghieng", "nd30", look("VBQuyenHan", ITALIC)),
    Defect("ND30-CK-02", "chuc-vu-co-12", "nd30", look("VBChucVu", size(12))),
    Defect("ND30-CK-03", "in-hoa", "nd30", look("VBHoTen", "<w:caps/>")),
    Defect("ND30-NN-01", "co-13", "nd30", look("VBNoiNhan", size(13))),
    Defect("ND30-NN-02", "co-12", "nd30", look("VBNoiNhanDong", size(12))),
    Defect("ND30-PL-03", "in-hoa", "nd30", look("VBPhuLucNhan", "<w:caps/>")),
    Defect("ND30-PL-03", "co-13", "nd30", look("VBPhuLucNhan", size(13))),
    Defect("ND30-PL-04", "khong-dam", "nd30", look("VBPhuLucTieuDe", NOT_BOLD, only=0)),
    Defect("ND30-PL-05", "chu-dung", "nd30", look("VBPhuLucKemTheo", UPRIGHT)),
    Defect("ND30-PL-06", "noi-tiep", "nd30", page("pgNumType", only=1, start=None)),
    Defect(
        "MIX-02",
        "dau-sao",
        "nd30",
        together(drop_next("VBCoQuan"), after("VBCoQuan", p("*", properties=CENTRED))),
    ),
    Defect("MIX-05", "khong-dam", "nd30", look("VBChucVu", NOT_BOLD)),
    Defect("MIX-06", "gach-chan", "nd30", look("VBNoiNhan", NOT_BOLD + UPRIGHT + size(14) + UNDERLINED)),
    Defect("MIX-08", "co-16", "nd30", look("VBTenLoai", size(16))),
    Defect("MIX-15", "noi-dung-co-15", "nd30", look("VBDoan", size(15))),
    Defect("MIX-15", "so-co-14", "nd30", look("VBSo", size(14))),
)
PARTY = (
    Defect("DG-PG-01", "letter", "hd36", page("pgSz", only=0, w=12240, h=15840)),
    Defect("DG-PG-02", "le-trai-25", "hd36", page("pgMar", only=0, left=1418)),
    Defect("DG-PG-03", "arial", "hd36", look("VBDoan", font("Arial"), only=1)),
    Defect("DG-PG-04", "co-13", "hd36", look("Header", size(13), HEADER)),
    Defect("DG-PG-05", "vntime", "hd36", look("VBDoan", font(".VnTime"), only=1)),
    Defect("DG-PG-06", "chu-do", "hd36", look("VBDoan", '<w:color w:val="FF0000"/>', only=1)),
    Defect("DG-PG-07", "cach-15", "hd36", page("pgMar", only=0, header=850)),
    Defect("DG-HT-01", "nghieng", "hd36", look("VBTieuDeDang", ITALIC)),
    Defect("DG-HT-02", "dam", "hd36", together(look("VBChuQuan", BOLD), text("ĐẢNG BỘ TỈNH", "TỈNH ỦY"))),
    Defect("DG-HT-03", "co-13", "hd36", look("VBCoQuan", size(13))),
    Defect("DG-HT-04", "dam", "hd36", look("VBSo", BOLD)),
    Defect("DG-HT-05", "chu-dung", "hd36", look("VBDiaDanhNgay", UPRIGHT)),
    Defect("DG-HT-06", "canh-trai", "hd36", setting("VBTenLoai", LEFT)),
    Defect("DG-HT-07", "khong-dam", "hd36", look("VBTrichYeu", NOT_BOLD)),
    Defect("DG-HT-08", "chu-dung", "hd36", look("~Về việc báo cáo", UPRIGHT), PARTY_LETTER),
    Defect("DG-HT-09", "khong-dam", "hd36", look("~KHẨN", NOT_BOLD), (URGENT_OF_PARTY,)),
    Defect("DG-HT-10", "chu-dung", "hd36", look("~Dự thảo", UPRIGHT), (DRAFT_OF_PARTY,)),
    Defect("DG-HT-11", "thieu", "hd36", drop_next("VBTieuDeDang")),
    Defect("DG-HT-12", "o-hep", "hd36", setting("VBTieuDeDang", '<w:ind w:left="900" w:right="900"/>')),
    Defect("DG-HT-13", "hien-vien", "hd36", table(0, GRID)),
    Defect("DG-HT-14", "mot-doan-co-15", "hd36", look("VBDoan", size(15), only=1)),
    Defect("DG-HT-15", "canh-trai", "hd36", setting("VBDoan", LEFT, only=1)),
    Defect("DG-HT-16", "khong-lui", "hd36", setting("VBDoan", '<w:ind w:firstLine="0"/>', only=1)),
    Defect("DG-HT-17", "cach-0", "hd36", setting("VBDoan", spacing(before=0), only=1)),
    Defect("DG-HT-18", "16pt", "hd36", setting("VBDoan", spacing(before=120, line=320, lineRule="exact"))),
    Defect("DG-HT-18", "24pt", "hd05", setting("VBDoan", spacing(before=120, line=480, lineRule="exact"))),
    Defect("DG-HT-19", "co-13", "hd36", look("VBCanCu", size(13))),
    Defect("DG-HT-20", "canh-trai", "hd36", setting("~Phần I", LEFT, only=0), (CHAPTER,)),
    Defect("DG-HT-21", "khong-dam", "hd36", look("~ĐÁNH GIÁ CHUNG", NOT_BOLD), (CHAPTER,)),
    Defect("DG-HT-22", "khong-dam", "hd36", look("VBQuyenHan", NOT_BOLD)),
    Defect("DG-HT-23", "nghieng", "hd36", look("VBChucVu", ITALIC)),
    Defect("DG-HT-24", "khong-dam", "hd36", look("VBHoTen", NOT_BOLD)),
    Defect("DG-HT-25", "khong-gach-chan", "hd36", look("VBNoiNhan", NOT_UNDERLINED)),
    Defect("DG-HT-26", "co-11", "hd36", look("VBNoiNhanDong", size(11))),
    Defect("DG-HD-02", "thieu-sao", "hd36", drop("VBDauNgan", only=0)),
    Defect("DG-TL-02", "thieu-gach", "hd36", drop("VBDauNgan", only=1)),
    Defect("DG-KG-02", "nhan-chu-dung", "hd36", look("~Kính gửi", UPRIGHT), (ADDRESSED,)),
    Defect(
        "MIX-02",
        "duong-ke",
        "hd36",
        together(
            drop("VBDauNgan", only=0),
            setting("VBCoQuan", f"<w:pBdr>{borders('bottom')}</w:pBdr>"),
        ),
    ),
    Defect("MIX-05", "dam", "hd36", look("VBChucVu", BOLD)),
    Defect("MIX-06", "nghieng-dam", "hd36", look("VBNoiNhan", BOLD + ITALIC + NOT_UNDERLINED + size(12))),
    Defect("MIX-08", "co-14", "hd36", look("VBTenLoai", size(14))),
    Defect("MIX-10", "nghieng", "hd36", look("VBCanCu", ITALIC)),
    Defect("MIX-11", "le-trai-35", "hd36", page("pgMar", only=0, left=1985)),
    Defect("MIX-12", "1,5-dong", "hd36", setting("VBDoan", spacing(before=120, line=360, lineRule="auto"))),
    Defect("MIX-15", "noi-dung-co-13", "hd36", look("VBDoan", size(13))),
    Defect("MIX-15", "so-co-13", "hd36", look("VBSo", size(13))),
)
DEFECTS = STATE + PARTY


def write_files() -> None:
    """Write every defect file, and take away those that are no longer made."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {f"{defect}.docx": defect for defect in DEFECTS}
    for name, defect in wanted.items():
        (FOLDER / name).write_bytes(defect.file())


if __name__ == "__main__":
    write_files()
