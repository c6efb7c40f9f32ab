"""Jobs: each is all runs wanted of one world. They share its warm-up and its luck, so they are paired."""

import time
import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sim.model.scenario import Scenario
from sim.policies import Policy
from sim.running.addresses import point_key

if TYPE_CHECKING:
    from sim.running.course import Engine
    from sim.running.run import Run


@dataclass(frozen=True)
class Task:
    """What a design point runs in each world: a policy under a contrast. `point` is its key in the store."""

    scenario: Scenario
    policy: Policy
    contrast: str
    seed: int
    years: int
    point: str

    @classmethod
    def of(cls, scenario: Scenario, policy: Policy, contrast: str, seed: int, years: int) -> "Task":
        """The task of a design point."""
        key = point_key(scenario, policy, contrast, seed, years)
        return cls(scenario, policy, contrast, seed, years, key)


@dataclass(frozen=True)
class Job:
    """One world, by its replication, and the tasks that run in it."""

    tasks: tuple[Task, ...]
    replication: int


@dataclass(frozen=True)
class Failure:
    """A run that failed, and why: a traceback, or that its worker died."""

    task: Task
    replication: int
    why: str


@dataclass(frozen=True)
class Report:
    """A worker's results for some jobs."""

    runs: "tuple[Run, ...]"
    failures: tuple[Failure, ...]
    spoilt: int  # number of jobs in which a run failed
    seconds: float = 0.0  # time that the jobs took


@dataclass(frozen=True)
class MissingJobs:
    """The jobs that a store lacks, replication by replication.

    They are made one at a time, because a large design has too many to hold. Replications are the outer loop, so that
    an interrupted sweep has nearly the same worlds for every point.
    """

    worlds: tuple[tuple[Task, ...], ...]  # tasks that share a world
    replications: Sequence[int]
    finished: Mapping[str, Collection[int]]

    def __iter__(self) -> Iterator[Job]:
        for replication in self.replications:
            for shared in self.worlds:
                lacking = tuple(
                    task for task in shared if replication not in self.finished.get(task.point, ())
                )
                if lacking:
                    yield Job(lacking, replication)

    def __len__(self) -> int:
        return self._count

    @cached_property
    def _count(self) -> int:
        return sum(1 for _ in self)


def missing_jobs(
    tasks: Iterable[Task], replications: Sequence[int], finished: Mapping[str, Collection[int]]
) -> MissingJobs:
    """The jobs that the store lacks, replication by replication; tasks of one scenario share a world.

    Tasks that several design points have in common run once.
    """
    worlds: dict[tuple[str, int, int], list[Task]] = {}
    for task in {task.point: task for task in tasks}.values():
        worlds.setdefault((task.scenario.content(), task.seed, task.years), []).append(task)
    return MissingJobs(tuple(map(tuple, worlds.values())), replications, finished)


def do_jobs(jobs: Sequence[Job], engine: "Engine", *, series: bool = True) -> Report:
    """The results of some jobs, with or without weekly series; a run that fails does not stop the others."""
    from sim.running.run import run_world  # here, so that finding that nothing is missing loads no model

    begun = time.perf_counter()
    runs: list[Run] = []
    failures: list[Failure] = []
    spoilt = 0
    for job in jobs:
        before = len(failures)
        waiting = list(job.tasks)
        while waiting:
            first = waiting[0]
            designs = [(task.policy, task.contrast) for task in waiting]
            try:
                for run in run_world(
                    first.scenario, designs, first.seed, job.replication, first.years, engine=engine
                ):
                    runs.append(run if series else replace(run, series={}))
                    del waiting[0]
            except Exception:  # the first in line failed; the loop warms up a new world for the rest
                failures.append(Failure(waiting.pop(0), job.replication, traceback.format_exc()))
        spoilt += len(failures) > before
    return Report(tuple(runs), tuple(failures), spoilt, time.perf_counter() - begun)
