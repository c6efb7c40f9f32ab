"""What commands share: the words of options, checks, progress, messages."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from sim.errors import InputError

REPEAT_SECONDS = 5.0
"""Time after which an interrupt is repeated that has not ended the command."""

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
Years = Annotated[int | None, Parameter(help="years under the policies; the scenario's own unless given")]
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
Workers = Annotated[int | None, Parameter(help="processes; one for each processor unless given")]
Seed = Annotated[int, Parameter(help="names the worlds: the same seed gives the same ones")]


FAILURES_SHOWN = 10


@contextmanager
def interrupted(kept: Callable[[], str]) -> Iterator[None]:
    """An interrupt says what is kept and how to go on, and ends the command.

    One that falls where Python has to ignore it, in a finaliser for one, is repeated until it is heard.
    """

    def again(signal_number: int, frame: Any) -> None:
        signal.setitimer(signal.ITIMER_REAL, REPEAT_SECONDS)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, again) for number in (signal.SIGINT, signal.SIGALRM)}
    try:
        yield
    except KeyboardInterrupt:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        say(f"\nInterrupted. {kept()}\nThe same command goes on from there.")
        sys.exit(130)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        for number, handler in before.items():
            signal.signal(number, handler)


def tell_failures(failures: Sequence[Any]) -> None:
    """List the runs that failed, each with the command that shows it again, and end the command with exit code 1."""
    if not failures:
        return
    count = len(failures)
    say(f"{count} {'run' if count == 1 else 'runs'} failed. The command below each shows it again:")
    for failure in failures[:FAILURES_SHOWN]:
        say(f"  {failure}")
    if count > FAILURES_SHOWN:
        say(f"  and {count - FAILURES_SHOWN} more; `sim results describe` lists them all.")
    sys.exit(1)


def check(holds: bool, message: str) -> None:
    """Refuse bad input with a message that says what was given and what is allowed."""
    if not holds:
        raise InputError(message)


def say(text: str) -> None:
    """Tell the user something that is no result."""
    print(text, file=sys.stderr, flush=True)
