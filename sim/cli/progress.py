"""Progress of a task: on a terminal a bar with rate and time left, in a log a line a minute."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

LOG_SECONDS = 60.0
"""Time between lines where there is no terminal."""


class Meter(Protocol):
    """Shows the progress of one task after another."""

    def start(self, what: str, wanted: int, done: int = 0) -> None:
        """Begin a task of `wanted` units, `done` of which were finished before."""

    def show(self, done: int, failed: int = 0, part: float = 0.0) -> None:
        """Show how many units are finished and how many failed. part: of units under way, what is done of them."""


@contextmanager
def meter() -> Iterator[Meter]:
    """A bar if standard error is a terminal, else a log."""
    if not sys.stderr.isatty():
        yield Log()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        *columns, TextColumn("{task.fields[rate]}"), console=Console(stderr=True), transient=True
    ) as bar:
        yield Bar(bar)


def _count(value: float) -> str:
    """Units, with a part of one only where there is one."""
    return f"{value:.1f}".removesuffix(".0")


class Pace:
    """The rate of a task since it began."""

    def __init__(self, done: int):
        self._before = done
        self._began = time.monotonic()

    def rate(self, done: float) -> float:
        """Units finished a second; 0 before the first."""
        return (done - self._before) / max(1e-9, time.monotonic() - self._began)


class Bar:
    """A bar drawn by rich; each task adds one."""

    def __init__(self, bar: Any):  # a rich.progress.Progress, imported only when it is needed
        self._bar = bar

    def start(self, what: str, wanted: int, done: int = 0) -> None:
        """Add a bar for the task."""
        self._pace = Pace(done)
        self._task = self._bar.add_task(what, total=wanted, completed=done, rate="")

    def show(self, done: int, failed: int = 0, part: float = 0.0) -> None:
        """Move the bar."""
        rate = self._pace.rate(done + part)
        text = (
            (f"{rate:.1f} a second" if rate >= 1.0 else f"{60.0 * rate:.1f} a minute") if rate > 0.0 else ""
        )
        self._bar.update(
            self._task, completed=done + failed + part, rate=text + (f", {failed} failed" if failed else "")
        )


class Log:
    """A line a minute: task, units finished, rate, minutes left, failures."""

    def start(self, what: str, wanted: int, done: int = 0) -> None:
        """Begin a task; one that takes less than a minute prints nothing."""
        self._what, self._wanted, self._pace = what, wanted, Pace(done)
        self._printed = time.monotonic()

    def show(self, done: int, failed: int = 0, part: float = 0.0) -> None:
        """Print a line if a minute has passed since the last."""
        if time.monotonic() - self._printed < LOG_SECONDS:
            return
        self._printed = time.monotonic()
        rate = self._pace.rate(done + part)
        left = (
            f"{(self._wanted - done - failed - part) / rate / 60.0:.1f} minutes left"
            if rate > 0.0
            else "no estimate yet"
        )
        count = _count(done + part)
        print(
            f"{self._what}: {count} of {self._wanted}, {60.0 * rate:.1f} a minute, {left}, {failed} failed",
            file=sys.stderr,
            flush=True,
        )
