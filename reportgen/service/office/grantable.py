"""Where roles can be granted: programmes, their periods and units, for those who manage accounts."""

from __future__ import annotations

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.cycles import CycleView
from reportgen.model.office.people import Actor, Grant
from reportgen.service.office import accounts
from reportgen.service.office.access import require_admin
from reportgen.service.office.office import Office
from reportgen.service.office.opened import cycle_view, opened
from reportgen.store import programmes as rows


def grantable_cycles(office: Office, actor: Actor) -> list[CycleView]:
    """Return all periods, the latest first; raises Denied unless one manages accounts."""
    require_admin(actor)
    with office.database.read() as session:
        return [cycle_view(each) for each in rows.cycles(session)]


def unit_names(office: Office, actor: Actor) -> dict[str, str]:
    """Return the names of the units of all periods by code; raises Denied unless one manages accounts."""
    names: dict[str, str] = {}
    for cycle in grantable_cycles(office, actor):
        for code, name in opened(office, cycle.id).programme.names.items():
            names.setdefault(code, name)
    return names


def grant_checked(office: Office, actor: Actor, user_id: int, given: Grant) -> Grant:
    """Give somebody a role at a place that there is; raises InputRefused, Denied, NotFound."""
    known = unit_names(office, actor)
    if given.unit_code is not None and given.unit_code not in known:
        message = f"không có đơn vị mã “{given.unit_code[:40]}”"
        remedy = "chép mã ở bảng theo dõi của kỳ; để trống là mọi đơn vị"
        raise InputRefused([Finding("unit-unknown", message, remedy=remedy)])
    return accounts.grant(office, actor, user_id, given)
