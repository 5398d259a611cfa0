"""A period at one glance: where every unit stands; whom to remind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Response

from reportgen.model.office.boards import BoardRow, BoardState
from reportgen.service.office import board as service
from reportgen.service.office.figure_offers import plain
from reportgen.web.cycle_pages import cycle_page, head_of
from reportgen.web.routes.downloads import attachment
from reportgen.web.visit import Here, pages_for_signed_in

router = pages_for_signed_in()
ROWS_OF_A_PAGE = 100
CSV = "text/csv; charset=utf-8"
LONG_AGO = dt.datetime(1, 1, 2, tzinfo=dt.UTC)
GRAVEST_FIRST = (
    BoardState.WRONG,
    BoardState.LATE,
    BoardState.MISSING,
    BoardState.ENTERED,
    BoardState.PREPARED,
    BoardState.REVIEWED,
    BoardState.APPROVED,
)
SORTS: dict[str, tuple[str, Callable[[BoardRow], Any] | None]] = {
    "cay": ("Theo cây đơn vị", None),
    "ten": ("Tên đơn vị", lambda row: plain(row.unit_name)),
    "tinh-trang": ("Tình trạng, cần làm trước", lambda row: GRAVEST_FIRST.index(row.state)),
    "han": ("Hạn gửi", lambda row: row.due),
    "loi": ("Nhiều lỗi nhất trước", lambda row: (-row.errors, -row.warnings)),
    "moi": ("Mới sửa trước", lambda row: -(row.changed_at or LONG_AGO).timestamp()),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the board is asked for."""

    tinh_trang: str = ""
    cap: str = ""
    thuoc: str = ""
    tim: str = ""
    xep: str = "cay"

    def chosen(self, rows: Sequence[BoardRow]) -> list[BoardRow]:
        """Return the rows that are asked for, in the order that is asked for."""
        words = plain(self.tim).split()
        below = _below(rows, self.thuoc)
        found = [
            row
            for row in rows
            if self.tinh_trang in ("", row.state.value)
            and self.cap in ("", row.level)
            and (not self.thuoc or row.unit_code in below)
            and all(word in f"{plain(row.unit_name)} {row.unit_code.casefold()}" for word in words)
        ]
        key = SORTS.get(self.xep, SORTS["cay"])[1]
        return sorted(found, key=key) if key is not None else found

    def address(self, **changes: object) -> str:
        """Return the query of the same board with something changed."""
        fields = {name: getattr(self, name) for name in self.__slots__} | changes
        said = {name: text for name, text in fields.items() if text and (name, text) != ("xep", "cay")}
        return f"?{urlencode(said)}" if said else "?"


def _below(rows: Sequence[BoardRow], top: str) -> set[str]:
    """Return a unit and all below it; rows come parents first or last, so all are asked until none is new."""
    parents = {row.unit_code: row.parent for row in rows}

    def is_below(code: str | None) -> bool:
        while code is not None and code != top:
            code = parents.get(code)
        return code == top

    return {code for code in parents if is_below(code)}


@router.get("/ky/{cycle_id}")
def board_page(
    here: Here,
    cycle_id: int,
    tinh_trang: str = "",
    cap: str = "",
    thuoc: str = "",
    tim: str = "",
    xep: str = "cay",
    trang: int = 1,
) -> Response:
    """Show every unit with its state, filtered and sorted as asked, some at a time."""
    head = head_of(here, cycle_id)
    seen = service.board(here.office, here.actor, cycle_id)
    asked = Asked(tinh_trang, cap, thuoc, tim, xep)
    rows = asked.chosen(seen.rows)
    pages = max(1, -(-len(rows) // ROWS_OF_A_PAGE))
    page = min(max(trang, 1), pages)
    return cycle_page(
        here,
        "cycle/board.html",
        head,
        board=seen,
        asked=asked,
        sorts={key: label for key, (label, _) in SORTS.items()},
        states=[(state, seen.totals.get(state, 0)) for state in GRAVEST_FIRST],
        rows=rows[(page - 1) * ROWS_OF_A_PAGE : page * ROWS_OF_A_PAGE],
        found=len(rows),
        number=page,
        pages=pages,
        is_tree=xep == "cay" and len(rows) == len(seen.rows),
    )


@router.get("/ky/{cycle_id}/nhac")
def reminders_page(here: Here, cycle_id: int) -> Response:
    """List whom to remind, with sentences to copy."""
    found = service.reminders(here.office, here.actor, cycle_id)
    return cycle_page(here, "cycle/reminders.html", head_of(here, cycle_id), reminders=found)


@router.get("/ky/{cycle_id}/nhac.csv")
def reminders_file(here: Here, cycle_id: int) -> Response:
    """Send the same for Excel."""
    data = service.reminders_csv(here.office, here.actor, cycle_id)
    return attachment(f"nhac-don-vi-ky-{cycle_id}.csv", data, CSV)
