"""Other systems: tokens by which they come in, addresses that hear of events."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import Response

from reportgen.errors import Finding, InputRefused
from reportgen.model.office.jobs import WebhookView
from reportgen.service.office import accounts, webhooks
from reportgen.web.admin_pages import admin_page
from reportgen.web.event_words import ACTIONS
from reportgen.web.visit import Form, Here, Visit, go_to, pages_for_signed_in, text_of, whole_number

router = pages_for_signed_in()
TOKENS, WEBHOOKS = "/quan-tri/the-truy-cap", "/quan-tri/webhook"
MOST_DELIVERIES = 50
TELLING = tuple(name for name in ACTIONS if name.startswith(("report-", "programme-", "cycle-", "job-")))


# --- tokens ----------------------------------------------------------------------------------------------


@router.get(TOKENS)
def tokens_page(here: Here) -> Response:
    """List one's own tokens."""
    return _tokens(here)


@router.post(TOKENS)
def create_token(here: Here, form: Form) -> Response:
    """Make a token and show it: this once, so no other page is gone to."""
    name = text_of(form, "ten")
    try:
        token = accounts.create_token(here.office, here.actor, name, whole_number(form, "so_ngay"))
    except InputRefused as refused:
        return _tokens(here, refused.findings, name=name)
    return _tokens(here, token=token)


@router.post(TOKENS + "/thu-hoi")
def revoke_token(here: Here, form: Form) -> Response:
    """Make a token void."""
    accounts.revoke_token(here.office, here.actor, whole_number(form, "the"))
    return go_to(TOKENS)


def _tokens(here: Visit, problems: Sequence[Finding] = (), *, name: str = "", token: str = "") -> Response:
    names = (
        {each.id: each.name for each in accounts.users(here.office, here.actor)}
        if here.actor.is_admin
        else {here.actor.user_id: here.actor.name}
    )
    return admin_page(
        here,
        "admin/tokens.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        problems=problems,
        name=name,
        token=token,
        tokens=accounts.tokens(here.office, here.actor, of_all=here.actor.is_admin),
        names=names,
        now=here.office.clock(),
    )


# --- webhooks --------------------------------------------------------------------------------------------


@router.get(WEBHOOKS)
def webhooks_page(here: Here) -> Response:
    """List the addresses that hear of events."""
    return _webhooks(here)


@router.post(WEBHOOKS)
def create_webhook(here: Here, form: Form) -> Response:
    """Let an address hear of events; its secret is shown this once."""
    url = text_of(form, "dia_chi").strip()
    events = tuple(each for each in TELLING if each in form.getlist("viec"))
    try:
        made, secret = webhooks.create_webhook(here.office, here.actor, url, events)
    except InputRefused as refused:
        return _webhooks(here, refused.findings, url=url)
    return _webhooks(here, made=made, secret=secret)


@router.post(WEBHOOKS + "/bo")
def remove_webhook(here: Here, form: Form) -> Response:
    """Tell an address nothing any more."""
    webhooks.remove_webhook(here.office, here.actor, whole_number(form, "so"))
    return go_to(WEBHOOKS)


@router.get(WEBHOOKS + "/{webhook_id}")
def deliveries_page(here: Here, webhook_id: int) -> Response:
    """Show what was told to an address."""
    found = webhooks.deliveries(here.office, here.actor, webhook_id, most=MOST_DELIVERIES)
    hook = next(each for each in webhooks.webhooks(here.office, here.actor) if each.id == webhook_id)
    return admin_page(here, "admin/deliveries.html", hook=hook, deliveries=found)


def _webhooks(
    here: Visit,
    problems: Sequence[Finding] = (),
    *,
    url: str = "",
    made: WebhookView | None = None,
    secret: str = "",
) -> Response:
    return admin_page(
        here,
        "admin/webhooks.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        problems=problems,
        url=url,
        made=made,
        secret=secret,
        hooks=webhooks.webhooks(here.office, here.actor),
        actions=TELLING,
    )
