"""Tallies: what a firm has lost and earned so far, week by week; replays and games show them as they grow."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.model.parameters import WEEKS_A_YEAR
from sim.outcomes import OUTCOMES, Weeks, with_past_year


@dataclass(frozen=True, kw_only=True)
class Tally:
    """A running sum over weekly notes, with the words for it."""

    name: str
    label: str
    unit: str  # "currency" stands for the scenario's
    better: int  # +1 where more is usually wanted, -1 where less is
    verb: str  # "lost" in "has lost fewer people"
    degrees: tuple[str, str]  # of the better of two, and of the best of more
    noun: str = ""  # singular; none for money
    formula: Callable[[np.ndarray], np.ndarray]  # from weekly notes to each week's amount


def _profit(notes: np.ndarray) -> np.ndarray:
    a_year: np.ndarray = OUTCOMES["profit"].formula(Weeks(with_past_year(notes), weekly=True))
    return a_year / WEEKS_A_YEAR


TALLIES: dict[str, Tally] = {
    tally.name: tally
    for tally in (
        Tally(
            name="people_lost",
            label="people lost",
            unit="people",
            better=-1,
            verb="lost",
            degrees=("fewer", "the fewest"),
            noun="person",
            formula=lambda notes: notes["quits"],
        ),
        Tally(
            name="customers_lost",
            label="customers lost",
            unit="customers",
            better=-1,
            verb="lost",
            degrees=("fewer", "the fewest"),
            noun="customer",
            formula=lambda notes: notes["lost_silent"] + notes["lost_voiced"],
        ),
        Tally(
            name="profit",
            label="profit so far",
            unit="currency",
            better=1,
            verb="earned",
            degrees=("more", "most"),
            formula=_profit,
        ),
    )
}
"""Every tally by its name, in the order in which they are shown."""


def so_far(notes: np.ndarray) -> dict[str, np.ndarray]:
    """Every tally from the first of these weekly notes on, week by week."""
    return {name: np.cumsum(tally.formula(notes)) for name, tally in TALLIES.items()}
