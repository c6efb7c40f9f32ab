"""The staffing rule, the same for every firm: forecast, slack, budget; hiring with a delay; layoffs."""

from sim.model.compiled import rule


@rule
def staff_needed(
    hours: float,
    hours_per_standard: float,
    slack: float,
    week_hours: float,
    absence: float,
    utilisation: float,
    improvement: float,
) -> float:
    """Employees that a forecast calls for: h t (1 + slack) / (week (1 - absence) (1 - improvement) u).

    hours h: accepted standard hours a week; hours_per_standard t: hours that the firm spends on one of them. So the
    plan learns of friction, newcomers and improvement, and takes corners cut for productivity.
    Source: workforce planning practice, assumed; oliva2001 for planning by realised productivity;
    priors.planned_utilisation.
    """
    return (
        hours
        * hours_per_standard
        * (1.0 + slack)
        / (week_hours * (1.0 - absence) * (1.0 - improvement) * utilisation)
    )


@rule
def staff_affordable(revenue: float, budget_share: float, weekly_wage: float) -> float:
    """Employees whose wages stay within a share of revenue. Revenue and wage in currency a week. Source: assumed."""
    return budget_share * revenue / weekly_wage


@rule
def stage_probability(stages: int, weeks: float, pay: float, elasticity: float, tightness: float) -> float:
    """Probability that a vacancy passes a stage of hiring within a week: min(1, k * pay ** e / (tightness * T)).

    So that k stages take T weeks in the mean, and at least k: the discrete Erlang delay. Source: sterman2000 for the
    delay; elasticity e to pay and the number of stages k assumed.
    """
    return min(1.0, stages * pay**elasticity / (tightness * weeks))


@rule
def layoffs_due(headcount: float, target: float, band: float, readiness: float) -> float:
    """People laid off this week, as an expectation: readiness * (headcount - target * (1 + band)), at least 0.

    readiness: share of the excess each week. Source: assumed.
    """
    return max(0.0, readiness * (headcount - target * (1.0 + band)))
