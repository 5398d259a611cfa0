"""An office whose pages are served on loopback for a browser, in a folder of one test."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from reportgen.model.office.people import Actor, Grant
from reportgen.service.office import accounts
from reportgen.service.office.office import Office
from reportgen.web.app import create_app
from reportgen.web.supervisor import listen
from tests.offices import PASSWORD, Prepared


def person(office: Office, admin: Actor, login: str, name: str, *grants: Grant) -> Actor:
    """Make an account with roles."""
    user = accounts.create_user(office, admin, login, name, PASSWORD)
    for each in grants:
        accounts.grant(office, admin, user.id, each)
    return accounts.actor_of_user(office, user.id, "page")


def admin_of(office: Office) -> Actor:
    """Make the first account."""
    code = accounts.setup_code(office)
    assert code is not None
    return accounts.set_up(office, code, "quan.tri", "Phạm Quản Trị", PASSWORD).actor


def run_apart(work: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine in a thread of its own: in the tests' thread the browser's loop may be running."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@contextmanager
def served(office: Office) -> Iterator[str]:
    """Serve the pages of an office on a free port until the block ends."""
    (listener,) = listen("127.0.0.1", 0)
    config = uvicorn.Config(create_app(office), log_config=None, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(5)
        listener.close()


COMMUNE = "03271"


def copy_of(prepared: Prepared, folder: Path) -> tuple[Office, Actor, int]:
    """An office of one's own, its administrator, and the period of its programme."""
    office = Office.open(prepared.copied(folder, ""))
    return office, accounts.actor_of_user(office, 1, "page"), 1
