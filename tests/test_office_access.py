"""Who may do what where: every role with every action at every kind of place."""

from __future__ import annotations

import pytest

from reportgen.model.office.cycles import CycleView
from reportgen.model.office.people import Action, Actor, Grant, Role
from reportgen.model.office.refusals import Denied
from reportgen.model.roster import Roster
from reportgen.model.unit import Unit
from reportgen.service.office.access import may, require, require_programme, sees_cycle

ROSTER = Roster(
    {
        unit.code: unit
        for unit in (
            Unit("12", "Tỉnh", "tinh"),
            Unit("109", "Huyện", "huyen", "12"),
            Unit("110", "Huyện khác", "huyen", "12"),
            Unit("03271", "Xã", "xa", "109"),
            Unit("03281", "Xã khác", "xa", "110"),
        )
    }
)
PERIOD, LAST = "2022-12-15/2023-12-14", "2021-12-15/2022-12-14"


def cycle(programme: str = "can-bo", period: str = PERIOD) -> CycleView:
    return CycleView(1, programme, "", period, "", 1, True, False, 0)


def actor(*grants: Grant, is_admin: bool = False) -> Actor:
    return Actor(1, "ai", "Ai", grants, is_admin)


R, E, V, A, C, K = (
    Action.READ,
    Action.EDIT,
    Action.REVIEW,
    Action.APPROVE,
    Action.CONSOLIDATE,
    Action.KEEP_TEMPLATES,
)
OWN = {
    Role.CLERK: {R, E},
    Role.CONSOLIDATOR: {R, E, V, C},
    Role.APPROVER: {R, V, A},
    Role.TEMPLATE_KEEPER: {R, K},
    Role.READER: {R},
}
BELOW = {**OWN, Role.CONSOLIDATOR: {R, V, C}}
"""A consolidator does not write the figures of those who answer for them."""
PLACES = {"own": "109", "child": "03271", "sibling": "110", "parent": "12", "cousin": "03281"}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("subtree", [False, True])
@pytest.mark.parametrize("action", Action)
def test_grant_at_a_unit_reaches_that_unit_and_with_its_subtree_those_below(
    role: Role, place: str, subtree: bool, action: Action
) -> None:
    somebody = actor(Grant(role, unit_code="109", subtree=subtree))
    allowed = OWN[role] if place == "own" else BELOW[role] if place == "child" and subtree else set()
    assert may(somebody, action, cycle(), PLACES[place], ROSTER) == (action in allowed)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_grant_everywhere_reaches_every_unit_but_makes_no_consolidator_a_clerk(
    role: Role, action: Action
) -> None:
    assert may(actor(Grant(role)), action, cycle(), "03281", ROSTER) == (action in BELOW[role])


@pytest.mark.parametrize(
    ("grant", "programme", "period", "is_reached"),
    [
        (Grant(Role.CLERK, "can-bo", "109"), "can-bo", PERIOD, True),
        (Grant(Role.CLERK, "can-bo", "109"), "dat-dai", PERIOD, False),
        (Grant(Role.CLERK, None, "109"), "dat-dai", PERIOD, True),
        (Grant(Role.CLERK, "can-bo", "109", period=PERIOD), "can-bo", PERIOD, True),
        (Grant(Role.CLERK, "can-bo", "109", period=LAST), "can-bo", PERIOD, False),
    ],
)
def test_grant_reaches_its_programme_and_its_period(
    grant: Grant, programme: str, period: str, is_reached: bool
) -> None:
    assert may(actor(grant), Action.EDIT, cycle(programme, period), "109", ROSTER) == is_reached
    assert sees_cycle(actor(grant), cycle(programme, period)) == is_reached


def test_rights_of_several_grants_add_up() -> None:
    somebody = actor(Grant(Role.READER, unit_code="12", subtree=True), Grant(Role.CLERK, unit_code="03271"))
    assert may(somebody, Action.EDIT, cycle(), "03271", ROSTER)
    assert not may(somebody, Action.EDIT, cycle(), "03281", ROSTER)
    assert may(somebody, Action.READ, cycle(), "03281", ROSTER)


def test_admin_without_roles_reads_no_report() -> None:
    assert not any(may(actor(is_admin=True), action, cycle(), "12", ROSTER) for action in Action)


def test_whoever_may_not_read_is_not_told_that_there_is_a_report() -> None:
    with pytest.raises(Denied) as hidden:
        require(actor(Grant(Role.CLERK, unit_code="110")), Action.EDIT, cycle(), "109", ROSTER)
    assert hidden.value.is_hidden
    with pytest.raises(Denied) as told:
        require(actor(Grant(Role.READER, unit_code="109")), Action.EDIT, cycle(), "109", ROSTER)
    assert not told.value.is_hidden


@pytest.mark.parametrize("role", Role)
def test_only_keepers_publish_and_only_their_programmes(role: Role) -> None:
    everywhere, one = actor(Grant(role)), actor(Grant(role, "can-bo"))
    if role is Role.TEMPLATE_KEEPER:
        require_programme(everywhere, "dat-dai")
        require_programme(one, "can-bo")
        with pytest.raises(Denied):
            require_programme(one, "dat-dai")
    else:
        with pytest.raises(Denied):
            require_programme(everywhere, "can-bo")
