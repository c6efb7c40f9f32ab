"""The one error that a user sees for bad input."""

from collections.abc import Iterable
from difflib import get_close_matches


class InputError(ValueError):
    """Bad input: the message names the file, the field, what was given and what is allowed."""


def unknown(kind: str, given: str, known: Iterable[str]) -> str:
    """The message for a name that does not exist, with the nearest that do."""
    near = get_close_matches(given, list(known), n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(sorted(known))}"
    return f"{kind} {given!r} does not exist; {hint}"
