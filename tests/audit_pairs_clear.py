"""Right and wrong lists, shares and differences whose operands are clear from shape, place and name."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

DIVIDED = [
    "Có 25 sản phẩm, gồm 16 sản phẩm ba sao, [07|09] sản phẩm bốn sao, 02 sản phẩm năm sao, của 19 chủ thể.",
    "Số thu 90.400 triệu đồng, gồm thuế giá trị gia tăng [61.300|63.100] triệu đồng, thuế tài nguyên 29.100 triệu đồng.",
    "Đội kiểm tra liên ngành tiến hành 274 cuộc: định kỳ 198, đột xuất [76|67].",
    "Phòng khám tiếp nhận 3.418 lượt người bệnh, người có bảo hiểm y tế 2.905 lượt, tự chi trả [513|531] lượt.",
    "Toàn ngành hiện có 946 biên chế. Xét theo vị trí việc làm: lãnh đạo, quản lý 118, chuyên môn 702, hỗ trợ, phục vụ [126|162].",
    "Năm qua huyện vận động được 18,6 tỷ đồng. Nguồn lực này lấy từ ba nguồn: ngân sách 9,2 tỷ đồng; doanh nghiệp 6,1 tỷ đồng; nhân dân đóng góp [3,3|3,9] tỷ đồng.",
    "Trong [9|8] tiêu chí được thẩm tra có 4 tiêu chí đạt, 3 tiêu chí cơ bản đạt và 2 tiêu chí chưa đạt.",
    "Cơ quan điều tra thụ lý 143 vụ, 218 bị can. Đã kết luận, đề nghị truy tố 96 vụ; đình chỉ 07 vụ; tạm đình chỉ 13 vụ; đang điều tra [27|37] vụ.",
    "Tổng chi 84,50 tỷ đồng, phân bổ cho con người 46,20; nghiệp vụ 25,75; mua sắm 8,35; chi khác [4,20|2,40].",
    "Số giáo viên thiếu so với định mức là [73|37] người (mầm non 41, tiểu học 23, THCS 09).",
    "Đăng ký 14 chỉ tiêu. Kết quả: 08 chỉ tiêu vượt, [05|06] chỉ tiêu đạt, 01 chỉ tiêu không đạt.",
    "Giao dịch qua bưu điện 6.210 hồ sơ. Bảo hiểm xã hội 2.874 hồ sơ, đất đai 1.936 hồ sơ, lĩnh vực khác [1.400|1.040] hồ sơ.",
]

CLEAR_SHARES = [
    "Xử lý 265 vụ vi phạm: buôn lậu 41 vụ; gian lận thương mại 138 vụ; hàng giả 86 vụ. Đáng chú ý, gian lận thương mại vẫn chiếm tỷ lệ cao nhất với [52,1|51,2]%.",
    "Tổng nguồn vốn 96,4 tỷ đồng, gồm: trung ương 51,3; tỉnh 32,6; xã hội hóa 12,5 tỷ đồng (bằng [13,0|10,3]% tổng nguồn).",
    "Đỡ đẻ 2.150 ca, sinh thường 1.290, sinh mổ 860; tỷ lệ sinh mổ [40,0|44,0]%, năm trước 41,5%.",
    "Có 62 sáng kiến được áp dụng trong 155 sáng kiến toàn ngành ([40|60]%).",
]

CLEAR_GAPS = [
    "Kim ngạch đạt 1.862,4 triệu USD, trong đó xuất khẩu 704,9 triệu USD, nhập khẩu 1.157,5 triệu USD; nhập siêu [452,6|425,6] triệu USD.",
    "Giá trị đề nghị quyết toán 412.385 triệu đồng, giá trị chấp nhận 406.914 triệu đồng, cắt giảm [5.471|4.571] triệu đồng.",
]

CLEAR_PAIRS = [*DIVIDED, *CLEAR_SHARES, *CLEAR_GAPS]

CLEAR_UNDISPUTED = [
    # parts overlap, each by its own share
    "Kiểm tra 80 cơ sở, trong đó 52 cơ sở kinh doanh ăn uống (65,0%), 44 cơ sở thiếu hồ sơ (55,0%).",
    "Cấp 305 phần thuốc (thuốc bổ 190; thuốc giun 168 - một số cháu nhận cả hai loại).",
    # only the first ones divide
    "Nộp đúng quy định 640 báo cáo, trong đó đúng hạn 602, nộp chậm 38 báo cáo, đã nhắc nhở 17 đơn vị.",
    "Có 25 sản phẩm, gồm 16 sản phẩm ba sao, 07 sản phẩm bốn sao, 02 sản phẩm năm sao, của 19 chủ thể.",
    # a level, and what is above it; a need, and what is at hand
    "Mực nước cao nhất 18,64 m, trên báo động II 1,14 m (báo động II: 17,50 m).",
    "Đề nghị bổ sung 64,0 tỷ đồng (nhu cầu 150,0 tỷ đồng, đã có 86,0 tỷ đồng).",
    "Số thu 90.400 triệu đồng, gồm thuế giá trị gia tăng 61.300 triệu đồng, thuế tài nguyên 29.100 triệu đồng.",
    "Số trường đạt chuẩn 31, trong đó mức độ hai là 12 trường; năm 2020 có 27 trường.",
    "Ban Tổ chức gồm 14 đồng chí: Trưởng ban, 02 Phó Trưởng ban, Thư ký và 10 thành viên.",
    "Xã Mường Lai: 46 hộ, xã Bản Phùng: 31 hộ, xã Tả Van: 12 hộ được hỗ trợ bò giống.",
    "Đầu năm có 312 hộ nghèo, trong năm thoát nghèo 74 hộ, phát sinh 09 hộ, cuối năm còn 247 hộ.",
    "Hội có 86 hội viên, 71 nam, 15 nữ; nghỉ sinh hoạt 04.",
    "Công nhận 27 sản phẩm, trong đó 21 sản phẩm 3 sao và 06 sản phẩm 4 sao.",
    "Trường có 2 cơ sở với 41.500 m² (cơ sở 1 là 26.300 m², cơ sở 2 là 15.200 m²).",
    "Chuyển cấp trên 04 đơn, giải quyết tại xã 21 đơn, tổng số 25 đơn.",
    "Chi trả cho người có công 512 tỷ đồng, chi bảo trợ xã hội 210 tỷ đồng; chi bảo trợ xã hội chiếm 29,1% tổng chi.",
    "Tiếp nhận 6.310 hồ sơ, trả đúng hạn 6.120 hồ sơ, quá hạn 24 hồ sơ, đang xử lý 166 hồ sơ; tỷ lệ đúng hạn 99,61%.",
    "Phát triển 45 đảng viên, vượt 05 đảng viên so với chỉ tiêu và tăng 10 đảng viên so với cùng kỳ (35 đảng viên).",
    "Đàn trâu 2.900 con (năm trước 3.150 con); đàn dê 1.150 con, giảm 40 con.",
]
