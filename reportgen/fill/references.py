"""What `phu_luc` and `bieu_do` mean in a text: the annexes and charts printed, by key, with their labels."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.model.figure import View


class AnnexReference(View):
    """`phu_luc.bieu_01` in a text: prints the label, `.so` the number alone."""

    __slots__ = ("heading", "key", "label", "number")

    def __init__(self, key: str, label: str, number: str, heading: str) -> None:
        self.key, self.label, self.number, self.heading = key, label, number, heading

    def look(self, name: str) -> str:
        """Return `so`, `nhan` or `tieu_de`."""
        return {"so": self.number, "nhan": self.label, "tieu_de": self.heading}[name]

    def known_names(self) -> tuple[str, ...]:
        """Return what `look` knows."""
        return ("so", "nhan", "tieu_de")

    @property
    def title(self) -> str:
        """As written in templates."""
        return f"phu_luc.{self.key}"

    def printed(self) -> str:
        """Return the label."""
        return self.label


class AnnexReferences(View):
    """`phu_luc` in a text: a dropped annex cannot be referred to."""

    __slots__ = ("printed_annexes",)

    def __init__(self, references: Mapping[str, AnnexReference]) -> None:
        self.printed_annexes = references

    def look(self, name: str) -> AnnexReference:
        """Return an annex that is printed."""
        return self.printed_annexes[name]

    def known_names(self) -> tuple[str, ...]:
        """Return the keys of the printed annexes."""
        return tuple(self.printed_annexes)

    @property
    def title(self) -> str:
        """As written in templates."""
        return "phu_luc"


class ChartReference(AnnexReference):
    """`bieu_do.co_cau` in a text: prints `Biểu đồ 1`, `.so` the number alone."""

    __slots__ = ()

    @property
    def title(self) -> str:
        """As written in templates."""
        return f"bieu_do.{self.key}"


class ChartReferences(AnnexReferences):
    """`bieu_do` in a text: a chart that is not printed cannot be referred to."""

    __slots__ = ()

    @property
    def title(self) -> str:
        """As written in templates."""
        return "bieu_do"
