"""The form rules (thể thức) of one regime in one period of validity, and the fixed texts they prescribe.

The values come from `data/the-thuc/*.yaml`. The template builder prints the value `used`; a checker compares
with the bounds `least` and `most` of the same entry, and weighs a finding by its confidence.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from reportgen.model.base import Value
from reportgen.model.definition import IssueDate, Regime
from reportgen.model.text_width import width_of
from reportgen.vietnamese import day_text, month_text


class Confidence(StrEnum):
    """How surely a value is the rule's own: only the first may stop a publication."""

    ORIGINAL = "nguyen_van"
    SECOND_HAND = "gian_tiep"
    PRACTICE = "thong_le"


class Alignment(StrEnum):
    """How a paragraph is set between its margins."""

    CENTRE = "giua"
    JUSTIFIED = "deu"
    LEFT = "trai"


class Span(Value):
    """A quantity: what our templates use, and the bounds the rule allows (None: no bound on that side)."""

    used: Decimal = Field(alias="dung")
    least: Decimal | None = Field(None, alias="tu")
    most: Decimal | None = Field(None, alias="den")

    @model_validator(mode="before")
    @classmethod
    def _read_single_number(cls, value: Any) -> Any:
        """Take a bare number as the only one allowed."""
        return value if isinstance(value, dict) else {"dung": value, "tu": value, "den": value}

    def allows(self, value: Decimal, tolerance: Decimal = Decimal(0)) -> bool:
        """Tell whether a measured value lies within the bounds."""
        above = self.least is None or value >= self.least - tolerance
        return above and (self.most is None or value <= self.most + tolerance)


class DrawnLine(Value):
    """The line (đường kẻ) under a text: its bounds as shares of the text's width, and the lengths we draw.

    Under a fixed text there is one length; else our templates hold a line of each, and the text chooses.
    """

    least_share: Decimal = Field(alias="tu")
    most_share: Decimal = Field(alias="den")
    lengths_pt: Annotated[
        tuple[Decimal, ...], BeforeValidator(lambda value: value if isinstance(value, list) else [value])
    ] = Field(alias="dai_pt", min_length=1)

    def length_under(self, width_pt: Decimal) -> Decimal:
        """Return the one of our lengths that is nearest to the middle of the bounds under such a text."""
        wanted = width_pt * (self.least_share + self.most_share) / 2
        return min(self.lengths_pt, key=lambda length: abs(length - wanted))


class Role(Value):
    """One component of a document and its look; None means that the rule leaves it open."""

    text: str | None = Field(None, alias="chu", title="Chữ cố định")
    size_pt: Span = Field(alias="co", title="Cỡ chữ")
    is_upper: bool | None = Field(False, alias="hoa", title="Chữ in hoa")
    is_bold: bool | None = Field(False, alias="dam", title="Đậm")
    is_italic: bool | None = Field(False, alias="nghieng", title="Nghiêng")
    is_underlined: bool | None = Field(False, alias="gach_chan", title="Gạch chân")
    alignment: Alignment | None = Field(None, alias="can", title="Căn lề")
    line_below: DrawnLine | None = Field(None, alias="duong_ke", title="Đường kẻ bên dưới")
    mark_below: str | None = Field(None, alias="dau_duoi", title="Dấu ở dòng dưới")
    first_line_mm: Span | None = Field(None, alias="thut_dau_dong_mm", title="Lùi đầu dòng")
    before_pt: Span | None = Field(None, alias="cach_tren_pt", title="Cách đoạn trên")
    line_multiple: Span | None = Field(None, alias="dan_dong", title="Cách dòng (số dòng)")
    line_exact_pt: Span | None = Field(None, alias="dan_dong_pt", title="Cách dòng chính xác")
    clause: str = Field("", alias="dieu", title="Điều khoản")
    confidence: Confidence = Field(alias="do_tin", title="Độ tin cậy")


class Margins(Value):
    """Page margins in millimetres."""

    top: Span = Field(alias="tren")
    bottom: Span = Field(alias="duoi")
    left: Span = Field(alias="trai")
    right: Span = Field(alias="phai")


