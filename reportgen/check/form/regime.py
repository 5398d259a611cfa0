"""Tell whose rules a document follows: State, Party, or neither fully."""

from __future__ import annotations

from reportgen.check.form import patterns
from reportgen.check.form.components import Component, Kind
from reportgen.check.form.letterhead import Found
from reportgen.model.definition import Regime

Recognised = tuple[Kind, Regime, str, bool]


def recognise(found: Found, text: str) -> Recognised:
    """Return kind, regime, the reason in Vietnamese, and whether both heads are there.

    `text` is that of the head: it tells where the fixed lines are missing.
    """
    is_state = Component.QUOC_HIEU in found or Component.TIEU_NGU in found
    is_party = Component.TIEU_DE_DANG in found
    number = " ".join(line.plain for line in found.get(Component.SO, []))
    if is_state and is_party:
        regime = Regime.PARTY if patterns.NUMBER_OF_PARTY.match(number) else Regime.STATE
        return Kind(regime.value), regime, "có cả Quốc hiệu và tiêu đề Đảng", True
    if is_state:
        return Kind.STATE, Regime.STATE, "có Quốc hiệu, Tiêu ngữ", False
    if is_party:
        return Kind.PARTY, Regime.PARTY, "có tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM”", False
    issuer = " ".join(line.plain for line in found.get(Component.CO_QUAN, [])).upper()
    if patterns.NEITHER_REGIME.search(issuer) or patterns.NEITHER_REGIME.search(text[:200].upper()):
        return Kind.OTHER, Regime.STATE, "cơ quan ban hành là đoàn thể, có quy định riêng", False
    if patterns.NUMBER_OF_PARTY.match(number):
        return Kind.PARTY, Regime.PARTY, "số, ký hiệu viết theo lối văn bản của Đảng", False
    if patterns.NUMBER_OF_STATE.match(number):
        return Kind.STATE, Regime.STATE, "số, ký hiệu viết theo lối văn bản hành chính", False
    authority = " ".join(line.plain for line in found.get(Component.QUYEN_HAN, []))
    if patterns.AUTHORITY_OF_PARTY.match(authority):
        return Kind.PARTY, Regime.PARTY, "quyền hạn ký viết theo lối văn bản của Đảng", False
    regime = Regime.PARTY if Component.SAO in found else Regime.STATE
    return Kind.OTHER, regime, "không thấy Quốc hiệu, tiêu đề Đảng hay số, ký hiệu", False
