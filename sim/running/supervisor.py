"""The supervisor: keeps an executor's workers busy until every job is done, whatever becomes of them.

A worker that dies takes its chunk along. The pool is made anew and the chunk tried again, once beside others; worlds
that were in flight again when a worker died wait to the end and are tried alone, and one that kills its worker even
then is given up.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import islice
from math import ceil

from sim.running.jobs import Failure, Job, Report

CHUNK_SECONDS = 1.5
"""Work that is sent to a worker at once: enough that sending it does not matter."""

TRIES = 3
"""Workers that one world may take along before it is given up."""

OpenExecutor = Callable[[int], Executor]
Work = Callable[[list[Job]], Report]
Take = Callable[[Report, list[Job]], None]


class Waiting:
    """Jobs that are still to be sent out."""

    def __init__(self, jobs: Iterator[Job], count: int):
        self._fresh = jobs
        self._count = count  # of the fresh ones
        self._again: deque[list[Job]] = deque()
        self._alone: deque[Job] = deque()
        self._deaths: Counter[tuple[str, int]] = Counter()
        self._seconds = CHUNK_SECONDS  # that a job takes, by the last chunk that came back

    def chunk(self, workers: int) -> list[Job]:
        """The next jobs to be sent out together; none where only those are left that are to be tried alone."""
        if self._again:
            return self._again.popleft()
        size = max(1, min(int(CHUNK_SECONDS / self._seconds), ceil(self._count / (2 * workers))))
        found = list(islice(self._fresh, size))
        self._count -= len(found)
        return found

    def alone(self) -> list[Job]:
        """A job to be sent out while nothing else is in flight, if there is one."""
        return [self._alone.popleft()] if self._alone else []

    def came_back(self, chunk: list[Job], report: Report) -> None:
        """A chunk is done: what it took says how large the next ones may be."""
        self._seconds = max(1e-3, report.seconds / len(chunk))

    def died(self, chunk: list[Job]) -> list[Job]:
        """A chunk's worker died: its jobs wait again, but for those that are returned and given up."""
        for job in chunk:
            self._deaths[_name(job)] += 1
        times = max(self._deaths[_name(job)] for job in chunk)
        if times >= TRIES:
            return chunk
        if times == 1:
            self._again.append(chunk)
        else:
            self._alone.extend(chunk)
        return []


def _name(job: Job) -> tuple[str, int]:
    return job.tasks[0].point, job.replication


def supervise(waiting: Waiting, work: Work, take: Take, workers: int, open_executor: OpenExecutor) -> None:
    """Send out jobs to be worked on and take what comes back, until nothing is left."""
    flying: dict[Future[Report], list[Job]] = {}
    pool = open_executor(workers)

    def send(chunk: list[Job]) -> None:
        nonlocal pool
        try:
            flying[pool.submit(work, chunk)] = chunk
        except BrokenExecutor:  # since the last look
            pool = open_executor(workers)
            flying[pool.submit(work, chunk)] = chunk

    try:
        while True:
            while len(flying) < 2 * workers and (chunk := waiting.chunk(workers)):
                send(chunk)
            if not flying and (chunk := waiting.alone()):
                send(chunk)
            if not flying:
                return
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                chunk = flying.pop(future)
                try:
                    report = future.result()
                except BrokenExecutor:
                    pool = open_executor(workers)
                    for job in waiting.died(chunk):
                        take(_lost(job), [job])
                else:
                    waiting.came_back(chunk, report)
                    take(report, chunk)
    except BaseException:
        _stop(pool)
        raise


def _lost(job: Job) -> Report:
    why = f"its worker died {TRIES} times"
    return Report((), tuple(Failure(task, job.replication, why) for task in job.tasks), 1)


def _stop(pool: Executor) -> None:
    """Stop at once, without waiting for what is in flight."""
    try:
        pool.shutdown(wait=False, kill_workers=True)  # type: ignore[call-arg]  # loky's own
    except TypeError:
        pool.shutdown(wait=False, cancel_futures=True)
