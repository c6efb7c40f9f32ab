"""Levers: the practices that executives who steer may try, each within a range, and what they may hear."""

from typing import NamedTuple

from sim.model.practices import NEUTRAL, PRACTICES


class Lever(NamedTuple):
    """A practice that may be tried, the range in which, and whether it was declared for the firm's own people."""

    practice: str
    low: float
    high: float
    internal: bool

    @property
    def ordinary(self) -> float:
        """The neutral firm's value."""
        return float(getattr(NEUTRAL, self.practice))


LEVERS = (
    Lever("improvement", 0.0, 0.06, internal=False),
    Lever("first", -1.0, 1.0, internal=True),
    Lever("employee_voice", 0.0, 1.0, internal=True),
    Lever("frontline_discretion", 0.0, 1.0, internal=True),
    Lever("staffing_slack", -0.1, 0.2, internal=True),
    Lever("intake_boundary", 0.0, 1.0, internal=False),
    Lever("sales_pressure", 0.0, 1.0, internal=False),
    Lever("score_management", 0.0, 1.0, internal=False),
    Lever("price", 0.8, 1.2, internal=False),
)
"""In the order of their numbers. Their ranges are assumed: where a manager would dare to go."""

SIGNALS = ("profit", "score", "customers", "employees", "complaints", "departures")
"""What an executive hears of each quarter, in the order of Firm.heard; the last two are bad news, heard as negative.

A signal has a weight in the goal, the practice `goal_<signal>`.
"""

# Compiled code cannot look a field up by a name that it computes, but it can index an array: the records of firms
# hold practices a second time as one array over the same memory (sim.model.records).
LEVER_PLACES = tuple(list(PRACTICES).index(lever.practice) for lever in LEVERS)
"""Place of each lever in Firm.practices."""

GOAL_PLACES = tuple(list(PRACTICES).index(f"goal_{signal}") for signal in SIGNALS)
"""Place of each signal's weight in Firm.practices."""
