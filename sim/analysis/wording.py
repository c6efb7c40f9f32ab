"""Names as a reader sees them: policies, factors, contrasts, and the values of factors."""

import re
from collections.abc import Sequence

CONTRAST_TITLES = {
    "as_managed": "as managed",
    "equal_hours": "at equal accepted hours",
    "equal_spend": "at equal spend",
    "everywhere": "rivals managed alike",
}

PRACTICE_TITLES = {
    "first": "whose requests come first",
    "answering": "answers to rivals",
    "end_to_end": "end-to-end measures",
}
"""Practices whose names say too little by themselves."""

MOST_FACTORS = 3
"""Factors of a point that are named with their values; of more only its number is."""


def words(name: str) -> str:
    """The name of a policy, a factor or a contrast as a reader sees it, its section left out."""
    short = re.sub(r"^[a-z_]+\.", "", name)
    return CONTRAST_TITLES.get(name) or PRACTICE_TITLES.get(short) or short.replace("_", " ")


def value_text(value: float | str) -> str:
    """A factor's value in words."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def at_words(place: Sequence[tuple[str, float | str]]) -> str:
    """A place of a design in words: "at pay 1.05, rivals 2, under neutral"."""
    at = [f"{words(name)} {value_text(value)}" for name, value in place if name != "policy"]
    under = [f"under {words(str(value))}" for name, value in place if name == "policy"]
    return ", ".join([*[f"at {', '.join(at)}"] * bool(at), *under])
