"""A figures file rolled forward: this period is the one compared with, the new one waits for its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportgen.model.base import Path
from reportgen.model.figures_input import CURRENT, RESERVED
from reportgen.model.source import Source
from reportgen.revise.edits import Edit, Layout

BY_PERIOD = ("so_luong", "gia_tri", "mau_so")
OF_ANY_PERIOD = frozenset({"so_luong", "gia_tri", "mau_so", "ty_le", "muc_tieu"})
"""Measures whose id names their period: an override of the old one still means what it meant."""

UNDATED = str(CURRENT)
"""Key of a number without a period beside others that have one, as a workbook gives it: the old period's."""


@dataclass(frozen=True, slots=True)
class Periods:
    """The period that ends and the one that begins."""

    old: int
    new: int


def roll_figures(
    source: Source, data: Mapping[str, Any], periods: Periods, overridden: Sequence[str | None]
) -> Iterator[Edit]:
    """Yield the edits that open a new period in a figures file.

    Numbers of the old period stay, those of the new one are null; rows of lists, which have no period, lose
    theirs. Targets stay. `overridden` names the figure of each line of `ghi_de`; what was decided about a
    number of the old period alone stays, under the figure's full name.
    """
    roller = _Roller(Layout(source), periods)
    yield from roller.periods_of(data["ky"])
    yield from roller.letterhead(data.get("van_ban") or {})
    for name, group in data.items():
        if name not in RESERVED:
            yield from roller.group((name,), group)
    yield from roller.overrides(overridden)


class _Roller:
    """Writes the edits of one file."""

    def __init__(self, layout: Layout, periods: Periods) -> None:
        self._layout, self._old, self._new = layout, periods.old, periods.new

    def periods_of(self, given: Mapping[str, Any]) -> Iterator[Edit]:
        """Make the old period the one compared with."""
        layout = self._layout
        yield layout.replace(("ky", "hien_tai"), str(self._new))
        if "goc" in given:
            yield layout.replace(("ky", "goc"), str(self._old))
        else:
            yield layout.entry_before(("ky", "hien_tai"), "goc", str(self._old))

    def letterhead(self, given: Mapping[str, Any]) -> Iterator[Edit]:
        """Clear what belongs to one document: its number, its date, who signed it."""
        for name in ("so", "ngay"):
            if given.get(name) is not None:
                yield self._layout.replace(("van_ban", name), "null")
        if (given.get("ky_ten") or {}).get("ho_ten"):
            yield self._layout.replace(("van_ban", "ky_ten", "ho_ten"), '""')

    def group(self, path: Path, group: Mapping[str, Any]) -> Iterator[Edit]:
        """Open the period in a group, or clear the numbers of a list."""
        yield from self._by_period((*path, "tong_so"), group.get("tong_so"))
        for key, indicator in (group.get("chi_tieu") or {}).items():
            yield from self._indicator((*path, "chi_tieu", key), indicator)
        for number, row in enumerate(group.get("danh_sach") or ()):
            for key, cell in row.items():
                if _is_number(cell):
                    yield self._layout.replace((*path, "danh_sach", number, key), "null")

    def _indicator(self, path: Path, indicator: Any) -> Iterator[Edit]:
        if isinstance(indicator, Mapping):
            for name in BY_PERIOD:
                yield from self._by_period((*path, name), indicator.get(name))
        elif _is_number(indicator):
            kind = self._layout.key("so_luong" if isinstance(indicator, int) else "gia_tri")
            yield self._layout.replace(path, f"{{{kind}: {self._opened(path)}}}")

    def _by_period(self, path: Path, value: Any) -> Iterator[Edit]:
        if _is_number(value):
            yield self._layout.replace(path, self._opened(path))
        elif isinstance(value, Mapping) and str(self._new) not in value:
            if UNDATED in value:
                yield self._layout.rename((*path, UNDATED), str(self._old))
            if UNDATED in value or str(self._old) in value:
                yield self._layout.entry_after((*path, list(value)[-1]), str(self._new), "null")

    def _opened(self, path: Path) -> str:
        """Return a number that had no period, under the old one, with the new one still to come."""
        layout = self._layout
        return f"{{{layout.key(self._old)}: {layout.written(path)}, {layout.key(self._new)}: null}}"

    def overrides(self, figures: Sequence[str | None]) -> Iterator[Edit]:
        """Keep what was decided about numbers of the old period, and take the rest out."""
        layout = self._layout
        kept = [figure is not None and _names_its_period(figure) for figure in figures]
        if figures and not any(kept) and (all_out := layout.without(("ghi_de",))) is not None:
            yield all_out
            return
        if figures and layout.is_flow(("ghi_de",)):
            named = {
                number: layout.word(str(figure)) for number, figure in enumerate(figures) if kept[number]
            }
            texts = {
                number: layout.item_with(("ghi_de", number), "so", name) for number, name in named.items()
            }
            yield layout.items(("ghi_de",), texts)
            return
        for number, figure in enumerate(figures):
            if kept[number]:
                yield layout.replace(("ghi_de", number, "so"), layout.word(str(figure)))
            elif (out := layout.without(("ghi_de", number))) is not None:
                yield out


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _names_its_period(figure: str) -> bool:
    measure = figure.split(".")[2:3]
    return bool(measure) and measure[0] in OF_ANY_PERIOD
