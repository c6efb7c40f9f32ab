"""Runs: from a scenario, a policy and a seed to outcomes. Runs of one world share its warm-up and its luck."""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sim.errors import InputError
from sim.model.digest import model_digest
from sim.model.parameters import DAYS_A_YEAR, TENURE_MONTHS, WEEKS_A_YEAR
from sim.model.records import World
from sim.model.scenario import Scenario
from sim.model.world import FOCAL, world_seed
from sim.outcomes import OUTCOMES, measure
from sim.policies import Policy, load_policy
from sim.running.addresses import digest_of, point_key
from sim.running.course import Engine, begin, follow, warmed_up
from sim.running.scenarios import load_scenario
from sim.version import VERSION


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
        """A table for notebooks."""
        lines = "".join(
            f"<tr><td>{html.escape(OUTCOMES[name].label)}</td><td style='text-align:right'>{value:,.4g}</td>"
            f"<td>{html.escape(OUTCOMES[name].unit)}</td></tr>"
            for name, value in self.summary.items()
        )
        head = f"{self.policy} in {self.scenario}, seed {self.seed}, {self.years} years"
        return f"<table><caption>{html.escape(head)}</caption>{lines}</table>"


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


def check_years(scenario: Scenario, years: int | None) -> int:
    """The horizon in years, by default the scenario's own; raises InputError if it is out of range."""
    if years is None:
        return int(scenario.horizon.years.value)
    if years != int(years) or not 1 <= years <= 50:
        raise InputError(f"years must be a whole number from 1 to 50, got {years}")
    return int(years)


def check_seed(seed: int) -> int:
    """The seed as an int; raises InputError if it is out of range."""
    if seed != int(seed) or not 0 <= seed < 2**63:
        raise InputError(f"seed must be a whole number from 0 to 2**63 - 1, got {seed}")
    return int(seed)


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
    start = int(warm.market["start"][0])
    for policy, contrast in designs:
        w = begin(warm, policy, contrast)
        w = follow(w, policy, contrast, start + years * DAYS_A_YEAR, scenario, engine)
        yield finished(w, scenario, policy, contrast, seed, replication, years)


def finished(
    w: World, scenario: Scenario, policy: Policy, contrast: str, seed: int, replication: int, years: int
) -> Run:
    """The focal firm's result in a world whose run has ended."""
    warm_up = int(scenario.horizon.warm_up.value) * WEEKS_A_YEAR
    summary, series = measure(w.weeks[:, FOCAL], warm_up)
    return Run(
        scenario=scenario.name,
        policy=policy.name,
        contrast=contrast,
        seed=seed,
        replication=replication,
        years=years,
        point=point_key(scenario, policy, contrast, seed, years),
        world=f"{world_seed(seed, replication):016x}",
        version=VERSION,
        digest=model_digest(),
        scenario_digest=digest_of(scenario.content()),
        policy_digest=digest_of(policy.content()),
        summary=summary,
        series=series,
        tenures={
            "month": np.arange(TENURE_MONTHS),
            "exposed": w.tenures["exposed"][FOCAL].copy(),
            "quits": w.tenures["quits"][FOCAL].copy(),
        },
    )
