"""Rules on names of groups, indicators and targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from keyword import kwlist as keywords

from reportgen.errors import Finding
from reportgen.validate.case import FiguresCase

TEXT_NAMES = (
    "ky thong_tin van_ban phu_luc bieu_do noi_dung co_quan so_ky_hieu dia_danh_ngay du_thao ten_loai "
    "trich_yeu kinh_gui can_cu noi_nhan ky_ten loop caller h"
)
RESERVED = frozenset({*TEXT_NAMES.split(), *map(str.lower, keywords)})
"""Names that texts and templates use for other things, and the words of their language."""
NOT_OF_INDICATORS = frozenset({"tong_so", "nhan", "don_vi_tinh", *keywords})
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
OTHER_NAME = "đặt tên khác, ví dụ {}_1"


def group_names_are_free(case: FiguresCase) -> Iterator[Finding]:
    """Check that no group is named like something that texts use already."""
    for name in case.groups:
        if name in RESERVED:
            message = f"nhóm số liệu không được đặt tên “{name}”: tên này đã dùng cho việc khác"
            yield Finding("group-name-taken", message, case.given(name, key=True), OTHER_NAME.format(name))


def indicator_names_are_free(case: FiguresCase) -> Iterator[Finding]:
    """Check that no indicator is named like what every group has, or like a word of the language."""
    for group, _, key, _ in case.indicators():
        if key in NOT_OF_INDICATORS:
            message = f"chỉ tiêu của “{group}” không được đặt tên “{key}”: tên này đã dùng cho việc khác"
            where = case.given(group, "chi_tieu", key, key=True)
            yield Finding("indicator-name-taken", message, where, OTHER_NAME.format(key))


def target_names_are_identifiers(case: FiguresCase) -> Iterator[Finding]:
    """Check that a named target can be written in a text."""
    for group, _, key, indicator in case.indicators():
        for name in indicator.targets:
            if name and not IDENTIFIER.fullmatch(name):
                message = f"tên mục tiêu “{name}” chỉ được gồm chữ thường không dấu, chữ số và _"
                where = case.given(group, "chi_tieu", key, "muc_tieu", name, key=True)
                yield Finding("target-name", message, where, "ví dụ nghi_quyet, ke_hoach")


RULES = (group_names_are_free, indicator_names_are_free, target_names_are_identifiers)
