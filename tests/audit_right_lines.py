"""Right statements of many domains, whole as reports have them: none of them may raise an alarm."""

# ruff: noqa: E501 — a statement is read best on one line

from __future__ import annotations

ROLLS = [
    "Đại hội triệu tập 42 đảng viên, trong đó 38 đảng viên chính thức, 04 đảng viên dự bị; có mặt 39 đồng chí, vắng 03 đồng chí (có lý do).",
    "Chi bộ có 42 đảng viên, 38 chính thức, 04 dự bị; vắng 03.",
    "Dự hội nghị có 127/135 đại biểu được triệu tập, đạt 94,07%; vắng 08 đại biểu (06 có lý do, 02 không có lý do).",
    "Tổng số đại biểu triệu tập 150, có mặt 146, vắng 04; trong đó đại biểu nữ 52, chiếm 35,6% số đại biểu có mặt.",
    "Biên chế đại đội 96 đồng chí, quân số có mặt 91 đồng chí, vắng 05 đồng chí (02 đi viện, 02 nghỉ phép, 01 đi học).",
    "Tổng số cử tri của xã 8.612 người (nam 4.207, nữ 4.405); đã đi bầu 8.574 cử tri, đạt 99,56%; chưa đi bầu 38 cử tri.",
    "Chi bộ có 25 đảng viên, trong đó 03 đảng viên được miễn công tác và sinh hoạt; dự họp 21 đồng chí, vắng 01 đồng chí.",
]

HEALTH = [
    "Toàn huyện khám chữa bệnh cho 186.420 lượt người, đạt 103,6% kế hoạch (180.000 lượt), tăng 4,2% so với cùng kỳ (178.906 lượt); trong đó ngoại trú 171.208 lượt, nội trú 15.212 lượt.",
    "Ghi nhận 312 ca mắc sốt xuất huyết, giảm 88 ca (22%) so với cùng kỳ năm 2023; không có tử vong; 27 ổ dịch, đã xử lý 27/27 ổ.",
    "Tiêm chủng đầy đủ cho trẻ dưới 1 tuổi 2.415/2.540 trẻ, đạt 95,1%; tiêm sởi - rubella mũi 2 đạt 93,4%; tiêm uốn ván cho phụ nữ có thai 2.236 người.",
    "Bệnh viện có 250 giường kế hoạch, thực kê 312 giường; công suất sử dụng giường bình quân 96,5%; ngày điều trị trung bình 6,2 ngày.",
    "Kiểm tra 168 cơ sở sản xuất, kinh doanh thực phẩm, phát hiện 21 cơ sở vi phạm (12,5%), xử phạt 14 cơ sở với số tiền 62,5 triệu đồng, nhắc nhở 07 cơ sở.",
    "Tỷ lệ suy dinh dưỡng thể nhẹ cân, thể thấp còi ở trẻ dưới 5 tuổi lần lượt là 10,8% và 18,3%, giảm lần lượt 0,4 và 0,7 điểm % so với năm 2022.",
    "Đội ngũ y tế xã gồm 78 người: 11 bác sĩ, 24 y sĩ, 22 điều dưỡng, 13 hộ sinh, 08 dược sĩ; 13/13 trạm có bác sĩ làm việc.",
]

SCHOOLS = [
    "Năm học 2023 - 2024 toàn huyện có 52 trường với 812 nhóm, lớp và 24.635 học sinh; trong đó mầm non 17 trường, 5.821 trẻ; tiểu học 19 trường, 10.204 học sinh; THCS 16 trường, 8.610 học sinh.",
    "Kết quả xếp loại học tập cuối năm: tốt 312 em (18,2%), khá 684 em (39,9%), đạt 692 em (40,4%), chưa đạt 26 em (1,5%).",
    "Có 1.148/1.162 học sinh lớp 9 được công nhận tốt nghiệp, đạt 98,8%; còn 14 em phải thi lại.",
    "Toàn ngành có 1.635 cán bộ, giáo viên, nhân viên (118 quản lý, 1.372 giáo viên, 145 nhân viên), còn thiếu 97 giáo viên so với định mức.",
    "Trường đạt chuẩn quốc gia 41/52 trường (78,8%), tăng 03 trường so với năm học trước; trong đó 12 trường đạt chuẩn mức độ 2.",
    "Tuyển sinh lớp 10 đợt 1 được 1.020 em, đợt 2 được 86 em, nâng tổng số trúng tuyển lên 1.106 em, đạt 95,2% số học sinh tốt nghiệp THCS (1.162 em).",
    "Tổng kinh phí đầu tư cơ sở vật chất 38.450 triệu đồng: ngân sách huyện 25.200 triệu đồng, ngân sách xã 8.750 triệu đồng, xã hội hóa 4.500 triệu đồng; xây mới 24 phòng học, sửa chữa 37 phòng học.",
]

LAND = [
    "Trong kỳ tiếp nhận 2.846 hồ sơ đất đai (kỳ trước chuyển sang 214 hồ sơ, tiếp nhận mới 2.632 hồ sơ); đã giải quyết 2.598 hồ sơ, đang giải quyết 248 hồ sơ trong hạn.",
    "Cấp mới 1.215 giấy chứng nhận với diện tích 318,6 ha; lũy kế đến nay cấp 45.120 giấy, đạt 97,3% số thửa cần cấp (46.372 thửa).",
    "Diện tích tự nhiên 24.318,5 ha, gồm: đất nông nghiệp 19.846,2 ha (81,6%), đất phi nông nghiệp 3.912,7 ha (16,1%), đất chưa sử dụng 559,6 ha (2,3%).",
    "Dự án thu hồi 42,7 ha đất của 318 hộ; đã chi trả bồi thường cho 296 hộ với 86,4 tỷ đồng; còn 22 hộ chưa nhận tiền, trong đó 15 hộ có đơn kiến nghị.",
    "Tổ chức đấu giá 04 khu đất, 126 lô, trúng đấu giá 98 lô, thu 112,8 tỷ đồng, chênh lệch so với giá khởi điểm 15,3 tỷ đồng; còn 28 lô đấu giá lại trong quý IV.",
]

