"""A .docx as its members: read whole, written again with some of them replaced."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

FIXED_DATE = (2020, 1, 1, 0, 0, 0)
"""The date that all our members bear."""


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the members by name; the caller has made sure that the package is sound and of a sane size."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}


def replace_parts(data: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """Return the package with some members replaced, taken out (None) or added at the end.

    Order, names and dates of all others stay.
    """
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = changed.get(info.filename, source.read(info))
            if content is not None:
                target.writestr(info, content, info.compress_type)
        known = set(source.namelist())
        for name, content in changed.items():
            if content is not None and name not in known:
                target.writestr(zipfile.ZipInfo(name, FIXED_DATE), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
