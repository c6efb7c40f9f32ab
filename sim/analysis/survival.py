"""Survival of tenure: how likely people are to quit in each month of it, and what share stays so long.

A run counts, for each month of tenure, the person-weeks that people spent in it under the policy, and the quits in
it. Everybody counts only while watched, so that those who were hired before the policy began are no trouble (late
entry), and who is still here or leaves otherwise is censored: the life table of Cutler & Ederer 1958,
doi:10.1016/0021-9681(58)90126-7. Worlds are resampled for intervals, the same ones for all groups.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import nan

import numpy as np

from sim.analysis.judge import Judgement, judge
from sim.analysis.runs import Runs, column
from sim.analysis.statistics import UNKNOWN, Interval, Row, resamples
from sim.errors import InputError
from sim.model.parameters import WEEKS_A_YEAR

RESAMPLES = 1_000
MONTHS_A_YEAR = 12
PEAK_MONTHS = 24
"""Months of tenure in which a hazard's peak is looked for: later ones have few people, and peaks of mere luck."""
WEEKS_A_MONTH = WEEKS_A_YEAR / MONTHS_A_YEAR


@dataclass(frozen=True)
class SurvivalCurve:
    """The hazard in each full month of a group's tenure and the share that survives it, with 95% intervals over worlds.

    Arrays are by month, from the first on, without the last and open one. Undefined from the first month in which
    nobody was seen.
    """

    group: str
    worlds: int
    person_years: float
    quits: int
    hazard: np.ndarray  # chance to quit in the month, of those here at its start
    hazard_low: np.ndarray
    hazard_high: np.ndarray
    share: np.ndarray  # still here at the month's end
    low: np.ndarray
    high: np.ndarray
    median: float  # months until half have quit; NaN if that is beyond the months seen
    median_interval: Interval
    peak: int  # the month of the first PEAK_MONTHS in which the hazard is highest, from 1; 0 if nobody quit
    peak_interval: Interval
    a_year: float  # share that stays a year
    a_year_interval: Interval

    def rows(self) -> list[Row]:
        """One line for a table."""
        line: Row = {"group": self.group, "worlds": self.worlds, "person-years": self.person_years}
        line |= {"quits": self.quits, "median months": self.median}
        line |= {"median low": self.median_interval.low, "median high": self.median_interval.high}
        line |= {"stay a year": self.a_year}
        line |= {"a year low": self.a_year_interval.low, "a year high": self.a_year_interval.high}
        line |= {"peak month": self.peak}
        return [line | {"peak low": self.peak_interval.low, "peak high": self.peak_interval.high}]


@dataclass(frozen=True)
class StayDifference:
    """Two groups' shares that stay a year, each world against itself, judged among all pairs of groups."""

    group: str
    other: str
    judged: Judgement

    def rows(self) -> list[Row]:
        """One line for a table."""
        d = self.judged.difference
        line: Row = {"group": self.group, "other": self.other, "difference": d.mean}
        line |= {"low": d.interval.low, "high": d.interval.high, "p (Holm)": self.judged.p}
        return [line | {"worlds": d.n, "verdict": self.judged.verdict}]


@dataclass(frozen=True)
class LifeTable:
    """Person-weeks and quits of one group, [world, month of tenure]."""

    exposed: np.ndarray
    quits: np.ndarray


def survival(tables: Mapping[str, LifeTable], *, seed: int = 0) -> list[SurvivalCurve]:
    """A curve for each group of life tables."""
    return [_curve(group, table, seed) for group, table in tables.items()]


def staying(tables: Mapping[str, LifeTable], *, seed: int = 0) -> list[StayDifference]:
    """Judged differences in the share that stays a year, for each pair of groups."""
    years = {group: _year(_survivors(table.exposed, table.quits)[1]) for group, table in tables.items()}
    pairs = list(combinations(tables, 2))
    judged = judge([(years[a], years[b]) for a, b in pairs], seed=seed)
    return [StayDifference(a, b, one) for (a, b), one in zip(pairs, judged, strict=True)]