PARTY = [
    "Đảng bộ huyện có 46 tổ chức cơ sở đảng (28 đảng bộ, 18 chi bộ cơ sở), 312 chi bộ trực thuộc đảng ủy cơ sở, 6.842 đảng viên (6.715 chính thức, 127 dự bị).",
    "Trong 6 tháng kết nạp 84/160 đảng viên, đạt 52,5% kế hoạch năm; chuyển đảng chính thức 71 đồng chí; xóa tên 06, cho ra khỏi Đảng 03 đồng chí.",
    "Đánh giá, xếp loại 46 tổ chức cơ sở đảng: hoàn thành xuất sắc nhiệm vụ 09 (19,6%), hoàn thành tốt nhiệm vụ 33 (71,7%), hoàn thành nhiệm vụ 04 (8,7%), không có tổ chức không hoàn thành nhiệm vụ.",
    "Mở 12 lớp bồi dưỡng cho 1.036 học viên, trong đó 03 lớp bồi dưỡng nhận thức về Đảng (214 học viên), 02 lớp đảng viên mới (97 học viên), 07 lớp chuyên đề (725 học viên).",
    "Thực hiện Kế hoạch số 87-KH/HU ngày 12/3/2024, Ban Thường vụ đã luân chuyển 07 đồng chí, điều động 11 đồng chí, bổ nhiệm lại 05 đồng chí, giới thiệu ứng cử 09 đồng chí.",
    "Trao Huy hiệu Đảng đợt 19/5 cho 134 đảng viên: 65 năm 08 đồng chí, 60 năm 12 đồng chí, 55 năm 31 đồng chí, 40 năm 29 đồng chí, 30 năm 54 đồng chí.",
]

INSPECTION = [
    "Ủy ban kiểm tra các cấp kiểm tra 64 tổ chức đảng và 137 đảng viên, giám sát 48 tổ chức và 92 đảng viên; qua kiểm tra phát hiện 05 tổ chức, 11 đảng viên có khuyết điểm, vi phạm.",
    "Thi hành kỷ luật 23 đảng viên (tăng 04 trường hợp so với cùng kỳ), bằng các hình thức: khiển trách 14, cảnh cáo 07, khai trừ 02.",
    "Kết luận 08/10 cuộc kiểm tra khi có dấu hiệu vi phạm đối với 10 đảng viên, còn 02 cuộc đang trong thời gian thẩm tra, xác minh; 06 đảng viên có vi phạm, trong đó 04 đến mức phải thi hành kỷ luật.",
    "Tiếp nhận 57 đơn thư, đủ điều kiện xử lý 41 đơn, không đủ điều kiện 16 đơn (nặc danh 11, trùng lặp 05); chuyển cơ quan có thẩm quyền 23 đơn, giải quyết 18 đơn.",
    "Thanh tra 15 cuộc tại 27 đơn vị, ban hành 12 kết luận, phát hiện sai phạm 3.215 triệu đồng, kiến nghị thu hồi 1.840 triệu đồng, xử lý khác 1.375 triệu đồng; đã thu hồi 1.562 triệu đồng, đạt 84,9%.",
]

UNIONS = [
    "Kết nạp mới 482 hội viên, đạt 120,5% chỉ tiêu (400 hội viên), nâng tổng số hội viên toàn huyện lên 18.936 người, chiếm 76,4% phụ nữ từ 18 tuổi trở lên.",
    "Các cấp Đoàn tổ chức 126 hoạt động tình nguyện thu hút 7.840 lượt đoàn viên; sửa 14,5 km đường, trồng 12.300 cây xanh, tặng 315 suất quà trị giá 157,5 triệu đồng (500.000 đồng/suất).",
    'Vận động Quỹ "Vì người nghèo" được 2.146 triệu đồng, đạt 107,3% kế hoạch; hỗ trợ xây 32 nhà, sửa 18 nhà Đại đoàn kết với 1.960 triệu đồng.',
    "Quản lý 214 tổ tiết kiệm và vay vốn với 8.235 hộ, dư nợ 412,6 tỷ đồng, bình quân 50,1 triệu đồng/hộ; nợ quá hạn 0,37 tỷ đồng, chiếm 0,09% tổng dư nợ.",
    "Mặt trận các cấp chủ trì 38 cuộc giám sát, phản biện 22 dự thảo văn bản, tổ chức 45 hội nghị đối thoại với 3.610 lượt người; có 268 ý kiến, 241 ý kiến được trả lời (89,9%).",
    "Liên đoàn Lao động huyện có 87 công đoàn cơ sở với 4.916 đoàn viên, trong đó nữ 3.127 người (63,6%); thành lập mới 03 công đoàn cơ sở, 142 đoàn viên.",
]

BUDGET = [
    "Tổng thu thuế trên địa bàn 142,5 tỷ đồng, tổng chi quản lý 18,2 tỷ đồng; nợ thuế 9,6 tỷ đồng, trong đó còn phải thu 7,1 tỷ đồng, khó thu 2,5 tỷ đồng.",
    "Tổng thu hợp tác xã 4.120 triệu đồng, tổng chi 3.685 triệu đồng; nợ thuế 112 triệu đồng, còn phải thu 240 triệu đồng.",
    "Tổng thu ngân sách nhà nước ước 1.245,8 tỷ đồng, đạt 62,3% dự toán (2.000 tỷ đồng), tăng 8,6% so với cùng kỳ; trong đó thu nội địa 1.102,3 tỷ đồng, thu xuất nhập khẩu 143,5 tỷ đồng.",
    "Tổng chi ngân sách 846,2 tỷ đồng, gồm: chi đầu tư phát triển 312,5 tỷ đồng, chi thường xuyên 521,4 tỷ đồng, chi dự phòng 12,3 tỷ đồng.",
    "Thu ngân sách xã 12.480 triệu đồng, chi 11.925 triệu đồng, kết dư 555 triệu đồng chuyển năm sau.",
    "Thu tiền sử dụng đất 86,5 tỷ đồng, chiếm 31,4% tổng thu (275,5 tỷ đồng), hụt 33,5 tỷ đồng so với dự toán giao (120 tỷ đồng).",
    "Tổng dư nợ 3.215 tỷ đồng, tăng 214 tỷ đồng (7,1%) so với đầu năm; doanh số cho vay 1.480 tỷ đồng, doanh số thu nợ 1.266 tỷ đồng.",
    "Tiết kiệm 10% chi thường xuyên được 6,8 tỷ đồng; cắt giảm hội nghị, khánh tiết 1,2 tỷ đồng; nguồn cải cách tiền lương còn dư 24,6 tỷ đồng.",
]

