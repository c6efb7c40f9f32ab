"""Workers of this machine: threads, because compiled days leave Python to other threads.

They begin at once, share warmed-up worlds, and send nothing from process to process. What they have done is handed to
their owner every second or so: if the process is killed, or a run takes it along, no more than that is lost.
"""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING

from sim.running.jobs import Done, Job

if TYPE_CHECKING:
    from sim.running.doing import Begun

KEEP_SECONDS = 1.5
"""How long what is done is held back, to be kept together."""

PATIENCE_SECONDS = 1.0
"""How long an interrupt waits for workers to end the runs that they are in."""


def default_workers() -> int:
    """The number of processors that this process may use: where it is bound to some, as in a SLURM job, only these."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_here(
    jobs: Iterable[Job],
    begin: "Callable[[Job], Begun]",
    take: Callable[[Sequence[Done]], None],
    workers: int,
) -> None:
    """Run jobs on so many threads and pass what is done to `take`, in this thread; what an interrupt leaves, too."""
    crew = _Crew(jobs, begin, workers)
    done: list[Done] = []

    def keep() -> None:
        if done:
            take(done)
            done.clear()  # only now: an interrupt in between keeps it once more, which changes nothing

    due = time.monotonic() + KEEP_SECONDS
    try:
        while crew.busy:
            done += crew.next_done(due - time.monotonic())
            if time.monotonic() >= due:
                keep()
                due = time.monotonic() + KEEP_SECONDS
    finally:
        done += crew.stop()
        keep()


class _Crew:
    """Threads that run jobs.

    Each warms worlds up and runs all their tasks, until there is no job left to begin. Then it helps with those that
    others have begun, so that nobody is idle while a world has many tasks left.
    """

    def __init__(self, jobs: Iterable[Job], begin: "Callable[[Job], Begun]", workers: int):
        self.busy = workers
        self._fresh, self._begin = iter(jobs), begin
        self._begun: list[Begun] = []
        self._choosing = Lock()
        self._stopped = False
        self._done: SimpleQueue[Done | BaseException | None] = SimpleQueue()
        # An interrupted process does not wait for them: a run may take long.
        self._threads = [Thread(target=self._labour, daemon=True) for _ in range(workers)]
        for thread in self._threads:
            thread.start()

    def next_done(self, seconds: float) -> list[Done]:
        """What is done next, empty after so many seconds; raises what went wrong outside of runs."""
        try:
            found = self._done.get(timeout=max(0.0, seconds))
        except Empty:
            return []
        if isinstance(found, Done):
            return [found]
        self.busy -= 1
        if found is not None:
            raise found
        return []

    def stop(self) -> list[Done]:
        """Begin nothing more; returns what is done by then."""
        self._stopped = True
        end = time.monotonic() + PATIENCE_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        found = []
        while not self._done.empty():
            found.append(self._done.get())
        return [done for done in found if isinstance(done, Done)]

    def _labour(self) -> None:
        try:
            while (begun := self._choose()) is not None:
                self._run(begun)
            self._done.put(None)
        except BaseException as error:  # of the jobs themselves, and for the owner to handle
            self._done.put(error)

    def _choose(self) -> "Begun | None":
        """The next job, begun, or one that others have begun; None if there is nothing left to do."""
        with self._choosing:
            if self._stopped:
                return None
            job = next(self._fresh, None)
            if job is not None:
                self._begun.append(self._begin(job))
                return self._begun[-1]
            return self._begun[0] if self._begun else None

    def _run(self, begun: "Begun") -> None:
        """Run the tasks that are left of a job, perhaps beside others who do the same."""
        while not self._stopped:
            try:
                task = begun.left.popleft()
            except IndexError:
                break
            self._done.put(begun.done(task))
        with self._choosing:
            if begun in self._begun:
                self._begun.remove(begun)
