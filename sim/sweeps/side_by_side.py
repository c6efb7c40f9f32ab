"""A few ways to manage in the same worlds, in memory: for notebooks and scripts; sweeps keep theirs in a store."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from sim.analysis.differences import Difference
from sim.analysis.statistics import Estimate, estimate, holm, paired
from sim.design.designs import vary
from sim.design.factors import Value
from sim.errors import InputError, unknown
from sim.model.scenario import Scenario
from sim.model.states import CONTRASTS
from sim.outcomes import OUTCOMES
from sim.policies import Policy, load_policy
from sim.running.processes import default_workers
from sim.running.run import Run, check_seed, check_years, run_world
from sim.running.scenarios import load_scenario


@dataclass(frozen=True)
class Way:
    """One way to manage, and what is changed of the world for it; customers, needs and luck stay the same.

    practices: changes to the policy's. world: changes to the scenario, by the names of factors in experiments
    ("needs.complexity", "competition"). frozen, without: mechanisms (sim.model.mechanisms). contrast: what is held
    equal.
    """

    policy: Policy | str = "neutral"
    practices: Mapping[str, float] = field(default_factory=dict)
    world: Mapping[str, Value] = field(default_factory=dict)
    frozen: Sequence[str] = ()
    without: Sequence[str] = ()
    contrast: str = "as_managed"

    def plan(self, scenario: Scenario) -> tuple[Scenario, Policy, str]:
        """The world, the policy and the contrast to be run; anything unknown or out of range is an InputError."""
        policy = self.policy if isinstance(self.policy, Policy) else load_policy(self.policy)
        if self.contrast not in CONTRASTS:
            raise InputError(f"contrast: given {self.contrast!r}, allowed {', '.join(CONTRASTS)}")
        changed, policy = vary(scenario, policy.replace(self.practices), self.world)
        return changed.attributed(self.without, self.frozen), policy, self.contrast

    @property
    def place(self) -> tuple[tuple[str, Value], ...]:
        """What is changed of the world, as the place at which a difference is told."""
        switched = (("frozen", self.frozen), ("without", self.without))
        return (*self.world.items(), *((name, ", ".join(which)) for name, which in switched if which))


@dataclass(frozen=True)
class SideBySide:
    """What came of each way, world by world."""

    scenario: Scenario
    years: int
    ways: Mapping[str, Way]
    runs: Mapping[str, tuple[Run, ...]]  # way to its runs, in the order of worlds

    @property
    def worlds(self) -> int:
        """How many worlds every way met."""
        return len(next(iter(self.runs.values())))

    def values(self, way: str, outcome: str) -> np.ndarray:
        """An outcome over the whole run, one value a world, in the outcome's unit."""
        return np.array([run.summary[_known(outcome)] for run in self._of(way)])

    def weekly(self, way: str, outcome: str) -> np.ndarray:
        """An outcome week by week, [world, week]."""
        return np.array([run.series[_known(outcome)] for run in self._of(way)])

    def level(self, way: str, outcome: str) -> Estimate:
        """A way's mean with its 95% interval."""
        return estimate(self.values(way, outcome))

    def differences(self, way: str, against: str, outcomes: Sequence[str]) -> list[Difference]:
        """The way less the other, each world against itself; p values are corrected for the number of outcomes."""
        found = [paired(self.values(way, name), self.values(against, name)) for name in outcomes]
        its = self.ways[way]
        return [
            Difference(self.scenario.name, its.contrast, its.place, way, against, name, one, float(p))
            for name, one, p in zip(outcomes, found, holm([one.p_value for one in found]), strict=True)
        ]

    def _of(self, way: str) -> tuple[Run, ...]:
        if way not in self.runs:
            raise InputError(unknown("way", way, self.runs))
        return self.runs[way]


def compare(
    scenario: Scenario | str | Path,
    ways: Mapping[str, Way],
    *,
    worlds: int = 10,
    years: int | None = None,
    seed: int = 1,
) -> SideBySide:
    """Run every way in the same worlds, which share customers, needs and luck.

    scenario: a Scenario, the name of one that comes with the project, or a file. ways: by the names under which
    they are to be told. worlds: how many. years: as the scenario says unless given.

    Raises InputError for anything that does not exist or is out of range.
    """
    scenario = load_scenario(scenario)
    years, seed = check_years(scenario, years), check_seed(seed)
    if not ways:
        raise InputError("ways: given none, allowed one or more by name")
    if worlds != int(worlds) or worlds < 1:
        raise InputError(f"worlds: given {worlds}, allowed a whole number from 1 on")
    plans = {name: way.plan(scenario) for name, way in ways.items()}
    with ThreadPoolExecutor(default_workers()) as threads:  # compiled runs leave Python to other threads
        found = list(threads.map(partial(_in_world, plans, seed, years), range(worlds)))
    runs = {name: tuple(one[name] for one in found) for name in ways}
    return SideBySide(scenario, years, dict(ways), runs)


def _in_world(
    plans: Mapping[str, tuple[Scenario, Policy, str]], seed: int, years: int, replication: int
) -> dict[str, Run]:
    """Every way in one world; those that change nothing of the world share its warm-up."""
    alike: dict[str, list[str]] = {}
    for name, (scenario, _, _) in plans.items():
        alike.setdefault(scenario.content(), []).append(name)
    runs: dict[str, Run] = {}
    for names in alike.values():
        designs = [plans[name][1:] for name in names]
        done = run_world(plans[names[0]][0], designs, seed, replication, years)
        runs |= dict(zip(names, done, strict=True))
    return runs


def _known(outcome: str) -> str:
    if outcome not in OUTCOMES:
        raise InputError(unknown("outcome", outcome, OUTCOMES))
    return outcome
