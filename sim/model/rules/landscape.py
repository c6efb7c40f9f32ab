"""How practices interact in what they do for productivity: a landscape after Kauffman's NK model."""

import math

from sim.model.compiled import rule
from sim.model.draws import Stream, draw

NEIGHBOURS = 2
"""Further practices on which the contribution of each depends (K of the NK model)."""


@rule
def configured(value: float, ordinary: float, high: float) -> float:
    """How far a practice is from its ordinary configuration to the other one: 0 up to ordinary, 1 from `high` on.

    In between evenly, so that a small step is a small change. Source: assumed.
    """
    return min(1.0, max(0.0, (value - ordinary) / (high - ordinary)))


@rule
def contribution(seed: int, practice: int, pattern: int, drawn_anew: float) -> float:
    """Contribution of a practice, uniform in [0, 1], given which of it and its neighbours are above ordinary.

    pattern: those as bits. drawn_anew: how often the landscape has been drawn anew so far; between two drawings the
    contribution moves evenly from one to the next. Source: levinthal1997; drift assumed.
    """
    where = math.floor(drawn_anew)
    part = drawn_anew - where
    key = practice * 2 ** (NEIGHBOURS + 1) + pattern
    now = draw(seed, Stream.LANDSCAPE, key, int(where))
    then = draw(seed, Stream.LANDSCAPE, key, int(where) + 1)
    return (1.0 - part) * now + part * then


@rule
def landscape_productivity(mean_contribution: float, complexity: float) -> float:
    """Productivity of what practices do together: exp(complexity * (mean contribution - 1/2)).

    1 where practices do not interact (complexity 0). Source: form after levinthal1997, assumed.
    """
    return math.exp(complexity * (mean_contribution - 0.5))


@rule
def fit(product: float, need: float, width: float) -> float:
    """How well a product fits a need: exp(-((p - n) / w) ** 2 / 2), in [0, 1]. Source: assumed."""
    apart = (product - need) / width
    return math.exp(-apart * apart / 2.0)


@rule
def spoiled(experience: float, misfit: float, weight: float) -> float:
    """Experience of a product that misses the need: x * (1 - weight * misfit), all [0-1]. Source: assumed."""
    return experience * (1.0 - weight * misfit)
