"""What a firm hears of its customers' problems, and whom it loses, by how attached they are."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from docs.docking.keep import kept
from sim.design.way import Way
from sim.model.parameters import DAYS_A_YEAR, WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.rules.intake import loyalty
from sim.model.world import FOCAL
from sim.running.course import begin, follow, warmed_up
from sim.running.scenarios import load_scenario
from sim.running.workers import default_workers

SCENARIO, SEED, YEARS = "turnover_city", 1, 3
HEARD = ("problems", "voiced", "attached", "detached", "complaints", "lost", "satisfaction")
"""What is counted in each world.

problems, complaints, lost: for each customer and year. voiced: share of problems with a complaint in the same week.
attached, detached: the same share among the half of those with a problem who were the more, and the less, loyal in
the morning of that week. satisfaction: of those who stay.
"""


def heard(way: Way, worlds: int) -> Mapping[str, np.ndarray]:
    """What is counted of the focal firm under a way, one value a world."""
    return kept(f"{way} {worlds} of {SCENARIO}, {SEED}, {YEARS}", lambda: run(way, worlds), "heard.py")


def run(way: Way, worlds: int) -> dict[str, np.ndarray]:
    """The same, run now."""
    with ThreadPoolExecutor(default_workers()) as threads:  # compiled runs leave Python to other threads
        found = list(threads.map(lambda nth: one_world(way, nth), range(worlds)))
    return {name: np.array([one[name] for one in found]) for name in HEARD}


def one_world(way: Way, nth: int, years: int = YEARS) -> dict[str, float]:
    """One world, looked at week by week."""
    scenario, policy = way.changed(load_scenario(SCENARIO)), way.managed()
    w = begin(warmed_up(scenario, SEED, nth, years), policy, "as_managed")
    start = int(w.market["start"][0])
    loyal, said = [], []
    for week in range(years * WEEKS_A_YEAR):
        monday = start + week * WORKDAYS_A_WEEK
        # Kept from before the week, because the problem itself takes from loyalty.
        before, mine = w.customers[["satisfaction", "since"]].copy(), w.customers["firm"] == FOCAL
        w = follow(w, policy, "as_managed", monday + WORKDAYS_A_WEEK, scenario)
        troubled = np.flatnonzero(mine & (w.customers["problem"] >= monday))
        loyal.append(loyalties(w, before[troubled], monday))
        said.append(complained(w, monday)[troubled])
    attached, voiced = np.concatenate(loyal), np.concatenate(said).astype(float)
    more = attached >= np.median(attached)
    k = w.weeks[start // WORKDAYS_A_WEEK :, FOCAL]
    customer_years = float(k["customers"].mean()) * years
    return {
        "problems": len(voiced) / customer_years,
        "voiced": float(voiced.mean()),
        "attached": float(voiced[more].mean()),
        "detached": float(voiced[~more].mean()),
        "complaints": float(k["accepted_complaint"].sum()) / customer_years,
        "lost": float((k["lost_silent"] + k["lost_voiced"]).sum()) / customer_years,
        "satisfaction": float(k["customer_satisfaction_sum"].sum() / k["customers_served"].sum()),
    }


def loyalties(w: World, customers: np.ndarray, day: int) -> np.ndarray:
    """Loyalty of customers as they were on a day, by the model's rule, also where the mechanism is off."""
    m = w.market[0]
    return np.array(
        [
            loyalty(
                float(c["satisfaction"]),
                float(m["satisfaction_set_point"]),
                float(day - c["since"]) / DAYS_A_YEAR,
                float(m["bonding_years"]),
            )
            for c in customers
        ]
    )


def complained(w: World, monday: int) -> np.ndarray:
    """Who complained since Monday; of who left since, only that they complained in the past quarter is known."""
    c = w.customers
    return (c["complained"] >= monday) | ((c["since"] >= monday) & (c["voiced"] == 1))