INVESTMENT = [
    "Kế hoạch vốn đầu tư công năm 2024 là 286,4 tỷ đồng, đã phân bổ 279,9 tỷ đồng (97,7%), còn 6,5 tỷ đồng chưa phân bổ; giải ngân đến 30/6 đạt 128,9 tỷ đồng, bằng 45% kế hoạch.",
    "Toàn huyện triển khai 43 dự án, gồm 25 dự án chuyển tiếp và 18 dự án khởi công mới; đến nay hoàn thành 12 dự án, đang thi công 24 dự án, chuẩn bị đầu tư 07 dự án.",
    "Dự án nâng cấp ĐT.521 dài 12,6 km, tổng mức đầu tư 98,5 tỷ đồng, lũy kế vốn bố trí 74,2 tỷ đồng (75,3%), khối lượng thực hiện ước 81% hợp đồng.",
    "Quyết toán 31 công trình, giá trị đề nghị 64.812 triệu đồng, giá trị phê duyệt 64.105 triệu đồng, cắt giảm 707 triệu đồng (1,09%).",
    "Thu hút 06 dự án mới với tổng vốn đăng ký 1.250 tỷ đồng; lũy kế 48 dự án, vốn 9.640 tỷ đồng, trong đó 05 dự án FDI với 62,5 triệu USD.",
]

COUNTRYSIDE = [
    "Có 14/16 xã đạt chuẩn nông thôn mới (87,5%), 04 xã đạt chuẩn nâng cao, 01 xã kiểu mẫu; bình quân 18,1 tiêu chí/xã, tăng 0,6 tiêu chí so với năm 2022.",
    "Bê tông hóa 28,4 km đường thôn, bản, đạt 113,6% kế hoạch (25 km); nhân dân hiến 6.215 m2 đất, góp 8.430 ngày công trị giá 1.686 triệu đồng (200.000 đồng/ngày công).",
    "Công nhận 09 sản phẩm OCOP, trong đó 02 sản phẩm 4 sao, 07 sản phẩm 3 sao; lũy kế có 31 sản phẩm của 22 chủ thể.",
    "Tỷ lệ hộ nghèo giảm từ 9,84% xuống 7,12%, giảm 2,72 điểm %, vượt 0,22 điểm % so với chỉ tiêu (2,5%); còn 1.436 hộ nghèo, 1.102 hộ cận nghèo.",
    "Nguồn lực huy động 212,5 tỷ đồng: ngân sách trung ương 64,3 tỷ đồng (30,3%), địa phương 82,1 tỷ đồng (38,6%), doanh nghiệp 27,4 tỷ đồng (12,9%), nhân dân 38,7 tỷ đồng (18,2%).",
]

SECURITY = [
    "Xảy ra 48 vụ phạm pháp hình sự, giảm 06 vụ (11,1%) so với cùng kỳ; điều tra làm rõ 44 vụ (91,7%), bắt 71 đối tượng, thu hồi tài sản trị giá 1,35 tỷ đồng.",
    "Tai nạn giao thông xảy ra 17 vụ, làm chết 09 người, bị thương 14 người; so với cùng kỳ giảm 03 vụ, giảm 02 người chết, tăng 01 người bị thương.",
    "Lập biên bản 3.216 trường hợp vi phạm, trong đó nồng độ cồn 842 trường hợp; tước 415 giấy phép lái xe, tạm giữ 1.027 phương tiện, phạt tiền 6.480 triệu đồng.",
    "Bắt 26 vụ, 34 đối tượng phạm tội về ma túy, thu 412,6 gam heroin, 1.280 viên ma túy tổng hợp; khởi tố 25 vụ, 33 bị can, xử lý hành chính 01 vụ, 01 đối tượng.",
    "Toàn huyện có 312 người nghiện có hồ sơ quản lý, trong đó ngoài xã hội 198 người, trong cơ sở cai nghiện 74 người, trong trại giam 40 người.",
    "Xảy ra 05 vụ cháy, thiệt hại khoảng 820 triệu đồng, không có người chết; so với cùng kỳ tăng 01 vụ, thiệt hại giảm 130 triệu đồng.",
]

MILITARY = [
    "Giao 165 công dân nhập ngũ, đạt 100% chỉ tiêu, trong đó quân đội 140, công an 25; trình độ đại học, cao đẳng 38 đồng chí, đảng viên 04 đồng chí.",
    "Huấn luyện dân quân cho 1.248/1.260 đồng chí, đạt 99,05%; kết quả bắn đạn thật: giỏi 312, khá 586, đạt yêu cầu 350, không có không đạt.",
    "Lực lượng dân quân đạt 1,62% dân số, dự bị động viên biên chế 1.940 đồng chí, phúc tra 1.902 đồng chí, sắp xếp đúng chuyên nghiệp quân sự 86,3%.",
    "Bồi dưỡng kiến thức quốc phòng cho 214 cán bộ đối tượng 4 và 12.460 học sinh; mở 05 lớp, đạt 100% kế hoạch.",
    "Khám sơ tuyển 1.425 thanh niên, đủ điều kiện khám tuyển 612, khám tuyển đạt loại 1, 2, 3 là 284 thanh niên.",
]

REFORM = [
    "Bộ phận một cửa tiếp nhận 8.420 hồ sơ, giải quyết đúng hạn 8.215 hồ sơ, quá hạn 36 hồ sơ, đang giải quyết 169 hồ sơ.",
    "Trong quý tiếp nhận 8.420 hồ sơ; đúng hạn 8.215, quá hạn 36, đang giải quyết 169.",
    "Tiếp nhận 12.604 hồ sơ, trong đó trực tuyến 10.461 hồ sơ (83%), trực tiếp và qua bưu chính 2.143 hồ sơ; đã trả 12.318 hồ sơ, trước hạn và đúng hạn 12.290 hồ sơ (99,8%), quá hạn 28 hồ sơ.",
    "Chỉ số PAR INDEX đạt 88,42 điểm, xếp thứ 5/27, tăng 03 bậc; SIPAS đạt 85,16%, tăng 1,24 điểm % so với năm 2022 (83,92%).",
    "Công bố 112 thủ tục, sửa đổi 35, bãi bỏ 19; đến nay có 326 dịch vụ công toàn trình và 148 dịch vụ công một phần.",
    "Thực hiện Nghị quyết số 1211/2016/UBTVQH13, huyện sắp xếp 18 xã thành 13 xã, giảm 05 đơn vị; dôi dư 96 cán bộ, công chức, đã bố trí 61 người, còn 35 người.",
]

