"""The command line. Every command has help with an example; bad input is one message and exit code 2."""

import os
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError, ValidationError

from sim.cli.analyse import analyse
from sim.cli.app import app as flight_simulator
from sim.cli.calibrate import calibrate
from sim.cli.claims import claims
from sim.cli.common import hearing_interrupts, lacked_memory, print_message, warnings_shown, was_interrupted
from sim.cli.encoding import write_nearest
from sim.cli.explore import explore
from sim.cli.lists import mechanisms, policies, scenarios
from sim.cli.new import new
from sim.cli.panel import panel
from sim.cli.patterns import patterns
from sim.cli.report import report
from sim.cli.results import results
from sim.cli.run import replay, run
from sim.cli.sweep import experiments, sweep, work
from sim.cli.validate import validate
from sim.errors import InputError
from sim.version import VERSION

app = App(
    name="sim",
    version=VERSION,
    help="Customer-first against people-first management, put to the test in an agent-based simulation.",
    help_format="plaintext",
    suppress_keyboard_interrupt=False,  # `main` says that it was interrupted
)
for command in (
    new,
    run,
    sweep,
    work,
    results,
    analyse,
    report,
    explore,
    replay,
    panel,
    claims,
    calibrate,
    patterns,
    policies,
    scenarios,
    mechanisms,
    experiments,
    validate,
):
    app.command(command)
app.command(flight_simulator, name="app")


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line; bad input is one message and exit code 2, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        write_nearest(stream)
    try:
        with hearing_interrupts(), warnings_shown():
            try:
                app(sys.argv[1:] if words is None else words, exit_on_error=False, print_error=False)
            finally:
                sys.stdout.flush()  # here, where a full disk that it goes to is one message
    except ValidationError as error:
        name = error.argument.name if error.argument else "The command"
        print_message(f"sim: {name} {error.exception_message}")
        sys.exit(2)
    except (InputError, CycloptsError) as error:
        print_message(f"sim: {error}")
        sys.exit(2)
    except BrokenPipeError:  # whoever reads our output has had enough
        _drop_output()
        sys.exit(141)
    except OSError as error:  # of a disk that is full, gone, or not to be written
        print_message(f"sim: {error.filename or 'output'}: {error.strerror or error}")
        _drop_output()
        sys.exit(2)
    except (Exception, KeyboardInterrupt) as error:
        if lacked_memory(error):
            print_message(
                "sim: out of memory; what is finished is kept, and the same command goes on from there"
            )
            sys.exit(2)
        if not was_interrupted(error):
            raise
        print_message("\nInterrupted.")
        sys.exit(130)


def _drop_output() -> None:
    """Drop what cannot be printed, which would fail again as Python ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
