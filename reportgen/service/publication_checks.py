"""What is asked of a report each time it is made: quick to ask, and an error stops publication."""

from __future__ import annotations

import datetime as dt

from reportgen.audit.typed_numbers import check_typed_numbers
from reportgen.check.stale_texts import stale_texts
from reportgen.check.waivers import cover_partly, place_waivers
from reportgen.check.word import read_word
from reportgen.compute import Book, check_data_rules, check_override_days
from reportgen.load import LoadedDefinition, LoadedFigures
from reportgen.model.checking import Checked, merge
from reportgen.service.definition_places import DefinitionPlaces
from reportgen.service.form_checks import check_document_form
from reportgen.service.making import Made


def check_data(made: Made, today: dt.date) -> Checked:
    """Ask the rules on the data of a report and on the decisions behind it.

    The numbers typed in its narrative are compared with its figures; overrides must still be in force on
    `today`, and texts carried over from the last period looked through.
    """
    return merge([check_own_data(made.loaded, made.given, today), check_texts(made)])


def check_own_data(
    loaded: LoadedDefinition,
    given: LoadedFigures,
    today: dt.date,
    *,
    tells_infos: bool = True,
    book: Book | None = None,
) -> Checked:
    """Ask what depends on the figures of one unit alone: the rules on data, the days of overrides."""
    rules = check_data_rules(
        given.figures,
        given.source,
        definition=loaded.definition,
        definition_source=loaded.source,
        tells_infos=tells_infos,
        at_hand=book,
    )
    over = check_override_days(given.figures, given.source, today)
    return merge([rules, Checked(tuple(over))]) if over else rules


def check_texts(made: Made) -> Checked:
    """Ask what depends on the narrative: the numbers typed in it, and what is left of the last period."""
    definition, source = made.loaded.definition, made.loaded.source
    typed = check_typed_numbers(definition, source, made.given.figures, made.values)
    return merge([typed, Checked(tuple(stale_texts(definition, source)))])


def check_before_publication(made: Made, data: bytes, today: dt.date) -> Checked:
    """Check the data of a report and the form of its document; the waivers of its definition count."""
    document = read_word(data, file=made.document_name)
    form = check_document_form(document).checked
    checked = merge([check_data(made, today), DefinitionPlaces(made.loaded, document).translate(form)])
    waivers = place_waivers(made.loaded.definition.waivers, made.loaded.source)
    return cover_partly(checked, waivers, today)
