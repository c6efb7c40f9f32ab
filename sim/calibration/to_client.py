"""Fitting a scenario to a client's monthly data: what a firm's months say, and which constants they can tell of.

Data and simulations are summed up alike, over the same months, by rates: so a firm need not be as large as the
scenario's, and where nothing is known of a month, nothing is taken from the simulation either. The fit looks at means
over all months; the page shows month by month how well that fits.
"""

from collections.abc import Mapping
from math import ceil
from typing import NamedTuple

import numpy as np

from sim.calibration.fitted import Fitted, spans
from sim.calibration.months import MONTHS_A_YEAR, Months, Table
from sim.calibration.problem import Figures, Problem
from sim.calibration.targets import Target
from sim.model.parameters import WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.scenario import Scenario
from sim.model.world import FOCAL
from sim.policies import load_policy
from sim.running.course import begin, follow, warmed_up

POLICY = "neutral"

FITTED = (
    Fitted("people.base_quit_hazard", "quits", prior="base_quit_hazard"),
    Fitted("people.dismissal_hazard", "hires beyond quits"),
    Fitted("people.absence", "absence", prior="absence"),
    Fitted("customers.need_rate", "customers an employee"),
    Fitted("work.effort", "requests an employee"),
    Fitted("staffing.planned_utilisation", "lateness", prior="planned_utilisation"),
    Fitted("work.backlog_days", "lateness"),
    Fitted("work.error_share", "the survey"),
    Fitted("choice.consider_rate", "churn"),
    Fitted("choice.switching_cost", "churn", prior="switching_cost"),
)
"""What a firm's months can tell of. Which of these they do tell of depends on the columns, and is said."""


class Rate(NamedTuple):
    """How a column is summed up over months."""

    unit: str
    over: str = ""  # the column that it is taken of; without, or where that is not given, the mean of a month
    times: float = 1.0


RATES: Mapping[str, Rate] = {
    "hires": Rate("a year, of headcount", "headcount", MONTHS_A_YEAR),
    "quits": Rate("a year, of headcount", "headcount", MONTHS_A_YEAR),
    "absence": Rate("share"),
    "requests": Rate("a month and head", "headcount"),
    "lateness": Rate("share"),
    "survey": Rate("0-1"),
    "customers": Rate("a head", "headcount"),
    "churn": Rate("a year, of customers", "customers", MONTHS_A_YEAR),
}
"""The columns that are fitted. Headcount is what others are taken of: how large a firm is, the scenario says."""

LEAST_LUCK = 0.01
"""The least luck that a rate is taken to have, as a share of it (assumed): books are not kept more exactly."""


def rates(table: Table) -> dict[str, float]:
    """What months say on each column that is given; NaN where no month says anything."""
    return {name: _rate(table, name, rate) for name, rate in RATES.items() if name in table}


def _rate(table: Table, name: str, rate: Rate) -> float:
    values = table[name]
    base = table.get(rate.over) if rate.over else None
    known = np.isfinite(values) if base is None else np.isfinite(values) & np.isfinite(base)
    if not known.any():
        return float("nan")
    if base is None:
        return float(values[known].mean())
    total = float(base[known].sum())
    return rate.times * float(values[known].sum()) / total if total > 0.0 else float("nan")


def problem(scenario: Scenario, data: Months, seed: int) -> Problem:
    """Fitting a scenario to a client's months."""

    def simulate(market: Scenario, number: int) -> Figures:
        return rates(masked(months_of(market, seed, number, len(data)), data.table))

    observed = rates(data.table)
    return Problem(
        scenario=scenario,
        spans=spans(scenario, FITTED),
        targets=tuple(Target(name, value, value) for name, value in observed.items() if np.isfinite(value)),
        simulate=simulate,
        how=f"{POLICY} {seed} {[(name, np.isfinite(values).tolist()) for name, values in data.table.items()]}",
    )


def masked(simulated: Table, known: Table) -> dict[str, np.ndarray]:
    """The columns that are known, in the months in which they are."""
    return {name: np.where(np.isnan(values), np.nan, simulated[name]) for name, values in known.items()}


def months_of(market: Scenario, seed: int, number: int, count: int) -> dict[str, np.ndarray]:
    """The months of a neutral firm in one world, the first ones after the warm-up, as a client's data have them."""
    policy, years = load_policy(POLICY), ceil(count / MONTHS_A_YEAR)
    w = begin(warmed_up(market, seed, number, years), policy, "as_managed")
    start = int(w.market["start"][0])
    w = follow(w, policy, "as_managed", start + years * WEEKS_A_YEAR * WORKDAYS_A_WEEK, market)
    return summed(w.weeks[start // WORKDAYS_A_WEEK :, FOCAL], count)


def summed(weeks: np.ndarray, count: int) -> dict[str, np.ndarray]:
    """Weekly notes of a firm as months: a twelfth of a year each, in whole weeks."""
    ends = (np.arange(count + 1) * WEEKS_A_YEAR) // MONTHS_A_YEAR
    sums = {
        name: np.add.reduceat(weeks[name][: ends[-1]], ends[:-1])
        for name in (
            *("hires", "quits", "present_hours", "contract_hours", "delivered", "late"),
            *("lost_silent", "lost_voiced", "survey_score"),
        )
    }
    last = ends[1:] - 1
    with np.errstate(invalid="ignore", divide="ignore"):  # months without work, of a firm that has failed
        return {
            "headcount": weeks["headcount"][last].astype(float),
            "hires": sums["hires"],
            "quits": sums["quits"],
            "absence": 1.0 - sums["present_hours"] / sums["contract_hours"],
            "requests": sums["delivered"],
            "lateness": sums["late"] / sums["delivered"],
            "survey": sums["survey_score"] / np.diff(ends),
            "customers": weeks["customers"][last].astype(float),
            "churn": sums["lost_silent"] + sums["lost_voiced"],
        }
