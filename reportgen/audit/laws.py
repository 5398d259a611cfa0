"""The laws by which open figures are judged: each sees what those before it left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.meant.clear_shares import clear_shares
from reportgen.audit.meant.exceeded import exceeded
from reportgen.audit.meant.means import mean_of
from reportgen.audit.meant.partitions import partitions
from reportgen.audit.meant.respectively import respectively
from reportgen.audit.meant.rests import excluded_of, rest_of, spread_of
from reportgen.audit.meant.rough import rough_of
from reportgen.audit.meant.shares import share_of
from reportgen.audit.meant.superlatives import superlatives
from reportgen.audit.meant.times import times_of
from reportgen.audit.meant.told_gaps import told_gap_of
from reportgen.audit.meant.twin_changes import twin_change_of
from reportgen.audit.open_figures import Law, OpenFigures
from reportgen.audit.reckoned.audit import slips
from reportgen.audit.reckoned.pointed_gaps import pointed_gaps
from reportgen.audit.repeated.exchanged import exchanged
from reportgen.audit.repeated.headlines import headlines
from reportgen.audit.repeated.ratio_wholes import ratio_wholes
from reportgen.audit.repeated.shortcomings import shortcomings
from reportgen.audit.repeated.two_ways import two_ways
from reportgen.audit.repeated.universals import universals
from reportgen.audit.statements import Outcome, Statement


def of_figure(judge: Callable[[OpenFigures, Said], Iterator[Statement]], *, again: bool = False) -> Law:
    """Return the law that judges each open figure of running text; `again`: also those found right."""

    def law(figures: OpenFigures) -> Iterator[Statement]:
        for place, _ in figures.outline:
            for said in figures.around.of(place):
                has = figures.has(said.passage, said.number)
                if has or (again and not figures.is_wrong(said.passage, said.number)):
                    yield from judge(figures, said)

    return law


def of_passage(judge: Callable[[OpenFigures, int], Iterator[Statement]]) -> Law:
    """Return the law that judges the statements of each passage."""

    def law(figures: OpenFigures) -> Iterator[Statement]:
        for place, _ in figures.outline:
            yield from filter(figures.is_free, judge(figures, place))

    return law


LAWS: tuple[Law, ...] = (
    partitions,
    slips,
    of_passage(superlatives),
    of_passage(respectively),
    of_figure(mean_of, again=True),
    of_figure(share_of),
    clear_shares,
    of_figure(times_of),
    of_figure(rough_of),
    pointed_gaps,
    of_figure(told_gap_of),
    of_figure(twin_change_of),
    of_figure(rest_of),
    of_figure(excluded_of),
    of_figure(spread_of),
    exchanged,
    shortcomings,
    universals,
    of_passage(two_ways),
    exceeded,
    ratio_wholes,
    headlines,
)


def judged_by_laws(around: Surroundings, outcomes: Sequence[Outcome]) -> Iterator[Statement]:
    """Yield what the laws say of the figures that the outcomes leave open."""
    figures = OpenFigures(around, outcomes)
    for law in LAWS:
        found = tuple(law(figures))
        figures.close(found)
        yield from found
