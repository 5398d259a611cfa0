"""The definition of a report (`bao-cao.yaml`): what a person writes once.

Field aliases are the keys a user writes; titles are the labels messages use. Texts may hold jinja tags;
they are kept as written here and compiled by the compile stage.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from reportgen.model.base import Identifier, Path, Value
from reportgen.model.chart import Chart
from reportgen.model.data_rule import DataRule, Limits
from reportgen.model.waiver import WaiverLine

CarriedMark = Annotated[str, Field(pattern=r"^\d+-[0-9a-f]{8}$")]
Lines = Annotated[
    tuple[str, ...],
    BeforeValidator(
        lambda value: value.split("\n") if isinstance(value, str) else value,
        json_schema_input_type=str | tuple[str, ...],
    ),
]
"""One text or a list of texts, one per printed line."""


class Regime(StrEnum):
    """Which authority's form rules a document follows (chế độ thể thức)."""

    STATE = "nha_nuoc"
    PARTY = "dang"


DATE_FORMS = (
    re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?"),
    re.compile(r"(?:(?:(?P<d>\d{1,2})/)?(?P<m>\d{1,2})/)?(?P<y>\d{4})"),
)


EARLIEST_YEAR, LATEST_YEAR = 1945, 2200


class IssueDate(Value):
    """Date of issue; day or month is None while it is not known yet (a draft leaves it blank)."""

    year: int = Field(ge=EARLIEST_YEAR, le=LATEST_YEAR)
    month: int | None = Field(None, ge=1, le=12)
    day: int | None = Field(None, ge=1, le=31)

    @classmethod
    def read(cls, value: object) -> object:
        """Accept 2023-07-12, 2023-07, 2023 and 12/7/2023, 7/2023."""
        text = str(value).strip()
        for form in DATE_FORMS:
            if found := form.fullmatch(text):
                parts = found.groupdict()
                date = {"year": int(parts["y"])}
                date |= {name: int(parts[key]) for key, name in (("m", "month"), ("d", "day")) if parts[key]}
                return cls._existing(text, **date)
        raise ValueError("ngày phải viết 2023-07-12, 2023-07 (chưa có ngày) hoặc 12/7/2023")

    @classmethod
    def _existing(
        cls, text: str, *, year: int, month: int | None = None, day: int | None = None
    ) -> IssueDate:
        try:
            dt.date(year, month or 1, day or 1)  # refuses 31/2
        except ValueError:
            raise ValueError(f"không có ngày {text}") from None
        if not EARLIEST_YEAR <= year <= LATEST_YEAR or month == 0 or day == 0:
            raise ValueError(f"không có ngày {text}")
        return cls.model_construct(year=year, month=month, day=day)

    @property
    def is_complete(self) -> bool:
        """Whether day and month are known."""
        return self.day is not None and self.month is not None

    def as_date(self) -> dt.date:
        """Return the date for choosing a rule set: the first of the month or year where parts are missing."""
        return dt.date(self.year, self.month or 1, self.day or 1)


DateOrBlank = Annotated[
    IssueDate | None,
    BeforeValidator(
        lambda v: None if v is None else IssueDate.read(v), json_schema_input_type=str | int | None
    ),
]


class Agency(Value):
    """Who issues the report (ô 2 of the letterhead)."""

    parent: Lines = Field((), alias="chu_quan", title="Cơ quan chủ quản")
    issuer: Lines = Field(alias="ban_hanh", title="Cơ quan ban hành")
    name: str | None = Field(None, alias="ten_goi", title="Tên cơ quan viết thường, dùng ở dòng (Kèm theo …)")


class Signatory(Value):
    """The signature block (ô 7)."""

    authority: Lines = Field((), alias="quyen_han", title="Quyền hạn ký (T/M …, TM. …, KT. …)")
    position: str = Field("", alias="chuc_vu", title="Chức vụ người ký")
    name: str = Field("", alias="ho_ten", title="Họ và tên người ký")


