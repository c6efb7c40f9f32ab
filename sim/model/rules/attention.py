"""Where a manager's hours go, and what is left of a team's clarity."""

from sim.model.compiled import rule
from sim.model.rules.adaptation import approach


@rule
def hours_worked(claimed: float, normal: float, longest: float) -> float:
    """Hours of a manager's day: what is claimed, between the normal day and `longest` times it.

    Hours a day; longest [ratio]. Source: assumed.
    """
    return min(max(claimed, normal), normal * longest)


@rule
def reserved_hours(own_hours: float, team_time: float, need: float) -> float:
    """Hours kept for the team before customers are attended to: min(team_time * own hours, need).

    Own hours are those left after taking requests in, answering chasers, newcomers and reports, which nobody
    can refuse. Hours a day; team_time [0-1]. Source: essay 000, the manager who cannot be bothered; form assumed.
    """
    return min(team_time * own_hours, need)


@rule
def attention_needed(employees: float, open_requests: float, base: float, per_request: float) -> float:
    """Briefing hours that a team needs: n * base + open requests * per_request, in the units of base.

    Source: assumed.
    """
    return employees * base + open_requests * per_request


@rule
def label_value(false_urgent: float, calm: float) -> float:
    """How far the label `urgent` can be believed: 1 - false alarms / calm requests, in [0, 1].

    Youden's J of the label, whose hit rate is 1: every truly urgent request is labelled so. No calm
    request: 1. Source: youden1950.
    """
    return 1.0 - false_urgent / calm if calm > 0.0 else 1.0


@rule
def clarity(attention: float, label: float) -> float:
    """How well a team knows what matters: attention * belief in labels, each [0-1]. Source: essay 000."""
    return attention * label


@rule
def briefing_skill(weeks: float, start: float, learning_weeks: float) -> float:
    """How well a manager briefs after some weeks in the job: 1 - (1 - start) * exp(-t / T).

    Source: form as learning of employees; assumed.
    """
    return approach(start, 1.0, weeks, learning_weeks)
