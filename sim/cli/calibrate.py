"""sim calibrate: constants fitted to the published facts."""

import time
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sim.cli.common import Between, ScenarioName, Seed, interrupted, no_file, print_message, require
from sim.cli.progress import meter

SIMULATIONS = 2_000
POPULATION = 100

Simulations = Annotated[
    int, Parameter(help="simulations of the fit, of one world each", validator=Between(40, 100_000))
]
Minutes = Annotated[
    float | None,
    Parameter(
        help="begin no new simulation of the fit after so many minutes; no limit unless given",
        validator=Between(0),
    ),
]
Out = Annotated[Path, Parameter(help="folder of what has run, and of the posterior", validator=no_file)]


def calibrate(
    *,
    scenario: ScenarioName = "turnover_city",
    simulations: Simulations = SIMULATIONS,
    minutes: Minutes = None,
    seed: Seed = 1,
    out: Out = Path("results/calibration"),
) -> None:
    """Fit the uncertain constants to all published facts together. The same command goes on where it was.

    A fifth of the facts is held back in turn and predicted from the others. Nothing is changed in any scenario: it
    writes the posterior, a page, and what the facts do not tell. Needs pyABC (docs/calibration.md).

    Example: sim calibrate --minutes 30
    """
    from sim.running.scenarios import load_scenario

    chosen = load_scenario(scenario)
    require(
        find_spec("pyabc") is not None,
        "sim calibrate needs pyABC, which is not installed; `pip install 'people-first-sim[calibrate]'`,"
        " or `pip install -e '.[calibrate]'` in a clone, adds it",
    )
    from sim.calibration.files import write_posterior, write_text
    from sim.calibration.run import Effort, Progress
    from sim.calibration.run import calibrate as run
    from sim.calibration.words import constant_rows, effort, fact_rows, identified, summary
    from sim.model.precompile import compile_all
    from sim.view.calibration.page import command, write_page

    until = float("inf") if minutes is None else time.monotonic() + 60.0 * minutes
    wanted = Effort(simulations, min(POPULATION, simulations // 4), until=until)
    compile_all(print_message)
    with meter() as shown, interrupted(lambda: f"Finished simulations are in {out}."):
        made = run(chosen, seed, wanted, out, Progress(shown.start, shown.show))
    for rows in (fact_rows(made), constant_rows(made.constants)):
        print("\n".join("  ".join(row) for row in rows), end="\n\n")
    print("\n".join((summary(made), identified(made.constants), effort(made))))
    if made.simulations < simulations:
        print(
            f"Its time was up after {made.simulations} of {simulations} simulations. The same command goes on."
        )
    print("\nWritten:")
    print(
        f"  {write_posterior(out / 'posterior.json', made)}  draws of the constants, with their weights (JSON)"
    )
    print(f"  {write_page(out / 'calibration.html', made)}  what came out, as a page to open and send")
    print(f"  {write_text(out / 'calibration.md', made, command(made))}  the same as text (Markdown)")
