"""Ways in which reports divide things without remainder: by sex, by level of government, by grade."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Each line one way; its values split by `|`, longer before shorter.
_AXES = """
    nam | nữ
    cấp trung ương | cấp tỉnh | cấp huyện | cấp xã | cấp cơ sở | cấp thành phố | cấp phường
    thành thị | đô thị | nông thôn
    nội thị | ngoại thị
    nội thành | ngoại thành
    vùng thấp | vùng giữa | vùng cao
    trước và đúng hạn | trước hạn | đúng hạn | trong hạn | quá hạn | trễ hạn
    bắt buộc | tự nguyện
    trực tuyến | trực tiếp | bưu chính
    quý i | quý ii | quý iii | quý iv
    đợt 1 | đợt 2 | đợt 3 | đợt 4
    xây mới | làm mới | xây dựng mới | sửa chữa | nâng cấp | cải tạo
    ngoài công lập | công lập | tư thục | dân lập
    chuyển tiếp | khởi công mới
    hoàn thành | đang thi công | đang thực hiện | chưa khởi công | chưa triển khai | chưa thực hiện
    đường bộ | đường sắt | đường thủy
    khiển trách | cảnh cáo | cách chức | khai trừ
    nhà trẻ | mẫu giáo
    nuôi trồng | khai thác
    bán kiên cố | kiên cố | tạm
    hoàn thành xuất sắc | hoàn thành tốt | không hoàn thành | chưa hoàn thành | hoàn thành
    mầm non | tiểu học | thcs | trung học cơ sở | thpt | trung học phổ thông | th&thcs
    giỏi | khá | trung bình | yếu | kém
    chưa đạt | không đạt | vượt | đạt
    đúng một phần | có đúng có sai | có đúng, có sai | đúng | sai
    theo kế hoạch | đột xuất | ngoài kế hoạch
    thường xuyên | định kỳ | đột xuất
    quốc tế | nội địa
    trong nước | ngoài nước | nước ngoài
    trong tỉnh | ngoài tỉnh | nước ngoài
    xuất khẩu | nhập khẩu | tiêu thụ nội địa
    tập thể | cá nhân
    tổ chức | cá nhân
    chính thức | dự bị | danh dự
    bán chuyên trách | không chuyên trách | chuyên trách | kiêm nhiệm
    khiếu nại | tố cáo | kiến nghị | phản ánh
    phi nông nghiệp | nông nghiệp
    nặng | nhẹ | nguy kịch | trung bình
    tử vong | khỏi | đang điều trị
    tiến sĩ | thạc sĩ | đại học | cao đẳng | trung cấp | sơ cấp
    cao cấp | trung cấp | sơ cấp
    ngân sách trung ương | ngân sách tỉnh | ngân sách huyện | ngân sách xã | xã hội hóa
    nhà nước | ngoài nhà nước | đầu tư nước ngoài
    hoàn thành | đúng tiến độ | chậm tiến độ | quá hạn
    đang hoạt động | tạm ngừng | giải thể
"""
_WAYS = tuple(
    tuple(re.compile(rf"\b{re.escape(value.strip())}\b") for value in line.split("|"))
    for line in _AXES.strip().splitlines()
)


def divides(labels: Sequence[str]) -> bool:
    """Whether the labels are different values of one way to divide things."""
    return len(labels) > 1 and any(_are_values(labels, way) for way in _WAYS)


def _are_values(labels: Sequence[str], way: Sequence[re.Pattern[str]]) -> bool:
    found = [next((at for at, value in enumerate(way) if value.search(label)), None) for label in labels]
    return None not in found and len(set(found)) == len(found)
