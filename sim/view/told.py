"""What a notebook's cell tells: text, what it comes to, and the questions that it answers, to be guessed before."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from sim.analysis.differences import Difference
from sim.claims import smallest_effects
from sim.english import sentence
from sim.outcomes import OUTCOMES
from sim.sweeps.side_by_side import SideBySide

GUESSES = "application/vnd.people-first-sim.guesses+json"
"""The type of output in which a cell carries its questions; a page makes buttons of them."""

SO = "*So:*"
"""What the sentence begins with in which a stop of the tour ends."""

OPEN = ""
"""What came out where these worlds do not decide."""


@dataclass(frozen=True)
class Guess:
    """A question that a reader can answer before looking."""

    of: str  # the comparison, or whatever several questions are about
    about: str
    options: tuple[str, ...]
    came: str  # the option that came out, or OPEN


@dataclass(frozen=True)
class Markdown:
    """Text that a notebook shows as it is meant."""

    text: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """What IPython shows; its two arguments choose types, of which we give all."""
        return {"text/markdown": self.text, "text/plain": self.text}

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Told(Markdown):
    """Text with its gist, a clause without capital and full stop, and the questions that it answers."""

    gist: str
    guesses: tuple[Guess, ...]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """What IPython shows, and the questions for a page."""
        return super()._repr_mimebundle_() | {GUESSES: [asdict(guess) for guess in self.guesses]}


def so(*told: Told) -> Markdown:
    """What was told, in one sentence: the answer to what was asked."""
    return Markdown(f"{SO} {sentence('; '.join(one.gist for one in told))}")


def judged(found: SideBySide, way: str, against: str, outcomes: Sequence[str]) -> list[Difference]:
    """A way less another in some outcomes, judged with the claims' smallest differences that matter."""
    return found.differences(way, against, outcomes, smallest=that_matter(found, against, outcomes))


def that_matter(found: SideBySide, against: str, outcomes: Sequence[str]) -> dict[str, float]:
    """The smallest difference that matters in each outcome that has one, in its unit.

    Of money it is a share of revenue: here of what the way that is compared with takes in.
    """
    known = smallest_effects()
    return {name: known[name] * _revenue(found, against, name) for name in outcomes if name in known}


def _revenue(found: SideBySide, way: str, outcome: str) -> float:
    """What a smallest difference is a share of: revenue a year, of money; 1 of anything else."""
    if OUTCOMES[outcome].unit != OUTCOMES["revenue"].unit:
        return 1.0
    return float(np.mean(found.values(way, "revenue")))
