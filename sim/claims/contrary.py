"""The search for a point at which a claim's effect is not as expected: a claim that cannot fail shows nothing.

A line is fitted through the trials: how the effect goes with each constant. Then the constants that tell most are
moved to where the effect should be least as expected, more of them in each candidate: beyond their plausible range
first, then to its end. Candidates at which the neutral firm is still the scenario's are screened in a few worlds, and
the most contrary of them has to fail clearly in fresh ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.analysis.judge import judge
from sim.claims.claim import Claim, Part
from sim.claims.conditions import acting
from sim.claims.effects import Sample, Sides
from sim.claims.kept import Kept
from sim.claims.running import run_trials, usual
from sim.claims.trials import Trial, neutral_market, recognisable, settings, small
from sim.claims.verdict import standing
from sim.design.factors import limits
from sim.design.plausible import FORMS, Place, ranges
from sim.design.vary import vary
from sim.running.progress import Progress

MOVED = (6, 24)
"""How many constants are moved in each candidate."""
WIDER = (2.0, 1.0)
"""How far a constant is moved, as a factor beyond the end of its plausible range."""
SCREENED, WORLDS = 2, 8
"""Worlds in which every candidate is run, and fresh ones in which the most contrary of them has to fail clearly."""
FIRST_WORLD = 1_000_000
"""The first world of the search: none of them is one of the trials'."""
RIDGE = 1.0
"""Weight of small slopes against a good fit, in standard deviations: there are nearly as many constants as trials."""


@dataclass(frozen=True)
class Found:
    """What the search gave for a part."""

    searched: int  # candidates that were run
    contrary: Place | None  # the first at which the effect is clearly not as expected


def search(
    claim: Claim, part: Part, trials: Sequence[Trial], sides: Sides, kept: Kept, progress: Progress
) -> Found:
    """Look for a point at which a part that expects a direction fails."""
    scenario, environment = next(one for one in settings(claim) if part.holds_in(one[1]))
    mine = [
        nth
        for nth, (one, effect) in enumerate(zip(trials, sides.effect, strict=True))
        if one.scenario == scenario and not np.isnan(effect)
    ]
    if not mine:
        return Found(0, None)
    order = _slopes([trials[nth] for nth in mine], part.sign * sides.effect[mine])
    moves = [(count, wider) for wider in WIDER for count in MOVED]
    places = [_candidate(scenario, order, *move, -nth - 1) for nth, move in enumerate(moves)]
    candidates = [one for one in places if _counts(scenario, one)]
    if not candidates:
        return Found(0, None)

    def run(places: Sequence[Place], first: int, count: int) -> list[Sides]:
        worlds = range(FIRST_WORLD + first, FIRST_WORLD + first + count)
        groups = [[Trial(claim, one, scenario, environment, world) for world in worlds] for one in places]
        run_trials(((one, "as it is") for group in groups for one in group), kept, progress)
        return [Sample(group, kept).sides(part) for group in groups]

    screened = [part.sign * _mean(one.effect) for one in run(candidates, 0, SCREENED)]
    least = int(np.argmin(screened))
    if not screened[least] < part.smallest:
        return Found(len(candidates), None)
    (again,) = run([candidates[least]], SCREENED, WORLDS)
    (judged,) = judge([(again.more, again.less)], [part.smallest])
    return Found(len(candidates), candidates[least] if standing(part, judged) == "fails" else None)


def _mean(effect: np.ndarray) -> float:
    """The mean over worlds; infinity where it is not defined, so that the candidate is not chosen."""
    known = effect[~np.isnan(effect)]
    return float(known.mean()) if len(known) else np.inf


def _counts(scenario: str, place: Place) -> bool:
    """Whether the neutral firm is still the scenario's."""
    market = neutral_market(vary(small(scenario), place.constants), FIRST_WORLD)
    return recognisable(market, usual(scenario))


def _slopes(trials: Sequence[Trial], effect: np.ndarray) -> list[tuple[str, float]]:
    """Constants that act, with the slope of an effect on each over its range, the steepest first."""
    spans = ranges(small(trials[0].scenario))
    names = [name for name in acting(trials) if name in spans]
    x = np.array(
        [
            [
                (one.place.constants[name] - spans[name][0]) / (spans[name][1] - spans[name][0])
                for name in names
            ]
            for one in trials
        ]
    )
    y = effect
    x, y = x - x.mean(axis=0), y - y.mean()
    slopes = np.linalg.solve(x.T @ x + RIDGE * len(y) * np.eye(len(names)) / 12.0, x.T @ y)
    return sorted(zip(names, slopes.tolist(), strict=True), key=lambda one: -abs(one[1]))


def _candidate(
    scenario: str, order: Sequence[tuple[str, float]], count: int, wider: float, number: int
) -> Place:
    """The best guesses, but for the first constants, each beyond the end at which the effect should be smallest."""
    spans = ranges(small(scenario))
    constants = {}
    for name, slope in order[:count]:
        low, high = spans[name]
        least, most, _ = limits(name)
        if slope > 0.0:
            constants[name] = max(least, low / wider if low > 0.0 else low * wider)
        else:
            constants[name] = min(most, high * wider if high > 0.0 else high / wider)
    return Place(number, constants, {form.name: next(iter(form.variants)) for form in FORMS})
