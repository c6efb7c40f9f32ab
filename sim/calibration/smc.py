"""Sequential approximate Bayesian computation by pyABC: from the prior towards where simulations meet the targets.

What of pyABC is used: its loop over generations (ABCSMC, after Toni and others 2009, doi:10.1098/rsif.2008.0172), the
threshold that falls to the median of what came last, the p-norm distance, its covariance and bandwidth of kernels, its
history. What does not fit, and stands here or in `pool` instead:

- Its samplers start processes, each of which would load the compiled model, or seed luck by the clock. `Threads` runs
  simulations on threads, which compiled days leave free, and takes them in the order of proposals: whatever the number
  of threads, the same seed and number of simulations give the same result, bit for bit.
- It resumes after a whole generation, from a database. Here every simulation is kept as it comes (`kept`), and a
  command that goes on replays the fit from them in seconds; pyABC's history stays in memory.
- Its adaptive distances weigh a figure by how far simulations scatter, so that what constants hardly move would count
  most. Here a miss counts by how exactly the figure is known (`targets`).
- It reports the last whole generation only. `pool` uses all simulations.

Imported only where it is needed, because it takes seconds.
"""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Any

import numpy as np
from pyabc import ABCSMC, MedianEpsilon, Parameter, PNormDistance
from pyabc.population import Particle, Sample
from pyabc.random_variables import DistributionBase
from pyabc.sampler import Sampler
from pyabc.transition import MultivariateNormalTransition
from scipy.special import ndtri

from sim.calibration.kept import Kept, Simulation
from sim.calibration.luck import Luck
from sim.calibration.pool import PRIOR_SHARE, Kernel, Pool, effective, log_prior
from sim.calibration.problem import Problem
from sim.calibration.targets import scaled_misses
from sim.running.workers import default_workers

logging.getLogger("ABC").setLevel(logging.ERROR)

NORM = 1
"""Misses are added as they are: one figure that cannot be met then does not outweigh all that can (their squares would
let it)."""

SHRINKING = 0.5
"""How far correlations of a kernel are drawn towards none (assumed): a generation tells little of many constants."""

MOST_OF_IT = 0.9
"""The largest share of a generation's spread that each kernel has (assumed)."""


@dataclass(frozen=True)
class Plan:
    """How much is simulated."""

    seed: int
    simulations: int
    population: int  # simulations that are accepted in a generation
    until: float = float("inf")  # by the monotonic clock; afterwards only what is kept is used


def run_fit(problem: Problem, scale: np.ndarray, kept: Kept, plan: Plan, show: Callable[[int], None]) -> Pool:
    """Simulate from the prior towards the targets, as much as is planned; the first generation whatever the time.

    scale: of each target's misses. show: is told how many simulations there are.
    """
    luck = Luck(plan.seed)
    threads = Threads(luck, kept, plan, show)
    kernels = Kernels(luck, problem.names)
    loop = ABCSMC(
        models=Model(problem, scale, luck, kept),
        parameter_priors=Prior(luck, problem.names),
        distance_function=PNormDistance(p=NORM),
        population_size=plan.population,
        transitions=kernels,
        eps=MedianEpsilon(),
        sampler=threads,
    )
    history = loop.new("sqlite://", {target.name: 0.0 for target in problem.targets})
    try:
        loop.run()
    finally:
        kept.flush()
        # pyABC leaves a history in memory open; what frees it later may be another thread, which SQLite refuses.
        history._session.close()
        history._engine.dispose()
    taken = [(at, kept.simulation(at)) for at in threads.taken]
    return Pool(
        places=np.array([one.place for _, one in taken]),
        figures=np.array([one.figures for _, one in taken]),
        generations=np.array([generation for (generation, _), _ in taken]),
        kernels=tuple(kernels.fitted),
    )


def parameter(names: tuple[str, ...], place: np.ndarray) -> Parameter:
    """A place as pyABC has it."""
    return Parameter(**dict(zip(names, place.tolist(), strict=True)))


class Prior(DistributionBase):  # type: ignore[misc]
    """Standard normal in every constant."""

    def __init__(self, luck: Luck, names: tuple[str, ...]):
        self._luck, self._names = luck, names

    def rvs(self, *args: Any, **kwargs: Any) -> Parameter:
        """A place for this thread's proposal."""
        return parameter(self._names, ndtri(self._luck.draw(len(self._names))))

    def pdf(self, x: Parameter) -> float:
        """The density at a place."""
        return float(np.exp(log_prior(np.array([x[name] for name in self._names]))))