LABOUR = [
    "Giải quyết việc làm mới cho 2.364 lao động, đạt 118,2% kế hoạch, trong đó trong tỉnh 1.205, ngoài tỉnh 968, xuất khẩu lao động 191 người.",
    "Chi trả trợ cấp cho 4.812 đối tượng bảo trợ xã hội với 28,6 tỷ đồng; tặng 1.916 suất quà cho người có công, mỗi suất 300.000 đồng, tổng 574,8 triệu đồng.",
    "Tham gia bảo hiểm xã hội 9.845 người, tăng 512 người (5,5%) so với cuối năm 2022, trong đó bắt buộc 6.930, tự nguyện 2.915 người.",
    "Mở 18 lớp nghề cho 612 học viên, bình quân 34 học viên/lớp; 489 người có việc làm sau đào tạo, đạt 79,9%.",
]

FARMING = [
    "Tổng diện tích gieo trồng 18.642 ha, bằng 101,3% kế hoạch; lúa 9.810 ha, năng suất 56,4 tạ/ha, sản lượng 55.328 tấn; ngô 4.125 ha, năng suất 48,2 tạ/ha, sản lượng 19.883 tấn.",
    "Tổng đàn trâu 12.460 con, bò 21.315 con, lợn 68.900 con, gia cầm 1.124 nghìn con; so với cùng kỳ lần lượt giảm 1,8%, tăng 2,4%, tăng 5,1% và tăng 6,3%.",
    "Dịch tả lợn châu Phi xảy ra tại 86 hộ, 24 thôn của 07 xã, tiêu hủy 1.214 con, trọng lượng 58.910 kg; đến ngày 15/6/2024 có 05/07 xã qua 21 ngày không phát sinh.",
    "Trồng mới 620 ha rừng, đạt 103,3% kế hoạch (600 ha), gồm rừng sản xuất 540 ha, rừng phòng hộ 80 ha; khai thác 41.200 m3 gỗ; tỷ lệ che phủ 54,3%.",
    "Toàn huyện có 46 hợp tác xã (38 hợp tác xã nông nghiệp, 08 hợp tác xã phi nông nghiệp) với 1.872 thành viên; doanh thu bình quân 1,4 tỷ đồng/hợp tác xã, lãi bình quân 165 triệu đồng.",
    "Sản lượng thủy sản 3.418 tấn, tăng 4,6% so với cùng kỳ, trong đó nuôi trồng 2.965 tấn, khai thác 453 tấn.",
]

JUSTICE = [
    "Tổng số việc phải thi hành 1.246 việc, trong đó có điều kiện 982 việc, chưa có điều kiện 264 việc; đã thi hành xong 715 việc, đạt 72,8% số việc có điều kiện, còn 267 việc chuyển kỳ sau.",
    "Tòa án thụ lý 436 vụ, việc, giải quyết 391 vụ, việc, đạt 89,7%; còn lại 45 vụ, việc trong thời hạn; án bị hủy 02 vụ (0,5%), sửa 05 vụ (1,3%).",
    "Hòa giải 168 vụ, hòa giải thành 142 vụ (84,5%), không thành 19 vụ, đang hòa giải 07 vụ.",
    "Đăng ký khai sinh 1.812 trường hợp (đăng ký mới 1.540, đăng ký lại 272), kết hôn 486 cặp, khai tử 534 trường hợp; chứng thực 6.215 bản sao.",
    "Tiếp 214 lượt công dân với 231 người, 03 đoàn đông người; nhận 186 đơn, gồm 08 khiếu nại, 05 tố cáo, 173 kiến nghị, phản ánh; đã giải quyết 169 đơn, đạt 90,9%.",
    "Ban hành 24 văn bản quy phạm pháp luật, tự kiểm tra 24/24 văn bản, phát hiện 02 văn bản sai thể thức (8,3%); rà soát 118 văn bản, đề nghị bãi bỏ 13 văn bản.",
]

