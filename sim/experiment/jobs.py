"""Jobs: one world each. The runs of a job share its warm-up and its luck, and are paired for that."""

import time
import traceback
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sim.policies import Policy
from sim.runs import Engine, Run, digest_of, point_key, run_world
from sim.scenario import Scenario


@dataclass(frozen=True)
class Task:
    """What a point wants of every world: a policy under a contrast. `point` is its address in the store."""

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
    """One world and the tasks to be done in it."""

    tasks: tuple[Task, ...]
    replication: int

    @property
    def name(self) -> str:
        """An address: what it runs, and in which world."""
        return f"{digest_of(' '.join(task.point for task in self.tasks))}-{self.replication}"


@dataclass(frozen=True)
class Failure:
    """A world whose runs failed, and why."""

    job: Job
    why: str


@dataclass(frozen=True)
class Report:
    """What a worker has to tell of some jobs."""

    runs: tuple[Run, ...]
    failures: tuple[Failure, ...]
    seconds: float = 0.0  # that the jobs took


def missing_jobs(
    tasks: Iterable[Task], replications: Sequence[int], finished: Mapping[str, Collection[int]]
) -> list[Job]:
    """The jobs that the store lacks, replication by replication: tasks of one scenario share a world."""
    worlds: dict[tuple[str, int, int], list[Task]] = {}
    for task in tasks:
        worlds.setdefault((task.scenario.content(), task.seed, task.years), []).append(task)
    jobs = []
    for replication in replications:
        for shared in worlds.values():
            lacking = tuple(task for task in shared if replication not in finished.get(task.point, ()))
            if lacking:
                jobs.append(Job(lacking, replication))
    return jobs


def do_jobs(jobs: Sequence[Job], engine: Engine) -> Report:
    """Run some jobs; one that fails does not stop the others."""
    begun = time.perf_counter()
    runs: list[Run] = []
    failures = []
    for job in jobs:
        first = job.tasks[0]
        designs = [(task.policy, task.contrast) for task in job.tasks]
        try:
            runs += run_world(
                first.scenario, designs, first.seed, job.replication, first.years, engine=engine
            )
        except Exception:
            failures.append(Failure(job, traceback.format_exc()))
    return Report(tuple(runs), tuple(failures), time.perf_counter() - begun)
