"""A key of a request that may come twice is held while it is being answered, and hardly after a crash."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from reportgen.service.office import repeats
from reportgen.service.office.office import Office
from reportgen.store.tables_running import Idempotency
from reportgen.web.api import repeating
from tests.offices import Clock
from tests.web_office import run_apart

WHO, KEY, ASKED = "user:1", "k1", "0" * 64


def skip(office: Office, seconds: int) -> None:
    assert isinstance(office.clock, Clock)
    office.clock.skipped += dt.timedelta(seconds=seconds)


def is_held(office: Office) -> bool:
    earlier = repeats.begin(office, WHO, KEY, ASKED)
    assert earlier is None or earlier.status == 0
    return earlier is not None


def test_a_key_whose_process_died_is_free_again_after_half_a_minute(office: Office) -> None:
    assert not is_held(office)
    skip(office, 20)
    assert is_held(office)
    skip(office, 11)
    assert not is_held(office)


def test_an_answer_is_kept_for_a_day(office: Office) -> None:
    assert not is_held(office)
    repeats.end(office, WHO, KEY, 201, "{}")
    repeats.renew(office, WHO, KEY)
    skip(office, 23 * 3600)
    earlier = repeats.begin(office, WHO, KEY, ASKED)
    assert earlier is not None
    assert (earlier.status, earlier.body) == (201, "{}")
    skip(office, 2 * 3600)
    assert not is_held(office)


def test_a_key_is_held_however_long_its_request_takes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repeating, "RENEW_SECONDS", 0.01)
    assert not is_held(office)

    async def answer_slowly() -> None:
        async with repeating._still_answering(office, WHO, KEY):
            for _ in range(3):
                skip(office, 20)
                since = office.clock()
                while _renewed_at(office) < since:
                    await asyncio.sleep(0.01)

    run_apart(answer_slowly())
    assert is_held(office)


def _renewed_at(office: Office) -> dt.datetime:
    with office.database.read() as session:
        return session.get_one(Idempotency, (WHO, KEY)).at
