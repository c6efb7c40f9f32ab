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
    """Share of needs that an employee raises: base + (1 - base) * voice, each [0-1]; base: what is raised unasked.

    Source: employee voice and silence (morrison2014) for the sign; form assumed.
    """
    return base + (1.0 - base) * voice


@rule
def outspokenness(luck: float, base: float) -> float:
    """Share of needs that somebody raises unasked: u ** ((1 - base) / base), u uniform in (0, 1), so base on average.

    People differ, and for good: some ask whatever they do not know, others nothing. Source: information seeking differs
    between newcomers (morrison1993) for the sign; form assumed.
    """
    return luck ** ((1.0 - base) / base) if base > 0.0 else 0.0


@rule
def share_met(met: float, arisen: float) -> float:
    """Share of what arose that was met [0-1]; 1 where nothing arose, because nobody went without."""
    return min(1.0, met / arisen) if arisen > 0.0 else 1.0
