"""Shares that a number around makes by chance, though place and name tell another whole."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

RATED_PAIRS = [
    # behind its name in a bracket
    "Toàn xã gieo trồng 412 ha ngô, đạt [103,0|97,1]% kế hoạch (400 ha), tăng 12 ha so với vụ trước (400 ha).",
    "Thu ngân sách đạt 48,6 tỷ đồng, bằng 81,0% dự toán tỉnh giao (60,0 tỷ đồng) và bằng [75,9|79,5]% dự toán HĐND xã giao (64,0 tỷ đồng).",
    "Đàn lợn có 8.170 con, bằng [95,0|105,3]% năm 2022 (8.600 con), tức giảm 5,0%.",
    "Tích tụ được 36 ha đất, tương đương [150|67]% chỉ tiêu huyện giao (24 ha), vượt 12 ha.",
    # named by the words behind the share
    "Trạm y tế khám 5.200 lượt, trong đó có thẻ bảo hiểm 4.160 lượt, chuyển tuyến 312 lượt, bằng [7,5|6,0]% số lượt có thẻ bảo hiểm.",
    "Kiểm tra 125 đảng viên. Qua kiểm tra, kết luận 110 đảng viên có vi phạm, bằng 88,0% số được kiểm tra; phải kỷ luật 77 đồng chí, bằng [70,0|61,6]% số có vi phạm.",
    # before a list in which the part stands
    "Kiểm tra 160 cơ sở (tuyến tỉnh 40, tuyến xã 120), trong đó có 24 cơ sở vi phạm, chiếm [15,0|20,0]%.",
    "Diện tích đất quy hoạch lâm nghiệp 8.000 ha. Diện tích đất có rừng là 8.600 ha, trong đó rừng tự nhiên 4.730 ha, chiếm [55,0|59,1]%.",
    # taken in, and done of it
    "Năm 2023 xã được giao 297,5 tỷ đồng, giải ngân 184,4 tỷ đồng ([62,0|26,0]%).",
    "Tòa án xét xử 13 vụ, chấp nhận 11 vụ, tỷ lệ chấp nhận [84,6|73,3]%; trong năm có 15 kháng nghị.",
    "Lớp 6 tuyển 780 em trên 800 em hoàn thành chương trình tiểu học, đạt [97,5|79,5]%.",
    # what stands between the part and its share
    "Chiều dài kênh kiên cố đạt 60,0 km (năm 2020: 45,0 km), bằng [75,0|57,0]% tổng chiều dài 80,0 km kênh.",
    "Tổng thu từ doanh nghiệp 3.200 triệu đồng, tăng 6,5%; riêng thủy điện nộp 1.280 triệu đồng, chiếm [40,0|44,0]% khoản thu này.",
    "Cộng ba dự án, kế hoạch vốn là 840 tỷ đồng, đã giải ngân 630 tỷ đồng, bằng [75,0|57,0]%.",
]

RATED_RIGHT = [
    # of cases, not of persons
    "Thụ lý xét xử 475 vụ/768 bị cáo; Tòa án đã giải quyết 364 vụ/571 bị cáo, đạt 76,6%.",
    # of the total of a list that ends before the share
    "Đường băng cản lửa tu bổ 253,5 km, gồm làm mới 38,6 km, tu bổ 214,9 km, đạt 97,5% kế hoạch (260 km).",
    "Trong 3 đợt giao quân (2022, 2023, 2024) có 644 thanh niên nhập ngũ, lần lượt là 214, 221 và 209 người; trong đó 196 người là đảng viên, chiếm 30,4%.",
    "Thu 5.222,0 triệu đồng, gồm thu hưởng 412,6 triệu đồng, thu điều tiết 938,4 triệu đồng, thu bổ sung 3.871,0 triệu đồng; so với dự toán năm (9.640 triệu đồng) đạt 54,17%.",
    # each of its own plan
    "Đã phân bổ 9.721,3 tỷ đồng; trong đó trung ương phân bổ 3.702,4 tỷ đồng (96,3%), địa phương phân bổ 6.018,9 tỷ đồng (92,7%).",
    # of what is not told
    "Xảy ra 314 vụ, trong đó trộm cắp tài sản 148 vụ. Trộm cắp tài sản chiếm 52,3% số vụ chưa khám phá.",
    "Diện tích lúa cả năm gieo cấy 48.899 ha. Diện tích cà phê cho sản phẩm 3.408 ha, chiếm 90,8% diện tích hiện có.",
]
