"""The last look at a batch: every unit has its verdict, every file has its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.batch.ledger import Ledger
from reportgen.batch.results_folder import remove_untouched, strangers
from reportgen.model.batch import State, Verdict


@dataclass(slots=True)
class Reconciled:
    """What stands at the end; a batch is whole when every unit is done and no file is foreign."""

    states: Counter[State] = field(default_factory=Counter)
    failed: list[Verdict] = field(default_factory=list)
    """Units that have a bad verdict, in the order of the roster."""
    without_verdict: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Files that the ledger has and the disk has not."""
    foreign: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """The files of the units that are done, in the order of the roster."""


def reconcile(ledger: Ledger, folder: Path) -> Reconciled:
    """Compare roster, ledger and disk, after the untouched files of departed units are removed."""
    for task in ledger.departed():
        remove_untouched(folder, task.artefacts)
    ledger.forget_departed()
    found = Reconciled()
    for verdict in ledger.verdicts():
        found.states[verdict.state] += 1
        if not verdict.state.is_verdict:
            found.without_verdict.append(verdict.code)
        elif verdict.state is not State.DONE:
            found.failed.append(verdict)
        else:
            found.names += [artefact.name for artefact in verdict.artefacts]
    known = set(found.names) | {each.name for failed in found.failed for each in failed.artefacts}
    found.missing = _missing(folder, found.names)
    found.foreign = strangers(folder, known)
    return found


def _missing(folder: Path, names: Iterable[str]) -> list[str]:
    return [name for name in names if not (folder / name).is_file()]
