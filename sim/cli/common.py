"""What commands share: types of options with their ranges, progress, interrupts, messages."""

import logging
import math
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from sim.errors import InputError

REPEAT_SECONDS = 5.0
"""Time after which an interrupt is repeated that has not ended the command."""

WORLDS_AT_MOST = 1_000_000


@dataclass(frozen=True)
class Between:
    """A validator of numbers: low to high, both allowed. `main` puts the option's name before the message."""

    low: float
    high: float = math.inf

    def __call__(self, type_: Any, value: float | None) -> None:
        """Refuse a number that is out of range."""
        if value is not None and not self.low <= value <= self.high:
            allowed = f"{self.low} or more" if self.high == math.inf else f"{self.low} to {self.high}"
            raise ValueError(f"must be {allowed}, got {value}")


def finite(type_: Any, value: float | None) -> None:
    """A validator of numbers: neither infinite nor undefined."""
    if value is not None and not math.isfinite(value):
        raise ValueError(f"must be a finite number, got {value}")


def new_file(type_: Any, value: Path | None) -> None:
    """A validator of paths: nothing is written over."""
    if value is not None and value.exists():
        raise ValueError(f"must be a new file, got {value}, which exists already")


def new_page(type_: Any, value: Path | None) -> None:
    """A validator of pages to write: new ones, which a browser opens by their name."""
    new_file(type_, value)
    if value is not None and value.suffix != ".html":
        raise ValueError(f"must end in .html, got {value}")


def no_file(type_: Any, value: Path | None) -> None:
    """A validator of folders, which may be there or not."""
    if value is not None and value.exists() and not value.is_dir():
        raise ValueError(f"must be a folder, got {value}, which is a file")


def existing_folder(type_: Any, value: Path) -> None:
    """A validator of folders that are read."""
    if not value.is_dir():
        raise ValueError(f"must be a folder, got {value}, which is none")


ScenarioName = Annotated[str, Parameter(help="a scenario's name (see `sim scenarios`) or a TOML file")]
PolicyNames = Annotated[
    list[str] | None,
    Parameter(
        name="--policy", negative="", help="a policy to follow; give it again to compare (see `sim policies`)"
    ),
]
PoliciesFolder = Annotated[
    Path | None, Parameter(name="--policies", help="a folder with policy files of your own")
]
Years = Annotated[
    int | None,
    Parameter(help="years under the policies; the scenario's own unless given", validator=Between(1, 50)),
]
Without = Annotated[
    list[str] | None,
    Parameter(
        name="--without",
        negative="",
        help="a mechanism to switch off, such as clarity (see `sim mechanisms`)",
    ),
]
Freeze = Annotated[
    list[str] | None,
    Parameter(
        name="--freeze",
        negative="",
        help="a mechanism to keep at its mean of the neutral warm-up once the policies begin",
    ),
]
Workers = Annotated[
    int | None, Parameter(help="runs at a time; one for each processor unless given", validator=Between(1))
]
Minutes = Annotated[
    float | None,
    Parameter(help="begin nothing new after so many minutes; no limit unless given", validator=Between(0)),
]
Seed = Annotated[
    int,
    Parameter(help="names the worlds: the same seed gives the same ones", validator=Between(0, 2**63 - 1)),
]
Replications = Annotated[
    int, Parameter(help="worlds; every policy meets each of them", validator=Between(1, WORLDS_AT_MOST))
]
ResultsFolder = Annotated[
    Path | None, Parameter(help="folder of results; results/NAME unless given", validator=no_file)
]
NewFile = Annotated[Path | None, Parameter(help="the HTML file to write", validator=new_page)]

FAILURES_SHOWN = 10


class _Messages(logging.Handler):
    """Shows what the package warns of, such as a part that is damaged: each message once a command."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._shown: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Print the message, unless it has been."""
        message = record.getMessage()
        if message not in self._shown:
            self._shown.add(message)
            print_message(f"sim: {message}")


@contextmanager
def warnings_shown() -> Iterator[None]:
    """What the package warns of within is a message on standard error."""
    log, handler = logging.getLogger("sim"), _Messages()
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


_INTERRUPTS: list[int] = []
"""The interrupts of this command so far."""


def interrupt(signal_number: int, frame: Any) -> None:
    """Note an interrupt and raise it: a handler of signals."""
    _INTERRUPTS.append(signal_number)
    raise KeyboardInterrupt


def was_interrupted(error: BaseException) -> bool:
    """Whether an error is an interrupt, or what a library made of one: DuckDB and Arrow raise errors of their own."""
    return isinstance(error, KeyboardInterrupt) or (isinstance(error, Exception) and bool(_INTERRUPTS))


def lacked_memory(error: BaseException) -> bool:
    """Whether there was no memory for an object, or for a library that had still to be loaded (the loader's words)."""
    return isinstance(error, MemoryError) or (
        isinstance(error, ImportError) and "failed to map segment" in str(error)
    )


@contextmanager
def hearing_interrupts() -> Iterator[None]:
    """Within, interrupts are noted, so that `was_interrupted` knows of them; where Python hears none, none is."""
    _INTERRUPTS.clear()
    heard = threading.current_thread() is threading.main_thread()
    if not heard or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def interrupted(kept: Callable[[], str]) -> Iterator[None]:
    """An interrupt within says what is kept and how to go on, and ends the command with exit code 130.

    One that falls where Python has to ignore it, in a finaliser for one, is repeated until it ends the command;
    not on Windows, which has no alarm.
    """

    def interrupt_again_later(signal_number: int, frame: Any) -> None:
        _set_alarm(REPEAT_SECONDS)
        interrupt(signal_number, frame)

    caught = [signal.SIGINT, *([signal.SIGALRM] if _has_alarm() else [])]
    before = {number: signal.signal(number, interrupt_again_later) for number in caught}
    try:
        yield
    except BaseException as error:
        if not was_interrupted(error):
            raise
        _set_alarm(0.0)
        print_message(f"\nInterrupted. {kept()}\nThe same command goes on from there.")
        sys.exit(130)
    finally:
        _set_alarm(0.0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _has_alarm() -> bool:
    return hasattr(signal, "SIGALRM")


def _set_alarm(seconds: float) -> None:
    """Raise SIGALRM so many seconds from now; 0 for never."""
    if _has_alarm():
        signal.setitimer(signal.ITIMER_REAL, seconds)


def exit_if_failed(failures: Sequence[Any]) -> None:
    """List runs that failed, each with the command that repeats it, and end the command with exit code 1."""
    if not failures:
        return
    count = len(failures)
    print_message(f"{count} {'run' if count == 1 else 'runs'} failed. The command below each repeats it:")
    for failure in failures[:FAILURES_SHOWN]:
        print_message(f"  {failure}")
    if count > FAILURES_SHOWN:
        print_message(f"  and {count - FAILURES_SHOWN} more; `sim results describe` lists them all.")
    sys.exit(1)


def warn_of_few(worlds: int) -> None:
    """Say before anything runs that so few worlds give rough answers."""
    from sim.design.few import said_of_few

    if few := said_of_few(worlds):
        print_message(few)


def require(holds: bool, message: str) -> None:
    """Raise InputError with this message unless the condition holds."""
    if not holds:
        raise InputError(message)


def print_message(text: str) -> None:
    """Print to standard error: for messages, so that standard output holds results only.

    What a file or its name puts into a message cannot command the terminal: control characters are shown, not sent.
    """
    shown = "".join(sign if sign.isprintable() or sign == "\n" else ascii(sign)[1:-1] for sign in text)
    print(shown, file=sys.stderr, flush=True)
