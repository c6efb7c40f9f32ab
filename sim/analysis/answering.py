"""Answering within seconds: queueing theory over runs, for requests that are calls.

The model counts whole days: whoever is served on the day of asking has waited one. How long a caller waits within the
day follows from the same runs by the formula of Erlang (1917), which takes three numbers: how many people answer at
once, how much work comes to them, and how long a call takes them. It assumes that calls come at random and evenly over
the opening hours, are taken in their order by whoever is free, take exponentially long, and that nobody hangs up
(Gans, Koole & Mandelbaum 2003, "Telephone call centers", section 4).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincc, gammaln

from sim.analysis.finished import Finished
from sim.analysis.runs import Runs, column, column_names
from sim.model.parameters import WORKDAYS_A_WEEK
from sim.model.scenario import Scenario
from sim.store.store import Store
from sim.store.tables import SCENARIOS

NEEDED = ("headcount", "absence", "utilisation", "throughput")
"""Outcomes from which a run's desk is known."""

HOURS = "people.hours_per_day"
"""How experiments name the working hours of a day."""


@dataclass(frozen=True)
class Desk:
    """Where calls come in, a value a run: means over the time under the policy."""

    agents: np.ndarray  # people who answer at once, in the mean
    load: np.ndarray  # work that comes in, in erlangs: hours of calls an hour
    handling: np.ndarray  # seconds of work that a delivered request takes, rework and help included

    def answered_within(self, seconds: float) -> np.ndarray:
        """The share of calls that wait no longer; 0 where more work comes in than can be done."""
        free = self.agents - self.load
        with np.errstate(invalid="ignore", divide="ignore"):
            waiting = erlang_c(self.agents, self.load) * np.exp(
                -np.maximum(free, 0.0) * seconds / self.handling
            )
        return 1.0 - waiting

    def mean_wait(self) -> np.ndarray:
        """The mean wait of all calls [seconds]; infinite where more work comes in than can be done."""
        free = self.agents - self.load
        with np.errstate(invalid="ignore", divide="ignore"):
            wait = erlang_c(self.agents, self.load) * self.handling / free
        return np.where(free > 0.0, wait, np.where(np.isnan(free), np.nan, np.inf))


def erlang_c(agents: np.ndarray, load: np.ndarray) -> np.ndarray:
    """The share of calls that have to wait: Erlang's C; 1 where the load is no less than the agents.

    C = B / (1 − ρ (1 − B)), with ρ = load / agents and Erlang's B, the share that would be lost if none could wait:
    B = load^n e^(−load) / Γ(n + 1) over the chance that a Poisson number of mean `load` is n or less, which is defined
    for any n, not just whole ones.
    """
    agents, load = np.broadcast_arrays(np.asarray(agents, float), np.asarray(load, float))
    found = np.where(np.isnan(agents) | np.isnan(load), np.nan, np.where(load > 0.0, 1.0, 0.0))
    can = (load > 0.0) & (load < agents)
    n, a = agents[can], load[can]
    lost = np.exp(n * np.log(a) - a - gammaln(n + 1.0)) / gammaincc(n + 1.0, a)
    found[can] = lost / (1.0 - a / n * (1.0 - lost))
    return found


def desk(finished: Finished, runs: Runs, open_hours: float) -> Desk:
    """The desk of each run, where calls are answered so many hours a week.

    Whoever is present is there for the scenario's hours a day, five days a week, spread evenly over the opening hours.
    """
    headcount, absence, utilisation, throughput = (column(runs, name).astype(float) for name in NEEDED)
    present = headcount * (1.0 - absence) * _hours_a_day(finished, runs) * WORKDAYS_A_WEEK
    with np.errstate(invalid="ignore", divide="ignore"):
        handling = 3600.0 * utilisation * present / (throughput * headcount)
    agents = present / open_hours
    return Desk(agents, utilisation * agents, handling)


def _hours_a_day(finished: Finished, runs: Runs) -> np.ndarray:
    """Working hours of a day in each run: its scenario's, unless the experiment varies them."""
    stored = finished.stored.select(["point", "scenario_digest"]).to_pydict()
    digests = dict(zip(stored["point"], stored["scenario_digest"], strict=True))
    design = finished.design.select(["point", "scenario"]).to_pydict()
    one_of = {
        name: digests[point]
        for name, point in zip(design["scenario"], design["point"], strict=True)
        if point in digests
    }
    store = Store(finished.folder)
    own = {
        name: Scenario.model_validate_json(store.content(SCENARIOS, digest)).constants()["hours_per_day"]
        for name, digest in one_of.items()
    }
    hours = np.array([own[name] for name in column(runs, "scenario").tolist()])
    if HOURS in column_names(runs):
        varied = column(runs, HOURS).astype(float)
        hours = np.where(np.isnan(varied), hours, varied)
    return hours
