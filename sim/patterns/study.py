"""The whole study of a scenario: the search, its rim in fresh worlds, and what it takes to beat every policy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np

from sim.claims.running import Progress
from sim.model.practices import NEUTRAL, PRACTICES
from sim.patterns.grid import AXES, Cell, cell, gains
from sim.patterns.runs import Market
from sim.patterns.search import BATCH, Patterns, explore
from sim.patterns.space import differing, point_of, practices_at, practices_space
from sim.policies import Policy

WORLDS = 4
"""Worlds over which a try is the mean: all tries meet the same ones, and so the same luck."""

FRESH = 4
"""Further worlds, in which nothing was searched for: what holds there is not the luck of the others."""

BEST = 3
"""Patterns of which it is found out by which practices they are as good as they are."""

PAIRS = tuple(combinations(range(len(AXES)), 2))
"""The pairs of outcomes, each of which is a map."""


@dataclass(frozen=True)
class Best:
    """A policy that is as good as a pattern by fewer practices, and the policies that it beats in all outcomes."""

    of: Cell
    point: np.ndarray
    values: np.ndarray
    beats: frozenset[str]
    fresh: np.ndarray
    beats_fresh: frozenset[str]


@dataclass(frozen=True)
class Study:
    """What came out. Values are outcomes of the grid, then revenue a year; `fresh` ones are of fresh worlds."""

    patterns: Patterns
    revenues: Sequence[float]  # of each try
    policies: Sequence[Policy]
    values: np.ndarray  # [policy, outcome]
    fresh: np.ndarray
    rim: Mapping[Cell, np.ndarray]
    best: Sequence[Best]
    stopped: bool  # by the time


def study(
    market: Market, policies: Sequence[Policy], tries: int, progress: Progress, on_time: Callable[[], bool]
) -> Study:
    """Search, then confirm. on_time: whether another batch may begin."""
    space, names = practices_space(), [policy.name for policy in policies]
    values = market.outcomes(policies, range(WORLDS))
    revenues: list[float] = []

    def evaluate(points: Sequence[np.ndarray]) -> np.ndarray:
        found = market.outcomes([_policy(point) for point in points], range(WORLDS))
        revenues.extend(found[:, -1])
        return found[:, :-1]

    starts = [point_of(policy.practices) for policy in policies if policy.steer is None]
    progress.say("tries", tries)
    stopped = False
    for found in explore(space, starts, evaluate, tries=tries, seed=market.seed):
        progress.show(found.tries)
        if stopped := found.tries < tries and not on_time():
            break
    rim = rim_of(found.hits)
    again = range(WORLDS, WORLDS + FRESH)
    progress.say("policies in fresh worlds", len(policies) + len(rim))
    everyone = [*policies, *(_policy(found.points[found.typical(one)]) for one in rim)]
    fresh = _in_batches(market, everyone, again, progress)
    pared = _Paring(market, dict(zip(names, values[:, :-1], strict=True)))
    progress.say("policies pared down", BEST)
    best = []
    for nth, of in enumerate(islice(pared.ranked(found), BEST)):
        point, outcomes = pared.pare(found.points[found.typical(of)])
        (afresh,) = market.outcomes([_policy(point)], again)
        there = dict(zip(names, fresh[: len(policies), :-1], strict=True))
        best.append(Best(of, point, outcomes, pared.beaten(outcomes), afresh, beaten_by(afresh[:-1], there)))
        progress.show(nth + 1)
    return Study(
        found,
        revenues,
        policies,
        values,
        fresh[: len(policies)],
        dict(zip(rim, fresh[len(policies) :], strict=True)),
        best,
        stopped,
    )


def _policy(point: np.ndarray) -> Policy:
    return Policy("tried", "a policy that was tried", practices_at(point))


def _in_batches(
    market: Market, policies: Sequence[Policy], worlds: Sequence[int], progress: Progress
) -> np.ndarray:
    parts = []
    for first in range(0, len(policies), BATCH):
        parts.append(market.outcomes(policies[first : first + BATCH], worlds))
        progress.show(min(len(policies), first + BATCH))
    return np.concatenate(parts)


# ---------------------------------------------------------------- the rim


def rim_of(hits: Mapping[Cell, Sequence[int]]) -> list[Cell]:
    """The patterns on the rim of a map: on that of two outcomes, a cell beside it has not been reached.

    Of the patterns that are one cell of a map, the one with most hits stands for it.
    """
    found: dict[Cell, None] = {}
    for pair in PAIRS:
        on_map = on_map_of(hits, pair)
        for (x, y), here in on_map.items():
            beside = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
            if any(_on_grid(one, pair) and one not in on_map for one in beside):
                found[max(here, key=lambda one: len(hits[one]))] = None
    return list(found)


def on_map_of(cells: Sequence[Cell] | Mapping[Cell, object], pair: Sequence[int]) -> dict[Cell, list[Cell]]:
    """The patterns that are one cell of the map of two outcomes, by that cell."""
    found: dict[Cell, list[Cell]] = {}
    for one in cells:
        found.setdefault(tuple(one[axis] for axis in pair), []).append(one)
    return found


def _on_grid(place: Cell, pair: Sequence[int]) -> bool:
    return all(0 <= at < AXES[axis].steps for at, axis in zip(place, pair, strict=True))


def holds(of: Cell, fresh: np.ndarray) -> bool:
    """Whether a pattern is there in fresh worlds too: their mean lies in its cell, or in one that touches it."""
    there = cell(fresh)
    return there is not None and all(abs(a - b) <= 1 for a, b in zip(of, there, strict=True))


# ---------------------------------------------------------------- what it takes


def beaten_by(values: np.ndarray, others: Mapping[str, np.ndarray]) -> frozenset[str]:
    """Those who are behind in all outcomes, by the smallest difference that matters or more."""
    return frozenset(name for name, theirs in others.items() if gains(values, theirs) == len(AXES))


class _Paring:
    """Makes the best patterns simple: practices go back to neutral as long as no policy is beaten less."""

    def __init__(self, market: Market, others: Mapping[str, np.ndarray]):
        self._market, self._others = market, others

    def beaten(self, values: np.ndarray) -> frozenset[str]:
        """The policies that values are better than, in all outcomes."""
        return beaten_by(values[: len(AXES)], self._others)

    def ranked(self, found: Patterns) -> list[Cell]:
        """Patterns that beat a policy, those that beat most first; of as many, those of more profit."""
        values = {one: found.values[found.typical(one)] for one in found.hits}
        beating = [one for one in values if self.beaten(values[one])]
        return sorted(beating, key=lambda one: (-len(self.beaten(values[one])), -values[one][-1]))

    def pare(self, point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The point with as many practices neutral as may be, the least differing first, and its outcomes."""
        point, neutral = point.copy(), point_of(NEUTRAL)
        (values,) = self._market.outcomes([_policy(point)], range(WORLDS))
        aim = self.beaten(values)
        for name in reversed(differing(point.tolist())):
            simpler = point.copy()
            place = list(PRACTICES).index(name)
            simpler[place] = neutral[place]
            (tried,) = self._market.outcomes([_policy(simpler)], range(WORLDS))
            if self.beaten(tried) >= aim:
                point, values = simpler, tried
        return point, values
