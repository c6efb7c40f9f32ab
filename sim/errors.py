"""The one error that a user sees for bad input, and the form of its messages: FIELD must be WHAT, got VALUE."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MUST_BE = {
    "literal_error": "{expected}",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "greater_than": "above {gt:g}",
    "greater_than_equal": "at least {ge}",
    "less_than": "below {lt}",
    "less_than_equal": "at most {le}",
    "string_type": "text",
    "string_too_short": "text that is not empty",
    "tuple_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "too_short": "{min_length} or more valid entries",
}
"""Pydantic's kind of mistake to what a value must be instead."""


MOST_SHOWN = 200
"""Signs of a value that a message shows (assumed: enough to find it in a file)."""


class InputError(ValueError):
    """Bad input: the message names file, field, what is allowed and what was given."""


def unknown(kind: str, given: str, known: Iterable[str]) -> str:
    """The message for a name that does not exist, with the nearest known names."""
    near = get_close_matches(given, list(known), n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(sorted(known))}"
    return f"{kind} {as_written(given)} does not exist; {hint}"


def as_written(value: object) -> str:
    """A value as a user writes it: text in quotes, whole numbers without a decimal point, a long one cut short."""
    try:
        text = repr(float(value)).removesuffix(".0") if isinstance(value, float) else repr(value)
    except (RecursionError, ValueError):  # tables within tables by the thousand, thousands of digits
        return "a value that is too long to show"
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def must_be(field: str, detail: "ErrorDetails") -> str:
    """The message for a value that pydantic refuses; in pydantic's words where we have no better ones."""
    got = as_written(detail["input"])
    if detail["type"] in MUST_BE:
        return f"{field} must be {MUST_BE[detail['type']].format(**detail.get('ctx', {}))}, got {got}"
    return f"{field}: {detail['msg'][0].lower()}{detail['msg'][1:]}, got {got}"
