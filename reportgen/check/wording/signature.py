"""Quyền hạn, chức vụ và họ tên người ký."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reportgen.check.wording.slip import Slip, Slips, comparable
from reportgen.errors import Severity

STATE_MARK = re.compile(r"(?:TM|KT|TL|TUQ|Q)\. (?=[^\W\d_])")
PARTY_MARK = re.compile(r"(?:T/M|K/T|T/L|Q\.) (?=[^\W\d_])")
PARTY_LIKE = re.compile(r"(?:T/M|K/T|T/L|T/U|TU/Q)\b\.?", re.IGNORECASE)
STATE_LIKE = re.compile(r"(?:TM|KT|TL|TUQ)\.", re.IGNORECASE)
MALFORMED_STATE = re.compile(r"(?P<mark>TM|KT|TL|TUQ|Q(?=\.))\b(?P<sign>[.:,;]?)(?P<gap>\s*)", re.IGNORECASE)
MALFORMED_PARTY = re.compile(r"(?:T\s*/\s*[MLU]|K\s*/\s*T|TM|KT|TL|TUQ)(?=[\s.:,;]|$)[.:,;]?", re.IGNORECASE)

RANKS = r"GS|PGS|TS|ThS|Ths|THS|TSKH|BS|BSCK|BSCKI|BSCKII|CKI|CKII|DS|KS|CN|LS|NGƯT|NGND|NSƯT|NSND|TTƯT|TTND"
LEARNED = re.compile(
    rf"(?:(?:{RANKS})(?:[.,]\s*|\s+(?=[A-ZĐ][a-zà-ỹ]))|"
    r"(?:Tiến sĩ|Thạc sĩ|Giáo sư|Phó Giáo sư|Bác sĩ|Kỹ sư|Cử nhân|Luật sư)\s)"
)
ARMY = re.compile(r"(?:Đại|Trung|Thượng|Thiếu) (?:tá|úy|tướng)\s|Đại tướng\s", re.IGNORECASE)
COMRADE = re.compile(r"(?:Đồng chí|Đ/c|Ông|Bà)\s", re.IGNORECASE)
MAY_SHOW_RANKS = re.compile(
    r"TRƯỜNG|VIỆN|TRUNG TÂM Y TẾ|TRẠM Y TẾ|SỞ Y TẾ|CÔNG AN|CHỈ HUY|QUÂN SỰ|QUÂN ĐỘI|BIÊN PHÒNG"
)
# Deputies of posts whose own title does not begin with PHÓ.
DEPUTIES = ("PHÓ ", "THỨ TRƯỞNG", "THAM MƯU TRƯỞNG", "CHÍNH ỦY", "ỦY VIÊN")
LONGEST_POST = 40


def state_signature(lines: Sequence[str]) -> Slips:
    """Yield what is wrong in the lines of authority and post above the name in a State document."""
    texts = [comparable(line) for line in lines]
    for number, text in enumerate(texts):
        yield from _state_mark(text, number)
        if "PHỤ TRÁCH" in text and "PHỤ TRÁCH KẾ TOÁN" not in text:
            message = f"“{text}”: cấp phó được giao phụ trách ký như cấp phó ký thay, không ghi “phụ trách”"
            yield Slip("ND30-CK-07", message, "KT. … / PHÓ …", number)
        elif len(text) > LONGEST_POST and not STATE_LIKE.match(text):
            yield Slip(
                "ND30-CK-08",
                f"chức vụ dài {len(text)} chữ: “{text}”",
                "chỉ ghi chức vụ lãnh đạo chính thức",
                number,
            )
    yield from _posts_follow(texts, "ND30-CK-05", "KT. ", "TL. ")
    yield from _committee_by_deputy(texts)


def _state_mark(text: str, number: int) -> Slips:
    party = PARTY_LIKE.match(text)
    if party:
        message = f"“{party[0]}” là cách ghi quyền hạn ký của văn bản Đảng"
        expected = party[0].replace("/", "").rstrip(".").upper() + "."
        yield Slip("MIX-04", message, expected, number, 0, party.end())
        return
    found = MALFORMED_STATE.match(text)
    if found is None or STATE_MARK.match(text):
        return
    proper = found["mark"].upper() + ". " + text[found.end() :]
    only_blank_missing = found["sign"] == "." and not found["gap"]
    message = f"“{text}” ghi sai chữ viết tắt quyền hạn ký"
    at_most = Severity.WARNING if only_blank_missing else None
    yield Slip("ND30-CK-01", message, proper, number, 0, found.end(), at_most)


def _posts_follow(texts: Sequence[str], rule: str, *marks: str) -> Slips:
    """`KT. X` wants a deputy below it, `TL. X` a post other than X."""
    deputy, order = marks
    for number, text in enumerate(texts):
        below = texts[number + 1] if number + 1 < len(texts) else ""
        if text.startswith(deputy) and not below.startswith(DEPUTIES) and " PHÓ " not in f" {below} ":
            shown = f"dòng dưới ghi “{below}”" if below else "không có dòng chức vụ bên dưới"
            post = text.removeprefix(deputy)
            yield Slip(rule, f"“{text}” mà {shown}", f"{text} / PHÓ {post}", number)
        elif text.startswith(order) and (not below or below == text.removeprefix(order)):
            shown = f"dòng dưới ghi lại “{below}”" if below else "không có dòng chức vụ bên dưới"
            yield Slip(rule, f"“{text}” mà {shown}", f"{text} / chức vụ người ký", number)


def _committee_by_deputy(texts: Sequence[str]) -> Slips:
    for number, (text, below) in enumerate(pairwise(texts)):
        if text == "TM. ỦY BAN NHÂN DÂN" and below == "PHÓ CHỦ TỊCH":
            message = "cấp phó ký thay mặt Ủy ban nhân dân mà thiếu dòng “KT. CHỦ TỊCH”"
            yield Slip("ND30-CK-05", message, "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", number + 1)


def state_name(name: str, issuer: str = "") -> Slips:
    """Yield degrees, titles and ranks before the name; where a sector head may allow them, a warning."""
    found = LEARNED.match(name.strip()) or ARMY.match(name.strip()) or COMRADE.match(name.strip())
    if found:
        message = f"trước họ tên người ký có “{found[0].strip()}”: “{name.strip()}”"
        at_most = Severity.WARNING if MAY_SHOW_RANKS.search(comparable(issuer).upper()) else None
        yield Slip("ND30-CK-04", message, name.strip()[found.end() :], 0, 0, found.end(), at_most)


# --- Party ---------------------------------------------------------------------------------------------

COMMITTEE = re.compile(r"(?:ĐẢNG ỦY|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|QUẬN ỦY|THỊ ỦY|CHI BỘ|ĐẢNG BỘ)")
JOINT_POST = re.compile(r"KIÊM|BAN CHỈ ĐẠO|HỘI ĐỒNG|TỔ TRƯỞNG|TIỂU BAN")


def party_signature(lines: Sequence[str]) -> Slips:
    """Yield what is wrong in the lines of authority and post above the name in a Party document."""
    texts = [comparable(line) for line in lines]
    for number, text in enumerate(texts):
        yield from _party_mark(text, number)
        yield from _party_post(text, number, joined=" ".join(texts))
    bodies = [text for text in texts if not text.startswith("K/T BÍ THƯ")]
    if len(bodies) == len(texts):
        yield from _party_posts_follow(texts)


def _party_mark(text: str, number: int) -> Slips:
    state = re.match(r"(TM|KT|TL|TUQ)\. ?(?=[^\W\d_])", text)
    if state:
        message = f"“{state[0].strip()}” là cách ghi quyền hạn ký của cơ quan nhà nước"
        expected = f"{state[1][0]}/{state[1][1:]}" if state[1] != "TUQ" else "T/L"
        yield Slip("MIX-04", message, expected, number, 0, state.end())
        return
    found = MALFORMED_PARTY.match(text)
    if found and not PARTY_MARK.match(text):
        proper = re.sub(r"[\s/.:,;]", "", found[0]).upper()
        message = f"“{text}” ghi sai chữ viết tắt quyền hạn ký"
        yield Slip(
            "DG-CK-01",
            message,
            f"{proper[0]}/{proper[1:]} {text[found.end() :].strip()}",
            number,
            0,
            found.end(),
        )


def _party_post(text: str, number: int, *, joined: str) -> Slips:
    if text.startswith("K/T BÍ THƯ"):
        message = f"“{text}”: cấp ủy làm việc tập thể, phó bí thư ký thay mặt chứ không ký thay bí thư"
        yield Slip("DG-CK-02", message, "T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ", number)
        return
    if PARTY_MARK.match(text) or STATE_LIKE.match(text) or JOINT_POST.search(joined):
        return
    found = COMMITTEE.search(text)
    if found and text.startswith(("BÍ THƯ", "PHÓ BÍ THƯ", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")):
        message = f"chức vụ “{text}” lặp tên cơ quan “{found[0]}”"
        yield Slip("DG-CK-05", message, text[: found.start()].strip(), number, found.start(), len(text))


def _party_posts_follow(texts: Sequence[str]) -> Slips:
    for slip in _posts_follow(texts, "DG-CK-03", "K/T ", "T/L "):
        rule = "DG-CK-04" if texts[slip.line].startswith("T/L ") else "DG-CK-03"
        yield Slip(rule, slip.message, slip.expected, slip.line)


def party_name(name: str) -> Slips:
    """Yield degrees, military ranks and forms of address before the name in a Party document."""
    found = LEARNED.match(name.strip()) or ARMY.match(name.strip()) or COMRADE.match(name.strip())
    if found:
        message = f"trước họ tên người ký có “{found[0].strip()}”: “{name.strip()}”"
        yield Slip("DG-CK-06", message, name.strip()[found.end() :], 0, 0, found.end())
