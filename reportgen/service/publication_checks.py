"""What is asked of a report each time it is made: quick to ask, and an error stops publication."""

from __future__ import annotations

import datetime as dt

from reportgen.audit.typed_numbers import check_typed_numbers
from reportgen.check.stale_texts import stale_texts
from reportgen.check.waivers import cover_partly, place_waivers
from reportgen.check.word import read_word
from reportgen.compute import check_data_rules, check_override_days
from reportgen.model.checking import Checked, merge
from reportgen.service.definition_places import DefinitionPlaces
from reportgen.service.form_checks import check_document_form
from reportgen.service.making import Made


def check_data(made: Made, today: dt.date) -> Checked:
    """Ask the rules on the data of a report and on the decisions behind it.

    The numbers typed in its narrative are compared with its figures; overrides must still be in force on
    `today`, and texts carried over from the last period looked through.
    """
    definition, source = made.loaded.definition, made.loaded.source
    given = made.given.figures
    rules = check_data_rules(given, made.given.source, definition=definition, definition_source=source)
    over = check_override_days(given, made.given.source, today)
    stale = stale_texts(definition, source)
    return merge(
        [rules, check_typed_numbers(definition, source, given, made.values), Checked((*over, *stale))]
    )


def check_before_publication(made: Made, data: bytes, today: dt.date) -> Checked:
    """Check the data of a report and the form of its document; the waivers of its definition count."""
    document = read_word(data, file=made.document_name)
    form = check_document_form(document).checked
    checked = merge([check_data(made, today), DefinitionPlaces(made.loaded, document).translate(form)])
    waivers = place_waivers(made.loaded.definition.waivers, made.loaded.source)
    return cover_partly(checked, waivers, today)
