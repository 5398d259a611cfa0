"""How clearly words and places tell of which number a share is said, and of what whole it is a share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reportgen.audit.meant.around import Said
from reportgen.audit.meant.index import name_words
from reportgen.audit.subjects import subject_words
from reportgen.audit.words import PARTS_FOLLOW, TOTAL, words

CERTAIN, STRONG, FAIR, WEAK, SLIGHT = 6, 4, 3, 2, 1
LONGEST_NAME = 130

_VERBS = (
    r"\b(?:chiếm|bằng|đạt|tương đương|tương ứng|ứng với|tức|tỷ lệ|tỉ lệ|tỷ trọng|chỉ|cơ cấu)\b"
    r"[^;()0-9]{0,40}$"
)
_VERB = re.compile(_VERBS)
_LINKS = (
    r"(?:(?:chiếm|bằng|đạt|tương đương|tương ứng|ứng với|tức|tỷ lệ|tỉ lệ|tỷ trọng|chỉ|khoảng|là|với|gần|"
    r"hơn|trên|mới|cũng|được|và)\s*)*"
)
_TIED = re.compile(rf"[^;,.()0-9]{{0,90}}?(?:\(\s*|,\s*)?{_LINKS}\(?\s*")
_RATE_OF_PART = re.compile(r"[^;,.()0-9]{0,60}[,(]\s*tỷ lệ\s+(?:[^\W\d]+\s+){1,5}(?:đạt\s+|là\s+)?")
_FOLLOWED = re.compile(r"\s*(?:\(|,|với|tương ứng|ứng với|tức|là|\s)+(?:gồm|có|với)?\s*")
_ALSO = re.compile(
    r"[^;()0-9]{0,60}?(?:,|và|\))\s*(?:đồng thời\s+)?"
    r"(?:chiếm|bằng|đạt|tương đương|tương ứng)\s+(?:khoảng\s+)?"
)
_EMPTY_WORDS = """
    cao nhất lớn nhiều thấp vẫn phần chủ yếu đáng lưu ý tiếp tục hiện số tính cộng đều mới chỉ nêu vào
    trong lĩnh vực nhóm khối loại nguồn vốn thực việc công tác mức chung được bằng ước tương ứng đương
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


# --- the part -----------------------------------------------------------------------------------------


def signs_of_part(said: Said, part: Said) -> int:
    """Return how clearly a share is said of a value; 0 when nothing tells so."""
    passage = said.passage
    if part.passage is passage and part.index < said.index and part.is_with(said):
        tied = _tie(said, part)
        if tied:
            return tied
        if _is_of_same(said, part) or _counts_what_is_named(said, part):
            return STRONG
    if part.passage is passage and part.index == said.index + 1:
        gap = passage.lowered[said.number.end : part.number.start]
        if _FOLLOWED.fullmatch(gap):
            return FAIR
    return _by_name(said, part)


def _tie(said: Said, part: Said) -> int:
    """Return how closely a share follows a value: at once, after a bracket, or after its whole."""
    passage, last = said.passage, said.index - 1
    if part.index < last and not _is_passed_over(said, part):
        return 0
    start = passage.figures[part.index].unit_end
    if part.index < last:
        start = max(passage.lowered.rfind(")", start, said.number.start) + 1, passage.figures[last].unit_end)
    gap = passage.lowered[start : said.number.start]
    if not (_TIED.fullmatch(gap) or _RATE_OF_PART.fullmatch(gap)):
        return 0
    return STRONG if gap.strip().startswith(("(", ",")) or _VERB.search(gap) else WEAK


def _is_passed_over(said: Said, part: Said) -> bool:
    """`587 km (năm 2020: 512 km), bằng 75,2%`, `2.481 em trên 2.487 em, đạt 99,8%`."""
    passage, last = said.passage, said.index - 1
    depth = passage.depths[part.index]
    between = passage.depths[part.index + 1 : said.index]
    is_aside = passage.depths[said.index] <= depth and all(d > depth for d in between)
    if last - part.index <= MOST_PASSED and is_aside:
        return ";" not in passage.lowered[passage.figures[last].end : said.number.start]
    return part.index == last - 1 and bool(_OUT_OF.fullmatch(passage.between(part.index, last)))