class Page(Value):
    """Paper, margins, font, and where the page number stands."""

    width_mm: Decimal = Field(alias="rong_mm")
    height_mm: Decimal = Field(alias="cao_mm")
    margins_mm: Margins = Field(alias="le_mm")
    header_distance_mm: Span = Field(alias="dau_trang_mm", title="Từ mép trên đến số trang")
    number_on_first_page: bool = Field(alias="so_o_trang_dau", title="Đánh số trang đầu")
    annexes_restart: bool = Field(alias="phu_luc_danh_lai_tu_1", title="Số trang phụ lục đánh lại từ 1")
    font: str = Field(alias="phong_chu", title="Phông chữ")
    font_confidence: Confidence = Field(alias="do_tin_phong_chu")
    clause: str = Field("", alias="dieu")
    confidence: Confidence = Field(alias="do_tin")

    @property
    def text_width_mm(self) -> Decimal:
        """Width between the margins used."""
        return self.width_mm - self.margins_mm.left.used - self.margins_mm.right.used


class ListMarks(Value):
    """How the items of a list begin and end; of several last marks the first is the one we print."""

    prefix: str = Field("- ", alias="dau_dong")
    end: str = Field(alias="cuoi_dong")
    last: tuple[str, ...] = Field(alias="cuoi_cung", min_length=1)
    clause: str = Field("", alias="dieu")
    confidence: Confidence = Field(alias="do_tin")

    def complete(self, items: Iterable[str]) -> list[str]:
        """Give each item its dash and end mark, whatever marks were typed; blank items are dropped."""
        bare = [text for item in items if (text := _without_marks(item))]
        ends = [self.end] * (len(bare) - 1) + [self.last[0]]
        return [self.prefix + item + end for item, end in zip(bare, ends, strict=bool(bare))]


LEADING_MARK = re.compile(r"^\s*(?:[-–—+*•]\s*)+")
# A stop that belongs to an abbreviation or dots (v.v., ...) is no end mark.
END_MARK = re.compile(r"(?<!v\.v)(?<!\.)[;,.]\s*$")


@lru_cache(maxsize=1_000)
def _without_marks(item: str) -> str:
    return END_MARK.sub("", LEADING_MARK.sub("", item).rstrip()).rstrip()


class Wording(Value):
    """Texts whose shape the rules fix. Braces hold so, ky_hieu, dia_danh, ngay, thang, nam and the like."""

    document_code: str = Field(alias="so_ky_hieu", title="Số, ký hiệu")
    blank_number_width: int = Field(alias="cho_trong_cua_so", title="Số dấu cách khi chưa có số", ge=1)
    place_and_date: str = Field(alias="dia_danh_ngay", title="Địa danh, thời gian")
    attached: str = Field(alias="kem_theo", title="Dòng (Kèm theo …)")
    draft_mark: str = Field(alias="du_thao", title="Dấu dự thảo")
    content_end: str = Field(alias="het_noi_dung", title="Dấu kết thúc nội dung")
    authorities: tuple[str, ...] = Field(alias="quyen_han", title="Chữ ghi quyền hạn ký")


class AnnexLabels(Value):
    """Patterns of annex labels."""

    single: str = Field(alias="mot", title="Khi chỉ có một phụ lục")
    many: str = Field(alias="nhieu", title="Khi có từ hai phụ lục")


NUMBER_ALWAYS_PADDED_TO = 2


