"""Differences whose two values the words point at: right before the bar, wrong after it."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

GAP_PAIRS = [
    # what is left, lacking, over
    "Toàn huyện có 28 trạm y tế xã, 25 trạm đã có bác sĩ, còn lại [3|5] trạm chưa có.",
    "Biên chế được giao 46, hiện có 43 người: 05 lãnh đạo, 30 chuyên viên, 08 nhân viên; khuyết [03|05] biên chế.",
    "Nhu cầu phòng học 214 phòng, hiện có 187 phòng, thiếu [27|72] phòng.",
    "Kỳ thi nghề có 318 học viên dự thi, 296 đỗ, tỷ lệ 93,1%. Số chưa đỗ [22|32] học viên sẽ thi lại vào quý IV.",
    "Diện tích phải thu hồi 36,8 ha, đã bàn giao 31,2 ha, còn vướng [5,6|6,5] ha do chưa thống nhất giá đất.",
    "Giá gói thầu 12.450 triệu đồng, giá trúng thầu 11.925 triệu đồng, tiết kiệm [525|552] triệu đồng.",
    "Tổng thu quỹ đoàn phí 86,4 triệu đồng, đã chi 61,7 triệu đồng, còn dư [24,7|27,4] triệu đồng.",
    "Kim ngạch xuất khẩu 245,6 triệu USD, nhập khẩu 198,3 triệu USD; xuất siêu [47,3|43,7] triệu USD.",
    "Đơn vị đề nghị quyết toán 8.426 triệu đồng, cơ quan thẩm tra phê duyệt 8.311 triệu đồng; cắt giảm [115|151] triệu đồng.",
    "Nhu cầu đất đắp 2,35 triệu m³, các mỏ đáp ứng 1,80 triệu m³, thiếu 0,55 [triệu|nghìn] m³.",
    # a change and its base
    "Tai nạn giao thông xảy ra 14 vụ, chết 6 người; so với cùng kỳ số vụ tăng [3|5] vụ (cùng kỳ 11 vụ).",
    "Tuổi bình quân của cấp ủy viên khóa mới là 43,6 tuổi, trẻ hơn [1,9|2,9] tuổi so với khóa trước (45,5 tuổi).",
    "Thụ lý 126 vụ với 203 bị can. So với cùng kỳ (138 vụ, 195 bị can), giảm 12 vụ nhưng lại tăng [08|06] bị can.",
    "Toàn tỉnh có 57 hợp tác xã nông nghiệp. Tỷ lệ xã có hợp tác xã đạt 62,4%. So với trước khi sáp nhập, số hợp tác xã [giảm|tăng] 09 (trước có 66 hợp tác xã).",
    "Ghi nhận 412 ca sốt xuất huyết, so với 6 tháng năm 2023 (655 ca) [giảm|tăng] 37,1%.",
    "Thu nhập bình quân 6,45 triệu đồng/người/tháng, năm 2022 là 5,80 triệu đồng, tăng [11,2|13,2]%.",
    "Đã giải quyết 318 vụ, đạt tỷ lệ 79,50%; so với cùng kỳ thì tỷ lệ giải quyết [cao|thấp] hơn 3,25 điểm phần trăm (cùng kỳ giải quyết 305/400 vụ, đạt 76,25%).",
    "Toàn Đảng bộ thụ lý 240 đơn, gồm đơn cũ 65 đơn và đơn mới 175 đơn; nhiều hơn cùng kỳ [28|38] đơn (212 đơn).",
    "Năng suất lúa đạt 62,4 tạ/ha, cao hơn [2,6|3,6] tạ/ha so với vụ trước (59,8 tạ/ha).",
    "Số hộ nghèo còn 318 hộ, ít hơn [67|76] hộ so với đầu năm (385 hộ).",
    # from one value to another, and over a sentence
    "Giá thép xây dựng tăng từ 14.200 đồng/kg lên 16.330 đồng/kg ([15|25]%).",
    "Số hộ nghèo giảm từ 512 hộ xuống còn 437 hộ (giảm [75|85] hộ).",
    "Thu nhập bình quân tăng từ 52 triệu đồng/người năm 2021 lên 58,5 triệu đồng/người năm 2024 (tăng [12,5|15,2]%).",
    "Tỷ lệ chi bộ yếu kém giảm từ 3,4% xuống còn 1,9% (giảm [1,5|2,5] điểm phần trăm).",
    "Đến hết quý II đã giải ngân 312,5 tỷ đồng (48,6% kế hoạch). So với cùng thời điểm năm trước (đạt 44,1% kế hoạch), tỷ lệ giải ngân nhích lên [4,5|5,4] điểm phần trăm.",
    "Đến hết quý II đã giải ngân 312,5 tỷ đồng (48,6% kế hoạch). So với cùng thời điểm năm trước (đạt 44,1% kế hoạch), tỷ lệ giải ngân nhích lên 4,5[ điểm phần trăm|%].",
    "Tiếp dân 1.215 lượt, 1.829 người. So với năm 2023 số lượt tăng [129|219] lượt, số người giảm 144 người (năm 2023: 1.086 lượt, 1.973 người).",
    "Tiếp dân 1.215 lượt, 1.829 người. So với năm 2023 số lượt tăng 129 lượt, số người [giảm|tăng] 144 người (năm 2023: 1.086 lượt, 1.973 người).",
    "Vốn cấp mới và tăng thêm 329,4 triệu USD, vượt [9,8|8,9]% so với kế hoạch (300,0 triệu USD).",
    "Lượng rác thu gom 48,4 tấn/ngày, tăng từ 44,0 tấn/ngày, tức tăng 4,4 tấn/ngày ([10,0|12,0]%).",
    "Cuối năm toàn xã còn 168 hộ nghèo. Biến động trong năm: đầu năm 217 hộ, thoát nghèo 58 hộ. So với đầu năm, số hộ nghèo [giảm|tăng] 49 hộ.",
    "Tỷ lệ chi bộ sinh hoạt chuyên đề đạt 98,3%, cao hơn năm 2023 1,4[ điểm phần trăm|%] (96,9%).",
    # what is left of a whole told in the sentence before
    "Biên chế được giao 96 người. Đến nay có mặt 91 người, còn thiếu [05|15] người.",
    "Tiếp nhận 1.202 đơn. Số đơn đủ điều kiện xử lý 1.018 đơn, còn lại [184|148] đơn không đủ điều kiện.",
]

SUM_PAIRS = [
    "Toàn huyện biểu dương [143|134] tập thể, nhiều nhất là khối xã 78 tập thể; kế đó là khối trường học 41 tập thể và khối cơ quan 24 tập thể.",
    "Đoạn qua xã A dài 12,35 km, đoạn qua xã B dài 8,40 km, đoạn qua xã C dài 15,70 km; toàn tuyến [36,45|38,45] km.",
    "Lúa đông xuân sản lượng 78.368 tấn; lúa hè thu sản lượng 51.233 tấn. Sản lượng lúa cả năm [129.601|126.910] tấn.",
    "Kim ngạch xuất khẩu 245,6 triệu USD, nhập khẩu 198,3 triệu USD; tổng kim ngạch 443,9 [triệu|tỷ] USD.",
    "Ngân sách xã hỗ trợ 1.250 triệu đồng, nhân dân đóng góp 1.868 triệu đồng, tổng cộng [3.118|31.180] triệu đồng.",
    "Hội viên nông dân 1.236 người, phụ nữ 1.418 người, cựu chiến binh 357 người, cộng [3.011|3.101] người tham gia.",
]

COUNT_PAIRS = [
    "Đảng ủy chỉ ra [bốn|năm] hạn chế: sinh hoạt chi bộ chưa đều; tỷ lệ kết nạp còn thấp; nghị quyết chuyên đề ít; công tác kiểm tra chưa thường xuyên.",
    "Huyện đoàn đề ra [năm|ba] giải pháp: tuyên truyền; tập huấn; kết nghĩa; hỗ trợ vốn; kiểm tra.",
]

TWIN_PAIRS = [
    "Năm 2024, GRDP của tỉnh tăng [7,15|7,51]%, thu ngân sách vượt dự toán.\nTổng sản phẩm trên địa bàn (GRDP) ước đạt 48.210 tỷ đồng, tăng 7,15% so với năm 2023.",
    "Kết quả nổi bật: tỷ lệ hộ nghèo còn [3,48|3,84]%.\nToàn tỉnh có 6.960 hộ nghèo trên 200.000 hộ, tỷ lệ 3,48%.",
    "Đến nay tỷ lệ che phủ rừng đạt [54,27|54,72]%.\nVề lâm nghiệp, trồng mới 1.250 ha; tỷ lệ che phủ rừng toàn tỉnh 54,27%.",
    "Tóm lại, cả nhiệm kỳ kết nạp [1.284|1.248] đảng viên mới.\nCông tác phát triển đảng: kết nạp được 1.284 đảng viên mới.",
    "Bảo hiểm y tế bao phủ [93,16|93,61]% dân số.\nTỷ lệ bao phủ bảo hiểm y tế đạt 93,16% dân số, trong đó học sinh đạt 98,20%.",
]

ORDERED_PAIRS = [
    "Cơ cấu lao động: nông nghiệp 41,2%; công nghiệp 33,5%; dịch vụ 25,3% (năm 2020 theo thứ tự là 46,8%; 30,1%; 23,1%). Như vậy lao động nông nghiệp [giảm|tăng] 5,6 điểm phần trăm.",
    "Cơ cấu lao động: nông nghiệp 41,2%; công nghiệp 33,5%; dịch vụ 25,3% (năm 2020 theo thứ tự là 46,8%; 30,1%; 23,1%). Như vậy lao động công nghiệp tăng [3,4|4,3] điểm phần trăm.",
    "Xếp loại tổ chức đảng: xuất sắc - tốt - hoàn thành là 16,4% - 73,1% - 10,5% (năm trước: 14,9% - 70,2% - 14,9%). Tỷ lệ hoàn thành tốt nhiệm vụ tăng 2,9[ điểm phần trăm|%].",
]

TWIN_UNDISPUTED = [
    "Tỷ lệ đảng viên dự học đạt 97,4% (298/306 đồng chí).\nĐảng viên là người dân tộc thiểu số 289 đồng chí.",
    "Tỷ lệ hộ nghèo năm 2023 là 8,70%.\nPhấn đấu năm 2024 tỷ lệ hộ nghèo còn 7,80%.",
    "Huyện A có tỷ lệ hộ nghèo 12,35%; huyện B có tỷ lệ hộ nghèo 12,53%.",
    "Xã Tân Lập có 1.284 hộ dân.\nXã Tân Thành có 1.248 hộ dân.",
    "Học sinh tiểu học đi học đúng tuổi đạt 99,12%.\nHọc sinh trung học cơ sở đi học đúng tuổi đạt 99,21%.",
]

GAP_UNDISPUTED = [
    "Thu ngân sách 812,4 tỷ đồng, đạt 68,0% dự toán, tăng 12,4% so với cùng kỳ (cùng kỳ đạt 61,2%).",
    "Toàn huyện có 245 thôn, trong đó 198 thôn đạt chuẩn văn hóa; còn 12 thôn chưa có nhà sinh hoạt cộng đồng.",
    "Giá bình quân 62.000 đồng/kg, giảm 3.000 đồng/kg so với tháng trước (65.000 đồng/kg) và giảm 8.000 đồng/kg so với đầu năm.",
    "Huy động 24.500 ngày công, 3,2 tỷ đồng; cứng hóa 18,6 km đường, còn 7,4 km chuyển sang năm 2025.",
    "Thu hồi 36,8 ha đất, giao 24,5 ha, cho thuê 8,9 ha; còn 3,4 ha chưa giao.",
    "Công an xã tiếp nhận 64 tin báo, giải quyết 58 tin, chuyển cấp trên 04 tin, còn 02 tin đang xác minh.",
    "Khám 12.450 lượt người, trong đó người nghèo 2.310 lượt, trẻ em 1.980 lượt; chuyển tuyến 412 lượt, giảm 38 lượt.",
    "Đầu nhiệm kỳ có 36 chi bộ, nay còn 31 chi bộ, giảm 5 chi bộ do sáp nhập; tổng số đảng viên 845 đồng chí, tăng 62 đồng chí.",
    "Năng suất lúa xuân 62,5 tạ/ha, cao hơn vụ mùa 8,3 tạ/ha; năng suất bình quân cả năm 58,6 tạ/ha.",
    "Hòa giải viên nhận 137 đơn, hòa giải thành 93 đơn, không thành 38 đơn, đang tiến hành 06 đơn.",
    "Số hộ chưa đạt là 15.636 hộ, chủ yếu vướng tiêu chí thứ nhất (8.127 hộ), thứ hai (1.904 hộ) và các tiêu chí còn lại (5.605 hộ).",
    "Kết quả rèn luyện: Tốt 88,4%, Khá 9,9%, Đạt 1,6%, Chưa đạt 0,1%.",
    "Tỷ lệ hộ nghèo đầu năm là 8,54%, giảm 2,23 điểm phần trăm, vượt kế hoạch giao (giảm 2,0 điểm phần trăm).",
    "Toàn xã có 1.240 hộ, 36 hộ nghèo, còn 58 hộ cận nghèo.",
    "Mở 12 lớp cho 420 học viên, có 35 học viên chưa tốt nghiệp trung học.",
    "Năm 2024 thu 125,4 tỷ đồng, chi 98,6 tỷ đồng; tồn quỹ đầu năm 3,2 tỷ đồng nên còn dư 30,0 tỷ đồng.",
    "Huyện có 18 xã, 16 xã đạt chuẩn, 04 xã đạt chuẩn nâng cao; thiếu 03 tiêu chí ở mỗi xã còn lại.",
    "Kế hoạch trong năm nhiệm vụ trọng tâm: thu ngân sách; giải phóng mặt bằng; chuyển đổi số.",
    "Trường có 24 lớp với 842 học sinh, 36 giáo viên; thiếu 02 giáo viên tiếng Anh.",
    "Tổ chức 15 buổi cho 1.240 đoàn viên, tăng 3 buổi so với kế hoạch.",
    "Đến nay, 96 hộ đã nhận tiền, 11 hộ chưa đồng ý và 04 hộ còn lại ở xa chưa liên lạc được.",
    "Vốn giao 45,0 tỷ đồng, giải ngân 31,5 tỷ đồng, hết nhiệm vụ chi nộp trả 2,1 tỷ đồng, còn lại 11,4 tỷ đồng.",
]
