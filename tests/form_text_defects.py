"""The defect file of each form rule about words: a report in due form, changed in one place.

`python -m tests.form_text_defects` writes them to `tests/defects/`; a file is named after the rule it breaks.
"""

from __future__ import annotations

from tests.form_defects import (
    BOLD,
    BOX,
    CENTRED,
    CHAPTER,
    FOLDER,
    LETTER,
    Defect,
    paragraph,
    size,
)
from tests.form_edits import (
    BODY,
    Edit,
    File,
    W,
    after,
    before,
    drop,
    drop_next,
    rewritten,
    text,
    together,
    xml,
)
from tests.word_files import p, r

BREAK = "<w:r><w:br/></w:r>"
NUMBER, DATE = "Số: 05/BC-VHXH", "Công Hải, ngày 02 tháng 7 năm 2026"
PARTY_NUMBER, PARTY_DATE = "Số 05-BC/HU", "Công Hải, ngày 02 tháng 7 năm 2024"
SUBJECT = "Kết quả công tác văn hóa, xã hội 6 tháng đầu năm 2026"
NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
PARTY_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
PARENT, ISSUER = "UBND XÃ CÔNG HẢI", "PHÒNG VĂN HÓA - XÃ HỘI"


def styled(style: str, *lines: str) -> str:
    return "".join(p(r(line), properties=f'<w:pStyle w:val="{style}"/>') for line in lines)


def lines(*texts: str) -> Edit:
    """Add paragraphs of text after the second one."""
    return after("VBDoan", styled("VBDoan", *texts), only=1)


def at_end(content: str) -> Edit:
    """Add paragraphs at the end of the last annex."""

    def edit(file: File) -> None:
        body = file.tree(BODY).find(f"{W}body")
        assert body is not None
        for element in xml(content):
            body.insert(len(body) - 1, element)

    return edit


def in_text(rule: str, what: str, right: str, wrong: str, base: str = "nd30") -> Defect:
    """A sentence of the text, right in the twin and wrong in the defect file."""
    return Defect(rule, what, base, text(right, wrong), (lines(right),))


def instead(rule: str, what: str, right: str, wrong: str, base: str = "nd30", *twin: Edit) -> Defect:
    """A text of the report written wrong."""
    return Defect(rule, what, base, text(right, wrong), twin)


CITED = "Phòng đã triển khai Nghị quyết số 06-NQ/TU ngày 15 tháng 3 năm 2021 của Tỉnh ủy về công tác cán bộ."
PLANNED = (
    "Phòng đã triển khai Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân xã Công Hải."
)
CITED_BY_PARTY = "Cấp ủy đã triển khai Nghị quyết số 06-NQ/TU, ngày 15/3/2021 của Tỉnh ủy."
BASIS = "Căn cứ Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân xã về chương trình;"
POINTS = lines(*(f"{each}) Nội dung công việc này đã hoàn thành đúng hạn;" for each in "abcdđ"))
FIGURES = "Toàn xã có 84.265 người và 12.500 con gia súc."
SUBMISSION = (text("BÁO CÁO", "TỜ TRÌNH"), text("05/BC-", "05/TTr-"))
TWO_ADDRESSEES = rewritten(
    "VBKinhGui",
    r("Kính gửi:") + BREAK + r("- Ủy ban nhân dân xã Công Hải;") + BREAK + r("- Sở Nội vụ tỉnh Khánh Hòa."),
)
TWO_NOTES = after(
    "VBNoiNhanDong", styled("VBNoiNhanDong", "- Chủ tịch Ủy ban nhân dân xã (để biết);"), only=1
)
COPY = at_end(p("SAO LỤC") + p("Số: 12/SL-VHXH"))
PROSE = at_end(p("Các cơ quan, đơn vị căn cứ danh mục này để tổ chức thực hiện trong năm./."))

