"""Which of a firm's teams takes a request."""

from sim.model.compiled import rule


@rule
def overflows(own: float, least: float, margin: float) -> bool:
    """Whether a team hands a request to the least loaded one: own load > least load + margin.

    Loads and margin in days of work for each teammate present. Source: assumed.
    """
    return own > least + margin
