"""Queries about webhooks: what is to be told to whom, and when again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reportgen.store.tables_accounts import Setting
from reportgen.store.tables_running import Delivery, Event, Webhook

CURSOR = "webhook_cursor"
WAITING, DONE, FAILED = "waiting", "done", "failed"
AT_ONCE = 200


class Due(NamedTuple):
    """Something to be told now."""

    delivery: Delivery
    webhook: Webhook
    event: Event


def active(session: Session) -> Sequence[Webhook]:
    """Return the webhooks that hear of something."""
    return session.scalars(select(Webhook).where(Webhook.is_active).order_by(Webhook.id)).all()


def has_news(session: Session) -> bool:
    """Whether there are webhooks, and events that nobody has looked at for them: asked without a lock."""
    last = session.scalar(select(func.max(Event.id))) or 0
    cursor = session.get(Setting, CURSOR)
    is_heard = session.scalar(select(Webhook.id).where(Webhook.is_active).limit(1)) is not None
    return is_heard and last > int(cursor.value if cursor is not None else 0)


def enqueue(session: Session, now: dt.datetime) -> int:
    """Note for every webhook which of the newest events it has to hear of; return how many were looked at."""
    cursor = session.get(Setting, CURSOR) or Setting(key=CURSOR, value="0")
    session.add(cursor)
    after = Event.id > int(cursor.value)
    events = session.scalars(select(Event).where(after).order_by(Event.id).limit(AT_ONCE)).all()
    hooks = active(session) if events else ()
    for event in events:
        for hook in hooks:
            if wants(hook, event):
                session.add(Delivery(webhook_id=hook.id, event_id=event.id, next_at=now, status=WAITING))
        cursor.value = str(event.id)
    return len(events)


def wants(hook: Webhook, event: Event) -> bool:
    """Whether a webhook hears of an event: of those after it was made, of the actions that it names."""
    return event.at >= hook.at and (not hook.events or event.action in hook.events.split("\n"))


def due(session: Session, now: dt.datetime, most: int = 20) -> list[Due]:
    """Return what is to be told now, oldest first."""
    found = session.execute(
        select(Delivery, Webhook, Event)
        .join(Webhook, Webhook.id == Delivery.webhook_id)
        .join(Event, Event.id == Delivery.event_id)
        .where(Delivery.status == WAITING, Delivery.next_at <= now, Webhook.is_active)
        .order_by(Delivery.next_at)
        .limit(most)
    )
    return [Due(*row) for row in found]


def deliveries(session: Session, webhook_id: int, before: int, most: int) -> list[tuple[Delivery, str]]:
    """Return what was told to a webhook, and the actions, newest first."""
    mine = select(Delivery, Event.action).join(Event, Event.id == Delivery.event_id)
    mine = mine.where(Delivery.webhook_id == webhook_id)
    mine = mine.where(Delivery.id < before) if before else mine
    return [(row[0], row[1]) for row in session.execute(mine.order_by(Delivery.id.desc()).limit(most))]
