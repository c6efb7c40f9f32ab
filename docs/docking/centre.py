"""The service centre in this model: docs/docking/centre.toml, run and noted week by week."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from docs.docking.keep import kept
from docs.docking.service import Constants, State
from sim.design.vary import vary
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.states import NOBODY
from sim.model.world import FOCAL
from sim.policies import Policy, load_policy
from sim.running.course import begin, follow, warmed_up
from sim.running.scenarios import load_scenario
from sim.running.workers import default_workers

FILE = Path(__file__).parent / "centre.toml"
SEED, WEEKS = 1, 300
STEP = 1.15
"""Demand after the step, over that before it."""

EMPLOYEES = 24
"""Of the file; others are as many customers for each."""

Erosion = Literal["ratchet", "symmetric"]
Demand = Literal["steady", "step"]
READ = ("fatigue", "backlog", "forecast", "worked", "finished")
"""What stands in no weekly note and is read from the world."""

NOTED = (
    *("standard", "staff", "wanted", "capable", "demand"),
    *("pressure", "intensity", "time_per_order", *READ),
)
"""What is noted of each week: people, standard hours, ratios; `wanted` is the plan, `capable` staff in skilled ones."""


@dataclass(frozen=True)
class Centre:
    """A way to run the centre."""

    erosion: Erosion
    demand: Demand
    employees: int = EMPLOYEES

    def scenario(self) -> Scenario:
        """The file with what this way changes."""
        file = load_scenario(FILE)
        changes = {
            "people.employees_per_firm": self.employees,
            "customers.customers_per_firm": round(
                file.customers.customers_per_firm.value * self.employees / EMPLOYEES
            ),
            "surge.demand_step": STEP if self.demand == "step" else 1.0,
        }
        if self.erosion == "symmetric":
            changes["work.standard_recovery"] = file.work.standard_erosion_down.value
        return vary(file, changes)

    def constants(self) -> Constants:
        """The published model's numbers, with the week of this centre."""
        k = Constants.published(load_scenario(FILE).people.hours_per_day.value * WORKDAYS_A_WEEK)
        return k if self.erosion == "ratchet" else k.symmetric()


def managed() -> Policy:
    """Neutral, but nobody is laid off and nothing improved, because neither is in the published model."""
    return load_policy("neutral").replace({"layoffs": 0.0, "improvement": 0.0})


def courses(centre: Centre, worlds: int, weeks: int = WEEKS) -> Mapping[str, np.ndarray]:
    """What is noted of the centre, [world, week]; the first week is the last of the warm-up."""
    return kept(
        f"{centre} {weeks} of {worlds}", lambda: run(centre, worlds, weeks), "centre.py", "centre.toml"
    )


def run(centre: Centre, worlds: int, weeks: int) -> dict[str, np.ndarray]:
    """The same, run now."""
    scenario = centre.scenario()
    with ThreadPoolExecutor(default_workers()) as threads:  # compiled runs leave Python to other threads
        found = list(threads.map(lambda nth: one_world(scenario, nth, weeks), range(worlds)))
    return {name: np.array([one[name] for one in found]) for name in NOTED}


def one_world(scenario: Scenario, nth: int, weeks: int) -> dict[str, np.ndarray]:
    """One world's weeks, from the last of the warm-up on."""
    years = -(-weeks // WEEKS_A_YEAR)
    policy, start = managed(), int(scenario.horizon.warm_up.value) * DAYS_A_YEAR
    w = begin(warmed_up(scenario, SEED, nth, years), policy, "as_managed")
    now = [read(w)]
    for week in range(1, weeks + 1):
        w = follow(w, policy, "as_managed", start + week * WORKDAYS_A_WEEK, scenario)
        now.append(read(w))
    first = start // WORKDAYS_A_WEEK - 1
    k = w.weeks[first : first + weeks + 1, FOCAL]
    return {
        "standard": k["standard_sum"] / k["teams"],
        "staff": k["employees"].astype(float),
        "wanted": k["staff_target"].astype(float),
        "capable": k["skill_sum"].astype(float),
        "demand": k["accepted_hours"].astype(float),
        "pressure": k["pressure_sum"] / k["employees"],
        "intensity": k["busy_hours"] / k["present_hours"],
        # Orders are alike here, so that each delivery is so many standard hours; of skilled people, as theirs is.
        "time_per_order": k["busy_hours"]
        / (k["delivered"] * scenario.work.effort.value)
        * (k["skill_sum"] / k["employees"]),
        **{name: np.array([one[name] for one in now]) for name in READ},
        # In the morning, as pressure is seen: with a day's orders on top of what the evening left.
        "backlog": np.array([one["backlog"] for one in now]) + k["accepted_hours"] / WORKDAYS_A_WEEK,
    }


def read(w: World) -> dict[str, float]:
    """Mean fatigue, standard hours on desks, and what the plan of staff goes by."""
    e, f = w.employees[w.employees["id"] != NOBODY], w.firms[FOCAL]
    return {
        "fatigue": float(e["fatigue"].mean()),
        "backlog": float(e["backlog"].sum()),
        "forecast": float(f["forecast"]),
        "worked": float(f["worked_smooth"]),
        "finished": float(f["finished_smooth"]),
    }


def start_of(ours: Mapping[str, np.ndarray], k: Constants) -> State:
    """The published model's stocks at the end of our warm-up, so that both begin alike."""
    now = {name: values[:, 0] for name, values in ours.items()}
    tired = np.exp(-k.fatigue_productivity * np.maximum(0.0, now["fatigue"] - 1.0))
    capacity = now["capable"] * k.week_hours * tired
    # What lacks of full skill is as much as so many newcomers lack.
    newcomers = (now["staff"] - now["capable"]) / (1.0 - k.newcomer_productivity)
    return State(
        backlog=(1.0 + now["pressure"]) * k.delivery_weeks * capacity / now["standard"],
        standard=now["standard"].copy(),
        fatigue=now["fatigue"].copy(),
        newcomers=newcomers,
        experienced=now["staff"] - newcomers,
        forecast=now["forecast"].copy(),
        worked=now["worked"].copy(),
        finished=now["finished"].copy(),
    )
