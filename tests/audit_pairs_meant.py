"""Right and wrong statements whose words tell, from afar, what a figure is computed from."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

HIGHEST_AND_LOWEST = [
    "Số ca mắc cao nhất là xã Bình Minh 45 ca, tiếp theo là xã Tân Lập [38|58] ca, xã Hòa Thuận 21 ca.",
    "Trong 4 trường, điểm thi vào lớp 10 của Trường THCS Lê Lợi cao nhất với [7,85|6,85] điểm, Trường Chu Văn An 7,42 điểm, Trường Kim Đồng 6,91 điểm.",
    "Toàn huyện thu hồi 45,6 ha đất, nhiều nhất là xã Đông Hà [18,4|8,4] ha, kế đến xã Tây Hà 15,2 ha và xã Nam Hà 12,0 ha.",
    "Về tiến độ, gói thầu số 1 đạt 85%, gói thầu số 2 đạt 72%, gói thầu số 3 thấp nhất, mới đạt [51|91]%.",
    "Số đoàn viên kết nạp mới: năm 2021: 312, năm 2022: 298, năm 2023: 341, năm 2024: 365. Năm cao nhất là [2024|2023], thấp nhất là năm 2022.",
    "Thu ngân sách năm 2021 đạt 112 tỷ đồng, năm 2022 đạt 98 tỷ đồng, năm 2023 đạt 131 tỷ đồng. Năm thấp nhất là [2022|2021] do dịch bệnh.",
    "Tỷ lệ hộ nghèo thấp nhất là thị trấn Yên Phú [1,2|4,2]%, xã Yên Hòa 3,4%, xã Yên Lạc 5,6%.",
    "Số vụ vi phạm pháp luật nhiều nhất thuộc nhóm trộm cắp tài sản với [126|26] vụ, sau đó là cố ý gây thương tích 48 vụ, đánh bạc 33 vụ.",
    "Đảng bộ xã Hòa Bình có số đảng viên đông nhất ([412|212] đồng chí), Đảng bộ xã An Khê 365 đồng chí, Đảng bộ xã Phú Túc 287 đồng chí.",
    "Kết quả thu bảo hiểm y tế: xã A dẫn đầu với [96,5|86,5]%, xã B đạt 93,1%, xã C đạt 90,4%.",
    "Nông thôn mới: xã Vĩnh Hòa đạt nhiều nhất với 19 tiêu chí, xã Vĩnh An [17|21] tiêu chí, ít nhất là xã Vĩnh Lộc 14 tiêu chí.",
    "Doanh thu dịch vụ cao nhất là quý IV với [1.245|945] triệu đồng, quý I 1.102 triệu đồng, quý II 980 triệu đồng, thấp nhất là quý III 875 triệu đồng.",
]

MEANS = [
    "Trong 6 tháng đầu năm, Trạm Y tế khám bệnh cho 5.412 lượt người, bình quân mỗi tháng [902|920] lượt.",
    "Toàn trường có 1.248 học sinh, 39 lớp. Sĩ số bình quân [32|37] học sinh/lớp.",
    "Năm 2024, Ban Chỉ huy Quân sự huyện tổ chức 18 lớp bồi dưỡng cho 1.134 đồng chí, bình quân mỗi lớp [63|67] đồng chí.",
    "Hội Nông dân có 12 chi hội với 2.316 hội viên; tính ra mỗi chi hội có [193|139] hội viên.",
    "Dân số trung bình 125.400 người. Toàn huyện có 98 bác sĩ, đạt [7,8|8,7] bác sĩ trên một vạn dân.",
    "Tổng vốn đầu tư xây dựng 24 nhà văn hóa thôn là 31,2 tỷ đồng, bình quân một nhà [1,3|3,1] tỷ đồng.",
    "Cả năm tiếp 1.476 lượt công dân; bình quân mỗi tháng tiếp [123|132] lượt.",
    "Đội ngũ gồm 9 Chấp hành viên. Trong kỳ đã thi hành xong 1.107 việc, trung bình mỗi Chấp hành viên thi hành xong [123|132] việc.",
    "Tổng diện tích 45.600 ha; dân số 136.800 người, mật độ dân số [300|330] người/km².",
    "Giai đoạn 2021 - 2025 kết nạp 745 đảng viên, bình quân mỗi năm kết nạp [149|194] đảng viên.",
    "Thư viện có 46.250 bản sách phục vụ 18.500 bạn đọc, bình quân [2,5|5,2] bản sách/bạn đọc.",
    "Có 14 mô hình kinh tế với tổng doanh thu 8.680 triệu đồng, bình quân mỗi mô hình đạt [620|602] triệu đồng.",
    "Đoàn viên đóng góp 3.640 ngày công với 1.456 đoàn viên tham gia, trung bình mỗi đoàn viên [2,5|3,5] ngày công.",
    "Diện tích ngô 1.250 ha, sản lượng 6.000 tấn, năng suất bình quân [48|84] tạ/ha.",
    "Bưu điện phục vụ 15.600 hồ sơ trong 12 tháng, bình quân [1.300|1.030] hồ sơ/tháng.",
    "Quỹ Vì người nghèo vận động 4.320 triệu đồng, hỗ trợ xây 72 căn nhà, mỗi căn [60|65] triệu đồng.",
]

SHARES = [
    "Toàn huyện có 4.312 cán bộ. Trong năm luân chuyển 86 lượt, bằng [2,0|3,0]% số cán bộ.",
    "Đăng ký dự thi 1.245 thí sinh, có mặt 1.198 thí sinh đủ 4 môn ([96,2|92,6]%).",
    "Ba xã Tân An (124 hộ), Tân Bình (98 hộ) và Tân Châu (76 hộ) chiếm [47,7|44,7]% tổng số hộ nghèo toàn huyện. Toàn huyện có 625 hộ nghèo.",
    "Toàn huyện có 625 hộ nghèo. Ba xã có nhiều hộ nghèo nhất gồm Tân An (124 hộ), Tân Bình (98 hộ) và Tân Châu (76 hộ), chiếm [47,7|44,7]% tổng số hộ nghèo.",
    "Tổng thu ngân sách 845,6 tỷ đồng. Thu tiền sử dụng đất 312,4 tỷ đồng, thu ngoài quốc doanh 145,8 tỷ đồng; hai khoản này cộng lại chiếm [54,2|52,4]% tổng thu ngân sách.",
    "Công an tiếp nhận 156 tin báo, giải quyết [142|165] tin, đạt 91,0%.",
    "Tòa án thụ lý 45 vụ với 78 bị cáo; đã xét xử 41 vụ/70 bị cáo, đạt 91,1% về số vụ và [89,7|87,9]% về số bị cáo.",
    "Đường trục xã dài 24,5 km. Đã cứng hóa 18,6 km mặt đường, đạt [75,9|79,5]% chiều dài đường trục xã.",
    "Kết quả đánh giá 145 viên chức: hoàn thành xuất sắc 28, hoàn thành tốt 102, hoàn thành 13, không hoàn thành 02. Hoàn thành tốt trở lên chiếm [89,7|87,9]%.",
    "Giáo viên 212 người: tiến sĩ 2, thạc sĩ 45, đại học 165; trình độ trên đại học chiếm [22,2|21,2]%.",
    "Nợ xấu 12,6 tỷ đồng, chiếm [0,42|0,24]% tổng dư nợ; tổng dư nợ 2.985 tỷ đồng.",
    "Tổng dư nợ 2.985 tỷ đồng, tăng 8% so với đầu năm. Nợ xấu 12,6 tỷ đồng, chiếm [0,42|0,24]% tổng dư nợ.",
    "Lực lượng lao động 84.560 người; lao động có việc làm 82.870 người; tỷ lệ thất nghiệp [2,0|2,5]%.",
    "Đã cấp giấy chứng nhận lần đầu cho đất ở 3.245 thửa, đất nông nghiệp 5.120 thửa, tương ứng [94,1|91,4]% và 88,3% số thửa phải cấp; số thửa phải cấp là đất ở 3.450 thửa, đất nông nghiệp 5.800 thửa.",
    "Có 1.256 đoàn viên; đoàn viên ưu tú 314 đồng chí, tương đương [25,0|20,5]% số đoàn viên.",
]

BOUNDS = [
    "Tổng dư nợ ủy thác vượt mốc [1.870|1.970] tỷ đồng.\nChi tiết như sau.\nTổng dư nợ ủy thác đến nay là 1.873,4 tỷ đồng.",
    "Đã có gần [50|40] nghìn hộ dân được vay vốn ưu đãi.\nKết quả cụ thể.\nToàn tỉnh có 49.538 hộ dân được vay vốn ưu đãi.",
    "Năm 2024 xuất siêu trên [63|73] triệu USD.\nTrong năm, cán cân thương mại xuất siêu 63,7 triệu USD.",
    "Thu hút hơn [1,2|1,5] triệu lượt khách du lịch.\nNgành đã phục vụ 1.214.560 lượt khách du lịch.",
]

RESPECTIVELY = [
    "Đàn trâu 20.146 con, bằng [96,8|103,3]% cùng thời điểm năm trước; đàn bò 57.320 con, bằng 102,2%; đàn lợn 213.480 con, bằng 104,1% (năm trước tương ứng là 20.815; 56.104 và 204.975 con).",
    "Số vụ tai nạn 45 vụ, tăng 12,5%; số người chết 21 người, giảm [16,0|19,0]% (cùng kỳ lần lượt là 40 vụ và 25 người).",
    "Thu nội địa 456,0 tỷ đồng, bằng 108,6%; thu xuất nhập khẩu 120,4 tỷ đồng, bằng [94,1|91,4]% (năm 2023 theo thứ tự là 420,0 tỷ đồng và 128,0 tỷ đồng).",
    "Gieo trồng lúa 3.200 ha, tăng 2,4%; ngô 1.150 ha, giảm [4,2|2,4]%; rau 860 ha, tăng 7,5% (cùng kỳ lần lượt là 3.125 ha, 1.200 ha và 800 ha).",
    "Khám chữa bệnh ngoại trú 45.200 lượt, tăng 13,0%; nội trú 6.300 lượt, tăng [5,0|8,0]% (6 tháng năm 2023 lần lượt 40.000 lượt và 6.000 lượt).",
    "Diện tích gieo cấy 12,5 km² và 8,4 km², tương ứng [50,0|55,0]% và 33,6% diện tích toàn xã; diện tích toàn xã 25,0 km².",
]

TIMES = [
    "Lợi nhuận trồng bưởi đạt 180 triệu đồng/ha, gấp [3,6|6,3] lần trồng lúa (50 triệu đồng/ha/năm).",
    "Thu ngân sách cấp huyện 45,6 tỷ đồng, chi đầu tư phát triển 18,2 tỷ đồng. Chi thường xuyên 91,0 tỷ đồng, gấp [5,0|3,0] lần chi đầu tư phát triển.",
    "Số hồ sơ trực tuyến 12.450 hồ sơ; số hồ sơ trực tiếp 3.112 hồ sơ. Hồ sơ trực tuyến gấp [4,0|2,0] lần hồ sơ trực tiếp.",
    "Học phí thu được 12.375 triệu đồng, ngân sách nhà nước cấp 18.640 triệu đồng. Nguồn thu sự nghiệp 45.783 triệu đồng, gấp [2,46|2,64] lần phần ngân sách cấp.",
    "Tổ chức Đoàn phát triển 186 đoàn viên mới trong quý II, gấp [1,5|2,5] lần quý I (124 đoàn viên mới).",
    "Thu nhập bình quân của hộ tham gia mô hình đạt 8,4 triệu đồng/tháng, cao gấp [2,1|1,2] lần hộ ngoài mô hình (4,0 triệu đồng/tháng).",
]

PARTS = [
    "Toàn ngành có 312 giáo viên. Về độ tuổi, dưới 30 tuổi 58 người, từ 30 đến 45 tuổi [174|147] người, trên 45 tuổi 80 người.",
    "Công an huyện khởi tố 64 vụ án. Phân tích theo tội danh: trộm cắp tài sản 28 vụ; đánh bạc [15|25] vụ; ma túy 12 vụ; cố ý gây thương tích 9 vụ.",
    "Toàn huyện còn 245 hộ nghèo. Nguyên nhân nghèo: thiếu đất sản xuất 68 hộ, thiếu vốn 92 hộ, thiếu lao động 51 hộ, lý do khác [34|43] hộ.",
    "Năm 2024 kết nạp 186 đoàn viên, tăng 12 đoàn viên so với năm 2023. Theo thành phần: học sinh [124|142], công nhân 37, nông dân 25.",
    "Quỹ khen thưởng 345 triệu đồng, phân bổ như sau: tập thể 120 triệu đồng, cá nhân [165|156] triệu đồng, hội thi 60 triệu đồng.",
    "Đến hết 9 tháng, thu phí đạt 412,5 triệu đồng. Trong đó quý I thu 135,2 triệu đồng, quý II thu [128,4|148,2] triệu đồng, còn quý III được 148,9 triệu đồng.",
    "Đã bắt 12 vụ/18 đối tượng; xử phạt 25 vụ/[31|13] đối tượng; nhắc nhở 8 vụ/9 đối tượng. Tổng số đã xử lý 45 vụ/58 đối tượng.",
    "Chi bộ có 96 đảng viên. Xét theo trình độ chuyên môn, sau đại học 12, đại học [61|71], cao đẳng và trung cấp 23.",
    "Huyện tiếp nhận 1.512 lượt công dân. Theo lĩnh vực, đất đai 820 lượt, chính sách xã hội 412 lượt, khác [280|208] lượt.",
    "Toàn huyện có 156 chi bộ. Theo loại hình: doanh nghiệp 98, cơ quan 34, trường học [24|42].",
]

MORE = [
    "Huyện thành lập 6 tổ công tác, kiểm tra 84 cơ sở, bình quân mỗi tổ kiểm tra [14|41] cơ sở.",
    "Diện tích đất tự nhiên 12.450 ha, đất nông nghiệp 9.712 ha. Đất nông nghiệp chiếm [78,0|87,0]% tổng diện tích đất tự nhiên.",
    "Quỹ Đền ơn đáp nghĩa vận động 486 triệu đồng, vượt [21,5|12,5]% kế hoạch (400 triệu đồng).",
    "Có 1.120 đảng viên dự học nghị quyết trên tổng số 1.185 đảng viên, đạt [94,5|95,4]%.",
    "Trong số 24 xã, có 18 xã đạt chuẩn nông thôn mới, chiếm [75|57]%.",
    "Số tin báo tội phạm tiếp nhận 245 tin; đã giải quyết 231 tin, tỷ lệ giải quyết [94,3|93,4]%; còn 14 tin.",
    "Toàn trường có 46 giáo viên, trong đó 12 giáo viên giỏi cấp tỉnh, tỷ lệ [26,1|21,6]%.",
    "Hai khoản thu lớn nhất là tiền sử dụng đất (212 tỷ đồng) và thuế ngoài quốc doanh (145 tỷ đồng), chiếm [71,4|74,1]% tổng thu 500 tỷ đồng.",
    "Lũy kế giải ngân 9 tháng đạt 312,6 tỷ đồng/456,0 tỷ đồng, bằng [68,6|66,8]% kế hoạch vốn.",
    "Hội Cựu chiến binh quản lý 3.245 hội viên sinh hoạt tại 55 chi hội, bình quân [59|95] hội viên/chi hội.",
    "Tổng đàn lợn 45.600 con, nuôi tại 1.520 hộ, trung bình mỗi hộ nuôi [30|33] con.",
    "Đến nay cấp 1.245 giấy phép, trong đó 986 giấy phép cấp qua mạng, tương đương [79,2|72,9]% số giấy phép đã cấp.",
    "Toàn tỉnh có 4.512 doanh nghiệp hoạt động. Trong quý, 316 doanh nghiệp tạm ngừng, bằng [7,0|9,0]% số doanh nghiệp hoạt động.",
    "Thư viện huyện có 12.400 bản sách; sách thiếu nhi 3.720 bản, chiếm [30|33]%.",
    "Năm 2024 trợ cấp 1.236 lượt hộ với 2.472 triệu đồng, bình quân [2|3] triệu đồng/lượt hộ.",
    "Cả huyện có 96 trường học. Trường đạt chuẩn quốc gia 72 trường, đạt tỷ lệ [75,0|70,5]%.",
    "Ba nhóm bệnh hô hấp (1.245 ca), tiêu hóa (986 ca) và tim mạch (769 ca) chiếm [60,0|66,0]% tổng số ca khám. Tổng số ca khám là 5.000 ca.",
    "Án phí thu 1.250 triệu đồng, gấp [2,5|5,2] lần năm trước (500 triệu đồng).",
]

STILL_MORE = [
    "Cấp học bổng cho 146 lượt sinh viên với 438 triệu đồng (đồng mức [3|5] triệu đồng/suất).",
    "Giải ngân 4.650 triệu đồng cho 310 chị vay, đồng mức [15|51] triệu đồng/người.",
    "Hỗ trợ 24 hộ, đều ở mức 5 triệu đồng/hộ, tổng cộng [120|210] triệu đồng.",
    "Xã Hòa An đứng đầu về thu ngân sách với [18,6|8,6] tỷ đồng, thứ hai là xã Hòa Bình 15,2 tỷ đồng, thứ ba là xã Hòa Lạc 12,4 tỷ đồng.",
    "Tỷ lệ đạt chuẩn của mầm non, tiểu học, THCS lần lượt là 82,4%, 91,3% và 88,0%; cao nhất là bậc tiểu học ([91,3|81,3]%).",
    "Đã xây dựng 12 tuyến đường dài 18,6 km với tổng vốn 27,9 tỷ đồng, suất đầu tư bình quân [1,5|5,1] tỷ đồng/km.",
    "Lực lượng dân quân 1.245 người, đạt [1,6|6,1]% dân số; dân số toàn huyện 78.400 người.",
    "Dân số toàn huyện 78.400 người. Lực lượng dân quân 1.245 người, chiếm [1,6|2,6]% dân số.",
    "Huyện có 345 đảng viên mới kết nạp, gồm 198 nam và 147 nữ; nữ chiếm [42,6|46,2]%.",
    "Trong 245 vụ án thụ lý, đã giải quyết 231 vụ; còn lại 14 vụ, chiếm [5,7|7,5]%.",
    "Thực hiện 8 cuộc giám sát, 6 cuộc khảo sát. Thường trực HĐND chủ trì 5 cuộc giám sát, chiếm [62,5|65,2]% số cuộc giám sát.",
    "Chuyển đổi 124 ha đất lúa kém hiệu quả; trong đó trồng rau 62 ha, cây ăn quả 43,4 ha, nuôi thủy sản 18,6 ha, tương ứng 50%, [35|53]% và 15%.",
    "Năm thu ngân sách cao nhất là năm [2023|2022]: năm 2021 thu 98 tỷ đồng, năm 2022 thu 112 tỷ đồng, năm 2023 thu 131 tỷ đồng.",
    "Năm 2021 thu 98 tỷ đồng, năm 2022 thu 112 tỷ đồng, năm 2023 thu 131 tỷ đồng. Năm 2023 là năm có số thu [cao|thấp] nhất.",
    "Tổng kinh phí khoảng [1,2|2,1] tỷ đồng.\nChi tiết.\nTổng kinh phí thực hiện 1.215 triệu đồng.",
    "Toàn tỉnh có trên [1.200|1.400] câu lạc bộ thể thao cơ sở.\nVề thể thao: toàn tỉnh có 1.214 câu lạc bộ thể thao cơ sở.",
    "Giá trị sản xuất công nghiệp 3.450 tỷ đồng, gấp hơn [2|4] lần giá trị sản xuất nông nghiệp; giá trị sản xuất nông nghiệp 1.680 tỷ đồng.",
    "Bộ phận Một cửa tiếp nhận 3.456 hồ sơ; trả đúng hạn 3.421 hồ sơ, đạt [99,0|90,9]%; quá hạn 35 hồ sơ.",
    "Trong 5 năm, huyện kết nạp 1.235 đảng viên; bình quân [247|274] đảng viên/năm.",
    "Toàn ngành có 2.150 công chức, viên chức. Trình độ: thạc sĩ 215, đại học 1.612, khác [323|233].",
]

MEANT_PAIRS = [
    *HIGHEST_AND_LOWEST,
    *MEANS,
    *SHARES,
    *BOUNDS,
    *RESPECTIVELY,
    *TIMES,
    *PARTS,
    *MORE,
    *STILL_MORE,
]

TABLE_PAIRS = [
    "Số liệu như sau:\nĐơn vị\tSố hộ nghèo\tSố hộ cận nghèo\nXã Tân An\t45\t60\nXã Tân Bình\t78\t52\nXã Tân Châu\t31\t40\nXã [Tân Bình|Tân An] có số hộ nghèo cao nhất (78 hộ).",
    "Số liệu như sau:\nĐơn vị\tSố hộ nghèo\tSố hộ cận nghèo\nXã Tân An\t45\t60\nXã Tân Bình\t78\t52\nXã Tân Châu\t31\t40\nSố hộ nghèo thấp nhất là xã Tân Châu, chỉ còn [31|45] hộ.",
    "Số liệu như sau:\nLĩnh vực\tTiếp nhận\tĐã giải quyết\nĐất đai\t1.245\t1.120\nTư pháp\t856\t850\nXây dựng\t312\t300\nHồ sơ trực tuyến lĩnh vực đất đai là 486 hồ sơ, chiếm [39,0|30,9]% số tiếp nhận lĩnh vực đất đai.",
]

MEANT_UNDISPUTED = [
    "Toàn xã còn 287 hộ nghèo (tỷ lệ 5,45%) và 341 hộ cận nghèo (tỷ lệ 6,48%).",
    "Trong 204 dự án có 58 dự án giải ngân đạt 100%, 76 dự án đạt từ 70% đến dưới 100%, 49 dự án đạt từ 30% đến dưới 70% và 21 dự án đạt dưới 30%.",
    "Xuất khẩu 8.264,0 triệu USD, tăng 10,3%; xuất khẩu bằng 69,5% doanh thu. Doanh thu dịch vụ 1.786,2 triệu USD.",
    "219 đồng chí bí thư chi bộ kiêm trưởng thôn, đạt 92,02%, so với năm 2019 (154 đồng chí, đạt 60,87% trên tổng số 253 thôn).",
    "Toàn tỉnh có 217.846 hội viên trên 271.550 phụ nữ, tỷ lệ tập hợp 80,2%.",
    "Đơn vị có tỷ lệ giải ngân cao nhất đạt 81,9%, thấp nhất đạt 34,2%; bình quân chung 57,2%.",
    "Toàn tỉnh biểu dương 192 gương điển hình, nhiều nhất là lĩnh vực kinh tế 97 gương.",
    "- THCS: 231 lớp, 8.649 học sinh, bình quân 37,4 học sinh/lớp, thấp hơn mức tối đa theo quy định (45 học sinh/lớp).",
    "Vận chuyển 8.416 nghìn lượt khách, luân chuyển 793,6 triệu lượt khách.km, cự ly đi lại bình quân 94,3 km/lượt khách.",
    "Chi thường xuyên 512 tỷ đồng, chi đầu tư 210 tỷ đồng. Chi đầu tư chiếm 29,1% tổng chi.",
    "Học lực: giỏi 120 em, khá 340 em, trung bình 85 em, yếu 5 em.",
    "Mức hỗ trợ bình quân 3 triệu đồng/hộ theo quy định; đã hỗ trợ 120 hộ với 540 triệu đồng từ nhiều nguồn.",
    "Tỷ lệ đảng viên trẻ cao nhất thuộc Đảng bộ xã An Bình (45,6%); toàn Đảng bộ huyện có 34,2%.",
    "Dư nợ ủy thác 1.873,4 tỷ đồng.\nPhương hướng năm 2025.\nDư nợ ủy thác đạt trên 2.000 tỷ đồng.",
    "Số vụ tai nạn 45 vụ, số người chết 21 người. Bình quân mỗi ngày cả nước xảy ra 60 vụ.",
    "Trung bình mỗi tháng phát sinh 12 vụ; riêng tháng 9 xảy ra 20 vụ, 6 tháng cuối năm 66 vụ.",
    "Về văn hóa, tổ chức 12 hội diễn, 8 giải thể thao, 5 lớp năng khiếu. Trong năm có 26 câu lạc bộ hoạt động.",
    "Tuyển sinh 520/500 chỉ tiêu tuyển sinh được giao.",
    "Toàn xã có 1.245 hộ. Về nước sạch, thôn Đông 320 hộ, thôn Tây 280 hộ, thôn Nam 305 hộ đã dùng nước sạch.",
    "Xã cao nhất huyện về thu nhập là Hòa Bình; năm 2023 đạt 56 triệu đồng/người, năm 2024 đạt 61 triệu đồng/người.",
]
