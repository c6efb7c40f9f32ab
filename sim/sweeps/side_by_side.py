"""A few ways to run in the same worlds, in memory: for notebooks and scripts; sweeps keep theirs in a store."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.analysis.differences import Difference
from sim.analysis.judge import judge
from sim.analysis.statistics import Estimate, estimate
from sim.design.comparison import Comparison
from sim.design.way import Way
from sim.errors import InputError, unknown
from sim.model.parameters import WEEKS_A_YEAR
from sim.model.scenario import Scenario
from sim.outcomes import OUTCOMES
from sim.running.doing import Begun
from sim.running.jobs import Job, Task
from sim.running.limits import check_seed, check_years
from sim.running.run import Run
from sim.running.scenarios import load_scenario
from sim.running.workers import default_workers


@dataclass(frozen=True)
class SideBySide:
    """The runs of each way, world by world."""

    scenario: Scenario
    years: int
    ways: Mapping[str, Way]
    runs: Mapping[str, tuple[Run, ...]]  # way to its runs, in the order of worlds

    @property
    def worlds(self) -> int:
        """How many worlds every way met."""
        return len(next(iter(self.runs.values())))

    def values(self, way: str, outcome: str) -> np.ndarray:
        """An outcome over the whole run, one value a world, in the outcome's unit."""
        return np.array([run.summary[_known(outcome)] for run in self._of(way)])

    def weekly(self, way: str, outcome: str) -> np.ndarray:
        """An outcome week by week, [world, week]."""
        return np.array([run.series[_known(outcome)] for run in self._of(way)])

    def yearly(self, way: str, outcome: str) -> np.ndarray:
        """An outcome's mean week of each year, [world, year]."""
        weekly = self.weekly(way, outcome)
        means: np.ndarray = weekly.reshape(len(weekly), self.years, WEEKS_A_YEAR).mean(axis=2)
        return means

    def level(self, way: str, outcome: str) -> Estimate:
        """A way's mean with its 95% interval."""
        return estimate(self.values(way, outcome))

    def differences(
        self,
        way: str,
        against: str,
        outcomes: Sequence[str],
        *,
        smallest: Mapping[str, float] | None = None,
    ) -> list[Difference]:
        """The way less the other, each world against itself, judged as one family of so many outcomes.

        smallest: the smallest difference that matters in an outcome, in its unit.
        """
        found = judge(
            [(self.values(way, name), self.values(against, name)) for name in outcomes],
            [(smallest or {}).get(name) for name in outcomes],
        )
        order = list(self.ways)
        one = Comparison(
            self.ways[way],
            self.ways[against],
            way,
            against,
            self.scenario.name,
            self.ways[way].place,
            (order.index(way), order.index(against)),
        )
        return [Difference(one, name, judged) for name, judged in zip(outcomes, found, strict=True)]

    def _of(self, way: str) -> tuple[Run, ...]:
        if way not in self.runs:
            raise InputError(unknown("way", way, self.runs))
        return self.runs[way]


def compare(
    scenario: Scenario | str | Path,
    ways: Mapping[str, Way],
    *,
    worlds: int = 10,
    years: int | None = None,
    seed: int = 1,
    on_progress: Callable[[int], None] = lambda done: None,
) -> SideBySide:
    """Run every way in the same worlds, which share customers, needs and luck.

    scenario: a Scenario, the name of one that comes with the project, or a file. ways: by the names that they have in
    results. worlds: how many. years: as the scenario says unless given. on_progress: called with the number of
    finished worlds.

    Raises InputError for anything that does not exist or is out of range.
    """
    scenario = load_scenario(scenario)
    years, seed = check_years(scenario, years), check_seed(seed)
    if not ways:
        raise InputError("ways must be one or more by name, got none")
    if worlds != int(worlds) or worlds < 1:
        raise InputError(f"worlds must be a whole number from 1, got {worlds}")
    tasks = {name: way.task(scenario, seed, years) for name, way in ways.items()}
    with ThreadPoolExecutor(default_workers()) as threads:  # compiled runs leave Python to other threads
        futures = [threads.submit(_in_world, tasks, nth) for nth in range(worlds)]
        for done, _ in enumerate(as_completed(futures), start=1):
            on_progress(done)
    found = [future.result() for future in futures]
    runs = {name: tuple(one[name] for one in found) for name in ways}
    return SideBySide(scenario, years, dict(ways), runs)


def _in_world(tasks: Mapping[str, Task], replication: int) -> dict[str, Run]:
    """Every task in one world; those that change nothing of its warm-up share it."""
    alike: dict[object, dict[str, Task]] = {}
    for name, task in tasks.items():
        alike.setdefault(task.worlds, {})[name] = task
    runs: dict[str, Run] = {}
    for same in alike.values():
        begun = Begun(Job(tuple(same.values()), replication), engine="fast", series=True)
        runs |= {name: begun.run(task) for name, task in same.items()}
    return runs


def _known(outcome: str) -> str:
    if outcome not in OUTCOMES:
        raise InputError(unknown("outcome", outcome, OUTCOMES))
    return outcome
