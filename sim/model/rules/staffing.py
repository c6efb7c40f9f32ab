"""The staffing rule, the same for every firm: forecast, slack, budget; hiring with a delay; layoffs."""

import math

from sim.model.compiled import rule


@rule
def staff_needed(
    hours: float,
    friction: float,
    slack: float,
    week_hours: float,
    absence: float,
    utilisation: float,
    improvement: float,
) -> float:
    """Employees that a forecast calls for: h (1 + friction) (1 + slack) / (week (1 - absence) (1 - improvement) u).

    hours: accepted standard hours a week; friction: what processes add to them, as a share. Planned from standard
    times, so that corners cut today do not shrink tomorrow's plan.
    Source: workforce planning practice, assumed; priors.planned_utilisation.
    """
    return (
        hours
        * (1.0 + friction)
        * (1.0 + slack)
        / (week_hours * (1.0 - absence) * (1.0 - improvement) * utilisation)
    )


@rule
def staff_affordable(revenue: float, budget_share: float, weekly_wage: float) -> float:
    """Employees whose wages stay within a share of revenue. Revenue and wage in currency a week. Source: assumed."""
    return budget_share * revenue / weekly_wage


@rule
def fill_probability(hiring_weeks: float, pay: float, elasticity: float, tightness: float) -> float:
    """Probability that a vacancy is filled within a week: 1 - exp(-pay ** e / (tightness * T)). Source: assumed."""
    return 1.0 - math.exp(-(pay**elasticity) / (tightness * hiring_weeks))


@rule
def layoffs_due(headcount: float, target: float, band: float, readiness: float) -> float:
    """People laid off this week, as an expectation: readiness * (headcount - target * (1 + band)), at least 0.

    readiness: share of the excess each week. Source: assumed.
    """
    return max(0.0, readiness * (headcount - target * (1.0 + band)))
