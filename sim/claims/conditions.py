"""Conditions: where in the plausible space an effect holds, and where it fails.

First what takes few values: the scenario, the environment, the contested forms. Then constants, by scenario discovery
(PRIM, sim.analysis.discovery): a box is found in two thirds of the trials, and counts only if the effect clearly holds
on one side of it and clearly fails on the other in the third that had no part in finding it.

Either way the two sides must also clearly differ from each other, among all that are compared so. Without that, an
effect that is the same everywhere and about half as large as what matters would look clear here and too small there.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from sim.analysis.discovery import Limit, discover
from sim.analysis.judge import Judgement, judge
from sim.analysis.runs import Region
from sim.analysis.statistics import shuffled
from sim.analysis.wording import words
from sim.claims.effects import Sides
from sim.claims.trials import Trial
from sim.design.plausible import FORMS
from sim.english import listed
from sim.units import number

HELD_OUT = 1.0 / 3.0
LOOKED_AT = 20
"""Constants among which a box is looked for: those with which the effect goes most, among the trials to find it in."""
FEWEST = 12
"""Trials on a side below which nothing is said of it."""

SCENARIO = "scenario"
VERBS = frozenset(form.name for form in FORMS)
"""Names that a value follows without a verb of ours: what a form does is its variant."""

Stands = Callable[[Judgement], str]
"""Whether an effect holds, fails or is open, by how it was judged."""


@dataclass(frozen=True)
class Condition:
    """Where an effect holds and where it fails, in words that follow "where", one of them perhaps ELSEWHERE."""

    holds: str
    fails: str

    def told(self, what: str) -> str:
        """The condition in words, of what depends on it."""
        if self.holds == ELSEWHERE:
            return f"{what} is not as expected where {self.fails}, but it is elsewhere"
        if self.fails == ELSEWHERE:
            return f"{what} is as expected where {self.holds}, and not elsewhere"
        return f"{what} is as expected where {self.holds}, not where {self.fails}"


ELSEWHERE = "elsewhere"
"""The other side of several limits at once."""


@dataclass(frozen=True)
class Look:
    """Two groups of trials that were compared, and the condition if the effect holds in one and fails in the other."""

    scores: np.ndarray  # of the difference between them, as `_scores` gives them
    condition: Condition | None


def condition(trials: Sequence[Trial], sides: Sides, smallest: float, stands: Stands) -> Condition | None:
    """The condition on which an effect depends, if one is clear among all groups that are compared."""
    looks = [*_at_values(trials, sides, smallest, stands), *_in_boxes(trials, sides, smallest, stands)]
    judged = judge([(look.scores, np.zeros(len(look.scores))) for look in looks])
    return next(
        (look.condition for look, one in zip(looks, judged, strict=True) if one.sign and look.condition), None
    )


# ---------------------------------------------------------------- what takes few values


def _at_values(trials: Sequence[Trial], sides: Sides, smallest: float, stands: Stands) -> Iterator[Look]:
    """Every two values of each factor that takes few."""
    known = ~np.isnan(sides.effect)
    masks = {
        (name, value): known & np.array([of.get(name) == value for of in map(_chosen, trials)])
        for name, values in _values(trials).items()
        for value in values
    }
    masks = {key: mask for key, mask in masks.items() if mask.sum() >= FEWEST}
    judged = judge([(sides.more[m], sides.less[m]) for m in masks.values()], [smallest] * len(masks))
    standings = {key: stands(one) for key, one in zip(masks, judged, strict=True)}
    for one, other in combinations(masks, 2):
        if one[0] == other[0]:
            found = None
            if {standings[one], standings[other]} == {"holds", "fails"}:
                holds, fails = (
                    [value for name, value in masks if name == one[0] and standings[name, value] == standing]
                    for standing in ("holds", "fails")
                )
                found = Condition(_is(one[0], holds), _is(one[0], fails))
            yield Look(_scores(sides.effect, masks[one], masks[other]), found)


def _is(name: str, values: Sequence[str]) -> str:
    """That a factor has one of some values, in words; a form's name is a verb already."""
    if name == SCENARIO:
        return f"the scenario is {' or '.join(values)}"
    return f"{words(name)} {'' if name in VERBS else 'is '}{' or '.join(values)}"


def _scores(effect: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """A value a trial of two groups, so that the one judge, who compares pairs, can compare groups.

    Their mean is the difference of the groups' means. Effects are taken from a centre between the groups, so that the
    scores of both have that mean, and their spread gives the error of Welch's test.
    """
    either = one | other
    inside = one[either]
    share = inside.mean()
    centre = share * effect[other].mean() + (1.0 - share) * effect[one].mean()
    return np.asarray((effect[either] - centre) * np.where(inside, 1.0 / share, -1.0 / (1.0 - share)))


def _chosen(trial: Trial) -> Mapping[str, str]:
    """What takes few values at a trial, in words."""
    environment = {
        name: value if isinstance(value, str) else number(value) for name, value in trial.environment.items()
    }
    return {SCENARIO: words(trial.scenario), **environment, **trial.place.forms}


def _values(trials: Sequence[Trial]) -> dict[str, list[str]]:
    """Each of these factors that varies among the trials, with its values."""
    found: dict[str, dict[str, None]] = {}
    for one in trials:
        for name, value in _chosen(one).items():
            found.setdefault(name, {})[value] = None
    return {name: list(values) for name, values in found.items() if len(values) > 1}


# ---------------------------------------------------------------- constants


def _in_boxes(trials: Sequence[Trial], sides: Sides, smallest: float, stands: Stands) -> Iterator[Look]:
    """A box around each direction of the effect and what lies outside, in trials that had no part in finding it."""
    known = ~np.isnan(sides.effect)
    rows = np.flatnonzero(known)
    names = acting(trials)
    if len(rows) < 6 * FEWEST or not names:
        return
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
        found = None
        if {there, elsewhere} == {"holds", "fails"}:
            where = listed([_limit(limit) for limit in box.limits])
            other = _beyond(box.limits[0]) if len(box.limits) == 1 else ELSEWHERE
            found = Condition(where, other) if there == "holds" else Condition(other, where)
        yield Look(_scores(effect, *halves), found)


def acting(trials: Sequence[Trial]) -> list[str]:
    """Constants that vary and act in every trial: scenarios leave some at zero, ways or environments set others."""
    if not trials:
        return []
    common = set(trials[0].place.constants)
    for one in trials:
        common &= one.place.constants.keys()
        common -= one.claim.fixed(one.environment)
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
    return _bounded(limit, "at least", "at most", " and ")


def _beyond(limit: Limit) -> str:
    """What lies outside of a limit, in words."""
    return _bounded(limit, "below", "above", " or ")


def _bounded(limit: Limit, low: str, high: str, joined: str) -> str:
    bounds = []
    if limit.low > -np.inf:
        bounds.append(f"{low} {number(limit.low)}")
    if limit.high < np.inf:
        bounds.append(f"{high} {number(limit.high)}")
    return f"{words(limit.factor)} is {joined.join(bounds)}"
