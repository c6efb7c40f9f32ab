"""The one exception for bad input: its message is shown to the user without a traceback."""

from collections.abc import Iterable
from difflib import get_close_matches


class InputError(ValueError):
    """Bad input. The message names the file and the field, and says what is allowed and what was given."""


def unknown(kind: str, given: str, known: Iterable[str]) -> str:
    """The message for a name that does not exist, with the nearest known names."""
    near = get_close_matches(given, list(known), n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(sorted(known))}"
    return f"{kind} {given!r} does not exist; {hint}"
