"""Runs: from a scenario, a policy and a seed to outcomes. Runs of one world share its warm-up and its luck."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sim.english import counted
from sim.model.mechanisms import FROZEN, MECHANISMS, ON
from sim.model.parameters import DAYS_A_YEAR, TENURE_MONTHS, WORKDAYS_A_WEEK
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.world import FOCAL, world_seed
from sim.outcomes import measure
from sim.policies import Policy, load_policy
from sim.running.addresses import origin, point_key
from sim.running.course import Engine, begin, follow, warmed_up
from sim.running.limits import check_seed, check_years
from sim.running.scenarios import load_scenario
from sim.running.summary import summary_html


@dataclass(frozen=True)
class Run:
    """One policy's result in one world, with all that is needed to reproduce it."""

    scenario: str
    policy: str
    contrast: str
    seed: int
    replication: int
    years: int
    point: str  # hash of all that decides the outcome but the replication; a policy's name is no part of it
    world: str  # seed of the world; runs with the same one can be compared in pairs
    version: str
    digest: str  # of the model's sources
    scenario_digest: str  # of the scenario's content
    policy_digest: str  # of the practices
    summary: Mapping[str, float]  # value of each outcome over the whole run
    series: Mapping[str, np.ndarray] = field(repr=False)  # weekly values of each outcome
    tenures: Mapping[str, np.ndarray] = field(repr=False)  # month (the last is open), exposed, quits

    def _repr_html_(self) -> str:
        """For notebooks: the headlines as a table, and all outcomes below, folded by kind."""
        head = f"{self.policy} in {self.scenario}, seed {self.seed}, {counted(self.years, 'year')}"
        return summary_html(head, self.summary)


def run(
    scenario: Scenario | str | Path,
    policy: Policy | str = "neutral",
    seed: int = 0,
    *,
    years: int | None = None,
    practices: Mapping[str, float] | None = None,
    contrast: str = "as_managed",
    engine: Engine = "fast",
    policies: Path | str | None = None,
) -> Run:
    """The result of one policy in one world.

    scenario: a Scenario, the name of one that comes with the project, or a file. policy: a Policy, or the name of one
    that comes with the project or is in the folder `policies`. practices: changes to the policy's practices, by name.
    years: the scenario's own by default. contrast: what is held equal, one of sim.model.states.CONTRASTS or EVERYWHERE.

    Raises InputError for a name that does not exist or a value that is out of range.
    """
    scenario = load_scenario(scenario)
    policy = policy if isinstance(policy, Policy) else load_policy(policy, policies)
    if practices:
        policy = policy.replace(practices)
    years = check_years(scenario, years)
    return next(run_world(scenario, [(policy, contrast)], check_seed(seed), 0, years, engine=engine))


def run_world(
    scenario: Scenario,
    designs: Sequence[tuple[Policy, str]],
    seed: int,
    replication: int,
    years: int,
    *,
    engine: Engine = "fast",
) -> Iterator[Run]:
    """Runs of one world under several policies and contrasts, in the order given.

    The world is warmed up once and copied for each run, which saves the warm-up of all but the first.
    """
    warm = warmed_up(scenario, seed, replication, years, engine)
    for policy, contrast in designs:
        w = branch(warm, scenario, policy, contrast, years, engine)
        point = point_key(scenario, policy, contrast, seed, years)
        yield finished(w, origin(scenario, policy, contrast, seed, years, point), replication)


def warm_up_of(scenarios: Iterable[Scenario]) -> Scenario:
    """The scenario whose warm-up serves several that differ in what they freeze, and in nothing else.

    A mechanism that is frozen acts until the policies begin, as any other; only its mean is noted. So the warm-up that
    notes the means of all of them is that of each.
    """
    first, *others = scenarios
    frozen = dict.fromkeys(name for scenario in (first, *others) for name in scenario.frozen)
    return first if tuple(frozen) == first.frozen else first.model_copy(update={"frozen": tuple(frozen)})


def branch(
    warm: World, scenario: Scenario, policy: Policy, contrast: str, years: int, engine: Engine = "fast"
) -> World:
    """A copy of a warmed-up world at the end of its years under a policy and a contrast.

    The warm-up may be one that notes the means of more mechanisms than this scenario freezes: those act on.
    """
    w = begin(warm, policy, contrast)
    _freeze_only(w, scenario.frozen)
    end = int(w.market["start"][0]) + years * DAYS_A_YEAR
    return follow(w, policy, contrast, end, scenario, engine)


def _freeze_only(w: World, names: Collection[str]) -> None:
    """Let act on, and forget the mean of, every mechanism that is frozen for the sake of others than these."""
    acting = w.mechanisms["mode"] == FROZEN
    acting[[MECHANISMS[name] for name in names]] = False
    w.mechanisms["mode"][acting] = ON
    # The second half of the rows is for managers, in the same order.
    acting[len(MECHANISMS) :] = acting[: len(MECHANISMS)]
    w.mechanisms["total"][acting] = 0
    w.mechanisms["count"][acting] = 0


def finished(w: World, origin: Mapping[str, Any], replication: int, *, series: bool = True) -> Run:
    """The focal firm's result in a world whose run has ended, with or without its weeks."""
    warm_up = int(w.market["start"][0]) // WORKDAYS_A_WEEK
    summary, weekly = measure(w.weeks[:, FOCAL], warm_up, weekly=series)
    return Run(
        **origin,
        replication=replication,
        world=f"{world_seed(origin['seed'], replication):016x}",
        summary=summary,
        series=weekly,
        tenures={
            "month": np.arange(TENURE_MONTHS),
            "exposed": w.tenures["exposed"][FOCAL].copy(),
            "quits": w.tenures["quits"][FOCAL].copy(),
        },
    )
