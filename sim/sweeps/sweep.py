"""Sweeps: an experiment's points in the same worlds, resumable, until they are done or precise enough."""

import json
import platform
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sim.analysis.differences import Difference, asked_differences
from sim.analysis.precision import decide
from sim.analysis.sweep_text import sweep_text
from sim.design.comparison import Cell, comparisons
from sim.design.designs import Point, points
from sim.design.question import Question, load_question
from sim.errors import InputError
from sim.model.digest import model_digest
from sim.outcomes import OUTCOMES
from sim.places import find_experiment
from sim.running.addresses import digest_of
from sim.running.cluster import open_cluster
from sim.running.jobs import missing_jobs
from sim.running.supervisor import OpenExecutor
from sim.store.failures import Failed
from sim.store.files import write_bytes, write_parquet
from sim.store.store import Store
from sim.sweeps.runner import OnProgress, run_jobs
from sim.version import VERSION

if TYPE_CHECKING:
    from sim.running.course import Engine


@dataclass(frozen=True)
class Sweep:
    """An experiment that has been run: its question, its points, and where everything is."""

    question: Question
    points: tuple[Point, ...]
    replications: int  # worlds that every point met
    folder: Path
    failures: tuple[Failed, ...]
    stopped: str  # why no more worlds were run, in plain words

    def table(self) -> pa.Table:
        """A row a point and replication: point_number, what made it, the factors, the outcomes.

        Of the worlds that the store holds, those that were asked for.
        """
        runs = Store(self.folder).runs([point.task.point for point in self.points])
        return tidy(self.points, runs.filter(pc.less(runs["replication"], self.replications)))

    def differences(self) -> list[Difference]:
        """What the question compares, judged."""
        return judged(self.question, self.points, self.table())

    def answer(self) -> str:
        """The differences of interest, or where there are none the outcomes, over the points, in a few lines."""
        table = self.table()
        found = judged(self.question, self.points, table) if self.question.asks_differences else []
        return sweep_text(self.question, table, found, self.points[0].scenario.currency)


def sweep(
    experiment: Question | str | Path,
    *,
    replications: int | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    folder: Path | str | None = None,
    policies: Path | str | None = None,
    executor: OpenExecutor | None = None,
    engine: "Engine" = "fast",
    on_batch: Callable[[int], OnProgress] = lambda wanted: lambda progress: None,
) -> Sweep:
    """Run what an experiment lacks; asked again, it goes on where it was.

    experiment: a Question, the name of one that comes with the project, or a file. replications: worlds that every
    point meets, as the experiment says unless given. workers: processes, one for each processor unless given.
    cluster: `local`, or the address of a Dask scheduler. folder: of results, results/NAME unless given. policies: a
    folder of policies of your own. executor: any other way to open a concurrent.futures.Executor of some workers.
    engine: of the runs, `mesa` for agents one at a time. on_batch: called with the number of jobs of each batch, it
    returns what to call as they progress.

    Raises InputError for bad input.
    """
    question = experiment if isinstance(experiment, Question) else load_question(find_experiment(experiment))
    for name, given in (("replications", replications), ("workers", workers)):
        if given is not None and (given != int(given) or given < 1):
            raise InputError(f"{name} must be a whole number from 1, got {given}")
    folder = Path(folder or Path("results") / question.name)
    found = tuple(points(question, Path(policies) if policies else None))
    tasks = [point.task for point in found]
    with open_cluster(cluster) if executor is None else nullcontext(executor) as opened:
        note_experiment(folder, question, found)
        precision = question.precision if replications is None else None
        wanted = replications or question.first_worlds
        failures: list[Failed] = []
        tried = 0  # worlds of earlier looks; those that failed are not tried again
        while True:
            jobs = missing_jobs(tasks, range(tried, wanted), Store(folder).finished())
            failures += run_jobs(
                jobs,
                folder,
                engine=engine,
                workers=workers,
                series=question.series,
                executor=opened,
                on_progress=on_batch(len(jobs)),
            )
            done = Sweep(question, found, wanted, folder, tuple(failures), _as_asked(wanted, failures))
            if precision is None:
                return done
            decision = decide(question, done.table(), len(found), wanted)
            if decision.stop:
                return replace(done, stopped=decision.why)
            tried, wanted = wanted, min(precision.at_most, wanted + precision.batch)


def _as_asked(worlds: int, failures: Sequence[Failed]) -> str:
    if failures:
        return f"{worlds} worlds were asked for, in which {len(failures)} runs failed and are missing."
    return "The one world that was asked for." if worlds == 1 else f"All {worlds} worlds that were asked for."


def judged(question: Question, found: Sequence[Point], table: pa.Table) -> list[Difference]:
    """What a question compares, judged, from a row a run."""
    cells = (Cell(p.number, p.scenario.name, p.policy.name, p.contrast, p.factors) for p in found)
    return asked_differences(question, table, comparisons(question, cells))


def note_experiment(folder: Path, question: Question, found: Sequence[Point]) -> None:
    """Write down what is asked, point by point, before anything runs."""
    address = digest_of(" ".join(point.task.point for point in found))
    home = folder / "experiments" / f"{question.name}-{address}"
    if (home / "provenance.json").exists():
        return
    write_bytes(home / "question.json", question.model_dump_json(indent=1).encode())
    rows = [
        {
            "point_number": point.number,
            "point": point.task.point,
            "scenario": point.scenario.name,
            "policy": point.policy.name,
            "contrast": point.contrast,
            **{factor.name: point.factors.get(factor.name) for factor in question.factors},
        }
        for point in found
    ]
    write_parquet(home / "design.parquet", pa.Table.from_pylist(rows))
    provenance = {"version": VERSION, "digest": model_digest(), "python": platform.python_version()}
    write_bytes(home / "provenance.json", json.dumps(provenance | {"machine": platform.machine()}).encode())


def tidy(found: Sequence[Point], runs: pa.Table) -> pa.Table:
    """Runs as rows of their points; a run that several points want stands once for each of them."""
    keys = runs["point"].to_numpy(zero_copy_only=False)
    order = np.argsort(keys, kind="stable")
    wanted = [point.task.point for point in found]
    begin, end = (np.searchsorted(keys[order], wanted, side=side) for side in ("left", "right"))
    rows = (
        np.concatenate([order[a:b] for a, b in zip(begin, end, strict=True)]) if wanted else np.array([], int)
    )
    number = np.repeat(np.arange(len(wanted)), end - begin).tolist()
    factors = dict.fromkeys(name for point in found for name in point.factors)
    columns: dict[str, pa.Array] = {
        "point_number": pa.array(number),
        "replication": runs["replication"].take(pa.array(rows)),
        "scenario": pa.array([found[i].scenario.name for i in number], pa.string()),
        "policy": pa.array([found[i].policy.name for i in number], pa.string()),
        "contrast": pa.array([found[i].contrast for i in number], pa.string()),
    }
    for factor in factors:
        columns[factor] = pa.array([found[i].factors.get(factor) for i in number])
    for outcome in OUTCOMES:
        columns[outcome] = runs[outcome].take(pa.array(rows))
    return pa.table(columns).sort_by([("point_number", "ascending"), ("replication", "ascending")])
