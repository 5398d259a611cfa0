"""The Vietnamese words by which statements about figures are known, all in one place."""

from __future__ import annotations

import re


def words(text: str) -> str:
    """Return alternatives for a pattern from a list split by `|`, blanks matching any blank."""
    return "|".join(re.escape(word.strip()).replace(r"\ ", r"\s+") for word in text.split("|"))


def any_of(text: str) -> re.Pattern[str]:
    """Return a pattern that finds any word of a list split by `|`."""
    return re.compile(rf"\b(?:{words(text)})\b")


# What a percentage is compared with.
_TARGETS = (
    "mục tiêu|kế hoạch|kh|chỉ tiêu|dự toán|nghị quyết|nq|nhiệm vụ|yêu cầu|định mức|đề án|đề ra|"
    "được giao|giao|phương án|hạn mức|công suất"
)
_EARLIER = (
    "cùng kỳ|năm trước|đầu năm học|năm ngoái|tháng trước|quý trước|kỳ trước|đầu năm|đầu nhiệm kỳ|"
    "nhiệm kỳ trước|"
    "giai đoạn trước|năm học trước|vụ trước|lần trước"
)
_YEAR = r"(?:năm(?:\s+học)?|giai\s+đoạn|nhiệm\s+kỳ|vụ|tháng|quý|cuối\s+năm|đầu\s+năm)\s+[\w/]*[0-9]{4}"
_AGAINST = r"(?:so\s+với|so|của|theo|về|trên)?\s*(?:tổng\s+)?(?:các\s+)?(?:số\s+)?"

AGAINST_TARGET = re.compile(rf"\s*{_AGAINST}(?:{words(_TARGETS)})\b")
_STOCK_THEN = (
    r"(?:so\s+với\s+|của\s+)?(?:tổng\s+)?số\s+(?:[^\W\d]+\s+){1,3}(?:cuối|đầu)\s+(?:năm|kỳ|tháng|quý)\b"
)
AGAINST_EARLIER = re.compile(
    rf"\s*(?:{_AGAINST}(?:{words(_EARLIER)})\b|so\s+(?:với\s+)?{_YEAR}|{_STOCK_THEN})"
)  # «2,84% số đảng viên cuối năm 2021»
AIM = r"(?<!có )mục\s+tiêu(?!\s+quốc\s+gia)"  # «vốn hỗ trợ có mục tiêu», «mục tiêu quốc gia» are names
TARGET = re.compile(rf"\b(?:{AIM}|{words('kế hoạch|chỉ tiêu|dự toán|nghị quyết|được giao|giao')})\b")
PLANNED = re.compile(rf"\b(?:{AIM}|{words('kế hoạch|chỉ tiêu|dự toán|được giao|kh|thiết kế|định mức')})\b")
EARLIER = re.compile(rf"\b(?:{words(_EARLIER)}|so với)\b|so\s+(?:với\s+)?{_YEAR}")

# A percentage or a number right after these is a change, not a share.
_SOFTENED = words("thêm|khoảng|gần|trên|hơn|bình quân|là|tương ứng|được|nhẹ|mạnh|đến|tới|với|ước")
_UP = words("tăng|vượt|cao hơn|nhiều hơn|lớn hơn|bổ sung thêm|dôi dư")
RISES = rf"(?<!giá trị gia )(?:{_UP})"  # «thuế giá trị gia tăng 118 tỷ đồng»
FALLS = words("giảm|thấp hơn|ít hơn|nhỏ hơn|hụt|thiếu|kém")
# «thấp hơn đầu năm 1,9 điểm %»: what it is compared with stands between.
_LEVELS = words(
    "giá khởi điểm|giá gói thầu|giá dự toán|giá ban đầu|giá thị trường|"
    "kế hoạch|chỉ tiêu|mục tiêu|dự toán|bình quân|trung bình|mức chung|định mức"
)
_THAN = (
    rf"(?:so\s+với\s+)?(?:[^\W\d]+\s+){{0,4}}?(?:{words(_EARLIER)}|{_YEAR}|{_LEVELS})(?:\s+{_YEAR})?"
    r"(?:\s+[^\W\d]+){0,4}?"
)
# «tốc độ tăng giá trị sản xuất đạt 6,5%»
_RATE_OF_CHANGE = "|".join(
    rf"(?<={of} {way})" for of in ("tốc độ", "mức", "tỷ lệ", "tỉ lệ") for way in ("tăng", "giảm")
)
_THEN = rf"(?:{words(_EARLIER)}|{_YEAR})"
_SINCE = rf"(?:so\s+với\s+)?{_THEN}(?:\s+{_THEN})?(?:\s+(?:là|được|khoảng|gần|hơn))?"
CHANGE = re.compile(
    rf"\b(?:(?P<up>{RISES})|(?P<down>{FALLS}))\s*(?:(?:(?:{_SOFTENED})\s*)*[(:]?"
    rf"|(?:(?<=hơn)|(?<=hơn\s))(?:{_THAN})\s*|{_SINCE}\s*"
    rf"|(?:{_RATE_OF_CHANGE})(?!\s+(?:so|của|hơn))[^;,.()0-9]{{0,60}}\b(?:đạt|là|bằng)\s*)\s*$"
)

# A higher rank is a smaller number.
RANKS = re.compile(r"\s*(?:bậc|hạng|thứ bậc|vị trí|thứ hạng)\b")

