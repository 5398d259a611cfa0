"""The defect file of each rule of the figure audit: a short text, right before the bar, wrong after it.

`python -m tests.audit_defects` writes them to `tests/defects/`; a file is named after the rule it breaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.audit_pairs import right, wrong
from tests.plain_word import plain_file

FOLDER = Path(__file__).parent / "defects"


@dataclass(frozen=True)
class AuditDefect:
    """One wrong figure or reference: the text holds `[right|wrong]` where both files differ."""

    rule: str
    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.rule}--{self.what}"

    def file(self) -> bytes:
        return plain_file(wrong(self.text))

    def clean(self) -> bytes:
        """The same file without the error."""
        return plain_file(right(self.text))


def table(*rows: str) -> str:
    """Rows whose cells are parted by `;`, with a line of text before and after."""
    lines = ("\t".join(cell.strip() for cell in row.split(";")) for row in rows)
    return "\n".join(("Số liệu như sau:", *lines, "Hết."))


LETTER = "UBND HUYỆN BÌNH MINH\nSố: 125/BC-UBND\nBình Minh, ngày 28 tháng 6 năm 2024\nBÁO CÁO\n"
TITLE = "BÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2024, nhiệm vụ 6 tháng cuối năm 2024\n"
ANNEXES = "Phụ lục 1\nBẢNG SỐ LIỆU\nPhụ lục 2\nBẢNG KHÁC"

FIGURES = (
    ("attainment", "sai-ty-le", "Tỷ lệ cán bộ trẻ: 46,32%/50%, đạt [92,64|96,24]% mục tiêu đề ra."),
    (
        "attainment-contradicts",
        "hoac-thap-hon-va",
        "- Mục tiêu: “100% lãnh đạo HĐND hoặc UBND có cán bộ nữ”. Kết quả: lãnh đạo HĐND là cán bộ nữ đủ "
        "tiêu chuẩn, đạt [100|50]% mục tiêu.\n- Mục tiêu: “100% lãnh đạo HĐND, UBND có cán bộ nữ”. Kết quả: "
        "lãnh đạo HĐND là cán bộ nữ đủ tiêu chuẩn, đạt [50|100]% mục tiêu.",
    ),
    ("average", "sai-binh-quan", "Xây mới 120 nhà với kinh phí 6 tỷ đồng, bình quân [50|60] triệu đồng/nhà."),
    (
        "bound-broken",
        "duoi-can",
        "Các trường đều đạt từ 90% trở lên, trong đó tiểu học đạt [92,5|87,5]%.",
    ),
    ("change", "sai-muc-tang", "Có 42 mô hình, tăng [12|15] mô hình so với năm 2022 (30 mô hình)."),
    (
        "change-direction",
        "tang-thanh-giam",
        "Có 42 mô hình, [tăng|giảm] 12 mô hình so với năm 2022 (30 mô hình).",
    ),
    ("count-of-items", "thua-mot-xa", "Có [03|04] xã về đích: Tân Lập, Bình Sơn, Hòa Thuận."),
    ("impossible-percent", "qua-mot-tram", "Cán bộ nữ chiếm [35|135]% tổng số."),
    (
        "missing-percent-sign",
        "thieu-dau",
        "99,38%/100% có trình độ trung học, đạt 99,38[%|] mục tiêu đề ra.",
    ),
    ("multiple-of-base", "sai-so-lan", "Đón 124.500 lượt khách, gấp [2,5|3,5] lần năm 2022 (49.800 lượt)."),
    ("number-in-words", "chu-khac-so", "Thành lập 03 ([ba|bốn]) đoàn công tác."),
    ("number-style", "thieu-dau-cham", "Toàn xã có [12.775|12775] hộ dùng nước sạch."),
    ("part-exceeds-whole", "phan-qua-tong", "Có 05 cán bộ, trong đó có [03|07] đồng chí là nữ."),
    (
        "percent-of-base",
        "sai-so-du-toan",
        "Thu đạt 1.234,5 tỷ đồng, bằng [109,2|119,2]% dự toán (1.130 tỷ đồng).",
    ),
    (
        "odd-noun",
        "sai-danh-tu",
        "Toàn huyện còn 1.245 hộ nghèo, giảm 120 [hộ|người] so với đầu năm (1.365 hộ nghèo).",
    ),
    ("percent-of-ratio", "sai-ty-so", "Đã tiêm 2.850/3.000 liều, đạt [95|85]%."),
    (
        "percent-of-total",
        "sai-co-cau",
        "Tổng số công chức là 160 đồng chí, trong đó nữ có 68 đồng chí, chiếm [42,5|45,2]%.",
    ),
    (
        "percent-or-points",
        "thieu-diem",
        "Giảm từ 25,6% năm 2021 xuống còn 20,1% năm 2022, giảm 5,5[ điểm phần trăm|%].",
    ),
    (
        "product",
        "sai-thanh-tien",
        "Hỗ trợ 45 hộ, mỗi hộ 50 triệu đồng, tổng kinh phí [2.250|2.520] triệu đồng.",
    ),
    (
        "rank-of-value",
        "khong-phai-cao-nhat",
        "Số ca mắc cao nhất là xã Bình Minh 45 ca, tiếp theo là xã Tân Lập [38|58] ca, xã Hòa Thuận 21 ca.",
    ),
    ("remainder", "sai-con-lai", "Phải thu hồi 412,6 ha; đã bàn giao 368,9 ha, còn [43,7|34,7] ha."),
    (
        "same-fact-differs",
        "hai-so-dan",
        "Dân số toàn huyện là 45.612 người.\nĐời sống ổn định.\nDân số toàn huyện là [45.612|46.512] người.",
    ),
    (
        "shares-of-hundred",
        "khong-du-tram",
        "Cơ cấu kinh tế: nông nghiệp 15,2%; công nghiệp 40,1%; dịch vụ [44,7|46,7]%.",
    ),
    (
        "stock-and-flow",
        "sai-cuoi-ky",
        "Đầu năm có 320 hộ nghèo, thoát nghèo 85 hộ, phát sinh 10 hộ, cuối năm còn [245|255] hộ.",
    ),
    ("total-of-parts", "sai-tong", "Có [08|07] đơn vị (05 phường, 03 xã)."),
    ("unit-conversion", "sai-don-vi", "Đường dài 2 km ([2.000|3.000] m)."),
    (
        "unit-scale",
        "gap-muoi-lan",
        "Tổ vay vốn quản lý dư nợ 128,6 tỷ đồng của 2.143 hộ, dư nợ bình quân [60,0|600] triệu đồng/hộ.",
    ),
    (
        "verdict-against-target",
        "chua-vuot",
        "Kết nạp 38 đảng viên, vượt chỉ tiêu Nghị quyết đề ra ([35|45] đảng viên).",
    ),
    (
        "yield",
        "sai-san-luong",
        "Diện tích lúa 3.456 ha, năng suất 52,3 tạ/ha, sản lượng [18.075|28.075] tấn.",
    ),
    (
        "classification-total",
        "lech-cac-cach-chia",
        "Về chất lượng:\n+ Chuyên môn: Thạc sỹ: 04; Đại học: 19.\n+ Lý luận: Cao cấp: 16; Trung cấp: 07.\n"
        "+ Quản lý: Chuyên viên chính: 16; Chuyên viên: [07|09].",
    ),
    (
        "coverage",
        "khong-du-nguoi",
        "Kiêm nhiệm tại 06/7 xã, phường.\nTổng số cán bộ chủ chốt cấp xã là 23 người, trong đó cán bộ chủ "
        "chốt người dân tộc thiểu số [12|05] người.\nMục tiêu: “100% xã, phường có cán bộ chủ chốt là người "
        "dân tộc thiểu số”.",
    ),
)

TABLES = (
    (
        "table-percent",
        "sai-ty-le",
        table(
            "TT;Xếp loại;Số lượng;Tỷ lệ %",
            "1;Hoàn thành xuất sắc;60;50,0",
            "2;Hoàn thành tốt;45;[37,5|38,5]",
            "3;Hoàn thành;12;10,0",
            "4;Không hoàn thành;3;2,5",
            ";Tổng;120;100",
        ),
    ),
    (
        "table-column-total",
        "sai-tong-cot",
        table(
            "TT;Xã;Số hộ;Số khẩu",
            "1;Hòa An;600;2.480",
            "2;Hòa Bình;200;815",
            "3;Hòa Lạc;120;490",
            ";Tổng cộng;[920|930];3.785",
        ),
    ),
    (
        "table-row-total",
        "sai-tong-hang",
        table(
            "TT;Trường;Số học sinh;;",
            ";;Tổng số;Nam;Nữ",
            "1;Trường số 1;70;30;40",
            "2;Trường số 2;[60|61];25;35",
            "3;Trường số 3;60;50;10",
        ),
    ),
    (
        "table-comparison",
        "sai-so-ke-hoach",
        table(
            "TT;Xã;Kế hoạch;Thực hiện;Tỷ lệ TH/KH (%)",
            "1;Hòa An;600;480;[80,00|81,00]",
            "2;Hòa Bình;200;150;75,00",
            "3;Hòa Lạc;120;90;75,00",
        ),
    ),
    (
        "table-growth",
        "sai-muc-tang",
        table(
            "TT;Sản phẩm;Năm 2022;Năm 2023;Tăng, giảm (%)",
            "1;Chè;100;120;20,0",
            "2;Gạch;120;90;[-25,0|25,0]",
            "3;Điện;300;330;10,0",
            "4;Giấy;70;77;10,0",
        ),
    ),
    (
        "table-difference",
        "sai-chenh-lech",
        table(
            "TT;Nội dung;Năm 2022;Năm 2023;Tăng, giảm",
            "1;Số vụ;45;38;[-7|-9]",
            "2;Số người chết;12;15;3",
            "3;Số người bị thương;30;26;-4",
            "4;Số xe hỏng;51;57;6",
        ),
    ),
    (
        "table-head",
        "o-dau-bang-lech",
        table(
            "TT;Xã;Số hộ;Số khẩu[;;|;Nam;Nữ]",
            "1;2;3;4",
            "1;Hòa An;600;2.480",
            "2;Hòa Bình;200;815",
            "3;Hòa Lạc;120;490",
        ),
    ),
    (
        "table-ordinal",
        "nhay-thu-tu",
        table("TT;Tên;Số hộ", "1;Hòa An;5", "2;Hòa Bình;16", "[3|4];Hòa Lạc;37"),
    ),
    (
        "table-number-format",
        "le-dinh-dang",
        table(
            "TT;Tên;Số hộ",
            "1;Hòa An;5",
            "2;Hòa Bình;[6|6,00]",
            "3;Hòa Lạc;7",
            "4;Hòa Tân;9",
            "5;Hòa Thuận;4",
        ),
    ),
    (
        "table-scale",
        "lech-nghin-lan",
        table("TT;Tên;Năm 2021;Năm 2022;Năm 2023", "1;Chè;1.234;1.250;1.260[|.000]"),
    ),
    (
        "table-rounding",
        "tinh-tu-so-lam-tron",
        table(
            "TT;Chất lượng;Năm 2020;;Năm 2023;;So sánh năm 2023/năm 2020",
            ";;Số lượng;%;Số lượng;%;",
            ";Tổng số;183;100,00;190;100,00;",
            "1;Đại học;48;26,23;121;63,68;[242,80|242,78]",
            "2;Quản lý nhà nước;56;30,60;142;74,74;244,23",
            "3;Tin học;153;83,61;178;93,68;112,05",
            "4;Ngoại ngữ;125;68,31;155;81,58;119,43",
        ),
    ),
    (
        "table-missing",
        "thieu-so-sanh",
        table(
            "TT;Chất lượng;Năm 2020;;Năm 2023;;So sánh năm 2023/năm 2020",
            ";;Số lượng;%;Số lượng;%;",
            ";Tổng số;183;100,00;190;100,00;",
            "1;Đại học;48;26,23;121;63,68;[242,80|]",
            "2;Quản lý nhà nước;56;30,60;142;74,74;244,23",
            "3;Tin học;153;83,61;178;93,68;112,05",
            "4;Ngoại ngữ;125;68,31;155;81,58;119,43",
        ),
    ),
)

BODY = (
    (
        "body-annex",
        "loi-van-khac-bang",
        "Toàn huyện có 2.330 hộ, trong đó có [434|443] hộ nghèo.\n"
        + table(
            "TT;Đơn vị;Tổng số hộ;Hộ nghèo;;Hộ cận nghèo;",
            ";;;Số hộ;Tỷ lệ (%);Số hộ;Tỷ lệ (%)",
            "1;Xã Bản Lang;1.230;234;19,02;111;9,02",
            "2;Xã Dào San;1.100;200;18,18;110;10,00",
            ";Tổng cộng;2.330;434;18,63;221;9,48",
        ),
    ),
    (
        "table-product",
        "sai-thanh-tien",
        table(
            "TT;Xã;Số hộ;Mức hỗ trợ (triệu đồng);Kinh phí (triệu đồng)",
            "1;Hòa An;12;40;480",
            "2;Hòa Bình;45;60;[2.700|2.070]",
            "3;Hòa Lạc;30;52;1.560",
            "4;Hòa Tân;25;48;1.200",
            "5;Hòa Thuận;17;50;850",
        ),
    ),
)

TEXTS = (
    (
        "section-number",
        "nhay-so-muc",
        "I. KẾT QUẢ\nTốt.\nII. HẠN CHẾ\nCòn chậm.\n[III|IV]. NHIỆM VỤ\nTiếp tục.",
    ),
    (
        "section-number-parent",
        "sai-muc-cha",
        "I. KẾT QUẢ\n1. Kinh tế\n1.1. Nông nghiệp\n2. Xã hội\n[2.1|1.2]. Giáo dục",
    ),
    (
        "section-missing",
        "muc-khong-co",
        "I. KẾT QUẢ\n1. Kinh tế\n2. Xã hội\n2.1. Y tế\n2.2. Giáo dục\nNhư đã nêu tại mục [2.2|2.3] nêu trên.",
    ),
    (
        "item-sign",
        "dau-khac-muc-song-song",
        "1.1. Cán bộ\n* Đến năm 2025:\n+ A\n* Đến năm 2030:\n+ A\n1.2. Công chức\n* Đến năm 2025:\n"
        "[*|-] Đến năm 2030:",
    ),
    ("stale-period", "ky-truoc", TITLE + "Trong 6 tháng đầu năm [2024|2023], thu ngân sách đạt 25 tỷ đồng."),
    (
        "note-unused",
        "thieu-dau-chu-thich",
        "Đã triển khai thực hiện[(1)|] tốt.\nTrên đây là báo cáo.\n(1) Theo Kế hoạch của thành phố.",
    ),
    (
        "annex-missing",
        "phu-luc-khong-co",
        f"I. KẾT QUẢ\nTốt (có Phụ lục 1, 2[|, 3] kèm theo).\nNơi nhận:\n{ANNEXES}",
    ),
    (
        "annex-unused",
        "phu-luc-khong-nhac",
        f"I. KẾT QUẢ\nTốt (có Phụ lục 1[, 2|] kèm theo).\nNơi nhận:\n{ANNEXES}",
    ),
    (
        "annex-count",
        "sai-so-phu-luc",
        f"I. KẾT QUẢ\nGồm [02|03] phụ lục kèm theo (có Phụ lục 1, 2 kèm theo).\nNơi nhận:\n{ANNEXES}",
    ),
    (
        "own-number",
        "so-khac-cong-van",
        LETTER + "Phụ lục\n(Kèm theo Báo cáo số [125|152]/BC-UBND ngày 28/6/2024 của UBND huyện Bình Minh)",
    ),
    (
        "own-date",
        "ngay-khac-cong-van",
        LETTER + "Phụ lục\n(Kèm theo Báo cáo số 125/BC-UBND ngày [28|26]/6/2024 của UBND huyện Bình Minh)",
    ),
    ("date-impossible", "ngay-khong-co", "Ngày [30|31]/6/2023 tổ chức hội nghị."),
    ("date-order", "nguoc-thoi-gian", "Từ ngày 31/3/[2021|2023] đến ngày 31/3/[2023|2021] đã tổ chức 5 lớp."),
    ("date-after-report", "sau-ngay-ky", LETTER + "Kế hoạch đã ban hành ngày 05/[6|7]/2024."),
    ("symbol-year", "nam-khac-ky-hieu", "Quyết định số 37/2020/QĐ-UBND ngày 29/9/[2020|2021]."),
    ("symbol-type", "loai-khac-ky-hieu", "Kế hoạch số 49-[KH|NQ]/HU ngày 26/3/2021."),
    ("symbol-malformed", "ky-hieu-hong", "Báo cáo số 408-[BC/HU|B/CHỦ] ngày 12/7/2023."),
    (
        "cited-symbol",
        "ky-hieu-khac-nhau",
        "Nghị quyết số 06-NQ/TU ngày 15/3/2021; Nghị quyết số 06-NQ/[TU|HU] ngày 15/3/2021.",
    ),
    (
        "cited-date",
        "ngay-khac-nhau",
        "Nghị quyết số 06-NQ/TU ngày 15/3/2021; Nghị quyết số 06-NQ/TU ngày 15/3/2021; Nghị quyết số "
        "06-NQ/TU ngày [15/3|13/5]/2021.",
    ),
    ("open-bracket", "thieu-ngoac", "Có 23 người (gồm cán bộ và công chức[)|] dự họp."),
    ("empty-bracket", "ngoac-rong", "Thực hiện kế hoạch[|( )] gắn với đề án."),
    ("open-quote", "thieu-ngoac-kep", "Thực hiện “Nói không với tiêu cực[”|] trong thi cử."),
    ("wrong-letter", "chu-d-tieng-iceland", "[Để|Ð\u1ec3] có đội ngũ tốt."),
    ("lost-character", "mat-chu", "Theo Kế ho[ạ|\ufffd]ch của huyện."),
    ("foreign-script", "chu-nga", "Ngày [họp|Дата] trong tháng."),
    ("leftover-markup", "dau-sao-con-lai", "[|**]Nguyên nhân:[|**] do mưa."),
    (
        "doubled-phrase",
        "lap-cum-tu",
        "cho cán bộ lãnh đạo quản lý, [|cán bộ lãnh đạo quản lý ]là nữ",
    ),
    (
        "foreign-name",
        "ten-huyen-khac",
        "Trên địa bàn huyện Bình Minh có 5 xã.\nUBND huyện Bình Minh báo cáo.\nĐảng bộ huyện Bình Minh.\n"
        "Trên địa bàn huyện [Bình Minh|Tam Đường] có 9 trường.",
    ),
    (
        "title-slip",
        "sai-chu-tieu-de",
        "Nâng cao chất lượng cán bộ.\n" * 5 + "TỔNG HỢP [CHẤT|CHẤM] LƯỢNG CÁN BỘ",
    ),
)

AUDIT_DEFECTS = tuple(AuditDefect(*each) for each in (*FIGURES, *TABLES, *BODY, *TEXTS))


def write_files() -> None:
    """Write every defect file anew."""
    for defect in AUDIT_DEFECTS:
        (FOLDER / f"{defect}.docx").write_bytes(defect.file())


if __name__ == "__main__":
    write_files()
