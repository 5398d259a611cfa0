"""Totals and their parts: lists that name all parts, in any shape, and lists that only look so."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

DIVIDED = [
    # the total is the upper number of a ratio, or a share stands between it and its parts
    "Trạm y tế đạt tiêu chí quốc gia: 41/45 trạm, đạt 91,1% (vùng thấp 22, vùng giữa 11, vùng cao [8|9]).",
    "Có 36/40 chi bộ hoàn thành tốt, bằng 90% (khối cơ quan 9, khối trường học 12, khối thôn [15|17]).",
    "Nữ cấp ủy viên 216 đồng chí, chiếm 24,3% (cấp tỉnh 9 đồng chí, cấp huyện 58 đồng chí, cấp cơ sở [149|194] đồng chí).",
    "Đã cấp 8.416 giấy chứng nhận, đạt 96,2% (đất ở 5.120, đất nông nghiệp 2.874, đất khác [422|442]).",
    # each part by its own noun
    "Tổng số 212 công trình nước bị hư hỏng: bể chứa 86 bể, đập đầu mối 41 đập, trạm bơm [19|29] trạm, tuyến ống 66 tuyến.",
    "Thu giữ 148 phương tiện, gồm: ô tô 23 chiếc; mô tô 97 chiếc; xuồng máy [28|38] chiếc.",
    "Chi cục quản lý 5.214 người nộp thuế, gồm 812 doanh nghiệp; 4.163 hộ kinh doanh; [239|293] tổ chức khác.",
    "Kiểm tra 58 tổ chức đảng, trong đó 31 chi bộ, 17 đảng ủy cơ sở, [10|11] tổ chức khác; kết luận 49 tổ chức có vi phạm.",
    # the last part says that it is the rest
    "Toàn huyện có 84 hợp tác xã, 52 hợp tác xã hoạt động tốt (61,9%), 09 hợp tác xã yếu, còn lại [23|32] hợp tác xã trung bình; 615 doanh nghiệp.",
    "Vốn được phân cho 61 chủ đầu tư: 12 ban quản lý; [45|54] xã, phường; 4 đơn vị khác; với 208 dự án.",
    "Cả tỉnh có 1.245 nhà văn hóa thôn, 908 nhà đạt chuẩn, 214 nhà đang nâng cấp, còn lại [123|132] nhà xuống cấp.",
    "Qua phân loại: 96 đơn khiếu nại, 41 đơn tố cáo, còn lại [215|251] đơn là kiến nghị, phản ánh; tổng cộng 352 đơn.",
    # two complementary halves
    "Văn phòng điều phối có 09 người, trong đó chuyên trách 04 người, kiêm nhiệm [05|06] người.",
    "Đội ngũ cộng tác viên dân số 312 người, trong đó 187 người chuyên trách, [125|152] người kiêm nhiệm.",
    "Ban Chỉ đạo có 17 thành viên, gồm 05 thành viên chuyên trách và [12|13] thành viên kiêm nhiệm.",
    "Toàn xã có 1.208 hội viên, trong đó [1.120|1.102] hội viên chính thức, 88 hội viên danh dự.",
    # across a sentence end
    "Còn 214 hộ chưa có đất ở. Lý do: thiếu quỹ đất [96|69] hộ; mới tách hộ 73 hộ; di cư tự do 45 hộ.",
    "Cơ quan đã xử lý 127 hồ sơ. Kết quả: đồng ý 84 hồ sơ; trả lại [26|36] hồ sơ; đang xem xét 17 hồ sơ.",
    "Năm 2023, Tòa án thụ lý 486 vụ. Trong đó: hình sự 134 vụ; dân sự 201 vụ; hôn nhân gia đình [151|115] vụ.",
    # pairs of two counts
    "Đã xử lý 214 vụ, đạt 96%, gồm hành chính 197 vụ, hình sự [17|27] vụ/24 bị can; còn 9 vụ đang xác minh.",
    "Khởi tố mới 187 vụ. Chia theo nhóm tội: trật tự xã hội 124 vụ/163 bị can, chiếm 66,3%; ma túy 41 vụ/57 bị can, chiếm 21,9%; kinh tế [22|32] vụ/31 bị can.",
    # money, land, mass
    "Tổng chi ngân sách 48.620 triệu đồng, gồm: chi đầu tư 17.350 triệu đồng; chi thường xuyên 29.480 triệu đồng; dự phòng [1.790|1.970] triệu đồng.",
    "Diện tích gieo trồng 3.284 ha (lúa 2.107 ha, ngô 645 ha, rau màu [532|523] ha).",
    "Sản lượng khai thác 12.486 tấn, chia ra: cá 8.915 tấn, tôm 1.246 tấn, hải sản khác [2.325|2.352] tấn.",
    "Kinh phí thực hiện 6,84 tỷ đồng, trong đó: ngân sách trung ương 3,2 tỷ đồng, ngân sách tỉnh 2,14 tỷ đồng, ngân sách huyện [1,5|15] tỷ đồng.",
    "Quỹ đất thu hồi 38,6 ha, gồm: đất lúa 21,4 ha; đất ở 2,7 ha; đất khác [14,5 ha|14,5 m²].",
    "Biên chế hiện có 118 công chức, thiếu 7; gồm Văn phòng 21, các phòng chuyên môn [64|46], đội cơ động 33.",
    # brackets of numbered things
    "Sở thành lập 03 tổ công tác (tổ 1 phụ trách 14 xã, tổ 2 phụ trách 11 xã, tổ 3 phụ trách 12 xã), tổng cộng [37|47] xã.",
    # a list after a list
    "Toàn trường có 46 cán bộ, giáo viên: cán bộ quản lý 3, giáo viên 37, nhân viên [6|8]; trình độ thạc sĩ 5.",
    "Lực lượng tham gia 1.365 lượt người, gồm: công an 412 lượt, quân sự 308 lượt, dân quân [645|654] lượt.",
]

COUNTED = [
    "Huyện thành lập [4|5] tổ kiểm tra, gồm các tổ: kinh tế; văn hóa, xã hội; nội chính; xây dựng đảng.",
    "Năm 2025, ngành thực hiện [05|04] nhóm nhiệm vụ trọng tâm: triển khai sách lớp 5, lớp 9; bồi dưỡng giáo viên; sửa chữa trường lớp; chuyển đổi số; bảo đảm an toàn trường học.",
    "Phòng đề nghị [3|4] đoàn công tác tăng cường xuống cơ sở, gồm: trồng trọt; chăn nuôi, thú y; thủy lợi.",
    "Chi bộ đề ra [ba|bốn] việc trọng tâm năm 2025: kết nạp 05 đảng viên; xóa 3 nhà tạm; thu quỹ đạt 100%.",
    "Nghị quyết xác định [04|05] khâu đột phá, đó là: hạ tầng; nguồn nhân lực; cải cách hành chính; du lịch.",
]

LIST_PAIRS = [*DIVIDED, *COUNTED]

# «makes» of what divides, told in a sentence of its own
LIST_PAIRS += [
    "Chi cục có 128 công chức. Về trình độ, sau đại học 21, đại học [83|88], cao đẳng và trung cấp 24.",
    "Lúa bị ngập 1.318ha (An Phú 12,6ha, Bình Lộc 204,7ha, Cù Bàn [1.101|1.011]ha).",
    "Đảng bộ có 218 tổ chức cơ sở đảng (76 đảng bộ cơ sở và [142|124] chi bộ cơ sở).",
    "Có [64|46] căn tốc mái (Mường Lan 41, Nậm Cò 6, Bến Hạ 8 và Tràm Cau 9).",
    "Xếp loại [37,4|34,7]% giỏi, 41,2% khá, 21,4% trung bình.",
    "Có [28|38]/63 tỉnh đạt chuẩn (44,4%).",
]

LIST_UNDISPUTED = [
    # the parts make the total, what follows tells something else
    "Số hồ sơ phải nộp 18.260, đã nộp 17.940, đạt 98,25%, trong đó đúng hạn 17.512, chiếm 97,6%; nộp chậm 428 hồ sơ, đã xử phạt 163 trường hợp.",
    "Đã giải quyết 227 đơn, đạt 94,6%, gồm đơn khiếu nại 164 đơn, tố cáo 63 đơn; còn 13 đơn trong hạn.",
    "Toàn xã trồng mới 96 ha, gồm keo 71 ha, quế 25 ha, đã nghiệm thu 88 ha, đạt 91,7%.",
    "Kiểm tra 118 cơ sở, trong đó 79 cơ sở bán lẻ, 39 cơ sở sản xuất, xử phạt 14 cơ sở, số tiền 86 triệu đồng.",
    "Tổ chức 24 lớp bồi dưỡng, gồm 15 lớp cho bí thư chi bộ, 9 lớp đảng viên mới, có 1.862 lượt người dự, trong đó 11 lớp mở tại xã.",
    # given and done, by groups
    "Theo nguồn vốn: ngân sách tỉnh được giao 1.246,8 tỷ đồng, giải ngân 812,5 tỷ đồng (65,2%); ngân sách huyện được giao 684,2 tỷ đồng, giải ngân 391,6 tỷ đồng (57,2%); nguồn khác được giao 96,4 tỷ đồng, giải ngân 71,0 tỷ đồng (73,7%).",
    "Khối huyện phải rà soát 214 văn bản, đã rà soát 187 văn bản; khối xã phải rà soát 96 văn bản, đã rà soát 74 văn bản.",
    "Xã Tân Lập kế hoạch 150 ha, thực hiện 141 ha; xã Tân Hòa kế hoạch 85 ha, thực hiện 86 ha; xã Tân Bình kế hoạch 60 ha, thực hiện 52 ha.",
    # several reasons for one case
    "Khó khăn: vướng mặt bằng (17 dự án); thiếu vật liệu (12 dự án); nhà thầu yếu (9 dự án), một số dự án vướng đồng thời nhiều lý do nên tổng số dự án gặp khó khăn là 29 dự án.",
    "Có 46 hộ thiếu hụt, trong đó thiếu nhà ở 21 hộ, thiếu nước sạch 27 hộ, thiếu thông tin 19 hộ (một hộ có thể thiếu nhiều chỉ số).",
    "Phát hiện 38 cơ sở vi phạm, trong đó 19 cơ sở vi phạm về nhãn, 16 cơ sở vi phạm về điều kiện, 12 cơ sở vi phạm về hồ sơ; nhiều cơ sở vi phạm từ hai lỗi trở lên.",
    "Trong 64 xã có 41 xã đạt tiêu chí giao thông, 38 xã đạt tiêu chí thủy lợi, 52 xã đạt tiêu chí điện, 33 xã đạt cả ba tiêu chí.",
    # values with what they correspond to
    "- Tỷ lệ giáo viên/lớp: mầm non 1,78, tiểu học 1,42, trung học cơ sở 1,88 (số giáo viên tương ứng 312, 486, 403).",
    "Năng suất bình quân 3 vụ lần lượt là 52,4, 54,1, 55,3 tạ/ha (diện tích tương ứng 412, 396, 405 ha).",
    # ordinals are names
    "Huyện ủy thành lập 03 đoàn giám sát (đoàn 1 giám sát 9 đảng bộ, đoàn 2 giám sát 8 đảng bộ, đoàn 3 giám sát 7 đảng bộ), tổng số 24 đảng bộ.",
    "Tổ chức 04 đợt ra quân (đợt 1 thu gom 12 tấn rác, đợt 2 thu gom 9 tấn, đợt 3 thu gom 15 tấn, đợt 4 thu gom 11 tấn).",
    "Chia làm 2 khu vực (khu vực 1 có 18 xã, khu vực 2 có 13 xã).",
    # the number before belongs to a lack, the parts to what there is
    "Định biên 164 người, hiện có 152 người, thiếu 12; gồm Văn phòng 27, 9 trạm địa bàn 98, đội lưu động 27.",
    "Được giao 86 biên chế, có mặt 81, thiếu 5, gồm lãnh đạo 4, chuyên viên 69, nhân viên 8.",
    # items that go on in a heading's list
    "Thuế tài nguyên 21.340 triệu đồng, chiếm 11,2% số thu; phí, lệ phí 8.116 triệu đồng; tiền thuê đất 6.325 triệu đồng; các khoản còn lại 4.908 triệu đồng.",
    "a) Thuế ngoài quốc doanh: 64.250 triệu đồng.\nb) Lệ phí trước bạ 18.600 triệu đồng, chiếm 9% số thu; tiền sử dụng đất 22.480 triệu đồng; thuế thu nhập cá nhân 14.316 triệu đồng; các khoản thu còn lại 7.204 triệu đồng.",
    "Tổ chức 52 phiên tòa rút kinh nghiệm, trong đó cấp huyện 41 phiên, cấp tỉnh 11 phiên. Ban hành 14 kháng nghị (ngang cấp 9, trên một cấp 05); Tòa án xét xử 12 vụ, chấp nhận 10 vụ.",
    # lists only begun
    "Thu hút 46 dự án, tổng vốn 3.820 tỷ đồng, nổi bật là dự án điện gió 1.450 tỷ đồng, khu du lịch 920 tỷ đồng, nhà máy gỗ 610 tỷ đồng.",
    "Diện tích cây ăn quả 4.215 ha, chủ yếu là cam 1.860 ha, bưởi 1.124 ha, nhãn 742 ha.",
    "Có 3.126 hội viên, trong đó có 1.208 hội viên là người dân tộc thiểu số, 946 hội viên nữ.",
    "Kết nạp 214 đảng viên, trong đó nữ 98 đồng chí, trí thức trẻ 76 đồng chí, dân tộc thiểu số 83 đồng chí.",
    "Toàn tỉnh có 1.450 cơ sở lưu trú, trong đó 12 khách sạn 4 sao, 5 khách sạn 5 sao, 38 khách sạn 3 sao.",
    "Sáu tháng xảy ra 47 vụ tai nạn, làm 21 người chết, 39 người bị thương, hư hỏng 58 phương tiện.",
    "Xuất khẩu đạt 412 triệu USD, một số mặt hàng tăng khá như gỗ 146 triệu USD, chè 52 triệu USD, dệt may 118 triệu USD.",
    "Đã khám 14.260 lượt người, riêng trẻ em 3.815 lượt, người cao tuổi 4.106 lượt.",
    # stock and flow
    "Đầu kỳ có 128 vụ, thụ lý mới 342 vụ, đã giải quyết 391 vụ, còn lại 79 vụ.",
    "Kỳ trước chuyển sang 26 đơn, tiếp nhận 118 đơn, xử lý 131 đơn, còn 13 đơn chưa xử lý.",
    # items with lists of their own
    "Đơn vị có 96 cán bộ, gồm: văn phòng 18 (lãnh đạo 3), thanh tra 24 (lãnh đạo 4), các phòng 54 (lãnh đạo 9).",
    "Tổng nguồn vốn 86,4 tỷ đồng, gồm: ngân sách 52,1 tỷ đồng, trong đó tỉnh 38,6 tỷ đồng, huyện 13,5 tỷ đồng; doanh nghiệp 21,8 tỷ đồng; Nhân dân 12,5 tỷ đồng.",
    "Huy động 312 người, 46 phương tiện, gồm: công an 120 người, 18 xe; quân sự 142 người, 21 xe; y tế 50 người, 7 xe.",
    "Ban hành 184 văn bản (nghị quyết 11, quyết định 47, kế hoạch 32, công văn 94).",
    "Tỷ lệ che phủ rừng 52,4%, trong đó rừng tự nhiên chiếm 61,3% diện tích rừng, rừng trồng chiếm 38,7%.",
    "Tỷ lệ hộ nghèo 6,8% (vùng cao 14,2%, vùng thấp 3,1%).",
    "Đạt 86,4% kế hoạch (vụ xuân đạt 91,2%, vụ mùa đạt 82,5%).",
    "Tỷ lệ giải ngân đạt 58,6% (vốn trung ương 62,4%, vốn địa phương 51,8%), cao hơn bình quân chung.",
    # parts finer than their total
    "Lúa bị ngập 1.318ha (An Phú 12,6ha, Bình Lộc 204,7ha, Cù Bàn 1.101ha).",
    "Vịnh Tiên đón 4,37 triệu lượt khách. Trong đó, khách quốc tế 172.000 lượt, khách nội địa 4,2 triệu lượt.",
    # a number told with one of the parts
    "Đảng bộ có 218 tổ chức cơ sở đảng (76 đảng bộ cơ sở, với 640 chi bộ trực thuộc và 142 chi bộ cơ sở).",
    # what lacks is told without a number, or looks like something else
    "Huyện công nhận 10 xã: huyện An 3 xã: Đông, Đoài, Thượng; huyện Bình có xã Cam; huyện Cát 4 xã: Mít, Ổi, Na, Lê; huyện Dâu 2 xã: Mơ, Mận.",
    "Có 64 căn tốc mái (Mường Lan 41, Nậm Cò 6, Năm Tràm 9 và Bến Hạ 8).",
    # the first of a list, and another list behind it
    "Những nơi xảy ra nhiều là thị xã An Cư 14 vụ, huyện Bàu Tre 5 vụ, Chòm Dừa 10 vụ; Đồi Mây 8 vụ; Ea Súp 5 vụ.",
    "Xem xét 23 vụ khiếu nại (kỳ trước chuyển sang 20 vụ), xong 1/23 vụ, 22 vụ đang xem xét; tố cáo thụ lý 5/5 vụ, xong 1/5 vụ, 4 vụ đang xem xét.",
    "Trình độ trên đại học 0,41%, đại học 36,24%, dưới đại học 27,36%; lý luận cao cấp 0,72%, trung cấp 36,93%.",
    # changes make no value
    "Có 378 người bị thương. So với cùng kỳ, giảm 61 vụ (7,1%), giảm 47 người chết (6,23%), giảm 133 người bị thương (26,03%).",
    # a share of a whole that is not told here, or is of another time
    "Các lỗi: học tập 15 (20,3%); lối sống: 14 (18,9%); dân số: 12 (16,2%); quy chế: 8 (10,8%); kiểm tra: 5 (6,8%).",
    "Đảng bộ có 68.047 đảng viên. Từ đầu năm kết nạp 1.870 người, bằng 2,84% số đảng viên cuối năm 2021.",
    "Hai năm tới có 202 trường đạt chuẩn, nghĩa là làm thêm 12 trường, chiếm 46%.",
    # what each of them is like
    "Có 30/63 tỉnh có số doanh nghiệp mới tăng nhanh hơn mức chung (3,5%).",
    "Chỉ số của 6/6 vùng đều đạt trên 80%.",
]
