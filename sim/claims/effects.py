"""Effects: what a part of a claim is worth in each trial, from the measures that are kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from sim.claims.claim import Part, Years
from sim.claims.kept import Kept
from sim.claims.trials import Manner, Trial
from sim.outcomes import OUTCOMES
from sim.running.stretches import REVENUE_STEP, Stretch

FALSE_ALARMS = 0.05
"""Share of worlds without any effort in which the analyst may see one."""


class Sides(NamedTuple):
    """What counts for an effect and what counts against it, one value a trial: their difference is the effect."""

    more: np.ndarray
    less: np.ndarray

    @property
    def effect(self) -> np.ndarray:
        """The effect, one value a trial; NaN where it is not defined."""
        return self.more - self.less


@dataclass(frozen=True)
class Sample:
    """Trials of a claim, and how its mechanisms act in them."""

    trials: Sequence[Trial]
    kept: Kept
    manner: Manner = "as it is"

    def of(self, part: Part) -> "Sample":
        """The trials in whose environment a part is expected."""
        return replace(self, trials=[one for one in self.trials if part.holds_in(one.environment)])

    def first(self, count: int) -> "Sample":
        """The first trials."""
        return replace(self, trials=self.trials[:count])

    def sides(self, part: Part) -> Sides:
        """Both sides of a part's effect in every trial."""
        if part.expect == "not found":
            return self._found(part)
        more, less = np.zeros(len(self.trials)), np.zeros(len(self.trials))
        for years, sign in zip(part.stretches, (1.0, -1.0), strict=False):
            for outcome, turn in ((part.outcome, sign), (part.less_outcome, -sign)):
                if not outcome:
                    continue
                for way, weight in part.weights.items():
                    term = turn * weight * self._values(way, outcome, years)
                    if turn * weight > 0.0:
                        more += term
                    else:
                        less -= term
        return Sides(more, less)

    def values(self, way: str, outcome: str) -> np.ndarray:
        """An outcome of a way over the whole run, one value a trial; money as a share of revenue."""
        return self._values(way, outcome, self._whole)

    @property
    def _whole(self) -> Years:
        return 0.0, float(self.trials[0].claim.years) if self.trials else 0.0

    def _values(self, way: str, outcome: str, years: Years) -> np.ndarray:
        values = self._measure(way, outcome, years)
        return values / self._revenue if is_money(outcome) else values

    @property
    def _revenue(self) -> np.ndarray:
        """Mean revenue of all ways over the whole run; NaN where there is none."""
        if not self.trials:
            return np.zeros(0)
        ways = self.trials[0].claim.compared
        mean = np.mean([self._measure(way, "revenue", self._whole) for way in ways], axis=0)
        return np.where(mean > 0.0, mean, np.nan)

    def _measure(self, way: str, measure: str, years: Years) -> np.ndarray:
        found = []
        for one in self.trials:
            point = one.points(self.manner)[way]
            stretch = Stretch.of_years(one.claim.firms[way], *years)
            found.append(self.kept.value((point, one.replication), stretch, measure))
        return np.array(found)

    def _found(self, part: Part) -> Sides:
        """For: one half. Against: 1 where the analyst sees the effort in the firm's own books, 0 where not.

        What is seen in one of twenty worlds without an effort is no sight.
        """
        with_effort, without = part.sides[0][0], part.sides[1][0]
        if not self.trials:
            return Sides(np.zeros(0), np.zeros(0))
        alarm = np.quantile(self._measure(without, REVENUE_STEP, part.years), 1.0 - FALSE_ALARMS)
        seen = self._measure(with_effort, REVENUE_STEP, part.years) > alarm
        return Sides(np.full(len(self.trials), 0.5), seen.astype(float))


def is_money(outcome: str) -> bool:
    """Whether an outcome is money a year, which is told as a share of revenue."""
    return OUTCOMES[outcome].unit == "currency/year"
