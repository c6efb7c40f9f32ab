"""What a calibration writes beside its page: draws as JSON, what came out as Markdown, a scenario of the centre."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import tomli_w

from sim.calibration.answers import Told
from sim.calibration.months import COLUMNS
from sim.calibration.posterior import Posterior
from sim.calibration.run import Calibration
from sim.calibration.to_client import FITTED as FITTED_TO_CLIENTS
from sim.calibration.to_client import RATES
from sim.calibration.words import (
    CONSTANT_HEAD,
    FACT_HEAD,
    constant_rows,
    fact_rows,
    identified,
    not_fitted,
    reason_rows,
    shipped,
    spent,
    summary,
    unit,
    unmet,
)
from sim.english import listed
from sim.places import find_scenario, read_toml
from sim.store.files import write_bytes


def write_scenario(path: Path, given: str, constants: Sequence[Told], data: str) -> Path:
    """Write a scenario with the centre of some constants, over a file of that name; the rest stays as it was.

    given: the scenario's name or file. data: what they were fitted to, in words.
    """
    table = read_toml(find_scenario(given), "scenario")
    for one in constants:
        section, _, name = one.name.partition(".")
        table.setdefault(section, {})[name] = {
            "value": float(f"{one.centre:.4g}"),
            "unit": unit(one.name),
            "source": f"assumed: fitted to {data}, 90% from {one.low:.3g} to {one.high:.3g}"
            + ("" if one.identified else "; they tell little of it"),
        }
    write_bytes(path, tomli_w.dumps(table).encode())
    return path


def write_posterior(path: Path, made: Posterior) -> Path:
    """Write draws, whole or not at all, over a file of that name; `posterior` reads it."""
    write_bytes(path, (json.dumps(made.content(), indent=1) + "\n").encode())
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
        "The uncertain constants fitted to all [published facts](bibliography.md#facts) together; scenarios' own were"
        " set by hand within the priors. Nothing here changes a scenario. Only the neutral firm is run.",
        f"**{summary(made)}**",
        f"{spent(made)} `{command}` repeats it, and copying `calibration.md` from its folder writes this page anew."
        f" `{about['scenario']}_fitted.toml` beside it is the scenario with the centre of every constant, to run.",
        "## How",
        HOW,
        "## A client's data",
        client_recipe(),
        "## Facts",
        "*Before*: the scenario as it is. *After*: the centre of the posterior. *Held back*: the centre of that without"
        " the fact and its fold. All in the same fresh worlds; 95% intervals, judged as in"
        " [evidence.md](evidence.md), in a market of one team a firm.",
        table(FACT_HEAD, fact_rows(made)),
        *not_fitted(),
        "## What pulls against the facts that are not met",
        *(_listed(unmet(one, checked[one.fact])) for one in made.reaches),
        "## Constants",
        "Width is that of the 90% interval over the prior's: 1 where the facts say nothing."
        f" {identified(made.constants)} {shipped(made.constants)}",
        table(CONSTANT_HEAD, constant_rows(made.constants)),
        "## Why these",
        table(("constant", "means", "may lie", "why"), reason_rows()),
    )
    return "\n\n".join(parts) + "\n"


def _listed(sentences: Sequence[str]) -> str:
    """A bold sentence, and the others as a list below it."""
    first, *others = sentences
    return "\n".join((f"**{first}**", "", *(f"- {one}" for one in others)))


HOW = """\
Approximate Bayesian computation in generations (Toni and others 2009, doi:10.1098/rsif.2008.0172), by
[pyABC](https://pyabc.readthedocs.io), which `pip install -e '.[calibrate]'` adds: constants are drawn from their
priors, simulated, and drawn again around those that come closest. A simulation is one world of a market with one team a
firm, each in a world of its own. A fact misses by how far its figure lies outside the published interval, in units of
half the interval and the luck of one simulation; within the interval nothing misses. Misses are added up, so that one
fact that cannot be met does not outweigh all that can.

The posterior uses all simulations, weighted by prior over what proposed them. So facts can be held back without
simulating again: the simulations are accepted anew without a fifth of the facts. The weights undo that the proposals
knew the facts held back; what this costs is precision, in draws. Checks run afterwards, in worlds that no fit has seen.

Same seed and number of simulations, same result, on any number of processors. A limit in minutes ends at another
number."""


RECIPE = """\
```sh
sim calibrate examples/client.csv --scenario turnover_city --minutes 30
```

fits a scenario to monthly data in the same way. Describe the client's organisation in a scenario first, its size above
all, and give the months as CSV, a row each. Columns may be left out, months may be missing and cells empty: there,
nothing is taken from simulations either. `examples/client.csv` is nobody's: a run made it (`python docs/client.py`)."""

WRITES = """\
It writes a scenario in which {constants} have the posterior's centre where the data tell of them, with the 90% interval
in the source; what the data do not tell of stays as it was. All draws are in `posterior.json`, which
`sim.calibration.posterior` reads, and `fit.html` shows the data month by month against the fitted firm."""


def client_recipe() -> str:
    """How to fit a scenario to a client's months, in Markdown."""
    columns = [(f"`{one.name}`", one.meaning, _rate(one.name)) for one in COLUMNS]
    named = listed([f"`{one.name}`" for one in FITTED_TO_CLIENTS])
    return "\n\n".join(
        (RECIPE, table(("column", "is", "summed up as"), columns), WRITES.format(constants=named))
    )


def _rate(name: str) -> str:
    return (
        RATES[name].unit
        if name in RATES
        else "what others are taken of; how large the firm is, the scenario says"
    )


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
