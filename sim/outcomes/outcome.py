"""What an outcome is: a name, a unit, a meaning, and a formula over weekly notes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.model.parameters import WEEKS_A_YEAR

GROUPS = ("summary", "trade_off")
"""The few that a summary names, and those that a trade-off weighs: one for employees, customers and owners each."""


class Weeks:
    """Weekly notes of one firm, summed over a stretch of weeks or taken week by week."""

    def __init__(self, columns: Mapping[str, np.ndarray], *, weekly: bool):
        self._columns = columns
        self._weekly = weekly
        self._sums: dict[str, np.ndarray] = {}  # by column: several outcomes read the same ones
        self.years = (1 if weekly else len(columns["week"])) / WEEKS_A_YEAR

    def sum(self, name: str) -> np.ndarray:
        """The sum of a count or an amount over the weeks."""
        if name not in self._sums:
            column = self._columns[name].astype(float)
            self._sums[name] = column if self._weekly else np.asarray(column.sum())
        return self._sums[name]

    def mean(self, name: str) -> np.ndarray:
        """The mean of a level over the weeks."""
        column = self._columns[name].astype(float)
        return column if self._weekly else np.asarray(column.mean())

    @staticmethod
    def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
        """One quantity over another; NaN where there is nothing to divide by."""
        above, below = np.asarray(above, float), np.asarray(below, float)
        if above.ndim == below.ndim == 0:  # the same, in less time
            return np.asarray(above / below if below > 0.0 else np.nan)
        return np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0.0)

    def share(self, above: str, below: str) -> np.ndarray:
        """The ratio of two sums."""
        return self.ratio(self.sum(above), self.sum(below))


@dataclass(frozen=True, kw_only=True)
class Words:
    """How running text speaks of an outcome. Those of which `ahead` is said are counted world by world in replays."""

    short: str = ""  # where there is little room; the label where it is empty
    ahead: str = ""  # what the better of two firms does, "loses fewer people"
    best: str = ""  # and the best of several, "loses the fewest people"
    worst: str = ""  # and the worst of several


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One thing measured: its name, how it is shown, what it means, and its formula over weekly notes.

    Only `name` and `formula` decide what is stored. The rest is for readers, so that a better label orphans no run.
    """

    name: str
    label: str  # a phrase; what follows ", " tells it apart from others of that phrase
    unit: str
    meaning: str
    better: int  # +1 where more is usually wanted, -1 where less is, 0 where it depends; no rule reads it
    percent: bool = False  # a share that is shown times 100
    headline: bool = False  # stands in the table that a comparison prints
    group: tuple[str, ...] = ()  # of GROUPS
    words: Words = Words()
    formula: Callable[[Weeks], np.ndarray]

    @property
    def called(self) -> str:
        """The label in a sentence or a row of names: "customer satisfaction (all served)"."""
        phrase, _, which = self.label.partition(", ")
        return f"{phrase} ({which})" if which else phrase

    @property
    def short(self) -> str:
        """The shortest name that a reader understands."""
        return self.words.short or self.label
