"""An Office file taken apart within bounds, so that no zip bomb or damaged archive reaches a parser."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

CHUNK = 1 << 16
ENCRYPTED = 0x1
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""What Office writes; the other methods unpack without a bound."""
ZIP_START, OLE_START = b"PK", b"\xd0\xcf\x11\xe0"
EBCDIC_START = b"\x4c\x6f\xa7\x94"
"""What `<?xm` is in EBCDIC, which XML parsers recognise."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ENCODING = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.-]+)")
PLAIN_ENCODINGS = frozenset({b"utf-8", b"us-ascii", b"ascii"})

# What zipfile raises on archives that are not what they should be.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class Trouble(Enum):
    """Why an archive may not be opened."""

    DAMAGED = auto()
    ENCRYPTED = auto()
    TOO_MANY_PARTS = auto()
    TOO_BIG = auto()
    DECEIVING = auto()
    """Parts lie over one another, lead out of the folder or are links: nobody makes that by accident."""


class ArchiveRefused(Exception):
    """The archive may not be opened; `amount` is the number of parts, or of bytes, that is too much."""

    def __init__(self, trouble: Trouble, amount: int = 0) -> None:
        super().__init__(trouble.name)
        self.trouble, self.amount = trouble, amount


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that an archive may hold: parts, bytes unpacked, and that as a multiple of its packed size."""

    parts: int
    unpacked: int
    ratio: int


def unpack(raw: bytes, bounds: Bounds) -> list[tuple[str, bytes]]:
    """Return the parts in archive order, read whole: what cannot be unpacked must not pass.

    Raises ArchiveRefused. Sizes that an archive states are not believed: the reading itself is bounded.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse_by_directory(members, bounds, len(raw))
            return list(_parts(archive, members, min(bounds.unpacked, bounds.ratio * len(raw))))
    except BROKEN as error:
        raise ArchiveRefused(Trouble.DAMAGED) from error


def _refuse_by_directory(members: list[zipfile.ZipInfo], bounds: Bounds, packed: int) -> None:
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise ArchiveRefused(Trouble.ENCRYPTED)
    if any(member.compress_type not in METHODS for member in members):
        raise ArchiveRefused(Trouble.DAMAGED)
    if any(map(_deceives, members)) or _overlap(members):
        raise ArchiveRefused(Trouble.DECEIVING)
    if len(members) > bounds.parts:
        raise ArchiveRefused(Trouble.TOO_MANY_PARTS, len(members))
    unpacked = sum(member.file_size for member in members)
    if unpacked > min(bounds.unpacked, bounds.ratio * packed):
        raise ArchiveRefused(Trouble.TOO_BIG, unpacked)


def _deceives(member: zipfile.ZipInfo) -> bool:
    """Tell whether a part is a link, or would be written outside the folder that it is unpacked into."""
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return is_link or ".." in member.filename.replace("\\", "/").split("/")


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Tell whether parts share their packed bytes, as in bombs that unpack the same bytes many times."""
    starts = sorted((member.header_offset, member.compress_size) for member in members)
    return any(start + size > after for (start, size), (after, _) in pairwise(starts))


def _parts(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], most: int
) -> Iterator[tuple[str, bytes]]:
    left = most
    for member in members:
        content = bytearray()
        with archive.open(member) as stream:
            while piece := stream.read(CHUNK):
                content += piece
                if len(content) > left:
                    raise ArchiveRefused(Trouble.TOO_BIG, most)
        left -= len(content)
        yield member.filename, bytes(content)


def hides_declarations(content: bytes) -> bool:
    """Tell whether an XML part has a DTD, or is encoded so that a search would not see one."""
    if b"\0" in content or content.startswith(EBCDIC_START) or DECLARATIONS.search(content):
        return True
    declared = ENCODING.match(content.removeprefix(BYTE_ORDER_MARK).lstrip())
    return declared is not None and declared[1].lower() not in PLAIN_ENCODINGS
