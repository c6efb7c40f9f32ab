"""docs/calendar.md: who does what when."""

import inspect

from docs.tables import code, page, table
from sim.model import calendar


def text() -> str:
    """The page."""
    parts = []
    for name, beat in beats().items():
        rows = (
            (str(place), actor, f"[{code(phase.__name__)}](../{file_of(phase)})", sentence)
            for place, (actor, sentence, phase) in enumerate(beat, start=1)
        )
        parts += [f"## {name.capitalize()}", table(("", "who", "phase", "does"), rows)]
    return page("Calendar", "sim/model/calendar.py", inspect.cleandoc(calendar.__doc__ or ""), *parts)


def beats() -> dict[str, calendar.Beat]:
    """The beats of the calendar in their order: constants that are lists of (actor, sentence, phase)."""
    return {
        name: beat
        for name, beat in vars(calendar).items()
        if name.isupper() and isinstance(beat, tuple) and beat and isinstance(beat[0], tuple)
    }


def file_of(phase: object) -> str:
    """The file in which a phase is written."""
    return phase.__module__.replace(".", "/") + ".py"
