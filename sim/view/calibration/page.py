"""The page of a calibration to the facts: one HTML file that needs no network."""

from collections.abc import Iterator
from pathlib import Path

from sim.calibration.run import Calibration
from sim.calibration.words import identified, meaning, not_fitted, shipped, spent, summary, unit, unmet
from sim.design.facts import facts
from sim.view import pages
from sim.view.calibration.strips import of_constant, of_fact


def write_page(path: Path, made: Calibration) -> Path:
    """Write the page; a file that is there is replaced."""
    checked = {one.fact: one for one in made.facts}
    return pages.write(
        path,
        "calibration/facts.html",
        title="Do the published facts fit together?",
        summary=summary(made),
        effort=spent(made),
        facts=[(one, facts()[one.fact], of_fact(one)) for one in made.facts],
        not_fitted=not_fitted(),
        constants=[(one, meaning(one.name), unit(one.name), of_constant(one)) for one in made.constants],
        identified=f"{identified(made.constants)} {shipped(made.constants)}",
        unmet=[unmet(one, checked[one.fact]) for one in made.reaches],
        made=list(_made(made)),
    )


def _made(made: Calibration) -> Iterator[tuple[str, str]]:
    """Where it comes from, and what repeats it."""
    about = made.posterior.about
    yield "Version", about["version"]
    yield "Model", about["model"]
    yield "Scenario", f"{made.scenario.name}, {about['market']}"
    yield "Seed", str(made.seed)
    yield "Command", command(made)


def command(made: Calibration) -> str:
    """What repeats a calibration."""
    return (
        f"sim calibrate --scenario {made.scenario.name} --simulations {made.simulations}"
        f" --worlds {made.effort.worlds} --seed {made.seed}"
    )
