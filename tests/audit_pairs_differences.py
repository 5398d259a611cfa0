"""Differences, growths and averages whose operands the words sign: right before the bar, wrong after it."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

BASES_IN_BRACKETS = [
    "Toàn huyện xử phạt 326 cá nhân, tăng [29|39] trường hợp so với năm 2022 (297 trường hợp).",
    "Toàn tỉnh xảy ra 51 vụ tai nạn. So với cùng kỳ năm 2023 (45 vụ), số vụ tai nạn tăng [06|16] vụ.",
    "Khám bảo hiểm y tế 12.480 lượt, nhiều hơn năm trước [1.260|1.620] lượt (11.220 lượt).",
    "Chi thường xuyên 412,6 tỷ đồng. Thực tế chi thấp hơn dự toán giao (430,0 tỷ đồng) là [17,4|14,7] tỷ đồng.",
    "Tỷ lệ lao động qua đào tạo đạt 68,4%. Tỷ lệ này cao hơn mức bình quân cả nước (67,0%) là [1,4|2,4] điểm phần trăm.",
    "Công an huyện bắt 84 vụ, 121 đối tượng; số vụ giảm 07 vụ (cùng kỳ 91 vụ), nhưng số đối tượng lại tăng [06|16] đối tượng (115 đối tượng cùng kỳ).",
    "Kiểm sát thụ lý sơ thẩm 2.468 vụ, việc, tăng [9,9|9,0]% (2.245 vụ, việc cùng kỳ).",
    "Đến 30/9 có 1.286 doanh nghiệp; so với đầu năm (1.220 doanh nghiệp) số doanh nghiệp tăng [66|56] đơn vị, tức 5,4%.",
    "Mực nước hồ đạt 35,73 m, [vượt|thấp hơn] đỉnh lũ năm 1968 (34,42 m) là 1,31 m.",
    "So với kế hoạch đầu năm (1.250 ha), diện tích thực trồng vượt [86|68] ha. Đến nay đã trồng 1.336 ha rừng.",
    "Dư nợ đạt 912,6 tỷ đồng, tăng [74,1|47,1] tỷ đồng so với 31/12/2023 (838,5 tỷ đồng).",
    "Giá lúa bình quân 8.200 đồng/kg, cao hơn vụ trước [1.100|1.900] đồng/kg (7.100 đồng/kg).",
    "Số học sinh bỏ học 21 em, ít hơn năm học trước [09|19] em (30 em).",
    "Trong kỳ xảy ra 34 vụ cháy, thiệt hại 12,6 tỷ đồng; so với cùng kỳ giảm 8 vụ (cùng kỳ 42 vụ), thiệt hại giảm [3,9|9,3] tỷ đồng (cùng kỳ 16,5 tỷ đồng).",
]

BASES_BY_NAME = [
    "Năm 2023 tổng thu viện phí 391 tỷ đồng.\nNăm 2024 tổng thu viện phí đạt 405 tỷ đồng, tăng [3,6|6,3]% so với năm 2023.",
    "Năm 2022 toàn huyện có 96 hợp tác xã nông nghiệp. Đến nay có 112 hợp tác xã nông nghiệp, tăng [16|26] hợp tác xã so với năm 2022.",
    "Trong kỳ xảy ra 38 vụ tai nạn, 41 người bị nạn, 5 người chết. Đối chiếu cùng kỳ (44 vụ, 46 người bị nạn, 8 người chết) thì số vụ giảm 13,6%, số người chết giảm [3|4] người.",
    "Lũy kế giải ngân 5.501,2 tỷ đồng, bằng 53,2% kế hoạch; cùng kỳ năm trước là 3.916,4 tỷ đồng, bằng 44,8% kế hoạch; như vậy về tỷ lệ cao hơn [8,4|9,7] điểm phần trăm.",
    "Vụ Xuân gieo cấy 4.250 ha; vụ Hè Thu gieo cấy 3.980 ha, giảm [270|370] ha so với vụ Xuân.",
    "Đảng bộ xã An Phú có 312 đảng viên; Đảng bộ xã An Bình có 275 đảng viên, ít hơn Đảng bộ xã An Phú [37|47] đảng viên.",
    "Khối tiểu học có 42 lớp.\nKhối trung học cơ sở có 31 lớp, ít hơn khối tiểu học [11|21] lớp.",
    "Tỷ lệ đỗ của Trường Lê Lợi là 94,6%; Trường Chu Văn An 91,3%, thấp hơn Trường Lê Lợi [3,3|4,3] điểm phần trăm.",
    "Tỷ lệ đỗ của Trường Lê Lợi là 94,6%; Trường Chu Văn An 91,3%, [thấp|cao] hơn Trường Lê Lợi 3,3 điểm phần trăm.",
    "Quý I thu 12,6 tỷ đồng.\nQuý II thu 15,8 tỷ đồng, tăng [25,4|35,4]% so với quý I.",
    "Huyện Thanh Chương thu đạt 81,7% dự toán; huyện Đô Lương đạt 88,2% dự toán, cao hơn huyện Thanh Chương [6,5|7,6] điểm phần trăm.",
    "Đợt 1 (07 - 18/10): tiêm 6.238 trẻ.\nĐợt 2 (21/10 - 01/11): tiêm 4.397 trẻ, giảm [29,5|41,9]% so với đợt 1.",
    "Xã Tân Lập thu 3.250 triệu đồng, xã Tân Hòa thu 2.980 triệu đồng, xã Tân Lập nhiều hơn xã Tân Hòa [270|370] triệu đồng.",
    "- 1 đến dưới 3 tuổi: tiêm 1.742/1.836 trẻ, đạt 94,9%.\n- 6 - 10 tuổi: tiêm 7.002/7.089 trẻ, đạt 98,8%; so với nhóm 1 đến dưới 3 tuổi thì tỷ lệ cao hơn 3,9[ điểm phần trăm|%].",
]

TOLD_AGAIN = [
    "Tổng thu đạt 867.101 triệu đồng, bằng 85,1% dự toán, tăng 7,9% so với cùng kỳ năm trước (803.415 triệu đồng), số tuyệt đối [tăng|giảm] 63.686 triệu đồng.",
    "Chênh lệch thu nhập giữa nhóm cao nhất (68,4 triệu đồng) và nhóm thấp nhất (51,3 triệu đồng) là [17,1|11,7] triệu đồng.",
    "Thu nhập bình quân đạt 58,4 triệu đồng/người/năm, cao hơn bình quân chung toàn tỉnh [3,2|2,3] triệu đồng (55,2 triệu đồng/người/năm).",
    "Phát hiện 364 vụ vi phạm, so với năm 2022 (418 vụ) giảm 54 vụ, tương ứng [12,9|14,8]%.",
    "Toàn xã có 1.026 hộ nghèo, tỷ lệ 2,1%. Số hộ nghèo giảm 1.248 hộ, tức giảm [54,9|121,6]%.",
    "So với năm 2022 (kiểm tra 452 tổ chức), số tổ chức được kiểm tra tăng 37 tổ chức, bằng [8,2|7,6]%.",
    "Thu ngân sách 456,5 tỷ đồng, tăng 41,5 tỷ đồng so với cùng kỳ, tương ứng tăng [10,0|9,1]%.",
    "Đàn lợn có 45.600 con, tăng 5.600 con (tương ứng [14,0|12,3]%) so với cùng kỳ.",
    "Số trẻ suy dinh dưỡng còn 540 trẻ, giảm 60 trẻ hay giảm [10,0|11,1]%.",
]

LEFT = [
    "Toàn xã có 1.240 hộ. Đã cấp giấy chứng nhận cho 1.116 hộ, đạt 90,0% tổng số hộ; còn [124|142] hộ chưa được cấp.",
    "Toàn huyện có 214 tin báo. Đã giải quyết 203 tin, đạt 94,9%, gồm khởi tố 120 tin, không khởi tố 83 tin; còn [11|21] tin đang xác minh.",
    "Kế hoạch trồng rừng 1.250 ha. Đến nay trồng được 1.062,5 ha, bằng 85,0% kế hoạch; số còn lại trồng trong vụ Xuân 2025 là [187,5|178,5] ha.",
    "Tổng số thụ lý 475 vụ/768 bị cáo; Tòa án đã giải quyết 364 vụ/571 bị cáo; số còn lại [111|101] vụ/197 bị cáo.\nGiải quyết đạt tỷ lệ 76,6% số vụ.",
    "Nhận 1.290 lọ vắc xin loại 10 liều/lọ, tương đương 12.900 liều; sử dụng 1.224 lọ (12.240 liều), còn tồn [66|56] lọ.",
    "Tổng số hộ phải di dời 312 hộ. Đã di dời 265 hộ.\n- Còn [47|74] hộ chưa di dời.",
    "Toàn huyện có 12.129 trẻ phải tiêm.\n- Đã tiêm được 11.851 trẻ, đạt 97,7%.\n- Còn [278|285] trẻ chưa tiêm.",
    "Tổng dự toán thu 1.019,2 tỷ đồng; loại trừ tiền sử dụng đất (612,0 tỷ đồng), dự toán thu thuế, phí là [407,2|417,2] tỷ đồng.",
    "Lũy kế thu 867.101 triệu đồng. Nếu không kể tiền sử dụng đất (498.150 triệu đồng, đạt 81,4% dự toán) thì thu thuế, phí và thu khác là [368.951|386.951] triệu đồng.",
    "Vốn kế hoạch giao 86,4 tỷ đồng.\nĐến 30/9 giải ngân 51,8 tỷ đồng, đạt 60,0% kế hoạch; để hoàn thành kế hoạch, quý IV phải giải ngân [34,6|43,6] tỷ đồng.",
    "Dự toán giao 430 tỷ đồng.\nThu 9 tháng 335,4 tỷ đồng, bằng 78,0% dự toán. Để đạt dự toán, quý IV cần thu thêm [94,6|96,4] tỷ đồng.",
    "Tồn quỹ đầu năm 3.215 nghìn đồng, thu 48.600 nghìn đồng, chi 45.120 nghìn đồng, tồn quỹ cuối năm [6.695|6.965] nghìn đồng.",
    "Đảng bộ có 2.415 đảng viên đầu năm; kết nạp 86, chuyển đến 41, chuyển đi 57, từ trần 23; cuối năm [2.462|2.426] đảng viên.",
    "Kho đầu kỳ có 12.450 liều vắc xin; nhận 8.600 liều; sử dụng 9.320 liều; cuối kỳ còn [11.730|11.370] liều.",
]

AVERAGES = [
    "Có 362 lớp tiểu học, 236 lớp THCS.\nToàn huyện có 11.742 học sinh tiểu học, 9.134 học sinh THCS. Bình quân 32,4 học sinh/lớp tiểu học, [38,7|37,3] học sinh/lớp THCS.",
    "Hỗ trợ xây 1.181 nhà (xây mới 864 nhà, sửa chữa 317 nhà), tổng kinh phí 71.280 triệu đồng, bình quân chung [60,4|82,5] triệu đồng/nhà.",
    "Đã xử lý hành chính 338 vụ, hình sự 15 vụ; tổng cộng 353 vụ. Thu nộp ngân sách 3.577,7 triệu đồng, trong đó tiền phạt 2.846,5 triệu đồng; tiền phạt bình quân [8,42|10,58] triệu đồng/vụ xử lý hành chính.",
    "Vận động 318/352 cơ sở sử dụng hóa đơn điện tử; phát hành 684.200 hóa đơn, bình quân [2.152|1.944] hóa đơn/cơ sở.",
    "Mở 24 lớp (16 lớp nghề nông nghiệp, 8 lớp nghề phi nông nghiệp) cho 720 học viên, bình quân [30|45] học viên/lớp.",
    "Diện tích tự nhiên 63.646 ha, dân số 154.320 người, mật độ bình quân [242|24] người/km².",
    "Đã tiêm 11.851 trẻ.\n- Bình quân mỗi ngày làm việc (30 ngày) tiêm [395|359] trẻ; ngày cao điểm tiêm 942 trẻ.",
    "Để đạt 100% kế hoạch, ba tháng còn lại phải giải ngân 4.835,3 tỷ đồng, bình quân [1.611,8|1.208,8] tỷ đồng/tháng.",
    "Hợp đồng giáo viên: 74 người, chi trả 5.328 triệu đồng/năm học (9 tháng), bình quân [8,0|6,0] triệu đồng/người/tháng.",
    "Chi trợ cấp cho 1.245 người trong 12 tháng với 5.976 triệu đồng, bình quân [0,4|0,5] triệu đồng/người/tháng.",
    "Trong năm thực hiện 1.240 ca phẫu thuật với tổng chi phí 5.580 triệu đồng; chi phí bình quân một ca phẫu thuật: [4,5|5,4] triệu đồng.",
    "Tổng đàn 45.600 con của 320 hộ, quy mô trung bình [142,5|152,5] con/hộ.",
]

DIFFERENCE_PAIRS = [*BASES_IN_BRACKETS, *BASES_BY_NAME, *TOLD_AGAIN, *LEFT, *AVERAGES]

# Right, and much like what is blamed above.
DIFFERENCE_RIGHT = [
    "Phong trào “Kế hoạch nhỏ” thu 186.520.000 đồng, tăng 14,6% so với năm học trước (162.800.000 đồng).\nTrao 1.012 suất học bổng trị giá 894 triệu đồng.",
    "Sĩ số bình quân 32,4 học sinh/lớp tiểu học, 38,7 học sinh/lớp THCS; sĩ số THCS vượt bình quân tiểu học 6,3 học sinh/lớp.",
    "Giá bình quân 62.000 đồng/kg, giảm 3.000 đồng/kg so với tháng trước (65.000 đồng/kg) và giảm 8.000 đồng/kg so với đầu năm.",
    "Tổng mức đầu tư 234,5 tỷ đồng, cắt giảm 12,3 tỷ đồng (5,2%) qua thẩm định.",
    "Thu nhập bình quân của người lao động đạt 8,5 triệu đồng/người/tháng. Toàn huyện có 45 doanh nghiệp với 1.240 lao động.",
    "Huyện Thanh Chương thu đạt 81,7% dự toán; huyện Đô Lương đạt 88,2% dự toán, cao hơn huyện Thanh Chương 6,5 điểm phần trăm và cao hơn bình quân chung của tỉnh.",
    "Đã trồng 1.062,5 ha, bằng 85,0% kế hoạch; còn 36 ha rừng bị cháy phải trồng lại. Kế hoạch cả năm 1.250 ha.",
    "Toàn huyện có 12.129 trẻ phải tiêm.\n- Đã tiêm được 11.851 trẻ.\n- Có 120 trẻ chưa đủ tuổi tiêm.",
    "Hỗ trợ 120 hộ (60 hộ nghèo, 60 hộ cận nghèo) với 600 triệu đồng, bình quân 5 triệu đồng/hộ.",
    "Số vụ tăng 12 vụ (tăng 15,0%) so với cùng kỳ; số đối tượng giảm 08 đối tượng.",
]
