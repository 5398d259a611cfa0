"""Marks on the first page: secrecy and drafts, and the heads of copies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.check.wording.slip import Slip, Slips, comparable

SECRECY = re.compile(r"(?:TUYỆT MẬT|TỐI MẬT|MẬT)\.?")
DRAFT = re.compile(r"[(\[]?\s*dự thảo\b.{0,30}", re.IGNORECASE)
COPY = re.compile(r"(?:SAO Y|SAO LỤC|TRÍCH SAO)(?: BẢN CHÍNH)?", re.IGNORECASE)
COPY_NUMBER = re.compile(r"Số:?\s*\d*\s*/\s*(?P<kind>[A-Za-zĐđ]+)-")
COPIES = {"SAO Y": "SY", "SAO LỤC": "SL", "TRÍCH SAO": "TrS"}


def secrecy(lines: Sequence[str]) -> Slips:
    """Yield a secrecy mark: such a file must not leave the office's own machines (MK-01)."""
    for number, line in enumerate(lines):
        if SECRECY.fullmatch(comparable(line)):
            yield Slip("ND30-MK-01", f"văn bản mang dấu độ mật “{line.strip()}”", "", number)


def draft_mark(lines: Sequence[str]) -> Slips:
    """Yield a draft mark that is still there (MK-04)."""
    for number, line in enumerate(lines):
        if DRAFT.fullmatch(comparable(line)):
            yield Slip("ND30-MK-04", f"văn bản còn mang dấu “{line.strip()}”", "bỏ khi ban hành", number)


def copy_head(lines: Sequence[str]) -> Slips:
    """Yield a copy whose number does not bear the letters of its form: SY, SL, TrS (MK-05)."""
    form = next((comparable(line).upper() for line in lines if COPY.fullmatch(comparable(line))), None)
    if form is None:
        return
    due = next(letters for name, letters in COPIES.items() if form.startswith(name))
    for number, line in enumerate(lines):
        found = COPY_NUMBER.match(comparable(line))
        if found and found["kind"] in (*COPIES.values(), "SY", "TRS", "SYBC") and found["kind"] != due:
            message = f"bản {form.lower()} mà ký hiệu ghi “{found['kind']}”"
            yield Slip("ND30-MK-05", message, due, number, *found.span("kind"))