class LayoutRules(Value):
    """One rule set; its methods return texts exactly as the document prints them."""

    id: str = Field(alias="ma")
    title: str = Field(alias="ten")
    regime: Regime = Field(alias="the_thuc")
    valid_from: dt.date = Field(alias="hieu_luc_tu")
    valid_to: dt.date | None = Field(None, alias="hieu_luc_den")
    confidence: Confidence = Field(alias="do_tin", title="Độ tin cậy cao nhất của cả bộ")
    template: str = Field(alias="mau", title="Mẫu Word đi kèm")
    page: Page = Field(alias="trang")
    roles: dict[str, Role] = Field(alias="vai_tro")
    wording: Wording = Field(alias="cau_chu")
    recipients: ListMarks = Field(alias="noi_nhan")
    addressees: ListMarks = Field(alias="kinh_gui")
    legal_basis: ListMarks = Field(alias="can_cu")
    numbering: tuple[str, ...] = Field(alias="danh_so", title="Kiểu đánh số các cấp mục")
    annex_labels: AnnexLabels = Field(alias="nhan_phu_luc")
    type_abbreviations: dict[str, str] = Field(alias="chu_viet_tat", title="Tên loại → chữ viết tắt")

    @property
    def annex_label(self) -> str:
        """Pattern of annex labels when there are two or more."""
        return self.annex_labels.many

    @property
    def single_annex_label(self) -> str:
        """Label of the only annex."""
        return self.annex_labels.single

    def confidence_of(self, role: str) -> Confidence:
        """Return the weaker of the role's own confidence and the whole set's."""
        order = list(Confidence)
        return max(self.roles[role].confidence, self.confidence, key=order.index)

    def line_under(self, role_name: str, lines: Iterable[str]) -> int:
        """Return the length in points of the line under a component's longest line; 0 where none is drawn."""
        role = self.roles[role_name]
        if role.line_below is None:
            return 0
        widest = max((width_of(line, bool(role.is_bold)) for line in lines), default=0)
        return round(role.line_below.length_under(widest * role.size_pt.used / 1000))

    def document_code(self, number: int | None, symbol: str) -> str:
        """Số, ký hiệu; the number stays blank until the clerk assigns it."""
        return self.wording.document_code.format(so=self._number_text(number), ky_hieu=symbol)

    def place_and_date(self, place: str, issued_on: IssueDate | None) -> str:
        """Địa danh và thời gian; what is not known yet stays blank."""
        return self.wording.place_and_date.format(dia_danh=place, **_date_words(issued_on))

    def attached_line(
        self,
        document_type: str,
        number: int | None,
        symbol: str,
        issued_on: IssueDate | None,
        agency_name: str,
    ) -> str:
        """Return the line (Kèm theo …) of an annex; a type in capitals becomes a common noun."""
        return self.wording.attached.format(
            ten_loai=document_type.capitalize() if document_type.isupper() else document_type,
            so=self._number_text(number),
            ky_hieu=symbol,
            co_quan=agency_name,
            **_date_words(issued_on),
        )

    def recipient_lines(self, items: Iterable[str]) -> list[str]:
        """Nơi nhận, one line each, complete with dash and end mark."""
        return self.recipients.complete(items)

    def addressee_lines(self, items: Iterable[str]) -> list[str]:
        """Kính gửi: a single addressee as typed, to stand on the label's line; several begin new lines.

        The line break is part of the text because the template prints label and names in one paragraph.
        """
        listed = self.addressees.complete(items)
        if len(listed) == 1:
            return [_without_marks(listed[0])]
        return ["\n" + line for line in listed]

    def legal_basis_lines(self, items: Iterable[str]) -> list[str]:
        """Căn cứ, one line each, complete with end mark."""
        return self.legal_basis.complete(items)

    def draft_mark(self, draft: bool | str) -> str:
        """Return the draft mark: the form's own for True, the given text, or nothing."""
        if isinstance(draft, str):
            return draft.strip()
        return self.wording.draft_mark if draft else ""

    def _number_text(self, number: int | None) -> str:
        if number is None:
            return " " * self.wording.blank_number_width
        return str(number).zfill(NUMBER_ALWAYS_PADDED_TO)


def choose_rules(all_rules: Iterable[LayoutRules], regime: Regime, date: dt.date | None) -> LayoutRules:
    """Return the regime's set in force on the document's date.

    Without a date the newest set serves; a date before every set gets the earliest. Sets that are all of
    another regime were chosen on purpose: they serve.
    """
    given = tuple(all_rules)
    of_regime = [each for each in given if each.regime == regime] or list(given)
    of_regime.sort(key=lambda each: each.valid_from)
    if date is None:
        return of_regime[-1]
    begun = [each for each in of_regime if each.valid_from <= date]
    return begun[-1] if begun else of_regime[0]


def _date_words(issued_on: IssueDate | None) -> dict[str, str]:
    if issued_on is None:
        return {"ngay": day_text(None), "thang": month_text(None), "nam": " " * 4}
    return {
        "ngay": day_text(issued_on.day),
        "thang": month_text(issued_on.month),
        "nam": str(issued_on.year),
    }
