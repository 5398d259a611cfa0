"""The manifest part: which figures a document holds, under which anchors, as generated.

A package finds it again by its namespace, never by its part name: LibreOffice renames parts.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

MANIFEST_PART = "customXml/item1000.xml"
"""Far from the low numbers that Word gives: a template often has an item1 of its own."""
NAMESPACE = "urn:reportgen:so-lieu:1"
STORE_ITEM_ID = "{6F1D2C1E-9B5B-4C55-8A39-3C5A3C0B7D33}"
TAG_PREFIX = "fig:"
LONGEST_TAG = 64
"""Word cuts a control's tag and title at 64 characters."""


@lru_cache(maxsize=50_000)
def bookmark_stem(figure_id: str) -> str:
    """Return `_F<hash>_`; the occurrence follows. The underscore hides it from Word's dialog."""
    digest = hashlib.sha1(figure_id.encode(), usedforsecurity=False).digest()
    return f"_F{base64.b32encode(digest)[:10].decode()}_"


def control_tag(figure_id: str) -> str:
    """Return the content control's tag: `fig:<id>`, with a hash for the end of an id that is too long."""
    tag = TAG_PREFIX + figure_id
    if len(tag) <= LONGEST_TAG:
        return tag
    stem = bookmark_stem(figure_id).strip("_")
    return f"{tag[: LONGEST_TAG - len(stem) - 1]}~{stem}"