class Kernels(MultivariateNormalTransition):  # type: ignore[misc]
    """Normal kernels around what was accepted last, with a share of the prior, drawn by key."""

    def __init__(self, luck: Luck, names: tuple[str, ...]):
        super().__init__()
        self.luck, self.names = luck, names
        self.fitted: list[Kernel] = []

    def fit(self, X: Any, w: np.ndarray) -> None:  # noqa: N803
        """Fit the kernels to a generation: pyABC's covariance and bandwidth, centres drawn towards their mean.

        So kernels spread no wider than the generation, however many constants there are, and constants of which it
        tells nothing are proposed as the prior would. Source: West 1993, J. R. Stat. Soc. B 55, 409-422.
        """
        super().fit(X[list(self.names)], w)
        bandwidth = self.bandwidth_selector(effective(w), len(self.names)) ** 2
        wide, spread = min(MOST_OF_IT, bandwidth), self.cov / bandwidth
        spread = (1.0 - SHRINKING) * spread + SHRINKING * np.diag(np.diag(spread))
        centres = X[list(self.names)].to_numpy()
        mean = np.average(centres, axis=0, weights=w)
        self.fitted.append(
            Kernel(mean + np.sqrt(1.0 - wide) * (centres - mean), np.asarray(w), wide * spread)
        )

    def rvs_single(self) -> Parameter:
        """A place for this thread's proposal."""
        whence, which, *steps = self.luck.draw(2 + len(self.names))
        step = ndtri(np.array(steps))
        if whence < PRIOR_SHARE:
            return parameter(self.names, step)
        kernel = self.fitted[-1]
        centre = int(np.searchsorted(np.cumsum(kernel.weights), which * kernel.weights.sum()))
        root = np.linalg.cholesky(kernel.covariance)
        return parameter(self.names, kernel.centres[centre] + root @ step)

    def pdf(self, x: Any) -> float:
        """The density at a place."""
        return float(np.exp(self.fitted[-1].log_density(np.array([[x[name] for name in self.names]]))[0]))


class Model:
    """What pyABC calls for a place: its misses, simulated or kept."""

    __name__ = "market"

    def __init__(self, problem: Problem, scale: np.ndarray, luck: Luck, kept: Kept):
        self._problem, self._scale, self._luck, self._kept = problem, scale, luck, kept

    def __call__(self, given: Parameter) -> dict[str, float]:
        """The misses of this thread's proposal, by target, in scales."""
        at, targets = self._luck.at, self._problem.targets
        place = np.array([given[name] for name in self._problem.names])
        figures = self._kept.find(at, place)
        if figures is None:
            figures = self._problem.run(place, world_of(at))
            self._kept.add(at, Simulation(place, figures))
        misses = scaled_misses(figures[None], targets, self._scale)[0]
        return {target.name: float(miss) for target, miss in zip(targets, misses, strict=True)}


def world_of(at: tuple[int, int]) -> int:
    """The world in which a proposal is simulated: each in one of its own, so that no luck is fitted."""
    generation, number = at
    return (generation + 1) * 1_000_000 + number


class Threads(Sampler):  # type: ignore[misc]
    """Simulations on threads, taken in the order of their proposals, until enough are accepted, or all that is planned.

    What was begun ahead on other threads and not needed any more is kept, and no part of the pool.
    """

    def __init__(self, luck: Luck, kept: Kept, plan: Plan, show: Callable[[int], None]):
        super().__init__()
        self._luck, self._kept, self._plan, self._show = luck, kept, plan, show
        self.taken: list[tuple[int, int]] = []

    def sample_until_n_accepted(
        self, n: int, simulate_one: Callable[[], Particle], t: int, **how: Any
    ) -> Sample:
        """A generation; one that has to end early is not `ok`, which ends the fit."""
        sample = self._create_empty_sample()
        workers = default_workers()
        begun: deque[Future[Particle]] = deque()
        number = taken = 0
        with ThreadPoolExecutor(workers) as threads:
            try:
                while sample.n_accepted < n:
                    while len(begun) < 2 * workers and self._may_begin((t, number), len(begun)):
                        begun.append(threads.submit(self._one, simulate_one, t, number))
                        number += 1
                    if not begun:
                        break
                    sample.append(begun.popleft().result())
                    self.taken.append((t, taken))
                    taken += 1
                    self._show(len(self.taken))
            finally:
                threads.shutdown(wait=False, cancel_futures=True)
        self.nr_evaluations_ = taken
        sample.ok = sample.n_accepted == n
        return sample

    def _may_begin(self, at: tuple[int, int], begun: int) -> bool:
        """Whether a proposal is simulated: what is kept always, others while there is time; none beyond the plan."""
        generation, _ = at
        if generation >= 0 and len(self.taken) + begun >= self._plan.simulations:
            return False
        return generation < 0 or self._kept.has(at) or monotonic() < self._plan.until

    def _one(self, simulate_one: Callable[[], Particle], generation: int, number: int) -> Particle:
        self._luck.begin(generation, number)
        return simulate_one()
