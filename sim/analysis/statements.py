"""Statements: a sentence that answers, and those that it rests on, for a page or a terminal."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import fill

WIDTH = 100
"""Columns of a terminal that texts and tables keep to."""


@dataclass(frozen=True)
class Statement:
    """A sentence, and those that it rests on."""

    sentence: str
    because: tuple[str, ...] = ()


def told(statements: Iterable[Statement]) -> str:
    """Statements as text: a paragraph each, under it a line for each reason."""
    return "\n\n".join(
        "\n".join([fill(one.sentence, WIDTH), *(listed_line(reason) for reason in one.because)])
        for one in statements
    )


def listed_line(text: str) -> str:
    """A text as an entry of a list."""
    return fill(text, WIDTH, initial_indent="  - ", subsequent_indent="    ")
