"""A scenario fitted to a client's months, from beginning to end: the fit, its months, a scenario to go on with.

What the data do not tell of keeps the scenario's value and source. The rest gets the posterior's centre, and a source
that says so with its 90% interval; all draws go into the posterior's file.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.calibration.answers import Told, accepted, told
from sim.calibration.months import Months
from sim.calibration.pool import effective
from sim.calibration.posterior import Posterior
from sim.calibration.problem import Problem
from sim.calibration.run import Effort, drawn, simulated, spreads
from sim.calibration.targets import scales
from sim.calibration.to_client import LEAST_LUCK, months_of, problem, rates
from sim.model.scenario import Scenario
from sim.running.progress import Progress
from sim.running.workers import default_workers

BAND = (0.05, 0.5, 0.95)
"""Shares of the fitted firm's worlds that lie below the band, its middle line, and its upper edge."""


@dataclass(frozen=True)
class Fit:
    """How a column fits."""

    name: str
    observed: float  # its rate in the data
    before: float  # mean of the scenario as it is, over worlds
    after: float  # mean of the fitted firm
    luck: float  # standard deviation of the rate over worlds of the same constants
    band: np.ndarray  # of the fitted firm's months [share, month]; as large as the client's firm

    @property
    def fits(self) -> bool:
        """Whether the data are as one world of the fitted firm may well be: within two standard deviations of luck."""
        return abs(self.observed - self.after) <= 2.0 * self.luck


@dataclass(frozen=True)
class ClientFit:
    """What came of a fit to a client's months."""

    scenario: Scenario
    data: Months
    seed: int
    simulations: int
    accepted: int
    worth: float
    constants: Sequence[Told]
    columns: Sequence[Fit]
    posterior: Posterior


def fit_client(
    scenario: Scenario, data: Months, seed: int, effort: Effort, folder: Path, progress: Progress
) -> ClientFit:
    """Fit a scenario to months, as far as the effort goes; the same call goes on where it was."""
    posed = problem(scenario, data, seed)
    progress.say("worlds of the scenario as it is", effort.worlds)
    before = _worlds(effort.worlds, lambda nth: months_of(scenario, seed, nth, len(data)), progress.show)
    luck = luck_of(posed, [rates(world) for world in before])
    scale = scales(posed.targets, luck)
    pool = simulated(posed, scale, seed, effort, folder, progress)
    weights = accepted(posed, pool, scale)
    posterior = drawn(posed, pool, weights, {"scenario": scenario.name, "seed": seed, "months": len(data)})
    progress.say("worlds of the fitted firm", effort.worlds)

    def fitted(nth: int) -> dict[str, np.ndarray]:
        market = posed.with_values(posterior.draw((nth + 0.5) / effort.worlds))
        return months_of(market, seed, nth, len(data))

    after = _worlds(effort.worlds, fitted, progress.show)
    return ClientFit(
        scenario=scenario,
        data=data,
        seed=seed,
        simulations=len(pool),
        accepted=int((weights > 0.0).sum()),
        worth=effective(weights),
        constants=told(posed, pool, weights),
        columns=[_fit(target.name, data, luck, before, after) for target in posed.targets],
        posterior=posterior,
    )


def _worlds(
    count: int, one: Callable[[int], dict[str, np.ndarray]], show: Callable[[int], None]
) -> list[dict[str, np.ndarray]]:
    found = []
    with ThreadPoolExecutor(default_workers()) as threads:
        for each in threads.map(one, range(count)):
            found.append(each)
            show(len(found))
    return found


def luck_of(posed: Problem, worlds: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The standard deviation of each rate over worlds of the same constants, and no less than books can be off."""
    figures = {target.name: [world[target.name] for world in worlds] for target in posed.targets}
    found = spreads(figures, posed.scenario.name)
    least = {target.name: max(LEAST_LUCK * abs(target.low), 1e-6) for target in posed.targets}
    return {name: max(spread, least[name]) for name, spread in found.items()}


def _fit(
    name: str,
    data: Months,
    luck: Mapping[str, float],
    before: Sequence[Mapping[str, np.ndarray]],
    after: Sequence[Mapping[str, np.ndarray]],
) -> Fit:
    """How a column fits: rates, and the band in the client's size."""
    earlier, later = (
        float(np.nanmean([rates(world)[name] for world in worlds])) for worlds in (before, after)
    )
    size = _size(data, name, after)
    band = np.nanquantile(np.array([size * world[name] for world in after]), BAND, axis=0)
    return Fit(name, rates(data.table)[name], earlier, later, luck[name], band)


def _size(data: Months, name: str, worlds: Sequence[Mapping[str, np.ndarray]]) -> float:
    """How much larger the client's firm is than the simulated one; 1 for shares, and where no headcount is known."""
    if name in ("absence", "lateness", "survey") or "headcount" not in data.table:
        return 1.0
    theirs = float(np.nanmean(data.table["headcount"]))
    return theirs / float(np.mean([world["headcount"].mean() for world in worlds]))
