"""What a document consists of: each component with the lines of text that make it up, regime, date, state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from reportgen.check.form.text_line import TextLine
from reportgen.model.definition import Regime
from reportgen.model.word_document import Block, Section


class Component(StrEnum):
    """A component; the names are those of the roles in `data/the-thuc/*.yaml` where one exists."""

    QUOC_HIEU = "quoc_hieu"
    TIEU_NGU = "tieu_ngu"
    TIEU_DE_DANG = "tieu_de_dang"
    CHU_QUAN = "chu_quan"
    CO_QUAN = "co_quan"
    SAO = "sao"
    SO = "so"
    DIA_DANH = "dia_danh"
    DU_THAO = "du_thao"
    DO_MAT = "do_mat"
    DO_KHAN = "do_khan"
    LUU_HANH = "luu_hanh"
    VV = "vv"
    TEN_LOAI = "ten_loai"
    TRICH_YEU = "trich_yeu"
    GACH_TRICH_YEU = "gach_trich_yeu"
    KINH_GUI = "kinh_gui"
    KINH_GUI_TEN = "kinh_gui_ten"
    CAN_CU = "can_cu"
    NOI_DUNG = "noi_dung"
    PHAN_CHUONG = "phan_chuong"
    PHAN_CHUONG_TIEU_DE = "phan_chuong_tieu_de"
    MUC_1 = "muc_1"
    MUC_2 = "muc_2"
    MUC_3 = "muc_3"
    MUC_4 = "muc_4"
    MUC_5 = "muc_5"
    MUC_6 = "muc_6"
    QUYEN_HAN = "quyen_han"
    CHUC_VU = "chuc_vu"
    HO_TEN = "ho_ten"
    NOI_NHAN = "noi_nhan"
    NOI_NHAN_DONG = "noi_nhan_dong"
    PHU_LUC_NHAN = "phu_luc_nhan"
    PHU_LUC_TIEU_DE = "phu_luc_tieu_de"
    PHU_LUC_KEM_THEO = "phu_luc_kem_theo"


HEADINGS = tuple(Component(f"muc_{level}") for level in range(1, 7))


class Kind(StrEnum):
    """What sort of file it is, as far as form rules are concerned."""

    STATE = "nha_nuoc"
    PARTY = "dang"
    ANNEX = "phu_luc"
    """A file that holds nothing but annexes."""
    OTHER = "khac"
    """Neither regime binds it fully: youth union, trade union, front, association, or no document at all."""


class WrittenDate(NamedTuple):
    """A date as far as it is filled in."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def whole(self) -> dt.date | None:
        """The date, None when a part is blank or there is no such day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def for_rules(self) -> dt.date | None:
        """The earliest day that the filled-in part allows; None without a month."""
        if self.whole or self.year is None or self.month is None:
            return self.whole
        try:
            return dt.date(self.year, self.month, 1)
        except ValueError:
            return None


class Annex(NamedTuple):
    """One annex: its label, title and (Kèm theo …), all maybe empty, and what stands below them."""

    label: tuple[TextLine, ...]
    title: tuple[TextLine, ...]
    attached: tuple[TextLine, ...]
    lines: tuple[TextLine, ...]
    blocks: tuple[Block, ...]
    section: Section
    starts_section: bool


@dataclass(frozen=True, slots=True)
class Components:
    """Where everything is. `lines` holds only components that were found."""

    kind: Kind
    regime: Regime
    """Whose rules are applied; of a file of neither regime or without head, the one that comes nearest."""
    reason: str
    """How the regime was recognised, in Vietnamese."""
    is_mixed: bool
    """Whether the heads of both regimes stand in it (MIX-01)."""
    is_draft: bool
    date: WrittenDate
    lines: Mapping[Component, tuple[TextLine, ...]]
    annexes: tuple[Annex, ...] = ()
    head: tuple[TextLine, ...] = ()
    """Every line above the body, found out or not, in reading order."""
    body: tuple[TextLine, ...] = ()
    """Every line of the content outside tables: basis, headings and text, in reading order."""
    main: tuple[Block, ...] = ()
    """The blocks of the document without its annexes."""
    layout_tables: frozenset[int] = field(default_factory=frozenset)
    """Numbers of the tables that only lay out head or signature."""

    def all(self, *wanted: Component) -> tuple[TextLine, ...]:
        """Return the lines of components in the given order."""
        return tuple(line for component in wanted for line in self.lines.get(component, ()))

    def first(self, component: Component) -> TextLine | None:
        """Return the first line of a component, None when it was not found."""
        return next(iter(self.lines.get(component, ())), None)

    def text(self, component: Component) -> str:
        """Return the text of a component on one line, empty when it was not found."""
        return " ".join(line.plain for line in self.lines.get(component, ()))

    def headings(self) -> Iterator[tuple[Component, TextLine]]:
        """Yield the headings of all levels in reading order with their level."""
        found = [(level, line) for level in HEADINGS for line in self.lines.get(level, ())]
        yield from sorted(found, key=lambda pair: (pair[1].paragraph.place.paragraph, pair[1].start))
