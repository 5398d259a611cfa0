"""Webhooks: signed, tried again, only where they may go, and never with a figure in them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reportgen.errors import InputRefused
from reportgen.model.office.people import Actor
from reportgen.model.office.refusals import Denied
from reportgen.service.office import accounts, webhooks
from reportgen.service.office.office import Office
from reportgen.service.office.outgoing import require_target, send
from tests.live_office import settings_in
from tests.web_office import admin_of

START = dt.datetime(2026, 1, 5, 1, 0, tzinfo=dt.UTC)


@dataclass
class Receiver:
    """Another system: what it was told, and what it answers."""

    url: str = ""
    status: int = 200
    told: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.told.append((dict(self.headers), body))
            self.send_response(made.status)
            self.send_header("Location", "http://169.254.169.254/")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/nhan?ma=1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Clock:
    """A clock that is put forward by hand."""

    now: dt.datetime = START

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    settings = dataclasses.replace(settings_in(tmp_path), private_webhooks=True, clock=clock)
    office = Office.open(settings)
    yield office
    office.close()


@pytest.fixture
def admin(office: Office) -> Actor:
    return admin_of(office)


def test_a_message_is_signed_and_says_what_happened_to_what(
    office: Office, admin: Actor, receiver: Receiver, clock: Clock
) -> None:
    _, secret = webhooks.create_webhook(office, admin, receiver.url, ("token-created",))
    accounts.create_token(office, admin, "Tên bí mật", 3)
    assert webhooks.deliver(office) == 1
    ((headers, body),) = receiver.told
    said = json.loads(body)
    assert said.keys() == {"id", "at", "action", "subject"}
    assert (said["action"], said["subject"]) == ("token-created", "token:1")
    moment, signed = (part.partition("=")[2] for part in headers["X-Reportgen-Signature"].split(","))
    assert int(moment) == int(clock.now.timestamp())
    expected = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert signed == expected
    assert webhooks.deliver(office) == 0


def test_a_message_that_is_not_taken_is_sent_again_later_and_given_up_in_the_end(
    office: Office, admin: Actor, receiver: Receiver, clock: Clock
) -> None:
    hook, _ = webhooks.create_webhook(office, admin, receiver.url, ("token-created",))
    accounts.create_token(office, admin, "thẻ", 3)
    receiver.status = 500
    webhooks.deliver(office)
    assert webhooks.deliver(office) == 0  # not yet
    for wait in webhooks.RETRY_AFTER:
        clock.now += wait
        assert webhooks.deliver(office) == 1
    (delivery,) = webhooks.deliveries(office, admin, hook.id)
    assert (delivery.status, delivery.attempts) == ("failed", len(webhooks.RETRY_AFTER) + 1)
    assert delivery.answer == "500 ok"
    clock.now += dt.timedelta(days=9)
    assert webhooks.deliver(office) == 0


def test_a_redirection_is_not_followed(office: Office, admin: Actor, receiver: Receiver) -> None:
    hook, _ = webhooks.create_webhook(office, admin, receiver.url, ("token-created",))
    accounts.create_token(office, admin, "thẻ", 3)
    receiver.status = 302
    webhooks.deliver(office)
    (delivery,) = webhooks.deliveries(office, admin, hook.id)
    assert (delivery.status, delivery.answer) == ("waiting", "302 ok")


def test_only_later_events_of_the_actions_asked_for_are_told(
    office: Office, admin: Actor, receiver: Receiver, clock: Clock
) -> None:
    accounts.create_token(office, admin, "trước", 3)
    clock.now += dt.timedelta(seconds=1)
    hook, _ = webhooks.create_webhook(office, admin, receiver.url, ("token-created",))
    clock.now += dt.timedelta(seconds=1)
    accounts.create_user(office, admin, "lan.nt", "Lan", "bay cái ghế gỗ")
    accounts.create_token(office, admin, "sau", 3)
    webhooks.deliver(office)
    assert [json.loads(body)["subject"] for _, body in receiver.told] == ["token:2"]
    webhooks.remove_webhook(office, admin, hook.id)
    accounts.create_token(office, admin, "sau nữa", 3)
    assert webhooks.deliver(office) == 0


def test_only_who_manages_accounts_makes_webhooks(office: Office, admin: Actor) -> None:
    user = accounts.create_user(office, admin, "lan.nt", "Lan", "bay cái ghế gỗ")
    clerk = accounts.actor_of_user(office, user.id)
    with pytest.raises(Denied):
        webhooks.create_webhook(office, clerk, "https://bao-cao.example/")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "ftp://bao-cao.example/",
        "file:///etc/passwd",
        "gopher://bao-cao.example/",
        "https://ai:mat-khau@bao-cao.example/",
        "https://bao-cao.example/#a",
        "https://bao cao.example/",
        "https://bao-cao.example:0/",
        "https://bao-cao.example:99999/",
        "https://",
        "//bao-cao.example",
        "https://bao-cao.example/\r\nX: y",
    ],
)
def test_an_address_that_leads_inside_or_nowhere_is_refused(url: str) -> None:
    with pytest.raises(InputRefused, match="không gửi tới địa chỉ này"):
        require_target(url, allows_private=False)


def test_a_public_address_is_taken() -> None:
    require_target("https://bao-cao.example:8443/nhan?ma=1", allows_private=False)


def test_a_name_that_leads_inside_is_not_connected_to(receiver: Receiver) -> None:
    by_name = receiver.url.replace("127.0.0.1", "localhost")
    answer = send(by_name, b"{}", {}, allows_private=False)
    assert (answer.status, answer.text) == (0, "tên máy dẫn tới địa chỉ nội bộ")
    assert receiver.told == []


def test_nobody_there_is_told_as_such() -> None:
    answer = send("http://127.0.0.1:9/", b"{}", {}, allows_private=True)
    assert (answer.status, answer.is_good) == (0, False)
    assert answer.told == "không gửi được: máy nhận không mở cổng này"
