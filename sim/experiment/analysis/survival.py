"""Survival of tenure: what share of people still work here after so many weeks, leavers and stayers both counted.

Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452; who has not quit when the run ends, or leaves otherwise, is
censored. Intervals are Greenwood's variance on the log-log scale: Kalbfleisch & Prentice 1980. Tenures must be known
from hiring on: people who were here before the records began would make everybody seem to stay longer.
"""

import warnings
from dataclasses import dataclass
from itertools import combinations
from math import nan

import numpy as np

from sim.experiment.statistics import Interval, Row, holm


@dataclass(frozen=True)
class SurvivalCurve:
    """The share of a group still here after each tenure, with 95% intervals at each; it falls at `weeks`."""

    group: str
    people: int
    quits: int
    weeks: np.ndarray  # tenures at which anybody quit or was censored, ascending
    share: np.ndarray
    low: np.ndarray  # NaN before the first quit, and once nobody is left
    high: np.ndarray
    median: float  # weeks until half have quit; NaN if they never do
    median_interval: (
        Interval  # where the intervals cross a half: Brookmeyer & Crowley 1982, doi:10.2307/2530286
    )

    def at(self, week: float) -> tuple[float, Interval]:
        """The share still here after a tenure, with its interval; undefined beyond the longest one seen."""
        place = int(np.searchsorted(self.weeks, week, "right")) - 1
        if place < 0:
            return 1.0, Interval(1.0, 1.0)
        if week > self.weeks[-1]:
            return nan, Interval(nan, nan)
        return float(self.share[place]), Interval(float(self.low[place]), float(self.high[place]))

    def rows(self) -> list[Row]:
        """One line for a table."""
        line: Row = {"group": self.group, "people": self.people, "quits": self.quits}
        low, high = self.median_interval
        line |= {"median weeks": self.median, "low": low, "high": high}
        for years in (0.25, 1, 2):
            share, (below, above) = self.at(52 * years)
            line |= {f"here after {years:g} y": share, f"{years:g} y low": below, f"{years:g} y high": above}
        return [line]


@dataclass(frozen=True)
class LogRank:
    """Whether two groups quit alike: the log-rank test (Mantel 1966), with Holm's p over all pairs of groups."""

    group: str
    other: str
    statistic: float  # above 0 where the first group quits sooner than chance has it
    p_value: float
    holm_p: float

    def rows(self) -> list[Row]:
        """One line for a table."""
        line: Row = {"group": self.group, "other": self.other, "statistic": self.statistic}
        return [line | {"p": self.p_value, "p (Holm)": self.holm_p}]


def survival(tenure_weeks: np.ndarray, quit: np.ndarray, group: np.ndarray) -> list[SurvivalCurve]:
    """A curve for each group, by one entry a person: weeks here, whether that ended by quitting, and whose it is."""
    tenure_weeks, quit, group = _checked(tenure_weeks, quit, group)
    return [_curve(name, tenure_weeks[group == name], quit[group == name]) for name in _groups(group)]


def log_rank(tenure_weeks: np.ndarray, quit: np.ndarray, group: np.ndarray) -> list[LogRank]:
    """Log-rank tests of each pair of groups, as if people were independent; NaN where nobody quit."""
    from scipy.stats import logrank

    tenure_weeks, quit, group = _checked(tenure_weeks, quit, group)
    pairs = list(combinations(_groups(group), 2))
    found = []
    for pair in pairs:
        if not quit[np.isin(group, list(pair))].any():
            found.append((nan, nan))
            continue
        one, two = (_censored(tenure_weeks[group == name], quit[group == name]) for name in pair)
        with np.errstate(all="ignore"):
            test = logrank(one, two)
        found.append((float(test.statistic), float(test.pvalue)))
    adjusted = holm([p for _, p in found])
    return [
        LogRank(one, two, statistic, p, float(holm_p))
        for (one, two), (statistic, p), holm_p in zip(pairs, found, adjusted, strict=True)
    ]


def _curve(name: str, weeks: np.ndarray, quit: np.ndarray) -> SurvivalCurve:
    from scipy.stats import ecdf

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of intervals that are undefined, which are NaN in the curve
        curve = ecdf(_censored(weeks, quit)).sf
        interval = curve.confidence_interval(method="log-log")
    times = np.asarray(curve.quantiles, float)
    share, low, high = (np.asarray(one.probabilities, float) for one in (curve, interval.low, interval.high))
    return SurvivalCurve(
        name,
        len(weeks),
        int(quit.sum()),
        times,
        share,
        low,
        high,
        _first(times, share <= 0.5),
        Interval(_first(times, low <= 0.5), _first(times, high <= 0.5)),
    )


def _censored(weeks: np.ndarray, quit: np.ndarray) -> object:
    from scipy.stats import CensoredData

    return CensoredData(uncensored=weeks[quit], right=weeks[~quit])


def _first(times: np.ndarray, passed: np.ndarray) -> float:
    return float(times[passed.argmax()]) if passed.any() else nan


def _groups(group: np.ndarray) -> list[str]:
    """Groups in the order in which they first appear."""
    return list(dict.fromkeys(group.tolist()))


def _checked(
    tenure_weeks: np.ndarray, quit: np.ndarray, group: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    tenure_weeks, quit = np.asarray(tenure_weeks, float), np.asarray(quit, bool)
    group = np.asarray(group).astype(str)
    if not len(tenure_weeks) == len(quit) == len(group) or np.any(~(tenure_weeks >= 0.0)):
        raise ValueError(
            f"survival: given {len(tenure_weeks)} tenures, {len(quit)} ends and {len(group)} groups, allowed one"
            " each a person, tenures of 0 weeks or more"
        )
    return tenure_weeks, quit, group
