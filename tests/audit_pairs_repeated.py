"""Right and wrong statements that tell a fact of another place again, or compare places."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

AGAIN_PAIRS = [
    "Đến nay, 45/52 hồ sơ quá hạn đã giải quyết; tỷ lệ hồ sơ đúng hạn đạt 96,8%.\nHạn chế: tỷ lệ hồ sơ đúng hạn mới đạt [96,8|98,6]%.",
    "Toàn trường thiếu 127 giáo viên so với định mức, trong đó tiểu học 85, trung học cơ sở 42.\nKhó khăn: còn thiếu [127|172] giáo viên ở hai cấp học.",
    "Sáu tháng đầu năm, quỹ khám chữa bệnh chi 34,72 tỷ đồng cho 41.236 lượt khám.\nKết luận: quỹ khám chữa bệnh đã chi [34,72|37,42] tỷ đồng, bằng mức dự kiến.",
    "Dân sự: thụ lý 312 vụ, đã giải quyết 181 vụ (58,0%).\nTồn tại: tỷ lệ giải quyết án dân sự mới đạt [58,0|50,8]%.",
    "1. Khai thác thủy sản: 12.450 tấn; giảm 6,4% so cùng kỳ.\nThời tiết xấu nên khai thác thủy sản giảm [6,4|4,6]% so cùng kỳ.",
    "Huyện ủy kết nạp 318 đảng viên, đạt 106% chỉ tiêu.\nTheo báo cáo, 5 chi bộ chưa kết nạp được đảng viên.\nPhân tích [318|381] đảng viên mới kết nạp: nữ nhiều hơn nam.",
    "Đã cấp 2.417 giấy chứng nhận quyền sử dụng đất lần đầu.\nCông tác đất đai chuyển biến: cấp được [2.417|2.471] giấy chứng nhận, giải quyết dứt điểm khiếu nại.",
    "Kinh phí hỗ trợ 14.380 triệu đồng, trong đó tỉnh cấp 9.000 triệu đồng.\nSố trên đúng bằng kinh phí hỗ trợ [14,38|13,48] tỷ đồng đã đề nghị.",
    "Công an huyện tiếp nhận 214 tin báo.\nTạm đình chỉ điều tra 43 vụ do chưa xác định được bị can.\nTồn tại: số vụ tạm đình chỉ điều tra ([43|34] vụ) chưa được rà soát.",
    "Rừng: phá rừng trái phép 27 vụ, cháy rừng 4 vụ.\nHạn chế: vẫn còn [27|72] vụ phá rừng trái phép ở vùng giáp ranh.",
    "Toàn huyện thụ lý 1.286 hồ sơ.\nLý do: 412 hồ sơ nộp lại lần hai.\nSố hồ sơ trả lại là 96 trên tổng số [1.286|1.268] hồ sơ.",
    "Sản lượng thủy sản đạt 5.216 tấn.\nDiện tích nuôi 812 ha.\nSo sánh các năm, sản lượng thủy sản [5.216|5.261] tấn là mức khá.",
]

SHORTCOMING_PAIRS = [
    "Nông thôn mới: 12 xã đạt chuẩn nâng cao. Xã còn lại chưa đạt nâng cao: 09 xã.\nTồn tại: (i) còn [09|10] xã chưa đạt chuẩn nâng cao; (ii) tiến độ chậm.",
    "Cơ sở vật chất: phòng kiên cố 312 phòng; phòng học tạm, mượn 09 phòng.\nKhó khăn: [09|06] phòng học tạm, mượn; thiếu sân chơi.",
    "Tỷ lệ tham gia bảo hiểm y tế đạt 91,8%, thấp hơn chỉ tiêu.\nMột số hạn chế: tỷ lệ tham gia bảo hiểm y tế mới đạt [91,8|91,2]%.",
    "Tai nạn giao thông xảy ra 21 vụ, tăng 03 người chết so với cùng kỳ.\nHạn chế: số người chết vì tai nạn giao thông còn tăng [03|05] người.",
    "Có 17 hộ gia đình chưa nhận tiền bồi thường.\nVướng mắc: còn [17|19] hộ gia đình chưa nhận tiền bồi thường.",
    "Nợ thuế khó thu 12,6 tỷ đồng.\nTuy nhiên, nợ thuế khó thu còn [12,6|13,1] tỷ đồng.",
    "Toàn tỉnh có 14 dự án chậm tiến độ, chủ yếu do giải phóng mặt bằng.\nTồn tại: 3 đơn vị chưa báo cáo; còn [14|18] dự án chậm tiến độ.",
    "Kiểm tra 45 tổ chức đảng.\nQua kiểm tra có 07 chi bộ sinh hoạt chưa nền nếp.\nKhuyết điểm: vẫn có [07|09] chi bộ sinh hoạt chưa nền nếp.",
    "Trạm y tế xã thiếu 06 bác sĩ.\nNhìn chung, trạm y tế xã còn thiếu [06|08] bác sĩ, trang thiết bị cũ.",
]

AGAIN_UNDISPUTED = [
    "Thụ lý 318 vụ dân sự. Tòa án hòa giải thành 381 đơn của năm trước.",
    "Xã Tân An có 215 hộ nghèo.\nXã Tân Bình có 251 hộ nghèo.",
    "Năm 2022 kết nạp 318 đảng viên.\nNăm 2023 kết nạp 381 đảng viên.",
    "Quý I thu 12,45 tỷ đồng.\nQuý II thu 14,25 tỷ đồng.",
    "Học sinh giỏi cấp huyện 127 em; học sinh giỏi cấp tỉnh 12 em.\nKhó khăn: có 172 em thuộc hộ nghèo.",
    "Đàn bò 3.120 con, tăng 2,4%.\nĐàn trâu 1.320 con, giảm 4,2%.",
    "Kế hoạch thu 86,4 tỷ đồng.\nThực hiện thu 84,6 tỷ đồng.",
    "Cấp tỉnh kiểm tra 14 tổ chức đảng.\nCấp huyện kiểm tra 41 tổ chức đảng.",
    "Hạn chế: còn 12 xã chưa đạt chuẩn y tế; 09 xã chưa đạt chuẩn văn hóa.\nĐến nay 15 xã chưa đạt chuẩn trường học.",
    "Tổng số 45 dự án; 14 dự án hoàn thành.\nTồn tại: còn 18 dự án chậm tiến độ.",
    "Thu ngân sách đạt 512,4 tỷ đồng, bằng 78% dự toán.\nHạn chế: thu tiền sử dụng đất đạt thấp, mới đạt 62% dự toán.",
]

UNIVERSAL_PAIRS = [
    "Điều tra tại 13 xã; có 47 trường học tham gia.\nNgành giáo dục cung cấp danh sách của cả [47|46] trường.",
    "Huyện có 21 xã và 02 thị trấn.\nĐến nay toàn bộ [21|20] xã đã đạt chuẩn nông thôn mới.",
    "Đảng bộ có 36 chi bộ trực thuộc.\nTất cả [36|38] chi bộ đã tổ chức đại hội.",
    "Trạm y tế: 15/17 trạm đạt chuẩn.\nNăm sau nâng cấp cả [17|18] trạm.",
]

TWO_WAYS_PAIRS = [
    "Tổng thu đạt 867.101 triệu đồng, tăng 7,9% so với cùng kỳ năm trước, số tuyệt đối [tăng|giảm] 63.686 triệu đồng.",
    "Số ca mắc giảm 12,5% so với năm trước, tương ứng [giảm|tăng] 36 ca.",
    "Diện tích gieo trồng [thấp hơn|cao hơn] 3,2% so với kế hoạch, tức thấp hơn 45 ha.",
    "Số học sinh [tăng|giảm] 4,1%, hay tăng 118 em so với năm học trước.",
]

TWO_WAYS_RIGHT = [
    "Tỷ lệ giải ngân thấp hơn 3,1 điểm phần trăm, số tuyệt đối cao hơn 120 tỷ đồng.",
    "Số vụ tăng 5,0%; số người chết giảm 4 người.",
]

HEADLINE_PAIRS = [
    "Thêm [36|63] thôn có nước sạch\nTrong quý, nước sạch về thêm tại 36 thôn của ba xã vùng cao.",
    "Gần [19|29] nghìn lượt khách đến hồ Suối Vàng\nBan quản lý cho biết hồ Suối Vàng đón 18.642 lượt khách trong dịp lễ.",
    "Hơn [41.000|45.000] hộ có đồng hồ nước\nTính đến cuối tháng, 41.385 hộ có đồng hồ nước, nhiều nhất là phường Đông Hà.",
    "Vốn làm đường xã Bình Lâm: thanh toán 915 [tỷ|triệu] đồng\nKho bạc đã thanh toán cho các công trình 915 tỷ đồng, bằng 91% kế hoạch.",
]

HEADLINE_UNDISPUTED = [
    "Có 16 vụ cháy, nổ trong quý\nCông an huyện cho biết trong quý có 14 vụ cháy, 2 vụ nổ.",
    "Trên 2.000 người dự ngày hội\nCác đoàn đăng ký 2.190 người, đông nhất là xã Sơn Hòa.",
    "Xã Minh Tân có 24 hộ thoát nghèo\nHuyện giao mỗi xã giúp 21 con bò giống.",
    "Đội A được 38 huy chương, gồm 12 vàng, 11 bạc, 15 đồng\nĐội B được 36 huy chương, gồm 13 vàng, 10 bạc, 13 đồng.",
]

RATIO_PAIRS = [
    "Huyện quản lý [514|541] phòng học, kiên cố là 431/514 phòng.",
    "Trong tháng xảy ra 46 vụ trộm cắp. Công an đã phá được 39/[46|64] vụ.",
    "Thị xã có 37 tổ chức cơ sở đảng. Cuối năm, 22/[37|31] tổ chức cơ sở đảng được xếp loại tốt.",
]

RATIO_UNDISPUTED = [
    "Đến năm 2020 có 54/68 trường đạt chuẩn.\nĐến năm 2025 có 59/64 trường đạt chuẩn.",
    "Giải quyết 45 đơn khiếu nại. Về tố cáo, giải quyết 42/48 vụ việc.",
    "Có 27 xã báo cáo. Đã kiểm tra 21/25 xã, bằng số xã được giao là 25 xã.",
]

EXCEEDED_PAIRS = [
    "Tòa án thụ lý 270 vụ, xử xong [230|320] vụ.",
    "Đoàn tiến hành 24 cuộc thanh tra, kết thúc [18|28] cuộc thanh tra.",
    "Trong 117 xã được công nhận từ đầu, [61|161] xã chưa giữ được chuẩn.",
    "Đến nay [185|225] trong tổng số 220 xã đạt chuẩn.",
]

EXCEEDED_UNDISPUTED = [
    "Thụ lý mới 20 vụ, giải quyết 26 vụ.",
    "Tiếp nhận 120 hồ sơ; kỳ trước chuyển sang 30 hồ sơ, giải quyết 141 hồ sơ.",
    "Có 52 vụ (cùng kỳ năm trước 63 vụ).",
    "Tiếp nhận 35 đơn; xét xử 41 bị cáo.",
]
