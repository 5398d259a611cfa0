"""Style, scripts and pictures of the pages, kept in memory under an address that changes with them."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, HTTPException, Response

FOLDER = Path(__file__).parent / "static"
FOR_EVER, ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """All files by name; scripts import each other by relative address, so one digest stands for all."""

    contents: dict[str, bytes]
    digest: str

    def address(self, name: str) -> str:
        """Return where the page finds a file."""
        if name not in self.contents:
            raise KeyError(name)
        return f"/static/{self.digest}/{name}"


@cache
def static_files() -> StaticFiles:
    """Read the files, once."""
    contents = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.is_file()}
    digest = hashlib.sha256()
    for name, data in contents.items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return StaticFiles(contents, digest.hexdigest()[:12])


@router.get("/static/{digest}/{name}")
def static_file(digest: str, name: str) -> Response:
    """Send one file; browsers keep it for ever when its digest is today's."""
    files = static_files()
    if name not in files.contents:
        raise HTTPException(404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    caching = FOR_EVER if digest == files.digest else ASK_AGAIN
    return Response(files.contents[name], media_type=kind, headers={"Cache-Control": caching})


@router.get("/favicon.ico")
def favicon() -> Response:
    """Send the sign that browsers ask for without being told."""
    return static_file(static_files().digest, "favicon.svg")
