"""Runs for the page of findings: ways to run, in paired worlds, kept in results/findings/ so that each runs once."""

import sys
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa

from docs.tables import DOCS
from sim.analysis.runs import column
from sim.cli.progress import Meter
from sim.design.way import Way
from sim.model.parameters import WEEKS_A_YEAR
from sim.model.scenario import Scenario
from sim.outcomes import OUTCOMES
from sim.running.jobs import Task, missing_jobs
from sim.running.scenarios import load_scenario
from sim.store.store import Store
from sim.sweeps.runner import run_jobs

CACHE = DOCS.parent / "results" / "findings"
SEED = 1

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Ask:
    """A way to run a scenario for so many years, in so many worlds."""

    way: Way
    scenario: Scenario | str = "turnover_city"
    years: int = 3
    worlds: int = 8


@dataclass(frozen=True)
class Found:
    """One way's runs, world by world; NaN where a run failed or an outcome is not defined."""

    summaries: Mapping[str, np.ndarray]  # outcome to its value over the whole run, one a world
    weekly: Mapping[str, np.ndarray]  # outcome to [world, week]; empty unless weeks were asked for

    def values(self, outcome: str) -> np.ndarray:
        """An outcome over the whole run, one value a world."""
        return self.summaries[outcome]

    def weeks(self, outcome: str) -> np.ndarray:
        """An outcome week by week, [world, week]."""
        return self.weekly[outcome]


class Runs:
    """Gives the runs that sections ask for: those that are kept are read, the others run on all cores and are kept.

    Runs are kept by their point, a hash of all that decides them, the model's sources among it: after a change of the
    model they run anew. Each is kept as soon as it has ended, so that an interrupted command goes on where it was.
    """

    def __init__(self, meter: Meter, folder: Path = CACHE, worlds: int | None = None):
        self._meter, self._folder, self._worlds = meter, folder, worlds

    def of(self, what: str, asks: Mapping[Name, Ask], *, weekly: bool = False) -> dict[Name, Found]:
        """The runs of each ask, by its name; worlds of the same number are the same world.

        what: what the progress line calls them. weekly: keep the weeks too, in a store of its own, as they are large.
        """
        tasks = {name: self._task(ask) for name, ask in asks.items()}
        worlds = {name: self._worlds or ask.worlds for name, ask in asks.items()}
        folder = self._folder / "weekly" if weekly else self._folder
        for count in sorted(set(worlds.values())):
            wanted = [tasks[name] for name in asks if worlds[name] == count]
            self._run(what, wanted, count, folder, weekly)
        points = {task.point for task in tasks.values()}
        kept = Store(folder).runs(points)
        weeks = Store(folder).series(points) if weekly else None
        read = _Kept(kept, weeks)
        return {name: read.of(tasks[name], worlds[name]) for name in asks}

    def _task(self, ask: Ask) -> Task:
        return ask.way.task(load_scenario(ask.scenario), SEED, ask.years)

    def _run(self, what: str, tasks: Iterable[Task], worlds: int, folder: Path, weekly: bool) -> None:
        jobs = missing_jobs(tasks, range(worlds), Store(folder).complete(series=weekly))
        if not jobs:
            return
        self._meter.start(f"{what}: worlds", len(jobs))
        failed = run_jobs(
            jobs,
            folder,
            series=weekly,
            on_progress=lambda progress: self._meter.show(progress.done, progress.failed),
        )
        if failed:
            print(f"{len(failed)} runs failed: `sim results describe {folder}` says why", file=sys.stderr)


@dataclass(frozen=True)
class _Kept:
    """Rows of a store, found by point."""

    runs: pa.Table
    series: pa.Table | None

    def of(self, task: Task, worlds: int) -> Found:
        """A task's runs in the first worlds."""
        rows = np.array(self._rows.get(task.point, []), int)
        world = column(self.runs, "replication")[rows]
        rows, world = rows[world < worlds], world[world < worlds]
        summaries = {}
        for name in OUTCOMES:
            values = np.full(worlds, np.nan)
            values[world] = self._columns[name][rows]
            summaries[name] = values
        return Found(summaries, self._weeks(task, worlds))

    def _weeks(self, task: Task, worlds: int) -> dict[str, np.ndarray]:
        if self.series is None:
            return {}
        mine = column(self.series, "point") == task.point
        mine &= column(self.series, "replication") < worlds
        world, week = (column(self.series, name)[mine] for name in ("replication", "week"))
        found = {}
        for name in OUTCOMES:
            found[name] = np.full((worlds, task.years * WEEKS_A_YEAR), np.nan)
            found[name][world, week] = column(self.series, name)[mine]
        return found

    @cached_property
    def _rows(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for place, point in enumerate(self.runs["point"].to_pylist()):
            rows.setdefault(point, []).append(place)
        return rows

    @cached_property
    def _columns(self) -> dict[str, np.ndarray]:
        return {name: column(self.runs, name).astype(float) for name in OUTCOMES}
