"""Run every benchmark and print one table; exit code 1 when a ratio that README promises is missed."""

from __future__ import annotations

import sys

from benchmarks.against_docxtpl import AgainstDocxtpl
from benchmarks.chain import Chain
from benchmarks.checking import check_seconds
from benchmarks.clock import interleaved, stay_on_one_core
from benchmarks.commands import build_seconds, help_seconds
from benchmarks.memory import growth_mb
from benchmarks.programmes import programme_times
from benchmarks.promises import told
from benchmarks.refreshing import refresh_seconds
from benchmarks.unit_files import UnitFiles

ROUNDS = 9
LEAST_TIMES_DOCXTPL, LEAST_TIMES_PLAIN = 60, 100
LEAST_UNITS_PER_SECOND, LEAST_ALL_FILES_PER_SECOND = 250, 100
MOST_GROWTH_MB = 10
MOST_BUILD_SECONDS, MOST_HELP_SECONDS = 1.5, 0.3
MOST_CHECK_SECONDS, MOST_TIMES_LONGER = 1, 12
MOST_REFRESH_SECONDS = 1
MOST_OPEN_SECONDS, MOST_UNIT_MILLISECONDS, MOST_TOGETHER_SECONDS = 2, 1, 0.5


def main() -> int:
    """Measure, print, and compare with what is promised."""
    build, first_help = build_seconds(), help_seconds()
    stay_on_one_core()
    chain, unit_files = Chain(), UnitFiles()
    both = AgainstDocxtpl(chain)
    taken = interleaved(
        {
            "docxtpl, equal document, no anchors": (both.docxtpl, 2),
            "fill, every anchor": (both.ours, 20),
            "fill, no anchors": (both.ours_plain, 20),
            "whole chain (JSON in, file out) at rest": (chain.whole, 20),
            "whole chain, collector on": (chain.whole, 20),
            "whole chain, six shapes, at rest": (chain.of_other_shape, 24),
            "floor: checksum, deflate, write": (chain.floor, 20),
            "a commune's Word file, checked, at rest": (unit_files.word_file, 60),
            "the same, annexes and tie-out, at rest": (unit_files.all_files, 20),
        },
        ROUNDS,
        at_rest=" at rest",
    )
    first, last = growth_mb()
    checked, checked_long = check_seconds()
    silent, tracked = refresh_seconds()
    programme = programme_times()
    for name, milliseconds in taken.items():
        print(f"{name:40s} {milliseconds:8.2f} ms {1000 / milliseconds:8.0f} /s")
    docxtpl, anchored, plain, whole, _, _, floor, checked_unit, all_files = taken.values()
    print(f"{'whole chain, times the floor':40s} {whole / floor:8.2f}")
    results = [
        ("times docxtpl, every anchor", docxtpl / anchored, LEAST_TIMES_DOCXTPL, True),
        ("times docxtpl, no anchors", docxtpl / plain, LEAST_TIMES_PLAIN, True),
        ("units per second and core, whole chain", 1000 / whole, LEAST_UNITS_PER_SECOND, True),
        ("the same of communes, data checked", 1000 / checked_unit, LEAST_UNITS_PER_SECOND, True),
        ("units per second and core, all files", 1000 / all_files, LEAST_ALL_FILES_PER_SECOND, True),
        ("MB grown over 5,000 units", last - first, MOST_GROWTH_MB, False),
        ("seconds for `reportgen build`", build, MOST_BUILD_SECONDS, False),
        ("seconds for `reportgen --help`", first_help, MOST_HELP_SECONDS, False),
        ("seconds to check 18 pages", checked, MOST_CHECK_SECONDS, False),
        ("times that for ten times the text", checked_long / checked, MOST_TIMES_LONGER, False),
        ("seconds to refresh 4,000 figures", silent, MOST_REFRESH_SECONDS, False),
        ("seconds to refresh them tracked", tracked, MOST_REFRESH_SECONDS, False),
        ("seconds to open 3,321 units", programme.opened_seconds, MOST_OPEN_SECONDS, False),
        ("ms for 500 figures of a unit", programme.unit_milliseconds, MOST_UNIT_MILLISECONDS, False),
        ("seconds to consolidate 106 units", programme.together_seconds, MOST_TOGETHER_SECONDS, False),
    ]
    return told(results)


if __name__ == "__main__":
    sys.exit(main())