class Section(Value):
    """A numbered section. Without a title its number stands before its own first paragraph."""

    key: Identifier | None = Field(None, alias="ma", title="Mã mục")
    title: str | None = Field(None, alias="tieu_de", title="Tiêu đề mục")
    inline: str | None = Field(None, alias="noi_lien", title="Lời văn viết liền sau tiêu đề, cùng đoạn")
    condition: str | None = Field(None, alias="khi", title="Điều kiện in mục")
    numbered: bool = Field(True, alias="danh_so", title="Có đánh số")
    child_numbering: str | None = Field(None, alias="danh_so_muc", title="Kiểu đánh số của các mục con")
    text: str | None = Field(None, alias="van_ban", title="Lời văn")
    charts: tuple[Chart, ...] = Field((), alias="bieu_do", title="Biểu đồ, đứng sau lời văn của mục")
    sections: tuple[Section, ...] = Field((), alias="muc", title="Các mục con")
    carried: CarriedMark | None = Field(
        None, alias="can_xem_lai", title="Dấu lời văn mang sang từ kỳ trước, chưa xem lại"
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.title is None and not (self.text and self.text.strip()):
            raise ValueError("mục phải có tieu_de hoặc van_ban")
        return self

    def all_charts(self, path: Path) -> Iterator[tuple[Chart, Path]]:
        """Yield the charts of this section, which stands at `path`, and of those below it."""
        yield from ((chart, (*path, "bieu_do", n)) for n, chart in enumerate(self.charts))
        for number, section in enumerate(self.sections):
            yield from section.all_charts((*path, "muc", number))


class ColumnKind(StrEnum):
    """What a column of an annex table shows; see `reportgen.model.columns` for what each kind does."""

    ORDINAL = "tt"
    LABEL = "nhan"
    COUNT = "so_luong"
    DENOMINATOR = "mau_so"
    RATE = "ty_le"
    TARGET = "muc_tieu"
    ATTAINMENT = "dat"
    COMPARISON = "so_voi"
    DIFFERENCE = "chenh_lech"
    RATE_DIFFERENCE = "chenh_lech_ty_le"
    GROWTH = "tang_truong"
    MEASURE_UNIT = "don_vi_tinh"
    FIELD = "truong"
    SUM = "tong"
    EXPRESSION = "cong_thuc"
    NOTE = "ghi_chu"


class Column(Value):
    """One column, or a group of columns under a common heading (then it has `cot` and no `loai`)."""

    title: str = Field("", alias="tieu_de", title="Tiêu đề cột")
    kind: ColumnKind | None = Field(None, alias="loai", title="Loại cột")
    period: int | None = Field(None, alias="nam", title="Kỳ (năm) của cột")
    target: str | None = Field(None, alias="ten_muc_tieu", title="Tên mục tiêu (khi có nhiều mục tiêu)")
    field: Identifier | None = Field(None, alias="truong", title="Tên trường của danh sách")
    expression: str | None = Field(None, alias="cong_thuc", title="Công thức tính trên hàng h")
    of: tuple[int, ...] = Field((), alias="cua", title="Số thứ tự các cột được cộng")
    width: int = Field(20, alias="rong", title="Độ rộng tương đối", ge=1, le=1000)
    align: Literal["trai", "giua", "phai"] | None = Field(None, alias="canh", title="Canh lề")
    decimals: int | None = Field(None, alias="so_le", title="Số chữ số thập phân", ge=0, le=6)
    columns: tuple[Column, ...] = Field((), alias="cot", title="Các cột con")

    @model_validator(mode="after")
    def _is_leaf_or_group(self) -> Self:
        if bool(self.columns) == (self.kind is not None):
            raise ValueError("cột phải có loai (cột thường) hoặc cot (nhóm cột), không cả hai")
        needs = {
            ColumnKind.FIELD: self.field,
            ColumnKind.EXPRESSION: self.expression,
            ColumnKind.SUM: self.of,
        }
        if self.kind in needs and not needs[self.kind]:
            names = {ColumnKind.FIELD: "truong", ColumnKind.EXPRESSION: "cong_thuc", ColumnKind.SUM: "cua"}
            raise ValueError(f"cột loại {self.kind.value} phải có {names[self.kind]}")
        return self

    def leaves(self) -> Iterator[Column]:
        """Return the columns that hold cells, left to right."""
        if not self.columns:
            yield self
        for column in self.columns:
            yield from column.leaves()

    @property
    def depth(self) -> int:
        """Header rows this column needs."""
        return 1 + max((column.depth for column in self.columns), default=0)


class AnnexTable(Value):
    """A table computed from one group or list of the figures."""

    source: Identifier = Field(alias="nguon", title="Nhóm số liệu hoặc danh sách")
    rows: tuple[Identifier, ...] | None = Field(None, alias="hang", title="Các chỉ tiêu được in, theo thứ tự")
    row_condition: str | None = Field(None, alias="khi_hang", title="Điều kiện in một hàng h")
    total_row: Literal["dau", "cuoi", "khong"] = Field("dau", alias="dong_tong", title="Vị trí dòng tổng số")
    total_label: str = Field("Tổng số", alias="nhan_tong", title="Nhãn dòng tổng số")
    column_numbers: bool = Field(True, alias="so_cot", title="Có hàng đánh số cột")
    columns: tuple[Column, ...] = Field(alias="cot", title="Cây cột", min_length=1)

    def leaves(self) -> list[Column]:
        """Return the columns that hold cells, left to right."""
        return [leaf for column in self.columns for leaf in column.leaves()]

    @property
    def depth(self) -> int:
        """Number of header rows, without the row of column numbers."""
        return max(column.depth for column in self.columns)


class OfficeForm(Value):
    """An office's own workbook to be filled by defined names."""

    file: str = Field(alias="tep", title="Tệp mẫu xlsx")
    cells: dict[str, str] = Field({}, alias="o", title="Tên ô → biểu thức")
    rows: dict[str, tuple[str, ...]] = Field(
        {}, alias="khoi", title="Tên ô đầu khối hàng → các biểu thức theo cột trên hàng h"
    )


class Annex(Value):
    """An appendix on its own pages (phụ lục, biểu)."""

    key: Identifier = Field(alias="ma", title="Mã phụ lục")
    label: str | None = Field(None, alias="nhan", title="Nhãn; không ghi thì đánh số tự động")
    label_after: bool = Field(False, alias="nhan_o_cuoi", title="Nhãn đặt sau tiêu đề, sát bảng")
    title: str = Field("", alias="tieu_de", title="Tiêu đề phụ lục")
    caption: str | None = Field(
        None, alias="kem_theo", title="Dòng (Kèm theo …); không ghi thì tự lập, '' thì bỏ"
    )
    landscape: bool = Field(
        False,
        alias="kho",
        title="Khổ giấy: doc hoặc ngang",
        json_schema_extra={"enum": ["doc", "ngang"], "type": "string"},
    )
    condition: str | None = Field(None, alias="khi", title="Điều kiện in phụ lục")
    text: str | None = Field(None, alias="van_ban", title="Lời văn trước bảng")
    table: AnnexTable | None = Field(None, alias="bang", title="Bảng")
    charts: tuple[Chart, ...] = Field((), alias="bieu_do", title="Biểu đồ, đứng sau bảng")
    text_after: str | None = Field(None, alias="van_ban_sau", title="Lời văn sau bảng")
    form: OfficeForm | None = Field(None, alias="bieu_mau", title="Biểu mẫu xlsx của cơ quan")
    carried: CarriedMark | None = Field(
        None, alias="can_xem_lai", title="Dấu lời văn mang sang từ kỳ trước, chưa xem lại"
    )

    @model_validator(mode="before")
    @classmethod
    def _read_paper(cls, value: object) -> object:
        if isinstance(value, dict) and "kho" in value:
            if value["kho"] not in ("doc", "ngang"):
                raise ValueError("kho phải là doc hoặc ngang")
            return {**value, "kho": value["kho"] == "ngang"}
        return value


class Missing(Value):
    """How a figure that is not there yet is printed."""

    prose: str = Field("chưa có số liệu", alias="van", title="Trong lời văn")
    table: str = Field("…", alias="bang", title="Trong bảng")


YES_OR_NO = frozenset({"", "no", "không", "khong", "off", "yes", "có", "co", "on"})


def _read_draft(value: object) -> object:
    """Refuse a word for yes or no: it is no mark to print."""
    if isinstance(value, str) and value.strip().casefold() in YES_OR_NO:
        raise ValueError("ghi true, false, hoặc lời ghi như “(Dự thảo)”")
    return value


DraftMark = Annotated[bool | str, BeforeValidator(_read_draft, json_schema_input_type=bool | str)]


class Definition(Value):
    """A whole report: letterhead, narrative, annexes, recipients, signatory."""

    regime: Regime = Field(alias="the_thuc", title="Thể thức: nha_nuoc hoặc dang")
    template: str | None = Field(None, alias="mau", title="Mẫu Word: tên mẫu có sẵn hoặc tệp .docx")
    agency: Agency = Field(alias="co_quan", title="Cơ quan")
    number: int | None = Field(None, alias="so", title="Số văn bản; để trống khi chưa cấp số", ge=1)
    symbol: str = Field(alias="ky_hieu", title="Ký hiệu, ví dụ BC-UBND hoặc BC/HU", min_length=1)
    place: str = Field(alias="dia_danh", title="Địa danh", min_length=1)
    issued_on: DateOrBlank = Field(None, alias="ngay", title="Ngày ban hành")
    draft: DraftMark = Field(False, alias="du_thao", title="Dự thảo: true, hoặc lời ghi")
    document_type: str = Field("BÁO CÁO", alias="ten_loai", title="Tên loại văn bản")
    subject: str = Field(alias="trich_yeu", title="Trích yếu", min_length=1)
    addressees: tuple[str, ...] = Field((), alias="kinh_gui", title="Kính gửi")
    legal_basis: tuple[str, ...] = Field((), alias="can_cu", title="Căn cứ")
    figures: str | None = Field(None, alias="so_lieu", title="Tệp số liệu (yaml, json, xlsx)")
    decimals: int = Field(2, alias="so_le", title="Số chữ số thập phân của tỷ lệ", ge=0, le=6)
    trailing_zeros: Literal["bo_chan", "bo_het", "giu"] = Field(
        "bo_chan", alias="so_khong_cuoi", title="Số 0 cuối phần thập phân trong lời văn"
    )
    missing: Missing = Field(Missing(), alias="chua_co", title="Cách in khi chưa có số liệu")
    numbering: tuple[str, ...] | None = Field(None, alias="danh_so", title="Kiểu đánh số từng cấp mục")
    annex_label: str | None = Field(None, alias="nhan_phu_luc", title="Kiểu nhãn phụ lục")
    phrases: dict[str, str] = Field({}, alias="cum_tu", title="Cụm từ dùng lại")
    opening: str | None = Field(None, alias="mo_dau", title="Lời mở đầu")
    sections: tuple[Section, ...] = Field(alias="noi_dung", title="Nội dung")
    closing: str | None = Field(None, alias="ket", title="Lời kết")
    annexes: tuple[Annex, ...] = Field((), alias="phu_luc", title="Phụ lục")
    recipients: tuple[str, ...] = Field((), alias="noi_nhan", title="Nơi nhận")
    signatory: Signatory = Field(Signatory(), alias="ky_ten", title="Người ký")
    waivers: tuple[WaiverLine, ...] = Field((), alias="bo_qua", title="Các phát hiện được bỏ qua")
    rules: tuple[DataRule, ...] = Field((), alias="quy_tac", title="Quy tắc số liệu của mọi đơn vị")
    limits: Limits | None = Field(None, alias="nguong", title="Ngưỡng của các quy tắc chung")
    carried: dict[Literal["mo_dau", "ket"], CarriedMark] = Field(
        {}, alias="can_xem_lai", title="Dấu lời mở đầu, lời kết mang sang từ kỳ trước, chưa xem lại"
    )

    @property
    def is_draft(self) -> bool:
        """Whether the document is a draft, which alone may lack number and date."""
        return bool(self.draft)

    def all_charts(self) -> Iterator[tuple[Chart, Path]]:
        """Yield every chart in order, and where it is written."""
        for number, section in enumerate(self.sections):
            yield from section.all_charts(("noi_dung", number))
        for number, annex in enumerate(self.annexes):
            yield from ((chart, ("phu_luc", number, "bieu_do", n)) for n, chart in enumerate(annex.charts))
