"""Measured speed of workers: what a second one brings, and what tasks of one world save by sharing its warm-up.

Wall-clock time over real runs, whose results are kept in a store as any sweep's are.
"""

from collections.abc import Iterator
from functools import partial
from itertools import product

from benchmarks.experiments import RUN_SECONDS, SECONDS, kept, shop_of, wall
from benchmarks.lines import Line
from sim.model.scenario import Scenario
from sim.policies import load_policy
from sim.running.doing import do_jobs
from sim.running.jobs import Job, Task, missing_jobs

POLICIES = ("neutral", "people_only", "customer_first", "people_and_customer")
CONTRASTS = ("as_managed", "equal_hours")
FROZEN: tuple[tuple[str, ...], ...] = ((), ("pressure",))


def ways(scenario: Scenario) -> list[Task]:
    """Sixteen ways to run a world: policies, contrasts, and a mechanism that acts or is frozen."""
    return [
        Task.of(scenario.attributed(frozen=frozen), load_policy(policy), contrast, 1, 1)
        for policy, contrast, frozen in product(POLICIES, CONTRASTS, FROZEN)
    ]


def bare(jobs: list[Job]) -> None:
    """Runs one after the other, with nothing around them."""
    do_jobs(jobs, engine="fast", series=False)


def workers(pairs: int) -> Iterator[Line]:
    """What two workers gain over bare compute: many worlds, or one world in many ways; and what sharing it saves."""
    for seconds in RUN_SECONDS:
        scenario = shop_of(seconds)
        neutral = Task.of(scenario, load_policy("neutral"), "as_managed", 1, 1)
        jobs = list(missing_jobs([neutral], range(max(8, int(SECONDS / seconds))), {}))
        alone, one, two = [], [], []
        for _ in range(pairs):
            alone.append(wall(partial(bare, jobs)))
            two.append(wall(partial(kept, jobs, 2)))
            one.append(wall(partial(kept, jobs, 1)))
        what = f"{len(jobs)} worlds of {1e3 * min(alone) / len(jobs):.0f} ms"
        yield Line(f"{what}, one worker", "bare compute", list(zip(one, alone, strict=True)))
        yield Line(f"{what}, bare compute", "two workers", list(zip(alone, two, strict=True)))

    tasks = ways(shop_of(RUN_SECONDS[1]))
    batch = [Job(tuple(tasks), 0)]
    apart = [Job((task,), 0) for task in tasks]
    alone, together, two = [], [], []
    for _ in range(pairs):
        together.append(wall(partial(bare, batch)))
        alone.append(wall(partial(bare, apart)))
        two.append(wall(partial(kept, batch, 2)))
    what = f"one world in {len(tasks)} ways"
    yield Line(f"{what}, each with a warm-up", "with one for all", list(zip(alone, together, strict=True)))
    yield Line(f"{what}, bare compute", "two workers", list(zip(together, two, strict=True)))
