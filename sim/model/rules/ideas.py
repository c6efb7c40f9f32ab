"""Ideas from the front line: what they are worth, and what they say of causes."""

import math

from sim.model.compiled import rule


@rule
def idea_effort(ideas: float, worth: float, hours: float, limit: float) -> float:
    """Improvement by a week's ideas, as a share of paid hours: L * (1 - exp(-ideas * worth / (hours * L))).

    worth [hours/idea], hours paid this week, limit L [share]: the more ideas, the less each adds.
    Source: suggestion schemes (robinson2004 for the sign); form assumed.
    """
    return limit * (1.0 - math.exp(-ideas * worth / (hours * limit))) if hours > 0.0 else 0.0


@rule
def aim_by_ideas(aimed: float, effort: float, limit: float) -> float:
    """Share of work upstream that lands on a true cause, with ideas: a + (1 - a) * effort / limit.

    The front line knows causes: at as many ideas as can be used, all of them. Source: assumed.
    """
    return aimed + (1.0 - aimed) * effort / limit
