"""The command line, asked as a user would, with what it said; and what lies in a folder."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from sim.cli import main

HANGS = 60
"""Seconds after which something is taken to hang: whatever is tried here ends within one."""


class Answer(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


@contextmanager
def no_hang() -> Iterator[None]:
    """TimeoutError for whatever takes so long that it seems to hang."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"no answer after {HANGS} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(HANGS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def asked(*words: object, ask: Callable[[list[str]], object] = main) -> Answer:
    """The answer to a command; anything that is raised but for the command's own end is a traceback to a user."""
    out, err, code = StringIO(), StringIO(), 0
    with no_hang(), redirect_stdout(out), redirect_stderr(err):
        try:
            ask([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Answer(code, out.getvalue(), err.getvalue())


def is_answered(answer: Answer) -> bool:
    """Whether a command did what it was asked for, or said in one message why not."""
    if answer.code == 0:
        return "Traceback" not in answer.err
    return answer.code == 2 and answer.err.startswith("sim: ") and "Traceback" not in answer.err


def lying_in(folder: Path) -> dict[Path, int]:
    """Every file below a folder, with the time of its last change."""
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*")}
