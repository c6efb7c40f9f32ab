"""The client: 180 people and 300,000 customers, a rival just like it, five policies in ten worlds over three years."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.firms import CUSTOMERS, EMPLOYEES, changed, market
from benchmarks.lines import Aim, Amount, AnyLine, Left, duration, wall
from sim.model.scenario import Scenario
from sim.policies import load_policy
from sim.running.jobs import Task, missing_jobs
from sim.sweeps.runner import run_jobs

CUSTOMERS_OF_FIRM, EMPLOYEES_OF_FIRM, SPAN = 300_000, 160, 8
"""160 employees in 20 teams and their 20 managers are 180 people."""

POLICIES = ("neutral", "customer_first", "people_only", "people_and_customer", "cost_cutter")
WORLDS, YEARS, WARM_UP, CORES = 10, 3, 2, 2
AIM = 300.0
"""Seconds at most."""

WITHIN = Aim(AIM, missed="half of a day is weekly rounds of 600,000 customers, see `phases`")

PATIENCE = 2 * AIM
"""Seconds: where the whole would take longer by its first part, it is not run but estimated."""


def client(warm_up: int = WARM_UP) -> Scenario:
    """The firm and its rival. Customers ask the less often the more of them there are for each employee."""
    scenario = market("duopoly")
    need_rate = scenario.constants()["need_rate"] * (CUSTOMERS / EMPLOYEES)
    return changed(
        scenario,
        customers_per_firm=CUSTOMERS_OF_FIRM,
        employees_per_firm=EMPLOYEES_OF_FIRM,
        span_of_control=SPAN,
        need_rate=need_rate / (CUSTOMERS_OF_FIRM / EMPLOYEES_OF_FIRM),
        warm_up=warm_up,
    )


def seconds(scenario: Scenario, policies: tuple[str, ...], worlds: int, years: int) -> float:
    """Seconds by the clock of a sweep on so many cores, into a store, its series kept."""
    tasks = [Task.of(scenario, load_policy(name), "as_managed", 1, years) for name in policies]
    with tempfile.TemporaryDirectory() as folder:
        return wall(lambda: run_jobs(missing_jobs(tasks, range(worlds), {}), Path(folder), workers=CORES))


def years_in(policies: int, worlds: int, warm_up: int, years: int) -> int:
    """Years that are simulated: each world is warmed up once for all policies."""
    return worlds * (warm_up + policies * years)


def measure(pairs: int) -> Iterator[AnyLine]:
    """A world a core for a year first; the whole if that does not take too long, else an estimate."""
    whole = years_in(len(POLICIES), WORLDS, WARM_UP, YEARS)
    # Loads the compiled code in the workers first.
    seconds(changed(client(1), customers_per_firm=100, employees_per_firm=SPAN), POLICIES[:1], CORES, 1)
    part = seconds(client(1), POLICIES[:1], CORES, 1)
    part_years = years_in(1, CORES, 1, 1)
    estimate = part * whole / part_years
    what = f"180 people, 300,000 customers, a rival, {len(POLICIES)} policies, {WORLDS} worlds, {YEARS} years"
    if estimate > PATIENCE:
        yield Left(f"{what}: only in part", f"{part_years} of its {whole} years were run: {duration(part)}")
        yield Amount(f"{what}: estimated in proportion", [estimate], aim=WITHIN)
    else:
        yield Amount(what, [seconds(client(), POLICIES, WORLDS, YEARS)], aim=WITHIN)
