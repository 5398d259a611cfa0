"""Documents of several types as an office types them, without the program, in due form."""

from __future__ import annotations

from collections.abc import Sequence

from tests.word_files import p, r, word_file

CENTRED = '<w:jc w:val="center"/>'
RUNNING = '<w:spacing w:before="120"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>'
BOLD, ITALIC = "<w:b/>", "<w:i/>"
FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
STYLES = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{FONT}<w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
)
LOOKS = {"**": (BOLD, RUNNING), "//": (ITALIC, RUNNING), "^^": (BOLD, CENTRED)}


def size(points: int) -> str:
    return f'<w:sz w:val="{points * 2}"/>'


def centred(look: str, *lines: str) -> str:
    return "".join(p(r(line, look), properties=CENTRED) for line in lines)


def columns(left: str, right: str) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="4700" w:type="dxa"/></w:tcPr>{each}</w:tc>' for each in (left, right)
    )
    grid = '<w:tblGrid><w:gridCol w:w="4700"/><w:gridCol w:w="4700"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="9400" w:type="dxa"/></w:tblPr>{grid}<w:tr>{cells}</w:tr></w:tbl>'


def document(
    parent: Sequence[str],
    issuer: Sequence[str],
    number: str,
    date: str,
    title: Sequence[str],
    text: str,
    recipients: Sequence[str],
    signature: Sequence[str],
    *,
    vv: Sequence[str] = (),
) -> bytes:
    """Make a State document; a line of text begins with ** (bold), // (italic) or ^^ (bold, centred)."""
    head = columns(
        centred(size(13), *parent) + centred(BOLD + size(13), *issuer) + centred(size(13), number, *vv),
        centred(BOLD + size(13), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + centred(BOLD + size(14), "Độc lập - Tự do - Hạnh phúc")
        + centred(ITALIC + size(14), date),
    )
    closing = columns(
        p(r("Nơi nhận:", BOLD + ITALIC + size(12))) + "".join(p(r(each, size(11))) for each in recipients),
        centred(BOLD, *signature[:-1]) + "<w:p/>" * 4 + centred(BOLD, signature[-1]),
    )
    body = "".join(map(_paragraph, text.strip().splitlines()))
    return word_file(head + centred(BOLD, *title) + body + closing, styles=STYLES)


def _paragraph(line: str) -> str:
    look, properties = LOOKS.get(line[:2], ("", RUNNING))
    return p(r(line[2:] if line[:2] in LOOKS else line, look), properties=properties)


LETTER = document(
    ["UBND TỈNH KHÁNH HÒA"],
    ["SỞ NỘI VỤ"],
    "Số: 1250/SNV-CCHC",
    "Khánh Hòa, ngày 12 tháng 6 năm 2026",
    [],
    """\
^^Kính gửi: Các sở, ban, ngành tỉnh Khánh Hòa
Thực hiện Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh, đề nghị:
1. Báo cáo kết quả thực hiện theo đề cương gửi kèm; số liệu chốt đến ngày 15/6/2026.
2. Gửi về Sở Nội vụ trước ngày 20/6/2026, qua địa chỉ thư điện tử cchc.snv@khanhhoa.gov.vn.
Nếu có vướng mắc, đề nghị liên hệ Phòng Cải cách hành chính, điện thoại 0258.3822.683./.""",
    ["- Như trên;", "- Ủy ban nhân dân tỉnh (để b/c);", "- Lưu: VT, CCHC."],
    ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị B"],
    vv=["V/v đôn đốc báo cáo cải cách hành chính", "quý II năm 2026"],
)
DECISION = document(
    [],
    ["ỦY BAN NHÂN DÂN", "XÃ CÔNG HẢI"],
    "Số: 45/QĐ-UBND",
    "Công Hải, ngày 03 tháng 02 năm 2026",
    ["QUYẾT ĐỊNH", "Về việc thành lập Ban Chỉ đạo chuyển đổi số", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ CÔNG HẢI"],
    """\
//Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
//Căn cứ Nghị định số 64/2007/NĐ-CP ngày 10 tháng 4 năm 2007 của Chính phủ về ứng dụng công nghệ thông tin;
//Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.
^^QUYẾT ĐỊNH:
**Điều 1. Thành lập Ban Chỉ đạo chuyển đổi số xã Công Hải, gồm các ông, bà có tên sau đây:
1. Ông Nguyễn Văn A, Chủ tịch Ủy ban nhân dân xã - Trưởng ban;
2. Bà Lê Thị B, Phó Chủ tịch Ủy ban nhân dân xã - Phó Trưởng ban;
3. Trưởng các phòng chuyên môn - Thành viên.
**Điều 2. Nhiệm vụ của Ban Chỉ đạo
1. Giúp Chủ tịch Ủy ban nhân dân xã chỉ đạo công tác chuyển đổi số.
2. Thực hiện nhiệm vụ khác theo quy định tại khoản 3 Điều 5 Quy chế hoạt động.
**Điều 3. Chánh Văn phòng và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.""",
    ["- Như Điều 3;", "- Thường trực Đảng ủy;", "- Lưu: VT, VHXH."],
    ["CHỦ TỊCH", "Nguyễn Văn A"],
)
PLAN = document(
    [],
    ["ỦY BAN NHÂN DÂN", "PHƯỜNG 3"],
    "Số: 128/KH-UBND",
    "Phường 3, ngày 10 tháng 12 năm 2026",
    ["KẾ HOẠCH", "Tổ chức các hoạt động mừng Đảng, mừng Xuân Đinh Mùi năm 2027"],
    """\
Thực hiện Kế hoạch số 250/KH-UBND ngày 01 tháng 12 năm 2026 của Ủy ban nhân dân tỉnh, phường lập kế hoạch:
**I. MỤC ĐÍCH, YÊU CẦU
**1. Mục đích
Tạo không khí phấn khởi trong Nhân dân.
**2. Yêu cầu
a) An toàn, tiết kiệm, hiệu quả;
b) Bảo đảm vệ sinh môi trường, phòng, chống cháy, nổ.
**II. NỘI DUNG
1. Thời gian: Từ 7 giờ 30 phút đến 22 giờ 00 phút, các ngày 05, 06 và 07 tháng 02 năm 2027.
2. Địa điểm: Nhà văn hóa các tổ dân phố số 1, 2, 5.
3. Thành phần: Khoảng 1.500 - 2.000 người.
**III. KINH PHÍ
Tổng kinh phí 250 triệu đồng (Hai trăm năm mươi triệu đồng), trong đó ngân sách 150 triệu đồng.
Yêu cầu các đơn vị nghiêm túc thực hiện./.""",
    ["- UBND tỉnh (b/c);", "- TT Đảng ủy, HĐND phường;", "- Lưu: VT, VHXH (15b)."],
    ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phạm Văn C"],
)
SUBMISSION = document(
    ["UBND XÃ CÔNG HẢI"],
    ["PHÒNG KINH TẾ"],
    "Số: 07/TTr-PKT",
    "Công Hải, ngày 09 tháng 01 năm 2026",
    ["TỜ TRÌNH", "Về việc phê duyệt dự toán sửa chữa đường thôn Suối Giếng"],
    """\
^^Kính gửi: Ủy ban nhân dân xã Công Hải
//Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;
//Căn cứ Thông tư số 65/2021/TT-BTC ngày 29 tháng 7 năm 2021 của Bộ Tài chính về bảo dưỡng.
Phòng Kinh tế kính trình Ủy ban nhân dân xã xem xét, phê duyệt dự toán với các nội dung sau:
1. Tên công trình: Sửa chữa đường thôn Suối Giếng, dài 1.250,5 m, rộng 3,5 m.
2. Tổng dự toán: 486.725.000 đồng, gồm: xây dựng 412.500.000 đồng; chi phí khác 74.225.000 đồng.
Kính đề nghị Ủy ban nhân dân xã xem xét, quyết định./.""",
    ["- Như trên;", "- Lưu: VT, PKT."],
    ["TRƯỞNG PHÒNG", "Lê Văn D"],
)
REGULATION = document(
    [],
    ["ỦY BAN NHÂN DÂN", "XÃ CÔNG HẢI"],
    "Số: 03/QC-UBND",
    "Công Hải, ngày 15 tháng 3 năm 2026",
    ["QUY CHẾ", "Làm việc của Ủy ban nhân dân xã Công Hải"],
    """\
^^Chương I
^^QUY ĐỊNH CHUNG
**Điều 1. Phạm vi điều chỉnh, đối tượng áp dụng
1. Quy chế này quy định về nguyên tắc, chế độ trách nhiệm.
2. Quy chế áp dụng đối với thành viên Ủy ban nhân dân xã.
**Điều 2. Nguyên tắc làm việc
1. Ủy ban nhân dân xã làm việc theo nguyên tắc tập trung dân chủ.
2. Các công việc gồm:
a) Việc thường xuyên;
b) Việc đột xuất.
^^Chương II
^^TRÁCH NHIỆM VÀ PHẠM VI GIẢI QUYẾT CÔNG VIỆC
**Điều 3. Trách nhiệm của Chủ tịch
1. Lãnh đạo, điều hành công việc.
2. Thực hiện nhiệm vụ quy định tại Điều 1 Quy chế này./.""",
    ["- Như Điều 3;", "- Lưu: VT."],
    ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A"],
)
SCHOOL = document(
    ["UBND XÃ CÔNG HẢI"],
    ["TRƯỜNG TIỂU HỌC CÔNG HẢI"],
    "Số: 18/BC-THCH",
    "Công Hải, ngày 28 tháng 5 năm 2026",
    ["BÁO CÁO", "Tổng kết năm học 2025 - 2026"],
    """\
^^Kính gửi: Phòng Văn hóa - Xã hội xã Công Hải
**I. ĐẶC ĐIỂM TÌNH HÌNH
Năm học 2025 - 2026, trường có 18 lớp với 512 học sinh (nữ 248 em, chiếm 48,44%); 32 cán bộ, giáo viên.
**II. KẾT QUẢ
**1. Chất lượng giáo dục
- Hoàn thành chương trình lớp học: 508/512 em, đạt 99,22%.
**2. Công tác phổ cập
Duy trì đạt chuẩn phổ cập giáo dục tiểu học mức độ 3.
**III. ĐỀ XUẤT, KIẾN NGHỊ
Trên đây là báo cáo tổng kết năm học 2025 - 2026 của Trường Tiểu học Công Hải./.""",
    ["- Như trên;", "- Lưu: VT."],
    ["HIỆU TRƯỞNG", "Nguyễn Thị E"],
)
DOCUMENTS = {
    "công văn": LETTER,
    "quyết định": DECISION,
    "kế hoạch": PLAN,
    "tờ trình": SUBMISSION,
    "quy chế": REGULATION,
    "báo cáo của trường": SCHOOL,
}
