"""What to measure next: what it is worth to know a constant, and which setting is regretted least if none is known.

What a setting is worth at some constants is the share of worlds in which it meets all goals. The value of perfect
information on a constant is by how much the best choice for each of its values, all others still unknown, does better
than the best choice for all: Howard 1966, IEEE Trans. Syst. Sci. Cybern. 2, 22-26. Regret is by how much a setting does
worse than the best one at the same constants: Savage 1951, J. Am. Stat. Assoc. 46, 55-67.

An estimate of this value is never below zero, also of a constant that means nothing. So it is held against what luck
gives: the same, with the constant's values dealt out anew among sets that agree in all other constants; in a sample,
among all sets.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from sim.analysis.goals import Outlook, Prospect
from sim.analysis.statistics import shuffled

DEALS = 400
"""Times that values are dealt out anew."""
MOST_VALUES = 6
"""Values of a constant beyond which they are grouped."""
GROUPS = 4
"""Groups of a constant's values, of about as many sets each."""
LUCK = 0.95
"""The quantile of what luck gives."""


@dataclass(frozen=True)
class Value:
    """What it is worth to know one constant."""

    factor: str
    gain: float  # share of worlds by which all goals are met more often, on average over its values
    luck: float  # the gain that luck alone reaches in one of 20 cases
    best: tuple[
        tuple[str, Outlook], ...
    ]  # for its values, or ranges of them, in words: the setting to choose

    @property
    def tells(self) -> bool:
        """Whether it is worth more than luck gives."""
        return self.gain > self.luck


@dataclass(frozen=True)
class Knowing:
    """What to measure next in one place, and what to choose until then."""

    values: tuple[Value, ...]  # the most worth first
    everything: float  # what it would be worth to know all constants at once
    best: Outlook  # on average over what is not known
    best_regret: float  # its largest
    least: Outlook  # whose largest regret is the least
    least_regret: float
    sets: int


def knowing(prospect: Prospect) -> Knowing | None:
    """What it is worth to know each constant that varies; nothing where none does, or there is nothing to choose."""
    common = [
        one for one in prospect.found[0].conditions if all(one in its.conditions for its in prospect.found)
    ]
    sets = [one for one in common if all(_chance(its, one) == _chance(its, one) for its in prospect.found)]
    names = sorted({name for conditions in sets for name, _ in conditions})
    if len(sets) < 2 or len(prospect.found) < 2 or not names:
        return None
    chances = np.array([[_chance(its, one) for one in sets] for its in prospect.found])
    average = chances.mean(axis=1)
    regret = (chances.max(axis=0) - chances).max(axis=1)
    best, least = int(average.argmax()), int(regret.argmin())
    values = [_value(name, [dict(one) for one in sets], chances, prospect.found) for name in names]
    return Knowing(
        tuple(sorted(values, key=lambda one: (not one.tells, -one.gain))),
        float(chances.max(axis=0).mean() - average.max()),
        prospect.found[best],
        float(regret[best]),
        prospect.found[least],
        float(regret[least]),
        len(sets),
    )


def _chance(one: Outlook, conditions: frozenset[tuple[str, float | str]]) -> float:
    return float(one.chances[one.conditions.index(conditions)])


def _value(
    name: str, sets: Sequence[dict[str, float | str]], chances: np.ndarray, found: Sequence[Outlook]
) -> Value:
    """One constant's value, and what luck gives."""
    group, labels = _grouped([one[name] for one in sets])
    strata = _strata([frozenset(item for item in one.items() if item[0] != name) for one in sets])
    means = _means(group[None], chances)[:, 0]
    gain = float(_gains(group[None], chances)[0])
    choices = means.argmax(axis=1).tolist()
    dealt = _gains(_dealt(group, strata), chances)
    best = tuple((label, found[choice]) for label, choice in zip(labels, choices, strict=True))
    return Value(name, gain, float(np.quantile(dealt, LUCK)), best)


def _means(groups: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """The mean chance of each setting in each group, [group, deal, setting], of groups[deal, set]."""
    inside = groups == np.arange(int(groups.max()) + 1)[:, None, None]
    return inside @ chances.T / inside.sum(axis=-1, keepdims=True)


def _gains(groups: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """What it is worth to know the group, for each deal of groups[deal, set]."""
    weights = np.bincount(groups[0]) / groups.shape[1]
    return weights @ _means(groups, chances).max(axis=-1) - chances.mean(axis=1).max()


def _grouped(values: Sequence[float | str]) -> tuple[np.ndarray, list[str]]:
    """A number for each value, and what each number stands for, in words."""
    distinct = list(dict.fromkeys(values))
    if len(distinct) <= MOST_VALUES or any(isinstance(value, str) for value in distinct):
        ordered = sorted(distinct, key=lambda value: (isinstance(value, str), value))
        return np.array([ordered.index(value) for value in values]), [_text(value) for value in ordered]
    numbers = np.array(values, float)
    rank = np.argsort(np.argsort(numbers, kind="stable"), kind="stable")
    group = rank * GROUPS // len(numbers)
    spans = [(numbers[group == one].min(), numbers[group == one].max()) for one in range(GROUPS)]
    return group, [f"{_text(low)} to {_text(high)}" for low, high in spans]


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.3g}"


def _strata(others: Sequence[frozenset[tuple[str, float | str]]]) -> np.ndarray:
    """A number for each set, the same for those that agree in all other constants; one for all, where none do."""
    numbers = {one: number for number, one in enumerate(dict.fromkeys(others))}
    if len(numbers) == len(others):
        return np.zeros(len(others), int)
    return np.array([numbers[one] for one in others])


def _dealt(group: np.ndarray, strata: np.ndarray) -> np.ndarray:
    """The groups dealt out anew within each stratum, [deal, set]."""
    orders = _orders(len(group))
    dealt = np.empty_like(orders)
    for one in np.unique(strata):
        mine = np.flatnonzero(strata == one)
        chosen = orders[np.isin(orders, mine)].reshape(DEALS, len(mine))
        dealt[:, mine] = group[chosen]
    return dealt


@cache
def _orders(count: int) -> np.ndarray:
    """So many numbers in random orders, [deal, place], the same each time."""
    return shuffled(DEALS * count, 0).reshape(DEALS, count).argsort(axis=1)
