"""Trials: a claim at one point of the plausible space, and what has to run there.

Every trial has its own constants, forms and luck; its ways share all of them. Markets are small (one team a firm), so
that a claim can have hundreds of trials; some of them run in a larger market too. A point counts only where the neutral
firm is still the scenario's: constants that let it collapse before any policy begins contradict what is known of such
firms (`admitted`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import product
from typing import Literal

import numpy as np

from sim.claims.claim import ALL, Claim
from sim.design.factors import Value
from sim.design.plausible import Fitted, Place, place, unit
from sim.design.screening import Size, teams
from sim.design.vary import vary
from sim.design.way import Way
from sim.model.parameters import WEEKS_A_YEAR, WORKDAYS_A_WEEK
from sim.model.scenario import Scenario
from sim.outcomes import measure
from sim.running.course import warmed_up
from sim.running.jobs import Task
from sim.running.scenarios import load_scenario
from sim.running.stretches import Stretch

SEED = 1

Manner = Literal["as it is", "frozen", "off", "larger"]
"""How a trial runs: as it is; with the claim's mechanisms at their mean of the warm-up, or off; in a larger market."""

SWITCHED: tuple[Manner, ...] = ("frozen", "off")
LARGER = 2
"""Teams a firm in the larger market, of which the others have one."""

ADMITTED = {"turnover": 0.1, "churn": 0.05, "late_share": 0.1, "headcount": 0.0}
"""What the neutral market must be like before policies begin: half to twice what it is at the best guesses, and this
much more or less (turnover and churn a year, the others as shares and people; assumed)."""

JUDGED_YEARS = 1.5
"""Years before the policies' start over which the neutral market is judged."""

REFERENCES = 8
"""Worlds of the best guesses that say what the neutral market is like."""


@dataclass(frozen=True)
class Trial:
    """One claim at one point: the scenario with the point's constants, and the environment that all its ways meet."""

    claim: Claim
    place: Place
    scenario: str
    environment: Mapping[str, Value]
    replication: int  # the world whose luck its runs share

    def tasks(self, manner: Manner = "as it is") -> dict[str, Task]:
        """What each compared way runs."""
        market = small(self.scenario, LARGER if manner == "larger" else 1)
        world = vary(market, self.place.constants)  # not kept: thousands would fill the memory
        ways = self.claim.ways_in(self.environment)
        found = {
            name: self._switched(ways[name], manner).task(world, SEED, self.claim.years)
            for name in self.claim.compared
        }
        self._points[manner] = {way: task.point for way, task in found.items()}
        return found

    def points(self, manner: Manner = "as it is") -> Mapping[str, str]:
        """The point of each task, by its way; kept, because to lay tasks out takes milliseconds."""
        if manner not in self._points:
            self.tasks(manner)
        return self._points[manner]

    @cached_property
    def _points(self) -> dict[Manner, dict[str, str]]:
        return {}

    def _switched(self, way: Way, manner: Manner) -> Way:
        """The way with the claim's mechanisms acting, frozen or off."""
        if manner == "frozen":
            return replace(way, frozen=self.claim.mechanisms)
        return replace(way, without=self.claim.mechanisms) if manner == "off" else way

    def stretches(self, way: str) -> frozenset[Stretch]:
        """The stretches of a way that the claim's parts look at, and the whole run."""
        spans = {(0.0, float(self.claim.years))}
        for part in self.claim.parts:
            if way in part.weights:
                spans.update(part.stretches)
        return frozenset(Stretch.of_years(self.claim.firms[way], *span) for span in spans)


@cache
def small(name: str, teams_a_firm: int = 1) -> Scenario:
    """A scenario with so few teams a firm, and everything else of the market in proportion."""
    scenario = load_scenario(name)
    return Size(teams_a_firm, teams(scenario)).market(scenario)


def settings(claim: Claim) -> Sequence[tuple[str, Mapping[str, Value]]]:
    """The scenarios and environments of a claim in which it expects something."""
    return [
        (scenario, environment)
        for scenario, environment in product(claim.scenarios, claim.environments())
        if any(part.holds_in(environment) for part in claim.parts)
    ]


def setting(claim: Claim, number: int) -> tuple[str, Mapping[str, Value]]:
    """The scenario and the environment of a claim at a point; points are spread over them."""
    found = settings(claim)
    return found[int(unit(number)[0] * len(found))]


def trial(claim: Claim, number: int, fitted: Fitted | None = None) -> Trial:
    """The claim at the point of that number. fitted: constants that are drawn from a posterior."""
    scenario, environment = setting(claim, number)
    return Trial(claim, place(small(scenario), number, fitted), scenario, environment, number)


def manners(claim: Claim) -> tuple[Manner, ...]:
    """In which manners some trials of a claim run besides: a sham in none.

    Mechanisms are switched where the claim names some; `all` is each in turn, and none is switched.
    """
    if claim.sham:
        return ()
    return ("larger",) if ALL in claim.mechanisms or not claim.mechanisms else (*SWITCHED, "larger")


# ---------------------------------------------------------------- which points count


def neutral_market(scenario: Scenario, replication: int) -> np.ndarray:
    """What ADMITTED looks at, over all firms of a world, before the policies begin."""
    w = warmed_up(scenario, SEED, replication, 1)
    start = int(w.market["start"][0]) // WORKDAYS_A_WEEK
    firms = w.weeks[:start]
    market = np.zeros(start, firms.dtype)
    for name in firms.dtype.names or ():
        market[name] = firms[name].sum(axis=1)
    values, _ = measure(market, max(0, start - round(JUDGED_YEARS * WEEKS_A_YEAR)), weekly=False)
    return np.array([values[name] for name in ADMITTED])


def recognisable(market: np.ndarray, usual: np.ndarray) -> bool:
    """Whether a neutral market is still the one of the best guesses; both as `neutral_market` gives them."""
    more = np.array(list(ADMITTED.values()))
    return bool(np.all((market >= usual / 2.0 - more) & (market <= 2.0 * usual + more)))
