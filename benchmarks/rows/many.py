"""Sweeps of 100,000 and 1,000,000 runs, which are made up: this measures the store and the process that writes."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks.fresh import ROOT, fresh, peak_bytes
from benchmarks.lines import Aim, Amount, AnyLine, Line, megabytes, wall
from benchmarks.shop import shop
from sim.design import designs
from sim.design.question import Question
from sim.model.parameters import TENURE_MONTHS
from sim.outcomes import OUTCOMES
from sim.policies import load_policy
from sim.running.jobs import Job, Report, missing_jobs
from sim.running.run import run_world
from sim.store.files import atomic_write
from sim.store.store import Store
from sim.store.tables import IDENTITY, RUNS, TENURES
from sim.store.views import query
from sim.sweeps.noting import note_experiment
from sim.sweeps.runner import run_jobs
from sim.view.report.made import toml

REASON = (
    "a part of it is starting, and most of the rest, see the lines beside it, is laying out the scenario of each "
    "point, whose numbers are checked and hashed"
)

WITHIN = {1_000: Aim(2.0, missed=REASON), 10_000: Aim(5.0, missed=REASON)}
"""Seconds of the whole command, by the points of a sweep of 100,000 runs."""


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


def fill(folder: str) -> list[float]:
    """Sweep 100,000 made-up runs into a store; returns the parent's highest memory after each tenth, in bytes."""
    asked, worlds = question(1_000, 100), range(100)
    found = designs.points(asked)
    note_experiment(Path(folder), asked, found)
    jobs = missing_jobs([point.task for point in found], worlds, {})
    peaks: list[float] = []

    def look(progress: object) -> None:
        done = getattr(progress, "done", 0)
        while done >= (len(peaks) + 1) * len(jobs) / 10:
            peaks.append(peak_bytes())

    pool = MadeUp()
    run_jobs(jobs, Path(folder), workers=2, series=False, executor=lambda workers: pool, on_progress=look)
    return peaks


def measure(pairs: int) -> Iterator[AnyLine]:
    """Going on with a sweep that is finished, a question to a large store, and the parent's memory over a sweep."""
    with tempfile.TemporaryDirectory() as place:
        for points, worlds in ((1_000, 100), (10_000, 10)):
            home = made_up(Path(place) / f"of-{points}", points, worlds)
            asked = asked_again(Path(place), min(pairs, 3), points, worlds, home)
            what = f"`sim sweep` that finds nothing missing of {points:,} points in {worlds} worlds, with its answer"
            yield Line(what, "of 2 points", asked)
            yield Amount(f"{what}: seconds", [full for full, two in asked], aim=WITHIN[points])
            measured = [
                (wall(partial(missing, points, worlds, home)), wall(partial(missing, 2, 1, home)))
                for _ in range(pairs)
            ]
            what = f"finding that nothing is missing of {points:,} points, in a process that runs"
            yield Line(what, "of 2 of them", measured)
            if points == 1_000:
                yield Amount(f"{what}: seconds", [full for full, two in measured], aim=Aim(2.0))

        large = Path(place) / "large"
        for part in range(10):
            names = [f"{part:08x}{point:08x}" for point in range(1000)]
            write_joined(large / "runs" / f"part-g2-{part}.parquet", made_up_runs(names, 100, part))
        asked_large = partial(query, large, MEANS)
        measured = [(wall(asked_large), wall(partial(query, home, MEANS))) for _ in range(pairs)]
        yield Line("mean by policy of 1,000,000 runs", "of 100,000", measured)

        peaks = fresh("benchmarks.rows.many", "fill", folder=str(Path(place) / "many"))
        what = "highest memory of the parent by the end of 100,000 runs"
        yield Line(what, "after 10,000", [(peaks[-1], peaks[0])], megabytes, Aim(1.1))


MEANS = "SELECT policy, avg(turnover), avg(profit) FROM runs GROUP BY policy"


def missing(points: int, worlds: int, folder: Path) -> int:
    """How many jobs are missing in a store."""
    tasks = [point.task for point in designs.points(question(points, worlds))]
    return len(missing_jobs(tasks, range(worlds), Store(folder).complete(series=False)))


def asked_again(place: Path, pairs: int, points: int, worlds: int, folder: Path) -> list[tuple[float, float]]:
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
    Store(folder).keep(tasks)
    names = [task.point for task in tasks]
    write_joined(folder / "tenures" / "part-g2-0.parquet", made_up_tenures(names, worlds))
    rows = made_up_runs(names, worlds, 0)
    for name in ("scenario_digest", "policy_digest"):
        digests = np.repeat([task.origin[name] for task in tasks], worlds)
        rows = rows.set_column(rows.column_names.index(name), name, pa.array(digests, pa.string()))
    write_joined(folder / "runs" / "part-g2-0.parquet", rows)
    return folder


def write_joined(path: Path, rows: pa.Table) -> None:
    """Write a part as joining writes it (sim.store.upkeep), through DuckDB: its keys take next to no room."""
    with atomic_write(path, sealed=True) as temporary, duckdb.connect() as connection:
        connection.from_arrow(rows).write_parquet(str(temporary), compression="zstd")


def made_up_tenures(names: Sequence[str], worlds: int) -> pa.Table:
    """The months of tenure of points in so many worlds."""
    months, runs = np.arange(TENURE_MONTHS), len(names) * worlds
    owner = np.repeat(np.arange(len(names)), worlds * len(months))
    columns = {
        "point": pa.array(names, pa.string()).take(pa.array(owner)),
        "replication": np.tile(np.repeat(np.arange(worlds), len(months)), len(names)),
        "month": np.tile(months, runs),
        "exposed": np.tile(4.0 + months, runs),
        "quits": np.tile(0.0 + months % 2, runs),
    }
    return pa.table(columns).cast(TENURES.schema)


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
