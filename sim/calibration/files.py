"""What a calibration writes: the posterior as JSON, and what came out as a text in Markdown."""

import json
from collections.abc import Iterable
from pathlib import Path

from sim.calibration.run import Calibration
from sim.calibration.words import (
    CONSTANT_HEAD,
    FACT_HEAD,
    constant_rows,
    effort,
    fact_rows,
    identified,
    not_fitted,
    reason_rows,
    summary,
    unmet,
)
from sim.store.files import write_bytes


def write_posterior(path: Path, made: Calibration) -> Path:
    """Write the draws, whole or not at all, over a file of that name; `posterior` reads it."""
    write_bytes(path, (json.dumps(made.posterior.content(), indent=1) + "\n").encode())
    return path


def write_text(path: Path, made: Calibration, command: str) -> Path:
    """Write what came out, as docs/calibration.md shows it; a file that is there is replaced."""
    write_bytes(path, text(made, command).encode())
    return path


def text(made: Calibration, command: str) -> str:
    """What came out, in Markdown. command: what repeats it."""
    checked = {one.fact: one for one in made.facts}
    about = made.posterior.about
    parts = (
        "# Calibration",
        f"<!-- Written by sim calibrate as calibration.md. Model: {about['model']}. Command: {command} -->",
        "The uncertain constants fitted to all [published facts](bibliography.md#facts) together; those of scenarios were"
        " set by hand within the priors. Nothing here changes a scenario. Only the neutral firm is run.",
        f"**{summary(made)}**",
        f"{effort(made)} `{command}` repeats it, and copying `calibration.md` from its folder writes this page anew.",
        "## How",
        HOW,
        "## Facts",
        "*Before*: the scenario as it is. *After*: the centre of the posterior. *Held back*: the centre of that without"
        " the fact and its fold. All in the same fresh worlds; 95% intervals, judged as in"
        " [evidence.md](evidence.md), in a market of one team a firm.",
        table(FACT_HEAD, fact_rows(made)),
        *not_fitted(),
        "## What pulls against the facts that are not met",
        *(
            "\n".join((f"**{first}**", "", *(f"- {one}" for one in rest)))
            for first, *rest in _unmet(made, checked)
        ),
        "## Constants",
        "Width is that of the 90% interval over the prior's: 1 where the facts say nothing."
        f" {identified(made.constants)}",
        table(CONSTANT_HEAD, constant_rows(made.constants)),
        "## Why these",
        table(("constant", "means", "may lie", "why"), reason_rows()),
    )
    return "\n\n".join(parts) + "\n"


def _unmet(made: Calibration, checked: dict) -> list[list[str]]:  # type: ignore[type-arg]
    return [unmet(one, checked[one.fact]) for one in made.reaches]


HOW = """\
Approximate Bayesian computation in generations (Toni and others 2009, doi:10.1098/rsif.2008.0172), by
[pyABC](https://pyabc.readthedocs.io), which `pip install -e '.[calibrate]'` adds: constants are drawn from their priors,
simulated, and drawn again around those that come closest. A simulation is one world of a market with one team a firm,
each in a world of its own. A fact misses by how far its figure lies outside the published interval, in units of half the
interval and the luck of one simulation; within the interval nothing misses. Misses are added up, so that one fact that
cannot be met does not outweigh all that can.

The posterior uses all simulations, weighted by prior over what proposed them. So facts can be held back without
simulating again: the simulations are accepted anew without a fifth of the facts. The weights undo that the proposals
knew the facts held back; what this costs is precision, in draws. Checks run afterwards, in worlds that no fit has seen.

Same seed and number of simulations, same result, on any number of processors. A limit in minutes ends at another
number."""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
