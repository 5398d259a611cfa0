"""A text of a definition that is one paragraph -> its runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.compile.tags import in_source, one_line
from reportgen.model.base import Path

if TYPE_CHECKING:
    from reportgen.compile.compiler import Compiler


def inline_text(compiler: Compiler, text: str, path: Path, extra: str = "") -> str:
    """Return the runs of a text that is one paragraph."""
    protected = compiler.tags.protect(one_line(text), in_source(compiler.source, path))
    return compiler.narrator.inline(protected, compiler.source.where(path), extra=extra)
