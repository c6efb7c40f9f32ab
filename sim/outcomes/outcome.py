"""What an outcome is: a name, a unit, a meaning, and how it is computed from weekly notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.model.parameters import WEEKS_A_YEAR


class Weeks:
    """Weekly notes of one firm, summed over a stretch of weeks or taken week by week."""

    def __init__(self, columns: Mapping[str, np.ndarray], *, weekly: bool):
        self._columns = columns
        self._weekly = weekly
        self.years = (1 if weekly else len(columns["week"])) / WEEKS_A_YEAR

    def sum(self, name: str) -> np.ndarray:
        """The sum of a count or an amount over the weeks."""
        column = self._columns[name].astype(float)
        return column if self._weekly else np.asarray(column.sum())

    def mean(self, name: str) -> np.ndarray:
        """The mean of a level over the weeks."""
        column = self._columns[name].astype(float)
        return column if self._weekly else np.asarray(column.mean())

    @staticmethod
    def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
        """One quantity over another; NaN where there is nothing to divide by."""
        above, below = np.asarray(above, float), np.asarray(below, float)
        return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0.0)

    def share(self, above: str, below: str) -> np.ndarray:
        """The ratio of two sums."""
        return self.ratio(self.sum(above), self.sum(below))


@dataclass(frozen=True)
class Outcome:
    """One thing measured: how it is called and shown, what it means, and how it is computed from weekly notes.

    `better` is +1 where more is usually wanted, -1 where less is, 0 where it depends; tables mark by it, no rule
    reads it. `percent` outcomes are shares that are shown times 100.
    """

    name: str
    label: str
    unit: str
    meaning: str
    better: int
    compute: Callable[[Weeks], np.ndarray]
    percent: bool = False
