"""Doing jobs: a world is warmed up once, and each task goes its own way from there."""

import time
import traceback
from collections import deque
from collections.abc import Sequence
from threading import Lock

from sim.model.records import World
from sim.running.course import Engine, warmed_up
from sim.running.jobs import Done, Job, Report, Task
from sim.running.run import Run, branch, finished, warm_up_of


class Begun:
    """A job that has been begun: whoever runs its first task warms the world up, and any thread may run the others."""

    def __init__(self, job: Job, *, engine: Engine, series: bool):
        self.job = job
        self.left = deque(job.tasks)
        self._engine, self._series = engine, series
        self._warming = Lock()
        self._warm: World | None = None

    def run(self, task: Task) -> Run:
        """The run of one of its tasks."""
        warm = self._warmed_up()
        w = branch(warm, task.scenario, task.policy, task.contrast, task.years, self._engine)
        return finished(w, task.origin, self.job.replication, series=self._series)

    def done(self, task: Task) -> Done:
        """What came of one of its tasks: an error is noted, and stops no other."""
        try:
            return Done(self.job, task, self.run(task))
        except Exception:
            return Done(self.job, task, traceback.format_exc())

    def _warmed_up(self) -> World:
        with self._warming:
            if self._warm is None:
                first = self.job.tasks[0]
                scenario = warm_up_of(task.scenario for task in self.job.tasks)
                self._warm = warmed_up(scenario, first.seed, self.job.replication, first.years, self._engine)
            return self._warm


def do_jobs(jobs: Sequence[Job], *, engine: Engine, series: bool) -> Report:
    """The results of some jobs, one after the other."""
    since = time.perf_counter()
    begun = (Begun(job, engine=engine, series=series) for job in jobs)
    results = tuple(one.done(task).result for one in begun for task in one.job.tasks)
    return Report(results, time.perf_counter() - since)
