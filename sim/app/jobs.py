"""Long work off the request thread: a few threads, how far each job is, and a way to stop it."""

import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Literal

from sim.errors import InputError

THREADS = 2
DEFECT = "This failed, which is our mistake: the terminal in which sim app runs says where."

MOST_WAITING = 16
"""Jobs that may run or wait at once, over all sessions."""

State = Literal["waiting", "running", "done", "stopped", "failed"]


class StopError(Exception):
    """Raised inside a job that somebody stopped."""


@dataclass
class Job:
    """A piece of work: what it is, how far it is, and its result or why it failed."""

    what: str  # as the page names it: "The warm-up"
    state: State = "waiting"
    done: int = 0
    of: int = 0
    result: Any = None
    began: float = 0.0  # time.monotonic() when it began to run
    message: str = ""  # why it failed, for the user
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)
    _ended: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def busy(self) -> bool:
        """Whether it has yet to end."""
        return self.state in ("waiting", "running")

    def report(self, done: int, of: int) -> None:
        """Note how far it is; raises StopError if somebody has stopped it."""
        self.done, self.of = done, of
        if self._stop.is_set():
            raise StopError

    def seconds_left(self) -> float:
        """How long it will take still, at its pace so far; 0 before there is one."""
        if not self.done or not self.began:
            return 0.0
        return (time.monotonic() - self.began) * (self.of - self.done) / self.done

    def stop(self) -> None:
        """Ask it to stop, which it does at its next step."""
        self._stop.set()

    def run(self, work: Callable[["Job"], Any]) -> None:
        """Do the work and keep its result."""
        try:
            self.report(0, self.of)
            self.state, self.began = "running", time.monotonic()
            self.result = work(self)
            self.state = "done"
        except StopError:
            self.state = "stopped"
        except InputError as error:
            self.message = str(error)
            self.state = "failed"
        except Exception:
            traceback.print_exc()
            self.message = DEFECT
            self.state = "failed"
        finally:
            self._ended.set()

    def wait(self, seconds: float) -> bool:
        """Wait for its end, not longer than so many seconds; returns whether it has ended."""
        return self._ended.wait(seconds)


class Jobs:
    """The threads that do jobs, and how many jobs there are."""

    def __init__(self, threads: int = THREADS):
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="sim-app-job")
        self._jobs: list[Job] = []
        self._lock = threading.Lock()

    def begin(self, what: str, work: Callable[[Job], Any]) -> Job:
        """Begin a job, or let it wait for a thread; InputError when too many wait already."""
        with self._lock:
            self._jobs = [job for job in self._jobs if job.busy]
            if len(self._jobs) >= MOST_WAITING:
                raise InputError(f"{len(self._jobs)} jobs are running or waiting here: try again in a minute")
            job = Job(what)
            self._jobs.append(job)
        self._threads.submit(job.run, work)
        return job

    def close(self) -> None:
        """Stop everything, without waiting."""
        with self._lock:
            for job in self._jobs:
                job.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)
