"""What a process keeps of its work: so much as was asked for last, the same for all threads."""

from __future__ import annotations

import pytest

from reportgen.service.office.latest import Latest


def never() -> str:
    raise AssertionError("it is kept")


def test_what_is_kept_is_not_made_again() -> None:
    kept = Latest(2)
    assert kept.get("a", lambda: "made") == "made"
    assert kept.get("a", never) == "made"


def test_nothing_is_kept_as_well_as_something() -> None:
    kept = Latest(2)
    assert kept.get("a", lambda: None) is None
    assert kept.get("a", never) is None


def test_what_nobody_asked_for_longest_goes_first() -> None:
    kept = Latest(2)
    kept.put("a", "first")
    kept.put("b", "second")
    assert kept.get("a", never) == "first"
    kept.put("c", "third")
    assert (kept.get("a", never), kept.get("c", never)) == ("first", "third")
    assert kept.get("b", lambda: "again") == "again"


def test_what_cannot_be_made_is_not_kept() -> None:
    kept = Latest(2)
    with pytest.raises(AssertionError):
        kept.get("a", never)
    assert kept.get("a", lambda: "made") == "made"
