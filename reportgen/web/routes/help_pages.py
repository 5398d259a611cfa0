"""The guide for clerks."""

from __future__ import annotations

from fastapi import Response

from reportgen.web.visit import Here, pages_for_signed_in

router = pages_for_signed_in()


@router.get("/tro-giup")
def guide(here: Here) -> Response:
    """Show how to enter, write, look and download."""
    return here.page("help.html")
