"""An office of today, for tests of what runs as processes of its own: their clock is the machine's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportgen.model.office.people import Actor
from reportgen.service.office import accounts, programmes
from reportgen.service.office.office import Office, OfficeSettings
from tests.hostile_uploads import programme
from tests.web_office import admin_of, served


def settings_in(folder: Path) -> OfficeSettings:
    """Cheap passwords: nothing here is worth guarding."""
    return OfficeSettings(folder, password_memory=8, password_rounds=1)


@dataclass(frozen=True)
class Live:
    """An office with the small programme, served on loopback; the token may do everything."""

    office: Office
    admin: Actor
    cycle: int
    url: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What every call of the API bears."""
        return {"Authorization": f"Bearer {self.token}"}


@contextmanager
def live(folder: Path) -> Iterator[Live]:
    """Serve an office until the block ends."""
    office = Office.open(settings_in(folder))
    admin = admin_of(office)
    cycle = programmes.publish_programme(office, admin, programme(), "thu.zip").cycle_id
    token = accounts.create_token(office, admin, "thử", 1)
    with served(office) as url:
        yield Live(office, admin, cycle, url, token)
    office.close()