def life_tables(tenures: Runs, group_of: Mapping[str, str]) -> dict[str, LifeTable]:
    """Life tables by group, of columns point, replication, month, exposed and quits; `group_of` names a point's group.

    The points of a group are added up, world by world. A group without rows is refused.
    """
    points = column(tenures, "point").astype(str)
    worlds, world = np.unique(column(tenures, "replication"), return_inverse=True)
    month = column(tenures, "month").astype(int)
    shape = (len(worlds), int(month.max(initial=0)) + 1)
    place = world * shape[1] + month
    found = {}
    for group in dict.fromkeys(group_of.values()):
        mine = np.isin(points, [point for point, its in group_of.items() if its == group])
        if not mine.any():
            raise InputError(f"survival: no tenures are kept of {group}; runs of this version keep them")
        exposed, quits = (
            np.bincount(place[mine], column(tenures, name)[mine].astype(float), shape[0] * shape[1])
            for name in ("exposed", "quits")
        )
        found[group] = LifeTable(exposed.reshape(shape), quits.reshape(shape))
    return found


def _survivors(exposed: np.ndarray, quits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Hazards of a month, and shares that survive it, over the last axis and without its open end.

    People quit week by week, so that a month's hazard is h = 1 - (1 - quits/exposed)^(weeks a month); S = prod(1 - h).
    """
    exposed, quits = exposed[..., :-1], quits[..., :-1]
    weekly = np.divide(quits, exposed, out=np.full(exposed.shape, nan), where=exposed > 0.0)
    stays = (1.0 - np.minimum(weekly, 1.0)) ** WEEKS_A_MONTH
    return 1.0 - stays, np.cumprod(stays, axis=-1)


def _curve(group: str, table: LifeTable, seed: int) -> SurvivalCurve:
    worlds = len(table.exposed)
    hazard, share = _survivors(table.exposed.sum(axis=0), table.quits.sum(axis=0))
    weights = resamples(worlds, RESAMPLES, seed)
    hazards, shares = _survivors(weights @ table.exposed, weights @ table.quits)
    several = worlds > 1
    hazard_low, hazard_high = _ends(hazards, several)
    low, high = _ends(shares, several)
    median, peak = _median(share[None])[0], _peak(hazard[None])[0]
    return SurvivalCurve(
        group=group,
        worlds=worlds,
        person_years=float(table.exposed.sum()) / WEEKS_A_YEAR,
        quits=round(float(table.quits.sum())),
        hazard=hazard,
        hazard_low=hazard_low,
        hazard_high=hazard_high,
        share=share,
        low=low,
        high=high,
        median=nan if np.isinf(median) else float(median),
        median_interval=_interval(_median(shares), several),
        peak=int(peak),
        peak_interval=_interval(_peak(hazards), several),
        a_year=float(_year(share)),
        a_year_interval=_interval(_year(shares), several),
    )


def _median(shares: np.ndarray) -> np.ndarray:
    """Months until a half, straight between month's ends, of shares[curve, month]; infinite if that is not seen."""
    before = np.concatenate([np.ones((len(shares), 1)), shares], axis=1)
    passed = before <= 0.5
    at = passed.argmax(axis=1)
    found = np.full(len(shares), np.inf)
    rows = np.flatnonzero(passed.any(axis=1))
    above, below = before[rows, at[rows] - 1], before[rows, at[rows]]
    found[rows] = at[rows] - 1 + (above - 0.5) / (above - below)
    return found


def _peak(hazards: np.ndarray) -> np.ndarray:
    """The early month of the highest of hazards[curve, month], from 1; 0 where nobody quits."""
    early = hazards[:, :PEAK_MONTHS]
    known = np.where(np.isnan(early), 0.0, early)
    return np.where(known.any(axis=1), known.argmax(axis=1) + 1, 0)


def _year(shares: np.ndarray) -> np.ndarray:
    """The share after a year; NaN if that is not seen."""
    months = shares.shape[-1]
    return shares[..., MONTHS_A_YEAR - 1] if months >= MONTHS_A_YEAR else np.full(shares.shape[:-1], nan)


def _ends(values: np.ndarray, several: bool) -> tuple[np.ndarray, np.ndarray]:
    """Ends of 95% percentile intervals over the first axis; NaN where a resample has no value."""
    if not several:
        return np.full(values.shape[1:], nan), np.full(values.shape[1:], nan)
    low, high = np.quantile(values, (0.025, 0.975), axis=0)
    return low, high


def _interval(values: Sequence[float] | np.ndarray, several: bool) -> Interval:
    """The interval of one number; an end that lies beyond what is seen is NaN."""
    values = np.asarray(values, float)
    if not several or np.isnan(values).any():
        return UNKNOWN
    low, high = np.quantile(values, (0.025, 0.975), method="inverted_cdf")
    return Interval(*(nan if np.isinf(end) else float(end) for end in (low, high)))
