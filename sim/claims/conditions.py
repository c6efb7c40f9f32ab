"""Conditions: where in the plausible space an effect holds, and where it fails.

First what takes few values: the scenario, the environment, the contested forms. Then constants, by scenario discovery
(PRIM, sim.analysis.discovery): a box is found in two thirds of the trials, and counts only if the effect clearly holds
on one side of it and clearly fails on the other in the third that had no part in finding it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.discovery import Limit, discover
from sim.analysis.judge import Judgement, judge
from sim.analysis.runs import Region
from sim.analysis.statistics import shuffled
from sim.analysis.wording import words
from sim.claims.effects import Sides
from sim.claims.trials import Trial
from sim.english import listed
from sim.units import number

HELD_OUT = 1.0 / 3.0
LOOKED_AT = 20
"""Constants among which a box is looked for: those with which the effect goes most, among the trials to find it in."""
FEWEST = 12
"""Trials on a side below which nothing is said of it."""

Stands = Callable[[Judgement], str]
"""Whether an effect holds, fails or is open, by how it was judged."""


@dataclass(frozen=True)
class Condition:
    """Where an effect holds and where it fails, in words that follow "where"."""

    holds: str
    fails: str


def condition(trials: Sequence[Trial], sides: Sides, smallest: float, stands: Stands) -> Condition | None:
    """The condition on which an effect depends, if one is clear."""
    return _of_values(trials, sides, smallest, stands) or _of_constants(trials, sides, smallest, stands)


# ---------------------------------------------------------------- what takes few values


def _of_values(trials: Sequence[Trial], sides: Sides, smallest: float, stands: Stands) -> Condition | None:
    masks = {
        (name, value): np.array([of.get(name) == value for of in map(_chosen, trials)])
        for name, values in _values(trials).items()
        for value in values
    }
    masks = {key: mask for key, mask in masks.items() if mask.sum() >= FEWEST}
    judged = judge([(sides.more[m], sides.less[m]) for m in masks.values()], [smallest] * len(masks))
    found: dict[str, dict[str, list[str]]] = {}
    for (name, value), one in zip(masks, judged, strict=True):
        found.setdefault(name, {}).setdefault(stands(one), []).append(value)
    for name, by_standing in found.items():
        if "holds" in by_standing and "fails" in by_standing:
            holds, fails = (f"{words(name)} is {' or '.join(by_standing[s])}" for s in ("holds", "fails"))
            return Condition(
                holds.replace("scenario is", "the scenario is"), fails.replace("scenario is", "it is")
            )
    return None


def _chosen(trial: Trial) -> Mapping[str, str]:
    """What takes few values at a trial, in words."""
    environment = {
        name: value if isinstance(value, str) else number(value) for name, value in trial.environment.items()
    }
    return {"scenario": words(trial.scenario), **environment, **trial.place.forms}


def _values(trials: Sequence[Trial]) -> dict[str, list[str]]:
    """Each of these factors that varies among the trials, with its values."""
    found: dict[str, dict[str, None]] = {}
    for one in trials:
        for name, value in _chosen(one).items():
            found.setdefault(name, {})[value] = None
    return {name: list(values) for name, values in found.items() if len(values) > 1}


# ---------------------------------------------------------------- constants


def _of_constants(trials: Sequence[Trial], sides: Sides, smallest: float, stands: Stands) -> Condition | None:
    known = ~np.isnan(sides.effect)
    rows = np.flatnonzero(known)
    names = _shared(trials)
    if len(rows) < 6 * FEWEST or not names:
        return None
    effect = sides.effect[rows]
    held = np.isin(np.arange(len(rows)), shuffled(len(rows), 0)[: int(HELD_OUT * len(rows))])
    constants = [trials[int(row)].place.constants for row in rows]
    table = {name: np.array([each[name] for each in constants]) for name in names}
    near = _telling(table, effect, ~held)
    columns = {
        "point_number": np.arange(len(rows)),
        "replication": np.zeros(len(rows), int),
        "effect": effect,
    }
    for region in _regions(effect):
        box = discover(columns | {name: table[name] for name in near}, near, region, holdout=HELD_OUT).chosen
        if not box.limits:
            continue
        inside = box.inside({name: table[name] for name in near})
        halves = [held & inside, held & ~inside]
        if min(half.sum() for half in halves) < FEWEST:
            continue
        parts = [(sides.more[rows[half]], sides.less[rows[half]]) for half in halves]
        there, elsewhere = (stands(one) for one in judge(parts, [smallest] * 2))
        where = listed([_limit(limit) for limit in box.limits])
        if (there, elsewhere) == ("holds", "fails"):
            return Condition(where, "that is not so")
        if (there, elsewhere) == ("fails", "holds"):
            return Condition(f"not {where}" if len(box.limits) == 1 else "that is not so", where)
    return None


def _shared(trials: Sequence[Trial]) -> list[str]:
    """Constants that vary in every trial: scenarios may leave some at zero."""
    if not trials:
        return []
    common = set(trials[0].place.constants)
    for one in trials[1:]:
        common &= set(one.place.constants)
    return [name for name in trials[0].place.constants if name in common]


def _telling(table: Mapping[str, np.ndarray], effect: np.ndarray, chosen: np.ndarray) -> list[str]:
    """The constants that rank with the effect most, among the chosen trials."""
    ranked = _ranks(effect[chosen])
    size = {
        name: abs(float(np.corrcoef(_ranks(values[chosen]), ranked)[0, 1])) for name, values in table.items()
    }
    return sorted(table, key=lambda name: -size[name])[:LOOKED_AT]


def _ranks(values: np.ndarray) -> np.ndarray:
    return values.argsort().argsort().astype(float)


def _regions(effect: np.ndarray) -> Iterator[Region]:
    """The rarer direction first: a box is easier to see around it."""
    above, below = Region("effect", low=0.0), Region("effect", high=0.0)
    yield from (above, below) if np.mean(effect > 0.0) < 0.5 else (below, above)


def _limit(limit: Limit) -> str:
    """A limit of a box in words."""
    bounds = []
    if limit.low > -np.inf:
        bounds.append(f"at least {number(limit.low)}")
    if limit.high < np.inf:
        bounds.append(f"at most {number(limit.high)}")
    return f"{words(limit.factor)} is {' and '.join(bounds)}"
