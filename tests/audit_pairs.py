"""Statements of many domains, each right with what stands before the bar and wrong with what follows it."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

import re

BOUNDS = [
    "Tỷ lệ bao phủ bảo hiểm y tế đạt 94,6%, vượt chỉ tiêu tỉnh giao (từ [93|95]% trở lên).",
    "Tỷ lệ tiêm chủng đầy đủ đạt 91,2%, chưa đạt mục tiêu đề ra (trên [95|90]%).",
    "Thời gian giải quyết bình quân 12 ngày, đáp ứng quy định (không quá [15|10] ngày).",
    "Tỷ lệ hộ nghèo còn 2,8%, đạt mục tiêu Nghị quyết (dưới [3|2]%).",
    "Tỷ lệ hộ nghèo giảm còn 4,5%, không đạt chỉ tiêu Đại hội (dưới [4|5]%).",
    "Giải ngân đạt 96,3% kế hoạch vốn, hoàn thành chỉ tiêu được giao (từ [95|97]% trở lên).",
    "Tỷ lệ che phủ rừng đạt 42,3%, cao hơn bình quân chung toàn tỉnh ([41,8|43,8]%).",
    "Thu nhập đạt 52,4 triệu đồng/người/năm, thấp hơn mức bình quân của tỉnh ([56,1|50,1] triệu "
    "đồng/người/năm).",
    "Công nhận 14 sản phẩm, vượt kế hoạch năm ([12|16] sản phẩm).",
    "Kết nạp 38 đảng viên mới, chưa đạt chỉ tiêu Nghị quyết đề ra ([45|35] đảng viên).",
    "Mục tiêu tỷ lệ lao động qua đào tạo từ [65|70]% trở lên; kết quả đạt 67,2%, vượt mục tiêu đề ra.",
    "Tỷ lệ hài lòng của người dân đạt 93,4% (chỉ tiêu từ [90|95]% trở lên), vượt chỉ tiêu đề ra.",
    "Tỷ lệ nữ cấp ủy viên đạt 17,6%, bảo đảm yêu cầu (ít nhất [15|20]%).",
    "Tỷ lệ thất thoát nước còn 14,2%, thấp hơn mức khống chế (tối đa [16|12]%).",
    "Năng suất lúa đạt 58,4 tạ/ha, vượt mục tiêu Nghị quyết ([57|59] tạ/ha trở lên).",
    "Tỷ lệ chuẩn hóa đạt 86,5%, chưa hoàn thành chỉ tiêu ([90|85]%).",
    "Tỷ lệ thu gom rác ở nông thôn đạt 86,8% (thu gom 58,4 tấn).\nNhiều việc đã làm.\nTỷ lệ "
    "thu gom rác ở nông "
    "thôn chưa đạt mục tiêu (trên [90|80]%).",
]

TIMES = [
    "Doanh thu du lịch đạt 845 tỷ đồng, gấp [1,3|1,6] lần năm 2022 (650 tỷ đồng).",
    "Đón 124.500 lượt khách, gấp [2,5|3,5] lần so với cùng kỳ (49.800 lượt khách).",
    "Số tài khoản tăng từ 1.200 tài khoản lên 3.600 tài khoản, gấp [03|04] lần.",
    "Vốn đăng ký 1.260 tỷ đồng, bằng [1,8|2,8] lần cùng kỳ năm trước (700 tỷ đồng).",
    "Số lượt truy cập đạt 48.600 lượt, tăng gấp đôi so với năm 2022 ([24.300|34.300] lượt).",
    "Số vụ cháy còn 11 vụ, giảm một nửa so với cùng kỳ ([22|32] vụ).",
    "Năng suất đạt 62,4 tạ/ha, tăng [1,2|1,7] lần so với năm 2015 (52,0 tạ/ha).",
    "Năm 2020 có 48 mô hình; năm 2024 có 120 mô hình, gấp [2,5|3,5] lần năm 2020.",
    "Giá trị xuất khẩu 96,6 triệu USD, gấp hơn [2|3] lần năm 2019 (42 triệu USD).",
]

SIGNS = [
    "Thu ngân sách đạt 456,5 tỷ đồng, bằng 110[%|] dự toán giao (415 tỷ đồng).",
    "Đã tiêm 2.850/3.000 liều, đạt 95,0[%|], vượt tiến độ đề ra.",
    "Giải quyết 171/180 đơn (đạt 95[%|]), còn 09 đơn.",
    "Gieo trồng được 1.140 ha, đạt 95[%|] kế hoạch (1.200 ha).",
    "Tổng số 240 hội viên, trong đó nữ 96 hội viên (chiếm 40[%|]).",
    "Tổng số 240 hội viên, trong đó nữ 96 hội viên (40,0[%|]).",
    "Thu quỹ được 36.000.000 đồng, đạt 72[%|] kế hoạch năm (50.000.000 đồng).",
    "Tỷ lệ hộ dùng nước sạch đạt 92,4[%|], vượt kế hoạch đề ra.",
    "Tiếp nhận 160 đơn; giải quyết 152 đơn, đạt 95[%|]; còn 08 đơn.",
    "Giải ngân 86,4 tỷ đồng/120 tỷ đồng, đạt 72[%|] kế hoạch vốn.",
    "Số học sinh đạt giải chiếm 12,5[%|], tăng so với năm học trước.",
]

ITEMS = [
    "Kết quả còn [03|04] hạn chế, cụ thể:\n- Tiến độ chậm.\n- Chất lượng chưa cao.\n- Phối hợp "
    "chưa chặt chẽ.",
    "Tồn tại [02|03] hạn chế sau đây:\n(1) Tiến độ chậm.\n(2) Chất lượng chưa cao.\nHội nghị thống nhất.",
    "Rút ra [03|05] bài học kinh nghiệm:\nMột là, bám sát thực tiễn.\nHai là, phát huy dân "
    "chủ.\nBa là, kiểm tra.",
    "Đề ra [03|02] nhóm giải pháp chủ yếu:\na) Tuyên truyền.\nb) Kiểm tra.\nc) Khen thưởng.",
    "Tại [03|04] xã (Mường Than, Phúc Than và Tà Mung) còn thiếu nước.",
    "Còn [03|04] điểm sạt lở tại các xã Hua Nà, Tà Gia và Khoen On.",
    "Thành lập [02|03] tổ công tác (Tổ tuyên truyền, Tổ kiểm tra).",
    "Có [03|04] chi bộ được biểu dương, gồm: Chi bộ Bản Mới, Chi bộ Nà Tăm, Chi bộ Trường Tiểu học.",
    "Có [03|02] trường được công nhận là: Trường Hoa Ban, Trường Quyết Thắng và Trường Đoàn Kết.",
    "Còn [02|03] hạn chế: một là, tiến độ còn chậm; hai là, chất lượng chưa cao.",
    "Việc tạo nguồn ở [03|04] chi bộ thôn, bản (Bản Mới, Huổi Sang, Nà Tăm) còn khó khăn.",
    "Có [02|03] doanh nghiệp vi phạm (Công ty Hòa Bình, Hợp tác xã Thanh Sơn).",
    "Thực hiện [03|04] chương trình trọng tâm: (1) xây dựng nông thôn mới; (2) giảm nghèo bền "
    "vững; (3) chuyển "
    "đổi số.",
]

PARTS = [
    "Toàn huyện có 12.400 trẻ, trong đó vùng thấp 8.000 trẻ, vùng cao 4.400 trẻ. Tỷ lệ tiêm "
    "chủng ở vùng thấp "
    "đạt [96,5|92,5]% (7.720 trẻ), ở vùng cao đạt 90,0% (3.960 trẻ).",
    "Lượng nước cấp bình quân [5.200|5.700] m³/ngày đêm, gồm nội thị 3.900 m³/ngày đêm, ngoại "
    "thị 1.300 m³/ngày "
    "đêm.",
    "Sản lượng 1.245,6 tấn, trong đó cá 812,4 tấn, tôm 233,2 tấn, còn lại là nhuyễn thể [200,0|220,0] tấn.",
    "Toàn huyện có 412 lớp với 11.230 học sinh. Trong đó: mầm non 120 lớp, 3.015 trẻ; tiểu học "
    "[178|187] lớp, "
    "4.890 học sinh; trung học cơ sở 114 lớp, 3.325 học sinh.",
    "Toàn huyện có 412 lớp với 11.230 học sinh. Cụ thể: mầm non 120 lớp, 3.015 trẻ; tiểu học 178 lớp, [4.890|"
    "4.980] học sinh; trung học cơ sở 114 lớp, 3.325 học sinh.",
    "Trong tổng vốn 86,4 tỷ đồng, vốn trung ương 51,84 tỷ đồng (chiếm 60%), vốn tỉnh 21,6 tỷ đồng (25%), vốn "
    "huyện [12,96|19,26] tỷ đồng (15%).",
    "Tổng số 346 vụ, trong đó hình sự [212|221] vụ, dân sự 98 vụ, hành chính 36 vụ.",
    "Thủy điện có 04 nhà máy, tổng công suất thiết kế 120 MW, công suất phát thực tế [78|87] "
    "MW, bằng 65% công "
    "suất.",
    "Kinh phí 45,6 tỷ đồng (ngân sách 30.200 [triệu|tỷ] đồng, đối ứng 15,4 tỷ đồng).",
    "Diện tích quy hoạch 12,5 ha (125.000 [m²|ha]).",
    "Phát sinh 385,2 tấn/năm, gồm bùn thải [214,7|241,7] tấn, tro xỉ 120,5 tấn, phế liệu 50,0 tấn.",
    "Đã tiêm phòng cho 2.760/3.000 con gia súc (trâu 1.150 con, bò [1.850|1.580] con), đạt 92,0%.",
    "Trong tổng số 1.520 lao động, lao động nữ 608 người ([40|48]%).",
    "Có 25 điểm quan trắc, 20 điểm đạt quy chuẩn, 05 điểm vượt quy chuẩn (chiếm [20|26]%).",
    "Tổng số 30 đồng chí, trong đó giữ nguyên 22 đồng chí, bổ sung mới [08|18] đồng chí; nữ 09 "
    "đồng chí (30%), "
    "dưới 40 tuổi 12 đồng chí (40%).",
]

CHANGES = [
    "Cuối năm 2023 toàn xã còn 327 hộ nghèo. So với năm trước, số hộ nghèo giảm [85|58] hộ "
    "(năm 2022 có 412 hộ).",
    "Cuối năm 2023 toàn xã còn 327 hộ nghèo. So với năm trước, số hộ nghèo [giảm|tăng] 85 hộ "
    "(năm 2022 có 412 "
    "hộ).",
    "Toàn huyện có 64 trường, 1.120 lớp và 31.460 học sinh. So với năm học trước, số học sinh "
    "tăng [460|640] em "
    "(năm học 2021 - 2022 có 31.000 em).",
    "Trong kỳ đã kết nạp 42 đảng viên. Số đảng viên kết nạp [tăng|giảm] 05 đảng viên so với "
    "cùng kỳ năm 2022 (37 "
    "đảng viên).",
    "Kết nạp đảng viên đạt 80% chỉ tiêu (chỉ tiêu 50 đảng viên), tăng [04|06] đảng viên so với "
    "cùng kỳ (36 đảng "
    "viên).",
    "Tỷ lệ hộ nghèo còn 8,4%, giảm 2,1 [điểm phần trăm|%] so với đầu năm (đầu năm 10,5%).",
    "Tỷ lệ thất nghiệp là 2,3%, thấp hơn năm trước 0,4 [điểm %|%] (năm trước 2,7%).",
    "Xảy ra 18 vụ tai nạn giao thông, giảm [06|04] vụ so với cùng kỳ (24 vụ).",
    "Thu hút 15 dự án, [tăng|giảm] 03 dự án so với năm 2022 (12 dự án).",
    "Tổng mức bán lẻ 3.450 tỷ đồng, [tăng|giảm] 15% so với năm 2022 (3.000 tỷ đồng).",
    "Tỷ lệ trẻ thấp còi giảm còn 17,2%, thấp hơn đầu nhiệm kỳ [3,4|4,3] điểm phần trăm (đầu nhiệm kỳ 20,6%).",
    "Biên chế hiện có 1.845 người, giảm [155|115] người so với năm 2021 (2.000 người), tương ứng 7,75%.",
    "Biên chế hiện có 1.845 người, giảm 155 người so với năm 2021 (2.000 người), tương ứng [7,75|5,75]%.",
]

FLOWS = [
    "Đầu kỳ có 215 việc, thụ lý mới 348 việc, tổng số phải thi hành 563 việc; đã thi hành xong 421 việc, còn "
    "[142|124] việc chuyển kỳ sau.",
    "Tổng số phải giải quyết 563 hồ sơ. Đã giải quyết 421 hồ sơ, trong đó trước hạn 121 hồ sơ, "
    "đúng hạn 300 hồ "
    "sơ; đang giải quyết [142|124] hồ sơ.",
    "Đầu năm có 1.240 đoàn viên, kết nạp mới 186 đoàn viên, trưởng thành 97 đoàn viên, chuyển "
    "đi 24 đoàn viên; "
    "hiện có [1.305|1.350] đoàn viên.",
    "Tiếp nhận 160 đơn; đã giải quyết 152 đơn, đang giải quyết [08|18] đơn.",
    "Toàn huyện phát hiện 52 vụ vi phạm, đã xử lý 45 vụ, còn [07|17] vụ đang xác minh.",
]

AVERAGES = [
    "Hỗ trợ 1.575 triệu đồng cho 35 hộ, bình quân [45|54] triệu đồng/hộ.",
    "Có 42 lớp với 1.344 học sinh, bình quân [32|35] học sinh/lớp.",
    "Tổ chức 25 buổi với 1.875 lượt người tham gia, bình quân mỗi buổi [75|57] lượt người.",
    "Khám cho 24.120 lượt người, bình quân mỗi tháng [2.010|2.100] lượt (tính cho 12 tháng).",
    "Diện tích 240 ha, sản lượng 1.320 tấn, năng suất bình quân [5,5|5,9] tấn/ha.",
    "Chi trả 3.264 triệu đồng cho 680 đối tượng, bình quân [4,8|8,4] triệu đồng/người.",
    "Quy mô dân số 48.600 người với 12.150 hộ, bình quân [4,0|4,8] người/hộ.",
    "Diện tích lúa 1.250 ha, năng suất bình quân [56,4|65,4] tạ/ha, sản lượng 7.050 tấn.",
]

SHARES = [
    "Tỷ lệ hộ gia đình được sử dụng điện đạt [99,2|109,2]%.",
    "Có [98|118]% hộ dân tham gia bảo hiểm y tế.",
    "Trong tháng có 145 cán bộ được đào tạo, trong đó nữ [62|162] đồng chí.",
    "Toàn tỉnh cung cấp [1.160|1.610] dịch vụ trong tổng số 1.450 thủ tục, chiếm 80,0%.",
]

OFFICES = [
    "Tỷ lệ hộ nghèo đa chiều còn 6,8%, vượt kế hoạch giao (giảm còn [7|6]%).",
    "Công suất sử dụng giường bệnh 78,5%, chưa đạt chỉ tiêu kế hoạch ([85|75]%).",
    "Tỷ lệ lao động nữ chiếm 45,2% (2.260/[5.000|5.600] lao động).",
    "Sản lượng thủy sản 3.456 tấn, trong đó nuôi trồng [2.316|2.136] tấn, khai thác 1.140 tấn.",
    "Tổng vốn 1.250 tỷ đồng, gồm ngân sách trung ương 650 tỷ đồng (52%), ngân sách địa phương 375 tỷ đồng"
    " (30%), vốn khác 225 tỷ đồng ([18|28]%).",
    "Toàn tỉnh có 1.245 hợp tác xã, trong đó 1.058 hợp tác xã hoạt động hiệu quả, chiếm [85|58]%.",
    "Số lao động có việc làm mới là 2.430 người, đạt [97,2|92,7]% kế hoạch (2.500 người), bằng 103,4% so "
    "với cùng kỳ (2.350 người).",
    "Hòa giải thành 345/402 vụ việc, đạt tỷ lệ [85,8|88,5]%.",
    "Huy động 45 tỷ đồng (nhân dân đóng góp 12 tỷ đồng, doanh nghiệp [33|23] tỷ đồng).",
    "Giá trị sản phẩm trên 01 ha đạt 86 triệu đồng, tăng [06|08] triệu đồng so với năm 2022 (80 triệu đồng).",
    "Tổng dư nợ 4.560 tỷ đồng, tăng 14% so với đầu năm ([4.000|4.400] tỷ đồng).",
    "Đã có 82/95 thôn có nhà văn hóa (đạt [86,3|83,6]%).",
    "Có 215 cơ quan, đơn vị đạt chuẩn văn hóa, bằng [97,7|79,7]% số đăng ký (220 cơ quan, đơn vị).",
    "Số vụ ly hôn tăng từ 120 vụ năm 2021 lên 138 vụ năm 2022, tăng [15|18]%.",
    "Tiếp xúc cử tri 36 cuộc với 2.880 lượt cử tri, tiếp nhận 124 ý kiến; trong đó thuộc thẩm quyền cấp "
    "tỉnh 34 ý kiến, cấp huyện 62 ý kiến, cấp xã [28|82] ý kiến.",
    "Tỷ lệ hộ gia đình văn hóa đạt 88,4[%|], vượt kế hoạch.",
    "Đạt [98,5%|98,5] kế hoạch năm.",
    "Tỷ lệ xử lý chất thải đạt 100%, bằng chỉ tiêu đề ra (100%); tỷ lệ che phủ rừng đạt 52,1%, thấp hơn "
    "chỉ tiêu ([53|51]%).",
    "Cuối năm 2022 có 43 hợp tác xã, trong năm thành lập mới 07 hợp tác xã, giải thể 02 hợp tác xã, đến "
    "nay có [48|84] hợp tác xã.",
    "Số tiền xử phạt là 1,25 tỷ đồng, tăng 250 [triệu|tỷ] đồng so với năm 2022 (1 tỷ đồng).",
    "Có 6/7 chỉ tiêu đạt và vượt kế hoạch, còn [01|02] chỉ tiêu chưa đạt.",
    "Toàn huyện có 130 cơ sở, thanh tra 52 cơ sở, đạt [40|45]% số cơ sở.",
    "Tổng số phiếu phát ra 350 phiếu, thu về 345 phiếu, hợp lệ 340 phiếu, không hợp lệ [05|15] phiếu.",
    "Trong 245 hộ thoát nghèo có 98 hộ dân tộc thiểu số, chiếm [40|44]%.",
    "Diện tích tưới tiêu 2.340 ha, bằng 97,5% diện tích thiết kế ([2.400|2.600] ha).",
    "Quân số huấn luyện 425/430 đồng chí, đạt [98,8|89,8]%.",
    "Nguyên nhân chủ quan: có [02|03] nguyên nhân: (1) nhận thức chưa đầy đủ; (2) phối hợp chưa chặt chẽ.",
    "Tại kỳ họp, HĐND đã thông qua 12 nghị quyết, gồm 04 nghị quyết về kinh tế, [05|06] nghị quyết về đầu"
    " tư công và 03 nghị quyết về nhân sự.",
    "Chi trả cho 1.236 đối tượng bảo trợ xã hội với số tiền 7.416 triệu đồng, bình quân [06|08] triệu "
    "đồng/đối tượng.",
    "Tỷ lệ nữ tham gia cấp ủy 18,5%, tăng 3,2 điểm phần trăm so với nhiệm kỳ trước ([15,3|13,5]%).",
    "Cả năm có 365 lượt tàu cập cảng, tăng 12,3% ([40|45] lượt) so với năm 2022 (325 lượt).",
    "Kết quả: xếp loại tốt 45 đơn vị (60%), khá 24 đơn vị (32%), trung bình 06 đơn vị ([8|18]%).",
    "Hoàn thành 28 km đường giao thông nông thôn, đạt 112% so với kế hoạch đề ra ([25|35] km).",
    "Số người tham gia bảo hiểm xã hội tự nguyện 3.120 người, gấp [2,6|6,2] lần so với năm 2018 (1.200 "
    "người).",
    "Đầu nhiệm kỳ có 45 chi bộ, đến nay có 52 chi bộ, tăng [07|05] chi bộ.",
    "Mục tiêu đến năm 2025 có 80% xã đạt chuẩn; đến nay có 14/18 xã đạt chuẩn, đạt 77,8%, [chưa đạt|vượt]"
    " mục tiêu đề ra.",
    "Toàn huyện có 18 trạm y tế; 16/18 trạm đạt tiêu chí quốc gia về y tế, chiếm [88,9|89,8]%.",
    "Tổng số giường bệnh 320 giường, trong đó tuyến huyện 230 giường, tuyến xã [90|99] giường.",
    "Khám bệnh cho 86.450 lượt người, đạt 102,3% kế hoạch năm (84.500 lượt), tăng [4,9|9,4]% so với năm "
    "2022 (82.400 lượt).",
    "Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ đạt 96,2% (1.924/[2.000|2.200] trẻ).",
    "Ghi nhận 145 ca mắc sốt xuất huyết, [giảm|tăng] 62 ca so với cùng kỳ năm trước (207 ca); không có tử"
    " vong.",
    "Diện tích lúa đông xuân 3.250 ha, đạt 100,3% kế hoạch; năng suất 64,2 tạ/ha; sản lượng "
    "[20.865|28.065] tấn.",
    "Tổng đàn trâu 12.450 con, bò 8.230 con, lợn 45.600 con; tổng đàn gia súc [66.280|62.680] con.",
    "Trồng rừng mới 560 ha, bằng 112% kế hoạch (500 ha), trong đó rừng phòng hộ 120 ha, rừng sản xuất "
    "[440|404] ha.",
    "Đến nay toàn tỉnh có 58/96 xã đạt chuẩn nông thôn mới, chiếm 60,4%, còn [38|28] xã chưa đạt chuẩn.",
    "Bình quân mỗi xã đạt [16,5|15,6] tiêu chí (tổng số 297 tiêu chí của 18 xã).",
    "Sửa chữa 125,6 km đường, gồm: đường tỉnh 32,4 km; đường huyện 45,2 km; đường xã [48,0|84,0] km.",
    "Xảy ra 45 vụ tai nạn, làm chết 21 người, bị thương 38 người; so với cùng kỳ giảm 05 vụ (50 vụ), "
    "[giảm|tăng] 04 người chết (25 người).",
    "Khối lượng thực hiện 86,4 tỷ đồng/108 tỷ đồng, đạt [80|88]% giá trị hợp đồng.",
    "Thụ lý 428 vụ án các loại, gồm hình sự 126 vụ, dân sự 254 vụ, hành chính [48|84] vụ; đã giải quyết "
    "396 vụ, đạt 92,5%.",
    "Tiếp 312 lượt công dân với 345 người, [tăng|giảm] 8,3% so với năm 2022 (288 lượt).",
    "Tiếp nhận 214 đơn, đủ điều kiện xử lý 186 đơn, không đủ điều kiện [28|38] đơn.",
    "Thi hành xong 1.245 việc trên tổng số 1.512 việc có điều kiện thi hành, đạt tỷ lệ [82,3|83,2]%.",
    "Giải quyết việc làm cho 3.480 lao động, vượt 16% kế hoạch ([3.000|3.500] lao động).",
    "Đào tạo nghề cho 1.150 người (nông nghiệp 640 người, phi nông nghiệp [510|501] người), đạt 115% kế "
    "hoạch (1.000 người).",
    "Xuất khẩu lao động 86 người, đạt [107,5|105,7]% kế hoạch (80 người).",
    "Kiểm tra 24 tổ chức đảng, bằng [120|210]% so với kế hoạch (20 tổ chức).",
    "Thi hành kỷ luật 18 đảng viên: khiển trách 11, cảnh cáo [05|06], cách chức 01, khai trừ 01.",
    "Toàn đảng bộ có 4.215 đảng viên, trong đó đảng viên nữ 1.433 đồng chí ([34,0|43,0]%), đảng viên dân "
    "tộc thiểu số 2.866 đồng chí (68,0%).",
    "Có 58 chi bộ, trong đó 12 chi bộ hoàn thành xuất sắc nhiệm vụ, chiếm [20,69|26,09]%.",
    "Tổ chức 36 lớp bồi dưỡng với 2.520 học viên, bình quân [70|77] học viên/lớp.",
    "Tỷ lệ phòng học kiên cố đạt 91,3% (836/916 phòng), tăng 2,2 điểm % so với năm học trước ([89,1|81,9]%).",
    "Có 1.254 giáo viên, trong đó đạt chuẩn 1.179 người, đạt 94,0%; chưa đạt chuẩn [75|57] người.",
    "Tỷ lệ tốt nghiệp đạt 98,6%, cao hơn mức bình quân toàn tỉnh ([97,9|99,7]%).",
    "Tổng thu ngân sách 1.245,6 tỷ đồng, trong đó thu nội địa 986,4 tỷ đồng, thu xuất nhập khẩu "
    "[259,2|295,2] tỷ đồng.",
    "Chi thường xuyên 456,8 tỷ đồng, đạt 95,2% dự toán (479,8 tỷ đồng); chi đầu tư 182,4 tỷ đồng, đạt "
    "[76|67]% dự toán (240 tỷ đồng).",
    "Nợ xây dựng cơ bản đầu năm 45,6 tỷ đồng, trong năm xử lý 23,1 tỷ đồng, đến cuối năm còn [22,5|25,2] "
    "tỷ đồng.",
    "Tiết kiệm chi được 2.450 triệu đồng, gồm: chi hội nghị 860 triệu đồng, chi xăng xe 540 triệu đồng, "
    "chi khác [1.050|1.500] triệu đồng.",
    "Số dư quỹ đầu kỳ 125 triệu đồng, thu trong kỳ 340 triệu đồng, chi trong kỳ 290 triệu đồng, số dư "
    "cuối kỳ [175|157] triệu đồng.",
    "Cấp 1.860 giấy chứng nhận, đạt 93% kế hoạch ([2.000|2.200] giấy).",
    "Thu gom 42,5 tấn/ngày trên tổng số 50 tấn/ngày phát sinh, đạt [85|58]%.",
    "Tỷ lệ hộ dân nông thôn dùng nước hợp vệ sinh đạt 93,5%, vượt 1,5 điểm phần trăm so với kế hoạch "
    "([92|90]%).",
    "Tiếp nhận 12.480 hồ sơ (trực tuyến 9.984 hồ sơ, trực tiếp [2.496|2.946] hồ sơ), tỷ lệ trực tuyến đạt"
    " 80%.",
    "Đón 256.000 lượt khách, tăng gấp [1,6|2,6] lần so với năm 2021 (160.000 lượt), trong đó khách quốc "
    "tế 12.800 lượt, chiếm 5%.",
    "Doanh thu đạt 320 tỷ đồng, bằng [128|182]% so với cùng kỳ (250 tỷ đồng).",
    "Phát hiện 68 vụ phạm pháp hình sự, điều tra làm rõ 61 vụ, đạt tỷ lệ [89,7|87,9]%.",
    "Tuyển chọn, gọi 145 công dân nhập ngũ, đạt 100% chỉ tiêu ([145|154] công dân).",
    "Hội có 12.560 hội viên, sinh hoạt tại 96 chi hội, bình quân [131|113] hội viên/chi hội.",
    "Phát triển mới 320 hội viên, đạt 106,7% chỉ tiêu (300 hội viên), [vượt|thấp hơn] chỉ tiêu giao (300 "
    "hội viên).",
    "Có 12 kiến nghị, đã giải quyết 09 kiến nghị ([75|57]%), đang giải quyết 03 kiến nghị.",
    "Tỷ lệ giải ngân đến 31/12 đạt 92,1%, không hoàn thành mục tiêu đề ra (trên [95|90]%).",
    "Tỷ suất sinh thô 15,8‰, giảm 0,4‰ so với năm trước ([16,2|16,6]‰).",
    "Cả 05 tiêu chí đều đạt từ 80% trở lên, cụ thể: giao thông 82%, thủy lợi [85|75]%, điện 99%, trường "
    "học 81%, nhà ở 90%.",
    "Hội nghị thông qua 03 nội dung: [báo cáo chính trị; báo cáo kiểm điểm; đề án nhân sự|báo cáo chính "
    "trị; đề án nhân sự].",
    "Toàn xã có [04|05] dân tộc cùng sinh sống: Thái, Mông, Kinh, Dao.",
    "Có [03|04] tập thể được khen thưởng: Chi bộ Nà Bó, Hội Phụ nữ xã, Đoàn Thanh niên xã.",
    "Giá trị sản xuất đạt 1.250 tỷ đồng, [tăng|giảm] so với năm 2022 (1.180 tỷ đồng).",
    "Tỷ lệ hộ nghèo [giảm|tăng] từ 12,4% xuống còn 9,8%.",
    "Số hộ cận nghèo là 245 hộ (năm 2022 là 290 hộ), [giảm|tăng] 45 hộ.",
]

# Right statements that look like others.
ELSEWHERE = [
    "Toàn huyện có 11.000 hộ dân cư.\nTổng số hộ nghèo là 3.850 hộ, tỷ lệ [35,00%|38,00%]; hộ cận nghèo 1.210 "
    "hộ, tỷ lệ 11,00%.",
    "Toàn huyện có 11.000 hộ dân cư.\nTổng số hộ nghèo là 3.850 hộ, tỷ lệ 35,00%; hộ cận nghèo 1.210 hộ, tỷ lệ "
    "[11,00%|10,11%].",
    "Tổng số hộ nghèo là 3.850 hộ, tỷ lệ 35,00%. So với đầu năm (4.500 hộ nghèo, tỷ lệ 40,91%), số hộ nghèo "
    "[giảm|tăng] 650 hộ.",
    "Tổng số hộ nghèo là 3.850 hộ, tỷ lệ 35,00%. So với đầu năm (4.500 hộ nghèo, tỷ lệ 40,91%), số hộ nghèo giảm "
    "[650|560] hộ.",
    "Tổng số hộ nghèo là 3.850 hộ, tỷ lệ 35,00%. So với đầu năm (4.500 hộ nghèo, tỷ lệ 40,91%), tỷ lệ hộ nghèo "
    "giảm [5,91 điểm %|5,91%].",
    "Tổng kế hoạch vốn năm 2024 là 180.000 triệu đồng. Tổng kế hoạch vốn [giảm|tăng] 10% so với năm 2023 "
    "(200.000 triệu đồng).",
    "Ghi nhận tay chân miệng 36 ca. Số ca tay chân miệng gấp [2,4|3,4] lần so với cùng kỳ năm 2023 (15 ca).",
    "Tổng kế hoạch vốn của huyện là 182.400 triệu đồng.\nHuyện đã phân bổ 179.600 triệu đồng; số vốn chưa phân "
    "bổ [2.800|8.200] triệu đồng.",
    "Kiểm tra 386 cơ sở; [351|451] cơ sở đạt yêu cầu, 35 cơ sở vi phạm.",
    "Trong [15|17] dự án khởi công mới, 11 dự án đã hoàn thành giải phóng mặt bằng, 04 dự án đang thực hiện.",
    "Gieo trồng lúa 33.450 ha, ngô 5.000 ha.\nSản lượng ngô 23.400 tấn, năng suất bình quân [46,8|48,6] tạ/ha.",
    "Tỷ lệ hộ nghèo giảm 5,76 điểm %, vượt kế hoạch tỉnh giao (giảm từ [5|7] điểm % trở lên).",
    "Số lượt điều trị nội trú 5.200 lượt, tăng 4% so với cùng kỳ (5.000 lượt); tổng số ngày điều trị 31.200 "
    "ngày, trung bình [6,0|6,8] ngày/lượt.",
    "Kế hoạch 38,65 [tỷ|triệu] đồng (giảm nghèo 14,20 tỷ đồng, miền núi 18,35 tỷ đồng, nông thôn mới 6,10 tỷ đồng).",
    "Tổng vốn 182 tỷ đồng, gồm: ngân sách trung ương [86|68] tỷ đồng; ngân sách tỉnh 55 tỷ đồng; ngân sách huyện "
    "41 tỷ đồng.",
    "Còn [02|03] tồn tại: Thứ nhất, số thu đạt thấp. Thứ hai, giải ngân chậm.",
]

UNDISPUTED = [
    "Đạt 18 chỉ tiêu, vượt 02 chỉ tiêu so với năm trước; hoàn thành 12 nhiệm vụ, đạt 100%.",
    "Thu ngân sách đạt 120 tỷ đồng, vượt 5% kế hoạch (114,3 tỷ đồng).",
    "Tỷ lệ hộ nghèo giảm 3,5%, vượt chỉ tiêu Nghị quyết (giảm 3%).",
    "Tỷ lệ hộ nghèo còn 2,1%, vượt mục tiêu đề ra (2,5%).",
    "Tỷ lệ hộ nghèo đa chiều là 4,2%, thấp hơn bình quân chung cả nước (5,7%).",
    "Xử lý 05 vụ khai thác cát trái phép tại các xã Hua Nà, Tà Gia và Khoen On.",
    "Có 15 hộ bị ảnh hưởng tại các bản Nà Bó, Huổi Luông và Phiêng Ban.",
    "Thành lập 05 đoàn kiểm tra (Công an, Quân sự, Y tế).",
    "Hỗ trợ 03 xã (Mường Than: 20 hộ, Phúc Than: 15 hộ, Tà Mung: 10 hộ).",
    "Toàn huyện có 12 xã, thị trấn, trong đó có 03 xã biên giới (Ma Lù Thàng, Huổi Luông, Pa Vây Sử).",
    "Giao 02 đơn vị chủ trì: Phòng Nông nghiệp và Môi trường, Phòng Kinh tế và Hạ tầng.",
    "Tổ chức 04 lớp tập huấn (Lớp 1: 30 người; Lớp 2: 35 người; Lớp 3: 40 người; Lớp 4: 25 người).",
    "Tổng kinh phí 450 triệu đồng, trong đó ngân sách huyện 300 triệu đồng.",
    "Toàn xã có 05 trường học với 86 lớp, 2.450 học sinh; trong đó mầm non 30 lớp, 720 cháu; tiểu học 35 "
    "lớp, 1.050 học sinh; THCS 21 lớp, 680 học sinh.",
    "Năng suất bình quân 5,2 tấn/ha, sản lượng 1.560 tấn, tăng 120 tấn so với năm 2022.",
    "Công tác giải ngân đạt 65,4%, tăng 12,3 điểm phần trăm so với cùng kỳ (53,1%).",
    "Tổng số tiền phạt 256,8 triệu đồng, tăng 1,5 lần so với năm 2022.",
    "Số vụ việc giảm một nửa so với cùng kỳ.",
    "Thu nhập bình quân đầu người đạt 46 triệu đồng/người/năm, tăng 04 triệu đồng so với năm 2022 (42 "
    "triệu đồng/người/năm).",
    "Kết nạp 32 đảng viên, đạt 106,7% chỉ tiêu (30 đảng viên), vượt chỉ tiêu đề ra.",
    "Trên địa bàn có 23 cơ sở y tế, gồm 01 bệnh viện, 12 trạm y tế, 10 phòng khám.",
    "Trong quý, đã tổ chức 02 đợt ra quân với 350 lượt người tham gia, thu gom 12 tấn rác, phát quang 15 "
    "km đường.",
    "Tỷ lệ đô thị hóa đạt 28,5%, thấp hơn mục tiêu đề ra 1,5 điểm phần trăm (mục tiêu 30%).",
    "Thời gian giải quyết thủ tục rút ngắn từ 15 ngày xuống còn 10 ngày, giảm 05 ngày.",
    "Chi bộ có 25 đảng viên, trong đó có 08 đồng chí trên 55 tuổi, 12 đồng chí dưới 40 tuổi, 10 đồng chí "
    "là nữ.",
    "Đến ngày 30/6, giải ngân được 45,6 tỷ đồng, đạt 38% kế hoạch (120 tỷ đồng), cao hơn bình quân chung "
    "của tỉnh (35,2%).",
    "Giá trị sản xuất công nghiệp đạt 1.235 tỷ đồng, bằng 48,5% kế hoạch năm, tăng 7,8% so với cùng kỳ.",
    "Tiếp nhận 1.245 hồ sơ; đã giải quyết 1.180 hồ sơ, trong đó đúng hạn 1.175 hồ sơ, quá hạn 05 hồ sơ; "
    "đang giải quyết 60 hồ sơ; trả lại 05 hồ sơ.",
    "Phát hiện 45 vụ, xử lý 40 vụ, chuyển cơ quan điều tra 03 vụ, đang xác minh 02 vụ.",
    "Còn 03 nội dung chưa hoàn thành, gồm: lập quy hoạch; cắm mốc; bàn giao đất.",
    "Thực hiện 03 khâu đột phá, trong đó có khâu về nguồn nhân lực:",
    "Ban hành 05 văn bản triển khai, cụ thể: 02 kế hoạch, 03 công văn.",
    "Đạt giải Nhì toàn đoàn với 12 huy chương (03 vàng, 04 bạc, 05 đồng).",
    "Toàn tỉnh có 106 xã, phường; 100% xã có đường ô tô; 98/106 xã đạt chuẩn y tế, đạt 92,5%, vượt kế "
    "hoạch (92%).",
    "Đầu năm có 215 hộ nghèo, chiếm 12,5%; cuối năm còn 172 hộ nghèo, chiếm 10%, giảm 43 hộ, tương ứng "
    "giảm 2,5 điểm phần trăm.",
    "Doanh thu đạt 45 tỷ đồng, gấp 3 lần so với cùng kỳ và bằng 90% kế hoạch năm.",
    "Tỷ lệ lấp đầy khu công nghiệp đạt 75,5%, tăng 3,5% so với cùng kỳ.",
    "Bình quân mỗi năm giảm 2,5 - 3% hộ nghèo; đến cuối năm 2023 còn 8,4%.",
    "Toàn tỉnh có 450.230 người tham gia bảo hiểm y tế, chiếm 94,2% dân số, tăng 12.340 người so với năm "
    "2022.",
    "Sản lượng điện đạt 560 triệu kWh, bằng 102% kế hoạch, tăng 5% so với cùng kỳ (533,3 triệu kWh).",
    "Phấn đấu đạt 95% trở lên, vượt mục tiêu Nghị quyết đại hội (90%).",
    "Có 03 dự án chậm tiến độ (Dự án đường Mường So - Bản Lang, Dự án kè suối Nậm So, Dự án cấp nước).",
    "Trồng mới 12.500 cây, tỷ lệ sống đạt 90%, cao hơn năm 2022.",
    "Diện tích cây ăn quả 1.250 ha, trong đó cam 320 ha, xoài 410 ha.",
    "Cơ cấu: nông nghiệp 25,3%, công nghiệp 32,4%, dịch vụ 42,3%.",
    "Vốn đầu tư toàn xã hội 3.250 tỷ đồng, bằng 32,5% GRDP.",
    "Huy động 350 ngày công, bình quân mỗi hộ 02 ngày công.",
    "Số lượng đàn trâu 5.430 con, giảm 1,2%; đàn bò 3.210 con, tăng 2,1% so với cùng kỳ.",
    "Kỳ họp thứ 8 thông qua 12 nghị quyết; tiếp 25 lượt cử tri với 36 ý kiến, trả lời 30 ý kiến, còn 06 ý"
    " kiến đang giải quyết.",
    "Đảng bộ có 12 chi bộ; kết nạp 15 đảng viên, vượt chỉ tiêu 03 đảng viên (chỉ tiêu 12 đảng viên).",
    "Lực lượng lao động 25.600 người, trong đó đã qua đào tạo 15.360 người, đạt 60%, có bằng cấp 7.680 "
    "người, đạt 30%.",
    "Tổng diện tích 125 ha, trong đó đất ở 45 ha (36%), đất cây xanh 30 ha (24%), còn lại là đất khác.",
    "Giảm 02 đầu mối (từ 14 phòng xuống còn 12 phòng), đạt 100% kế hoạch.",
    "Số học sinh bỏ học 15 em, giảm 05 em so với năm học trước; tỷ lệ bỏ học 0,12%, giảm 0,04 điểm phần "
    "trăm.",
    "Trong 6 tháng đầu năm xảy ra 12 vụ cháy, thiệt hại 1,2 tỷ đồng; so với cùng kỳ tăng 03 vụ, thiệt hại"
    " giảm 0,5 tỷ đồng.",
    "Đã cấp 3.450/3.500 thẻ, đạt 98,6%; còn 50 trường hợp chưa cấp do đi làm ăn xa.",
    "Cấp ủy, chính quyền 05 xã, thị trấn: Than Uyên, Mường Than, Phúc Than, Mường Cang, Hua Nà đã triển "
    "khai.",
    "Kinh phí hỗ trợ 15 triệu đồng/hộ cho 20 hộ, tổng 300 triệu đồng.",
    "Mỗi xã đạt ít nhất 02 mô hình; toàn huyện có 24 mô hình, đạt kế hoạch (24 mô hình).",
    "Tỷ lệ người dân hài lòng đạt 90,5%, bằng mức năm 2022 (90,5%), đạt mục tiêu (trên 90%).",
    "Tỷ lệ phòng học kiên cố đạt 89%, chưa đạt yêu cầu của chuẩn mức 2 (100%).",
    "Số thu bảo hiểm 86,5 tỷ đồng, đạt 51,2% dự toán, cao hơn cùng kỳ năm trước (48,9%).",
    "Tỉnh ủy giao 25 nhiệm vụ; đã hoàn thành 20 nhiệm vụ (đạt 80%), đang thực hiện 05 nhiệm vụ trong hạn.",
    "Tỷ lệ tảo hôn 3,2%, giảm 1,1% so với năm 2022, đạt chỉ tiêu giảm từ 1% trở lên.",
]

PAIRS = [*OFFICES, *BOUNDS, *TIMES, *SIGNS, *ITEMS, *PARTS, *CHANGES, *FLOWS, *AVERAGES, *SHARES, *ELSEWHERE]
_CHOICE = re.compile(r"\[([^\]|]*)\|([^\]|]*)\]")


def right(pair: str) -> str:
    """Return the statement as it should be."""
    return _CHOICE.sub(r"\1", pair)


def wrong(pair: str) -> str:
    """Return the statement with its error."""
    return _CHOICE.sub(r"\2", pair)
