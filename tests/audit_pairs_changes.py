"""Changes beside what is no base of theirs, and beside what is: right before the bar, wrong after it."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

BY_RATIO = [
    # one change that its bracket makes tells what the others mean
    "Số tổ hợp tác mới giảm ở cả hai vùng: vùng cao giảm 62,5% (15/40 tổ); vùng thấp giảm [34,4|43,4]% (21/32 tổ).",
    "Xã Nậm Lúc trồng lúa 84/80 ha, tăng 5%; ngô 63/60 ha, [tăng|giảm] 5,0%.",
    "Số vụ cháy giảm [08|06] vụ so với cùng kỳ (13/21 vụ).",
]

IN_TWO_UNITS = [
    "Dư nợ đạt 2.418 tỷ 350 triệu đồng, tăng 218 tỷ 350 triệu đồng, tức tăng [9,9|19,9]%.",
]

SAID_TWICE = [
    "Toàn huyện có 846 người bị thương. So với cùng kỳ giảm 154 người bị thương (-[15,4|14,5]%).",
]

BALANCES = [
    "Kim ngạch đạt 940,6 triệu USD, trong đó xuất khẩu 352,4 triệu USD, nhập khẩu 588,2 triệu USD; nhập siêu [235,8|253,8] triệu USD.",
]

CHANGE_PAIRS = [*BY_RATIO, *IN_TWO_UNITS, *SAID_TWICE, *BALANCES]

CHANGE_UNDISPUTED = [
    # what itself rose is of now: no base of the change before it
    "Sản lượng cá cả năm đạt 8.420 tấn, tăng 4,7% so với cùng kỳ năm trước (quý IV đạt 2.310 tấn, tăng 5,1%).",
    "Trồng rừng nhanh hơn cùng kỳ có Mường Khoa đạt 1.240 ha (tăng 3,6%), Nậm Cắn 1.105 ha (tăng 16,2%).",
    "Khối dịch vụ lập mới 5.210 hộ, tăng 4,1% so với năm 2017, cũng là khối tăng nhanh nhất; khối xây dựng lập mới 1.830 hộ, tăng 2,3%.",
    "Xã đón 12 nghìn lượt khách nội địa, tăng 43,1% so cùng kỳ năm trước, cùng với 480 lượt khách quốc tế, tăng 100% so với cùng kỳ.",
    # «so với cùng kỳ» goes on with a share, or with the next item
    "Khối nhà nước thu 38,4 tỷ đồng, chiếm 96%; cá thể thu 1,6 tỷ đồng, tăng 58,5% so với cùng kỳ chiếm tỷ lệ 4%.",
    "Xây sai phép 18 trường hợp, giảm 12 trường hợp so với cùng kỳ và 3 trường hợp vi phạm khác.",
    "Xây không phép 35 trường hợp, tăng 5 trường hợp so cùng kỳ; xây sai phép 18 trường hợp, giảm 12 trường hợp so với cùng kỳ.",
    "Phần lớn ngành có nhiều hộ mới hơn cùng kỳ năm trước: Ngành mộc 145 hộ (chiếm 12,6% số hộ mới), tăng 6,8%; ngành may 144 hộ (chiếm 12,6%), tăng 2%.",
    # «; so với» begins another comparison
    "Số người tham gia là 8.360 người, so với cùng kỳ năm 2019 (7.600 người); tăng 760 (10%); so với chỉ tiêu giao (9.500 người) đạt 88%.",
    # a programme with «mục tiêu» in its name sets no aim
    "Đã giải ngân 410 tỷ đồng, đạt 93% so với kế hoạch. Trong đó, vốn hỗ trợ có mục tiêu 82 tỷ đồng, đạt 94%; chương trình mục tiêu quốc gia thực hiện 36 tỷ đồng, đạt 82%; chương trình 135 được 8 tỷ đồng, đạt 81% kế hoạch năm.",
    # attainments of different items, in like words
    "Tham gia bảo hiểm xã hội 18.120 người, bằng 97,12% kế hoạch bảo hiểm xã hội tỉnh giao.\nTham gia bảo hiểm y tế 78.160 người, bằng 97,19% kế hoạch bảo hiểm xã hội tỉnh giao.",
    # two bases in turn, and no value of then
    "Trong tháng có 2.086 hộ tạm nghỉ, tăng 37,1% và tăng 9,2%; có 5.012 hộ nghỉ hẳn, tăng 84,5% và tăng 97,9%; và 1.410 hộ giải thể, giảm 7,3% và giảm 20,4%.",
    # one record of a month, one of five months
    "Va chạm nhẹ xảy ra 936 vụ, làm bị thương nhẹ 1.106 người.\nTính chung 5 tháng, đã qua nhiều đợt cao điểm tuần tra trên các tuyến.\nVa chạm nhẹ xảy ra 5.025 vụ, làm bị thương nhẹ 6.039 người.",
    # a share of what there was: no change
    "Huyện có 54/60 xã, tăng 6 xã so với cùng kỳ.",
]
