"""Telling other systems what happens: addresses kept by those who manage accounts, and the telling itself."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass

from sqlalchemy.orm import Session

from reportgen.model.office.jobs import DeliveryView, WebhookView
from reportgen.model.office.people import Actor
from reportgen.model.office.refusals import NotFound
from reportgen.service.office.access import require_admin
from reportgen.service.office.office import Office
from reportgen.service.office.outgoing import Answer, require_target, send, signature
from reportgen.store import webhooks as rows
from reportgen.store.events import append
from reportgen.store.tables_running import Delivery, Webhook

SECRET_PREFIX = "whsec_"  # noqa: S105 — by which a secret that leaked is recognised
RETRY_AFTER = tuple(dt.timedelta(seconds=seconds) for seconds in (30, 120, 480, 1800, 7200, 28800, 86400))
"""How long after each failure it is told again; after the last one it is given up."""


# --- addresses ---------------------------------------------------------------------------------------


def create_webhook(
    office: Office, actor: Actor, url: str, events: tuple[str, ...] = ()
) -> tuple[WebhookView, str]:
    """Let an address hear of events; return it and its secret, which is shown this once.

    Raises Denied unless one manages accounts, InputRefused for an address that nothing may be sent to.
    """
    require_admin(actor)
    require_target(url, allows_private=office.settings.private_webhooks)
    secret = SECRET_PREFIX + secrets.token_urlsafe(32)
    with office.database.write() as session:
        hook = Webhook(
            url=url, secret=secret, events="\n".join(events), user_id=actor.user_id, at=office.clock()
        )
        session.add(hook)
        session.flush()
        append(session, office.clock(), actor.user_id, "webhook-created", f"webhook:{hook.id}", {"url": url})
        return _view(hook), secret


def webhooks(office: Office, actor: Actor) -> list[WebhookView]:
    """Return the addresses that hear of events; raises Denied unless one manages accounts."""
    require_admin(actor)
    with office.database.read() as session:
        return [_view(hook) for hook in rows.active(session)]


def remove_webhook(office: Office, actor: Actor, webhook_id: int) -> None:
    """Tell an address nothing any more; raises Denied, NotFound."""
    require_admin(actor)
    with office.database.write() as session:
        hook = _hook(session, webhook_id)
        hook.is_active = False
        append(session, office.clock(), actor.user_id, "webhook-removed", f"webhook:{webhook_id}")


def deliveries(
    office: Office, actor: Actor, webhook_id: int, *, before: int = 0, most: int = 50
) -> list[DeliveryView]:
    """Return what was told to an address, newest first; raises Denied, NotFound."""
    require_admin(actor)
    with office.database.read() as session:
        _hook(session, webhook_id)
        found = rows.deliveries(session, webhook_id, before, most)
        return [
            DeliveryView(row.id, row.event_id, action, row.status, row.attempts, row.next_at, row.answer)
            for row, action in found
        ]


def _hook(session: Session, webhook_id: int) -> Webhook:
    hook = session.get(Webhook, webhook_id)
    if hook is None or not hook.is_active:
        raise NotFound("không có địa chỉ nhận này")
    return hook


def _view(hook: Webhook) -> WebhookView:
    return WebhookView(
        hook.id, hook.url, tuple(hook.events.split("\n")) if hook.events else (), hook.is_active, hook.at
    )


# --- telling -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Message:
    """What is told, taken out of the database before the line is opened: that may take seconds."""

    delivery_id: int
    url: str
    headers: dict[str, str]
    body: bytes


def deliver(office: Office) -> int:
    """Tell what waits; return how many were tried. The other side hears of an event at least once."""
    with office.database.read() as session:
        has_news = rows.has_news(session)
    if has_news:
        with office.database.write(alone=False) as session:
            while rows.enqueue(session, office.clock()) == rows.AT_ONCE:
                session.flush()
    with office.database.read() as session:
        messages = [_message(office, due) for due in rows.due(session, office.clock())]
    for message in messages:
        answer = send(
            message.url, message.body, message.headers, allows_private=office.settings.private_webhooks
        )
        _note(office, message.delivery_id, answer)
    return len(messages)


def _message(office: Office, due: rows.Due) -> _Message:
    """Say what happened and to what, never figures or texts: whoever may see them asks the API."""
    event = due.event
    said = {"id": event.id, "at": event.at.isoformat(), "action": event.action, "subject": event.subject}
    body = json.dumps(said, ensure_ascii=False).encode()
    headers = {
        "X-Reportgen-Event": event.action,
        "X-Reportgen-Delivery": str(due.delivery.id),
        "X-Reportgen-Signature": signature(due.webhook.secret, int(office.clock().timestamp()), body),
    }
    return _Message(due.delivery.id, due.webhook.url, headers, body)


def _note(office: Office, delivery_id: int, answer: Answer) -> None:
    with office.database.write(alone=False) as session:
        row = session.get_one(Delivery, delivery_id)
        row.attempts, row.answer = row.attempts + 1, answer.told[:300]
        if answer.is_good:
            row.status, row.next_at = rows.DONE, None
        elif row.attempts > len(RETRY_AFTER):
            row.status, row.next_at = rows.FAILED, None
        else:
            row.next_at = office.clock() + RETRY_AFTER[row.attempts - 1]
