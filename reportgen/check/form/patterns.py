"""What components look like in writing; loose on purpose: a wrong one must be found before it is judged."""

from __future__ import annotations

import re

QUOC_HIEU = re.compile(r"CỘNG\s*HÒA\s*X[ÃA]\s*HỘI\b", re.IGNORECASE)
TIEU_NGU = re.compile(r"độc\s*lập\b.*hạnh\s*phúc", re.IGNORECASE)
TIEU_DE_DANG = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM\W*", re.IGNORECASE)
DO_MAT = re.compile(r"\W*(TUYỆT MẬT|TỐI MẬT|MẬT)\W*", re.IGNORECASE)
DO_KHAN = re.compile(r"\W*(HỎA TỐC|THƯỢNG KHẨN|KHẨN)\b.{0,25}", re.IGNORECASE)
LUU_HANH = re.compile(r"\W*(XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ)\W*", re.IGNORECASE)
DU_THAO = re.compile(r"\W*D[ựỰ]\s?TH[ảẢ]O\b.{0,40}", re.IGNORECASE)
SO = re.compile(r"Số\s*(?:[:.]|\d|[/…_-]|$).{0,50}", re.IGNORECASE)
DIA_DANH = re.compile(
    r"[^,(;]{0,45},?\s*ngày\b.{0,14}tháng\b.{0,14}năm\b.{0,14}"
    r"|[^,(;]{2,45},\s*(?:ngày\s*)?[\d\s.…]+[/.-]\s*\d{1,2}[/.-]\s*\d{4}",
    re.IGNORECASE,
)
VV = re.compile(r"(?:V/v|Về việc)\b.*", re.IGNORECASE | re.DOTALL)
KINH_GUI = re.compile(r"\W*Kính\s+(?:gửi|trình)\b.*", re.IGNORECASE)
PHAN_CHUONG = re.compile(r"(?:Phần|Chương|Mục)\s+(?:[IVX]+|\d+|thứ\s+\w+)\b", re.IGNORECASE)
SAO = re.compile(r"[*✱∗]{1,3}")
LINE_OF_MARKS = re.compile(r"[\s_\-‐-―─━═‾¯.·*]+")
HYPHENS = re.compile(r"[-–—\s]{3,}")
CAN_CU = re.compile(r"[-–+]?\s*(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình|Xét)\b", re.IGNORECASE)
NOI_NHAN = re.compile(r"Nơi\s+nhận\b\s*:?", re.IGNORECASE)
ITEM = re.compile(r"[-–—+•*]\s*\S")
AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|TUN|Q|T/M|K/T|T/L|T/U|T/UQ)\s*(?:[.:]|\b)\s*(?=[A-ZÀ-ỸĐ])")
AUTHORITY_OF_PARTY = re.compile(r"(?:T/M|K/T|T/L)\b")
POST = re.compile(
    r"\b(?:CHỦ|TỊCH|BÍ|THƯ|GIÁM|ĐỐC|TRƯỞNG|PHÓ|CHÁNH|THỨ|BỘ|HIỆU|CỤC|PHÒNG|BAN|NHIỆM|TỔNG|VIỆN|ĐỘI|KIỂM|SỞ)\b"
)
PARENTHESIS = re.compile(r"\(.*\)?|.*\)|\[.*\]")
# A new body begins here: «UBND XÃ A» / «PHÒNG KINH TẾ» are two, «ỦY BAN NHÂN DÂN» / «XÃ A» is one.
BODY = re.compile(
    r"(?:VĂN PHÒNG|PHÒNG|SỞ|BAN|TRUNG TÂM|TRƯỜNG|CHI CỤC|CỤC|VỤ|THANH TRA|TRẠM|BỆNH VIỆN|CÔNG AN|"
    r"CHI BỘ|ĐẢNG ỦY|HUYỆN ỦY|TỈNH ỦY|THÀNH ỦY|QUẬN ỦY|THỊ ỦY|ĐẢNG BỘ|"
    r"ỦY BAN KIỂM TRA|ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|HĐND|"
    r"VIỆN|TỔNG CÔNG TY|CÔNG TY|BỘ|TỔ|QUỸ|HẠT|ĐỘI|HỘI|ĐOÀN|LIÊN ĐOÀN|MẶT TRẬN)\b"
)
NAME_GOES_ON = re.compile(r"(?:\bVÀ|\bCỦA|[-–,])$|^VĂN PHÒNG$")
NEITHER_REGIME = re.compile(
    r"\b(?:ĐOÀN THANH NIÊN|ĐOÀN TNCS|TỈNH ĐOÀN|HUYỆN ĐOÀN|THÀNH ĐOÀN|XÃ ĐOÀN|CÔNG ĐOÀN|LIÊN ĐOÀN LAO ĐỘNG|"
    r"HỘI (?:LIÊN HIỆP|NÔNG DÂN|CỰU|PHỤ NỮ|SINH VIÊN)|MẶT TRẬN TỔ QUỐC|UBMTTQ|ỦY BAN MTTQ|TNCS)\b"
)
NUMBER_OF_STATE = re.compile(r"Số\s*:?\s*[\d .…]*/\s*[A-ZĐ]", re.IGNORECASE)
NUMBER_OF_PARTY = re.compile(r"Số\s*:?\s*[\d .…]*-\s*[A-ZĐ][A-Za-zĐđ]*\s*/", re.IGNORECASE)
NUMBER_IN_TEXT_OF_PARTY = re.compile(r"số\s*[\d .…]*-\s*[A-ZĐ][A-Za-zĐđ]*\s*/", re.IGNORECASE)
ANNEX_LABEL = re.compile(
    r"(?:Phụ lục|Phụ biểu|Biểu|Biểu mẫu|Mẫu)"
    r"(?:\s*(?:số)?\s*:?\s*(?:[\dIVXLC]+(?:[.\-/][\dIVXLC]+)?[A-Za-zđ]?))?\s*[.:]?",
    re.IGNORECASE,
)
ATTACHED = re.compile(r"\(\s*(?:Ban hành\s+)?kèm\s+theo\b", re.IGNORECASE)
PRECEDES_RIGHT_HALF = re.compile(
    r"(?<!\s)(?=\s{0,20}\t|\s{3})\s+(?=CỘNG\s+H|Độc\s+lập\s*[-–—]|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM\s*$|[^\t,\d]{2,45},\s*ngày\b)",
    re.IGNORECASE,
)
UNFINISHED_NUMBER = re.compile(r"Số\s*:?\s*[\d.…]*$", re.IGNORECASE)
DATE_PARTS = re.compile(
    r"ngày\s*(?P<d>\d{1,2})?[\s.…_]*tháng\s*(?P<m>\d{1,2})?[\s.…_]*năm\s*(?P<y>\d{4})?", re.IGNORECASE
)
SHORT_DATE = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})")

MORE_TYPES = frozenset(
    (
        *(
            "BÁO CÁO",
            "QUY ĐỊNH",
            "KẾT LUẬN",
            "THÔNG TRI",
            "TUYÊN BỐ",
            "LỜI KÊU GỌI",
            "CHIẾN LƯỢC",
            "QUY HOẠCH",
        ),
        *("CƯƠNG LĨNH", "ĐIỀU LỆ", "GIẤY ỦY QUYỀN", "GIẤY CHỨNG NHẬN", "GIẤY ĐI ĐƯỜNG", "THƯ CÔNG", "SAO Y"),
        *("PHIẾU TRÌNH", "LỆNH", "THÔNG TƯ", "NGHỊ ĐỊNH", "BẢN CAM KẾT", "ĐỀ CƯƠNG", "BÀI PHÁT BIỂU"),
    )
)
