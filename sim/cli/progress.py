"""How far something is: a bar with rate and time left on a terminal, a line a minute in a log."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

LOG_SECONDS = 60.0
"""Time between lines where there is no terminal."""


class Meter(Protocol):
    """Something that is told how far a task is."""

    def start(self, what: str, wanted: int, done: int = 0) -> None:
        """A task begins, some of it perhaps done before."""

    def show(self, done: int, failed: int = 0) -> None:
        """So much of it is done, so much failed."""


@contextmanager
def meter() -> Iterator[Meter]:
    """The meter that suits where messages go."""
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


class Pace:
    """The rate at which a task goes, by what was done since it began."""

    def __init__(self, done: int):
        self._before = done
        self._began = time.monotonic()

    def rate(self, done: int) -> float:
        """Done a second, 0 before anything is."""
        return (done - self._before) / max(1e-9, time.monotonic() - self._began)


class Bar:
    """A bar of rich's; a new task replaces the last."""

    def __init__(self, bar: Any):  # a rich.progress.Progress, imported only when it is needed
        self._bar = bar

    def start(self, what: str, wanted: int, done: int = 0) -> None:
        """A bar for the task."""
        self._pace = Pace(done)
        self._task = self._bar.add_task(what, total=wanted, completed=done, rate="")

    def show(self, done: int, failed: int = 0) -> None:
        """Move the bar."""
        rate = self._pace.rate(done)
        text = (
            (f"{rate:.1f} a second" if rate >= 1.0 else f"{60.0 * rate:.1f} a minute") if rate > 0.0 else ""
        )
        self._bar.update(
            self._task, completed=done + failed, rate=text + (f", {failed} failed" if failed else "")
        )


class Log:
    """A line a minute: what, how far, how fast, how long still, how many failed."""

    def start(self, what: str, wanted: int, done: int = 0) -> None:
        """Nothing is said of tasks that take less than a minute."""
        self._what, self._wanted, self._pace = what, wanted, Pace(done)
        self._said = time.monotonic()

    def show(self, done: int, failed: int = 0) -> None:
        """Say how far it is, if a minute has gone since the last line."""
        if time.monotonic() - self._said < LOG_SECONDS:
            return
        self._said = time.monotonic()
        rate = self._pace.rate(done)
        left = (
            f"{(self._wanted - done - failed) / rate / 60.0:.1f} minutes left"
            if rate > 0.0
            else "no estimate yet"
        )
        print(
            f"{self._what}: {done} of {self._wanted}, {60.0 * rate:.1f} a minute, {left}, {failed} failed",
            file=sys.stderr,
            flush=True,
        )
