"""Measured speed of experiments: what the runner, the store and Mesa's own runner cost over bare compute.

Times are wall-clock, because processes of their own and waiting for the disk are part of it. Every run here is a real
one, but for the sweeps of 100,000 and 1,000,000 runs, whose rows are made up: those measure the store and the parent.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import mesa
import numpy as np
import pyarrow as pa

from benchmarks.lines import Line, megabytes, timed
from sim.agents import MarketModel
from sim.design import designs
from sim.design.question import Question
from sim.model.parameters import DAYS_A_YEAR
from sim.model.scenario import Scenario
from sim.model.world import FOCAL
from sim.outcomes import OUTCOMES
from sim.policies import load_policy
from sim.running.jobs import Job, MissingJobs, Report, Task, missing_jobs
from sim.running.run import Run, run_world
from sim.store.files import write_parquet
from sim.store.store import Store
from sim.store.tables import IDENTITY, RUNS
from sim.store.views import query
from sim.sweeps.runner import run_jobs
from sim.sweeps.sweep import note_experiment
from sim.view.report.made import toml

ROOT = Path(__file__).parents[1]

wall = partial(timed, clock=time.perf_counter)

RUN_SECONDS = (0.01, 0.05, 0.5)
SECONDS = 6.0
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


def kept(jobs: MissingJobs, workers: int) -> None:
    """The same runs through the runner, with so many workers, into a store."""
    with tempfile.TemporaryDirectory() as folder:
        run_jobs(jobs, Path(folder), workers=workers, series=False)


def runner(pairs: int) -> Iterator[Line]:
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
        yield Line(f"{what}, runner with one worker", "bare compute", list(zip(one, alone, strict=True)))
        cpu = list(zip(one_cpu, bare_cpu, strict=True))
        yield Line(f"{what}, runner with one worker, processor time", "bare compute", cpu)
        yield Line(f"{what}, bare compute", "runner with two workers", list(zip(alone, two, strict=True)))
        best = list(zip(two, ideal, strict=True))
        yield Line(f"{what}, runner with two workers", "two bare threads side by side", best)


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
            "outcomes": ("turnover", "customer_satisfaction_all", "profit"),
            "compare": [{"policy": "people_only", "against": "neutral"}],
            "factors": [
                {"name": "customers.need_rate", "values": np.linspace(0.5, 2.0, points // 2).tolist()}
            ],
            "sampling": {"replications": worlds},
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
        future.set_result(Report(tuple(runs), 0.05 * len(runs)))
        return future


def fill(folder: Path, points: int, worlds: int) -> list[int]:
    """Sweep made-up runs into a store; returns the parent's highest memory after each tenth, in bytes."""
    asked = question(points, worlds)
    found = designs.points(asked)
    tasks = [point.task for point in found]
    note_experiment(folder, asked, found)
    jobs = missing_jobs(tasks, range(worlds), {})
    peaks: list[int] = []

    def look(progress: object) -> None:
        done = getattr(progress, "done", 0)
        while done >= (len(peaks) + 1) * len(jobs) / 10:
            peaks.append(1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    pool = MadeUp()
    run_jobs(jobs, folder, workers=2, series=False, executor=lambda workers: pool, on_progress=look)
    return peaks


def many(pairs: int) -> Iterator[Line]:
    """A sweep of 100,000 runs: the parent's memory, and going on with it; a question to 1,000,000 runs."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "many"
        for points, worlds in ((1_000, 100), (10_000, 10)):
            home = made_up(Path(place) / f"of-{points}", points, worlds)
            yield Line(
                f"`sim sweep` that finds nothing missing of {points:,} points in {worlds} worlds, answer included",
                "of 2 points",
                _asked_again(Path(place), pairs, points, worlds, home),
            )
            measured = [
                (wall(partial(missing, points, worlds, home)), wall(partial(missing, 2, 1, home)))
                for _ in range(pairs)
            ]
            yield Line(
                f"finding that, of {points:,} points, in a process that runs", "of 2 of them", measured
            )

        large = Path(place) / "large"
        for part in range(10):
            names = [f"{part:08x}{point:08x}" for point in range(1000)]
            write_parquet(large / "runs" / f"part-g2-{part}.parquet", made_up_runs(names, 100, part))
        asked_large = partial(query, large, MEANS)
        measured = [(wall(asked_large), wall(partial(query, home, MEANS))) for _ in range(pairs)]
        yield Line("mean by policy of 1,000,000 runs", "of 100,000", measured)

        code = (
            f"from benchmarks.experiments import fill, Path; print(*fill(Path({str(folder)!r}), 1000, 100))"
        )
        printed = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        peaks = [float(peak) for peak in printed.stdout.split()]
        what = "highest memory of the parent by the end of 100,000 runs"
        yield Line(what, "after 10,000", [(peaks[-1], peaks[0])], megabytes)


MEANS = "SELECT policy, avg(turnover), avg(profit) FROM runs GROUP BY policy"


def missing(points: int, worlds: int, folder: Path) -> int:
    """How many jobs are missing in a store."""
    tasks = [point.task for point in designs.points(question(points, worlds))]
    return len(missing_jobs(tasks, range(worlds), Store(folder).finished()))


def _asked_again(
    place: Path, pairs: int, points: int, worlds: int, folder: Path
) -> list[tuple[float, float]]:
    """Seconds of the command on a full store, and on one of two points, each in a fresh process."""
    files = []
    for asked, home in ((question(points, worlds), folder), (question(2, 1), place / "two")):
        files.append((place / f"many-{len(asked.factors[0].given())}.toml", home))
        files[-1][0].write_text(toml(asked), encoding="utf-8")
    made_up(place / "two", 2, 1)
    full, two = (
        partial(_python, f"from sim.cli import main; main(['sweep', {str(file)!r}, '--out', {str(home)!r}])")
        for file, home in files
    )
    return [(wall(full), wall(two)) for _ in range(pairs)]


def made_up(folder: Path, points: int, worlds: int) -> Path:
    """A store in which nothing is missing of an experiment, in one large part."""
    asked = question(points, worlds)
    found = designs.points(asked)
    tasks = [point.task for point in found]
    note_experiment(folder, asked, found)
    rows = made_up_runs([task.point for task in tasks], worlds, 0)
    write_parquet(folder / "runs" / "part-g2-0.parquet", rows)
    return folder


def made_up_runs(names: Sequence[str], worlds: int, seed: int) -> pa.Table:
    """Runs of points in so many worlds, the two policies in turn."""
    luck = np.random.default_rng(seed)
    points = np.repeat(names, worlds)
    columns = {name: np.full(len(points), name) for name in IDENTITY}
    columns |= {"point": points, "policy": np.repeat(["neutral", "people_only"] * (len(names) // 2), worlds)}
    columns |= {"seed": np.ones(len(points)), "years": np.ones(len(points))}
    columns |= {"replication": np.tile(np.arange(worlds), len(names))}
    columns |= {outcome: luck.normal(size=len(points)) for outcome in OUTCOMES}
    return pa.table(columns).cast(RUNS.schema)


def _python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
