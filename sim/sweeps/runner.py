"""The runner: jobs on this machine's threads or on any executor, committed together as they are done.

Workers only compute; this thread alone writes, and holds no more of a sweep than what is in flight.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from sim.running.jobs import Done, Failure, Job, MissingJobs
from sim.running.supervisor import OpenExecutor, Waiting, supervise
from sim.running.workers import default_workers, run_here
from sim.store.failures import Failed, note_failure
from sim.store.store import Store
from sim.store.upkeep import FAN_IN, compact, in_use, pack, set_aside

if TYPE_CHECKING:
    from sim.running.course import Engine


@dataclass
class Progress:
    """How far a set of jobs is."""

    wanted: int
    done: int = 0
    failed: int = 0
    part: float = 0.0  # of worlds that are under way: their runs that are done, each as its share of a world
    runs: int = 0  # single runs that are over, of all worlds


OnProgress = Callable[[Progress], None]


def run_jobs(
    jobs: MissingJobs | Sequence[Job],
    folder: Path,
    *,
    engine: "Engine" = "fast",
    workers: int | None = None,
    series: bool = True,
    executor: OpenExecutor | None = None,
    on_progress: OnProgress = lambda progress: None,
) -> list[Failed]:
    """Run jobs and commit their results; returns the runs that failed, which are recorded too.

    Without an executor the workers are threads of this process. Interrupted, what is committed stays. Raises
    InputError where the folder cannot be written or the disk is full.
    """
    count = len(jobs)
    keeper = _Keeper(Store(folder), series, Progress(count), on_progress)
    on_progress(keeper.progress)
    if count:
        with in_use(folder):
            set_aside(folder)
            _do(jobs, keeper, engine, workers or default_workers(), series, executor)
            pack(folder)
    return keeper.failed


def _do(
    jobs: MissingJobs | Sequence[Job],
    keeper: "_Keeper",
    engine: "Engine",
    workers: int,
    series: bool,
    executor: OpenExecutor | None,
) -> None:
    """Have the jobs done, of which there are some."""
    # Imported here, because finding that nothing is missing needs no model.
    from sim.model.precompile import compile_all
    from sim.running.doing import Begun, do_jobs

    compile_all()
    if executor is None:
        run_here(jobs, partial(Begun, engine=engine, series=series), keeper.take, workers)
        return
    # Two parts a worker at least, as the supervisor sends two to each: few worlds with many tasks are cut.
    parts = ceil(2 * workers / len(jobs))
    cut = (part for job in jobs for part in job.cut(parts))
    work = partial(do_jobs, engine=engine, series=series)
    supervise(Waiting(cut, parts * len(jobs)), work, keeper.take, workers, executor)


class _Keeper:
    """Commits what workers have done, joins parts now and then, and reports how far it is."""

    def __init__(self, store: Store, series: bool, progress: Progress, on_progress: OnProgress):
        self.progress = progress
        self.failed: list[Failed] = []
        self._store, self._series, self._on_progress = store, series, on_progress
        self._commits = 0
        self._under_way: dict[tuple[object, int], list[bool]] = {}  # world to whether each of its runs failed

    def take(self, done: Sequence[Done]) -> None:
        """Commit what has been done."""
        self._store.keep(one.task for one in done)
        runs = [one.result for one in done if not isinstance(one.result, str)]
        self._store.commit(runs, series=self._series)
        self.progress.runs += len(done)
        for one in done:
            if isinstance(one.result, str):
                failure = Failure(one.task, one.job.replication, one.result)
                self.failed.append(note_failure(self._store.folder, failure))
            self._count(one)
        self._commits += 1
        if self._commits % FAN_IN == 0:
            compact(self._store.folder)
        self._on_progress(self.progress)

    def _count(self, one: Done) -> None:
        """Count a world once all that is wanted of it is there."""
        world = one.task.worlds, one.job.replication
        failed = self._under_way.setdefault(world, [])
        failed.append(isinstance(one.result, str))
        self.progress.part += 1.0 / one.job.wanted
        if len(failed) == one.job.wanted:
            del self._under_way[world]
            # Nothing is left of sums of thirds once nothing is under way.
            self.progress.part = self.progress.part - 1.0 if self._under_way else 0.0
            self.progress.failed += any(failed)
            self.progress.done += not any(failed)
