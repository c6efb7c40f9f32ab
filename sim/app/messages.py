"""Messages: what was wrong with what was asked, and why background work ended early."""

import traceback

from dash import set_props

from sim.app.background import DEFECT, BackgroundWork
from sim.errors import InputError


def show_error(error: Exception) -> None:
    """Show the user what was wrong with what was asked; a defect of ours goes to the terminal too."""
    if not isinstance(error, InputError):
        traceback.print_exception(error)
    message = str(error) if isinstance(error, InputError) else DEFECT
    for place in ("message", "m-message", "c-message"):
        set_props(place, {"children": message})


def failure(work: BackgroundWork | None) -> str:
    """Why background work was stopped or failed; empty if neither."""
    if work is None:
        return ""
    return "Stopped." if work.state == "stopped" else work.message