VARIANTS = [
    "Tổng số đảng viên: 42 đảng viên, 38 chính thức, 04 dự bị; vắng 03.",
    "Chi bộ có tổng số 42 đảng viên; 38 chính thức, 04 dự bị; vắng 03 đảng viên.",
    "Tổng số 42 đảng viên, có mặt 39, vắng 03, trong đó 38 chính thức, 04 dự bị.",
    "Đại hội có 42 đảng viên: chính thức 38, dự bị 04; có mặt 39, vắng 03.",
    "Tiếp nhận 8.420 hồ sơ, đúng hạn 8.215, quá hạn 36, đang giải quyết 169.",
    "Tiếp nhận 8.420 hồ sơ; giải quyết đúng hạn 8.215 hồ sơ; quá hạn 36 hồ sơ; đang giải quyết 169 hồ sơ.",
    "Trong đó tiếp nhận 8.420 hồ sơ, đã giải quyết 8.251 hồ sơ (đúng hạn 8.215, quá hạn 36), đang giải quyết 169 hồ sơ.",
    "Tổng thu 4.120 triệu đồng, tổng chi 3.685 triệu đồng; nợ thuế 112 triệu đồng, còn phải thu 240 triệu đồng.",
    "Tỷ lệ hộ nghèo giảm từ 9,84% xuống 7,12%, giảm 2,72 điểm %, vượt 0,22 điểm % so với chỉ tiêu (2,5%).",
    "Giao 165 công dân nhập ngũ, đạt 100% chỉ tiêu, trong đó quân đội 140, công an 25.",
    "Tổng số đảng viên 42 đồng chí, chính thức 38, dự bị 04; có mặt 39, vắng 03.",
    "Chi bộ có 42 đảng viên, có mặt 39 đảng viên, 38 chính thức, 04 dự bị; vắng 03.",
    "Tổng số đảng viên của chi bộ: 42 đồng chí; chính thức 38 đồng chí; dự bị 04 đồng chí; vắng 03 đồng chí.",
    "Tổng số 42 đảng viên, chính thức 38 đảng viên, dự bị 04 đảng viên, vắng 03 đảng viên.",
    "Tổng số: 42 đảng viên (38 chính thức, 04 dự bị; vắng 03).",
    "Dự họp 39/42 đảng viên, 38 chính thức, 04 dự bị; vắng 03.",
    "Chi bộ hiện có 42 đảng viên, trong đó: 38 chính thức, 04 dự bị; vắng 03 đồng chí.",
    "Chi bộ hiện có 42 đảng viên: 38 chính thức, 04 dự bị; vắng 03 đồng chí có lý do.",
    "Tổng số 42 đảng viên, có mặt 39 đảng viên, trong đó 36 chính thức, 03 dự bị, vắng 03.",
    "Trong tháng tiếp nhận 8.420 hồ sơ, giải quyết đúng hạn 8.215, quá hạn 36, đang giải quyết 169.",
    "Tiếp nhận 8.420 hồ sơ, đã giải quyết đúng hạn 8.215 hồ sơ, quá hạn 36, đang giải quyết 169 hồ sơ.",
    "Tổng số hồ sơ tiếp nhận 8.420, giải quyết đúng hạn 8.215, quá hạn 36, đang giải quyết 169.",
    "Số hồ sơ tiếp nhận 8.420; đã giải quyết trước và đúng hạn 8.215 (99,6%); quá hạn 36; đang giải quyết 169.",
    "Tổng thu hội phí 4.120 triệu đồng, tổng chi 3.685 triệu đồng, tồn quỹ 435 triệu đồng; còn phải thu 240 triệu đồng.",
    "Tổng thu ngân sách 845,2 tỷ đồng, tổng chi ngân sách 790,6 tỷ đồng; nợ thuế 38,4 tỷ đồng, còn phải thu 16,2 tỷ đồng.",
    "Diện tích gieo trồng 18.642 ha, tăng 1,3% so với cùng kỳ, lúa 9.810 ha, ngô 4.125 ha.",
    "Diện tích gieo trồng 18.642 ha, bằng 101,3% kế hoạch, lúa 9.810 ha, ngô 4.125 ha.",
    "Thu ngân sách 845,2 tỷ đồng, tăng 8,6% so với cùng kỳ; thu nội địa 712,4 tỷ đồng.",
    "Khám cho 45.210 lượt người, tăng 6,2% so với cùng kỳ, nội trú 3.812 lượt, ngoại trú 41.398 lượt.",
    "Tổng đàn gia súc 102.450 con, tăng 2,1% so với cùng kỳ năm trước, trâu 12.460 con, bò 21.090 con, lợn 68.900 con.",
    "Kết nạp 84 đảng viên, đạt 52,5% kế hoạch, nữ 41 đồng chí, dân tộc thiểu số 38 đồng chí.",
    "Kết nạp 84 đảng viên, tăng 12% so với cùng kỳ, nữ 41 đảng viên.",
    "Số hộ nghèo giảm 412 hộ, vượt 62 hộ so với kế hoạch (350 hộ).",
    "Tổng số hồ sơ tiếp nhận 1.245 hồ sơ; trong đó trực tuyến 986 hồ sơ; lũy kế từ đầu năm 6.320 hồ sơ.",
    "Kết nạp 12 đảng viên, gồm 7 nam, 5 nữ, nâng tổng số đảng viên lên 318 đồng chí.",
    "Thi hành xong 715 việc, tăng 62 việc (9,5%) so với cùng kỳ, trong đó việc chủ động 402 việc, theo yêu cầu 313 việc.",
    "Tổng thu hội phí 412 triệu đồng, tổng chi hoạt động 320 triệu đồng, tổng chi khen thưởng 60 triệu đồng.",
    "Thu nhập bình quân 48,6 triệu đồng/người/năm, tăng 3,4 triệu đồng so với năm 2022 (45,2 triệu đồng), bằng 92% bình quân chung của tỉnh (52,8 triệu đồng).",
]

