"""sim claims: the claims of the essays put to the test, and their verdicts."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sim.cli.common import Between, Minutes, interrupted, no_file, print_message, require
from sim.cli.progress import meter

TRIALS = 400
ABLATED = 24
"""Trials that run without the claim's mechanisms too."""

LARGER = 12
"""Trials that run in a larger market too: they cost twice as much."""

Name = Annotated[str, Parameter(help="claims to test, all unless named (docs/claims.md lists them)")]
Trials = Annotated[
    int,
    Parameter(
        help="trials of each claim, each at a point of the plausible space", validator=Between(16, 4_000)
    ),
]
PosteriorFile = Annotated[
    Path | None,
    Parameter(
        name="--posterior",
        help="draws of fitted constants, as `sim calibrate` writes them; the priors unless given",
    ),
]
Out = Annotated[Path, Parameter(help="folder of what has run, and of the verdicts", validator=no_file)]


def claims(
    *names: Name,
    trials: Trials = TRIALS,
    minutes: Minutes = None,
    posterior: PosteriorFile = None,
    out: Out = Path("results/claims"),
) -> None:
    """Put the claims of the essays to the test, and print a verdict on each. The same command goes on where it was.

    Every trial draws the model's constants anew from all that is plausible. What a claim expects was written down
    before it was tried (docs/claims.md).

    Example: sim claims turnover_city everything_is_urgent --trials 50
    """
    from sim.claims import load_claims
    from sim.errors import unknown

    known = load_claims()
    for name in names:
        require(name in known, unknown("claim", name, known))
    chosen = [claim for claim in known.values() if not names or claim.name in names]
    which = [claim.name for claim in chosen] if names else []
    drawn = None
    if posterior is not None:
        from sim.calibration.posterior import posterior as read_posterior

        drawn = read_posterior(posterior)
    from sim.claims.kept import Kept
    from sim.claims.results import results
    from sim.claims.running import Plan, run_claims
    from sim.claims.showcase import read, write
    from sim.claims.told import market_size, summary, table
    from sim.model.precompile import compile_all
    from sim.running.progress import Progress
    from sim.view.claims.page import write_page

    compile_all(print_message)
    kept = Kept(out)
    plan = Plan(
        trials,
        min(ABLATED, trials),
        min(LARGER, trials),
        float("inf") if minutes is None else 60.0 * minutes,
        drawn.draw if drawn else None,
    )
    with meter() as shown, interrupted(lambda: f"Finished trials are in {out}."):
        progress = Progress(shown.start, shown.show)
        ran = run_claims(chosen, kept, plan, progress)
        found = results(chosen, ran, kept, plan, progress)
    print("\n".join(table(found)))
    print(f"\n{summary(found)}\n{market_size(found)}".rstrip())
    count = str(trials)
    if ran.stopped:
        count = f"{ran.fewest}-of-{trials}"
        print(
            f"Its time was up: the fewest trials of a claim are {ran.fewest} of {trials}. The same command goes on."
        )
    elif ran.fewest < trials:
        print(f"Points that count have run out: the fewest trials of a claim are {ran.fewest} of {trials}.")
    verdicts = write(out / _file_name(which, count, posterior), found, str(posterior or ""))
    page = write_page(verdicts.with_suffix(".html"), read(verdicts))
    print("\nWritten:")
    print(f"  {verdicts}  verdicts, with all that it takes to repeat them (JSON)")
    print(f"  {page}  the same as a page to open and send")


def _file_name(names: Sequence[str], count: str, posterior: Path | None = None) -> str:
    """The file of all claims in full; that of others has a name of its own, and replaces no other.

    names: in the order of the file of claims, each once; none for all. count: of trials. posterior: what fitted
    constants were drawn from.
    """
    from sim.claims.showcase import NAME
    from sim.running.addresses import digest_of

    if not names and count == str(TRIALS) and posterior is None:
        return NAME
    which = "-".join(names) if len(names) <= 3 else f"{len(names)}-claims-{digest_of(' '.join(names))}"
    drawn = f"-posterior-{digest_of(posterior.read_text(encoding='utf-8'))}" if posterior else ""
    return f"verdicts-{which or 'all'}-{count}-trials{drawn}.json"
