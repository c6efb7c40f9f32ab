"""The whole study of a scenario: the search, its rim in fresh worlds, and what it takes to beat every policy."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from sim.model.practices import NEUTRAL, PRACTICES
from sim.patterns.grid import AXES, Cell, cell, gains
from sim.patterns.runs import Market
from sim.patterns.search import BATCH, Patterns, explore
from sim.patterns.space import differing, point_of, practices_at, practices_space
from sim.policies import Policy
from sim.running.progress import Progress

WORLDS = 4
"""Worlds over which a try is the mean: all tries meet the same ones, and so the same luck."""

FRESH = 4
"""Further worlds, in which nothing was searched for: what holds there is not the luck of the others."""

FRESH_WORLDS = range(WORLDS, WORLDS + FRESH)

BEST = 3
"""Patterns of which it is found out by which practices they are as good as they are."""

PAIRS = tuple(combinations(range(len(AXES)), 2))
"""The pairs of outcomes, each of which is a map."""


@dataclass(frozen=True)
class Best:
    """A policy that is as good as a try by fewer practices, and the policies that it beats in all outcomes."""

    of: int  # the number of the try
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
    """Search, confirm the rim in fresh worlds, and pare the best down. on_time: whether another batch may begin."""
    values = market.outcomes(policies, range(WORLDS))
    found, revenues = _searched(market, policies, tries, progress, on_time)
    rim = rim_of(found.hits)
    everyone = [*policies, *(_policy(found.points[found.typical(one)]) for one in rim)]
    fresh = _afresh(market, everyone, progress)
    of_policies, of_rim = fresh[: len(policies)], fresh[len(policies) :]
    names = [policy.name for policy in policies]
    searched, confirmed = (dict(zip(names, each[:, :-1], strict=True)) for each in (values, of_policies))
    return Study(
        patterns=found,
        revenues=revenues,
        policies=policies,
        values=values,
        fresh=of_policies,
        rim=dict(zip(rim, of_rim, strict=True)),
        best=_pared(market, found, searched, confirmed, progress),
        stopped=found.tries < tries,
    )


def _searched(
    market: Market, policies: Sequence[Policy], tries: int, progress: Progress, on_time: Callable[[], bool]
) -> tuple[Patterns, list[float]]:
    """The search, and the revenue of each try. It starts from the policies, but for those that steer.

    What those do is no set of practices, so that no try could repeat it.
    """
    revenues: list[float] = []

    def evaluate(points: Sequence[np.ndarray]) -> np.ndarray:
        outcomes = market.outcomes([_policy(point) for point in points], range(WORLDS))
        revenues.extend(outcomes[:, -1])
        return outcomes[:, :-1]

    starts = [point_of(policy.practices) for policy in policies if policy.steer is None]
    progress.say("tries", tries)
    for found in explore(practices_space(), starts, evaluate, tries=tries, seed=market.seed):
        progress.show(found.tries)
        if not on_time():
            break
    return found, revenues


def _policy(point: np.ndarray) -> Policy:
    return Policy("tried", "a policy that was tried", practices_at(point))


def _afresh(market: Market, policies: Sequence[Policy], progress: Progress) -> np.ndarray:
    """The outcomes of policies in worlds in which nothing was searched for."""
    progress.say("policies in fresh worlds", len(policies))
    parts = []
    for first in range(0, len(policies), BATCH):
        parts.append(market.outcomes(policies[first : first + BATCH], FRESH_WORLDS))
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
        for place in rim_places(on_map, pair):
            found[max(on_map[place], key=lambda one: len(hits[one]))] = None
    return list(found)


def rim_places(on_map: Mapping[Cell, object], pair: Sequence[int]) -> list[Cell]:
    """The cells of the map of two outcomes beside which one of the grid has not been reached."""

    def beside(x: int, y: int) -> list[Cell]:
        return [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]

    return [
        place for place in on_map if any(_on_grid(one, pair) and one not in on_map for one in beside(*place))
    ]


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


def _pared(
    market: Market,
    found: Patterns,
    others: Mapping[str, np.ndarray],
    afresh: Mapping[str, np.ndarray],
    progress: Progress,
) -> list[Best]:
    """The patterns that beat most policies, each by as few practices as may be, and what becomes of it in fresh worlds.

    others, afresh: the policies' outcomes in both.
    """
    progress.say("policies pared down", BEST)
    best = []
    for nth, number in enumerate(ranked(found, others)[:BEST]):
        point, values = pare(market, found.points[number], others)
        (fresh,) = market.outcomes([_policy(point)], FRESH_WORLDS)
        beats, still = beaten_by(values[:-1], others), beaten_by(fresh[:-1], afresh)
        best.append(Best(number, point, values, beats, fresh, still))
        progress.show(nth + 1)
    return best


def ranked(found: Patterns, others: Mapping[str, np.ndarray]) -> list[int]:
    """Tries that beat a policy, one a cell, those that beat most first; of those that beat as many, of more profit."""
    beats = {number: len(beaten_by(found.values[number], others)) for number in range(found.tries)}

    def rank(number: int) -> tuple[int, float]:
        return beats[number], float(found.values[number][-1])

    best = [max(tries, key=rank) for tries in found.hits.values()]
    return sorted((number for number in best if beats[number]), key=rank, reverse=True)


def pare(
    market: Market, point: np.ndarray, others: Mapping[str, np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """The point with as many practices neutral as may be, and its outcomes: nobody who was beaten is no longer.

    One practice after the other goes back to neutral, that which differs least first.
    """
    neutral = point_of(NEUTRAL)
    (values,) = market.outcomes([_policy(point)], range(WORLDS))
    aim = beaten_by(values[:-1], others)
    for name in reversed(differing(point.tolist())):
        simpler = point.copy()
        place = list(PRACTICES).index(name)
        simpler[place] = neutral[place]
        (tried,) = market.outcomes([_policy(simpler)], range(WORLDS))
        if beaten_by(tried[:-1], others) >= aim:
            point, values = simpler, tried
    return point, values
