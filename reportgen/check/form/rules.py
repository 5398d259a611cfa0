"""What a form rule's function gets and gives, and the register of the kinds of check.

A module of checks registers its functions with `@kind("ten_kieu")`; `check/form/__init__.py` imports it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportgen.check.form.components import Component, Components
from reportgen.check.form.text_line import TextLine
from reportgen.errors import Severity, Where
from reportgen.model.form_rule import FormRule
from reportgen.model.layout import LayoutRules
from reportgen.model.word_document import WordDocument


class Form(NamedTuple):
    """A document to be checked: as read, taken apart, and the layout that binds it."""

    document: WordDocument
    components: Components
    layout: LayoutRules

    def found(self, *components: Component) -> tuple[TextLine, ...]:
        """Return the lines of components; raise NotMeasurable when there is none of them."""
        lines = self.components.all(*components)
        if not lines:
            names = ", ".join(NAMES.get(component, component.value) for component in components)
            raise NotMeasurable(f"không tìm thấy {names} trong văn bản")
        return lines

    def where(self, line: TextLine, start: int = 0, end: int = 0) -> Where:
        """Return the place of a line, or of some characters of it."""
        return line.where(self.document.file, start, end)


class Fault(NamedTuple):
    """One breach of a rule: what is wrong with the value found, where, and what would be right.

    `severity` only ever lowers that of the rule; `remedy` stands in for the rule's own.
    """

    message: str
    where: Where
    quote: str = ""
    expected: str = ""
    remedy: str = ""
    severity: Severity | None = None


class NotMeasurable(Exception):
    """A rule cannot be applied to this document; the text says why, in Vietnamese. Never a pass."""


Check = Callable[[FormRule, Form], Iterator[Fault]]
KINDS: dict[str, Check] = {}


def kind(name: str) -> Callable[[Check], Check]:
    """Register a function as the check of a kind; it yields what is wrong, nothing when all is right."""

    def register(check: Check) -> Check:
        assert name not in KINDS, f"two functions check {name}"
        KINDS[name] = check
        return check

    return register


NAMES = {
    Component.QUOC_HIEU: "Quốc hiệu",
    Component.TIEU_NGU: "Tiêu ngữ",
    Component.TIEU_DE_DANG: "tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM”",
    Component.CHU_QUAN: "tên cơ quan chủ quản",
    Component.CO_QUAN: "tên cơ quan ban hành",
    Component.SAO: "dấu sao (*) dưới tên cơ quan",
    Component.SO: "số, ký hiệu",
    Component.DIA_DANH: "địa danh và ngày tháng năm",
    Component.DU_THAO: "dấu dự thảo",
    Component.DO_MAT: "dấu chỉ độ mật",
    Component.DO_KHAN: "dấu chỉ độ khẩn",
    Component.LUU_HANH: "chỉ dẫn phạm vi lưu hành",
    Component.VV: "trích yếu công văn",
    Component.TEN_LOAI: "tên loại văn bản",
    Component.TRICH_YEU: "trích yếu nội dung",
    Component.GACH_TRICH_YEU: "dấu gạch dưới trích yếu",
    Component.KINH_GUI: "dòng “Kính gửi”",
    Component.KINH_GUI_TEN: "danh sách nơi kính gửi",
    Component.CAN_CU: "căn cứ ban hành",
    Component.NOI_DUNG: "đoạn văn của phần nội dung",
    Component.PHAN_CHUONG: "phần, chương",
    Component.PHAN_CHUONG_TIEU_DE: "tiêu đề phần, chương",
    Component.MUC_1: "mục lớn (I.)",
    Component.MUC_2: "mục cấp 2 (1.)",
    Component.MUC_3: "mục cấp 3",
    Component.MUC_4: "mục cấp 4",
    Component.MUC_5: "mục cấp 5",
    Component.MUC_6: "mục cấp 6",
    Component.QUYEN_HAN: "dòng quyền hạn ký",
    Component.CHUC_VU: "chức vụ người ký",
    Component.HO_TEN: "họ tên người ký",
    Component.NOI_NHAN: "dòng “Nơi nhận:”",
    Component.NOI_NHAN_DONG: "danh sách nơi nhận",
    Component.PHU_LUC_NHAN: "nhãn phụ lục",
    Component.PHU_LUC_TIEU_DE: "tiêu đề phụ lục",
    Component.PHU_LUC_KEM_THEO: "dòng (Kèm theo …) của phụ lục",
}