MIXED = [
    "Toàn ngành có 1.215 cán bộ, trong đó nữ 742 người (61,1%), đảng viên 618 người (50,9%), trên đại học 96 người (7,9%).",
    "Thực hiện 12 chuyên đề, 9 chuyên đề xong trước hạn, 02 chuyên đề đúng hạn, 01 chuyên đề lùi sang quý IV.",
    "Tổng số trẻ đến trường 5.821/6.104 trẻ, đạt 95,4%, trẻ 5 tuổi 2.015/2.015 đạt 100%, nhà trẻ 1.206 trẻ, mẫu giáo 4.615 trẻ.",
    "Thu bảo hiểm xã hội 186,5 tỷ đồng, đạt 71,2% kế hoạch; nợ 5,6 tỷ đồng, chiếm 2,14% số phải thu (261,9 tỷ đồng), giảm 0,4 điểm %.",
    "Chi bộ họp 12 kỳ, bình quân 94% đảng viên dự; phân loại đảng viên: xuất sắc 05 (19,2%), tốt 19 (73,1%), hoàn thành 02 (7,7%).",
    "Kế hoạch năm 2024: trồng 600 ha rừng, chăm sóc 1.850 ha, khoanh nuôi 420 ha; kết quả 9 tháng lần lượt đạt 92%, 100% và 100%.",
    "Trong kỳ có 27 vụ bạo lực gia đình, giảm 05 vụ so với cùng kỳ (32 vụ), nạn nhân nữ 24, nam 03; xử lý hành chính 08, hòa giải 19.",
    "Phát hành 12.500 tờ rơi, 86 băng rôn, 312 lượt phát thanh; tổ chức 42 buổi tuyên truyền cho 3.860 lượt người nghe, bình quân 92 lượt người/buổi.",
    "Đến 30/9, dư nợ cho vay hộ nghèo 124,5 tỷ đồng, hộ cận nghèo 98,6 tỷ đồng, hộ mới thoát nghèo 86,2 tỷ đồng; ba chương trình chiếm 75% tổng dư nợ 412,4 tỷ đồng.",
    "Thực hiện Quyết định số 1719/QĐ-TTg, phân bổ 62,4 tỷ đồng cho 10 dự án, giải ngân 40,6 tỷ đồng (65,1%), cao hơn bình quân toàn tỉnh 3,9 điểm phần trăm (61,2%).",
    "Số thuê bao internet 12.450, đạt 57,8 thuê bao/100 hộ; số hộ có điện thoại thông minh 18.960/21.540 hộ (88%).",
    "Đón 1.860 công dân, tiếp dân định kỳ 24 kỳ, lãnh đạo tiếp 312 lượt; số đơn nhận 415 (khiếu nại 16, tố cáo 09, kiến nghị 390), giảm 11,7% so với cùng kỳ (470 đơn).",
    "Đề nghị khen thưởng 36 tập thể, 82 cá nhân; trong đó Bằng khen Chủ tịch UBND tỉnh 06 tập thể, 11 cá nhân, Giấy khen Chủ tịch UBND huyện 30 tập thể, 71 cá nhân.",
    "Xây mới 02 cầu, sửa 05 cầu, 18,6 km đường với tổng vốn 42,8 tỷ đồng, tăng 6,4 tỷ đồng so với dự toán ban đầu (36,4 tỷ đồng).",
    "Mật độ dân số 312 người/km2, dân số trung bình 75.872 người, diện tích 243,18 km2.",
    "Toàn tỉnh 24 người chết do đuối nước, 18 trẻ em; giảm 04 người so với năm 2023.",
    "Quân số huấn luyện 486/492 đạt 98,78%, thiếu 06 do ốm; kiểm tra 05 nội dung: 02 giỏi, 03 khá, đơn vị đạt khá.",
    "Nợ xây dựng cơ bản đầu năm 18,6 tỷ đồng, đã trả 11,2 tỷ đồng, phát sinh 2,1 tỷ đồng, đến nay còn 9,5 tỷ đồng.",
    "Lớp 10 có 12 lớp, 516 học sinh, bình quân 43 học sinh/lớp, tăng 02 lớp, 84 học sinh so với năm học trước (10 lớp, 432 học sinh).",
    "Hỗ trợ 186 hộ vay vốn với 9,3 tỷ đồng, bình quân 50 triệu đồng/hộ; trong đó hộ nghèo 64 hộ, hộ cận nghèo 72 hộ, hộ mới thoát nghèo 50 hộ.",
    "Giám định 126.840 hồ sơ, từ chối thanh toán 1,86 tỷ đồng, bằng 1,2% số đề nghị (155 tỷ đồng).",
    "Chấp thuận 15 dự án, thu hồi 02 dự án chậm tiến độ; 13 dự án đang triển khai, trong đó 09 đúng tiến độ, 04 chậm tiến độ.",
    "Toàn xã có 2.418 hộ với 9.876 nhân khẩu, trong đó hộ nghèo 186 hộ (7,69%), hộ cận nghèo 142 hộ (5,87%), hộ có mức sống trung bình trở lên 2.090 hộ.",
    "Đến ngày 15/11/2023 giải ngân 184,6/236,8 tỷ đồng, đạt 77,96%; còn 52,2 tỷ đồng, phấn đấu đến 31/01/2024 giải ngân 100%.",
    "Ban hành 08 nghị quyết, 14 kế hoạch, 22 báo cáo, 135 công văn; tham mưu cấp ủy ban hành 03 chỉ thị.",
    "Đảng bộ có 21 chi bộ với 486 đảng viên; trong 6 tháng kết nạp 09 đảng viên (đạt 60% chỉ tiêu 15 đảng viên), chuyển đến 04, chuyển đi 07, từ trần 02.",
    "Đầu kỳ 482 đảng viên, kết nạp 09, chuyển đến 04, chuyển đi 07, từ trần 02, cuối kỳ 486 đảng viên.",
    "Kết quả bỏ phiếu: số phiếu phát ra 148, thu về 148, hợp lệ 147, không hợp lệ 01; đồng chí A được 145/147 phiếu, đạt 98,64%.",
    "Lực lượng lao động 5.642 người, có việc làm 5.486 người (97,2%), trong đó nông nghiệp 2.913 người, công nghiệp - xây dựng 1.468 người, dịch vụ 1.105 người.",
    "Xử phạt vi phạm hành chính 214 vụ với 1.126 triệu đồng, đã nộp ngân sách 978 triệu đồng, còn phải thu 148 triệu đồng.",
    "Tổng số văn bản đến 4.215 văn bản, văn bản đi 1.982 văn bản (ký số 1.971 văn bản, đạt 99,4%); hồ sơ công việc trên môi trường mạng 86,2%.",
    "Thực hiện tinh giản 14 biên chế (nghỉ hưu trước tuổi 11, thôi việc 03), vượt 02 biên chế so với kế hoạch (12 biên chế).",
    "Giá trị sản xuất nông, lâm, thủy sản 1.284 tỷ đồng, tăng 4,2% so với năm 2022, trồng trọt chiếm 48,6%, chăn nuôi 39,1%, lâm nghiệp và thủy sản 12,3%.",
    "Giá trị sản xuất công nghiệp 1.845 tỷ đồng, tăng 9,6%, chiếm 38,4% tổng giá trị sản xuất (4.805 tỷ đồng).",
    "Kiểm tra 42 tổ chức đảng, đạt 84% chương trình (50 tổ chức), giám sát 36 tổ chức; nội dung tập trung vào chấp hành Điều lệ Đảng (18), Quy chế làm việc (15), Quy định nêu gương (09).",
    "Cấp 3.126 thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi, 512 thẻ cho hộ cận nghèo; tỷ lệ bao phủ 94,6%, tăng 0,9 điểm % so với cuối năm 2022 (93,7%).",
    "Mô hình trồng bưởi 45 ha tại 03 xã (xã A 18 ha, xã B 15 ha, xã C 12 ha), năng suất 18 tấn/ha, sản lượng 810 tấn, giá trị 16,2 tỷ đồng.",
    "Duy trì 126 sản phẩm trên sàn thương mại điện tử; 18/24 xã có tổ công nghệ số hoạt động tốt, 06 xã trung bình; 182 tổ với 1.274 thành viên, bình quân 07 người/tổ.",
    "Tổng kinh phí thực hiện Chương trình 1719 là 46.215 triệu đồng, vốn đầu tư 28.400 triệu đồng, vốn sự nghiệp 17.815 triệu đồng; đã giải ngân 31.426 triệu đồng (68%).",
    "Trợ giúp pháp lý 86 vụ việc cho 86 người (người nghèo 31, dân tộc thiểu số 42, trẻ em 08, người có công 05), tăng 11 vụ so với cùng kỳ (75 vụ).",
    "Hội Cựu chiến binh có 5.214 hội viên sinh hoạt tại 24 hội cơ sở, 212 chi hội; kết nạp 96 hội viên, từ trần 58, chuyển đi 12.",
    "Sản lượng điện thương phẩm 142,6 triệu kWh, tăng 7,5% so với cùng kỳ; tổn thất 4,82%, giảm 0,21 điểm %; 100% xã có điện, 99,4% hộ dùng điện.",
    "Mưa lũ từ ngày 08 đến 11/9/2024 làm 02 người chết, 05 người bị thương, 312 nhà hư hỏng (sập đổ 14, hư hại nặng 86, ngập 212), 245,6 ha lúa bị ngập; thiệt hại ước 38,4 tỷ đồng.",
    "Tổng thu ngân sách 245,6 tỷ đồng, bằng 98,2% dự toán, thu cân đối 61,4 tỷ đồng, thu bổ sung 184,2 tỷ đồng.",
    "Huy động 412 lượt cán bộ, 1.860 lượt dân quân tham gia; cấp 12,5 tấn gạo, 850 thùng mì, 620 triệu đồng cho 215 hộ; trong đó hỗ trợ nhà sập 14 hộ, mỗi hộ 20 triệu đồng.",
    "Đoàn kiểm tra số 04 làm việc với 06 đơn vị từ ngày 05/8/2024 đến ngày 23/8/2024, rà soát 312 hồ sơ, phát hiện 27 hồ sơ có sai sót (8,7%).",
    "Tỷ lệ lấp đầy khu công nghiệp đạt 64,5% (diện tích cho thuê 96,1/149 ha), 32 doanh nghiệp hoạt động, 8.450 lao động, thu nhập bình quân 7,8 triệu đồng/người/tháng.",
    "Tội phạm kinh tế phát hiện 19 vụ, 23 đối tượng, tăng 04 vụ so với cùng kỳ, khởi tố 12 vụ, 15 bị can, xử lý hành chính 07 vụ, 08 đối tượng.",
    "Thu hút 215.400 lượt khách, đạt 107,7% kế hoạch, khách quốc tế 12.600 lượt, khách nội địa 202.800 lượt; doanh thu 168 tỷ đồng.",
    "Toàn tỉnh có 1.215 trạm BTS, phủ sóng 4G 98,7% thôn, bản; còn 16/1.232 thôn, bản chưa có sóng.",
    "Tổng số cán bộ, công chức cấp xã 268 người, có trình độ đại học trở lên 241 người (89,9%), trung cấp 27 người (10,1%); lý luận chính trị cao cấp 09, trung cấp 214 người.",
    "Hằng năm tổ chức 02 đợt diễn tập; năm 2024 có 03/13 xã diễn tập chiến đấu phòng thủ, 03/03 xã đạt loại giỏi.",
    "Tổng số vụ việc thụ lý 312 vụ, việc (tồn cũ 24, thụ lý mới 288); đã giải quyết 281, đạt 90,1%; còn 31.",
    "Trong 9 tháng, Chi cục thu 186,4 tỷ đồng, đạt 78,6% dự toán pháp lệnh (237 tỷ đồng), 75,2% chỉ tiêu phấn đấu (248 tỷ đồng), tăng 5,1% so với cùng kỳ.",
    "Số học sinh bỏ học 18 em, chiếm 0,07%, giảm 09 em so với năm học trước; trong đó THCS 16 em, tiểu học 02 em.",
    "Đại hội bầu 15 đồng chí vào Ban Chấp hành (nữ 04, chiếm 26,7%; trẻ dưới 40 tuổi 03, chiếm 20%; dân tộc thiểu số 06, chiếm 40%).",
    "Trường có 32 phòng học, 28 phòng kiên cố (87,5%), 04 phòng bán kiên cố; 06 phòng bộ môn, 01 thư viện đạt chuẩn.",
    "Nguồn vốn huy động 1.845 tỷ đồng, tăng 126 tỷ đồng so với đầu năm, tiền gửi dân cư 1.512 tỷ đồng (82%), tổ chức kinh tế 333 tỷ đồng (18%).",
    "Tỷ lệ giải ngân các nguồn vốn: ngân sách tỉnh 78,4%, ngân sách huyện 81,2%, Chương trình mục tiêu quốc gia 62,7%; bình quân chung 74,9%.",
    "Kết nạp đoàn viên mới 315/300, đạt 105%; giới thiệu 96 đoàn viên ưu tú, 58 đồng chí được kết nạp Đảng, chiếm 69% tổng số đảng viên mới (84 đồng chí).",
    "Khởi công 14 nhà, hoàn thành 11 nhà, trong đó làm mới 08, sửa chữa 03; mức hỗ trợ 60 triệu đồng/nhà làm mới, 30 triệu đồng/nhà sửa chữa, tổng 570 triệu đồng.",
    "Thời vụ lúa mùa gieo cấy 4.860/4.800 ha, đạt 101,25% kế hoạch, bằng 99,4% so với cùng kỳ; diện tích nhiễm sâu cuốn lá 126 ha, nhẹ 84 ha, trung bình 34 ha, nặng 08 ha.",
    "Công suất thiết kế 12.000 m3/ngày đêm, thực tế cấp 9.840 m3/ngày đêm, đạt 82% công suất, 14.215 hộ sử dụng.",
    "Kiểm định 215 phương tiện đo, đạt 209, không đạt 06 (2,8%); kiểm tra 48 cơ sở, 03 cơ sở bị xử phạt 24 triệu đồng.",
    "Giá trị sản xuất 6 tháng đạt 2.415 tỷ đồng, tăng 8,2% so với cùng kỳ, đạt 47,8% kế hoạch: nông nghiệp 612 tỷ đồng, công nghiệp 1.124 tỷ đồng, dịch vụ 679 tỷ đồng.",
    "Xét duyệt hồ sơ: tổng 96 hồ sơ, đủ điều kiện 88 hồ sơ, bổ sung 05 hồ sơ, trả lại 03 hồ sơ.",
    "Tổng đài 1022 tiếp nhận 1.318 phản ánh, đã xử lý 1.276, đang xử lý 42; mức độ hài lòng 93,5%; trung bình 7,2 phản ánh/ngày.",
    "Quỹ Đền ơn đáp nghĩa thu 486 triệu đồng, chi 395 triệu đồng (xây mới 03 nhà 210 triệu đồng, thăm hỏi 185 triệu đồng), tồn 91 triệu đồng.",
    "Số lao động bị nợ lương 86 người tại 03 doanh nghiệp, số tiền 1.240 triệu đồng, giảm 320 triệu đồng so với quý trước; đã chi trả 760 triệu đồng.",
    "Toàn huyện có 5.486 hồ sơ sức khỏe điện tử được cập nhật, bằng 91,4% dân số xã thí điểm (6.002 người); 12/12 trạm kết nối.",
    "Toàn xã có 14 thôn, 12 thôn đạt chuẩn văn hóa, 02 thôn chưa đạt; 2.105/2.418 hộ đạt gia đình văn hóa, đạt 87,1%, tăng 1,3 điểm phần trăm.",
    "Tiếp nhận 8.420 hồ sơ, giải quyết đúng hạn 8.215 hồ sơ, quá hạn 36 hồ sơ, đang giải quyết 169 hồ sơ; tỷ lệ đúng hạn 99,56%.",
    "Năm 2023 có 1.245 thí sinh đăng ký, 1.238 dự thi, vắng 07, vi phạm 01; điểm trung bình 6,48, tăng 0,22 điểm so với năm 2022 (6,26 điểm), xếp thứ 18 toàn quốc.",
]

