"""Fitting to the published facts: all that a neutral firm can show in one small market, individual ones included.

A simulation is one world: the scenario with one team a firm, under the neutral policy, measured as docs/evidence.md
measures it. No policy but the neutral one is ever run here, so that no constant can be fitted to which policy wins.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.analysis import evidence
from sim.analysis.evidence import OF_ANSWERS, RELIABILITY, UNMEASURED, WorldFigures, attenuation, figures_of
from sim.calibration.fitted import FITTED, spans
from sim.calibration.problem import Figures, Problem
from sim.calibration.targets import Target
from sim.design.facts import facts
from sim.design.screening import Size, teams
from sim.model.digest import deciding
from sim.model.scenario import Scenario
from sim.policies import load_policy
from sim.running import panel, watch

POLICY = "neutral"
YEARS = 5
"""Years of a simulation after its warm-up, as docs/evidence.md has."""

FOLDS = 5

TOO_RARE = {
    "hazard_peak": "one world has too few quits to tell the month of the peak, so that it is looked at and not fitted",
}
"""Facts that many worlds show and one does not."""


def fitted_facts() -> tuple[str, ...]:
    """The facts that are fitted, in the order of the file."""
    return tuple(name for name in facts() if name not in UNMEASURED and name not in TOO_RARE)


def folds() -> tuple[tuple[str, ...], ...]:
    """The facts that are held back together: every fifth, so that kindred ones, which stand together, are parted."""
    names = fitted_facts()
    return tuple(names[first::FOLDS] for first in range(FOLDS))


def problem(scenario: Scenario, seed: int) -> Problem:
    """Fitting a scenario to the facts."""
    small = Size(1, teams(scenario)).market(scenario)

    def simulate(market: Scenario, number: int) -> Figures:
        return as_published(world(market, seed, number).figures)

    return Problem(
        scenario=small,
        spans=spans(small, FITTED),
        targets=targets(fitted_facts()),
        simulate=simulate,
        how=f"{POLICY} {seed} {YEARS} {RELIABILITY} {_measured_by()}",
    )


def targets(names: Sequence[str]) -> tuple[Target, ...]:
    """Facts as targets."""
    return tuple(Target(name, *map(float, facts()[name]["interval"])) for name in names)


def world(market: Scenario, seed: int, number: int) -> WorldFigures:
    """What one world of a market says on the facts."""
    return figures_of(watch.watch(market, load_policy(POLICY), seed, number, YEARS))


def as_published(figures: Mapping[str, float]) -> dict[str, float]:
    """Figures with the noise that answers to a survey have, as in the studies."""
    return {
        name: value * attenuation(RELIABILITY) if name in OF_ANSWERS else value
        for name, value in figures.items()
    }


def _measured_by() -> str:
    """The sources that decide the figures of a world, besides the model."""
    paths = [Path(module.__file__ or "") for module in (watch, panel, evidence)]
    return "".join(deciding(path.read_text(encoding="utf-8")) for path in paths)
