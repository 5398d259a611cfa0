"""Right and wrong numbers of things that a list names."""

# ruff: noqa: E501 — a right sentence and its wrong twin are compared best on one line

from __future__ import annotations

LISTED_PAIRS = [
    "Sở đề nghị [4|5] tổ công tác do lãnh đạo tỉnh làm tổ trưởng tăng cường kiểm tra, gồm các tổ: giao thông; nông nghiệp, thủy lợi; dân dụng, công nghiệp; khối xã, phường.",
    "Năm học mới, toàn ngành thực hiện [05|04] nhóm nhiệm vụ trọng tâm: hoàn thành thay sách lớp 5; củng cố đội ngũ; tăng cường cơ sở vật chất; chuyển đổi số; bảo đảm an toàn trường học.",
    "Huyện ủy lập [03|04] đoàn kiểm tra, gồm các đoàn: khối xã biên giới; khối cơ quan; khối doanh nghiệp.",
    "Chương trình có [bốn|ba] hợp phần: cấp nước; vệ sinh; nâng cao năng lực; giám sát, đánh giá.",
    "Trung tâm triển khai 03 nhóm giải pháp: hoàn thành số hóa hồ sơ; [tăng cường tập huấn; |]mở rộng thanh toán điện tử.",
    "Ban Chỉ đạo thành lập [02|03] tiểu ban gồm: tuyên truyền; kỹ thuật, hậu cần.",
]
