"""Measured speed of experiments: what the runner, the store and Mesa's own runner cost over bare compute.

Times are wall-clock, because processes of their own and waiting for the disk are part of it. Every run here is a real
one, but for the sweeps of 100,000 and 1,000,000 runs, whose rows are made up: those measure the store and the parent.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from functools import partial
from pathlib import Path

import mesa
import numpy as np
import pyarrow as pa

from benchmarks.lines import Line, megabytes, timed
from sim.agents import MarketModel
from sim.experiment.files import write_parquet
from sim.experiment.jobs import Job, MissingJobs, Report, Task, missing_jobs
from sim.experiment.question import Question
from sim.experiment.runner import local_processes, run_jobs
from sim.experiment.sweep import note_experiment, plan
from sim.experiment.tables import IDENTITY, RUNS
from sim.experiment.views import query
from sim.outcomes import OUTCOMES
from sim.parameters import DAYS_A_YEAR
from sim.policies import load_policy
from sim.runs import Run, run_world
from sim.scenario import Scenario
from sim.world import FOCAL

ROOT = Path(__file__).parents[1]

wall = partial(timed, clock=time.perf_counter)

RUN_SECONDS = (0.01, 0.05, 0.5)
SECONDS = 3.0
"""Of compute in each measurement of the runner."""


def shop(customers: int) -> Scenario:
    """One firm that serves so many customers, with a year of warm-up and one under the policy."""
    sizes = {
        "customers": {"customers_per_firm": (customers, "customers"), "need_rate": (1.0, "1/month")},
        "people": {"employees_per_firm": (max(2, customers // 150), "employees")},
        "horizon": {"warm_up": (1, "years"), "years": (1, "years")},
    }
    sections = {
        section: {
            name: {"value": float(value), "unit": unit, "source": "assumed"}
            for name, (value, unit) in quantities.items()
        }
        for section, quantities in sizes.items()
    }
    return Scenario.model_validate(
        {
            "format_version": 1,
            "title": "a shop",
            "describes": "for measuring speed",
            "competition": "monopoly",
        }
        | {"name": "shop"}
        | sections
    )


def task(scenario: Scenario, policy: str = "neutral") -> Task:
    """A year under a policy."""
    return Task.of(scenario, load_policy(policy), "as_managed", 1, 1)


def bare(jobs: MissingJobs) -> list[Run]:
    """The same runs with nothing around them, in this process."""
    return [
        run
        for job in jobs
        for run in run_world(
            job.tasks[0].scenario, [(t.policy, t.contrast) for t in job.tasks], 1, job.replication, 1
        )
    ]


def shop_of(seconds: float) -> Scenario:
    """A shop of which a run takes about so long on this machine now."""
    few, many = 100, 1600
    for customers in (few, many):
        bare(missing_jobs([task(shop(customers))], range(1), {}))
    short, long = (
        min(wall(partial(bare, missing_jobs([task(shop(size))], range(3), {}))) / 3 for _ in range(3))
        for size in (few, many)
    )
    return shop(max(10, int(few + (seconds - short) / (long - short) * (many - few))))


def kept(jobs: MissingJobs, workers: int) -> None:
    """The same runs through the runner, with so many worker processes, into a store."""
    with tempfile.TemporaryDirectory() as folder:
        run_jobs(jobs, Path(folder), workers=workers, series=False, executor=lambda n: local_processes(n))


def runner(pairs: int) -> Iterator[Line]:
    """What the runner adds to bare compute, and what a second worker brings, for runs of three lengths."""
    for seconds in RUN_SECONDS:
        tasks = [task(shop_of(seconds))]
        jobs = missing_jobs(tasks, range(max(8, int(SECONDS / seconds))), {})
        for workers in (1, 2):
            kept(
                missing_jobs(tasks, range(8), {}), workers
            )  # starts them, and has them load what is compiled
        once = wall(partial(bare, jobs)) / len(jobs)
        one = [(wall(partial(kept, jobs, 1)), wall(partial(bare, jobs))) for _ in range(pairs)]
        what = f"{len(jobs)} runs of {1e3 * once:.0f} ms"
        yield Line(f"{what}, runner with one worker", "bare compute", one)
        two = [(wall(partial(kept, jobs, 1)), wall(partial(kept, jobs, 2))) for _ in range(pairs)]
        yield Line(f"{what}, one worker", "two workers", two)


class Collected(MarketModel):
    """The Mesa model with what batch_run wants of a model."""

    def __init__(self, scenario: Scenario, policy: str, world: int):
        super().__init__(scenario, load_policy(policy).practices, seed=world, years=1)
        self.datacollector = mesa.DataCollector({"profit": lambda model: model.world.firms["cash"][FOCAL]})

    def step(self) -> None:
        """A working day, and a look at the firm in the end."""
        super().step()
        if self.day == 2 * DAYS_A_YEAR:
            self.running = False
        self.datacollector.collect(self)


def batch_run(pairs: int) -> Iterator[Line]:
    """A sweep of two policies in two worlds, two years each, by Mesa's runner on the Mesa model and by ours."""
    policies, worlds, scenario = ["neutral", "people_only"], range(2), shop(300)
    jobs = missing_jobs([task(scenario, policy) for policy in policies], worlds, {})
    parameters = {"scenario": [scenario], "policy": policies, "world": list(worlds)}
    by_mesa = partial(
        mesa.batch_run,
        Collected,
        parameters,
        number_processes=1,
        max_steps=2 * DAYS_A_YEAR,
        display_progress=False,
    )
    kept(jobs, 1)
    measured = [(wall(by_mesa), wall(partial(kept, jobs, 1))) for _ in range(min(pairs, 3))]
    yield Line("2 policies in 2 worlds by mesa.batch_run", "by the runner with one worker", measured)


