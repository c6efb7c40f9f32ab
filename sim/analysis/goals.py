"""Goals: which settings of a design meet all that a question wants, how surely, at what cost, and what comes nearest.

A place is where settings are compared: a scenario, a contrast, and what varies of the world and is known. Constants
that are not known (sim.design.plausible) vary within a place, and so does all of the world in a sampled design: a goal
is met on average over them and over worlds, and the share is of worlds and sets of them in which all goals are met at
once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.fits import LAID_OUT
from sim.analysis.judge import Reached, reached
from sim.analysis.runs import Runs, by_point, mean_over
from sim.analysis.statistics import Estimate, Interval, estimate, wilson
from sim.design.comparison import Cell
from sim.design.factors import Value
from sim.design.goals import Goal, OwnValues, changed, is_lever, of_the_world
from sim.design.plausible import candidates
from sim.design.question import Question
from sim.design.way import Place

Conditions = frozenset[tuple[str, Value]]
"""What is not known of the world, with the values that it takes."""

COST = "cost"
"""The outcome that says what a setting costs: all that a firm spends."""


@dataclass(frozen=True)
class Setting:
    """A policy, and the levers that have another value than it gives them by itself."""

    policy: str
    levers: Mapping[str, float]


@dataclass(frozen=True)
class Outlook:
    """How one setting does by the goals, in one place."""

    setting: Setting
    levels: tuple[Estimate, ...]  # of each goal's outcome; of a goal against a policy, less that policy's
    margins: tuple[
        float, ...
    ]  # by how much each goal is met on average, in the outcome's unit; negative if missed
    verdict: Reached  # of all goals together
    share: float  # of worlds, and sets of constants, in which all goals are met at once
    interval: Interval  # 95% of the share; as if the fewer of worlds and sets were all: wide enough
    cost: Estimate
    points: tuple[int, ...]  # of the design that it is
    conditions: tuple[Conditions, ...]  # sets of constants that it met
    chances: (
        np.ndarray
    )  # [set] the share of worlds, of each, in which all goals are met at once; NaN where undefined
    sets: int  # of constants and conditions that it met
    shortfall: float  # how far the means miss: the sum over goals, each as a share of the largest miss of any setting

    @property
    def rank(self) -> tuple[float, int, float, float]:
        """The least first: nearest to the goals, then surest, then most often, then cheapest."""
        order = ("met", "open", "unknown", "missed").index(self.verdict)
        return self.shortfall, order, -np.nan_to_num(self.share), float(np.nan_to_num(self.cost.mean))


@dataclass(frozen=True)
class Prospect:
    """What the settings do by the goals in one place, the best first."""

    scenario: str
    contrast: str
    place: Place
    found: tuple[Outlook, ...]
    worlds: int

    @property
    def met(self) -> list[Outlook]:
        """The settings that surely meet all goals, the cheapest first."""
        surely = [one for one in self.found if one.verdict == "met"]
        return sorted(surely, key=lambda one: one.cost.mean)

    @property
    def alone(self) -> list[Outlook]:
        """The best value of each lever that is moved by itself, the best lever first; of one lever only, none."""
        best: dict[str, Outlook] = {}
        for one in self.found:
            if len(one.setting.levers) == 1:
                best.setdefault(next(iter(one.setting.levers)), one)
        return list(best.values()) if len(best) > 1 else []


Group = tuple[str, str, Place]
"""Scenario, contrast, and what is known of the world."""


def prospects(question: Question, runs: Runs, cells: Sequence[Cell], own: OwnValues) -> list[Prospect]:
    """The settings of a design by its question's goals, place by place; all are judged as one family.

    runs: with the goals' outcomes and the cost. cells: the design's points. own: what policies as they are give
    levers. A goal against a policy is met where the outcome is no worse, by what the question calls the smallest
    difference that matters, if it names one.
    """
    margins = [_margins(goal, question, runs, cells, own) for goal in question.goals]
    levels = [_levels(goal, runs, cells, own) for goal in question.goals]
    cost = by_point(runs, COST).of_each([cell.number for cell in cells])
    groups: dict[Group, dict[tuple[str, frozenset[tuple[str, float]]], list[int]]] = {}
    for row, cell in enumerate(cells):
        levers = changed(cell.factors, own[cell.policy])
        places = groups.setdefault(_group(cell, question), {})
        places.setdefault((cell.policy, frozenset(levers.items())), []).append(row)
    verdicts = iter(
        reached(
            [
                [mean_over(margin[rows], axis=0) for margin in margins]
                for settings in groups.values()
                for rows in settings.values()
            ]
        )
    )
    found = []
    for (scenario, contrast, place), settings in groups.items():
        its = [
            _outlook(
                Setting(policy, changed(cells[rows[0]].factors, own[policy])),
                [margin[rows] for margin in margins],
                [level[rows] for level in levels],
                cost[rows],
                next(verdicts),
                tuple(cells[row].number for row in rows),
                tuple(_conditions(cells[row], question) for row in rows),
            )
            for (policy, _), rows in settings.items()
        ]
        ranked = tuple(sorted(_with_shortfalls(its), key=lambda one: one.rank))
        found.append(Prospect(scenario, contrast, place, ranked, cost.shape[1]))
    return found


def uncertain(question: Question) -> list[str]:
    """The factors of the world over which a share is taken: constants that are not known; in a sample, all."""
    sampled = question.sampling.kind not in LAID_OUT
    names = [factor.name for factor in question.factors if not is_lever(factor.name)]
    return [name for name in names if sampled or name in candidates()]


def _group(cell: Cell, question: Question) -> Group:
    """Where a cell's setting is compared with others."""
    varied = uncertain(question)
    place = [item for item in cell.factors.items() if not is_lever(item[0]) and item[0] not in varied]
    return cell.scenario, cell.contrast, tuple(place)


