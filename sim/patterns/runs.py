"""Running policies in the same few worlds: small markets, whose warm-ups are shared, and whose runs are kept."""

import time
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

import numpy as np

from sim.claims.kept import Address, Kept
from sim.claims.running import KEEP_SECONDS
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.states import AS_MANAGED, CONTRASTS
from sim.patterns.grid import AXES
from sim.policies import Policy
from sim.running.course import warmed_up
from sim.running.jobs import Task
from sim.running.run import branch
from sim.running.stretches import Measured, Stretch, measured

MANAGED = CONTRASTS[AS_MANAGED]


@dataclass
class Market:
    """Where policies are tried: a scenario's small market over some years, and what has been kept of it."""

    scenario: Scenario
    seed: int
    years: int
    kept: Kept
    workers: int
    _warm: dict[int, World] = field(default_factory=dict)

    def outcomes(self, policies: Sequence[Policy], worlds: Sequence[int]) -> np.ndarray:
        """Turnover, satisfaction, profit of revenue, and revenue a year, of each policy: means over the worlds.

        NaN where one is not defined in some world: the firm is gone there.
        """
        tasks = [Task.of(self.scenario, policy, MANAGED, self.seed, self.years) for policy in policies]
        self._run({(task.point, world): task for task in tasks for world in worlds})
        means = [np.mean([self._measures((task.point, world)) for world in worlds], axis=0) for task in tasks]
        return np.array(means)

    @property
    def _whole(self) -> Stretch:
        return Stretch.of_years(0, 0.0, float(self.years))

    def _measures(self, address: Address) -> np.ndarray:
        turnover, satisfaction, profit, revenue = (
            self.kept.value(address, self._whole, name)
            for name in (*(axis.outcome for axis in AXES), "revenue")
        )
        return np.array([turnover, satisfaction, profit / revenue if revenue > 0.0 else np.nan, revenue])

    def _run(self, tasks: dict[Address, Task]) -> None:
        """Run what is not kept yet, on all workers; on an interrupt nothing more begins, and what is done is kept."""
        lacking = {at: task for at, task in tasks.items() if self.kept.lacks(at, [self._whole])}
        if not lacking:
            return
        done: dict[Address, Measured] = {}
        due = time.monotonic() + KEEP_SECONDS
        with ThreadPoolExecutor(self.workers) as threads:
            try:
                self._warm_up(threads, sorted({world for _, world in lacking}))
                left: dict[Future[Measured], Address] = {
                    threads.submit(self._one, task, world): (point, world)
                    for (point, world), task in lacking.items()
                }
                while left:
                    for future in wait(left, return_when=FIRST_COMPLETED).done:
                        done[left.pop(future)] = future.result()
                    if time.monotonic() >= due:
                        self.kept.add_runs(done)
                        done, due = {}, time.monotonic() + KEEP_SECONDS
            finally:
                threads.shutdown(wait=False, cancel_futures=True)
                self.kept.add_runs(done)

    def _warm_up(self, threads: ThreadPoolExecutor, worlds: Sequence[int]) -> None:
        fresh = [world for world in worlds if world not in self._warm]
        warm = threads.map(lambda world: warmed_up(self.scenario, self.seed, world, self.years), fresh)
        self._warm |= dict(zip(fresh, warm, strict=True))

    def _one(self, task: Task, world: int) -> Measured:
        w = branch(self._warm[world], task.scenario, task.policy, task.contrast, task.years)
        return measured(w, [self._whole])