# Right before the bar, wrong after it: what the rules that spare the lines above still find.
STILL_FOUND = [
    "Lúa ngập 4.116 ha (xã Cổ Lâm 1.500 ha, xã Hạ Bình116ha, xã Trung Hòa [2.500|2.050] ha).",
    "Tổng diện tích 512 ha. Trong đó: cây lương thực 310 ha, cây thực phẩm [180|108] ha, cây ngắn ngày 16 ha, cây khác 06 ha.",
    "Phát hiện 15 ổ dịch, tăng [12|21] ổ dịch so với cùng kỳ năm trước (3 ổ dịch).",
    "Tiếp nhận 8.420 hồ sơ, giải quyết đúng hạn 8.215, quá hạn 36, đang giải quyết [169|196].",
    "Tổng số 42 đảng viên, chính thức [38|36] đảng viên, dự bị 04 đảng viên, vắng 03 đảng viên.",
    "Sản lượng thủy sản 3.418 tấn, tăng 4,6% so với cùng kỳ ([3.268|3.628] tấn), trong đó nuôi trồng 2.965 tấn, khai thác 453 tấn.",
    "Giải quyết việc làm cho 2.364 lao động, đạt 118,2% kế hoạch, kế hoạch giao là [2.000|2.100] lao động.",
    "Số hộ nghèo giảm 412 hộ, vượt [62|26] hộ so với kế hoạch (350 hộ).",
    "Tiếp nhận 8.420 hồ sơ; giải quyết trước và đúng hạn 8.215 hồ sơ ([99,6|96,9]%); quá hạn 36 hồ sơ; đang giải quyết 169 hồ sơ.",
    "Tổng số đại biểu 150 người, trong đó nữ [52|152] người.",
    "Kiểm tra 45 cơ sở, phát hiện [12|52] cơ sở vi phạm, xử phạt 05 cơ sở.",
    "Công nhận 09 sản phẩm OCOP, trong đó 02 sản phẩm 4 sao, [07|17] sản phẩm 3 sao; lũy kế có 31 sản phẩm của 22 chủ thể.",
]

