"""Counts of things listed by their names: `04 chi bộ thôn, bản (Bản Mới, Nà Tăm, …)`, `03 xã A, B và C`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.audit.items import stated_count
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome
from reportgen.audit.words import CONCURRENT, OPEN_END, words

_PLACES = words(
    "xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|thôn|bản|buôn|làng|ấp|xóm|khu phố|tổ dân phố|"
    "khu dân cư|đặc khu"
)
_OTHERS = words(
    "chi bộ|đảng bộ|tổ chức đảng|dân tộc|trường|trường học|điểm trường|trạm|bệnh viện|chợ|cụm|khu|"
    "tuyến|cầu|hồ|đơn vị|"
    "cơ quan|sở|phòng|ban|tổ|tổ công tác|đội|đoàn|doanh nghiệp|công ty|hợp tác xã|htx|tập thể|"
    "cá nhân|đồng chí|"
    "cán bộ|dự án|công trình|sản phẩm|di tích|lễ hội|làng nghề|khu công nghiệp|cụm công nghiệp|cơ sở|nhà máy"
)
_GROUPS = words("tổ|tổ công tác|đội|đoàn|ban|phòng|cụm|cán bộ|đồng chí")
_SITES = words("điểm|vị trí")
_COUNT = r"(?<![\w.,/%-])(?P<count>0?[2-9]|[1-2][0-9])"
_UPPER = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper())
_UPPER_WORD = rf"(?:[{_UPPER}]\w*)"
_PROPER = rf"{_UPPER_WORD}(?:[ -]{_UPPER_WORD})*"
# `04 chi bộ thôn, bản (A, B, C)`, `03 trường được công nhận là: A, B và C`
_OPENED = re.compile(
    rf"{_COUNT}\s+(?P<noun>{_PLACES}|{_OTHERS})\b(?P<tail>[^.;:()0-9]{{0,70}}?)"
    r"(?:\(|:|\b(?:gồm|là|gồm có|bao gồm)\b:?)\s*(?P<list>[^();:]{3,400}?)(?=[);:]|\.(?:\s|$)|$)",
)
# `tại 03 xã Mường Than, Phúc Than và Tà Mung`, `03 điểm sạt lở tại các xã …`
_RUN_ON = re.compile(
    rf"{_COUNT}\s+(?:(?P<site>{_SITES})\b[^.;:,()0-9]{{0,50}}\b(?:tại|ở|thuộc)\s+các\s+)?"
    rf"(?:{_PLACES})(?:\s*,\s*(?:{_PLACES}))*\s+"
    rf"(?P<list>{_PROPER}(?:,\s+{_PROPER})*\s+và\s+{_PROPER})(?!\w)"
)
_PREFIX = re.compile(rf"(?:(?:{_PLACES}|{_OTHERS}|tại|ở)\s+)*")
_NOT_A_LIST = re.compile(r"\b(?:trong đó|so với|như|nhất là|chủ yếu|tăng|giảm|theo|do|chủ trì|riêng)\b")
LONGEST_NAME = 60


def named_lists(outline: Outline) -> Iterator[Outcome]:
    """Verify each number of named things against the names after it."""
    for _, passage in outline:
        if passage.is_in_table:
            continue
        for match in _OPENED.finditer(passage.text):
            yield from _opened(passage, match)
        for match in _RUN_ON.finditer(passage.text):
            names = re.split(r",|\svà\s", match["list"])
            if len(names) > 1:
                yield stated_count(passage, match, {len(names)}, match.end())


def _opened(passage: Passage, match: re.Match[str]) -> Iterator[Outcome]:
    listed = match["list"]
    if _NOT_A_LIST.search(match["tail"].lower()) or OPEN_END.search(listed) or CONCURRENT.search(listed):
        return
    pieces = [piece.strip() for piece in listed.split(",")]
    if len(pieces) < 2 and " và " not in listed:
        return
    if not all(_is_name(piece) for piece in pieces):
        return
    joined = len(re.findall(r"\svà\s+(?=[^\W\d_])", listed))
    heads = {name.split()[0] for name in re.split(r",\s*|\svà\s+", listed) if name.strip()}
    is_sure = re.fullmatch(_PLACES, match["noun"].lower()) or len(heads) == 1
    if re.fullmatch(_GROUPS, match["noun"].lower()) and heads != {match["noun"].split()[0].capitalize()}:
        return  # «05 đoàn kiểm tra (Công an, Quân sự, Y tế)»: who takes part
    exact = len(pieces) + joined
    counts = {exact} if is_sure or not joined else set(range(len(pieces), exact + 1))
    yield stated_count(passage, match, counts, match.end())


def _is_name(piece: str) -> bool:
    """Whether a piece of a list is a name, not a clause and not a name with its own number."""
    bare = _PREFIX.sub("", piece, count=1)
    first = bare[:1] or piece[:1]
    numbered = re.search(r"[0-9]+$", piece) and not re.search(r"\bsố\s+[0-9]+$", piece.lower())
    return first.isupper() and len(piece) <= LONGEST_NAME and not numbered and not _NOT_A_LIST.search(piece)
