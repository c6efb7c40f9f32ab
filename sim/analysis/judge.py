"""The one judge of differences: is one clear, too small to matter, still open, or unknown? Everything asks it.

A family is all that one question compares: outcomes, pairs, contrasts and places. Among many comparisons some look
clear by luck alone, so that p values are corrected over the whole family (Holm).

clear      the 95% interval leaves zero out, and the corrected p is below 5%
too small  two one-sided tests, corrected alike, say that the difference is below the smallest that matters
open       neither: more worlds may decide
unknown    one world, or nothing defined

What is held against a published interval is judged here too (`held_against`), and whether goals are met (`reached`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isnan
from typing import Literal

import numpy as np
from scipy.special import stdtrit

from sim.analysis.statistics import Estimate, Interval, PairedDifference, all_paired, holm
from sim.english import counted, sentence
from sim.outcomes import OUTCOMES
from sim.units import difference_unit, number, scaled, with_interval, with_unit

Verdict = Literal["clear", "too small", "open", "unknown"]

Held = Literal["met", "not met", "open"]

Reached = Literal["met", "missed", "open", "unknown"]

ALPHA = 0.05
POWER = 0.8
"""The chance with which the number of worlds that is named decides, if the difference is what it looks like."""
MOST_WORLDS = 1_000
"""Worlds beyond which no number is named: so small a difference is seldom worth the time."""


@dataclass(frozen=True)
class Judgement:
    """A difference and what is decided of it."""

    difference: PairedDifference
    p: float  # corrected over the family
    family: int  # comparisons judged together
    verdict: Verdict

    @property
    def sign(self) -> int:
        """+1 or -1 where the difference is clear, else 0."""
        return int(np.sign(self.difference.mean)) if self.verdict == "clear" else 0

    @property
    def mark(self) -> str:
        """A star where the difference is clear."""
        return "*" if self.verdict == "clear" else ""

    @property
    def clear_alone(self) -> bool:
        """Whether it is not clear only because so many are compared."""
        return self.verdict == "open" and self.difference.interval.leaves_zero_out

    @property
    def exceeds(self) -> bool:
        """Whether it is clear and surely larger than the smallest difference that matters."""
        low, high = self.difference.interval
        smallest = self.difference.smallest
        return self.verdict == "clear" and smallest is not None and max(low, -high) > smallest

    @property
    def worlds_to_decide(self) -> float:
        """How many worlds would likely decide what is open, by the present mean and spread; infinity for no number.

        They decide between clear and, where something is too small to matter, that.
        """
        d = self.difference
        size = abs(d.mean) if d.smallest is None else max(abs(d.mean), d.smallest - abs(d.mean))
        if self.verdict != "open" or size == 0.0 or d.spread == 0.0:
            return inf
        n = np.arange(d.n + 1, MOST_WORLDS + 1)
        quantiles = stdtrit(n - 1, 1.0 - ALPHA / 2.0 / self.family) + stdtrit(n - 1, POWER)
        enough = n[quantiles * d.spread / size <= np.sqrt(n)]
        return _two_digits(int(enough[0])) if len(enough) else inf

    def size(self, outcome: str, currency: str) -> str:
        """The difference with its interval and unit."""
        known, d = OUTCOMES[outcome], self.difference
        text = with_interval(known, Estimate(d.mean, *d.interval, d.n), signed=True)
        return with_unit(text, difference_unit(known, currency))

    def words(self, least: str = "") -> str:
        """What is decided, without the size. least: the smallest difference that matters, in words, if any does."""
        d = self.difference
        if self.verdict == "unknown":
            if d.n == 0:
                return "not defined in these worlds"
            return "in the one world that was run, which says nothing of others"
        if d.spread == 0.0 and d.mean == 0.0:
            return f"the same in all {d.n} worlds"
        if self.verdict == "too small":
            return f"too small to matter (less than {least})"
        if self.verdict == "clear":
            beyond = (
                f", by more than the {least} that matter"
                if self.exceeds
                else f"; whether by {least} or more is open"
            )
            return f"clearly {'higher' if d.mean > 0.0 else 'lower'}{beyond if least else ''}"
        verdict = "no clear difference"
        if self.clear_alone:
            verdict = f"not clear among {counted(self.family, 'comparison')}; alone it would be"
        return f"{verdict}. {self._more()}"

    def sentence(self, outcome: str, currency: str) -> str:
        """The difference in one outcome, how sure it is, and what would decide it."""
        return sentence(f"{OUTCOMES[outcome].label}: {self.told(outcome, currency)}")

    def told(self, outcome: str, currency: str) -> str:
        """What the sentence says, for where the outcome is named already."""
        known, smallest = OUTCOMES[outcome], self.difference.smallest
        least = ""
        if smallest is not None:
            least = with_unit(number(scaled(known, smallest)), difference_unit(known, currency))
        size = f"{self.size(outcome, currency)}, " if self.difference.n else ""
        return f"{size}{self.words(least)}"

    def _more(self) -> str:
        more = self.worlds_to_decide
        if more == inf:
            return f"More than {max(MOST_WORLDS, self.difference.n):,} worlds would be needed to decide"
        return f"About {more:,.0f} worlds instead of {self.difference.n:,} would likely decide"


def judge(
    values: Sequence[tuple[np.ndarray, np.ndarray]],
    smallest: Sequence[float | None] | None = None,
    *,
    seed: int = 0,
) -> list[Judgement]:
    """Judge the comparisons of one family, each A less B.

    values: A and B of each comparison, one value a world, in the same worlds. smallest: the smallest difference that
    matters in each, if any. seed: of the bootstrap.
    """
    limits = smallest or [None] * len(values)
    found = all_paired(values, limits, seed=seed)
    p_values = holm([d.p_value for d in found])
    too_small = holm([d.equivalence_p for d in found])
    known = sum(not isnan(d.p_value) for d in found)
    return [
        Judgement(d, float(p), known, _verdict(d, float(p), float(q)))
        for d, p, q in zip(found, p_values, too_small, strict=True)
    ]


def held_against(found: Estimate, interval: Sequence[float]) -> Held:
    """Whether a fact is met: the whole 95% interval lies within the fact's (met), outside (not met), or neither (open).

    Open too where there is no interval.
    """
    low, high = interval
    if low <= found.low and found.high <= high:
        return "met"
    return "not met" if found.high < low or found.low > high else "open"


def reached(margins: Sequence[Sequence[np.ndarray]], *, seed: int = 0) -> list[Reached]:
    """Whether each of several settings meets all its goals, judged as one family (Holm over settings).

    margins: of each setting, by how much it meets each goal, a value a world. A setting meets all where each mean is
    surely no less than 0: the largest of one-sided p counts, as all have to hold (intersection-union). It misses where
    one mean is surely below 0: the smallest p counts, times the number of goals. One side has half of the 5%.
    """
    found = all_paired(
        [(margin, np.zeros(len(margin))) for its in margins for margin in its],
        [None for its in margins for _ in its],
        seed=seed,
    )
    goals = iter(found)
    by_setting = [[next(goals) for _ in its] for its in margins]
    met = holm([max(_one_sided(d, 1.0) for d in its) for its in by_setting])
    missed = holm([min(1.0, len(its) * min(_one_sided(d, -1.0) for d in its)) for its in by_setting])
    return [_reached(its, p, q) for its, p, q in zip(by_setting, met.tolist(), missed.tolist(), strict=True)]


def _one_sided(d: PairedDifference, side: float) -> float:
    """The p of a mean on the other side of 0; what is 0 in every world is surely not below it, and not missed."""
    if d.spread == 0.0:
        return 0.0 if side * d.mean > 0.0 or (d.mean == 0.0 and side > 0.0) else 1.0
    return d.p_value / 2.0 if side * d.mean > 0.0 else 1.0 - d.p_value / 2.0


def _reached(its: Sequence[PairedDifference], met_p: float, missed_p: float) -> Reached:
    if any(d.n < 2 for d in its):
        return "unknown"
    if met_p < ALPHA / 2.0 and all(d.interval.low >= 0.0 for d in its):
        return "met"
    return "missed" if missed_p < ALPHA / 2.0 and any(d.interval.high < 0.0 for d in its) else "open"


def is_clear(interval: Interval, p: float) -> bool:
    """Whether an effect is clear: its 95% interval leaves zero out, and the corrected p is below 5%."""
    return interval.leaves_zero_out and p < ALPHA


def _verdict(d: PairedDifference, p: float, too_small_p: float) -> Verdict:
    if d.n < 2:
        return "unknown"
    if too_small_p < ALPHA:
        return "too small"
    return "clear" if is_clear(d.interval, p) else "open"


def _two_digits(number: int) -> int:
    """Rounded up to two significant digits: the third would claim too much."""
    step = 10 ** max(0, len(str(number)) - 2)
    return -(-number // step) * step


def when_clear(compared: str) -> str:
    """When a difference is clear, for readers of a page; compared: what is judged together, in words."""
    return (
        "A difference is clear where its interval leaves zero out and so does a paired t test, corrected (Holm) for all"
        f" that are compared at once: {compared}. Not clear does not mean equal."
    )


def when_met() -> str:
    """When a setting surely meets goals, for readers."""
    return (
        "A setting surely meets the goals where each mean over worlds is on the right side, by its whole interval and"
        " by a one-sided t test, corrected (Holm) for all settings; it surely misses where one is on the wrong side,"
        " likewise."
    )


def legend(family: int) -> str:
    """How to read intervals and stars of a family of so many comparisons; of one world there are none."""
    if not family:
        return "One world says nothing of others: run more for intervals and verdicts."
    return (
        "95% intervals in brackets. * clear: the interval leaves zero out, and so does a paired t test,\n"
        f"corrected (Holm) for {counted(family, 'comparison')}. An interval without zero and without a star:\n"
        "clear if asked alone, not among so many. Not clear does not mean equal."
    )