LEVELS = [
    "Trong 12 xã của huyện có 5 xã đạt trên 90%, 4 xã đạt dưới 80%.",
    "Cháy lớn nhất xảy ra lúc 14h30, muộn nhất là 21h15, có 37 người phải sơ tán.",
    "Khởi tố 45/52 vụ án, đạt 86,5%. Trong đó, án giết người làm rõ 6/6 vụ, đạt 100%.",
    "Thụ lý 14 đơn, trong đó có 03 đơn tố cáo; số đơn còn phải giải quyết 18, đầu kỳ là 20, phát sinh thêm 12.",
    "Có 22 đoàn, 214 người (đoàn đông nhất 31 người, ít nhất 04 người).",
    "Còn 01 mục tiêu không đạt (bao phủ bảo hiểm y tế: mục tiêu 95%, thực hiện 92,5%, thấp hơn 2,5 điểm phần trăm).",
]

OTHER_CLAUSES = [
    "Tổng diện tích 512/512 ha. Trong đó: cây lương thực 310 ha, cây thực phẩm 180 ha, cây ngắn ngày 16 ha, cây khác 06 ha.",
    "Cấp thuốc cho 8.420 lượt người bệnh. Trong đó, người bệnh tăng huyết áp: 4.120, người bệnh tiểu đường: 2.900, bệnh khác: 1.400.",
    "Tháng 9 đạt 12.058 tỷ đồng. Trong đó, kinh tế trong nước 11.757 tỷ đồng, kinh tế nước ngoài 300,4 tỷ đồng.",
    "Lúa ngập 4.116 ha (xã Cổ Lâm 1.500 ha, xã Hạ Bình116ha, xã Trung Hòa 2.500 ha).",
    "Theo địa bàn, xã Cổ Lâm có 55 vụ, xã Hạ Bình 13 vụ, Đội cơ động xử lý 10 vụ, xã Trung Hòa 6 vụ, xã An Khê 3 vụ và xã Bản Mới 2 vụ.",
    "Năng suất lúa mùa năm 2023 đạt 51,50 tạ/ha, tăng 2,6% so với vụ mùa 2022; cả năm đạt 60,45 tạ/ha.",
    "Phát hiện 15 ổ dịch, tăng 12 ổ dịch so cùng kỳ năm trước, tăng mạnh nhất ở xã Trung Hòa (6 ổ dịch).",
    "Theo ngành, bán lẻ chiếm khoảng 79,5%; lưu trú gần 9,5%; dịch vụ khác 10,8%...",
    "Dạy nghề cho 42.460/42.000 người, bằng 101,1% kế hoạch. Trong số được dạy nghề, nữ là 21.684 người, chiếm 51,07% tổng số người học.",
]

LINES = [
    *OTHER_CLAUSES,
    *LEVELS,
    *ROLLS,
    *HEALTH,
    *SCHOOLS,
    *LAND,
    *PARTY,
    *INSPECTION,
    *UNIONS,
    *BUDGET,
    *INVESTMENT,
    *COUNTRYSIDE,
    *SECURITY,
    *MILITARY,
    *REFORM,
    *LABOUR,
    *FARMING,
    *JUSTICE,
    *VARIANTS,
    *MIXED,
]
