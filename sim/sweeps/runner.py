"""The runner: jobs in this process or on any executor, committed in chunks as they come back.

Workers only compute; this process alone writes, and holds no more of a sweep than what is in flight.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.running.jobs import Job, MissingJobs, Report, do_jobs
from sim.running.processes import default_workers, local_processes
from sim.running.supervisor import CHUNK_SECONDS, OpenExecutor, Waiting, Work, supervise
from sim.store.failures import Failed, note_failure
from sim.store.store import Store
from sim.store.upkeep import FAN_IN, compact, in_use, pack

if TYPE_CHECKING:
    from sim.running.course import Engine


@dataclass
class Progress:
    """How far a set of jobs is."""

    wanted: int
    done: int = 0
    failed: int = 0


OnProgress = Callable[[Progress], None]


def run_jobs(
    jobs: MissingJobs | Sequence[Job],
    folder: Path,
    *,
    engine: "Engine" = "fast",
    workers: int | None = None,
    series: bool = True,
    executor: OpenExecutor = local_processes,
    on_progress: OnProgress = lambda progress: None,
) -> list[Failed]:
    """Run jobs and commit their results; returns the runs that failed, which are recorded too.

    With one worker everything happens in this process. Interrupted, what is committed stays. Raises InputError
    where the folder cannot be written or the disk is full.
    """
    count = len(jobs)
    keeper = _Keeper(Store(folder), series, Progress(count), on_progress)
    work = partial(do_jobs, engine=engine, series=series)
    workers = min(workers or default_workers(), count)
    on_progress(keeper.progress)
    with in_use(folder):
        if workers <= 1 and executor is local_processes:
            _run_here(jobs, work, keeper)
        elif count:
            from sim.model.precompile import compile_all

            compile_all()
            supervise(Waiting(iter(jobs), count), work, keeper.take, workers, executor)
        if count:
            pack(folder)
    return keeper.failed


class _Keeper:
    """Commits what workers return, joins parts now and then, and reports how far it is."""

    def __init__(self, store: Store, series: bool, progress: Progress, on_progress: OnProgress):
        self.progress = progress
        self.failed: list[Failed] = []
        self._store, self._series, self._on_progress = store, series, on_progress
        self._commits = 0

    def take(self, report: Report, chunk: list[Job]) -> None:
        """Commit the results of a chunk of jobs."""
        self._store.keep(task for job in chunk for task in job.tasks)
        self._store.commit(report.runs, series=self._series)
        self.failed += [note_failure(self._store.folder, failure) for failure in report.failures]
        self.progress.failed += report.spoilt
        self.progress.done += len(chunk) - report.spoilt
        self._commits += 1
        if self._commits % FAN_IN == 0:
            compact(self._store.folder)
        self._on_progress(self.progress)


def _run_here(jobs: Iterable[Job], work: Work, keeper: _Keeper) -> None:
    """Run jobs in this process; what is finished is committed even if an interrupt comes between."""
    reports: list[Report] = []
    chunk: list[Job] = []

    def commit() -> None:
        if chunk:
            keeper.take(_joined(reports), chunk)
        reports.clear()
        chunk.clear()

    begun = time.monotonic()
    try:
        for job in jobs:
            reports.append(work([job]))
            chunk.append(job)
            if time.monotonic() - begun > CHUNK_SECONDS:
                commit()
                begun = time.monotonic()
    finally:
        commit()


def _joined(reports: list[Report]) -> Report:
    return Report(
        tuple(run for report in reports for run in report.runs),
        tuple(failure for report in reports for failure in report.failures),
        sum(report.spoilt for report in reports),
    )
