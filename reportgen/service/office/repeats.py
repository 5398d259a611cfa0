"""Answers kept for a day, for requests that other systems send twice to be sure."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.service.office.office import Office
from reportgen.store import idempotency as rows


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier request of the same key; `status` 0 while it is being answered."""

    request: str
    status: int
    body: str


def begin(office: Office, who: str, key: str, request: str) -> Earlier | None:
    """Note a request by its hash; return the earlier one of the same key instead when there is one."""
    found = rows.begin(office.database, who, key, request, office.clock())
    return Earlier(found.request, found.status, found.body) if found is not None else None


def renew(office: Office, who: str, key: str) -> None:
    """Note that a request is still being answered; whoever is silent for half a minute has died over it."""
    rows.renew(office.database, who, key, office.clock())


def end(office: Office, who: str, key: str, status: int, body: str) -> None:
    """Keep the answer to a request."""
    rows.end(office.database, who, key, status, body)


def drop(office: Office, who: str, key: str) -> None:
    """Forget a request that changed nothing."""
    rows.drop(office.database, who, key)
