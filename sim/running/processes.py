"""Processes of this machine, behind the interface of any executor."""

import os
import signal
import threading
import time
from concurrent.futures import Executor

from loky import get_reusable_executor


def default_workers() -> int:
    """One worker for each processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def local_processes(workers: int) -> Executor:
    """Processes of this machine."""
    return get_reusable_executor(max_workers=workers, initializer=_follow, initargs=(os.getpid(),))


def _follow(parent: int) -> None:
    """Leave interrupts to the parent process, and end when it has ended, however it did."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
