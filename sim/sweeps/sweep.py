"""Sweeps: an experiment's points in the same worlds, resumable, until they are done or precise enough."""

import html
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from sim.design.comparison import Cell, comparisons
from sim.design.designs import Point, points
from sim.design.question import Question, load_question
from sim.design.screening import said_of_size
from sim.english import counted
from sim.errors import InputError
from sim.outcomes import OUTCOMES
from sim.places import find_experiment
from sim.running.cluster import open_cluster
from sim.running.jobs import missing_jobs
from sim.running.supervisor import OpenExecutor
from sim.store.failures import Failed
from sim.store.store import Store
from sim.store.tables import RUN
from sim.sweeps.noting import levers_of, prepare
from sim.sweeps.rows import as_table, laid_out
from sim.sweeps.runner import OnProgress, run_jobs

if TYPE_CHECKING:
    from sim.analysis.differences import Difference
    from sim.analysis.runs import Runs
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
        return as_table(self.points, self.columns(tuple(OUTCOMES)))

    def differences(self) -> "list[Difference]":
        """What the question compares, judged."""
        return judged(self.question, self.points, self.columns(self.question.looked_at))

    def answer(self) -> str:
        """The differences of interest, or where there are none the outcomes, over the points, in a few lines."""
        from sim.analysis.closed import HEADCOUNT, closed
        from sim.analysis.sweep_text import sweep_text

        runs = self.columns(self.question.looked_at)
        found = judged(self.question, self.points, runs) if self.question.asks_differences else []
        text = sweep_text(self.question, runs, found, self.points[0].scenario.currency)
        said = (said_of_size(self.question), closed(self.columns((HEADCOUNT,))))
        return "\n\n".join([*self._goals(), *(fill(one, 100) for one in said if one), text])

    def _goals(self) -> list[str]:
        """The answer to a question that has goals."""
        from sim.analysis.goals import COST, prospects
        from sim.analysis.goals_text import goals_answered

        goals = self.question.goals
        if not goals:
            return []
        runs = self.columns(list(dict.fromkeys([*(goal.outcome for goal in goals), COST])))
        found = prospects(self.question, runs, _cells(self.points), levers_of(self.question, self.points))
        return [goals_answered(self.question, found, self.points[0].scenario.currency)]

    def _repr_html_(self) -> str:
        """For notebooks: the question, its answer, and where everything is."""
        asked = f"<p><b>{html.escape(self.question.title)}</b><br>{html.escape(self.question.question)}</p>"
        points = counted(len(self.points), "point")
        run = html.escape(f"{points}. {self.stopped} Everything is in {self.folder}.")
        return f"{asked}<pre>{html.escape(self.answer())}</pre><p>{run}</p>"

    def columns(self, outcomes: Sequence[str]) -> dict[str, np.ndarray]:
        """The columns of the table, of outcomes only those that are named: all of a large store take long to read."""
        points = [point.task.point for point in self.points]
        columns = laid_out(self.points, Store(self.folder).runs(points, [*RUN, *outcomes]), outcomes)
        asked = columns["replication"] < self.replications
        return {name: values[asked] for name, values in columns.items()}


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
    point meets, as the experiment says unless given. workers: runs at a time, one for each processor unless given.
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
        precision = question.precision if replications is None else None
        wanted = replications or question.first_worlds
        failures: list[Failed] = []
        tried = 0  # worlds of earlier looks; those that failed are not tried again
        while True:
            jobs = missing_jobs(tasks, range(tried, wanted), Store(folder).complete(series=question.series))
            prepare(folder, question, found, needed=len(jobs) > 0)
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
            from sim.analysis.precision import decide

            runs = as_table(found, done.columns([precision.outcome]))
            decision = decide(question, runs, len(found), wanted)
            if decision.stop:
                return replace(done, stopped=decision.why)
            tried, wanted = wanted, min(precision.at_most, wanted + precision.batch)


def _as_asked(worlds: int, failures: Sequence[Failed]) -> str:
    if failures:
        return f"{worlds} worlds were asked for, in which {len(failures)} runs failed and are missing."
    return "The one world that was asked for." if worlds == 1 else f"All {worlds} worlds that were asked for."


def judged(question: Question, found: Sequence[Point], runs: "Runs") -> "list[Difference]":
    """What a question compares, judged, from a row a run."""
    # Here and not above: statistics take a while to load, and runs need none.
    from sim.analysis.differences import asked_differences

    return asked_differences(question, runs, comparisons(question, _cells(found)))


def _cells(found: Sequence[Point]) -> list[Cell]:
    return [Cell(p.number, p.scenario.name, p.policy.name, p.contrast, p.factors) for p in found]
