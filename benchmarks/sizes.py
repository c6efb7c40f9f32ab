"""One world of a given size, measured in a process of its own."""

import time

from benchmarks.firms import CUSTOMERS, EMPLOYEES, changed, first_day, market
from benchmarks.fresh import forget_peak, peak_bytes
from sim.model import engine
from sim.model.parameters import DAYS_A_YEAR
from sim.model.scenario import Scenario
from sim.model.world import FOCAL
from sim.outcomes import measure

SETTLED = 10
"""Days before the clock starts: the compiled code is loaded, and desks begin empty."""

WEEK = 5

SPENT = 2.0
"""Seconds after which no further week is measured; at least one week is, at most a year."""


def world_of(customers: int, employees: int, firms: int) -> Scenario:
    """Firms of these sizes, whose customers ask so often that employees are as busy as at the default firm."""
    scenario = market("monopoly" if firms == 1 else "rivalry", None if firms == 1 else firms - 1)
    need_rate = scenario.constants()["need_rate"] * (CUSTOMERS / EMPLOYEES) / (customers / employees)
    return changed(scenario, customers_per_firm=customers, employees_per_firm=employees, need_rate=need_rate)


def days_of(customers: int, employees: int, firms: int = 1) -> dict[str, float]:
    """Days that were run, their seconds, the requests that were asked for in them, and bytes.

    `fewest_days_seconds` is what the shortest measurement would have taken, building included. `bytes` is the peak of
    this process above what it held before the world was built. Processor time.
    """
    scenario = world_of(customers, employees, firms)
    engine.run_until(first_day(world_of(200, 2, 1), years=1), WEEK)  # loads what is compiled
    forget_peak()
    before = peak_bytes()
    begun = time.process_time()
    w = engine.run_until(first_day(scenario, years=1), SETTLED)
    settled = time.process_time()
    day = SETTLED
    while day < DAYS_A_YEAR and (day == SETTLED or time.process_time() - settled < SPENT):
        day += WEEK
        w = engine.run_until(w, day)
    seconds = time.process_time() - settled
    weeks = w.weeks[SETTLED // WEEK : day // WEEK]
    return {
        "days": day - SETTLED,
        "seconds": seconds,
        "opened": float(weeks["opened"].sum()),
        "fewest_days_seconds": settled - begun + seconds / (day - SETTLED) * WEEK,
        "bytes": peak_bytes() - before,
    }


def run_of(
    customers: int, employees: int, firms: int, load: float, days: int, repeats: int
) -> dict[str, float]:
    """A whole run, from building the world to its outcomes: what there was to do, seconds and bytes.

    `load` is how much customers ask for, over what keeps the employees of an ordinary firm busy. An event is a day on
    which a customer asks or is served. Processor time of building the world and of its days up to the outcomes, the
    least of some repeats, because whatever else the machine does only adds; bytes as in `days_of`.
    """
    scenario = world_of(customers, employees, firms)
    scenario = changed(scenario, need_rate=load * scenario.constants()["need_rate"])
    settled = engine.run_until(first_day(world_of(200, 2, 1), years=1), WEEK)
    measure(settled.weeks[:1, FOCAL], 0)
    forget_peak()
    before = peak_bytes()
    building, running = [], []
    for _ in range(repeats):
        begun = time.process_time()
        w = first_day(scenario, years=1)
        built = time.process_time()
        building.append(built - begun)
        w = engine.run_until(w, days)
        weeks = w.weeks[: days // WEEK].copy()
        del w
        measure(weeks[:, FOCAL], 0)
        running.append(time.process_time() - built)
    return {
        "customers": customers * firms,
        "employees": employees * firms,
        "customer_days": customers * firms * days,
        "employee_days": WEEK * float(weeks["employees"].sum()),
        "events": float(weeks["opened"].sum() + weeks["delivered"].sum()),
        "build_seconds": min(building),
        "day_seconds": min(running),
        "bytes": peak_bytes() - before,
        "process_bytes": before,
    }
