"""Measure our whole chain and the peers' merges, and print one table; exit code 1 unless ours is ahead."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import reportgen
from benchmarks.clock import stay_on_one_core
from benchmarks.peers import node_peers
from benchmarks.peers.python_worker import CHAIN, CHECKED, DOCXTPL, FIGURES, FLOOR, UNITS
from benchmarks.peers.skeleton import DOCUMENT, NotEqual, Skeleton, document_of, require_same_text
from benchmarks.peers.templates import SYNTAXES, template_document, template_package
from benchmarks.peers.workers import Taken, Way, Worker, rounds
from benchmarks.units import DEFINITION, unit_json
from reportgen.settings import templates_folder

SAMPLE = 20
"""Units whose documents are compared text by text."""


def main() -> int:
    """Prepare, measure, compare, print."""
    asked = _arguments()
    missing = node_peers.why_missing()
    stay_on_one_core()
    with tempfile.TemporaryDirectory(prefix="reportgen-peers-") as name, ExitStack() as stack:
        prepare(Path(name), asked.units)
        chosen = ways(asked.units, with_node=not missing)
        workers = [stack.enter_context(Worker(way, Path(name))) for way in chosen]
        taken = rounds(workers, asked.units, asked.block)
        unequal = different_texts(workers, asked.units)
        is_ahead = _print_table(workers, taken)
    for engine in node_peers.ENGINES if missing else ():
        print(f"{engine} is left out: {missing}")
    print("\n".join(unequal) or "every engine's paragraphs read as ours in the units compared")
    return 0 if is_ahead and not unequal else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--units", type=int, default=500, help="reports that each way makes (500)")
    parser.add_argument("--block", type=int, default=50, help="reports in one turn (50)")
    return parser.parse_args()


def prepare(folder: Path, units: int) -> None:
    """Write the figures for our chain, and the finished texts and templates for the peers."""
    report = reportgen.open_report(DEFINITION)
    given = [unit_json(seed) for seed in range(units)]
    first = report.fill(report.read_json(given[0]))
    skeleton = Skeleton(first.members[DOCUMENT])
    data = []
    for each in given:
        filled = report.fill(report.read_json(each))
        data.append(skeleton.data(filled.members[DOCUMENT]))
        filled.release()
    (folder / FIGURES).write_bytes(b"\n".join(given))
    (folder / UNITS).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    source = (templates_folder() / "docx" / f"{report.form.rules.template}.docx").read_bytes()
    for name, syntax in SYNTAXES.items():
        document = template_document(skeleton, syntax)
        (folder / f"{name}.docx").write_bytes(template_package(source, first.members, document))


def ways(units: int, *, with_node: bool) -> list[Way]:
    """Return what is measured; engines that compile while they run get more documents to warm up."""
    pinned = node_peers.versions()
    found = [
        Way(FLOOR, "floor: checksum, deflate, write", 20),
        Way(CHAIN, "our chain, every anchor", 20),
        Way(CHECKED, "our chain, anchors, data checked", 20),
        Way(DOCXTPL, f"docxtpl {version('docxtpl')}, merge only", 2),
    ]
    if with_node:
        found += [Way(name, f"{name} {pinned[name]}, merge only", 40) for name in node_peers.ENGINES]
    return [Way(way.name, way.title, min(way.warm_up, units)) for way in found]


def different_texts(workers: Sequence[Worker], units: int) -> list[str]:
    """Return for every way the first difference from our text."""
    ours, unequal = next(worker for worker in workers if worker.way.name == CHAIN), []
    for worker in workers:
        for n in range(0, units, max(1, units // SAMPLE)) if worker.way.name not in (CHAIN, FLOOR) else ():
            try:
                require_same_text(document_of(ours.document(n)), document_of(worker.document(n)))
            except NotEqual as difference:
                unequal.append(f"NOT EQUAL: {worker.way.title}, unit {n}, {difference}")
                break
    return unequal


def _print_table(workers: Sequence[Worker], taken: dict[str, list[Taken]]) -> bool:
    """Print a row per way; return whether our chain, checks and all, took less than every peer."""
    print(f"{'':42s} CPU ms  wall ms   /s     KB  times our chain (each round)  with checks")
    is_ahead = True
    for worker in workers:
        own = taken[worker.way.name]
        cpu, wall = (statistics.median(each) for each in zip(*own, strict=True))
        kilobytes = len(worker.document(0)) / 1024
        chain, checked = (_ratios(own, taken[way]) for way in (CHAIN, CHECKED))
        print(
            f"{worker.way.title:42s} {cpu:6.2f} {wall:8.2f} {1000 / cpu:5.0f} {kilobytes:5.0f}"
            f" {statistics.median(chain):8.2f} ({min(chain):.2f} to {max(chain):.2f})"
            f" {statistics.median(checked):16.2f}"
        )
        if worker.way.name in SYNTAXES:
            is_ahead = is_ahead and statistics.median(chain) > 1 and statistics.median(checked) > 1
    return is_ahead


def _ratios(theirs: Sequence[Taken], ours: Sequence[Taken]) -> list[float]:
    """Return for each round how many times our CPU time theirs is."""
    return [other.cpu / mine.cpu for other, mine in zip(theirs, ours, strict=True)]


if __name__ == "__main__":
    sys.exit(main())
