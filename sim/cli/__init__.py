"""The command line. Every command has help with an example; bad input is one message and exit code 2."""

import os
import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError, ValidationError

from sim.cli.analyse import analyse, report
from sim.cli.app import app as flight_simulator
from sim.cli.calibrate import calibrate
from sim.cli.claims import claims
from sim.cli.common import print_message
from sim.cli.encoding import write_nearest
from sim.cli.explore import explore
from sim.cli.lists import mechanisms, policies, scenarios
from sim.cli.new import new
from sim.cli.panel import panel
from sim.cli.patterns import patterns
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
        app(sys.argv[1:] if words is None else words, exit_on_error=False, print_error=False)
    except ValidationError as error:
        name = error.argument.name if error.argument else "The command"
        print_message(f"sim: {name} {error.exception_message}")
        sys.exit(2)
    except (InputError, CycloptsError) as error:
        print_message(f"sim: {error}")
        sys.exit(2)
    except BrokenPipeError:  # whoever reads our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except KeyboardInterrupt:
        print_message("\nInterrupted.")
        sys.exit(130)
