"""How a parent's figures are made of its children's (`tong_hop`): rules, and which one holds for a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from reportgen.model.base import Identifier, Value

NAME = r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*(\.(mau_so|ty_le))?(\.\d{1,9})?$"
CHOICE = r"^(\*|[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*(\.mau_so)?)?)$"


def _read_name(value: object) -> object:
    if isinstance(value, str) and not re.match(NAME, value):
        raise ValueError("tên số liệu viết nhóm.chỉ_tiêu, ví dụ can_bo.dai_hoc hoặc can_bo.dai_hoc.ty_le")
    return value


def _read_choice(value: object) -> object:
    if isinstance(value, str) and not re.match(CHOICE, value):
        raise ValueError("chi_tieu viết nhóm.chỉ_tiêu (can_bo.dai_hoc), tên nhóm (can_bo) hoặc *")
    return value


NameText, ChoiceText = Annotated[str, Field(pattern=NAME)], Annotated[str, Field(pattern=CHOICE)]
FigureName = Annotated[str, BeforeValidator(_read_name, json_schema_input_type=NameText)]
"""A figure as the tie-out names it: `can_bo.dai_hoc`, `can_bo.dai_hoc.ty_le.2023`."""
FigureChoice = Annotated[str, BeforeValidator(_read_choice, json_schema_input_type=ChoiceText)]
"""A figure, all of a group (`can_bo`), or all (`*`)."""
ALL = "*"


class Method(StrEnum):
    """What is made of the children's numbers or rows."""

    SUM = "tong"
    MEAN = "binh_quan"
    LARGEST = "lon_nhat"
    SMALLEST = "nho_nhat"
    NONE = "khong"
    MERGE = "gop"
    APPEND = "noi"


OF_LISTS = frozenset({Method.MERGE, Method.APPEND, Method.NONE})


class WhenMissing(StrEnum):
    """What a child's missing figure does to the parent's."""

    SPREAD = "lan"
    SKIP = "bo_qua"


class Precedence(StrEnum):
    """Which figure is printed when the parent has one of its own."""

    CHILDREN = "don_vi_con"
    OWN = "rieng"


class RankOrder(StrEnum):
    """Who is first."""

    DESCENDING = "giam"
    ASCENDING = "tang"


class UnitColumn(Value):
    """One column of the list of child units: a figure of theirs, or their rank by one."""

    figure: FigureName | None = Field(None, alias="so", title="Số liệu của đơn vị con")
    rank_of: FigureName | None = Field(None, alias="xep_hang", title="Xếp hạng theo số liệu này")
    order: RankOrder = Field(
        RankOrder.DESCENDING, alias="thu_tu", title="Hạng 1 là số lớn (giam) hay nhỏ (tang)"
    )
    label: str = Field("", alias="nhan", title="Nhãn")
    measure_unit: str = Field("", alias="don_vi_tinh", title="Đơn vị tính")
    decimals: int | None = Field(None, alias="so_le", title="Số chữ số thập phân", ge=0, le=6)

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.figure is None) == (self.rank_of is None):
            raise ValueError("cột phải có đúng một trong: so, xep_hang")
        return self

    @property
    def source(self) -> str:
        """The figure it shows or ranks by."""
        return self.figure or self.rank_of or ""


def _read_column(value: object) -> object:
    """Read `tong: can_bo.tong_so` as a column of that figure."""
    return {"so": value} if isinstance(value, str) else value


ColumnGiven = Annotated[UnitColumn, BeforeValidator(_read_column, json_schema_input_type=str | UnitColumn)]


