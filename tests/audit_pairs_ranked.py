"""Names said to be the highest or the lowest, right and wrong."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

RANKED_PAIRS = [
    "Phân theo chủ quản lý: ban quản lý rừng 148.267 ha; doanh nghiệp 41.506 ha; hộ gia đình, cá nhân 116.840 ha. Nhóm chủ rừng có diện tích lớn nhất là [ban quản lý rừng|hộ gia đình, cá nhân].",
    "Quý I thu 268,9 tỷ đồng, quý II thu 291,4 tỷ đồng, quý III thu 306,7 tỷ đồng. Quý [III|II] có số thu cao nhất trong 3 quý.",
    "Quý I thu 268,9 tỷ đồng, quý II thu 291,4 tỷ đồng, quý III thu 306,7 tỷ đồng. Quý III cao hơn quý I, và là quý có số thu [cao|thấp] nhất trong 3 quý.",
    "Thiệt hại ước 3.580 triệu đồng: mầm non 1.165 triệu đồng, tiểu học 1.480 triệu đồng, trung học cơ sở 935 triệu đồng; thiệt hại lớn nhất ở cấp [tiểu học|mầm non] với 41,3% tổng giá trị.",
    "Nội dung vi phạm: những điều đảng viên không được làm 87 trường hợp; chính sách dân số 72 trường hợp; quản lý tài chính 31 trường hợp. Vi phạm nhiều nhất thuộc về [những điều đảng viên không được làm|chính sách dân số].",
    "Số học sinh giỏi: Toán 24 em, Ngữ văn 18 em, Tiếng Anh 31 em. Môn có số học sinh giỏi đông nhất là [Tiếng Anh|Ngữ văn].",
    "Khám bệnh theo tuyến: trạm y tế xã 12.450 lượt; phòng khám đa khoa 8.210 lượt; bệnh viện huyện 45.120 lượt. Số lượt khám thấp nhất là [phòng khám đa khoa|trạm y tế xã].",
    "Cơ cấu đàn: trâu 1.240 con; bò 3.560 con; dê 890 con. Ít nhất là [dê|trâu], nhiều nhất là bò.",
]

RANKED_UNDISPUTED = [
    "Thu cao nhất là thuế ngoài quốc doanh, thấp nhất là thuế trước bạ. Thuế ngoài quốc doanh 45 tỷ đồng; thuế trước bạ 12 tỷ đồng; phí, lệ phí 15 tỷ đồng.",
    "Lúa 312 ha; ngô 145 ha; lạc 88 ha. Cây có giá trị kinh tế cao nhất là lạc.",
    "Xã An Hòa 12 vụ; xã An Bình 9 vụ; xã An Phú 15 vụ. Địa phương có tỷ lệ khám phá cao nhất là xã An Bình.",
]
