"""The runner: jobs on any executor, in chunks of a second or two, committed as they come back.

Workers only compute; this process alone writes. A worker that dies takes its chunk along: the pool is made anew, the
chunk tried again, then split into single worlds, and a world that kills its worker three times is recorded as failed.
"""

import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from loky import get_reusable_executor

from sim.experiment.jobs import Failure, Job, Report, do_jobs
from sim.experiment.store import Store
from sim.precompile import compile_all
from sim.runs import Engine, digest_of

CHUNK_SECONDS = 1.5
"""Work that is sent to a worker at once: enough that sending it does not matter."""

TRIES = 3
"""Workers that one world may take along before it is given up."""


@dataclass
class Progress:
    """How far a set of jobs is."""

    wanted: int
    done: int = 0
    failed: int = 0


OpenExecutor = Callable[[int], Executor]
Tell = Callable[[Progress], None]


def default_workers() -> int:
    """One worker for each processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def local_processes(workers: int) -> Executor:
    """Processes of this machine."""
    return get_reusable_executor(max_workers=workers, initializer=_leave_interrupts_to_parent)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_jobs(
    jobs: Sequence[Job],
    folder: Path,
    *,
    engine: Engine = "fast",
    workers: int | None = None,
    series: bool = True,
    executor: OpenExecutor = local_processes,
    tell: Tell = lambda progress: None,
) -> list[Failure]:
    """Run jobs and commit what comes of them; returns those that failed, which are recorded too.

    With one worker everything happens in this process. Interrupted, what is committed stays.
    """
    store = Store(folder)
    for task in {task.point: task for job in jobs for task in job.tasks}.values():
        store.keep(task.scenario, task.policy)
    progress = Progress(len(jobs))
    failures: list[Failure] = []

    def take(report: Report, chunk: Sequence[Job]) -> None:
        store.commit(report.runs, series=series)
        for failure in report.failures:
            store.record_failure(*_note(failure))
        failures.extend(report.failures)
        progress.failed += len(report.failures)
        progress.done += len(chunk) - len(report.failures)
        tell(progress)

    tell(progress)
    workers = min(workers or default_workers(), len(jobs))
    if workers <= 1 and executor is local_processes:
        for job in jobs:
            take(do_jobs([job], engine), [job])
    else:
        compile_all()
        _supervise(deque(jobs), workers, engine, executor, take)
    store.compact()
    return failures


def _supervise(
    queue: deque[Job],
    workers: int,
    engine: Engine,
    open_executor: OpenExecutor,
    take: Callable[[Report, Sequence[Job]], None],
) -> None:
    """Keep the workers busy until the queue is empty, whatever becomes of them."""
    deaths: Counter[str] = Counter()
    pool = open_executor(workers)
    flying: dict[Future[Report], list[Job]] = {}
    alone: deque[Job] = deque()  # worlds that have been in a chunk whose worker died
    seconds = CHUNK_SECONDS
    try:
        while queue or alone or flying:
            while (queue or alone) and len(flying) < 2 * workers:
                size = max(1, min(int(CHUNK_SECONDS / seconds), ceil(len(queue) / (2 * workers))))
                chunk = (
                    [alone.popleft()] if alone else [queue.popleft() for _ in range(min(size, len(queue)))]
                )
                flying[pool.submit(do_jobs, chunk, engine)] = chunk
            landed, _ = wait(flying, return_when=FIRST_COMPLETED)
            try:
                for future in landed:
                    report = future.result()
                    chunk = flying.pop(future)
                    seconds = max(1e-3, report.seconds / len(chunk))
                    take(report, chunk)
            except BrokenExecutor:
                for job in (job for chunk in flying.values() for job in chunk):
                    deaths[job.name] += 1
                    if deaths[job.name] < TRIES:
                        alone.append(job)
                    else:
                        take(Report((), (Failure(job, f"its worker died {TRIES} times"),)), [job])
                flying.clear()
                pool = open_executor(workers)
    except BaseException:
        _stop(pool)
        raise


def _stop(pool: Executor) -> None:
    """Stop at once, without waiting for what is in flight."""
    try:
        pool.shutdown(wait=False, kill_workers=True)  # type: ignore[call-arg]  # loky's own
    except TypeError:
        pool.shutdown(wait=False, cancel_futures=True)


def _note(failure: Failure) -> tuple[str, dict[str, object]]:
    """The name and text under which a failure is recorded: enough to see it again."""
    task = failure.job.tasks[0]
    return failure.job.name, {
        "scenario": task.scenario.name,
        "scenario_digest": digest_of(task.scenario.content()),
        "policies": sorted({t.policy.name for t in failure.job.tasks}),
        "seed": task.seed,
        "replication": failure.job.replication,
        "years": task.years,
        "why": failure.why,
    }
