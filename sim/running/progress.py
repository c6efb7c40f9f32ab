"""Progress: what a long computation tells whoever waits for it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Who is told how far it is."""

    say: Callable[[str, int], None]  # begins a task of so many, by what it counts
    show: Callable[[int], None]  # how many of them are done