SHARE_VERB = re.compile(
    rf"\b(?:{words('chiếm|tỷ lệ|tỉ lệ|chiếm tỷ lệ|chiếm khoảng|công suất')})\b[^.;()0-9]{{0,30}}$"
)
WEAK_VERB = re.compile(
    rf"(?:\b(?:{words('đạt|bằng|tương đương|tương ứng|ứng với|tức|là|với')})\b[^.;()0-9]{{0,30}}"
    r"|\(|=|[,:–-])\s*$"
)
REACHED = re.compile(r"\b(?:đạt|bằng)\b[^.;()0-9]{0,30}$")

# What opens a breakdown after a total.
AMONG = any_of("trong đó|trong số đó|trong số này")
CONSISTS = re.compile(
    rf"\b(?:{words('gồm|bao gồm|cụ thể|chia ra|gồm có|cụ thể như sau|trong đó gồm|phân ra')}"
    r"|(?<!phân )chia\s+theo)\b"
)
PARTS_FOLLOW = re.compile(rf"{AMONG.pattern}|{CONSISTS.pattern}")
REST = any_of("còn lại|khác")
TOTAL = any_of("tổng số|tổng|toàn bộ|tổng cộng|cả")

# Attributes that one person or thing can have together with others: parts of these kinds may overlap.
OVERLAPPING = any_of(
    "nữ|phụ nữ|trẻ|trẻ tuổi|dân tộc thiểu số|người dân tộc|dtts|đảng viên|tôn giáo|có đạo|người cao tuổi|"
    "khuyết tật|trở lên|đạt chuẩn|chứng chỉ|tuổi|vùng cao|biên giới|đặc biệt khó khăn"
)
# … unless the list names the other half too: «nam» beside «nữ», «chưa là đảng viên» beside «đảng viên».
COMPLEMENTS = re.compile(
    r"\bnam\b(?=.*\bnữ\b)|\bnữ\b(?=.*\bnam\b)|\b(?:chưa|không|ngoài)\s+(?:phải\s+)?(?:là\s+)?"
    r"(?:đảng|người\s+dân\s+tộc|dtts|đạt\s+chuẩn|có\s+chứng\s+chỉ|nghèo)"
)
CONCURRENT = re.compile(r"\bkiêm(?:\s+nhiệm)?\b")
FULL_TIME = re.compile(r"(?<!\()\bchuyên\s+trách\b")  # beside it «kiêm nhiệm» is the other half
# «một số dự án vướng đồng thời nhiều nguyên nhân»: one thing is counted in several parts.
_MANY = "lỗi|nguyên nhân|lý do|hành vi|nội dung|tiêu chí|chỉ số|chỉ tiêu|nhóm"
BOTH = re.compile(
    r"\bcả\s+(?:hai|ba|2|02|3|03)\b|\btrùng\b|\bvừa\b[^;.]*\bvừa\b|"
    r"\b(?:đồng thời|cùng lúc)\s+(?:có|bị|vướng|thuộc|hai|nhiều)\b|"
    r"\b(?:vướng|thuộc|thiếu|mắc|vi phạm|có|bị)\s+(?:đồng thời|cùng lúc)\b|"
    r"\bcó thể\b[^;.()]{0,20}\bnhiều\b|\bnhiều\s+(?:hơn\s+)?(?:một|1|01)\b|"
    rf"\b(?:hai|nhiều|[2-9])\s+(?:{_MANY})\s+(?:trở lên|khác nhau|cùng lúc)\b"
)
# A list that these open names only some of the parts.
BEGUN = (
    "một số|nổi bật|tiêu biểu|chủ yếu|điển hình|nhất là|đáng chú ý|đáng kể|như|ví dụ|nhiều nhất|"
    "cao nhất|lớn nhất|thấp nhất|ít nhất"
)
NAMES_SOME = any_of(BEGUN)

# Inside a breakdown, a number right after these compares and is no part.
_COMPARES = words("so với|cùng kỳ|chỉ tiêu|dự toán|năm trước|bình quân|vượt mức|mỗi")
# «nhẹ 412, trung bình 138, nặng 38» is a grade, «dân số trung bình 84.265 người» a value.
_MEAN = r"(?<!, )(?<!; )(?<!: )(?<!loại )(?<!số )trung\s+bình"
COMPARES = re.compile(
    rf"\b(?:(?<!giá trị gia )tăng(?!\s+huyết\s+áp)|{_COMPARES}|{_MEAN}|"
    r"(?<!theo )(?<!ngoài )kế\s+hoạch(?!\s+được\s+phân)|"
    r"(?<!cắt )giảm(?!\s+nghèo)|mục\s+tiêu(?!\s+quốc))\b"
)  # «chương trình giảm nghèo» compares nothing
# «…; cử 60 đồng chí đi học»: a verb with its number at once begins something new inside a list.
DEEDS = words(
    "cử|điều động|luân chuyển|biệt phái|bổ nhiệm|bổ nhiệm lại|phê chuẩn|phê duyệt|miễn nhiệm|tổ chức|mở|"
    "tiếp nhận|"
    "chuyển|tuyển dụng|kết nạp|khen thưởng|kỷ luật|xử lý|ban hành|giải quyết|thành lập|kiểm tra|"
    "giám sát|tặng|trao|"
    "xây dựng|sửa chữa|nâng cấp|hỗ trợ|cấp|giao|phát hiện|khởi tố|nâng ngạch|giới thiệu|thẩm định|"
    "thu hồi|trồng"
)
A_DEED = re.compile(rf";\s*(?:(?:và|đã|được|tham mưu)\s+)*(?:{DEEDS})\b")
NEW_DEED = re.compile(rf";\s*(?:(?:và|đã|được|tham mưu)\s+)*(?:{DEEDS})(?:\s+(?:được|cho|với))?\s*$")
OPEN_END = re.compile(r"\.\.\.|…|\bv\.?v\b")
