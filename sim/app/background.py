"""Background work: long computations off the request thread, with their progress and a way to stop them."""

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

MOST_WAITING = 64
"""How many may run or wait at once, over all sessions: a class that begins together waits its turn."""

State = Literal["waiting", "running", "done", "stopped", "failed"]


class StopError(Exception):
    """Raised inside background work that was stopped."""


@dataclass
class BackgroundWork:
    """One long computation: its progress, and its result or why it failed."""

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
        """Whether it waits or runs."""
        return self.state in ("waiting", "running")

    def report(self, done: int, of: int) -> None:
        """Note the progress; raises StopError if it was stopped. A thread cannot be killed, so it has to ask."""
        self.done, self.of = done, of
        if self._stop.is_set():
            raise StopError

    def seconds_left(self) -> float:
        """The time that remains at the pace so far; 0 before the first step is done."""
        if not self.done or not self.began:
            return 0.0
        return (time.monotonic() - self.began) * (self.of - self.done) / self.done

    def stop(self) -> None:
        """Ask it to stop; it does so at its next report of progress."""
        self._stop.set()

    def run(self, compute: Callable[["BackgroundWork"], Any]) -> None:
        """Compute, and keep the result or the reason for failing."""
        try:
            self.report(0, self.of)
            self.state, self.began = "running", time.monotonic()
            self.result = compute(self)
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
        """Wait for its end, some seconds at most; returns whether it has ended."""
        return self._ended.wait(seconds)


class Background:
    """A few threads that do background work, and a limit on how much of it waits."""

    def __init__(self, threads: int = THREADS):
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="sim-app-work")
        self._kept: list[BackgroundWork] = []
        self._lock = threading.Lock()

    def begin(self, what: str, compute: Callable[[BackgroundWork], Any]) -> BackgroundWork:
        """Begin a computation, or queue it for a thread; raises InputError when too many wait."""
        with self._lock:
            self._kept = [work for work in self._kept if work.busy]
            if len(self._kept) >= MOST_WAITING:
                raise InputError(
                    f"{len(self._kept)} computations are running or waiting here: try again in a minute"
                )
            work = BackgroundWork(what)
            self._kept.append(work)
        self._threads.submit(work.run, compute)
        return work

    def close(self) -> None:
        """Stop everything, without waiting for it."""
        with self._lock:
            for work in self._kept:
                work.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)