# ------------------------------------------------------------------------------ many runs


def question(points: int, worlds: int) -> Question:
    """An experiment of so many points, half of them under each of two policies, in so many worlds."""
    return Question.model_validate(
        {
            "format_version": 1,
            "name": "many",
            "title": "Many runs",
            "question": "How long does it take?",
            "scenarios": ("corner_shop",),
            "policies": ("neutral", "people_only"),
            "years": 1,
            "factors": [{"name": "customers.need_rate", "low": 0.5, "high": 2.0}],
            "sampling": {"kind": "latin_hypercube", "points": points // 2, "replications": worlds},
        }
    )


class MadeUp(Executor):
    """Gives at once what a worker would after a while: the rows of runs of 50 ms that nobody simulated."""

    def __init__(self) -> None:
        self._pattern = next(run_world(shop(50), [(load_policy("neutral"), "as_managed")], 1, 0, 1))

    def submit(self, work: Callable[..., Report], chunk: list[Job]) -> Future[Report]:  # type: ignore[override]
        """A future that has come already."""
        future: Future[Report] = Future()
        runs = [
            replace(self._pattern, point=t.point, replication=job.replication)
            for job in chunk
            for t in job.tasks
        ]
        future.set_result(Report(tuple(runs), (), 0, 0.05 * len(runs)))
        return future


def fill(folder: Path, points: int, worlds: int) -> list[int]:
    """Sweep made-up runs into a store; returns the parent's highest memory after each tenth, in bytes."""
    asked = question(points, worlds)
    found, tasks = plan(asked)
    note_experiment(folder, asked, found, tasks)
    jobs = missing_jobs(tasks, range(worlds), {})
    peaks: list[int] = []

    def look(progress: object) -> None:
        done = getattr(progress, "done", 0)
        while done >= (len(peaks) + 1) * len(jobs) / 10:
            peaks.append(1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    pool = MadeUp()
    run_jobs(jobs, folder, workers=2, series=False, executor=lambda workers: pool, tell=look)
    return peaks


def many(pairs: int) -> Iterator[Line]:
    """A sweep of 100,000 runs: the parent's memory, and going on with it; a question to 1,000,000 runs."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "many"
        code = (
            f"from benchmarks.experiments import fill, Path; print(*fill(Path({str(folder)!r}), 1000, 100))"
        )
        told = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        peaks = [float(peak) for peak in told.stdout.split()]
        what = "highest memory of the parent by the end of 100,000 runs"
        yield Line(what, "after 10,000", [(peaks[-1], peaks[0])], megabytes)

        asked = Path(place) / "many.json"
        asked.write_text(question(1000, 100).model_dump_json())
        stored, empty = (
            partial(_python, RESUME.format(str(asked), str(home))) for home in (folder, Path(place) / "none")
        )
        measured = [(wall(stored), wall(empty)) for _ in range(pairs)]
        what = "finding that nothing is missing of 100,000 runs, in a fresh process"
        yield Line(what, "that all of them are", measured)

        large = Path(place) / "large"
        for part in range(10):
            write_parquet(large / "runs" / f"part-g2-{part}.parquet", made_up_runs(part))
        asked_large = partial(query, large, MEANS)
        measured = [(wall(asked_large), wall(partial(query, folder, MEANS))) for _ in range(pairs)]
        yield Line("mean by policy of 1,000,000 runs", "of 100,000", measured)


MEANS = "SELECT policy, avg(turnover), avg(profit) FROM runs GROUP BY policy"

RESUME = """
from pathlib import Path
from sim.experiment.jobs import missing_jobs
from sim.experiment.question import Question
from sim.experiment.store import Store
from sim.experiment.sweep import plan
question = Question.model_validate_json(Path({!r}).read_text())
found, tasks = plan(question)
len(missing_jobs(tasks, range(question.sampling.replications), Store({!r}).finished()))
"""


def made_up_runs(part: int) -> pa.Table:
    """A tenth of a million runs: 1,000 points in 100 worlds."""
    luck = np.random.default_rng(part)
    points = np.repeat([f"{part:08x}{point:08x}" for point in range(1000)], 100)
    columns = {name: np.full(len(points), name) for name in IDENTITY}
    columns |= {"point": points, "policy": np.repeat(["neutral", "people_only"] * 500, 100)}
    columns |= {"seed": np.ones(len(points)), "years": np.ones(len(points))}
    columns |= {"replication": np.tile(np.arange(100), 1000)}
    columns |= {outcome: luck.normal(size=len(points)) for outcome in OUTCOMES}
    return pa.table(columns).cast(RUNS.schema)


def _python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
