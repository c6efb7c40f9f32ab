"""The supervisor: keeps the workers of an executor busy until every job is done, and survives workers that die.

Workers elsewhere die in long sweeps: the system kills them for memory, a node of a cluster is taken away. An executor
then fails every job in flight, may accept no more, and cannot say which job was to blame. So the supervisor opens
a new one and tries in three steps:

1. A chunk that was in flight is sent out again, next to others.
2. If a worker dies again, the chunk's jobs wait to the end, where each runs alone; then a death has one possible cause.
3. A job whose worker dies even then is given up and noted as failed.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import islice
from math import ceil

from sim.running.jobs import Done, Job, Report

CHUNK_SECONDS = 1.5
"""Work that is sent to a worker at once: enough to make the cost of sending negligible."""

TRIES = 3
"""How many workers may die with a job in flight before the job is given up."""

OpenExecutor = Callable[[int], Executor]
Work = Callable[[list[Job]], Report]
Take = Callable[[Sequence[Done]], None]


class Waiting:
    """The jobs that have yet to be sent out, and how often a worker died with each."""

    def __init__(self, jobs: Iterator[Job], count: int):
        self._fresh = jobs
        self._count = count  # of fresh jobs
        self._again: deque[list[Job]] = deque()
        self._alone: deque[Job] = deque()
        self._deaths: Counter[tuple[str, int]] = Counter()
        self._seconds = CHUNK_SECONDS  # per job, as measured on the last chunk that came back

    def chunk(self, workers: int) -> list[Job]:
        """The next jobs to send out together; empty if only jobs that must run alone are left."""
        if self._again:
            return self._again.popleft()
        # Not more than half a worker's even share, so that no worker is idle while another has the last long chunk.
        size = max(1, min(int(CHUNK_SECONDS / self._seconds), ceil(self._count / (2 * workers))))
        found = list(islice(self._fresh, size))
        self._count -= len(found)
        return found

    def alone(self) -> list[Job]:
        """A job to send out while nothing else is in flight; empty if there is none."""
        return [self._alone.popleft()] if self._alone else []

    def came_back(self, chunk: list[Job], report: Report) -> None:
        """Note how long a chunk took, which decides the size of the next ones."""
        self._seconds = max(1e-3, report.seconds / len(chunk))

    def died(self, chunk: list[Job]) -> list[Job]:
        """Queue the jobs of a chunk whose worker died; returns those that are given up instead."""
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
    """Send jobs to workers and pass what they have done to `take`, until no job is left."""
    in_flight: dict[Future[Report], list[Job]] = {}
    pool = open_executor(workers)

    def send(chunk: list[Job]) -> None:
        nonlocal pool
        try:
            in_flight[pool.submit(work, chunk)] = chunk
        except BrokenExecutor:  # a worker died since the last report
            pool = open_executor(workers)
            in_flight[pool.submit(work, chunk)] = chunk

    try:
        while True:
            # Two chunks a worker: one to work on, one that is there when it is done.
            while len(in_flight) < 2 * workers and (chunk := waiting.chunk(workers)):
                send(chunk)
            if not in_flight and (chunk := waiting.alone()):
                send(chunk)
            if not in_flight:
                return
            for future in wait(in_flight, return_when=FIRST_COMPLETED).done:
                chunk = in_flight.pop(future)
                try:
                    report = future.result()
                except BrokenExecutor:
                    pool = open_executor(workers)
                    why = f"its worker died {TRIES} times"
                    take([Done(job, task, why) for job in waiting.died(chunk) for task in job.tasks])
                else:
                    waiting.came_back(chunk, report)
                    tasks = [(job, task) for job in chunk for task in job.tasks]
                    take([Done(*of, result) for of, result in zip(tasks, report.results, strict=True)])
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)  # what is in flight is run again next time
        raise
