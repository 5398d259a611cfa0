"""Right and wrong statements of general laws: lists, extremes, one fact twice, bounds, units and scale."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

LISTS = [
    "Lao động có việc làm đến từ [bốn|ba] nguồn: doanh nghiệp trong tỉnh tuyển 3.120 lượt; đi làm việc ở nước ngoài 140 lượt; vay vốn giải quyết việc làm 865 lượt; tự tạo việc làm 410 lượt.",
    "Hội nghị chỉ rõ [3|4] hạn chế, khuyết điểm: sinh hoạt chi bộ chưa đều; quỹ hội tăng chậm; mô hình hay chưa được nhân rộng.",
    "Còn [03|02] tồn tại, chủ yếu do chủ quan: Một là, tiến độ chậm. Hai là, hồ sơ thiếu. Ba là, phối hợp chưa tốt.",
    "Xã đang thi công [04|05] công trình, gồm: nhà văn hóa thôn Đông; đường trục xã; trường Tiểu học (khối 8 phòng); kênh N4; tổng mức đầu tư 9.450 triệu đồng.",
    "Cà phê 1.204 ha, hồ tiêu 512 ha, sầu riêng 336 ha, bơ 198 ha. Tổng [bốn|ba] loại cây này là 2.250 ha.",
    "Qua [ba|bốn] đợt thanh tra của Sở (đợt 1 tại 03 cơ sở, đợt 2 tại 02 cơ sở, đợt 3 tại 04 cơ sở), các kiến nghị đều được thực hiện.",
    "Vốn của dự án gồm [ba|hai] khoản: ngân sách tỉnh 12 tỷ đồng; ngân sách huyện 8 tỷ đồng; nhân dân đóng góp 1,5 tỷ đồng.",
    "Tập trung tháo gỡ [04|03] điểm nghẽn, gồm: mặt bằng; vật liệu san lấp; thủ tục đất đai; năng lực nhà thầu.",
    "Ngành đề ra [5|6] nhóm giải pháp: tuyên truyền; rà soát quy hoạch; tháo gỡ vướng mắc; kiểm tra, giám sát; tổng kết mô hình.",
]

EXTREMES = [
    "Kết nạp 5 năm 1.219 hội viên (tính từ 2018 đến 2022): 206, 258, 291, 174 và 290. Như vậy năm [2021|2019] kết nạp thấp nhất.",
    "Số vụ cháy các năm 2020, 2021, 2022, 2023 lần lượt là 24, 19, 31 và 36 vụ. Năm [2023|2022] có số vụ cháy cao nhất.",
    "Vi phạm chủ yếu: đất đai 87 trường hợp; chính sách dân số 72 trường hợp; tài chính 39 trường hợp. Vi phạm về [đất đai|chính sách dân số] có số trường hợp cao nhất.",
    "Cơ cấu tội phạm: trộm cắp tài sản 46 vụ; lừa đảo 14 vụ; cố ý gây thương tích 27 vụ. Ít nhất là [lừa đảo|cố ý gây thương tích].",
    "Số hộ vay vốn: xã Tân An 120 hộ, xã Tân Bình 96 hộ, xã Tân Hòa 143 hộ. Nhiều nhất là xã [Tân Hòa|Tân Bình].",
]

TWICE = [
    "Thu hồi qua thanh tra còn [2.936,8|2.963,8] triệu đồng chưa nộp.\nĐến cuối kỳ, số tiền phải thu hồi theo kết luận chưa nộp là 2.936,8 triệu đồng.",
    "Bệnh viện khám trên [278|287] nghìn lượt người trong năm.\nCả năm bệnh viện khám 278.914 lượt người, vượt kế hoạch.",
    "Tổng thu của đơn vị đạt gần [392|372] tỷ đồng.\nTổng thu năm 2023 là 391,02 tỷ đồng.",
    "Quỹ Hỗ trợ nông dân của tỉnh nâng lên gần [62|26] tỷ đồng.\nQuỹ Hỗ trợ nông dân các cấp 61.715 triệu đồng.",
    "Tỷ lệ người dân tham gia bảo hiểm y tế mới đạt [91,8|91,2]%.\nCó 5.812 người tham gia bảo hiểm y tế, tỷ lệ người dân tham gia bảo hiểm y tế 91,8%.",
]

SCALES = [
    "Tổ vay vốn quản lý dư nợ 128,6 tỷ đồng của 2.143 hộ, dư nợ bình quân [60,0|600] triệu đồng/hộ.",
    "Thiệt hại do bão 2.110,7 tỷ đồng, gấp 10,9 lần tổng thiệt hại của năm trước ([192,8|192.800] tỷ đồng).",
    "Tiền thuốc sử dụng 98.642 triệu đồng; thuốc trong nước 61.158 [triệu|tỷ] đồng, chiếm 62,0%.",
    "Công tiêm 296.275.000 đồng (định mức [25.000|250.000] đồng/mũi x 11.851 mũi).",
    "Nhân dân hiến 284.600 m² đất (tương đương [28,46|284,60] ha) để làm đường.",
    "Bán đấu giá 12 lô đất, thu 8.640 triệu đồng, cao hơn giá khởi điểm (7.200 triệu đồng) [20|25]%.",
    "Sản lượng cá đạt 45.600 tấn, thấp hơn kế hoạch (48.000 tấn) [5|8]%.",
    "Đại hội đại biểu lần thứ X, nhiệm kỳ 2023 - 2028.\nMục tiêu nhiệm kỳ [2023|2018] - 2028.",
    "Ủy ban Kiểm tra báo cáo kết quả công tác (số liệu từ ngày 01-12-2022 đến ngày 30-11-[2023|2022]).",
]

GENERAL_PAIRS = [*LISTS, *EXTREMES, *TWICE, *SCALES]

# Right, and much like what the laws above blame.
GENERAL_RIGHT = [
    "Trong quý đã kiểm tra 03 dự án: phát hiện 02 sai phạm; thu hồi 120 triệu đồng; kiến nghị xử lý 05 cá nhân; nhắc nhở 02 đơn vị.",
    "Thực hiện 3 đề tài: đã nghiệm thu 02 đề tài; còn 01 đề tài chuyển sang năm sau.",
    "Trong năm nguồn vốn phân bổ cho các lĩnh vực: giáo dục 12 tỷ đồng; y tế 8 tỷ đồng; giao thông 20 tỷ đồng.",
    "Giao 3 gói thầu: XL01 dài 15 km, XL02 dài 13 km, XL03 dài 9 km; đã bàn giao mặt bằng sạch.",
    "Lúa 1.204 ha, ngô 512 ha, lạc 336 ha. Ngô là cây có giá trị cao nhất.",
    "Năm 2024 là năm có số vốn cao nhất từ trước đến nay.",
    "1. Về trật tự xã hội, phát hiện 88 vụ, hậu quả làm chết 02 người, bị thương 31 người.\n2. Tai nạn giao thông xảy ra 40 vụ, làm chết 12 người, bị thương 45 người.",
    "Chi bộ có 42 đảng viên, vắng 03 đồng chí, có mặt 39 đồng chí.\nChi bộ có 35 đảng viên, vắng 02 đồng chí, có mặt 33 đồng chí.",
    "Nồng độ cồn 1.846 trường hợp, tốc độ 973, không giấy phép lái xe 658, quá tải 314, lỗi khác 1.536 trường hợp.",
    "Bình quân mỗi năm có 84.000 hộ đăng ký; số hộ đạt danh hiệu năm 2022: 41.757 hộ, chia theo cấp như sau: cấp trung ương 186, cấp tỉnh 1.927, cấp huyện 7.480, cấp xã 32.164.",
    "Đơn tố cáo phải giải quyết 31 trường hợp, đã giải quyết 30 trường hợp, đạt 96,8%, gồm: tố sai 18, đúng một phần 09, tố đúng 03.",
    "Toàn tỉnh có 16 đảng bộ trực thuộc (gồm 11 đảng bộ huyện; 02 đảng bộ khối; 03 đảng bộ lực lượng vũ trang), 575 tổ chức cơ sở đảng (246 đảng bộ cơ sở, 329 chi bộ cơ sở).",
    "Ngân hàng Chính sách xã hội: dư nợ 912,6 tỷ đồng/30.470 hộ; Agribank: dư nợ 2.846,5 tỷ đồng/18.216 hộ; cả hai ngân hàng 3.759,1 tỷ đồng. Nợ quá hạn của ủy thác chính sách xã hội 1,28 tỷ đồng, tỷ lệ 0,14%.",
    "Tổng chi ước 12.961,4 tỷ đồng. Chi đầu tư phát triển 3.418,7; chi thường xuyên 8.205,3; dự phòng 231,0; chi khác 1.106,4. Chi thường xuyên chiếm 63,3% tổng chi, đầu tư phát triển chiếm 26,4%.",
    "Có 12/13 xã, thị trấn đạt từ 95% trở lên.",
    "Trong 9 tháng có 163 doanh nghiệp thành lập mới, 41 doanh nghiệp giải thể; so với đầu năm (1.220 doanh nghiệp) số doanh nghiệp tăng 66 đơn vị, tức 5,4%.",
    "Mực nước đỉnh lũ là 35,73 m, vượt đỉnh lũ lịch sử năm 1968 (34,42 m) là 1,31 m.",
    "Phấn đấu dư nợ ủy thác đạt trên 2.000 tỷ đồng.\nDư nợ ủy thác đến cuối năm đạt 1.873,4 tỷ đồng.",
    "Năng suất lúa hè thu 53,8 tạ/ha.\nNăng suất lúa tính chung cả năm 57,8 tạ/ha.",
]