MOST_PASSED = 4


def _is_of_same(said: Said, part: Said) -> bool:
    """`5.501 tỷ đồng, bằng 53,2% kế hoạch tỉnh và bằng 61,3% kế hoạch Trung ương`."""
    passage, at = said.passage, said.index
    while at - 1 > part.index and passage.figures[at - 1].number.is_percent:
        before = passage.lowered[passage.figures[at - 1].end : passage.figures[at].start]
        if not _ALSO.fullmatch(before):
            return False
        at -= 1
    if at == said.index or at - 1 != part.index:
        return False
    return bool(_TIED.fullmatch(passage.between(part.index, at)))


def _counts_what_is_named(said: Said, part: Said) -> bool:
    """`xác minh 42 người tại 08 đơn vị, bằng 10,9% số người kê khai`: the number of the noun named."""
    passage, noun = said.passage, part.number.unit.noun
    between = passage.figures[part.index + 1 : said.index]
    gap = passage.lowered[passage.figures[part.index].unit_end : said.number.start]
    if len(between) != 1 or not noun or not _VERB.search(passage.before(said.index)) or ";" in gap:
        return False
    if between[0].number.is_percent or between[0].number.unit.noun == noun:
        return False
    return (
        re.match(rf"\s*(?:(?:so với|tổng|trên|của)\s+)*số\s+{re.escape(noun)}\b", after_of(said)) is not None
    )


def _by_name(said: Said, part: Said) -> int:
    name = name_of(said)
    if not name or not name <= subject_words(f"{part.label} {part.tail}") - _EMPTY:
        return 0
    before = said.passage.before(said.index)
    if (len(name) < 2 and part.passage is not said.passage) or _IS_LEVEL.search(before):
        return 0
    return FAIR if _VERB.search(before) or before.rstrip().endswith("(") else WEAK


# «đường trục thôn đạt 97,6%»: of all there are, not of those built.
_IS_LEVEL = re.compile(r"\bđạt\s*(?:[^\W\d]+\s*)?$")


def name_of(said: Said) -> frozenset[str]:
    """Return the words of the clause that a share is said of; of a bracket, those before it."""
    before = said.passage.before(said.index)
    clause = re.split(r"[;,.:]", before.rstrip().rstrip("(,"))[-1]
    return subject_words(clause.replace("(", " ")) - _EMPTY


# --- the whole ----------------------------------------------------------------------------------------


def signs_of_whole(said: Said, part: Said, whole: Said, larger: Said | None, heads: Sequence[Said]) -> int:
    """Return how clearly a value is the whole of a part.

    `larger` is the nearest larger value before the part, `heads` those that the whole itself is a part of.
    """
    placed = _placed(said, part, whole)
    named = _named_by(said, whole, heads)
    points = placed + named + _about(part, whole)
    if (
        not named
        and placed < CERTAIN
        and len(_named(after_of(said))) > 1
        and not _POINTS.search(after_of(said))
    ):
        points -= STRONG  # «chiếm 52,3% số vụ chưa khám phá»: of something else
    if whole is larger:
        points += WEAK
    if whole.number.unit.noun and whole.number.unit.noun == part.number.unit.noun:
        points += SLIGHT
    if TOTAL.search(whole.label) or (TOTAL.search(after_of(said)) and TOTAL.search(long_label(whole))):
        points += SLIGHT
    if whole.is_with(part) and whole.index == part.index:
        nouns = {part.number.unit.noun, whole.number.unit.noun}
        points += WEAK if len(nouns - {""}) > 1 else CERTAIN
    return points if whole.number.quantity >= part.number.quantity or points > WEAK else 0


def _placed(said: Said, part: Said, whole: Said) -> int:
    """Return what its place tells: in a bracket behind its name, after `trên`, before `trong đó`."""
    if whole.passage is said.passage and whole.number.start > said.number.end:
        return CERTAIN if _stands_after(said, whole) else 0
    if whole.passage is not part.passage:
        return 0
    if whole.index > part.index:
        gap = part.passage.between(part.index, whole.index)
        return CERTAIN if whole.index == part.index + 1 and _OUT_OF.fullmatch(gap) else 0
    if _OUT_OF_ALL.search(whole.label) and whole.is_with(said):
        return STRONG
    if _is_broken_down(whole, part) or _is_pointed_at(said, whole):
        return STRONG
    return FAIR if _is_done_of(whole, part) else 0


