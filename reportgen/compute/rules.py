"""All rules on the figures of one unit: those that its office sets, and those that hold for any report."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.compute.book import Book
from reportgen.compute.data_rules import Placed, check_own_rules
from reportgen.compute.general_rules import GeneralRules
from reportgen.model.checking import Checked
from reportgen.model.data_rule import Limits
from reportgen.model.definition import Definition
from reportgen.model.figures_input import FiguresInput
from reportgen.model.source import Source

NO_LIMITS = Limits()


def check_data_rules(
    figures: FiguresInput,
    source: Source,
    *,
    definition: Definition | None = None,
    definition_source: Source | None = None,
    tells_infos: bool = True,
    at_hand: Book | None = None,
) -> Checked:
    """Ask the rules of `quy_tac`, in the definition and in the figures, and the general rules.

    Findings come with the places of the figures concerned; a rule badly written is a finding, too. What has
    no figures yet is in `not_evaluated`. Without `tells_infos` general rules that only note something are not
    asked, which takes half the time. Ask only when `check_expressions` has found nothing. `at_hand` is a book
    of these figures.
    """
    book = at_hand or Book(figures)
    own = check_own_rules(book, source, _placed(figures, source, definition, definition_source))
    general = GeneralRules(book, source, limits_of(figures, definition), tells_infos=tells_infos).checked()
    if at_hand is None:
        book.release()
    return Checked(
        (*own.findings, *general.findings),
        (*own.not_evaluated, *general.not_evaluated),
        {**own.passed, **general.passed},
    )


def limits_of(figures: FiguresInput, definition: Definition | None) -> Limits:
    """Return the limits in force: the unit's own where it sets any; what either switches off is off."""
    common = (definition.limits if definition is not None else None) or NO_LIMITS
    own = figures.limits
    if own is None:
        return common
    given = {name: getattr(own, name) for name in own.model_fields_set}
    return common.model_copy(update={**given, "off": (*common.off, *own.off)})


def _placed(
    figures: FiguresInput, source: Source, definition: Definition | None, definition_source: Source | None
) -> Iterator[Placed]:
    if definition is not None and definition_source is not None:
        for number, rule in enumerate(definition.rules):
            yield Placed(rule, definition_source, ("quy_tac", number))
    for number, rule in enumerate(figures.rules):
        yield Placed(rule, source, ("quy_tac", number))
