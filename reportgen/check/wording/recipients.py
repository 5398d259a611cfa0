"""Kính gửi and Nơi nhận: to whom a document goes, and what is kept on file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.check.wording.slip import Slip, Slips, blanks_alike, shorten
from reportgen.errors import Severity

LABEL = re.compile(r"\s*kính\s+(?:gửi|trình)\b\s*(?P<colon>:)?\s*", re.IGNORECASE)
SUBMITTING = re.compile(r"\s*kính\s+trình\b", re.IGNORECASE)
RECIPIENTS_LABEL = re.compile(r"\s*nơi\s+nhận\b\s*(?P<colon>:)?\s*$", re.IGNORECASE)
DASH = re.compile(r"\s*[-–—]\s*")
AS_ABOVE = re.compile(r"\s*[-–—]?\s*như\s+(?:trên|kính gửi)\b", re.IGNORECASE)
KEPT = re.compile(r"\s*[-–—]?\s*lưu\b", re.IGNORECASE)
STATE_KEPT = re.compile(r"\s*[-–—]?\s*Lưu\s?: ?VT\b(?P<rest>.*)$")
KEPT_BY_OFFICE = re.compile(r"\s*[-–—]?\s*Lưu\s+(?:Văn phòng|VP)")
# Named types that a body may send upwards: only these have a Kính gửi (NĐ 30, Phụ lục I, II.9).
SENT_UPWARDS = ("BÁO CÁO", "TỜ TRÌNH")
NEVER_ADDRESSED = frozenset(
    [
        "NGHỊ QUYẾT",
        "QUYẾT ĐỊNH",
        "CHỈ THỊ",
        "QUY CHẾ",
        "QUY ĐỊNH",
        "KẾ HOẠCH",
        "CHƯƠNG TRÌNH",
        "HƯỚNG DẪN",
        "THÔNG BÁO",
        "PHƯƠNG ÁN",
        "ĐỀ ÁN",
        "BIÊN BẢN",
    ]
)


def addressee_list(lines: Sequence[str]) -> Slips:
    """Yield what is wrong in the marks of Kính gửi; the first line begins with the label."""
    label = LABEL.match(lines[0]) if lines else None
    if label is None:
        return
    first, names = lines[0][label.end() :].strip(), [line.strip() for line in lines[1:] if line.strip()]
    if not first and len(names) == 1:
        message = f"chỉ có một nơi nhận mà “{shorten(names[0])}” không cùng dòng với “Kính gửi:”"
        yield Slip("ND30-KG-02", message, f"Kính gửi: {DASH.sub('', names[0], count=1).rstrip(';.')}", 1)
    elif names and (not first or first.endswith(";") or any(map(DASH.match, names))):
        yield from _listed(lines, bool(first))  # else one long name goes on in the lines below


def _listed(lines: Sequence[str], first_on_label: bool) -> Slips:
    if first_on_label:
        message = f"có nhiều nơi nhận mà “{shorten(lines[0])}” để cùng dòng với “Kính gửi:”"
        yield Slip("ND30-KG-03", message, "Kính gửi: / - …; / - ….", 0)
    filled = [number for number, line in enumerate(lines) if number and line.strip()]
    for number in filled:
        text, is_last = lines[number].strip(), number == filled[-1]
        end = "." if is_last else ";"
        if not DASH.match(text) or not text.endswith(end):
            proper = f"- {DASH.sub('', text, count=1).rstrip(' ;,.')}{end}"
            message = f"dòng “{shorten(text)}” phải có gạch đầu dòng và dấu “{end}” ở cuối"
            yield Slip("ND30-KG-03", message, proper, number)


def addressing(
    type_name: str | None, has_addressees: bool, recipients: Sequence[str], label: str = "Kính gửi"
) -> Slips:
    """Yield a Kính gửi that is missing or not due, and the «Như trên» that answers it (State)."""
    as_above = bool(recipients) and bool(AS_ABOVE.match(recipients[0]))
    if has_addressees and recipients and not as_above:
        message = f"có “Kính gửi” mà dòng đầu của Nơi nhận là “{shorten(recipients[0])}”"
        yield Slip("ND30-NN-04", message, "- Như trên;")
    if not has_addressees and as_above:
        yield Slip("ND30-KG-01", "Nơi nhận ghi “Như trên” mà phía trên không có “Kính gửi”", "Kính gửi: …")
    if has_addressees and type_name in NEVER_ADDRESSED:
        message = f"{type_name} có “Kính gửi”; chỉ công văn, tờ trình và báo cáo gửi cấp trên mới có"
        yield Slip("ND30-KG-01", message, "bỏ phần Kính gửi")
    if not has_addressees and not as_above and type_name in SENT_UPWARDS:
        message = f"{type_name} không có “Kính gửi”: gửi cấp trên thì phải có"
        yield Slip("ND30-KG-01", message, "Kính gửi: …", at_most=Severity.INFO)
    if type_name == "TỜ TRÌNH" and SUBMITTING.match(label):
        yield Slip("MIX-13", "“Kính trình” là cách ghi của văn bản Đảng", "Kính gửi:")


def recipient_label(text: str) -> Slips:
    """Yield a label other than `Nơi nhận:` (State)."""
    label = RECIPIENTS_LABEL.match(blanks_alike(text))
    if label and (label["colon"] is None or " ".join(text.split()) != "Nơi nhận:"):
        yield Slip("ND30-NN-01", f"nhãn “{text.strip()}” phải ghi là “Nơi nhận:”", "Nơi nhận:")


def recipient_list(lines: Sequence[str]) -> Slips:
    """Yield wrong marks of the items of Nơi nhận, and a wrong or missing line of the copy kept (State)."""
    texts = [blanks_alike(line).strip() for line in lines]
    kept = next((number for number, text in enumerate(texts) if KEPT.match(text)), None)
    for number, text in enumerate(texts[:kept]):
        if text:
            yield from _item(texts, number)
    if kept is None:
        yield Slip("ND30-NN-03", "Nơi nhận không có dòng “Lưu: VT”", "- Lưu: VT, ….", max(len(texts) - 1, 0))
    else:
        yield from _kept(texts[kept], kept)


def _item(texts: Sequence[str], number: int) -> Slips:
    text = texts[number]
    begins = bool(DASH.match(text))
    goes_on = number + 1 < len(texts) and texts[number + 1] and not DASH.match(texts[number + 1])
    proper = f"- {DASH.sub('', text, count=1).rstrip(' ,.;')};"
    if not begins and number and not texts[number - 1].endswith(";"):
        message = f"“{shorten(text)}” nối tiếp dòng trên ở đoạn riêng"
        yield Slip("ND30-NN-02", message, "mỗi nơi nhận một đoạn", number, at_most=Severity.WARNING)
    elif not begins:
        yield Slip("ND30-NN-02", f"dòng “{shorten(text)}” thiếu gạch đầu dòng", proper, number)
    if text.endswith(","):
        yield Slip("ND30-NN-02", f"dòng “{shorten(text)}” kết thúc bằng dấu phẩy", proper, number)
    elif not text.endswith(";") and not goes_on:
        message = f"dòng “{shorten(text)}” không kết thúc bằng dấu chấm phẩy"
        yield Slip("ND30-NN-02", message, proper, number, at_most=Severity.WARNING)


def _kept(text: str, number: int) -> Slips:
    found = STATE_KEPT.match(text)
    if found is None and KEPT_BY_OFFICE.match(text):
        message = f"“{shorten(text)}” là cách ghi của văn bản Đảng"
        yield Slip("MIX-07", message, "- Lưu: VT, ….", number)
    elif found is None:
        yield Slip("ND30-NN-03", f"“{shorten(text)}” không theo mẫu", "- Lưu: VT, ….", number)
    elif "." not in found["rest"]:  # a drafter's mark may follow the stop: «VT, TH. NVA.05»
        message = f"“{shorten(text)}” không kết thúc bằng dấu chấm"
        yield Slip("ND30-NN-03", message, text.rstrip(" ;,") + ".", number, at_most=Severity.WARNING)


PURPOSE = re.compile(r"\((?P<to>để )?(?P<what>b/c|p/h|t/h|biết|báo cáo|phối hợp|thực hiện)\)", re.IGNORECASE)


def purpose_notes(lines: Sequence[str]) -> Slips:
    """Yield purpose notes written in two ways in one list: `(để b/c)` beside `(b/c)`."""
    found = [(number, match) for number, line in enumerate(lines) for match in PURPOSE.finditer(line)]
    with_word = [(number, match) for number, match in found if match["to"]]
    without = [(number, match) for number, match in found if not match["to"]]
    if with_word and without:
        number, match = min(with_word, without, key=len)[0]
        message = f"“{match[0]}” ghi khác các dòng khác của Nơi nhận"
        yield Slip("ND30-NN-06", message, "", number, *match.span())


# --- Party ---------------------------------------------------------------------------------------------


def party_addressing(type_name: str | None, label: str, recipients: Sequence[str], *, submits: bool) -> Slips:
    """Yield a Tờ trình with Kính gửi where the rules say Kính trình (`submits`), and a missing «Như trên»."""
    if type_name == "TỜ TRÌNH" and label and submits and not SUBMITTING.match(label):
        yield Slip("DG-KG-01", f"tờ trình ghi “{label.strip()}”", "Kính trình:")
    wants_answer = type_name in (None, "TỜ TRÌNH") and bool(label)
    if wants_answer and recipients and not AS_ABOVE.match(recipients[0]):
        message = f"có “{label.strip().rstrip(':')}” mà dòng đầu của Nơi nhận là “{shorten(recipients[0])}”"
        yield Slip("DG-NN-03", message, "- Như trên;")


def party_recipient_list(lines: Sequence[str], *, may_use_comma: bool) -> Slips:
    """Yield wrong marks of the items of Nơi nhận in a Party document, and a wrong line of the copy kept."""
    texts = [blanks_alike(line).strip() for line in lines if line.strip()]
    kept = next((number for number, text in enumerate(texts) if KEPT.match(text)), None)
    ends = {text[-1] for text in texts[:kept] if text[-1] in ",;"}
    for number, text in enumerate(texts[:kept]):
        if text.endswith(",") and (not may_use_comma or len(ends) > 1):
            message = f"dòng “{shorten(text)}” kết thúc bằng dấu phẩy"
            yield Slip("DG-NN-01", message, text.rstrip(" ,") + ";", number)
    if kept is None:
        yield Slip("DG-NN-02", "Nơi nhận không có dòng “Lưu”", "- Lưu Văn phòng ….", max(len(texts) - 1, 0))
    else:
        yield from _party_kept(texts[kept], kept)


def _party_kept(text: str, number: int) -> Slips:
    if re.search(r"\bVT\b", text):
        message = f"“{shorten(text)}” là cách ghi của cơ quan nhà nước"
        yield Slip("MIX-07", message, "- Lưu Văn phòng ….", number)
    elif ":" in text or not text.endswith("."):
        message = f"“{shorten(text)}” không theo mẫu (không có dấu hai chấm, có dấu chấm cuối)"
        yield Slip("DG-NN-02", message, text.replace(":", "").rstrip(" ;,.") + ".", number)
