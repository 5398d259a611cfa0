"""How far a batch has come: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from reportgen.model.batch import Outcome, Tally

SECONDS_BETWEEN_LINES = 10


class Progress(Protocol):
    """What the command shows while it waits; it is closed in the end."""

    def rendered(self, tally: Tally, outcomes: list[Outcome]) -> None:
        """Take in what became of a slice."""

    def converted(self, ended: int, failed: int) -> None:
        """Take in how many PDF are made."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def progress() -> Progress:
    """Return a bar when a person looks on, lines otherwise; both go where messages go."""
    return Bar() if sys.stderr.isatty() else Lines()


class Bar:
    """A bar with what is left, drawn when something ended: no thread of its own disturbs forking."""

    def __enter__(self) -> Self:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._stack = ExitStack()
        console = Console(stderr=True)
        self._rich = self._stack.enter_context(RichProgress(*columns, console=console, auto_refresh=False))
        self._documents = self._rich.add_task("Lập văn bản", total=None)
        self._pdf = self._rich.add_task("Lập PDF", total=None, visible=False)
        return self

    def __exit__(self, *details: object) -> None:
        self._stack.close()

    def rendered(self, tally: Tally, outcomes: list[Outcome]) -> None:
        """Take in what became of a slice."""
        said = f"Lập văn bản{f' ({tally.failed} chưa lập được)' if tally.failed else ''}"
        self._rich.update(self._documents, total=tally.wanted, completed=tally.ended, description=said)
        self._rich.refresh()

    def converted(self, ended: int, failed: int) -> None:
        """Take in how many PDF are made."""
        said = f"Lập PDF{f' ({failed} không được)' if failed else ''}"
        self._rich.update(self._pdf, completed=ended, description=said, visible=True)
        self._rich.refresh()


class Lines:
    """A line every few seconds, for logs."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        return None

    def rendered(self, tally: Tally, outcomes: list[Outcome]) -> None:
        """Take in what became of a slice."""
        self._say(f"đã xong {tally.ended}/{tally.wanted} đơn vị, {tally.failed} chưa lập được")

    def converted(self, ended: int, failed: int) -> None:
        """Take in how many PDF are made."""
        self._say(f"đã lập PDF của {ended} văn bản, {failed} không được")

    def _say(self, text: str) -> None:
        if time.monotonic() - self._last >= SECONDS_BETWEEN_LINES:
            self._last = time.monotonic()
            print(text, file=sys.stderr, flush=True)
