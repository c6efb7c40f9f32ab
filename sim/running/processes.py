"""Worker processes of this machine, behind the interface of `concurrent.futures`."""

import os
import signal
import threading
import time
from concurrent.futures import Executor


def default_workers() -> int:
    """The number of processors that this process may use: where it is bound to some, as in a SLURM job, only these."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def local_processes(workers: int) -> Executor:
    """An executor of worker processes on this machine.

    From loky, because its executor is reused by the next sweep, is replaced once it is broken, and accepts functions
    that were defined in a notebook.
    """
    from loky import get_reusable_executor  # here, because it takes a while and is needed only to run

    return get_reusable_executor(max_workers=workers, initializer=_follow, initargs=(os.getpid(),))


def _follow(parent: int) -> None:
    """Make a worker ignore interrupts, which its parent handles, and end when its parent has ended, even if killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