class ConsolidationRule(Value):
    """One rule: about figures (`chi_tieu`), about a list, or a list made of the child units."""

    figure: FigureChoice | None = Field(None, alias="chi_tieu", title="Chỉ tiêu, nhóm, hoặc * là tất cả")
    rows_of: Identifier | None = Field(None, alias="danh_sach", title="Danh sách được tổng hợp")
    unit_list: Identifier | None = Field(
        None, alias="danh_sach_don_vi", title="Danh sách lập từ các đơn vị con"
    )
    method: Method | None = Field(None, alias="cach", title="Cách tổng hợp")
    by: str = Field("", alias="theo", title="Quyền số của bình quân; trường khóa khi gộp danh sách")
    missing: WhenMissing | None = Field(
        None, alias="thieu", title="Khi đơn vị con chưa có số: lan hoặc bo_qua"
    )
    precedence: Precedence | None = Field(
        None, alias="uu_tien", title="Khi đơn vị cha có số riêng: in số nào (don_vi_con hoặc rieng)"
    )
    columns: dict[Identifier, ColumnGiven] = Field({}, alias="cot", title="Các cột của danh sách đơn vị")
    label: str = Field("", alias="nhan", title="Nhãn của danh sách đơn vị")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum(each is not None for each in (self.figure, self.rows_of, self.unit_list)) != 1:
            raise ValueError("quy tắc phải có đúng một trong: chi_tieu, danh_sach, danh_sach_don_vi")
        if problem := self._problem():
            raise ValueError(problem)
        return self

    def _problem(self) -> str:
        if self.unit_list is not None:
            return "" if self.columns else "danh_sach_don_vi phải có cot"
        if self.columns:
            return "cot chỉ dùng cùng danh_sach_don_vi"
        if self.rows_of is not None:
            return "" if self.method in OF_LISTS else "cach của danh_sach phải là gop, noi hoặc khong"
        if self.method in (Method.MERGE, Method.APPEND):
            return "cach gop, noi chỉ dùng cùng danh_sach"
        if (self.method is Method.MEAN) != bool(self.by):
            return "cach binh_quan phải có theo (quyền số), và chỉ cách ấy có theo"
        return (
            ""
            if self.method or self.missing or self.precedence
            else "quy tắc phải có cach, thieu hoặc uu_tien"
        )


@dataclass(frozen=True, slots=True)
class FigureMethod:
    """What holds for one figure, all rules considered; without a method the parent gives it itself."""

    method: Method | None
    by: str = ""
    skips_missing: bool = False
    own_first: bool = False
    is_undecided: bool = False
    """Whether nobody has said how: a measured value has no usual way."""


@dataclass(frozen=True, slots=True)
class ConsolidationRules:
    """The rules of one level: its own before those of the programme, the narrower before the wider."""

    own: tuple[ConsolidationRule, ...] = ()
    common: tuple[ConsolidationRule, ...] = ()
    _known: dict[tuple[str, bool], FigureMethod] = field(default_factory=dict, compare=False, repr=False)

    def of_figure(self, name: str, *, is_count: bool) -> FigureMethod:
        """Return what holds for `nhom.chi_tieu`; counts are summed unless a rule says otherwise."""
        key = (name, is_count)
        if key not in self._known:
            self._known[key] = self._of_figure(name, is_count=is_count)
        return self._known[key]

    def _of_figure(self, name: str, *, is_count: bool) -> FigureMethod:
        found = list(self._about(name))
        method = next((each for each in found if each.method is not None), None)
        missing = next((each.missing for each in found if each.missing is not None), None)
        precedence = next((each.precedence for each in found if each.precedence is not None), None)
        chosen = method.method if method is not None else Method.SUM if is_count else None
        return FigureMethod(
            None if chosen is Method.NONE else chosen,
            method.by if method is not None else "",
            missing is WhenMissing.SKIP,
            precedence is Precedence.OWN,
            chosen is None,
        )

    def _about(self, name: str) -> Iterable[ConsolidationRule]:
        figure = name.removesuffix(".mau_so")
        for choice in dict.fromkeys((name, figure, name.partition(".")[0], ALL)):
            for rules in (self.own, self.common):
                yield from (each for each in reversed(rules) if each.figure == choice)

    def of_list(self, name: str) -> ConsolidationRule | None:
        """Return the rule of a list, if it has one."""
        rules = (*reversed(self.own), *reversed(self.common))
        return next((each for each in rules if each.rows_of == name), None)

    @property
    def unit_lists(self) -> dict[str, ConsolidationRule]:
        """The lists whose rows are the child units, by name."""
        return {each.unit_list: each for each in (*self.common, *self.own) if each.unit_list is not None}
