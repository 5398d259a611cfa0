"""Report figures that no recogniser knew and that are not what their words clearly say they are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.audit.meant.around import Surroundings
from reportgen.audit.meant.divisions import divisions
from reportgen.audit.meant.index import Index
from reportgen.audit.meant.means import mean_of
from reportgen.audit.meant.respectively import respectively
from reportgen.audit.meant.rough import rough_of
from reportgen.audit.meant.shares import share_of
from reportgen.audit.meant.spans import title_months
from reportgen.audit.meant.superlatives import superlatives
from reportgen.audit.meant.table_rows import TableColumns
from reportgen.audit.meant.times import times_of
from reportgen.audit.reckoned.audit import Judged
from reportgen.audit.statements import Outcome, Statement


def meant(around: Surroundings, outcomes: Sequence[Outcome]) -> Iterator[Statement]:
    """Yield figures that are not what their words say."""
    outline = around.outline
    judged, months = Judged(outcomes), title_months(outline)
    index, tables = Index(around), TableColumns(outline)
    for place, _ in outline:
        yield from superlatives(around, tables, place)
        yield from (each for each in divisions(around, place) if not judged.holds(each))
        yield from (each for each in respectively(around, place) if not judged.holds(each))
        for said in around.of(place):
            if not judged.has(said.passage, said.number):
                yield from mean_of(around, months, said)
                yield from share_of(around, index, said)
                yield from times_of(around, index, said)
                yield from rough_of(index, said)
