"""The words of a phrase that tell what a number is about."""

from __future__ import annotations

import re
from functools import lru_cache

# Words that say nothing of the subject.
_EMPTY_WORDS = """
    là có tổng số toàn đã được của trên địa bàn với và các những đồng chí người hiện nay đến tính năm
    tháng ngày đội ngũ riêng trong đó gồm bao kết quả đạt chiếm tỷ tỉ lệ đối về cho tại từ so này ở một
    cả lượt cũng còn như sau cụ thể giai đoạn nhiệm kỳ theo quy định khoảng gần hơn việc thì do đang
    tất khi thuộc
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
MOST_KEPT = 4096  # phrases whose words are remembered; laws ask for the same ones many times
# Names of measures that are a subject by themselves, read as one word.
_TERMS = {"dân số": "dân_số", "diện tích tự nhiên": "diện_tích_tự_nhiên", "thu ngân sách": "thu_ngân_sách"}
# «toàn huyện», «trên địa bàn tỉnh»: where the whole report is about.
_SCOPE = re.compile(
    r"\b(?:toàn|trên địa bàn|của|ở|tại|trong)\s+(?:toàn\s+)?"
    r"(?:huyện|tỉnh|thành phố|xã|thị xã|quận|phường|ngành)\b(?!,)"
)


@lru_cache(maxsize=MOST_KEPT)
def subject_words(text: str) -> frozenset[str]:
    """Return the words of a phrase that tell its subject."""
    text = _SCOPE.sub(" ", text)
    for term, word in _TERMS.items():
        text = text.replace(term, word)
    return frozenset(word for word in re.findall(r"[^\W\d]+", text) if word not in _EMPTY)
