"""An Office file from finished members: static ones as they were deflated once, dynamic ones deflated now.

Dates are fixed, so that the same content gives the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportgen.model.form import Member

try:
    from isal import isal_zlib
except ImportError:  # no native wheel for this machine: the standard library does the same, slower
    isal_zlib = None  # type: ignore[assignment]

LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
UTF8_NAMES, DEFLATED, VERSION = 0x800, 8, 20
FIXED_DATE = (2020 - 1980) << 9 | 1 << 5 | 1
SMALL = 2_000
"""Parts such as properties and empty footnotes are the same in most units."""
ISAL_LEVEL, ZLIB_LEVEL = 2, 6
LAST_BLOCK = b"\3\0"
"""An empty block of a deflate stream that ends it."""
MOST_RECURRING = 512


class Piece(NamedTuple):
    """A stretch of a member, and its blocks of the deflate stream, which others may follow."""

    data: bytes
    deflated: bytes


def deflate(data: bytes) -> bytes:
    """Raw deflate stream."""
    if isal_zlib is not None:
        return bytes(isal_zlib.compress(data, ISAL_LEVEL, -15))
    packer = zlib.compressobj(ZLIB_LEVEL, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def crc32(data: bytes, before: int = 0) -> int:
    """Checksum of a member, or of what comes behind data with a checksum."""
    return int(isal_zlib.crc32(data, before)) if isal_zlib is not None else zlib.crc32(data, before)


def piece(data: bytes) -> Piece:
    """Return a stretch of a member, deflated by itself, so that it can be kept."""
    if isal_zlib is not None:
        packer = isal_zlib.compressobj(ISAL_LEVEL, zlib.DEFLATED, -15)
    else:
        packer = zlib.compressobj(ZLIB_LEVEL, zlib.DEFLATED, -15)
    return Piece(data, bytes(packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)))


def member(name: str, data: bytes) -> Member:
    """Return a dynamic member, deflated."""
    return recurring_member(name, data) if len(data) <= SMALL else _member(name, data)


def _member(name: str, data: bytes) -> Member:
    return Member(name, crc32(data), len(data), deflate(data))


@lru_cache(maxsize=MOST_RECURRING)
def recurring_piece(data: bytes) -> Piece:
    """Return a small stretch that many members have in common; those met last are kept."""
    return piece(data)


@lru_cache(maxsize=MOST_RECURRING)
def recurring_member(name: str, data: bytes) -> Member:
    """Return a small member that many documents have in common; those met last are kept."""
    return _member(name, data)


def member_of(name: str, pieces: Sequence[Piece]) -> Member:
    """Return a member whose pieces are deflated already."""
    crc, size = 0, 0
    for data, _ in pieces:
        crc, size = crc32(data, crc), size + len(data)
    return Member(name, crc, size, b"".join([each.deflated for each in pieces]) + LAST_BLOCK)


def package(static: tuple[Member, ...], dynamic: Sequence[Member]) -> list[bytes]:
    """Return the blobs of the whole zip file, in order, ready for one `writev`."""
    head, head_central = _static(static)
    out, central = _laid_out(dynamic, len(head))
    directory = head_central + central
    count = len(static) + len(dynamic)
    end = END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(head) + len(out), 0)
    return [head, out, directory, end]


@lru_cache(maxsize=64)
def _static(members: tuple[Member, ...]) -> tuple[bytes, bytes]:
    """Lay out the members that are the same in every document of a form, once."""
    return _laid_out(members, 0)


def _laid_out(members: Iterable[Member], offset: int) -> tuple[bytes, bytes]:
    """Return members as they stand in the file from an offset on, and their part of the central directory."""
    out: list[bytes] = []
    central: list[bytes] = []
    for item in members:
        name = item.name.encode()
        sizes = (item.crc, len(item.deflated), item.size)
        out += [
            LOCAL.pack(b"PK\3\4", VERSION, UTF8_NAMES, DEFLATED, 0, FIXED_DATE, *sizes, len(name), 0),
            name,
            item.deflated,
        ]
        head = (b"PK\1\2", VERSION, VERSION, UTF8_NAMES, DEFLATED, 0, FIXED_DATE)
        central += [CENTRAL.pack(*head, *sizes, len(name), 0, 0, 0, 0, 0, offset), name]
        offset += LOCAL.size + len(name) + len(item.deflated)
    return b"".join(out), b"".join(central)
