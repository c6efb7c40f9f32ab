"""What tasks of one world save by sharing its warm-up, and what two workers gain on a single world. Runs are real."""

from collections.abc import Iterator
from functools import partial
from itertools import product

from benchmarks.lines import AnyLine, Line, wall
from benchmarks.rows.runner import shop_of
from benchmarks.shop import kept
from sim.model.scenario import Scenario
from sim.policies import load_policy
from sim.running.doing import do_jobs
from sim.running.jobs import Job, Task

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


def measure(pairs: int) -> Iterator[AnyLine]:
    """One world in many ways: each with a warm-up of its own, with one for all, and that on two workers."""
    tasks = ways(shop_of(0.05))
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
