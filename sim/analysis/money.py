"""Money over time: net present value, payback, and what is saved on replacing people, from the weeks of runs.

Each world is compared with itself: the weekly profit of one way less that of another. Nothing is foreseen beyond the
years that were run, so that a value of what lasts longer is too low.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, nan

import numpy as np
import pyarrow as pa

from sim.analysis.goals import Prospect
from sim.analysis.goals_words import setting_words
from sim.analysis.judge import Judgement, judge
from sim.analysis.runs import column, mean_over
from sim.analysis.statistics import UNKNOWN, Interval, wilson
from sim.analysis.wording import words
from sim.design.comparison import Comparison
from sim.design.money import Money
from sim.design.question import Question
from sim.model.parameters import WEEKS_A_YEAR

MONTHS_A_WEEK = 12.0 / WEEKS_A_YEAR

WEEKLY = ("profit", "hiring_cost")
"""The outcomes whose weeks are needed: what is earned, and what replacing people costs, both as if a year's."""


@dataclass(frozen=True)
class Pair:
    """A way and the one that it is compared with, each with its points, over which is averaged world by world."""

    a: str
    b: str
    scenario: str
    contrast: str
    points_a: tuple[int, ...]
    points_b: tuple[int, ...]


@dataclass(frozen=True)
class Worth:
    """What a way is worth against another, in the scenario's currency."""

    pair: Pair
    worth: Judgement  # the net present value, one-off costs taken off
    saved: Judgement  # a year, on replacing people; part of the value
    months: (
        float  # until the gains have paid for the one-off costs, in the median world; infinite if they do not
    )
    months_interval: (
        Interval  # 95%, by order statistics; an end is infinite where it lies beyond the years run
    )
    paid_back: float  # share of worlds in which they do within the years run
    paid_back_interval: Interval
    cumulative: (
        np.ndarray
    )  # [world, week]: what was gained by the end of each week, discounted, one-off costs off
    weeks: int


def pairs_of(question: Question, comparisons: Sequence[Comparison], found: Sequence[Prospect]) -> list[Pair]:
    """What is to be valued: the question's comparisons over all places, and its best setting by goals."""
    groups: dict[tuple[str, str, str, str], list[Comparison]] = {}
    for one in comparisons:
        groups.setdefault((one.a, one.b, one.scenario, one.contrast), []).append(one)
    pairs = [
        Pair(
            words(a),
            words(b),
            scenario,
            contrast,
            *(tuple(one.points[side] for one in its) for side in (0, 1)),
        )
        for (a, b, scenario, contrast), its in groups.items()
    ]
    return pairs + [pair for prospect in found for pair in _of_best(question, prospect)]


def _of_best(question: Question, prospect: Prospect) -> list[Pair]:
    """The best setting against the policy as it is that goals name, or else the first."""
    against = next((goal.against for goal in question.goals if goal.against), question.policies[0])
    best = (prospect.met or prospect.found)[0]
    now = [one for one in prospect.found if one.setting.policy == against and not one.setting.levers]
    if not now or best is now[0]:
        return []
    place = [f"{words(name)} {value}" for name, value in prospect.place]
    a = ", ".join([setting_words(best.setting, question), *place])
    return [
        Pair(
            a, f"{words(against)} as it is", prospect.scenario, prospect.contrast, best.points, now[0].points
        )
    ]


def weeks_of(series: pa.Table, point_of: Mapping[int, str], outcome: str) -> dict[int, np.ndarray]:
    """An outcome's weeks at each point, [world, week]; NaN where a run is missing."""
    names, at = np.unique(column(series, "point").astype(str), return_inverse=True)
    worlds, world = np.unique(column(series, "replication"), return_inverse=True)
    weeks, week = np.unique(column(series, "week"), return_inverse=True)
    sheet = np.full((len(names) + 1, len(worlds), len(weeks)), nan)
    sheet[at, world, week] = column(series, outcome).astype(float)
    row = {name: number for number, name in enumerate(names.tolist())}
    return {number: sheet[row.get(point, len(names))] for number, point in point_of.items()}


def worths(
    money: Money, pairs: Sequence[Pair], weekly: Mapping[str, Mapping[int, np.ndarray]]
) -> list[Worth]:
    """The worth of each pair; all values are judged as one family, and so is all that is saved.

    weekly: of WEEKLY, point number to weeks, as `weeks_of` gives them.
    """
    gains = [_less(pair, weekly["profit"]) / WEEKS_A_YEAR for pair in pairs]
    saved = [-mean_over(_less(pair, weekly["hiring_cost"]), axis=1) for pair in pairs]
    discounted = [gain * _discount(money, gain.shape[1]) for gain in gains]
    cumulative = [np.cumsum(gain, axis=1) - money.one_off for gain in discounted]
    values = judge([(one[:, -1], np.zeros(len(one))) for one in cumulative])
    savings = judge([(one, np.zeros(len(one))) for one in saved])
    return [_worth(money, *its) for its in zip(pairs, gains, cumulative, values, savings, strict=True)]


def _less(pair: Pair, weeks: Mapping[int, np.ndarray]) -> np.ndarray:
    """A less B, [world, week]: each the mean over its points."""
    a, b = (
        mean_over(np.array([weeks[number] for number in points]), axis=0)
        for points in (pair.points_a, pair.points_b)
    )
    return a - b


def _discount(money: Money, weeks: int) -> np.ndarray:
    """What a unit of money at the end of each week is worth at the beginning."""
    return (1.0 + money.discount_rate) ** (-np.arange(1, weeks + 1) / WEEKS_A_YEAR)


def _worth(
    money: Money, pair: Pair, gain: np.ndarray, cumulative: np.ndarray, value: Judgement, saved: Judgement
) -> Worth:
    months = payback(gain, money.one_off)
    median, interval = _median(months)
    hits = float(np.isfinite(months).sum())
    return Worth(
        pair,
        value,
        saved,
        median,
        interval,
        hits / len(months) if len(months) else nan,
        wilson(hits, len(months)),
        cumulative,
        gain.shape[1],
    )


def payback(gain: np.ndarray, one_off: float) -> np.ndarray:
    """Months after which gains, [world, week], have paid for one-off costs and do so until the end; infinite if never.

    Simple payback, not discounted. Worlds with a week that is not defined are left out.
    """
    net = np.cumsum(gain[~np.isnan(gain).any(axis=1)], axis=1) - one_off
    short = net < 0.0
    after_the_last_short_one = net.shape[1] - np.argmax(short[:, ::-1], axis=1) + 1
    weeks = np.where(short.any(axis=1), after_the_last_short_one, one_off > 0.0)
    return np.where(short[:, -1], inf, MONTHS_A_WEEK * weeks)


def _median(months: np.ndarray) -> tuple[float, Interval]:
    """The median and its 95% interval by order statistics, which needs six worlds."""
    from scipy.stats import binom

    n, ordered = len(months), np.sort(months)
    if n == 0:
        return nan, UNKNOWN
    middle = float(ordered[n // 2]) if n % 2 else _between(ordered[n // 2 - 1], ordered[n // 2])
    rank = int(binom.ppf(0.025, n, 0.5))
    if rank < 1:
        return middle, UNKNOWN
    return middle, Interval(float(ordered[rank - 1]), float(ordered[n - rank]))


def _between(low: float, high: float) -> float:
    return float((low + high) / 2.0) if np.isfinite(high) else inf