_BASE_AFTER = re.compile(
    r"(?:[^;,.()0-9]|\b20[0-9]{2}\b)*\(\s*(?:[^;,.()0-9]{0,40}(?:là|:|giao|của|=)\s*|[^\W\d]+\s+){0,3}"
)
_WHOLE_AFTER = re.compile(
    r"\s*(?:(?:trong|trên|của|so với)\s+)?(?:tổng\s+(?:số\s+)?)?"
    r"(?!.*\b(?:và|với|tăng|giảm|vượt|còn|gồm|thấp|cao|là|đã|có|trong đó)\b)(?:[^\W\d]+\s+){0,6}"
)
_ALONE = re.compile(r"[^;,()0-9]{0,40}\)")


def _stands_after(said: Said, whole: Said) -> bool:
    """`đạt 47,2% dự toán năm (5.120 triệu đồng)`, `chiếm 65,7% trong tổng số 204 dự án`."""
    if whole.index != said.index + 1 or not whole.is_with(said):
        return False
    passage = said.passage
    gap = passage.lowered[said.number.end : whole.number.start]
    if _BASE_AFTER.fullmatch(gap):
        return _ALONE.match(passage.lowered, passage.figures[whole.index].end) is not None
    is_told = len(gap.split()) > 1 or gap.split()[:1] in (["trên"], ["trong"], ["của"])
    return bool(_WHOLE_AFTER.fullmatch(gap)) and is_told and "\n" not in gap


_OUT_OF = re.compile(r"[^;,.()0-9]{0,40}\b(?:trên|trong|trong số)\s+(?:tổng\s+)?(?:số\s+)?(?:cả\s+)?")
_OUT_OF_ALL = re.compile(r"(?:^|\s)(?:trong|trong số|trên tổng số|trong tổng số)\s*$")


def _is_broken_down(whole: Said, part: Said) -> bool:
    """Whether a value is the last one before `trong đó`, `gồm` or a colon, behind which the part stands."""
    passage = whole.passage
    if whole.is_change or passage.depths[whole.index] > passage.depths[part.index]:
        return False
    if not whole.is_with(part):
        is_next = 0 <= part.sentence[0] - whole.sentence[1] <= 2
        return is_next and _AMONG_THESE.match(passage.lowered, part.sentence[0]) is not None
    opened = max(
        (m.start() for m in _OPENS.finditer(passage.lowered, whole.number.end, part.number.start)), default=-1
    )
    is_of_item = (
        passage.lowered[opened : opened + 1] == ":" and ";" in passage.lowered[whole.number.end : opened]
    )
    if opened < 0 or is_of_item:  # «học tập: 15 (20,3%); lối sống: 14 (18,9%)»
        return False
    later = range(whole.index + 1, part.index)
    return not any(
        passage.figures[at].start < opened and passage.depths[at] <= passage.depths[whole.index]
        for at in later
    )


_OPENS = re.compile(rf"{PARTS_FOLLOW.pattern}|:(?=\s)")
_AMONG_THESE = re.compile(r"\s*(?:[-+*•]\s*)?(?:trong (?:số )?(?:này|đó)|trong số đó)\b")


def _is_pointed_at(said: Said, whole: Said) -> bool:
    """`24.315 triệu đồng …; riêng thủy điện 8.742 triệu đồng, chiếm 36,0% khoản thu này`: the first value."""
    passage = said.passage
    is_first = whole.is_with(said) and not any(
        not passage.figures[at].number.is_percent and passage.figures[at].start >= said.sentence[0]
        for at in range(max(0, whole.index - MOST_PASSED), whole.index)
    )
    return is_first and not whole.is_change and _POINTS.search(after_of(said)) is not None


_POINTS = re.compile(r"\b(?:này|nói trên|nêu trên|của nhóm|số đó)\s*$")


