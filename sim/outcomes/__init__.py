"""Outcomes: what is measured of a firm, each defined once, for a week or for a whole run.

An outcome is one entry in people.py, work.py, customers.py or books.py. Every table, page and form finds it here, by
the flags that it carries; docs/outcomes.md is made from the entries.
"""

import numpy as np

from sim.model.parameters import WEEKS_A_YEAR
from sim.outcomes.books import BOOKS
from sim.outcomes.customers import CUSTOMERS
from sim.outcomes.outcome import Outcome, Weeks
from sim.outcomes.people import PEOPLE
from sim.outcomes.work import WORK

__all__ = ["HEADLINE", "OUTCOMES", "SUMMARY", "TRADE_OFF", "Outcome", "Weeks", "measure", "with_past_year"]

OUTCOMES: dict[str, Outcome] = {outcome.name: outcome for outcome in (*PEOPLE, *WORK, *CUSTOMERS, *BOOKS)}
"""Every outcome by its name, in the order in which they are shown."""

HEADLINE: tuple[str, ...] = tuple(name for name, outcome in OUTCOMES.items() if outcome.headline)
"""Outcomes in the table that a comparison prints; all others are in the store."""

SUMMARY: tuple[str, ...] = tuple(name for name, outcome in OUTCOMES.items() if "summary" in outcome.group)
"""The few outcomes that a summary names."""

TRADE_OFF: tuple[str, ...] = tuple(name for name, outcome in OUTCOMES.items() if "trade_off" in outcome.group)
"""What employees, customers and owners want of the firm, an outcome each."""


def with_past_year(notes: np.ndarray) -> dict[str, np.ndarray]:
    """Weekly notes as columns, plus sums over the past year of who left and how satisfied they were."""
    columns = {name: notes[name] for name in notes.dtype.fields or ()}
    for name, source in (
        ("leavers_year", "leavers"),
        ("leaver_satisfaction_year", "leaver_satisfaction_sum"),
    ):
        total = np.concatenate([[0.0], np.cumsum(notes[source])])
        week = np.arange(1, len(notes) + 1)
        columns[name] = total[week] - total[np.maximum(0, week - WEEKS_A_YEAR)]
    return columns


def measure(
    notes: np.ndarray, start_week: int, *, weekly: bool = True
) -> tuple[dict[str, float], dict[str, np.ndarray]]:
    """Outcomes of one firm from `start_week` on: of the whole stretch, and, if wanted, week by week.

    notes: the firm's weekly notes from the first week of the warm-up.
    """
    columns = {name: column[start_week:] for name, column in with_past_year(notes).items()}
    whole, week_by_week = Weeks(columns, weekly=False), Weeks(columns, weekly=True)
    return (
        {name: float(outcome.formula(whole)) for name, outcome in OUTCOMES.items()},
        {name: outcome.formula(week_by_week) for name, outcome in OUTCOMES.items()} if weekly else {},
    )
