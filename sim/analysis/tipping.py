"""Tipping points: the value of a factor at which half of all worlds tip, found by running where it is uncertain.

Bisection on the share of worlds that tip, for three turns of it: where it crosses a half, and on either side where
its 95% interval (Wilson's) does. The outer two bracket the tipping point: beyond them, the worlds that were run
rule out that it is a toss-up. With the same worlds at every value, shares are comparable from value to value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, isnan, nan

import numpy as np

from sim.analysis.statistics import Interval, Row, wilson

Evaluate = Callable[[float], np.ndarray]
"""From a factor's value to one number a world: 1 where it tipped, 0 where not, NaN where that is undefined."""


@dataclass(frozen=True)
class Share:
    """How many of the worlds tip at one value of the factor."""

    value: float
    share: float
    interval: Interval  # 95%, Wilson's
    worlds: int


@dataclass(frozen=True)
class TippingPoint:
    """Where half the worlds tip, in the factor's unit; NaN, and a note, where that is nowhere in the range.

    low and high are the nearest values at which the 95% interval of the share leaves a half out; NaN where it never
    does on that side.
    """

    policy: str
    value: float
    low: float
    high: float
    shares: tuple[Share, ...]  # by ascending value
    note: str

    def rows(self) -> list[Row]:
        """One line for a table."""
        return [
            {
                "policy": self.policy,
                "tips at": self.value,
                "low": self.low,
                "high": self.high,
                "values run": len(self.shares),
                "note": self.note,
            }
        ]


def tipping_among(policy: str, shares: Sequence[Share]) -> TippingPoint:
    """The tipping point between values that have been run, none added: straight between the two around it."""
    return _found(policy, {share.value: share for share in shares}, inf)


def tipping_point(
    evaluate: Evaluate, values: Sequence[float], *, tolerance: float, budget: int = 24, policy: str = ""
) -> TippingPoint:
    """Where the share of worlds that tip crosses one half, to `tolerance`, in at most `budget` evaluations.

    The values given, ascending, come first; what happens between them and returns goes unseen. Worlds that say NaN
    are left out. The share may rise or fall with the factor: the first crossing is refined, then its interval.
    """
    if len(values) < 2 or not np.all(np.diff(values) > 0.0) or budget < len(values) or not tolerance > 0.0:
        raise ValueError(
            "tipping_point must have two or more ascending values, tolerance above 0 and a budget for all values,"
            f" got {len(values)} values, tolerance {tolerance:g}, budget {budget}"
        )
    seen: dict[float, Share] = {}

    def look(value: float) -> None:
        seen[value] = share_of(value, np.asarray(evaluate(value), float))

    for value in values:
        look(float(value))
    while len(seen) < budget:
        wide = [gap for gap in _turns(_rising(seen)) if gap and gap[1].value - gap[0].value > tolerance]
        if not wide:
            break
        look((wide[0][0].value + wide[0][1].value) / 2.0)
    return _found(policy, seen, tolerance)


Gap = tuple[Share, Share]


def _turns(shares: list[Share]) -> tuple[Gap | None, Gap | None, Gap | None]:
    """Neighbours between which a rising share crosses a half, stops being clearly below it, is clearly above it."""
    pairs = list(pairwise(shares))
    middle = (pair for pair in pairs if pair[0].share <= 0.5 <= pair[1].share != pair[0].share)
    first = (pair for pair in pairs if pair[0].interval.high < 0.5 <= pair[1].interval.high)
    last = (pair for pair in reversed(pairs) if pair[0].interval.low <= 0.5 < pair[1].interval.low)
    return next(middle, None), next(first, None), next(last, None)


def _rising(seen: Mapping[float, Share]) -> list[Share]:
    """Shares by ascending value, without undefined ones; shares that begin at a half or more are turned over."""
    shares = [seen[value] for value in sorted(seen) if seen[value].worlds > 0]
    if not shares or shares[0].share < 0.5:
        return shares
    return [
        Share(s.value, 1.0 - s.share, Interval(1.0 - s.interval.high, 1.0 - s.interval.low), s.worlds)
        for s in shares
    ]


def _found(policy: str, seen: Mapping[float, Share], tolerance: float) -> TippingPoint:
    ordered = tuple(seen[value] for value in sorted(seen))
    rising = _rising(seen)
    middle, first, last = _turns(rising)
    low, high = first[0].value if first else nan, last[1].value if last else nan
    if middle is None:
        return TippingPoint(policy, nan, nan, nan, ordered, _nowhere(ordered))
    a, b = middle
    value = a.value + (0.5 - a.share) / (b.share - a.share) * (b.value - a.value)
    notes = []
    crossings = sum((one.share < 0.5) != (two.share < 0.5) for one, two in pairwise(rising))
    if crossings > 1:
        notes.append(f"the share crosses a half {crossings} times; this is the first")
    if isnan(low) or isnan(high):
        notes.append("the interval reaches beyond the range")
    if any(gap and gap[1].value - gap[0].value > tolerance for gap in (middle, first, last)):
        notes.append("the budget ended before the tolerance was met")
    return TippingPoint(policy, value, low, high, ordered, "; ".join(notes))


def _nowhere(shares: tuple[Share, ...]) -> str:
    known = [share.share for share in shares if share.worlds > 0]
    if not known:
        return "the outcome is undefined everywhere"
    which = f"at most {max(known):.0%}" if max(known) < 0.5 else f"at least {min(known):.0%}"
    return (
        f"{which} of worlds tip at any value from {shares[0].value:g} to {shares[-1].value:g}; what lies beyond was not"
        " run"
    )


def share_of(value: float, worlds: np.ndarray) -> Share:
    """How many worlds tip (1; 0 if not), without those that are NaN."""
    worlds = np.atleast_1d(worlds)
    worlds = worlds[~np.isnan(worlds)]
    n, tipped = len(worlds), float(worlds.sum())
    return Share(value, tipped / n if n else nan, wilson(tipped, n), n)