_TAKEN = words(
    "tiếp nhận|thụ lý|phát sinh|nhận|phải giải quyết|phải nộp|đăng ký|được giao|giao|phải thu|kế hoạch|"
    "kế hoạch vốn|dự toán|phát hiện|xảy ra|tổng số|kiểm tra|thẩm định|kê khai|dự thi|dự|xét xử|phải|"
    "khám|xét nghiệm|rà soát|lấy|gửi|đề nghị|nhu cầu"
)
_DONE = words(
    "đã|giải quyết|xử lý|hoàn thành|thực hiện|thu|làm rõ|khắc phục|thi hành|giải ngân|chấp nhận|đỗ|trúng|"
    "được công nhận|trả|đạt|thanh toán|phân bổ|nhập|xong|nộp|đáp ứng"
)
_IS_TAKEN, _IS_DONE = re.compile(rf"\b(?:{_TAKEN})\b"), re.compile(rf"\b(?:{_DONE})\b")


# «số vụ đã xét xử» is none of those «thụ lý xét xử».
_IS_DONE_ALREADY, _IS_TAKEN_IN = re.compile(r"\bđã\b"), re.compile(r"\b(?:thụ lý|tiếp nhận|phải|được giao)\b")


def _is_done_of(whole: Said, part: Said) -> bool:
    """`được giao 2.975 tỷ đồng, giải ngân 1.843 tỷ đồng`: what was taken in, and what was done of it."""
    if not whole.is_with(part) or whole.number.unit.text != part.number.unit.text:
        return False
    values = whole.passage.figures[whole.index + 1 : part.index]
    if len(values) > 1 or whole.passage.depths[whole.index] != whole.passage.depths[part.index]:
        return False
    return bool(_IS_TAKEN.search(whole.label) and _IS_DONE.search(part.label))


def _named_by(said: Said, whole: Said, heads: Sequence[Said]) -> int:
    """Return how clearly the words behind a share name its whole; a total is called one there, too."""
    after = after_of(said)
    named = _named(after)
    if not named or (TOTAL.search(after) and not TOTAL.search(long_label(whole))):
        return 0
    if _IS_DONE_ALREADY.search(after) and any(_IS_TAKEN_IN.search(long_label(w)) for w in (whole, *heads)):
        return 0
    is_near = not named <= _MEASURED and (whole.passage is said.passage or len(named) > 1)
    if named <= whole.words | subject_words(whole.number.unit.noun):
        return (STRONG if len(named) > 1 else FAIR) if is_near else SLIGHT
    if named <= long_words(whole) or any(named <= long_words(whole) | long_words(head) for head in heads):
        return FAIR if is_near else WEAK
    return 0


_MEASURED = subject_words("diện tích sản lượng giá trị kinh phí tiền chiều dài khối lượng")


@lru_cache(maxsize=64)
def _named(after: str) -> frozenset[str]:
    return name_words(after)


def _about(part: Said, whole: Said) -> int:
    """Whether part and whole are about the same, as `THCS 4.210 em` is of `9.134 học sinh THCS`."""
    about = subject_words(part.label) - _EMPTY - _VERB_WORDS
    if about and subject_words(f"{whole.label} {whole.tail}") - _EMPTY - _VERB_WORDS == about:
        return STRONG
    return WEAK if about and about <= long_words(whole) else 0


_VERB_WORDS = subject_words(
    "giải ngân thu nộp chi giải quyết xử lý hoàn thành thực hiện đạt được cấp tiêm khám xét trồng thanh toán"
)


def long_label(said: Said) -> str:
    """Return the words between a number and the one before it in its sentence."""
    return said.passage.before(said.index)[-LONGEST_NAME:].rsplit(";", 1)[-1]


def long_words(said: Said) -> frozenset[str]:
    """Return the words between the numbers around one, up to the end of its clause, a bracket with them."""
    after = re.split(r"[;,.:]", said.passage.after(said.index)[:LONGEST_NAME])[0]
    return subject_words(f"{long_label(said)} {after}")


def after_of(said: Said) -> str:
    """Return the clause behind a share."""
    return _clause(said.passage.after(said.index))


@lru_cache(maxsize=64)
def _clause(after: str) -> str:
    return re.split(r"[;,.:()]", after.lstrip(" )"))[0][:60]
