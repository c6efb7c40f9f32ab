"""sim patterns: what the model can reach, and where policies lie in it."""

import time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sim.cli.common import (
    Between,
    Minutes,
    PoliciesFolder,
    ScenarioName,
    Seed,
    Workers,
    Years,
    interrupted,
    no_file,
    print_message,
)
from sim.cli.progress import meter

TRIES = 1_000

Tries = Annotated[
    int, Parameter(help="policies to try, each in the same few worlds", validator=Between(1, 1_000_000))
]
Out = Annotated[Path, Parameter(help="folder of what has run, and of what came out", validator=no_file)]


def patterns(
    scenario: ScenarioName = "turnover_city",
    /,
    *,
    tries: Tries = TRIES,
    years: Years = None,
    seed: Seed = 1,
    minutes: Minutes = None,
    workers: Workers = None,
    policies: PoliciesFolder = None,
    out: Out = Path("results/patterns"),
) -> None:
    """Search for every pattern of turnover, customer satisfaction and profit that the model can reach, by any policy.

    Practices go through their whole ranges; the world stays as the scenario has it, as a market of one team a firm. The
    same command goes on where it was, and gives the same map with any number of workers.

    Example: sim patterns turnover_city --tries 400 --minutes 20
    """
    from sim.claims.kept import Kept
    from sim.claims.trials import small
    from sim.model.precompile import compile_all
    from sim.patterns import told
    from sim.patterns.runs import Market
    from sim.patterns.showcase import content, read, write
    from sim.patterns.study import study
    from sim.policies import find_policies, read_policy
    from sim.running.limits import check_years
    from sim.running.progress import Progress
    from sim.running.workers import default_workers
    from sim.view.patterns.page import write_page

    market_of = small(scenario)
    length = check_years(market_of, years)
    managed = [read_policy(path) for path in find_policies(policies).values()]
    compile_all(print_message)
    market = Market(market_of, seed, length, Kept(out), workers or default_workers())
    until = float("inf") if minutes is None else time.monotonic() + 60.0 * minutes
    with meter() as shown, interrupted(lambda: f"Finished runs are in {out}."):
        came_out = study(
            market, managed, tries, Progress(shown.start, shown.show), lambda: time.monotonic() < until
        )
    found = content(came_out, market, tries)
    print("\n".join(told.table(found)))
    print("\n" + "\n".join(found["summary"]))
    if came_out.stopped:
        print(f"Its time was up after {found['tries']:,} of {tries:,} tries. The same command goes on.")
    path = write(out, found)
    page = write_page(path.with_suffix(".html"), read(path))
    print("\nWritten:")
    print(f"  {path}  every pattern, with all that it takes to repeat it (JSON)")
    print(f"  {page}  the same as a map to open and send")
