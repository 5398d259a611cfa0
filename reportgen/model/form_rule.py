"""A form rule as data: what it demands, where it stands, how surely, how much it weighs and what checks it.

The rules come from `data/the-thuc/quy-tac/*.yaml`; the values they compare with are those of `LayoutRules`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import Field

from reportgen.errors import Severity
from reportgen.model.base import Value
from reportgen.model.layout import Confidence, LayoutRules


class Group(StrEnum):
    """What a rule is about, which decides whether it can be asked of a file that is no whole document."""

    PAGE = "trang"
    TYPOGRAPHY = "chu"
    COMPONENT = "thanh_phan"
    ANNEX = "phu_luc"


SEVERITIES = {"loi": Severity.ERROR, "canh_bao": Severity.WARNING, "nhac": Severity.INFO}


class FormRule(Value):
    """One rule. `kind` names the function that checks it, `parameters` are what that function is given."""

    id: str = Field(alias="ma")
    sets: tuple[str, ...] = Field(alias="bo", min_length=1)
    group: Group = Field(alias="nhom")
    kind: str = Field(alias="kieu")
    demand: str = Field(alias="doi_hoi", min_length=10)
    clause: str = Field("", alias="dieu")
    confidence: Confidence = Field(alias="do_tin")
    weight: str = Field(alias="muc_do", pattern="^(loi|canh_bao|nhac)$")
    remedy: str = Field(alias="cach_sua", min_length=5)
    parameters: dict[str, Any] = Field(default_factory=dict, alias="tham_so")
    yields_to: tuple[str, ...] = Field((), alias="nhuong")
    """Rules that say the same better: where one of them has a finding, this one is silent."""

    def severity(self, layout: LayoutRules) -> Severity:
        """Return how much a breach weighs: what is not the original text's own is never an error."""
        severity = SEVERITIES[self.weight]
        is_sure = {self.confidence, layout.confidence} == {Confidence.ORIGINAL}
        return severity if is_sure or severity is not Severity.ERROR else Severity.WARNING


@dataclass(frozen=True, slots=True)
class FormBook:
    """All rules, and the layouts they compare with."""

    rules: tuple[FormRule, ...]
    layouts: tuple[LayoutRules, ...]
