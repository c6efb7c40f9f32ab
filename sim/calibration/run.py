"""A calibration to the facts from beginning to end: fit, folds, checks in fresh worlds, and what pulls against what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.analysis.evidence import WorldFigures
from sim.calibration.answers import Told, accepted, centre, told
from sim.calibration.checks import Checked, Worlds, checked, runs_of
from sim.calibration.kept import Kept
from sim.calibration.pool import Pool, effective
from sim.calibration.posterior import Posterior
from sim.calibration.problem import Problem
from sim.calibration.pulls import Reach, reach
from sim.calibration.targets import scales
from sim.calibration.to_facts import YEARS, as_published, fitted_facts, folds, problem
from sim.english import listed
from sim.errors import InputError
from sim.model.digest import model_digest
from sim.model.scenario import Scenario
from sim.running.addresses import digest_of
from sim.running.progress import Progress
from sim.version import VERSION

MARKET = "one team a firm, everything else in proportion"

CHECKED_IN = 24
"""Fresh worlds in which facts are checked."""


class Effort(NamedTuple):
    """How much is simulated."""

    simulations: int
    population: int  # accepted in a generation
    worlds: int = CHECKED_IN
    until: float = float("inf")  # by the monotonic clock: no new simulation of the fit begins later


@dataclass(frozen=True)
class Calibration:
    """What came of a calibration to the facts."""

    scenario: Scenario
    seed: int
    effort: Effort
    simulations: int  # in the fit
    generations: int
    accepted: int  # simulations in the posterior
    worth: float  # independent draws that they are worth
    worths: Sequence[float]  # the same without each fold
    constants: Sequence[Told]
    facts: Sequence[Checked]
    reaches: Sequence[Reach]  # of the facts that are not met
    posterior: Posterior


def calibrate(scenario: Scenario, seed: int, effort: Effort, folder: Path, progress: Progress) -> Calibration:
    """Fit the constants to the facts, as far as the effort goes; the same call goes on where it was."""
    posed = problem(scenario, seed)
    progress.say("worlds of the scenario as it is", effort.worlds)
    worlds = Worlds(posed, seed, effort.worlds, folder, progress.show)
    now = posed.now()
    scale = scales(posed.targets, luck_of(worlds.figures(now), scenario.name))
    pool = simulated(posed, scale, seed, effort, folder, progress)
    weights = accepted(posed, pool, scale)
    constants = told(posed, pool, weights)
    parted = [accepted(posed, pool, scale, without=fold) for fold in folds()]
    progress.say("worlds that check", runs_of(effort.worlds))
    facts = checked(
        Worlds(posed, seed, effort.worlds, folder, progress.show),
        now,
        centre(constants),
        [centre(told(posed, pool, each)) for each in parted],
    )
    return Calibration(
        scenario=scenario,
        seed=seed,
        effort=effort,
        simulations=len(pool),
        generations=1 + len(pool.kernels),
        accepted=int((weights > 0.0).sum()),
        worth=effective(weights),
        worths=[effective(each) for each in parted],
        constants=constants,
        facts=facts,
        reaches=reaches(posed, pool, scale, facts),
        posterior=drawn(
            posed,
            pool,
            weights,
            {"scenario": scenario.name, "market": MARKET, "seed": seed, "years": YEARS},
        ),
    )


def simulated(
    posed: Problem, scale: np.ndarray, seed: int, effort: Effort, folder: Path, progress: Progress
) -> Pool:
    """All simulations of a fit."""
    from sim.calibration.smc import Plan, run_fit

    progress.say("simulations", effort.simulations)
    plan = Plan(seed, effort.simulations, effort.population, effort.until)
    return run_fit(posed, scale, Kept(folder, posed.address), plan, progress.show)


def luck_of(worlds: Sequence[WorldFigures], scenario: str) -> dict[str, float]:
    """The standard deviation of each fact over worlds of the same constants."""
    rows = [as_published(world.figures) for world in worlds]
    return spreads({name: [row[name] for row in rows] for name in fitted_facts()}, scenario)


def spreads(figures: Mapping[str, Sequence[float]], scenario: str) -> dict[str, float]:
    """The standard deviation of each figure over worlds; NaN values are left out.

    Raises InputError where a figure is not defined in two worlds, so that nothing can be fitted to it.
    """
    lacking = [name for name, values in figures.items() if np.isfinite(values).sum() < 2]
    if lacking:
        raise InputError(
            f"{scenario}: the neutral firm must show {listed(lacking)} in two worlds or more, as it is; got fewer:"
            " choose another scenario, or look at more worlds"
        )
    return {name: float(np.nanstd(values, ddof=1)) for name, values in figures.items()}


def reaches(posed: Problem, pool: Pool, scale: np.ndarray, facts: Sequence[Checked]) -> list[Reach]:
    """How each fitted fact that is not met stands among the simulations."""
    after = {one.fact: one.after for one in facts}
    figures = np.array([after[target.name].found.mean for target in posed.targets])
    return [
        reach(posed, pool, scale, one.fact, figures)
        for one in facts
        if one.held_back is not None and one.after.held != "met"
    ]


def drawn(posed: Problem, pool: Pool, weights: np.ndarray, about: Mapping[str, Any]) -> Posterior:
    """The accepted simulations as draws of the constants. about: what they were fitted to, beyond the targets."""
    rows = weights > 0.0
    values = posed.values(pool.places[rows])
    told_of = {
        **about,
        "scenario_digest": digest_of(posed.scenario.content()),
        "model": model_digest(),
        "version": VERSION,
        "simulations": len(pool),
        "fitted_to": [target.name for target in posed.targets],
        "priors": {name: list(span) for name, span in posed.spans.items()},
    }
    return Posterior({name: values[:, at] for at, name in enumerate(posed.names)}, weights[rows], told_of)