def _conditions(cell: Cell, question: Question) -> Conditions:
    varied = uncertain(question)
    return frozenset(item for item in cell.factors.items() if item[0] in varied)


def _levels(goal: Goal, runs: Runs, cells: Sequence[Cell], own: OwnValues) -> np.ndarray:
    """The goal's outcome, [cell, world]; of a goal against a policy, less that of the policy as it is."""
    values = by_point(runs, goal.outcome).of_each([cell.number for cell in cells])
    if goal.against is None:
        return values
    as_it_is = {
        _key(cell): row
        for row, cell in enumerate(cells)
        if cell.policy == goal.against and not changed(cell.factors, own[cell.policy])
    }
    return values - values[[as_it_is[_key(cell)] for cell in cells]]


def _key(cell: Cell) -> tuple[str, str, frozenset[tuple[str, Value]]]:
    return cell.scenario, cell.contrast, of_the_world(cell.factors)


def _margins(goal: Goal, question: Question, runs: Runs, cells: Sequence[Cell], own: OwnValues) -> np.ndarray:
    """By how much a goal is met, [cell, world], in the outcome's unit."""
    bound = goal.limit if goal.limit is not None else -goal.sign * question.smallest.get(goal.outcome, 0.0)
    return goal.sign * (_levels(goal, runs, cells, own) - bound)


def _outlook(
    setting: Setting,
    margins: Sequence[np.ndarray],
    levels: Sequence[np.ndarray],
    cost: np.ndarray,
    verdict: Reached,
    points: tuple[int, ...],
    conditions: tuple[Conditions, ...],
) -> Outlook:
    """One setting's outlook, of arrays [set, world]; its shortfall is what the means miss, goal by goal, unscaled."""
    worst = np.minimum.reduce(list(margins))  # NaN where one is
    there = ~np.isnan(worst)
    sets, worlds = worst.shape
    trials = worlds if sets == 1 else min(sets, worlds)
    share = float((worst[there] >= 0.0).mean()) if there.any() else np.nan
    return Outlook(
        setting,
        tuple(estimate(mean_over(level, axis=0)) for level in levels),
        tuple(float(mean_over(margin.ravel(), axis=0)) for margin in margins),
        verdict,
        share,
        wilson(share * trials, trials),
        estimate(mean_over(cost, axis=0)),
        points,
        conditions,
        mean_over(np.where(there, worst >= 0.0, np.nan), axis=1),
        sets,
        np.nan,
    )


def _with_shortfalls(found: Sequence[Outlook]) -> Iterator[Outlook]:
    """Outlooks with their shortfalls, which compare the settings of a place; undefined goals count as the largest."""
    missed = np.array([[max(0.0, -margin) for margin in one.margins] for one in found])
    largest = np.nanmax(np.where(np.isnan(missed), 0.0, missed), axis=0)
    shares = np.divide(missed, largest, out=np.zeros(missed.shape), where=largest > 0.0)
    for one, its in zip(found, np.nan_to_num(shares, nan=1.0), strict=True):
        yield Outlook(**{**vars(one), "shortfall": float(its.sum())})
