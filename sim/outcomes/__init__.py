"""Outcomes: what is measured of a firm, each defined once, with its unit, for a week or for a whole run."""

import numpy as np

from sim.model.parameters import WEEKS_A_YEAR
from sim.outcomes.books import BOOKS
from sim.outcomes.customers import CUSTOMERS
from sim.outcomes.outcome import Outcome, Weeks
from sim.outcomes.people import PEOPLE
from sim.outcomes.work import WORK

__all__ = ["HEADLINE", "OUTCOMES", "Outcome", "Weeks", "measure", "with_past_year"]

OUTCOMES: dict[str, Outcome] = {outcome.name: outcome for outcome in (*PEOPLE, *WORK, *CUSTOMERS, *BOOKS)}
"""Every outcome by its name, in the order in which they are shown."""

# fmt: off
HEADLINE = (
    "turnover", "employee_satisfaction", "strain", "clarity", "urgent_seen", "late_share", "lead_time", "wrong_share",
    "utilisation", "headcount", "accepted_hours", "customer_satisfaction_all", "customer_satisfaction", "churn",
    "market_share", "revenue", "hiring_cost", "profit",
)
"""Names of the outcomes that a comparison shows first, in order."""
# fmt: on


def with_past_year(notes: np.ndarray) -> dict[str, np.ndarray]:
    """Weekly notes as columns, with the leavers of the past year summed for each week."""
    columns = {name: notes[name] for name in notes.dtype.fields or ()}
    for name, source in (
        ("leavers_year", "leavers"),
        ("leaver_satisfaction_year", "leaver_satisfaction_sum"),
    ):
        total = np.concatenate([[0.0], np.cumsum(notes[source])])
        week = np.arange(1, len(notes) + 1)
        columns[name] = total[week] - total[np.maximum(0, week - WEEKS_A_YEAR)]
    return columns


def measure(notes: np.ndarray, start_week: int) -> tuple[dict[str, float], dict[str, np.ndarray]]:
    """Outcomes of one firm from `start_week` on: of the whole stretch, and week by week.

    notes: the firm's weekly notes from the first week of the warm-up.
    """
    columns = {name: column[start_week:] for name, column in with_past_year(notes).items()}
    whole, weekly = Weeks(columns, weekly=False), Weeks(columns, weekly=True)
    return (
        {name: float(outcome.compute(whole)) for name, outcome in OUTCOMES.items()},
        {name: outcome.compute(weekly) for name, outcome in OUTCOMES.items()},
    )
