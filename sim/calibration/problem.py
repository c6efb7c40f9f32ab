"""A calibration problem: which constants of a scenario may lie where, what they are held against, what simulates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.special import ndtr, ndtri

from sim.calibration.targets import Target
from sim.design.vary import vary
from sim.model.digest import model_digest
from sim.model.scenario import Scenario
from sim.running.addresses import digest_of

Figures = Mapping[str, float]
"""What one simulation says on each target, by its name; NaN where undefined."""

Span = tuple[float, float]


@dataclass(frozen=True)
class Problem:
    """What is fitted to what.

    The fit moves in places: a number for each constant, standard normal under the prior, so that there are no edges to
    run against. A place stands for the constant at that quantile of its range.
    """

    scenario: Scenario  # at the size that is simulated
    spans: Mapping[str, Span]  # where each fitted constant may lie, all values being as likely
    targets: Sequence[Target]
    simulate: Callable[[Scenario, int], Figures] = field(repr=False)  # a world of a scenario, by its number
    how: str  # what else decides a simulation, as text: the seed, years, sources that measure

    @cached_property
    def address(self) -> str:
        """An address of all that decides a simulation but its constants and its world's number."""
        named = [target.name for target in self.targets]
        return digest_of(f"{model_digest()} {self.scenario.content()} {self.spans} {named} {self.how}")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fitted constants, in order."""
        return tuple(self.spans)

    @cached_property
    def _ends(self) -> tuple[np.ndarray, np.ndarray]:
        low, high = zip(*self.spans.values(), strict=True)
        return np.array(low), np.array(high)

    def values(self, places: np.ndarray) -> np.ndarray:
        """The constants' values at places [..., constant]."""
        low, high = self._ends
        return low + ndtr(places) * (high - low)

    def place(self, values: Mapping[str, float]) -> np.ndarray:
        """The place of values; one at an end of its range counts as just within."""
        low, high = self._ends
        shares = (np.array([values[name] for name in self.names]) - low) / (high - low)
        return np.asarray(ndtri(np.clip(shares, 1e-3, 1.0 - 1e-3)))

    def now(self) -> dict[str, float]:
        """The values that the scenario has."""
        found = {}
        for name in self.names:
            section, _, constant = name.partition(".")
            found[name] = float(getattr(self.scenario.section(section), constant).value)
        return found

    def with_values(self, values: Mapping[str, float]) -> Scenario:
        """The scenario with these constants."""
        return vary(self.scenario, dict(values))

    def run(self, place: np.ndarray, number: int) -> np.ndarray:
        """The figures of a simulation at a place, in the order of the targets."""
        values = dict(zip(self.names, self.values(place).tolist(), strict=True))
        figures = self.simulate(self.with_values(values), number)
        return np.array([figures[target.name] for target in self.targets])
