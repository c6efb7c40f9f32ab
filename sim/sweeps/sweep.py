"""Sweeps: an experiment's points in the same worlds, resumable, until they are done or precise enough."""

import html
import json
import platform
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from sim.design.comparison import Cell, comparisons
from sim.design.designs import Point, points
from sim.design.factors import Value
from sim.design.goals import own_values
from sim.design.question import Question, load_question
from sim.design.screening import said_of_size
from sim.english import counted
from sim.errors import InputError
from sim.model.digest import model_digest
from sim.outcomes import OUTCOMES
from sim.places import find_experiment
from sim.policies import Policy
from sim.running.addresses import digest_of
from sim.running.cluster import open_cluster
from sim.running.jobs import missing_jobs
from sim.running.supervisor import OpenExecutor
from sim.store.failures import Failed
from sim.store.files import write_bytes, write_parquet
from sim.store.store import Store
from sim.store.tables import RUN, arrow_table
from sim.sweeps.runner import OnProgress, run_jobs
from sim.version import VERSION

if TYPE_CHECKING:
    from sim.analysis.differences import Difference
    from sim.analysis.runs import Runs
    from sim.running.course import Engine

COUNTED = ("point_number", "replication")
"""Columns of whole numbers."""


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
        return _table(self.points, self.columns(tuple(OUTCOMES)))

    def differences(self) -> "list[Difference]":
        """What the question compares, judged."""
        return judged(self.question, self.points, self.columns(self.question.looked_at))

    def answer(self) -> str:
        """The differences of interest, or where there are none the outcomes, over the points, in a few lines."""
        from sim.analysis.sweep_text import sweep_text

        runs = self.columns(self.question.looked_at)
        found = judged(self.question, self.points, runs) if self.question.asks_differences else []
        text = sweep_text(self.question, runs, found, self.points[0].scenario.currency)
        size = said_of_size(self.question)
        return "\n\n".join([*self._goals(), *([fill(size, 100)] if size else []), text])

    def _goals(self) -> list[str]:
        """The answer to a question that has goals."""
        from sim.analysis.goals import COST, prospects
        from sim.analysis.goals_text import goals_answered

        goals = self.question.goals
        if not goals:
            return []
        runs = self.columns(list(dict.fromkeys([*(goal.outcome for goal in goals), COST])))
        found = prospects(self.question, runs, _cells(self.points), _own_values(self.question, self.points))
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
        columns = _laid_out(self.points, Store(self.folder).runs(points, [*RUN, *outcomes]), outcomes)
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
            from sim.analysis.precision import decide

            runs = _table(found, done.columns([precision.outcome]))
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


def _own_values(question: Question, found: Sequence[Point]) -> dict[str, dict[str, float]]:
    """What each policy, before a point changes it, gives the levers that vary."""
    managed = {p.policy.name: p.way.policy for p in found}
    return own_values([one for one in managed.values() if isinstance(one, Policy)], question.factors)


def note_experiment(folder: Path, question: Question, found: Sequence[Point]) -> None:
    """Write down what is asked, point by point, before anything runs.

    Of points that were asked about before, another question takes the place of the old one, so that a goal or a title
    that has changed needs no new run.
    """
    address = digest_of(" ".join(point.task.point for point in found))
    home = folder / "experiments" / f"{question.name}-{address}"
    if _is_noted(home, question):
        return
    write_bytes(home / "question.json", question.model_dump_json(indent=1).encode())
    columns: dict[str, Sequence[Any]] = {
        "point_number": [point.number for point in found],
        "point": [point.task.point for point in found],
        **_settings(found, [factor.name for factor in question.factors]),
    }
    write_parquet(home / "design.parquet", arrow_table(columns, _schema(columns)))
    provenance = {
        "version": VERSION,
        "digest": model_digest(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "size": said_of_size(question),
        "levers": _own_values(question, found),
    }
    write_bytes(home / "provenance.json", json.dumps(provenance).encode())


def _is_noted(home: Path, question: Question) -> bool:
    """Whether the very question, but for its number of worlds, is written down with all that goes with it."""
    try:
        provenance = json.loads((home / "provenance.json").read_text(encoding="utf-8"))
        noted = Question.model_validate_json((home / "question.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):  # not there, or another version's
        return False
    same = {"sampling": question.sampling}
    return "levers" in provenance and noted.model_copy(update=same) == question


def tidy(found: Sequence[Point], runs: pa.Table) -> pa.Table:
    """Runs as rows of their points; a run that several points want stands once for each of them."""
    return _table(found, _laid_out(found, runs, tuple(OUTCOMES)))


def _table(found: Sequence[Point], columns: Mapping[str, np.ndarray]) -> pa.Table:
    """Columns as a table, in which factors that a point leaves as the scenario has them are null."""
    schema = _schema(columns)
    left = {name: [None if v != v else v for v in columns[name].tolist()] for name in _factors(found)}
    return arrow_table({**columns, **left}, schema)


def _schema(columns: Mapping[str, Sequence[Any] | np.ndarray]) -> pa.Schema:
    """The types of columns: whole numbers where they count something, else words or numbers."""
    return pa.schema(
        [
            (name, pa.int64() if name in COUNTED else pa.string() if _has_words(values) else pa.float64())
            for name, values in columns.items()
        ]
    )


def _has_words(values: Sequence[Any] | np.ndarray) -> bool:
    if isinstance(values, np.ndarray):
        return values.dtype == object
    return any(isinstance(value, str) for value in values)


def _laid_out(found: Sequence[Point], runs: pa.Table, outcomes: Sequence[str]) -> dict[str, np.ndarray]:
    """Runs as rows of their points, by point number and replication, as columns."""
    keys = runs["point"].combine_chunks().dictionary_encode()
    replication, key = _numbers(runs["replication"]), np.from_dlpack(keys.indices)
    order = np.lexsort((replication, key))
    number_of = {name: number for number, name in enumerate(keys.dictionary.to_pylist())}
    wanted = np.array([number_of.get(point.task.point, -1) for point in found], int)
    begin, end = (np.searchsorted(key[order], wanted, side=side) for side in ("left", "right"))
    number = np.repeat(np.arange(len(found)), end - begin)
    nth = np.arange(len(number)) - np.repeat(np.cumsum(end - begin) - (end - begin), end - begin)
    rows = order[begin[number] + nth]
    columns = {"point_number": number, "replication": replication[rows]}
    for name, values in _settings(
        found, _factors(found)
    ).items():  # NaN where a point leaves a number as it is
        columns[name] = np.array(values, object if _has_words(values) else float)[number]
    return columns | {name: _numbers(runs[name])[rows] for name in outcomes}


def _settings(found: Sequence[Point], factors: Sequence[str]) -> dict[str, list[Value | None]]:
    """What points are, as columns: a value a point."""
    return {
        "scenario": [point.scenario.name for point in found],
        "policy": [point.policy.name for point in found],
        "contrast": [point.contrast for point in found],
        **{factor: [point.factors.get(factor) for point in found] for factor in factors},
    }


def _factors(found: Sequence[Point]) -> list[str]:
    return list(dict.fromkeys(name for point in found for name in point.factors))


def _numbers(column: pa.ChunkedArray) -> np.ndarray:
    """A column of numbers as an array, NaN for null; not by to_numpy, which loads pandas, and that takes a while."""
    found = column.combine_chunks()
    return np.from_dlpack(found.fill_null(np.nan) if found.null_count else found)
