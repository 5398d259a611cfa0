"""Gaps, parts and round figures whose right value the text tells: right before the bar, wrong after it."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

GAPS = [
    "Người tham gia bảo hiểm y tế 11.926/12.580 người, đạt 94,8%, còn thấp hơn 0,7[ điểm phần trăm|%] so với chỉ tiêu cuối năm (95,5%).",
    "Tiêm đầy đủ 11.262/17.150 trẻ, đạt 65,7% kế hoạch năm, thấp hơn yêu cầu theo tiến độ (71,25%) là 5,55[ điểm phần trăm|%].",
    "Kỳ thi có 812 em dự thi, 786 em đỗ, tỷ lệ 96,8%, nhích lên 1,2[ điểm phần trăm|%] so với năm học trước (95,6%).",
    "Giải quyết 472/693 vụ, việc, đạt 68,11%; so với cùng kỳ cao hơn [2,59|3,82] điểm phần trăm (cùng kỳ giải quyết 401/612 vụ, việc, đạt 65,52%).",
    "Giải quyết 472/693 vụ, việc, đạt 68,11%; so với cùng kỳ [cao|thấp] hơn 2,59 điểm phần trăm (cùng kỳ đạt 65,52%).",
    "Giải ngân đạt 59,8% kế hoạch. So với cùng thời điểm 2023 (đạt 54,6% kế hoạch), tỷ lệ giải ngân nhích lên [5,2|6,2] điểm phần trăm.",
    "Hồ sơ đúng hạn đạt 76,9%, chậm 4,6[ điểm phần trăm|%] so với kế hoạch (tiến độ phê duyệt đến 30/9 là 81,5%).",
]

PARTS = [
    "Trong [18|19] chỉ tiêu Hội đồng nhân dân xã giao, tới nay có 11 chỉ tiêu đạt và vượt, 5 chỉ tiêu đạt từ 50% trở lên, riêng 2 chỉ tiêu còn thấp dưới 50% kế hoạch.",
    "Huyện ủy đã ban hành 30 văn bản lãnh đạo, gồm: 03 chỉ thị, 07 kế hoạch, [18|16] công văn và 02 đề án.",
    "Trường có [15|16] đơn vị trực thuộc, đó là 6 phòng chức năng, 7 khoa và 2 trung tâm (Trung tâm Sát hạch lái xe, Trung tâm Tin học).",
    "Ban đang quản lý [12|13] dự án: 3 dự án chuẩn bị đầu tư, 7 dự án đang thi công, 2 dự án chờ quyết toán.",
    "Nhận 24 đơn, sau phân loại có 05 đơn khiếu nại, 02 đơn tố cáo và [17|19] đơn đề nghị; 15 đơn thuộc thẩm quyền đã giải quyết xong.",
]

ROUND = [
    "Toàn ngành khám được 1.722.090 lượt, điều trị nội trú 132.864 lượt.\nTóm lại, toàn ngành khám gần [1,73|1,37] triệu lượt.",
    "Toàn ngành khám được 1.722.090 lượt, điều trị nội trú 132.864 lượt.\nTóm lại, điều trị nội trú hơn [132|312] nghìn lượt.",
]

TOLD_PAIRS = [*GAPS, *PARTS, *ROUND]

TOLD_UNDISPUTED = [
    "Tỷ lệ đỗ 96,8%, cao hơn 1,2% so với năm học trước (6.245 em).",
    "Tỷ lệ hộ nghèo còn 4,5%, giảm 1,5 điểm phần trăm so với đầu năm (6,0%), vượt chỉ tiêu giao (giảm 1,2%).",
    "Toàn ngành khám được 1.722.090 lượt.\nNăm 2019, trạm y tế tiêm hơn 1,27 triệu lượt.",
    "Quản lý 15 dự án, trong đó 6 dự án giao thông, 4 dự án thủy lợi và 3 dự án trường học.",
    "Ban hành 30 văn bản, gồm: 12 quyết định, 10 kế hoạch, 6 công văn...",
    "Mở 8 lớp cho 240 người, có 3 lớp nghề may, 4 lớp nghề mộc và 90 học viên nữ.",
]
