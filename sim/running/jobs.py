"""Jobs: each is all runs wanted of one world. They share its warm-up and its luck, so they are paired."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING, Any

from sim.model.scenario import Scenario
from sim.policies import Policy
from sim.running.addresses import origin, point_key, warm_up_content

if TYPE_CHECKING:
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

    @cached_property
    def worlds(self) -> tuple[str, int, int]:
        """What decides the task's worlds until the policies begin: tasks that agree share a warm-up."""
        return warm_up_content(self.scenario), self.seed, self.years

    @cached_property
    def origin(self) -> dict[str, Any]:
        """What all runs of the task say of where they come from."""
        return origin(self.scenario, self.policy, self.contrast, self.seed, self.years, self.point)


@dataclass(frozen=True)
class Job:
    """One world, by its replication, and the tasks that run in it: all that are wanted, or some of so many."""

    tasks: tuple[Task, ...]
    replication: int
    of: int = 0

    @property
    def wanted(self) -> int:
        """How many tasks are wanted of this world, in this job and others."""
        return self.of or len(self.tasks)

    def cut(self, count: int) -> Iterator["Job"]:
        """The job in so many parts or fewer, for as many workers: each warms the world up for itself."""
        size = ceil(len(self.tasks) / count)
        for first in range(0, len(self.tasks), size):
            yield Job(self.tasks[first : first + size], self.replication, self.wanted)


@dataclass(frozen=True)
class Failure:
    """A run that failed, and why: a traceback, or that its worker died."""

    task: Task
    replication: int
    why: str


@dataclass(frozen=True)
class Done:
    """A task that has run in the world of a job: the run, or why it failed."""

    job: Job
    task: Task
    result: "Run | str"


@dataclass(frozen=True)
class Report:
    """What a worker sends back for some jobs: of each task, in their order, the run or why it failed."""

    results: "tuple[Run | str, ...]"
    seconds: float  # time that they took


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
    """The jobs that the store lacks, replication by replication; tasks whose warm-up is the same share a world.

    Tasks that several design points have in common run once.
    """
    worlds: dict[tuple[str, int, int], list[Task]] = {}
    for task in {task.point: task for task in tasks}.values():
        worlds.setdefault(task.worlds, []).append(task)
    return MissingJobs(tuple(map(tuple, worlds.values())), replications, finished)