HEAD = (
    instead(
        "ND30-HD-01", "thieu-chu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT"
    ),
    instead("ND30-HD-02", "viet-hoa", "Độc lập - Tự do", "Độc Lập - Tự Do"),
    instead("ND30-HD-02", "gach-dai", "Độc lập - Tự do", "Độc lập – Tự do"),
    Defect(
        "MIX-01",
        "tieu-de-dang",
        "nd30",
        before("VBQuocHieu", paragraph(PARTY_TITLE, BOLD + size(15), CENTRED)),
    ),
    instead("ND30-SO-01", "thieu-co-quan", NUMBER, "Số: 05/BC"),
    instead("ND30-SO-02", "thieu-hai-cham", NUMBER, "Số 05/BC-VHXH"),
    instead("ND30-SO-03", "khong-dem-0", NUMBER, "Số: 5/BC-VHXH"),
    instead("ND30-SO-04", "dau-cach", NUMBER, "Số: 05/BC - VHXH"),
    instead("ND30-SO-04", "gach-dai", NUMBER, "Số: 05/BC–VHXH"),
    instead("ND30-SO-05", "chu-thuong", NUMBER, "Số: 05/Bc-VHXH"),
    instead("ND30-SO-06", "ky-hieu-ke-hoach", NUMBER, "Số: 05/KH-VHXH"),
    instead("ND30-SO-07", "co-nam", NUMBER, "Số: 05/2026/BC-VHXH"),
    instead("ND30-SO-08", "cv", "05/VHXH-VP", "05/CV-VHXH", "nd30", *LETTER, text(NUMBER, "Số: 05/VHXH-VP")),
    instead("ND30-SO-09", "chua-co-so", NUMBER, "Số:          /BC-VHXH"),
    instead("MIX-03", "so-dang", NUMBER, "Số 05-BC/VHXH"),
    instead("ND30-DD-01", "thieu-phay", DATE, "Công Hải ngày 02 tháng 7 năm 2026"),
    instead("ND30-DD-01", "khong-co-ngay-ay", DATE, "Công Hải, ngày 31 tháng 6 năm 2026"),
    instead("ND30-DD-02", "thang-07", DATE, "Công Hải, ngày 02 tháng 07 năm 2026"),
    instead("ND30-DD-02", "ngay-2", DATE, "Công Hải, ngày 2 tháng 7 năm 2026"),
    instead("ND30-DD-03", "gach-cheo", DATE, "Công Hải, 02/7/2026"),
    instead("ND30-DD-04", "khong-ten-rieng", DATE, "Xã, ngày 02 tháng 7 năm 2026"),
    instead("ND30-DD-05", "viet-tat", DATE, "TP. Nha Trang, ngày 02 tháng 7 năm 2026"),
    instead("ND30-DD-07", "bo-trong", DATE, "Công Hải, ngày     tháng 7 năm 2026"),
    instead("ND30-DD-08", "huyen", DATE, "Huyện Thuận Bắc, ngày 02 tháng 7 năm 2026"),
    instead("ND30-HD-05", "viet-tat", ISSUER, "BQL VĂN HÓA - XÃ HỘI"),
    instead("ND30-HD-06", "thieu-dia-danh", PARENT, "UBND XÃ"),
    instead("ND30-HD-07", "uy-ban-co-chu-quan", ISSUER, "ỦY BAN NHÂN DÂN XÃ"),
    instead("T2-01", "chu-quan-huyen", PARENT, "UBND HUYỆN THUẬN BẮC"),
    instead("T2-02", "chu-quan-tinh", PARENT, "UBND TỈNH KHÁNH HÒA"),
    instead("ND30-TL-02", "dau-cham", SUBJECT, f"{SUBJECT}."),
    instead("ND30-TL-04", "chu-thuong", SUBJECT, SUBJECT.replace("Kết", "kết")),
    instead("ND30-TL-05", "v-v", SUBJECT, f"V/v {SUBJECT}"),
    instead("ND30-TL-05", "cong-van", "BÁO CÁO", "CÔNG VĂN"),
    Defect("ND30-MK-01", "mat", "nd30", after("VBSo", paragraph("MẬT", BOLD + size(13), BOX + CENTRED))),
    Defect("ND30-MK-04", "du-thao", "nd30", after("VBSo", paragraph("(Dự thảo)", size(13), CENTRED))),
    instead("ND30-MK-05", "sao-luc-sy", "12/SL-", "12/SY-", "nd30", COPY),
)
CONTENT = (
    instead("ND30-CC-01", "dau-phay", "năm 2025;", "năm 2025,"),
    instead("ND30-CC-02", "gach-dau-dong", "Căn cứ Luật", "- Căn cứ Luật"),
    instead(
        "ND30-CC-03",
        "thieu-ngay",
        " ngày 05 tháng 01 năm 2026",
        "",
        "nd30",
        after("VBCanCu", styled("VBCanCu", BASIS), only=0),
    ),
    in_text("ND30-CC-04", "thieu-ngay", CITED, CITED.replace(" ngày 15 tháng 3 năm 2021 của Tỉnh ủy", "")),
    in_text("ND30-CC-05", "thieu-so", CITED, CITED.replace("số ", "")),
    in_text(
        "ND30-CC-06",
        "khoan-viet-hoa",
        "Thực hiện theo quy định tại khoản 1 Điều 24 Luật Cán bộ, công chức.",
        "Thực hiện theo quy định tại Khoản 1 Điều 24 Luật Cán bộ, công chức.",
    ),
    in_text("MIX-14", "phay-truoc-ngay", PLANNED, PLANNED.replace(" ngày 05", ", ngày 05")),
    Defect("ND30-ND-06", "I-gach", "nd30", rewritten("VBMuc1", r("I- TÌNH HÌNH THỰC HIỆN"))),
    Defect("ND30-ND-06", "nhay-so", "nd30", rewritten("VBMuc1", r("III. NHIỆM VỤ TRỌNG TÂM"), only=1)),
    Defect("ND30-ND-06", "lap-so", "nd30", rewritten("VBMuc2", r("1. Công tác chuyên môn"), only=1)),
    instead("ND30-ND-07", "d-roi-e", "đ) ", "e) ", "nd30", POINTS),
    instead("ND30-ND-07", "chu-f", "đ) ", "f) ", "nd30", POINTS),
    Defect("ND30-ND-08", "khong-tieu-de", "nd30", drop("~ĐÁNH GIÁ CHUNG"), (CHAPTER,)),
    instead("ND30-ND-09", "cham-sau-so", "Phần I", "Phần I.", "nd30", CHAPTER),
    Defect(
        "ND30-ND-10",
        "gach-dam",
        "nd30",
        rewritten("~- Ban hành đủ", r("- ", BOLD) + r("Ban hành đủ các kế hoạch của lĩnh vực.")),
        (lines("- Ban hành đủ các kế hoạch của lĩnh vực."),),
    ),
    instead("ND30-ND-11", "khong-dau", "Công Hải./.", "Công Hải"),
    Defect("MIX-09", "gach-noi-trong-noi-dung", "nd30", lines("-----")),
    Defect(
        "MIX-09",
        "gach-noi-duoi-trich-yeu",
        "nd30",
        together(drop_next("VBTrichYeu"), after("VBTrichYeu", p("-----", properties=CENTRED))),
    ),
    instead("DG-CC-01", "cham-phay-cuoi", "Đảng bộ,", "Đảng bộ;", "hd36"),
    in_text("DG-CC-02", "thieu-phay", CITED_BY_PARTY, CITED_BY_PARTY.replace("TU, ngày", "TU ngày"), "hd36"),
    Defect("DG-ND-01", "hai-kieu", "hd36", rewritten("VBMuc1", r("II. NHIỆM VỤ TRỌNG TÂM"), only=1)),
    Defect("DG-ND-01", "nhay-so", "hd36", rewritten("VBMuc1", r("III- NHIỆM VỤ TRỌNG TÂM"), only=1)),
    instead("DG-ND-02", "cham-gach-cham", "Điều lệ Đảng.", "Điều lệ Đảng./.", "hd36"),
)
CLOSING = (
    instead("ND30-CK-01", "thieu-cham", "KT. TRƯỞNG", "KT TRƯỞNG"),
    instead("ND30-CK-04", "hoc-vi", "Nguyễn Văn An", "ThS. Nguyễn Văn An"),
    instead("ND30-CK-05", "cung-chuc-vu", "PHÓ TRƯỞNG PHÒNG", "TRƯỞNG PHÒNG"),
    instead("ND30-CK-07", "phu-trach", "PHÓ TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG PHỤ TRÁCH"),
    instead("ND30-CK-08", "dai", "PHÓ TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI XÃ CÔNG HẢI"),
    instead("MIX-04", "k-t", "KT. TRƯỞNG", "K/T TRƯỞNG"),
    Defect("ND30-KG-01", "thieu-kinh-gui", "nd30", drop("VBKinhGui")),
    Defect(
        "ND30-KG-02",
        "xuong-dong",
        "nd30",
        rewritten("VBKinhGui", r("Kính gửi:") + BREAK + r("- Ủy ban nhân dân xã Công Hải")),
    ),
    instead("ND30-KG-03", "dau-phay", "xã Công Hải;", "xã Công Hải,", "nd30", TWO_ADDRESSEES),
    instead("MIX-13", "kinh-trinh", "Kính gửi:", "Kính trình:", "nd30", *SUBMISSION),
    instead("ND30-NN-01", "thieu-hai-cham", "Nơi nhận:", "Nơi nhận"),
    instead("ND30-NN-02", "dau-phay", "(để b/c);", "(để b/c),"),
    instead("ND30-NN-03", "luu-vt", "Lưu: VT", "Lưu VT"),
    instead("ND30-NN-04", "thieu-nhu-tren", "- Như trên;", "- Các thôn;"),
    instead("ND30-NN-06", "hai-kieu", "(để biết)", "(biết)", "nd30", TWO_NOTES),
    instead("MIX-07", "luu-van-phong", "Lưu: VT, VHXH.", "Lưu Văn phòng."),
    instead("DG-CK-01", "cham-sau-t-m", "T/M BAN", "T/M. BAN", "hd36"),
    instead("DG-CK-02", "ky-thay-bi-thu", "T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "hd36"),
    instead("DG-CK-03", "cung-chuc-vu", "PHÓ TRƯỞNG BAN", "TRƯỞNG BAN", "hd36",
            text("T/M BAN THƯỜNG VỤ", "K/T TRƯỞNG BAN"), text("PHÓ BÍ THƯ", "PHÓ TRƯỞNG BAN")),
    Defect("DG-CK-04", "thieu-chuc-vu", "hd36", drop("VBChucVu"),
           (text("T/M BAN THƯỜNG VỤ", "T/L BAN THƯỜNG VỤ"), text("PHÓ BÍ THƯ", "CHÁNH VĂN PHÒNG"))),
    instead("DG-CK-05", "lap-ten", "PHÓ BÍ THƯ", "PHÓ BÍ THƯ HUYỆN ỦY", "hd36"),
    instead("DG-CK-06", "dong-chi", "Nguyễn Văn An", "Đồng chí Nguyễn Văn An", "hd36"),
    instead("MIX-04", "tm-cham", "T/M BAN", "TM. BAN", "hd36"),
    instead("DG-NN-01", "dau-phay", "- Ban Thường vụ Tỉnh ủy;", "- Ban Thường vụ Tỉnh ủy,", "hd05"),
    instead("DG-NN-01", "hai-kieu", "- Ban Thường vụ Tỉnh ủy,", "- Ban Thường vụ Tỉnh ủy;", "hd36"),
    instead("DG-NN-02", "hai-cham", "Lưu Văn phòng", "Lưu: Văn phòng", "hd36"),
    instead("MIX-07", "luu-vt", "Lưu Văn phòng.", "Lưu: VT, VP.", "hd36"),
)  # fmt: skip
PARTY_HEAD = (
    instead("DG-HD-01", "thieu-chu", PARTY_TITLE, "ĐẢNG CỘNG SẢN VIỆT NAM.", "hd36"),
    instead("DG-HD-03", "tinh-uy", "ĐẢNG BỘ TỈNH KHÁNH HÒA", "TỈNH ỦY KHÁNH HÒA", "hd05"),
    Defect("MIX-01", "quoc-hieu", "hd36",
           before("VBTieuDeDang", paragraph(NATIONAL_NAME, BOLD + size(13), CENTRED))),
    instead("DG-SO-01", "hai-cham", PARTY_NUMBER, "Số: 05-BC/HU", "hd36"),
    instead("DG-SO-01", "khong-dem-0", PARTY_NUMBER, "Số 5-BC/HU", "hd36"),
    instead("DG-SO-03", "ky-hieu-ke-hoach", PARTY_NUMBER, "Số 05-KH/HU", "hd36"),
    instead("DG-SO-04", "huyen-uy", "Số 05-BC/ĐU", "Số 05-BC/HU", "hd05"),
    instead("MIX-03", "so-nha-nuoc", PARTY_NUMBER, "Số: 05/BC-HU", "hd36"),
    instead("DG-DD-01", "thang-07", PARTY_DATE, "Công Hải, ngày 02 tháng 07 năm 2024", "hd36"),
    instead("DG-DD-02", "huyen", DATE, DATE.replace("Công Hải", "Huyện Thuận Bắc"), "hd05"),
    instead("DG-HD-04", "ban-thuong-vu", "HUYỆN ỦY CÔNG HẢI", "BAN THƯỜNG VỤ HUYỆN ỦY", "hd36"),
    instead("DG-TL-01", "chu-hoa", "kết quả thực hiện nhiệm vụ", "Kết quả thực hiện nhiệm vụ", "hd36"),
)  # fmt: skip
ANSWERED = after("VBNoiNhan", styled("VBNoiNhanDong", "- Như trên;"))
PARTY_SUBMISSION = (
    text("BÁO CÁO", "TỜ TRÌNH"),
    text("05-BC/ĐU", "05-TTr/ĐU"),
    ANSWERED,
    after("VBDauNgan", p(r("Kính trình:", "<w:i/>"), r(" Ban Thường vụ Tỉnh ủy"), properties=CENTRED)),
)
PARTY_ADDRESS = (
    instead("DG-KG-01", "kinh-gui", "Kính trình:", "Kính gửi:", "hd05", *PARTY_SUBMISSION),
    Defect("DG-NN-03", "thieu-nhu-tren", "hd05", drop("~- Như trên"), PARTY_SUBMISSION),
)
ANNEXES = (
    instead("ND30-PL-01", "khong-nhac-toi", " (chi tiết tại Phụ lục I và Phụ lục II kèm theo)", ""),
    Defect("ND30-PL-02", "so-a-rap", "nd30", rewritten("VBPhuLucNhan", r("Phụ lục 1"))),
    instead("ND30-PL-05", "thieu-co-quan", " của Phòng Văn hóa - Xã hội xã Công Hải)", ")"),
    instead("ND30-PL-09", "dau-cham", "trong năm./.", "trong năm.", "nd30", PROSE),
    Defect("ND30-PL-10", "quoc-hieu", "nd30",
           after("VBPhuLucKemTheo", paragraph(NATIONAL_NAME, BOLD, CENTRED))),
    Defect("DG-PL-01", "la-ma", "hd36", rewritten("VBPhuLucNhan", r("Phụ lục I"))),
    Defect("DG-PL-01", "thieu-tieu-de", "hd36", drop("VBPhuLucTieuDe", only=0)),
)  # fmt: skip
TEXTS = (
    in_text("TYP-01", "dau-cham", "Tỷ lệ hộ nghèo còn 12,5%.", "Tỷ lệ hộ nghèo còn 12.5%."),
    in_text("TYP-02", "dau-phay", "Kinh phí 1.250.000 đồng.", "Kinh phí 1,250,000 đồng."),
    in_text("TYP-03", "khong-tach", FIGURES, FIGURES.replace("12.500", "12500")),
    in_text("TYP-04", "dau-cach", "Tỷ lệ đạt 37%.", "Tỷ lệ đạt 37 %."),
    in_text("TYP-05", "viet-lien", "Tuyến đường dài 5 km.", "Tuyến đường dài 5km."),
    in_text("TYP-06", "hai-kieu", "Từ 2021-2025 đến 2026-2030.", "Từ 2021-2025 đến 2026 - 2030."),
    in_text("TYP-07", "thang-05", "Hội nghị ngày 15/5/2026.", "Hội nghị ngày 15/05/2026."),
    in_text("TYP-07", "khong-co-ngay-ay", "Hội nghị ngày 30/6/2026.", "Hội nghị ngày 31/6/2026."),
    in_text("TYP-08", "cach-truoc-phay", "Các thôn, tổ dân phố.", "Các thôn , tổ dân phố."),
    in_text("TYP-08", "thieu-cach", "Các thôn, tổ dân phố.", "Các thôn,tổ dân phố."),
    in_text("TYP-09", "hai-dau-cach", "Tổ chức hội nghị.", "Tổ chức  hội nghị."),
    in_text("TYP-10", "hoa", "Giữ gìn văn hóa địa phương.", "Giữ gìn văn hoá địa phương."),
    in_text("TYP-11", "gach-dai", CITED, CITED.replace("06-NQ", "06–NQ")),
    in_text("TYP-12", "hai-kieu", "Xã “sạch” và thôn “đẹp”.", 'Xã “sạch” và thôn "đẹp".'),
    in_text("TYP-13", "rong-0", "Tổ chức hội nghị.", "Tổ\u200b chức hội nghị."),
    in_text("TYP-01", "dau-cham-dang", "Tỷ lệ đảng viên đạt 12,5%.", "Tỷ lệ đảng viên đạt 12.5%.", "hd36"),
    in_text("VH-01", "dau-doan", "Trong kỳ, các thôn đã họp.", "trong kỳ, các thôn đã họp."),
    in_text("VH-03", "tinh", "Trên địa bàn tỉnh Khánh Hòa.", "Trên địa bàn Tỉnh Khánh Hòa."),
    in_text("VH-04", "phuong-so", "Tổ chức tại Phường 3, Đà Lạt.", "Tổ chức tại phường 3, Đà Lạt."),
    in_text("VH-05", "thu-do", "Tham quan Thủ đô Hà Nội.", "Tham quan thủ đô Hà Nội."),
    in_text("VH-07", "vung", "Các tỉnh vùng Tây Bắc.", "Các tỉnh vùng tây bắc."),
    in_text("VH-08", "so", "Theo hướng dẫn của Sở Tài chính.", "Theo hướng dẫn của Sở tài chính."),
    in_text("VH-09", "chap-hanh", "Họp Ban Chấp hành Hội.", "Họp Ban Chấp Hành Hội."),
    in_text("VH-10", "nhan-dan", "Phục vụ Nhân dân tốt hơn.", "Phục vụ nhân dân tốt hơn."),
    in_text("VH-11", "thu-tuong", "Theo ý kiến Thủ tướng Chính phủ.", "Theo ý kiến thủ tướng Chính phủ."),
    in_text("VH-12", "dang", "Đường lối của Đảng ta.", "Đường lối của đảng ta."),
    in_text("VH-13", "quoc-khanh", "Mừng ngày Quốc khánh.", "Mừng ngày quốc khánh."),
    in_text("VH-14", "ten-van-ban", CITED, CITED.replace("Nghị quyết", "nghị quyết")),
    in_text("VH-16", "nguyen-dan", "Dịp tết Nguyên đán.", "Dịp tết nguyên đán."),
    in_text("VH-17", "huan-chuong", "Tặng Huân chương Lao động.", "Tặng huân chương Lao động."),
    in_text("VH-18", "cach-mang", "Kỷ niệm Cách mạng tháng Tám.", "Kỷ niệm cách mạng tháng Tám."),
    in_text("T2-01", "ubnd-huyen", "Đề nghị UBND tỉnh xem xét.", "Đề nghị UBND huyện xem xét."),
    in_text("T2-04", "tuyen-giao", "Theo Ban Tuyên giáo và Dân vận Tỉnh ủy.", "Theo Ban Dân vận Tỉnh ủy."),
    in_text("T2-05", "thi-tran", "Tuyến đường qua xã Lợi Hải.", "Tuyến đường qua thị trấn Lợi Hải."),
    in_text("T2-06", "bo-cu", "Theo hướng dẫn của Bộ Xây dựng.", "Theo hướng dẫn của Bộ Giao thông vận tải."),
    in_text("T2-07", "toa-an", "Phối hợp với TAND khu vực 3.", "Phối hợp với TAND huyện."),
    in_text("T2-01", "huyen-uy", "Báo cáo Tỉnh ủy xem xét.", "Báo cáo Huyện ủy xem xét.", "hd05"),
)  # fmt: skip
TEXT_DEFECTS = (*HEAD, *CONTENT, *CLOSING, *PARTY_HEAD, *PARTY_ADDRESS, *ANNEXES, *TEXTS)


def write_files() -> None:
    """Write every defect file."""
    for defect in TEXT_DEFECTS:
        (FOLDER / f"{defect}.docx").write_bytes(defect.file())


if __name__ == "__main__":
    write_files()
