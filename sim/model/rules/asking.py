"""What people need of each other at work: how often, whether they say so, and what became of it."""

from sim.model.compiled import rule


@rule
def question_probability(
    base: float, skill: float, label: float, scope: float, of_newcomers: float, of_labels: float
) -> float:
    """Probability that a request raises a question: base * (1 + a (1 - skill)) * (1 + b (1 - label)) * scope.

    At most 1. skill and label, how far labels can be believed, [0-1]; scope: 1 for an ordinary request, more for one
    out of scope. Source: role ambiguity of newcomers (morrison1993) for the sign; form assumed.
    """
    return min(1.0, base * (1.0 + of_newcomers * (1.0 - skill)) * (1.0 + of_labels * (1.0 - label)) * scope)


@rule
def speaks_up(voice: float, base: float) -> float:
    """Share of needs that employees raise: base + (1 - base) * voice, each [0-1].

    Source: employee voice and silence (morrison2014) for the sign; form assumed.
    """
    return base + (1.0 - base) * voice


@rule
def share_met(met: float, arisen: float) -> float:
    """Share of what arose that was met [0-1]; 1 where nothing arose, because nobody went without."""
    return min(1.0, met / arisen) if arisen > 0.0 else 1.0
