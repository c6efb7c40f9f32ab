"""Messages: what was wrong with what was asked, and why a job ended early."""

import traceback

from dash import set_props

from sim.app.jobs import DEFECT, Job
from sim.errors import InputError


def show_error(error: Exception) -> None:
    """Show the user what was wrong with what was asked; a defect of ours goes to the terminal too."""
    if not isinstance(error, InputError):
        traceback.print_exception(error)
    message = str(error) if isinstance(error, InputError) else DEFECT
    for place in ("message", "m-message"):
        set_props(place, {"children": message})


def failure(job: Job | None) -> str:
    """Why a job ended before its end, if it did."""
    if job is None:
        return ""
    return "Stopped." if job.state == "stopped" else job.message
