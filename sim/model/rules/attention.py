"""Where a manager's hours go, and what comes first when they do not suffice."""

from sim.model.compiled import rule
from sim.model.rules.adaptation import approach


@rule
def hours_worked(claimed: float, normal: float, longest: float) -> float:
    """Hours of a manager's day: what is claimed, between the normal day and `longest` times it.

    Hours a day; longest [ratio]. Source: assumed.
    """
    return min(max(claimed, normal), normal * longest)


@rule
def rush(claimed: float, hours: float) -> float:
    """Share of what could be skipped that is skipped: claimed / hours - 1, in [0, 1].

    Nothing where the day holds what is claimed, everything where twice as much is. Hours a day. Source: essay 000,
    the manager who cannot be bothered; form assumed.
    """
    if hours <= 0.0:
        return 1.0
    return min(1.0, max(0.0, claimed / hours - 1.0))


@rule
def turn(due: float, inside: float, first: float, days: float) -> float:
    """Day by which a manager orders the tray: due - inside * first * days; the earliest comes first.

    inside: 1 for requests of the firm's own people, -1 for customers', 0 for executives'. first [-1, 1]; at 0 the
    due day alone decides. Source: essay 002, whose requests come first; form assumed.
    """
    return due - inside * first * days


@rule
def label_value(false_urgent: float, calm: float) -> float:
    """How far the label `urgent` can be believed: 1 - false alarms / calm requests, in [0, 1].

    Youden's J of the label, whose hit rate is 1: every truly urgent request is labelled so. No calm
    request: 1. Source: youden1950.
    """
    return 1.0 - false_urgent / calm if calm > 0.0 else 1.0


@rule
def clarity(answered: float, label: float) -> float:
    """How well somebody knows what matters: share of questions answered * belief in labels, each [0-1].

    Source: essay 000.
    """
    return answered * label


@rule
def answering_pace(weeks: float, start: float, learning_weeks: float) -> float:
    """How fast a manager answers after some weeks in the job: 1 - (1 - start) * exp(-t / T).

    Source: form as learning of employees; assumed.
    """
    return approach(start, 1.0, weeks, learning_weeks)
