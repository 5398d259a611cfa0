"""Who may do what where: roles and actions in one table, and where a grant reaches."""

from __future__ import annotations

from typing import Protocol

from reportgen.model.office.people import Action, Actor, Grant, Role
from reportgen.model.office.refusals import Denied
from reportgen.model.roster import Roster

ALLOWS: dict[Role, frozenset[Action]] = {
    Role.CLERK: frozenset({Action.READ, Action.EDIT}),
    Role.CONSOLIDATOR: frozenset({Action.READ, Action.REVIEW, Action.CONSOLIDATE}),
    Role.APPROVER: frozenset({Action.READ, Action.REVIEW, Action.APPROVE}),
    Role.TEMPLATE_KEEPER: frozenset({Action.READ, Action.KEEP_TEMPLATES}),
    Role.READER: frozenset({Action.READ}),
}
AT_OWN_UNIT: dict[Role, frozenset[Action]] = {Role.CONSOLIDATOR: frozenset({Action.EDIT})}
"""What a role allows at the very unit that is granted, not at those below: a consolidator writes the
consolidated report, and never figures of the units that answer for them."""
ASK_ADMIN = "đề nghị người quản trị tài khoản giao quyền"


class InPeriod(Protocol):
    """Anything that belongs to a programme in a period."""

    @property
    def programme(self) -> str:
        """The programme's own name."""

    @property
    def period(self) -> str:
        """The period's name."""


def may(actor: Actor, action: Action, cycle: InPeriod, unit: str, roster: Roster) -> bool:
    """Whether somebody may do something with the report of a unit."""
    path = roster.path(unit) if unit in roster else (unit,)
    return action in allowed(actor, cycle, path)


def allowed(actor: Actor, cycle: InPeriod, path: tuple[str, ...]) -> frozenset[Action]:
    """Return all that somebody may do with the report of a unit; `path` leads from the root to it."""
    found: frozenset[Action] = frozenset()
    for grant in actor.grants:
        if _reaches_period(grant, cycle) and _reaches_unit(grant, path):
            found |= ALLOWS[grant.role]
            if grant.unit_code == path[-1]:
                found |= AT_OWN_UNIT.get(grant.role, frozenset())
    return found


def require(actor: Actor, action: Action, cycle: InPeriod, unit: str, roster: Roster) -> None:
    """Raise Denied unless somebody may do something; hidden from whoever may not even read."""
    path = roster.path(unit) if unit in roster else (unit,)
    rights = allowed(actor, cycle, path)
    if Action.READ not in rights:
        raise Denied("không có báo cáo này, hoặc bạn không có quyền xem", remedy=ASK_ADMIN, is_hidden=True)
    if action not in rights:
        raise Denied(f"bạn không có quyền {action.label} của đơn vị này", remedy=ASK_ADMIN)


def sees_cycle(actor: Actor, cycle: InPeriod) -> bool:
    """Whether somebody has anything to do with a programme in a period."""
    return any(_reaches_period(grant, cycle) for grant in actor.grants)


def require_programme(actor: Actor, programme: str) -> None:
    """Raise Denied unless somebody may publish a programme of that name."""
    keeps = (grant for grant in actor.grants if Action.KEEP_TEMPLATES in ALLOWS[grant.role])
    if not any(grant.programme in (None, programme) for grant in keeps):
        raise Denied(f"bạn không có quyền {Action.KEEP_TEMPLATES.label}", remedy=ASK_ADMIN)


def keeps_templates(actor: Actor) -> bool:
    """Whether somebody may publish some programme."""
    return any(Action.KEEP_TEMPLATES in ALLOWS[grant.role] for grant in actor.grants)


def require_admin(actor: Actor) -> None:
    """Raise Denied unless somebody manages accounts."""
    if not actor.is_admin:
        raise Denied(f"bạn không có quyền {Action.MANAGE_USERS.label}", remedy=ASK_ADMIN)


def _reaches_period(grant: Grant, cycle: InPeriod) -> bool:
    return grant.programme in (None, cycle.programme) and grant.period in (None, cycle.period)


def _reaches_unit(grant: Grant, path: tuple[str, ...]) -> bool:
    if grant.unit_code is None:
        return True
    return grant.unit_code in path if grant.subtree else grant.unit_code == path[-1]
