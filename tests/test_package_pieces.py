"""Members put together of pieces that were deflated before: any reader sees one stream."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import package as packing
from reportgen.model.package import member, member_of, package, piece


@given(st.lists(st.binary(max_size=3000), max_size=5))
def test_a_member_of_pieces_holds_them_one_after_the_other(parts: list[bytes]) -> None:
    made = b"".join(package((), [member_of("a.xml", [piece(each) for each in parts]), member("b.xml", b"b")]))
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        assert opened.testzip() is None
        assert opened.read("a.xml") == b"".join(parts)
        assert opened.read("b.xml") == b"b"


def test_pieces_are_joined_without_the_fast_library_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "isal_zlib", None)
    made = b"".join(package((), [member_of("a.xml", [piece(b"<a>" * 500), piece(b"</a>" * 500)])]))
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        assert opened.testzip() is None
        assert opened.read("a.xml") == b"<a>" * 500 + b"</a>" * 500
