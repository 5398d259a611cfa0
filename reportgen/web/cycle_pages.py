"""What all pages of one period have in common."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi.responses import HTMLResponse

from reportgen.model.office.cycles import CycleHead
from reportgen.model.office.people import Action
from reportgen.service.office.cycle_heads import cycle_head
from reportgen.web.visit import Visit

STEPS = (
    ("", "Theo dõi"),
    ("/nhac", "Nhắc đơn vị"),
    ("/kiem-tra-cheo", "Kiểm tra chéo"),
    ("/tong-hop", "Số tổng hợp"),
    ("/bieu-do", "Biểu đồ"),
    ("/lap", "Lập hàng loạt"),
)
OF_PARENTS = ("/tong-hop", "/bieu-do", "/kiem-tra-cheo")


def cycle_page(
    here: Visit, name: str, head: CycleHead, /, *, status: int = HTTPStatus.OK, **context: Any
) -> HTMLResponse:
    """Return a page of a period, with the way to its other pages."""
    steps = [each for each in STEPS if _is_for(head, each[0])]
    return here.page(name, status=status, head=head, cycle_steps=steps, **context)


def head_of(here: Visit, cycle_id: int) -> CycleHead:
    """Return the period of an address; raises NotFound or Denied."""
    return cycle_head(here.office, here.actor, cycle_id)


def _is_for(head: CycleHead, address: str) -> bool:
    """Whether a page has anything for this person."""
    if address in OF_PARENTS:
        return bool(head.parents)
    return address != "/lap" or Action.CONSOLIDATE in head.may
