"""Finished documents converted, some dozens at a time; only those that are new or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from reportgen.batch.ledger import Ledger
from reportgen.batch.results_folder import is_there, sha256_of
from reportgen.errors import Finding
from reportgen.model.batch import Artefact, State, Verdict

FILES_A_CALL = 25
SOURCE, TARGET = ".docx", ".pdf"


@dataclass(frozen=True, slots=True)
class Converted:
    """What one call made, by source file, and what it has to say of the others."""

    made: Mapping[Path, Path]
    findings: Mapping[Path, Finding]


Convert = Callable[[list[Path]], Converted]
Watch = Callable[[int, int], None]
"""Told how many documents are converted, and how many of them failed."""


def convert_all(
    ledger: Ledger,
    folder: Path,
    convert: Convert,
    watch: Watch,
    *,
    calls: int,
    is_stopped: Callable[[], bool],
) -> int:
    """Convert what needs it, some calls at a time, and write down each call's results when it ends.

    A document that cannot be converted makes its unit fail. Returns how many were converted.
    """
    waiting = needed(ledger, folder)
    ended = failed = 0
    in_hand: dict[Future[Converted], list[Verdict]] = {}
    with ThreadPoolExecutor(calls) as threads:
        while True:
            while (
                len(in_hand) < calls and not is_stopped() and (piece := list(islice(waiting, FILES_A_CALL)))
            ):
                in_hand[threads.submit(convert, [folder / source_of(each).name for each in piece])] = piece
            if not in_hand:
                return ended
            for future in wait(in_hand, return_when=FIRST_COMPLETED).done:
                results = [_settled(each, folder, future.result()) for each in in_hand.pop(future)]
                ledger.attach(results)
                ended += len(results)
                failed += sum(each.state is State.FAILED for each in results)
                watch(ended, failed)


def needed(ledger: Ledger, folder: Path) -> Iterator[Verdict]:
    """Yield the wanted units whose document is made and has no conversion of its present state."""
    for verdict in ledger.verdicts():
        if verdict.state is not State.DONE or not verdict.is_wanted:
            continue
        source = source_of(verdict)
        if not any(each.made_of == source.sha256 and is_there(folder, each) for each in verdict.artefacts):
            yield verdict


def source_of(verdict: Verdict) -> Artefact:
    """Return the document of a unit that is done."""
    return next(each for each in verdict.artefacts if each.name.endswith(SOURCE))


def _settled(verdict: Verdict, folder: Path, converted: Converted) -> Verdict:
    """Put a conversion beside its document; the unit has it now, or a reason why not."""
    source = source_of(verdict)
    path = folder / source.name
    kept = tuple(each for each in verdict.artefacts if not each.made_of)
    if path in converted.findings:
        findings = (*verdict.findings, converted.findings[path])
        return replace(verdict, state=State.FAILED, artefacts=kept, findings=findings)
    target = converted.made[path].replace(path.with_suffix(TARGET))
    name = source.name.removesuffix(SOURCE) + TARGET
    made = Artefact(name, sha256_of(target), target.stat().st_size, source.sha256)
    return replace(verdict, artefacts=(*kept, made))
