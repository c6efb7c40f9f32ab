"""sim calibrate: constants fitted to the published facts, or to a client's monthly data."""

import time
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sim.cli.common import Between, Minutes, ScenarioName, Seed, interrupted, no_file, print_message, require
from sim.cli.progress import meter

if TYPE_CHECKING:
    from sim.calibration.run import Effort

SIMULATIONS = 2_000
POPULATION = 50
"""Simulations that are accepted in a generation, however many there are in all: fewer are then the first of many."""

Data = Annotated[
    Path | None,
    Parameter(
        help="a CSV file of monthly data to fit to, instead of the published facts (docs/calibration.md)"
    ),
]
Simulations = Annotated[
    int, Parameter(help="simulations of the fit, of one world each", validator=Between(POPULATION, 100_000))
]
Worlds = Annotated[
    int,
    Parameter(
        help="worlds in which the scenario and what was fitted are looked at", validator=Between(4, 1_000)
    ),
]
Out = Annotated[
    Path | None,
    Parameter(
        help="folder of what has run, and of the posterior; results/calibration unless given, with the data's name",
        validator=no_file,
    ),
]


def calibrate(
    data: Data = None,
    /,
    *,
    scenario: ScenarioName = "turnover_city",
    simulations: Simulations = SIMULATIONS,
    worlds: Worlds = 24,
    minutes: Minutes = None,
    seed: Seed = 1,
    out: Out = None,
) -> None:
    """Fit uncertain constants to all published facts together, or to monthly data. The same command goes on.

    Of the facts, a fifth is held back in turn and predicted from the others. No scenario is changed: the posterior,
    a page and a scenario with the posterior's centre go into a folder, with what the data do not tell.

    Example: sim calibrate client.csv --scenario my_client.toml --minutes 30
    """
    require(
        find_spec("pyabc") is not None,
        "sim calibrate needs pyABC, which is not installed; `pip install -e '.[calibrate]'` in the clone adds it",
    )
    from sim.calibration.run import Effort

    until = float("inf") if minutes is None else time.monotonic() + 60.0 * minutes
    effort = Effort(simulations, POPULATION, worlds, until)
    if data is None:
        _to_facts(scenario, seed, effort, out or Path("results") / "calibration")
    else:
        _to_months(data, scenario, seed, effort, out or Path("results") / f"calibration-{data.stem}")


def _to_facts(scenario: str, seed: int, effort: "Effort", out: Path) -> None:
    """Fit to the published facts."""
    from sim.calibration.files import write_posterior, write_scenario, write_text
    from sim.calibration.run import calibrate as run
    from sim.calibration.words import (
        CONSTANT_HEAD,
        FACT_HEAD,
        constant_rows,
        fact_rows,
        identified,
        spent,
        summary,
    )
    from sim.model.precompile import compile_all
    from sim.running.progress import Progress
    from sim.running.scenarios import load_scenario
    from sim.view.calibration.page import command, write_page

    chosen = load_scenario(scenario)
    compile_all(print_message)
    with meter() as shown, interrupted(lambda: f"Finished simulations are in {out}."):
        made = run(chosen, seed, effort, out, Progress(shown.start, shown.show))
    print(columns(FACT_HEAD, fact_rows(made)), end="\n\n")
    print(columns(CONSTANT_HEAD, constant_rows(made.constants)), end="\n\n")
    print("\n".join((summary(made), identified(made.constants), spent(made))))
    say_if_cut_short(made.simulations, effort.simulations)
    print("\nWritten:")
    print(f"  {write_posterior(out / 'posterior.json', made.posterior)}  draws of the constants (JSON)")
    print(f"  {write_page(out / 'calibration.html', made)}  what came out, as a page to open and send")
    print(f"  {write_text(out / 'calibration.md', made, command(made))}  the same as text (Markdown)")
    fitted = write_scenario(
        out / f"{chosen.name}_fitted.toml", scenario, made.constants, "the published facts"
    )
    print(f"  {fitted}  the scenario with the centre of every constant, to try it")


def _to_months(data: Path, scenario: str, seed: int, effort: "Effort", out: Path) -> None:
    """Fit to a client's months."""
    from sim.calibration.client import fit_client
    from sim.calibration.client_words import HEAD, rows, summary
    from sim.calibration.client_words import effort as spent
    from sim.calibration.files import write_posterior, write_scenario
    from sim.calibration.months import read_months
    from sim.calibration.words import CONSTANT_HEAD, constant_rows, identified
    from sim.model.precompile import compile_all
    from sim.running.progress import Progress
    from sim.running.scenarios import load_scenario
    from sim.view.calibration.client import write_page

    months, chosen = read_months(data), load_scenario(scenario)
    compile_all(print_message)
    with meter() as shown, interrupted(lambda: f"Finished simulations are in {out}."):
        made = fit_client(chosen, months, seed, effort, out, Progress(shown.start, shown.show))
    print(columns(HEAD, rows(made)), end="\n\n")
    print(columns(CONSTANT_HEAD, constant_rows(made.constants)), end="\n\n")
    print("\n".join((summary(made), identified(made.constants), spent(made))))
    say_if_cut_short(made.simulations, effort.simulations)
    command = f"sim calibrate {data} --scenario {scenario} --simulations {made.simulations} --seed {seed}"
    fitted, told_of = out / f"{chosen.name}_fitted.toml", [one for one in made.constants if one.identified]
    print("\nWritten:")
    print(
        f"  {write_scenario(fitted, scenario, told_of, data.name)}  the scenario with the centre, to go on with"
    )
    print(f"  {write_posterior(out / 'posterior.json', made.posterior)}  draws of the constants (JSON)")
    print(f"  {write_page(out / 'fit.html', made, command)}  the data and the fitted firm, as a page")


def say_if_cut_short(done: int, wanted: int) -> None:
    """Say so where the time was up."""
    if done < wanted:
        print(f"Its time was up after {done:,} of {wanted:,} simulations. The same command goes on.")


def columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in columns."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
