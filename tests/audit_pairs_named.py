"""Wholes right after a share, roles without a number, shares joined by dashes: `[right|wrong]`."""

from __future__ import annotations

NAMED_PAIRS = (
    # A whole right behind its share.
    "Có 134 dự án hoàn thành, chiếm [65,7|56,7]% trong 204 dự án.",
    "Có 134 dự án hoàn thành, chiếm 65,7% trong [204|240] dự án.",
    "Có 134 dự án hoàn thành, chiếm [65,7|67,5]% trong số 204 dự án được giao vốn.",
    "Có 134 dự án hoàn thành, bằng [65,7|67,5]% của 204 dự án.",
    "Có 204 dự án. Số dự án đạt từ 70% trở lên là 134 dự án, chiếm 65,7% trong [204|240] dự án; còn lại 70.",
    # Shares joined by dashes.
    "Cơ cấu kinh tế nông nghiệp - công nghiệp - dịch vụ là 22,8% - [47,9|49,7]% - 29,3%.",
    "Cơ cấu kinh tế: nông nghiệp - công nghiệp, xây dựng - dịch vụ năm 2024 là 22,8% - 47,9% - 29,3% "
    "(năm 2020: [28,3|23,8]% - 41,8% - 29,9%).",
    "Cơ cấu kinh tế nông nghiệp – công nghiệp – dịch vụ đạt [22,8|28,2]% – 47,9% – 29,3%.",
    # A share of what its clause only names.
    "Xảy ra 314 vụ, trong đó: giết người 05 vụ; trộm cắp tài sản 148 vụ; cố ý gây thương tích 61 vụ; hành vi "
    "khác 100 vụ. Trộm cắp tài sản vẫn chiếm tỷ lệ cao nhất ([47,1|41,7]%).",
    "Nguồn lực huy động là 1.864,0 tỷ đồng, trong đó nhân dân và doanh nghiệp đóng góp 215,4 tỷ đồng.\n"
    "Phần nhân dân và doanh nghiệp đóng góp nêu trên chiếm [11,6|15,1]% tổng nguồn lực.",
    "Tổng số giường điều trị là 1.710 giường; đang sử dụng 1.347 giường, công suất [78,8|87,8]%.",
    # About and exactly.
    "Xử phạt 189 trường hợp, số tiền trên [1,5|1,6] tỷ đồng (cụ thể 1.538 triệu đồng).",
    "Hỗ trợ hơn [500|520] hộ (cụ thể là 512 hộ).",
    "Trồng gần [530|500] ha (chính xác là 524 ha).",
    # A role without a number is one person.
    "Ủy ban Kiểm tra có [9|8] đồng chí (Chủ nhiệm, 03 Phó Chủ nhiệm và 05 ủy viên).",
    "Ban Chỉ đạo có [12|11] đồng chí (Trưởng ban, 02 Phó Trưởng ban, 09 thành viên).",
    "Tổ công tác gồm [07|08] đồng chí (Tổ trưởng, Tổ phó và 05 thành viên).",
    "Ban Chỉ huy có [10|12] người (Trưởng ban, 02 Phó Trưởng ban, Thư ký và 06 ủy viên).",
    # A change said by its sign, and the move it means.
    "Tỷ lệ bao phủ bảo hiểm y tế tăng mạnh (+4,7 điểm % so với năm 2020, tức từ 91,4% lên [96,1|91,6]%).",
    # A target and its value in one bracket.
    "Xác minh 96 người, vượt chỉ tiêu tối thiểu (xác minh đạt 11,8% trong 812 người, chỉ tiêu [10|12]%).",
    "Diện tích rừng trồng mới vượt kế hoạch (thực hiện 138 ha, kế hoạch [120|142] ha).",
    "Thu ngân sách chưa đạt dự toán (thu [412|512] tỷ đồng, dự toán 450 tỷ đồng).",
    # The rate of a sentence is what its first clause says.
    "Đã khám phá 281/314 vụ, đạt 89,49%; án rất nghiêm trọng khám phá 22/22 vụ, đạt 100%. Tỷ lệ khám phá cao "
    "hơn chỉ tiêu Bộ Công an giao ([75|90]%).",
)

NAMED_UNDISPUTED = (
    "Có 42 người (Trưởng phòng và tương đương: 18 người; Phó Trưởng phòng và tương đương: 24 người).",
    "Ban Chỉ đạo có 12 người (Trưởng ban, 02 Phó Trưởng ban, 08 thành viên và Thư ký).",
    "Xảy ra 314 vụ, trong đó trộm cắp tài sản 148 vụ. Trộm cắp tài sản chiếm 52,3% số vụ chưa khám phá.",
    "Chi thường xuyên 512 tỷ đồng, chi đầu tư 210 tỷ đồng. Chi đầu tư chiếm 29,1% tổng chi.",
    "Có 03 nhà máy hoạt động, công suất 80%.",
    "Có 134 dự án hoàn thành, chiếm 65,7% trong 204 dự án; trong số 21 dự án chậm có 06 dự án mới.",
    "Ủy ban Kiểm tra có 9 đồng chí (Chủ nhiệm, các Phó Chủ nhiệm và 05 ủy viên).",
    "Đoàn công tác có 15 người (Trưởng đoàn, chuyên gia và 05 cán bộ).",
    "Nhiệt độ trung bình 22,5 - 23,8 - 24,1 độ theo ba tháng.",
    "Tỷ lệ hộ nghèo qua ba năm là 6,5% - 5,2% - 4,1%.",
    "Diện tích rừng trồng mới vượt kế hoạch (thực hiện 138 ha, kế hoạch 120 ha, năm trước 142 ha).",
    "Thu ngân sách trên 1,5 tỷ đồng (cụ thể 1.590 triệu đồng).",
    "Tỷ lệ che phủ rừng 45,6% (+0,4 điểm %), đứng thứ 3 toàn tỉnh.",
)
