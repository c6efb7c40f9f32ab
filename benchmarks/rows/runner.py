"""What the runner adds to bare compute, and what a second worker brings. Every run here is a real one."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from benchmarks.lines import Aim, AnyLine, Line, timed, wall
from benchmarks.shop import bare, kept, shop, task
from sim.model.scenario import Scenario
from sim.running.jobs import Job, MissingJobs, missing_jobs
from sim.running.run import run_world

RUN_SECONDS = (0.01, 0.05, 0.5)
SECONDS = 6.0
"""Of compute in each measurement."""

TWO_WORKERS = "two bare threads side by side gain no more: see the next line"


def shop_of(seconds: float) -> Scenario:
    """A shop of which a run takes about so long on this machine now."""
    few, many = 100, 1600
    for customers in (few, many):
        bare(missing_jobs([task(shop(customers))], range(1), {}))
    short, long = (
        min(timed(partial(bare, missing_jobs([task(shop(size))], range(3), {}))) / 3 for _ in range(3))
        for size in (few, many)
    )
    return shop(max(10, int(few + (seconds - short) / (long - short) * (many - few))))


def bare_half(jobs: list[Job]) -> None:
    """The same runs with nothing around them, in a worker that keeps nothing."""
    for job in jobs:
        first = job.tasks[0]
        designs = [(task.policy, task.contrast) for task in job.tasks]
        list(run_world(first.scenario, designs, first.seed, job.replication, first.years))


def side_by_side(jobs: MissingJobs) -> None:
    """The same runs, half of them in each of two threads: what two workers could do at best."""
    all_jobs = list(jobs)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(bare_half, [all_jobs[worker::2] for worker in range(2)]))


def measure(pairs: int) -> Iterator[AnyLine]:
    """What the runner adds to bare compute, and what a second worker brings, for runs of three lengths."""
    one_run = missing_jobs([task(shop(100))], range(1), {})
    kept(one_run, 1)
    measured = [(timed(partial(kept, one_run, 1)), timed(partial(bare, one_run))) for _ in range(pairs)]
    yield Line("what a sweep costs once: one run, runner, its own processor time", "bare compute", measured)
    for seconds in RUN_SECONDS:
        tasks = [task(shop_of(seconds))]
        jobs = missing_jobs(tasks, range(max(8, int(SECONDS / seconds))), {})
        alone, one, one_cpu, bare_cpu, two, ideal = [], [], [], [], [], []
        for _ in range(pairs):
            two.append(wall(partial(kept, jobs, 2)))
            ideal.append(wall(partial(side_by_side, jobs)))
            begun = time.process_time()
            one.append(wall(partial(kept, jobs, 1)))
            one_cpu.append(time.process_time() - begun)
            begun = time.process_time()
            alone.append(wall(partial(bare, jobs)))
            bare_cpu.append(time.process_time() - begun)
        what = f"{len(jobs)} runs of {1e3 * min(alone) / len(jobs):.0f} ms"
        # Shorter and longer runs stand beside the ones that the aims are about.
        aimed = seconds == RUN_SECONDS[1]
        pairs_of_one = list(zip(one, alone, strict=True))
        yield Line(
            f"{what}, runner with one worker", "bare compute", pairs_of_one, aim=Aim(1.05) if aimed else None
        )
        cpu = list(zip(one_cpu, bare_cpu, strict=True))
        yield Line(f"{what}, runner with one worker, processor time", "bare compute", cpu)
        pairs_of_two = list(zip(alone, two, strict=True))
        aim = Aim(1.9, at_least=True, missed=TWO_WORKERS) if aimed else None
        yield Line(f"{what}, bare compute", "runner with two workers", pairs_of_two, aim=aim)
        best = list(zip(two, ideal, strict=True))
        yield Line(f"{what}, runner with two workers", "two bare threads side by side", best)
