"""Check the letters themselves: font, character set, colour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.check.form.rules import Fault, Form, kind
from reportgen.errors import Severity, Where
from reportgen.model.form_rule import FormRule
from reportgen.model.word_document import Paragraph, Run, paragraphs, where

SYMBOL_FONTS = re.compile(
    r"Symbol|Wingdings|Webdings|Cambria Math|MT Extra|Segoe UI (Symbol|Emoji)|MS Gothic"
)
LEGACY_FONT = re.compile(r"\.?Vn|VNI[- ]|VNI$|VPS |ABC |TCVN", re.IGNORECASE)
PRIVATE = re.compile(r"[\ue000-\uf8ff]")
ACCENTED = re.compile(r"[à-ỹđ]", re.IGNORECASE)
ENOUGH_LETTERS, LEAST_SHARE_ACCENTED = 300, 50
"""In Vietnamese about every fourth letter bears a mark; less than one in fifty is text without marks."""
QUOTE_LENGTH = 60
LINK_COLORS = frozenset(("0000FF", "0563C1", "0070C0", "1155CC", "467886"))
BLACK = frozenset(("auto", "000000", "000", "WINDOWTEXT"))
WHITE = "FFFFFF"
RGB = re.compile(r"[0-9A-F]{6}")
# Highest share of red, green or blue: what programs call black, and what a reader takes for it.
NEARLY_BLACK, DARK = 0x1F, 0x44


@kind("phong_chu")
def font(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find text in another font; a face named as a font of its own is one of the family."""
    wanted = form.layout.page.font
    for paragraph, run, start in _runs(form):
        for name in dict.fromkeys((run.look.font, run.look.latin_font or run.look.font)):
            if name.casefold() == wanted.casefold() or SYMBOL_FONTS.match(name):
                continue
            if name == run.look.latin_font and not re.search(r"[A-Za-z0-9]", run.text):
                continue
            is_face = name.casefold().startswith(wanted.casefold())
            message = f"chữ dùng phông {name}, phải là {wanted}"
            severity = Severity.WARNING if is_face else None
            yield _fault(form, paragraph, run, start, message, wanted, severity)
            break


@kind("bang_ma")
def character_set(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find text of the old encodings, accents kept apart from their letters, and text without accents."""
    for paragraph, run, start in _runs(form):
        if LEGACY_FONT.match(run.look.font):
            message = f"phông {run.look.font} thuộc bảng mã cũ, phải dùng Unicode"
            yield _fault(form, paragraph, run, start, message, "Unicode (TCVN 6909:2001)")
        elif PRIVATE.search(run.text) and not SYMBOL_FONTS.match(run.look.font):
            message = "có ký tự ngoài bảng mã Unicode chuẩn (vùng riêng)"
            yield _fault(form, paragraph, run, start, message, "Unicode (TCVN 6909:2001)")
    decomposed = [each for each in paragraphs(form.document.blocks) if each.is_decomposed]
    for paragraph in decomposed:
        yield Fault(
            "chữ có dấu gõ theo Unicode tổ hợp (dấu tách rời), phải dùng Unicode dựng sẵn",
            where(form.document.file, paragraph.place),
            quote=paragraph.text.strip()[:QUOTE_LENGTH],
            severity=Severity.WARNING,
            remedy="chuyển mã cả văn bản sang Unicode dựng sẵn (NFC)",
        )
    yield from _without_accents(form)


def _without_accents(form: Form) -> Iterator[Fault]:
    text = "".join(each.text for each in paragraphs(form.document.blocks))
    letters = sum(map(str.isalpha, text))
    if letters >= ENOUGH_LETTERS and len(ACCENTED.findall(text)) * LEAST_SHARE_ACCENTED < letters:
        message = "văn bản gần như không có dấu tiếng Việt"
        yield Fault(message, Where(file=form.document.file), severity=Severity.WARNING)


@kind("mau_chu")
def color(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find text that is not black; a blue link is a habit of programs."""
    for paragraph, run, start in _runs(form):
        found = run.look.color
        if found in BLACK or found == WHITE or _is_darker_than(found, NEARLY_BLACK):
            continue
        is_link = found in LINK_COLORS and ("://" in run.text or "@" in run.text or run.field == "HYPERLINK")
        is_link = is_link or (found in LINK_COLORS and run.look.is_underlined)
        is_forgiven = is_link or _is_darker_than(found, DARK)
        severity = Severity.WARNING if is_forgiven else None
        yield _fault(form, paragraph, run, start, f"chữ màu {found}, phải là màu đen", "màu đen", severity)


def _is_darker_than(color: str, most: int) -> bool:
    return RGB.fullmatch(color) is not None and max(bytes.fromhex(color)) <= most


def _runs(form: Form) -> Iterator[tuple[Paragraph, Run, int]]:
    """Yield every run that shows something, with where it begins in its paragraph."""
    for paragraph in paragraphs(form.document.blocks):
        start = 0
        for run in paragraph.runs:
            if run.text.strip():
                yield paragraph, run, start
            start += len(run.text)


def _fault(
    form: Form,
    paragraph: Paragraph,
    run: Run,
    start: int,
    message: str,
    expected: str,
    severity: Severity | None = None,
) -> Fault:
    place = where(form.document.file, paragraph.place, start, start + len(run.text))
    quote = run.text.strip()[:QUOTE_LENGTH]
    return Fault(message, place, quote=quote, expected=expected, severity=severity)
