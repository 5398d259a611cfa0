"""A .docx as its members: read whole, written again with some of them replaced."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the members by name; the caller has made sure that the package is sound and of a sane size."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}


def replace_parts(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return the package with some members replaced; order, names and dates of all stay."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = changed.get(info.filename)
            target.writestr(info, source.read(info) if content is None else content, info.compress_type)
    return out.getvalue()
